# SPDX-License-Identifier: GPL-3.0-or-later
# A notice is a file LANGUAGE/NAME.md: a header, a blank line, the words.  The
# runbook prints them but for due.md: what somebody should hear now, by
# due.sql; its header has a line for each kind.
noticesdir = $(pkgdatadir)/notices
dist_notices_DATA = %D%/due.sql
noticesdedir = $(pkgdatadir)/notices/de
dist_noticesde_DATA = \
	%D%/de/due.md \
	%D%/de/go-live.md \
	%D%/de/issue-report.md \
	%D%/de/outreach.md \
	%D%/de/post-go-live.md \
	%D%/de/readiness-assessment.md \
	%D%/de/status-update.md
noticesendir = $(pkgdatadir)/notices/en
dist_noticesen_DATA = \
	%D%/en/due.md \
	%D%/en/go-live.md \
	%D%/en/issue-report.md \
	%D%/en/outreach.md \
	%D%/en/post-go-live.md \
	%D%/en/readiness-assessment.md \
	%D%/en/status-update.md
noticesesdir = $(pkgdatadir)/notices/es
dist_noticeses_DATA = \
	%D%/es/due.md
noticesfrdir = $(pkgdatadir)/notices/fr
dist_noticesfr_DATA = \
	%D%/fr/due.md
noticespldir = $(pkgdatadir)/notices/pl
dist_noticespl_DATA = \
	%D%/pl/due.md
