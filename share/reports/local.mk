# SPDX-License-Identifier: GPL-3.0-or-later
# A report is a folder: report.md and the queries it asks for; what several
# ask for is in shared/.
comparedir = $(pkgdatadir)/reports/compare
dist_compare_DATA = \
	%D%/compare/alike.sql \
	%D%/compare/chosen.sql \
	%D%/compare/curves.sql \
	%D%/compare/gaps.sql \
	%D%/compare/groups.sql \
	%D%/compare/range.sql \
	%D%/compare/report.md \
	%D%/compare/targets.sql
ownershipdir = $(pkgdatadir)/reports/ownership
dist_ownership_DATA = \
	%D%/ownership/gaps.sql \
	%D%/ownership/map.sql \
	%D%/ownership/report.md \
	%D%/ownership/spread.sql \
	%D%/ownership/tossing.sql \
	%D%/ownership/untouched.sql
postmortemdir = $(pkgdatadir)/reports/postmortem
dist_postmortem_DATA = \
	%D%/postmortem/actions.sql \
	%D%/postmortem/attempts.sql \
	%D%/postmortem/customer.md \
	%D%/postmortem/cutovers.sql \
	%D%/postmortem/facts.sql \
	%D%/postmortem/fixes.sql \
	%D%/postmortem/impact.sql \
	%D%/postmortem/incidents.sql \
	%D%/postmortem/limits.sql \
	%D%/postmortem/live.sql \
	%D%/postmortem/opened.sql \
	%D%/postmortem/passed.sql \
	%D%/postmortem/plan.sql \
	%D%/postmortem/promised.sql \
	%D%/postmortem/report.md \
	%D%/postmortem/review.sql \
	%D%/postmortem/similar.sql \
	%D%/postmortem/runs.sql \
	%D%/postmortem/slips.sql \
	%D%/postmortem/slow.sql \
	%D%/postmortem/span.sql \
	%D%/postmortem/subjects.sql \
	%D%/postmortem/targets.sql \
	%D%/postmortem/timeline.sql \
	%D%/postmortem/weeks.sql \
	%D%/postmortem/worst.sql
quarterlydir = $(pkgdatadir)/reports/quarterly
dist_quarterly_DATA = \
	%D%/quarterly/actions.sql \
	%D%/quarterly/attempts.sql \
	%D%/quarterly/curves.sql \
	%D%/quarterly/customer.md \
	%D%/quarterly/debriefs.sql \
	%D%/quarterly/flow.sql \
	%D%/quarterly/gaps.sql \
	%D%/quarterly/migrations.sql \
	%D%/quarterly/report.md \
	%D%/quarterly/worst.sql
sharedreportsdir = $(pkgdatadir)/reports/shared
dist_sharedreports_DATA = \
	%D%/shared/batches.sql \
	%D%/shared/counts.sql \
	%D%/shared/fixing.sql \
	%D%/shared/modules.sql \
	%D%/shared/promise.sql \
	%D%/shared/signoff.sql
runbookdir = $(pkgdatadir)/reports/runbook
dist_runbook_DATA = \
	%D%/runbook/acceptance.sql \
	%D%/runbook/access.sql \
	%D%/runbook/actions.sql \
	%D%/runbook/back.sql \
	%D%/runbook/cadence.sql \
	%D%/runbook/contacts.sql \
	%D%/runbook/customer.md \
	%D%/runbook/cutover.sql \
	%D%/runbook/durations.sql \
	%D%/runbook/escalation.sql \
	%D%/runbook/facts.sql \
	%D%/runbook/handoff.sql \
	%D%/runbook/items.sql \
	%D%/runbook/languages.sql \
	%D%/runbook/learnt.sql \
	%D%/runbook/lessons.sql \
	%D%/runbook/owners.sql \
	%D%/runbook/ready.sql \
	%D%/runbook/report.md \
	%D%/runbook/risks.sql \
	%D%/runbook/subjects.sql \
	%D%/runbook/unowned.sql \
	%D%/runbook/unready.sql
