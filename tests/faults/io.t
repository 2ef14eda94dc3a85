#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each call on a file failing, once and for ever: the program says so and
# nothing is half done, or it does without and gets everything right.
. "$SRCDIR/tests/faults/lib.sh"

if grep -q __asan_init "$DEBRIEF"; then
	skip 'failing calls' 'the sanitizers want to be loaded first'
	finish
	exit
fi
load_demo >why 2>&1 || give_up "$(cat why)"
"$DEBRIEF" publish start.copy 2>why || give_up "$(cat why)"
rm debrief.db*
"$DEBRIEF" --db start.db init --from start.copy 2>why || give_up "$(cat why)"
make_tickets t.csv T 50
make_tickets u.csv U 50

# stumble AT FOR_EVER ERRNO COMMAND...
stumble() {
	rm -f debrief.db* out.*
	cp start.db debrief.db
	STUMBLE_AT=$1 STUMBLE_ERRNO=$3
	STUMBLE_FOR_EVER=$2
	[ -n "$2" ] || unset STUMBLE_FOR_EVER
	export STUMBLE_AT STUMBLE_ERRNO
	[ -z "$2" ] || export STUMBLE_FOR_EVER
	shift 3
	STUMBLE_UNDER=$WORK STUMBLE_COUNT=$WORK/count \
		LD_PRELOAD=$FAULTS/stumble.so "$@" >out 2>err
	status=$?
	cat out.* >>out 2>/dev/null
	content_of debrief.db >content || cat content
}

judge() {
	case $status in
	0) cmp -s content after && cmp -s out right && return
		echo 'success with another result' ;;
	65 | 66 | 71 | 73 | 74 | 75 | 77) grep -q '^debrief: ' err ||
		{ echo "exit status $status without a word"; return 1; }
		cmp -s content before || cmp -s content after && return
		echo 'in part' ;;
	*) echo "exit status $status: $(head -2 err | tr '\n' ' ')" ;;
	esac
	return 1
}

# campaign COUNT COMMAND...: by turns once and for ever, EIO and ENOSPC.
campaign() {
	runs_wanted=$1 ran=0 bad=0 turn=0
	shift
	: >bad
	content_of start.db >before
	stumble 0 '' 5 "$@"
	[ "$status" -eq 0 ] || give_up "$*: $status: $(cat err)"
	mv content after
	mv out right
	calls=$(cat count)
	[ "$calls" -gt 5 ] || give_up "only $calls calls"
	if [ "$runs_wanted" -ge $((4 * calls)) ]; then
		seq 0 $((4 * calls - 1))
	else
		random_below "$runs_wanted" $((4 * calls))
	fi >places
	while read -r place; do
		ran=$((ran + 1))
		case $((place % 4)) in
		0) stumble $((place / 4 + 1)) '' 5 "$@" ;;
		1) stumble $((place / 4 + 1)) 1 5 "$@" ;;
		2) stumble $((place / 4 + 1)) '' 28 "$@" ;;
		3) stumble $((place / 4 + 1)) 1 28 "$@" ;;
		esac
		judge >why && continue
		bad=$((bad + 1))
		echo "place $place of $calls calls: $(cat why)" >>bad
	done <places
	runs=$((runs + ran)) lost=$((lost + bad))
}

count=$(pick_count 8 400)
runs=0 lost=0
campaign "$count" "$DEBRIEF" import t.csv
check 'an import on a failing disk' none_bad "$ran" "$bad"
campaign "$count" "$DEBRIEF" metric slip
check 'a metric on a failing disk' none_bad "$ran" "$bad"
campaign "$count" "$DEBRIEF" report postmortem ORB-09 --gnuplot /bin/false \
	-o out.html
check 'a report on a failing disk' none_bad "$ran" "$bad"
campaign "$count" "$DEBRIEF" approve 1 --by Ana
check 'an approval on a failing disk' none_bad "$ran" "$bad"
campaign "$count" "$DEBRIEF" publish out.db
check 'a published copy on a failing disk' none_bad "$ran" "$bad"
all=$runs missed=$lost

# The control: what promised all or nothing does two things.
campaign 24 "$DEBRIEF" import t.csv u.csv
control="$bad of $ran caught"
check 'an import in two transactions is caught' [ "$bad" -gt 0 ]
figure 'a call on a file fails' "$all" "$missed" "$control"
finish
