#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Logs of every kind: times without year or zone, many runs in one file,
# steps that follow each other, what cannot be loaded and why.
. "$SRCDIR/tests/cli/lib.sh"

fresh() {
	rm -f debrief.db debrief.db-*
	"$DEBRIEF" init >/dev/null 2>&1
}
import() {
	"$DEBRIEF" import --zone UTC "$@"
}

fresh
cat >messages <<'EOT'
Dec 31 23:59:58 web1 cutover[12]: START step S01 freeze
Jan  1 00:00:03 web1 cutover[12]: disk at 80 %
Dec 31 23:59:59 web2 cron: late
Jan  1 00:10:00 web1 cutover[12]: Step S01 is done
EOT
check 'times without a year are refused' fails_with 65 import messages
check 'with the option that helps' contains '--year' .out
check 'a year that is none is refused' \
	fails_with 64 import --year MMXXV messages
check 'which is of the first record' \
	says '4 read = 4 inserted' import --year 2025 messages
check 'the turn of the year is one, whatever comes late' \
	query "SELECT group_concat(strftime('%Y-%m-%d', logged_at / 1000000,
		'unixepoch'), ' ') FROM (SELECT * FROM cutover_event
		ORDER BY sequence)" \
	'2025-12-31 2026-01-01 2025-12-31 2026-01-01'
check 'messages that say so make steps' \
	query 'SELECT step_key, (ended_at - started_at) / 1000000, status
		FROM step_run' 'S01|602|succeeded'

fresh
cat >app.log <<'EOT'
2026-03-03T20:00:00Z INFO server listens
2026-03-03T20:00:01Z ERROR failed over to node 2
2026-03-03T20:00:02Z INFO transaction rolled back
EOT
check 'a log of anything is loaded' says '3 inserted' import app.log
check 'and claims nothing about a cutover' \
	query 'SELECT outcome, (SELECT COUNT(*) FROM step_run)
		FROM iteration' 'unknown|0'

printf '<?xml version="1.0"?>\n<feed/>\n' >feed.xml
check 'XML is refused' fails_with 65 import feed.xml
check 'by its name' contains 'XML: XML is not read' .out
check 'and with what to export instead' contains 'export CSV or JSON' .out
check '--as does not make it readable' fails_with 65 import --as xml feed.xml


# runs: what the store holds of every run, in order.
runs() {
	query "SELECT group_concat(ext_key || ' ' || outcome || ' ' ||
		ifnull((ended_at - started_at) / 1000000, '-'), '; ')
		FROM (SELECT * FROM iteration ORDER BY id)" "$1"
}
# steps: every step with seconds and status.
steps() {
	query "SELECT group_concat(step_key || '=' || ifnull((ended_at -
		started_at) / 1000000, '-') || ' ' || status, '; ') FROM
		(SELECT * FROM step_run ORDER BY iteration_id, started_at)" "$1"
}

fresh
cat >ansible.log <<'EOT'
2026-03-03 20:00:00,000 p=11 u=ops n=ansible | PLAY [all] ******
2026-03-03 20:00:01,000 p=11 u=ops n=ansible | TASK [Gathering Facts] ******
2026-03-03 20:00:03,000 p=12 u=ops n=ansible | PLAY [other] ******
2026-03-03 20:00:04,000 p=11 u=ops n=ansible | ok: [h1]
2026-03-03 20:00:05,000 p=11 u=ops n=ansible | TASK [db : dump] ******
2026-03-03 20:00:06,000 p=12 u=ops n=ansible | TASK [wait] ******
2026-03-03 20:00:15,000 p=11 u=ops n=ansible | fatal: [h1]: FAILED! => {
    "msg": "no"
}
2026-03-03 20:00:15,100 p=11 u=ops n=ansible | ...ignoring
2026-03-03 20:00:16,000 p=11 u=ops n=ansible | TASK [Gathering Facts] ******
2026-03-03 20:00:17,000 p=11 u=ops n=ansible | skipping: [h1]
2026-03-03 20:00:18,000 p=11 u=ops n=ansible | PLAY RECAP ******
2026-03-03 20:00:18,000 p=11 u=ops n=ansible | h1 : ok=2 changed=0 unreachable=0 failed=0 skipped=1 rescued=0 ignored=1
2026-03-03 20:00:20,000 p=12 u=ops n=ansible | fatal: [h1]: UNREACHABLE! => {}
2026-03-03 20:00:21,000 p=12 u=ops n=ansible | PLAY RECAP ******
2026-03-03 20:00:21,000 p=12 u=ops n=ansible | h1 : ok=0 changed=0 unreachable=1 failed=0
2026-03-04 20:00:00,000 p=11 u=ops n=ansible | PLAY [all] ******
2026-03-04 20:00:01,000 p=11 u=ops n=ansible | TASK [Gathering Facts] ******
EOT
check 'a log of three runs, two of them at once' \
	says '17 read = 17 inserted' import ansible.log
check 'is three runs, each with its own outcome' \
	runs 'ansible.log succeeded 18; ansible.log#2 failed 18; ansible.log#3 unknown 1'
check 'whose tasks end where the next begins' \
	steps 'Gathering Facts=4 succeeded; db : dump=11 succeeded; Gathering Facts#2=2 skipped; wait=15 failed; Gathering Facts=- unknown'
check 'again it changes nothing' says '17 unchanged' import ansible.log

fresh
cat >output-77.rdlog <<'EOT'
^text/x-rundeck-log-v2.0^
^2026-03-03T20:00:00Z|stepbegin||{node=n|step=1|stepctx=1|user=u}|^
^2026-03-03T20:00:09Z|stepend||{node=n|step=1|stepctx=1|user=u}|^
^END^
EOT
cat >state.json <<'EOT'
{"executionId":77,"executionState":"FAILED","steps":[{"stepctx":"1","executionState":"SUCCEEDED","startTime":"2026-03-03T20:00:00Z","endTime":"2026-03-03T20:00:09Z"},{"stepctx":"2","executionState":"FAILED","startTime":"2026-03-03T20:00:09Z","endTime":"2026-03-03T20:00:11Z"}]}
EOT
cat >execution.json <<'EOT'
{"id":77,"status":"aborted","date-started":{"unixtime":1772568000000},"date-ended":{"unixtime":1772568012000}}
EOT
check 'a log, a state and an execution of Rundeck are imported' \
	says '1 read = 1 updated' import output-77.rdlog state.json execution.json
check 'as one run' runs '77 failed 12'
check 'with the steps of both' steps '1=9 succeeded; 2=2 failed'

fresh
cat >apply.log <<'EOT'
aws_db.main: Creating...
aws_db.main: Still creating... [10s elapsed]
aws_db.main: Creation complete after 1m17s [id=db-1]
Apply complete! Resources: 1 added, 0 changed, 0 destroyed.
EOT
printf '\033[1mx.y: Creating...\033[0m\n' >>apply.log
check 'a log without any time is loaded' says '5 inserted' import apply.log
check 'with how long the steps took' \
	query 'SELECT step_key, status, elapsed_us FROM step_run
		ORDER BY id LIMIT 1' 'aws_db.main|succeeded|77000000'
check 'and the next run behind the verdict of the first' \
	runs 'apply.log succeeded -; apply.log#2 unknown -'

fresh
cat >history.csv <<'EOT'
installed_rank,version,description,type,script,checksum,installed_by,installed_on,execution_time,success
1,1,one,SQL,V1__one.sql,1,root,2026-03-03 20:00:10,10000,1
2,2,two,SQL,V2__two.sql,1,root,2026-03-03 20:00:30,5000,0
EOT
check 'a history table is a run' says '2 inserted' import history.csv
check 'whose steps began as long before their ends as they took' \
	steps '1 / one=10 succeeded; 2 / two=5 failed'
printf 'step one\rstep two\r\033[32mMigrating schema "a" to version "7 - x"\033[0m\r\nFlyway 10.1 by Redgate\n' >console.log
check 'colours and what a carriage return overwrote are gone' \
	says '2 inserted' import console.log
check 'before anything is looked for' \
	query "SELECT message FROM cutover_event WHERE event = 'stepbegin'" \
	'Migrating schema "a" to version "7 - x"'

fresh
mkdir -p cutover-orb
cat >cutover-orb/2026-03-03.json <<'EOT'
[
 {"type":"message","subtype":"channel_join","ts":"1772568000.000001","user":"U1","text":"<@U1> has joined"},
 {"type":"message","ts":"1772568000.000200","user":"U1","user_profile":{"real_name":"Vera"},"text":"Status update: freeze is done &amp; copy runs"},
 {"type":"message","ts":"1772568060.000300","user":"U1","user_profile":{"real_name":"Vera"},"text":"Step S03 started"},
 {"type":"message","ts":"1772568120.000400","user":"U2","text":"Step S03 failed, rolling back"},
 {"type":"message","ts":"1772568130.000400","user":"U2","text":"any update?"}
]
EOT
check 'a day of a channel is a timeline' \
	says '5 read = 4 inserted + 1 skipped' \
	"$DEBRIEF" import cutover-orb/2026-03-03.json
check 'named by its folder, with steps that messages told' \
	query "SELECT ext_key, outcome, (SELECT status FROM step_run)
		FROM iteration" 'cutover-orb/2026-03-03|failed|failed'
check 'whose status updates kept a promise to speak' \
	query 'SELECT kind, channel, name, message, sent_at
		FROM communication c JOIN contact t ON t.id = c.contact_id' \
	'status-update|cutover-orb|Vera|Status update: freeze is done & copy runs|1772568000000200'
check 'again it changes nothing' says '4 unchanged' \
	"$DEBRIEF" import cutover-orb/2026-03-03.json

fresh
mkdir -p workspace/cutover-orb
cat >workspace/users.json <<'EOT'
[{"id":"U2","name":"bo","real_name":"Bo Ek","profile":{"real_name":"","display_name":"bo"}},
 {"id":"U1","name":"vera","profile":{"real_name":"Vera Lind"}}]
EOT
printf '[]\n' >workspace/integration_logs.json
printf '[{"id":"C1","name":"cutover-orb","members":["U1"]}]\n' \
	>workspace/channels.json
cat >workspace/cutover-orb/2026-03-04.json <<'EOT'
[{"type":"message","ts":"1772654460.000200","user":"U1","text":"Update: mail runs"},
 {"type":"message","ts":"1772654470.000200","user":"U2","text":"Step S04 started"},
 {"type":"message","ts":"1772654480.000200","user":"U9","text":"any update?"}]
EOT
check 'alone, what describes an export says what to import instead' \
	fails_with 65 "$DEBRIEF" import workspace/users.json
check 'and names the folder' contains 'import the folder it lies in' .out
check 'the root of an export leads to the folders inside' \
	says '3 read = 3 inserted' "$DEBRIEF" import workspace
check 'where ids have the names the export knows' \
	query 'SELECT (SELECT group_concat(host) FROM cutover_event),
		(SELECT name FROM contact JOIN communication
		ON contact_id = contact.id)' 'Vera Lind,Bo Ek,U9|Vera Lind'
check 'to ask for an update is not to give one' \
	query 'SELECT COUNT(*) FROM communication' 1
printf '{"id": "U1"\n' >workspace/users.json
check 'names that cannot be read refuse the export' \
	fails_with 65 "$DEBRIEF" import workspace
check 'and name their file' contains 'users.json' .out

fresh
cat >plan.csv <<'EOT'
ID,Name,Start,Finish,Baseline Start,Baseline Finish,Baseline1 Start,Baseline1 Finish,Actual Start,Actual Finish,% Complete
1,Freeze,3/20/26,3/20/26,3/19/26,3/19/26,3/18/26,3/18/26,3/20/26 8:00 AM,3/20/26 9:30 AM,100%
2,Copy,3/21/26 8:00 AM,3/21/26 5:00 PM,NA,NA,NA,NA,NA,NA,0%
EOT
check 'a plan out of a project program is loaded' \
	says 'cutover-plan-sheet (header has ID, Start, Finish)' import plan.csv
check 'with every baseline' \
	query "SELECT group_concat(baseline || '=' || date(planned_start_at / 1e6,
		'unixepoch'), ' ') FROM (SELECT * FROM step_plan ORDER BY id)" \
	'kickoff=2026-03-20 baseline=2026-03-19 baseline1=2026-03-18 kickoff=2026-03-21'
check 'a date alone lasts until the day ends' \
	query 'SELECT MAX(planned_end_at - planned_start_at) / 1000000
		FROM step_plan' 86399
check 'what happened makes the sheet an iteration that is not over' \
	query "SELECT ext_key, outcome, (SELECT group_concat(status) FROM
		(SELECT status FROM step_run ORDER BY step_key)) FROM iteration" \
	'plan|running|succeeded,planned'
printf 'ID,Name,Start,Finish\n1,a,3/4/26,3/5/26\n' >unclear.csv
check 'a plan whose dates may be read two ways is refused' \
	fails_with 65 import unclear.csv
check 'with the way to say which' contains '--date-order' .out

# A line of a megabyte made to keep a pattern busy costs no more than its
# length; the limits of PCRE2 alone would let each take seconds.
fresh
long=$(printf '%500000s' '' | tr ' ' a)
printf '2026-03-03 20:00:00,000 p=1 u=x n=a | ok: [%s\n' "$long" >one.log
printf '2026-03-03T20:00:00Z START %s\n' "$long" >two.log
printf 'time="2026-03-03T20:00:00Z" msg="%s\n' "$long" >three.log
printf 'a.b: Creating...\n%s: \n' "$long" >four.log
check 'long lines made to be slow are not' \
	timeout 20 "$DEBRIEF" import --zone UTC one.log two.log three.log \
	four.log

finish
