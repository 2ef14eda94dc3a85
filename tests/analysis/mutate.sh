#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mutate.sh BUILD [COUNT [SEED]]: does a test notice when a statistic is
# wrong?  COUNT times one operator or constant of src/stats is another one:
# the file is compiled from a copy and linked before the library, and the
# tests of the statistics run until one fails or does not end.  Prints the
# mutants that lived, and the score.
#
# A mutant that does not compile, or to other machine code, is none.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$top/$1" && pwd)
count=${2:-100} seed=${3:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$top"

awk -f tests/analysis/mutate.awk src/stats/*.c >"$work/places"
awk -v seed="$seed" -v count="$count" '
	BEGIN { srand(seed) }
	{ line[NR] = $0 }
	END {
		for (i = 1; i <= NR && i <= count; i++) {
			k = i + int(rand() * (NR - i + 1))
			print line[k]
			line[k] = line[i]
		}
	}' "$work/places" >"$work/chosen"
tests=$(sed -n 's,^TESTS += tests/unit/,,p' tests/unit/stats.mk)
libraries=$(make -s -C "$build" test-libs)
cc="cc -std=c11 -O1 -w -I$build -Iinclude -Isrc"

object_code() { objdump -d "$1" | sed 1,3d | cksum; }
# the tests of the file's own name first: they mostly are the ones
in_order() {
	stem=$(basename "$1" .c)
	for name in $tests; do
		case $name in
		"${stem%%_*}"*) printf '%s\n' "$name" ;;
		esac
	done
	printf '%s\n' $tests
}
# noticed FILE: by which test?
noticed() {
	for name in $(in_order "$1" | awk '!seen[$0]++'); do
		# shellcheck disable=SC2086
		$cc -o "$work/test" "$build"/tests/unit/*-"$name.o" \
			"$work/mutant.o" "$build/libcore.a" \
			${libraries#* } -pthread
		(cd "$work" && SRCDIR=$top timeout 60 ./test) \
			>/dev/null 2>&1 || return 0
	done
	return 1
}
killed=0 lived=0
while read -r file number column size text; do
	awk -v number="$number" -v column="$column" -v size="$size" \
		-v text="$text" 'FNR == number {
			$0 = substr($0, 1, column - 1) text \
				substr($0, column + size)
		} { print }' "$file" >"$work/mutant.c"
	cp "$file" "$work/sound.c"
	$cc -c -o "$work/sound.o" "$work/sound.c"
	$cc -c -o "$work/mutant.o" "$work/mutant.c" 2>/dev/null || continue
	[ "$(object_code "$work/sound.o")" != \
		"$(object_code "$work/mutant.o")" ] || continue
	if noticed "$file"; then
		killed=$((killed + 1))
	else
		lived=$((lived + 1))
		echo "lived: $file:$number:$column: \"$text\" in" \
			"$(sed -n "${number}p" "$file" | tr -d '\t')"
	fi
done <"$work/chosen"
echo "$(wc -l <"$work/places") places, seed $seed: $killed of" \
	"$((killed + lived)) mutants noticed," \
	"$((100 * killed / (killed + lived))) %"
