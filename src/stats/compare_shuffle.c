/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_shuffle.c -- see debrief/stats/compare.h. */
#include <config.h>
#include "debrief/stats/compare.h"

#include "stats/rank.h"
#include "stats/twister.h"

/* H grows with this and with nothing else that shuffling changes. */
static double
spread_of(const int64_t *doubled, const struct dbr_sample *groups,
	  size_t group_count)
{
	double spread = 0;

	for (size_t g = 0; g < group_count; g++) {
		int64_t total = 0;

		for (size_t i = 0; i < groups[g].n; i++)
			total += *doubled++;
		spread += (double)total * (double)total /
			  (double)groups[g].n;
	}
	return spread;
}

/* Fisher & Yates. */
static void
shuffle_ranks(int64_t *doubled, size_t n, struct twister *twister)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = twister_below(twister, (uint32_t)i);
		int64_t kept = doubled[i - 1];

		doubled[i - 1] = doubled[k];
		doubled[k] = kept;
	}
}

double
dbr_compare_groups_shuffled(const struct dbr_sample *groups,
			    size_t group_count, struct dbr_shuffle shuffle,
			    struct dbr_arena *arena)
{
	struct ranking ranking = rank_merge(groups, group_count, arena);
	int64_t *doubled = dbr_arena_array(arena, ranking.n,
					   sizeof(*doubled));
	int64_t as_large = 0;
	struct twister twister;
	size_t filled = 0;
	double seen;

	for (size_t g = 0; g < group_count; g++) {
		if (groups[g].n == 0)
			return 1;
		for (size_t i = 0; i < groups[g].n; i++)
			doubled[filled++] = rank_doubled(&ranking,
							 groups[g].values[i]);
	}
	/* Equal sums may round apart, by how their squares were added. */
	seen = spread_of(doubled, groups, group_count) * (1 - 1e-12);
	twister_seed(&twister, shuffle.seed);
	for (int64_t i = 0; i < shuffle.draws; i++) {
		shuffle_ranks(doubled, ranking.n, &twister);
		as_large += spread_of(doubled, groups, group_count) >= seen;
	}
	return (1 + (double)as_large) / (1 + (double)shuffle.draws);
}
