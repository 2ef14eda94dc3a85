#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Dependencies point one way; each thing has one door.
. "$SRCDIR/tests/cli/lib.sh"
cd "$SRCDIR" || exit 99

# From the bottom up; a folder may include itself and those before it.
layers='base system store stats metric feedback cli'

no_include_points_up() {
	allowed='debrief|share/schema'
	bad=0
	for layer in $layers; do
		allowed="$allowed|$layer"
		grep -nE '^#include "' "src/$layer"/*.[ch] |
			grep -vE ":#include \"($allowed)/" && bad=1
	done
	return $bad
}
check 'an include inside src points down only' no_include_points_up

outside_sees_only_the_contract() {
	! grep -nE '^#include "(base|system|store|stats|metric|feedback|cli)/' \
		$(find importers reports -name '*.[ch]')
}
check 'importers and reports see include/debrief only' \
	outside_sees_only_the_contract

only_in() { # PATTERN PLACE...: a match in C files anywhere else fails
	pattern=$1
	shift
	found=$(grep -rnE "$pattern" --include='*.[ch]' src importers reports \
		include | grep -vE '^[^:]*:[0-9]*:[[:space:]]*(/?\*|//)')
	for place; do
		found=$(printf '%s\n' "$found" | grep -v "^$place")
	done
	[ -z "$found" ] || { echo "$found"; return 1; }
}
check 'sqlite3.h stays in src/store' only_in '#include .sqlite3(ext)?\.h' src/store/
check 'malloc stays in src/base' \
	only_in '\b(malloc|calloc|realloc|strdup|strndup) ?\(' src/base/
check 'children are made in src/system only' \
	only_in '\b(fork|vfork|execve|execv|execvp|posix_spawn|popen|system) ?\(' \
	src/system/
check 'the clock is read in src/system only' \
	only_in '\b(time|gettimeofday|clock_gettime|localtime|gmtime|mktime)(_r)? ?\(' \
	src/system/
check 'errors are printed by src/cli only' only_in 'fprintf\(stderr' src/cli/
check 'the locale is never set' only_in '\bsetlocale ?\('
check 'no unbounded string function' \
	only_in '\b(strcpy|strcat|sprintf|vsprintf|gets|strtok) ?\('

# shellcheck disable=SC2086 # CC may be two words, such as "ccache gcc"
every_header_compiles_alone() {
	for header in $(find include src importers reports -name '*.h'); do
		${CC:-cc} -std=c11 -D_GNU_SOURCE -fsyntax-only -Iinclude -Isrc \
			-I. -x c "$header" || return 1
	done
}
check 'every header compiles alone' every_header_compiles_alone

no_machine_path() {
	! grep -nIE '(^|[^A-Za-z0-9_.])/(home|root|work)/[A-Za-z]' \
		README.md HACKING.md NEWS SECURITY.md dev Makefile.am \
		configure.ac $(find src include importers reports share tests \
		-type f \( -name '*.[ch]' -o -name '*.t' -o -name '*.mk' \
		-o -name '*.sh' -o -name '*.sql' -o -name '*.yaml' \
		-o -name '*.md' -o -name '*.[15]' -o -name '*.csv' \))
}
check 'no absolute path of a machine' no_machine_path

every_file_has_a_licence_line() {
	bad=0
	for file in $(find src include importers reports tests share \
		-name '*.[ch]' -o -name '*.t' -o -name '*.mk' -o -name '*.sh' \
		-o -name '*.sql' -o -name '*.yaml'); do
		head -3 "$file" |
			grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' ||
			{ echo "$file"; bad=1; }
	done
	return $bad
}
check 'every source file has its licence line' every_file_has_a_licence_line
finish
