#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Eight importers at once, of one file and of eight: each waits its turn, and
# no row is lost or there twice.
. "$SRCDIR/tests/faults/lib.sh"

rows=200
for n in 1 2 3 4 5 6 7 8; do
	make_tickets "f$n.csv" "F$n" "$rows"
done

# together FILE...: all at once; their exit statuses in statuses.
together() {
	: >statuses
	for file; do
		{ import_one "$file"; echo "$file $?" >>statuses; } &
	done
	wait
}

# judge BATCHES TICKETS FIRST: all went well, the rows are exact, FIRST of
# the batches are no repeats, and the counts of each batch are its rows'.
judge() {
	grep -v ' 0$' statuses && return 1
	content_of debrief.db >content || { cat content; return 1; }
	query "SELECT (SELECT COUNT(*) FROM batch),
		(SELECT COUNT(*) FROM ticket),
		(SELECT COUNT(DISTINCT ext_key) FROM ticket),
		(SELECT COUNT(*) FROM batch WHERE repeats_batch IS NULL),
		(SELECT SUM(inserted_count) FROM batch),
		(SELECT COUNT(*) FROM batch b WHERE repeats_batch IS NULL AND
		 inserted_count <> (SELECT COUNT(*) FROM ticket t
		 WHERE t.batch_id = b.id))" "$1|$2|$2|$3|$2|0"
}

# rounds COUNT: of eight different files, then one file eight times.
rounds() {
	ran=0 bad=0
	: >bad
	while [ "$ran" -lt "$1" ]; do
		ran=$((ran + 1))
		rm -f debrief.db*
		"$DEBRIEF" init 2>/dev/null
		together f1.csv f2.csv f3.csv f4.csv f5.csv f6.csv f7.csv \
			f8.csv
		judge 8 $((8 * rows)) 8 >why 2>&1 || {
			bad=$((bad + 1))
			cat why >>bad
			continue
		}
		rm -f debrief.db*
		"$DEBRIEF" init 2>/dev/null
		together f1.csv f1.csv f1.csv f1.csv f1.csv f1.csv f1.csv \
			f1.csv
		judge 8 "$rows" 1 >why 2>&1 || {
			bad=$((bad + 1))
			cat why >>bad
		}
	done
}

import_one() { "$DEBRIEF" import "$1" >/dev/null 2>>errors; }
rounds "$(pick_count 2 40)"
check 'eight importers at once lose nothing and repeat nothing' \
	none_bad "$ran" "$bad"
check 'and none of them complains' [ ! -s errors ]
runs=$ran lost=$bad

# The control: everybody works on a copy and puts it back.
import_one() {
	sqlite3 debrief.db "VACUUM INTO 'copy-$1'" 2>/dev/null
	"$DEBRIEF" --db "copy-$1" import "$1" >/dev/null 2>&1
	mv "copy-$1" debrief.db
}
rounds 1
check 'importers that work on copies are caught' [ "$bad" -gt 0 ]
figure '8 importers at once, twice' "$runs" "$lost" "$bad of $ran caught"
finish
