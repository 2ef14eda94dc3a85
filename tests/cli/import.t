#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Import: what is read is accounted for, what is wrong is kept or refused.
. "$SRCDIR/tests/cli/lib.sh"

fresh() {
	rm -f debrief.db debrief.db-*
	"$DEBRIEF" init
}

cat >modules.csv <<'EOF'
module,title,position
mapping,Mapping,1
validation,Validation,2
EOF
cat >migrations.csv <<'EOF'
migration,title,customer,kickoff,state,go_live
ORB-1,First,Alder,2026-01-05T08:00:00Z,live,2026-03-01T10:00:00Z
ORB-2,Second,Birch,2026-02-05T08:00:00Z,running,
EOF
cat >tickets.csv <<'EOF'
source,key,title,status,severity,opened,resolved,updated,team,customer,migration,module
desk,T-1,"Two
lines",Resolved,2,2026-03-03T14:00:00Z,2026-03-04T14:00:00Z,2026-03-05T00:00:00Z,Load,Alder,,mapping
desk,T-2,Named,Open,3,2026-03-03T14:00:00Z,,2026-03-05T00:00:00Z,Load,Birch,orb-2,
desk,T-3,Too early,Open,,2026-02-03T14:00:00Z,,2026-03-05T00:00:00Z,,Alder,,
EOF

check 'every format does what its own samples say' \
	says 'as expected' "$DEBRIEF" formats check
check 'a workspace is made' fresh
check 'files are imported in the order that works' \
	says '3 read = 3 inserted' "$DEBRIEF" import tickets.csv \
	modules.csv migrations.csv
check 'of its own tickets it says how many found a migration' \
	contains 'of 3 in this batch, 2 belong to a migration, 1 to none' .out
check 'a ticket goes to the migration it names, else by customer and window' \
	query "SELECT t.ext_key, a.rule, m.key FROM attribution a
		JOIN ticket t ON t.id = a.ticket_id
		JOIN migration m ON m.id = a.migration_id ORDER BY 1" \
	'T-1|window|ORB-1
T-2|column|ORB-2'
check 'a value knows the file and line it came from' \
	query "SELECT file_name, line FROM v_ticket WHERE ticket = 'T-2'" \
	'tickets.csv|4'
check 'the same file again is a batch in which nothing changed' \
	says '3 read = 3 unchanged' "$DEBRIEF" import tickets.csv

sed 's/T-2,Named,Open,3,\(.*\),2026-03-05/T-2,Named,Resolved,3,\1,2026-03-06/' \
	tickets.csv >newer.csv
check 'a newer export updates what changed' \
	says '3 read = 1 updated + 2 unchanged' "$DEBRIEF" import newer.csv
check 'an older export does not undo it' \
	says '3 read = 3 unchanged' "$DEBRIEF" import tickets.csv
check 'a dry run says the same and changes nothing' \
	unchanged_by "$DEBRIEF" import --dry-run newer.csv
check 'a dry run names no batch' \
	says 'a dry run changes nothing' "$DEBRIEF" import --dry-run newer.csv

# One bad row --------------------------------------------------------------
{
	printf 'key,opened,severity,migration\n'
	printf 'B-1,2026-03-03T14:00:00Z,2,\n'
	printf 'B-2,not a time,2,\n'
	printf 'B-3,2026-03-03T14:00:00Z,2,ORB-9\n'
	printf 'B-4,2026-03-03T14:00:00Z\n'
	printf 'B-5,2026-03-03T14:00:00Z,2,,more\n'
	printf 'B-\000,2026-03-03T14:00:00Z,2,\n'
	printf 'B-7,2026-03-03T14:00:00Z,2,\377\n'
	printf '\n'
	printf 'B-9,,2,\n'
} >bad.csv
check 'bad rows are kept apart and the rest loads' \
	says '9 read = 1 inserted + 7 rejected + 1 blank' \
	"$DEBRIEF" import --encoding utf-8 bad.csv
check 'a reject has line, column and reason' \
	says 'bad.csv:3: opened: expected a time like' "$DEBRIEF" rejects
check 'an unknown migration names the nearest' \
	contains 'there is no migration "ORB-9"; the nearest is "ORB-' .out
check 'a reject keeps its bytes' \
	query "SELECT hex(raw) FROM reject WHERE line = 7" \
	"$(printf 'B-\000,2026-03-03T14:00:00Z,2,' | od -An -tx1 |
		tr -d ' \n' | tr a-f A-F)"
check 'rejects come out as CSV' \
	says 'batch,file,line,column,reason,raw' \
	"$DEBRIEF" rejects --format csv
"$DEBRIEF" rejects >.before 2>&1
check 'the same bad file again keeps its rejects once' \
	says '9 read = 1 unchanged + 7 rejected + 1 blank' \
	"$DEBRIEF" import --encoding utf-8 bad.csv
check 'so the list of rejects is as before' \
	sh -c '"$DEBRIEF" rejects >.after 2>&1; cmp .before .after'
batch=$(sqlite3 debrief.db "SELECT MAX(batch_id) FROM reject")
printf 'migration,customer,kickoff\nORB-9,Cedar,2026-01-05T08:00:00Z\n' >more.csv
"$DEBRIEF" import more.csv >/dev/null
check 'rejects are replayed once the cause is gone' \
	says '1 inserted + 6 rejected' "$DEBRIEF" rejects replay "$batch"
check 'a replayed row keeps its line' \
	query "SELECT line FROM ticket WHERE ext_key = 'B-3'" 4

# The whole file is refused, and nothing has changed ------------------------
refused() {
	dump_of debrief.db >.dump1
	fails_with "$@" || return 1
	dump_of debrief.db >.dump2
	cmp .dump1 .dump2
}
: >empty.csv
mkdir -p folder.csv
mkdir -p export
cp modules.csv migrations.csv tickets.csv export
printf 'a,b,c\n1,2,3\n' >export/zz.csv
head -c 3000 "$DEBRIEF" >binary.csv
printf 'a,b,c\n1,2,3\n' >unknown.csv
printf 'key,opened\n"T-1,2026-03-03T14:00:00Z\n' >quote.csv
printf 'key,opened\nT-1,2026-03-03 14:00\n' >naive.csv
printf 'Issue key,Status,Created\nA-1,Open,03/Mar/26 2:00 PM\n' >jira.csv
printf '%s\n' 'number,incident_state,sys_mod_count,opened_at,sys_updated_at' \
	'INC1,New,0,03/04/2026 10:00,03/04/2026 10:00' >order.csv
check 'a missing file is refused' refused 66 "$DEBRIEF" import nowhere.csv
check 'an empty file is refused' refused 65 "$DEBRIEF" import empty.csv
check 'a folder without files is refused' \
	refused 66 "$DEBRIEF" import folder.csv
check 'a folder in which one file is refused is refused' \
	refused 65 "$DEBRIEF" import export
check 'and says so' contains 'none of the 4 files was imported' .out
check 'a binary is refused' refused 65 "$DEBRIEF" import binary.csv
check 'an unknown format is refused' refused 65 "$DEBRIEF" import unknown.csv
check 'and the message says what to do' contains '--as' .out
check 'an unclosed quote is refused' refused 65 "$DEBRIEF" import quote.csv
check 'a naive time without a zone is refused' \
	refused 65 "$DEBRIEF" import naive.csv
check 'and the message names the option' contains '--zone' .out
check 'the same in Jira' refused 65 "$DEBRIEF" import jira.csv
check 'a day/month order nobody can tell is refused' \
	refused 65 "$DEBRIEF" import --zone UTC order.csv
check 'and the message names the option for it' contains '--date-order' .out
check 'with the order given it loads' \
	says '1 inserted' "$DEBRIEF" import --zone UTC --date-order dmy order.csv
check 'as the third of April' \
	query "SELECT opened FROM v_ticket WHERE ticket = 'INC1'" \
	'2026-04-03T10:00:00Z'
check 'an unknown --migration is refused' \
	refused 64 "$DEBRIEF" import --migration ORB-77 tickets.csv
check 'an unknown format name suggests one' \
	refused 64 "$DEBRIEF" import --as jira-cvs tickets.csv
check 'by its name' contains 'jira-csv' .out

# The same bytes read otherwise ---------------------------------------------
# content: what the workspace says, without the bookkeeping of imports.
content() {
	sqlite3 -readonly debrief.db "
		SELECT t.source, t.ext_key, t.status, t.state, t.severity,
			t.opened_at, t.acknowledged_at, t.resolved_at,
			t.updated_at, f.key, r.key, a.rule, m.key
			FROM ticket t
			LEFT JOIN team f ON f.id = t.first_team_id
			LEFT JOIN team r ON r.id = t.resolver_team_id
			LEFT JOIN attribution a ON a.ticket_id = t.id
			LEFT JOIN migration m ON m.id = a.migration_id
			ORDER BY 1, 2;
		SELECT t.ext_key, e.sequence, e.happened_at, e.status, e.line
			FROM ticket_event e JOIN ticket t ON t.id = e.ticket_id
			ORDER BY 1, 2, 3;
		SELECT m.key, o.role, o.valid_from_at FROM ownership o
			JOIN module m ON m.id = o.module_id
			WHERE o.superseded_at IS NULL ORDER BY 1, 2, 3;
		SELECT line, column_name, reason FROM reject
			WHERE replayed_by IS NULL ORDER BY 1"
}
as_once() {
	content >after
	diff once after
}
# corrected FILE ZONE...: the last zone, after all the others, leaves what it
# leaves alone.
corrected() {
	file=$1
	shift
	for last; do :; done
	fresh && "$DEBRIEF" import migrations.csv modules.csv &&
		"$DEBRIEF" import --zone "$last" "$file" || return 1
	content >once
	fresh && "$DEBRIEF" import migrations.csv modules.csv || return 1
	for zone; do
		"$DEBRIEF" import --zone "$zone" "$file" >.last || return 1
		[ "$zone" = "$last" ] || ! as_once >/dev/null || return 1
	done
	as_once && lacks 'the same bytes' .last
}
cat >naive.csv <<'EOF'
key,status,opened,updated,severity,customer
N-1,Open,2026-03-03 14:00,2026-03-04 09:00,2,Alder
N-2,Open,2026-03-01 10:30,2026-03-04 09:00,3,Alder
N-2,Closed,2026-03-01 10:30,2026-03-05 09:00,3,Alder
N-1,New,2026-03-03 14:00,2026-03-03 14:00,2,Alder
N-3,Open,never,2026-03-04 09:00,2,Alder
EOF
cat >log.csv <<'EOF'
number,incident_state,sys_mod_count,opened_at,sys_updated_at,priority,assignment_group,resolved_at
INC8,Closed,3,29/2/2016 01:16,29/2/2016 04:00,2 - High,Third,29/2/2016 03:00
INC8,New,0,29/2/2016 01:16,29/2/2016 01:16,2 - High,?,?
INC8,Active,1,29/2/2016 01:16,29/2/2016 02:00,2 - High,First,?
EOF
cat >owners.csv <<'EOF'
scope,module,role,level,team,contact,authority,valid_from,valid_to
*,mapping,owner,0,Guild,,decides,2026-01-01 00:00,
EOF
for file in naive.csv log.csv owners.csv; do
	check "a zone too far east is corrected by the right one: $file" \
		corrected $file Asia/Tokyo Europe/Berlin
	check "a zone too far west, too: $file" \
		corrected $file America/New_York Europe/Berlin
	check "and after the right one was there before: $file" \
		corrected $file Europe/Berlin UTC Europe/Berlin
	check "the same reading again repeats the corrected one: $file" \
		says 'the same bytes as batch 5' \
		"$DEBRIEF" import --zone Europe/Berlin $file
	check "and adds nothing but a batch: $file" as_once
done
fresh 2>/dev/null
"$DEBRIEF" import migrations.csv modules.csv tickets.csv >/dev/null
"$DEBRIEF" import --encoding utf-8 bad.csv >/dev/null
check 'a reading that changes no value says so' \
	says '3 read = 3 unchanged' \
	"$DEBRIEF" import --zone UTC tickets.csv
"$DEBRIEF" import --zone UTC --encoding utf-8 bad.csv >/dev/null
check 'and its rejects are listed once' \
	query 'SELECT COUNT(*), MIN(batch_id) FROM reject
		WHERE replayed_by IS NULL' '7|6'

# An event log does not depend on its order --------------------------------
cat >events.csv <<'EOF'
number,incident_state,sys_mod_count,opened_at,sys_updated_at,priority,assignment_group,resolved_at
INC7,New,0,29/2/2016 01:16,29/2/2016 01:16,2 - High,?,?
INC7,Active,1,29/2/2016 01:16,29/2/2016 02:00,2 - High,First,?
INC7,Resolved,2,29/2/2016 01:16,29/2/2016 03:00,2 - High,Second,29/2/2016 03:00
INC7,Closed,3,29/2/2016 01:16,29/2/2016 04:00,2 - High,Third,29/2/2016 03:00
EOF
{ head -n 1 events.csv; tail -n +2 events.csv | sort -r; } >backwards.csv
fresh 2>/dev/null
check 'a log of events makes one incident' \
	says '4 read = 4 inserted' "$DEBRIEF" import --zone UTC events.csv
check 'acknowledged, first and resolving team come from its events' \
	query "SELECT v.status, v.state, v.acknowledged, f.key, r.key, t.key
		FROM v_ticket v JOIN ticket x ON x.ext_key = v.ticket
		JOIN team f ON f.id = x.first_team_id
		JOIN team r ON r.id = x.resolver_team_id
		JOIN team t ON t.id = x.team_id" \
	'Closed|resolved|2016-02-29T02:00:00Z|First|Second|Third'
hash=$(sqlite3 debrief.db 'SELECT content_hash FROM batch')
fresh 2>/dev/null
"$DEBRIEF" import --zone UTC backwards.csv >/dev/null 2>&1
check 'backwards it is the same content' \
	query 'SELECT content_hash FROM batch' "$hash"

# Words nobody knows --------------------------------------------------------
cat >words.csv <<'EOF'
key,opened,severity,status
W-1,2026-03-03T14:00:00Z,zzz,Open
W-2,2026-03-03T14:00:00Z,zzz,Odd
W-3,2026-03-03T14:00:00Z,"y""y",Open
W-4,2026-03-03T14:00:00Z,P2,Open
W-5,2026-03-03T14:00:00Z,,Open
EOF
check 'words no map knows are counted and named' \
	says 'severity: 3 cells not known: "zzz", "y"y"; they have no severity' \
	"$DEBRIEF" import words.csv
check 'of any field' contains 'status: 1 cell not known: "Odd"' .out
check 'the batch remembers' query "SELECT warning LIKE '%\"zzz\"%'
	FROM batch WHERE file_name = 'words.csv'" 1
printf 'W-%s,2026-03-03T14:00:00Z,w%s,Open\n' 6 1 7 2 8 3 9 4 >>words.csv
check 'at most three are named' \
	says '7 cells not known: "zzz", "y"y", "w1", ...;' \
	"$DEBRIEF" import words.csv
check 'a priority of Jira that nobody knows is said' \
	sh -c 'printf "%s\n" "Issue key,Status,Created,Priority" \
	"AB-1,Open,23/Mar/26 2:00 PM,Woe" "AB-2,Open,23/Mar/26 2:00 PM,High" \
	>woe.csv; "$DEBRIEF" import --zone UTC woe.csv |
	grep -q "Priority: 1 cell not known: \"Woe\""'

# Rejects mended and imported again ---------------------------------------------
fresh
printf 'sep=;\nkey;opened;title\nM-1;2026-03-03 10:00;"a;\nb"\nM-2;yesterday;"c ""d"""\nM-3;2026-03-03 10:00;e;f\n' >mend.csv
"$DEBRIEF" import --zone Europe/Berlin mend.csv >/dev/null
check 'rejects are exported as they came' \
	sh -c '"$DEBRIEF" rejects export 1 >mended.csv 2>how'
check 'with the header and nothing else' sh -c \
	'printf "\"key\";\"opened\";\"title\"\nM-2;yesterday;\"c \"\"d\"\"\"\nM-3;2026-03-03 10:00;e;f\n" | cmp - mended.csv'
check 'and the options they need' contains "--zone 'Europe/Berlin'" how
sed -i 's/yesterday/2026-03-04 10:00/; s/;e;f/;"e;f"/' mended.csv
check 'mended they load' says '2 read = 2 inserted' sh -c \
	"$(sed -n 's/.*then: debrief/"$DEBRIEF"/p' how | sed 's/FILE/mended.csv/')"
check 'as the rows they are' query 'SELECT group_concat(ticket || title)
	FROM (SELECT * FROM v_ticket ORDER BY ticket)' 'M-1a;
b,M-2c "d",M-3e;f'
check 'and wait no longer' says 'no rejected rows' "$DEBRIEF" rejects
check 'a batch without rejects has none to export' \
	fails_with 64 "$DEBRIEF" rejects export 2
check 'nor to mend' fails_with 64 "$DEBRIEF" import --zone UTC --mends 1 mended.csv
check 'what does not exist is not mended' \
	fails_with 64 "$DEBRIEF" import --zone UTC --mends 9 mended.csv

# Every batch adds up alone ------------------------------------------------------
three() {
	printf 'key,opened,title\nA-1,%s,a\nA-2,%s,b\nA-3,%s,c\nA-4,%s,d\n' \
		2026-03-03T14:00:00Z "$@"
}
adds_up() {
	query 'SELECT COUNT(*) FROM batch b WHERE repeats_batch IS NULL
		AND undone_at IS NULL AND rejected_count <> (SELECT COUNT(*)
		FROM reject r WHERE r.batch_id = b.id)' 0
}
waiting() {
	query 'SELECT group_concat(batch_id || char(58) || line)
		FROM reject WHERE replayed_by IS NULL ORDER BY 1' "$1"
}
fresh 2>/dev/null
three soon 2026-03-03T14:00:00Z later >again.csv
check 'an import says why rows were rejected, and how many' \
	says 'found "soon" (and 1 more like it)' "$DEBRIEF" import again.csv
check 'and where' contains 'rejected: again.csv:3: opened: ' .out
check 'so does a dry run' says 'rejected: again.csv:3: opened: ' \
	"$DEBRIEF" import --dry-run again.csv
check 'nothing loads again: the replay says which row' \
	says 'rejected: rejects of batch 1:3: opened: ' \
	"$DEBRIEF" rejects replay 1
check 'the rows wait where they were read last' waiting 2:3,2:5
check 'both imports add up' adds_up
check 'rows that failed again are no wrong format' sh -c \
	'! "$DEBRIEF" status | grep -q "every row was rejected"'
check 'status says whose rows they were' \
	says 'rejects of batch 1, again.csv' "$DEBRIEF" status
three 2026-03-03T15:00:00Z 2026-03-03T14:00:00Z never >again.csv
check 'the file itself mended is read whole' \
	says '4 read = 1 inserted + 2 unchanged + 1 rejected' \
	"$DEBRIEF" import again.csv
check 'the mended row waits no longer, the other one once' waiting 3:5
check 'every import adds up' adds_up
check 'undo of the first leaves the row that was rejected since' sh -c \
	'"$DEBRIEF" undo 1 --with-later && "$DEBRIEF" import again.csv'
check 'where it belongs' waiting 4:5
check 'rows are counted once, where they were read last' \
	says 'import-rows,tickets-csv,"rejected, column opened",1,4,' \
	"$DEBRIEF" quality --format csv
fresh 2>/dev/null
three soon 2026-03-03T14:00:00Z later >again.csv
"$DEBRIEF" import again.csv >/dev/null 2>&1
"$DEBRIEF" rejects replay 1 >/dev/null 2>&1
check 'the first import is undone without its replay' \
	says 'undone    batch 1' "$DEBRIEF" undo 1
check 'whose rows wait on' waiting 2:3,2:5
check 'and add up' adds_up
check 'a replay is undone' says 'undone    batch 2' "$DEBRIEF" undo 2
check 'and nothing waits' says 'no rejected rows' "$DEBRIEF" rejects
"$DEBRIEF" import again.csv >/dev/null 2>&1
"$DEBRIEF" rejects replay 3 >/dev/null 2>&1
"$DEBRIEF" undo 4 >/dev/null
check 'undo of a replay alone gives the rows back' waiting 3:3,3:5
check 'all of it keeps the workspace whole' "$DEBRIEF" fsck
printf 'key,opened\nB-1,soon\n' >none.csv
"$DEBRIEF" import none.csv >/dev/null 2>&1
check 'a file of which nothing loads is known by that' \
	says 'batch 5: every row was rejected' "$DEBRIEF" status
"$DEBRIEF" import none.csv >/dev/null 2>&1
check 'the same again can be undone' says 'undone    batch 6' \
	"$DEBRIEF" undo 6
"$DEBRIEF" rejects export 5 2>/dev/null |
	sed 's/soon/2026-03-03T14:00:00Z/' >mended.csv
"$DEBRIEF" import --mends 5 mended.csv >/dev/null
check 'once its rows are mended nothing is said any more' sh -c \
	'! "$DEBRIEF" status | grep -q "every row was rejected"'

# One rejected row, or none --------------------------------------------------
printf 'key,opened\nS-1,2026-03-03T14:00:00Z\nS-2,never\n' >strict.csv
check 'one rejected row with --strict refuses the file' \
	refused 65 "$DEBRIEF" import --strict strict.csv
check 'and says which' contains 'strict.csv:3' .out
check 'without it is no failure' says '1 inserted + 1 rejected' \
	"$DEBRIEF" import strict.csv
check 'with every row good --strict loads' says '9 read' \
	"$DEBRIEF" import --strict words.csv

# Cutovers -----------------------------------------------------------------
cat >run-7.rdlog <<'EOF'
^text/x-rundeck-log-v2.0^
^2026-03-01T08:00:00Z|stepbegin||{node=a|step=1|stepctx=1|user=u}|^
^2026-03-01T08:10:00Z|stepend||{node=a|step=1|stepctx=1|user=u}|^
^2026-03-01T08:10:00Z|stepbegin||{node=a|step=2|stepctx=2|user=u}|^
^2026-03-01T08:20:00Z||ERROR|{node=a|step=2|stepctx=2|user=u}|it
broke^
^2026-03-01T08:20:00Z|stepend||{node=a|step=2|stepctx=2|user=u}|^
EOF
fresh 2>/dev/null
"$DEBRIEF" import modules.csv migrations.csv >/dev/null
check 'a log without its end is a run that failed so far' \
	says '6 read = 5 inserted + 1 skipped' "$DEBRIEF" import \
	--migration ORB-1 --iteration rehearsal run-7.rdlog
check 'what is skipped says why' \
	contains "skipped   1: the log's own first or last line" "$WORK/.out"
check 'with kind, outcome and steps' \
	query "SELECT i.ext_key, i.kind, i.outcome, m.key, r.step_key,
		(r.ended_at - r.started_at) / 60000000, r.status
		FROM iteration i JOIN migration m ON m.id = i.migration_id
		JOIN step_run r ON r.iteration_id = i.id ORDER BY r.step_key" \
	'7|rehearsal|failed|ORB-1|1|10|succeeded
7|rehearsal|failed|ORB-1|2|10|failed'
echo '^END^' >>run-7.rdlog
check 'a longer log of the same run adds to it' \
	says '7 read = 5 unchanged + 2 skipped' "$DEBRIEF" import run-7.rdlog
check 'and does not forget what was declared before' \
	query "SELECT kind, outcome, migration_id FROM iteration" \
	'rehearsal|failed|1'
check 'a log without an id in its name asks for one' \
	sh -c 'cp run-7.rdlog run.rdlog
	"$DEBRIEF" import run.rdlog 2>&1 | grep -q -e --key'

cat >cutover.log <<'EOF'
2026-03-02T20:00:00+01:00 INFO START step S01 freeze
2026-03-02T20:30:00+01:00 INFO DONE S01
2026-03-02T20:31:00+01:00 WARN smoke test is red
2026-03-02T20:32:00+01:00 INFO rolled back to the old system
EOF
check 'any log with ISO times is a run, rolled back when it says so' \
	says '4 read = 4 inserted' "$DEBRIEF" import --migration ORB-1 cutover.log
check 'a cutover says nothing of tickets' lacks 'tickets ' .out
check 'with the time of the roll-back' \
	query "SELECT outcome, rolled_back FROM v_iteration
		WHERE iteration = 'cutover.log'" \
	'rolled_back|2026-03-02T19:32:00Z'

cat >plan.csv <<'EOF'
migration,iteration,kind,step,title,module,team,is_rollback,baseline,planned_start,planned_end,actual_start,actual_end,status
ORB-1,first,cutover,S01,Freeze,mapping,Crew,no,,2026-03-01T08:00:00Z,2026-03-01T08:30:00Z,2026-03-01T08:00:00Z,2026-03-01T08:40:00Z,succeeded
ORB-1,first,cutover,R01,Back,mapping,Crew,yes,,2026-03-01T09:00:00Z,2026-03-01T09:30:00Z,2026-03-01T09:00:00Z,2026-03-01T09:20:00Z,succeeded
ORB-1,second,cutover,S01,Freeze,mapping,Crew,no,,2026-03-08T08:00:00Z,2026-03-08T08:30:00Z,2026-03-08T08:00:00Z,2026-03-08T08:20:00Z,done
ORB-1,second,cutover,R01,Back,mapping,Crew,yes,,2026-03-08T09:00:00Z,2026-03-08T09:30:00Z,,,skipped
ORB-1,second,cutover,S02,Copy,maping,Crew,no,,,,,,planned
EOF
check 'a plan takes known modules only' \
	says '5 read = 4 inserted + 1 rejected' "$DEBRIEF" import plan.csv
check 'and names the nearest' says 'the nearest is "mapping"' \
	"$DEBRIEF" rejects
check 'a cutover whose roll-back ran is rolled back, the next one is not' \
	query "SELECT iteration, outcome, started, ended, rolled_back
		FROM v_iteration WHERE source = 'plan' ORDER BY 1" \
	'first|rolled_back|2026-03-01T08:00:00Z|2026-03-01T09:20:00Z|2026-03-01T09:00:00Z
second|succeeded|2026-03-08T08:00:00Z|2026-03-08T08:20:00Z|'
check 'the same plan again changes nothing' \
	says '5 read = 4 unchanged + 1 rejected' "$DEBRIEF" import plan.csv

# The mapping has memory -----------------------------------------------------
cat >ownership.csv <<'EOF'
scope,module,role,level,team,contact,authority,valid_from,valid_to
*,mapping,owner,0,Guild,,decides,2026-01-01T00:00:00Z,
*,validation,owner,0,Test,,,2026-01-01T00:00:00Z,
*,validation,owner,0,Other,,,2026-01-01T00:00:00Z,
EOF
check 'a file may not name two owners from the same day' \
	says '3 read = 2 inserted + 1 rejected' "$DEBRIEF" import ownership.csv
sed 's/Test,,/Quality,,/' ownership.csv >ownership2.csv
check 'a new owner is an update' \
	says '1 updated + 1 unchanged' "$DEBRIEF" import ownership2.csv
check 'and the old row is kept' \
	query "SELECT t.key, o.superseded_at IS NULL FROM ownership o
		JOIN team t ON t.id = o.team_id JOIN module m
		ON m.id = o.module_id WHERE m.key = 'validation'
		ORDER BY o.id" 'Test|0
Quality|1'
check 'the bytes of the mapping are kept for its export' \
	query "SELECT CAST(content AS TEXT) FROM runbook_file
		WHERE target = 'ownership'" "$(cat ownership2.csv)"

# A folder is one export ------------------------------------------------------
rm export/zz.csv
: >export/.hidden
fresh 2>/dev/null
check 'a dry run of a folder reads what files say of each other' \
	unchanged_by "$DEBRIEF" import --dry-run export
check 'and finds the migrations of the first in the last' \
	contains 'of 3 in this batch, 2 belong to a migration' .out
check 'the files of a folder are imported in the order that works' \
	says '3 read = 3 inserted' "$DEBRIEF" import export
check 'each is a batch' query 'SELECT COUNT(*) FROM batch' 3

# The delimiter, when nobody could tell ------------------------------------
printf 'key;opened;title,title;status\nD-1;2026-03-03T14:00:00Z;a,b;Open\n' >semi.csv
sed 's/;/:/g; s/T14:00:00Z/ 14.00/' semi.csv >colon.csv
check 'a declared delimiter is used' \
	says 'semicolon' "$DEBRIEF" import --delimiter ';' semi.csv
check 'an impossible one is refused' \
	fails_with 64 "$DEBRIEF" import --delimiter '""' semi.csv
check 'a wrong one is not read around' \
	fails_with 65 "$DEBRIEF" import --delimiter '|' semi.csv

# What is under way, on a terminal -------------------------------------------
bar_is_drawn() {
	command -v script >/dev/null || return 0
	fresh 2>/dev/null
	awk 'BEGIN { print "key,opened,title"; for (i = 0; i < 300000; i++)
		print "T-" i ",2026-03-03T14:00:00Z,x" }' >many.csv
	CI= script -qec '"$DEBRIEF" import --dry-run many.csv' /dev/null >.out
	contains ' rows/s, ' .out && contains ' s left' .out
}
check 'a bar tells bytes, rows, rate and time left' bar_is_drawn

# Rows in another order, and twice, give the same numbers ----------------------
{
	echo 'key,opened,acknowledged,resolved,updated,severity,customer,team,assignee'
	for n in 1 2 3 4 5 6 7 8 9; do
		for day in 5 7 6; do
			echo "P-$n,2026-03-0${n}T08:00:00Z,2026-03-0${n}T09:0$n:00Z,2026-03-1${day}T10:00:00Z,2026-03-1${day}T10:00:00Z,$((n % 4 + 1)),Alder,Load,a$((n % 3))"
		done
	done
} >many.csv
{ head -n 1 many.csv; tail -n +2 many.csv | sort -t, -k4,4r -k1,1r; } >shuffled.csv
numbers() {
	fresh 2>/dev/null
	"$DEBRIEF" import migrations.csv modules.csv >/dev/null
	for file; do "$DEBRIEF" import $file >/dev/null || return 1; done
	for metric in incident-rate time-to-restore time-to-acknowledge; do
		"$DEBRIEF" metric $metric --format csv || return 1
	done
}
same_numbers() {
	numbers many.csv >one && numbers "$@" >other && cmp one other
}
check 'rows in another order give the same numbers' same_numbers shuffled.csv
check 'twice, too' same_numbers many.csv many.csv
check 'both ways, too' same_numbers shuffled.csv many.csv

finish
