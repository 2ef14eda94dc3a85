#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The demo data is what its generator writes.
. "$SRCDIR/tests/cli/lib.sh"
generate=$BUILDDIR/share/demo/generate

same_bytes_again() {
	"$generate" one 1 && diff -r one "$SRCDIR/share/demo/data"
}
check 'seed 1 gives the bytes that are shipped' same_bytes_again

another_seed_varies_the_data() {
	"$generate" two 2 || return 1
	same=$(cd one && find . -type f | LC_ALL=C sort | while read -r file; do
		cmp -s "$file" "../two/$file" && echo "$file"
	done)
	wanted='./runbook/cadence.csv
./runbook/contacts.csv
./runbook/escalation.csv
./runbook/holidays.csv
./runbook/hours.csv
./runbook/invitations.csv
./runbook/items.csv
./runbook/modules.csv
./runbook/ownership.csv
./runbook/sla.csv
./runbook/targets.csv'
	[ "$same" = "$wanted" ] || { printf 'same:\n%s\n' "$same"; return 1; }
}
check 'another seed varies all but the mapping and the promises' \
	another_seed_varies_the_data

check 'a seed that is no number is refused' \
	fails_with 64 "$generate" three x7
check 'a folder that cannot be made is an error' \
	fails_with 73 "$generate" no/such/folder 1
option_is_no_folder() {
	fails_with 64 "$BUILDDIR/share/demo/generate" --help &&
		contains 'usage: generate DIR' "$WORK/.out" && [ ! -e --help ]
}
check 'an option is not taken for a folder' option_is_no_folder
finish
