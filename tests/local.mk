# SPDX-License-Identifier: GPL-3.0-or-later
TEST_CPPFLAGS = $(AM_CPPFLAGS) -DSQLITE_CORE -I$(top_srcdir)/src -I$(top_builddir)/src \
	$(SQLITE_CFLAGS) $(PCRE2_CFLAGS) $(GSL_CFLAGS) $(CMOCKA_CFLAGS)
TEST_LDADD = libcore.a $(CORE_LIBS) $(CMOCKA_LIBS)

TEST_EXTENSIONS = .t
TAP_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) \
	$(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(TAP_DRIVER)
T_LOG_DRIVER = $(TAP_DRIVER)
LOG_COMPILER = $(SHELL) $(top_srcdir)/tests/unit/tap.sh
AM_TESTS_ENVIRONMENT = \
	CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	DEBRIEF='$(abs_top_builddir)/debrief'; export DEBRIEF; \
	DEBRIEF_SHARE='$(abs_top_srcdir)/share'; export DEBRIEF_SHARE; \
	SRCDIR='$(abs_top_srcdir)'; export SRCDIR; \
	BUILDDIR='$(abs_top_builddir)'; export BUILDDIR; \
	DEBRIEF_SHARED="$${DEBRIEF_SHARED:-$(abs_top_srcdir)/../shared}"; \
	export DEBRIEF_SHARED; \
	LC_ALL=C.UTF-8; export LC_ALL; TZ=UTC; export TZ;

include tests/unit/local.mk
include tests/fuzz/local.mk
include tests/reports/local.mk
include tests/cli/local.mk
include tests/lint/local.mk
include tests/faults/local.mk
include tests/browser/local.mk
include tests/bench/local.mk
EXTRA_DIST += tests/analysis/coverage.sh tests/analysis/mutate.awk \
	tests/analysis/mutate.sh tests/analysis/cppcheck.suppress \
	tests/analysis/run.sh

# Under the sanitizers ./dev check leaves out what only runs the program over
# and over or reads text; ./dev check-long leaves out nothing.
.PHONY: check-sanitized
check-sanitized: all
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(filter-out \
		tests/browser/%.t tests/faults/%.t tests/lint/%.t \
		tests/cli/import_real.t tests/cli/limits.t \
		tests/cli/same_everywhere.t tests/cli/seeds.t,$(TESTS))'
