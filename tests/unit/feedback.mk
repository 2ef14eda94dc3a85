# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/unit/audit_test
tests_unit_audit_test_SOURCES = tests/unit/audit_test.c tests/unit/feedback_fixture.h
tests_unit_audit_test_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_audit_test_LDADD = $(TEST_LDADD)
TESTS += tests/unit/audit_test
check_PROGRAMS += tests/unit/decide_test
tests_unit_decide_test_SOURCES = tests/unit/decide_test.c tests/unit/feedback_fixture.h
tests_unit_decide_test_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_decide_test_LDADD = $(TEST_LDADD)
TESTS += tests/unit/decide_test
check_PROGRAMS += tests/unit/mapping_test
tests_unit_mapping_test_SOURCES = tests/unit/mapping_test.c tests/unit/feedback_fixture.h
tests_unit_mapping_test_CPPFLAGS = $(TEST_CPPFLAGS)
tests_unit_mapping_test_LDADD = $(TEST_LDADD)
TESTS += tests/unit/mapping_test
