#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every fuzz target keeps its invariant over its corpus and changes of it.
log=${TMPDIR:-/tmp}/debrief-fuzz-$$
trap 'rm -f "$log"' EXIT
n=0
for folder in "$SRCDIR"/tests/fuzz/corpus/*/; do
	target=$(basename "$folder")
	n=$((n + 1))
	if "$BUILDDIR/tests/fuzz/${target}_fuzz" "$folder"* >"$log" 2>&1; then
		echo "ok $n - $target keeps its invariant"
	else
		echo "not ok $n - $target keeps its invariant"
		sed 's/^/# /' "$log"
	fi
done
echo "1..$n"
