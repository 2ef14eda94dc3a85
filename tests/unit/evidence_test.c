/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/stats/evidence.h"
#include "debrief/stats/proportion.h"
#include "unit/stats_check.h"

static void
old_evidence_weighs_less(void **state)
{
	static const double ages[] = { 0, 30, 90, 180, 360, 540, 720 };
	static const double weights[] = { 1,   .890899, .707107, .5,
					  .25, .125,	.0625 };
	static const char labels[] = "BBBABAA";
	struct dbr_evidence all = { 0 }, b = { 0 };
	struct dbr_stat got;

	(void)state;
	for (size_t i = 0; i < COUNT(ages); i++) {
		double weight = dbr_evidence_decay(ages[i], 180);

		check_near("C section 6.1", weight, weights[i], 1e-6);
		dbr_evidence_add(&all, weight);
		if (labels[i] == 'B')
			dbr_evidence_add(&b, weight);
	}
	check_near("C sum", all.weight, 3.535505, 1e-6);
	check_near("C Kish n_eff", dbr_evidence_n(&all), 4.760501, 1e-6);
	got = dbr_evidence_share(&b, &all, .95);
	check_near("C share of B", got.value, .805544, 1e-6);
	check_ends("C Wilson on n_eff", got.interval, .371484, .966705, 1e-6);
	assert_int_equal(dbr_evidence_share(&b, &(struct dbr_evidence){ 0 },
					    .95).lack,
			 DBR_LACK_NO_DATA);
}

/* Smallest k of n that a test accepts. */
static int64_t
smallest(int64_t n, double (*value)(int64_t k, int64_t n), double least)
{
	for (int64_t k = 0; k <= n; k++)
		if (value(k, n) >= least)
			return k;
	return 0;
}

static double
uniform(int64_t k, int64_t n)
{
	return dbr_evidence_posterior(k, n, 1);
}

static double
sign(int64_t k, int64_t n)
{
	return 1 - dbr_evidence_lead(k, n);
}

static void
a_majority_needs_this_many(void **state)
{
	static const struct {
		int64_t n, wilson, beta95, beta975, sign;
	} rows[] = {
		{ 4, 4, 4, 0, 0 },	{ 5, 5, 5, 5, 5 },
		{ 8, 7, 7, 7, 7 },	{ 10, 9, 8, 9, 9 },
		{ 12, 10, 9, 10, 10 },	{ 15, 12, 11, 12, 12 },
		{ 20, 15, 14, 15, 15 }, { 25, 18, 17, 18, 18 },
		{ 30, 21, 20, 21, 20 }, { 40, 27, 26, 27, 26 },
		{ 50, 32, 31, 32, 32 }, { 100, 60, 59, 60, 59 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t n = rows[i].n;

		check_near("C p1.py Wilson",
			   (double)dbr_evidence_majority(n, .95),
			   (double)rows[i].wilson, 0);
		check_near("C p1.py Beta .95",
			   (double)smallest(n, uniform, .95),
			   (double)rows[i].beta95, 0);
		check_near("C p1.py Beta .975",
			   (double)smallest(n, uniform, .975),
			   (double)rows[i].beta975, 0);
		check_near("C p1.py sign", (double)smallest(n, sign, .95),
			   (double)rows[i].sign, 0);
	}
	assert_int_equal(dbr_evidence_majority(0, .95), 0);
	assert_int_equal(dbr_evidence_majority(3, .95), 0);
}

static void
borderline_majorities_are_known(void **state)
{
	static const struct {
		int64_t k, n;
		double lo, hi;
	} rows[] = {
		{ 4, 4, .510109, 1 },
		{ 5, 5, .565518, 1 },
		{ 14, 20, .481027, .854523 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check_ends("C section 6.3",
			   dbr_proportion_wilson(
				   (struct dbr_tally){ rows[i].k, rows[i].n },
				   .95, DBR_SIDE_BOTH),
			   rows[i].lo, rows[i].hi, 1e-6);
	check_near("C Beta 14/20", dbr_evidence_posterior(14, 20, 1), .960823,
		   1e-6);
	check_near("C Jeffreys 14/20", dbr_evidence_posterior(14, 20, .5),
		   .964526, 1e-6);
	check_near("C Beta 15/20", dbr_evidence_posterior(15, 20, 1), .986698,
		   1e-6);
	check_near("C Beta 9/10", dbr_evidence_posterior(9, 10, 1), .994141,
		   1e-6);
	check_near("C 14 v 5", dbr_evidence_lead(14, 19), .031784, 1e-6);
}

static void
concentration_has_four_numbers(void **state)
{
	static const struct {
		double loads[5];
		size_t n;
		double gini, corrected, hhi, effective;
	} rows[] = {
		{ { 1, 2, 3, 4, 5 }, 5, .266667, .333333, .244444, 4.090909 },
		{ { 5, 10, 20, 25, 40 }, 5, .34, .425, .275, 3.636364 },
		{ { 0, 0, 0, 12 }, 4, .75, 1, 1, 1 },
		{ { 3, 3, 3 }, 3, 0, 0, 1. / 3, 3 },
	};
	static const double negative[] = { -1, 2 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct dbr_concentration got =
			dbr_load_concentration(rows[i].loads, rows[i].n);

		check_near("C Gini", got.gini, rows[i].gini, 1e-6);
		check_near("C Gini corrected", got.gini_corrected,
			   rows[i].corrected, 1e-6);
		check_near("C HHI", got.hhi, rows[i].hhi, 1e-6);
		check_near("C effective", got.effective, rows[i].effective,
			   1e-6);
	}
	check_near("C bus factor",
		   (double)dbr_load_bus_factor(rows[1].loads, 5), 2, 0);
	check_near("one holds all",
		   (double)dbr_load_bus_factor(rows[2].loads, 4), 1, 0);
	assert_int_equal(dbr_load_bus_factor(NULL, 0), 0);
	assert_int_equal(dbr_load_concentration(NULL, 0).lack,
			 DBR_LACK_NO_DATA);
	assert_int_equal(dbr_load_concentration(rows[2].loads, 3).lack,
			 DBR_LACK_NO_DATA);
	assert_int_equal(dbr_load_concentration(negative, 2).lack,
			 DBR_LACK_BAD_INPUT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(old_evidence_weighs_less),
		cmocka_unit_test(a_majority_needs_this_many),
		cmocka_unit_test(borderline_majorities_are_known),
		cmocka_unit_test(concentration_has_four_numbers),
	};

	dbr_stats_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
