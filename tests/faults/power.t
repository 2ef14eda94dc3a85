#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The power goes at every operation on the disk: an import is there whole or
# not at all, and there once it said so.
. "$SRCDIR/tests/faults/lib.sh"

if grep -q __asan_init "$DEBRIEF"; then
	skip 'losses of power' 'the sanitizers want to be loaded first'
	finish
	exit
fi
"$DEBRIEF" init 2>/dev/null
mv debrief.db empty.db
make_tickets t.csv T 50
content_of empty.db >before
cp empty.db debrief.db
"$DEBRIEF" import t.csv >why 2>&1 || give_up "$(cat why)"
content_of debrief.db >after

# outage AT SEED
outage() {
	rm -f debrief.db*
	cp empty.db debrief.db
	OUTAGE_AT=$1 OUTAGE_SEED=$2 LD_PRELOAD=$FAULTS/outage.so \
		"$DEBRIEF" import t.csv >out 2>err
	status=$?
	rm -f debrief.db-shm # memory, not disk
}

judge() {
	content_of debrief.db >content || { cat content; return 1; }
	case $status in
	0) cmp -s content after || { echo 'promised and lost'; return 1; } ;;
	99) cmp -s content after || cmp -s content before ||
		{ echo 'in part'; return 1; } ;;
	*) echo "exit status $status: $(cat err)"; return 1 ;;
	esac
}

# campaign SEEDS STEP: at every STEP-th operation until there are no more.
campaign() {
	ran=0 bad=0 operations=0
	: >bad
	for turn in $(seq "$1"); do
		at=$((1 + turn % $2)) status=99
		while [ "$status" -eq 99 ]; do
			outage "$at" $((seed + turn))
			ran=$((ran + 1))
			judge >why 2>&1 || {
				bad=$((bad + 1))
				echo "operation $at: $(cat why)" >>bad
			}
			[ "$at" -le "$operations" ] || operations=$at
			at=$((at + $2))
		done
	done
}

campaign "$(pick_count 1 8)" "$(pick_count 3 1)"
check 'a loss of power leaves an import whole or absent' \
	none_bad "$ran" "$bad"
check 'it hit many operations' [ "$operations" -gt 20 ]
runs=$ran lost=$bad

# The control: a disk that only says it has synced.
OUTAGE_FORGETS=1
export OUTAGE_FORGETS
campaign 1 1
check 'a disk that does not sync is caught' [ "$bad" -gt 0 ]
figure 'power loss during import' "$runs" "$lost" "$bad of $ran caught"
finish
