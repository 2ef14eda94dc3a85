#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The runbook of the migration that comes next, from the demo data.
. "$SRCDIR/tests/cli/lib.sh"
PATH=${DEBRIEF%/*}:$PATH
DATA=$SRCDIR/share/demo/data
export DATA

load_demo() {
	debrief init -q && sh -e "$SRCDIR/share/demo/steps"
}
check 'the demo data loads' load_demo
check 'the runbook is written, as a page and as Markdown' \
	debrief report runbook ORB-14 -o rb.html -m rb.md
# Blanks that do not break are blanks here.
plain() { # FILE
	sed -i "s/$(printf '\302\240')/ /g; s/$(printf '\342\200\257')/ /g" "$1"
}
plain rb.md
tell() { # TEXT...
	for text; do
		contains "$text" rb.md || return 1
	done
}
check 'the finding is what is still open' \
	tell '5 required criteria are still open 23.9 days before go-live'
check 'owners have backups and contact points' tell \
	'| Load | Load Operations · Ingrid Holm | Pipeline | Data Quality |' \
	'ingrid\.holm\@orbitmove\.example | Europe/Berlin | de |'
check 'the escalation table says who is called after how long' tell \
	'| Cutover | 2 | Cutover Crew | 1.0 h | Load Operations | 2.0 h |'
check 'modules have steps, inputs, approvals and risks' tell \
	'| Mapping | input | Inventory signed by the customer | owner |' \
	'| Mapping | approval | Customer agrees to the mapping | validator |' \
	'| Load | Automations fire for loaded tickets | Switch automations off'

# The quantiles again, by another way: sorted, and counted.
quantiles_agree() {
	sqlite3 -separator ' ' debrief.db "SELECT ended_at - started_at
		FROM module_run r JOIN module m ON m.id = r.module_id
		JOIN migration g ON g.id = r.migration_id
		WHERE m.key = 'cutover' AND g.state <> 'abandoned'
		AND ended_at > started_at AND g.key <> 'ORB-14'" |
		sort -n | awk '{ v[NR - 1] = $1 / 86400e6 }
		function q(p,    h, i) {
			h = (NR - 1) * p; i = int(h)
			return v[i] + (h - i) * (v[i + 1] - v[i])
		}
		END { printf "%.1f days | %.1f days | – | %d ", q(.5),
		      q(.85), NR }' >wanted
	tell "| 10.6 days | $(cat wanted)"
}
check 'durations are p50 and p85 of the runs before, counted' quantiles_agree
check 'the cutover is in order, with rehearsed times' sh -c '
	grep -n "^| \(Freeze the old\|Load the delta\|Open Orbit Desk\)" rb.md |
		cut -d: -f1 >places && sort -n places | cmp - places &&
	[ "$(wc -l <places)" -eq 3 ]'
check 'the way back has times and a last moment' tell \
	'Going back was done 14 times' 'Decide at the latest 5.0 h after'
# 0.995^598 <= 0.05 < 0.995^597
check 'acceptance says how many rows prove it' \
	tell '| data accuracy | at least 99\.5 % | 598 | 947 |'
check 'notices are in the language of who sends them' \
	tell 'Ihr Umzug von Pigeonhole 7 zu Orbit Desk' '\[symptom\]'
in_english() {
	sqlite3 debrief.db "UPDATE contact_point SET language = 'xx'" &&
		debrief report runbook ORB-14 -o en.md >/dev/null &&
		contains 'Your move from Pigeonhole 7 to Orbit Desk' en.md
}
check 'or in English' in_english
check 'what went wrong before is told' \
	tell '| step Smoke test with three agents | 2 | ORB\-03, ORB\-10 |'

decided() {
	debrief propose -q >/dev/null &&
		DEBRIEF_NOW=2026-11-29 debrief approve 1 --by 'Ana Lima' &&
		debrief report runbook ORB-14 -o decided.md >/dev/null &&
		contains '| Validation | Data Quality |' decided.md
}
check 'a decision after the data end changes the next runbook' decided
as_asked() {
	debrief report runbook ORB-14 --as-of 2026-09-29 -o asked.md \
		>/dev/null && contains '| Validation | Test Centre' asked.md
}
check 'not the one of an instant that is asked for' as_asked
check 'every migration has one' sh -c '
	for key in ORB-01 ORB-06 ORB-13; do
		debrief report runbook $key -o $key.html >/dev/null || exit 1
	done'
check 'an empty workspace says what is missing' sh -c '
	debrief init -q --db bare.db && sqlite3 bare.db "
		INSERT INTO customer VALUES (1, \"C\");
		INSERT INTO migration (id, key, title, customer_id, kickoff_at)
		VALUES (1, \"N-1\", \"New\", 1,
			1780000000000000)" &&
	debrief report runbook N-1 -o bare.md --db bare.db >/dev/null &&
	grep -q "No criterion was agreed" bare.md &&
	grep -q "Going back was never rehearsed" bare.md'
learnt() {
	echo 'Freeze the macros first' | debrief note add ORB-01 lesson \
		--by 'Ana Lima' -q && debrief report runbook ORB-14 -m l.md &&
		grep -q 'ORB\\-01.*lesson.*Freeze the macros.*Ana Lima' l.md &&
		debrief report runbook ORB-01 -m own.md &&
		! grep -q 'Freeze the macros' own.md
}
check 'what people learnt in similar migrations is told' learnt
one_row() {
	[ "$(grep -c '^| Ingrid Holm · owner of load ' l.md)" -eq 1 ] &&
		grep -q '^| Ingrid Holm .*phone .*, email ' l.md
}
check 'a contact is one row, first choice first' one_row
finish
