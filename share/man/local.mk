# SPDX-License-Identifier: GPL-3.0-or-later
# man pages; mdoc, linted by tests/lint/man.t
dist_man_MANS = \
	%D%/debrief.1 \
	%D%/debrief-report.1 \
	%D%/debrief-formats.5 \
	%D%/debrief-reports.5
