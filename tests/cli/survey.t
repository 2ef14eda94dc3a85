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

# How each question is scored, and who said so ------------------------------
rm -f debrief.db*
"$DEBRIEF" init -q
questions() {
	sqlite3 debrief.db 'SELECT * FROM v_survey_question'
}
cat >form.csv <<'EOF'
Submission ID,Submission Date,How likely are you to recommend us?,How easy was it?,How satisfied are you?,Rate the food,Age,Extra
1,2026-05-13 10:02,9,7,so so,9,41,1
2,2026-05-13 10:02,4,6,5,2,35,0
EOF
check 'a question whose answers are off its scale is left out and named' \
	says '"How satisfied are you?" is left out: it looks like a question on a scale (csat, 1 to 5), but 1 of its 2 answers are not on it' \
	"$DEBRIEF" import --zone UTC form.csv
check 'a column of small numbers without a scale is, too, and counted' \
	contains '1 column of small numbers is left out, as no scale is stated: "Rate the food"' .out
cat >long.csv <<'EOF'
response,survey,question,scale,score,scale_min,scale_max
1,pulse,Fine?,csat,5,,
2,pulse,Fine?,csat,4,,
1,pulse,Seven?,csat,6,1,7
EOF
printf '%s\n' 'Submission ID,Submission Date,Rate the food' \
	'1,2026-05-13 10:02,4' >food.csv
imports() {
	"$DEBRIEF" import -q long.csv && "$DEBRIEF" import -q ratings.csv &&
	"$DEBRIEF" import -q --zone UTC --map 'csat=Rate the food' food.csv
}
check 'scales come from a column, a format and an option' imports
check 'each question has range, direction, method and who stated it' \
	query 'SELECT * FROM v_survey_question' \
	'food|Rate the food|csat|1|5|higher|share of 4-5|option|1
form|How easy was it?|ces|1|7|higher|mean|wording|2
form|How likely are you to recommend us?|nps|0|10|higher|share of 9-10 less share of 0-6|wording|2
pulse|Fine?|csat|1|5|higher|share of 4-5|file|2
pulse|Seven?|csat|1|7|higher|none: not the range of csat|file|1
zendesk satisfaction|satisfaction with the ticket|csat|1|5|higher|share of 4-5|format|1'
check 'status says each once' says \
	'csat, 1 to 5, higher is better; scored by: share of 4-5; stated by: file; answers: 2' \
	"$DEBRIEF" status
check 'two answers are one question' \
	test "$(grep -c 'pulse: Fine?' .out)" -eq 1
check 'what is not scored is said to be so' contains \
	'csat, 1 to 7, higher is better; scored by: none: not the range of csat' .out
undone() {
	questions >before
	"$DEBRIEF" undo 2 --by a@example.com --why test || return
	! questions | grep pulse &&
	"$DEBRIEF" import -q long.csv && questions | diff before - &&
	"$DEBRIEF" import -q long.csv && questions | diff before -
}
check 'an import taken back takes its questions, made again gives them back' \
	undone
finish
