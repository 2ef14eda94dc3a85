#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# debrief quality: every finding of every rule, on rows made so; a source's
# findings add up to what was read.
. "$SRCDIR/tests/cli/lib.sh"

data=$SRCDIR/share/demo/data
"$DEBRIEF" init 2>/dev/null
check 'an empty workspace has nothing to look at' fails_with 65 \
	"$DEBRIEF" quality
for folder in runbook cutover survey tickets validation; do
	"$DEBRIEF" import "$data/$folder"/* --zone Europe/Berlin >/dev/null
done
cat >t.csv <<'END'
source,key,title,status,severity,opened,resolved,updated,team
desk,T-1,One,Closed,2,2026-03-03T14:00:00Z,2026-03-01T14:00:00Z,2026-03-03T14:00:00Z,Load
desk,T-2,Two,Open,1,not a time,,2026-03-03T14:00:00Z,Load
END
"$DEBRIEF" import t.csv >/dev/null

rows() { # RULE SOURCE FINDING [OPTION...]: how many rows, of how many
	rule=$1 source=$2 finding=$3
	shift 3
	"$DEBRIEF" quality --format csv "$@" |
		sed -n "s/^$rule,$source,\"*$finding\"*,\([0-9]*,[0-9]*\),.*/\1/p"
}
finds() { # ROWS,OF RULE SOURCE FINDING [OPTION...]
	wanted=$1
	shift
	got=$(rows "$@")
	[ "$got" = "$wanted" ] || { echo "$got"; return 1; }
}
adds_up() {
	"$DEBRIEF" quality --format json >out.json
	sqlite3 :memory: "SELECT SUM(off), COUNT(*) > 40 FROM (
	  SELECT SUM(value->>'rows') <> MAX(value->>'read') AS off
	    FROM json_each(readfile('out.json'), '\$.rows')
	   GROUP BY value->>'rule', value->>'source')" | tee sum
	[ "$(cut -d'|' -f1 sum)" = 0 ]
}
check 'the rows of every source add up' adds_up
check 'a ticket resolved before it was opened' finds 1,1 ticket-times desk \
	'resolved before it was opened'
check 'with its line' says 't.csv:2 (T-1)' "$DEBRIEF" quality --format csv
check 'a row that was rejected, with the rest of its file' finds 1,2 \
	import-rows tickets-csv 'rejected, column opened'
check 'a ticket opened after that instant is not there' \
	finds '' ticket-times desk 'resolved before it was opened' \
	--as-of 2026-03-02
tickets=$(sqlite3 debrief.db "SELECT COUNT(*) FROM ticket
	WHERE opened_at <= unixepoch('2026-03-02') * 1000000
	AND source = 'jira'")
check 'every other one is' finds "$tickets,$tickets" ticket-times jira \
	'nothing found' --as-of 2026-03-02

# Each statement makes a row for one finding, on a row of its own.
sqlite3 debrief.db <<'END'
CREATE TEMP TABLE j AS SELECT id, row_number() OVER (ORDER BY id) AS n
  FROM ticket WHERE source = 'jira'
   AND id IN (SELECT ticket_id FROM attribution) AND is_incident = 1;
UPDATE ticket SET opened_at = NULL
 WHERE id = (SELECT id FROM j WHERE n = 1);
UPDATE ticket SET acknowledged_at = opened_at - 1
 WHERE id = (SELECT id FROM j WHERE n = 2);
UPDATE ticket SET closed_at = opened_at - 1
 WHERE id = (SELECT id FROM j WHERE n = 3);
UPDATE ticket SET state = 'resolved', resolved_at = NULL, closed_at = NULL
 WHERE id = (SELECT id FROM j WHERE n = 4);
UPDATE ticket SET severity = NULL
 WHERE id = (SELECT id FROM j WHERE n = 5);
UPDATE ticket SET team_id = NULL, resolver_team_id = NULL, severity = 1
 WHERE id = (SELECT id FROM j WHERE n = 6);
CREATE TEMP TABLE m AS SELECT id, row_number() OVER (ORDER BY id) AS n
  FROM migration;
UPDATE migration SET kickoff_at = NULL, state = 'live'
 WHERE id = (SELECT id FROM m WHERE n = 1);
UPDATE migration SET state = 'live', go_live_at = NULL
 WHERE id = (SELECT id FROM m WHERE n = 2);
UPDATE iteration SET outcome = 'failed'
 WHERE migration_id = (SELECT id FROM m WHERE n = 2);
UPDATE migration SET state = 'abandoned', abandoned_at = NULL
 WHERE id = (SELECT id FROM m WHERE n = 3);
UPDATE migration SET state = 'live', go_live_at = kickoff_at - 1
 WHERE id = (SELECT id FROM m WHERE n = 4);
CREATE TEMP TABLE r AS SELECT id, row_number() OVER (ORDER BY id) AS n
  FROM module_run WHERE migration_id = (SELECT id FROM m WHERE n = 5);
UPDATE migration SET go_live_at = (SELECT MAX(planned_end_at)
  FROM module_plan WHERE migration_id = migration.id)
 WHERE id = (SELECT id FROM m WHERE n = 5);
UPDATE module_run SET started_at = NULL
 WHERE id = (SELECT id FROM r WHERE n = 1);
UPDATE module_run SET ended_at = started_at - 1
 WHERE id = (SELECT id FROM r WHERE n = 2);
UPDATE module_run SET ended_at = NULL
 WHERE id = (SELECT id FROM r WHERE n = 3);
CREATE TEMP TABLE s AS SELECT id, row_number() OVER (ORDER BY id) AS n
  FROM step_run WHERE status = 'succeeded';
UPDATE step_run SET started_at = NULL
 WHERE id = (SELECT id FROM s WHERE n = 1);
UPDATE step_run SET ended_at = started_at - 1
 WHERE id = (SELECT id FROM s WHERE n = 2);
UPDATE step_run SET ended_at = NULL
 WHERE id = (SELECT id FROM s WHERE n = 3);
CREATE TEMP TABLE k AS SELECT id, row_number() OVER (ORDER BY id) AS n
  FROM check_result;
UPDATE check_result SET kind = 'row', checked_count = NULL,
 source_value = NULL WHERE id = (SELECT id FROM k WHERE n = 1);
UPDATE check_result SET checked_count = 5, matched_count = 5,
 mismatched_count = 1 WHERE id = (SELECT id FROM k WHERE n = 2);
UPDATE check_result SET checked_count = 5, matched_count = 4,
 mismatched_count = 1, status = 'pass', threshold = NULL
 WHERE id = (SELECT id FROM k WHERE n = 3);
UPDATE check_result SET migration_id = NULL
 WHERE id = (SELECT id FROM k WHERE n = 4);
CREATE TEMP TABLE a AS SELECT id, row_number() OVER (ORDER BY id) AS n
  FROM response WHERE survey = 'moving-to-orbit-desk-2026';
UPDATE response SET submitted_at = NULL
 WHERE id = (SELECT id FROM a WHERE n = 1);
UPDATE response SET migration_id = NULL
 WHERE id = (SELECT id FROM a WHERE n = 2);
DELETE FROM invitation WHERE survey = 'moving-to-orbit-desk-2025';
END
every_finding_is_found() {
	bad=0
	"$DEBRIEF" quality --format csv >out.csv
	for file in "$SRCDIR"/share/quality/*.sql; do
		rule=$(basename "$file" .sql)
		grep -v '^--' "$file" | grep -E "THEN '|^SELECT b.format, '" |
			sed "s/[^']*'\([^']*\)'.*/\1/" >findings
		grep -v "^--" "$file" | grep "^ *THEN '" |
			sed "s/[^']*'\([^']*\)'.*/\1/" >>findings
		while read -r finding; do
			grep -q "^$rule,.*$finding" out.csv ||
				{ echo "$rule: $finding"; bad=1; }
		done <findings
	done
	return $bad
}
check 'every finding of every rule is found' every_finding_is_found
check 'and the rows still add up' adds_up

mkdir -p debrief.d/quality
cat >debrief.d/quality/mine.sql <<'END'
-- rule:    mine
-- version: 1
-- kind:    quality
-- title:   Customers without a migration
SELECT 'mine' AS source, NULL AS finding, key AS subject, NULL AS file,
       NULL AS line, -1 AS row_count
  FROM customer ORDER BY key;
END
check 'a rule of your own is run, and a mistake in it is shown' \
	fails_with 78 "$DEBRIEF" quality
check 'with its place' contains 'mine.sql:5' "$WORK/.out"
sed -i.old 's/-1/1/' debrief.d/quality/mine.sql
check 'and what it says when it is right' says 'mine,mine,nothing found' \
	"$DEBRIEF" quality --format csv
finish
