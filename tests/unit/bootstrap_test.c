/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/stats/bootstrap.h"
#include "debrief/stats/quantile.h"
#include "stats/twister.h"
#include "unit/stats_check.h"

/* Efron & Tibshirani 1993, sorted. */
static const double treated[] = { 16, 23, 38, 94, 99, 141, 197 };
static const double control[] = { 10, 27, 30, 40, 46, 51, 52, 104, 146 };
static const double lsat[] = { 576, 635, 558, 578, 666, 580, 555, 661,
			       651, 605, 653, 575, 545, 572, 594 };
static const double gpa[] = { 3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43,
			      3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96 };

static bool
median(double *out, const size_t *chosen, size_t count, void *context)
{
	const double *values = context;
	double copy[16];

	for (size_t i = 0; i < count; i++)
		copy[i] = values[chosen[i]];
	dbr_sort_values(copy, count);
	*out = dbr_quantile(copy, count, .5, DBR_QUANTILE_TYPE7);
	return true;
}

static bool
mean(double *out, const size_t *chosen, size_t count, void *context)
{
	const double *values = context;

	*out = 0;
	for (size_t i = 0; i < count; i++)
		*out += values[chosen[i]] / (double)count;
	return true;
}

static bool
correlation(double *out, const size_t *chosen, size_t count, void *context)
{
	double n = (double)count, x = 0, y = 0, xx = 0, yy = 0, xy = 0;

	(void)context;
	for (size_t i = 0; i < count; i++) {
		double a = lsat[chosen[i]] - 600, b = gpa[chosen[i]] - 3;

		x += a;
		y += b;
		xx += a * a;
		yy += b * b;
		xy += a * b;
	}
	*out = (n * xy - x * y) /
	       sqrt((n * xx - x * x) * (n * yy - y * y));
	return isfinite(*out);
}

/* The next whole number, whatever was chosen: resamples of a known order. */
static bool
next_number(double *out, const size_t *chosen, size_t count, void *context)
{
	double *last = context;

	(void)chosen;
	(void)count;
	*out = ++*last;
	return true;
}

static struct dbr_bootstrap_plan
plan_for(const double *values, size_t n,
	 bool (*statistic)(double *, const size_t *, size_t, void *))
{
	return (struct dbr_bootstrap_plan){
		.cluster_count = n,
		.statistic = statistic,
		.context = (void *)(uintptr_t)values,
		.seed = 1,
		.resample_count = 20000,
		.least_clusters = 7,
		.level = .95,
	};
}

static double
binomial(size_t n, size_t k, double p)
{
	return exp(lgamma((double)n + 1) - lgamma((double)k + 1) -
		   lgamma((double)(n - k) + 1)) *
	       pow(p, (double)k) * pow(1 - p, (double)(n - k));
}

/* P(median* <= x_(i)) = P(Bin(n, i/n) >= (n+1)/2), n odd. */
static double
median_law(size_t n, size_t i)
{
	double sum = 0;

	for (size_t k = (n + 1) / 2; k <= n; k++)
		sum += binomial(n, k, (double)i / (double)n);
	return sum;
}

static double
exact_median_se(const double *sorted, size_t n, double *law)
{
	double first = 0, second = 0;

	for (size_t i = 1; i <= n; i++) {
		law[i - 1] = median_law(n, i) - median_law(n, i - 1);
		first += law[i - 1] * sorted[i - 1];
		second += law[i - 1] * sorted[i - 1] * sorted[i - 1];
	}
	return sqrt(second - first * first);
}

static void
resampled_medians_follow_their_exact_law(void **state)
{
	static const double want[] = { .01015005, .09812360, .23862628,
				       .30620016, .23862628, .09812360,
				       .01015005 };
	double law[9], se = exact_median_se(treated, 7, law);
	struct dbr_bootstrap_plan plan = plan_for(treated, 7, median);
	struct dbr_bootstrap got = dbr_bootstrap_run(&plan, *state);

	for (size_t i = 0; i < 7; i++)
		check_near("C law of median*", law[i], want[i], 1e-8);
	check_near("P2 Efron & Tibshirani Table 2.2", se, 37.83467, 1e-4);
	check_relative("P2 Table 2.2, B=20000", got.se, 37.83467, .02);
	check_ends("C exact percentile", got.estimate.interval, 23, 141, 0);
	check_near("median", got.estimate.value, 94, 0);

	plan = plan_for(control, 9, median);
	got = dbr_bootstrap_run(&plan, *state);
	se = exact_median_se(control, 9, law);
	check_near("C control SE", se, 13.07587, 1e-4);
	check_relative("C control, B=20000", got.se, 13.07587, .02);
	check_ends("C exact percentile", got.estimate.interval, 27, 104, 0);
}

static void
resampled_means_have_the_plug_in_error(void **state)
{
	struct dbr_bootstrap_plan plan = plan_for(treated, 7, mean);
	struct dbr_bootstrap got = dbr_bootstrap_run(&plan, *state);

	check_relative("P2 Efron & Tibshirani Table 2.2", got.se, 23.36352,
		       .02);
	plan = plan_for(control, 9, mean);
	got = dbr_bootstrap_run(&plan, *state);
	check_relative("C control", got.se, 13.34886, .02);
}

static void
the_law_school_matches(void **state)
{
	struct dbr_bootstrap_plan plan = plan_for(NULL, 15, correlation);
	struct dbr_bootstrap got = dbr_bootstrap_run(&plan, *state);

	check_near("P2 r", got.estimate.value, .7763745, 1e-6);
	check_near("P2 jackknife SE", got.jackknife_se, .1425186, 1e-6);
	check_near("C acceleration", got.acceleration, -.0756716, 1e-6);
	assert_true(got.bca.lo < got.estimate.interval.lo);
	assert_true(got.bca.hi < got.estimate.interval.hi);
	assert_int_equal(got.undefined_count, 0);
}

static void
the_same_seed_gives_the_same_bytes(void **state)
{
	struct dbr_bootstrap_plan plan = plan_for(NULL, 15, correlation);
	struct dbr_bootstrap one = dbr_bootstrap_run(&plan, *state), two;

	two = dbr_bootstrap_run(&plan, *state);
	assert_true(one.se == two.se && one.bca.lo == two.bca.lo);
	plan.seed = 2;
	two = dbr_bootstrap_run(&plan, *state);
	assert_true(one.se != two.se);
}

/* 1 is the estimate, 2 to 11 leave one out, 12 to 4011 are the resamples. */
static void
percentiles_are_the_values_of_their_rank(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	double last = 0;
	struct dbr_bootstrap_plan plan = plan_for(&last, 10, next_number);
	struct dbr_bootstrap got;

	(void)state;
	plan.resample_count = 4000;
	got = dbr_bootstrap_run(&plan, &arena);
	check_near("the 100th", got.estimate.interval.lo, 11 + 100, 1e-12);
	check_near("the 3900th", got.estimate.interval.hi, 11 + 3900, 1e-12);
	check_near("2..11 around their mean", got.jackknife_se,
		   sqrt(9.0 / 10 * 82.5), 1e-9);
	dbr_arena_release(&arena);
}

static void
few_clusters_are_not_resampled(void **state)
{
	struct dbr_bootstrap_plan plan = plan_for(treated, 7, mean);

	plan.least_clusters = 0;
	assert_int_equal(dbr_bootstrap_run(&plan, *state).estimate.lack,
			 DBR_LACK_TOO_FEW);
	plan.cluster_count = 0;
	assert_int_equal(dbr_bootstrap_run(&plan, *state).estimate.lack,
			 DBR_LACK_NO_DATA);
	plan.resample_count = 100;
	assert_int_equal(dbr_bootstrap_run(&plan, *state).estimate.lack,
			 DBR_LACK_BAD_INPUT);
}

static void
the_twister_is_the_standard_one(void **state)
{
	struct twister twister;
	uint32_t value = 0;
	size_t counts[6] = { 0 };

	(void)state;
	twister_seed(&twister, 5489);
	check_near("mt19937 of Matsumoto & Nishimura, first",
		   twister_next(&twister), 3499211612.0, 0);
	for (int i = 2; i <= 10000; i++)
		value = twister_next(&twister);
	check_near("C++ [rand.predef], 10000th", value, 4123659995.0, 0);
	for (int i = 0; i < 60000; i++)
		counts[twister_below(&twister, 6)]++;
	for (int i = 0; i < 6; i++)
		check_near("fair", (double)counts[i], 10000, 500);
}

int
main(void)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	const struct CMUnitTest tests[] = {
		IN_ARENA(resampled_medians_follow_their_exact_law),
		IN_ARENA(resampled_means_have_the_plug_in_error),
		IN_ARENA(the_law_school_matches),
		IN_ARENA(the_same_seed_gives_the_same_bytes),
		cmocka_unit_test(percentiles_are_the_values_of_their_rank),
		IN_ARENA(few_clusters_are_not_resampled),
		cmocka_unit_test(the_twister_is_the_standard_one),
	};
	int failed;

	dbr_stats_init();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	dbr_arena_release(&arena);
	return failed;
}
