#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# action.t -- follow-ups with an owner, a date and a measure; nothing of them
# is lost.
. "$SRCDIR/tests/cli/lib.sh"

DATA=$SRCDIR/share/demo/data
export DATA
debrief() {
	"$DEBRIEF" "$@"
}
action() {
	"$DEBRIEF" action "$@"
}
debrief init 2>/dev/null
debrief import --zone Europe/Berlin "$DATA"/runbook/*.csv >/dev/null 2>&1
debrief note add ORB-09 lesson --by 'Ben Ito' --text 'Rehearse the way back.' \
	>/dev/null 2>&1
team=$(sqlite3 debrief.db 'SELECT key FROM team ORDER BY key LIMIT 1')
contact=$(sqlite3 debrief.db 'SELECT key FROM contact ORDER BY key LIMIT 1')

check 'a follow-up is written down' says 1 action add ORB-09 \
	--title 'Page the second line at once' --kind detect --by 'Ana Lima' \
	--team "$team" --contact "$contact" --due 2026-12-31 --note 1 \
	--metric time-to-acknowledge --slice module=cutover,severity=1 \
	--goal '<= 15'
check 'its measure is said in words' query \
	'SELECT metric_goal FROM action WHERE id = 1' \
	'module=cutover,severity=1: at most 15 minute'
check 'one without a measure is asked how we will know' says \
	'how will you know' action add --title 'Write it down' --kind process \
	--by 'Ana Lima'
check 'the list tells them' says 'time-to-acknowledge module=cutover' \
	action list
check 'the stock shell reads them' query \
	'SELECT action, migration, state, kind, due FROM v_action' \
	'1|ORB-09|open|detect|2026-12-31
2||open|process|'

lived() {
	action edit 1 --due 2026-11-30 --by 'Ben Ito' --why 'sooner' &&
		action close 1 --by 'Ben Ito' --why 'done' &&
		query 'SELECT state, due FROM v_action WHERE action = 1' \
			'closed|2026-11-30' &&
		query 'SELECT closed_at IS NOT NULL FROM action WHERE id = 1' 1 &&
		action reopen 1 --by 'Cho Min' --why 'not quite' &&
		query 'SELECT closed_at IS NULL FROM action WHERE id = 1' 1 &&
		query 'SELECT version, state FROM action_version
			WHERE action_id = 1' '1|open
2|open
3|closed
4|open'
}
check 'it is edited, closed, opened again, and every version is kept' lived
check 'and listed' says 'Ben Ito' action show 1
check 'every version is an event' says '9 events' debrief audit
forged() {
	cp debrief.db forged.db
	sqlite3 forged.db "UPDATE action_version SET title = 'No' WHERE id = 1"
	fails_with 1 debrief audit --db forged.db &&
		contains 'follow-up it tells of disagree' .out
}
check 'a version changed behind its back is found' forged
taken_away() {
	action edit 1 --due '' --goal '' --by A &&
		query 'SELECT due, metric, slice, goal FROM v_action
			WHERE action = 1' \
		'|time-to-acknowledge|module=cutover,severity=1|'
}
check 'an empty value takes away what was said' taken_away
as_known() {
	DEBRIEF_NOW=2026-11-01T00:00:00Z action close 2 --by A || return 1
	action list --known 2026-10-02 --format csv >then.csv &&
		action list --format csv >now.csv &&
		grep -q '^2,,open' then.csv && grep -q '^2,,closed' now.csv
}
check 'an earlier instant knows it as it stood then' as_known

refused() { # TEXT OPTION...
	text=$1
	shift
	unchanged_by "$DEBRIEF" action add ORB-09 --title T --kind prevent \
		--by A "$@" || return 1
	contains "$text" .out
}
check 'a metric that is not there is refused' refused 'slipp' --metric slipp
check 'a dimension it does not have' refused 'no dimension "colour"' \
	--metric slip --slice colour=red
check 'a slice that is none' refused 'not a slice' --metric slip --slice red
check 'a goal without a metric' refused 'a goal without a metric' \
	--goal '<= 3'
check 'a goal that is none' refused 'is not a goal' --metric slip --goal 3
check 'a team that is not there' refused 'there is no team' --team Nobody
check 'a contact that is not there' refused 'there is no contact' \
	--contact Nobody
check 'a note that is not there' refused 'there is no note 99' --note 99
check 'a ticket that is not there' refused 'there is no ticket' --ticket X-1
check 'a date that is none' refused 'is not a date' --due soon
check 'a kind that is none' refused 'did you mean "prevent"' --kind prevnt
check 'nobody cannot add one' refused 'needs a name' --by ' '
check 'what is closed is not closed again' fails_with 64 action close 2 --by A
check 'what is not there cannot be closed' fails_with 64 action close 99 \
	--by A
check 'a word that is no number is refused' fails_with 64 action close one \
	--by A
long_title() {
	title=$(head -c 500 /dev/zero | tr '\0' a)
	action add --title "$title" --kind repair --by A &&
		fails_with 64 action add --title "a$title" --kind repair --by A
}
check 'a title has at most 500 bytes' long_title

told() {
	DEBRIEF_NOW=2026-10-05T00:00:00Z action add ORB-09 --by A \
		--title '<script>|Told' --kind repair --due 2026-01-31 \
		--ticket '' >/dev/null 2>&1
	debrief report postmortem ORB-09 --gnuplot /bin/false -o p.md \
		2>/dev/null || [ $? -eq 69 ]
	contains 'Page the second line at once' p.md &&
		contains '\|Told' p.md && grep -q 'Told.*overdue' p.md
}
check 'the post-mortem tells them, overdue by the instant of its data' told
finish
