/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include "debrief/stats/cluster.h"
#include "debrief/stats/compare.h"
#include "debrief/stats/proportion.h"
#include "stats/twister.h"
#include "unit/stats_check.h"

#define FIRST(n, x) { .sides = { { n, x }, { 0, 0 } } }
#define SECOND(n, x) { .sides = { { 0, 0 }, { n, x } } }
#define BOTH(n, x, m, y) { .sides = { { n, x }, { m, y } } }

static struct dbr_cluster_effect
effect_of(const struct dbr_cluster *clusters, size_t count)
{
	struct dbr_cluster_plan plan = { .clusters = clusters,
					 .count = count, .level = 0.95 };

	for (int side = 0; side < 2; side++) {
		double n = 0, x = 0;

		for (size_t i = 0; i < count; i++) {
			n += clusters[i].sides[side].weight;
			x += clusters[i].sides[side].sum;
		}
		plan.spread[side] = n > 0 ? x * (n - x) / n : 0;
	}
	return dbr_cluster_effect(&plan);
}

static void
the_spread_between_clusters_is_held_against_that_of_facts(void **state)
{
	static const struct dbr_cluster apart[] = {
		FIRST(5, 5), FIRST(5, 2), SECOND(5, 0), SECOND(5, 2),
		SECOND(5, 4),
	};
	struct dbr_cluster_effect effect = effect_of(apart, 5);

	(void)state;
	assert_int_equal(effect.lack, DBR_LACK_NONE);
	assert_false(effect.is_crossed);
	/* Sums less the share of their side: 1.5 -1.5 -2 0 2, squares 12.5,
	 * times 5 / 3; of facts 10 * .7 * .3 + 15 * .4 * .6 = 5.7. */
	check_near("by hand", effect.design_effect, 12.5 * 5 / 3 / 5.7, 1e-12);
	check_near("by hand", effect.widening,
		   sqrt(12.5 * 5 / 3 / 5.7) * 3.1824463 / 1.9599640, 1e-6);
	/* z = 1.959964 of p = .05 becomes t = 1.0252 with 3 degrees. */
	check_near("closed form of t with 3 degrees of freedom",
		   dbr_cluster_p(&effect, .05), .3807151757, 1e-9);
	check_near("none is none", dbr_cluster_p(&effect, 1), 1, 0);
}

static void
clusters_on_both_sides_count_by_their_difference(void **state)
{
	/* Clusters differ, but each by the same: 1 in 10 more on the first
	 * side. */
	static const struct dbr_cluster crossed[] = {
		BOTH(10, 2, 10, 1), BOTH(10, 9, 10, 8), BOTH(10, 5, 10, 4),
		BOTH(10, 7, 10, 6),
	};
	struct dbr_cluster_effect effect = effect_of(crossed, 4);

	(void)state;
	assert_true(effect.is_crossed);
	check_near("no spread of differences", effect.design_effect, 1, 0);
	check_near("one less than clusters", effect.freedom, 3, 0);
}

static void
three_clusters_are_too_few(void **state)
{
	static const struct dbr_cluster few[] = {
		FIRST(500, 500), SECOND(500, 0), SECOND(500, 0),
		SECOND(500, 0),
	};

	(void)state;
	assert_int_equal(effect_of(few, 3).lack, DBR_LACK_TOO_FEW);
	assert_int_equal(effect_of(few, 4).lack, DBR_LACK_NONE);
}

static void
clusters_that_agree_widen_by_students_t_alone(void **state)
{
	struct dbr_cluster same[24] = { FIRST(0, 0) };
	struct dbr_cluster_effect effect;

	(void)state;
	for (size_t i = 0; i < 24; i++)
		same[i].sides[i % 2] = (struct dbr_cluster_part){ 20, 6 };
	effect = effect_of(same, 24);
	check_near("nothing between them", effect.design_effect, 1, 0);
	check_near("t of 22 over z", effect.widening, 2.0738731 / 1.9599640,
		   1e-6);
}

static double
uniform(struct twister *twister)
{
	return (twister_next(twister) + 0.5) / 4294967296.0;
}

/* A cluster's own share: uniform on .05 to .55, so that clusters differ. */
static struct dbr_cluster_part
draw(struct twister *twister)
{
	double own = .05 + .5 * uniform(twister);
	struct dbr_cluster_part part = { 5 + twister_below(twister, 36), 0 };

	for (int i = 0; i < part.weight; i++)
		part.sum += uniform(twister) < own;
	return part;
}

/* Four migrations against ten, no difference between the groups. */
static void
false_alarms_are_as_many_as_said(void **state)
{
	enum { ROUNDS = 2000, FIRST_COUNT = 4, COUNT = 14 };
	struct twister twister;
	int alarms = 0, alarms_of_facts = 0;

	(void)state;
	twister_seed(&twister, 20261123);
	for (int round = 0; round < ROUNDS; round++) {
		struct dbr_cluster clusters[COUNT] = { FIRST(0, 0) };
		struct dbr_tally tallies[2] = { { 0, 0 }, { 0, 0 } };
		struct dbr_cluster_effect effect;
		double p;

		for (int i = 0; i < COUNT; i++) {
			struct dbr_cluster_part part = draw(&twister);
			int side = i >= FIRST_COUNT;

			clusters[i].sides[side] = part;
			tallies[side].hits += (int64_t)part.sum;
			tallies[side].trials += (int64_t)part.weight;
		}
		effect = effect_of(clusters, COUNT);
		p = dbr_compare_proportions(tallies[0], tallies[1],
					    0.95).test.p;
		alarms += dbr_cluster_p(&effect, p) <= .05;
		alarms_of_facts += p <= .05;
	}
	check_near("5 in 100", (double)alarms / ROUNDS, .05, .02);
	/* What it is for: facts taken for independent cry wolf. */
	assert_true(alarms_of_facts > ROUNDS / 5);
}

/* One side alone, with what is known of facts of no cluster. */
static struct dbr_cluster_effect
sample_of(const struct dbr_cluster *clusters, size_t count,
	  struct dbr_cluster_part loose)
{
	struct dbr_cluster_plan plan = {
		.clusters = clusters, .count = count, .level = 0.95,
		.loose = loose, .loose_square = loose.sum,
	};
	double n = loose.weight, x = loose.sum;

	for (size_t i = 0; i < count; i++) {
		n += clusters[i].sides[0].weight;
		x += clusters[i].sides[0].sum;
	}
	plan.spread[0] = x * (n - x) / n;
	return dbr_cluster_sample(&plan);
}

static void
an_estimate_rests_on_its_effective_n(void **state)
{
	static const struct dbr_cluster three[] = {
		FIRST(100, 98), FIRST(100, 100), FIRST(100, 90),
	};
	static const struct dbr_cluster_part none = { 0, 0 };
	struct dbr_cluster_effect effect = sample_of(three, 3, none);

	(void)state;
	assert_int_equal(effect.lack, DBR_LACK_NONE);
	/* 2, 4 and -6 beyond their share: 56 * 3 / 2, of facts 300 * .96 *
	 * .04. */
	check_near("by hand", effect.design_effect, 84 / 11.52, 1e-12);
	check_near("t of 2 over z", effect.widening,
		   sqrt(84 / 11.52) * 4.30265273 / 1.95996398, 1e-7);
	effect = sample_of(three, 3, (struct dbr_cluster_part){ 100, 96 });
	check_near("loose facts add what they vary by themselves",
		   effect.design_effect, (84 + 3.84) / 15.36, 1e-12);
	assert_int_equal(sample_of(three, 1, none).lack, DBR_LACK_TOO_FEW);
}

/* METRICS 2.1, 8.2: n customers whose own shares are uniform on .70 to 1;
 * how often is the true mean, .85, in the interval? */
static void
cover(double *ours, double *of_facts, size_t count)
{
	enum { ROUNDS = 2000 };
	static const struct dbr_cluster_part none = { 0, 0 };
	struct twister twister;
	int hits = 0, plain = 0;

	twister_seed(&twister, 20261123);
	for (int round = 0; round < ROUNDS; round++) {
		struct dbr_cluster clusters[24] = { FIRST(0, 0) };
		struct dbr_tally all = { 0, 0 };
		struct dbr_cluster_effect effect;
		struct dbr_interval in;

		for (size_t i = 0; i < count; i++) {
			double own = .7 + .3 * uniform(&twister);
			uint32_t n = 20 + twister_below(&twister, 81), x = 0;

			for (uint32_t k = 0; k < n; k++)
				x += uniform(&twister) < own;
			clusters[i].sides[0].weight = n;
			clusters[i].sides[0].sum = x;
			all.hits += x;
			all.trials += n;
		}
		effect = sample_of(clusters, count, none);
		in = dbr_proportion_wilson_weighted(
			(double)all.hits / (double)all.trials,
			(double)all.trials / pow(effect.widening, 2), .95);
		hits += in.lo <= .85 && in.hi >= .85;
		in = dbr_proportion_wilson(all, .95, DBR_SIDE_BOTH);
		plain += in.lo <= .85 && in.hi >= .85;
	}
	*ours = (double)hits / ROUNDS;
	*of_facts = (double)plain / ROUNDS;
}

static void
the_interval_over_customers_covers_as_often_as_it_says(void **state)
{
	static const size_t counts[] = { 4, 12, 24 };

	(void)state;
	for (size_t i = 0; i < COUNT(counts); i++) {
		double ours, of_facts;

		cover(&ours, &of_facts, counts[i]);
		check_near("95 in 100, a little less of a dozen",
			   ours, .945, .02);
		/* What it is for: facts taken for independent. */
		assert_true(of_facts < .75);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		      the_spread_between_clusters_is_held_against_that_of_facts),
		cmocka_unit_test(
			clusters_on_both_sides_count_by_their_difference),
		cmocka_unit_test(three_clusters_are_too_few),
		cmocka_unit_test(clusters_that_agree_widen_by_students_t_alone),
		cmocka_unit_test(false_alarms_are_as_many_as_said),
		cmocka_unit_test(an_estimate_rests_on_its_effective_n),
		cmocka_unit_test(
			the_interval_over_customers_covers_as_often_as_it_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
