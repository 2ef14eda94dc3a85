#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# report_compare.t -- migrations, or the values of a dimension, side by side.
. "$SRCDIR/tests/cli/lib.sh"

DATA=$SRCDIR/share/demo/data
export DATA
debrief() {
	"$DEBRIEF" "$@"
}
make_workspace() {
	debrief init && . "$SRCDIR/share/demo/steps"
}
# The words of a page, no-break blanks as blanks.
words() {
	tr '\n' ' ' <"$1" | sed 's/<svg[^>]*>/\n&/g; s/<\/svg>/&\n/g' |
		sed '/^<svg/d; s/<[^>]*>/ /g; s/\xc2\xa0/ /g; s/  */ /g'
}

check 'the demo imports' make_workspace
check 'migrations are compared and the file is named after them' \
	says compare-ORB-09-ORB-10-ORB-03.html \
	debrief report compare ORB-09 ORB-10 ORB-03
words compare-ORB-09-ORB-10-ORB-03.html >words
check 'the title counts what chance does not explain' \
	contains '3 migrations compared: 2 differences that chance does not' words
same_tests() {
	debrief compare ORB-09 ORB-10 ORB-03 -f csv >rows.csv &&
		[ "$(grep -c 'different: worse' rows.csv)" = 2 ] &&
		[ "$(grep -o '▲ worse' compare-ORB-09-ORB-10-ORB-03.html |
			wc -l)" = 2 ]
}
check 'it says what debrief compare says' same_tests
check 'every estimate has its interval and n' \
	contains '1.3 to 3.1, n = 27' words
check 'what would have shown is said' contains 'Would have shown' words
check 'conditions that differ are marked' \
	contains 'Size band differs ORB-09: M; ORB-10: L; ORB-03: M' words
check 'and those that do not' contains 'Source system the same' words
check 'the figures are there' sh -c '
	[ "$(grep -c "<svg class=\"fig\"" compare-ORB-09-ORB-10-ORB-03.html)" = 4 ]'
check 'with the incidents of each by its size' \
	contains 'weeks since each one' compare-ORB-09-ORB-10-ORB-03.html
check 'as many as the metric counts' sh -c '
	tr "\n" " " <words | grep -q "ORB-09 Subscriber desk 27 .* ORB-10 Network operations desk 10 .* ORB-03 Depots and drivers 9 "'
check 'and what each phase took in each' \
	contains 'ORB-10 Network operations desk Cutover 26.5 days 9.5 days 21.5 days' words
# Names hold numbers, too.
numbered() {
	cp debrief.db plain.db && sqlite3 debrief.db "UPDATE migration
	 SET title = title || ' 294'" &&
		debrief report compare ORB-09 ORB-10 -o numbered.html
	status=$?
	mv plain.db debrief.db
	return $status
}
check 'a number in the title of a migration is no number of ours' numbered
# A curve that left out an incident would not be written.
fewer() {
	mkdir -p debrief.d/reports/compare &&
		sed "s/k.is_incident = 1/k.is_incident = 1 AND k.severity > 1/" \
			"$SRCDIR/share/reports/compare/curves.sql" \
			>debrief.d/reports/compare/curves.sql &&
		fails_with 78 debrief report compare ORB-09 ORB-10 -o few.html
	status=$?
	rm -r debrief.d
	return $status
}
check 'figures that count differently fail the report' fewer
check 'which is said' contains 'they must be the same ones' .out
check 'fourteen migrations make a funnel' \
	contains 'No migration lies outside what its volume makes likely' words
check 'a dimension is compared' \
	says compare-by-source_system.html debrief report compare --by source_system
words compare-by-source_system.html >words
check 'with the migrations behind its values' \
	contains 'Pigeonhole 7 5 4' words
check 'a dimension that is not one of migrations is compared, too' \
	debrief report compare --by table -o table.html
check 'the Markdown is written' sh -c '
	"$DEBRIEF" report compare ORB-01 ORB-02 -o c.md && grep -q "Side by side" c.md'
check 'one migration is nothing to compare' \
	fails_with 64 debrief report compare ORB-01
check 'which is said' contains 'nothing to compare' .out
check 'the same one twice is not, either' \
	fails_with 64 debrief report compare ORB-01 ORB-01
check 'an unknown one is refused with the nearest' \
	fails_with 64 debrief report compare ORB-01 ORB-2
check 'migrations and a dimension are refused' \
	fails_with 64 debrief report compare ORB-01 ORB-02 --by wave
check 'an unknown dimension is refused' \
	fails_with 64 debrief report compare --by colour
check 'a post-mortem is about one migration' \
	fails_with 64 debrief report postmortem ORB-01 ORB-02
check 'and has no dimension' \
	fails_with 64 debrief report postmortem ORB-01 --by wave

forget_later() {
	cp debrief.db past.db && sqlite3 past.db "
	UPDATE migration SET go_live_at = NULL, state = 'running'
	 WHERE go_live_at > $1;
	UPDATE migration SET abandoned_at = NULL, state = 'running'
	 WHERE abandoned_at > $1;
	UPDATE module_run SET ended_at = NULL WHERE ended_at > $1;
	DELETE FROM module_run WHERE started_at > $1;
	UPDATE iteration SET ended_at = NULL, outcome = 'running'
	 WHERE ended_at > $1;"
}
told_alike() {
	at=2025-12-01T00:00:00Z
	forget_later $(($(date -u -d $at +%s) * 1000000)) &&
		debrief report compare "$@" -a $at -o a.md &&
		debrief --db past.db report compare "$@" -a $at -o b.md || return 1
	grep -v '^Made by' a.md >a.told
	sed '/^Made by/d; s/b-f/a-f/g' b.md | diff a.told -
}
check 'what happens later changes nothing' told_alike ORB-01 ORB-02 ORB-09
check 'nor by dimension' told_alike --by wave
finish
