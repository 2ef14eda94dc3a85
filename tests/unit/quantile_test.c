/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/stats/quantile.h"
#include "unit/stats_check.h"

static double nist[] = { 95.1772, 95.1567, 95.1937, 95.1959, 95.1442, 95.0610,
			 95.1591, 95.1195, 95.1065, 95.0925, 95.1990,
			 95.1682 };
static double ten[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
static double mpg[] = { 21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2,
			17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4, 30.4,
			33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4,
			15.8, 19.7, 15, 21.4 };
static double nitrate[] = { 5, 5, 5, 5, 5, 5, 8.1, 9.3, 10.3, 11, 12.3,
			    35.1 };
static double beryllium[] = { 3.17, 2.32, 7.37, 4.44, 9.50, 21.36, 5.15, 15.70,
			      5.58, 3.39, 8.44, 10.25, 3.65, 6.15, 6.94,
			      3.74 };

static void
quantiles_match_published_values(void **state)
{
	static const struct {
		const char *source;
		double *values;
		size_t n;
		enum dbr_quantile_type type;
		double p, want, tolerance;
	} rows[] = {
#define Q(s, v, t, p, w, tol) \
	{ s, v, COUNT(v), DBR_QUANTILE_TYPE##t, p, w, tol }
		Q("P1 NIST 7.2.6.2", nist, 6, .90, 95.1981, 5e-5),
		Q("P1 NIST 7.2.6.2", nist, 6, .50, 95.1579, 5.1e-5),
		Q("P1 NIST 7.2.6.2", nist, 7, .50, 95.1579, 5.1e-5),
		Q("C R quantile", nist, 7, .90, 95.19568, 1e-8),
		Q("C R quantile", nist, 7, .25, 95.11625, 1e-9),
		Q("C R quantile", nist, 7, .75, 95.181325, 1e-9),
		Q("C R quantile", nist, 6, .10, 95.07045, 1e-9),
		Q("C R quantile", nist, 6, .25, 95.10975, 1e-9),
		Q("C R quantile", nist, 6, .75, 95.189575, 1e-9),
		Q("C 1..10", ten, 7, .10, 1.9, 1e-12),
		Q("C 1..10", ten, 7, .25, 3.25, 1e-12),
		Q("C 1..10", ten, 7, .50, 5.5, 1e-12),
		Q("C 1..10", ten, 7, .75, 7.75, 1e-12),
		Q("C 1..10", ten, 7, .90, 9.1, 1e-12),
		Q("C 1..10", ten, 7, .95, 9.55, 1e-12),
		Q("C 1..10", ten, 7, .99, 9.91, 1e-12),
		Q("C 1..10", ten, 6, .10, 1.1, 1e-12),
		Q("C 1..10", ten, 6, .25, 2.75, 1e-12),
		Q("C 1..10", ten, 6, .50, 5.5, 1e-12),
		Q("C 1..10", ten, 6, .75, 8.25, 1e-12),
		Q("C 1..10", ten, 6, .90, 9.9, 1e-12),
		Q("C 1..10", ten, 6, .95, 10, 1e-12),
		Q("C 1..10", ten, 6, .99, 10, 1e-12),
		Q("C mtcars", mpg, 7, .10, 14.34, 1e-12),
		Q("C mtcars", mpg, 7, .25, 15.425, 1e-12),
		Q("C mtcars", mpg, 7, .50, 19.2, 1e-12),
		Q("C mtcars", mpg, 7, .75, 22.8, 1e-12),
		Q("C mtcars", mpg, 7, .90, 30.09, 1e-12),
		Q("C mtcars", mpg, 6, .10, 13.6, 1e-12),
		Q("C mtcars", mpg, 6, .25, 15.275, 1e-12),
		Q("C mtcars", mpg, 6, .75, 22.8, 1e-12),
		Q("C mtcars", mpg, 6, .90, 30.4, 1e-12),
		Q("P1 EnvStats, EPA Ex. 21-6", nitrate, 7, .95, 22.56, 1e-9),
		Q("P1 EPA Ex. 21-5", beryllium, 7, .50, 5.865, 1e-12),
#undef Q
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_true(dbr_sort_values(rows[i].values, rows[i].n));
		check_near(rows[i].source,
			   dbr_quantile(rows[i].values, rows[i].n, rows[i].p,
					rows[i].type),
			   rows[i].want, rows[i].tolerance);
	}
}

static void
order_statistic_ranks_match_the_tables(void **state)
{
	static const struct {
		const char *source;
		size_t n;
		double p;
		size_t lo, hi;
	} rows[] = {
#define M "P2 Altman et al., Statistics with Confidence"
		{ M, 6, .5, 1, 6 },	{ M, 7, .5, 1, 7 },
		{ M, 8, .5, 1, 8 },	{ M, 9, .5, 2, 8 },
		{ M, 10, .5, 2, 9 },	{ M, 11, .5, 2, 10 },
		{ M, 12, .5, 3, 10 },	{ M, 15, .5, 4, 12 },
		{ M, 20, .5, 6, 15 },	{ M, 25, .5, 8, 18 },
		{ M, 30, .5, 10, 21 },	{ M, 50, .5, 18, 33 },
		{ M, 100, .5, 40, 61 },
#undef M
		{ "C p90", 36, .9, 29, 36 },   { "C p90", 40, .9, 32, 40 },
		{ "C p90", 50, .9, 41, 50 },   { "C p90", 60, .9, 49, 59 },
		{ "C p90", 75, .9, 62, 73 },   { "C p90", 100, .9, 84, 96 },
		{ "C p90", 200, .9, 171, 189 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct dbr_ranks got = dbr_quantile_ranks(
			rows[i].n, rows[i].p, .95, DBR_SIDE_BOTH);

		check_near(rows[i].source, (double)got.lo, (double)rows[i].lo,
			   0);
		check_near(rows[i].source, (double)got.hi, (double)rows[i].hi,
			   0);
		assert_true(got.coverage >= .95);
	}
	check_near("C p90, n <= 35",
		   (double)dbr_quantile_ranks(35, .9, .95, DBR_SIDE_BOTH).hi,
		   0, 0);
	assert_int_equal(dbr_quantile_ranks(5, .5, .95, DBR_SIDE_BOTH).lack,
			 DBR_LACK_TOO_FEW);
}

static void
achieved_coverage_is_exact(void **state)
{
	static const struct {
		const char *source;
		size_t n;
		double p;
		size_t lo, hi;
		double want, tolerance;
	} rows[] = {
		{ "C n=10", 10, .5, 2, 9, .978515625, 1e-9 },
		{ "C n=20", 20, .5, 6, 15, .9586105347, 1e-9 },
		{ "C n=100", 100, .5, 40, 61, .9647997998, 1e-9 },
		{ "C n=5 maximum", 5, .5, 1, 5, .9375, 1e-12 },
		{ "P1 EPA Ex. 21-5", 16, .5, 4, 0, .98936462, 1e-7 },
		{ "P1 EPA Ex. 21-6", 12, .95, 11, 0, .88164, 1e-5 },
		{ "P1 EPA Ex. 21-6", 12, .95, 10, 0, .98043, 1e-5 },
		{ "P1 EPA Ex. 21-6", 12, .95, 0, 12, .46, .005 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check_near(rows[i].source,
			   dbr_quantile_rank_coverage(rows[i].n, rows[i].p,
						      rows[i].lo, rows[i].hi),
			   rows[i].want, rows[i].tolerance);
	dbr_sort_values(beryllium, COUNT(beryllium));
	check_near("P1 EPA Ex. 21-5 limit", beryllium[3], 3.65, 0);
	check_near("P1 EPA Ex. 21-6 limit", nitrate[10], 12.3, 0);
	check_near("P1 EPA Ex. 21-6 limit", nitrate[9], 11, 0);
	check_near("P1 EPA Ex. 21-6 limit", nitrate[11], 35.1, 0);
}

static size_t
smallest_n(double p, enum dbr_side side)
{
	for (size_t n = 1; n < 1000; n++) {
		struct dbr_ranks got = dbr_quantile_ranks(n, p, .95, side);

		if (got.hi && (got.lo || side == DBR_SIDE_UPPER))
			return n;
	}
	return 0;
}

static void
the_smallest_n_with_an_interval_is_known(void **state)
{
	static const struct {
		double p;
		size_t n;
	} both[] = { { .5, 6 },	 { .75, 13 }, { .8, 17 },
		     { .9, 36 }, { .95, 72 }, { .99, 368 } };
	static const struct {
		double p;
		size_t n;
	} upper[] = { { .9, 29 }, { .95, 59 }, { .99, 299 } };

	(void)state;
	for (size_t i = 0; i < COUNT(both); i++)
		check_near("C two-sided",
			   (double)smallest_n(both[i].p, DBR_SIDE_BOTH),
			   (double)both[i].n, 0);
	for (size_t i = 0; i < COUNT(upper); i++)
		check_near("P2 Wilks 1941",
			   (double)smallest_n(upper[i].p, DBR_SIDE_UPPER),
			   (double)upper[i].n, 0);
}

static void
an_estimate_says_which_ends_exist(void **state)
{
	double acks[40];
	struct dbr_stat got;

	(void)state;
	for (size_t i = 0; i < 40; i++)
		acks[i] = (double)i + 1;
	got = dbr_quantile_estimate(acks, 40, .9, .95);
	check_near("C section 6.5", got.value, 36.1, 1e-9);
	check_near("C section 6.5",
		   dbr_quantile(acks, 40, .9, DBR_QUANTILE_TYPE6), 36.9, 1e-9);
	check_ends("C section 6.5", got.interval, 32, 40, 0);

	got = dbr_quantile_estimate(acks, 20, .9, .95);
	assert_false(got.interval.has_hi);
	assert_true(isinf(got.interval.hi));
	got = dbr_quantile_estimate(acks, 5, .5, .95);
	check_near("n = 5 median", got.value, 3, 0);
	assert_int_equal(got.interval.lack, DBR_LACK_TOO_FEW);
	got = dbr_quantile_estimate(acks, 0, .5, .95);
	assert_int_equal(got.lack, DBR_LACK_NO_DATA);
	got = dbr_quantile_estimate(acks, 1, .9, .95);
	check_near("one value is every quantile", got.value, 1, 0);
}

static void
sorting_refuses_what_is_not_a_number(void **state)
{
	double values[] = { 1, NAN, 0 };
	double zeros[] = { 0.0, -0.0, -1 };

	(void)state;
	assert_false(dbr_sort_values(values, 3));
	assert_true(dbr_sort_values(zeros, 3));
	assert_true(zeros[0] == -1 && signbit(zeros[1]) && !signbit(zeros[2]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quantiles_match_published_values),
		cmocka_unit_test(order_statistic_ranks_match_the_tables),
		cmocka_unit_test(achieved_coverage_is_exact),
		cmocka_unit_test(the_smallest_n_with_an_interval_is_known),
		cmocka_unit_test(an_estimate_says_which_ends_exist),
		cmocka_unit_test(sorting_refuses_what_is_not_a_number),
	};

	dbr_stats_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
