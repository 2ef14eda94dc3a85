# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of the program: TAP in plain sh, one file per command or promise.
EXTRA_DIST += %D%/csv_cells.awk %D%/lib.sh %D%/metric_hostile.txt
CLI_TESTS = \
	%D%/action.t \
	%D%/compare.t \
	%D%/demo.t \
	%D%/demo_data.t \
	%D%/exchange.t \
	%D%/forget.t \
	%D%/formats.t \
	%D%/fsck.t \
	%D%/import.t \
	%D%/import_logs.t \
	%D%/import_quirks.t \
	%D%/import_real.t \
	%D%/import_reasons.t \
	%D%/import_threads.t \
	%D%/injection.t \
	%D%/limits.t \
	%D%/metric.t \
	%D%/metric_hostile.t \
	%D%/names.t \
	%D%/note.t \
	%D%/notices.t \
	%D%/owners.t \
	%D%/permuted.t \
	%D%/policy.t \
	%D%/program.t \
	%D%/propose.t \
	%D%/publish.t \
	%D%/quality.t \
	%D%/readme.t \
	%D%/refresh.t \
	%D%/report.t \
	%D%/report_bare.t \
	%D%/report_compare.t \
	%D%/report_hostile.t \
	%D%/report_runbook.t \
	%D%/report_share.t \
	%D%/runbook.t \
	%D%/same_everywhere.t \
	%D%/schema.t \
	%D%/search.t \
	%D%/seeds.t \
	%D%/settings.t \
	%D%/signature.t \
	%D%/signoff.t \
	%D%/sql_extension.t \
	%D%/survey.t \
	%D%/tossing.t \
	%D%/undo.t \
	%D%/wide.t \
	%D%/words.t
dist_check_SCRIPTS = $(CLI_TESTS)
TESTS += $(CLI_TESTS)

# How often the rules are wrong: 200 seeds, and 1000 runs of chance alone.
.PHONY: check-rules
check-rules: all
	DEBRIEF_FAULTS=long $(MAKE) $(AM_MAKEFLAGS) check \
		TESTS='tests/cli/seeds.t tests/unit/kinds_test'
	@grep -h '^# ' tests/cli/seeds.log tests/unit/kinds_test.log
