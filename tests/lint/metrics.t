#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The same metric file runs on SQLite and PostgreSQL, and has its tests.
. "$SRCDIR/tests/cli/lib.sh"
cd "$SRCDIR" || exit 99

# The SQL of every metric without its comments and texts, file:line first.
for file in share/metrics/*.sql; do
	sed -e "s/--.*//" -e "s/'[^']*'/''/g" "$file" | awk -v f="$file" \
		'NF {print f ":" FNR ": " $0}'
done >"$WORK/sql"

without() { # PATTERN: as a word, in any case
	! grep -iE "(^|[^A-Za-z_.])($1)" "$WORK/sql"
}
check 'no date function: instants come as parameters' without \
	'strftime|julianday|unixepoch|datetime\(|date\(|time\(|to_char|now\(|current_'
check 'no function that one side lacks' without \
	'ifnull|iif|group_concat|string_agg|total\(|instr|printf|format\(|round\(|json_|typeof|min\([^(),]*,|max\([^(),]*,'
check 'no operator that one side lacks' without \
	'glob|regexp|rlike|similar to|== |IS NOT DISTINCT|->'
check 'no syntax that one side lacks' without \
	'lateral|distinct on|limit [0-9]+ *,|IN *\( *\)|without rowid|insert|pragma'
check 'no rounding in SQL: the report rounds' without 'CAST\(.* AS INTEGER\)'

no_whole_division() {
	! grep -E '/ *[0-9]+([^0-9.]|$)' "$WORK/sql"
}
check 'no division by an integer' no_whole_division

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
		[ -f "tests/metrics/$name.test" ] || { echo "$name"; bad=1; }
	done
	for file in tests/metrics/*.test; do
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
				"tests/metrics/$name.test" ||
				{ echo "$name: rule $rule"; bad=1; }
		done
	done
	return $bad
}
check 'every numbered rule has a case that names it' rules_have_cases
finish
