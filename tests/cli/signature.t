#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Decisions signed by the approver's own key: whatever is done to them after,
# the audit finds it.
. "$SRCDIR/tests/cli/lib.sh"
DATA=$SRCDIR/share/demo/data

load_demo() {
	"$DEBRIEF" init -q && "$DEBRIEF" import -q "$DATA"/runbook/*.csv &&
		"$DEBRIEF" import -q --zone Europe/Berlin \
			"$DATA"/tickets/*.csv &&
		"$DEBRIEF" propose -q >/dev/null
}
check 'the demo data loads' load_demo
check 'the first signature makes a key and registers it' \
	"$DEBRIEF" approve 1 --by 'Ana Lima' --sign ana.key
check 'which only its owner may read' sh -c '
	[ "$(stat -c %a ana.key)" = 600 ] && [ "$(wc -c <ana.key)" -eq 65 ]'
check 'it is not in the database' sh -c '! grep -q "$(cat ana.key)" debrief.db*'
check 'another name cannot use it' \
	fails_with 77 "$DEBRIEF" reject 2 --by 'Bo Berg' --sign ana.key
check 'nor the name another key' \
	fails_with 77 "$DEBRIEF" reject 2 --by 'Ana Lima' --sign new.key
check 'a key others may read is refused' sh -c '
	chmod 644 ana.key
	! "$DEBRIEF" reject 2 --by "Ana Lima" --sign ana.key 2>out &&
	grep -q "chmod 600" out; status=$?; chmod 600 ana.key; exit $status'
check 'none of that decided anything' query \
	"SELECT state FROM proposal WHERE id = 2" open
check 'a name with a key decides with it' \
	fails_with 77 "$DEBRIEF" reject 2 --by 'Ana Lima'
check 'and is told how' contains 'add --sign' "$WORK/.out"
check 'an unsigned decision of a name without one is allowed' \
	"$DEBRIEF" reject 2 --by 'Bo Berg'
check 'and counted' says '1 of 2 decisions are signed' "$DEBRIEF" audit
anchor=$("$DEBRIEF" audit --quiet)

cp debrief.db signed.db
attack() { # TEXT SQL
	cp signed.db debrief.db
	sqlite3 debrief.db "$2" && fails_with 1 "$DEBRIEF" audit &&
		contains "$1" "$WORK/.out"
}
check 'a signature changed is found' attack 'does not fit it' \
	"UPDATE signature SET signature = replace(signature, '1', '2')
	  WHERE sequence = (SELECT max(sequence) FROM signature)"
check 'a signature taken away is found' attack 'lost its signature' \
	"DELETE FROM signature WHERE sequence = (SELECT sequence FROM audit
	  WHERE event = 'approve')"
check 'two signatures swapped are found' attack 'does not fit it' \
	"CREATE TEMP TABLE s AS SELECT * FROM signature;
	 UPDATE signature SET signature = (SELECT s.signature FROM s
	  WHERE s.sequence <> signature.sequence)"
check 'a signature for another name is found' attack \
	'its name does not have' \
	"INSERT INTO signature SELECT (SELECT sequence FROM audit
	  WHERE event = 'reject'), public_key, signature FROM signature LIMIT 1"
check 'a key put in is found' attack 'the keys on record disagree' \
	"INSERT INTO signer SELECT replace(public_key, 'a', 'b') || 'x', 'Bo',
	  1, 1 FROM signer"
check 'a key given to another name is found' attack \
	'the keys on record disagree' "UPDATE signer SET name = 'Bo Berg'"

# Every verdict, not only a yes: 2 was rejected without a signature.
all_verdicts() { # each of them on a copy with open proposals
	rm -f debrief.db*
	load_demo &&
		"$DEBRIEF" defer -q 1 --by 'Ana Lima' --sign ana.key &&
		"$DEBRIEF" approve -q 1 --by 'Ana Lima' --sign ana.key &&
		"$DEBRIEF" reject -q 2 --by 'Bo Berg' --sign bo.key &&
		"$DEBRIEF" revert -q 1 --by 'Bo Berg' --sign bo.key &&
		says '4 of 4 decisions are signed' "$DEBRIEF" audit
}
check 'a deferral, a rejection and a revert are signed too' all_verdicts
cp debrief.db signed.db
for verdict in defer reject revert; do
	check "a $verdict whose signature is lost is found" \
		attack 'lost its signature' "DELETE FROM signature
		  WHERE sequence = (SELECT sequence FROM audit
		  WHERE event = '$verdict')"
	check "a $verdict signed with other words is found" \
		attack 'was changed after it was written' "UPDATE audit
		  SET body = replace(body, '\"why\":\"\"', '\"why\":\"yes\"')
		  WHERE event = '$verdict'"
done
cp signed.db debrief.db
forgets_the_signer() {
	"$DEBRIEF" forget -q 'Bo Berg' --by 'Ana Lima' &&
		says '4 of 4 decisions are signed' "$DEBRIEF" audit &&
		query "SELECT COUNT(*) FROM signer WHERE name LIKE 'person-%'" 1
}
check 'a signer who is forgotten leaves signatures that verify' \
	forgets_the_signer
cp debrief.db signed.db
check 'what the event says then is vouched for by the forgetting' \
	attack 'was changed after it was written' "UPDATE audit
	  SET body = replace(body, '\"why\":\"\"', '\"why\":\"yes\"')
	  WHERE event = 'reject'"
check 'and its signature is still looked at' attack 'does not fit it' \
	"UPDATE signature SET signature = replace(signature, '1', '2')
	  WHERE sequence = (SELECT sequence FROM audit WHERE event = 'reject')"
cp signed.db debrief.db
publishes() { # [OPTION]
	"$DEBRIEF" publish -q "copy$1.db" $1 &&
		says '4 of 4 decisions are signed' \
			"$DEBRIEF" audit --db "copy$1.db"
}
check 'a published copy keeps them' publishes
check 'so does one with other names' publishes --pseudonymise
cp signed.db debrief.db
anchor=$("$DEBRIEF" audit --quiet)
check 'untouched it still passes' "$DEBRIEF" audit --anchor "$anchor"
finish
