#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Metric files that mean harm: refused, and not a byte of the workspace moves.
. "$SRCDIR/tests/cli/lib.sh"
"$DEBRIEF" init -q
echo "INSERT INTO team(key) VALUES ('a'), ('b');
	INSERT INTO customer(id, key) VALUES (1, 'acme');
	INSERT INTO migration(key, title, customer_id, kickoff_at)
		VALUES ('M1', 'm', 1, 1767225600000000);
	PRAGMA wal_checkpoint(TRUNCATE);" | sqlite3 debrief.db >/dev/null
mkdir -p debrief.d/metrics
cp debrief.db before.db

head_of() { # NAME
	printf '%s\n' "-- metric: $1" '-- title: H' '-- kind: proportion' \
		'-- better: higher' '-- reads: team, migration' '--' \
		'-- (1) Harm.'
}
written=0
while IFS= read -r sql; do
	written=$((written + 1))
	{
		head_of "h$written"
		printf '%s\n' "$sql"
	} >"debrief.d/metrics/h$written.sql"
done <"$SRCDIR/tests/cli/metric_hostile.txt"
# Headers that mean harm.
next() {
	written=$((written + 1))
	file=debrief.d/metrics/h$written.sql
}
next && : >"$file"
next && head -c 2000000 /dev/zero >"$file"
next && head -c 70000 /dev/zero | tr '\0' '(' >"$file"
next && printf -- '-- metric: ../../x\n' >"$file"
next && printf -- '-- \033]0;x\007: y\n' >"$file"
next && { head_of "h$written"; printf 'SELECT 1 AS hits,\0 1 AS trials'; } \
	>"$file"
next && { head_of "h$written"; printf 'SELECT '; head -c 60000 /dev/zero |
	tr '\0' '('; } >"$file"

check 'there are at least sixty of them' [ "$written" -ge 60 ]

refused() {
	n=0
	while [ $n -lt "$written" ]; do
		n=$((n + 1))
		status=0
		"$DEBRIEF" metric "h$n" >out 2>&1 || status=$?
		case $status in
		64 | 65 | 78) ;;
		*)
			echo "h$n: status $status"
			cat "debrief.d/metrics/h$n.sql" out
			return 1
			;;
		esac
		LC_ALL=C grep -q "$(printf '\033')" out && return 1
	done
	return 0
}
check 'each is refused with a reason, none ends the program' refused
check 'not a byte of the workspace has moved' cmp before.db debrief.db
nothing_beside() {
	[ ! -e copy.db ] && [ ! -e other.db ] && [ ! -e x ] &&
		[ ! -s debrief.db-wal ]
}
check 'and nothing was written beside it' nothing_beside
check 'the other metrics answer as before' says 'n/a' \
	"$DEBRIEF" metric time-to-migrate
finish
