# SPDX-License-Identifier: GPL-3.0-or-later
# The generator, and what it writes with seed 1 (tests/cli/demo_data.t).
noinst_PROGRAMS += share/demo/generate
share_demo_generate_SOURCES = \
	%D%/calendar.c \
	%D%/chance.c \
	%D%/checks.c \
	%D%/conduct.c \
	%D%/csv.c \
	%D%/cutover.c \
	%D%/demo.h \
	%D%/generate.c \
	%D%/jira.c \
	%D%/mapping.c \
	%D%/plan.c \
	%D%/runbook.c \
	%D%/servicenow.c \
	%D%/survey.c \
	%D%/tickets.c \
	%D%/words.c
EXTRA_DIST += \
	%D%/README.md \
	%D%/people \
	%D%/steps
EXTRA_DIST += \
	%D%/data/cutover/ORB-11-rehearsal-2301.rdlog \
	%D%/data/cutover/ORB-11-rehearsal-2302.rdlog \
	%D%/data/cutover/ORB-12-rehearsal-2303.rdlog \
	%D%/data/cutover/ORB-12-rehearsal-2304.rdlog \
	%D%/data/cutover/ORB-13-rehearsal-2305.rdlog \
	%D%/data/cutover/ORB-13-rehearsal-2306.rdlog \
	%D%/data/cutover/plan.csv \
	%D%/data/runbook/access.csv \
	%D%/data/runbook/cadence.csv \
	%D%/data/runbook/communications.csv \
	%D%/data/runbook/contacts.csv \
	%D%/data/runbook/escalation.csv \
	%D%/data/runbook/exposure.csv \
	%D%/data/runbook/handoff.csv \
	%D%/data/runbook/holidays.csv \
	%D%/data/runbook/hours.csv \
	%D%/data/runbook/invitations.csv \
	%D%/data/runbook/items.csv \
	%D%/data/runbook/migrations.csv \
	%D%/data/runbook/modules.csv \
	%D%/data/runbook/ownership.csv \
	%D%/data/runbook/readiness.csv \
	%D%/data/runbook/rollback.csv \
	%D%/data/runbook/sla.csv \
	%D%/data/runbook/targets.csv \
	%D%/data/runbook/timeline.csv \
	%D%/data/survey/moving-to-orbit-desk-2025.csv \
	%D%/data/survey/moving-to-orbit-desk-2026.csv \
	%D%/data/survey/support-pulse-2026.csv \
	%D%/data/tickets/jira-1-2025.csv \
	%D%/data/tickets/jira-2-2026.csv \
	%D%/data/tickets/jira-3-changed-since.csv \
	%D%/data/tickets/servicenow-events-2025.csv \
	%D%/data/tickets/servicenow-events-2026.csv \
	%D%/data/validation/acceptance.csv \
	%D%/data/validation/dvt-ORB-07.csv \
	%D%/data/validation/dvt-ORB-08.csv \
	%D%/data/validation/dvt-ORB-09.csv \
	%D%/data/validation/dvt-ORB-10.csv \
	%D%/data/validation/dvt-ORB-11.csv \
	%D%/data/validation/dvt-ORB-12.csv \
	%D%/data/validation/dvt-ORB-13.csv
