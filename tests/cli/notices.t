#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# notices.t -- who should hear what now, said so that nothing else is said.
. "$SRCDIR/tests/cli/lib.sh"

DATA=$SRCDIR/share/demo/data
export DATA
PATH=${DEBRIEF%/*}:$PATH
debrief init 2>/dev/null
debrief import --zone Europe/Berlin "$DATA"/runbook/*.csv >/dev/null 2>&1
debrief import "$DATA"/cutover/plan.csv >/dev/null 2>&1
DEBRIEF_NOW=2026-05-01T00:00:00Z debrief action add ORB-09 -q --by A \
	--title 'Überall nachsehen' --kind detect --team 'Data Quality' \
	--due 2026-06-01 >/dev/null

at() { # TIME [option...]
	time=$1
	shift
	debrief notices --as-of "$time" "$@"
}
check 'a follow-up is overdue after its day' says \
	'eine Maßnahme war am 2026-06-01 02:00 fällig (1: Überall nachsehen)' \
	at 2026-06-02
check 'and due before it' says 'eine Maßnahme ist am 2026-06-01' at 2026-05-30
not_yet() {
	at 2026-05-20 >out && lacks Überall out && at 2026-04-20 >out &&
		lacks Überall out
}
check 'and nothing a week earlier, nor before it was written' not_yet
closed() {
	cp debrief.db kept.db
	DEBRIEF_NOW=2026-06-10T00:00:00Z debrief action close 1 --by A -q
	at 2026-06-11 >out
	lacks Überall out && at 2026-06-05 >out && contains Überall out
	status=$?
	mv kept.db debrief.db
	return $status
}
check 'nor after it was closed' closed
check 'a module that ended is told in its week' says 'abgeschlossen' \
	at 2026-04-20
check 'a debrief is due after a go-live' sh -c \
	'debrief notices --as-of 2026-02-20 | grep -q Nachbesprechung'
in_language() { # LANG TEXT
	cp debrief.db other.db
	sqlite3 other.db "UPDATE contact_point SET language = '$1'"
	debrief notices --db other.db --as-of 2026-06-02 >out &&
		contains "$2" out
}
check 'in English' in_language en-GB 'a follow-up was due on'
check 'in French' in_language fr 'une action était due le'
check 'in Spanish' in_language es 'una acción vencía el'
check 'in Polish' in_language pl 'termin działania minął'
check 'in English where there are no words' in_language xx 'was due on'
check 'and where the language is none' in_language '../en' 'was due on'
crossed() { # LIMIT LANG TEXT
	cp debrief.db other.db
	sqlite3 other.db "UPDATE contact_point SET language = '$2';
		DELETE FROM target; INSERT INTO target (metric, comparison,
		value) VALUES ('phase-time', '<=', $1)"
	debrief notices --db other.db --as-of 2026-06-02 >out &&
		contains "$3" out
}
check 'a limit that is surely crossed is told' crossed 1 en \
	'the promised limit is crossed'
check 'in German too' crossed 1 de 'Grenzwert ist überschritten'
check 'and in French' crossed 1 fr 'la limite convenue est franchie'
check 'and in Spanish' crossed 1 es 'se superó el límite acordado'
check 'and in Polish' crossed 1 pl 'przekroczono uzgodniony próg'
not_proven() {
	crossed 14 en Hello && lacks 'limit is crossed' out
}
check 'a limit within the interval is not' not_proven
sla_crossed() { # LIMIT: S2 pages of May are answered after an hour
	cp debrief.db other.db
	sqlite3 other.db "UPDATE contact_point SET language = 'en';
		DELETE FROM target; DELETE FROM sla;
		INSERT INTO sla (severity, measure, minutes)
		VALUES (2, 'acknowledge', $1);
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
		WHERE i < 40) INSERT INTO ticket (source, ext_key, severity,
		opened_at, acknowledged_at, batch_id, line) SELECT 'jira',
		'S-' || i, 2, 1777593600000000 + i * 3600000000,
		1777593600000000 + i * 3600000000 + 3600000000, 1, i FROM n"
	debrief notices --db other.db --as-of 2026-06-02 >out
}
told_sla() {
	sla_crossed 15 && contains 'min: the promised limit is crossed (S2)' out &&
		contains 'Time to acknowledge: 1.0' out
}
check 'a promised time of answer that is surely broken is told' told_sla
kept_sla() {
	sla_crossed 120 && lacks 'limit is crossed' out
}
check 'one that is kept is not' kept_sla
in_zone() {
	cp debrief.db other.db
	sqlite3 other.db "UPDATE contact_point SET zone = 'Asia/Tokyo'"
	debrief notices --db other.db --as-of 2026-06-02 >out &&
		contains '2026-06-01 09:00' out &&
		sqlite3 other.db "UPDATE contact_point SET zone = '../x'" &&
		debrief notices --db other.db --as-of 2026-06-02 >out &&
		contains 'UTC' out
}
check 'by the clock of the contact' in_zone
one_each() {
	at 2026-06-02 --format jsonl >out.jsonl && sqlite3 :memory: "
	CREATE TABLE l (j); " && lines=$(wc -l <out.jsonl) &&
		[ "$lines" -gt 0 ] &&
		[ "$(sed 's/.*"contact":"\([^"]*\)".*/\1/' out.jsonl |
			sort -u | wc -l)" -eq "$lines" ]
}
check 'one message a contact, one line of JSON each' one_each

check 'mail needs a sender' fails_with 64 at 2026-06-02 --format mail
check 'that is an address' fails_with 64 at 2026-06-02 --format mail \
	--from 'a b@example.org'
mail() {
	who=$(sqlite3 debrief.db "SELECT c.key FROM contact c JOIN team t
		ON t.id = c.team_id WHERE t.key = 'Data Quality'
		ORDER BY c.id LIMIT 1")
	at 2026-06-02 --format mail --from d@example.org --contact "$who" >m
}
well_formed() {
	mail && head -1 m | grep -qx 'From: <d@example.org>' &&
		grep -qx 'Date: Thu, 01 Oct 2026 00:00:00 +0000' m &&
		grep -q '^Message-ID: <[0-9a-f]*@example.org>$' m &&
		! LC_ALL=C grep -q '[^ -~]' m &&
		[ "$(awk '{ if (length($0) > 76) n++ } END { print n + 0 }' m)" = 0 ] &&
		contains '=9C' m
}
check 'mail is ASCII, in short lines, with encoded words' well_formed
folded() {
	sqlite3 debrief.db "UPDATE contact SET name = 'Zoë ' ||
		'Żółć-Ångström von der Überlangen-Namensgebung zu Köln'"
	mail && sed '/^$/q' m >head && [ "$(grep -c '^ =?UTF-8?B?' head)" -ge 1 ] &&
		grep -q '^To: =?UTF-8?B?' head &&
		grep -q '^ <[^<>@]*@[^<>@]*>$' head &&
		! grep -v '^[A-Z][A-Za-z-]*: \|^ [=<]\|^$' head
}
check 'a long name beyond ASCII is folded into encoded words' folded
again() {
	mail && cp m n && mail && cmp m n
}
check 'and the same again by the same clock' again
injected() {
	sqlite3 debrief.db "UPDATE contact SET name = 'Eve' || char(13, 10) ||
		'Bcc: all@example.org' || char(10, 10) || 'x' ||
		char(0x202e);
		UPDATE action_version SET title = 'From me' || char(10) ||
		'.' || char(13, 10) || 'Subject: x'"
	mail && cat m && [ "$(sed '/^$/q' m | grep -ci '^bcc:')" -eq 0 ] &&
		[ "$(grep -c '^Subject:' m)" -eq 1 ] &&
		! grep -q '^From [^d]' m && ! grep -qx '\.' m
}
check 'no name begins a header, no text ends the message' injected
bad_address() {
	sqlite3 debrief.db "UPDATE contact_point
		SET address = 'eve@example.org' || char(10) || 'Bcc: b@c.d'"
	mail 2>said && [ ! -s m ] && contains 'no mail address' said
}
check 'an address that is none gets no mail' bad_address
check 'looking changes nothing' unchanged_by debrief notices \
	--as-of 2026-06-02
finish
