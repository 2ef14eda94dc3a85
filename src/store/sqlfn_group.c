/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sqlfn_group.c -- the aggregates; see sqlfn.h for the rules. */
#include <config.h>
#include "store/sqlfn.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include "debrief/stats/quantile.h"
#include "debrief/stats/score.h"

/* Lives in SQLite's aggregate context; values count against its heap limit,
 * which is why they are not in an arena. */
struct values {
	double *at;
	size_t count, capacity;
	bool is_broken;
};

static bool
values_add(struct values *values, double value)
{
	if (values->count == values->capacity) {
		size_t capacity = values->capacity ? values->capacity * 2 : 64;
		double *at = sqlite3_realloc64(values->at,
					       capacity * sizeof(*at));

		if (!at)
			return false;
		values->at = at;
		values->capacity = capacity;
	}
	values->at[values->count++] = value;
	return true;
}

static void
quantile_step(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct values *values =
		sqlite3_aggregate_context(context, sizeof(*values));
	int type = sqlite3_value_type(argv[0]);
	double value;

	(void)argc;
	if (!values) {
		sqlite3_result_error_nomem(context);
		return;
	}
	if (type == SQLITE_NULL)
		return;
	value = sqlite3_value_double(argv[0]);
	if ((type != SQLITE_INTEGER && type != SQLITE_FLOAT) ||
	    !isfinite(value)) {
		values->is_broken = true;
		sqlite3_result_error(context, "a quantile takes finite numbers",
				     -1);
		return;
	}
	if (!values_add(values, value)) {
		values->is_broken = true;
		sqlite3_result_error_nomem(context);
	}
}

static void
quantile_final(sqlite3_context *context)
{
	const double *p = sqlite3_user_data(context);
	struct values *values = sqlite3_aggregate_context(context, 0);

	if (!values)
		return;
	if (!values->is_broken && values->count) {
		dbr_sort_values(values->at, values->count);
		sqlite3_result_double(context,
				      dbr_quantile(values->at, values->count,
						   *p, DBR_QUANTILE_TYPE7));
	}
	sqlite3_free(values->at);
	values->at = NULL;
}

static void
nps_step(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct dbr_nps_counts *counts =
		sqlite3_aggregate_context(context, sizeof(*counts));
	int type = sqlite3_value_type(argv[0]);
	double score = sqlite3_value_double(argv[0]);

	(void)argc;
	if (!counts) {
		sqlite3_result_error_nomem(context);
		return;
	}
	if (type == SQLITE_NULL)
		return;
	if ((type != SQLITE_INTEGER && type != SQLITE_FLOAT) ||
	    !(score >= 0 && score <= 10) || score != floor(score)) {
		sqlite3_result_error(context, "nps takes whole scores 0 to 10",
				     -1);
		return;
	}
	if (score >= 9)
		counts->promoters++;
	else if (score >= 7)
		counts->passives++;
	else
		counts->detractors++;
}

static void
nps_final(sqlite3_context *context)
{
	const struct dbr_nps_counts *counts =
		sqlite3_aggregate_context(context, 0);
	struct dbr_nps nps;

	if (!counts)
		return;
	nps = dbr_nps_estimate(*counts, 0.95);
	if (nps.score.lack == DBR_LACK_NONE)
		sqlite3_result_double(context, nps.score.value);
}

int
sqlfn_register_groups(sqlite3 *db)
{
	static const struct {
		const char *name;
		double p;
	} quantiles[] = {
		{ "median", 0.5 }, { "p75", 0.75 }, { "p90", 0.9 },
		{ "p95", 0.95 }, { "p99", 0.99 },
	};
	int code = sqlite3_create_function(db, "nps", 1, SQLFN_FLAGS, NULL,
					   NULL, nps_step, nps_final);

	for (size_t i = 0; i < sizeof(quantiles) / sizeof(quantiles[0]) &&
			   code == SQLITE_OK; i++)
		code = sqlite3_create_function(
			db, quantiles[i].name, 1, SQLFN_FLAGS,
			(void *)(uintptr_t)&quantiles[i].p, NULL,
			quantile_step, quantile_final);
	return code;
}
