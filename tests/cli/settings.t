#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Settings: listed with their defaults, checked, audited; tickets follow.
. "$SRCDIR/tests/cli/lib.sh"

"$DEBRIEF" init 2>/dev/null
cat >migrations.csv <<'EOF2'
migration,title,customer,kickoff,state,go_live
ORB-1,First,Alder,2026-01-05T08:00:00Z,live,2026-03-01T10:00:00Z
ORB-2,Second,Birch,2026-01-05T08:00:00Z,live,2026-03-01T10:00:00Z
EOF2
printf 'module,title,position\nmapping,Mapping,1\nload,Load,2\n' >modules.csv
cat >tickets.csv <<'EOF2'
Summary,Issue key,Status,Created,Labels,Labels,Component/s,Custom field (Customer)
By window,AB-1,Open,05/Mar/26 2:00 PM,,,Mapping,Alder
By label,AB-2,Open,05/Mar/26 2:00 PM,migration-ORB-1,later,Backend,Birch
By pattern,AB-3,Open,05/Mar/26 2:00 PM,x,cut/orb-2/load,cut/orb-2/load,
Late,AB-4,Open,05/May/26 2:00 PM,,,,Alder
About ORB-1,AB-5,Open,05/May/26 2:00 PM,cut/orb-9/load,,,
EOF2
"$DEBRIEF" import migrations.csv modules.csv >/dev/null
"$DEBRIEF" import --zone UTC tickets.csv >/dev/null

# attributed EXPECTED: ticket, migration, rule, window, module
attributed() {
	query "SELECT group_concat(line, ' ') FROM (SELECT t.ext_key ||
		char(58) || m.key || char(58) || a.rule || char(58) ||
		ifnull(a.window_days, '') || char(58) || ifnull(x.key, '')
		AS line FROM attribution a JOIN ticket t ON t.id = a.ticket_id
		JOIN migration m ON m.id = a.migration_id
		LEFT JOIN module x ON x.id = a.module_id ORDER BY t.ext_key)" \
		"$1"
}
set_to() {
	"$DEBRIEF" settings --by Ana "$@"
}

check 'without settings labels and the window of 90 days count' attributed \
	'AB-1:ORB-1:window:90:mapping AB-2:ORB-1:label:: AB-4:ORB-1:window:90:'
check 'settings are listed with their defaults' says \
	'attribution_window_days,90,90,' "$DEBRIEF" settings --format csv
check 'a change needs a name' fails_with 64 \
	"$DEBRIEF" settings attribution_window_days=30
check 'and counts the tickets again' says '2 tickets belong to a migration now, 3 to none' \
	set_to attribution_window_days=30 --why 'short hypercare'
check 'at once, with the window' attributed \
	'AB-1:ORB-1:window:30:mapping AB-2:ORB-1:label::'
check 'a pattern finds what labels and components name' set_to \
	'migration_pattern=^cut/([^/]+)/' 'module_pattern=^cut/[^/]+/(.+)$'
check 'of migrations and modules there are, under its own rule' attributed \
	'AB-1:ORB-1:window:30:mapping AB-2:ORB-1:label:: AB-3:ORB-2:pattern::load'
check 'it looks where it is told to' set_to \
	'migration_pattern=ORB-\d+' 'migration_pattern_columns=title'
check 'and nowhere else' attributed \
	'AB-1:ORB-1:window:30:mapping AB-2:ORB-1:label:: AB-5:ORB-1:pattern::load'
check 'the next import keeps to it' sh -c \
	'sed "s/By window/Of ORB-2/; s/AB-1/AB-6/" tickets.csv >more.csv &&
	"$DEBRIEF" import --zone UTC more.csv'
check 'for its own tickets' query "SELECT m.key FROM attribution a
	JOIN ticket t ON t.id = a.ticket_id
	JOIN migration m ON m.id = a.migration_id
	WHERE t.ext_key = 'AB-6'" ORB-2
check 'undo takes them back' "$DEBRIEF" undo 4 --with-later --by Ana
check 'an empty value is the default again' set_to migration_pattern= \
	module_pattern= attribution_window_days= migration_pattern_columns=
check 'with what it gives' attributed \
	'AB-1:ORB-1:window:90:mapping AB-2:ORB-1:label:: AB-4:ORB-1:window:90:'
sed -i 's/migration-ORB-1,later/migration-ORB-7,later/' tickets.csv
"$DEBRIEF" import --zone UTC tickets.csv >/dev/null
check 'a label of a migration there is not leaves the window to decide' \
	attributed \
	'AB-1:ORB-1:window:90:mapping AB-2:ORB-2:window:90: AB-4:ORB-1:window:90:'

# What cannot be ---------------------------------------------------------------
refused() {
	wanted=$1
	shift
	dump_of debrief.db >.dump1
	fails_with "$wanted" set_to "$@" || return 1
	dump_of debrief.db >.dump2
	cmp .dump1 .dump2
}
check 'a misspelt name is suggested' refused 64 attribution_windowdays=3
check 'by its own' contains 'did you mean "attribution_window_days"?' .out
check 'a window that is no number of days is refused' \
	refused 64 attribution_window_days=soon
check 'so is one of no days' refused 64 attribution_window_days=0
check 'so is a pattern that is none' refused 78 'module_pattern=('
check 'with its place' contains 'at character 2' .out
sed -i "s/^Late/$(printf '%060d' 0 | tr 0 a)b/" tickets.csv
"$DEBRIEF" import --zone UTC tickets.csv >/dev/null
check 'one that takes too long on a ticket, too' refused 65 \
	'migration_pattern=((a+)+)+$' migration_pattern_columns=title
check 'and says so' contains 'migration_pattern would take too long' .out
check 'a time that is none' refused 64 reorganised_at=yesterday
check 'a word that sets nothing' refused 64 attribution_window_days
check 'one bad change of two leaves both' refused 64 \
	attribution_window_days=7 migration_patern=x

# The log ------------------------------------------------------------------------
check 'every change is in the log, with what was before' says \
	'"before":"90"' sh -c '"$DEBRIEF" settings attribution_window_days=90 --by Ana
	"$DEBRIEF" settings attribution_window_days=60 --by Ana --why hm
	"$DEBRIEF" audit --log --format csv | tr -d \\\\ | sed s/\"\"/\"/g'
check 'which holds' says 'the chain holds' "$DEBRIEF" audit
cp debrief.db kept.db
sqlite3 debrief.db "UPDATE setting SET value = '900'
	WHERE key = 'attribution_window_days'"
check 'a setting changed behind its back is found' \
	fails_with 1 "$DEBRIEF" audit
check 'by the event that does not agree' \
	contains 'the setting it tells of disagree' .out
finish
