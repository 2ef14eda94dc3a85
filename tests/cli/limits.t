#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every limit on hostile input: below it and at it all is read, above it the
# reason is said, soon and without the memory.
. "$SRCDIR/tests/cli/lib.sh"

"$DEBRIEF" init 2>/dev/null
head='source,key,title,status,severity,opened,updated,team'
row() { # KEY TITLE-FILE
	printf 'desk,%s,' "$1"
	cat "$2"
	printf ',Open,2,2026-03-03T14:00:00Z,2026-03-03T14:00:00Z,Load\n'
}
letters() { head -c "$1" /dev/zero | tr '\0' x; }
field() { # BYTES
	letters "$1" >title
	{ echo "$head"; row "F-$1" title; } >"field-$1.csv"
	"$DEBRIEF" import "field-$1.csv" >out 2>&1
	sqlite3 debrief.db "SELECT length(title) FROM ticket
		WHERE ext_key = 'F-$1'"
}
for bytes in 1048575 1048576; do
	check "a field of $bytes bytes is read" [ "$(field $bytes)" = $bytes ]
done
check 'a field of one more refuses the file' [ -z "$(field 1048577)" ]
check 'and says the limit and the place' sh -c \
	'grep "longer than 1048576 bytes" out && grep "field-1048577.csv:2" out'

record() { # BYTES in each of seventeen fields
	letters "$1" >title
	{
		echo "$head,a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q"
		printf 'desk,R-%s,t,Open,2,2026-03-03T14:00:00Z,' "$1"
		printf '2026-03-03T14:00:00Z,Load'
		for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17; do
			printf ,
			cat title
		done
		echo
	} >record.csv
	"$DEBRIEF" import record.csv >out 2>&1
	sqlite3 debrief.db "SELECT COUNT(*) FROM ticket
		WHERE ext_key = 'R-$1'"
}
check 'a record below 16 MiB is read' [ "$(record 986000)" = 1 ]
check 'a record above 16 MiB is not' [ "$(record 1048576)" = 0 ]

columns() { # COUNT
	{
		printf %s "$head"
		i=8
		while [ $i -lt "$1" ]; do
			i=$((i + 1))
			printf ',c%d' $i
		done
		echo
		printf 'desk,C-%d,t,Open,2,2026-03-03T14:00:00Z,' "$1"
		printf '2026-03-03T14:00:00Z,Load'
		head -c $(($1 - 8)) /dev/zero | tr '\0' ,
		echo
	} >columns.csv
	"$DEBRIEF" import columns.csv >out 2>&1
}
check '65,536 columns are read' columns 65536
check 'one more are not' fails_with 65 columns 65537

check 'JSON that is nested too deep is an error with words' sh -c '
	head -c 200 /dev/zero | tr "\0" "[" >deep.json
	"$DEBRIEF" import --as github-issues-json deep.json >out 2>&1
	[ $? -le 78 ] && grep -iE "deep|nested|reject|cut" out'

# Files somebody writes for debrief: 1 MiB.
mkdir -p debrief.d/metrics
padded() { # BYTES
	file=debrief.d/metrics/padded.sql
	sed 's/^-- metric:.*/-- metric:  padded/' \
		"$DEBRIEF_SHARE/metrics/reopen-rate.sql" >"$file"
	printf '\n-- ' >>"$file"
	letters $(($1 - $(wc -c <"$file"))) >>"$file"
	"$DEBRIEF" metric padded
}
for bytes in 1048575 1048576; do
	check "a metric file of $bytes bytes is read" padded $bytes
done
check 'a byte more is not' fails_with 65 padded 1048577
rm debrief.d/metrics/padded.sql

nested() { # DEPTH of one issue of the list
	{
		printf '[{"number":%d,"title":"t","state":"open",' "$1"
		printf '"created_at":"2026-03-03T14:00:00Z","x":'
		head -c $(($1 - 1)) /dev/zero | tr '\0' '['
		head -c $(($1 - 1)) /dev/zero | tr '\0' ']'
		echo '}]'
	} >nested.json
	"$DEBRIEF" import --as github-issues-json nested.json >out 2>&1
	sqlite3 debrief.db "SELECT COUNT(*) FROM ticket WHERE ext_key
		LIKE '%$1'"
}
check 'JSON nested 127 deep is read' [ "$(nested 127)" = 1 ]
check 'so it is 128 deep' [ "$(nested 128)" = 1 ]
check 'deeper is not' [ "$(nested 129)" = 0 ]

# A line of a log is at most a field.
mkdir -p debrief.d/formats
cat >debrief.d/formats/plainlog.yaml <<'END'
format: plainlog
title: A stamp and words
reader: lines
into: cutover
source: plainlog
times: "%Y-%m-%dT%H:%M:%SZ"
key-in-name: '(log-[0-9]+)'
patterns:
  said: '^(?<when>\S+) (?<words>\S+)$'
fields:
  time: {from: when, required: yes}
  message: words
END
line() { # BYTES
	{
		echo '2026-03-03T14:00:00Z begin'
		printf '2026-03-03T15:00:00Z '
		letters $(($1 - 21))
		echo
	} >"log-$1.txt"
	"$DEBRIEF" import --as plainlog --zone UTC \
		"log-$1.txt" >out 2>&1
	sqlite3 debrief.db "SELECT COUNT(*) FROM reject WHERE batch_id =
		(SELECT MAX(id) FROM batch)"
}
check 'a line of 1 MiB is read' [ "$(line 1048576)" = 0 ]
check 'one of a byte more is rejected' [ "$(line 1048577)" = 1 ]

# A pattern that never ends, on as many rows as there is time for.
mkdir -p debrief.d/formats
cat >debrief.d/formats/slow.yaml <<'END'
format: slow
title: A pattern that backtracks
reader: csv
into: ticket
source: slow
detect:
  header: [id, words]
fields:
  key: {from: id, required: yes}
  title: {from: words, match: "^((a+)+)+$"}
END
rows=3000
[ -z "${DEBRIEF_FAULTS:-}" ] || rows=100000
awk -v rows=$rows 'BEGIN { print "id,words"; print "1,aaa"
	for (i = 2; i <= rows; i++)
		print i ",aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab" }' \
	>slow.csv
check 'the worst pattern costs no more than its limit' timeout 20 \
	"$DEBRIEF" import --as slow slow.csv
check 'what it would have said is unknown, not no' query "SELECT COUNT(*)
	FROM reject WHERE reason LIKE '%unknown%'" $((rows - 1))
check 'what it said before stands' query "SELECT title FROM ticket
	WHERE ext_key = '1'" aaa

# Wherever a pattern gives up, something is said instead of "no".
never=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab
cat >debrief.d/formats/slowlog.yaml <<'END'
format: slowlog
title: A log whose verdict backtracks
reader: csv
into: cutover
source: slowlog
times: "%Y-%m-%dT%H:%M:%S%z"
key-in-name: '(night-[0-9])'
detect:
  header: [when, said]
fields:
  time: {from: when, required: yes}
  message: said
outcome:
  failed: '^((a+)+)+$'
END
printf 'when,said\n2026-03-03T14:00:00Z,begin\n' >night-1.csv
cp night-1.csv night-2.csv
echo "2026-03-03T15:00:00Z,$never" >>night-2.csv
"$DEBRIEF" import --as slowlog night-1.csv >out 2>&1
"$DEBRIEF" import --as slowlog night-2.csv >>out 2>&1
check 'a record that may say "failed" is rejected with its reason' \
	query "SELECT COUNT(*) FROM reject
	WHERE reason LIKE '%on this record%unknown%'" 1
check 'and the outcome of its run is unknown, of the other one not' query \
	"SELECT group_concat(outcome, ' ') FROM (SELECT outcome FROM iteration
	WHERE source = 'slowlog' ORDER BY ext_key)" 'succeeded unknown'

cat >debrief.d/formats/slowhead.yaml <<'END'
format: slowhead
title: A header that backtracks
reader: csv
into: ticket
source: slowhead
detect:
  file-name: '^((a+)+)+$'
fields:
  key: {from: id, required: yes}
  title: words
END
printf 'id,words\n1,x\n' >$never
check 'a format that may fit is named, not passed over' \
	fails_with 65 "$DEBRIEF" import $never
check 'with what to do' contains '--as FORMAT' .out
rm debrief.d/formats/slowhead.yaml

sqlite3 debrief.db "INSERT INTO contact (key, name)
	VALUES ('$never', '$never')" ||
	echo '# no contact'
"$DEBRIEF" names pattern "((a+)+)+" "$never" --by test >out 2>&1
check 'a name pattern that gives up is refused' \
	grep 'would take too long' out
finish
