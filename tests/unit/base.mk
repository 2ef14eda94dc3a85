# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/unit/str_test
tests_unit_str_test_SOURCES = tests/unit/str_test.c
tests_unit_str_test_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_str_test_LDADD = $(TEST_LDADD)
TESTS += tests/unit/str_test
