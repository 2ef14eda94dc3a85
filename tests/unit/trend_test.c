/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/stats/trend.h"
#include "unit/stats_check.h"

static const double sulfate[] = { 480, 450, 490, 520, 485, 510, 510, 530,
				  510, 560, 560, 540, 590, 550, 600, 700,
				  570, 610, 650, 620, 830, 720, 590 };
static const double sulfate_at[] = { 89.6, 89.8, 90.1, 90.3, 90.6, 90.8,
				     91.1, 91.3, 91.6, 91.8, 92.1, 92.6,
				     93.1, 93.6, 94.1, 94.6, 95.1, 95.6,
				     95.8, 96.1, 96.3, 96.6, 96.8 };
static const double sodium[] = { 56, 53, 51, 55, 52, 60, 62, 59, 61, 63 };
static const double sodium_at[] = { 89.6, 90.1, 90.8, 91.1, 92.1,
				    93.1, 94.1, 95.6, 96.1, 96.3 };
static const double little[] = { 12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9,
				 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7 };
static const double nile[] = {
	1120, 1160, 963,  1210, 1160, 1160, 813,  1230, 1370, 1140, 995,  935,
	1110, 994,  1020, 960,	1180, 799,  958,  1140, 1100, 1210, 1150, 1250,
	1260, 1220, 1030, 1100, 774,  840,  874,  694,	940,  833,  701,  916,
	692,  1020, 1050, 969,	831,  726,  456,  824,	702,  1120, 1100, 832,
	764,  821,  768,  845,	864,  862,  698,  845,	744,  796,  1040, 759,
	781,  865,  845,  944,	984,  897,  822,  1010, 771,  676,  649,  846,
	812,  742,  801,  1040, 860,  874,  848,  890,	744,  749,  838,  1050,
	918,  986,  797,  923,	975,  815,  1020, 906,	901,  1170, 912,  746,
	919,  718,  714,  740,
};

static struct dbr_series
yearly(const double *values, size_t n, struct dbr_arena *arena)
{
	double *times = dbr_arena_array(arena, n, sizeof(*times));

	for (size_t i = 0; i < n; i++)
		times[i] = (double)i + 1;
	return (struct dbr_series){ times, values, n };
}

static void
a_tied_series_matches_epa(void **state)
{
	struct dbr_trend got = dbr_trend_test(
		(struct dbr_series){ sulfate_at, sulfate, COUNT(sulfate) },
		.95, *state);

	check_near("P1 EPA Ex. 17-6 S", got.test.statistic, 194, 0);
	check_near("P1 EPA Ex. 17-6 Var", got.variance, 1428, 1e-9);
	check_near("P1 EPA Ex. 17-6 z", got.z, 5.107322, 5e-7);
	check_near("P1 EPA Ex. 17-6 p", got.test.p, 3.267574e-7, 5e-14);
	check_near("P1 EPA Ex. 17-6 tau", got.tau, .7667984, 5e-8);
	check_near("P1 EPA Ex. 17-6 Sen", got.slope.value, 26.66667, 1e-5);
	check_ends("P1 EPA Ex. 17-6 CI", got.slope.interval, 20.00, 35.71182,
		   1e-5);
	check_near("P1 EPA Ex. 17-6 intercept", got.intercept, -1909.333,
		   5e-4);
	assert_int_equal(got.test.method, DBR_METHOD_NORMAL);
}

static void
ten_untied_points_are_exact(void **state)
{
	struct dbr_trend got = dbr_trend_test(
		(struct dbr_series){ sodium_at, sodium, COUNT(sodium) }, .95,
		*state);

	check_near("P1 EPA Ex. 17-7 S", got.test.statistic, 25, 0);
	check_near("P1 EPA Ex. 17-7 Var", got.variance, 125, 1e-9);
	check_near("P1 EPA Ex. 17-7 z", got.z, 2.146625, 5e-7);
	check_near("P1 EPA Ex. 17-7 normal p", erfc(got.z / sqrt(2)),
		   .03182313, 5e-9);
	check_near("P1 EPA Ex. 17-7 tau", got.tau, .5555556, 5e-8);
	check_near("P1 EPA Ex. 17-7 Sen", got.slope.value, 1.333333, 1e-6);
	check_ends("P1 EPA Ex. 17-7 CI", got.slope.interval, .3992083,
		   2.333333, 1e-6);
	check_near("P1 EPA Ex. 17-7 intercept", got.intercept, -65.96667,
		   5e-6);
	check_near("C exact two-sided", got.test.p, .0286, 5e-4);
	assert_int_equal(got.test.method, DBR_METHOD_EXACT);
}

static void
other_series_match(void **state)
{
	struct dbr_trend got = dbr_trend_test(
		yearly(little, COUNT(little), *state), .95, *state);

	check_near("P1 Little S", got.test.statistic, 54, 0);
	check_near("P1 Little Var", got.variance, 332.6667, 5e-5);
	check_near("P1 Little z", got.z, 2.9058, 5e-5);
	got = dbr_trend_test(yearly(nile, COUNT(nile), *state), .95, *state);
	check_near("C Nile S", got.test.statistic, -1387, 0);
	check_near("C Nile Var", got.variance, 112728.34, .01);
	check_near("C Nile z", got.z, -4.128, 5e-4);
	check_near("C Nile Sen", got.slope.value, -2.6, .05);
}

static void
the_exact_law_matches_gilberts_table(void **state)
{
	static const struct {
		size_t n;
		int64_t s;
		double p, tolerance;
	} rows[] = {
		{ 4, 0, .625, 5e-4 },	{ 4, 2, .375, 5e-4 },
		{ 4, 4, .167, 5e-4 },	{ 4, 6, .042, 5e-4 },
		{ 5, 0, .592, 5e-4 },	{ 5, 2, .408, 5e-4 },
		{ 5, 4, .242, 5e-4 },	{ 5, 6, .117, 5e-4 },
		{ 5, 8, .042, 5e-4 },	{ 5, 10, .0083, 5e-5 },
		{ 6, 1, .500, 5e-4 },	{ 6, 3, .360, 5e-4 },
		{ 6, 5, .235, 5e-4 },	{ 6, 7, .136, 5e-4 },
		{ 6, 9, .068, 5e-4 },	{ 6, 11, .028, 5e-4 },
		{ 6, 13, .0083, 5e-5 }, { 6, 15, .0014, 5e-5 },
		{ 7, 1, .500, 5e-4 },	{ 7, 3, .386, 5e-4 },
		{ 7, 5, .281, 5e-4 },	{ 7, 7, .191, 5e-4 },
		{ 7, 9, .119, 5e-4 },	{ 7, 11, .068, 5e-4 },
		{ 7, 13, .035, 5e-4 },	{ 7, 15, .015, 5e-4 },
		{ 7, 17, .0054, 5e-5 }, { 7, 19, .0014, 5e-5 },
		{ 7, 21, .0002, 5e-5 }, { 8, 0, .548, 5e-4 },
		{ 8, 2, .452, 5e-4 },	{ 8, 4, .360, 5e-4 },
		{ 8, 6, .274, 5e-4 },	{ 8, 8, .199, 5e-4 },
		{ 8, 10, .138, 5e-4 },	{ 8, 12, .089, 5e-4 },
		{ 8, 14, .054, 5e-4 },	{ 8, 16, .031, 5e-4 },
		{ 8, 18, .016, 5e-4 },	{ 8, 20, .0071, 5e-5 },
		{ 8, 22, .0028, 5e-5 }, { 8, 24, .00087, 5e-6 },
		{ 9, 0, .540, 5e-4 },	{ 9, 16, .060, 5e-4 },
		{ 9, 18, .038, 5e-4 },	{ 9, 20, .022, 5e-4 },
		{ 9, 22, .012, 5e-4 },	{ 9, 24, .0063, 5e-5 },
		{ 10, 1, .500, 5e-4 },	{ 10, 17, .078, 5e-4 },
		{ 10, 19, .054, 5e-4 }, { 10, 21, .036, 5e-4 },
		{ 10, 23, .023, 5e-4 }, { 10, 25, .014, 5e-4 },
		{ 10, 27, .0083, 5e-5 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check_near("P2 Gilbert 1987 Table A18",
			   dbr_trend_exact(rows[i].n, rows[i].s), rows[i].p,
			   rows[i].tolerance);
}

static void
few_points_or_no_change_prove_nothing(void **state)
{
	static const double up[] = { 1, 2, 3, 4, 5 };
	static const double flat[] = { 5, 5, 5, 5, 5 };
	static const double back[] = { 1, 1, 2, 3, 4 };
	struct dbr_trend got =
		dbr_trend_test(yearly(up, 4, *state), .95, *state);

	assert_int_equal(got.test.lack, DBR_LACK_TOO_FEW);
	check_near("C best of four", got.test.p, 2. / 24, 1e-12);
	got = dbr_trend_test(yearly(up, 3, *state), .95, *state);
	assert_int_equal(got.slope.lack, DBR_LACK_TOO_FEW);
	got = dbr_trend_test(yearly(up, 5, *state), .95, *state);
	assert_int_equal(got.test.lack, DBR_LACK_NONE);
	check_near("C n = 5 needs S = 10", got.test.p, 2. / 120, 1e-12);
	got = dbr_trend_test(yearly(flat, 5, *state), .95, *state);
	assert_int_equal(got.test.lack, DBR_LACK_NO_SPREAD);
	check_near("flat", got.slope.value, 0, 0);
	got = dbr_trend_test((struct dbr_series){ back, up, 5 }, .95, *state);
	assert_int_equal(got.test.lack, DBR_LACK_BAD_INPUT);
}

int
main(void)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	const struct CMUnitTest tests[] = {
		IN_ARENA(a_tied_series_matches_epa),
		IN_ARENA(ten_untied_points_are_exact),
		IN_ARENA(other_series_match),
		IN_ARENA(the_exact_law_matches_gilberts_table),
		IN_ARENA(few_points_or_no_change_prove_nothing),
	};
	int failed;

	dbr_stats_init();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	dbr_arena_release(&arena);
	return failed;
}
