#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The order of rows says nothing: shuffled, or in two files, all is the same.
. "$SRCDIR/tests/cli/lib.sh"

# shuffled SEED FILE: its header, then its records by the hash of a count.
shuffled() {
	head -n 1 "$2"
	awk -v x="$1" 'NR > 1 { x = (x * 69069 + 1) % 4294967296
		print x "\t" $0 }' "$2" | sort -n | cut -f2-
}
ticket_rows() {
	echo 'source,key,title,type,status,severity,opened,resolved,team,assignee,customer,migration'
	awk 'BEGIN { for (i = 1; i <= 60; i++) {
		day = sprintf("2026-03-%02dT", i % 28 + 1)
		state = i % 4 ? "Resolved" : "Open"
		end = i % 4 ? day "1" i % 7 ":30:00Z" : ""
		printf "desk,T-%d,Title %d,incident,%s,%d,", i, i, state, i % 4 + 1
		printf "%s0%d:00:00Z,%s,Team %d,P%d,Orbit,ORB-1\n", day, i % 9, end, i % 3, i % 5
	} }'
}
survey_rows() {
	echo 'response,survey,migration,question,scale,score,respondent,submitted'
	awk 'BEGIN { for (i = 1; i <= 60; i++) {
		s = i % 2 ? "nps" : "csat"
		printf "R-%d,pulse,ORB-1,%s?,%s,%d,", i, s, s, i * 7 % 5 + 1
		printf "p%d,2026-04-%02dT08:0%d:00Z\n", i % 40, i % 28 + 1, i % 10
	} }'
}
# Two events of one time are told apart by their own sequence.
event_rows() {
	echo 'number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,opened_at,sys_updated_at,assignment_group,assigned_to,priority,resolved_at,closed_at'
	awk 'BEGIN { split("New,Active,Resolved,Closed", state, ",")
	for (i = 1; i <= 20; i++) for (k = 0; k < 4; k++) {
		day = i % 9 + 14 "/2/2016 0"
		from = k > 1 ? day "4:16" : "?"
		to = k > 2 ? day "5:16" : "?"
		printf "INC%d,%s,%s,%d,0,%d,true,", i, state[k + 1], k < 3 ? "true" : "false", k, k
		printf "29/1/2016 01:%02d,%s%d:16,", i, day, k < 2 ? 1 : k
		printf "Group %d,R%d,3 - Moderate,%s,%s\n", i % 3 + (k > 0), i % 4, from, to
	} }'
}
ticket_rows >ticket.csv
survey_rows >survey.csv
event_rows >event.csv
printf 'migration,title,customer,kickoff,planned_go_live,go_live\n%s\n' \
	'ORB-1,Orbit,Orbit,2026-01-01,2026-02-28,2026-02-28' >migrations.csv

headlines=$(sed -n 's/^-- metric: //p' \
	$(grep -l '^-- headline:' "$DEBRIEF_SHARE"/metrics/*.sql))

# metrics_of FILE...: what a new workspace says of them.
metrics_of() {
	rm -f debrief.db*
	"$DEBRIEF" init -q && for file in migrations.csv "$@"; do
		"$DEBRIEF" import -q --zone UTC "$file" || return
	done
	for metric in $headlines time-to-restore reassignments; do
		"$DEBRIEF" metric --format csv "$metric" || return
	done
}
content() {
	sqlite3 debrief.db 'SELECT format, content_hash FROM batch
		WHERE id = 2 AND read_count >= 60 AND inserted_count >= 20'
}
permuted() {
	metrics_of "$1.csv" >whole && content >hash && test -s hash || return
	mkdir -p mixed
	for seed in 1 2 3; do
		shuffled $seed "$1.csv" >"mixed/$1.csv"
		! cmp -s "$1.csv" "mixed/$1.csv" &&
		metrics_of "mixed/$1.csv" >again && diff whole again &&
		content | diff hash - || return
	done
}
# Odd and even rows are two files: an event log's tickets are in both.
split_in_two() {
	metrics_of "$1.csv" >whole && content >hash && test -s hash || return
	mkdir -p odd even
	awk 'NR == 1 || NR % 2' "$1.csv" >"odd/$1.csv"
	awk 'NR == 1 || NR % 2 == 0' "$1.csv" >"even/$1.csv"
	metrics_of "odd/$1.csv" "even/$1.csv" >again && diff whole again &&
	metrics_of "even/$1.csv" "odd/$1.csv" >again && diff whole again
}
for kind in ticket survey event; do
	check "$kind rows in another order give the same metrics and hash" \
		permuted $kind
	check "$kind rows in two files, in either order, the same metrics" \
		split_in_two $kind
done
finish
