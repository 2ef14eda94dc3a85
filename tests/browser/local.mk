# SPDX-License-Identifier: GPL-3.0-or-later
# Finished pages in a browser: what needs none runs in make check, all of it
# in make check-browser.
EXTRA_DIST += %D%/columns.sql %D%/lib.sh %D%/poison.sql
BROWSER_TESTS = \
	%D%/axe.t \
	%D%/hostile.t \
	%D%/pdf.t
dist_check_SCRIPTS += $(BROWSER_TESTS)
TESTS += $(BROWSER_TESTS)

.PHONY: check-browser
check-browser: all
	DEBRIEF_BROWSER=long $(MAKE) $(AM_MAKEFLAGS) check \
		TESTS='$(BROWSER_TESTS)'
