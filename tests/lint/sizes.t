#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing that needs scrolling.
. "$SRCDIR/tests/cli/lib.sh"
cd "$SRCDIR" || exit 99
sources=$(find src importers reports -name '*.c')

no_long_function() {
	long=$(awk 'FNR==1 {start=0} /^\{/ {start=FNR}
		/^\}/ {if (start && FNR-start > 62) print FILENAME ":" start
			": " FNR-start " lines"}' $sources)
	[ -z "$long" ] || { echo "$long"; return 1; }
}
check 'no function is longer than a screen (60 lines)' no_long_function

no_long_file() {
	long=$(wc -l $sources | awk '$2 != "total" && $1 > 600')
	[ -z "$long" ] || { echo "$long"; return 1; }
}
check 'no file is longer than 600 lines' no_long_file

no_nameless_room() {
	! find src importers reports include -name 'util*' -o -name 'common*' \
		-o -name 'misc*' -o -name 'helper*' | grep .
}
check 'no utils, common, misc or helper' no_nameless_room

no_unfinished_mark() {
	! grep -rnE '\b(TODO|FIXME|XXX|HACK)\b' src importers reports include \
		share --include='*.c' --include='*.h' --include='*.sql'
}
check 'no unfinished mark' no_unfinished_mark
finish
