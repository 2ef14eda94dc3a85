/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/query.h -- untrusted SELECTs, run so that they can do no harm.
 *
 * Metric files, report queries, rule files and `debrief sql` are somebody's
 * text.  They run on a read-only store under an authorizer (SELECT, READ,
 * deterministic functions), as one statement with nothing behind it, within
 * a step budget and a result of at most a million cells.  A mistake is
 * reported at file:line:col with the nearest name that exists.
 *
 * Our SQL words (median, p90, wilson_lo, nps, ratio, iso, us, t_quarter ...)
 * are registered here; they are listed with numbered rules in
 * src/store/sqlfn.h.
 *
 * They see what is committed, on a connection of their own.
 *
 * Parameters a text may use are named; those it does not use are ignored,
 * those it uses without a value here are NULL.
 */
#ifndef DEBRIEF_QUERY_H
#define DEBRIEF_QUERY_H

#include "debrief/table.h"

enum dbr_parameter_type { DBR_PARAMETER_I64, DBR_PARAMETER_TEXT };

struct dbr_parameter {
	const char *name;	/* ":as_of" */
	enum dbr_parameter_type type;
	int64_t i64;
	const char *text;
};

struct dbr_query {
	struct dbr_str sql;
	const char *file;	/* for messages; NULL: "query" */
	size_t first_line;	/* line of the file where sql starts, 1-based */
	const struct dbr_parameter *parameters;
	size_t parameter_count;
	const char *const *reads;	/* tables and views it may read */
	size_t read_count;	/* reads NULL: all of them */
	int64_t cpu_ms_max;	/* of this text's work; 0: steps alone count */
};

enum dbr_status dbr_query_run(struct dbr_table *out, struct dbr_store *store,
			      const struct dbr_query *query,
			      struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

/* Prepare only: the columns of out are filled, there are no rows. */
enum dbr_status dbr_query_check(struct dbr_table *out, struct dbr_store *store,
				const struct dbr_query *query,
				struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

/* One row at a time, for results that should not be kept; its cells live
 * until the function returns.  Queries may be run inside it. */
typedef enum dbr_status (*dbr_query_row_fn)(void *payload,
					    const struct dbr_table *one_row,
					    struct dbr_error *err);
enum dbr_status dbr_query_each(struct dbr_store *store,
			       const struct dbr_query *query,
			       dbr_query_row_fn row, void *payload,
			       struct dbr_error *err) DBR_MUST_CHECK;

#endif
