# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/unit/number_test
tests_unit_number_test_SOURCES = tests/unit/number_test.c
tests_unit_number_test_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_number_test_LDADD = $(TEST_LDADD)
TESTS += tests/unit/number_test
METRIC_TEST_CPPFLAGS = $(TEST_CPPFLAGS) -I$(top_srcdir)/tests
check_PROGRAMS += tests/unit/query_test
tests_unit_query_test_SOURCES = tests/unit/query_test.c tests/unit/workspace.h
tests_unit_query_test_CPPFLAGS = $(METRIC_TEST_CPPFLAGS)
tests_unit_query_test_LDADD = $(TEST_LDADD)
TESTS += tests/unit/query_test
check_PROGRAMS += tests/unit/sqlfn_test
tests_unit_sqlfn_test_SOURCES = tests/unit/sqlfn_test.c tests/unit/workspace.h
tests_unit_sqlfn_test_CPPFLAGS = $(METRIC_TEST_CPPFLAGS)
tests_unit_sqlfn_test_LDADD = $(TEST_LDADD)
TESTS += tests/unit/sqlfn_test
