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
# A form that asks nothing on a scale is refused for just that; a question
# that is one can be named.
unscaled() {
	for form in 538_surveymonkey_masculinity_raw 538_surveymonkey_starwars \
		qualtrics_sample_3hdr qualtrics_sample_legacy_2hdr; do
		fails_with 65 import "$DATA/survey/$form.csv" &&
			contains 'no column looks like a question' .out ||
			return 1
	done
}
check 'four forms ask nothing on a scale' unscaled
check 'three header rows, one response' \
	says '1 read = 1 inserted' \
	import --map csat=Q1 "$DATA/survey/qualtrics_sample_3hdr.csv"
check 'and two, in the older way' \
	says '1 read = 1 inserted' \
	import --map csat=Q1 "$DATA/survey/qualtrics_sample_legacy_2hdr.csv"
check 'both keep the words of the question' \
	query "SELECT DISTINCT question FROM response WHERE scale = 'csat'" \
	'This is a multiple choice question.'
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

# Every log, plan and result there is: loaded with these counts, or refused
# with these words.  Lines were counted with wc and grep, documents with
# another JSON reader.
# loads FILE FORMAT COUNTS [SQL ANSWER]
loads() {
	fresh
	import --year 2024 "$DATA/$1" >.out 2>&1 || { cat .out; return 1; }
	contains "$2 (" .out && contains "rows      $3" .out || return 1
	[ -z "$4" ] || query "$4" "$(echo "$5" | tr @ '|')"
}
none=
outcomes='SELECT group_concat(outcome) FROM (SELECT outcome FROM iteration
	ORDER BY id)'
steps='SELECT COUNT(*) FROM step_run'
span="SELECT strftime('%Y-%m-%dT%H:%M:%fZ', MIN(logged_at) / 1e6,
	'unixepoch'), strftime('%Y-%m-%dT%H:%M:%fZ', MAX(logged_at) / 1e6,
	'unixepoch') FROM cutover_event"
levels='SELECT group_concat(level || "=" || n) FROM (SELECT level, COUNT(*)
	AS n FROM cutover_event GROUP BY 1 ORDER BY 1)'
results='SELECT group_concat(status || "=" || n) FROM (SELECT status,
	COUNT(*) AS n FROM check_result GROUP BY 1 ORDER BY 1)'
while IFS='|' read -r file format counts sql answer; do
	check "$file is $format: $counts" \
		loads "$file" "$format" "$counts" \
		"$(eval "printf %s \"\$$sql\"")" "$answer"
done <<'EOT'
cutover/ansible_json_callback_goansible_1.json|ansible-json|1 read = 1 inserted|outcomes|succeeded
cutover/ansible_json_callback_goansible_2.txt|ansible-json|6 read = 6 inserted|outcomes|succeeded,succeeded,succeeded
cutover/ansible_json_callback_goansible_3.json|ansible-json|4 read = 4 inserted|outcomes|failed
cutover/ansible_json_callback_goansible_4.json|ansible-json|1 read = 1 inserted|steps|1
cutover/ansible_profile_tasks_stdout.log|ansible-profile|9 read = 9 inserted|steps|6
cutover/aws_dms_task_log_docs_excerpt.log|aws-dms-log|16 read = 16 inserted|outcomes|failed
cutover/flyway_migrate_5_sqlserver.log|flyway-log|5 read = 5 inserted|outcomes|succeeded
cutover/flyway_migrate_7.15_mysql.log|flyway-log|11 read = 9 inserted + 2 skipped|steps|1
cutover/flyway_migrate_boot4_postgres.log|flyway-log|3 read = 3 inserted|outcomes|succeeded
cutover/gitlab_job_trace_k8s_failed.log|gitlab-trace|36 read = 36 inserted|outcomes|failed
cutover/gitlab_job_trace_raw_ansi.log|gitlab-trace|6 read = 6 inserted|steps|2
cutover/gitlab_job_trace_timestamps_runner19.log|gitlab-trace|8 read = 8 inserted|outcomes|succeeded
cutover/golive_cutover-template.csv|cutover-plan-sheet|3 read = 3 inserted|steps|3
cutover/liquibase_databasechangelog_LiquibaseTest.csv|liquibase-changelog-csv|2 read = 2 inserted|steps|2
cutover/liquibase_maven_update_4.19.log|liquibase-log|13 read = 13 inserted|steps|2
cutover/lnav_logfile_ansi.1|syslog-bsd|10 read = 10 inserted|span|2024-09-19T09:24:04.000Z@2024-09-19T09:24:20.000Z
cutover/lnav_logfile_bunyan.0|log-json|10 read = 10 inserted|levels|DEBUG=9,INFO=1
cutover/lnav_logfile_crlf.0|cutover-log|2 read = 2 inserted|span|2012-07-02T10:22:40.672Z@2014-10-08T16:56:38.344Z
cutover/lnav_logfile_docker_compose_with_ts.0|container-log|22 read = 22 inserted|none|
cutover/lnav_logfile_dst.0|syslog-bsd|10 read = 10 inserted|span|2024-11-03T01:01:03.000Z@2024-11-03T02:25:02.000Z
cutover/lnav_logfile_ecs_log.json|log-json|5 read = 5 inserted|levels|DEBUG=1,ERROR=2,INFO=1,WARN=1
cutover/lnav_logfile_epoch.0|log-epoch|2 read = 2 inserted|span|2015-04-10T02:58:07.123Z@2015-04-10T02:58:07.456Z
cutover/lnav_logfile_generic.0|cutover-log|2 read = 2 inserted|levels|DEBUG=1,WARN=1
cutover/lnav_logfile_generic.1|cutover-log|2 read = 2 inserted|levels|ERROR=1,INFO=1
cutover/lnav_logfile_generic.2|cutover-log|2 read = 2 inserted|levels|ERROR=2
cutover/lnav_logfile_generic.3|log-dates|2 read = 2 inserted|span|2012-07-02T10:22:40.672Z@2014-10-08T16:56:38.344Z
cutover/lnav_logfile_generic_nanos.0|cutover-log|2 read = 2 inserted|span|2025-01-01T00:00:00.123Z@2025-01-01T01:00:00.988Z
cutover/lnav_logfile_invalid_json.json|log-json|5 read = 4 inserted + 1 rejected|levels|DEBUG4=1,DEBUG5=1,INFO=1,TRACE=1
cutover/lnav_logfile_journald.json|journald-json|2 read = 2 inserted|levels|ERROR=1,INFO=1
cutover/lnav_logfile_json.json|log-json|14 read = 13 inserted + 1 rejected|none|
cutover/lnav_logfile_json_subsec.json|log4j-json|2 read = 2 inserted|span|2022-09-24T00:00:09.484Z@2022-09-24T00:00:19.222Z
cutover/lnav_logfile_logfmt.0|logfmt|5 read = 5 inserted|levels|ERROR=2,INFO=2,WARN=1
cutover/lnav_logfile_multiline.0|cutover-log|2 read = 2 inserted|levels|DEBUG=1,ERROR=1
cutover/lnav_logfile_mysql_error.0|cutover-log|4 read = 4 inserted|none|
cutover/lnav_logfile_otel_collector.jsonl|otel-json|11 read = 11 inserted|none|
cutover/lnav_logfile_pino.0|log-json|1 read = 1 inserted|span|2025-04-24T22:08:37.537Z@2025-04-24T22:08:37.537Z
cutover/lnav_logfile_postgres.0|cutover-log|21 read = 21 inserted|none|
cutover/lnav_logfile_rust_tracing.0|log-json|5 read = 5 inserted|levels|ERROR=1,INFO=2,TRACE=1,WARN=1
cutover/lnav_logfile_syslog.0|syslog-bsd|4 read = 4 inserted|none|
cutover/lnav_logfile_syslog.2|syslog-bsd|3 read = 3 inserted|none|
cutover/lnav_logfile_syslog.3|syslog-bsd|7 read = 7 inserted|none|
cutover/lnav_logfile_syslog_with_mixed_times.0|syslog-bsd|13 read = 13 inserted|none|
cutover/lnav_logfile_tai64n.0|log-epoch|10 read = 10 inserted|span|2005-09-22T03:31:05.997Z@2005-09-22T03:31:07.955Z
cutover/lnav_logfile_with_zones.0|cutover-log|3 read = 3 inserted|span|2022-08-27T14:22:01.613Z@2022-08-27T14:22:01.888Z
cutover/rundeck_state-1295.json|rundeck-state|1 read = 1 inserted|outcomes|succeeded
cutover/rundeck_state-1300.json|rundeck-state|1 read = 1 inserted|steps|1
cutover/terraform_json_ui_real_lines.jsonl|terraform-json|7 read = 7 inserted|none|
validation/aws_dms_table_statistics_docs.json|aws-dms-statistics|1 read = 1 inserted|results|pending=1
validation/data_diff_jsonify_upstream_expected_1.json|data-diff-json|1 read = 1 inserted|results|fail=1
validation/dbt_audit_helper_compare_all_columns_with_summary.csv|audit-helper-columns|3 read = 3 inserted|results|fail=3
validation/dbt_audit_helper_compare_relations_with_exclude.csv|audit-helper-rows|1 read = 1 inserted|results|pass=1
validation/dbt_audit_helper_compare_relations_without_exclude.csv|audit-helper-rows|3 read = 3 inserted|results|fail=2,pass=1
validation/dbt_audit_helper_compare_row_counts.csv|audit-helper-counts|1 read = 1 inserted|results|pass=1
validation/pgloader_summary.jsonl|pgloader-jsonl|15 read = 8 inserted + 7 skipped|results|pass=8
validation/pgloader_summary_f1db_v3.4.txt|pgloader-text|33 read = 13 inserted + 20 skipped|results|pass=13
EOT
check 'whose rows add up to the total in its last line' \
	query 'SELECT SUM(matched_count), SUM(mismatched_count)
		FROM check_result' '506641|0'
# refused FILE WORDS
refused() {
	fresh
	fails_with 65 import "$DATA/cutover/$1" && contains "$2" .out
}
for id in 1295 1296 1297 1298 1299 1300; do
	check "the XML of execution $id is refused by its name" \
		refused "rundeck_execution-$id.xml" 'Rundeck execution (XML)'
done
check 'with what to take instead' contains 'output-ID.rdlog' .out
check 'compacted output is refused' refused rundeck_output_api_compacted.json \
	'compacted entries'
fresh
check 'six states are the six runs of the six logs' \
	says '1 read = 1' import "$DATA"/cutover/rundeck_output-*.rdlog \
	"$DATA"/cutover/rundeck_state-*.json
check 'each once' query 'SELECT COUNT(*), COUNT(DISTINCT ext_key),
	MIN(outcome), MAX(outcome) FROM iteration' '6|6|succeeded|succeeded'

finish
