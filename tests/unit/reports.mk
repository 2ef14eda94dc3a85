# SPDX-License-Identifier: GPL-3.0-or-later
REPORTS_TEST_CPPFLAGS = $(TEST_CPPFLAGS) -I$(top_srcdir)
REPORTS_TEST_LDADD = libreports.a $(REPORTS_LIBS) $(TEST_LDADD)

check_PROGRAMS += tests/unit/document_test
tests_unit_document_test_SOURCES = tests/unit/document_test.c
tests_unit_document_test_CPPFLAGS = $(REPORTS_TEST_CPPFLAGS)
tests_unit_document_test_LDADD = $(REPORTS_TEST_LDADD)
TESTS += tests/unit/document_test

check_PROGRAMS += tests/unit/template_test
tests_unit_template_test_SOURCES = tests/unit/template_test.c
tests_unit_template_test_CPPFLAGS = $(REPORTS_TEST_CPPFLAGS)
tests_unit_template_test_LDADD = $(REPORTS_TEST_LDADD)
TESTS += tests/unit/template_test

check_PROGRAMS += tests/unit/html_test
tests_unit_html_test_SOURCES = tests/unit/html_test.c tests/unit/hostile.h
tests_unit_html_test_CPPFLAGS = $(REPORTS_TEST_CPPFLAGS) -I$(top_srcdir)/tests
tests_unit_html_test_LDADD = $(REPORTS_TEST_LDADD)
TESTS += tests/unit/html_test

check_PROGRAMS += tests/unit/value_test
tests_unit_value_test_SOURCES = tests/unit/value_test.c
tests_unit_value_test_CPPFLAGS = $(REPORTS_TEST_CPPFLAGS)
tests_unit_value_test_LDADD = $(REPORTS_TEST_LDADD)
TESTS += tests/unit/value_test

check_PROGRAMS += tests/unit/prose_test
tests_unit_prose_test_SOURCES = tests/unit/prose_test.c tests/unit/hostile.h
tests_unit_prose_test_CPPFLAGS = $(REPORTS_TEST_CPPFLAGS) $(CMARK_CFLAGS) -I$(top_srcdir)/tests
tests_unit_prose_test_LDADD = $(REPORTS_TEST_LDADD)
TESTS += tests/unit/prose_test
