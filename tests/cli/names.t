#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Names: one person and one team, by rules and decisions, never by guess.
. "$SRCDIR/tests/cli/lib.sh"

fresh() {
	rm -f debrief.db debrief.db-*
	"$DEBRIEF" init 2>/dev/null
}
names() {
	"$DEBRIEF" names "$@"
}
decide() {
	names "$@" --by Bea
}
# who: every ticket with its team and assignee, and what is left open.
who() {
	sqlite3 -readonly debrief.db "SELECT t.source, t.ext_key, m.key, c.key
		FROM ticket t LEFT JOIN team m ON m.id = t.resolver_team_id
		LEFT JOIN contact c ON c.id = t.assignee_id ORDER BY 1, 2"
	names --format csv 2>/dev/null
}
cat >contacts.csv <<'EOF'
contact,name,team,channel,address
ana@x.example,Ana Lopez,Load,email,ana@x.example
bo@x.example,Bo,Care,email,bo@old.example
bob@x.example,Bo,Care,chat,@bob
EOF
{
	echo 'source,key,status,opened,resolved,updated,team,assignee'
	printf '%s\n' 'jira,J-1,Done,2026-03-03T14:00:00Z,2026-03-04T14:00:00Z,2026-03-05T00:00:00Z,,ANA@x.example' \
	'jira,J-2,Done,2026-03-03T14:00:00Z,2026-03-04T14:00:00Z,2026-03-05T00:00:00Z,LOAD,ana  lopez' \
	'jira,J-3,Done,2026-03-03T14:00:00Z,2026-03-04T14:00:00Z,2026-03-05T00:00:00Z,Load L2,Bo'
	printf 'jira,J-4,Done,2026-03-03T14:00:00Z,2026-03-04T14:00:00Z,2026-03-05T00:00:00Z,,Jos\303\251\n'
	printf 'jira,J-5,Done,2026-03-03T14:00:00Z,2026-03-04T14:00:00Z,2026-03-05T00:00:00Z,,JOSE\314\201\n'
	printf '%s\n' 'jira,J-6,Done,2026-03-03T14:00:00Z,2026-03-04T14:00:00Z,2026-03-05T00:00:00Z,,bo@old.example'
} >jira.csv
sed 's/^jira,J-\([12]\)/snow,S-\1/; /^jira/d; s/ANA@x.example/ana.lopez/; s/LOAD/load/' \
	jira.csv >snow.csv

fresh
"$DEBRIEF" import contacts.csv jira.csv snow.csv >/dev/null
jose=$(printf 'JOSE\314\201')
check 'what is the same but for case, blanks and accents is one' \
	query "SELECT group_concat(DISTINCT c.key) FROM ticket t
		JOIN contact c ON c.id = t.assignee_id
		WHERE t.ext_key IN ('J-4', 'J-5')" "$jose"
check 'a name or an address of one contact is that contact, with the team' \
	query "SELECT t.ext_key, c.key, m.key FROM ticket t
		JOIN contact c ON c.id = t.assignee_id
		JOIN team m ON m.id = t.resolver_team_id
		WHERE t.ext_key IN ('J-1', 'J-2', 'J-6', 'S-2') ORDER BY 1" \
	'J-1|ana@x.example|Load
J-2|ana@x.example|Load
J-6|bo@x.example|Care
S-2|ana@x.example|Load'
check 'a name two contacts have is nobody yet' says \
	'two contacts are called so' names
check 'nor is one nobody knows' contains 'ana.lopez' .out
check 'what an export says is kept' query "SELECT c.key FROM as_written w
	JOIN contact c ON c.id = w.named_id JOIN ticket t ON t.id = w.row_id
	WHERE w.column_name = 'assignee_id' AND t.ext_key = 'J-1'" \
	ANA@x.example
check 'the same file again is unchanged' says '6 read = 6 unchanged' \
	"$DEBRIEF" import jira.csv
who >none
check 'a decision needs a name' fails_with 64 names is Bo bo@x.example
check 'and somebody to be' fails_with 64 decide is Bo bop@x.example
check 'the nearest is suggested' contains 'did you mean "bo' .out
decide is Bo bo@x.example 2>/dev/null
decide pattern '(ana)\.lopez' '$1@x.example' 2>/dev/null
decide is --team 'load l2' LOAD --why 'same people' 2>/dev/null
decide apart "$jose" 2>/dev/null
check 'decided names are one from then on' query \
	"SELECT t.ext_key, m.key, c.key FROM ticket t
		JOIN contact c ON c.id = t.assignee_id
		JOIN team m ON m.id = t.resolver_team_id
		WHERE t.ext_key IN ('J-3', 'S-1') ORDER BY 1" \
	'J-3|Load|bo@x.example
S-1|Load|ana@x.example'
check 'nothing is left to decide' \
	sh -c '[ "$("$DEBRIEF" names 2>&1)" = "every name is somebody known" ] ||
		"$DEBRIEF" names 2>&1 | grep -q "every name is somebody"'
check 'the audit log has who and why' says '"why":"same people"' \
	"$DEBRIEF" audit --log
check 'a second word on the same name is refused' \
	fails_with 64 decide is Bo ana@x.example
check 'nobody is himself by a detour' \
	fails_with 64 decide is bo@x.example Bo
who >decided

# Neither the order of files nor when one decides matters -------------------
in_another_order() {
	fresh
	"$DEBRIEF" import snow.csv && "$DEBRIEF" import jira.csv &&
		decide is --team 'load l2' LOAD && decide apart "$jose" &&
		decide is Bo BO && "$DEBRIEF" import contacts.csv
}
check 'rules first, files in another order: the contact is not there yet' \
	fails_with 64 in_another_order
in_another_order() {
	fresh
	"$DEBRIEF" import snow.csv && "$DEBRIEF" import jira.csv &&
		decide is --team 'load l2' LOAD && decide apart "$jose" &&
		"$DEBRIEF" import contacts.csv &&
		decide pattern '(ana)\.lopez' '$1@x.example' &&
		decide is BO Bo@x.example
	who >other
	diff decided other
}
check 'in another order it is the same' in_another_order
undecided() {
	for rule in $(sqlite3 debrief.db 'SELECT id FROM alias'); do
		decide end "$rule" || return 1
	done
	who >other
	diff none other
}
check 'rules that end leave no trace' undecided
check 'an ended rule cannot end' fails_with 64 decide end 1
check 'an undone import takes its names along' sh -c \
	'"$DEBRIEF" undo 2 && "$DEBRIEF" undo 1 --with-later'
check 'and leaves nothing as written' query \
	"SELECT COUNT(*) FROM as_written WHERE table_name = 'ticket'" 0
finish
