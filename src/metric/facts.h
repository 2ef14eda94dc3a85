/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts.h -- run a metric's SELECT and gather its facts into slices. */
#ifndef METRIC_FACTS_H
#define METRIC_FACTS_H

#include "metric/kind.h"

enum {
	PARAMETERS_MAX = 32,	/* of the header and the ask together */
	FACTS_ROOM = 32,	/* for a number as text */
};

/* What the columns of a metric's SELECT are for. */
struct fact_columns {
	int first, second;	/* the kind's two */
	int excluded, is_census, subject, extra;	/* -1: not there */
	int by[2], where[4];	/* -1: not asked for */
	int migration, customer;	/* -1: not there */
};

/* Everything the runs of one ask have in common. */
struct facts {
	const struct dbr_metric *metric;
	const struct metric_kind *kind;
	const struct dbr_metric_ask *ask;
	struct dbr_store *store;
	struct dbr_arena *arena;
	struct fact_columns columns;
	struct gather all;
	struct gather **slices;	/* sorted by key */
	size_t slice_count, slice_capacity;
	const char *quarter;	/* of this run; NULL: no quarters asked */
	bool wants_all, wants_slices;
	const char **clusters;	/* every name met, sorted */
	size_t cluster_count, cluster_capacity;
	size_t row;		/* of this run, for messages */
};

/* One run of the file over since <= instant < until. */
struct fact_period {
	int64_t since_us, until_us;
};

/* The columns must be what the kind and the header promise. */
enum dbr_status facts_check(struct facts *facts, struct dbr_error *err)
	DBR_MUST_CHECK;
enum dbr_status facts_read(struct facts *facts, struct fact_period period,
			   struct dbr_error *err) DBR_MUST_CHECK;
/* The rows themselves, of any period. */
enum dbr_status facts_each(const struct facts *facts,
			   struct fact_period period, dbr_query_row_fn row,
			   void *payload, struct dbr_error *err)
	DBR_MUST_CHECK;
/* When nothing was read: a "where" whose value no fact ever had, and nothing
 * else is called, is a mistake (DBR_EUSAGE), with the nearest one. */
enum dbr_status facts_check_where(struct facts *facts, struct dbr_error *err)
	DBR_MUST_CHECK;
/* The text of a dimension's cell; numbers are written into room. */
const char *facts_dim_text(const struct dbr_cell *cell,
			   char room[FACTS_ROOM]);
/* The slice with this key, made if it is not there. */
struct gather *facts_slice(struct facts *facts, const char *const key[2]);

#endif
