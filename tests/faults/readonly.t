#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A workspace that may only be read: writing says so and what to do about it,
# reading works and leaves nothing behind; a log that cannot be read is said.
. "$SRCDIR/tests/faults/lib.sh"

# Root may write anything, so somebody else has to try.
as_reader() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
	else
		"$@"
	fi
}
if [ "$(id -u)" -eq 0 ] && ! command -v setpriv >/dev/null; then
	skip 'read-only workspaces' 'root without setpriv(1)'
	finish
	exit
fi

load_demo >why 2>&1 || give_up "$(cat why)"
mkdir folder place out
mv debrief.db folder
cp folder/debrief.db place
"$DEBRIEF" --db folder/debrief.db publish folder/copy.db 2>why ||
	give_up "$(cat why)"
# Somebody was killed here: what was acknowledged last is in the log.
mkdir killed
sqlite3 killed/debrief.db ".restore folder/debrief.db" \
	'PRAGMA journal_mode = WAL' 'PRAGMA wal_autocheckpoint = 0' \
	"INSERT INTO setting VALUES ('a', 'b')" '.shell cp killed/debrief.db* .' \
	>/dev/null
rm killed/* && mv debrief.db* killed && rm killed/*-shm ||
	give_up 'no log to be left'
make_tickets t.csv T 5
cp "$DEBRIEF" program
cp -R "$DEBRIEF_SHARE" share
DEBRIEF_SHARE=$WORK/share
chmod -R a+rX .
chmod 444 folder/*.db place/debrief.db killed/*
chmod 555 folder killed
chmod 777 place out
# Not even a shared library of the build is asked for.
as_reader ./program --version >why 2>&1 || give_up "$(cat why)"

cat >writing <<'END'
import t.csv
approve 1 --by Ana
reject 2 --by Ana
defer 2 --by Ana
END
cat >reading <<'END'
status
rejects
metric slip
report postmortem ORB-09 --quiet -o out/report.html
propose --dry-run
review
owners
audit
fsck
sql 'SELECT COUNT(*) FROM ticket'
END

# judge LIST WORKSPACE STATUS: each command ends so and changes nothing.
judge() {
	cksum <"$2" >before
	ran=0 bad=0
	: >bad
	while IFS= read -r line; do
		ran=$((ran + 1))
		eval "as_reader $run --db $2 $line" >said 2>err </dev/null
		status=$?
		cksum <"$2" >after
		[ "$status" -eq "$3" ] && cmp before after &&
			{ [ "$3" -eq 0 ] || names_the_fix; } && continue
		bad=$((bad + 1))
		echo "$line: exit status $status: $(cat err)" >>bad
	done <"$1"
	total_ran=$((total_ran + ran)) total_bad=$((total_bad + bad))
}

names_the_fix() {
	grep -q 'writable' err && grep -q 'debrief publish' err ||
		grep -q 'init --from' err
}

total_ran=0 total_bad=0 run=./program
judge writing folder/debrief.db 77
check 'writing in a read-only folder is refused' none_bad "$ran" "$bad"
judge reading folder/debrief.db 0
check 'reading there works' none_bad "$ran" "$bad"
judge reading killed/debrief.db 77
check 'but not where the latest rows are in a log out of reach' \
	none_bad "$ran" "$bad"
judge writing place/debrief.db 77
check 'writing a read-only file is refused' none_bad "$ran" "$bad"
judge reading place/debrief.db 0
check 'reading a read-only file works' none_bad "$ran" "$bad"
judge writing folder/copy.db 77
check 'writing a read-only copy is refused' none_bad "$ran" "$bad"
judge reading folder/copy.db 0
check 'reading such a copy works, reports and all' none_bad "$ran" "$bad"
check 'and the report is there' [ -s out/report.html ]
check 'no reader leaves a file behind' sh -c \
	'ls folder place; [ "$(echo folder/* place/*)" = "folder/copy.db folder/debrief.db place/debrief.db" ]'
runs=$total_ran lost=$total_bad

# The control: somebody who may write after all.
chmod 777 folder
chmod 666 folder/*.db
judge writing folder/debrief.db 77
check 'a workspace that can be written is caught' [ "$bad" -eq "$ran" ]
figure 'read-only file, folder, copy' "$runs" "$lost" "$bad of $ran caught"
finish
