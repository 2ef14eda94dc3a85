/* SPDX-License-Identifier: GPL-3.0-or-later */
/* logrank.c -- see debrief/stats/survival.h. */
#include <config.h>
#include "debrief/stats/survival.h"

#include <math.h>
#include "stats/tail.h"

/* Groups walked side by side in time. */
struct race {
	const struct dbr_lifetimes *groups;
	size_t count;
	size_t *at;		/* first not yet passed, per group */
	double *done;		/* at the current time, per group */
	double *observed, *expected;
	double *covariance;	/* count squared */
};

static bool
next_time(const struct race *race, double *time)
{
	bool found = false;

	for (size_t g = 0; g < race->count; g++) {
		const struct dbr_lifetimes *group = &race->groups[g];

		if (race->at[g] == group->n)
			continue;
		if (!found || group->times[race->at[g]] < *time)
			*time = group->times[race->at[g]];
		found = true;
	}
	return found;
}

static double
at_risk(const struct race *race, size_t g)
{
	return (double)(race->groups[g].n - race->at[g]);
}

/* Add one distinct time to the sums, before the groups move past it. */
static void
add_time(struct race *race, double n, double d)
{
	size_t width = race->count;
	double scale = n > 1 ? d * (n - d) / (n * n * (n - 1)) : 0;

	for (size_t g = 0; g < race->count; g++) {
		race->observed[g] += race->done[g];
		race->expected[g] += d * at_risk(race, g) / n;
	}
	for (size_t i = 0; i < width; i++)
		for (size_t j = 0; j < width; j++) {
			double own = i == j ? n : 0;

			race->covariance[i * width + j] +=
				scale * at_risk(race, i) *
				(own - at_risk(race, j));
		}
}

static void
run(struct race *race)
{
	double time = 0;

	while (next_time(race, &time)) {
		double n = 0, d = 0;

		for (size_t g = 0; g < race->count; g++) {
			const struct dbr_lifetimes *in = &race->groups[g];

			race->done[g] = 0;
			for (size_t i = race->at[g];
			     i < in->n && in->times[i] <= time; i++)
				race->done[g] += in->outcomes[i] ==
						 DBR_OUTCOME_DONE;
			n += at_risk(race, g);
			d += race->done[g];
		}
		if (d > 0)
			add_time(race, n, d);
		for (size_t g = 0; g < race->count; g++)
			while (race->at[g] < race->groups[g].n &&
			       race->groups[g].times[race->at[g]] <= time)
				race->at[g]++;
	}
}

/*
 * b' A^-1 b for a symmetric positive A, destroying both: eliminate downwards
 * and add up b_k^2 / pivot_k.  False when A is singular.
 */
static bool
quadratic_form(double *a, double *b, size_t n, double *out)
{
	double largest = 0;

	*out = 0;
	for (size_t k = 0; k < n; k++)
		largest = fmax(largest, a[k * n + k]);
	for (size_t k = 0; k < n; k++) {
		double pivot = a[k * n + k];

		if (!(pivot > largest * 1e-12))
			return false;
		*out += b[k] * b[k] / pivot;
		for (size_t i = k + 1; i < n; i++) {
			double factor = a[i * n + k] / pivot;

			b[i] -= factor * b[k];
			for (size_t j = k + 1; j < n; j++)
				a[i * n + j] -= factor * a[k * n + j];
		}
	}
	return true;
}

/*
 * Chi-square over the groups that were ever at risk when something ended,
 * less one, which the others determine.
 */
static void
test_race(struct dbr_logrank *out, const struct race *race,
	  struct dbr_arena *arena)
{
	size_t *kept = dbr_arena_array(arena, race->count, sizeof(*kept));
	size_t width = 0;
	double *gap, *matrix;

	for (size_t g = 0; g < race->count; g++)
		if (race->expected[g] > 0)
			kept[width++] = g;
	out->test.lack = DBR_LACK_NO_SPREAD;
	if (width-- < 2)
		return;
	gap = dbr_arena_array(arena, width, sizeof(*gap));
	matrix = dbr_arena_array(arena, width * width, sizeof(*matrix));
	for (size_t i = 0; i < width; i++) {
		gap[i] = race->observed[kept[i]] - race->expected[kept[i]];
		for (size_t j = 0; j < width; j++)
			matrix[i * width + j] =
				race->covariance[kept[i] * race->count +
						 kept[j]];
	}
	if (!quadratic_form(matrix, gap, width, &out->test.statistic)) {
		out->test.statistic = 0;
		return;
	}
	out->test.lack = DBR_LACK_NONE;
	out->test.method = DBR_METHOD_CHI_SQUARE;
	out->test.p = tail_chi_square_upper(out->test.statistic,
					    (double)width);
}

static const double *
diagonal(const struct race *race, struct dbr_arena *arena)
{
	double *out = dbr_arena_array(arena, race->count, sizeof(*out));

	for (size_t g = 0; g < race->count; g++)
		out[g] = race->covariance[g * race->count + g];
	return out;
}

struct dbr_logrank
dbr_survival_compare(const struct dbr_lifetimes *groups, size_t group_count,
		     struct dbr_arena *arena)
{
	struct race race = { .groups = groups, .count = group_count };
	struct dbr_logrank out = { .test.p = 1 };

	out.test.lack = DBR_LACK_TOO_FEW;
	if (group_count < 2)
		return out;
	for (size_t g = 0; g < group_count; g++)
		if (groups[g].n == 0)
			return out;
	race.at = dbr_arena_array(arena, group_count, sizeof(*race.at));
	race.done = dbr_arena_array(arena, group_count, sizeof(double));
	race.observed = dbr_arena_array(arena, group_count, sizeof(double));
	race.expected = dbr_arena_array(arena, group_count, sizeof(double));
	race.covariance = dbr_arena_array(arena, group_count * group_count,
					  sizeof(double));
	run(&race);
	out.observed = race.observed;
	out.expected = race.expected;
	out.variance = diagonal(&race, arena);
	test_race(&out, &race, arena);
	return out;
}
