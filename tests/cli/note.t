#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# note.t -- what people say is kept, with who and when, and told in reports.
. "$SRCDIR/tests/cli/lib.sh"

DATA=$SRCDIR/share/demo/data
export DATA
debrief() {
	"$DEBRIEF" "$@"
}
note() {
	"$DEBRIEF" note "$@"
}
debrief init 2>/dev/null
debrief import --zone Europe/Berlin "$DATA"/runbook/*.csv >/dev/null 2>&1
unset EDITOR VISUAL

from_stdin() {
	printf '# How it went\n\nWe began at *noon*.\n' |
		note add ORB-09 narrative --by 'Ana Lima'
}
check 'words are read from standard input' from_stdin
check 'or given' says 2 note add ORB-09 lesson --by 'Ben Ito' \
	--text 'Rehearse the way back.'
printf 'From a file.\r\n' >words.md
check 'or read from a file' says 3 note add ORB-09 luck --by 'Ben Ito' \
	--file words.md
check 'a quarter can have notes too' says 4 note add 2026-Q1 narrative \
	--by 'Cho Min' --text 'A hard quarter.'
check 'a note is a row of the stock shell' query \
	"SELECT note, subject, kind, revision, author FROM v_note" \
	'1|ORB-09|narrative|1|Ana Lima
2|ORB-09|lesson|1|Ben Ito
3|ORB-09|luck|1|Ben Ito
4|2026-Q1|narrative|1|Cho Min'

edited() {
	note edit 2 --by 'Cho Min' --why 'clearer' \
		--text 'Rehearse the way back, timed.' &&
		says 'Rehearse the way back, timed.' note show 2 &&
		says 'Rehearse the way back.' note show 2 --revision 1 &&
		query 'SELECT COUNT(*) FROM note_revision WHERE note_id = 2' 2
}
check 'an edit is a new revision, the old one is kept' edited
check 'the same words again change nothing' unchanged_by \
	"$DEBRIEF" note edit 2 --by 'Cho Min' \
	--text 'Rehearse the way back, timed.'
withdrawn() {
	note withdraw 3 --by 'Ben Ito' --why 'not so' && note list >list &&
		lacks 'From a file' list && note list --all >list &&
		contains '(withdrawn)' list &&
		says 'From a file.' note show 3 --revision 1 &&
		fails_with 64 note withdraw 3 --by 'Ben Ito'
}
check 'a withdrawn note is gone from the list, not from the record' withdrawn
check 'every revision is in the chain' says '9 events' debrief audit
forged() {
	cp debrief.db forged.db
	sqlite3 forged.db "UPDATE note_revision SET text = 'Fine.' WHERE id = 1"
	fails_with 1 debrief audit --db forged.db &&
		contains 'the note it tells of disagree' .out
}
check 'words changed behind its back are found' forged
raw() {
	printf '# How it went\n\nWe began at *noon*.' >wanted
	note show 1 --raw >got && cmp wanted got
}
check 'the words come back byte for byte' raw

check 'nobody cannot write' fails_with 64 note add ORB-09 lesson --text x
check 'a name of blanks is nobody' fails_with 64 note add ORB-09 lesson \
	--by '  ' --text x
check 'a subject that is not there is refused' fails_with 64 note add ORB-99 \
	lesson --by A --text x
check 'and the nearest is named' contains 'did you mean' .out
check 'a kind that is not there is refused' fails_with 64 note add ORB-09 \
	lessons --by A --text x
check 'and the nearest kind is named' contains 'did you mean "lesson"?' .out
check 'a note that says nothing is refused' fails_with 65 note add ORB-09 \
	lesson --by A --text '  '
check 'bytes that are no text are refused' fails_with 65 note add ORB-09 \
	lesson --by A --text "$(printf 'a\377b')"
two_sources() {
	fails_with 64 note add ORB-09 lesson --by A --text x --file words.md
}
check 'two ways to give the words are one too many' two_sources

sized() { # BYTES
	head -c "$1" /dev/zero | tr '\0' a
}
at_the_limit() {
	sized 65536 | note add ORB-01 lesson --by A &&
		sized 65535 | note add ORB-01 lesson --by A
}
check 'a note of 64 KiB is kept' at_the_limit
too_long() {
	sized 65537 >long.md
	fails_with 65 note add ORB-01 lesson --by A --file long.md &&
		sized 65537 | fails_with 65 note add ORB-01 lesson --by A &&
		sized 10000000 | fails_with 65 note add ORB-01 lesson --by A
}
check 'one byte more is refused, and so are ten million' too_long

no_editor() {
	fails_with 64 note edit 1 --by A --editor && contains EDITOR .out
}
check 'no editor is guessed' no_editor
cat >editor <<'SH'
#!/bin/sh
[ "$1" = --wait ] && shift
printf 'In the editor: %s\n' "$(head -1 "$1")" >"$1.new"
mv "$1.new" "$1"
SH
chmod +x editor
in_editor() {
	EDITOR="$WORK/editor --wait" note edit 1 --by 'Ana Lima' --editor &&
		says 'In the editor: # How it went' note show 1
}
check 'an editor that is asked for gets the words and gives them back' \
	in_editor
failing_editor() {
	EDITOR=false unchanged_by "$DEBRIEF" note edit 1 --by A --editor &&
		EDITOR=false fails_with 69 note edit 1 --by A --editor
}
check 'an editor that fails changes nothing' failing_editor
check 'an editor that is not there says so' fails_with 69 \
	env EDITOR="$WORK/nowhere" "$DEBRIEF" note edit 1 --by A --editor
untouched_editor() {
	printf 'piped' | EDITOR="$WORK/editor" note edit 2 --by A &&
		says piped note show 2
}
check 'an editor is never started without being asked for' untouched_editor

states() {
	says draft note state ORB-09 &&
		note state ORB-09 review --by 'Ana Lima' \
			--facilitator 'Dora Weiss' &&
		says 'published since 2026-10-01T00:00:00Z by Ana Lima' \
			note state ORB-09 published --by 'Ana Lima' &&
		fails_with 64 note state ORB-09 done --by A &&
		fails_with 64 note state ORB-09 draft
}
check 'a post-mortem is a draft, in review, published, by somebody' states

told() {
	debrief report postmortem ORB-09 --gnuplot /bin/false -o p.html -m p.md \
		2>/dev/null || [ $? -eq 69 ]
	contains 'In the editor: # How it went' p.html &&
		contains '<dd>Published, Ana Lima, ' p.html &&
		contains '<dd>Dora Weiss</dd>' p.html &&
		contains 'piped' p.md
}
check 'the report tells them, in the masthead and in its sections' told
again() {
	debrief report postmortem ORB-09 --gnuplot /bin/false -o q.html \
		2>/dev/null || [ $? -eq 69 ]
	sed '/Command:/d' p.html >a
	sed '/Command:/d' q.html >b
	cmp a b
}
check 'and tells them again when it is made again' again
as_of() {
	DEBRIEF_NOW=2026-11-01T00:00:00Z note add ORB-09 hard --by A \
		--text 'Only later seen.' || return 1
	DEBRIEF_NOW=2026-11-02T00:00:00Z note edit 2 --by A \
		--text 'Quite another lesson.' || return 1
	note list --known 2026-10-02 >list &&
		lacks 'Only later' list && contains 'piped' list &&
		note list >list && contains 'Only later' list &&
		contains 'Quite another' list && lacks piped list
}
check 'an earlier instant knows the words of then' as_of
invited() {
	debrief report postmortem ORB-08 --gnuplot /bin/false -o r.html \
		2>/dev/null || [ $? -eq 69 ]
	contains 'debrief note add </code><code>ORB-08' r.html
}
check 'where nobody wrote, the command to write is said' invited
demo_people() {
	rm -f debrief.db* && debrief init &&
		debrief import --zone Europe/Berlin "$DATA"/runbook/*.csv &&
		PATH=${DEBRIEF%/*}:$PATH sh -e "$SRCDIR/share/demo/people" &&
		query 'SELECT COUNT(*) FROM v_note' 6 &&
		query "SELECT COUNT(*) FROM v_action WHERE state = 'closed'" 2
}
check 'the people of the demo can say what they say' demo_people
finish
