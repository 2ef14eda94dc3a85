#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the README shows is there: its commands parse, its files exist.
. "$SRCDIR/tests/cli/lib.sh"

# The command lines of its code blocks and of its table, comments cut off.
sed -n '/^```$/,/^```$/p' "$SRCDIR/README.md" |
	sed -n 's/ *#.*//; /^debrief/p' | sed 's/ && /\n/g' >lines
sed -n 's/^| [^|]* | `\(debrief [^`]*\)`.*/\1/p' "$SRCDIR/README.md" >>lines

check 'the README has command lines' sh -c '[ "$(wc -l <lines)" -ge 8 ]'

# --help behind the command word: options and words are parsed, nothing runs.
every_command_parses() {
	while IFS= read -r line; do
		set -f
		# shellcheck disable=SC2086
		set -- $line
		set +f
		shift
		command=$1
		shift
		"$DEBRIEF" "$command" "$@" --help >out 2>&1 ||
			{ echo "$line"; cat out; return 1; }
	done <lines
}
check 'every command line of the README parses' every_command_parses

check 'the first screen names the two commands' \
	sh -c 'head -15 "$SRCDIR/README.md" | grep -c "^\./dev \(demo\|check\)" |
		grep -qx 2'

linked_files_exist() {
	for file in $(grep -o '](\([^)]*\))' "$SRCDIR/README.md" |
		tr -d ']()'); do
		[ -e "$SRCDIR/$file" ] || { echo "$file"; return 1; }
	done
}
check 'every file it links exists' linked_files_exist
# The lines about the loop, as they stand there, on the demo data.
the_loop_runs() {
	sed -n '/^## The loop/,/^## For/p' "$SRCDIR/README.md" |
		sed -n '/^```$/,/^```$/p' | sed '/^```$/d; s/MIG-/ORB-/' >loop
	[ "$(wc -l <loop)" -eq 8 ] || return 1
	data=$SRCDIR/share/demo/data PATH=${DEBRIEF%/*}:$PATH
	debrief init -q &&
		debrief import -q "$data"/runbook/*.csv &&
		debrief import -q --zone Europe/Berlin "$data"/tickets/*.csv &&
		cp "$data/runbook/ownership.csv" . && sh -e loop &&
		[ -s q3.html ] && [ -s next.html ] &&
		"$DEBRIEF" owners export | cmp - ownership.csv
}
if command -v git >/dev/null && command -v gnuplot >/dev/null; then
	check 'the loop runs as it is written' the_loop_runs
fi
finish
