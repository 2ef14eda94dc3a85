#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Undo: an import taken back is as if it had never been, to the last cell.
. "$SRCDIR/tests/cli/lib.sh"

# What the workspace holds, without the bookkeeping of imports.
held() {
	sqlite3 -readonly debrief.db .dump |
		grep -vE '^INSERT INTO (batch|audit|audit_row|contact_memory|batch_row|row_before|seal) '
}
fresh() {
	rm -f debrief.db debrief.db-*
	"$DEBRIEF" init 2>/dev/null
}
undo() {
	"$DEBRIEF" undo --by Ana "$@"
}
# exactly BATCH: undoing it gives .held back.
exactly() {
	undo "$@" && held >.after && diff .held .after
}
# step ARGUMENTS...: an import, with what was there before in .held.
step() {
	held >.held
	"$DEBRIEF" import "$@" >.out
}

cat >modules.csv <<'EOF'
module,title,position
mapping,Mapping,1
validation,Validation,2
EOF
cat >migrations.csv <<'EOF'
migration,title,customer,kickoff,state,go_live
ORB-1,First,Alder,2026-01-05T08:00:00Z,live,2026-03-01T10:00:00Z
EOF
cat >tickets.csv <<'EOF'
source,key,title,status,severity,opened,resolved,updated,team,assignee,customer,label
desk,T-1,"Two
lines",Resolved,2,2026-03-03T14:00:00Z,2026-03-04T14:00:00Z,2026-03-05T00:00:00Z,Load,ana@x.example,Alder,a
desk,T-2,Named,Open,3,2026-03-03T14:00:00Z,,2026-03-05T00:00:00Z,Load,Bo,Birch,b
desk,T-3,bad,Open,3,someday,,,,,,
EOF
sed 's/T-2,Named,Open,3\(.*\)03-05/T-2,Named,Resolved,1\103-06/; s/Bo,Birch,b/Cy,Birch,c/' \
	tickets.csv >newer.csv
printf 'desk,T-4,More,Open,3,2026-03-03T14:00:00Z,,,New,Dee,Cedar,\n' >>newer.csv
cat >contacts.csv <<'EOF'
contact,name,team,channel,address
ana@x.example,Ana,Load,email,ana@x.example
Bo,Bo B.,Care,email,bo@x.example
EOF
cat >owners.csv <<'EOF'
scope,module,role,level,team,contact,authority,valid_from,valid_to
*,mapping,owner,0,Load,,decides,2026-01-01T00:00:00Z,
*,validation,owner,0,Test,,,2026-01-01T00:00:00Z,
EOF
sed 's/Test,,/Quality,,/' owners.csv >owners2.csv
cat >run-7.rdlog <<'EOF'
^text/x-rundeck-log-v2.0^
^2026-03-01T08:00:00Z|stepbegin||{node=a|step=1|stepctx=1|user=u}|^
^2026-03-01T08:10:00Z|stepend||{node=a|step=1|stepctx=1|user=u}|^
EOF
{ cat run-7.rdlog; echo '^END^'; } >longer
cat >events.csv <<'EOF'
number,incident_state,sys_mod_count,opened_at,sys_updated_at,priority,assignment_group,resolved_at
INC7,New,0,29/2/2016 01:16,29/2/2016 01:16,2 - High,?,?
INC7,Active,1,29/2/2016 01:16,29/2/2016 02:00,2 - High,First,?
EOF
cp events.csv events2.csv
echo 'INC7,Closed,3,29/2/2016 01:16,29/2/2016 04:00,2 - High,Third,29/2/2016 03:00' \
	>>events2.csv

# Every kind of import, and every kind of change -----------------------------
each_import_undone_at_once() {
	fresh
	number=0
	while read -r line; do
		number=$((number + 1))
		# shellcheck disable=SC2086
		step $line || return 1
		exactly $number || { echo "after: $line"; return 1; }
		# and again, to go on from
		number=$((number + 1))
		# shellcheck disable=SC2086
		step $line || return 1
	done <<'EOF'
modules.csv
migrations.csv
tickets.csv
tickets.csv
newer.csv
contacts.csv
owners.csv
owners2.csv
--migration ORB-1 run-7.rdlog
--name run-7.rdlog longer --as rundeck-rdlog
--zone UTC events.csv
--zone UTC events2.csv
--zone Europe/Berlin events2.csv
--zone UTC events2.csv
EOF
}
check 'each import undone at once leaves every cell as it was' \
	each_import_undone_at_once
all_of_them_backwards() {
	for number in $(sqlite3 debrief.db 'SELECT id FROM batch
			WHERE undone_at IS NULL ORDER BY id DESC'); do
		undo "$number" || return 1
	done
	held >.after
	fresh && held >.held && diff .held .after
}
check 'all of them, newest first, leave an empty workspace' \
	all_of_them_backwards

# What stands on it ----------------------------------------------------------
fresh
"$DEBRIEF" import modules.csv migrations.csv tickets.csv newer.csv >/dev/null
check 'an import a later one changed is not undone alone' \
	unchanged_by undo 3
check 'the later one is named, and what to do' \
	contains 'debrief undo 3 --with-later' .out
check 'a dry run changes nothing' unchanged_by undo 3 --with-later --dry-run
check 'with the later ones it is' says 'undone    batch 4' undo 3 --with-later
check 'both are marked' query \
	'SELECT group_concat(id) FROM batch WHERE undone_at IS NOT NULL' 3,4
check 'the tickets and their names are gone' query \
	'SELECT (SELECT COUNT(*) FROM ticket), (SELECT COUNT(*) FROM team),
	 (SELECT COUNT(*) FROM customer), (SELECT COUNT(*) FROM reject)' '0|0|1|0'
check 'status says so' says '(undone)' "$DEBRIEF" status
check 'so does the audit log' says '"file":"tickets.csv"' \
	"$DEBRIEF" audit --log
check 'which holds' says '2 events, the chain holds' "$DEBRIEF" audit
check 'an undone batch is not undone again' fails_with 64 undo 3
check 'an unknown one neither' fails_with 64 undo 77
check 'undone bytes are new when they come again' \
	says '3 read = 2 inserted + 1 rejected' "$DEBRIEF" import tickets.csv
check 'and repeat nothing' lacks 'the same bytes' .out
"$DEBRIEF" import tickets.csv >/dev/null
check 'what a repeat has confirmed goes with the repeat' \
	says 'undone    batch 6' undo 5 --with-later
check 'a migration with tickets of its customer may go' \
	sh -c '"$DEBRIEF" import tickets.csv && "$DEBRIEF" undo 1'
check 'its tickets are nobody'"'"'s then' \
	query 'SELECT COUNT(*) FROM attribution' 0
check 'the customer they name stays' \
	query "SELECT COUNT(*) FROM customer WHERE key = 'Alder'" 1
fresh
"$DEBRIEF" import modules.csv migrations.csv >/dev/null
"$DEBRIEF" import --migration ORB-1 run-7.rdlog >/dev/null
check 'a migration a cutover names may not go' \
	unchanged_by undo 1
check 'and the message names the batch' contains 'debrief undo 3 first' .out

# Names others use by now -----------------------------------------------------
as_without() {
	"$DEBRIEF" --db other.db init 2>/dev/null
	"$DEBRIEF" --db other.db import "$@" >/dev/null
	for db in debrief.db other.db; do
		sqlite3 $db "SELECT key FROM team ORDER BY 1;
			SELECT key, name FROM contact ORDER BY 1;
			SELECT key FROM customer ORDER BY 1;
			SELECT ext_key, title FROM ticket ORDER BY 1" >.$db
	done
	diff .debrief.db .other.db
}
sed 's/T-/U-/; s/Birch/Elm/' tickets.csv >other.csv
fresh
for file in tickets.csv other.csv contacts.csv; do
	"$DEBRIEF" import $file >/dev/null
done
check 'the first of three is undone' undo 1
check 'names the others use stay, no others' as_without other.csv contacts.csv
check 'they go with the last who uses them' sh -c \
	'"$DEBRIEF" undo 3 && "$DEBRIEF" undo 2'
rm -f other.db*
check 'to the last' query 'SELECT (SELECT COUNT(*) FROM team),
	(SELECT COUNT(*) FROM contact), (SELECT COUNT(*) FROM customer)' '0|0|0'

finish
