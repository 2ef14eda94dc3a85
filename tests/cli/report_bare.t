#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# report_bare.t -- a post-mortem of almost nothing still reads as sentences.
. "$SRCDIR/tests/cli/lib.sh"

cat >migrations.csv <<'END'
migration,title,customer,source_system,target_system,users,kickoff,planned_go_live,state,go_live
M-1,Front desk,Acme,Old,New,1,2026-01-05T08:00:00Z,2026-03-01T08:00:00Z,live,2026-03-02T08:00:00Z
M-2,Back desk,Bolt,,,,,,live,2026-03-02T08:00:00Z
END
printf '%s\n' 'module,title,position' 'load,Load,1' >modules.csv
cat >timeline.csv <<'END'
migration,module,baseline,planned_start,planned_end,actual_start,actual_end
M-1,load,kickoff,2026-01-05T08:00:00Z,2026-01-10T08:00:00Z,2026-01-05T08:00:00Z,2026-01-11T08:00:00Z
END
cat >tickets.csv <<'END'
source,key,title,type,status,opened,resolved,customer,migration
desk,T-0,Slow,incident,closed,2025-12-01T08:00:00Z,2025-12-01T09:00:00Z,Acme,
desk,T-1,Slower,incident,closed,2026-03-05T08:00:00Z,2026-03-05T09:00:00Z,Acme,M-1
desk,T-2,Gone,incident,closed,2026-06-30T08:00:00Z,2026-06-30T09:00:00Z,Acme,
END

# words FILE: the page without its markup, figures and style, a line a block.
words() {
	tr '\n' ' ' <"$1" |
		sed 's/<style>.*<\/style>//; s/<svg/\
<svg/g; s/<\/svg>/&\
/g' | sed '/^<svg/d' |
		sed 's/<\/\(p\|h1\|h2\|h3\|li\|td\|th\|dd\|dt\|div\|summary\)>/\
/g' | sed 's/<[^>]*>//g; s/&nbsp;\|\xc2\xa0/ /g; s/&#39;/'"'"'/g'
}

tell() {
	"$DEBRIEF" report postmortem "$1" -o "$1.html" &&
		words "$1.html" >"$1.txt"
}

# Doubled or stray punctuation, an empty bracket, a value that is missing.
dangling() {
	! grep -nE ' [.,;:)]( |$)|\( ?\)|[.,;:] ?[.,;]( |$)|n/a|  +[a-z]+ \.' \
		"$1"
}

# "1 modules", but not "11 modules" nor "0.1 hours".
plural_of_one() {
	! grep -nE '(^|[^0-9.,])1 (modules|measures|migrations|incidents|answers|cutovers|rehearsals|drills|promises|users|files|rows|cases|tables|rollbacks|hands|tickets|proposals)\b' "$1"
}

check 'a bare runbook is imported' sh -c '
	"$DEBRIEF" init && "$DEBRIEF" import --zone UTC ./*.csv'
check 'a post-mortem with one module and nothing asked is written' \
	tell M-1
check 'its first paragraph says only what is known' \
	contains 'Acme moved 1 user to New from Old. 1 of 1 module ended after the planned end (Load, by 24 h).' M-1.txt
check 'two incidents are too few to compare' \
	contains 'That is too few to compare.' M-1.txt
check 'no sentence dangles' dangling M-1.txt
check 'one of a thing is not many' plural_of_one M-1.txt
check 'promises are not counted where there are none' \
	lacks 'promises,' M-1.txt
check 'nor is a verdict explained' lacks 'The verdict looks' M-1.txt
check 'nor a table called above a line nobody drew' \
	lacks 'above the acceptance line' M-1.txt
check 'an incident without a severity is still an incident' \
	contains 'No incident after go-live has a severity.' M-1.txt
check 'what is not there is said once' sh -c '
	[ "$(grep -c "hecked" M-1.txt)" = "$(grep -c "No table was checked" M-1.txt)" ]'
check 'a post-mortem without plan, kickoff and earlier rate is written' \
	tell M-2
check 'its title is what is known' contains 'Back desk went live' M-2.txt
check 'an unknown earlier rate is said' \
	contains 'no earlier rate of the customer is known' M-2.txt
check 'and nothing dangles there' dangling M-2.txt
check 'one is not many there' plural_of_one M-2.txt
check 'the quarter of one migration is written' sh -c '
	"$DEBRIEF" report quarterly 2026-Q1 -o q.html'
words q.html >q.txt
check 'too few facts are not called no change' sh -c '
	"$DEBRIEF" report quarterly 2025-Q4 -o first.html &&
	grep -q "too few facts to compare with the quarters" first.html'
check 'a migration without a kickoff is listed' contains 'Back desk' q.txt
check 'and is not on time when nothing was planned' lacks 'live, on time' q.txt
check 'no sentence of it dangles' dangling q.txt
check 'one is not many in it' plural_of_one q.txt
finish
