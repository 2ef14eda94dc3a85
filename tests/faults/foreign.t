#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A workspace that is none of ours, was cut off, or comes from a later
# debrief: refused with a reason, and not one byte of it changed.
. "$SRCDIR/tests/faults/lib.sh"

load_demo >why 2>&1 || give_up "$(cat why)"
mkdir subjects
sqlite3 debrief.db "VACUUM INTO 'whole.db'" || give_up 'VACUUM INTO failed'
size=$(wc -c <whole.db)
make_tickets t.csv T 5

for bytes in 0 1 15 16 99 100 511 512 4095 4096 4097 $((size - 1)) \
	$((size - 4096)) $(random_below "$(pick_count 10 200)" "$size"); do
	head -c "$bytes" whole.db >"subjects/cut-at-$bytes"
done
cp whole.db subjects/later-schema
sqlite3 subjects/later-schema 'PRAGMA user_version = 9999'
cp whole.db subjects/other-application
sqlite3 subjects/other-application 'PRAGMA application_id = 252006673'
sqlite3 subjects/other-database 'CREATE TABLE theirs (a); VACUUM'
printf '\377\330\377\340\000\020JFIF\000' >subjects/picture
random_below 5000 256 | awk '{printf "%c", $1}' >>subjects/picture
cp t.csv subjects/export
head -c 16 whole.db >subjects/header-only
head -c 20000 "$DEBRIEF" >>subjects/header-only

cat >commands <<'END'
status
metric slip
import t.csv
approve 1 --by Ana
propose
END

judge() { # SUBJECT LINE
	cp "subjects/$1" subject.db
	eval "run --db subject.db $2" >out 2>err </dev/null
	status=$?
	cmp "subjects/$1" subject.db || return 1
	[ "$(echo subject.db*)" = subject.db ] ||
		{ echo "left: $(echo subject.db*)"; return 1; }
	[ "$status" -eq 65 ] && grep -q '^debrief: ' err && return
	echo "exit status $status: $(cat err)"
	return 1
}

campaign() { # COMMANDS
	ran=0 bad=0
	: >bad
	for subject in subjects/*; do
		while IFS= read -r line; do
			ran=$((ran + 1))
			judge "${subject#*/}" "$line" >why 2>&1 && continue
			bad=$((bad + 1))
			echo "$subject, debrief $line: $(cat why)" >>bad
			rm -f subject.db*
		done <"$1"
	done
}

run() { "$DEBRIEF" "$@"; }
campaign commands
check 'what is no workspace of ours is refused, unchanged' \
	none_bad "$ran" "$bad"
runs=$ran lost=$bad
check 'a later schema is named, with ours' sh -c '
	! "$DEBRIEF" --db subjects/later-schema status 2>err &&
	grep -q "has schema 9999, this debrief knows" err'

# The control: a program that writes first and looks later.
run() {
	sqlite3 subject.db 'CREATE TABLE mine (a)' 2>/dev/null
	"$DEBRIEF" "$@"
}
head -1 commands >one
campaign one
check 'a program that writes first is caught' [ "$bad" -gt 0 ]
figure 'cut, foreign and future files' "$runs" "$lost" \
	"$bad of $ran caught"
finish
