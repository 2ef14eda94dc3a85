/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare_overall.c -- three groups of durations and more: do they differ at
 * all.  Kruskal-Wallis, dealt anew where a group is small; log-rank as soon
 * as anything is open.  METRICS 1.7, 5.4.
 */
#include <config.h>
#include "metric/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/stats/compare.h"
#include "debrief/stats/survival.h"

enum { GROUPS_MIN = 3, DRAWS = 9999, SEED = 1 };

static bool
is_finished(const struct dbr_slice *const *slices, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (slices[i]->open_count || slices[i]->ended_count)
			return false;
	return true;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Has a migration more than one fact in the group? */
static bool
hangs_together(const struct dbr_slice *slice, struct dbr_arena *arena)
{
	const char **names = dbr_arena_array(arena, slice->value_count,
					     sizeof(*names));
	size_t count = 0;

	for (size_t i = 0; slice->value_clusters && i < slice->value_count; i++)
		if (slice->value_clusters[i])
			names[count++] = slice->value_clusters[i];
	if (count)
		qsort(names, count, sizeof(*names), compare_names);
	for (size_t i = 1; i < count; i++)
		if (strcmp(names[i - 1], names[i]) == 0)
			return true;
	return false;
}

/* At best one deal in so many looks like this one: reversed, or with groups
 * of a size changed for each other, all look the same. */
static bool
could_differ(const struct dbr_slice *const *slices, size_t count, double level)
{
	double deals = 0, alike = 0, n = 0;

	for (size_t i = 0; i < count; i++) {
		size_t same = 1;

		for (size_t k = 0; k < i; k++)
			same += slices[k]->value_count ==
				slices[i]->value_count;
		alike += log((double)same);
		n += (double)slices[i]->value_count;
		deals -= lgamma((double)slices[i]->value_count + 1);
	}
	deals += lgamma(n + 1);
	return fmax(alike, log(2)) - deals <= log(1 - level);
}

static void
take_test(struct dbr_compare_overall *out, const char *name,
	  const struct dbr_test *test)
{
	out->statistic = test->statistic;
	out->p = test->lack == DBR_LACK_NO_SPREAD ? 1 : test->p;
	if (test->lack == DBR_LACK_NONE || test->lack == DBR_LACK_NO_SPREAD)
		out->test = name;
	else
		out->why_untested = dbr_lack_name(test->lack);
}

static void
test_values(struct dbr_compare_overall *out,
	    const struct dbr_slice *const *slices, struct dbr_arena *arena)
{
	const struct dbr_shuffle shuffle = { DRAWS, SEED };
	struct dbr_sample *groups = dbr_arena_array(arena, out->group_count,
						    sizeof(*groups));
	struct dbr_group_test test;

	for (size_t i = 0; i < out->group_count; i++)
		groups[i] = (struct dbr_sample){ slices[i]->values,
						 slices[i]->value_count };
	test = dbr_compare_groups(groups, out->group_count, arena);
	take_test(out, "Kruskal-Wallis, chi-square", &test.test);
	if (!test.is_approximate || test.test.lack != DBR_LACK_NONE)
		return;
	out->p = dbr_compare_groups_shuffled(groups, out->group_count, shuffle,
					     arena);
	out->test = dbr_arena_textf(arena,
				    "Kruskal-Wallis, %d shuffles, seed %d",
				    DRAWS, SEED);
}

static void
test_curves(struct dbr_compare_overall *out,
	    const struct dbr_slice *const *slices, struct dbr_arena *arena)
{
	struct dbr_lifetimes *groups = dbr_arena_array(
		arena, out->group_count, sizeof(*groups));
	struct dbr_logrank test;

	for (size_t i = 0; i < out->group_count; i++)
		groups[i] = (struct dbr_lifetimes){ slices[i]->values,
						    slices[i]->outcomes,
						    slices[i]->value_count };
	test = dbr_survival_compare(groups, out->group_count, arena);
	take_test(out, "log-rank, chi-square", &test.test);
}

bool
compare_overall(struct dbr_compare_overall *out,
		const struct dbr_slice *const *slices, size_t count,
		struct dbr_arena *arena)
{
	const struct dbr_slice **groups = dbr_arena_array(arena, count,
							  sizeof(*groups));
	bool is_loose = true;

	for (size_t i = 0; i < count; i++) {
		if (!slices[i]->value_count)
			continue;
		is_loose &= out->is_fixed || !hangs_together(slices[i], arena);
		out->n += (int64_t)slices[i]->value_count;
		groups[out->group_count++] = slices[i];
	}
	if (out->metric->kind != DBR_KIND_DURATION ||
	    out->group_count < GROUPS_MIN)
		return false;
	if (!is_loose)
		out->why_untested = "facts of one migration hang together";
	else if (!could_differ(groups, out->group_count, out->level))
		out->why_untested = "too few";
	else if (is_finished(groups, out->group_count))
		test_values(out, groups, arena);
	else
		test_curves(out, groups, arena);
	return true;
}
