/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sqlfn_group.c -- the aggregates; see sqlfn.h for the rules. */
#include <config.h>
#include "store/sqlfn.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include "debrief/stats/compare.h"
#include "debrief/stats/evidence.h"
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

struct group_word {
	const char *name;
	/* Of sorted values, one at least; a lack gives NULL. */
	struct dbr_stat (*of)(const double *sorted, size_t n, double p);
	double p;
	bool is_load;	/* no value below 0 */
};

static void
number_step(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct values *values =
		sqlite3_aggregate_context(context, sizeof(*values));
	const struct group_word *word = sqlite3_user_data(context);
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
	    !isfinite(value) || (word->is_load && value < 0)) {
		values->is_broken = true;
		sqlite3_result_error(context, word->is_load ?
				     "a load is a finite number, 0 or more" :
				     "a quantile takes finite numbers", -1);
		return;
	}
	if (!values_add(values, value)) {
		values->is_broken = true;
		sqlite3_result_error_nomem(context);
	}
}

static void
number_final(sqlite3_context *context)
{
	const struct group_word *word = sqlite3_user_data(context);
	struct values *values = sqlite3_aggregate_context(context, 0);
	struct dbr_stat stat = { .lack = DBR_LACK_NO_DATA };

	if (!values)
		return;
	if (!values->is_broken && values->count) {
		dbr_sort_values(values->at, values->count);
		stat = word->of(values->at, values->count, word->p);
	}
	if (stat.lack == DBR_LACK_NONE)
		sqlite3_result_double(context, stat.value);
	sqlite3_free(values->at);
	values->at = NULL;
}

static struct dbr_stat
quantile(const double *sorted, size_t n, double p)
{
	return (struct dbr_stat){
		.value = dbr_quantile(sorted, n, p, DBR_QUANTILE_TYPE7),
	};
}

static struct dbr_stat
gini(const double *sorted, size_t n, double p)
{
	struct dbr_concentration got = dbr_load_concentration(sorted, n);

	(void)p;
	return (struct dbr_stat){ .value = got.gini, .lack = got.lack };
}

static struct dbr_stat
hhi(const double *sorted, size_t n, double p)
{
	struct dbr_concentration got = dbr_load_concentration(sorted, n);

	(void)p;
	return (struct dbr_stat){ .value = got.hhi, .lack = got.lack };
}

static struct dbr_stat
bus_factor(const double *sorted, size_t n, double p)
{
	size_t count = dbr_load_bus_factor(sorted, n);

	(void)p;
	return (struct dbr_stat){
		.value = (double)count,
		.lack = count ? DBR_LACK_NONE : DBR_LACK_NO_DATA,
	};
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

enum nps_part { NPS_SCORE, NPS_LO, NPS_HI };

static void
nps_final(sqlite3_context *context)
{
	const enum nps_part *part = sqlite3_user_data(context);
	const struct dbr_nps_counts *counts =
		sqlite3_aggregate_context(context, 0);
	struct dbr_nps nps;

	if (!counts)
		return;
	nps = dbr_nps_estimate(*counts, SQLFN_LEVEL);
	if (*part != NPS_SCORE)
		sqlfn_bound(context, nps.score.interval, *part == NPS_HI);
	else if (nps.score.lack == DBR_LACK_NONE)
		sqlite3_result_double(context, nps.score.value);
}

static int
register_nps(sqlite3 *db)
{
	static const struct {
		const char *name;
		enum nps_part part;
	} words[] = {
		{ "nps", NPS_SCORE }, { "nps_lo", NPS_LO },
		{ "nps_hi", NPS_HI },
	};
	int code = SQLITE_OK;

	for (size_t i = 0;
	     i < sizeof(words) / sizeof(words[0]) && code == SQLITE_OK; i++)
		code = sqlite3_create_function(
			db, words[i].name, 1, SQLFN_FLAGS,
			(void *)(uintptr_t)&words[i].part, NULL, nps_step,
			nps_final);
	return code;
}

/* Of differences of pairs. */
static struct dbr_stat
pseudo_median(const double *sorted, size_t n, double p)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_stat got = dbr_compare_centre(
		(struct dbr_sample){ sorted, n }, SQLFN_LEVEL, &arena);

	(void)p;
	dbr_arena_release(&arena);
	return got;
}

static struct dbr_stat
signed_rank_p(const double *sorted, size_t n, double p)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_signed_test got = dbr_compare_signed(
		(struct dbr_sample){ sorted, n }, &arena);

	(void)p;
	dbr_arena_release(&arena);
	return (struct dbr_stat){ .value = got.test.p,
				  .lack = got.test.lack };
}

int
sqlfn_register_groups(sqlite3 *db)
{
	static const struct group_word words[] = {
		{ "median", quantile, 0.5, false },
		{ "p75", quantile, 0.75, false },
		{ "p90", quantile, 0.9, false },
		{ "p95", quantile, 0.95, false },
		{ "p99", quantile, 0.99, false },
		{ "pseudo_median", pseudo_median, 0, false },
		{ "signed_rank_p", signed_rank_p, 0, false },
		{ "gini", gini, 0, true },
		{ "hhi", hhi, 0, true },
		{ "bus_factor", bus_factor, 0, true },
	};
	int code = register_nps(db);

	for (size_t i = 0;
	     i < sizeof(words) / sizeof(words[0]) && code == SQLITE_OK; i++)
		code = sqlite3_create_function(db, words[i].name, 1,
					       SQLFN_FLAGS,
					       (void *)(uintptr_t)&words[i],
					       NULL, number_step,
					       number_final);
	return code;
}
