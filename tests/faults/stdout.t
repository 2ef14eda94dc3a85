#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Output that cannot be written is never success; a reader that leaves early
# is no error worth a word.
. "$SRCDIR/tests/faults/lib.sh"

load_demo >why 2>&1 || give_up "$(cat why)"
"$DEBRIEF" approve 1 --by Ana 2>/dev/null || give_up 'cannot approve'
mv debrief.db start.db
make_tickets t.csv T 20
{ cat t.csv; echo 'desk,T-21,Title,Open,2,no time,,Load'; } >bad.csv

# Every command, and every form of it that prints another way.
cat >commands <<'END'
--help
--version
help import
init
import t.csv
import bad.csv
status
rejects
rejects --format csv
undo --dry-run "$(sqlite3 debrief.db 'SELECT MAX(id) FROM batch')"
names
names rules
settings
settings migration_pattern=x --by Ana
formats
formats check
metrics
metric slip
metric slip --format json
compare --by wave
compare --by wave --format json
metric slip --format openmetrics
signoff ORB-09
signoff ORB-09 --format json
signoff --at-least 99.5
refresh
quality
words
report postmortem ORB-09 -o out.html
report quarterly 2026-Q3 -o out.md
propose
propose --dry-run
propose --dry-run --format json
review
review 1
approve 2 --by Ana
reject 2 --by Ana
defer 2 --by Ana
revert 1 --by Ana
owners
owners export
audit
audit --log
fsck
publish out.copy
forget 'Mara Lindqvist' --by Ana
note list
note add ORB-09 lesson --by Ana --text Rehearse
action list
notices --as-of 2026-06-02
search Ivory
search --like ORB-09
action add --title Rehearse --kind prevent --by Ana
sql 'SELECT 1'
END

every_command_is_here() {
	"$DEBRIEF" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' >names
	[ -s names ] || return 1
	while read -r name; do
		grep -qE "^$name( |\$)" commands ||
			{ echo "not tried: $name"; return 1; }
	done <names
}
check 'every command is tried' every_command_is_here

fresh() { # for LINE
	rm -f debrief.db* out.*
	case $1 in
	init) ;;
	rejects*) cp start.db debrief.db
		"$DEBRIEF" import bad.csv >/dev/null ;;
	*) cp start.db debrief.db ;;
	esac
}

# prints LINE: whether it has anything to write to standard output at all.
prints() {
	fresh "$1"
	eval "run $1" >normal.out 2>normal.err
	[ -s normal.out ]
}

judge_full() {
	fresh "$1"
	eval "run $1" >/dev/full 2>err
	status=$?
	[ "$status" -eq 74 ] && grep -q 'cannot write' err &&
		! grep -q 'Bad file' err && return
	echo "$1: exit status $status"
	cat err
	return 1
}

# The pause lets the reader leave before the first write.
judge_reader() {
	fresh "$1"
	{ sleep 0.02; eval "run $1" 2>err; echo $? >status; } | :
	status=$(cat status)
	cmp -s err normal.err &&
		case $status in 0 | 141) return ;; esac
	fresh "$1"
	echo "$1: exit status $status"
	cat err
	return 1
}

judge_all() { # HOW LIST
	ran=0 bad=0
	: >bad
	while IFS= read -r line; do
		prints "$line" || continue
		ran=$((ran + 1))
		"judge_$1" "$line" >why </dev/null && continue
		bad=$((bad + 1))
		cat why >>bad
	done <"$2"
}

run() { "$DEBRIEF" "$@"; }
head -5 commands >few
judge_all full commands
full_ran=$ran full_bad=$bad
check 'a full device is an error of every command that prints' \
	none_bad "$ran" "$bad"
judge_all reader commands
reader_ran=$ran reader_bad=$bad
check 'a reader that leaves early is met with silence' none_bad "$ran" "$bad"

run() { "$DEBRIEF" "$@" 2>/dev/null || true; }
judge_all full few
check 'a program that forgets to look is caught' [ "$bad" -eq "$ran" ]
figure 'stdout on a full device' "$full_ran" "$full_bad" \
	"$bad of $ran caught"
run() { (trap '' PIPE; "$DEBRIEF" "$@"); }
judge_all reader few
check 'a program that complains of a broken pipe is caught' \
	[ "$bad" -eq "$ran" ]
figure 'stdout to a reader that left' "$reader_ran" "$reader_bad" \
	"$bad of $ran caught"
finish
