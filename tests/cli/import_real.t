#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Real exports, with the figures an independent reader found in them.
. "$SRCDIR/tests/cli/lib.sh"
needs_shared 'real exports' || { finish; exit; }
DATA=$DEBRIEF_SHARED/data

fresh() {
	rm -f debrief.db debrief.db-*
	"$DEBRIEF" init >/dev/null 2>&1
}
import() {
	"$DEBRIEF" import --zone UTC "$@"
}

fresh
check 'the UCI log is read whole, packed as it is' \
	says '141712 read = 141712 inserted' \
	import "$DATA/tickets/uci_incident_event_log.csv.gz"
check 'its latest events make 24,918 incidents' \
	query "SELECT COUNT(*), SUM(resolved_at IS NOT NULL),
		SUM(reopen_count > 0), SUM(reassign_count > 0),
		SUM(made_sla = 1), SUM(closed_at IS NOT NULL) FROM ticket" \
	'24918|23362|275|11369|15803|24918'
check 'their mean time to resolve is 178.1716 h' \
	query "SELECT printf('%.4f', AVG(resolved_at - opened_at) / 3.6e9)
		FROM ticket WHERE resolved_at IS NOT NULL" 178.1716
check 'the median is 22.1000 h' \
	query "SELECT printf('%.4f', AVG(x) / 3.6e9) FROM (
		SELECT resolved_at - opened_at AS x FROM ticket
		WHERE resolved_at IS NOT NULL ORDER BY x
		LIMIT 2 - 23362 % 2 OFFSET (23362 - 1) / 2)" 22.1000
check 'severities are as counted' \
	query 'SELECT group_concat(severity || "=" || n) FROM (SELECT severity,
		COUNT(*) AS n FROM ticket GROUP BY severity ORDER BY 1)' \
	'1=270,2=408,3=23466,4=774'
check 'every event is there, in its state' \
	query 'SELECT group_concat(status || "=" || n, "; ") FROM (SELECT
		status, COUNT(*) AS n FROM ticket_event GROUP BY 1
		ORDER BY 2 DESC)' \
	'Active=38716; New=36407; Resolved=25751; Closed=24985; Awaiting User Info=14642; Awaiting Vendor=707; Awaiting Problem=461; Awaiting Evidence=38; -100=5'
check 'closed after 315.3286 h on average, 145.8667 h in the middle' \
	query "SELECT printf('%.4f', AVG(x)), (SELECT printf('%.4f', AVG(x))
		FROM (SELECT (closed_at - opened_at) / 3.6e9 AS x FROM ticket
		ORDER BY x LIMIT 2 OFFSET (24918 - 1) / 2)) FROM
		(SELECT (closed_at - opened_at) / 3.6e9 AS x FROM ticket)" \
	'315.3286|145.8667'
check 'missed service levels and the longest wait are as counted' \
	query "SELECT SUM(made_sla = 0), printf('%.2f',
		MAX(resolved_at - opened_at) / 3.6e9) FROM ticket" \
	'9115|8070.17'
check 'again it changes nothing' \
	says '141712 read = 141712 unchanged' \
	import "$DATA/tickets/uci_incident_event_log.csv.gz"

gzip -dc "$DATA/tickets/uci_incident_event_log.csv.gz" |
	head -n 5999 >original.csv
fresh
import original.csv >/dev/null
check 'what Excel saved again gives identical records' \
	says '5998 read = 5998 unchanged' \
	import "$DATA/tickets/uci_incident_event_log_excel_resaved_5998.csv"
hash=$(sqlite3 debrief.db 'SELECT content_hash FROM batch WHERE id = 1')
fresh
{ head -n 1 original.csv; tail -n +2 original.csv | sort -r; } >sorted.csv
import sorted.csv >/dev/null
check 'and so do the same rows in another order' \
	query 'SELECT content_hash FROM batch WHERE id = 1' "$hash"

fresh
import original.csv >/dev/null
"$DEBRIEF" import --zone Asia/Tokyo original.csv >/dev/null
check 'a zone that was wrong is corrected by the right one' \
	says '5998 read' import original.csv
check 'as if it had never been' \
	query 'SELECT content_hash, (SELECT COUNT(*) FROM ticket_event)
		FROM batch WHERE id = 3' "$hash|5998"

fresh
check 'the closed problems of BPI 2013 are 6,660 events' \
	says '6660 read = 6660 inserted' \
	import "$DATA/tickets/VINST cases closed problems.csv"
check 'of 1,487 cases' query 'SELECT COUNT(*) FROM ticket' 1487
fresh
check 'the open ones, in another order of columns, 2,351' \
	says '2351 read = 2351 inserted' \
	import "$DATA/tickets/VINST cases open problems.csv"
check 'of 819 cases, from Windows-1252' \
	query 'SELECT COUNT(*), (SELECT encoding FROM batch) FROM ticket' \
	'819|windows-1252'

fresh
check 'the Jira file has 127 issues' \
	says '127 read = 127 inserted' \
	import "$DATA/tickets/jira_cloud_2021_crlf_scrubbed.csv"
check 'of which 22 are resolved, in 734.8939 h on average' \
	query "SELECT COUNT(*), printf('%.4f',
		AVG(resolved_at - opened_at) / 3.6e9) FROM ticket
		WHERE resolved_at IS NOT NULL" '22|734.8939'
check 'a Jira file of 379 columns keeps every cell' \
	says '311 read = 311 inserted' \
	import "$DATA/tickets/jira_cloud_bom_379cols_scrubbed.csv"
check 'repeated columns too' \
	query "SELECT name, COUNT(*) FROM ticket_value v
		JOIN ticket t ON t.id = v.ticket_id
		WHERE t.batch_id = 2 AND name IN ('Comment', 'Log Work')
		GROUP BY name" 'Comment|984
Log Work|562'
check 'each at its place' \
	query "SELECT name, MAX(ordinal) FROM ticket_value v
		JOIN ticket t ON t.id = v.ticket_id
		WHERE t.batch_id = 2 AND name IN ('Comment', 'Log Work')
		GROUP BY name" 'Comment|75
Log Work|216'
check 'a Spanish Jira file is Jira' \
	says 'jira-csv (header has Clave de incidencia' \
	import "$DATA/tickets/jira_jsm_es_locale_scrubbed.csv"

check 'with three issues and six comments' \
	query "SELECT COUNT(DISTINCT ticket_id), MAX(ordinal), COUNT(*)
		FROM ticket_value WHERE name = 'Comentario'" '3|2|6'

# of_servicenow FILE COUNTS TICKETS|MULTILINE
of_servicenow() {
	fresh
	says "$2" import "$DATA/tickets/$1" || return 1
	query "SELECT COUNT(*), SUM(title LIKE '%' || char(10) || '%')
		FROM ticket" "$3"
}
check 'a ServiceNow list has 73 incidents, three with a line end' \
	of_servicenow sn_list_export_devinstance.csv \
	'73 read = 73 inserted' '73|3'
check 'its flat table 67, and 68 blank records' \
	of_servicenow sn_table_api_flat_devinstance.csv \
	'135 read = 67 inserted + 68 blank' '67|0'
check 'from Windows-1252' query 'SELECT encoding FROM batch' windows-1252
check 'its JSON lines 72' of_servicenow sn_incident_export.json \
	'72 read = 72 inserted' '72|3'
fresh
check 'an event log of process mining is a log of tickets' \
	says '21348 read = 21348 inserted' \
	import "$DATA/tickets/helpdesk_full_attrs.csv"
check 'of 4,580 cases' query 'SELECT COUNT(*) FROM ticket' 4580
fresh
check 'a Zendesk table of ten tickets' \
	says '10 read = 10 inserted' \
	import "$DATA/tickets/fivetran_zendesk/fivetran_ticket_data.csv"
check 'a Jira table of four issues' \
	says '4 read = 4 inserted' \
	import "$DATA/tickets/fivetran_jira/fivetran_issue.csv"
refused_beside() {
	for table in zendesk/fivetran_group_data zendesk/fivetran_user_data \
		zendesk/fivetran_organization_data \
		zendesk/fivetran_sla_policy_metric_history_data \
		zendesk/fivetran_ticket_comment_data \
		zendesk/fivetran_ticket_field_history_data \
		jira/fivetran_comment_redshift jira/fivetran_sprint \
		jira/fivetran_issue_field_history; do
		fails_with 65 import "$DATA/tickets/fivetran_$table.csv" &&
			contains 'holds no tickets' .out || return 1
	done
}
check 'the tables beside them are refused, each with the reason' \
	refused_beside
fresh

check 'the Google form counts everybody who was asked' \
	says '3062 read = 3001 inserted + 61 skipped' \
	import "$DATA/survey/googleforms_learningR2018_en.tsv"
check 'its NPS is 72.1093' \
	query "SELECT COUNT(*), printf('%.4f', 100.0 * (SUM(score >= 9) -
		SUM(score <= 6)) / COUNT(*)) FROM response
		WHERE scale = 'nps'" '3001|72.1093'
check 'DVT results need no zone' \
	says '23 read = 23 inserted' "$DEBRIEF" import \
	"$DATA"/validation/dvt_results_upstream_unit_test_expected.csv
check '16 of them fail' \
	query "SELECT status, COUNT(*) FROM check_result GROUP BY 1" 'fail|16
pass|7'
# of_expectations FILE PASS|ALL
of_expectations() {
	fresh
	import "$DATA/validation/$1" >/dev/null || return 1
	query "SELECT SUM(status = 'pass'), COUNT(*) FROM check_result" "$2"
}
check 'of the expectations of Great Expectations 90 % are met' \
	of_expectations ge_titanic_validate_results.json '9|10'
check 'with exceptions 60 %' \
	of_expectations ge_titanic_validate_results_with_exceptions.json \
	'6|10'
check 'by default 90 %' \
	of_expectations ge_expected_cli_results_default.json '9|10'
check 'in two validations at once 81.8181 %' \
	of_expectations ge_ValidationOperatorResult_multiple.json '18|22'
fresh
check 'two JSON documents in one file are both read' \
	says '6 read = 6 inserted' import \
	"$DATA/cutover/ansible_json_callback_goansible_2.txt"
check 'the XML of a Rundeck execution is refused' \
	fails_with 65 import "$DATA/cutover/rundeck_execution-1295.xml"
fresh
check 'six Rundeck logs are six runs' \
	says '7 read = 5 inserted + 2 skipped' "$DEBRIEF" import "$DATA"/cutover/rundeck_output-*.rdlog
check 'with the ids of their file names' \
	query "SELECT MIN(ext_key), MAX(ext_key), COUNT(*), outcome
		FROM iteration GROUP BY outcome" '1295|1300|6|succeeded'
log=$DATA/cutover/rundeck_output-1295.rdlog
check 'from standard input the id must be given' \
	fails_with 64 sh -c '"$DEBRIEF" import - <"$1"' sh "$log"
check 'and then it is the same run' \
	says '7 read = 5 unchanged + 2 skipped' \
	sh -c '"$DEBRIEF" import --key 1295 - <"$1"' sh "$log"

finish
