/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts.c -- see facts.h. */
#include <config.h>
#include "metric/facts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* What a metric of a workspace may take; ours are measured. */
#define WORKSPACE_CPU_MS INT64_C(10000)

/* Sums beyond this are no longer whole as double. */
#define COUNT_MAX (INT64_C(1) << 53)

/* Where nothing was said; sorts before letters. */
static const char nameless[] = "(none)";

static enum dbr_status
fail_metric(const struct facts *facts, struct dbr_error *err)
{
	return dbr_fail_at(err, facts->metric->path, facts->metric->sql_line,
			   0);
}

static struct dbr_query
query_of(const struct facts *facts)
{
	const struct dbr_metric *metric = facts->metric;

	return (struct dbr_query){
		.sql = metric->sql, .file = metric->path,
		.first_line = metric->sql_line, .reads = metric->reads,
		.read_count = metric->read_count,
		.cpu_ms_max = metric->is_workspace ? WORKSPACE_CPU_MS : 0,
	};
}

static bool
is_dim(const struct dbr_metric *metric, const char *name)
{
	for (size_t i = 0; i < metric->dim_count; i++)
		if (strcmp(metric->dims[i], name) == 0)
			return true;
	return false;
}

/* Every column is one we know: a typing mistake in "excluded" would else
 * count what was meant to be left out. */
static enum dbr_status
check_known(const struct facts *facts, const struct dbr_table *table,
	    struct dbr_error *err)
{
	const char *known[] = {
		facts->kind->columns[0], facts->kind->columns[1], "excluded",
		"subject", "is_census",
		facts->kind->extra ? facts->kind->extra : "subject",
	};

	for (size_t i = 0; i < table->column_count; i++) {
		const char *name = table->columns[i], *near;
		bool is_known = is_dim(facts->metric, name);

		for (size_t j = 0; j < COUNT_OF(known); j++)
			is_known |= strcmp(known[j], name) == 0;
		if (is_known)
			continue;
		dbr_fail(err, DBR_ECONFIG,
			 "column \"%s\" means nothing in a %s metric", name,
			 facts->kind->name);
		near = dbr_nearest(name, known, COUNT_OF(known));
		if (near)
			dbr_fail_hint(err, "did you mean \"%s\"?", near);
		else
			dbr_fail_hint(err, "name it in the \"dims:\" line");
		return fail_metric(facts, err);
	}
	return DBR_OK;
}

static enum dbr_status
need_column(int *out, const struct facts *facts, const struct dbr_table *table,
	    const char *name, struct dbr_error *err)
{
	*out = dbr_table_column(table, name);
	if (*out >= 0)
		return DBR_OK;
	dbr_fail(err, DBR_ECONFIG, "the SELECT gives no column \"%s\"", name);
	dbr_fail_hint(err, "a %s metric gives %s and %s, and every dimension "
			   "of its header",
		      facts->kind->name, facts->kind->columns[0],
		      facts->kind->columns[1]);
	return fail_metric(facts, err);
}

static enum dbr_status
find_columns(struct facts *facts, const struct dbr_table *table,
	     struct dbr_error *err)
{
	struct fact_columns *columns = &facts->columns;
	const struct dbr_metric_ask *ask = facts->ask;
	enum dbr_status rc;
	int ignored;

	rc = need_column(&columns->first, facts, table,
			 facts->kind->columns[0], err);
	if (rc == DBR_OK)
		rc = need_column(&columns->second, facts, table,
				 facts->kind->columns[1], err);
	for (size_t i = 0; i < facts->metric->dim_count && rc == DBR_OK; i++)
		rc = need_column(&ignored, facts, table,
				 facts->metric->dims[i], err);
	if (rc != DBR_OK)
		return rc;
	columns->excluded = dbr_table_column(table, "excluded");
	columns->is_census = dbr_table_column(table, "is_census");
	columns->subject = dbr_table_column(table, "subject");
	columns->extra = facts->kind->extra ?
				 dbr_table_column(table, facts->kind->extra) :
				 -1;
	columns->migration = dbr_table_column(table, "migration");
	columns->customer = dbr_table_column(table, "customer");
	for (size_t i = 0; i < COUNT_OF(columns->by); i++)
		columns->by[i] = ask->by[i] ? dbr_table_column(table,
							       ask->by[i]) : -1;
	for (size_t i = 0; i < COUNT_OF(columns->where); i++)
		columns->where[i] =
			ask->where_dim[i] ?
				dbr_table_column(table, ask->where_dim[i]) : -1;
	return check_known(facts, table, err);
}

enum dbr_status
facts_check(struct facts *facts, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	const struct dbr_query query = query_of(facts);
	struct dbr_table table;
	enum dbr_status rc;

	rc = dbr_query_check(&table, facts->store, &query, &arena, err);
	if (rc == DBR_OK)
		rc = find_columns(facts, &table, err);
	dbr_arena_release(&arena);
	return rc;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Runs of digits by their size, the rest by its bytes: 8-30 before 31-90,
 * M2 before M10.  Texts that differ in leading zeros only, by their bytes. */
static int
compare_natural(const char *a, const char *b)
{
	const char *x = a, *y = b;

	while (*x && *y) {
		size_t m = 0, n = 0;
		int order;

		if (!is_digit(*x) || !is_digit(*y)) {
			if (*x != *y)
				return (unsigned char)*x < (unsigned char)*y ?
					       -1 : 1;
			x++;
			y++;
			continue;
		}
		while (*x == '0')
			x++;
		while (*y == '0')
			y++;
		while (is_digit(x[m]))
			m++;
		while (is_digit(y[n]))
			n++;
		order = m != n ? (m < n ? -1 : 1) : memcmp(x, y, m);
		if (order)
			return order;
		x += m;
		y += n;
	}
	return *x || *y ? (*x ? 1 : -1) : strcmp(a, b);
}

/* Numbers by size, anything else as people count. */
static int
compare_texts(const char *a, const char *b)
{
	int64_t x, y;

	if (!a || !b)
		return (a != NULL) - (b != NULL);
	if (dbr_str_to_i64(dbr_str_from(a), &x) &&
	    dbr_str_to_i64(dbr_str_from(b), &y) && x != y)
		return x < y ? -1 : 1;
	return compare_natural(a, b);
}

static int
compare_keys(const char *const a[2], const char *const b[2])
{
	int order = compare_texts(a[0], b[0]);

	return order ? order : compare_texts(a[1], b[1]);
}

struct gather *
facts_slice(struct facts *facts, const char *const key[2])
{
	size_t lo = 0, hi = facts->slice_count;
	struct gather *slice;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;
		int order = compare_keys(facts->slices[middle]->key, key);

		if (order == 0)
			return facts->slices[middle];
		if (order < 0)
			lo = middle + 1;
		else
			hi = middle;
	}
	slice = dbr_arena_get(facts->arena, sizeof(*slice));
	for (int i = 0; i < 2; i++)
		slice->key[i] = key[i] ? dbr_arena_text(facts->arena,
							dbr_str_from(key[i])) :
					 NULL;
	facts->slices = dbr_arena_grow(facts->arena, facts->slices,
				       facts->slice_count,
				       &facts->slice_capacity,
				       sizeof(struct gather *));
	memmove(facts->slices + lo + 1, facts->slices + lo,
		(facts->slice_count - lo) * sizeof(struct gather *));
	facts->slices[lo] = slice;
	facts->slice_count++;
	return slice;
}

const char *
facts_dim_text(const struct dbr_cell *cell, char room[FACTS_ROOM])
{
	switch (cell->type) {
	case DBR_CELL_TEXT:
		return cell->text.size ? cell->text.at : nameless;
	case DBR_CELL_INTEGER:
		snprintf(room, FACTS_ROOM, "%" PRId64, cell->integer);
		return room;
	case DBR_CELL_REAL:
		snprintf(room, FACTS_ROOM, "%.15g", cell->real);
		return room;
	default:
		return nameless;
	}
}

static bool
is_asked_for(const struct facts *facts, const struct dbr_table *row)
{
	for (size_t i = 0; i < COUNT_OF(facts->columns.where); i++) {
		int column = facts->columns.where[i];
		char room[FACTS_ROOM];

		if (column >= 0 &&
		    strcmp(facts_dim_text(&row->cells[column], room),
			   facts->ask->where_value[i]) != 0)
			return false;
	}
	return true;
}

static void
exclude(struct gather *gather, const char *reason, int64_t n,
	struct dbr_arena *arena)
{
	gather->excluded_count += n;
	for (size_t i = 0; i < gather->exclusion_count; i++)
		if (strcmp(gather->exclusions[i].reason, reason) == 0) {
			gather->exclusions[i].n += n;
			return;
		}
	gather->exclusions = dbr_arena_grow(arena, gather->exclusions,
					    gather->exclusion_count,
					    &gather->exclusion_capacity,
					    sizeof(*gather->exclusions));
	gather->exclusions[gather->exclusion_count++] = (struct dbr_exclusion){
		dbr_arena_text(arena, dbr_str_from(reason)), n
	};
}

/* The cell of an optional column, NULL when it is not there. */
static const struct dbr_cell *
optional(const struct dbr_table *row, int column)
{
	return column < 0 ? NULL : &row->cells[column];
}

static void
note_subject(struct gather *gather, const struct dbr_cell *cell,
	     struct dbr_arena *arena)
{
	char room[FACTS_ROOM];
	const char *subject;

	if (!cell || gather->has_subjects)
		return;
	subject = facts_dim_text(cell, room);
	if (!gather->subject) {
		gather->subject = dbr_arena_text(arena,
						 dbr_str_from(subject));
	} else if (strcmp(gather->subject, subject) != 0) {
		gather->subject = NULL;
		gather->has_subjects = true;
	}
}

static enum dbr_status
fail_row(const struct facts *facts, const char *broken, struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "row %zu of metric \"%s\": %s", facts->row,
		 facts->metric->name, broken);
	return fail_metric(facts, err);
}

/* The name as it lives in the arena, once. */
static const char *
keep_cluster(struct facts *facts, const char *name)
{
	size_t lo = 0, hi = facts->cluster_count;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;
		int order = strcmp(facts->clusters[middle], name);

		if (order == 0)
			return facts->clusters[middle];
		if (order < 0)
			lo = middle + 1;
		else
			hi = middle;
	}
	facts->clusters = dbr_arena_grow(facts->arena, facts->clusters,
					 facts->cluster_count,
					 &facts->cluster_capacity,
					 sizeof(*facts->clusters));
	memmove(facts->clusters + lo + 1, facts->clusters + lo,
		(facts->cluster_count++ - lo) * sizeof(*facts->clusters));
	facts->clusters[lo] = dbr_arena_text(facts->arena,
					     dbr_str_from(name));
	return facts->clusters[lo];
}

static const char *
name_at(struct facts *facts, const struct dbr_table *row, int column)
{
	if (column < 0 || row->cells[column].type != DBR_CELL_TEXT)
		return NULL;
	return keep_cluster(facts, row->cells[column].text.at);
}

static enum dbr_status
take(struct facts *facts, struct gather *gather, const struct dbr_table *table,
     struct dbr_error *err)
{
	const struct fact_columns *columns = &facts->columns;
	const char *migration = name_at(facts, table, columns->migration);
	const char *customer = name_at(facts, table, columns->customer);
	const struct fact_row row = {
		.metric = facts->metric,
		.first = &table->cells[columns->first],
		.second = &table->cells[columns->second],
		.is_census = optional(table, columns->is_census),
		.subject = optional(table, columns->subject),
		.extra = optional(table, columns->extra),
		/* Facts of no migration hang together by their customer. */
		.cluster = migration ? migration : customer,
		.customer = customer,
		.arena = facts->arena,
	};
	int64_t n = facts->kind->weight(&row);
	const char *broken;

	if (n > COUNT_MAX - gather->read_count)
		return fail_row(facts, "more facts than can be counted", err);
	gather->read_count += n;
	if (columns->excluded >= 0 &&
	    !dbr_cell_is_null(&table->cells[columns->excluded])) {
		char room[FACTS_ROOM];

		exclude(gather,
			facts_dim_text(&table->cells[columns->excluded], room), n,
			facts->arena);
		if (facts->metric->is_amount)
			amount_leave(gather, &row);
		return DBR_OK;
	}
	note_subject(gather, row.subject, facts->arena);
	broken = facts->kind->add(gather, &row);
	return broken ? fail_row(facts, broken, err) : DBR_OK;
}

static enum dbr_status
take_row(void *payload, const struct dbr_table *row, struct dbr_error *err)
{
	struct facts *facts = payload;
	char room[2][FACTS_ROOM];
	const char *key[2] = { NULL, NULL };
	enum dbr_status rc = DBR_OK;

	facts->row++;
	if (!is_asked_for(facts, row))
		return DBR_OK;
	if (facts->wants_all)
		rc = take(facts, &facts->all, row, err);
	if (rc != DBR_OK || !facts->wants_slices)
		return rc;
	for (int i = 0; i < 2; i++) {
		if (facts->columns.by[i] >= 0)
			key[i] = facts_dim_text(&row->cells[facts->columns.by[i]],
					  room[i]);
		else if (facts->ask->by[i])
			key[i] = facts->quarter;
	}
	return take(facts, facts_slice(facts, key), row, err);
}

/* Defaults, then what was asked, then the instants: bound in this order, so
 * the last of a name wins. */
static size_t
fill_parameters(struct dbr_parameter *out, const struct facts *facts,
		struct fact_period period)
{
	const struct dbr_parameter instants[] = {
		{ .name = ":as_of", .i64 = facts->ask->as_of_us },
		{ .name = ":since", .i64 = period.since_us },
		{ .name = ":until", .i64 = period.until_us },
	};
	size_t count = 0;

	for (size_t i = 0; i < facts->metric->parameter_count &&
			   count < PARAMETERS_MAX; i++)
		out[count++] = facts->metric->parameters[i];
	for (size_t i = 0; i < facts->ask->parameter_count &&
			   count < PARAMETERS_MAX; i++)
		out[count++] = facts->ask->parameters[i];
	for (size_t i = 0; i < COUNT_OF(instants); i++)
		out[count++] = instants[i];
	return count;
}

enum dbr_status
facts_each(const struct facts *facts, struct fact_period period,
	   dbr_query_row_fn row, void *payload, struct dbr_error *err)
{
	struct dbr_parameter parameters[PARAMETERS_MAX + 3];
	struct dbr_query query = query_of(facts);

	query.parameters = parameters;
	query.parameter_count = fill_parameters(parameters, facts, period);
	return dbr_query_each(facts->store, &query, row, payload, err);
}

enum dbr_status
facts_read(struct facts *facts, struct fact_period period,
	   struct dbr_error *err)
{
	facts->row = 0;
	return facts_each(facts, period, take_row, facts, err);
}
