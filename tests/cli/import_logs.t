#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Logs of every kind: times without year or zone, many runs in one file,
# steps that follow each other, what cannot be loaded and why.
. "$SRCDIR/tests/cli/lib.sh"

fresh() {
	rm -f debrief.db debrief.db-*
	"$DEBRIEF" init >/dev/null 2>&1
}
import() {
	"$DEBRIEF" import --zone UTC "$@"
}

fresh
cat >messages <<'EOT'
Dec 31 23:59:58 web1 cutover[12]: START step S01 freeze
Jan  1 00:00:03 web1 cutover[12]: disk at 80 %
Dec 31 23:59:59 web2 cron: late
Jan  1 00:10:00 web1 cutover[12]: Step S01 is done
EOT
check 'times without a year are refused' fails_with 65 import messages
check 'with the option that helps' contains '--year' .out
check 'a year that is none is refused' \
	fails_with 64 import --year MMXXV messages
check 'which is of the first record' \
	says '4 read = 4 inserted' import --year 2025 messages
check 'the turn of the year is one, whatever comes late' \
	query "SELECT group_concat(strftime('%Y-%m-%d', logged_at / 1000000,
		'unixepoch'), ' ') FROM (SELECT * FROM cutover_event
		ORDER BY sequence)" \
	'2025-12-31 2026-01-01 2025-12-31 2026-01-01'
check 'messages that say so make steps' \
	query 'SELECT step_key, (ended_at - started_at) / 1000000, status
		FROM step_run' 'S01|602|succeeded'

fresh
cat >app.log <<'EOT'
2026-03-03T20:00:00Z INFO server listens
2026-03-03T20:00:01Z INFO failed over to node 2
EOT
check 'a log of anything is loaded' says '2 inserted' import app.log
check 'and claims nothing about a cutover' \
	query 'SELECT outcome, (SELECT COUNT(*) FROM step_run)
		FROM iteration' 'unknown|0'

printf '<?xml version="1.0"?>\n<feed/>\n' >feed.xml
check 'XML is refused' fails_with 65 import feed.xml
check 'by its name' contains 'XML: XML is not read' .out
check 'and with what to export instead' contains 'export CSV or JSON' .out
check '--as does not make it readable' fails_with 65 import --as xml feed.xml

finish
