#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One cell of every column of every table changed behind debrief's back: fsck
# finds each.  What SQLite checks by itself, pages and references, is the
# control: it must miss some.
. "$SRCDIR/tests/faults/lib.sh"

load_demo >why 2>&1 || give_up "$(cat why)"
data=$SRCDIR/share/demo/data
make_tickets bad.csv T 3
echo 'desk,T-4,Title,Open,2,no time,,Load' >>bad.csv
{ "$DEBRIEF" import --zone Europe/Berlin "$data"/survey/*.csv &&
	"$DEBRIEF" import bad.csv && "$DEBRIEF" names rules add team \
		Load 'Load Operations' --by Ana; } >/dev/null 2>&1
{ "$DEBRIEF" approve 1 --by Ana && "$DEBRIEF" refresh &&
	"$DEBRIEF" note add ORB-09 lesson --by Ana --text Rehearse &&
	"$DEBRIEF" action add --title Rehearse --kind prevent --by Ana &&
	"$DEBRIEF" publish whole.db; } >why 2>&1 || give_up "$(cat why)"
chmod u+w whole.db
sqlite3 whole.db "SELECT s.name, c.name FROM sqlite_schema s,
	pragma_table_info(s.name) c WHERE s.type = 'table'
	AND s.name NOT GLOB 'sqlite_*' ORDER BY 1, 2" >columns
total=$(wc -l <columns)

# change TABLE COLUMN: in some row, to something of the same type.
change() {
	sqlite3 debrief.db "PRAGMA foreign_keys = OFF;
		PRAGMA ignore_check_constraints = ON;
		UPDATE \"$1\" SET \"$2\" = CASE typeof(\"$2\")
		 WHEN 'integer' THEN \"$2\" + 1000003
		 WHEN 'real' THEN \"$2\" + 0.5
		 WHEN 'text' THEN \"$2\" || 'x'
		 WHEN 'blob' THEN x'0102'
		 ELSE (SELECT CASE type WHEN 'TEXT' THEN 'x' WHEN 'BLOB'
		  THEN x'00' ELSE 7 END FROM pragma_table_info('$1')
		  WHERE name = '$2') END
		WHERE ($3) IN (SELECT $3 FROM \"$1\" LIMIT 1);
		SELECT changes()" 2>why
}
key_of() { # TABLE
	sqlite3 whole.db "SELECT ifnull(group_concat('\"' || name || '\"'),
		'rowid') FROM pragma_table_info('$1') WHERE pk > 0"
}

# campaign COUNT: of the columns whose table has a row.
campaign() {
	ran=0 bad=0 empty=0
	: >bad
	if [ "$1" -ge "$total" ]; then
		cat columns
	else
		random_below "$1" "$total" | while read -r n; do
			sed -n "$((n + 1))p" columns
		done
	fi >chosen
	while IFS='|' read -r table column; do
		rm -f debrief.db
		cp whole.db debrief.db
		changed=$(change "$table" "$column" "$(key_of "$table")")
		case $changed in
		1) ran=$((ran + 1)) ;;
		*) empty=$((empty + 1)); continue ;;
		esac
		is_sound >out 2>&1 || continue
		bad=$((bad + 1))
		echo "$table.$column" >>bad
	done <chosen
}

is_sound() { "$DEBRIEF" fsck; }
cp whole.db debrief.db
check 'nothing changed, nothing found' is_sound
campaign "$(pick_count 10 10000)"
echo "# $total columns, $ran changed, $empty in tables without a row"
check 'a changed cell of any column is found' none_bad "$ran" "$bad"
runs=$ran lost=$bad

is_sound() {
	[ -z "$(sqlite3 debrief.db 'PRAGMA integrity_check;
		PRAGMA foreign_key_check' | grep -vx ok)" ]
}
campaign 8
check 'a check of pages and references is caught' [ "$bad" -gt 0 ]
figure 'a cell changed in every column' "$runs" "$lost" "$bad of $ran caught"
finish
