/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/stats/rate.h"
#include "unit/stats_check.h"

static struct dbr_events
count(int64_t events, double exposure)
{
	return (struct dbr_events){ events, exposure };
}

static void
garwood_limits_match_the_tables(void **state)
{
	static const struct {
		const char *source;
		int64_t x;
		double level, lo, hi;
	} rows[] = {
#define G "P2 Garwood 1936, NCHS factors"
		{ G, 0, .95, 0, 3.68888 },
		{ G, 1, .95, .02532, 5.57164 },
		{ G, 2, .95, .24221, 7.22469 },
		{ G, 3, .95, .61867, 8.76727 },
		{ G, 4, .95, 1.08987, 10.24159 },
		{ G, 5, .95, 1.62349, 11.66833 },
		{ G, 6, .95, 2.20189, 13.05947 },
		{ G, 7, .95, 2.81436, 14.42268 },
		{ G, 8, .95, 3.45383, 15.76319 },
		{ G, 9, .95, 4.11537, 17.08480 },
		{ G, 10, .95, 4.79539, 18.39036 },
		{ G, 20, .95, 12.21652, 30.88838 },
		{ G, 50, .95, 37.11096, 65.91877 },
		{ G, 100, .95, 81.36399, 121.62679 },
#undef G
		{ "C", 1000, .95, 938.97302, 1063.95214 },
		{ "C", 0, .90, 0, 2.99573 },
		{ "C", 10, .90, 5.42541, 16.96222 },
		{ "C", 1, .99, .00501, 7.43013 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check_ends(rows[i].source,
			   dbr_rate_garwood(count(rows[i].x, 1),
					    rows[i].level, DBR_SIDE_BOTH),
			   rows[i].lo, rows[i].hi, 5.1e-6);
}

static void
nchs_factors_are_limits_over_the_count(void **state)
{
	static const struct {
		int64_t x;
		double lo, hi;
	} rows[] = {
		{ 1, .02532, 5.57164 },	 { 2, .12110, 3.61234 },
		{ 3, .20622, 2.92242 },	 { 4, .27247, 2.56040 },
		{ 5, .32470, 2.33367 },	 { 6, .36698, 2.17658 },
		{ 7, .40205, 2.06038 },	 { 8, .43173, 1.97040 },
		{ 9, .45726, 1.89831 },	 { 10, .47954, 1.83904 },
		{ 20, .61083, 1.54442 }, { 50, .74222, 1.31838 },
		{ 100, .81364, 1.21627 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check_ends("P2 NCHS factors",
			   dbr_rate_garwood(count(rows[i].x,
						  (double)rows[i].x),
					    .95, DBR_SIDE_BOTH),
			   rows[i].lo, rows[i].hi, 5.1e-6);
}

static void
a_rate_divides_by_its_exposure(void **state)
{
	struct dbr_stat got = dbr_rate_estimate(count(137, 24.19893), .95);

	(void)state;
	check_near("P1 ?poisson.test", got.value, 5.661407, 1e-6);
	check_ends("P1 ?poisson.test", got.interval, 4.753125, 6.692709, 1e-6);
	check_near("one-sided zero",
		   dbr_rate_garwood(count(0, 1), .95, DBR_SIDE_UPPER).hi,
		   2.995732, 1e-6);
	assert_false(
		dbr_rate_garwood(count(3, 1), .95, DBR_SIDE_LOWER).has_hi);
	assert_int_equal(dbr_rate_estimate(count(3, 0), .95).lack,
			 DBR_LACK_NO_EXPOSURE);
	assert_int_equal(dbr_rate_estimate(count(-3, 1), .95).lack,
			 DBR_LACK_BAD_INPUT);
	assert_int_equal(dbr_rate_estimate(count(3, NAN), .95).lack,
			 DBR_LACK_BAD_INPUT);
}

static void
mtbf_factors_are_the_reciprocal(void **state)
{
	static const struct {
		const char *source;
		int64_t r;
		double level, lo, hi, tolerance;
	} rows[] = {
#define F "P1 NIST 8.4.5.1"
		{ F, 1, .95, .1795, 39.4978, 2e-4 },
		{ F, 2, .95, .2768, 8.2573, 5.1e-5 },
		{ F, 3, .95, .3422, 4.8491, 5.1e-5 },
		{ F, 5, .95, .4285, 3.0798, 5.1e-5 },
		{ F, 10, .95, .5438, 2.0853, 5.1e-5 },
		{ F, 20, .95, .6475, 1.6371, 5.1e-5 },
		{ F, 50, .95, .7585, 1.3473, 5.1e-5 },
		{ F, 2, .90, .3177, 5.6281, 5.1e-5 },
#undef F
	};
	struct dbr_interval got;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		got = dbr_rate_garwood(count(rows[i].r, 1), rows[i].level,
				       DBR_SIDE_BOTH);
		check_near(rows[i].source, (double)rows[i].r / got.hi,
			   rows[i].lo, rows[i].tolerance);
		check_near(rows[i].source, (double)rows[i].r / got.lo,
			   rows[i].hi, rows[i].tolerance);
	}
	got = dbr_rate_garwood(count(2, 800), .90, DBR_SIDE_BOTH);
	check_near("P2 NIST 8.4.5.1 example", 1 / got.hi, 127.069, 5.1e-4);
	check_near("P2 NIST 8.4.5.1 example", 1 / got.lo, 2251.229, 5.1e-4);
}

static void
rate_ratios_are_central_exact(void **state)
{
	static const struct {
		const char *source;
		struct dbr_events now, baseline;
		double ratio, lo, hi, p, tolerance, p_tolerance;
	} rows[] = {
		{ "P1 rateratio.test vignette", { 2, 17877 }, { 9, 16660 },
		  .2070942, .02177406, 1.000549, .0501065, 1e-6, 1e-7 },
		{ "P1 exactci vignette", { 2, 17877 }, { 10, 20000 },
		  .2237512, .02383738, 1.049955, .0605564, 1e-6, 1e-7 },
		{ "P1 ?poisson.test eba1977", { 11, 800 }, { 21, 3011 },
		  1.971488, .8584264, 4.277266, NAN, 1e-6, 0 },
		{ "C Rothman", { 41, 28010 }, { 15, 19017 }, 1.855759,
		  1.005684, 3.609300, .0476602, 1e-6, 1e-7 },
		{ "C", { 8, 4 }, { 12, 26 }, 4.333333, 1.536499, 11.52838,
		  .00562745, 5e-6, 1e-7 },
		{ "C", { 9, 4 }, { 30, 52 }, 3.9, 1.628717, 8.426036,
		  .00285928, 1e-6, 1e-7 },
		{ "C", { 0, 4 }, { 5, 52 }, 0, 0, 14.18663, 1, 1e-5, 0 },
		{ "C", { 3, 1 }, { 3, 1 }, 1, .1339376, 7.466164, 1, 1e-6,
		  0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct dbr_rate_ratio got = dbr_rate_compare(
			rows[i].now, rows[i].baseline, .95);

		check_near(rows[i].source, got.ratio.value, rows[i].ratio,
			   rows[i].tolerance);
		check_ends(rows[i].source, got.ratio.interval, rows[i].lo,
			   rows[i].hi, rows[i].tolerance);
		if (!isnan(rows[i].p))
			check_near(rows[i].source, got.p, rows[i].p,
				   rows[i].p_tolerance);
	}
}

static void
a_ratio_without_a_baseline_keeps_its_lower_limit(void **state)
{
	struct dbr_rate_ratio got =
		dbr_rate_compare(count(5, 4), count(0, 52), .95);

	(void)state;
	assert_int_equal(got.ratio.lack, DBR_LACK_NO_BASELINE);
	check_ends("C", got.ratio.interval, 11.91263, INFINITY, 1e-5);
	check_near("C", got.p, 3.71869e-6, 5e-12);
	got = dbr_rate_compare(count(0, 4), count(0, 52), .95);
	assert_int_equal(got.ratio.lack, DBR_LACK_NO_BASELINE);
	check_ends("C both none", got.ratio.interval, 0, INFINITY, 0);
	check_near("C both none", got.p, 1, 0);
	got = dbr_rate_compare(count(INT64_MAX, 1), count(INT64_MAX, 1), .95);
	assert_int_equal(got.ratio.lack, DBR_LACK_BAD_INPUT);
	got = dbr_rate_compare(count(1, 0), count(1, 1), .95);
	assert_int_equal(got.ratio.lack, DBR_LACK_NO_EXPOSURE);
}

static void
p_and_interval_of_a_ratio_never_contradict(void **state)
{
	(void)state;
	for (int64_t a = 0; a < 25; a++)
		for (int64_t b = 0; b < 25; b++) {
			struct dbr_rate_ratio got = dbr_rate_compare(
				count(a, 3), count(b, 7), .95);
			bool holds_one = got.ratio.interval.lo <= 1 &&
					 got.ratio.interval.hi >= 1;

			assert_true(holds_one == (got.p > .05));
		}
}

static void
a_prediction_holds_what_the_test_would_not_reject(void **state)
{
	(void)state;
	for (int64_t past = 0; past < 40; past += 3) {
		struct dbr_events baseline = count(past, 12);
		struct dbr_stat got =
			dbr_rate_predict(baseline, 5, .95);

		check_near("expected", got.value, (double)past / 12 * 5,
			   1e-12);
		for (int64_t y = 0; y < 60; y++) {
			double p = dbr_rate_compare(count(y, 5), baseline,
						    .95).p;
			bool inside = got.interval.lo <= (double)y &&
				      (double)y <= got.interval.hi;

			assert_true(inside == (p > .05));
		}
	}
}

static double
poisson(int64_t k, double mean)
{
	return exp((double)k * log(mean) - mean - lgamma((double)k + 1));
}

static void
a_prediction_covers_at_least_its_level(void **state)
{
	static const double means[] = { .5, 2, 6, 15 };

	(void)state;
	for (size_t i = 0; i < COUNT(means); i++) {
		double covered = 0;

		for (int64_t x = 0; x < 80; x++) {
			struct dbr_interval band = dbr_rate_predict(
				count(x, 2), 1, .95).interval;

			for (int64_t y = 0; y < 60; y++)
				if (band.lo <= (double)y &&
				    (double)y <= band.hi)
					covered += poisson(x, 2 * means[i]) *
						   poisson(y, means[i]);
		}
		assert_true(covered >= .95);
	}
}

static void
a_prediction_knows_its_edges(void **state)
{
	struct dbr_stat got = dbr_rate_predict(count(8, 4), 0, .95);

	(void)state;
	check_ends("nothing ahead", got.interval, 0, 0, 0);
	got = dbr_rate_predict(count(8, 0), 1, .95);
	assert_int_equal(got.lack, DBR_LACK_NO_EXPOSURE);
	got = dbr_rate_predict(count(0, 1), 1, .95);
	/* 1/2^6 < .025 < 1/2^5 */
	check_ends("no baseline event", got.interval, 0, 5, 0);
	got = dbr_rate_predict(count(1000000, 1), 1, .95);
	assert_true(got.interval.lo > 996000 && got.interval.lo < 998000);
}

static void
fay_feuer_recreates_their_table(void **state)
{
	/* Fleiss 1981: Down's syndrome by maternal age and birth order. */
	static const int64_t births[5][6] = {
		{ 230061, 329449, 114920, 39487, 14208, 3052 },
		{ 72202, 326701, 208667, 83228, 28466, 5375 },
		{ 15050, 175702, 207081, 117300, 45026, 8660 },
		{ 2293, 68800, 132424, 98301, 46075, 9834 },
		{ 327, 30666, 123419, 149919, 104088, 34392 },
	};
	static const int64_t cases[5][6] = {
		{ 107, 141, 60, 40, 39, 25 },
		{ 25, 150, 110, 84, 82, 39 },
		{ 3, 71, 114, 103, 108, 75 },
		{ 1, 26, 64, 89, 137, 96 },
		{ 0, 8, 63, 112, 262, 295 },
	};
	static const double want[5][3] = {
		{ 92.3, 80.4, 105.8 }, { 91.2, 82.4, 100.9 },
		{ 85.1, 77.2, 94.2 },  { 92.7, 80.0, 114.7 },
		{ 75.5, 67.7, 188.3 },
	};
	double total = 0, standard[6] = { 0 };

	(void)state;
	for (int i = 0; i < 5; i++)
		for (int j = 0; j < 6; j++) {
			standard[j] += (double)births[i][j];
			total += (double)births[i][j];
		}
	for (int i = 0; i < 5; i++) {
		struct dbr_weighted_count strata[6];
		struct dbr_stat got;

		for (int j = 0; j < 6; j++)
			strata[j] = (struct dbr_weighted_count){
				1e5 * standard[j] / total /
					(double)births[i][j],
				cases[i][j] };
		got = dbr_rate_weighted(strata, 6, .95, DBR_SIDE_BOTH);
		check_near("P1 Fay-Feuer 1997 Table 1", got.value, want[i][0],
			   .0501);
		check_ends("P1 Fay-Feuer 1997 Table 1", got.interval,
			   want[i][1], want[i][2], .0501);
	}
}

static void
weighted_counts_match_computed_values(void **state)
{
	struct dbr_weighted_count strata[] = {
		{ 100000.0 / 125000 / 1000, 1 },
		{ 20000.0 / 125000 / 500, 0 },
		{ 5000.0 / 125000 / 200, 2 },
	};
	struct dbr_weighted_count severity[] = { { 10. / 200, 1 },
						 { 3. / 200, 4 },
						 { 1. / 200, 10 } };
	struct dbr_weighted_count one = { 1, 5 };
	struct dbr_stat got;

	(void)state;
	got = dbr_rate_weighted(strata, 3, .95, DBR_SIDE_BOTH);
	check_near("C p5.py", got.value, .0012, 1e-12);
	check_ends("C p5.py", got.interval, .000145326, .004849153, 1e-9);
	got = dbr_rate_weighted(strata, 3, .95, DBR_SIDE_UPPER);
	check_near("C p5.py", got.interval.hi, .004221182, 1e-9);
	strata[0].events = strata[2].events = 0;
	got = dbr_rate_weighted(strata, 3, .95, DBR_SIDE_UPPER);
	check_near("C p5.py", got.interval.hi, .0023965858, 1e-9);
	got = dbr_rate_weighted(&one, 1, .95, DBR_SIDE_BOTH);
	check_ends("C = Garwood", got.interval, 1.62349, 11.66833, 1e-5);
	got = dbr_rate_weighted(severity, 3, .95, DBR_SIDE_BOTH);
	check_near("C severity", got.value, .16, 1e-12);
	check_ends("C severity", got.interval, .06439863, .3893250, 1e-7);
	one.weight = NAN;
	assert_int_equal(
		dbr_rate_weighted(&one, 1, .95, DBR_SIDE_BOTH).lack,
		DBR_LACK_BAD_INPUT);
	assert_int_equal(
		dbr_rate_weighted(&one, 0, .95, DBR_SIDE_BOTH).lack,
		DBR_LACK_NO_DATA);
}

/* GSL's own gamma drifts from about 1e6 on; ours must not. */
static void
limits_stay_right_for_large_counts(void **state)
{
	static const int64_t sizes[] = { 90000,	   110000,    1000000,
					 100000000, 1000000000000 };
	static const double z = 1.95996398454005;

	(void)state;
	for (size_t i = 0; i < COUNT(sizes); i++) {
		double x = (double)sizes[i];
		struct dbr_interval got = dbr_rate_garwood(
			count(sizes[i], 1), .95, DBR_SIDE_BOTH);
		/* Second-order Cornish-Fisher, error O(1/sqrt x). */
		double shift = (z * z - 1) / 3;

		check_near("Cornish-Fisher", got.lo, x - z * sqrt(x) + shift,
			   2 / sqrt(x));
		check_near("Cornish-Fisher", got.hi,
			   x + 1 + z * sqrt(x + 1) + shift, 2 / sqrt(x));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(garwood_limits_match_the_tables),
		cmocka_unit_test(nchs_factors_are_limits_over_the_count),
		cmocka_unit_test(a_rate_divides_by_its_exposure),
		cmocka_unit_test(mtbf_factors_are_the_reciprocal),
		cmocka_unit_test(rate_ratios_are_central_exact),
		cmocka_unit_test(
			a_ratio_without_a_baseline_keeps_its_lower_limit),
		cmocka_unit_test(p_and_interval_of_a_ratio_never_contradict),
		cmocka_unit_test(
			a_prediction_holds_what_the_test_would_not_reject),
		cmocka_unit_test(a_prediction_covers_at_least_its_level),
		cmocka_unit_test(a_prediction_knows_its_edges),
		cmocka_unit_test(fay_feuer_recreates_their_table),
		cmocka_unit_test(weighted_counts_match_computed_values),
		cmocka_unit_test(limits_stay_right_for_large_counts),
	};

	dbr_stats_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
