#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# report.t -- reports of the demo workspace.
. "$SRCDIR/tests/cli/lib.sh"

DATA=$SRCDIR/share/demo/data
export DATA
debrief() {
	"$DEBRIEF" "$@"
}
make_workspace() {
	debrief init &&
		. "$SRCDIR/share/demo/steps"
}

# twice NAME ARGUMENTS...: the same bytes both times.
twice() {
	debrief report "$@" -o one.html -m one.md &&
		(
			LC_ALL=de_DE.UTF-8 TZ=Asia/Kolkata
			export LC_ALL TZ
			debrief report "$@" -o two.html -m two.md
		) || return 1
	sed 's/two\.\(html\|md\)/one.\1/g' two.html | cmp - one.html
}

# Every number of the page's main table is in the Markdown, too.
same_numbers() {
	tr '<>' '\n\n' <"$1" |
		sed -n 's/^[^a-z]*\([0-9][0-9.]* %\).*/\1/p' | sort -u |
		while read -r number; do
			grep -qF "$number" "$2" || echo "$number"
		done >missing
	cat missing
	[ ! -s missing ]
}

no_live_markup() {
	! grep -nEi '<script|<iframe|<object|<embed|<base|<link|<img|javascript:|@import|url\(' "$1"
}

check 'the demo imports' make_workspace
check 'a post-mortem is written and named' \
	says postmortem-ORB-09.html debrief report postmortem ORB-09
check 'the title is the finding' \
	contains '<h1>Subscriber desk went live' postmortem-ORB-09.html
check 'the bars of who resolved what print per cents' \
	contains '>Data Quality 80<' postmortem-ORB-09.html
check 'and their note tells them from the weighted reading' \
	contains 'the reading weighs recent tickets more' postmortem-ORB-09.html
check 'no detectable change is not called the same' \
	says 'with no detectable change in incidents' \
	debrief report postmortem ORB-03
check 'what its interval cannot exclude is said' \
	contains 'times as many cannot be ruled out' postmortem-ORB-03.html
check 'nothing live is in the page' no_live_markup postmortem-ORB-09.html
check 'a migration that is not live can be told' \
	says ORB-14 debrief report postmortem ORB-14
check 'an abandoned migration can be told' \
	says ORB-06 debrief report postmortem ORB-06
check 'the rollback is in the plan' sh -c '
	"$DEBRIEF" report postmortem ORB-10 -o r.html &&
	grep -q "rolled back" r.html'
check 'a quarter is written' \
	says quarterly-2026-Q1.html debrief report quarterly 2026-Q1
check 'the worse quarter is called worse' \
	contains 'worse than before' quarterly-2026-Q1.html
quiet_quarters() {
	for quarter in 2025-Q2 2025-Q3 2025-Q4 2026-Q2 2026-Q3; do
		debrief report quarterly $quarter -o q.html || return 1
		contains 'no detectable change from the quarters' q.html || return 1
	done
}
check 'no other quarter is called better or worse' quiet_quarters
check 'the ownership report needs no subject' \
	says ownership.html debrief report ownership
check 'and finds the planted wrong owner' \
	contains '<b>Data Quality</b>' ownership.html
check 'it is about nobody in particular' \
	fails_with 64 debrief report ownership ORB-09
check 'the same data give the same bytes in any locale and zone' \
	twice postmortem ORB-09
check 'the numbers of the page are in the Markdown' \
	same_numbers one.html one.md
check 'figures lie beside the Markdown' test -s figs/one-f1.svg

check 'an unknown migration is refused with the nearest' \
	fails_with 64 debrief report postmortem ORB-9
check 'and named' contains 'did you mean "ORB-09"?' .out
check 'an unknown report is refused with the nearest' \
	fails_with 64 debrief report postmortm ORB-09
check 'and it is named' contains 'did you mean "postmortem"?' .out
check 'a word that is no quarter is refused' \
	fails_with 64 debrief report quarterly 2026
check 'a quarter after the data is refused' \
	fails_with 64 debrief report quarterly 2030-Q1
check 'with the latest there is' contains 'begun is 2026-Q3' .out
check 'a post-mortem knows nothing of the time after the data' \
	fails_with 65 debrief report postmortem ORB-09 --as-of 2030-01-01

missing_gnuplot() {
	debrief report postmortem ORB-09 -o g.html --gnuplot /nonexistent \
		2>messages || return 1
	contains '<p class="missing">' g.html && contains 'figure f1' messages &&
		contains '<details open>' g.html
}
check 'without gnuplot the report is written and says so' missing_gnuplot

own_template() {
	mkdir -p debrief.d/reports/mine &&
		printf '%s\n' "$1" >debrief.d/reports/mine/report.md &&
		printf 'SELECT key FROM migration' \
			>debrief.d/reports/mine/subjects.sql
}
own_template '@report subject=list

@query subjects

# {{subjects.kye}}'
check 'a mistake in a template is reported with its place' \
	fails_with 78 debrief report mine ORB-01
check 'at line and column' contains 'report.md:5:3' .out
check 'with the nearest name' contains 'did you mean {{subjects.key}}?' .out
own_template '@report subject=list

@query subjects

# About
? subjects.rows sme: something'
check 'a state no number can be in is a mistake' \
	fails_with 78 debrief report mine ORB-01
check 'with the nearest state' contains 'did you mean "some"?' .out
own_template '@report subject=list

@proposals rules

# About

@table rules lables=rules'
check 'so is an option that does not exist' \
	fails_with 78 debrief report mine ORB-01
check 'with the nearest option' contains 'did you mean "labels"?' .out
own_template '@report subject=list

@query subjects

# About {{subject}}

@metric x time-to-migrat'
check 'an unknown metric in a template is reported with its place' \
	fails_with 64 debrief report mine ORB-01
check 'at its line' contains 'report.md:7:1' .out
check 'nothing is left behind by a failure' test ! -e mine-ORB-01.html
finish
