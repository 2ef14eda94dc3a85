# SPDX-License-Identifier: GPL-3.0-or-later
# The metrics that come with debrief; debrief-metrics(5).
METRIC_FILES = \
	%D%/attributed.sql \
	%D%/change-fail-rate.sql \
	%D%/checks-passed.sql \
	%D%/customer-satisfaction.sql \
	%D%/data-accuracy-claim.sql \
	%D%/data-accuracy.sql \
	%D%/effort.sql \
	%D%/first-team-resolves.sql \
	%D%/incident-baseline.sql \
	%D%/incident-rate.sql \
	%D%/iteration-time.sql \
	%D%/on-time.sql \
	%D%/phase-time.sql \
	%D%/reassignments.sql \
	%D%/reopen-rate.sql \
	%D%/response-rate.sql \
	%D%/rollback-rate.sql \
	%D%/satisfaction.sql \
	%D%/sign-off-lag.sql \
	%D%/sla-attainment.sql \
	%D%/slip.sql \
	%D%/time-to-acknowledge.sql \
	%D%/time-to-migrate-business.sql \
	%D%/time-to-migrate.sql \
	%D%/time-to-restore.sql
metricsdir = $(pkgdatadir)/metrics
dist_metrics_DATA = $(METRIC_FILES)
