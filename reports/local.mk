# SPDX-License-Identifier: GPL-3.0-or-later
# Sees include/debrief only: no -Isrc, so the compiler keeps the boundary.
noinst_LIBRARIES += libreports.a
libreports_a_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir) $(CMARK_CFLAGS)
REPORTS_LIBS = $(CMARK_LIBS)
libreports_a_SOURCES = \
	%D%/compare.c \
	%D%/compare.h \
	%D%/comparisons.c \
	%D%/comparisons.h \
	%D%/customer.c \
	%D%/customer.h \
	%D%/definitions.c \
	%D%/document.c \
	%D%/document.h \
	%D%/escape.c \
	%D%/escape.h \
	%D%/figure_make.c \
	%D%/figure_make.h \
	%D%/figure_charts.c \
	%D%/figure_groups.c \
	%D%/figure_multiples.c \
	%D%/figure_rows.c \
	%D%/figure_slices.c \
	%D%/html.c \
	%D%/html.h \
	%D%/html_check.c \
	%D%/html_style.c \
	%D%/json_page.c \
	%D%/json_page.h \
	%D%/making.h \
	%D%/markdown.c \
	%D%/markdown.h \
	%D%/notices.c \
	%D%/outcomes.c \
	%D%/numbers_check.c \
	%D%/numbers_check.h \
	%D%/overwrite.c \
	%D%/overwrite.h \
	%D%/pdf.c \
	%D%/pdf.h \
	%D%/promises.c \
	%D%/prose.c \
	%D%/prose.h \
	%D%/prose_write.c \
	%D%/promises.h \
	%D%/render.c \
	%D%/report.c \
	%D%/scorecard.c \
	%D%/scorecard.h \
	%D%/signals.c \
	%D%/source.c \
	%D%/table.c \
	%D%/table.h \
	%D%/table_known.c \
	%D%/table_slices.c \
	%D%/template.c \
	%D%/totals.c \
	%D%/totals.h \
	%D%/template.h \
	%D%/template_text.c \
	%D%/value.c \
	%D%/value.h \
	%D%/value_metric.c \
	%D%/value_proposal.c \
	%D%/written.c

# Figures: what they take is in figures/*.h.
libreports_a_SOURCES += \
	%D%/draw.c \
	%D%/draw.h \
	%D%/draw_text.c \
	%D%/figures/accuracy.c \
	%D%/figures/curves.c \
	%D%/figures/durations.c \
	%D%/figures/forest.c \
	%D%/figures/funnel.c \
	%D%/figures/gantt.c \
	%D%/figures/gantt_text.c \
	%D%/figures/gantt_text.h \
	%D%/figures/incidents.c \
	%D%/figures/incidents_table.c \
	%D%/figures/incidents_table.h \
	%D%/figures/nps.c \
	%D%/figures/ownership.c \
	%D%/figures/phases.c \
	%D%/figures/sparkline.c \
	%D%/figures/xmr.c \
	%D%/gallery.c \
	%D%/gallery.h \
	%D%/gnuplot.c \
	%D%/gnuplot.h \
	%D%/palette.c \
	%D%/palette.h \
	%D%/scale.c \
	%D%/scale.h \
	%D%/script.c \
	%D%/script.h \
	%D%/svg.c \
	%D%/svg.h \
	%D%/svg_check.c \
	%D%/svg_read.c \
	%D%/svg_read.h \
	%D%/text_width.c \
	%D%/text_width.h \
	%D%/ticks_time.c

noinst_HEADERS += \
	%D%/figure.h \
	%D%/figures/accuracy.h \
	%D%/figures/curves.h \
	%D%/figures/durations.h \
	%D%/figures/forest.h \
	%D%/figures/funnel.h \
	%D%/figures/gantt.h \
	%D%/figures/incidents.h \
	%D%/figures/nps.h \
	%D%/figures/ownership.h \
	%D%/figures/phases.h \
	%D%/figures/sparkline.h \
	%D%/figures/xmr.h
