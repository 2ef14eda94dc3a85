#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each allocation failing once: the program says so and stops, or does without
# and gets everything right.  Nothing is half done.
. "$SRCDIR/tests/faults/lib.sh"

if grep -q __asan_init "$DEBRIEF"; then
	skip 'failing allocations' 'the sanitizers bring their own allocator'
	finish
	exit
fi
load_demo >why 2>&1 || give_up "$(cat why)"
sqlite3 debrief.db "VACUUM INTO 'start.db'" || give_up 'VACUUM INTO failed'
rm debrief.db*
make_tickets t.csv T 50
make_tickets u.csv U 50

# starved AT COMMAND...: with the allocation AT failing; 0 for none.
starved() {
	rm -f debrief.db* out.html
	cp start.db debrief.db
	STARVE_AT=$1
	shift
	STARVE_AT=$STARVE_AT STARVE_COUNT=$WORK/count \
		LD_PRELOAD=$FAULTS/starve.so "$@" >out 2>err
	status=$?
	cat out.html >>out 2>/dev/null
	# A file that cannot be taken back is told apart by its content.
	content_of debrief.db >content
}

judge() {
	case $status in
	71) grep -q 'out of memory' err && cmp -s content before && return
		echo 'not a word, or something was changed' ;;
	0) cmp -s content after && cmp -s out right && return
		echo 'success with another result' ;;
	*) echo "exit status $status: $(head -2 err | tr '\n' ' ')" ;;
	esac
	return 1
}

# campaign COUNT COMMAND...
campaign() {
	runs_wanted=$1 ran=0 bad=0
	shift
	: >bad
	content_of start.db >before
	starved 0 "$@"
	[ "$status" -eq 0 ] || give_up "$*: $status: $(cat err)"
	mv content after
	mv out right
	allocations=$(cat count)
	random_below "$runs_wanted" "$allocations" >places
	while read -r place; do
		ran=$((ran + 1))
		starved $((place + 1)) "$@"
		judge >why && continue
		bad=$((bad + 1))
		echo "allocation $((place + 1)) of $allocations: $(cat why)" \
			>>bad
	done <places
	runs=$((runs + ran)) lost=$((lost + bad))
}

count=$(pick_count 10 300)
runs=0 lost=0
campaign "$count" "$DEBRIEF" import t.csv
check 'an import without memory' none_bad "$ran" "$bad"
campaign "$count" "$DEBRIEF" metric slip
check 'a metric without memory' none_bad "$ran" "$bad"
campaign "$count" "$DEBRIEF" report postmortem ORB-09 --gnuplot /bin/false \
	-o out.html
check 'a report without memory' none_bad "$ran" "$bad"
campaign "$count" "$DEBRIEF" approve 1 --by Ana
check 'an approval without memory' none_bad "$ran" "$bad"
all=$runs missed=$lost

# The control: what promised all or nothing does two things.
campaign 20 "$DEBRIEF" import t.csv u.csv
check 'an import in two transactions is caught' [ "$bad" -gt 0 ]
figure 'an allocation fails' "$all" "$missed" "$bad of $ran caught"
finish
