# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzz targets.  With --enable-fuzzers (clang) libFuzzer drives them, else
# replay.c gives them their corpus; a new target is one line here, one there.
FUZZ_CPPFLAGS = $(TEST_CPPFLAGS) -I$(top_srcdir)/importers
FUZZ_LDADD = libimporters.a libcore.a $(IMPORTERS_LIBS) $(CORE_LIBS)
if LIBFUZZER
FUZZ_MAIN = tests/fuzz/fuzz.h
FUZZ_LINK = $(AM_LDFLAGS) -fsanitize=fuzzer
else
FUZZ_MAIN = tests/fuzz/fuzz.h tests/fuzz/replay.c
FUZZ_LINK = $(AM_LDFLAGS)
endif
FUZZ_READER = $(FUZZ_MAIN) tests/fuzz/reader_fuzz.c tests/fuzz/reader_fuzz.h \
	tests/unit/reader_dump.c tests/unit/reader_dump.h

check_PROGRAMS += \
	tests/fuzz/csv_fuzz \
	tests/fuzz/lines_fuzz \
	tests/fuzz/json_fuzz \
	tests/fuzz/time_fuzz \
	tests/fuzz/zone_fuzz
tests_fuzz_csv_fuzz_SOURCES = tests/fuzz/csv_fuzz.c $(FUZZ_READER)
tests_fuzz_csv_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_csv_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_csv_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_lines_fuzz_SOURCES = tests/fuzz/lines_fuzz.c $(FUZZ_READER)
tests_fuzz_lines_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_lines_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_lines_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_json_fuzz_SOURCES = tests/fuzz/json_fuzz.c $(FUZZ_READER)
tests_fuzz_json_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_json_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_json_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_time_fuzz_SOURCES = tests/fuzz/time_fuzz.c $(FUZZ_MAIN)
tests_fuzz_time_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_time_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_time_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_zone_fuzz_SOURCES = tests/fuzz/zone_fuzz.c $(FUZZ_MAIN)
tests_fuzz_zone_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_zone_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_zone_fuzz_LDADD = $(FUZZ_LDADD)

TESTS += tests/fuzz/corpus.t
EXTRA_DIST += tests/fuzz/corpus.t \
	tests/fuzz/corpus/csv/crlf-multiline \
	tests/fuzz/corpus/csv/header-rows \
	tests/fuzz/corpus/csv/plain \
	tests/fuzz/corpus/csv/preamble \
	tests/fuzz/corpus/csv/stray \
	tests/fuzz/corpus/csv/tsv \
	tests/fuzz/corpus/csv/unclosed \
	tests/fuzz/corpus/lines/ansi \
	tests/fuzz/corpus/lines/bad-bytes \
	tests/fuzz/corpus/lines/rundeck \
	tests/fuzz/corpus/lines/stamp \
	tests/fuzz/corpus/json/array \
	tests/fuzz/corpus/json/broken \
	tests/fuzz/corpus/json/deep \
	tests/fuzz/corpus/json/documents \
	tests/fuzz/corpus/json/lines \
	tests/fuzz/corpus/time/epoch \
	tests/fuzz/corpus/time/iso \
	tests/fuzz/corpus/time/java \
	tests/fuzz/corpus/time/jira \
	tests/fuzz/corpus/time/pattern \
	tests/fuzz/corpus/time/uci \
	tests/fuzz/corpus/zone/rule \
	tests/fuzz/corpus/zone/rule-quoted \
	tests/fuzz/corpus/zone/table \
	tests/fuzz/corpus/zone/version-1
