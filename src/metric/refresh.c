/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * refresh.c -- every metric's results as rows, for dashboards.
 *
 * Asked first, written then: the questions run on a connection of their own
 * and see what is committed.
 */
#include <config.h>
#include "debrief/metric.h"

#include <string.h>
#include "debrief/time.h"
#include "metric/header.h"
#include "metric/run.h"

static const char insert_sql[] =
	"INSERT INTO metric_result (metric, number, dim, slice, quarter, time,"
	" value, lo, hi, level, n, unit, why, used_count, open_count,"
	" ended_count, excluded_count, read_count, as_of) VALUES (?1, ?2, ?3,"
	" ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
	" ?19)";

/* One question and its answer. */
struct answer {
	struct dbr_metric_result result;
	struct answer *next;
};

struct refresh {
	struct dbr_store *store;
	struct dbr_arena *arena;
	struct dbr_error *err;
	int64_t as_of_us;
	struct answer *first, **last;
	int64_t row_count;
	struct dbr_refresh_failure *failures;
	size_t failure_count, failure_capacity;
};

static enum dbr_status
ask(struct refresh *refresh, const struct dbr_metric *metric, const char *dim,
    const char *second)
{
	struct answer *answer = dbr_arena_get(refresh->arena, sizeof(*answer));
	const struct dbr_metric_ask question = {
		.metric = metric->name, .by = { dim, second },
		.as_of_us = refresh->as_of_us,
	};
	enum dbr_status rc = metric_answer(&answer->result, refresh->store,
					   metric, &question, refresh->arena,
					   refresh->err);

	if (rc != DBR_OK)
		return rc;
	*refresh->last = answer;
	refresh->last = &answer->next;
	return DBR_OK;
}

/* Headline metrics are kept by dimension and quarter; the others by one. */
static enum dbr_status
ask_metric(struct refresh *refresh, const struct dbr_metric *metric)
{
	enum dbr_status rc = ask(refresh, metric, "quarter", NULL);

	for (size_t i = 0; i < metric->dim_count && rc == DBR_OK; i++) {
		rc = ask(refresh, metric, metric->dims[i], NULL);
		if (rc == DBR_OK && metric->headline)
			rc = ask(refresh, metric, metric->dims[i], "quarter");
	}
	return rc;
}

/* Where a slice belongs: its dimension, and its quarter. */
struct place {
	const char *dim, *slice, *quarter;
	int64_t time_us;
};

static struct place
place_of(const struct dbr_metric_result *result, const struct dbr_slice *slice)
{
	struct place place = { "", "", "", result->ask.as_of_us };

	for (int i = 0; i < 2; i++) {
		const char *by = result->ask.by[i];
		int64_t start_us;

		if (!by || !slice->key[i])
			continue;
		if (strcmp(by, "quarter") != 0) {
			place.dim = by;
			place.slice = slice->key[i];
		} else if (dbr_quarter_parse(dbr_str_from(slice->key[i]),
					     &start_us)) {
			place.quarter = slice->key[i];
			if (dbr_quarter_next(start_us) < place.time_us)
				place.time_us = dbr_quarter_next(start_us);
		}
	}
	return place;
}

static void
bind_real(struct dbr_stmt *stmt, int at, bool has, double value)
{
	if (has)
		dbr_stmt_bind_double(stmt, at, value);
	else
		dbr_stmt_bind_null(stmt, at);
}

static enum dbr_status
write_number(struct refresh *refresh, struct dbr_stmt *stmt,
	     const struct dbr_metric_result *result,
	     const struct dbr_slice *slice, const struct dbr_number *number)
{
	const struct place place = place_of(result, slice);
	const int64_t counts[] = {
		slice->used_count, slice->open_count, slice->ended_count,
		slice->excluded_count, slice->read_count,
	};

	dbr_stmt_bind_text(stmt, 1, result->metric->name);
	dbr_stmt_bind_text(stmt, 2, number->name);
	dbr_stmt_bind_text(stmt, 3, place.dim);
	dbr_stmt_bind_text(stmt, 4, place.slice);
	dbr_stmt_bind_text(stmt, 5, place.quarter);
	dbr_stmt_bind_i64(stmt, 6, place.time_us / DBR_SECOND_US);
	bind_real(stmt, 7, number->has_value, number->value);
	bind_real(stmt, 8, number->has_lo, number->lo);
	bind_real(stmt, 9, number->has_hi, number->hi);
	bind_real(stmt, 10, number->has_lo || number->has_hi, number->level);
	dbr_stmt_bind_i64(stmt, 11, number->n);
	dbr_stmt_bind_text(stmt, 12, dbr_number_unit(number, refresh->arena));
	dbr_stmt_bind_text(stmt, 13, number->has_value ?
				     number->why_no_interval :
				     number->why_empty);
	for (int i = 0; i < 5; i++)
		dbr_stmt_bind_i64(stmt, 14 + i, counts[i]);
	dbr_stmt_bind_i64(stmt, 19, result->ask.as_of_us / DBR_SECOND_US);
	refresh->row_count++;
	return dbr_stmt_run(stmt, refresh->err);
}

static enum dbr_status
write_slice(struct refresh *refresh, struct dbr_stmt *stmt,
	    const struct dbr_metric_result *result,
	    const struct dbr_slice *slice)
{
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; i < slice->number_count && rc == DBR_OK; i++)
		rc = write_number(refresh, stmt, result, slice,
				  &slice->numbers[i]);
	return rc;
}

/* The whole is in the answer by quarter, the first one of a metric. */
static enum dbr_status
write_answer(struct refresh *refresh, struct dbr_stmt *stmt,
	     const struct dbr_metric_result *result)
{
	bool is_first = strcmp(result->ask.by[0], "quarter") == 0;
	enum dbr_status rc = DBR_OK;

	if (is_first)
		rc = write_slice(refresh, stmt, result, &result->all);
	for (size_t i = 0; i < result->slice_count && rc == DBR_OK; i++)
		rc = write_slice(refresh, stmt, result, &result->slices[i]);
	return rc;
}

static enum dbr_status
write_all(struct refresh *refresh)
{
	struct dbr_stmt *stmt = NULL;
	enum dbr_status rc = dbr_store_begin(refresh->store, refresh->err);

	if (rc != DBR_OK)
		return rc;
	rc = dbr_store_run(refresh->store, "DELETE FROM metric_result",
			   refresh->err);
	if (rc == DBR_OK)
		rc = dbr_stmt_open(&stmt, refresh->store, insert_sql,
				   refresh->err);
	for (struct answer *a = refresh->first; a && rc == DBR_OK; a = a->next)
		rc = write_answer(refresh, stmt, &a->result);
	dbr_stmt_close(stmt);
	if (rc == DBR_OK)
		rc = dbr_store_commit(refresh->store, refresh->err);
	else
		dbr_store_rollback(refresh->store);
	return rc;
}

/* What is wrong with one metric; anything else is wrong with all. */
static bool
is_of_metric(enum dbr_status rc)
{
	return rc == DBR_ECONFIG || rc == DBR_EINPUT || rc == DBR_EUSAGE;
}

/* Take the answers of a metric, or none of them and the reason. */
static enum dbr_status
take_metric(struct refresh *refresh, const struct dbr_share_file *file)
{
	struct dbr_metric *metric = dbr_arena_get(refresh->arena,
						  sizeof(*metric));
	struct dbr_error *caller = refresh->err;
	struct dbr_error err = DBR_ERROR_INIT;
	struct answer **last = refresh->last;
	enum dbr_status rc;

	refresh->err = &err;
	rc = metric_parse(metric, file, refresh->arena, &err);
	if (rc == DBR_OK)
		rc = ask_metric(refresh, metric);
	refresh->err = caller;
	if (rc == DBR_OK)
		return DBR_OK;
	if (!is_of_metric(rc)) {
		*caller = err;
		return rc;
	}
	*last = NULL;
	refresh->last = last;
	refresh->failures = dbr_arena_grow(
		refresh->arena, refresh->failures, refresh->failure_count,
		&refresh->failure_capacity, sizeof(*refresh->failures));
	refresh->failures[refresh->failure_count++] =
		(struct dbr_refresh_failure){ file->name, err };
	return DBR_OK;
}

enum dbr_status
dbr_metric_refresh(struct dbr_refresh *out, struct dbr_store *store,
		   const struct dbr_share *share, int64_t as_of_us,
		   struct dbr_arena *arena, struct dbr_error *err)
{
	struct refresh refresh = {
		.store = store, .arena = arena, .err = err,
		.as_of_us = as_of_us,
	};
	const struct dbr_share_file *files = NULL;
	size_t count = 0;
	enum dbr_status rc = dbr_share_list(&files, &count, share, "metrics",
					    ".sql", arena, err);

	refresh.last = &refresh.first;
	for (size_t i = 0; i < count && rc == DBR_OK; i++)
		rc = take_metric(&refresh, &files[i]);
	if (rc == DBR_OK)
		rc = write_all(&refresh);
	*out = (struct dbr_refresh){ refresh.row_count, refresh.failures,
				     refresh.failure_count };
	return rc;
}
