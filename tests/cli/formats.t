#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Format files: a new product is one file; mistakes in it are shown in place.
. "$SRCDIR/tests/cli/lib.sh"

"$DEBRIEF" init >/dev/null 2>&1
mkdir -p debrief.d/formats
desk=debrief.d/formats/our-desk.yaml
cat >good.yaml <<'EOF'
format: our-desk
title: Our help desk
reader: csv
into: ticket
source: desk
detect:
  header: [Ticket no, Raised on]
times: "%d.%m.%Y %H:%M"
fields:
  key: Ticket no
  opened: {from: Raised on, required: yes}
  severity:
    from: Urgency
    map: {very urgent: 1, urgent: 2}
    else: reject
skip-when:
  Queue: '^spam$'
samples:
  - zone: Europe/Berlin
    text: |
      Ticket no,Raised on,Urgency
      D-1,13.04.2026 10:00,Urgent
      D-2,13.04.2026 10:00,later
    gives:
      - {key: D-1, opened: "2026-04-13T08:00:00Z", severity: "2"}
      - {reject: Urgency}
EOF
cp good.yaml "$desk"
check 'a format of the workspace is listed as yours' \
	says 'Our help desk (yours)' "$DEBRIEF" formats
check 'and checked by its name' \
	says '2 records as expected' "$DEBRIEF" formats check our-desk
printf 'Ticket no;Raised on;Urgency;Queue\nD-1;13.04.2026 10:00;urgent;a\nD-2;14.04.2026 10:00;;spam\n' >desk.csv
check 'and found by the header of a file' \
	says '2 read = 1 inserted + 1 skipped' \
	"$DEBRIEF" import --zone UTC desk.csv

# broken SED-SCRIPT MESSAGE: the mistake is found, and said where.
broken() {
	sed "$1" good.yaml >"$desk"
	fails_with "${3:-78}" "$DEBRIEF" formats check "$desk" || return 1
	contains "$2" .out
}
check 'an unknown key is shown with its place' \
	broken 's/^title/tilte/' "$desk:2:8"
check 'and the nearest key' contains 'write "title"' .out
check 'an unknown field too' broken 's/^  opened/  openned/' 'openned'
check 'with the nearest field' contains 'write "opened"' .out
check 'a flag is yes or no' broken 's/required: yes/required: 1/' \
	'expected yes or no'
check 'a pattern that does not compile is refused' \
	broken 's/^  Queue: .*/  Queue: "("/' 'missing closing parenthesis'
check 'a target nobody knows is refused' \
	broken 's/into: ticket/into: tiket/' 'into:'
check 'with the nearest one' contains 'into: ticket' .out
check 'YAML anchors are refused' broken 's/^source: desk/source: \&a desk\
kind: *a/' 'anchors'
check 'a key written twice is refused' \
	broken 's/^source: desk/source: desk\
source: desk/' 'twice'
check 'a format without a sample does not pass' \
	broken '/^samples:/,$d' 'at least one sample'
check 'a sample that gives something else is a failed check' \
	broken 's/severity: "2"/severity: "3"/' 'expected "3", found "2"' 1
check 'the format must have the name of its file' \
	broken 's/^format: our-desk/format: your-desk/' 'of that name'

sed 's/our-desk/other-desk/' good.yaml >debrief.d/formats/other-desk.yaml
cp good.yaml "$desk"
check 'two formats that fit are an error naming both' \
	fails_with 65 "$DEBRIEF" import --zone UTC desk.csv
check 'with the way out' \
	contains '--as other-desk or --as our-desk' .out
check 'which works' says '2 read = 1 unchanged' \
	"$DEBRIEF" import --as our-desk --zone UTC desk.csv
rm debrief.d/formats/other-desk.yaml

printf 'Number,Date\nX-1,13.04.2026 10:00\n' >strange.csv
check 'a strange file is read with --as and --map' \
	says '1 read = 1 inserted' "$DEBRIEF" import --zone UTC \
	--as our-desk --map key=Number --map opened=Date strange.csv
printf 'Timestamp,How happy?\n5/14/2025 10:02:17,4\n5/14/2025 10:03:17,5\n' >form.csv
check 'a form without a known question says how to name one' \
	fails_with 65 "$DEBRIEF" import --zone UTC form.csv
check 'by --map' contains '--map nps=' .out
check 'which works too' says '2 read = 2 inserted' \
	"$DEBRIEF" import --zone UTC --map 'csat=How happy?' form.csv
check 'with the header as the question' \
	query "SELECT DISTINCT question, scale, scale_max FROM response" \
	'How happy?|csat|5'
cat >refused.csv <<'EOF'
id,_fivetran_synced,body,ticket_id
1,2020-03-05,hello,7
EOF
check 'an export known to hold nothing is refused with the reason' \
	fails_with 65 "$DEBRIEF" import refused.csv
check 'which is a sentence' \
	contains 'holds no tickets' .out
check 'and a way on' contains 'import the ticket or issue table' .out

# An export explained ----------------------------------------------------------
printf 'sep=;\r\nIssue keys;Created;Stage\r\nA-1;03.04.2026 10:00;x\r\n' >near.csv
check 'an export no format fits is explained' \
	fails_with 65 "$DEBRIEF" formats check near.csv
check 'with its delimiter' contains 'delimiter semicolon' .out
check 'where its header is' contains 'header    line 2, 3 columns' .out
check 'what comes near' contains '  near      jira' .out
check 'what that lacks and is nearest to it' \
	contains 'lacks key, as "Issue key"; nearest is "Issue keys"' .out
check 'and what to do next' contains '--map field=Header' .out
printf 'Ticket no;Raised on\nD-1;13.04.2026 10:00\n' >fits.csv
check 'one that only needs a zone says so' \
	fails_with 65 "$DEBRIEF" formats check fits.csv
check 'in its place' contains 'zone      needed' .out
check 'after the fields it gives' \
	contains 'field     opened from "Raised on"' .out
check 'with the zone it can be imported' \
	says 'next      debrief import it' \
	"$DEBRIEF" formats check --zone UTC fits.csv
head='number,incident_state,sys_mod_count,opened_at,sys_updated_at'
printf '%s\nI-1,New,0,3/4/2026 10:00,3/4/2026 10:00\nI-2,New,0,4/5/2026 10:00,13/4/2026 10:00\n' \
	$head >order.csv
check 'a column whose order no row decides is named' \
	fails_with 65 "$DEBRIEF" formats check --zone UTC order.csv
check 'as that' contains '"opened_at": no row tells day from month' .out
check 'and so is the row that decides another' \
	contains '"sys_updated_at" is day-month-year, as line 3 shows' .out
check 'nothing was imported by it' \
	query "SELECT COUNT(*) FROM batch WHERE file_name = 'fits.csv'" 0

# Two formats of one's own that cannot be told apart.
sed 's/^format: .*/format: twin/' debrief.d/formats/our-desk.yaml \
	>debrief.d/formats/twin.yaml
check 'samples that fit two formats fail the check of all' \
	fails_with 1 "$DEBRIEF" formats check
check 'with the names of both' contains 'our-desk, twin' .out
rm debrief.d/formats/twin.yaml

finish
