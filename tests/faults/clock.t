#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A clock that is set back or ahead between import, proposal, decision and
# audit: no number changes, the log keeps its order and says what happened,
# and what cannot be decided then changes nothing.
. "$SRCDIR/tests/faults/lib.sh"

unset DEBRIEF_NOW
data=$SRCDIR/share/demo/data
make_tickets t.csv T 5
# 1969, 1970, a day before, now, a day after, 2038, 2099
cat >clocks <<'END'
-3600
86400
1790726400
1790812800
1790899200
2147483648
4070908800
END
steady=1790812800

# at SECONDS COMMAND...
at() {
	SKEW_TO=$1
	shift
	if grep -q __asan_init "$DEBRIEF"; then # is to be loaded first
		DEBRIEF_NOW=$(date -u -d "@$SKEW_TO" +%Y-%m-%dT%H:%M:%SZ) "$@"
	else
		SKEW_TO=$SKEW_TO LD_PRELOAD=$FAULTS/skew.so "$@"
	fi
}

ask() { # SECONDS
	at "$1" "$DEBRIEF" metric time-to-restore --by severity --format json &&
		at "$1" "$DEBRIEF" quality
}

# decide_at SECONDS COMMAND...: done, or refused and nothing changed.
decide_at() {
	content_of debrief.db >content
	at "$@" >out 2>&1 && return
	status=$?
	case $status in
	64 | 65) content_of debrief.db | cmp -s - content && return ;;
	esac
	echo "$*: exit status $status: $(cat out)"
	return 1
}

# live CLOCK...: a workspace whose clock is another one at each step.
live() {
	rm -f debrief.db*
	cp start.db debrief.db
	at "$1" "$DEBRIEF" import -q --zone Europe/Berlin \
		"$data"/runbook/ownership.csv &&
		at "$2" "$DEBRIEF" import -q --zone Europe/Berlin \
			"$data"/tickets/jira-2-2026.csv &&
		at "$3" "$DEBRIEF" propose --quiet >/dev/null &&
		decide_at "$4" "$DEBRIEF" approve 1 --by Ana &&
		anchor=$(at "$5" "$DEBRIEF" audit --quiet) &&
		at "$5" "$DEBRIEF" import -q t.csv &&
		at "$6" "$DEBRIEF" import -q t.csv &&
		decide_at "$6" "$DEBRIEF" revert 1 --by Ana
}

judge() { # CLOCK...
	live "$@" >why 2>&1 || { cat why; return 1; }
	shift 6
	at "$1" "$DEBRIEF" fsck >out 2>&1 || { cat out; return 1; }
	at "$1" "$DEBRIEF" audit --anchor "$anchor" >out 2>&1 ||
		{ cat out; return 1; }
	back=$(sqlite3 debrief.db "SELECT COUNT(*) FROM audit a JOIN audit b
		ON b.sequence = a.sequence + 1
		AND b.happened_at < a.happened_at")
	[ "$back" -eq 0 ] || grep -q "^note: $back events" out ||
		{ echo "$back times back, not a word"; return 1; }
	run "$1" >asked 2>&1
	diff told asked || return 1
}

# campaign COUNT
campaign() {
	ran=0 bad=0
	: >bad
	kinds=$(wc -l <clocks)
	random_below $((7 * $1)) "$kinds" | xargs -n 7 >turns
	while read -r a b c d e f g; do
		set --
		for n in "$a" "$b" "$c" "$d" "$e" "$f" "$g"; do
			set -- "$@" "$(sed -n "$((n + 1))p" clocks)"
		done
		ran=$((ran + 1))
		judge "$@" >said 2>&1 && continue
		bad=$((bad + 1))
		echo "$*: $(cat said)" >>bad
	done <turns
}

for file in "$data"/runbook/*.csv; do
	case $file in
	*/ownership.csv) ;;
	*) echo "$file" ;;
	esac
done >files
at $steady "$DEBRIEF" init -q 2>why || give_up "$(cat why)"
# shellcheck disable=SC2046
at $steady "$DEBRIEF" import -q --zone Europe/Berlin $(cat files) \
	>why 2>&1 || give_up "$(cat why)"
mv debrief.db start.db
live $steady $steady $steady $steady $steady $steady >why 2>&1 ||
	give_up "$(cat why)"
ask $steady >told 2>&1 || give_up "$(cat told)"
[ "$(sqlite3 debrief.db "SELECT COUNT(*) FROM decision")" -eq 2 ] ||
	give_up 'nothing was decided'

run() { ask "$1"; }
campaign "$(pick_count 2 60)"
check 'whatever the clock says, numbers and log are the same' \
	none_bad "$ran" "$bad"
runs=$ran lost=$bad

# The control: an analysis that asks what time it is.
run() {
	"$DEBRIEF" metric time-to-restore --by severity --format json --as-of \
		"$(date -u -d "@$1" +%Y-%m-%dT%H:%M:%SZ)" &&
		"$DEBRIEF" quality
}
campaign 2
check 'an analysis that asks the clock is caught' [ "$bad" -gt 0 ]
figure 'clock set back and ahead' "$runs" "$lost" "$bad of $ran caught"
finish
