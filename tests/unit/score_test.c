/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/stats/score.h"
#include "unit/stats_check.h"

static struct dbr_nps_counts
nps(int64_t promoters, int64_t passives, int64_t detractors)
{
	return (struct dbr_nps_counts){ promoters, passives, detractors };
}

static void
nps_and_its_interval_match(void **state)
{
	static const struct {
		const char *source;
		int64_t up, mid, down;
		double score, se, lo, hi;
	} rows[] = {
		{ "P1 Cross Validated 18603; C", 162, 108, 54, 33.3333, 4.1409,
		  24.9453, 41.1098 },
		{ "C p1.py", 50, 30, 20, 30, 7.8102, 14.0511, 44.2013 },
		{ "C p1.py", 60, 25, 15, 45, 7.3993, 29.3431, 58.0355 },
		{ "C p1.py", 8, 5, 2, 40, 18.3787, -.2279, 66.8945 },
		{ "C p1.py", 5, 0, 0, 100, 0, 17.4915, 100 },
		{ "C p1.py", 0, 0, 5, -100, 0, -100, -17.4915 },
		{ "C p1.py", 0, 1, 0, 0, 0, -60.0114, 60.0114 },
	};
	struct dbr_nps got;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		got = dbr_nps_estimate(nps(rows[i].up, rows[i].mid,
					   rows[i].down), .95);
		check_near(rows[i].source, got.score.value, rows[i].score,
			   1e-4);
		check_near(rows[i].source, got.se, rows[i].se, 1e-4);
		check_ends(rows[i].source, got.score.interval, rows[i].lo,
			   rows[i].hi, 1e-4);
	}
	got = dbr_nps_estimate(nps(162, 108, 54), .95);
	check_near("C centre", got.centre, 33.0275, 1e-4);
	check_near("C centre se", got.centre_se, 4.1237, 1e-4);
	assert_int_equal(dbr_nps_estimate(nps(1, 0, 1), .95).score.lack,
			 DBR_LACK_NONE);
	assert_int_equal(dbr_nps_estimate(nps(0, 0, 0), .95).score.lack,
			 DBR_LACK_NO_DATA);
	assert_int_equal(dbr_nps_estimate(nps(-1, 2, 0), .95).score.lack,
			 DBR_LACK_BAD_INPUT);
	got = dbr_nps_estimate(nps(INT64_MAX, INT64_MAX, 2), .95);
	assert_int_equal(got.score.lack, DBR_LACK_BAD_INPUT);
}

static void
a_difference_of_two_nps_has_its_interval(void **state)
{
	struct dbr_score_difference got =
		dbr_nps_compare(nps(60, 25, 15), nps(50, 30, 20), .95);

	(void)state;
	check_near("C difference", got.difference.value, 15, 1e-9);
	check_near("C se", got.se, 10.7587, 1e-4);
	check_near("C z", got.test.statistic, 1.3942, 1e-4);
	check_ends("C Wald", got.difference.interval, -6.0867, 36.0867, 1e-4);
	got = dbr_nps_compare(nps(5, 0, 0), nps(5, 0, 0), .95);
	assert_int_equal(got.test.lack, DBR_LACK_NO_SPREAD);
	got = dbr_nps_compare(nps(5, 0, 0), nps(0, 0, 0), .95);
	assert_int_equal(got.difference.lack, DBR_LACK_NO_DATA);
}

static void
the_answers_needed_for_a_margin_are_known(void **state)
{
	static const struct {
		double margin, variance, n;
	} rows[] = {
		{ 10, .5, 193 }, { 10, .7, 269 },  { 10, 1, 385 },
		{ 5, .5, 769 },	 { 5, .7, 1076 }, { 5, 1, 1537 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check_near("C section 3.2",
			   (double)dbr_nps_sample_size(rows[i].margin,
						       rows[i].variance, .95),
			   rows[i].n, 0);
}

static void
answers_fall_into_their_nps_group(void **state)
{
	static const int64_t counts[11] = { 1, 2, 4, 8, 16, 32, 64,
					    128, 256, 512, 1024 };
	struct dbr_nps_counts got = dbr_nps_group(counts);

	(void)state;
	assert_int_equal(got.detractors, 127);
	assert_int_equal(got.passives, 384);
	assert_int_equal(got.promoters, 1536);
}

static void
top_box_takes_the_two_best_answers(void **state)
{
	static const int64_t five[] = { 2, 3, 5, 20, 10 };
	static const int64_t seven[] = { 1, 1, 1, 1, 1, 2, 3 };
	struct dbr_tally got =
		dbr_score_top_box((struct dbr_scale_counts){ five, 5 });
	struct dbr_stat estimate = dbr_proportion_estimate(got, .95);

	(void)state;
	check_near("C CSAT", estimate.value, .75, 1e-12);
	check_ends("C CSAT", estimate.interval, .59806, .85813, 1e-5);
	got = dbr_score_top_box((struct dbr_scale_counts){ seven, 7 });
	assert_int_equal(got.hits, 5);
	assert_int_equal(got.trials, 10);
	got = dbr_score_share_from((struct dbr_scale_counts){ seven, 7 }, 5);
	assert_int_equal(got.hits, 6);
}

static void
a_mean_has_an_interval_from_thirty_answers_on(void **state)
{
	static const int64_t many[] = { 0, 0, 0, 10, 10, 10, 0 };
	static const int64_t few[] = { 0, 0, 0, 3, 4, 3, 0 };
	static const int64_t same[] = { 0, 0, 0, 0, 0, 0, 30 };
	struct dbr_stat got =
		dbr_score_mean((struct dbr_scale_counts){ many, 7 }, .95);

	(void)state;
	check_near("mean", got.value, 5, 1e-12);
	/* t(.975, 29) = 2.0452296, s = sqrt(20/29) */
	check_ends("t interval", got.interval, 5 - 2.0452296 * .1516196,
		   5 + 2.0452296 * .1516196, 1e-6);
	got = dbr_score_mean((struct dbr_scale_counts){ few, 7 }, .95);
	check_near("mean", got.value, 5, 1e-12);
	assert_int_equal(got.interval.lack, DBR_LACK_TOO_FEW);
	got = dbr_score_median((struct dbr_scale_counts){ few, 7 }, .95);
	check_near("median", got.value, 5, 0);
	check_ends("ranks 2 and 9", got.interval, 4, 6, 0);
	got = dbr_score_mean((struct dbr_scale_counts){ same, 7 }, .95);
	assert_int_equal(got.interval.lack, DBR_LACK_NO_SPREAD);
}

/* Welch's t by hand, its quantile by integration of the density. */
static void
two_means_differ_as_welch_says(void **state)
{
	static const int64_t one[] = { 2, 3, 5, 20, 10 };
	static const int64_t other[] = { 5, 8, 10, 12, 5 };
	static const int64_t few[] = { 0, 9, 9, 11, 0 };
	static const int64_t same[] = { 0, 0, 30, 0, 0 };
	struct dbr_score_difference got = dbr_score_compare_means(
		(struct dbr_scale_counts){ one, 5 },
		(struct dbr_scale_counts){ other, 5 }, .95);

	(void)state;
	check_near("difference", got.difference.value, .725, 1e-12);
	check_ends("Welch, 76.214 degrees", got.difference.interval,
		   .2123231631, 1.2376768369, 1e-8);
	check_near("se", got.se, .25742188, 1e-8);
	check_near("t", got.test.statistic, 2.81638838, 1e-8);
	check_near("p", got.test.p, .006180465277, 1e-9);
	got = dbr_score_compare_means((struct dbr_scale_counts){ one, 5 },
				      (struct dbr_scale_counts){ few, 5 },
				      .95);
	assert_int_equal(got.test.lack, DBR_LACK_TOO_FEW);
	got = dbr_score_compare_means((struct dbr_scale_counts){ same, 5 },
				      (struct dbr_scale_counts){ same, 5 },
				      .95);
	assert_int_equal(got.test.lack, DBR_LACK_NO_SPREAD);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nps_and_its_interval_match),
		cmocka_unit_test(a_difference_of_two_nps_has_its_interval),
		cmocka_unit_test(the_answers_needed_for_a_margin_are_known),
		cmocka_unit_test(answers_fall_into_their_nps_group),
		cmocka_unit_test(top_box_takes_the_two_best_answers),
		cmocka_unit_test(two_means_differ_as_welch_says),
		cmocka_unit_test(
			a_mean_has_an_interval_from_thirty_answers_on),
	};

	dbr_stats_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
