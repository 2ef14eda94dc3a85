# SPDX-License-Identifier: GPL-3.0-or-later
# man pages; mdoc, linted by tests/lint/man.t
dist_man_MANS = \
	%D%/debrief-action.1 \
	%D%/debrief-approve.1 \
	%D%/debrief-audit.1 \
	%D%/debrief-forget.1 \
	%D%/debrief-fsck.1 \
	%D%/debrief-refresh.1 \
	%D%/debrief-publish.1 \
	%D%/debrief-compare.1 \
	%D%/debrief-note.1 \
	%D%/debrief-notices.1 \
	%D%/debrief-owners.1 \
	%D%/debrief-policy.5 \
	%D%/debrief-propose.1 \
	%D%/debrief-quality.1 \
	%D%/debrief-report.1 \
	%D%/debrief-formats.5 \
	%D%/debrief-import.1 \
	%D%/debrief-metric.1 \
	%D%/debrief-metrics.5 \
	%D%/debrief-reports.5 \
	%D%/debrief-review.1 \
	%D%/debrief-rules.5 \
	%D%/debrief-search.1 \
	%D%/debrief-settings.1 \
	%D%/debrief-signoff.1 \
	%D%/debrief-sql.1 \
	%D%/debrief-formats.1 \
	%D%/debrief-init.1 \
	%D%/debrief-metrics.1 \
	%D%/debrief-rejects.1 \
	%D%/debrief-status.1 \
	%D%/debrief-undo.1 \
	%D%/debrief-names.1 \
	%D%/debrief-words.1 \
	%D%/debrief.1
