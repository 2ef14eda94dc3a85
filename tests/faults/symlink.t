#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Somebody keeps turning the target of a report into a link to another file:
# that file is never touched, and no temporary file is left.
. "$SRCDIR/tests/faults/lib.sh"

load_demo >why 2>&1 || give_up "$(cat why)"
mkdir place
echo 'precious' >victim
"$DEBRIEF" report postmortem ORB-09 --gnuplot /bin/false -o whole.html \
	>why 2>&1 || give_up "$(cat why)"

# campaign COUNT
campaign() {
	ran=0 bad=0 written=0
	: >bad
	"$FAULTS/relink" place/out.html "$WORK/victim" &
	attacker=$!
	while [ "$ran" -lt "$1" ]; do
		ran=$((ran + 1))
		write_to place/out.html >out 2>err && written=$((written + 1))
		[ "$(cat victim)" != precious ] || continue
		bad=$((bad + 1))
		echo "report $ran wrote through the link" >>bad
		echo 'precious' >victim
	done
	kill "$attacker"
	wait "$attacker" 2>/dev/null
	rm -f place/out.html place/out.html.link
}

# Without figures: sooner at the moment of writing.
write_to() {
	"$DEBRIEF" report postmortem ORB-09 --gnuplot /bin/false -o "$1"
}
campaign "$(pick_count 20 200)"
check 'no link is written through' none_bad "$ran" "$bad"
check 'files were written all the same' [ "$written" -gt 0 ]
check 'no temporary file is left' [ -z "$(ls -A place)" ]
runs=$ran lost=$bad

# The control: a program that opens its target and writes.
write_to() { cat whole.html >"$1"; }
campaign 200
check 'a program that opens its target is caught' [ "$bad" -gt 0 ]
figure 'symlink race on the output' "$runs" "$lost" "$bad of $ran caught"
finish
