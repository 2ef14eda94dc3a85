# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzz targets.  With --enable-fuzzers (clang) libFuzzer drives them, else
# replay.c gives them their corpus; ./dev fuzz runs them.  A new target: its
# five lines here, a folder of corpus/, a file in dictionaries/.
FUZZ_CPPFLAGS = $(TEST_CPPFLAGS) -I$(top_srcdir) -I$(top_srcdir)/importers
FUZZ_LDADD = libimporters.a libreports.a libcore.a $(IMPORTERS_LIBS) \
	$(REPORTS_LIBS) $(CORE_LIBS)
if LIBFUZZER
FUZZ_MAIN = tests/fuzz/fuzz.h
FUZZ_LINK = $(AM_LDFLAGS) -fsanitize=fuzzer
else
FUZZ_MAIN = tests/fuzz/fuzz.h tests/fuzz/replay.c
FUZZ_LINK = $(AM_LDFLAGS)
endif
FUZZ_READER = $(FUZZ_MAIN) tests/fuzz/reader_fuzz.c tests/fuzz/reader_fuzz.h \
	tests/unit/reader_dump.c tests/unit/reader_dump.h
FUZZ_TEXT = $(FUZZ_MAIN) tests/fuzz/text_fuzz.c tests/fuzz/text_fuzz.h

FUZZ_TARGETS = \
	tests/fuzz/csv_fuzz \
	tests/fuzz/exchange_fuzz \
	tests/fuzz/format_fuzz \
	tests/fuzz/json_fuzz \
	tests/fuzz/lines_fuzz \
	tests/fuzz/metric_fuzz \
	tests/fuzz/policy_fuzz \
	tests/fuzz/prose_fuzz \
	tests/fuzz/rule_fuzz \
	tests/fuzz/svg_fuzz \
	tests/fuzz/template_fuzz \
	tests/fuzz/theme_fuzz \
	tests/fuzz/time_fuzz \
	tests/fuzz/zone_fuzz
check_PROGRAMS += $(FUZZ_TARGETS)
tests_fuzz_csv_fuzz_SOURCES = tests/fuzz/csv_fuzz.c $(FUZZ_READER)
tests_fuzz_csv_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_csv_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_csv_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_exchange_fuzz_SOURCES = tests/fuzz/exchange_fuzz.c $(FUZZ_TEXT)
tests_fuzz_exchange_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_exchange_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_exchange_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_format_fuzz_SOURCES = tests/fuzz/format_fuzz.c $(FUZZ_TEXT)
tests_fuzz_format_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_format_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_format_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_json_fuzz_SOURCES = tests/fuzz/json_fuzz.c $(FUZZ_READER)
tests_fuzz_json_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_json_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_json_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_lines_fuzz_SOURCES = tests/fuzz/lines_fuzz.c $(FUZZ_READER)
tests_fuzz_lines_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_lines_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_lines_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_metric_fuzz_SOURCES = tests/fuzz/metric_fuzz.c $(FUZZ_TEXT)
tests_fuzz_metric_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_metric_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_metric_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_policy_fuzz_SOURCES = tests/fuzz/policy_fuzz.c $(FUZZ_TEXT)
tests_fuzz_policy_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_policy_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_policy_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_prose_fuzz_SOURCES = tests/fuzz/prose_fuzz.c $(FUZZ_MAIN)
tests_fuzz_prose_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS) $(CMARK_CFLAGS)
tests_fuzz_prose_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_prose_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_rule_fuzz_SOURCES = tests/fuzz/rule_fuzz.c $(FUZZ_TEXT)
tests_fuzz_rule_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_rule_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_rule_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_svg_fuzz_SOURCES = tests/fuzz/svg_fuzz.c $(FUZZ_MAIN)
tests_fuzz_svg_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_svg_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_svg_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_template_fuzz_SOURCES = tests/fuzz/template_fuzz.c $(FUZZ_TEXT)
tests_fuzz_template_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_template_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_template_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_theme_fuzz_SOURCES = tests/fuzz/theme_fuzz.c $(FUZZ_TEXT)
tests_fuzz_theme_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_theme_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_theme_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_time_fuzz_SOURCES = tests/fuzz/time_fuzz.c $(FUZZ_MAIN)
tests_fuzz_time_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_time_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_time_fuzz_LDADD = $(FUZZ_LDADD)
tests_fuzz_zone_fuzz_SOURCES = tests/fuzz/zone_fuzz.c $(FUZZ_MAIN)
tests_fuzz_zone_fuzz_CPPFLAGS = $(FUZZ_CPPFLAGS)
tests_fuzz_zone_fuzz_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_zone_fuzz_LDADD = $(FUZZ_LDADD)


.PHONY: fuzz-targets
fuzz-targets: $(BUILT_SOURCES)
	$(MAKE) $(AM_MAKEFLAGS) $(FUZZ_TARGETS)

TESTS += tests/fuzz/corpus.t
EXTRA_DIST += tests/fuzz/corpus.t tests/fuzz/run.sh \
	tests/fuzz/dictionaries/csv \
	tests/fuzz/dictionaries/exchange \
	tests/fuzz/dictionaries/format \
	tests/fuzz/dictionaries/json \
	tests/fuzz/dictionaries/lines \
	tests/fuzz/dictionaries/metric \
	tests/fuzz/dictionaries/policy \
	tests/fuzz/dictionaries/prose \
	tests/fuzz/dictionaries/rule \
	tests/fuzz/dictionaries/svg \
	tests/fuzz/dictionaries/template \
	tests/fuzz/dictionaries/theme \
	tests/fuzz/dictionaries/time \
	tests/fuzz/dictionaries/zone \
	tests/fuzz/corpus/csv/crlf-multiline \
	tests/fuzz/corpus/csv/header-rows \
	tests/fuzz/corpus/csv/plain \
	tests/fuzz/corpus/csv/preamble \
	tests/fuzz/corpus/csv/stray \
	tests/fuzz/corpus/csv/tsv \
	tests/fuzz/corpus/csv/unclosed \
	tests/fuzz/corpus/exchange/backstage \
	tests/fuzz/corpus/exchange/codeowners \
	tests/fuzz/corpus/exchange/opsgenie \
	tests/fuzz/corpus/exchange/pagerduty \
	tests/fuzz/corpus/exchange/raci \
	tests/fuzz/corpus/exchange/two-components \
	tests/fuzz/corpus/exchange/two-delays \
	tests/fuzz/corpus/exchange/two-rows \
	tests/fuzz/corpus/format/jira-csv \
	tests/fuzz/corpus/format/runbook-targets \
	tests/fuzz/corpus/format/rundeck-rdlog \
	tests/fuzz/corpus/format/survey-csv \
	tests/fuzz/corpus/format/terraform-json \
	tests/fuzz/corpus/json/array \
	tests/fuzz/corpus/json/broken \
	tests/fuzz/corpus/json/deep \
	tests/fuzz/corpus/json/documents \
	tests/fuzz/corpus/json/lines \
	tests/fuzz/corpus/lines/ansi \
	tests/fuzz/corpus/lines/bad-bytes \
	tests/fuzz/corpus/lines/rundeck \
	tests/fuzz/corpus/lines/stamp \
	tests/fuzz/corpus/metric/proportion \
	tests/fuzz/corpus/metric/score \
	tests/fuzz/corpus/metric/no-select \
	tests/fuzz/corpus/metric/nul-in-names \
	tests/fuzz/corpus/metric/slip \
	tests/fuzz/corpus/policy/empty-list \
	tests/fuzz/corpus/policy/two-stages \
	tests/fuzz/corpus/prose/blocks \
	tests/fuzz/corpus/prose/blank-item \
	tests/fuzz/corpus/prose/empty-item \
	tests/fuzz/corpus/prose/empty-line \
	tests/fuzz/corpus/prose/marks \
	tests/fuzz/corpus/prose/nested \
	tests/fuzz/corpus/rule/change-owner \
	tests/fuzz/corpus/rule/nul-in-name \
	tests/fuzz/corpus/rule/small \
	tests/fuzz/corpus/svg/no-points \
	tests/fuzz/corpus/svg/nps \
	tests/fuzz/corpus/svg/sparkline \
	tests/fuzz/corpus/svg/word-in-value \
	tests/fuzz/corpus/template/ownership \
	tests/fuzz/corpus/template/postmortem \
	tests/fuzz/corpus/theme/backtracks \
	tests/fuzz/corpus/theme/two-languages \
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
