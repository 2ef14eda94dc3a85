# SPDX-License-Identifier: GPL-3.0-or-later
# A notice is a file LANGUAGE/NAME.md: a header, a blank line, the words.
noticesdedir = $(pkgdatadir)/notices/de
dist_noticesde_DATA = \
	%D%/de/go-live.md \
	%D%/de/issue-report.md \
	%D%/de/outreach.md \
	%D%/de/post-go-live.md \
	%D%/de/readiness-assessment.md \
	%D%/de/status-update.md
noticesendir = $(pkgdatadir)/notices/en
dist_noticesen_DATA = \
	%D%/en/go-live.md \
	%D%/en/issue-report.md \
	%D%/en/outreach.md \
	%D%/en/post-go-live.md \
	%D%/en/readiness-assessment.md \
	%D%/en/status-update.md
# What somebody should hear now: a query, and its words in each language.
noticesduedir = $(pkgdatadir)/notices/due
dist_noticesdue_DATA = \
	%D%/due/de.txt \
	%D%/due/due.sql \
	%D%/due/en.txt \
	%D%/due/es.txt \
	%D%/due/fr.txt \
	%D%/due/pl.txt
