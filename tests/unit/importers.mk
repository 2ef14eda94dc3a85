# SPDX-License-Identifier: GPL-3.0-or-later
READER_TEST_CPPFLAGS = $(TEST_CPPFLAGS) -I$(top_srcdir)/importers
READER_TEST_LDADD = libimporters.a $(TEST_LDADD) $(IMPORTERS_LIBS)
READER_DUMP = tests/unit/reader_check.c tests/unit/reader_dump.c \
	tests/unit/reader_dump.h

reader_tests = \
	tests/unit/csv_test \
	tests/unit/detect_test \
	tests/unit/duration_test \
	tests/unit/exports_test \
	tests/unit/json_test \
	tests/unit/lines_test \
	tests/unit/pattern_test \
	tests/unit/rtf_test \
	tests/unit/source_test \
	tests/unit/theme_test \
	tests/unit/time_format_test
check_PROGRAMS += $(reader_tests)
TESTS += $(reader_tests)
tests_unit_csv_test_SOURCES = tests/unit/csv_test.c $(READER_DUMP)
tests_unit_csv_test_CPPFLAGS = $(READER_TEST_CPPFLAGS)
tests_unit_csv_test_LDADD = $(READER_TEST_LDADD)
tests_unit_rtf_test_SOURCES = tests/unit/rtf_test.c
tests_unit_rtf_test_CPPFLAGS = $(READER_TEST_CPPFLAGS)
tests_unit_rtf_test_LDADD = $(READER_TEST_LDADD)
tests_unit_source_test_SOURCES = tests/unit/source_test.c
tests_unit_source_test_CPPFLAGS = $(READER_TEST_CPPFLAGS)
tests_unit_source_test_LDADD = $(READER_TEST_LDADD)
tests_unit_time_format_test_SOURCES = tests/unit/time_format_test.c
tests_unit_time_format_test_CPPFLAGS = $(READER_TEST_CPPFLAGS)
tests_unit_time_format_test_LDADD = $(READER_TEST_LDADD)
tests_unit_exports_test_SOURCES = tests/unit/exports_test.c
tests_unit_exports_test_CPPFLAGS = $(READER_TEST_CPPFLAGS)
tests_unit_exports_test_LDADD = $(READER_TEST_LDADD)
tests_unit_lines_test_SOURCES = tests/unit/lines_test.c $(READER_DUMP)
tests_unit_lines_test_CPPFLAGS = $(READER_TEST_CPPFLAGS)
tests_unit_lines_test_LDADD = $(READER_TEST_LDADD)
tests_unit_json_test_SOURCES = tests/unit/json_test.c $(READER_DUMP)
tests_unit_json_test_CPPFLAGS = $(READER_TEST_CPPFLAGS)
tests_unit_json_test_LDADD = $(READER_TEST_LDADD)
tests_unit_pattern_test_SOURCES = tests/unit/pattern_test.c
tests_unit_pattern_test_CPPFLAGS = $(READER_TEST_CPPFLAGS)
tests_unit_pattern_test_LDADD = $(READER_TEST_LDADD)
tests_unit_detect_test_SOURCES = tests/unit/detect_test.c
tests_unit_detect_test_CPPFLAGS = $(READER_TEST_CPPFLAGS)
tests_unit_detect_test_LDADD = $(READER_TEST_LDADD)
tests_unit_duration_test_SOURCES = tests/unit/duration_test.c
tests_unit_duration_test_CPPFLAGS = $(READER_TEST_CPPFLAGS)
tests_unit_duration_test_LDADD = $(READER_TEST_LDADD)
tests_unit_theme_test_SOURCES = tests/unit/theme_test.c
tests_unit_theme_test_CPPFLAGS = $(READER_TEST_CPPFLAGS)
tests_unit_theme_test_LDADD = $(READER_TEST_LDADD)
