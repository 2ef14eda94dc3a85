#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# debrief compare: different, no detectable difference, or too few to say.
. "$SRCDIR/tests/cli/lib.sh"
"$DEBRIEF" init -q

# Three systems with twelve migrations each: those from "slow" take 100 days
# and more, the others less than 40; one from "b" is open.
{
	echo "INSERT INTO customer(id, key) VALUES (1, 'acme');"
	for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
		echo "INSERT INTO migration(key, title, customer_id, wave, size_band,
			source_system, kickoff_at, go_live_at) VALUES
		('A$n', 'm', 1, 'w' || ($n % 2), 's' || ($n % 2), '=a', 0 + 86400000000,
			86400000000 * ($n * 3)),
		('B$n', 'm', 1, 'w' || ($n % 2), 's' || ($n % 2), 'b', 0 + 86400000000,
			86400000000 * ($n * 3 + 1)),
		('S$n', 'm', 1, 'w' || ($n % 2), 's' || ($n % 2), 'slow', 0 + 86400000000,
			86400000000 * ($n + 100));"
	done
} | sqlite3 debrief.db

compare() {
	"$DEBRIEF" compare "$@"
}
# answer SELECT EXPECTED OPTIONS...: o.j is the output, rows.r its rows
answer() {
	select=$1
	wanted=$2
	shift 2
	compare "$@" --format json >o.json &&
		query "WITH o(j) AS (SELECT CAST(readfile('o.json') AS TEXT)),
			rows(r) AS (SELECT value FROM o,
				json_each(o.j, '\$.comparisons'))
			SELECT $select" "$wanted"
}

check 'every value stands against the rest, once' \
	answer "json_extract(r, '\$.this.key'), json_extract(r, '\$.against.key')
		FROM rows" \
	'=a|the rest
b|the rest
slow|the rest' --by source_system -m time-to-migrate
check 'a value and its rest are everything' \
	answer "DISTINCT json_extract(r, '\$.this.used')
		+ json_extract(r, '\$.against.used') FROM rows" 36 \
	--by source_system -m time-to-migrate
check 'the slow one is found, the ratio of q to p is that of the page' \
	answer "json_extract(j, '\$.comparisons[2].reading'),
		json_extract(j, '\$.comparisons[2].test') LIKE 'Mann-W%',
		json_extract(j, '\$.comparisons[2].effect.lo') > 60 * 86400,
		round(json_extract(j, '\$.comparisons[2].q') /
			json_extract(j, '\$.comparisons[2].p'), 6),
		json_extract(j, '\$.tested') FROM o" \
	'different: worse|1|1|3.0|3' --by source_system -m time-to-migrate
# Ranks 1 3 5 ... 23, 2 4 6 ... 24 and 25 to 36: 12 / (36 * 37) * the squares
# of their sums / 12, less 3 * 37 (METRICS 5.4); two degrees of freedom.
check 'three groups are tested as a whole first: Kruskal-Wallis by hand' \
	answer "round(json_extract(j, '\$.overall[0].statistic'), 6),
		round(json_extract(j, '\$.overall[0].p') * 1e6, 4),
		json_extract(j, '\$.overall[0].test'),
		json_extract(j, '\$.overall[0].n'),
		json_extract(j, '\$.overall[0].reading') FROM o" \
	'23.405405|8.2714|Kruskal-Wallis, chi-square|36|the groups differ' \
	--by source_system -m time-to-migrate
overall_is_first() {
	compare --by source_system -m time-to-migrate >o.txt &&
		awk '/^time-to-migrate, 3 groups, n = 36: the groups differ/ \
			{ whole = NR } /Hodges|Mann-Whitney/ { pairs = NR }
			END { exit !(whole && whole < pairs) }' o.txt
}
check 'the whole is printed before the rows' overall_is_first
# Dealt 60 000 times elsewhere: p = 0.0120, four standard errors of 9999 deals.
check 'small groups are dealt anew, with the seed in sight' \
	answer "json_extract(j, '\$.overall[0].test'),
		json_extract(j, '\$.overall[0].p') BETWEEN 0.0077 AND 0.0164
		FROM o" \
	'Kruskal-Wallis, 9999 shuffles, seed 1|1' --by source_system \
	-m time-to-migrate --until 1970-04-15 --since 1970-01-01
check 'two groups have no whole apart from their row' \
	answer "json_array_length(j, '\$.overall') FROM o" 0 \
	--by wave -m time-to-migrate
check 'two values are one comparison' \
	answer "json_array_length(j, '\$.comparisons'),
		json_extract(j, '\$.comparisons[0].reading') FROM o" \
	'1|no detectable difference' --by wave -m time-to-migrate
check 'what would have shown is said' \
	answer "json_extract(j, '\$.comparisons[0].detectable.value') > 0 FROM o" 1 \
	--by wave -m time-to-migrate
check 'where narrows both sides' \
	answer "json_extract(j, '\$.comparisons[0].this.used') FROM o" 6 \
	--by wave -m time-to-migrate --where source_system=slow

check 'migrations are compared in pairs; one against one is too few' \
	answer "json_array_length(j, '\$.comparisons'),
		json_extract(j, '\$.comparisons[2].this.key'),
		json_extract(j, '\$.comparisons[2].against.key'),
		json_extract(j, '\$.comparisons[2].reading'),
		json_extract(j, '\$.tested') FROM o" \
	'3|A2|S3|too few to say|0' A1 A2 S3 -m time-to-migrate
check 'three single facts are not tested as a whole' \
	says 'time-to-migrate, 3 groups, n = 3: not tested as a whole: too few' \
	compare A1 A2 S3 -m time-to-migrate

echo "UPDATE migration SET go_live_at = NULL WHERE key = 'B3';" |
	sqlite3 debrief.db
check 'an open migration calls for log-rank' \
	says 'log-rank' compare --by source_system -m time-to-migrate
check 'and so do three groups' \
	answer "json_extract(j, '\$.overall[0].test') FROM o" \
	'log-rank, chi-square' --by source_system -m time-to-migrate
check 'the headline metrics are the default; those without facts say so' \
	says 'n/a (no facts)' compare A1 A2
check 'a headline metric without the dimension is named' \
	says 'left out: satisfaction cannot be sliced by size_band' \
	compare --by size_band
# 60 or 100 of 100 rows right, whoever it was: migrations differ, systems not.
for n in 1 2 3 4 5 6; do
	for letter in A B; do
		echo "INSERT INTO check_result (migration_id, source, run_key,
			check_key, object, kind, checked_count, matched_count,
			status, ended_at, batch_id, line) SELECT id, 's', 'r',
			key, 't', 'row', 100, 60 + ($n % 2) * 40
			- ('$letter' = 'A') * 5, 'pass', 86400000000, 1, 1
			FROM migration WHERE key = '$letter$n';"
	done
done | sqlite3 -cmd 'PRAGMA foreign_keys = OFF' debrief.db
check 'rows of one migration are not told for independent' \
	answer "json_extract(j, '\$.comparisons[0].design_effect') > 10,
		json_extract(j, '\$.comparisons[0].migrations'),
		json_extract(j, '\$.comparisons[0].p') > 0.5,
		json_extract(j, '\$.comparisons[0].effect.lo') < -30,
		json_extract(j, '\$.comparisons[0].test') FROM o" \
	'1|[6,6]|1|1|score test, by migration' --by source_system \
	-m data-accuracy
check 'what that means is said' says 'facts of one migration hang together' \
	compare --by source_system -m data-accuracy
check 'two migrations are compared by their own rows' \
	answer "json_extract(j, '\$.comparisons[0].reading'),
		json_extract(j, '\$.comparisons[0].design_effect') FROM o" \
	'different: worse|' A2 B1 -m data-accuracy
check 'CSV never has a formula' sh -c '
	"$DEBRIEF" compare --by source_system --format csv >o.csv &&
	grep -q "time-to-migrate,.=a,the rest" o.csv && ! grep -q ",=" o.csv'
check 'Markdown has a row per comparison' sh -c '
	"$DEBRIEF" compare --by source_system -m time-to-migrate -f md >o.md &&
	[ "$(grep -c "^| time-to-migrate" o.md)" = 3 ]'

check 'one migration is nothing to compare' fails_with 64 compare A1
check 'migrations and --by do not go together' \
	fails_with 64 compare A1 A2 --by wave
check 'a migration twice is a mistake' fails_with 64 compare A1 A1
unknown() {
	fails_with 64 compare A1 A22 && contains 'there is "A12"' .out
}
check 'an unknown migration is named with the nearest' unknown
check 'an unknown dimension of a metric asked for is a mistake' \
	fails_with 64 compare --by wav -m time-to-migrate
check 'a single value is nothing to compare' \
	fails_with 64 compare --by customer
check 'a share of false alarms is between 0 and 50' \
	fails_with 64 compare --by wave -F 0
check 'nothing is written' unchanged_by "$DEBRIEF" compare --by wave
finish
