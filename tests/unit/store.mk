# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/unit/store_test
tests_unit_store_test_SOURCES = tests/unit/store_test.c
tests_unit_store_test_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_store_test_LDADD = $(TEST_LDADD)
TESTS += tests/unit/store_test
