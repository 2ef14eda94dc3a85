/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_page.c -- many comparisons, one family of tests. */
#include <config.h>
#include "metric/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/stats/multiple.h"
#include "metric/run.h"

static const char by_migration[] = "migration";

struct page {
	struct dbr_compare_page *out;
	const struct dbr_compare_ask *ask;
	struct dbr_store *store;
	struct dbr_arena *arena;
	struct dbr_error *err;
	size_t row_capacity, overall_capacity;
};

/* Are the sides themselves what facts hang together by? */
static bool
is_single(const char *by)
{
	return !by || strcmp(by, by_migration) == 0 ||
	       strcmp(by, "customer") == 0;
}

static void
add_row(struct page *page, const struct dbr_metric_result *result,
	const struct dbr_slice *a, const struct dbr_slice *b)
{
	struct dbr_compare_page *out = page->out;
	const struct dbr_compare_pair pair = {
		result->metric, a, b, &result->all, result->ask.level,
		is_single(page->ask->by),
	};
	struct dbr_compare_row *row;

	out->rows = dbr_arena_grow(page->arena, out->rows, out->row_count,
				   &page->row_capacity, sizeof(*out->rows));
	row = &out->rows[out->row_count++];
	*row = (struct dbr_compare_row){
		.a = a->key[0], .b = b->key[0],
		.made = dbr_compare_slices(&pair, page->arena), .q = NAN,
	};
}

/* Two groups are each other's rest: one comparison, not two. */
static void
compare_groups(struct page *page, const struct dbr_metric_result *result)
{
	size_t count = result->slice_count;

	if (count == 2)
		add_row(page, result, &result->slices[0], &result->slices[1]);
	for (size_t i = 0; i < count && count > 2; i++)
		add_row(page, result, &result->slices[i],
			compare_rest(result, &result->slices[i], page->arena));
}

/* The slice of a migration; an empty one when it has no facts. */
static const struct dbr_slice *
slice_of(const struct page *page, const struct dbr_metric_result *result,
	 const char *migration)
{
	struct dbr_slice *none;

	for (size_t i = 0; i < result->slice_count; i++)
		if (strcmp(result->slices[i].key[0], migration) == 0)
			return &result->slices[i];
	none = dbr_arena_get(page->arena, sizeof(*none));
	none->key[0] = migration;
	return none;
}

static void
compare_pairs(struct page *page, const struct dbr_metric_result *result)
{
	const struct dbr_compare_ask *ask = page->ask;

	for (size_t i = 0; i < ask->migration_count; i++)
		for (size_t j = i + 1; j < ask->migration_count; j++)
			add_row(page, result,
				slice_of(page, result, ask->migrations[i]),
				slice_of(page, result, ask->migrations[j]));
}

/* Before the rows: do the groups differ at all? */
static void
add_overall(struct page *page, const struct dbr_metric_result *result)
{
	const struct dbr_compare_ask *ask = page->ask;
	struct dbr_compare_page *out = page->out;
	size_t count = ask->by ? result->slice_count : ask->migration_count;
	const struct dbr_slice **slices = dbr_arena_array(page->arena, count,
							  sizeof(*slices));
	struct dbr_compare_overall overall = {
		.metric = result->metric, .level = result->ask.level,
		.is_fixed = is_single(ask->by),
	};

	for (size_t i = 0; i < count; i++)
		slices[i] = ask->by ? &result->slices[i] :
				      slice_of(page, result,
					       ask->migrations[i]);
	if (!compare_overall(&overall, slices, count, page->arena))
		return;
	out->overalls = dbr_arena_grow(page->arena, out->overalls,
				       out->overall_count,
				       &page->overall_capacity,
				       sizeof(*out->overalls));
	out->overalls[out->overall_count++] = overall;
}

static enum dbr_status
compare_metric(struct page *page, const struct dbr_metric *metric)
{
	const struct dbr_compare_ask *ask = page->ask;
	struct dbr_metric_ask one = ask->like;
	struct dbr_metric_result *result =
		dbr_arena_get(page->arena, sizeof(*result));
	enum dbr_status rc;

	one.metric = metric->name;
	one.by[0] = ask->by ? ask->by : by_migration;
	one.by[1] = NULL;
	rc = metric_answer(result, page->store, metric, &one, page->arena,
			   page->err);
	if (rc != DBR_OK)
		return rc;
	page->out->ask = result->ask;
	add_overall(page, result);
	if (ask->by)
		compare_groups(page, result);
	else
		compare_pairs(page, result);
	return DBR_OK;
}

static bool
has_dim(const struct dbr_metric *metric, const char *dim)
{
	if (!dim || strcmp(dim, "quarter") == 0)
		return true;
	for (size_t i = 0; i < metric->dim_count; i++)
		if (strcmp(metric->dims[i], dim) == 0)
			return true;
	return false;
}

static int
compare_places(const void *a, const void *b)
{
	const struct dbr_metric *const *x = a, *const *y = b;

	if ((*x)->headline != (*y)->headline)
		return (*x)->headline - (*y)->headline;
	return strcmp((*x)->name, (*y)->name);
}

/* The headline metrics in their order. */
static enum dbr_status
find_headlines(const struct dbr_metric ***out, size_t *count,
	       const struct dbr_share *share, struct page *page)
{
	const struct dbr_metric *metrics = NULL;
	size_t all = 0;
	enum dbr_status rc = dbr_metric_list(&metrics, &all, share,
					     page->arena, page->err);

	*out = dbr_arena_array(page->arena, all, sizeof(**out));
	*count = 0;
	for (size_t i = 0; rc == DBR_OK && i < all; i++)
		if (metrics[i].headline)
			(*out)[(*count)++] = &metrics[i];
	if (*count)
		qsort(*out, *count, sizeof(**out), compare_places);
	return rc;
}

static enum dbr_status
compare_headlines(struct page *page, const struct dbr_share *share)
{
	const struct dbr_metric **metrics = NULL;
	const char **left_out;
	size_t count = 0;
	enum dbr_status rc = find_headlines(&metrics, &count, share, page);

	if (rc != DBR_OK)
		return rc;
	left_out = dbr_arena_array(page->arena, count, sizeof(*left_out));
	page->out->left_out = left_out;
	for (size_t i = 0; rc == DBR_OK && i < count; i++)
		if (has_dim(metrics[i], page->ask->by))
			rc = compare_metric(page, metrics[i]);
		else
			left_out[page->out->left_out_count++] =
				metrics[i]->name;
	return rc;
}

static enum dbr_status
compare_named(struct page *page, const struct dbr_share *share)
{
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; rc == DBR_OK && i < page->ask->metric_count; i++) {
		struct dbr_metric *metric =
			dbr_arena_get(page->arena, sizeof(*metric));

		rc = dbr_metric_load(metric, share, page->ask->metrics[i],
				     page->arena, page->err);
		if (rc == DBR_OK)
			rc = compare_metric(page, metric);
	}
	return rc;
}

/* A migration asked for must be one, and be asked for once. */
static enum dbr_status
check_migration(const struct page *page, size_t index, const char **keys,
		size_t count)
{
	const char *const *asked = page->ask->migrations;
	const char *near;

	for (size_t i = 0; i < index; i++)
		if (strcmp(asked[i], asked[index]) == 0)
			return dbr_fail(page->err, DBR_EUSAGE,
					"\"%s\" is there twice",
					asked[index]);
	for (size_t i = 0; i < count; i++)
		if (strcmp(keys[i], asked[index]) == 0)
			return DBR_OK;
	dbr_fail(page->err, DBR_EUSAGE, "there is no migration \"%s\"",
		 asked[index]);
	near = dbr_nearest(asked[index], keys, count);
	if (near)
		dbr_fail_hint(page->err, "there is \"%s\"", near);
	return page->err->code;
}

static enum dbr_status
check_migrations(const struct page *page)
{
	const struct dbr_query query = {
		.sql = DBR_STR("SELECT key FROM migration ORDER BY key"),
	};
	struct dbr_table table = { 0 };
	enum dbr_status rc = dbr_query_run(&table, page->store, &query,
					   page->arena, page->err);
	const char **keys = dbr_arena_array(page->arena, table.row_count,
					    sizeof(*keys));

	for (size_t i = 0; rc == DBR_OK && i < table.row_count; i++)
		keys[i] = dbr_table_at(&table, i, 0)->text.at;
	for (size_t i = 0; rc == DBR_OK && i < page->ask->migration_count; i++)
		rc = check_migration(page, i, keys, table.row_count);
	return rc;
}

static void
adjust(struct page *page)
{
	struct dbr_compare_page *out = page->out;
	size_t count = out->row_count;
	double *p = dbr_arena_array(page->arena, count, sizeof(*p));
	double *q = dbr_arena_array(page->arena, count, sizeof(*q));

	for (size_t i = 0; i < count; i++)
		p[i] = out->rows[i].made.has_p ? out->rows[i].made.p : NAN;
	out->tested_count = dbr_multiple_adjust(p, q, count, page->arena);
	for (size_t i = 0; i < count; i++) {
		struct dbr_compare_row *row = &out->rows[i];

		row->q = q[i];
		row->reading = dbr_compare_reading(&row->made, q[i],
						   out->bound);
	}
}

enum dbr_status
dbr_compare_run(struct dbr_compare_page *out, struct dbr_store *store,
		const struct dbr_share *share,
		const struct dbr_compare_ask *ask, struct dbr_arena *arena,
		struct dbr_error *err)
{
	struct page page = { .out = out, .ask = ask, .store = store,
			     .arena = arena, .err = err };
	enum dbr_status rc = DBR_OK;

	*out = (struct dbr_compare_page){
		.bound = ask->bound > 0 ? ask->bound : DBR_COMPARE_Q,
	};
	if (!ask->by)
		rc = check_migrations(&page);
	if (rc == DBR_OK)
		rc = ask->metric_count ? compare_named(&page, share) :
					 compare_headlines(&page, share);
	if (rc != DBR_OK)
		return rc;
	if (!out->row_count) {
		dbr_fail(err, DBR_EUSAGE, "there is nothing to compare");
		return dbr_fail_hint(err, "no metric has two values of \"%s\" "
					  "or more", ask->by ? ask->by :
							       by_migration);
	}
	adjust(&page);
	return DBR_OK;
}
