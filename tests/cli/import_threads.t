#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Import reads ahead in a thread of its own: nothing of it shows.
. "$SRCDIR/tests/cli/lib.sh"

# with THREADS NAME COMMAND...: in a new workspace, kept as NAME.db.
with() {
	DEBRIEF_THREADS=$1
	export DEBRIEF_THREADS
	kept=$2
	shift 2
	rm -f debrief.db*
	"$DEBRIEF" init 2>/dev/null
	"$@" >"$kept.out" 2>&1
	echo "status $?" >>"$kept.out"
	unset DEBRIEF_THREADS
	mv debrief.db "$kept.db"
}
# both COMMAND...: one thread or several, the same file and the same words.
both() {
	with 1 one "$@"
	with 0 many "$@"
	cat many.out
	cmp one.out many.out && cmp one.db many.db
}

# Rejects, empty lines, words nobody knows, keys that come again, doubled
# quotes, lines in quotes, and a record that is longer than what is copied.
cat >rows.awk <<'EOF'
BEGIN {
	print "Issue key,Status,Priority,Created,Updated,Summary," \
		"Labels,Labels,Environment"
	for (i = 0; i < rows; i++) {
		key = i % 97 == 96 ? i - 50 : i
		day = i % 28 + 1
		opened = i % 89 == 88 ? "soon" : day "/Mar/2026 10:00 AM"
		title = i % 5 ? "plain" : "\"two\nlines, \"\"said\"\" " i "\""
		if (i == 777)
			for (title = "x"; length(title) < 70000;)
				title = title title
		print "SUP-" key ",Open," (i % 7 ? "High" : "Odd" i) "," \
			opened "," opened "," title ",a" i ",,here " i
		if (i % 500 == 0)
			print ""
	}
}
EOF
awk -v rows=9000 -f rows.awk >tickets.csv
check 'a file is the same workspace with one thread or several' \
	both "$DEBRIEF" import --zone UTC tickets.csv
check 'of which every row is accounted for' contains \
	'8809 inserted + 19 updated + 71 unchanged + 101 rejected + 18 blank' \
	many.out
sed 's/,plain,/,other,/' tickets.csv >newer.csv
both_files() { "$DEBRIEF" import --zone UTC tickets.csv newer.csv; }
check 'and so is a newer one on top of it' both both_files
check 'a row that --strict refuses is refused in the same words' \
	both "$DEBRIEF" import --strict --zone UTC tickets.csv
{ cat tickets.csv; echo 'SUP-1,"Open'; } >unclosed.csv
check 'a file that cannot be read to its end is, too' \
	both "$DEBRIEF" import --zone UTC unclosed.csv
check 'and leaves nothing' query 'SELECT COUNT(*) FROM ticket' 0 many.db
cat >answers.awk <<'EOF'
BEGIN {
	print "response,survey,question,scale,score,comment"
	for (i = 0; i < 12000; i++)
		print i ",after,how likely," (i % 50 ? "nps" : "odd") "," \
			i % 12 ",\"it \"\"works\"\" " i "\""
}
EOF
awk -f answers.awk >answers.csv
check 'answers of a survey come to the same as well' \
	both "$DEBRIEF" import answers.csv
check 'indexes that were put off are there again' \
	says 'every table is as debrief makes it' "$DEBRIEF" --db many.db fsck

finish
