#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One bit of the workspace turned over: whatever is read or written then, no
# crash, no sanitizer report, no hang.
. "$SRCDIR/tests/faults/lib.sh"

load_demo >why 2>&1 || give_up "$(cat why)"
sqlite3 debrief.db "VACUUM INTO 'whole.db'" || give_up 'VACUUM INTO failed'
bits=$(($(wc -c <whole.db) * 8))
first_page=32768
make_tickets t.csv T 5

cat >commands <<'END'
status
metric time-to-restore
review
import t.csv
audit --log
owners
propose
metric slip --format json
rejects
approve 1 --by Ana
END
lines=$(wc -l <commands)

# judge STATUS: of a command whose messages are in err.
judge() {
	grep -E 'AddressSanitizer|runtime error|LeakSanitizer' err && return 1
	case $1 in
	0 | 1 | 6[4-9] | 7[1-8]) return 0 ;;
	esac
	echo "exit status $1: $(head -3 err)"
	return 1
}

# campaign COUNT LIMIT: one flip below bit LIMIT, one command after another;
# every fourth flip in the first page, where the header and schema are.
campaign() {
	ran=0 bad=0
	: >bad
	random_below "$1" "$2" >places
	while read -r bit; do
		ran=$((ran + 1))
		[ $((ran % 4)) -ne 0 ] || bit=$((bit % first_page))
		line=$(sed -n "$((ran % lines + 1))p" commands)
		rm -f debrief.db*
		cp whole.db debrief.db
		"$FAULTS/flip" debrief.db "$bit" || give_up 'cannot flip'
		eval "run $line" >out 2>err </dev/null
		judge $? >why && continue
		bad=$((bad + 1))
		echo "bit $bit, debrief $line: $(cat why)" >>bad
	done <places
}

run() { timeout 20 "$DEBRIEF" "$@"; }
campaign "$(pick_count 100 2000)" "$bits"
check 'a flipped bit never ends in a crash' none_bad "$ran" "$bad"
runs=$ran lost=$bad

# The control: a reader that takes damage for impossible.
run() {
	"$DEBRIEF" "$@" || sh -c 'kill -ABRT $$'
}
campaign 60 "$first_page"
check 'a reader that aborts on damage is caught' [ "$bad" -gt 0 ]
figure 'one bit flipped' "$runs" "$lost" "$bad of $ran caught"
finish
