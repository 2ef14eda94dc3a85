#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# debrief publish: one file, one state, read anywhere; and back again.
. "$SRCDIR/tests/cli/lib.sh"

data=$SRCDIR/share/demo/data
content() {
	sqlite3 "$1" ".dump" |
		grep -v "published_at\|INSERT INTO seal" | sort | cksum
}
{ "$DEBRIEF" init && "$DEBRIEF" import "$data"/runbook/*.csv --zone \
	Europe/Berlin; } >/dev/null 2>&1

check 'a copy is published' "$DEBRIEF" publish copy.db
check 'it says the same' [ "$(content debrief.db)" = "$(content copy.db)" ]
check 'it is sound' says 'every row is as it was written' \
	"$DEBRIEF" --db copy.db fsck
check 'it has no log' [ "$(sqlite3 copy.db 'PRAGMA journal_mode')" = delete ]
check 'only its owner reads it' [ "$(stat -c %a copy.db)" = 600 ]
check 'nothing is left beside it' [ "$(echo copy.db* .debrief*)" = \
	'copy.db .debrief*' ]
check 'writing into it is refused' fails_with 77 "$DEBRIEF" --db copy.db \
	import "$data"/runbook/sla.csv
check 'with the way to a workspace' contains 'init --from' "$WORK/.out"
"$DEBRIEF" import "$data"/tickets/*.csv --zone Europe/Berlin >/dev/null
check 'a copy is replaced by a later one' "$DEBRIEF" publish copy.db
check 'which says what is so now' [ "$(content debrief.db)" = \
	"$(content copy.db)" ]

echo precious >notes.db
check 'another file is left alone' fails_with 73 "$DEBRIEF" publish notes.db
check 'byte for byte' [ "$(cat notes.db)" = precious ]
check 'a workspace is left alone' fails_with 73 "$DEBRIEF" publish debrief.db
ln -s copy.db link.db
check 'a link is left alone' fails_with 73 "$DEBRIEF" publish link.db
check 'a folder that is not there is said' fails_with 73 "$DEBRIEF" publish \
	nowhere/copy.db

check 'a workspace is made of a copy' "$DEBRIEF" --db new.db init --from copy.db
check 'with all that was in it' [ "$(content debrief.db)" = "$(content new.db)" ]
check 'it is sound, too' says 'every row is as it was written' \
	"$DEBRIEF" --db new.db fsck
check 'it can be written' "$DEBRIEF" --db new.db import "$data"/runbook/sla.csv
check 'never over a file' fails_with 73 "$DEBRIEF" --db new.db init \
	--from copy.db
check 'nor from what is no workspace' fails_with 65 "$DEBRIEF" --db n2.db \
	init --from notes.db
check 'and then nothing is made' [ ! -e n2.db ]

"$DEBRIEF" publish copy.db 2>/dev/null
check 'a time that is none is refused' fails_with 64 \
	env DEBRIEF_NOW=yesterday "$DEBRIEF" status
finish
