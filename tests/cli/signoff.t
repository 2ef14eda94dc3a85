#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# signoff.t -- how many rows prove a claim, and what those checked prove.
. "$SRCDIR/tests/cli/lib.sh"

signoff() {
	"$DEBRIEF" signoff "$@"
}
csv() { # EXPECTED ARGUMENT...: the lines below the heads
	wanted=$1
	shift
	signoff --format csv "$@" >out.csv 2>said || { cat said; return 1; }
	got=$(tr -d '\r' <out.csv | sed 1d)
	[ "$got" = "$wanted" ] && return 0
	printf 'got:    %s\nwanted: %s\n' "$got" "$wanted"
	return 1
}

# METRICS 2.2: pbinom, and exact fractions for a table of 3000 rows.
check 'at least 99.5 % takes 598 rows, 947 with one mismatch, 1258 with two' \
	csv 'claim,0,598,99.5000
claim,1,947,99.5000
claim,2,1258,99.5000' --at-least 99.5
check 'being 99 % sure takes 919' csv 'claim,0,919,99.5000
claim,1,1325,99.5000
claim,2,1678,99.5000' --at-least 99.5 --confidence 99
of_3000() {
	signoff --at-least 99.9 --table-rows 3000 -f csv >out.csv &&
		contains 'claim,0,1581,99.9000' out.csv
}
check 'a table of 3000 rows takes 1581 instead of 2995' of_3000
check 'where one mismatch is too many already there is no such plan' \
	csv 'claim,0,95,99.9000' --at-least 99.9 --table-rows 100
# METRICS 2.6: n = 1250, Ac = 3, still passes .006191 once in twenty.
aql() {
	signoff --at-least 99.9 --table-rows 1000000 --aql 0.1 -f csv >out.csv &&
		contains '"AQL 0.1, level II, Q",3,1250,99.3808' out.csv
}
check 'an AQL of 0.1 % proves 99.38 %' aql

# METRICS 2.7.
check 'none of 2995 passes' \
	csv ',2995,0,99.9000,100.0000,99.9000,PASS,proven,0' \
	--at-least 99.9 --checked 2995
check 'none of 2994 does not, by one row' \
	csv ',2994,0,99.8999,100.0000,99.9000,INCONCLUSIVE,too few rows,1' \
	--at-least 99.9 --checked 2994
check 'one of 2995 takes 4742 rows' \
	csv ',2995,1,99.8417,99.9983,99.9000,INCONCLUSIVE,too few rows,1747' \
	--at-least 99.9 --checked 2995 --mismatched 1
check '20 of 10000 fails' \
	csv ',10000,20,99.7095,99.8675,99.9000,FAIL,proven,0' \
	--at-least 99.9 --checked 10000 --mismatched 20
check '1581 of a table of 3000 passes, as the plan said' \
	says '"verdict":"PASS","why":"proven","more_needed":0' \
	signoff -l 99.9 -n 1581 -r 3000 -f json
check 'a critical field fails what would pass' says 'critical field' \
	signoff -l 99 -n 9000 -m 1 --critical 1
check 'rows missing leave it open' says INCONCLUSIVE \
	signoff -l 99 -n 9000 --unexplained 1

"$DEBRIEF" init -q
cat >counts.csv <<'END'
migration,run,table,field,kind,source_count,target_count,checked,matched,mismatched,threshold,status,validator,started,ended,signed_off
M1,r,alpha,,row,3000,3000,1581,1581,0,,pass,v,2026-01-02T10:00Z,2026-01-02T11:00Z,
M1,r,beta,,row,3000,3000,1580,1580,0,,pass,v,2026-01-02T10:00Z,2026-01-02T11:00Z,
M1,r,gamma,,row,3000,2999,1581,1581,0,,pass,v,2026-01-02T10:00Z,2026-01-02T11:00Z,
M1,r,delta,,row,3000,2999,1581,1581,0,,pass,v,2026-01-02T10:00Z,2026-01-02T11:00Z,2026-01-03T10:00Z
M1,r,eta,,row,900,900,0,0,0,,pending,v,2026-01-02T10:00Z,2026-01-02T11:00Z,
END
cat >migrations.csv <<'END'
migration,title,customer,source_system,target_system,wave,size_band,users,kickoff,planned_go_live,window_minutes,state,abandoned,go_live,support_until
M1,One,acme,a,b,1,S,10,2025-12-01,2026-01-05,60,live,,2026-01-05T10:00Z,2026-02-05
END
cat >targets.csv <<'END'
migration,metric,comparison,value,agreed
*,data-accuracy,>=,99.9,2025-12-01
END
"$DEBRIEF" import --zone UTC migrations.csv counts.csv >why 2>&1
check 'the checks are loaded' contains '5' why
check 'without a promise the claim must be given' \
	fails_with 64 signoff M1
"$DEBRIEF" import --zone UTC targets.csv >/dev/null 2>&1
tables() {
	csv 'alpha,,3000,1581,0,99.9000,100.0000,99.9000,PASS,proven,0
beta,,3000,1580,0,99.8666,100.0000,99.9000,INCONCLUSIVE,too few rows,1
delta,,3000,1581,0,99.9000,100.0000,99.9000,PASS,proven,0
eta,,900,0,0,,,99.9000,INCONCLUSIVE,nothing checked,855
gamma,,3000,1581,0,99.9000,100.0000,99.9000,INCONCLUSIVE,rows missing or extra,0' M1
}
check 'a migration: every table against the promise' tables
another() {
	signoff M1 --at-least 99 -f csv >out.csv && contains \
		'beta,,3000,1580,0,99.8666,100.0000,99.0000,PASS,proven,0' \
		out.csv
}
check 'or against another claim' another
check 'nothing is changed by asking' unchanged_by signoff M1
check 'an unknown migration is a mistake' fails_with 64 signoff M9
check 'so is a claim of all' fails_with 64 signoff --at-least 100
check 'and more wrong than checked' \
	fails_with 64 signoff -l 99 -n 1 -m 2
check 'and an AQL without a table' fails_with 64 signoff -l 99 --aql 1
check 'and counts of one table beside a migration' \
	fails_with 64 signoff M1 --checked 5
finish
