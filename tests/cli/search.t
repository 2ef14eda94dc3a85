#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# search.t -- what was learnt before is found, and no query is an attack.
. "$SRCDIR/tests/cli/lib.sh"

DATA=$SRCDIR/share/demo/data
export DATA
debrief() {
	"$DEBRIEF" "$@"
}
search() {
	"$DEBRIEF" search "$@"
}
debrief init 2>/dev/null
debrief import --zone Europe/Berlin "$DATA"/runbook/*.csv >/dev/null 2>&1
debrief import "$DATA"/cutover/plan.csv >/dev/null 2>&1
debrief note add ORB-05 lesson --by A --text \
	'Rehearse the rollback twice; the Überführung was stiff.' >/dev/null 2>&1
debrief note add ORB-06 helped --by A --text 'A quiet room.' >/dev/null 2>&1
debrief action add ORB-05 --title 'Time the way back' --kind prevent \
	--why 'the rollback took long' --by A >/dev/null 2>&1

check 'a lesson is found by its words' says 'lesson 1  ORB-05' search rollback
check 'by another ending' says 'lesson 1' search rehearsing
check 'without its accents' says 'lesson 1' search uberfuhrung
check 'by its beginning' says 'lesson 1' search 'rehe*'
check 'a follow-up is found by why it was written' says 'action 1' search long
check 'a migration by its customer' says 'migration' search Ivory
both_words() {
	search rollback twice >hits && contains 'lesson 1' hits &&
		lacks 'action 1' hits
}
check 'all of the words are wanted' both_words
check 'or some, and it says so' says 'nothing has all of these words' \
	search rollback elephants
nothing() {
	search elephants >hits 2>said && [ ! -s hits ] &&
		contains 'nothing has any' said
}
check 'nothing found is said and is no failure' nothing
check 'one kind can be asked for' says 'action 1' search --kind action rollback
only_kind() {
	search --kind action rollback >hits && lacks lesson hits
}
check 'and no other is told' only_kind
withdrawn() {
	debrief note withdraw 2 --by A 2>/dev/null
	search quiet >hits 2>/dev/null && [ ! -s hits ]
}
check 'what was withdrawn is not found' withdrawn
earlier() {
	search rollback --known 2026-09-01 >hits 2>/dev/null && [ ! -s hits ]
}
check 'nor what was not written yet' earlier

# FTS5 has a language of its own; none of it may be spoken here.
cat >queries <<'END'
"
""
"unbalanced
NEAR(a b, 5)
a AND
OR
NOT
title : x
{title text} : x
^begin
a + b
-minus
*
**
a*b*
(((
)
'); DROP TABLE note; --
%s%n
\
col:"x" OR 1=1
END
hostile_queries() {
	while IFS= read -r query; do
		search -- "$query" >hits 2>said
		status=$?
		[ $status -eq 0 ] || { echo "$query: $status"; cat said
			return 1; }
	done <queries
}
check 'no query is more than words' hostile_queries
check 'bytes that are no text are words that are nowhere' search \
	"$(printf 'a\377b')"
check 'no word is no search' fails_with 64 search ' '
limits() {
	search $(yes a | head -32) >hits 2>&1 &&
		fails_with 64 search $(yes a | head -33) &&
		search "$(head -c 1000 /dev/zero | tr '\0' a)" >hits 2>&1 &&
		fails_with 64 search "$(head -c 1001 /dev/zero | tr '\0' a)"
}
check 'a search has at most 32 words of 1000 bytes' limits

clean() {
	printf 'Mind the \033[31mred\033[0m \002wheel\003 \342\200\256gpj' |
		debrief note add ORB-07 lesson --by A >/dev/null 2>&1
	search wheel >hits && ! grep -q "$(printf '[\001-\010\033]')" hits &&
		! grep -q "$(printf '\342\200\256')" hits &&
		contains 'wheel' hits
}
check 'a snippet cannot drive a terminal' clean

like() {
	says 'from DeskHerald too' search --like ORB-09 &&
		says 'rolled back too' search --like ORB-10
}
check 'migrations like one are named with why' like
not_itself() {
	search --like ORB-10 --format csv >like.csv && lacks 'ORB-10' like.csv
}
check 'and it is not like itself' not_itself
not_later() {
	search --like ORB-02 --known 2025-06-01 --format csv >like.csv &&
		! grep -v -e '^key' -e '^ORB-01' like.csv
}
check 'what ended later was not known then' not_later
told() {
	debrief report postmortem ORB-10 --gnuplot /bin/false -o p.md \
		2>/dev/null || [ $? -eq 69 ]
	contains 'rolled back too' p.md
}
check 'the post-mortem names the same' told
check 'looking changes nothing' unchanged_by "$DEBRIEF" search rollback
finish
