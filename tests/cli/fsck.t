#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# debrief fsck: silent on what debrief wrote, however it was written; whatever
# somebody else changed is found, and said where.
. "$SRCDIR/tests/cli/lib.sh"

data=$SRCDIR/share/demo/data
cat >t.csv <<'END'
source,key,title,status,severity,opened,updated,team
desk,T-1,One,Open,2,2026-03-03T14:00:00Z,2026-03-03T14:00:00Z,Load
desk,T-2,Two,Open,1,2026-03-03T14:00:00Z,2026-03-03T14:00:00Z,Load
desk,T-3,Three,Open,1,not a time,2026-03-03T14:00:00Z,Load
END
sed 's/Open/Closed/; s/2026-03-03T14:00:00Z,Load/2026-03-09T14:00:00Z,Load/' \
	t.csv >later.csv

is_sound() {
	"$DEBRIEF" fsck >out 2>&1 && [ "$(grep -c '^ok' out)" -eq 7 ] || {
		cat out
		return 1
	}
}
finds() { # CHECK WORDS
	fails_with 1 "$DEBRIEF" fsck || return 1
	grep "^BROKEN  $1 .*$2" "$WORK/.out"
}
again() { cp whole.db debrief.db; }

"$DEBRIEF" init 2>/dev/null
check 'an empty workspace is sound' is_sound
"$DEBRIEF" import "$data"/runbook/*.csv --zone Europe/Berlin >/dev/null
"$DEBRIEF" import t.csv >/dev/null
check 'so it is after an import' is_sound
"$DEBRIEF" import later.csv >/dev/null
later=$(sqlite3 debrief.db 'SELECT MAX(id) FROM batch')
"$DEBRIEF" import "$data"/tickets/*.csv --zone Europe/Berlin >/dev/null
check 'after one that updates the rows of another' is_sound
"$DEBRIEF" import --dry-run "$data"/tickets/*.csv >/dev/null 2>&1
check 'after a dry run' is_sound
{ "$DEBRIEF" propose && "$DEBRIEF" approve 1 --by Ana; } >/dev/null 2>&1
check 'after a decision' is_sound
check 'and nothing is left beside it' [ "$(echo debrief.db*)" = debrief.db ]
cp debrief.db whole.db

sqlite3 debrief.db "UPDATE ticket SET title = 'Won' WHERE ext_key = 'T-1'"
check 'a changed cell is found, with its table and import' \
	finds content "\"ticket\", import $later: a row is not as it was"
"$DEBRIEF" import t.csv >/dev/null 2>&1
sed 's/2026-03-09/2026-03-19/; s/One/Uno/' later.csv >third.csv
"$DEBRIEF" import third.csv >/dev/null
check 'also when a later import has written over it' finds content ticket
again
sqlite3 debrief.db "DELETE FROM ticket WHERE ext_key = 'T-2'"
check 'a row that is gone is found' finds content '2 rows were written, 1 are'
again
sqlite3 debrief.db "UPDATE reject SET raw = x'00'"
check 'a rejected row that was changed is found' finds content reject
again
sqlite3 debrief.db "UPDATE ticket SET batch_id = 1 WHERE ext_key = 'T-1'"
check 'a row that was moved to another import is found' finds content ticket
again
sqlite3 debrief.db "UPDATE seal SET row_count = row_count + 1 LIMIT 1" \
	2>/dev/null || sqlite3 debrief.db "UPDATE seal SET row_count = 99
	WHERE object = 'ticket'"
check 'a changed checksum is found' finds content 'rows were written'
again
sqlite3 debrief.db 'PRAGMA foreign_keys = OFF; DELETE FROM team WHERE id = 1'
check 'a team that others name is missed' finds references 'not there'
again
sqlite3 debrief.db 'UPDATE batch SET rejected_count = 0, skipped_count =
	rejected_count WHERE rejected_count > 0'
check 'rejects that are not counted are found' finds counts 'are kept'
again
sqlite3 debrief.db "UPDATE batch SET skipped_count = read_count,
	inserted_count = 0, updated_count = 0, unchanged_count = 0,
	rejected_count = 0, blank_count = 0 WHERE file_name = 'later.csv'"
check 'rows that nobody counted are found' finds counts 'left rows in'
again
sqlite3 debrief.db "INSERT INTO ownership (scope, module_id, role, level,
	team_id, valid_from_at, recorded_at) SELECT scope, module_id, role,
	level, team_id, valid_from_at, recorded_at FROM ownership
	WHERE role = 'owner' AND superseded_at IS NULL LIMIT 1"
check 'two owners at once are found' finds intervals 'two at once'
again
sqlite3 debrief.db "UPDATE audit SET actor = 'Eve' WHERE sequence = 1"
check 'a forged decision is found' finds audit 'event 1'
again
sqlite3 debrief.db 'DROP INDEX ticket_by_customer'
check 'a missing index is found' finds schema 'ticket_by_customer'
again
sqlite3 debrief.db 'CREATE VIEW mine AS SELECT 1'
check 'a view of your own is none of its business' is_sound
again
sqlite3 debrief.db 'PRAGMA writable_schema = ON;
	UPDATE sqlite_schema SET sql = replace(sql, "title", "titel")
	WHERE name = "ticket"' 2>/dev/null
check 'damage to the words of the schema is damage, not a defect' \
	fails_with 65 "$DEBRIEF" metric time-to-restore
finish
