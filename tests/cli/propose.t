#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Evidence to proposal to decision, on the demo data: what is planted there
# is found, and nothing else.
. "$SRCDIR/tests/cli/lib.sh"

load_demo() {
	DATA=$SRCDIR/share/demo/data
	"$DEBRIEF" init &&
		"$DEBRIEF" import --zone Europe/Berlin "$DATA"/runbook/*.csv &&
		"$DEBRIEF" import --zone Europe/Berlin "$DATA"/tickets/*.csv
}
check 'the demo data loads' load_demo
cp debrief.db loaded.db

check 'a dry run stores nothing' \
	unchanged_by "$DEBRIEF" propose --dry-run
check 'a dry run shows what it would store' \
	says 'validation, owner: Test Centre -> Data Quality' \
	"$DEBRIEF" propose --dry-run
check 'propose runs' "$DEBRIEF" propose
check 'the two planted cases are found, and nothing else' query \
	"SELECT group_concat(p.kind || ' ' || m.key || ' ' ||
	 p.value_before || '>' || p.value_after, '; ')
	 FROM proposal p JOIN module m ON m.id = p.module_id" \
	'change-owner validation Test Centre>Data Quality; set-escalation-delay cutover 60>30'
check 'a second run stores nothing more' \
	unchanged_by "$DEBRIEF" propose

json_is_valid() {
	"$DEBRIEF" propose --dry-run --format json >"$WORK/p.json" &&
		sqlite3 :memory: "SELECT json_array_length(readfile(
			'$WORK/p.json'), '\$.proposals')" | grep -qx 2
}
check 'JSON is JSON' json_is_valid
check 'an unknown format is a usage error' \
	fails_with 64 "$DEBRIEF" propose --format xml

review_says() {
	"$DEBRIEF" review >"$WORK/.out" || return 1
	for text in 'effective' 'the owner on record' 'reversal' 'expires' \
		'would have started at the team that resolved them' \
		'debrief approve|reject|defer 1 --by NAME' 'is-owner' \
		'acknowledged pages it needs'; do
		tr -s ' \n' ' ' <"$WORK/.out" >"$WORK/.flat"
		contains "$text" "$WORK/.flat" || return 1
	done
}
check 'review tells evidence, effect, reversal, how to decide, refusals' \
	review_says
check 'review names no person' sh -c '
	"$DEBRIEF" review --all >out &&
	sqlite3 debrief.db "SELECT name FROM contact" >names &&
	[ -s names ] && ! grep -qFf names out'
check 'review of one shows all its tickets' sh -c '
	"$DEBRIEF" review 1 | tr -s " \n" " " >out &&
	! grep -q "and [0-9]* more" out && grep -q "65 tickets: INC" out'
check 'review changes nothing' unchanged_by "$DEBRIEF" review
check 'a proposal there is none of is a usage error' \
	fails_with 64 "$DEBRIEF" review 99

check 'a decision without a name changes nothing' \
	unchanged_by "$DEBRIEF" approve 1
check 'it is a usage error' fails_with 64 "$DEBRIEF" approve 1
check 'that says what to add' contains '--by NAME' "$WORK/.out"
check 'approve takes it into the mapping' \
	"$DEBRIEF" approve 1 --by 'Ana Lima' --why 'agreed'
check 'the new owner holds from now on' query \
	"SELECT team FROM v_ownership WHERE module = 'validation'
	 AND role = 'owner' AND valid_to IS NULL" 'Data Quality'
check 'approving twice is a clear error' \
	fails_with 64 "$DEBRIEF" approve 1 --by 'Ana Lima'
check 'and says how to undo it' contains 'debrief revert 1' "$WORK/.out"
check 'reject, too, is final' sh -c '
	"$DEBRIEF" reject 2 --by "Ana Lima" --why "after the freeze" &&
	! "$DEBRIEF" approve 2 --by "Ana Lima"'
check 'what was decided is not proposed again' \
	sh -c '"$DEBRIEF" propose 2>&1 | grep -q "^0 proposed"'
check 'and review says by whom' sh -c '
	"$DEBRIEF" review | grep -q "was rejected by Ana Lima on 2026-10-01"'
check 'a number that is none is a usage error' \
	fails_with 64 "$DEBRIEF" approve one --by Ana

check 'the audit chain holds' "$DEBRIEF" audit --quiet
anchor=$("$DEBRIEF" audit --quiet)
check 'its head is an anchor' "$DEBRIEF" audit --anchor "$anchor"
check 'the log names who decided' \
	says 'Ana Lima' "$DEBRIEF" audit --log
cp debrief.db decided.db
attack() { # SQL: found by verification with the anchor
	cp decided.db debrief.db
	sqlite3 debrief.db "$1" || return 1
	fails_with 1 "$DEBRIEF" audit --anchor "$anchor"
}
number_of() { # EVENT: its place in the log
	sqlite3 -readonly debrief.db \
		"SELECT sequence FROM audit WHERE event = '$1'"
}
yes=$(number_of approve) no=$(number_of reject)
check 'an edit is found' attack \
	"UPDATE audit SET body = replace(body, 'agreed', 'forged')
	  WHERE sequence = $yes"
check 'a deletion is found' attack 'DELETE FROM audit WHERE sequence = 2'
check 'an insertion is found' attack \
	"UPDATE audit SET sequence = $no + 1 WHERE sequence = $no;
	 INSERT INTO audit SELECT $no, happened_at, actor, event, body,
	 previous_hash, hash FROM audit WHERE sequence = $yes"
check 'a swap is found' attack \
	"UPDATE audit SET sequence = 99 WHERE sequence = $yes;
	 UPDATE audit SET sequence = $yes WHERE sequence = $no;
	 UPDATE audit SET sequence = $no WHERE sequence = 99"
check 'a cut is found' attack \
	"DELETE FROM decision WHERE audit_sequence = $no;
	 DELETE FROM audit WHERE sequence = $no"
check 'a forged decision is found' attack \
	"UPDATE decision SET decided_by = 'Bo' WHERE audit_sequence = $yes"
check 'another reason than the one given is found' attack \
	"UPDATE decision SET why = 'none' WHERE audit_sequence = $yes"
check 'an owner changed past debrief is found' attack \
	"UPDATE ownership SET contact_id = NULL WHERE role = 'owner'
	  AND module_id = (SELECT id FROM module WHERE key = 'load')"
check 'and named' contains '(load owner) was changed after audit event' \
	"$WORK/.out"
check 'so is a delay of a file' attack \
	"UPDATE escalation SET delay_minutes = 1 WHERE severity = 1"
check 'and one whose whole trail was removed' attack 'DELETE FROM audit_row'
cp decided.db debrief.db
check 'the untouched log still passes' "$DEBRIEF" audit --anchor "$anchor"
check 'a bad anchor is a usage error' \
	fails_with 64 "$DEBRIEF" audit --anchor 3

clock_set_back() {
	DEBRIEF_NOW=1969-01-01T00:00:00Z "$DEBRIEF" revert 1 --by Bo \
		--effective 2026-12-01 &&
		says 'the clock was set back' "$DEBRIEF" audit
}
check 'a clock set back is noted, not an error' clock_set_back

bad_rule_is_named() {
	mkdir -p debrief.d/rules &&
		printf '%s\n' '-- rule: mine' '-- version: 1' \
			'-- kind: change-owner' '-- title: t' \
			'-- params: half_life_days=x' 'SELECT 1' \
			>debrief.d/rules/mine.sql &&
		fails_with 78 "$DEBRIEF" propose &&
		contains 'mine.sql:5' "$WORK/.out" &&
		printf '%s\n' '-- rule: mine' '-- version: 1' \
			'-- kind: change-owner' '-- title: t' \
			'DELETE FROM ticket' >debrief.d/rules/mine.sql &&
		unchanged_by "$DEBRIEF" propose
	status=$?
	rm -r debrief.d
	return $status
}
check 'a broken or hostile rule is named and changes nothing' \
	bad_rule_is_named

# Ids follow the order of the imports; the numbers must not.
in_order() { # FOLDER SORT-OPTION: what is proposed when the files come so
	mkdir "$1" && cd "$1" || return 1
	"$DEBRIEF" init
	find "$SRCDIR"/share/demo/data/tickets -type f | sort "$2" |
		while read -r file; do
			"$DEBRIEF" import --zone Europe/Berlin "$file"
		done
	"$DEBRIEF" import --zone Europe/Berlin \
		"$SRCDIR"/share/demo/data/runbook/*.csv
	"$DEBRIEF" propose --dry-run --format json >../"$1.json"
	cd ..
}
same_in_any_order() {
	in_order forth -f >log 2>&1 && in_order back -r >log 2>&1
	grep -q share forth.json && cmp forth.json back.json
}
check 'files imported in another order give the same digits' \
	same_in_any_order
finish
