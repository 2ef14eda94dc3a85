/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/stats/compare.h"
#include "debrief/stats/proportion.h"
#include "unit/stats_check.h"

static struct dbr_tally
share(int64_t hits, int64_t trials)
{
	return (struct dbr_tally){ hits, trials };
}

static void
intervals_match_published_values(void **state)
{
	static const struct {
		const char *source;
		int64_t hits, trials;
		double wilson[2], exact[2], tolerance;
	} rows[] = {
#define N "P1 Newcombe 1998 Table I"
#define R "C R prop.test, binom.test"
		{ N, 81, 263, { .2553, .3662 }, { .2527, .3676 }, 5e-5 },
		{ N, 15, 148, { .0624, .1605 }, { .0578, .1617 }, 5e-5 },
		{ N, 0, 20, { 0, .1611 }, { 0, .1684 }, 5e-5 },
		{ N, 1, 29, { .0061, .1718 }, { .0009, .1776 }, 5e-5 },
		{ "C r3.R", 81, 263, { .255289, .366210 },
		  { .252737, .367622 }, 1e-6 },
		{ R, 682, 925, { .707996, .764636 }, { .707668, .765407 },
		  1e-6 },
		{ R, 0, 10, { 0, .277533 }, { 0, .308497 }, 1e-6 },
		{ R, 10, 10, { .722467, 1 }, { .691503, 1 }, 1e-6 },
		{ R, 1, 10, { .017876, .404150 }, { .002529, .445016 }, 1e-6 },
		{ R, 5, 10, { .236593, .763407 }, { .187086, .812914 }, 1e-6 },
		{ R, 0, 1, { 0, .793451 }, { 0, .975 }, 1e-6 },
		{ R, 1, 1, { .206549, 1 }, { .025, 1 }, 1e-6 },
		{ R, 490, 500, { .963580, .989101 }, { .963528, .990369 },
		  1e-6 },
		{ R, 999, 1000, { .994357, .999823 }, { .994441, .999975 },
		  1e-6 },
		{ R, 1000, 1000, { .996173, 1 }, { .996318, 1 }, 1e-6 },
#undef N
#undef R
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct dbr_tally s = share(rows[i].hits, rows[i].trials);

		check_ends(rows[i].source,
			   dbr_proportion_wilson(s, .95, DBR_SIDE_BOTH),
			   rows[i].wilson[0], rows[i].wilson[1],
			   rows[i].tolerance);
		check_ends(rows[i].source,
			   dbr_proportion_exact(s, .95, DBR_SIDE_BOTH),
			   rows[i].exact[0], rows[i].exact[1],
			   rows[i].tolerance);
	}
}

static void
other_levels_and_one_sided_limits_match(void **state)
{
	struct dbr_interval got;

	(void)state;
	check_ends("P1 NIST 7.2.4.1",
		   dbr_proportion_exact(share(4, 20), .90, DBR_SIDE_BOTH),
		   .071354, .401029, 1e-6);
	got = dbr_proportion_wilson(share(26, 200), .95, DBR_SIDE_LOWER);
	check_near("P1 NIST 7.2.4.1", got.lo, .09577, 5e-6);
	check_near("P1 NIST 7.2.4.1, exact z", got.lo, .0957727, 5e-8);
	check_near("no upper limit asked for", got.hi, 1, 0);
}

static void
newcombe_differences_match_his_table(void **state)
{
	static const struct {
		struct dbr_tally a, b;
		double lo, hi;
	} rows[] = {
		{ { 56, 70 }, { 48, 80 }, .0524, .3339 },
		{ { 9, 10 }, { 3, 10 }, .1705, .8090 },
		{ { 6, 7 }, { 2, 7 }, .0582, .8062 },
		{ { 5, 56 }, { 0, 29 }, -.0381, .1926 },
		{ { 0, 10 }, { 0, 20 }, -.1611, .2775 },
		{ { 10, 10 }, { 0, 20 }, .6791, 1.0000 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct dbr_proportion_difference got = dbr_compare_proportions(
			rows[i].a, rows[i].b, .95);

		check_ends("P1 Newcombe 1998 Table II",
			   got.difference.interval, rows[i].lo, rows[i].hi,
			   5e-5);
	}
	check_near("56/70 v 48/80, pooled z",
		   dbr_compare_proportions(rows[0].a, rows[0].b, .95).test.p,
		   .008045081368, 1e-12);
	assert_int_equal(dbr_compare_proportions((struct dbr_tally){ 0, 0 },
						 (struct dbr_tally){ 1, 2 },
						 .95).difference.lack,
			 DBR_LACK_NO_DATA);
	assert_int_equal(dbr_compare_proportions((struct dbr_tally){ 0, 3 },
						 (struct dbr_tally){ 0, 2 },
						 .95).test.lack,
			 DBR_LACK_NO_SPREAD);
}

static void
rare_events_keep_their_digits(void **state)
{
	struct dbr_interval got;

	(void)state;
	got = dbr_proportion_exact(share(1, 1000000), .95, DBR_SIDE_BOTH);
	check_relative("C qbeta, scipy", got.lo, 2.53178076638e-8, 1e-9);
	check_relative("C qbeta, scipy", got.hi, 5.57163065517e-6, 1e-9);
	got = dbr_proportion_exact(share(3, 100000000), .95, DBR_SIDE_BOTH);
	check_relative("C qbeta, scipy", got.hi, 8.7672728169e-8, 1e-8);
	got = dbr_proportion_exact(share(17, 250000), .95, DBR_SIDE_BOTH);
	check_relative("C qbeta, scipy", got.lo, 3.96129889158e-5, 1e-9);
	check_relative("C qbeta, scipy", got.hi, 1.08872362157e-4, 1e-9);
}

/* P(lo <= p <= hi) over all outcomes, when the truth is p. */
static double
coverage(double p, int64_t n,
	 struct dbr_interval (*interval)(struct dbr_tally))
{
	double sum = 0;

	for (int64_t k = 0; k <= n; k++) {
		struct dbr_interval got = interval(share(k, n));

		if (got.lo <= p && p <= got.hi)
			sum += exp(lgamma((double)n + 1) -
				   lgamma((double)k + 1) -
				   lgamma((double)(n - k) + 1) +
				   (double)k * log(p) +
				   (double)(n - k) * log1p(-p));
	}
	return sum;
}

static struct dbr_interval
wald(struct dbr_tally s)
{
	double n = (double)s.trials, p = (double)s.hits / n;
	double half = 1.95996398454005 * sqrt(p * (1 - p) / n);

	return (struct dbr_interval){ .lo = p - half, .hi = p + half };
}

static struct dbr_interval
wilson(struct dbr_tally s)
{
	return dbr_proportion_wilson(s, .95, DBR_SIDE_BOTH);
}

static struct dbr_interval
exact(struct dbr_tally s)
{
	return dbr_proportion_exact(s, .95, DBR_SIDE_BOTH);
}

static void
coverage_is_what_brown_cai_and_dasgupta_found(void **state)
{
	static const struct {
		double p;
		int64_t n;
		double wald, wilson;
	} rows[] = {
		{ .005, 592, .792, .969 },  { .005, 954, .852, .968 },
		{ .005, 1279, .875, .958 }, { .005, 1584, .889, .954 },
		{ .005, 1876, .898, .954 }, { .5, 17, .951, .951 },
		{ .5, 18, .904, .969 },	    { .5, 40, .919, .962 },
		{ .2, 98, .928, .958 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		check_near("P2 Brown-Cai-DasGupta 2001, Wald",
			   coverage(rows[i].p, rows[i].n, wald), rows[i].wald,
			   5.1e-4);
		check_near("C p6.py, Wilson",
			   coverage(rows[i].p, rows[i].n, wilson),
			   rows[i].wilson, 5.1e-4);
		assert_true(coverage(rows[i].p, rows[i].n, exact) >= .95);
	}
}

static void
clopper_pearson_never_covers_too_little(void **state)
{
	(void)state;
	for (int64_t n = 1; n <= 60; n += 7)
		for (double p = .01; p < 1; p += .03)
			assert_true(coverage(p, n, exact) >= .95);
}

static void
an_inverse_is_found_where_gsl_gives_none(void **state)
{
	static const int64_t sizes[] = { 2,    10,    260,    291,	350,
					 5000, 100000, 1000000, 1000000000 };

	(void)state;
	for (size_t i = 0; i < COUNT(sizes); i++)
		for (int64_t step = 0; step <= 40; step++) {
			int64_t n = sizes[i], k = n * step / 40;
			struct dbr_interval got = exact(share(k, n));
			double p = (double)k / (double)n;

			assert_true(got.lo >= 0 && got.lo <= p);
			assert_true(got.hi <= 1 && got.hi >= p);
			assert_true(got.hi > got.lo);
		}
	check_ends("C own bisection, 2 of 260 (2/260 .000933, .027509)",
		   exact(share(2, 260)), .000932751, .0275091, 1e-6);
}

static void
a_finite_population_narrows_wilson(void **state)
{
	struct dbr_interval got;

	(void)state;
	got = wilson(share(30, 40));
	check_ends("C CSAT 2,3,5,20,10", got, .59806, .85813, 1e-5);
	got = dbr_proportion_wilson_finite(share(30, 40), 60, .95);
	check_ends("C same, N=60", got, .66483, .81941, 1e-5);
	got = dbr_proportion_wilson_finite(share(30, 40), 40, .95);
	check_ends("C same, N=n", got, .75, .75, 1e-12);
	got = dbr_proportion_worst_case(share(30, 40), 60);
	check_ends("C Manski 30 of 40, N=60", got, .5, 50.0 / 60, 1e-12);
	check_near("C 83.3 %", got.hi, .833, 5e-4);
	got = dbr_proportion_worst_case(share(30, 40), 40);
	check_ends("of all of them nothing is unknown", got, .75, .75, 1e-12);
	got = dbr_proportion_worst_case(share(30, 40), 39);
	assert_int_equal(got.lack, DBR_LACK_BAD_INPUT);
	got = dbr_proportion_worst_case(share(40, 40), 40);
	check_ends("all of all", got, 1, 1, 1e-12);
}

static void
wilson_works_on_an_effective_n(void **state)
{
	(void)state;
	check_ends("C section 6.3",
		   dbr_proportion_wilson_weighted(.805544, 4.760501, .95),
		   .371484, .966705, 1e-6);
	check_ends("same as the counted one",
		   dbr_proportion_wilson_weighted(.7, 20, .95), .481027,
		   .854523, 1e-6);
}

static void
counts_that_cannot_be_are_refused(void **state)
{
	(void)state;
	assert_int_equal(wilson(share(0, 0)).lack, DBR_LACK_NO_DATA);
	assert_int_equal(exact(share(0, 0)).lack, DBR_LACK_NO_DATA);
	assert_int_equal(wilson(share(2, 1)).lack, DBR_LACK_BAD_INPUT);
	assert_int_equal(exact(share(-1, 1)).lack, DBR_LACK_BAD_INPUT);
	assert_int_equal(exact(share(1, INT64_MAX)).lack, DBR_LACK_BAD_INPUT);
	assert_int_equal(
		dbr_proportion_wilson(share(1, 2), NAN, DBR_SIDE_BOTH).lack,
		DBR_LACK_BAD_INPUT);
	assert_int_equal(dbr_proportion_wilson_weighted(NAN, 3, .95).lack,
			 DBR_LACK_BAD_INPUT);
	assert_int_equal(dbr_proportion_estimate(share(0, 0), .95).lack,
			 DBR_LACK_NO_DATA);
}

static void
intervals_mirror_contain_and_nest(void **state)
{
	(void)state;
	for (int64_t n = 1; n < 60; n++)
		for (int64_t k = 0; k <= n; k++) {
			struct dbr_interval w = wilson(share(k, n));
			struct dbr_interval m = wilson(share(n - k, n));
			struct dbr_interval e = exact(share(k, n));
			struct dbr_interval e90 = dbr_proportion_exact(
				share(k, n), .9, DBR_SIDE_BOTH);
			double p = (double)k / (double)n;

			check_near("wilson(x) = 1 - wilson(n - x)", w.lo,
				   1 - m.hi, 1e-14);
			assert_true(w.lo <= p && p <= w.hi);
			assert_true(e.lo <= p && p <= e.hi);
			assert_true(e.lo <= e90.lo && e90.hi <= e.hi);
			if (k > 0)
				assert_true(exact(share(k - 1, n)).hi < e.hi);
		}
}

static void
more_needed_is_the_least_that_clears_the_target(void **state)
{
	(void)state;
	for (int64_t n = 1; n < 400; n += 7)
		for (int64_t misses = 0; misses <= 3 && misses <= n;
		     misses++) {
			struct dbr_tally now = share(n - misses, n);
			int64_t more = dbr_proportion_more_needed(now, .99,
								  .95);

			assert_true(more >= 0);
			assert_true(wilson(share(now.hits + more,
						 n + more)).lo >= .99);
			assert_true(!more ||
				    wilson(share(now.hits + more - 1,
						 n + more - 1)).lo < .99);
		}
	assert_int_equal(dbr_proportion_more_needed(share(1, 2), 1, .95), -1);
	assert_int_equal(dbr_proportion_more_needed(share(3, 2), .9, .95), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(intervals_match_published_values),
		cmocka_unit_test(other_levels_and_one_sided_limits_match),
		cmocka_unit_test(newcombe_differences_match_his_table),
		cmocka_unit_test(rare_events_keep_their_digits),
		cmocka_unit_test(
			coverage_is_what_brown_cai_and_dasgupta_found),
		cmocka_unit_test(clopper_pearson_never_covers_too_little),
		cmocka_unit_test(an_inverse_is_found_where_gsl_gives_none),
		cmocka_unit_test(a_finite_population_narrows_wilson),
		cmocka_unit_test(wilson_works_on_an_effective_n),
		cmocka_unit_test(counts_that_cannot_be_are_refused),
		cmocka_unit_test(intervals_mirror_contain_and_nest),
		cmocka_unit_test(
			more_needed_is_the_least_that_clears_the_target),
	};

	dbr_stats_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
