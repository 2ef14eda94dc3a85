#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# coverage.sh BUILD: which branches make check took, room by room.  BUILD was
# configured with --enable-coverage.  Goals: 85 % of all, 95 % of importers,
# src/feedback (the audit) and src/stats.
set -eu
cd "$(dirname "$0")/../../$1"
find src importers reports -name '*.gcda' | while read -r data; do
	gcov -b -n -o "$(dirname "$data")" "$data" 2>/dev/null
done | awk '
	/^File / {
		file = $2
		gsub(/\047/, "", file)
		sub(/^(\.\.\/)*/, "", file)
	}
	/^Branches executed/ { next }
	/^Taken at least once:/ {
		split($0, part, /[:% ]+/)
		share = part[5]
		total = $NF
		if (file !~ /^(src|importers|reports)\// || seen[file]++)
			next
		room = file
		sub(/\/[^\/]*$/, "", room)
		if (room !~ /^src/)
			sub(/\/.*/, "", room)
		taken[room] += share * total / 100
		all[room] += total
		sum += share * total / 100
		whole += total
	}
	END {
		printf "| %-14s | %8s | %6s |\n", "room", "branches", "taken"
		for (room in all)
			printf "| %-14s | %8d | %4.1f %% |\n", room,
				all[room], 100 * taken[room] / all[room] |
				"sort"
		close("sort")
		if (whole)
			printf "| %-14s | %8d | %4.1f %% |\n", "all", whole,
				100 * sum / whole
	}'
