# SPDX-License-Identifier: GPL-3.0-or-later
system_tests = \
	tests/unit/file_test \
	tests/unit/process_test \
	tests/unit/pseudonym_test \
	tests/unit/share_test \
	tests/unit/time_test \
	tests/unit/zone_test
check_PROGRAMS += $(system_tests)
TESTS += $(system_tests)
tests_unit_file_test_SOURCES = tests/unit/file_test.c
tests_unit_file_test_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_file_test_LDADD = $(TEST_LDADD)
tests_unit_process_test_SOURCES = tests/unit/process_test.c
tests_unit_process_test_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_process_test_LDADD = $(TEST_LDADD)
tests_unit_pseudonym_test_SOURCES = tests/unit/pseudonym_test.c
tests_unit_pseudonym_test_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_pseudonym_test_LDADD = $(TEST_LDADD)
tests_unit_share_test_SOURCES = tests/unit/share_test.c
tests_unit_share_test_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_share_test_LDADD = $(TEST_LDADD)
tests_unit_time_test_SOURCES = tests/unit/time_test.c
tests_unit_time_test_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_time_test_LDADD = $(TEST_LDADD)
tests_unit_zone_test_SOURCES = tests/unit/zone_test.c
tests_unit_zone_test_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_zone_test_LDADD = $(TEST_LDADD)
