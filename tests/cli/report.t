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
# Each value of the page has its n below it; only a dash has a reason.
page_has_n() {
	sed 's/\xc2\xa0/ /g' quarterly-2026-Q1.html >plain
	tr '\n' ' ' <quarterly-2026-Q1.html |
		sed 's/.*class="wide page"//; s/<\/table>.*//; s/<td/\n&/g' |
		grep '^<td class="n"' | grep -v 'class="mute"' >values &&
		[ "$(grep -c . values)" -gt 20 ] && ! grep -v 'n.*=.*[0-9]' values
}
check 'every value of the quarter on one page has its n' page_has_n
check 'and its interval where it is an estimate' \
	contains '>1.47 to 2.51, n = 59<' plain
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

check 'the workspace is never overwritten' \
	fails_with 73 debrief report postmortem ORB-09 -o debrief.db --force
check 'which is said' contains '"debrief.db" is the workspace' .out
check 'and it is still there' query 'SELECT COUNT(*) > 0 FROM migration' 1
check 'nor by Markdown, under another name' sh -c '
	ln debrief.db other.db && "$DEBRIEF" report ownership -m other.db
	[ $? -eq 73 ] && rm other.db'
check 'nor is its log' \
	fails_with 73 debrief report postmortem ORB-09 -m debrief.db-wal
check 'one file is not HTML and Markdown' \
	fails_with 73 debrief report postmortem ORB-09 -o x.html -m x.html
echo mine >mine.html
check 'a file that is no report is not replaced' \
	fails_with 73 debrief report ownership -o mine.html
check 'it is as it was' contains mine mine.html
check 'by force it is' debrief report ownership -o mine.html --force
check 'a report is replaced by a report' \
	debrief report ownership -o mine.html
check '- is standard output' sh -c '
	"$DEBRIEF" report ownership -o - 2>messages >out.html &&
	head -1 out.html | grep -q "^<!DOCTYPE html>" &&
	tail -1 out.html | grep -q "</html>$" && [ ! -e ./- ]'

# As of an instant: what happened later changes nothing.
check 'a migration is not live before its go-live' sh -c '
	"$DEBRIEF" report postmortem ORB-09 -a 2025-12-01T00:00:00Z -o past.md &&
	! grep -n "^. Go-live" past.md'
check 'half a day after go-live nobody says more than that' sh -c '
	"$DEBRIEF" report postmortem ORB-09 -a 2026-01-25T00:00:00Z -o h.html &&
	grep -q "No incident was opened between the go-live and 25 Jan" h.html'
forget_later() {
	cp debrief.db past.db &&
		sqlite3 past.db "
	UPDATE ticket SET resolved_at = NULL, resolver_team_id = NULL
	 WHERE resolved_at > $1;
	UPDATE ticket SET acknowledged_at = NULL WHERE acknowledged_at > $1;
	UPDATE migration SET go_live_at = NULL WHERE go_live_at > $1;
	UPDATE migration SET abandoned_at = NULL, state = 'running'
	 WHERE abandoned_at > $1;
	UPDATE module_run SET ended_at = NULL WHERE ended_at > $1;
	DELETE FROM module_run WHERE started_at > $1;
	DELETE FROM target WHERE agreed_at > $1;"
}
told_alike() {
	forget_later $(($(date -u -d "$2" +%s) * 1000000)) || return 1
	debrief report postmortem "$1" -a "$2" -o a.md &&
		debrief --db past.db report postmortem "$1" -a "$2" -o b.md ||
		return 1
	grep -v '^Made by' a.md >a.told
	sed '/^Made by/d; s/b-f/a-f/g' b.md | diff a.told -
}
check 'what happens later does not change a post-mortem' \
	told_alike ORB-09 2026-01-10T00:00:00Z
check 'nor one told in the middle of the watch' \
	told_alike ORB-09 2026-02-15T00:00:00Z
check 'nor of a migration abandoned later' \
	told_alike ORB-06 2025-07-01T00:00:00Z
promised_later() {
	cp debrief.db plain.db && sqlite3 debrief.db "
	INSERT INTO target (migration_id, metric, comparison, value, agreed_at)
	SELECT id, 'satisfaction', '>=', 30, 1769900000000000 FROM migration
	 WHERE key = 'ORB-09'" && told_alike ORB-09 2026-01-31T00:00:00Z &&
		debrief report postmortem ORB-09 -o now.md &&
		grep -q 'NPS.*+30' now.md && mv plain.db debrief.db
}
check 'a promise made later is not held against a report' promised_later
due_later() {
	cp debrief.db plain.db && sqlite3 debrief.db "
	INSERT INTO action (title, kind, due_at, opened_at, closed_at) VALUES
	 ('Early', 'repair', $1, 1767225600000000, NULL),
	 ('Late', 'repair', NULL, 1771000000000000, NULL),
	 ('Shut', 'repair', NULL, 1767225600000000, 1771000000000000)" &&
		debrief report quarterly 2026-Q1 -a 2026-02-01T00:00:00Z -o a.md &&
		mv plain.db debrief.db
	grep '| Early .* open |' a.md && grep '| Shut .* open |' a.md &&
		! grep 'Late' a.md
}
check 'a follow-up is as it was at the instant' due_later 1771000000000000
decided_later() {
	cp debrief.db plain.db && debrief propose &&
		debrief reject 1 --by Ada --why no &&
		debrief report ownership -o own.md &&
		debrief report ownership -a 2026-09-30T00:00:00Z -o later.md ||
		return 1
	mv plain.db debrief.db
	grep -q '| rejected |' own.md && ! grep '| rejected |' later.md &&
		grep -q '| open |' later.md
}
check 'a decision taken later is not told before' decided_later
stored_later() {
	debrief propose && debrief report quarterly 2025-Q1 -o old.md &&
		contains 'Nothing was put on record' old.md
}
check 'a quarter lists no proposal made on later evidence' stored_later
check 'nor an open one as decided' sh -c '
	"$DEBRIEF" report quarterly 2026-Q3 -o q3.md &&
	grep -q "Nothing was put on record" q3.md'

mkdir empty
check 'an unknown report is unknown in an empty workspace' sh -c '
	cd empty && "$DEBRIEF" init && "$DEBRIEF" report foo; [ $? -eq 64 ]'
check 'a quarter that is none is, too' sh -c '
	cd empty && "$DEBRIEF" report quarterly 2026-Q5; [ $? -eq 64 ]'

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
own_template '@report subject=none

@targets promises targets

@metric claims data-accuracy-claim by=table target=promises

@metric one data-accuracy-claim by=table migration=ORB-09 target=promises

# Tables

## All

@table claims

## One

@table one'
echo "SELECT 'data-accuracy-claim' AS metric, '>=' AS comparison,
	99.95 AS value, 0 AS agreed_at" >debrief.d/reports/mine/targets.sql
debrief report mine -o mine.md >why 2>&1
# signoff_n(0.9995, 0) is 5990, and 240 rows were compared.
check 'more rows of one migration settle a claim by its own measure' \
	grep -E '^\| articles .* 240 .* 5.750 \|$' mine.md
check 'no rows settle what hangs on how customers differ' \
	grep -E '^\| comments .*no rows do: more customers' mine.md
finish
