#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# debrief refresh and --format openmetrics: results for other programs.
. "$SRCDIR/tests/cli/lib.sh"
"$DEBRIEF" init -q
{
	echo 'INSERT INTO customer(id, key) VALUES (1, '"'"'a"c\me
x'"'"');'
	for n in 1 2 3 4 5 6 7 8; do
		echo "INSERT INTO migration(key, title, customer_id, kickoff_at,
			go_live_at, wave, state) VALUES ('M$n', 'm', 1,
			1767225600000000, 1767225600000000 + $n * 864000000000,
			'w' || ($n % 2), 'live');"
	done
	echo "INSERT INTO response (migration_id, survey, ext_key, question,
		scale, scale_min, scale_max, score, batch_id, line)
		VALUES (1, 's', 'r', 'q', 'nps', 0, 10, 9, 1, 1);"
} | sqlite3 -cmd 'PRAGMA foreign_keys = OFF' debrief.db

check 'one command keeps every metric' \
	says 'in the table metric_result' "$DEBRIEF" refresh
check 'every metric there is has a row' \
	query 'SELECT count(DISTINCT metric) FROM metric_result' \
	"$(ls "$SRCDIR/share/metrics" | grep -c 'sql$')"
check 'a time series as Grafana asks for it: epoch seconds' \
	query "SELECT time, quarter, n FROM metric_result
		WHERE metric = 'time-to-migrate' AND number = 'median'
		AND dim = '' AND quarter <> '' ORDER BY time" \
	'1774137600|2026-Q1|8'
check 'a value is what debrief metric says' \
	query "SELECT value / 86400, lo / 86400, hi / 86400, unit
		FROM metric_result WHERE metric = 'time-to-migrate'
		AND number = 'median' AND dim = '' AND quarter = ''" \
	'45.0|10.0|80.0|seconds'
check 'used, open, ended and excluded are what was read' \
	query "SELECT count(*) FROM metric_result WHERE read_count <>
		used_count + open_count + ended_count + excluded_count" 0
check 'few answers are kept back here too' \
	query "SELECT value IS NULL, why FROM metric_result WHERE
		metric = 'satisfaction' AND number = 'NPS' AND dim = ''
		AND quarter = ''" '1|fewer than 5 answers: kept back'
twice() {
	sqlite3 debrief.db 'SELECT * FROM metric_result' >a
	"$DEBRIEF" refresh -q && sqlite3 debrief.db \
		'SELECT * FROM metric_result' >b && cmp a b && [ -s a ]
}
check 'a second time replaces it by the same' twice
check 'an as-of nobody has data of is refused' \
	fails_with 65 "$DEBRIEF" refresh --as-of 2030-01-01
check 'so is one before everything' \
	fails_with 65 "$DEBRIEF" refresh --as-of 1990-01-01
check 'and what was there stays' \
	query 'SELECT count(*) > 100 FROM metric_result' 1

# A metric of ours that cannot be parsed, and one that cannot be.
mkdir -p debrief.d/metrics
head_of() {
	printf '%s\n' "-- metric: $1" '-- title: T' '-- kind: proportion' \
		'-- better: higher' '-- reads: migration' '--' '-- (1) One.'
}
{ head_of broken; echo 'SELECT 2 AS hits, 1 AS trials'; } \
	>debrief.d/metrics/broken.sql
{ head_of fine; echo 'SELECT 1 AS hits, 9 AS trials'; } \
	>debrief.d/metrics/fine.sql
echo '-- metrik: typo' >debrief.d/metrics/typo.sql
rest_is_there() {
	fails_with 78 "$DEBRIEF" refresh && query "SELECT
		count(DISTINCT metric), count(*) FILTER (WHERE metric = 'fine'
		AND dim = '' AND quarter = ''),
		count(*) FILTER (WHERE metric IN ('broken', 'typo'))
		FROM metric_result" \
		"$(($(ls "$SRCDIR/share/metrics" | grep -c 'sql$') + 1))|1|0"
}
check 'one bad metric does not take the others with it' rest_is_there
fails_with 78 "$DEBRIEF" refresh >/dev/null
check 'it is named, with what is wrong' contains \
	'left out: metric "broken": row 1 of metric "broken": there are more' \
	.out
check 'so is one that cannot be read' contains 'typo.sql:1:' .out
rm -r debrief.d

scraped() {
	"$DEBRIEF" metric "$@" --format openmetrics >o.txt
}
# OpenMetrics 1.0: a family's lines stand together, TYPE, UNIT, HELP first;
# its name ends with its unit; no label set twice; the end is marked.
cat >valid.awk <<'END'
function bad(why) { print NR ": " why ": " $0; failed = 1 }
ended { bad("behind the end") }
/^# EOF$/ { ended = 1; next }
/^# (TYPE|UNIT|HELP) / {
	if ($2 == "TYPE") {
		if ($3 in families) bad("family twice")
		families[$3] = 1; family = $3
		if ($4 != "gauge") bad("type")
		samples = 0
	}
	if ($3 != family || samples) bad("out of its family")
	if ($2 == "UNIT" && $3 !~ ("_" $4 "$")) bad("name without unit")
	next
}
/^[a-z_:][a-z0-9_:]*({[a-z_][a-z0-9_]*="([^"\\]|\\["\\n])*"(,[a-z_][a-z0-9_]*="([^"\\]|\\["\\n])*")*})? -?[0-9.e+-]+ [0-9]+$/ {
	name = $0; sub(/[{ ].*/, "", name)
	if (name != family) bad("sample of no family")
	labels = $0; sub(/ -?[0-9.e+-]+ [0-9]+$/, "", labels)
	if (labels in seen) bad("sample twice")
	seen[labels] = 1; samples++; all++
	next
}
{ bad("no line of OpenMetrics") }
END { exit failed || !ended || all < 3 }
END
valid() {
	scraped "$@" && awk -f valid.awk o.txt
}
check 'OpenMetrics is valid, whole' valid time-to-migrate
check 'by dimension and quarter' valid time-to-migrate --by wave,quarter
check 'for a share' valid on-time
check 'and for a label that needs escapes' valid time-to-migrate --by customer
check 'which is escaped' contains 'customer="a\"c\\me' o.txt
for metric in rollback-rate incident-rate satisfaction slip-ratio; do
	check "nothing to tell is valid too: $metric" valid $metric
done
no_empty_family() {
	scraped rollback-rate && awk '/^# TYPE/ { if (n == 0) exit 1; n = 0 }
		!/^#/ { n++ } BEGIN { n = 1 } END { exit n == 0 }' o.txt
}
check 'a family without a sample is not there' no_empty_family
finish
