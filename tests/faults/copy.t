#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A workspace copied while it is open.  Without its log the copy is an earlier
# state, and the head of the log of decisions shows that; copied while the log
# was written into it, it is a bit of both, and fsck finds that.
. "$SRCDIR/tests/faults/lib.sh"

load_demo >why 2>&1 || give_up "$(cat why)"
mkfifo pipe

# Somebody who reads keeps what is written in the log.
open_reader() {
	sqlite3 debrief.db <pipe >reader &
	exec 5>pipe
	echo 'BEGIN; SELECT COUNT(*) FROM batch;' >&5
	while [ ! -s reader ]; do
		sleep 0.05
	done
}
close_reader() {
	exec 5>&-
	wait
	rm reader
}

# judge COPY: of what was acknowledged, is all of it there?
judge() {
	"$DEBRIEF" --db "$1" fsck >out 2>&1 || { cat out; return 1; }
	"$DEBRIEF" --db "$1" audit --anchor "$head" >out 2>&1 ||
		{ cat out; return 1; }
	query 'SELECT COUNT(*) FROM ticket' "$tickets" "$1"
}

# rounds COUNT: each writes, copies while the log is there, and judges.
rounds() {
	ran=0 bad=0
	: >bad
	cp debrief.db whole.db
	while [ "$ran" -lt "$1" ]; do
		ran=$((ran + 1))
		make_tickets "t$ran.csv" "T$ran" 5
		open_reader
		"$DEBRIEF" import -q "t$ran.csv" >/dev/null 2>&1
		"$DEBRIEF" approve "$ran" --by Ana >/dev/null 2>&1
		head=$("$DEBRIEF" audit --quiet 2>/dev/null)
		tickets=$(sqlite3 debrief.db 'SELECT COUNT(*) FROM ticket')
		rm -f copy.db
		copy copy.db >why 2>&1
		close_reader
		judge copy.db >why 2>&1 && continue
		bad=$((bad + 1))
		echo "round $ran: $(cat why)" >>bad
	done
	mv whole.db debrief.db
}

copy() { "$DEBRIEF" publish "$1"; }
rounds 2
check 'a published copy has what was acknowledged' none_bad "$ran" "$bad"
runs=$ran lost=$bad

# The control: the file without its log.
copy() { cp debrief.db "$1"; }
rounds 2
check 'a file without its log is caught' [ "$bad" -eq "$ran" ]
check 'by the head of the log of decisions' \
	[ "$(grep -c 'log was cut: it ends at event' bad)" -eq "$ran" ]
check 'though it is an earlier state, whole' "$DEBRIEF" --db copy.db fsck
figure 'copied without its log' "$runs" "$lost" "$bad of $ran caught"

sqlite3 new.db 'PRAGMA journal_mode = WAL' '.read '"$SRCDIR"'/share/schema/0001-base.sql' \
	'.shell cp new.db bare.db' >/dev/null
check 'one whose tables are all in its log is none' fails_with 65 \
	"$DEBRIEF" --db bare.db status

# Torn: the pages of two states mixed.
"$DEBRIEF" import -q t1.csv 2>/dev/null
cp debrief.db old.db
sed 's/Title/Name/; s/2026-03-05/2026-03-06/' t1.csv >t1b.csv
{ "$DEBRIEF" import -q t1b.csv && "$DEBRIEF" approve 1 --by Ana; } \
	>why 2>&1 || give_up "$(cat why)"
mv debrief.db new.db
content_of old.db >states
content_of new.db >>states

judge_torn() { # FILE: found, or one of the two
	is_sound "$1" >out 2>&1 || return 0
	content_of "$1" | grep -qxFf states && return 0
	echo 'a bit of both'
	return 1
}
campaign() { # COUNT
	ran=0 bad=0
	: >bad
	while [ "$ran" -lt "$1" ]; do
		ran=$((ran + 1))
		rm -f torn.db*
		"$FAULTS/tear" old.db new.db torn.db $((seed + ran)) >taken ||
			give_up 'cannot tear'
		judge_torn torn.db >why 2>&1 && continue
		bad=$((bad + 1))
		echo "pages $(cat taken): $(cat why)" >>bad
	done
}
is_sound() { "$DEBRIEF" --db "$1" fsck; }
campaign "$(pick_count 8 500)"
check 'a torn copy is found, or whole after all' none_bad "$ran" "$bad"
runs=$ran lost=$bad

# The control: whoever takes a file that opens for a whole one.
is_sound() { sqlite3 "$1" 'SELECT COUNT(*) FROM ticket'; }
campaign 8
check 'looking whether it opens is caught' [ "$bad" -gt 0 ]
figure 'copied during a checkpoint' "$runs" "$lost" \
	"$bad of $ran caught"
finish
