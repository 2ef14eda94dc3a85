/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare_rest.c -- what is left of a result without one of its slices.
 *
 * Taken off the whole instead of summed up from the others, so that nothing
 * a slice keeps back (few answers) is missing.
 */
#include <config.h>
#include "metric/compare.h"

#include <string.h>
#include "metric/kind.h"

static const char *
cluster_at(const struct dbr_slice *slice, size_t i)
{
	return slice->value_clusters ? slice->value_clusters[i] : NULL;
}

/* Facts of all without those of slice; both are sorted the same way. */
static void
take_facts(struct gather *gather, const struct dbr_slice *all,
	   const struct dbr_slice *slice, struct dbr_arena *arena)
{
	size_t j = 0;

	gather->facts = dbr_arena_array(arena, all->value_count,
					sizeof(*gather->facts));
	for (size_t i = 0; i < all->value_count; i++) {
		if (j < slice->value_count &&
		    all->values[i] == slice->values[j] &&
		    all->outcomes[i] == slice->outcomes[j] &&
		    cluster_at(all, i) == cluster_at(slice, j)) {
			j++;
			continue;
		}
		gather->facts[gather->fact_count++] = (struct fact){
			all->values[i], all->outcomes[i],
			cluster_at(all, i),
		};
	}
}

/* Few answers are kept back: so is what would tell them by subtraction. */
static void
take_answers(struct gather *gather, const struct dbr_slice *all,
	     const struct dbr_slice *slice)
{
	if (all->histogram_count && !slice->histogram_count) {
		gather->used_count = 0;
		return;
	}
	for (size_t i = 0; i < all->histogram_count; i++)
		gather->histogram[all->scale_min + (int)i] =
			all->histogram[i] - slice->histogram[i];
}

/* Every weight of the slice is one of the whole. */
static void
take_weights(struct gather *gather, const struct dbr_slice *all,
	     const struct dbr_slice *slice, struct dbr_arena *arena)
{
	gather->weighted_count = all->weighted_count;
	gather->weighted = dbr_arena_array(arena, all->weighted_count,
					   sizeof(*gather->weighted));
	for (size_t i = 0; i < all->weighted_count; i++) {
		gather->weighted[i] = all->weighted[i];
		for (size_t k = 0; k < slice->weighted_count; k++)
			if (slice->weighted[k].weight ==
			    all->weighted[i].weight)
				gather->weighted[i].events -=
					slice->weighted[k].events;
	}
}

static void
take_sums(struct gather *gather, const struct dbr_slice *all,
	  const struct dbr_slice *slice)
{
	gather->hits = (int64_t)(all->hits - slice->hits);
	gather->trials = (int64_t)(all->trials - slice->trials);
	gather->is_sampled = all->numbers[0].is_sample;
	if (all->numbers[0].is_census)
		gather->census_count = gather->trials;
	gather->events = (int64_t)(all->events - slice->events);
	if (all->exposure > slice->exposure)
		sum_add(&gather->exposure, all->exposure - slice->exposure);
}

/* Both are sorted by name, and all has every name of slice. */
static void
take_clusters(struct gather *gather, const struct dbr_slice *all,
	      const struct dbr_slice *slice, struct dbr_arena *arena)
{
	size_t j = 0;

	gather->clusters = dbr_arena_array(arena, all->cluster_count,
					   sizeof(*gather->clusters));
	for (size_t i = 0; i < all->cluster_count; i++) {
		struct dbr_slice_cluster rest = all->clusters[i];
		double whole = rest.weight;

		if (j < slice->cluster_count &&
		    strcmp(slice->clusters[j].name, rest.name) == 0) {
			rest.weight -= slice->clusters[j].weight;
			rest.sum -= slice->clusters[j].sum;
			rest.square -= slice->clusters[j].square;
			rest.second_sum -= slice->clusters[j].second_sum;
			rest.second_square -=
				slice->clusters[j++].second_square;
		}
		/* Weeks are not whole: what is left may be a rounding. */
		if (rest.weight > whole * 1e-9)
			gather->clusters[gather->cluster_count++] = rest;
	}
}

struct dbr_slice *
compare_rest(const struct dbr_metric_result *result,
	     const struct dbr_slice *slice, struct dbr_arena *arena)
{
	const struct dbr_slice *all = &result->all;
	struct dbr_slice *out = dbr_arena_get(arena, sizeof(*out));
	struct finish finish = { .metric = result->metric,
				 .level = result->ask.level, .arena = arena };
	struct gather *gather = dbr_arena_get(arena, sizeof(*gather));

	gather->used_count = all->used_count - slice->used_count;
	gather->open_count = all->open_count - slice->open_count;
	gather->ended_count = all->ended_count - slice->ended_count;
	take_facts(gather, all, slice, arena);
	take_sums(gather, all, slice);
	take_weights(gather, all, slice, arena);
	take_answers(gather, all, slice);
	take_clusters(gather, all, slice, arena);
	*out = (struct dbr_slice){
		.used_count = gather->used_count,
		.open_count = gather->open_count,
		.ended_count = gather->ended_count,
		.excluded_count = all->excluded_count - slice->excluded_count,
		.read_count = all->read_count - slice->read_count,
		.clusters = gather->clusters,
		.cluster_count = gather->cluster_count,
	};
	metric_kind_of(result->metric->kind)->finish(out, gather, &finish);
	out->numbers = finish.numbers;
	out->number_count = finish.count;
	return out;
}
