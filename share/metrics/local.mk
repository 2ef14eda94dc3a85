# SPDX-License-Identifier: GPL-3.0-or-later
# The metrics that come with debrief; debrief-metrics(5).
METRIC_FILES = \
	%D%/access-in-time.sql \
	%D%/actions-overdue.sql \
	%D%/actions-worked.sql \
	%D%/anomalies-reopened.sql \
	%D%/attributed.sql \
	%D%/cadence-kept.sql \
	%D%/change-fail-rate.sql \
	%D%/checks-passed.sql \
	%D%/completeness.sql \
	%D%/customer-satisfaction.sql \
	%D%/cutover-against-rehearsal.sql \
	%D%/data-accuracy.sql \
	%D%/data-accuracy-claim.sql \
	%D%/downtime-overrun.sql \
	%D%/effort.sql \
	%D%/escalations.sql \
	%D%/field-accuracy.sql \
	%D%/first-team-resolves.sql \
	%D%/flow-efficiency.sql \
	%D%/hand-off-open.sql \
	%D%/hand-offs.sql \
	%D%/incident-baseline.sql \
	%D%/incident-rate.sql \
	%D%/incident-rate-by-age.sql \
	%D%/incident-rate-weighted.sql \
	%D%/iteration-time.sql \
	%D%/off-hours-share.sql \
	%D%/on-time.sql \
	%D%/phase-time.sql \
	%D%/readiness-met.sql \
	%D%/reassignments.sql \
	%D%/reopen-rate.sql \
	%D%/response-rate.sql \
	%D%/rollback-overrun.sql \
	%D%/rollback-rate.sql \
	%D%/row-parity.sql \
	%D%/satisfaction.sql \
	%D%/sign-off-lag.sql \
	%D%/sla-attainment.sql \
	%D%/slip.sql \
	%D%/slip-ratio.sql \
	%D%/time-part.sql \
	%D%/time-to-acknowledge.sql \
	%D%/time-to-migrate.sql \
	%D%/time-to-migrate-business.sql \
	%D%/time-to-restore.sql
metricsdir = $(pkgdatadir)/metrics
dist_metrics_DATA = $(METRIC_FILES) $(METRIC_CASES)

# A case per rule: debrief metric test.
METRIC_CASES = \
	%D%/access-in-time.test \
	%D%/actions-overdue.test \
	%D%/actions-worked.test \
	%D%/anomalies-reopened.test \
	%D%/attributed.test \
	%D%/cadence-kept.test \
	%D%/change-fail-rate.test \
	%D%/checks-passed.test \
	%D%/completeness.test \
	%D%/customer-satisfaction.test \
	%D%/cutover-against-rehearsal.test \
	%D%/data-accuracy.test \
	%D%/data-accuracy-claim.test \
	%D%/downtime-overrun.test \
	%D%/effort.test \
	%D%/escalations.test \
	%D%/field-accuracy.test \
	%D%/first-team-resolves.test \
	%D%/flow-efficiency.test \
	%D%/hand-off-open.test \
	%D%/hand-offs.test \
	%D%/incident-baseline.test \
	%D%/incident-rate.test \
	%D%/incident-rate-by-age.test \
	%D%/incident-rate-weighted.test \
	%D%/iteration-time.test \
	%D%/off-hours-share.test \
	%D%/on-time.test \
	%D%/phase-time.test \
	%D%/readiness-met.test \
	%D%/reassignments.test \
	%D%/reopen-rate.test \
	%D%/response-rate.test \
	%D%/rollback-overrun.test \
	%D%/rollback-rate.test \
	%D%/row-parity.test \
	%D%/satisfaction.test \
	%D%/sign-off-lag.test \
	%D%/sla-attainment.test \
	%D%/slip.test \
	%D%/slip-ratio.test \
	%D%/time-part.test \
	%D%/time-to-acknowledge.test \
	%D%/time-to-migrate.test \
	%D%/time-to-migrate-business.test \
	%D%/time-to-restore.test
