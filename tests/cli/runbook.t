#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The runbook beyond times and owners: what is wrong with a row is said, what
# is read twice is read once.
. "$SRCDIR/tests/cli/lib.sh"

cat >migrations.csv <<'EOF'
migration,customer,kickoff
ORB-1,Alder,2026-01-05T08:00:00Z
EOF
cat >modules.csv <<'EOF'
module,title,position
cutover,Cutover,1
EOF
"$DEBRIEF" init -q && "$DEBRIEF" import -q migrations.csv modules.csv || exit 99

# refused FILE COLUMN REASON: one row of it is kept for that reason.
refused() {
	"$DEBRIEF" import "$1" >.out 2>&1
	cat .out
	query "SELECT column_name, reason FROM reject
		ORDER BY id DESC LIMIT 1" "$2|$3"
}

cat >readiness.csv <<'EOF'
Criterion,Title,Must have,Met on
sign-in,Single sign-on works,yes,2026-02-01T10:00:00Z
backup,Backup was restored,no,
EOF
check 'a file about one migration needs no column for it' \
	says '2 read = 2 inserted' "$DEBRIEF" import --migration ORB-1 \
	readiness.csv
check 'and the same again changes nothing' \
	says '2 read = 2 unchanged' "$DEBRIEF" import --migration ORB-1 \
	readiness.csv
check 'without a migration the row is kept, with what is missing' \
	refused readiness.csv migration \
	'expected a name (or * for every one), the cell is empty'

cat >communications.csv <<'EOF'
migration,sent,kind,channel,message
ORB-1,2026-02-01T10:00:00Z,status-update,chat,One
ORB-1,2026-02-01T11:00:00Z,status-update,chat,Two
ORB-1,2026-02-01T11:00:00Z,,chat,Aside
EOF
check 'messages without a key are told apart by kind and time' \
	says '3 read = 3 inserted' "$DEBRIEF" import communications.csv

cat >rollback.csv <<'EOF'
migration,module,estimated_minutes
ORB-1,,1 h 30 min
*,cutover,0
EOF
check 'going back takes some time' \
	refused rollback.csv estimated_minutes 'expected more than 0 minutes'
check 'units of time are read' \
	query 'SELECT estimated_minutes FROM rollback_plan' 90.0

cat >cadence.csv <<'EOF'
migration,kind,phase,every_minutes
*,status-update,cutover,60
*,gossip,cutover,60
EOF
check 'a promise is of a kind we know' refused cadence.csv kind \
	'expected one of status-update, review, debrief, runbook-review'

cat >holidays.csv <<'EOF'
calendar,day,title
desk,25 Christmas,Christmas
EOF
check 'a holiday needs its calendar' refused holidays.csv day \
	'expected a time like 2026-03-31T14:05:09Z, found "25 Christmas"'
echo 'desk,2026-12-25,Christmas' >>holidays.csv
check 'which is to be imported first' refused holidays.csv calendar \
	'there is no calendar "desk"; import the calendars first'

cat >hours.csv <<'EOF'
calendar,zone,weekday,from,to
desk,Europe/Berlin,Monday,08:00,18:00
desk,Europe/Berlin,2,22:00,6:00
EOF
check 'hours past midnight are two rows' refused hours.csv to \
	'expected a time after "from"; write hours past midnight as two rows'
check 'hours are minutes of a weekday in the zone of their calendar' \
	query 'SELECT c.key, zone, weekday, from_minute, to_minute
		 FROM calendar_hours h JOIN calendar c ON c.id = h.calendar_id' \
	'desk|Europe/Berlin|1|480|1080'
check 'now the holiday is known' says '2 read = 1 inserted + 1 rejected' \
	"$DEBRIEF" import holidays.csv
check 'as a day, in no zone' query 'SELECT day FROM holiday' 2026-12-25
sed 's/Berlin/Berlinn/' hours.csv >elsewhere.csv
"$DEBRIEF" import elsewhere.csv >/dev/null 2>&1
check 'a zone nobody knows is a reject' \
	query "SELECT COUNT(*) FROM reject WHERE column_name = 'zone'" 1

# The same in one document ---------------------------------------------------
rm -f debrief.db* && "$DEBRIEF" init -q || exit 99
cat >runbook.json <<'EOF'
{
  "migrations": [
    {"key": "ORB-1", "title": "First", "customer": "Alder",
     "kickoff": "2026-01-05T08:00:00Z", "go_live": "2026-03-01T10:00:00Z",
     "timeline": [
       {"module": "load", "baseline": "kickoff",
        "planned_start": "2026-02-01T08:00:00Z",
        "planned_end": "2026-02-09T08:00:00Z"},
       {"module": "load", "baseline": "replan-1",
        "planned_start": "2026-02-03T08:00:00Z",
        "planned_end": "2026-02-11T08:00:00Z",
        "actual_start": "2026-02-03T09:00:00Z"}],
     "criteria": [{"key": "backup", "met": "2026-02-20T08:00:00Z"},
                  {"key": "phone", "required": false}],
     "rollback": {"estimate": "1 h 30 min"}}
  ],
  "modules": [
    {"key": "load", "title": "Load", "position": 1,
     "inputs": ["Transformed export"],
     "steps": ["Load into staging", {"text": "Compare", "minutes": 60}],
     "risks": [{"text": "Automations fire", "mitigation": "Switch them off"}]}
  ],
  "cadence": [{"migration": "*", "kind": "review", "every": "2 weeks"}],
  "calendars": [{"key": "desk", "zone": "Europe/Berlin",
    "hours": [{"weekday": "Monday", "from": "08:00", "to": "18:00"}],
    "holidays": ["2026-12-25"]}]
}
EOF
check 'a runbook may be one JSON document' \
	"$DEBRIEF" import runbook.json
check 'everything in it is a batch, in the order that works' \
	query 'SELECT group_concat(target, " ") FROM (SELECT target FROM batch
		ORDER BY id)' \
	'runbook-migrations runbook-modules runbook-timeline runbook-items runbook-items runbook-items runbook-readiness runbook-cadence runbook-rollback runbook-hours runbook-holidays'
check 'every baseline is kept, and what was run' \
	query 'SELECT group_concat(baseline, " "), (SELECT COUNT(*)
		FROM module_run) FROM module_plan' 'kickoff replan-1|1'
check 'steps stand in their order' \
	query "SELECT text, position, planned_minutes FROM module_item
		WHERE kind = 'step' ORDER BY position" \
	'Load into staging|0|
Compare|1|60.0'
check 'twice is once' says '2 read = 2 unchanged' \
	"$DEBRIEF" import runbook.json
printf '{"modules": [], "timeline": [], "steps": 1}' >empty.json
check 'a document with nothing in it is refused' \
	fails_with 65 "$DEBRIEF" import empty.json

# Milestones, one column each -----------------------------------------------
cat >milestones.csv <<'EOF'
Migration,Kickoff planned,Go-live planned,Go-live actual
MILE-1,2025-02-10,2025-04-25,2025-04-27
EOF
check 'a migration nobody knows needs a customer' \
	says '1 read = 1 rejected' "$DEBRIEF" import --zone UTC milestones.csv
cat >milestones.csv <<'EOF'
Migration,Customer,Kickoff planned,Go-live planned,Go-live actual
MILE-1,Alder,2025-02-10,2025-04-25,
EOF
check 'with one it is made' \
	says '1 read = 1 inserted' "$DEBRIEF" import --zone UTC milestones.csv
cat >milestones.csv <<'EOF'
Migration,Go-live planned,Go-live actual
MILE-1,2025-04-25,2025-04-27
EOF
check 'and then need not say it again' \
	says '1 read = 1 updated' "$DEBRIEF" import --zone UTC milestones.csv
check 'which leaves what the file does not have' \
	query "SELECT c.key, date(kickoff_at / 1000000, 'unixepoch'),
		date(go_live_at / 1000000, 'unixepoch') FROM migration m
		JOIN customer c ON c.id = customer_id WHERE m.key = 'MILE-1'" \
	'Alder|2025-02-10|2025-04-27'
finish
