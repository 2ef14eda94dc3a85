#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One bit turned over that changes a row: fsck finds it.  SQLite's own check,
# asked about the same flips, is the control: it must miss some.
. "$SRCDIR/tests/faults/lib.sh"

load_demo >why 2>&1 || give_up "$(cat why)"
"$DEBRIEF" approve 1 --by Ana 2>/dev/null || give_up 'cannot approve'
"$DEBRIEF" publish whole.db 2>why || give_up "$(cat why)"
chmod u+w whole.db
cp whole.db before.db
# Sanitizers make it slow; they see every kind of damage in flip.t.
sample=60
! grep -q __asan_init "$DEBRIEF" || sample=10
"$FAULTS/seal_flip" whole.db "$(pick_count "$sample" 2000)" "$seed" \
	>tally 2>missed || give_up "seal_flip: $? $(cat missed)"
read -r flips changed found structure unreadable <tally
echo "# $flips flips, $unreadable unreadable, $changed change a row"
echo "# fsck finds $found, SQLite's own check $structure of $changed"

mostly_found() {
	cat missed
	[ "$changed" -gt 0 ] && [ $((1000 * found)) -ge $((999 * changed)) ]
}
check 'at least 99.9 % of the flips that change a row are found' mostly_found
check 'the file is as it was' cmp whole.db before.db
check 'a check of the pages alone misses some' [ "$structure" -lt "$changed" ]
figure 'bit flips that change a row' "$changed" $((changed - found)) \
	"$structure of $changed caught"
finish
