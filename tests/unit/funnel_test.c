/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/stats/funnel.h"
#include "unit/stats_check.h"

static void
check_funnel(const char *source, struct dbr_funnel got, const double want[4],
	     double tolerance)
{
	assert_int_equal(got.lack, DBR_LACK_NONE);
	check_near(source, got.lo998, want[0], tolerance);
	check_near(source, got.lo95, want[1], tolerance);
	check_near(source, got.hi95, want[2], tolerance);
	check_near(source, got.hi998, want[3], tolerance);
}

static void
exact_limits_match(void **state)
{
	static const struct {
		int64_t n;
		double want[4];
	} rows[] = {
		{ 100, { .01418, .04038, .15772, .19836 } },
		{ 20, { 0, 0, .22847, .33517 } },
		{ 1000, { .07134, .08128, .11848, .12992 } },
	};
	static const double ratio[4] = { .35846, .56025, 1.43729, 1.73568 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check_funnel("C r10.R", dbr_funnel_share(.1, rows[i].n),
			     rows[i].want, 1e-5);
	check_funnel("C Spiegelhalter E=20", dbr_funnel_ratio(20), ratio,
		     1e-5);
	assert_int_equal(dbr_funnel_share(.1, 0).lack, DBR_LACK_NO_DATA);
	assert_int_equal(dbr_funnel_share(0, 5).lack, DBR_LACK_BAD_INPUT);
	assert_int_equal(dbr_funnel_ratio(0).lack, DBR_LACK_NO_EXPOSURE);
}

static void
chi_square_limits_match_funnelplotr(void **state)
{
	static const struct {
		double expected, level, lo, hi;
	} rows[] = {
		{ 15, .95, .5596924, 1.649348 },
		{ 20, .95, .6108260, 1.544419 },
		{ 30, .95, .6746958, 1.427562 },
		{ 15, .998, .3862650, 2.082907 },
		{ 20, .998, .4479107, 1.902094 },
		{ 30, .998, .5289724, 1.702771 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check_ends("P1 FunnelPlotR",
			   dbr_funnel_chi_square(rows[i].expected,
						 rows[i].level),
			   rows[i].lo, rows[i].hi, 1e-6);
}

static void
a_funnel_narrows_towards_its_target(void **state)
{
	struct dbr_funnel last = dbr_funnel_share(.3, 10);

	(void)state;
	for (int64_t n = 20; n <= 20480; n *= 2) {
		struct dbr_funnel got = dbr_funnel_share(.3, n);

		assert_true(got.lo998 <= got.lo95 && got.lo95 < .3);
		assert_true(got.hi998 >= got.hi95 && got.hi95 > .3);
		assert_true(got.hi998 < last.hi998 && got.lo95 > last.lo95);
		last = got;
	}
}

static void
a_funnel_widens_only_when_spread_is_proven(void **state)
{
	static const double calm[] = { -1.6, -1, -.6, -.2, .1, .3, .7, 1.1,
				       1.5 };
	static const double wild[] = { -30, -6, -4, -3, -1, 1, 2, 4, 6, 40 };
	struct dbr_inflation got =
		dbr_funnel_inflation(calm, COUNT(calm), *state);

	check_near("calm", got.factor, 1, 0);
	got = dbr_funnel_inflation(wild, COUNT(wild), *state);
	assert_true(got.factor > 2 && got.p < .05);
	/* Type 7 at .1 and .9 of these ten: -8.4 and 9.4. */
	check_near("winsorised", got.phi,
		   (8.4 * 8.4 + 36 + 16 + 9 + 1 + 1 + 4 + 16 + 36 +
		    9.4 * 9.4) / 10, 1e-12);
	assert_int_equal(dbr_funnel_inflation(calm, 1, *state).lack,
			 DBR_LACK_TOO_FEW);
}

static void
customers_that_differ_widen_the_rate(void **state)
{
	static const int64_t x[] = { 0, 3, 1, 0, 12, 2, 4, 0, 1, 2 };
	struct dbr_events clusters[COUNT(x)];
	struct dbr_dispersion got;

	(void)state;
	for (size_t i = 0; i < COUNT(x); i++)
		clusters[i] = (struct dbr_events){ x[i], 4 };
	got = dbr_rate_dispersion(clusters, COUNT(x), .95);
	check_near("C r12.R rate", got.rate.value, .625, 1e-12);
	check_near("C r12.R phi", got.phi, 5.177778, 1e-6);
	/* Closed form of Q(9/2, 23.3); METRICS rounds it to 4.6587e-7. */
	check_relative("C p", got.test.p, 4.6586121347273e-7, 1e-12);
	check_near("C r12.R Poisson SE", got.poisson_se, .125, 1e-12);
	check_near("C r12.R cluster SE", got.cluster_se, .2844341, 1e-6);
	/* t(.975, 9) = 2.2621571628 times SE / rate. */
	check_ends("t on the log scale", got.rate.interval,
		   .625 * exp(-2.2621571628 * .2844341 / .625),
		   .625 * exp(2.2621571628 * .2844341 / .625), 1e-6);
	for (size_t i = 0; i < COUNT(x); i++)
		clusters[i].events = 0;
	got = dbr_rate_dispersion(clusters, COUNT(x), .95);
	assert_int_equal(got.test.lack, DBR_LACK_NO_SPREAD);
	got = dbr_rate_dispersion(clusters, 1, .95);
	assert_int_equal(got.test.lack, DBR_LACK_TOO_FEW);
	clusters[0].exposure = 0;
	got = dbr_rate_dispersion(clusters, COUNT(x), .95);
	assert_int_equal(got.test.lack, DBR_LACK_NO_EXPOSURE);
}

int
main(void)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exact_limits_match),
		cmocka_unit_test(chi_square_limits_match_funnelplotr),
		cmocka_unit_test(a_funnel_narrows_towards_its_target),
		IN_ARENA(a_funnel_widens_only_when_spread_is_proven),
		cmocka_unit_test(customers_that_differ_widen_the_rate),
	};
	int failed;

	dbr_stats_init();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	dbr_arena_release(&arena);
	return failed;
}
