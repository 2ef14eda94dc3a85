#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the rules propose over many seeds of the demo data: the two planted
# cases, and nothing else.  Two seeds here, 200 with DEBRIEF_FAULTS=long.
. "$SRCDIR/tests/cli/lib.sh"
PATH=${DEBRIEF%/*}:$PATH
first=4 last=5
[ -z "${DEBRIEF_FAULTS:-}" ] || first=1 last=200

wanted='change-owner|validation|owner||0|Test Centre|Data Quality
set-escalation-delay|cutover||2|1|60|30'
looked=0 false=0 missed=0 seeds=0
seed=$first
while [ "$seed" -le "$last" ]; do
	rm -rf debrief.db* data
	DATA=$WORK/data
	export DATA
	"$BUILDDIR/share/demo/generate" "$DATA" "$seed" >/dev/null &&
		debrief init -q &&
		sh -e "$SRCDIR/share/demo/steps" >/dev/null 2>&1 &&
		debrief propose 2>said >/dev/null || {
		echo "Bail out! seed $seed does not load"
		exit 1
	}
	sqlite3 debrief.db "SELECT p.kind, d.key, p.role, p.severity, p.level,
			p.value_before, p.value_after
		   FROM proposal p LEFT JOIN module d ON d.id = p.module_id
		  ORDER BY p.kind" >got
	found=$(printf '%s\n' "$wanted" | grep -cxFf got)
	missed=$((missed + 2 - found))
	extra=$(($(wc -l <got) - found))
	[ "$extra" -eq 0 ] || sed "s/^/# seed $seed: /" got
	false=$((false + extra))
	looked=$((looked + $(sed -n 's/.*proposed, \([0-9]*\) looked.*/\1/p' said)))
	seeds=$((seeds + 1))
	seed=$((seed + 1))
done
# Each rule promises a false discovery rate of 10 % of what it proposes.
echo "# $seeds seeds: $false false proposals in $((looked + false)) cases" \
	"without a planted one, $missed planted cases missed"
check 'every planted case is found' [ "$missed" -eq 0 ]
check 'false proposals are at most one in ten of all' \
	[ $((10 * false)) -le $((false + 2 * seeds)) ]
[ -n "${DEBRIEF_FAULTS:-}" ] ||
	check 'in these seeds there is none' [ "$false" -eq 0 ]
finish
