# SPDX-License-Identifier: GPL-3.0-or-later
# Figures.  figure_gallery draws every sample into one page, to be looked at.
if HAVE_CMOCKA
FIGURE_TEST_CPPFLAGS = $(REPORTS_TEST_CPPFLAGS) -I$(top_srcdir)/tests
FIGURE_TEST_LDADD = tests/reports/libsamples.a $(REPORTS_TEST_LDADD)

check_LIBRARIES += tests/reports/libsamples.a
tests_reports_libsamples_a_CPPFLAGS = $(FIGURE_TEST_CPPFLAGS)
tests_reports_libsamples_a_SOURCES = \
	%D%/figure_samples.c \
	%D%/figure_samples.h \
	%D%/samples_accuracy.c \
	%D%/samples_curves.c \
	%D%/samples_durations.c \
	%D%/samples_forest.c \
	%D%/samples_funnel.c \
	%D%/samples_gantt.c \
	%D%/samples_incidents.c \
	%D%/samples_nps.c \
	%D%/samples_ownership.c \
	%D%/samples_phases.c \
	%D%/samples_sparkline.c \
	%D%/samples_xmr.c

check_PROGRAMS += tests/reports/figure_gallery
tests_reports_figure_gallery_SOURCES = %D%/figure_gallery.c
tests_reports_figure_gallery_CPPFLAGS = $(FIGURE_TEST_CPPFLAGS)
tests_reports_figure_gallery_LDADD = $(FIGURE_TEST_LDADD)

check_PROGRAMS += tests/reports/figures_test
tests_reports_figures_test_SOURCES = %D%/figures_test.c
tests_reports_figures_test_CPPFLAGS = $(FIGURE_TEST_CPPFLAGS)
tests_reports_figures_test_LDADD = $(FIGURE_TEST_LDADD)
TESTS += tests/reports/figures_test

check_PROGRAMS += tests/reports/gallery_test
tests_reports_gallery_test_SOURCES = %D%/gallery_test.c
tests_reports_gallery_test_CPPFLAGS = $(FIGURE_TEST_CPPFLAGS)
tests_reports_gallery_test_LDADD = $(FIGURE_TEST_LDADD)
TESTS += tests/reports/gallery_test

check_PROGRAMS += tests/reports/gnuplot_test
tests_reports_gnuplot_test_SOURCES = %D%/gnuplot_test.c
tests_reports_gnuplot_test_CPPFLAGS = $(FIGURE_TEST_CPPFLAGS)
tests_reports_gnuplot_test_LDADD = $(REPORTS_TEST_LDADD)
TESTS += tests/reports/gnuplot_test

check_PROGRAMS += tests/reports/numbers_test
tests_reports_numbers_test_SOURCES = %D%/numbers_test.c
tests_reports_numbers_test_CPPFLAGS = $(FIGURE_TEST_CPPFLAGS)
tests_reports_numbers_test_LDADD = $(FIGURE_TEST_LDADD)
TESTS += tests/reports/numbers_test

check_PROGRAMS += tests/reports/scale_test
tests_reports_scale_test_SOURCES = %D%/scale_test.c
tests_reports_scale_test_CPPFLAGS = $(FIGURE_TEST_CPPFLAGS)
tests_reports_scale_test_LDADD = $(REPORTS_TEST_LDADD)
TESTS += tests/reports/scale_test

check_PROGRAMS += tests/reports/svg_test
tests_reports_svg_test_SOURCES = %D%/svg_test.c
tests_reports_svg_test_CPPFLAGS = $(FIGURE_TEST_CPPFLAGS)
tests_reports_svg_test_LDADD = $(REPORTS_TEST_LDADD)
TESTS += tests/reports/svg_test
endif

EXTRA_DIST += \
	%D%/golden/accuracy-usual.gp \
	%D%/golden/curves-usual.gp \
	%D%/golden/durations-usual.gp \
	%D%/golden/forest-usual.gp \
	%D%/golden/funnel-usual.gp \
	%D%/golden/gantt-usual.gp \
	%D%/golden/incidents-usual.gp \
	%D%/golden/nps-usual.gp \
	%D%/golden/ownership-usual.gp \
	%D%/golden/phases-usual.gp \
	%D%/golden/sparkline-usual.gp \
	%D%/golden/xmr-usual.gp
