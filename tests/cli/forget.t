#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# debrief forget: nowhere afterwards, and the log of decisions still holds.
# debrief publish --pseudonymise: nobody by name in the copy.
. "$SRCDIR/tests/cli/lib.sh"

# One canary in every place a name can come from.
cat >contacts.csv <<'END'
contact,name,team,channel,address,zone,language,preference
canary@example.org,Cana Zwölf Ry,Load,email,canary@example.org,Europe/Berlin,de,1
canary@example.org,Cana Zwölf Ry,Load,phone,+49 555 2410 77,Europe/Berlin,de,2
ben@example.org,Ben Gale,Load,email,ben@example.org,Europe/Berlin,de,1
END
cat >tickets.csv <<'END'
source,key,title,status,severity,opened,updated,team,assignee,Notes
desk,T-1,Call Cana Zwölf Ry back,Open,2,2026-03-03T14:00:00Z,2026-03-03T14:00:00Z,Load,canary@example.org,CANA ZWÖLF RY rang
desk,T-2,Cana Zwölf Rydberg is another one,Open,1,2026-03-03T14:00:00Z,2026-03-03T14:00:00Z,Load,Ben Gale,
desk,T-3,Two,Open,1,no time for Cana Zwölf Ry,2026-03-03T14:00:00Z,Load,Ben Gale,
END
iconv -f UTF-8 -t ISO-8859-1 tickets.csv | sed 's/T-\([123]\)/L-\1/' >latin.csv
cat >survey.csv <<'END'
response,survey,migration,question,scale,score,respondent,submitted,comment
R-1,pulse,,How?,csat,4,canary@example.org,2026-05-08T10:24:10Z,Cana Zwölf Ry was great
END
# In the name of a file and of a column, and in what later rows wrote over.
sed '1s/Notes/Cana Zwölf Ry/; s/T-\([123]\)/N-\1/' tickets.csv \
	>'canary@example.org.csv'
sed 's/Call Cana Zwölf Ry back/Done/; s/2026-03-03T14:00:00Z,Load,canary@example.org,.*/2026-03-04T14:00:00Z,Load,Ben Gale,/' \
	'canary@example.org.csv' >later.csv
here() { # how many bytes still name her: the file and what lies beside it
	cat debrief.db* | grep -aoiE 'canary@|zw[^ ]{1,8}lf ry[^d]|2410 77' |
		wc -l
}

"$DEBRIEF" init 2>/dev/null
"$DEBRIEF" import contacts.csv tickets.csv latin.csv survey.csv \
	canary@example.org.csv later.csv >/dev/null 2>&1
data=$SRCDIR/share/demo/data
"$DEBRIEF" import "$data"/runbook/*.csv "$data"/tickets/*.csv --zone \
	Europe/Berlin >/dev/null 2>&1
"$DEBRIEF" propose >/dev/null 2>&1
"$DEBRIEF" approve 1 --by 'Cana Zwölf Ry' --why 'canary@example.org agrees' \
	>/dev/null 2>&1
{
	"$DEBRIEF" note add ORB-09 lesson --by 'Cana Zwölf Ry' \
		--text 'Cana Zwölf Ry said so' &&
		"$DEBRIEF" note edit 1 --by Ben --text 'Somebody said so' &&
		"$DEBRIEF" action add --title 'Ask Cana Zwölf Ry' --by Ben \
			--kind prevent --contact canary@example.org &&
		"$DEBRIEF" action edit 1 --by Ben --title 'Ask' --why clearer &&
		"$DEBRIEF" refresh
} >why 2>&1 || cat why
head=$("$DEBRIEF" audit --quiet)
check 'every kind of trail has her' query "SELECT
	(SELECT COUNT(*) > 0 FROM batch WHERE file_name LIKE '%canary@%'),
	(SELECT COUNT(*) > 0 FROM batch WHERE header LIKE '%Zwölf%'),
	(SELECT COUNT(*) > 0 FROM row_before WHERE value LIKE '%Zwölf%'),
	(SELECT COUNT(*) > 0 FROM reject WHERE CAST(raw AS TEXT) LIKE '%Zwölf%')" '1|1|1|1'
check 'the canary sings in many places' [ "$(here)" -gt 10 ]
cp debrief.db before.db

check 'nobody is forgotten by nobody' fails_with 64 "$DEBRIEF" forget \
	canary@example.org
check 'who is not there is said' fails_with 66 "$DEBRIEF" forget \
	'Nobody Atall' --by Ben
check 'she is forgotten' says 'stands in' "$DEBRIEF" forget \
	canary@example.org --by Ben --why 'asked by Cana Zwölf Ry'
check 'no byte of the workspace names her' [ "$(here)" -eq 0 ]
check 'somebody whose name begins alike is still there' \
	query "SELECT COUNT(*) FROM ticket WHERE title LIKE '%Rydberg%'" 3
check 'no row is gone' query "SELECT COUNT(*) FROM ticket WHERE source =
	'desk'" "$(sqlite3 before.db "SELECT COUNT(*) FROM ticket WHERE
	source = 'desk'")"
check 'the log of decisions holds' "$DEBRIEF" audit --anchor "$head"
check 'with an event that says so' query "SELECT actor, event FROM audit
	ORDER BY sequence DESC LIMIT 1" 'Ben|forget'
check 'the workspace is sound' "$DEBRIEF" fsck
for report in postmortem quarterly; do
	"$DEBRIEF" report "$report" "$([ $report = quarterly ] && echo 2026-Q3 ||
		echo ORB-09)" --gnuplot /bin/false -o "$report.html" \
		>/dev/null 2>&1
done
check 'no report names her' sh -c 'ls *.html >/dev/null &&
	! grep -iE "canary@|zwölf ry[^d]" *.html'

"$DEBRIEF" forget 'Ben Gale' --by 'Ann Other' --why 'again' >/dev/null 2>&1
check 'forgetting another keeps the first one right' "$DEBRIEF" audit \
	--anchor "$head"
cp debrief.db sound.db
sqlite3 debrief.db "UPDATE audit SET body = replace(body, 'agrees', 'differs')"
check 'a forged event is found all the same' fails_with 1 "$DEBRIEF" audit
cp sound.db debrief.db
sqlite3 debrief.db "UPDATE audit SET body = '{\"events\":[]}'
	WHERE event = 'forget'"
check 'so is a forged forgetting' fails_with 1 "$DEBRIEF" audit

cp before.db debrief.db
check 'a copy with other names is published' "$DEBRIEF" publish \
	--pseudonymise copy.db
check 'no byte of it names her' sh -c '! grep -aqiE \
	"canary@|zw[^ ]{1,8}lf ry[^d]|2410 77|Ben Gale" copy.db'
check 'the workspace still knows her' [ "$(here)" -gt 10 ]
check 'the copy is sound' says 'unbroken' "$DEBRIEF" --db copy.db fsck
check 'the key is a file of its own, for its owner' \
	[ "$(stat -c %a debrief.db.key)" = 600 ]
key=$(cat debrief.db.key)
check 'it is not in the copy' sh -c "! grep -aqi '$key' copy.db"
name=$(sqlite3 copy.db "SELECT name FROM contact ORDER BY id LIMIT 1")
"$DEBRIEF" publish --pseudonymise copy.db 2>/dev/null
check 'the same person has the same name again' \
	[ "$(sqlite3 copy.db "SELECT name FROM contact ORDER BY id LIMIT 1")" \
	= "$name" ]
"$DEBRIEF" publish --pseudonymise --key other.key copy.db 2>/dev/null
check 'and another one under another key' \
	[ "$(sqlite3 copy.db "SELECT name FROM contact ORDER BY id LIMIT 1")" \
	!= "$name" ]
finish
