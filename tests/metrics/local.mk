# SPDX-License-Identifier: GPL-3.0-or-later
# Test cases of the shipped metrics, run by tests/cli/metric.t.
EXTRA_DIST += \
	%D%/access-in-time.test \
	%D%/actions-overdue.test \
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
