# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/unit/number_test
tests_unit_number_test_SOURCES = tests/unit/number_test.c
tests_unit_number_test_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_number_test_LDADD = $(TEST_LDADD)
TESTS += tests/unit/number_test
