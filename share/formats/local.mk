# SPDX-License-Identifier: GPL-3.0-or-later
formatsdir = $(pkgdatadir)/formats
dist_formats_DATA = \
	%D%/ansible-log.yaml \
	%D%/ansible-profile.yaml \
	%D%/aws-dms-log.yaml \
	%D%/bpi2013-problems.yaml \
	%D%/counts-csv.yaml \
	%D%/cutover-log.yaml \
	%D%/cutover-plan.yaml \
	%D%/dvt-csv.yaml \
	%D%/flyway-log.yaml \
	%D%/freshdesk-csv.yaml \
	%D%/gitlab-issues-csv.yaml \
	%D%/gitlab-trace.yaml \
	%D%/googleforms.yaml \
	%D%/intercom-csv.yaml \
	%D%/jira-csv.yaml \
	%D%/liquibase-changelog-csv.yaml \
	%D%/opsgenie-csv.yaml \
	%D%/pagerduty-csv.yaml \
	%D%/qualtrics-csv.yaml \
	%D%/runbook-contacts.yaml \
	%D%/runbook-escalation.yaml \
	%D%/runbook-invitations.yaml \
	%D%/runbook-migrations.yaml \
	%D%/runbook-modules.yaml \
	%D%/runbook-ownership.yaml \
	%D%/runbook-sla.yaml \
	%D%/runbook-targets.yaml \
	%D%/runbook-timeline.yaml \
	%D%/rundeck-rdlog.yaml \
	%D%/servicenow-events.yaml \
	%D%/servicenow-list.yaml \
	%D%/survey-csv.yaml \
	%D%/surveymonkey-csv.yaml \
	%D%/tickets-csv.yaml \
	%D%/zendesk-csv.yaml
