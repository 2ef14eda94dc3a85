# SPDX-License-Identifier: GPL-3.0-or-later
# A report is a folder: report.md and the queries it asks for.
ownershipdir = $(pkgdatadir)/reports/ownership
dist_ownership_DATA = \
	%D%/ownership/batches.sql \
	%D%/ownership/counts.sql \
	%D%/ownership/fixing.sql \
	%D%/ownership/gaps.sql \
	%D%/ownership/map.sql \
	%D%/ownership/report.md
postmortemdir = $(pkgdatadir)/reports/postmortem
dist_postmortem_DATA = \
	%D%/postmortem/actions.sql \
	%D%/postmortem/attempts.sql \
	%D%/postmortem/batches.sql \
	%D%/postmortem/counts.sql \
	%D%/postmortem/cutovers.sql \
	%D%/postmortem/facts.sql \
	%D%/postmortem/fixing.sql \
	%D%/postmortem/incidents.sql \
	%D%/postmortem/limits.sql \
	%D%/postmortem/live.sql \
	%D%/postmortem/modules.sql \
	%D%/postmortem/passed.sql \
	%D%/postmortem/plan.sql \
	%D%/postmortem/promised.sql \
	%D%/postmortem/report.md \
	%D%/postmortem/slips.sql \
	%D%/postmortem/slow.sql \
	%D%/postmortem/span.sql \
	%D%/postmortem/subjects.sql \
	%D%/postmortem/targets.sql \
	%D%/postmortem/worst.sql
quarterlydir = $(pkgdatadir)/reports/quarterly
dist_quarterly_DATA = \
	%D%/quarterly/actions.sql \
	%D%/quarterly/attempts.sql \
	%D%/quarterly/batches.sql \
	%D%/quarterly/counts.sql \
	%D%/quarterly/fixing.sql \
	%D%/quarterly/flow.sql \
	%D%/quarterly/gaps.sql \
	%D%/quarterly/migrations.sql \
	%D%/quarterly/report.md \
	%D%/quarterly/worst.sql
