/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback_fixture.h"
#include "debrief/feedback.h"
#include "feedback/csv_text.h"

/* Odd on purpose: quotes, blanks, a comment, CRLF, no last line end. */
static const char ownership[] =
	"\xEF\xBB\xBFscope,module,role,level,team,contact,authority,"
	"valid_from,valid_to,remark\r\n"
	"# who owns what\r\n"
	"*, load ,owner,0,\"Red\",,\"may stop\",2025-01-01,,\"a, \"\"b\"\"\"\r\n"
	"\r\n"
	"*,validation,owner,,Red,,,2025-01-01T00:00:00Z,,\"two\nlines\"\r\n"
	"*,unknown,owner,0,Red,,,2025-01-01,,never loaded";
static const char escalation[] =
	"module;severity;level;delay_minutes;valid_from;valid_to\n"
	"load;2;1;30.0;2025-01-01;\n"
	"load;3;1;120;2025-01-01;\n";

static void
keep_file(struct fixture *f, const char *target, const char *name,
	  struct dbr_str bytes)
{
	struct dbr_stmt *stmt = NULL;
	char sql[512];

	snprintf(sql, sizeof(sql),
		 "INSERT INTO batch (file_name, file_hash, file_size, format,"
		 " target, encoding, read_count, inserted_count,"
		 " updated_count, unchanged_count, rejected_count,"
		 " blank_count, skipped_count, content_hash, imported_at,"
		 " tool_version) VALUES ('%s', '', 0, '', '%s', 'UTF-8', 0, 0,"
		 " 0, 0, 0, 0, 0, '', 0, '')", name, target);
	fixture_run(f, sql);
	MUST(dbr_stmt_open(&stmt, f->store,
			   "INSERT OR REPLACE INTO runbook_file (target,"
			   " batch_id, content) VALUES (?1,"
			   " (SELECT MAX(id) FROM batch), ?2)", &f->err));
	dbr_stmt_bind_text(stmt, 1, target);
	dbr_stmt_bind_blob(stmt, 2, bytes);
	MUST(dbr_stmt_run(stmt, &f->err));
	dbr_stmt_close(stmt);
}

static int
open_with_files(void **state)
{
	struct fixture *f;

	if (fixture_open(state) != 0)
		return -1;
	f = *state;
	keep_file(f, "ownership", "own ers.csv",
		  (struct dbr_str){ ownership, sizeof(ownership) - 1 });
	keep_file(f, "escalation", "escalation.csv",
		  (struct dbr_str){ escalation, sizeof(escalation) - 1 });
	fixture_run(f, "INSERT INTO escalation (module_id, severity,"
		    " delay_minutes, valid_from_at, recorded_at) VALUES"
		    " (1, 3, 120, 1735689600000000, 1)");
	return 0;
}

/* A proposal as a rule would leave it, approved. */
static void
approve(struct fixture *f, const char *kind, int module, const char *role,
	int severity, const char *before, const char *after,
	const char *effective)
{
	struct dbr_decision decision = { .verdict = DBR_APPROVE, .by = "Ana",
					 .effective_us = instant(effective) };
	char sql[512];

	snprintf(sql, sizeof(sql),
		 "INSERT INTO proposal (rule, rule_version, kind, module_id,"
		 " role, severity, level, value_before, value_after, reason,"
		 " effect, reversal, evidence, evidence_hash, state,"
		 " as_of_at) VALUES ('r', 1, '%s', %d, nullif('%s', ''),"
		 " nullif(%d, 0), %d, nullif('%s', ''), '%s', '', '', '',"
		 " '{}', '', 'open', 1)", kind, module, role, severity,
		 severity ? 1 : 0, before, after);
	fixture_run(f, sql);
	decision.proposal_id = dbr_store_last_id(f->store);
	MUST(dbr_decide(f->store, &decision, &f->err));
}

static void
revert(struct fixture *f, int64_t proposal, const char *effective)
{
	struct dbr_decision decision = {
		.proposal_id = proposal, .verdict = DBR_REVERT, .by = "Ana",
		.effective_us = instant(effective),
	};

	MUST(dbr_decide(f->store, &decision, &f->err));
}

static void
assert_export(struct fixture *f, const char *target, const char *wanted,
	      size_t size)
{
	struct dbr_buf out = DBR_BUF_INIT;

	MUST(dbr_owner_export(&out, f->store, target, &f->err));
	assert_string_equal(out.text, wanted);
	assert_int_equal(out.size, size);
	dbr_buf_release(&out);
}

static void
without_a_decision_the_file_is_itself(void **state)
{
	struct fixture *f = *state;
	struct dbr_buf diff = DBR_BUF_INIT;

	assert_export(f, "ownership", ownership, sizeof(ownership) - 1);
	assert_export(f, "escalation", escalation, sizeof(escalation) - 1);
	MUST(dbr_owner_diff(&diff, f->store, "ownership", &f->err));
	assert_int_equal(diff.size, 0);
	dbr_buf_release(&diff);
}

static const char load_given_to_green[] =
	"\xEF\xBB\xBFscope,module,role,level,team,contact,authority,"
	"valid_from,valid_to,remark\r\n"
	"# who owns what\r\n"
	"*, load ,owner,0,\"Red\",,\"may stop\",2025-01-01,2026-07-01T00:00:00Z"
	",\"a, \"\"b\"\"\"\r\n"
	"*, load ,owner,0,\"Green\",,\"may stop\",2026-07-01,,\r\n"
	"\r\n"
	"*,validation,owner,,Red,,,2025-01-01T00:00:00Z,,\"two\nlines\"\r\n"
	"*,unknown,owner,0,Red,,,2025-01-01,,never loaded";

static void
a_decision_changes_its_line_and_no_other_byte(void **state)
{
	struct fixture *f = *state;

	approve(f, "change-owner", 1, "owner", 0, "Red", "Green",
		"2026-07-01");
	assert_export(f, "ownership", load_given_to_green,
		      sizeof(load_given_to_green) - 1);
	assert_export(f, "escalation", escalation, sizeof(escalation) - 1);
}

/* What the importer does with the file above: the same rows again. */
static void
an_exported_file_read_back_exports_as_itself(void **state)
{
	struct fixture *f = *state;

	approve(f, "change-owner", 1, "owner", 0, "Red", "Green",
		"2026-07-01");
	keep_file(f, "ownership", "own ers.csv",
		  (struct dbr_str){ load_given_to_green,
				    sizeof(load_given_to_green) - 1 });
	assert_export(f, "ownership", load_given_to_green,
		      sizeof(load_given_to_green) - 1);
}

static void
a_delay_changes_in_its_own_file(void **state)
{
	static const char wanted[] =
		"module;severity;level;delay_minutes;valid_from;valid_to\n"
		"load;2;1;30.0;2025-01-01;2026-07-01T00:00:00Z\n"
		"load;2;1;15;2026-07-01;\n"
		"load;3;1;120;2025-01-01;\n";
	struct fixture *f = *state;

	approve(f, "set-escalation-delay", 1, "", 2, "30", "15",
		"2026-07-01");
	assert_export(f, "escalation", wanted, sizeof(wanted) - 1);
}

static void
a_backup_comes_behind_the_owner_it_stands_in_for(void **state)
{
	struct fixture *f = *state;
	struct dbr_buf out = DBR_BUF_INIT;

	approve(f, "name-backup", 1, "backup", 0, "", "Blue", "2026-07-01");
	MUST(dbr_owner_export(&out, f->store, "ownership", &f->err));
	assert_non_null(strstr(out.text,
			       "\"a, \"\"b\"\"\"\r\n"
			       "*, load ,backup,0,\"Blue\",,\"\",2026-07-01,,"
			       "\r\n\r\n*,validation"));
	dbr_buf_release(&out);
}

static void
a_revert_before_it_took_effect_is_the_file_again(void **state)
{
	struct fixture *f = *state;

	approve(f, "change-owner", 1, "owner", 0, "Red", "Green",
		"2026-07-01");
	revert(f, 1, "2026-06-30");
	assert_export(f, "ownership", ownership, sizeof(ownership) - 1);
	/* Also when the change was exported and imported in between. */
	keep_file(f, "ownership", "own ers.csv",
		  (struct dbr_str){ load_given_to_green,
				    sizeof(load_given_to_green) - 1 });
	assert_export(f, "ownership", ownership, sizeof(ownership) - 1);
}

static void
a_later_revert_tells_all_three_spans(void **state)
{
	struct fixture *f = *state;
	struct dbr_buf out = DBR_BUF_INIT;

	approve(f, "change-owner", 1, "owner", 0, "Red", "Green",
		"2026-07-01");
	revert(f, 1, "2026-08-01");
	MUST(dbr_owner_export(&out, f->store, "ownership", &f->err));
	assert_non_null(strstr(out.text,
			       "\"Green\",,\"may stop\",2026-07-01,"
			       "2026-08-01T00:00:00Z,\r\n"));
	assert_non_null(strstr(out.text,
			       "\"Red\",,\"may stop\",2026-08-01,,\r\n"));
	dbr_buf_release(&out);
}

static void
a_change_from_the_first_day_on_changes_the_line_itself(void **state)
{
	struct fixture *f = *state;
	struct dbr_buf out = DBR_BUF_INIT;

	approve(f, "change-owner", 2, "owner", 0, "Red", "Blue",
		"2025-01-01");
	MUST(dbr_owner_export(&out, f->store, "ownership", &f->err));
	assert_non_null(strstr(out.text, "*,validation,owner,,Blue,,,"
			       "2025-01-01T00:00:00Z,,\"two\nlines\"\r\n"));
	assert_null(strstr(out.text, "validation,owner,,Red"));
	dbr_buf_release(&out);
}

static void
a_file_without_a_last_line_end_keeps_none(void **state)
{
	static const char bytes[] =
		"module,severity,level,delay_minutes,valid_from,valid_to\n"
		"load,2,1,30,2025-01-01,";
	static const char wanted[] =
		"module,severity,level,delay_minutes,valid_from,valid_to\n"
		"load,2,1,30,2025-01-01,2026-07-01T00:00:00Z\n"
		"load,2,1,15,2026-07-01,";
	struct fixture *f = *state;

	keep_file(f, "escalation", "escalation.csv",
		  (struct dbr_str){ bytes, sizeof(bytes) - 1 });
	approve(f, "set-escalation-delay", 1, "", 2, "30", "15",
		"2026-07-01");
	assert_export(f, "escalation", wanted, sizeof(wanted) - 1);
}

static void
a_wall_clock_is_read_in_the_zone_it_was_imported_with(void **state)
{
	static const char bytes[] =
		"module,severity,level,delay_minutes,valid_from,valid_to\n"
		"load,2,1,30,2025-01-01,\n";
	static const char wanted[] =
		"module,severity,level,delay_minutes,valid_from,valid_to\n"
		"load,2,1,30,2025-01-01,2026-06-30T22:00:00Z\n"
		"load,2,1,15,2026-07-01,\n";
	struct fixture *f = *state;

	keep_file(f, "escalation", "escalation.csv",
		  (struct dbr_str){ bytes, sizeof(bytes) - 1 });
	fixture_run(f, "UPDATE batch SET zone = 'Europe/Berlin';"
		    /* 2025-01-01 in Berlin */
		    "UPDATE escalation SET valid_from_at = 1735686000000000"
		    " WHERE severity = 2");
	approve(f, "set-escalation-delay", 1, "", 2, "30", "15",
		"2026-06-30T22:00:00Z");
	assert_export(f, "escalation", wanted, sizeof(wanted) - 1);
}

static void
a_file_without_dates_says_what_it_lacks(void **state)
{
	static const char bytes[] = "module,severity,delay_minutes\nload,2,30\n";
	struct fixture *f = *state;
	struct dbr_buf out = DBR_BUF_INIT;

	keep_file(f, "escalation", "escalation.csv",
		  (struct dbr_str){ bytes, sizeof(bytes) - 1 });
	assert_export(f, "escalation", bytes, sizeof(bytes) - 1);
	approve(f, "set-escalation-delay", 1, "", 2, "30", "15",
		"2026-07-01");
	assert_int_equal(dbr_owner_export(&out, f->store, "escalation",
					  &f->err), DBR_EINPUT);
	assert_non_null(strstr(f->err.what, "no column \"valid_from\""));
	dbr_buf_release(&out);
}

static void
a_file_of_other_bytes_is_kept_but_not_changed(void **state)
{
	static const char bytes[] = "\xff\xfem\0o\0d\0u\0l\0e\0\n\0";
	struct fixture *f = *state;
	struct dbr_buf out = DBR_BUF_INIT;

	keep_file(f, "escalation", "escalation.csv",
		  (struct dbr_str){ bytes, sizeof(bytes) - 1 });
	MUST(dbr_owner_export(&out, f->store, "escalation", &f->err));
	assert_int_equal(out.size, sizeof(bytes) - 1);
	assert_memory_equal(out.text, bytes, out.size);
	approve(f, "set-escalation-delay", 1, "", 2, "30", "15",
		"2026-07-01");
	assert_int_equal(dbr_owner_export(&out, f->store, "escalation",
					  &f->err), DBR_EINPUT);
	assert_non_null(strstr(f->err.what, "UTF-16"));
	dbr_buf_release(&out);
}

static void
a_target_there_is_none_of_and_no_file_are_said(void **state)
{
	struct fixture *f = *state;
	struct dbr_buf out = DBR_BUF_INIT;

	assert_int_equal(dbr_owner_export(&out, f->store, "owners", &f->err),
			 DBR_EUSAGE);
	fixture_run(f, "DELETE FROM runbook_file");
	f->err = (struct dbr_error)DBR_ERROR_INIT;
	assert_int_equal(dbr_owner_export(&out, f->store, "ownership",
					  &f->err), DBR_EUSAGE);
	assert_non_null(strstr(f->err.hint, "debrief import"));
	dbr_buf_release(&out);
}

static void
write_file(const char *folder, const char *name, struct dbr_str bytes)
{
	char path[160];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.at, 1, bytes.size, file), bytes.size);
	assert_int_equal(fclose(file), 0);
}

static void
assert_applies(struct fixture *f, const char *target, const char *name,
	       struct dbr_str before)
{
	struct dbr_buf diff = DBR_BUF_INIT, after = DBR_BUF_INIT;
	char command[512];

	MUST(dbr_owner_diff(&diff, f->store, target, &f->err));
	MUST(dbr_owner_export(&after, f->store, target, &f->err));
	assert_true(diff.size > 0);
	write_file(f->folder, name, before);
	write_file(f->folder, "wanted", dbr_buf_str(&after));
	write_file(f->folder, "change.diff", dbr_buf_str(&diff));
	snprintf(command, sizeof(command), "cd '%s' && git apply"
		 " --whitespace=nowarn change.diff && cmp '%s' wanted",
		 f->folder, name);
	assert_int_equal(system(command), 0);
	dbr_buf_release(&diff);
	dbr_buf_release(&after);
}

static void
git_applies_the_diff(void **state)
{
	struct fixture *f = *state;

	if (system("git --version >/dev/null 2>&1") != 0)
		skip();
	approve(f, "change-owner", 1, "owner", 0, "Red", "Green",
		"2026-07-01");
	assert_applies(f, "ownership", "own ers.csv",
		       (struct dbr_str){ ownership, sizeof(ownership) - 1 });
	approve(f, "change-owner", 2, "owner", 0, "Red", "Blue",
		"2025-01-01");
	approve(f, "name-backup", 2, "backup", 0, "", "Green", "2026-07-01");
	assert_applies(f, "ownership", "own ers.csv",
		       (struct dbr_str){ ownership, sizeof(ownership) - 1 });
	approve(f, "set-escalation-delay", 1, "", 3, "120", "60",
		"2026-07-01");
	assert_applies(f, "escalation", "escalation.csv",
		       (struct dbr_str){ escalation, sizeof(escalation) - 1 });
}

static void
every_byte_is_in_one_record(void **state)
{
	static const char *const texts[] = {
		"", "\n", "a", "a,b\n\n\n1,2", "a,b\r1,2\r", "\"", "a,\"b\n",
		"#c\na,b\n#d", "a;b\n\"1\n;2\";3\n", ownership,
	};
	struct dbr_arena arena = DBR_ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct dbr_str text = dbr_str_from(texts[i]);
		const char *at = text.at;
		struct csv_text csv;

		csv_text_parse(&csv, text, &arena);
		for (size_t r = 0; r < csv.record_count; r++) {
			assert_ptr_equal(csv.records[r].bytes.at, at);
			at += csv.records[r].bytes.size;
		}
		assert_ptr_equal(at, text.at + text.size);
	}
	dbr_arena_release(&arena);
}

#define EXPORT_TEST(name) \
	cmocka_unit_test_setup_teardown(name, open_with_files, fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		EXPORT_TEST(without_a_decision_the_file_is_itself),
		EXPORT_TEST(a_decision_changes_its_line_and_no_other_byte),
		EXPORT_TEST(an_exported_file_read_back_exports_as_itself),
		EXPORT_TEST(a_delay_changes_in_its_own_file),
		EXPORT_TEST(a_backup_comes_behind_the_owner_it_stands_in_for),
		EXPORT_TEST(a_revert_before_it_took_effect_is_the_file_again),
		EXPORT_TEST(a_later_revert_tells_all_three_spans),
		EXPORT_TEST(a_change_from_the_first_day_on_changes_the_line_itself),
		EXPORT_TEST(a_file_without_a_last_line_end_keeps_none),
		EXPORT_TEST(a_wall_clock_is_read_in_the_zone_it_was_imported_with),
		EXPORT_TEST(a_file_without_dates_says_what_it_lacks),
		EXPORT_TEST(a_file_of_other_bytes_is_kept_but_not_changed),
		EXPORT_TEST(a_target_there_is_none_of_and_no_file_are_said),
		EXPORT_TEST(git_applies_the_diff),
		cmocka_unit_test(every_byte_is_in_one_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
