#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# kill -9 at random moments: what was acknowledged is there, what was cut off
# is there whole or not at all, and the rest can be done again.
. "$SRCDIR/tests/faults/lib.sh"

# A subject is a list of steps, step_of N, with the content after each one
# in states, its line N + 1.
states_of() { # STEPS BASE
	cp "$2" debrief.db
	content_of debrief.db >states
	for n in $(seq "$1"); do
		sh -c "$(step_of "$n")" 2>&1 || return 1
		content_of debrief.db >>states
	done
	[ "$(sort -u states | wc -l)" -eq $(($1 + 1)) ]
}

steps_from() { # FIRST LAST: as one script, each step acknowledged
	for n in $(seq "$1" "$2"); do
		echo "{ $(step_of "$n"); } >/dev/null 2>&1 || exit 1"
		echo 'echo done >>acknowledged'
	done
}

# judge STEPS: is what the kill left one of the states, none of those
# acknowledged lost, and can the rest be done from there?
judge() {
	promised=$(wc -l <acknowledged)
	content_of debrief.db >content || { cat content; return 1; }
	reached=$(grep -nxFf content states | cut -d: -f1)
	[ -n "$reached" ] || { echo 'in part'; return 1; }
	reached=$((reached - 1))
	[ "$reached" -ge "$promised" ] ||
		{ echo "lost: $promised promised, $reached there"; return 1; }
	[ "$reached" -lt "$1" ] || return 0
	steps_from $((reached + 1)) "$1" >rest
	sh rest || { echo 'the rest failed'; return 1; }
	content_of debrief.db >content
	sed -n '$p' states | cmp -s - content || { echo 'rest differs'; return 1; }
}

# strike_at MOMENT STEPS BASE: one kill; counts in ran, cut and bad.
strike_at() {
	rm -f debrief.db?*
	cp "$3" debrief.db
	: >acknowledged
	"$FAULTS/strike" 9 "$1" sh script >struck
	ran=$((ran + 1))
	read -r status rest <struck
	[ "$status" -ne 137 ] || cut=$((cut + 1))
	judge "$2" >why && return
	bad=$((bad + 1))
	echo "killed at $1 us: $(cat why)" >>bad
}

# campaign COUNT STEPS BASE
campaign() {
	ran=0 cut=0 bad=0
	: >bad
	states_of "$2" "$3" >why || give_up "$(cat why)"
	steps_from 1 "$2" >script
	rm -f debrief.db?*
	cp "$3" debrief.db
	"$FAULTS/strike" 0 0 sh script >struck
	read -r status rest total <struck
	random_below "$1" "$total" >moments
	while read -r moment; do
		strike_at "$moment" "$2" "$3"
		[ "$bad" -eq 0 ] || [ -z "${until_bad:-}" ] || break
	done <moments
	rm -f debrief.db*
}

# shown WHAT: the campaign is what was promised, the control was caught.
# Use: shown WHAT COUNT STEPS BASE, with step_of and weak_step_of defined.
shown() {
	until_bad=
	step_of() { strong_step "$@"; }
	campaign "$2" "$3" "$4"
	check "a killed $1 is whole or absent" none_bad "$ran" "$bad"
	check "some kills hit the $1 at work" [ "$cut" -gt 0 ]
	line="$ran $bad"
	until_bad=yes
	step_of() { weak_step "$@"; }
	campaign 60 "$3" "$4"
	check "in two transactions, the $1 is caught" [ "$bad" -gt 0 ]
	# shellcheck disable=SC2086
	figure "kill -9 during $1" $line "caught at run $ran"
}

"$DEBRIEF" init 2>/dev/null
mv debrief.db empty.db
for n in 1 2 3 4 5 6 7 8; do
	make_tickets "half$n.csv" "H$n" 300
done
for n in 1 2 3 4; do
	{ cat "half$((n * 2 - 1)).csv"; sed 1d "half$((n * 2)).csv"; } >"f$n.csv"
done

strong_step() { echo "\"\$DEBRIEF\" import f$1.csv"; }
weak_step() {
	echo "\"\$DEBRIEF\" import half$(($1 * 2 - 1)).csv &&" \
		"\"\$DEBRIEF\" import half$(($1 * 2)).csv"
}
shown import "$(pick_count 12 500)" 4 empty.db

load_demo >why 2>&1 || give_up "$(cat why)"
mv debrief.db proposed.db
strong_step() { echo '"$DEBRIEF" approve 1 --by Ana --why agreed'; }
weak_step() { # two decisions taken for one
	echo '"$DEBRIEF" approve 1 --by Ana && "$DEBRIEF" approve 2 --by Ana'
}
shown approval "$(pick_count 8 500)" 1 proposed.db

# The first schema, as the first debrief left it.
{
	cat "$SRCDIR/share/schema/0001-base.sql"
	echo 'PRAGMA application_id = 0x64627266; PRAGMA user_version = 1;'
} | sqlite3 first.db
strong_step() { echo '"$DEBRIEF" import --dry-run f1.csv'; }
weak_step() { # the schema, then its number
	echo 'sqlite3 debrief.db <"$SRCDIR/share/schema/0002-views.sql" &&' \
		'sqlite3 debrief.db "PRAGMA user_version = 2"'
}
shown 'schema upgrade' "$(pick_count 8 500)" 1 first.db
finish
