#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# debrief metric, metrics, sql: from a workspace to numbers.
. "$SRCDIR/tests/cli/lib.sh"

check 'every case of every shipped metric holds, every rule has one' \
	"$DEBRIEF" metric test

"$DEBRIEF" init -q
check 'every shipped metric fits the schema' \
	"$DEBRIEF" metric check $(ls "$SRCDIR/share/metrics" |
		sed -n 's/\.sql$//p')
check 'a workspace in which nothing happened says so' \
	fails_with 65 "$DEBRIEF" metric time-to-migrate

# Twelve migrations of 10, 20 ... 120 days, the last one of another customer
# with an ill-meant name; one more is open.
{
	echo "INSERT INTO customer(id, key) VALUES (1, 'acme'),
		(2, '=cmd|''/C calc''!A0'), (3, 'Zür <b>|x');"
	for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
		echo "INSERT INTO migration(key, title, customer_id, kickoff_at,
			go_live_at, wave) VALUES ('M$n', 'm', 1 + ($n = 12),
			1767225600000000, 1767225600000000 +
			$n * 864000000000, 'w' || ($n % 2));"
	done
	echo "INSERT INTO migration(key, title, customer_id, kickoff_at)
		VALUES ('M13', 'm', 3, 1767225600000000);"
} | sqlite3 debrief.db

m() {
	"$DEBRIEF" metric time-to-migrate "$@"
}
check 'the latest instant in the data is the default, and printed' \
	says 'as of 2026-05-01T00:00:00Z' m
check 'an open migration calls for Kaplan-Meier' says 'Kaplan-Meier' m
check 'all is the last row of a sliced table' \
	says 'all' m --by customer

done_only_is_exact() {
	m --where customer=acme --format json >o.json &&
		query "SELECT json_extract(j, '\$.all.numbers[0].value') / 86400,
			json_extract(j, '\$.all.numbers[0].lo') / 86400,
			json_extract(j, '\$.all.numbers[0].hi') / 86400,
			json_extract(j, '\$.all.numbers[0].method')
			FROM (SELECT CAST(readfile('o.json') AS TEXT) AS j)" \
			'60|20|100|order statistics'
}
check 'eleven done migrations have the median 60 (ranks 2 and 10)' \
	done_only_is_exact

# 11 done: 10 ... 110 days; p90 lies at 0.9 * 10 = 9 steps, or 0.9 * 12 = 10.8.
quantile() { # EXPECTED OPTIONS...
	wanted=$1
	shift
	m --where customer=acme --format json "$@" >o.json &&
		query "SELECT json_extract(j, '\$.all.numbers[1].value') / 86400,
			json_extract(j, '\$.quantile_type')
			FROM (SELECT CAST(readfile('o.json') AS TEXT) AS j)" \
			"$wanted"
}
check 'quantiles are of type 7' quantile '100|7'
check 'type 6 can be asked for' quantile '108|6' --quantile-type 6
check 'another type cannot' fails_with 64 m --quantile-type 8

json_is_whole() {
	m --by wave,quarter --format json >o.json &&
		query "SELECT json_valid(j), json_extract(j, '\$.schema'),
			json_extract(j, '\$.version'),
			json_extract(j, '\$.as_of'),
			json_extract(j, '\$.all.numbers[2].name'),
			json_array_length(j, '\$.metric.definition') > 0,
			json_extract(j, '\$.all.read')
			FROM (SELECT CAST(readfile('o.json') AS TEXT) AS j)" \
	'1|debrief.metric|1|2026-05-01T00:00:00Z|mean (skewed)|1|13'
}
check 'JSON names its schema, carries the mean as skewed and the rules' \
	json_is_whole

# More is open than done: no median, but a mean of the time seen.
few_are_done() {
	rm -rf few && mkdir few && (cd few && "$DEBRIEF" init -q &&
		{ echo "INSERT INTO customer(id, key) VALUES (1, 'acme');"
		  for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
			echo "INSERT INTO migration(key, title, customer_id,
				kickoff_at, go_live_at) VALUES ('F$n', 'f', 1,
				1767225600000000, CASE WHEN $n < 7 THEN
				1767225600000000 + $n * 864000000000 END);"
		  done; } | sqlite3 debrief.db && m >../o.txt) &&
		contains 'not reached after' o.txt &&
		contains 'mean up to 60' o.txt
}
check 'a median that is not reached has a mean beside it' few_are_done
check 'two quarters are too few for a trend' \
	says 'trend: too few quarters to say (2, at least 5)' m --by quarter
check 'without quarters nobody asked for a trend' \
	sh -c '! "$DEBRIEF" metric time-to-migrate --by wave | grep trend'

# Eight quarters, each ten days slower: S = 28, and two of the 8! orders are as
# clear (METRICS 5.7); every pair of quarters has the slope 10 days.
rises() {
	for n in 1 2 3 4 5 6 7 8; do
		echo "INSERT INTO migration(key, title, customer_id, kickoff_at,
			go_live_at) VALUES ('T$n', 't', 1,
			1770000000000000 + ($n * 92 - $n * 10) * 86400000000,
			1770000000000000 + $n * 92 * 86400000000);"
	done >t.sql
	rm -rf trend && mkdir trend && (cd trend && "$DEBRIEF" init -q &&
		{ echo "INSERT INTO customer(id, key) VALUES (1, 'acme');"
		  cat ../t.sql; } | sqlite3 debrief.db &&
		m --by quarter --format json >../o.json &&
		m --by quarter >../o.txt) &&
		contains 'trend: rising: worse; slope a quarter +10.0' o.txt &&
		contains 'Mann-Kendall, exact, p < 0.001' o.txt &&
		query "SELECT json_extract(t, '$.reading'),
			json_extract(t, '$.slope.value') / 86400,
			json_extract(t, '$.slope.lo') / 86400,
			json_extract(t, '$.slope.n'),
			round(json_extract(t, '$.p') * 40320, 6)
			FROM (SELECT json_extract(CAST(readfile('o.json')
				AS TEXT), '$.trend') AS t)" \
			'rising: worse|10|10|8|2.0'
}
check 'a trend over quarters is Mann-Kendall, exact, with the slope of Sen' \
	rises

csv_is_guarded() {
	m --by customer --format csv >o.csv &&
		contains "'=cmd|'/C calc'!A0,median" o.csv &&
		! grep -q ',=' o.csv
}
check 'a CSV cell is never a formula' csv_is_guarded

markdown_is_guarded() {
	m --by customer --format md >o.md &&
		contains 'Zür &lt;b>\|x' o.md
}
check 'Markdown shows a name, it does not obey it' markdown_is_guarded

quarters_add_up() {
	m --by quarter --format json >o.json &&
		query "SELECT sum(json_extract(s.value, '\$.read')),
			max(json_extract(j, '\$.all.read')),
			group_concat(json_extract(s.value, '\$.key.quarter'))
			FROM (SELECT CAST(readfile('o.json') AS TEXT) AS j),
			json_each(j, '\$.slices') s" '13|13|2026-Q1,2026-Q2'
}
check 'the quarters add up to the whole' quarters_add_up
check 'one quarter alone' says \
	'from 2026-01-01T00:00:00Z, before 2026-04-01T00:00:00Z' \
	m --quarter 2026-Q1
check 'the quarter that is not over yet is named too' \
	says 'as of 2026-05-01T00:00:00Z, from 2026-04-01T00:00:00Z' \
	m --quarter 2026-Q2

same_twice() {
	m --by wave --format json >a.json && m --by wave --format json >b.json &&
		cmp a.json b.json
}
check 'the same data and as-of give the same bytes' same_twice

suggests() { # TEXT STATUS COMMAND...
	text=$1
	shift
	fails_with "$@" && contains "$text" "$WORK/.out"
}
check 'an unknown metric suggests the nearest' \
	suggests 'time-to-migrate' 64 "$DEBRIEF" metric time-to-migrat
check 'an unknown dimension suggests the nearest' \
	suggests '"customer"' 64 "$DEBRIEF" metric time-to-migrate --by custmer
check 'an unknown parameter suggests the nearest' \
	suggests '"window_days"' 64 "$DEBRIEF" metric incident-rate \
	-p window_day=3
check 'an unknown output format suggests the nearest' \
	suggests 'json' 64 "$DEBRIEF" metric time-to-migrate -f jsn
check 'an unknown value suggests the nearest' \
	suggests 'there is "M1' 64 "$DEBRIEF" metric time-to-migrate \
	--where migration=M1x
check 'a value of no fact is one when the workspace knows it' \
	says 'n/a' "$DEBRIEF" metric incident-rate --where migration=M13
check 'a value outside the period is known' \
	says 'n/a' m --where migration=M1 --since 2026-04-01
check 'an unknown metric like none lists what there is' \
	suggests 'there is access-in-time, actions-overdue' 64 \
	"$DEBRIEF" metric zzzzzz
check 'a parameter that is no number is refused' \
	suggests 'from 1 to 100000' 64 "$DEBRIEF" metric incident-rate \
	-p window_days=abc
check 'a parameter that should be positive is not negative' \
	fails_with 64 "$DEBRIEF" metric incident-rate -p window_days=-5
check 'nor without end' fails_with 64 "$DEBRIEF" metric incident-rate \
	-p window_days=99999999999999
check 'an unknown output format like none lists those there are' \
	suggests 'table, csv, json, md or openmetrics' 64 "$DEBRIEF" metric \
	time-to-migrate -f yaml
check 'what others call a metric leads to it' \
	suggests 'there is "satisfaction": Satisfaction (NPS)' 64 \
	"$DEBRIEF" metric nps
check 'also by a word of its rules' \
	suggests 'there is "time-to-restore"' 64 "$DEBRIEF" metric MTTR
check 'nothing is two things at once' \
	suggests 'is both "M1" and "M2"' 64 \
	m --where migration=M1 --where migration=M2
check 'a curve has no type of quantile, and that is said' \
	says 'changes nothing where something is open' m --quantile-type 6
check 'an as-of before everything is refused' \
	suggests 'nothing had happened by 1990-01-01T00:00:00Z' 65 \
	m --as-of 1990-01-01
check 'an as-of nobody has data of is refused' \
	suggests 'nothing is known of 2030-01-01T00:00:00Z' 65 \
	"$DEBRIEF" metric time-to-migrate --as-of 2030-01-01
check 'the end of the last day is known' \
	says 'as of 2026-05-02T00:00:00Z' m --as-of 2026-05-02
check 'nor does a report know more' fails_with 65 "$DEBRIEF" report \
	quarterly 2026-Q2 --as-of 2026-08-01
check 'the running quarter is told as far as the data go' \
	says q.html "$DEBRIEF" report quarterly 2026-Q2 --as-of 2026-06-30 \
	-o q.html
check 'and says how far' contains '2026-05-01' q.html
check 'a wrong quarter is refused' fails_with 64 m --quarter 2026-Q5
check 'a period behind the as-of is refused' \
	fails_with 64 m --as-of 2026-01-01 --quarter 2026-Q2
check 'three dimensions are too many' fails_with 64 m --by a,b,c

# Six answers of one wave, nine of another, three of the last: the three are
# the whole less the others, unless one of those is kept back as well.
for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18; do
	echo "INSERT INTO response (survey, ext_key, question, scale, scale_min,
		scale_max, score, batch_id, line, submitted_at) VALUES (CASE
		WHEN $n < 7 THEN 'a' WHEN $n < 16 THEN 'b' ELSE 'c' END, $n,
		'q', 'nps', 0, 10, 9, 1, 1, 1770000000000000);"
done | sqlite3 -cmd 'PRAGMA foreign_keys = OFF' debrief.db
kept_back() {
	"$DEBRIEF" metric satisfaction --by survey --format json >o.json &&
		query "SELECT group_concat(json_extract(s.value,
			'\$.numbers[0].value') || '', ' '), group_concat(
			json_extract(s.value, '\$.numbers[0].why_empty'), '; ')
			FROM (SELECT CAST(readfile('o.json') AS TEXT) AS j),
			json_each(j, '\$.slices') s" '100|kept back: it would '\
'tell a smaller group; fewer than 5 answers: kept back'
}
check 'few answers are not the whole less the others' kept_back

mkdir -p debrief.d/metrics
cat >debrief.d/metrics/mine.sql <<'END'
-- metric: mine
-- title:  Mine
-- kind:   proportion
-- better: higher
-- reads:  migration
--
-- (1) Migrations that are live.
SELECT COUNT(go_live_at) AS hits, COUNT(*) AS trials FROM migration
END
check 'a file of ours is a metric with an interval' \
	says 'Wilson' "$DEBRIEF" metric mine
cat >debrief.d/metrics/mine.test <<'END'
case: one of two  (rule 1)
with: as_of=2026-06-01
  migration key=A go_live=2026-01-01
  migration key=B
gives:
  hits | trials
  1    |      2
END
check 'a metric of ours has tests of its own' \
	"$DEBRIEF" metric test debrief.d/metrics/mine.test
check 'the cases beside a metric are found by its name' \
	says 'ok mine: one of two' "$DEBRIEF" metric test mine
check 'and without any name, with all that are shipped' \
	says 'ok mine: one of two' "$DEBRIEF" metric test
check 'as here' contains 'ok time-to-migrate: ' .out
sed 's/  1    /  2    /' debrief.d/metrics/mine.test >mine.test
check 'a case that does not hold fails the run' \
	suggests 'hits is 1, not 2' 1 "$DEBRIEF" metric test mine.test
sed 's/rule 1/rule 2/' debrief.d/metrics/mine.test >mine.test
check 'a rule without a case fails the run' \
	suggests 'no case is about rule 1' 1 "$DEBRIEF" metric test mine.test
sed -i 's/FROM migration/FROM migration, team/' debrief.d/metrics/mine.sql
check 'a table that is not declared is refused at its place' \
	suggests 'mine.sql:8:70' 65 "$DEBRIEF" metric mine
sed -i 's/kind: .*/kind: proprtion/' debrief.d/metrics/mine.sql
check 'a broken header is pointed at' \
	suggests 'mine.sql:3:10' 78 "$DEBRIEF" metric check mine
check 'a file can be checked wherever it lies' \
	suggests 'mine.sql:3:10' 78 "$DEBRIEF" metric check \
	./debrief.d/metrics/mine.sql
metric_of() { # SELECT: a proportion of that
	sed '/^SELECT/,$d; s/^-- kind.*/-- kind: proportion/' \
		debrief.d/metrics/mine.sql >other.sql
	sed -i 's/metric: mine/metric: other/' other.sql
	echo "$1" >>other.sql
}
mistake() { # SELECT TEXT STATUS
	metric_of "$1"
	suggests "$2" "$3" "$DEBRIEF" metric check other.sql
}
check 'a wrong column is told at its line and column, with the nearest' \
	mistake 'SELECT 1 AS hits, kikoff_at AS trials FROM migration' \
	'there is "kickoff_at"' 65
check 'and its place is that in the file' contains 'other.sql:8:19' .out
check 'a fact that breaks the contract is told before anybody asks' \
	mistake 'SELECT 2 AS hits, 1 AS trials FROM migration' \
	'more hits than trials' 65
check 'sums that cannot be told apart any more are refused' \
	mistake 'SELECT 1 AS hits, 9007199254740993 AS trials' \
	'more facts than can be counted' 65
check 'business hours are declared like any table' \
	mistake "SELECT business_seconds(1, 2, 'x') AS hits, 1 AS trials" \
	'"calendar" is read but not declared' 65
metric_of "SELECT 1 / 2 AS hits, ifnull(NULL, 1) AS trials
  WHERE CAST('1' AS INTEGER) == 1"
check 'what PostgreSQL would not take is a warning' \
	says 'other.sql:8:10: warning: "/" is not portable' \
	"$DEBRIEF" metric check other.sql
check 'with what to write instead' \
	contains 'other.sql:8:23: warning: "ifnull" is not portable: write CO' .out
check 'on its own line' contains 'other.sql:9:30: warning: "==" is' .out
check 'a broken file of ours does not take the others with it' \
	says 'time-to-restore' "$DEBRIEF" metrics

check 'sql answers with our functions' says '65.0' "$DEBRIEF" sql \
	"SELECT median((go_live_at - kickoff_at) / 86400000000.0) || '' AS m
	FROM migration WHERE go_live_at IS NOT NULL"
check 'sql as CSV' says 'key,n' "$DEBRIEF" sql -f csv \
	"SELECT 'a' AS key, 1 AS n"
check 'sql as JSON' says '"rows":[["a",1,null]]' "$DEBRIEF" sql -f json \
	"SELECT 'a' AS key, 1 AS n, NULL AS x"
check 'sql changes nothing' unchanged_by fails_with 65 "$DEBRIEF" sql \
	'DELETE FROM migration'
check 'a mistake in sql is pointed at' \
	suggests 'SELECT:1:8' 65 "$DEBRIEF" sql 'SELECT kikoff_at FROM migration'
# What hangs on the attribution window ----------------------------------------
rm -f debrief.db*
"$DEBRIEF" init -q
cat >migrations.csv <<'EOF'
migration,customer,kickoff,state,go_live
ORB-1,Alder,2026-01-05T08:00:00Z,live,2026-03-01T00:00:00Z
EOF
{
	echo key,opened,customer
	for day in 03 05 20 31; do
		echo "T-$day,2026-03-${day}T00:00:00Z,Alder"
	done
	echo T-late,2026-09-01T00:00:00Z,Alder
} >tickets.csv
"$DEBRIEF" import -q migrations.csv tickets.csv
"$DEBRIEF" metric incident-rate --sensitivity --format csv >windows 2>&1
check 'a window takes the tickets in it and leaves the others' sh -c \
	'cut -d, -f1-3 windows | tail -n +2 | tr "\n" " " |
	grep -q "7 days,2,3 30 days,3,2 90 days,4,1 "'
check 'and the rate goes with it' sh -c \
	'[ "$(cut -d, -f4 windows | sort -u | wc -l)" = 4 ]'
check 'the workspace keeps its own window' query \
	'SELECT COUNT(*), MIN(window_days) FROM attribution' '4|90'
check 'slices have windows too' says '"migration":"ORB-1","rate":2' \
	"$DEBRIEF" metric incident-rate --by migration --sensitivity \
	--format json
check 'a metric that knows no tickets has no windows' \
	fails_with 64 "$DEBRIEF" metric time-to-migrate --sensitivity

finish
