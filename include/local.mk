# SPDX-License-Identifier: GPL-3.0-or-later
# The contract between directories; not installed (no ABI promise yet).
noinst_HEADERS = \
	%D%/debrief/action.h \
	%D%/debrief/alias.h \
	%D%/debrief/arena.h \
	%D%/debrief/calendar.h \
	%D%/debrief/compare.h \
	%D%/debrief/error.h \
	%D%/debrief/exchange.h \
	%D%/debrief/feedback.h \
	%D%/debrief/file.h \
	%D%/debrief/forget.h \
	%D%/debrief/fsck.h \
	%D%/debrief/glyph.h \
	%D%/debrief/import.h \
	%D%/debrief/index.h \
	%D%/debrief/journal.h \
	%D%/debrief/mapping.h \
	%D%/debrief/metric.h \
	%D%/debrief/names.h \
	%D%/debrief/note.h \
	%D%/debrief/notice.h \
	%D%/debrief/number.h \
	%D%/debrief/outcome.h \
	%D%/debrief/policy.h \
	%D%/debrief/process.h \
	%D%/debrief/pseudonym.h \
	%D%/debrief/pseudonymise.h \
	%D%/debrief/publish.h \
	%D%/debrief/quality.h \
	%D%/debrief/query.h \
	%D%/debrief/reader.h \
	%D%/debrief/report.h \
	%D%/debrief/search.h \
	%D%/debrief/settings.h \
	%D%/debrief/share.h \
	%D%/debrief/source.h \
	%D%/debrief/store.h \
	%D%/debrief/str.h \
	%D%/debrief/table.h \
	%D%/debrief/theme.h \
	%D%/debrief/time.h \
	%D%/debrief/time_format.h \
	%D%/debrief/tokens.h \
	%D%/debrief/trail.h
noinst_HEADERS += \
	%D%/debrief/stats/bootstrap.h \
	%D%/debrief/stats/chart.h \
	%D%/debrief/stats/cluster.h \
	%D%/debrief/stats/compare.h \
	%D%/debrief/stats/escalation.h \
	%D%/debrief/stats/evidence.h \
	%D%/debrief/stats/funnel.h \
	%D%/debrief/stats/interval.h \
	%D%/debrief/stats/multiple.h \
	%D%/debrief/stats/proportion.h \
	%D%/debrief/stats/quantile.h \
	%D%/debrief/stats/rate.h \
	%D%/debrief/stats/score.h \
	%D%/debrief/stats/signoff.h \
	%D%/debrief/stats/survival.h \
	%D%/debrief/stats/trend.h \
	%D%/debrief/stats/words.h
