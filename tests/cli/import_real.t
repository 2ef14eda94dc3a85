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
check 'a Spanish Jira file is Jira' \
	says 'jira-csv (header has Clave de incidencia' \
	import "$DATA/tickets/jira_jsm_es_locale_scrubbed.csv"

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
