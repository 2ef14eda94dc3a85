#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What is planted in the demo data is found and nothing else, with the seed
# that is shipped and with others (share/demo/README.md says why it must be).
. "$SRCDIR/tests/cli/lib.sh"
PATH=${DEBRIEF%/*}:$PATH

load() { # SEED
	rm -f debrief.db*
	DATA=$WORK/data-$1
	export DATA
	"$BUILDDIR/share/demo/generate" "$DATA" "$1" &&
		debrief init &&
		sh -e "$SRCDIR/share/demo/steps"
}

accounted_for() {
	query 'SELECT COUNT(*) FROM reject' 0 &&
		query "SELECT COUNT(*) FROM attribution a JOIN ticket t
			   ON t.id = a.ticket_id
			WHERE (a.rule = 'window') <>
			      (t.migration_key IS NULL)" 0 &&
		query "SELECT DISTINCT rule FROM attribution ORDER BY 1" \
			'column
label
window'
}

# The later export knows more of some tickets, and some tickets more.
refreshed() {
	query "SELECT SUM(updated_count) > 0, SUM(inserted_count) > 0,
		      SUM(unchanged_count)
		 FROM batch WHERE file_name LIKE 'jira-3%'" '1|1|0'
}

fates() {
	query 'SELECT state, COUNT(*) FROM migration GROUP BY state' \
	'abandoned|1
live|12
running|1'
}

rolled_back() {
	query "SELECT m.key, group_concat(i.outcome)
		 FROM (SELECT * FROM iteration ORDER BY started_at) i
		 JOIN migration m ON m.id = i.migration_id
		WHERE i.kind = 'cutover'
		GROUP BY m.key HAVING COUNT(*) <> 1" \
	'ORB-03|rolled_back,succeeded
ORB-10|rolled_back,succeeded'
}

# A go-live that the runbook states is the end of the last cutover.
go_lives_agree() {
	query "SELECT COUNT(*) FROM migration m JOIN iteration i
		   ON i.migration_id = m.id AND i.kind = 'cutover'
		  AND i.outcome = 'succeeded' AND i.ended_at = m.go_live_at" 12
}

# What the runbook promised beyond times and owners, and was not kept.
conduct() {
	query "SELECT m.key, r.key, r.is_required, r.waived_at IS NOT NULL
		 FROM readiness_criterion r
		 JOIN migration m ON m.id = r.migration_id
		WHERE m.go_live_at AND (r.met_at IS NULL
				     OR r.met_at > m.go_live_at)" \
	'ORB-09|sign-in|1|0
ORB-09|training|1|1
ORB-09|phone|0|0' &&
	query "WITH said AS (
		SELECT m.key, sent_at, lag(sent_at, 1, started_at) OVER
			(PARTITION BY i.id ORDER BY sent_at) AS before_at
		  FROM iteration i JOIN migration m ON m.id = i.migration_id
		  JOIN communication c ON c.migration_id = m.id
		   AND c.sent_at BETWEEN i.started_at AND i.ended_at
		 WHERE i.kind = 'cutover' AND i.outcome = 'succeeded'
		   AND c.kind = 'status-update')
		SELECT DISTINCT key FROM said JOIN cadence a
		    ON a.kind = 'status-update' AND a.phase = 'cutover'
		 WHERE sent_at - before_at > a.every_minutes * 60000000" \
	'ORB-10' &&
	query "SELECT m.key, h.key FROM handoff_item h
		 JOIN migration m ON m.id = h.migration_id
		WHERE h.due_at < unixepoch('2026-09-30') * 1000000
		  AND (h.done_at IS NULL OR h.done_at > h.due_at)" \
	'ORB-12|macros' &&
	query "SELECT m.key, i.kind FROM iteration i
		 JOIN migration m ON m.id = i.migration_id
		 JOIN rollback_plan p ON p.migration_id = m.id
		 JOIN step_run r ON r.iteration_id = i.id
		 JOIN step s ON s.id = r.step_id AND s.is_rollback = 1
		WHERE i.kind = 'cutover'
		GROUP BY i.id HAVING max(r.ended_at) - min(r.started_at) >
			p.estimated_minutes * 60000000" \
	'ORB-10|cutover'
}

proposals() {
	debrief propose -q >.log || return 1
	query "SELECT p.kind, d.key, p.role, p.severity, p.level,
		      p.value_before, p.value_after
		 FROM proposal p JOIN module d ON d.id = p.module_id
		ORDER BY p.kind" \
	'change-owner|validation|owner||0|Test Centre|Data Quality
set-escalation-delay|cutover||2|1|60|30'
}

# Of every table of every migration, the interval of the claim is whole below
# the acceptance line for one, and reaches it for the others.
failing_tables() {
	line=$(sqlite3 debrief.db "SELECT value / 100 FROM target
				    WHERE metric = 'data-accuracy'")
	debrief metric data-accuracy-claim --by migration,table \
		--format csv >claims.csv || return 1
	below=$(awk -F, -v line="$line" '
		NR > 1 && $5 == "share" && $3 != "" && $4 != "" {
			tables++
			if ($8 != "" && $8 < line) print $3, $4
		}
		END { if (tables != 72) print "tables:", tables }' claims.csv)
	echo "$below"
	[ "$below" = 'ORB-09 attachments' ]
}

# Each quarter against the others: exact conditional test, both tails, then
# Benjamini-Hochberg.  Written here again, apart from the program.
# worse.awk prints what is left at q = 0.10.
cat >worse.awk <<'AWK'
function log_choose(n, k,    i, sum) {
	for (i = 1; i <= k; i++)
		sum += log(n - k + i) - log(i)
	return sum
}
function tails(x, n, p,    i, term, low, high) {
	for (i = 0; i <= n; i++) {
		term = exp(log_choose(n, i) + i * log(p) + (n - i) * log(1 - p))
		if (i <= x) low += term
		if (i >= x) high += term
	}
	low = 2 * (low < high ? low : high)
	return low < 1 ? low : 1
}
NR > 1 && $3 != "" && $4 == "rate" && $10 > 0 {
	quarter[++m] = $3; events[m] = $10; weeks[m] = $10 / $5
	all += events[m]; time += weeks[m]
}
END {
	for (i = 1; i <= m; i++)
		p[i] = tails(events[i], all, weeks[i] / time)
	for (i = 1; i <= m; i++) {
		q[i] = 1
		for (j = 1; j <= m; j++) {
			if (p[j] < p[i]) continue
			rank = 0
			for (k = 1; k <= m; k++) rank += p[k] <= p[j]
			if (p[j] * m / rank < q[i]) q[i] = p[j] * m / rank
		}
		if (q[i] <= 0.10)
			print quarter[i], (events[i] / weeks[i] > \
			    (all - events[i]) / (time - weeks[i]) ? \
			    "worse" : "better")
	}
}
AWK
worse_quarter() {
	debrief metric incident-rate --by quarter --format csv >rates.csv ||
		return 1
	awk -F, 'NR > 1 && $3 != "" { print $3, $5, $10 }' rates.csv
	[ "$(awk -F, -f worse.awk rates.csv)" = '2026-Q1 worse' ]
}

# of METRIC NAME...: numbers of the slice over everything.
of() {
	debrief metric "$1" --format json >metric.json || return 1
	shift
	for name; do
		sqlite3 :memory: "SELECT json_extract(readfile('metric.json'),
						      '\$.all.$name')"
	done | paste -s -d ' ' -
}

# The metrics count the same cases as the exports were made to hold.
fates_in_metrics() {
	{
		of time-to-migrate used open ended excluded
		of rollback-rate hits trials excluded
	} >got
	cat got
	printf '12 1 1 0\n2 14 0\n' | cmp - got
}

# Every headline metric has an estimate with an interval.
headlines() {
	for metric in time-to-migrate data-accuracy customer-satisfaction \
		incident-rate; do
		debrief metric $metric --format csv | awk -F, -v m=$metric '
			NR == 2 && $4 >= $5 && $4 <= $6 && $5 != "" { found = 1 }
			END { if (!found) print "no interval: " m
			      exit !found }' || return 1
	done
}

# Of every metric, in every slice.
accounts_add_up() {
	debrief refresh -q && query "SELECT count(DISTINCT metric) >= 46,
		count(*) FILTER (WHERE read_count <> used_count + open_count
			+ ended_count + excluded_count),
		count(DISTINCT metric) FILTER (WHERE read_count > 0) > 30
		FROM metric_result" '1|0|1'
}
for seed in 1 2 3; do
	check "seed $seed: every step of the demo succeeds" load $seed
	check "seed $seed: no row is rejected, tickets go where they say" \
		accounted_for
	check "seed $seed: the later Jira export updates and adds" refreshed
	check "seed $seed: twelve live, one abandoned, one open" fates
	check "seed $seed: two cutovers are rolled back and tried again" \
		rolled_back
	check "seed $seed: go-lives and cutovers tell the same" go_lives_agree
	check "seed $seed: metrics count the open, the ended, the undone" \
		fates_in_metrics
	check "seed $seed: the four headline metrics have intervals" headlines
	check "seed $seed: what the silent could change stands beside" \
		says 'if the silent had answered: ' debrief metric satisfaction
	check "seed $seed: and how many answers the next survey needs" \
		contains '10 points: ' .out
	check "seed $seed: the counts of each weight stand beside their sum" \
		says 'events of weight 10: ' debrief metric incident-rate-weighted
	[ $seed -gt 1 ] || check \
		"seed $seed: used, open, ended and left out are what was read" \
		accounts_add_up
	check "seed $seed: what was not ready, said, handed off, is found" \
		conduct
	check "seed $seed: one owner and one delay are proposed, no more" \
		proposals
	check "seed $seed: one table fails its acceptance line, no other" \
		failing_tables
	check "seed $seed: one quarter is worse than the others, none better" \
		worse_quarter
done
finish
