#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A disk that fills up during an import: all of it or none, said so, and the
# rest can be done once there is room.
if [ -z "${FAULT_MOUNTS:-}" ] && unshare --map-root-user --mount true \
	2>/dev/null; then
	# What is mounted in here is gone with the last process.
	FAULT_MOUNTS=private
	export FAULT_MOUNTS
	exec unshare --map-root-user --mount sh "$0"
fi
. "$SRCDIR/tests/faults/lib.sh"

mkdir disk
mount -t tmpfs -o size=1m fault disk 2>why || {
	skip 'full disks' "cannot mount a tmpfs: $(cat why)"
	finish
	exit
}
umount disk

"$DEBRIEF" init 2>/dev/null
mv debrief.db empty.db
make_tickets t.csv T 4000
make_tickets first.csv T 2000
{ sed 1q t.csv; sed 1,2001d t.csv; } >second.csv

# judge KIB: an import on a disk of that size, then again with room.
judge() {
	mount -t tmpfs -o "size=${1}k" fault disk || return 1
	cp empty.db disk/debrief.db || return 1
	run disk/debrief.db >out 2>err
	status=$?
	mount -o remount,size=16m disk || return 1
	content_of disk/debrief.db >content || { cat content; return 1; }
	case $status in
	0) wanted=2 ;;
	74) wanted=1 full=$((full + 1)) ;;
	*) echo "exit status $status: $(cat err)"; return 1 ;;
	esac
	sed -n "${wanted}p" states | cmp -s - content ||
		{ echo "exit status $status, other content"; return 1; }
	[ "$status" -eq 0 ] || run disk/debrief.db >out 2>err ||
		{ echo "again: $(cat err)"; return 1; }
	content_of disk/debrief.db >content
	sed -n 2p states | cmp -s - content || { echo 'again differs'; return 1; }
}

# states: the content before and after, with room enough.
states() {
	cp empty.db debrief.db
	content_of debrief.db
	run debrief.db >why 2>&1 || give_up "$(cat why)"
	content_of debrief.db
}

# campaign COUNT: sizes in equal steps, up to what is surely enough.
campaign() {
	ran=0 bad=0 full=0 least=$(($(wc -c <empty.db) / 1024 + 8))
	: >bad
	states >states
	while [ "$ran" -lt "$1" ]; do
		kib=$((least + ran * 4096 / $1))
		ran=$((ran + 1))
		judge "$kib" >why 2>&1 || {
			bad=$((bad + 1))
			echo "$kib KiB: $(cat why)" >>bad
		}
		umount disk
	done
}

run() { "$DEBRIEF" --db "$1" import t.csv; }
campaign "$(pick_count 12 60)"
check 'a full disk keeps a file whole or absent' none_bad "$ran" "$bad"
check 'some disks were too small, some were not' \
	[ "$full" -gt 0 -a "$full" -lt "$ran" ]
runs=$ran lost=$bad

# The control: the file in two transactions.
run() {
	"$DEBRIEF" --db "$1" import first.csv &&
		"$DEBRIEF" --db "$1" import second.csv
}
campaign 20
check 'an import in two transactions is caught' [ "$bad" -gt 0 ]
figure 'disk full during import' "$runs" "$lost" "$bad of $ran caught"
finish
