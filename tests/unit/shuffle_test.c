/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kruskal-Wallis by shuffling, on Hollander & Wolfe's example (1973). */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>
#include "debrief/stats/compare.h"
#include "unit/stats_check.h"

#define OF(array) { array, COUNT(array) }

/* Every way to deal ranks 1..14 to groups of 5, 4 and 5, one by one. */
struct dealing {
	int64_t sums[3], left[3];
	double seen, as_large, all;
};

static void
deal_from(struct dealing *d, int64_t rank)
{
	double spread = (double)(d->sums[0] * d->sums[0]) / 5 +
			(double)(d->sums[1] * d->sums[1]) / 4 +
			(double)(d->sums[2] * d->sums[2]) / 5;

	if (rank > 14) {
		d->all++;
		d->as_large += spread >= d->seen - 1e-9;
		return;
	}
	for (int g = 0; g < 3; g++) {
		if (!d->left[g])
			continue;
		d->left[g]--;
		d->sums[g] += rank;
		deal_from(d, rank + 1);
		d->sums[g] -= rank;
		d->left[g]++;
	}
}

static void
shuffled_groups_agree_with_every_dealing(void **state)
{
	static const double a[] = { 2.5, 2.6, 2.9, 3.0, 3.2 },
			    b[] = { 2.4, 2.7, 3.8, 4.0 },
			    c[] = { 2.0, 2.2, 2.8, 3.4, 3.7 };
	static const double same[] = { 7, 7, 7 };
	const struct dbr_sample groups[] = { OF(a), OF(b), OF(c) };
	const struct dbr_sample turned[] = { OF(c), OF(b), OF(a) };
	const struct dbr_sample equal[] = { OF(same), OF(same) };
	const struct dbr_shuffle shuffle = { 9999, 1 };
	struct dbr_arena arena = DBR_ARENA_INIT;
	double h = dbr_compare_groups(groups, 3, &arena).test.statistic;
	struct dealing d = { .left = { 5, 4, 5 },
			     .seen = (h + 3 * 15) * 14 * 15 / 12 };
	double p, exact;

	(void)state;
	deal_from(&d, 1);
	check_near("14! / (5! 4! 5!)", d.all, 252252, 0);
	exact = d.as_large / d.all;
	p = dbr_compare_groups_shuffled(groups, 3, shuffle, &arena);
	check_near("within four standard errors", p, exact,
		   4 * sqrt(exact * (1 - exact) / 9999));
	check_near("the same seed, the same p",
		   dbr_compare_groups_shuffled(groups, 3, shuffle, &arena), p,
		   0);
	check_near("groups the other way round",
		   dbr_compare_groups_shuffled(turned, 3, shuffle, &arena), p,
		   .03);
	check_near("nothing can differ",
		   dbr_compare_groups_shuffled(equal, 2, shuffle, &arena), 1,
		   0);
	dbr_arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shuffled_groups_agree_with_every_dealing),
	};

	dbr_stats_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
