#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Surveys: what was asked, on which scale, and who is left out.
. "$SRCDIR/tests/cli/lib.sh"
"$DEBRIEF" init -q || exit 99

cat >grid.csv <<'EOF'
Respondent ID,End Date,How satisfied are you with,,Comments
,,The training,The timing,Open-Ended Response
1,05/13/2026 10:02:00 AM,Very satisfied,Neutral,Good
2,05/13/2026 10:02:00 AM,Satisfied,7,
EOF
check 'each line of a grid is a question' \
	says '2 read = 1 inserted + 1 rejected' "$DEBRIEF" import --zone UTC \
	grid.csv
check 'with its words and its scale' \
	query "SELECT question, scale, scale_min, scale_max, score
		 FROM response ORDER BY id" \
	'How satisfied are you with: The training|csat|1|5|5
How satisfied are you with: The timing|csat|1|5|3'
check 'a reject of a file with two header rows keeps both' \
	says 'How satisfied are you with: The timing' "$DEBRIEF" rejects
mkdir -p debrief.d/formats
sed 's/Neutral: 3,/Neutral: 3, "7": 5,/' \
	"$DEBRIEF_SHARE/formats/surveymonkey-csv.yaml" \
	>debrief.d/formats/surveymonkey-csv.yaml
check 'so that it can be read again with another map' \
	says '1 read = 1 inserted' "$DEBRIEF" rejects replay 1
rm -r debrief.d

cat >asked.csv <<'EOF'
StartDate,EndDate,Status,Finished,RecordedDate,ResponseId,Q1,Q2
Start Date,End Date,Response Type,Finished,Recorded Date,Response ID,How likely are you to recommend us?,How likely are you to recommend us?
"{""ImportId"":""a""}",b,c,d,e,f,g,h
2026-05-13 10:00:00,2026-05-13 10:02:00,IP Address,True,2026-05-13 10:02:01,R_1,9,4
2026-05-13 10:00:00,2026-05-13 10:02:00,Survey Preview,True,2026-05-13 10:02:01,R_2,9,4
2026-05-13 10:00:00,2026-05-13 10:02:00,IP Address,False,2026-05-13 10:02:01,R_3,9,4
EOF
check 'previews and unfinished answers are left out' \
	says '3 read = 1 inserted + 2 skipped' "$DEBRIEF" import --zone UTC \
	asked.csv
check 'and counted, each with its column' contains \
	'1: left out because of its "Finished", as the format says' .out
check 'a question asked twice is two questions' \
	query "SELECT question, score FROM response WHERE survey = 'asked'" \
	'How likely are you to recommend us?|9
How likely are you to recommend us? (2)|4'

printf 'Submission Date,Colour\n2026-05-13,red\n' >colours.csv
check 'a form without a scale is refused' \
	fails_with 65 "$DEBRIEF" import --zone UTC colours.csv
check 'because of that' contains 'no column looks like a question' .out

# Satisfaction that stands among tickets ------------------------------------
cat >desk.csv <<'EOF'
Id,Requester,Status,Priority,Urgency,Created at,Updated at,Satisfaction Score
35,Ana,Solved,High,Low,2026-01-05 09:12,2026-01-06 09:12,Good
36,Ana,Solved,High,Low,2026-01-05 09:12,2026-01-06 09:12,Offered
EOF
check 'tickets are tickets, by the column that was named' \
	says '2 read = 2 inserted' "$DEBRIEF" import --zone UTC \
	--map severity=Urgency desk.csv
check 'and what they say of satisfaction is an answer' \
	contains '2 read = 1 inserted + 1 skipped' .out
check 'as the ratings of the API say it' \
	query "SELECT ext_key, scale, score FROM response
		WHERE survey = 'zendesk satisfaction'" '35|csat|5'
printf '%s\n' 'id,ticket_id,score,comment,requester_id,created_at,updated_at' \
	'9,35,bad,Late,1,2026-01-07T09:12:00Z,2026-01-07T09:12:00Z' >ratings.csv
check 'which are not counted twice' \
	says '1 read = 1 updated' "$DEBRIEF" import ratings.csv
sed 's/,Satisfaction Score//; s/,Good//; s/,Offered//' desk.csv >plain.csv
check 'a ticket export without it is one batch' \
	says '2 read = 2 updated' "$DEBRIEF" import --zone UTC \
	--map severity=Urgency plain.csv
check 'and says nothing of answers' lacks satisfaction .out
finish
