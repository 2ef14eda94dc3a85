#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Several names under one change, as the workspace's policy asks for.
. "$SRCDIR/tests/cli/lib.sh"
DATA=$SRCDIR/share/demo/data

load_demo() {
	"$DEBRIEF" init -q &&
		"$DEBRIEF" import -q "$DATA"/runbook/*.csv &&
		"$DEBRIEF" import -q --zone Europe/Berlin \
			"$DATA"/tickets/*.csv &&
		"$DEBRIEF" propose -q >/dev/null &&
		mkdir -p debrief.d/policy
}
check 'the demo data loads' load_demo
person_of() {
	sqlite3 debrief.db "SELECT c.name FROM contact c JOIN team t
		ON t.id = c.team_id WHERE t.key = '$1' ORDER BY c.id LIMIT 1"
}
giver=$(person_of 'Test Centre')
taker=$(person_of 'Data Quality')
cat >debrief.d/policy/approval.yaml <<'END'
rules:
  - kinds: [change-owner]
    stages:
      - state: agreed
        all: [giving team, receiving team]
      - state: confirmed
        any: [Ana Lima, team Service Desk]
END

owner_is() { # TEAM
	query "SELECT team FROM v_ownership WHERE module = 'validation'
		AND role = 'owner' AND valid_to IS NULL" "$1"
}
check 'review says whom a proposal waits for' says \
	'proposal 1 waits for agreed: giving team (Test Centre), receiving team (Data Quality)' \
	"$DEBRIEF" review
check 'who is of neither team may not sign' \
	fails_with 77 "$DEBRIEF" approve 1 --by 'Ana Lima'
check 'and is told whose turn it is' contains 'giving team (Test Centre)' \
	"$WORK/.out"
waits_in_json() { # TEXT of proposal 1
	"$DEBRIEF" review --format json >review.json &&
		query "SELECT json_extract(readfile('review.json'),
			'\$.proposals[0].waits_for'), json_extract(
			readfile('review.json'), '\$.proposals[0].state')" \
			"$1|open"
}
check 'in JSON, too' waits_in_json \
	'agreed: giving team (Test Centre), receiving team (Data Quality)'
check 'one team signs' says 'it waits for agreed: receiving team' \
	"$DEBRIEF" approve 1 --by "$giver"
check 'then JSON names the other' waits_in_json \
	'agreed: receiving team (Data Quality)'
check 'which changes nothing yet' owner_is 'Test Centre'
check 'nobody signs twice' fails_with 77 "$DEBRIEF" approve 1 --by "$giver"
check 'the other team signs' \
	says 'it waits for confirmed: one of Ana Lima, team Service Desk' \
	"$DEBRIEF" approve 1 --by "$taker"
check 'which changes nothing yet either' owner_is 'Test Centre'
check 'who may not sign may not reject either' \
	fails_with 77 "$DEBRIEF" reject 1 --by 'Bo Berg'
check 'nor defer' fails_with 77 "$DEBRIEF" defer 1 --by 'Bo Berg'
check 'the last name applies it' says 'approved proposal 1' \
	"$DEBRIEF" approve 1 --by 'Ana Lima' --why 'both agree'
check 'now it holds' owner_is 'Data Quality'
check 'who may not sign may not revert it' \
	fails_with 77 "$DEBRIEF" revert 1 --by 'Bo Berg'
check 'and is told where that is said' contains 'policy/approval.yaml' \
	"$WORK/.out"
check 'it still holds' owner_is 'Data Quality'
check 'every sign-off is an event of its own' query \
	"SELECT group_concat(event, ' ') FROM
	 (SELECT event FROM audit WHERE actor <> 'debrief import'
	   ORDER BY sequence)" \
	'propose propose sign-off sign-off sign-off approve change-mapping'
check 'the chain holds' "$DEBRIEF" audit
cp debrief.db signed.db
attack() { # SQL
	cp signed.db debrief.db
	sqlite3 debrief.db "$1"
	fails_with 1 "$DEBRIEF" audit
}
check 'a forged sign-off is found' attack \
	"UPDATE sign_off SET signed_by = 'Bo' WHERE id = 1"
check 'a lost one, too' attack 'DELETE FROM sign_off WHERE id = 2'
check 'and one that never was' attack \
	"INSERT INTO sign_off SELECT 9, 2, stage, place, signed_by, why,
	 signed_at, 2 FROM sign_off WHERE id = 1"
cp signed.db debrief.db
check 'a kind no rule names needs one name' says 'approved proposal 2' \
	"$DEBRIEF" approve 2 --by 'Bo Berg'

broken() { # LINE:COLUMN TEXT
	printf '%b' "$2" >debrief.d/policy/approval.yaml
	fails_with 78 "$DEBRIEF" approve 2 --by Bo &&
		contains "approval.yaml:$1" "$WORK/.out"
}
check 'an unknown key is told with its place' \
	broken 2:9 'rules:\n- kind: [change-owner]\n  stages: []\n'
check 'a stage nobody signs' \
	broken 4:5 'rules:\n- kinds: [x]\n  stages:\n  - state: agreed\n'
check 'a stage twice' broken 6:12 \
	'rules:\n- kinds: [x]\n  stages:\n  - state: a\n    all: [b]\n  - state: a\n    all: [b]\n'
check 'what is no YAML' broken 2:1 'rules: [\n'
finish
