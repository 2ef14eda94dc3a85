/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>
#include "debrief/stats/proportion.h"
#include "debrief/stats/signoff.h"
#include "unit/stats_check.h"

static const struct dbr_claim three_nines = { .001, .95 };

static void
sample_sizes_match_the_tables(void **state)
{
	static const struct {
		double limit;
		double n[6];
	} rows[] = {
		{ .01, { 299, 473, 628, 773, 913, 1049 } },
		{ .005, { 598, 947, 1258, 1549, 1829, 2100 } },
		{ .001, { 2995, 4742, 6294, 7752, 9151, 10511 } },
		{ .0001, { 29956, 47437, 62956, 77535, 91533, 105128 } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		for (int64_t c = 0; c < 6; c++)
			check_near("C pbinom (299 P2)",
				   (double)dbr_signoff_sample_size(
					   (struct dbr_claim){ rows[i].limit,
							       .95 }, c),
				   rows[i].n[c], 0);
}

static void
zero_acceptance_sizes_match_at_other_levels(void **state)
{
	static const double limits[] = { .05, .01, .005, .001, .0005, .0001 };
	static const struct {
		double level;
		double n[6];
	} rows[] = {
		{ .90, { 45, 230, 460, 2302, 4605, 23025 } },
		{ .95, { 59, 299, 598, 2995, 5990, 29956 } },
		{ .99, { 90, 459, 919, 4603, 9209, 46050 } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t j = 0; j < COUNT(limits); j++)
			check_near("C section 2.2",
				   (double)dbr_signoff_sample_size(
					   (struct dbr_claim){ limits[j],
							       rows[i].level },
					   0),
				   rows[i].n[j], 0);
}

static void
a_finite_table_needs_fewer_rows_and_ties_count(void **state)
{
	static const struct {
		double limit;
		int64_t population;
		double n;
	} rows[] = {
		{ .001, 100, 95 },	 { .001, 500, 475 },
		{ .001, 1000, 777 },	 { .001, 2000, 1263 },
		{ .001, 3000, 1581 },	 { .001, 5000, 1965 },
		{ .001, 10000, 2383 },	 { .001, 50000, 2851 },
		{ .001, 100000, 2922 },	 { .001, 1000000, 2987 },
		{ .01, 100, 78 },	 { .01, 500, 196 },
		{ .01, 1000, 238 },	 { .01, 5000, 284 },
		{ .01, 10000, 291 },	 { .001, 10, 10 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check_near("C p7.py exact fractions",
			   (double)dbr_signoff_sample_size_finite(
				   (struct dbr_claim){ rows[i].limit, .95 }, 0,
				   rows[i].population),
			   rows[i].n, 0);
}

static void
the_boundary_of_the_rule_of_three_is_exact(void **state)
{
	static const struct {
		int64_t hits, n;
		double want;
	} rows[] = {
		{ 0, 2994, .00100007817 },
		{ 0, 2995, .0009997444209 },
		{ 0, 3000, .000998079 },
	};
	static const double tolerance[] = { 5e-12, 1e-12, 5e-10 };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check_near("C section 2.2",
			   dbr_proportion_exact(
				   (struct dbr_tally){ rows[i].hits,
						       rows[i].n },
				   .95, DBR_SIDE_UPPER).hi,
			   rows[i].want, tolerance[i]);
}

static void
a_sign_off_has_three_outcomes(void **state)
{
	static const struct {
		int64_t mismatched, checked;
		enum dbr_signoff_verdict verdict;
		int64_t sample_size;
	} rows[] = {
		{ 0, 2995, DBR_SIGNOFF_PASS, 0 },
		{ 0, 2994, DBR_SIGNOFF_INCONCLUSIVE, 2995 },
		{ 1, 2995, DBR_SIGNOFF_INCONCLUSIVE, 4742 },
		{ 3, 10000, DBR_SIGNOFF_PASS, 0 },
		{ 5, 10000, DBR_SIGNOFF_INCONCLUSIVE, 10511 },
		{ 20, 10000, DBR_SIGNOFF_FAIL, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct dbr_checks checks = { .checked = rows[i].checked,
					     .mismatched =
						     rows[i].mismatched };
		struct dbr_signoff got =
			dbr_signoff_decide(&checks, three_nines);

		assert_string_equal(dbr_signoff_name(got.verdict),
				    dbr_signoff_name(rows[i].verdict));
		assert_int_equal(got.sample_size, rows[i].sample_size);
	}
}

static void
the_limits_behind_a_verdict_are_printed(void **state)
{
	struct dbr_checks checks = { .checked = 10000, .mismatched = 3 };
	struct dbr_signoff got;

	(void)state;
	got = dbr_signoff_decide(&checks, three_nines);
	check_near("C 3/10000", got.mismatch.hi, .000775181, 5e-10);
	checks.mismatched = 5;
	got = dbr_signoff_decide(&checks, three_nines);
	check_near("C 5/10000", got.mismatch.hi, .001051014, 5e-10);
	assert_int_equal(got.more_needed, 511);
	checks.mismatched = 20;
	got = dbr_signoff_decide(&checks, three_nines);
	check_near("C p7.py 20/10000", got.mismatch.lo, .001325846, 5e-10);
	checks.mismatched = 1;
	checks.checked = 2995;
	got = dbr_signoff_decide(&checks, three_nines);
	check_near("C 1/2995", got.mismatch.lo, 1.7126e-5, 5e-10);
	check_near("C 1/2995", got.mismatch.hi, .001582938, 5e-10);
}

static void
one_critical_mismatch_fails_and_missing_rows_block(void **state)
{
	struct dbr_checks checks = { .checked = 5000, .critical = 1 };
	struct dbr_signoff got = dbr_signoff_decide(&checks, three_nines);

	(void)state;
	assert_int_equal(got.verdict, DBR_SIGNOFF_FAIL);
	assert_int_equal(got.reason, DBR_SIGNOFF_CRITICAL);
	checks.critical = 0;
	checks.unexplained = 2;
	got = dbr_signoff_decide(&checks, three_nines);
	assert_int_equal(got.verdict, DBR_SIGNOFF_INCONCLUSIVE);
	assert_int_equal(got.reason, DBR_SIGNOFF_UNEXPLAINED);
	checks = (struct dbr_checks){ .checked = 0 };
	got = dbr_signoff_decide(&checks, three_nines);
	assert_int_equal(got.reason, DBR_SIGNOFF_NOTHING_CHECKED);
	assert_int_equal(got.more_needed, 2995);
	checks = (struct dbr_checks){ .checked = 1, .mismatched = 2 };
	got = dbr_signoff_decide(&checks, three_nines);
	assert_int_equal(got.reason, DBR_SIGNOFF_BAD_INPUT);
	assert_int_equal(dbr_signoff_sample_size(
				 (struct dbr_claim){ 0, .95 }, 0), 0);
	assert_int_equal(dbr_signoff_sample_size(
				 (struct dbr_claim){ .01, 1 }, 0), 0);
	assert_int_equal(dbr_signoff_sample_size_finite(
				 (struct dbr_claim){ 1, .95 }, 0, 10), 0);
	assert_int_equal(got.verdict, DBR_SIGNOFF_INCONCLUSIVE);
}

/*
 * By another way: the chance as a sum of products of three binomial
 * coefficients, row by row, instead of one product and its ratios.
 */
static double
drawn_at_most(int64_t k, int64_t n, int64_t bad, int64_t rows)
{
	double sum = 0;

	for (int64_t i = 0; i <= k; i++) {
		if (i > bad || i > n || n - i > rows - bad)
			continue;
		sum += exp(lgamma((double)bad + 1) - lgamma((double)i + 1) -
			   lgamma((double)(bad - i) + 1) +
			   lgamma((double)(rows - bad) + 1) -
			   lgamma((double)(n - i) + 1) -
			   lgamma((double)(rows - bad - n + i) + 1) -
			   lgamma((double)rows + 1) + lgamma((double)n + 1) +
			   lgamma((double)(rows - n) + 1));
	}
	return sum;
}

static void
a_finite_table_is_proven_exactly_when_the_plan_says(void **state)
{
	static const int64_t tables[] = { 3, 37, 300, 2800, 40000 };
	const struct dbr_claim claim = { .0050001, .95 };

	(void)state;
	for (size_t t = 0; t < COUNT(tables); t++) {
		int64_t rows = tables[t];
		int64_t bad = (int64_t)((double)rows * .0050001) + 1;

		for (int64_t c = 0; c < 4 && c < bad; c++) {
			int64_t n = dbr_signoff_sample_size_finite(claim, c,
								   rows);
			struct dbr_checks checks = { .checked = n,
						     .mismatched = c,
						     .population = rows };

			assert_in_range(n, c + 1, rows);
			assert_true(drawn_at_most(c, n, bad, rows) <= .05);
			assert_true(n == c + 1 || drawn_at_most(
						c, n - 1, bad, rows) > .05);
			assert_int_equal(dbr_signoff_decide(&checks, claim)
						 .verdict, DBR_SIGNOFF_PASS);
			checks.checked--;
			if (n - 1 > c) {
				struct dbr_signoff got = dbr_signoff_decide(
					&checks, claim);

				assert_int_equal(got.verdict,
						 DBR_SIGNOFF_INCONCLUSIVE);
				assert_int_equal(got.more_needed, 1);
			}
		}
		assert_int_equal(dbr_signoff_sample_size_finite(claim, bad,
								rows), 0);
	}
}

static void
every_row_checked_leaves_nothing_to_chance(void **state)
{
	struct dbr_checks checks = { .checked = 1000, .mismatched = 7,
				     .population = 1000 };
	struct dbr_signoff got = dbr_signoff_decide(&checks, three_nines);

	(void)state;
	check_near("all rows", got.mismatch.lo, .007, 1e-15);
	check_near("all rows", got.mismatch.hi, .007, 1e-15);
	assert_int_equal(got.verdict, DBR_SIGNOFF_FAIL);
	checks.population = 999;
	got = dbr_signoff_decide(&checks, three_nines);
	assert_int_equal(got.reason, DBR_SIGNOFF_BAD_INPUT);
}

static void
a_huge_table_is_an_endless_one(void **state)
{
	const int64_t huge = INT64_C(1) << 53;
	struct dbr_checks checks = { .checked = 2995, .population = huge };
	struct dbr_signoff got = dbr_signoff_decide(&checks, three_nines);

	(void)state;
	assert_int_equal(got.verdict, DBR_SIGNOFF_PASS);
	assert_int_equal(got.mismatch.method, DBR_METHOD_CLOPPER_PEARSON);
	assert_int_equal(dbr_signoff_sample_size_finite(three_nines, 0, huge),
			 2995);
	/* At the largest that is reckoned exactly, the two are the same. */
	for (int64_t c = 0; c < 3; c++)
		assert_in_range(dbr_signoff_sample_size(three_nines, c) -
				dbr_signoff_sample_size_finite(
					three_nines, c, 100000000), 0, 1);
}

static void
a_census_has_no_sampling_error(void **state)
{
	struct dbr_checks checks = { .checked = 1000000, .mismatched = 1,
				     .census = true };
	struct dbr_signoff got = dbr_signoff_decide(&checks, three_nines);

	(void)state;
	check_ends("C 99.9999 %", got.mismatch, 1e-6, 1e-6, 1e-18);
	assert_int_equal(got.verdict, DBR_SIGNOFF_PASS);
	checks.mismatched = 1001;
	got = dbr_signoff_decide(&checks, three_nines);
	assert_int_equal(got.verdict, DBR_SIGNOFF_FAIL);
}

static void
adding_a_mismatch_never_helps(void **state)
{
	struct dbr_checks checks = { .checked = 4000 };
	struct dbr_signoff last = dbr_signoff_decide(&checks, three_nines);

	(void)state;
	for (checks.mismatched = 1; checks.mismatched < 40;
	     checks.mismatched++) {
		struct dbr_signoff got =
			dbr_signoff_decide(&checks, three_nines);

		assert_true(got.mismatch.lo > last.mismatch.lo);
		assert_true(got.mismatch.hi > last.mismatch.hi);
		last = got;
	}
	assert_int_equal(last.verdict, DBR_SIGNOFF_FAIL);
}

/* The number that is left over says how good the plan really is. */
static void
aql_plans_follow_mil_std_105e(void **state)
{
	static const struct {
		int64_t lot;
		double aql;
		char letter;
		int64_t n, accept;
	} rows[] = {
		{ 5000, .65, 'L', 200, 3 },	{ 5000, 1.0, 'L', 200, 5 },
		{ 5000, 1.5, 'L', 200, 7 },	{ 5000, 2.5, 'L', 200, 10 },
		{ 2000, .65, 'K', 125, 2 },	{ 2000, 1.0, 'K', 125, 3 },
		{ 2000, 1.5, 'K', 125, 5 },	{ 2000, 2.5, 'K', 125, 7 },
		{ 2000, 4.0, 'K', 125, 10 },	{ 2000, 6.5, 'K', 125, 14 },
		{ 2000, 10, 'K', 125, 21 },	{ 1000, .65, 'J', 80, 1 },
		{ 1000, 1.0, 'J', 80, 2 },	{ 1000, 1.5, 'J', 80, 3 },
		{ 1000000, .65, 'Q', 1250, 14 }, { 1000000, 1, 'Q', 1250, 21 },
		{ 1000000, .010, 'Q', 1250, 0 }, { 1000000, .04, 'Q', 1250, 1 },
		{ 1000000, .065, 'Q', 1250, 2 }, { 1000000, .1, 'Q', 1250, 3 },
		{ 1000000, .15, 'Q', 1250, 5 },	{ 1000000, .25, 'Q', 1250, 7 },
		{ 1000000, .40, 'Q', 1250, 10 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct dbr_aql_plan got =
			dbr_aql_plan_for(rows[i].lot, rows[i].aql);

		assert_int_equal(got.lack, DBR_LACK_NONE);
		assert_int_equal(got.code_letter, rows[i].letter);
		assert_int_equal(got.sample_size, rows[i].n);
		assert_int_equal(got.accept, rows[i].accept);
	}
}

static void
code_letters_follow_the_lot_size(void **state)
{
	static const struct {
		int64_t last;
		char letter;
		int64_t size;
	} rows[] = {
		{ 8, 'A', 2 },	       { 15, 'B', 3 },	    { 25, 'C', 5 },
		{ 50, 'D', 8 },	       { 90, 'E', 13 },	    { 150, 'F', 20 },
		{ 280, 'G', 32 },      { 500, 'H', 50 },    { 1200, 'J', 80 },
		{ 3200, 'K', 125 },    { 10000, 'L', 200 }, { 35000, 'M', 315 },
		{ 150000, 'N', 500 },  { 500000, 'P', 800 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char next = i + 1 < COUNT(rows) ? rows[i + 1].letter : 'Q';

		assert_int_equal(dbr_aql_letter(rows[i].last), rows[i].letter);
		assert_int_equal(dbr_aql_letter(rows[i].last + 1), next);
		assert_int_equal(dbr_aql_letter_size(rows[i].letter),
				 rows[i].size);
	}
	assert_int_equal(dbr_aql_letter_size('Q'), 1250);
	assert_int_equal(dbr_aql_letter_size('R'), 2000);
}

static void
arrows_lead_to_the_nearest_plan(void **state)
{
	struct dbr_aql_plan got = dbr_aql_plan_for(2000, .15);

	(void)state;
	assert_int_equal(got.sample_size, 80);
	assert_int_equal(got.accept, 0);
	got = dbr_aql_plan_for(2000, .25);
	assert_int_equal(got.sample_size, 200);
	assert_int_equal(got.accept, 1);
	got = dbr_aql_plan_for(2000, .010);
	assert_int_equal(got.sample_size, 1250);
	assert_int_equal(got.accept, 0);
	assert_int_equal(dbr_aql_plan_for(2000, .7).lack, DBR_LACK_BAD_INPUT);
	assert_int_equal(dbr_aql_plan_for(1, 1).lack, DBR_LACK_BAD_INPUT);
}

static void
what_a_plan_accepts_is_told(void **state)
{
	struct dbr_aql_plan plan = dbr_aql_plan_for(1000000, .10);
	struct dbr_aql_plan zero = { .sample_size = 1250, .accept = 0 };
	struct dbr_aql_plan ours = { .sample_size = 2995, .accept = 0 };

	(void)state;
	check_near("C binomial", dbr_aql_acceptance(&plan, .001), .961813,
		   1e-6);
	check_near("C LQ05", dbr_aql_limiting_quality(&plan, .05), .006191,
		   5e-7);
	check_near("C Ac=0", dbr_aql_acceptance(&zero, .001), .286, 5e-4);
	check_near("C Ac=0 LQ05", dbr_aql_limiting_quality(&zero, .05),
		   .002394, 5e-7);
	check_near("C n=2995", dbr_aql_acceptance(&ours, .001), .0499617034,
		   1e-10);
	check_near("C n=2995 LQ05", dbr_aql_limiting_quality(&ours, .05),
		   .001, 5e-7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample_sizes_match_the_tables),
		cmocka_unit_test(zero_acceptance_sizes_match_at_other_levels),
		cmocka_unit_test(
			a_finite_table_needs_fewer_rows_and_ties_count),
		cmocka_unit_test(the_boundary_of_the_rule_of_three_is_exact),
		cmocka_unit_test(a_sign_off_has_three_outcomes),
		cmocka_unit_test(the_limits_behind_a_verdict_are_printed),
		cmocka_unit_test(
			one_critical_mismatch_fails_and_missing_rows_block),
		cmocka_unit_test(
			a_finite_table_is_proven_exactly_when_the_plan_says),
		cmocka_unit_test(every_row_checked_leaves_nothing_to_chance),
		cmocka_unit_test(a_huge_table_is_an_endless_one),
		cmocka_unit_test(a_census_has_no_sampling_error),
		cmocka_unit_test(adding_a_mismatch_never_helps),
		cmocka_unit_test(aql_plans_follow_mil_std_105e),
		cmocka_unit_test(code_letters_follow_the_lot_size),
		cmocka_unit_test(arrows_lead_to_the_nearest_plan),
		cmocka_unit_test(what_a_plan_accepts_is_told),
	};

	dbr_stats_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
