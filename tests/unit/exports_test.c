/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Real exports through source and reader.  The figures were counted with an
 * independent reader (Python's csv).  Without the data every test says that
 * it is skipped: it lies in $DEBRIEF_SHARED/data.
 */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "debrief/reader.h"

struct export {
	const char *path, *encoding;
	char delimiter;
	size_t header_rows, column_count;
	size_t good_count, blank_count, problem_count;
	size_t last_line;	/* where the last good record begins */
};

struct tally {
	size_t good, blank, problem, last_line;
};

static const char *
find_export(struct dbr_arena *arena, const char *path)
{
	const char *shared = getenv("DEBRIEF_SHARED");
	const char *full = dbr_arena_textf(arena, "%s/data/%s",
					   shared ? shared : "../shared",
					   path);

	if (access(full, R_OK) == 0)
		return full;
	print_message("SKIPPED, no real data: %s\n", full);
	return NULL;
}

static enum dbr_status
count_records(struct tally *tally, const struct dbr_reader *reader,
	      void *self, struct dbr_error *err)
{
	for (;;) {
		struct dbr_record record;
		bool has_record = true;
		enum dbr_status rc = reader->next(self, &record, &has_record,
						  err);

		if (rc != DBR_OK || !has_record)
			return rc;
		tally->blank += record.is_blank;
		tally->problem += record.problem != NULL;
		if (record.is_blank || record.problem || record.is_skipped)
			continue;
		tally->good++;
		tally->last_line = record.line;
	}
}

static void
check_export(const struct export *export, const char *path)
{
	const struct dbr_source_request request = { .path = path };
	const struct dbr_reader_options options = {
		.header_rows = export->header_rows,
	};
	const struct dbr_reader *reader = dbr_reader_find("csv");
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_source_file *file;
	struct tally tally = { 0 };
	const struct dbr_str *names;
	size_t count;
	void *self;

	if (dbr_source_open(&file, &request, &err) != DBR_OK)
		fail_msg("%s", err.what);
	assert_string_equal(dbr_source_facts(file)->encoding,
			    export->encoding);
	assert_int_equal(reader->open(&self, dbr_source_of(file), &options,
				      &err), DBR_OK);
	assert_int_equal(reader->names(self, &names, &count, &err), DBR_OK);
	assert_int_equal(count, export->column_count);
	assert_int_equal(reader->delimiter(self), export->delimiter);
	if (count_records(&tally, reader, self, &err) != DBR_OK)
		fail_msg("%s: %s", err.where, err.what);
	assert_int_equal(tally.good, export->good_count);
	assert_int_equal(tally.blank, export->blank_count);
	assert_int_equal(tally.problem, export->problem_count);
	if (export->last_line)
		assert_int_equal(tally.last_line, export->last_line);
	reader->close(self);
	dbr_source_close(file);
}

static void
check_exports(const struct export *exports, size_t count)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	size_t done = 0;

	for (size_t i = 0; i < count; i++) {
		const char *path = find_export(&arena, exports[i].path);

		if (!path)
			continue;
		check_export(&exports[i], path);
		done++;
	}
	dbr_arena_release(&arena);
	if (!done)
		skip();
}

#define CHECK(...) do { \
	static const struct export exports[] = { __VA_ARGS__ }; \
	check_exports(exports, sizeof(exports) / sizeof(exports[0])); \
} while (0)

static void
ticket_exports_are_read_as_they_are(void **state)
{
	(void)state;
	CHECK({ "tickets/uci_incident_event_log.csv.gz", "UTF-8", ',', 1, 36,
		141712, 0, 0, 141713 },
	      { "tickets/uci_incident_event_log_excel_resaved_5998.csv",
		"UTF-8", ',', 1, 36, 5998, 0, 0, 5999 },
	      { "tickets/VINST cases closed problems.csv", "windows-1252",
		';', 1, 12, 6660, 0, 0, 6661 },
	      { "tickets/VINST cases open problems.csv", "windows-1252", ';',
		1, 12, 2351, 0, 0, 2352 },
	      { "tickets/helpdesk_full_attrs.csv", "UTF-8", ',', 1, 10,
		21348, 0, 0, 21349 },
	      { "tickets/sn_list_export_devinstance.csv", "UTF-8", ',', 1,
		11, 73, 0, 0, 0 },
	      { "tickets/sn_table_api_flat_devinstance.csv", "windows-1252",
		',', 1, 92, 67, 68, 0, 0 });
}

static void
jira_exports_are_read_through_multi_line_fields(void **state)
{
	(void)state;
	CHECK({ "tickets/jira_cloud_2021_crlf_scrubbed.csv", "UTF-8", ',', 1,
		69, 127, 0, 0, 0 },
	      { "tickets/jira_cloud_bom_379cols_scrubbed.csv", "UTF-8", ',',
		1, 379, 311, 0, 0, 0 },
	      { "tickets/jira_jsm_es_locale_scrubbed.csv", "UTF-8", ',', 1,
		67, 3, 0, 0, 0 });
}

static void
survey_exports_are_read_below_their_header_rows(void **state)
{
	(void)state;
	CHECK({ "survey/googleforms_learningR2018_en.tsv", "UTF-8", '\t', 1,
		43, 3062, 0, 0, 3063 },
	      { "survey/qualtrics_sample_3hdr.csv", "UTF-8", ',', 3, 20, 1,
		0, 0, 4 },
	      { "survey/qualtrics_sample_legacy_2hdr.csv", "UTF-8", ',', 2,
		16, 1, 0, 0, 3 },
	      { "survey/538_surveymonkey_starwars.csv", "windows-1252", ',',
		2, 38, 1186, 0, 0, 1188 },
	      { "survey/538_surveymonkey_masculinity_raw.csv", "UTF-8", ',',
		1, 98, 1615, 0, 0, 1616 });
}

static void
validation_and_plan_exports_are_read(void **state)
{
	(void)state;
	CHECK({ "validation/dvt_results_upstream_unit_test_expected.csv",
		"UTF-8", ',', 1, 20, 23, 0, 0, 24 },
	      { "cutover/golive_cutover-template.csv", "UTF-8", ',', 1, 18,
		3, 0, 0, 4 });
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ticket_exports_are_read_as_they_are),
		cmocka_unit_test(
			jira_exports_are_read_through_multi_line_fields),
		cmocka_unit_test(
			survey_exports_are_read_below_their_header_rows),
		cmocka_unit_test(validation_and_plan_exports_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
