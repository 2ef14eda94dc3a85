#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A spreadsheet with a migration a row and a module a column.
. "$SRCDIR/tests/cli/lib.sh"

"$DEBRIEF" init >/dev/null 2>&1
printf '%s\n' 'measure,P1,P2' 'acknowledge,15,30' 'restore,"4 h",soon' >sla.csv

check 'a wide sheet is found and each cell is a row' \
	says runbook-sla-matrix "$DEBRIEF" import sla.csv
check 'a cell that cannot load is a reject of its own' \
	says 'restore' "$DEBRIEF" rejects
check 'the same sheet again changes nothing' \
	says 'unchanged' "$DEBRIEF" import sla.csv
finish
