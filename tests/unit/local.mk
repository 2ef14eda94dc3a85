# SPDX-License-Identifier: GPL-3.0-or-later
# One fragment per room; a unit test is tests/unit/MODULE_test.c.
EXTRA_DIST += %D%/tap.sh
if HAVE_CMOCKA
include tests/unit/base.mk
include tests/unit/stats.mk
include tests/unit/system.mk
include tests/unit/importers.mk
include tests/unit/store.mk
include tests/unit/metric.mk
include tests/unit/reports.mk
include tests/unit/feedback.mk
endif
