#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh SECONDS BUILD [TARGET...]: each target by libFuzzer for so long, from
# its seeds and what earlier runs found; prints a line each.  A finding is
# kept in BUILD/findings: mend it, then add it to tests/fuzz/corpus.
seconds=$1 build=$2
shift 2
cd "$(dirname "$0")" || exit 1
build=$(cd "../../$build" && pwd) || exit 1
[ $# -gt 0 ] || for folder in corpus/*/; do
	set -- "$@" "$(basename "$folder")"
done
mkdir -p "$build/findings"
status=0
# Processor seconds of the children so far: a busy machine gives less.  Not
# in a subshell, which has no children yet.
count_cpu() {
	times >"$build/findings/times"
	cpu=$(awk -F '[ms ]+' 'NR == 2 {
		printf "%d", $1 * 60 + $2 + $3 * 60 + $4
	}' "$build/findings/times")
}
printf '| %-10s | %12s | %8s | %6s | %8s |\n' target executions 'cpu s' \
	corpus findings
for target; do
	grown=$build/grown/$target log=$build/findings/$target.log
	mkdir -p "$grown"
	count_cpu
	before=$cpu
	UBSAN_OPTIONS=print_stacktrace=1 nice -n 19 \
		"$build/tests/fuzz/${target}_fuzz" \
		-max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
		-max_len=16384 -print_final_stats=1 -dict="dictionaries/$target" \
		-artifact_prefix="$build/findings/$target-" \
		"$grown" "corpus/$target" >"$log" 2>&1 || status=1
	count_cpu
	found=$(find "$build/findings" -name "$target-*" | wc -l)
	printf '| %-10s | %12s | %8s | %6s | %8s |\n' "$target" \
		"$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
		"$((cpu - before))" "$(find "$grown" -type f | wc -l)" "$found"
done
exit $status
