/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/stats/compare.h"
#include "debrief/stats/quantile.h"
#include "unit/stats_check.h"

/* Hollander & Wolfe 1973, R ?wilcox.test. */
static const double hw_x[] = { .80, .83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64,
			       .73, 1.46 };
static const double hw_y[] = { 1.15, .88, .90, .74, 1.21 };
/* EPA 2009 Unified Guidance Ex. 16-4. */
static const double copper[] = { 9.4, 10.1, 14.5, 16.1, 21.5, 17.6 };
static const double background[] = { 4.2, 5.8, 11.3, 7.0, 7.0, 8.2, 5.2, 6.4,
				     11.3, 11.5, 10.1, 9.7 };
/* Hogarty & Kromrey 1999. */
static const double hk_x[] = { 10, 10, 20, 20, 20, 30, 30, 30, 40, 50 };
static const double hk_y[] = { 10, 20, 30, 40, 40, 50 };
/* R airquality. */
static const double ozone_may[] = { 41, 36, 12, 18, 28, 23, 19, 8, 7,
				    16, 11, 14, 18, 14, 34, 6, 30, 11,
				    1, 11, 4, 32, 23, 45, 115, 37 };
static const double ozone_june[] = { 29, 71, 39, 23, 21, 37, 20, 12, 13 };
static const double ozone_july[] = { 135, 49, 32, 64, 40, 77, 97, 97, 85,
				     10, 27, 7, 48, 35, 61, 79, 63, 16,
				     80, 108, 20, 52, 82, 50, 64, 59 };
static const double ozone_august[] = { 39, 9, 16, 78, 35, 66, 122, 89, 110,
				       44, 28, 65, 22, 59, 23, 31, 44, 21,
				       9, 45, 168, 73, 76, 118, 84, 85 };
static const double ozone_september[] = {
	96, 78, 73, 91, 47, 32, 20, 23, 21, 24, 44, 21, 28, 9, 13,
	46, 18, 13, 24, 16, 13, 23, 36, 7, 14, 30, 14, 18, 20
};
/* Hollander & Wolfe 1973, depression scale. */
static const double before[] = { 1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55,
				 3.06, 1.30 };
static const double after[] = { .878, .647, .598, 2.05, 1.06, 1.29, 1.06,
				3.14, 1.29 };

static struct dbr_sample
sorted(const double *values, size_t n, struct dbr_arena *arena)
{
	double *copy = dbr_arena_array(arena, n, sizeof(*copy));

	memcpy(copy, values, n * sizeof(*copy));
	assert_true(dbr_sort_values(copy, n));
	return (struct dbr_sample){ copy, n };
}
#define SORTED(array) sorted(array, COUNT(array), *state)

static void
rank_tests_match_without_ties(void **state)
{
	struct dbr_rank_test got =
		dbr_compare_ranks(SORTED(hw_x), SORTED(hw_y), *state);

	check_near("P2 Hollander & Wolfe 1973 W", got.test.statistic, 35, 0);
	check_near("P2 one-sided", got.p_greater, .1272061, 5e-8);
	check_near("C two-sided", got.test.p, .2544123, 5e-8);
	assert_int_equal(got.test.method, DBR_METHOD_EXACT);
	check_near("C normal cc two-sided", erfc(got.z / sqrt(2)), .2446236,
		   5e-8);
	check_near("C normal no cc one-sided",
		   erfc((35 - 25) / sqrt(got.variance) / sqrt(2)) / 2,
		   .1103357, 5e-8);
}

static void
rank_tests_match_with_ties(void **state)
{
	struct dbr_rank_test got =
		dbr_compare_ranks(SORTED(copper), SORTED(background), *state);

	check_near("P1 EPA Ex. 16-4 rank sum", got.rank_sum, 84.5, 0);
	check_near("P1 EPA Ex. 16-4 U", got.test.statistic, 63.5, 0);
	check_near("P1 EPA Ex. 16-4 Var", got.variance, 113.6470588, 5e-8);
	check_near("P1 EPA Ex. 16-4 z", got.z, 2.532705, 5e-7);
	check_near("P1 EPA Ex. 16-4 p", erfc(got.z / sqrt(2)) / 2,
		   .005659303, 1e-8);
	check_near("C coin exact one-sided", got.p_greater, .003878474, 1e-8);
	assert_int_equal(got.test.method, DBR_METHOD_EXACT_PERMUTATION);

	got = dbr_compare_ranks(SORTED(hk_x), SORTED(hk_y), *state);
	check_near("C coin U", got.test.statistic, 22.5, 0);
	check_near("C coin exact two-sided", got.test.p, .4516733, 1e-7);
	check_near("C wilcox.test normal", erfc(fabs(got.z) / sqrt(2)),
		   .4377587, 1e-7);

	got = dbr_compare_ranks(SORTED(ozone_may), SORTED(ozone_august),
				*state);
	check_near("C ?wilcox.test W", got.test.statistic, 127.5, 0);
	check_near("C ?wilcox.test p", got.test.p, 1.208078e-4, 1e-9);
	assert_int_equal(got.test.method, DBR_METHOD_NORMAL);
}

/* x and y of n values each, none tied, whose U of x is u. */
static struct dbr_rank_test
with_u(size_t n, size_t u, struct dbr_arena *arena)
{
	double x[16], y[16];

	for (size_t i = 0; i < n; i++) {
		size_t beaten = u < n ? u : n;

		u -= beaten;
		x[i] = (double)beaten - .5 + (double)i * 1e-3;
		y[i] = (double)i;
	}
	assert_true(dbr_sort_values(x, n));
	return dbr_compare_ranks((struct dbr_sample){ x, n },
				 (struct dbr_sample){ y, n }, arena);
}

static void
critical_values_match_the_table(void **state)
{
	static const struct {
		size_t n, critical;
	} rows[] = { { 4, 0 }, { 5, 2 }, { 8, 13 }, { 10, 23 } };
	static const double below[] = { .003968254, .007936508, .01587302,
					.02777778, .04761905, .07539683 };

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct dbr_rank_test got =
			with_u(rows[i].n, rows[i].critical, *state);

		check_near("the U asked for", got.test.statistic,
			   (double)rows[i].critical, 0);
		assert_true(got.test.p <= .05);
		got = with_u(rows[i].n, rows[i].critical + 1, *state);
		check_near("the U asked for", got.test.statistic,
			   (double)rows[i].critical + 1, 0);
		assert_true(got.test.p > .05);
	}
	for (size_t u = 0; u < COUNT(below); u++)
		check_near("C P(U <= k), 5 v 5", with_u(5, u, *state).p_less,
			   below[u], 1e-8);
}

static void
the_tails_of_large_exact_groups_keep_their_digits(void **state)
{
	double low[49], high[49];
	struct dbr_rank_test got;
	double best = 1;

	for (size_t i = 0; i < 49; i++) {
		low[i] = (double)i;
		high[i] = (double)i + 100;
		best *= (double)(i + 1) / (double)(49 + i + 1);
	}
	got = dbr_compare_ranks((struct dbr_sample){ high, 49 },
				(struct dbr_sample){ low, 49 }, *state);
	check_relative("1 of choose(98, 49)", got.p_greater, best, 1e-12);
	check_relative("both ends", got.test.p, 2 * best, 1e-12);
}

static void
small_or_equal_groups_prove_nothing(void **state)
{
	static const double three[] = { 1, 2, 3 }, later[] = { 4, 5, 6 };
	static const double same[] = { 7, 7, 7, 7 };
	struct dbr_rank_test got =
		dbr_compare_ranks(SORTED(three), SORTED(later), *state);

	assert_int_equal(got.test.lack, DBR_LACK_TOO_FEW);
	check_near("C best 3 v 3", got.test.p, .1, 1e-12);
	got = dbr_compare_ranks(SORTED(same), SORTED(same), *state);
	check_near("all equal", got.test.p, 1, 0);
	assert_int_equal(got.test.lack, DBR_LACK_NO_SPREAD);
	got = dbr_compare_ranks((struct dbr_sample){ 0 }, SORTED(same),
				*state);
	assert_int_equal(got.test.lack, DBR_LACK_NO_DATA);
}

static void
shifts_match(void **state)
{
	struct dbr_stat got = dbr_compare_shift(SORTED(hw_x), SORTED(hw_y),
						.95, *state);

	check_near("C wilcox.test", got.value, .305, 1e-9);
	check_ends("C wilcox.test", got.interval, -.15, .76, 1e-9);
	/* 1 - 2 P(U < 9), U of 10 against 5, counted over all subsets. */
	check_near("achieved", got.interval.coverage, .9600399600399601,
		   1e-12);
	got = dbr_compare_shift(SORTED(copper), SORTED(background), .95,
				*state);
	check_near("C pairwise median", got.value, 6.3, 1e-9);
	check_ends("C R 2.999956, 10.89995", got.interval, 3, 10.9, 1e-9);
	got = dbr_compare_shift(SORTED(ozone_may), SORTED(ozone_august), .95,
				*state);
	check_near("C pairwise median", got.value, -32, 0);
	check_ends("C R -53, -15", got.interval, -53, -15, 1e-9);
}

static void
a_shift_by_selection_is_the_shift_by_sorting(void **state)
{
	struct dbr_sample x = SORTED(ozone_july), y = SORTED(ozone_september);
	double *all = dbr_arena_array(*state, x.n * y.n, sizeof(*all));
	size_t count = 0;

	for (size_t i = 0; i < x.n; i++)
		for (size_t j = 0; j < y.n; j++)
			all[count++] = x.values[i] - y.values[j];
	dbr_sort_values(all, count);
	check_near("median of all differences",
		   dbr_compare_shift(x, y, .95, *state).value,
		   dbr_quantile(all, count, .5, DBR_QUANTILE_TYPE7), 0);
}

/* 60 untied and 55 tied values: past what is counted exactly. */
static void
fill_large(double *x, double *y)
{
	for (int i = 0; i < 60; i++)
		x[i] = ((i * 37) % 101 - 40) / 8.0 + i / 1000.0;
	for (int i = 0; i < 55; i++)
		y[i] = (i * 29) % 17;
	assert_true(dbr_sort_values(x, 60) && dbr_sort_values(y, 55));
}

static int64_t
normal_rank(double mean, double variance)
{
	return (int64_t)floor(mean + .5 -
			      1.95996398454005 * sqrt(variance));
}

static void
large_samples_use_normal_ranks(void **state)
{
	double x[60], y[55], all[60 * 61];
	struct dbr_sample a = { x, 60 }, b = { y, 55 };
	struct dbr_signed_test test;
	int64_t rank, count = 0;

	fill_large(x, y);
	for (int i = 0; i < 60; i++)
		for (int k = 0; k < 55; k++)
			all[count++] = x[i] - y[k];
	dbr_sort_values(all, (size_t)count);
	rank = normal_rank(60 * 55 / 2.,
			   dbr_compare_ranks(a, b, *state).variance);
	check_ends("ordered differences",
		   dbr_compare_shift(a, b, .95, *state).interval,
		   all[rank - 1], all[count - rank], 0);

	count = 0;
	for (int i = 0; i < 60; i++)
		for (int k = i; k < 60; k++)
			all[count++] = x[i] / 2 + x[k] / 2;
	dbr_sort_values(all, (size_t)count);
	rank = normal_rank(60 * 61 / 4., 60 * 61 * 121 / 24.);
	check_ends("ordered averages",
		   dbr_compare_centre(a, .95, *state).interval,
		   all[rank - 1], all[count - rank], 0);

	test = dbr_compare_signed(a, *state);
	count = 0;
	for (size_t i = 0; i < (size_t)(60 * 61 / 2); i++)
		count += all[i] > 0;
	check_near("V counts positive averages", test.test.statistic,
		   (double)count, 0);
	check_near("normal p", test.p_greater,
		   erfc(((double)count - 60 * 61 / 4. - .5) /
			sqrt(60 * 61 * 121 / 24.) / sqrt(2)) / 2,
		   1e-12);
}

static void
paired_differences_match(void **state)
{
	double differences[COUNT(before)];
	struct dbr_signed_test test;
	struct dbr_stat centre;

	for (size_t i = 0; i < COUNT(before); i++)
		differences[i] = before[i] - after[i];
	test = dbr_compare_signed(SORTED(differences), *state);
	check_near("P2 Hollander & Wolfe 1973 V", test.test.statistic, 40, 0);
	check_near("P2 one-sided p", test.p_greater, .01953125, 1e-9);
	check_near("C two-sided p", test.test.p, .0390625, 1e-9);
	centre = dbr_compare_centre(SORTED(differences), .95, *state);
	check_near("P2 pseudo-median", centre.value, .46, 1e-9);
	check_ends("P2 interval", centre.interval, .010, .786, 1e-9);
	check_near("achieved: 10 of 512 sums are below 6",
		   centre.interval.coverage, 1 - 20. / 512, 1e-12);
}

static void
zero_differences_say_nothing(void **state)
{
	static const double zeros[] = { 0, 0, 0 };
	static const double five[] = { 1, 2, 3, 4, 5 };
	struct dbr_signed_test test =
		dbr_compare_signed(SORTED(zeros), *state);
	struct dbr_stat centre;

	assert_int_equal(test.test.lack, DBR_LACK_NO_SPREAD);
	centre = dbr_compare_centre(SORTED(five), .95, *state);
	check_near("centre", centre.value, 3, 0);
	assert_int_equal(centre.interval.lack, DBR_LACK_TOO_FEW);
	centre = dbr_compare_centre((struct dbr_sample){ 0 }, .95, *state);
	assert_int_equal(centre.lack, DBR_LACK_NO_DATA);
}

static void
cliffs_delta_matches(void **state)
{
	static const double low[] = { 1, 2, 3 }, high[] = { 4, 5, 6 };
	struct dbr_stat got =
		dbr_compare_delta(SORTED(hk_x), SORTED(hk_y), .95);

	check_near("P1 Hogarty & Kromrey 1999", got.value, -.25, 1e-12);
	assert_string_equal(dbr_compare_delta_name(got.value), "small");
	check_ends("C effsize", got.interval, -.7265846, .3890062, 1e-6);
	got = dbr_compare_delta(SORTED(copper), SORTED(background), .95);
	check_near("C copper", got.value, .7638889, 1e-7);
	got = dbr_compare_delta(SORTED(low), SORTED(high), .95);
	check_near("disjoint", got.value, -1, 0);
	assert_int_equal(got.interval.lack, DBR_LACK_NO_SPREAD);
	got = dbr_compare_delta(SORTED(high), SORTED(low), .95);
	check_near("disjoint", got.value, 1, 0);
}

static void
delta_and_u_are_the_same_thing(void **state)
{
	struct dbr_sample x = SORTED(hk_x), y = SORTED(hk_y);
	double u1 = dbr_compare_ranks(x, y, *state).test.statistic;
	double u2 = dbr_compare_ranks(y, x, *state).test.statistic;

	check_near("U1 + U2 = n1 n2", u1 + u2, 60, 0);
	check_near("delta = 2 U / n1 n2 - 1",
		   dbr_compare_delta(x, y, .95).value, 2 * u1 / 60 - 1,
		   1e-12);
	check_near("Vargha-Delaney A", u1 / 60, .375, 1e-12);
}

static void
kruskal_wallis_matches_small_groups(void **state)
{
	static const double a[] = { 2.9, 3.0, 2.5, 2.6, 3.2 },
			    b[] = { 3.8, 2.7, 4.0, 2.4 },
			    c[] = { 2.8, 3.4, 3.7, 2.2, 2.0 };
	static const double back[] = { 5, 7.5, 5, 5, 6.4, 5, 5, 5, 5, 5 },
			    w1[] = { 5, 12.5, 8, 5, 11.2 },
			    w2[] = { 5, 13.7, 15.3, 20.2, 25.1 },
			    w3[] = { 5, 20.1, 35, 28.2, 19 };
	const struct dbr_sample mucociliary[] = { SORTED(a), SORTED(b),
						  SORTED(c) };
	const struct dbr_sample toluene[] = { SORTED(back), SORTED(w1),
					      SORTED(w2), SORTED(w3) };
	static const double means[] = { 7.9, 12.2, 17.7, 19.3 };
	struct dbr_group_test got =
		dbr_compare_groups(mucociliary, 3, *state);

	check_near("P2 Hollander & Wolfe H", got.test.statistic, .77142857,
		   1e-7);
	check_near("P2 p", got.test.p, .6799648, 1e-7);
	assert_true(got.is_approximate);
	got = dbr_compare_groups(toluene, 4, *state);
	for (size_t i = 0; i < COUNT(means); i++)
		check_near("P1 EPA Ex. 17-2 mean rank", got.mean_ranks[i],
			   means[i], 1e-12);
	check_near("P1 EPA Ex. 17-2 untied", got.uncorrected, 10.56369, 5e-6);
	check_near("P1 EPA Ex. 17-2", got.test.statistic, 11.86932, 5e-6);
	check_near("P1 EPA Ex. 17-2 p", got.test.p, .007844498, 1e-9);
	assert_false(got.is_approximate);
}

static void
kruskal_wallis_matches_known_data_sets(void **state)
{
	static const double ctrl[] = { 4.17, 5.58, 5.18, 6.11, 4.50, 4.61,
				       5.17, 4.53, 5.33, 5.14 };
	static const double trt1[] = { 4.81, 4.17, 4.41, 3.59, 5.87, 3.83,
				       6.03, 4.89, 4.32, 4.69 };
	static const double trt2[] = { 6.31, 5.12, 5.54, 5.50, 5.37, 5.29,
				       4.92, 6.15, 5.80, 5.26 };
	static const double sprays[6][12] = {
		{ 10, 7, 20, 14, 14, 12, 10, 23, 17, 20, 14, 13 },
		{ 11, 17, 21, 11, 16, 14, 17, 17, 19, 21, 7, 13 },
		{ 0, 1, 7, 2, 3, 1, 2, 1, 3, 0, 1, 4 },
		{ 3, 5, 12, 6, 4, 3, 5, 5, 5, 5, 2, 4 },
		{ 3, 5, 3, 5, 3, 6, 1, 1, 3, 2, 6, 4 },
		{ 11, 9, 15, 22, 15, 16, 13, 10, 26, 26, 24, 13 },
	};
	static const double c1[] = { 83, 91, 94, 89, 89, 96, 91, 92, 90 },
			    c2[] = { 91, 90, 81, 83, 84, 83, 88, 91, 89, 84 },
			    c3[] = { 101, 100, 91, 93, 96, 95, 94 },
			    c4[] = { 78, 82, 81, 77, 79, 81, 80, 81 };
	const struct dbr_sample plants[] = { SORTED(ctrl), SORTED(trt1),
					     SORTED(trt2) };
	const struct dbr_sample months[] = {
		SORTED(ozone_may), SORTED(ozone_june), SORTED(ozone_july),
		SORTED(ozone_august), SORTED(ozone_september) };
	const struct dbr_sample corn[] = { SORTED(c1), SORTED(c2), SORTED(c3),
					   SORTED(c4) };
	struct dbr_sample insects[6];
	struct dbr_group_test got;

	for (int i = 0; i < 6; i++)
		insects[i] = sorted(sprays[i], 12, *state);
	got = dbr_compare_groups(months, 5, *state);
	check_near("C ?kruskal.test ozone", got.test.statistic, 29.26658,
		   1e-5);
	check_near("C ozone p", got.test.p, 6.9007e-6, 1e-9);
	got = dbr_compare_groups(plants, 3, *state);
	check_near("C PlantGrowth", got.test.statistic, 7.988229, 1e-6);
	check_near("C PlantGrowth p", got.test.p, .01842376, 1e-7);
	got = dbr_compare_groups(insects, 6, *state);
	check_near("C InsectSprays", got.test.statistic, 54.69134, 5e-6);
	check_near("C InsectSprays p", got.test.p, 1.5108e-10, 1e-13);
	got = dbr_compare_groups(corn, 4, *state);
	check_near("P2 Conover corn", got.test.statistic, 25.62884, 1e-5);
	check_near("P2 Conover corn p", got.test.p, 1.1406e-5, 1e-9);
}

static void
one_group_or_one_value_is_no_comparison(void **state)
{
	static const double same[] = { 7, 7, 7 };
	const struct dbr_sample groups[] = { SORTED(same), SORTED(same) };

	assert_int_equal(dbr_compare_groups(groups, 1, *state).test.lack,
			 DBR_LACK_TOO_FEW);
	assert_int_equal(dbr_compare_groups(groups, 2, *state).test.lack,
			 DBR_LACK_NO_SPREAD);
}

int
main(void)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	const struct CMUnitTest tests[] = {
		IN_ARENA(rank_tests_match_without_ties),
		IN_ARENA(rank_tests_match_with_ties),
		IN_ARENA(critical_values_match_the_table),
		IN_ARENA(the_tails_of_large_exact_groups_keep_their_digits),
		IN_ARENA(small_or_equal_groups_prove_nothing),
		IN_ARENA(shifts_match),
		IN_ARENA(a_shift_by_selection_is_the_shift_by_sorting),
		IN_ARENA(large_samples_use_normal_ranks),
		IN_ARENA(paired_differences_match),
		IN_ARENA(zero_differences_say_nothing),
		IN_ARENA(cliffs_delta_matches),
		IN_ARENA(delta_and_u_are_the_same_thing),
		IN_ARENA(kruskal_wallis_matches_small_groups),
		IN_ARENA(kruskal_wallis_matches_known_data_sets),
		IN_ARENA(one_group_or_one_value_is_no_comparison),
	};
	int failed;

	dbr_stats_init();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	dbr_arena_release(&arena);
	return failed;
}
