#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What real ticket exports do, one small file each.  The 22 known quirks, and
# the sentences below (or the tests elsewhere) that show each:
#
#  1 repeated headers         columns of one name stay apart
#  2 more than 2,000 columns  more columns than a table may have
#  3 wide, narrow, shifted    rows wider or narrower; a row shifted
#  4 ghost rows and columns   ghost rows and columns are blank
#  5 line ends in cells       a line end inside a cell; csv_test
#  6 preambles and footers    a delimiter line; "#TYPE"; "UTF-8"; the footer
#  7 rows inside one cell     rows packed into one cell
#  8 headers                  headers in quotes; another order of columns
#  9 byte order mark          a byte order mark is no part; further in it is
# 10 UTF-16, NULs             UTF-16LE loads; a lone surrogate or a NUL
# 11 Windows-1252, mixed      its bytes; a cell in UTF-8; Latin-1; garbled
# 12 huge cells               a cell of 100,000 characters
# 13 cut at round counts      1,000 rows; 1,024 columns; just about 15 MB
# 14 dates                    one row decides; both ways; months; Excel;
#                             epochs; durations as dates of 1970
# 15 zones                    two zones; clock changes; what the file says
# 16 null words               the null word of a product
# 17 numbers                  7.0; thousands; a decimal comma; duration_test
# 18 formula guard            a guard before a formula goes, once
# 19 compound cells           semicolons and code inside a cell
# 20 words for states         states are known in any case; import.t
# 21 identity                 a ticket twice in a file; import.t, names.t
# 22 impossible sequences     what cannot have happened in this order
. "$SRCDIR/tests/cli/lib.sh"

fresh() {
	rm -f debrief.db debrief.db-*
	"$DEBRIEF" init >/dev/null 2>&1
}
# loads COUNTS OPTIONS... FILE: into a workspace of its own.
loads() {
	fresh
	counts=$1
	shift
	says "$counts" "$DEBRIEF" import "$@"
}
ticket='key,opened,title'
at=2026-03-03T14:00:00Z

# Structure ------------------------------------------------------------------
printf 'Issue key,Status,Created,Watchers,Watchers,Comment,Comment\nAB-1,Open,03/Mar/26 2:00 PM,a,b,,late\n' >names.csv
check 'columns of one name stay apart, empty ones keep their place' \
	loads '1 inserted' --zone UTC names.csv
check 'in the order of the file' \
	query "SELECT group_concat(name || ordinal || value, ' ') FROM
		(SELECT * FROM ticket_value ORDER BY name, ordinal)" \
	'Comment2late Watchers1a Watchers2b'
{
	printf '%s' "$ticket"
	seq -f ',c%g' 2500 | tr -d '\n'
	printf '\nT-1,%s,wide' $at
	seq -f ',%g' 2500 | tr -d '\n'
	printf '\n'
} >wide.csv
check 'more columns than a table may have are kept' \
	loads '1 inserted' wide.csv
check 'every one of them' query 'SELECT COUNT(*) FROM ticket_value' 2500
printf '%s\nT-1,%s,a;b,c\nT-2,%s\nT-3,%s,good\n' "$ticket" $at $at $at >width.csv
check 'rows wider or narrower than the header are rejected, not shifted' \
	loads '3 read = 1 inserted + 2 rejected' width.csv
printf 'Issue key,Status,Created\nOpen,03/Mar/26 2:00 PM,AB-1\nAB-2,Open,03/Mar/26 2:00 PM\n' >shift.csv
check 'a row shifted at the same width is rejected by its key' \
	loads '2 read = 1 inserted + 1 rejected' --zone UTC shift.csv
printf '%s,,\nT-1,%s,a,,\n,,,,\n,,,,\n' "$ticket" $at >ghosts.csv
check 'ghost rows and columns are blank, not tickets' \
	loads '3 read = 1 inserted + 2 blank' ghosts.csv
printf '%s\r\r\nT-1,%s,"a\r\nb\nc"\r\r\nT-2,%s,d\r\r\n' "$ticket" $at $at >ends.csv
check 'records that end CR CR LF have blank ones between them' \
	loads '+ 3 blank' ends.csv
check 'a line end inside a cell is text' \
	query "SELECT hex(title) FROM ticket WHERE ext_key = 'T-1'" \
	610D0A620A63
printf '"sep=;"\r\nkey;opened;title\r\nT-1;%s;a,b\r\nkey;opened;title\r\nT-2;%s;c\r\n' $at $at >sep.csv
check 'a delimiter line and a header in between are no tickets' \
	loads '2 inserted' sep.csv
printf 'key,opened,title;;;\n"T-1,%s,""a""";;;\n"T-2,%s,b";;;\n' $at $at >twice.csv
check 'rows packed into one cell are refused' \
	fails_with 65 "$DEBRIEF" import twice.csv

# Encoding -------------------------------------------------------------------
printf '\357\273\277key,opened,title\nT-1,%s,\357\273\277a\n' $at >bom.csv
check 'a byte order mark is no part of the first header' \
	loads '1 inserted' bom.csv
check 'and further in it is text' \
	query 'SELECT hex(title) FROM ticket' EFBBBF61
for name in UTF-16LE UTF-16BE; do
	{
		if [ $name = UTF-16LE ]; then printf '\377\376'
		else printf '\376\377'; fi
		printf 'key,opened,title\r\nT-1,%s,Z\303\274rich\r\n' $at |
			iconv -f UTF-8 -t $name
	} >utf16.csv
	check "$name loads" loads '1 inserted' utf16.csv
	check "as the text it is ($name)" \
		query 'SELECT title FROM ticket' 'Zürich'
done
printf 'key,opened,title\nT-1,%s,Z\374rich \226 10\200\n' $at >cp1252.csv
check 'Windows-1252 is told from its bytes' \
	loads 'windows-1252' cp1252.csv
check 'and its dash and euro are right' \
	query 'SELECT title FROM ticket' 'Zürich – 10€'
{
	printf '%s\nT-1,%s,"' "$ticket" $at
	seq 20000 | tr '\n' ' '
	printf '"\n'
} >huge.csv
check 'a cell of 100,000 characters loads' loads '1 inserted' huge.csv
check 'whole' query 'SELECT length(title) > 108000 FROM ticket' 1

# Values -----------------------------------------------------------------------
{
	echo "$ticket"
	seq -f "T-%g,$at,x" 1000
} >thousand.csv
check 'an export of exactly 1,000 rows may have been cut' \
	loads 'exactly 1000 rows' thousand.csv
check 'status still says so' says 'batch 1: exactly 1000 rows' \
	"$DEBRIEF" status
{
	printf '%s' "$ticket"
	seq -f ',c%g' 1021 | tr -d '\n'
	printf '\nT-1,%s,cut' $at
	seq -f ',%g' 1021 | tr -d '\n'
	printf '\n'
} >columns.csv
check 'so may one of exactly 1,024 columns' \
	loads 'exactly 1024 columns' columns.csv
{
	echo "$ticket"
	seq -f "T-%g,$at,$(printf '%9000s' '' | tr ' ' x)" 1662
} >big.csv
check 'and one of just about 15 MB' loads 'just about 15 MB' big.csv
head='number,incident_state,sys_mod_count,opened_at,sys_updated_at'
printf '%s\nI-1,New,0,3/4/2026 10:00,3/4/2026 10:00\nI-2,New,0,13/4/2026 10:00,13/4/2026 10:00\n' \
	$head >dmy.csv
check 'one row decides day and month for its column' \
	loads '2 inserted' --zone UTC dmy.csv
check 'so the undecided one is in April' \
	query "SELECT opened FROM v_ticket WHERE ticket = 'I-1'" \
	2026-04-03T10:00:00Z
printf '%s\nI-1,New,0,13/4/2026 10:00,13/4/2026 10:00\nI-2,New,0,4/13/2026 10:00,4/13/2026 10:00\nI-3,New,0,3/4/2026 10:00,3/4/2026 10:00\n' \
	$head >both.csv
check 'a column that is both ways is refused, never split by row' \
	fails_with 65 "$DEBRIEF" import --zone UTC both.csv
check 'with one row of each' \
	contains '"4/13/2026 10:00" in line 3 is month-day-year' .out
printf 'Issue key,Status,Created,Resolved,Custom field ([CHART] Date of First Response)\nAB-1,Done,03/Mar/26 12:00 AM,04/Mar/26 12:30 PM,2026-03-03 09:00:00.5\n' \
	>chart.csv
check 'one row may have times in two zones' \
	loads '1 inserted' --zone America/New_York chart.csv
check 'each read in its own, midnight and noon too' \
	query 'SELECT opened, acknowledged, resolved FROM v_ticket' \
	'2026-03-03T05:00:00Z|2026-03-03T09:00:00Z|2026-03-04T17:30:00Z'
printf '%s\nT-1,2026-03-29 02:30,gap\nT-2,2026-10-25 02:30,fold\nT-3,2026-07-01 02:30,\n' \
	"$ticket" >dst.csv
check 'an hour left out by a clock change is said' \
	loads 'left out by a clock change: 1' --zone Europe/Berlin dst.csv
check 'one repeated by it, too' \
	contains 'repeated by a clock change: 1' .out
printf '%s,priority,assignment_group,resolved_at\nI-1,New,0,13/4/2026 10:00,13/4/2026 10:00,?,?,?\n' \
	$head >null.csv
check 'the null word of a product is no value' \
	loads '1 inserted' --zone UTC null.csv
check 'nor a team' query 'SELECT (SELECT COUNT(*) FROM team),
	severity, resolved_at FROM ticket' '0||'
printf 'key,opened,title,reopen_count\n007,%s,a,7.0\n1.23E+10,%s,b,7.5\n' \
	$at $at >number.csv
check '7.0 is seven times, 7.5 is not' \
	loads '1 inserted + 1 rejected' number.csv
check 'an id keeps its zeros' \
	query 'SELECT ext_key, reopen_count FROM ticket' '007|7'
printf "number,state,opened_at,sys_updated_on,short_description\nINC0000001,New,2026-03-03 14:00:00,2026-03-03 14:00:00,'=1+1\nINC0000002,New,2026-03-03 14:00:00,2026-03-03 14:00:00,'quoted'\n" \
	>guard.csv
check 'a guard before a formula goes, once, another quote stays' \
	loads '2 inserted' --zone UTC guard.csv
check 'as typed' query 'SELECT title FROM ticket ORDER BY ext_key' "=1+1
'quoted'"
printf 'key,opened,title,status\nT-1,%s,a,RESOLVED\nT-2,%s,b,in Progress\n' \
	$at $at >states.csv
check 'states are known in any case' loads '2 inserted' states.csv
check 'for what they are' query 'SELECT state FROM ticket ORDER BY ext_key' \
	'resolved
open'
printf 'key,opened,title,updated\nT-1,%s,new,2026-03-05T00:00:00Z\nT-1,%s,old,2026-03-04T00:00:00Z\n' \
	$at $at >again.csv
check 'a ticket twice in a file is one' loads '1 inserted' again.csv
check 'as it was last' query 'SELECT title FROM ticket' new
printf 'key,opened,acknowledged,resolved\nT-1,%s,2026-03-05T00:00:00Z,2026-03-01T00:00:00Z\n' \
	$at >order.csv
check 'what cannot have happened in this order is kept' \
	loads '1 inserted' order.csv
check 'as it came' query 'SELECT resolved, acknowledged FROM v_ticket' \
	'2026-03-01T00:00:00Z|2026-03-05T00:00:00Z'
printf '%s\nT-1,%s,a\nT-2,2099-12-31T00:00:00Z,b\n' "$ticket" $at >ahead.csv
check 'a time later than the import is kept and said' \
	loads 'opened: 1 time later than this import' ahead.csv
"$DEBRIEF" import migrations.csv >/dev/null 2>&1
check 'and does not move the instant of analyses' \
	sh -c '"$DEBRIEF" metric attributed --format json | grep -q 2026-03-03T14:00:00Z'
printf 'migration,table,source_count,target_count\n,a,9007199254740993,1\n,b,9007199254740992,1\n,c,9223372036854775807,1\n' >counts.csv
check 'a count no spreadsheet can hold is rejected' \
	loads '3 read = 1 inserted + 2 rejected' counts.csv
check 'and says why' says 'up to 2^53' "$DEBRIEF" rejects
check 'a missing file says what to do' sh -c \
	'"$DEBRIEF" import nowhere.csv 2>&1 | grep -q "try: check the name"'

# What the file itself says of its zone ----------------------------------------
{
	echo 'Issue key,Status,Created,Comment,Comment,Custom field (Last comment date)'
	echo 'AB-1,Open,01/Mar/26 2:00 PM,03/Mar/26 2:10 PM;u;hi;there,02/Mar/26 2:00 PM;u;first,Tue Mar 03 22:10:49 UTC 2026'
	echo 'AB-2,Open,01/Jul/26 2:00 PM,03/Jul/26 2:10 PM;u;x,,Fri Jul 03 21:10:01 UTC 2026'
	echo 'AB-3,Open,01/Jul/26 2:00 PM,,,'
} >zone.csv
fresh
check 'a missing zone is suggested by a column in UTC' sh -c \
	'"$DEBRIEF" import zone.csv 2>&1 | grep -q -e "--zone America/Los_Angeles fits 2 of the 2"'
check 'a wrong one is said' loads \
	'0 fit Europe/Berlin, 2 fit America/Los_Angeles' \
	--zone Europe/Berlin zone.csv
check 'the right one is not' loads '3 inserted' \
	--zone America/Los_Angeles zone.csv
check 'at all' lacks 'fit' .out

rtf='{\\rtf1\\ansi\\ansicpg1252\n{\\fonttbl\\f0\\fcharset0 Arial;}\n\\pard\\f0 '
printf "${rtf}"'key,opened,title\\\nT-1,%s,Z\\'"'"'fcrich\\\n}' $at >rtf.csv
check 'plain text in RTF saved as .csv is taken out of it' \
	loads 'UTF-8 out of an RTF document, comma' rtf.csv
check 'exactly' query 'SELECT title FROM ticket' Zürich
printf "${rtf}"'\\trowd key\\cell opened\\cell\\row T-1\\cell %s\\cell\\row}' $at \
	>table.csv
check 'a table in it is refused' fails_with 65 "$DEBRIEF" import table.csv
check 'by the word that makes it one' \
	contains 'an RTF document with more than plain text (\trowd)' .out

# The rest of the 22 -----------------------------------------------------------
printf '#TYPE Desk.Ticket\r\n"key","opened","title"\r\n"T-1","%s","a"\r\n' $at >type.csv
check 'a "#TYPE" line of PowerShell is no header' loads '1 inserted' type.csv
printf 'UTF-8\nkey,opened,title\nT-1,%s,a\n' $at >bare.csv
check 'nor is a bare "UTF-8"' loads '1 inserted' bare.csv
printf 'Case Number,Date/Time Opened,Subject,Status\n1001,13/03/2026 10:00,a,New\n\nAll cases of March\nCopyright (c) 2026 Desk\n' >footer.csv
check 'the footer of a report is skipped, not rejected' \
	loads '= 1 inserted + 1 blank + 2 skipped' --zone UTC footer.csv
printf '" KEY ","Opened "," TITLE"\nT-1,%s,a\n' $at >case.csv
check 'headers in quotes, in other case, with blanks are found' \
	loads '1 inserted' case.csv
printf 'title;opened;key\na;%s;T-1\n' $at >turned.csv
check 'in another order of columns too' loads '1 inserted' turned.csv
{
	printf '\377\376'
	printf 'key,opened,title\r\nT-1,%s,a' $at | iconv -t UTF-16LE
	printf '\000\330'
	printf 'b\r\nT-2,%s,c' $at | iconv -t UTF-16LE
	printf '\000\000'
	printf 'd\r\nT-3,%s,e\r\n' $at | iconv -t UTF-16LE
} >surrogate.csv
check 'a lone surrogate or a NUL in UTF-16 rejects its row alone' \
	loads '3 read = 1 inserted + 2 rejected' surrogate.csv
check 'with its column' says 'column 3, byte 2' "$DEBRIEF" rejects
check 'and the row behind is whole' \
	query 'SELECT ext_key || title FROM ticket' T-3e
printf 'key,opened,title\nT-1,%s,Z\374rich\nT-2,%s,Z\303\274rich\nT-3,%s,\303\244\n' \
	$at $at $at >mixed.csv
check 'a Windows-1252 cell in UTF-8 rejects its row alone' \
	loads '3 read = 2 inserted + 1 rejected' mixed.csv
printf 'key,opened,title\nT-1,%s,Z\374\205rich\n' $at >latin.csv
check 'Latin-1 is read when it is told' \
	loads 'ISO-8859-1' --encoding iso-8859-1 latin.csv
printf 'key,opened,title\nT-1,%s,a\342\200\211b \303\242\342\202\254\342\200\234 <br>&lt;\n' $at >moji.csv
check 'what was garbled before the export stays as it is' \
	loads '1 inserted' moji.csv
check 'to the byte' query 'SELECT hex(title) FROM ticket' \
	61E280896220C3A2E282ACE2809C203C62723E266C743B
printf 'Issue key,Status,Created\nAB-1,Open,03/ene/26 2:00 PM\nAB-2,Open,03/Dez/25 12:05 AM\nAB-3,Open,03/lip/26 12:05 PM\n' >months.csv
check 'months are known in the languages of exports, years by two digits' \
	loads '3 inserted' --zone UTC months.csv
check 'AM and PM around twelve' \
	query "SELECT group_concat(opened, ' ') FROM
	(SELECT opened FROM v_ticket ORDER BY ticket)" \
	'2026-01-03T14:00:00Z 2025-12-03T00:05:00Z 2026-07-03T12:05:00Z'
printf 'key,opened,title\nT-1,45292.39,a\nT-2,29:10.8,b\nT-3,%s,c\n' $at >excel.csv
check 'Excel serials and cut-off times are rejected, never guessed' \
	loads '3 read = 1 inserted + 2 rejected' excel.csv
check 'with the reason' says 'opened: expected a time like' \
	"$DEBRIEF" rejects
printf '1772546400.500 START step S01\n1772546401000 END step S01\n1772546402000000 START step S02\n1772546403000000000 END step S02\n' >epoch.log
printf 'migration,title,customer,kickoff\nM-1,One,Alder,%s\n' $at >one.csv
fresh
"$DEBRIEF" import one.csv >/dev/null
check 'epochs of s, ms, us and ns are told by their digits' \
	says '4 read' "$DEBRIEF" import --migration M-1 epoch.log
check 'to the microsecond' query \
	'SELECT started_at || char(32) || ended_at FROM step_run' \
	'1772546400500000 1772546401000000
1772546402000000 1772546403000000'
printf 'migration,table,source_count,target_count\n,a,"1,234,567",1234567\n,b,"3,87,16,91,111",3871691111\n,c,"1.234.567",1234567\n,d,7.0,7\n' >thousands.csv
check 'thousands are grouped the English, Indian or German way' \
	loads '4 inserted' thousands.csv
check 'for the numbers they are' \
	query 'SELECT group_concat(status) FROM check_result' \
	'pass,pass,pass,pass'
printf 'migration,table,source_count,target_count,threshold\n,a,1,1,"99,5"\n,b,"12,34",1,\n' >comma.csv
check 'a decimal comma is rejected, not taken for nothing' \
	loads '2 read = 1 inserted + 1 rejected' comma.csv
printf 'key,opened,title,comment\nT-1,%s,a,"%s;u;[{'"'"'x'"'"': 1}; ""y""]"\n' $at $at >compound.csv
check 'semicolons and code inside a cell are text' \
	loads '1 inserted' compound.csv
check 'as they came' query 'SELECT value FROM ticket_value' \
	"$at;u;[{'x': 1}; \"y\"]"
printf 'key,opened,resolved_after\nT-1,%s,1970-01-02 04:23:17\nT-2,%s,1:30\n' $at $at >span.csv
check 'a duration kept as a date of 1970 is that long' \
	loads '2 inserted' --map resolved_after=resolved_after span.csv
check 'to the second, and a colon parts hours from minutes' query \
	'SELECT group_concat((resolved_at - opened_at) / 1000000)
	FROM (SELECT * FROM ticket ORDER BY ext_key)' 102197,5400

finish
