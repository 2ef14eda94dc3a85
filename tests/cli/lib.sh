# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lib.sh -- TAP for tests of the program, in plain sh.
#
#	. "$SRCDIR/tests/cli/lib.sh"
#	check 'a missing file is an error, not a crash' \
#		fails_with 66 "$DEBRIEF" import nowhere.csv
#	finish
#
# Every test file runs in a private empty folder, $WORK, with a fixed clock.
# DEBRIEF, DEBRIEF_SHARE, SRCDIR and BUILDDIR come from make check.

: "${DEBRIEF:?run me through make check}" "${SRCDIR:?}"
DEBRIEF_SHARED=${DEBRIEF_SHARED:-$SRCDIR/../shared}
DEBRIEF_NOW=2026-10-01T00:00:00Z
unset DEBRIEF_DB
export DEBRIEF_NOW DEBRIEF_SHARED
WORK=$(mktemp -d "${TMPDIR:-/tmp}/debrief-test-XXXXXX") || exit 99
trap 'chmod -R u+w "$WORK"; rm -rf "$WORK"' EXIT
trap 'exit 99' HUP INT TERM
cd "$WORK" || exit 99
tests_run=0

# check SENTENCE COMMAND...: one test; what it printed is shown when it fails.
check() {
	sentence=$1
	shift
	tests_run=$((tests_run + 1))
	if "$@" >"$WORK/.log" 2>&1; then
		echo "ok $tests_run - $sentence"
	else
		echo "not ok $tests_run - $sentence"
		sed 's/^/# /' "$WORK/.log"
	fi
}

# fails_with STATUS COMMAND...: exactly that exit status; a signal never is.
# What it printed is left in $WORK/.out (both streams).
fails_with() {
	wanted=$1
	shift
	"$@" >"$WORK/.out" 2>&1
	status=$?
	cat "$WORK/.out"
	[ "$status" -eq "$wanted" ] && return 0
	echo "exit status $status, wanted $wanted"
	return 1
}

# says TEXT COMMAND...: succeeds and prints TEXT somewhere.
says() {
	text=$1
	shift
	"$@" >"$WORK/.out" 2>&1 || { cat "$WORK/.out"; return 1; }
	contains "$text" "$WORK/.out"
}

# contains TEXT FILE
contains() {
	grep -qF -e "$1" "$2" && return 0
	echo "not found: $1"
	echo "in:"
	cat "$2"
	return 1
}

# lacks TEXT FILE
lacks() {
	grep -nF -e "$1" "$2" && return 1
	return 0
}

# query SQL EXPECTED [DB]: what the stock sqlite3 shell answers.
query() {
	got=$(sqlite3 -readonly "${3:-debrief.db}" "$1") || return 1
	[ "$got" = "$2" ] && return 0
	printf 'got:    %s\nwanted: %s\n' "$got" "$2"
	return 1
}

# dump_of DB: its whole content as text, to compare before and after.
dump_of() {
	sqlite3 -readonly "$1" .dump
}

# unchanged_by COMMAND...: whatever it returns, the workspace is as before.
unchanged_by() {
	dump_of debrief.db >"$WORK/.before"
	"$@" >"$WORK/.out" 2>&1
	dump_of debrief.db >"$WORK/.after"
	cmp "$WORK/.before" "$WORK/.after"
}

# needs_shared SENTENCE: skip, loudly, when the real exports are not beside
# the checkout.  Use: needs_shared 'real exports' || { finish; exit; }
needs_shared() {
	[ -d "$DEBRIEF_SHARED/data" ] && return 0
	tests_run=$((tests_run + 1))
	echo "ok $tests_run - $1 # SKIP no $DEBRIEF_SHARED/data; set DEBRIEF_SHARED"
	return 1
}

finish() {
	echo "1..$tests_run"
}
