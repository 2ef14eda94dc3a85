#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What an earlier schema held is there after the upgrade.
. "$SRCDIR/tests/cli/lib.sh"
export DEBRIEF_DB=debrief.db

# of_schema N: a workspace as the debrief of that schema made it.
of_schema() {
	rm -f debrief.db*
	for file in "$SRCDIR"/share/schema/000*.sql; do
		number=${file##*/000}
		[ "${number%%-*}" -gt "$1" ] || cat "$file"
	done | sqlite3 debrief.db
	sqlite3 debrief.db "PRAGMA application_id = 0x64627266;
		PRAGMA user_version = $1; PRAGMA journal_mode = WAL"
}
old_cells="INSERT INTO ticket_value VALUES (1, 'A', 1, 'x'),
	(1, 'A', 3, 'y'), (1, 'a \"b\"', 1, '<'), (2, 'A', 2, 'z')"
upgraded_cells() {
	of_schema 3
	sqlite3 debrief.db "PRAGMA foreign_keys = OFF; $old_cells"
	printf 'team,name\n' >none.csv
	"$DEBRIEF" import --dry-run none.csv
	sqlite3 debrief.db 'SELECT * FROM ticket_value' >cells
	cat cells
	printf '1|A|1|x\n1|A|3|y\n1|a "b"|1|<\n2|A|2|z\n' | diff - cells
}
check 'cells of tickets keep their headers and their places' upgraded_cells
finish
