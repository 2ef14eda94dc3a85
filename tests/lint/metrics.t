#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The same metric file runs on SQLite and PostgreSQL, and has its tests.
. "$SRCDIR/tests/cli/lib.sh"
cd "$SRCDIR" || exit 99

"$DEBRIEF" --db "$WORK/debrief.db" init -q
portable() {
	"$DEBRIEF" --db "$WORK/debrief.db" metric check share/metrics/*.sql \
		>"$WORK/remarks" 2>&1 && ! grep warning "$WORK/remarks"
}
check 'every metric is understood by PostgreSQL too' portable
not_in_order() {
	! grep -niE 'limit [0-9]+ *,|[^a-z]in *\( *\)' share/metrics/*.sql
}
check 'no LIMIT with a comma, no empty IN' not_in_order

ordered() {
	for file in share/metrics/*.sql; do
		tail -4 "$file" | grep -qE 'ORDER BY|NULLS (FIRST|LAST)' ||
			{ echo "$file"; return 1; }
	done
}
check 'every metric has a total order' ordered

tested() {
	bad=0
	for file in share/metrics/*.sql; do
		name=$(basename "$file" .sql)
		[ -f "share/metrics/$name.test" ] || { echo "$name"; bad=1; }
	done
	for file in share/metrics/*.test; do
		name=$(basename "$file" .test)
		[ -f "share/metrics/$name.sql" ] || { echo "$name"; bad=1; }
	done
	return $bad
}
check 'every metric has a test file, every test file a metric' tested

rules_have_cases() {
	bad=0
	for file in share/metrics/*.sql; do
		name=$(basename "$file" .sql)
		for rule in $(sed -n 's/^-- (\([0-9]*\)) .*/\1/p' "$file"); do
			grep -qE "^case:.*\(rules?( [0-9]+,)* $rule(,|\))" \
				"share/metrics/$name.test" ||
				{ echo "$name: rule $rule"; bad=1; }
		done
	done
	return $bad
}
check 'every numbered rule has a case that names it' rules_have_cases
finish
