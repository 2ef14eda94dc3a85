#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# debrief_sql.so: our words for SQL in the stock sqlite3 shell.
. "$SRCDIR/tests/cli/lib.sh"
"$DEBRIEF" init -q

shell() {
	sqlite3 -bail -cmd ".load $BUILDDIR/debrief_sql" :memory: "$1"
}
gives() { # SELECT EXPECTED
	got=$(shell "SELECT $1") || return 1
	[ "$got" = "$2" ] && return 0
	printf 'got:    %s\nwanted: %s\n' "$got" "$2"
	return 1
}
words=$(sed -n '/sqlfn_names\[\] = {/,/};/p' "$SRCDIR/src/store/sqlfn.c" |
	grep -o '"[a-z0-9_]*"' | tr -d '"')

check 'the stock shell loads it' shell 'SELECT 1'
every_word() {
	[ "$(echo "$words" | wc -l)" -ge 20 ] || return 1
	for word in $words; do
		gives "count(*) > 0 FROM pragma_function_list
			WHERE name = '$word'" 1 || { echo "$word"; return 1; }
	done
}
check 'every word of metric files is there' every_word

# Published: Newcombe 1998 (Wilson), NCHS (Garwood), EPA (quantile type 7).
check 'Wilson of 81 of 263 is Newcombe'"'"'s .2553 to .3662' \
	gives 'round(wilson_lo(81, 263), 4), round(wilson_hi(81, 263), 4)' \
	'0.2553|0.3662'
check 'Garwood of 10 events is 4.79539 to 18.39036' \
	gives 'round(garwood_lo(10), 5), round(garwood_hi(10), 5)' \
	'4.79539|18.39036'
check 'the median of a group is that of the group' \
	gives 'column1 % 2, median(column1), p90(column1) FROM
		(VALUES (1), (3), (5), (2), (4)) GROUP BY 1' '0|3.0|3.8
1|3.0|4.6'
check 'an instant reads as ISO 8601 and back' \
	gives "iso(us('2026-03-31T14:00:00Z')), t_quarter(us('2026-03-31'))" \
	'2026-03-31T14:00:00Z|2026-Q1'

same_as_debrief() {
	for what in \
		'round(clopper_pearson_lo(9, 10), 12) AS x' \
		'round(clopper_pearson_hi(0, 1000000000), 15) AS x' \
		'ratio(1, 3) > 0.3 AS x' \
		"least(3, 1, 2) || greatest('a', 'b') AS x" \
		"t_week(us('2026-01-01')) || t_day(0) || t_month(0) AS x" \
		"nps(column1) || '' AS x FROM (VALUES (10), (9), (8), (0))" \
		'signoff_n(0.999, 1) || signoff(1581, 0, 0.999, 3000) AS x' \
		'round(rate_ratio_p(2, 17877, 9, 16660), 12) AS x' \
		'round(sen_slope(column1, column2), 12) AS x
			FROM (VALUES (1, 4), (2, 5), (4, 9), (5, 8), (7, 13))' \
		'round(gini(column1) + nps_lo(column1), 9) AS x
			FROM (VALUES (10), (9), (8), (0))' \
		'round(p75(column1) + p95(column1) + p99(column1), 9) AS x
			FROM (VALUES (1), (2), (30), (4))'; do
		ours=$("$DEBRIEF" sql -f csv "SELECT $what" |
			tr -d '\r' | sed 1d)
		[ -n "$ours" ] || { echo "nothing: $what"; return 1; }
		gives "$what" "$ours" || { echo "$what"; return 1; }
	done
}
check 'a word says the same here and in debrief sql' same_as_debrief

open_hours() {
	cp debrief.db calendar.db
	sqlite3 calendar.db "INSERT INTO calendar (id, key, zone)
			VALUES (1, 'berlin', 'Europe/Berlin');
		INSERT INTO calendar_hours (calendar_id, weekday, from_minute,
			to_minute) VALUES (1, 1, 540, 1020), (1, 5, 540, 1020);
		INSERT INTO holiday (calendar_id, day)
			VALUES (1, '2024-04-01')"
	got=$(sqlite3 -bail -cmd ".load $BUILDDIR/debrief_sql" calendar.db "
		SELECT business_seconds(us('2024-03-28'), us('2024-04-08T09:00Z'),
			key) FROM calendar")
	[ "$got" = 64800.0 ] || { echo "$got"; return 1; }
}
check 'business hours are those of the tables of the file' open_hours

refused() { # SELECT TEXT
	shell "SELECT $1" >out 2>&1 && { cat out; return 1; }
	contains "$2" out
}
check 'a mistake is an error of SQL, not the end of the shell' \
	refused 'wilson_lo(5, 3)' 'an interval needs two counts'
check 'text has no median' \
	refused "median('x')" 'a quantile takes finite numbers'
check 'a calendar that is not there is a mistake' \
	refused "business_seconds(0, 1, 'x')" 'no such table: calendar'
check 'it can be loaded into every connection there is' \
	sqlite3 -bail -cmd ".load $BUILDDIR/debrief_sql" \
	-cmd ".load $BUILDDIR/debrief_sql" debrief.db \
	'SELECT median(id) FROM migration'
keeps_to_itself() {
	command -v nm >/dev/null || return 0
	nm -D --defined-only "$BUILDDIR/debrief_sql.so" | grep ' T ' >names
	[ "$(wc -l <names)" = 1 ] || { cat names; return 1; }
}
check 'it gives its host one symbol, the entry' keeps_to_itself
finish
