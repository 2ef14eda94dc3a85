# SPDX-License-Identifier: GPL-3.0-or-later
# Test cases of the shipped metrics, run by tests/cli/metric.t.
EXTRA_DIST += \
	%D%/attributed.test \
	%D%/change-fail-rate.test \
	%D%/checks-passed.test \
	%D%/customer-satisfaction.test \
	%D%/data-accuracy-claim.test \
	%D%/data-accuracy.test \
	%D%/effort.test \
	%D%/first-team-resolves.test \
	%D%/incident-baseline.test \
	%D%/incident-rate.test \
	%D%/iteration-time.test \
	%D%/on-time.test \
	%D%/phase-time.test \
	%D%/reassignments.test \
	%D%/reopen-rate.test \
	%D%/response-rate.test \
	%D%/rollback-rate.test \
	%D%/satisfaction.test \
	%D%/sign-off-lag.test \
	%D%/sla-attainment.test \
	%D%/slip.test \
	%D%/time-to-acknowledge.test \
	%D%/time-to-migrate-business.test \
	%D%/time-to-migrate.test \
	%D%/time-to-restore.test
