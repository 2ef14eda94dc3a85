#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SIGINT and SIGTERM during an import: gone within a second with the status a
# shell expects, whole or absent, no temporary file left.
. "$SRCDIR/tests/faults/lib.sh"

"$DEBRIEF" init 2>/dev/null
mv debrief.db empty.db
make_tickets t.csv T 4000
cp empty.db debrief.db
before=$(content_of debrief.db)
TMPDIR=$WORK/tmp
mkdir tmp
export TMPDIR

# judge SIGNAL: of the import that struck describes.
judge() {
	read -r status after total <struck
	if [ "$status" -eq 0 ]; then # it was done before the signal
		finished=$((finished + 1))
		query 'SELECT COUNT(*) FROM ticket' 4000 && [ -z "$(ls -A tmp)" ]
		return
	fi
	[ "$status" -eq $((128 + $1)) ] || { echo "status $status"; return 1; }
	[ "$after" -lt 1000000 ] || { echo "took $after us"; return 1; }
	left=$(ls -A tmp)
	[ -z "$left" ] || { echo "left: $left"; return 1; }
	now=$(content_of debrief.db) || { echo "$now"; return 1; }
	# After its commit an import is there, whatever the signal says.
	[ "$now" = "$before" ] || [ "$now" = "$after_all" ] ||
		{ echo 'rows were kept in part'; return 1; }
}

# campaign COUNT COMMAND: by turns SIGINT and SIGTERM, at random moments.
campaign() {
	ran=0 bad=0 finished=0 number=15
	: >bad
	random_below "$1" "$longest" >moments
	while read -r moment; do
		number=$((17 - number)) # 2 and 15
		rm -f debrief.db* tmp/*
		cp empty.db debrief.db
		ran=$((ran + 1))
		"$FAULTS/strike" "$number" "$moment" sh -c "$2" >struck \
			2>/dev/null
		judge "$number" >why 2>&1 && continue
		bad=$((bad + 1))
		echo "signal $number at $moment us: $(cat why)" >>bad
	done <moments
}

# From standard input, so that all of it goes through a temporary file.
import='exec "$DEBRIEF" import - --name t.csv <t.csv >/dev/null'
"$FAULTS/strike" 0 0 sh -c "$import" >struck
read -r status rest longest <struck
[ "$status" -eq 0 ] || give_up "the import fails: $status"
after_all=$(content_of debrief.db)

campaign "$(pick_count 12 300)" "$import"
check 'an interrupted import is whole or absent, and leaves no file' none_bad "$ran" "$bad"
check 'some signals hit it at work' [ "$finished" -lt "$ran" ]
runs=$ran lost=$bad

# The control: an importer with a temporary file that has a name.
campaign 6 "cp t.csv tmp/kept; \"\$DEBRIEF\" import tmp/kept >/dev/null; rm tmp/kept"
check 'one that leaves its temporary file is caught' [ "$bad" -gt 0 ]
figure 'SIGINT, SIGTERM during import' "$runs" "$lost" "$bad of $ran caught"
finish
