#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# report_share.t -- reports that leave the house: nobody is named in them.
. "$SRCDIR/tests/cli/lib.sh"

DATA=$SRCDIR/share/demo/data
export DATA
debrief() {
	"$DEBRIEF" "$@"
}
make_workspace() {
	debrief init && . "$SRCDIR/share/demo/steps"
}
names_of() {
	sqlite3 debrief.db "SELECT key FROM team UNION
		SELECT name FROM contact UNION SELECT key FROM contact UNION
		SELECT ext_key FROM ticket UNION SELECT key FROM customer UNION
		SELECT key FROM migration UNION SELECT title FROM migration
		EXCEPT SELECT title FROM module
		EXCEPT SELECT title FROM migration WHERE key = '$1' EXCEPT
		SELECT c.key FROM customer c JOIN migration m
		ON m.customer_id = c.id WHERE m.key = '$1'"
}
# no_names FILE [MIGRATION whose own title and customer may stand there]
no_names() {
	names_of "${2:-}" >names && [ "$(wc -l <names)" -gt 200 ] || return 1
	tr '\n' ' ' <"$1" >flat
	! grep -owFf names flat | sort -u | grep .
}

check 'the demo imports' make_workspace

check 'a report is written under pseudonyms' \
	says postmortem-pseudonymised.html \
	debrief report postmortem ORB-09 --pseudonymise key
check 'which name nobody' no_names postmortem-pseudonymised.html
check 'the key is for its owner alone' \
	sh -c '[ "$(stat -c %a key)" = 600 ]'
check 'nothing of the copy is left' sh -c '
	mkdir t && TMPDIR=$PWD/t "$DEBRIEF" report ownership \
		--pseudonymise key -o o.html && [ -z "$(ls t)" ]'
check 'nor in the ownership report, which is about teams' no_names o.html
check 'the same key gives the same bytes' sh -c '
	"$DEBRIEF" report ownership --pseudonymise key -o again.html &&
	cmp o.html again.html'
check 'another key other names' sh -c '
	"$DEBRIEF" report ownership --pseudonymise other -o other.html &&
	! cmp -s o.html other.html'
same_numbers() {
	debrief report postmortem ORB-09 -o plain.html || return 1
	for f in plain.html postmortem-pseudonymised.html; do
		tr '\n' ' ' <$f | sed 's/<svg[^>]*>/\n&/g; s/<\/svg>/&\n/g' |
			sed '/^<svg/d' | grep -oE 'n( |&nbsp;|.)=.{1,3}[0-9]+' \
			>$f.n
	done
	[ -s plain.html.n ] && diff plain.html.n postmortem-pseudonymised.html.n
}
check 'the numbers are those of the report' same_numbers
check 'a comparison is pseudonymised, too' sh -c '
	"$DEBRIEF" report compare ORB-01 ORB-09 --pseudonymise key -o c.html'
check 'and names nobody' no_names c.html
check 'the Markdown names nobody, either' sh -c '
	"$DEBRIEF" report quarterly 2026-Q1 --pseudonymise key -o q.md'
check 'of those of the quarter' no_names q.md
check 'a key others may read is refused' sh -c '
	chmod 644 other; "$DEBRIEF" report ownership --pseudonymise other
	[ $? -eq 78 ]'
check 'what is no key is refused' sh -c '
	echo x >bad; chmod 600 bad
	"$DEBRIEF" report ownership --pseudonymise bad; [ $? -eq 65 ]'
check 'the workspace keeps its names' query \
	"SELECT COUNT(*) FROM migration WHERE key = 'ORB-09'" 1

check 'a customer gets a report of his own' \
	debrief report postmortem ORB-09 --audience customer -o cust.html
check 'that names nobody but him' no_names cust.html ORB-09
check 'its numbers are those of the team' \
	sh -c 'grep -q "27 incidents reported" cust.html'
check 'every live migration has one' sh -c '
	for m in 01 02 03 04 05 07 08 10 11; do
		"$DEBRIEF" report postmortem ORB-$m --audience customer \
			-o x.html || exit 1
	done'
check 'so has the plan of every one to come' sh -c '
	for m in 06 10 14; do
		"$DEBRIEF" report runbook ORB-$m --audience customer \
			-o plan.html || exit 1
	done'
check 'with its steps and without a team' sh -c '
	grep -q "The way back" plan.html && ! grep -q "<th[^>]*>Team" plan.html'
check 'a quarter is told of all customers together' sh -c '
	for q in 2025-Q1 2025-Q4 2026-Q1 2026-Q3; do
		"$DEBRIEF" report quarterly $q --audience customer \
			-o cq.html || exit 1
	done'
check 'a count of fewer than five customers is not told' \
	contains 'fewer than five' cq.html
check 'an ownership report is not for customers' \
	fails_with 64 debrief report ownership --audience customer
check 'nor is a comparison of them' \
	fails_with 64 debrief report compare ORB-09 ORB-10 --audience customer
check 'which is said' contains 'compare report is not for customers' .out
check 'with those that are' contains 'postmortem, quarterly and runbook' .out
check 'an audience is one of two' \
	fails_with 64 debrief report ownership --audience world

few() {
	cp debrief.db plain.db && sqlite3 debrief.db "
	DELETE FROM response WHERE migration_id =
	 (SELECT id FROM migration WHERE key = 'ORB-09') AND id NOT IN
	 (SELECT id FROM response WHERE scale = 'nps' AND migration_id =
	  (SELECT id FROM migration WHERE key = 'ORB-09') LIMIT 4);
	UPDATE check_result SET checked_count = 3, matched_count = 3,
	 mismatched_count = 0, is_census = 0 WHERE object = 'articles' AND
	 checked_count IS NOT NULL" &&
		debrief report postmortem ORB-09 --audience customer \
			-o few.html && mv plain.db debrief.db
}
check 'four answers make a report' few
check 'without a number from them' sh -c '
	grep -q "fewer than five" few.html'
check 'a small cell takes the next smallest with it' sh -c '
	[ "$(grep -o "not shown: too few" few.html | wc -l)" = 2 ]'

own() {
	mkdir -p debrief.d/reports/postmortem &&
		printf '@report subject=list\n\n%s\n\n# Yours\n\n%s\n' "$1" \
			"$2" >debrief.d/reports/postmortem/customer.md
}
own '@query worst' '@table worst
team: Team'
check 'a template that tells a team is refused' \
	fails_with 1 debrief report postmortem ORB-09 --audience customer -o bad.html
check 'with the name' contains 'the page for the customer names' .out
check 'and not written' test ! -e bad.html
own '@metric x satisfaction by=migration' '@figure nps x
title: All'
check 'so is a figure of small groups' \
	fails_with 78 debrief report postmortem ORB-09 --audience customer
own '@proposals x' 'x'
check 'and what proposes teams' \
	fails_with 78 debrief report postmortem ORB-09 --audience customer
finish
