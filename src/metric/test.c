/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test.c -- run the test cases of a metric in a workspace of their own. */
#include <config.h>
#include "debrief/metric.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "debrief/file.h"
#include "debrief/time.h"
#include "metric/case.h"
#include "metric/run.h"

enum { FILE_MAX = 1 << 20, PARAMETERS_MAX = 16, WITH_MAX = 4 };

struct bench {
	char folder[64], db[96];
	struct dbr_store *store;
	struct dbr_metric metric;
	struct dbr_arena arena;	/* of the file */
	const char *path;
	struct dbr_metric_test_report *report;
};

static enum dbr_status
bench_open(struct bench *bench, struct dbr_error *err)
{
	const char *tmp = getenv("TMPDIR");
	enum dbr_status rc;

	if (!tmp || !*tmp || strlen(tmp) > 30)
		tmp = "/tmp";
	snprintf(bench->folder, sizeof(bench->folder), "%s/debrief-XXXXXX",
		 tmp);
	if (!mkdtemp(bench->folder))
		return dbr_fail(err, DBR_ECREATE, "cannot make a folder in %s",
				tmp);
	snprintf(bench->db, sizeof(bench->db), "%s/w.db", bench->folder);
	rc = dbr_store_create(bench->db, err);
	if (rc == DBR_OK)
		rc = dbr_store_open(&bench->store, bench->db, DBR_STORE_WRITE,
				    err);
	/* It is thrown away: nobody needs it to survive a power cut. */
	if (rc == DBR_OK)
		rc = dbr_store_run(bench->store, "PRAGMA synchronous = OFF;"
				   "PRAGMA foreign_keys = OFF", err);
	return rc;
}

static void
bench_close(struct bench *bench)
{
	dbr_store_close(bench->store);
	if (*bench->db)
		unlink(bench->db);
	if (*bench->folder)
		rmdir(bench->folder);
	dbr_arena_release(&bench->arena);
}

/* Empty every table, and put the batch there that rows come from. */
static enum dbr_status
bench_clear(struct bench *bench, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	struct dbr_buf sql = DBR_BUF_INIT;
	bool has_row = true;
	enum dbr_status rc = dbr_stmt_open(
		&stmt, bench->store, "SELECT name FROM sqlite_schema"
		" WHERE type = 'table' AND name <> 'schema_doc'"
		" AND name NOT LIKE 'sqlite~_%' ESCAPE '~'", err);

	while (rc == DBR_OK && has_row) {
		rc = dbr_stmt_step(stmt, &has_row, err);
		if (rc == DBR_OK && has_row)
			dbr_buf_addf(&sql, "DELETE FROM %s;",
				     dbr_stmt_text(stmt, 0));
	}
	dbr_stmt_close(stmt);
	dbr_buf_add_text(&sql,
		"INSERT INTO batch (id, file_name, file_hash, file_size,"
		" format, target, encoding, read_count, inserted_count,"
		" updated_count, unchanged_count, rejected_count, blank_count,"
		" skipped_count, content_hash, imported_at, tool_version)"
		" VALUES (1, 'case', '', 0, 'case', 'case', 'UTF-8',"
		" 0, 0, 0, 0, 0, 0, 0, '', 0, '')");
	if (rc == DBR_OK)
		rc = dbr_store_run(bench->store, sql.text, err);
	dbr_buf_release(&sql);
	return rc;
}

static enum dbr_status
set_instant(int64_t *out, struct dbr_str value, struct dbr_error *err)
{
	if (dbr_iso_parse(value, out))
		return DBR_OK;
	return dbr_fail(err, DBR_ECONFIG, "\"%.*s\" is not an instant",
			DBR_STR_ARG(value));
}

/* One word of "with:". */
static enum dbr_status
set_with(struct dbr_metric_ask *ask, struct dbr_parameter *parameters,
	 struct dbr_str word, struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_str value = word, name = dbr_str_cut(&value, '=');
	struct dbr_parameter *p = &parameters[ask->parameter_count];
	size_t i = 0;

	if (!value.at)
		return dbr_fail(err, DBR_ECONFIG, "\"%.*s\" is not name=value",
				DBR_STR_ARG(word));
	if (dbr_str_is(name, "as_of"))
		return set_instant(&ask->as_of_us, value, err);
	if (dbr_str_is(name, "since"))
		return set_instant(&ask->since_us, value, err);
	if (dbr_str_is(name, "until"))
		return set_instant(&ask->until_us, value, err);
	if (dbr_str_is(name, "by")) {
		while (value.at && i < 2)
			ask->by[i++] = dbr_arena_text(arena,
						      dbr_str_cut(&value, ','));
		return DBR_OK;
	}
	if (dbr_str_starts(name, "where.")) {
		while (i < WITH_MAX - 1 && ask->where_dim[i])
			i++;
		ask->where_dim[i] = dbr_arena_text(arena, name) + 6;
		ask->where_value[i] = dbr_arena_text(arena, value);
		return DBR_OK;
	}
	if (ask->parameter_count == PARAMETERS_MAX)
		return dbr_fail(err, DBR_ECONFIG, "too many parameters");
	*p = (struct dbr_parameter){
		.name = dbr_arena_text(arena, name),
		.type = DBR_PARAMETER_I64,
	};
	if (!dbr_str_to_i64(value, &p->i64)) {
		p->type = DBR_PARAMETER_TEXT;
		p->text = dbr_arena_text(arena, value);
	}
	ask->parameter_count++;
	return DBR_OK;
}

static enum dbr_status
run_case(struct bench *bench, const struct metric_case *one,
	 struct dbr_arena *arena, bool *is_same, struct dbr_error *err)
{
	struct dbr_parameter parameters[PARAMETERS_MAX];
	struct dbr_metric_ask ask = { .parameters = parameters };
	struct dbr_metric_result result;
	struct dbr_str with = one->with;
	enum dbr_status rc = bench_clear(bench, err);

	for (size_t i = 0; i < one->row_count && rc == DBR_OK; i++)
		rc = case_insert(bench->store, one->rows[i].text, bench->path,
				 one->rows[i].line, err);
	while (rc == DBR_OK && with.size) {
		struct dbr_str word = dbr_str_cut(&with, ' ');

		if (word.size)
			rc = set_with(&ask, parameters, word, arena, err);
	}
	if (rc == DBR_OK)
		rc = metric_answer(&result, bench->store, &bench->metric, &ask,
				   arena, err);
	if (rc == DBR_OK)
		rc = case_compare(is_same, one, &result, bench->path,
				  bench->report->text, err);
	if (rc != DBR_OK)
		dbr_fail_at(err, bench->path, one->line, 1);
	return rc;
}

static enum dbr_status
run_cases(struct bench *bench, const struct metric_case *cases, size_t count,
	  struct dbr_error *err)
{
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; i < count && rc == DBR_OK; i++) {
		struct dbr_arena arena = DBR_ARENA_INIT;
		bool is_same = false;

		rc = run_case(bench, &cases[i], &arena, &is_same, err);
		dbr_arena_release(&arena);
		if (rc != DBR_OK)
			break;
		bench->report->case_count++;
		bench->report->failed_count += !is_same;
		dbr_buf_addf(bench->report->text, "%s %s: %s\n",
			     is_same ? "ok" : "not ok", bench->metric.name,
			     cases[i].name);
	}
	return rc;
}

/* Every numbered rule has a case that names it. */
static void
check_rules(struct bench *bench, const struct metric_case *cases, size_t count)
{
	for (size_t rule = 1; rule <= bench->metric.rule_count; rule++) {
		bool is_tested = false;

		for (size_t i = 0; i < count && rule < 64; i++)
			is_tested |= cases[i].rules[rule];
		if (is_tested)
			continue;
		bench->report->failed_count++;
		dbr_buf_addf(bench->report->text,
			     "not ok %s: no case is about rule %zu\n",
			     bench->metric.name, rule);
	}
}

static const char *
name_of(const char *path, struct dbr_arena *arena)
{
	const char *slash = strrchr(path, '/');
	struct dbr_str name = dbr_str_from(slash ? slash + 1 : path);

	if (dbr_str_ends(name, ".test"))
		name.size -= strlen(".test");
	return dbr_arena_text(arena, name);
}

enum dbr_status
dbr_metric_test(struct dbr_metric_test_report *report, const char *path,
		const struct dbr_share *share, struct dbr_error *err)
{
	struct bench bench = {
		.arena = DBR_ARENA_INIT, .path = path, .report = report,
	};
	struct dbr_buf text = DBR_BUF_INIT;
	struct metric_case *cases = NULL;
	size_t count = 0;
	enum dbr_status rc = dbr_file_read(&text, path, FILE_MAX, err);

	if (rc == DBR_OK)
		rc = dbr_metric_load(&bench.metric, share,
				     name_of(path, &bench.arena), &bench.arena,
				     err);
	if (rc == DBR_OK)
		rc = case_parse(&cases, &count, dbr_buf_str(&text), path,
				&bench.arena, err);
	if (rc == DBR_OK)
		rc = bench_open(&bench, err);
	if (rc == DBR_OK)
		rc = run_cases(&bench, cases, count, err);
	if (rc == DBR_OK)
		check_rules(&bench, cases, count);
	bench_close(&bench);
	dbr_buf_release(&text);
	return rc;
}
