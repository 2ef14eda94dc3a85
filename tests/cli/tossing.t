#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Where tickets went that were passed on: the goal-oriented graph of Jeong,
# Kim & Zimmermann 2009, on the paths of METRICS 6.2, twenty of each.
. "$SRCDIR/tests/cli/lib.sh"

# A letter is a team that held the ticket, the last one resolved it.
{
	echo 'source,key,title,type,status,severity,opened,resolved,team,resolver_team,first_team'
	for path in ABCD AEDC ABED CEADF BEDF; do
		for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
			first=${path%"${path#?}"} last=${path#"${path%?}"}
			echo "desk,$path-$i,$path,incident,resolved,2,2026-01-01T10:00Z,2026-01-02T10:00Z,$last,$last,$first"
		done
	done
	# Too few to say: four from F, and one of 81 from A.
	for i in 1 2 3 4; do
		echo "desk,FA-$i,FA,incident,resolved,2,2026-01-01T10:00Z,2026-01-02T10:00Z,A,A,F"
	done
	echo 'desk,AE-1,AE,incident,resolved,2,2026-01-01T10:00Z,2026-01-02T10:00Z,E,E,A'
} >tickets.csv
loads() {
	"$DEBRIEF" init -q && "$DEBRIEF" import tickets.csv &&
		query 'SELECT COUNT(*) FROM ticket' 105 &&
		sqlite3 debrief.db "
			WITH RECURSIVE place(i) AS (SELECT 1 UNION ALL
				SELECT i + 1 FROM place WHERE i < 5)
			INSERT INTO ticket_event (ticket_id, sequence,
				happened_at, team_id, batch_id, line)
			SELECT t.id, i, t.opened_at + i, tm.id, t.batch_id, 1
			  FROM ticket t, place
			  JOIN team tm ON tm.key = SUBSTR(t.title, i, 1)"
}
check 'a hundred tickets and who held them' loads
graph() {
	{
		printf '.load %s\n.param init\n' "$BUILDDIR/debrief_sql"
		echo '.param set :as_of 4102444800000000'
		echo 'CREATE TEMP TABLE graph AS'
		cat "$SRCDIR/share/reports/ownership/tossing.sql"
		echo ';'
		echo "SELECT from_team || to_team || ' ' || n || '/' || passed
			FROM graph ORDER BY 1;"
	} | sqlite3 -bail debrief.db >got || return 1
	cat >wanted <<'END'
AC 20/81
AD 40/81
AF 20/81
BD 40/60
BF 20/60
CD 20/40
CF 20/40
DC 20/60
DF 40/60
EC 20/80
ED 20/80
EF 40/80
END
	diff wanted got
}
check 'every earlier holder points at the resolver' graph
in_report() {
	"$DEBRIEF" report ownership -o out.md >/dev/null 2>&1
	contains '| A | D | 40 | 81 |' out.md
}
check 'the ownership report has it' in_report
finish
