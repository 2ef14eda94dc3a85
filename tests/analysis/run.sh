#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh BUILD: cppcheck over the sources, valgrind over an import, a metric,
# a report, a decision, a check and a forgetting.  Exceptions are argued in
# cppcheck.suppress.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$top/$1" && pwd)
cd "$top"
status=0
if command -v cppcheck >/dev/null; then
	cppcheck -q --enable=warning,portability,performance --std=c11 \
		--error-exitcode=1 -Iinclude -Isrc -I. -Iimporters -I"$build" \
		-DSQLITE_CORE -DSQLITE_ENABLE_PREUPDATE_HOOK \
		--suppress=missingIncludeSystem \
		--suppressions-list=tests/analysis/cppcheck.suppress \
		src importers reports || status=1
else
	echo 'cppcheck is not installed: NOT run'
fi
command -v valgrind >/dev/null || {
	echo 'valgrind is not installed: NOT run'
	exit $status
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
data=$top/share/demo/data
DEBRIEF_SHARE=$top/share
export DEBRIEF_SHARE
cd "$work"
# Code that PCRE2 makes at run time reads a little ahead of what it uses, and
# has no name a suppression could give: what is uninitialised is not asked.
run() {
	code=0
	valgrind -q --error-exitcode=9 --leak-check=full \
		--undef-value-errors=no \
		--errors-for-leak-kinds=definite --log-file=valgrind.out \
		"$build/debrief" "$@" >out 2>&1 || code=$?
	[ "$code" -eq 0 ] && return
	echo "valgrind: debrief $1: exit status $code"
	cat out valgrind.out
	status=1
}
run init
run import --zone Europe/Berlin "$data"/runbook/*.csv
run import --zone Europe/Berlin "$data"/tickets/*.csv
run propose
run metric slip
run report postmortem ORB-09 --gnuplot /bin/false -o out.html
run approve 1 --by Ana
run fsck
run publish --pseudonymise copy.db
run forget 'Mara Lindqvist' --by Ana
exit $status
