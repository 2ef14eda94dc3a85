# SPDX-License-Identifier: GPL-3.0-or-later
# Speeds, by hand: ./dev bench, or make bench [ROWS=...] [BENCH=sections].
BENCH_FILES = \
	%D%/RESULTS.md \
	%D%/bench \
	%D%/answers.sql \
	%D%/copy.sql \
	%D%/duckdb.js \
	%D%/load.sql
EXTRA_DIST += $(BENCH_FILES)

EXTRA_PROGRAMS += %D%/generate %D%/measure
CLEANFILES += %D%/generate %D%/measure
%C%_generate_SOURCES = %D%/generate.c
%C%_measure_SOURCES = %D%/measure.c

.PHONY: bench
bench: all %D%/generate %D%/measure
	@DEBRIEF='$(abs_top_builddir)/debrief' \
	DEBRIEF_SHARE='$(abs_top_srcdir)/share' \
	SRCDIR='$(abs_top_srcdir)' BUILDDIR='$(abs_top_builddir)' \
		$(srcdir)/%D%/bench $(BENCH)
