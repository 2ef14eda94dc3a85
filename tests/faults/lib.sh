# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lib.sh -- what the fault harnesses share; see tests/cli/lib.sh for the rest.
#
# Every harness breaks something many times, judges what is left, and prints
# one line of the figures table.  Every harness also judges a control, built
# weaker on purpose, which the same judge must find bad.
#
# Which test is for which fault:
#
#	killed at a random moment	kill.t, signal.t
#	power lost			power.t, schema.t
#	no memory, no disk, bad disk	memory.t, disk_full.t, io.t
#	nobody reads what is written	stdout.t
#	gnuplot misbehaves, is injected	gnuplot.t, ../cli/injection.t
#	many at once			concurrent.t
#	nothing may be written		readonly.t
#	copied without its log, torn	copy.t
#	a bit, a cell, a file damaged	flip.t, seal.t, cell.t, foreign.t
#	a file of the past or future	schema.t, foreign.t
#	the clock set back or ahead	clock.t
#	a link where a file is written	symlink.t, ../cli/injection.t
#	hostile bytes, bombs, patterns	../fuzz/, ../cli/limits.t
#	stray quotes, NUL, bad UTF-8	../unit/csv_test.c
#	formulas, markup, escapes, SQL	../cli/injection.t, metric_hostile.t,
#					report_hostile.t, ../browser/
#	names of people			../cli/forget.t
#	a changed log of decisions	../unit/audit_test.c, ../cli/fsck.t
#	locales, zones, determinism	../cli/same_everywhere.t
#
#	DEBRIEF_FAULTS=long	the full counts (make check-faults)
#	DEBRIEF_FAULT_COUNT=N	this count instead, everywhere
#	DEBRIEF_FAULT_SEED=N	repeat a run; it is printed
. "$SRCDIR/tests/cli/lib.sh"
FAULTS=$BUILDDIR/tests/faults
# A sample is the same every day, so that nobody is stopped by chance; the
# long run tries something new.
if [ "${DEBRIEF_FAULTS:-}" = long ]; then
	seed=${DEBRIEF_FAULT_SEED:-$(date +%Y%m%d)}
else
	seed=${DEBRIEF_FAULT_SEED:-1}
fi
echo "# seed $seed: DEBRIEF_FAULT_SEED=$seed repeats this run"

# pick_count SAMPLE LONG: how often to break it.
pick_count() {
	if [ -n "${DEBRIEF_FAULT_COUNT:-}" ]; then
		echo "$DEBRIEF_FAULT_COUNT"
	elif [ "${DEBRIEF_FAULTS:-}" = long ]; then
		echo "$2"
	else
		echo "$1"
	fi
}

# random_below COUNT LIMIT: so many whole numbers, one a line, by the seed.
random_below() {
	awk -v seed="$seed" -v count="$1" -v limit="$2" 'BEGIN {
		srand(seed)
		while (count-- > 0)
			print int(rand() * limit)
	}'
}

# figure FAULT RUNS BAD CONTROL: a line of the table; CONTROL says how often
# the weakened variant was caught.
figure() {
	printf '# figure | %-34s | %5s | %3s | %-16s |\n' "$@"
}

# none_bad RUNS BAD: of at least one run; the details are in $WORK/bad.
none_bad() {
	[ "$1" -gt 0 ] && [ "$2" -eq 0 ] && return 0
	echo "$2 bad of $1"
	head -n 20 "$WORK/bad"
	return 1
}

# give_up WHY: there is nothing to break, so nothing was shown.
give_up() {
	echo "$1" | sed 's/^/# /'
	echo 'Bail out!'
	exit 99
}

# skip SENTENCE REASON: loudly.
skip() {
	tests_run=$((tests_run + 1))
	echo "ok $tests_run - $1 # SKIP $2"
}

# content_of DB: a checksum of everything in it, once it passes its check.
content_of() {
	sound=$(sqlite3 "$1" 'PRAGMA integrity_check' 2>&1)
	[ "$sound" = ok ] || { echo "integrity: $sound"; return 1; }
	{ sqlite3 "$1" 'PRAGMA user_version' && sqlite3 "$1" .dump; } | cksum
}

# load_demo: the demo's runbook and tickets, and its proposals.
load_demo() {
	data=$SRCDIR/share/demo/data
	"$DEBRIEF" init &&
		"$DEBRIEF" import --zone Europe/Berlin "$data"/runbook/*.csv &&
		"$DEBRIEF" import --zone Europe/Berlin "$data"/tickets/*.csv &&
		"$DEBRIEF" propose
}

# make_tickets FILE PREFIX ROWS
make_tickets() {
	awk -v prefix="$2" -v rows="$3" 'BEGIN {
		print "source,key,title,status,severity,opened,updated,team"
		for (i = 1; i <= rows; i++)
			printf "desk,%s-%d,Title %d,Open,%d,%s,%s,Load\n",
				prefix, i, i, i % 4 + 1,
				"2026-03-03T14:00:00Z", "2026-03-05T00:00:00Z"
	}' >"$1"
}
