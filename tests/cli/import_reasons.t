#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What is refused or rejected says why, truly, and what to do.
. "$SRCDIR/tests/cli/lib.sh"

"$DEBRIEF" init 2>/dev/null
at=2026-03-03T14:00:00Z

# refuses TEXT OPTIONS... FILE: with exit status 65 or 64, and this reason.
refuses() {
	text=$1
	shift
	"$DEBRIEF" import "$@" >.out 2>&1
	status=$?
	[ $status = 65 ] || [ $status = 64 ] || { cat .out; return 1; }
	contains "$text" .out
}

# The reason of one row ------------------------------------------------------
printf 'Issue key,Status,Created\nnokey,Open,03/Mar/26 2:00 PM\n,Open,03/Mar/26 2:00 PM\n' >keys.csv
check 'a key that is none is shown' \
	says "Issue key: expected a value that the format's pattern takes, found \"nokey\"" \
	"$DEBRIEF" import --dry-run --zone UTC keys.csv
check 'an empty one is called empty' \
	contains 'keys.csv:3: Issue key: expected a value, the cell is empty' \
	.out
{
	echo 'key,opened,reopen_count,reassign_count,closed'
	echo 'A-1,,1,1,'
	echo 'A-2,soon,1,1,'
	echo "A-3,$at,many,1,"
	echo "A-4,$at,few,1,"
	echo "A-5,$at,1,lots,"
	echo "A-6,$at,1,1,later"
	echo "A-7,$at"
} >many.csv
check 'reasons are told once each, with how many more' \
	says 'many.csv:4: reopen_count: expected a whole number up to 2^53, found "many" (and 1 more like it)' \
	"$DEBRIEF" import --dry-run many.csv
check 'a time is asked for by an example' contains \
	'opened: expected a time like 2026-03-31T14:05:09Z, found "soon"' .out
check 'and those that are too many are counted' \
	contains 'rejected: 1 more for other reasons' .out
check 'on standard error: standard output is the report' sh -c \
	'"$DEBRIEF" import --dry-run many.csv 2>/dev/null >out;
	! grep "^rejected:" out && grep "= 7 rejected" out'
check 'and not at all when it is told to be quiet' sh -c \
	'test -z "$("$DEBRIEF" import --quiet --dry-run many.csv 2>&1)"'

# The reason of a file -------------------------------------------------------
printf 'key,opened,title\nA-1,%s,"bro"ken\n' $at >stray.csv
check 'text behind a closing quote is no quote that never closes' \
	refuses 'is followed by text where it closes' stray.csv
printf 'key,opened,title\nA-1,%s,"broken\n' $at >open.csv
check 'a quote that never closes is one' \
	refuses 'is never closed' open.csv
printf 'number,state,colour\nINC1,Open,red\n' >near.csv
check 'where no format fits, the nearest is named with what it lacks' \
	refuses 'the nearest, tickets-table, lacks "Opened"' near.csv
check 'and how to find out more' contains 'debrief formats check FILE' .out
printf 'hello\nworld\n' >far.csv
check 'a file that is near to nothing has no nearest' \
	refuses 'no format fits this file' far.csv
check 'none at all' lacks 'nearest' .out
check 'without formats the place they should be in is named' sh -c \
	'DEBRIEF_SHARE=$PWD/nowhere "$DEBRIEF" import keys.csv 2>&1 |
	grep "there are no formats in .*nowhere"'
check 'a field there is not, but for its end, is suggested' \
	refuses 'did you mean "severity"?' --map sev=Status --zone UTC keys.csv
check 'a misspelt one, too' \
	refuses 'did you mean "severity"?' --map sevrity=Status --zone UTC \
	keys.csv
check 'for any other all fields are listed' \
	refuses 'its fields are key, source, title,' --map zz=Status \
	--zone UTC keys.csv

# Slow patterns --------------------------------------------------------------
mkdir -p debrief.d/formats
sed "s/^format: .*/format: slowid/; s/^key-in-name: .*/key-in-name: '((a+)+)+\$'/
	/^samples:/,\$d" "$DEBRIEF_SHARE/formats/rundeck-rdlog.yaml" \
	>debrief.d/formats/slowid.yaml
never=$(printf '%060d' 0 | tr 0 a)b.rdlog
printf '^text/x-rundeck-log-v2.0^\n^%s||NORMAL||x^\n' $at >$never
check 'a file name its pattern gives up on is not called one without an id' \
	refuses 'execution id would take too long' --as slowid $never
check 'one without an id is' sh -c 'cp '$never' run.rdlog
	"$DEBRIEF" import --as rundeck-rdlog run.rdlog 2>&1 |
	grep "the file name \"run.rdlog\" neither"'

# Names ----------------------------------------------------------------------
printf 'key,opened,assignee\nA-1,%s,Ana\nA-2,%s,A. Lima\n' $at $at >who.csv
"$DEBRIEF" import who.csv >/dev/null
check 'a decision by somebody who is no contact is taken with a warning' \
	says 'warning: no contact is called "Nobody"' \
	"$DEBRIEF" names is 'A. Lima' Ana --by Nobody
check 'by a contact without' sh -c \
	'"$DEBRIEF" names end 1 --by Ana && "$DEBRIEF" names is "A. Lima" \
	Ana --by ana >.out 2>&1 && ! grep warning .out'
finish
