/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include "stats/tail.h"
#include "unit/stats_check.h"

/* Points from far below to far above the mean of a variable. */
static const double spreads[] = { -60, -6, -3, -1.96, -1, -1e-3, -1e-9,
				  0,   1e-9, 1e-3, 1, 1.96, 3, 6, 60 };

static void
forward_tails_match_metrics(void **state)
{
	(void)state;
	check_near("C binomial(0;.001,2995)",
		   tail_binomial_le(0, 2995, .001), .0499617034, 5e-11);
	check_near("C Poisson(3;1.25)", tail_poisson_le(3, 1.25),
		   .9617309457, 5e-11);
	check_near("C Pinv(.975)", tail_normal_from_upper(.025),
		   1.95996398454005, 5e-14);
	check_near("C tdist_Pinv(.975,9)", tail_student_from_upper(.025, 9),
		   2.2621571628, 5e-11);
	check_near("chi-square of 3.841459, 1 df",
		   tail_chi_square_upper(3.841458820694124, 1), .05, 1e-12);
	check_near("the other half", tail_student_from_upper(.975, 9),
		   -2.2621571628, 5e-11);
	check_near("C 1/(2Q(3))", 1 / (2 * tail_normal_upper(3)), 370.3983,
		   5e-5);
}

static double
beta_sd(double a, double b)
{
	double r = a + b;

	return sqrt(a / r * (b / r) / r);
}

static void
large_gammas_match_an_exact_series(void **state)
{
	/* 40-digit series at x = a - sqrt(a); GSL has .1586600857 at 2e5. */
	static const struct {
		double a, lower;
	} rows[] = {
		{ 5e4, .158654444788795 },
		{ 1e5, .158654849737908 },
		{ 2e5, .158655051967968 },
		{ 4e5, .158655152996822 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		double a = rows[i].a, x = a - sqrt(a);

		check_near("series", tail_gamma_lower(x, a), rows[i].lower,
			   1e-13);
		check_near("series", tail_gamma_upper(x, a),
			   1 - rows[i].lower, 1e-13);
	}
}

static void
our_tails_continue_gsl_where_it_is_right(void **state)
{
	static const double shapes[] = { 1e5, 2e5, 4e5 };

	(void)state;
	for (size_t i = 0; i < COUNT(shapes); i++)
		for (size_t k = 1; k + 1 < COUNT(spreads); k++) {
			double a = shapes[i], b = 3e5, z = spreads[k];
			double x = a / (a + b) + z * beta_sd(a, b);

			check_relative("beta lower", tail_beta_lower(x, a, b),
				       gsl_cdf_beta_P(x, a, b), 1e-8);
			check_relative("beta upper", tail_beta_upper(x, a, b),
				       gsl_cdf_beta_Q(x, a, b), 1e-8);
			a = 1e4 + (double)i;
			x = a + z * sqrt(a);
			check_relative("gamma lower", tail_gamma_lower(x, a),
				       gsl_cdf_gamma_P(x, a, 1), 1e-8);
			check_relative("gamma upper", tail_gamma_upper(x, a),
				       gsl_cdf_gamma_Q(x, a, 1), 1e-8);
		}
}

static void
check_pair(const char *name, double lower, double upper)
{
	check_near(name, lower + upper, 1, 1e-9);
	assert_true(lower >= 0 && upper >= 0);
}

static void
tails_are_whole_at_every_size(void **state)
{
	(void)state;
	for (double a = .5; a < 1e13; a *= 4.7)
		for (size_t k = 0; k < COUNT(spreads); k++) {
			double x = a + spreads[k] * sqrt(a);

			check_pair("gamma", tail_gamma_lower(x, a),
				   tail_gamma_upper(x, a));
			for (double b = .5; b < 1e13; b *= 4.7) {
				x = a / (a + b) + spreads[k] * beta_sd(a, b);
				check_pair("beta", tail_beta_lower(x, a, b),
					   tail_beta_upper(x, a, b));
			}
		}
}

static void
count_errors(const char *reason, const char *file, int line, int code)
{
	(void)code;
	fail_msg("%s:%d: %s", file, line, reason);
}

/* Its default handler would abort; ours is not installed in every test. */
static void
no_call_makes_gsl_complain(void **state)
{
	gsl_error_handler_t *before = gsl_set_error_handler(count_errors);

	(void)state;
	for (double a = .5; a < 1e12; a *= 9.1)
		for (double e = -300; e < 300; e += 13.7) {
			double x = pow(10, e);

			tail_gamma_lower(x, a);
			tail_gamma_upper(x, a);
			tail_student_two_sided(x, a);
			tail_normal_upper(x);
			for (double b = .5; b < 1e12; b *= 9.1) {
				tail_beta_lower(x, a, b);
				tail_beta_upper(1 - x, a, b);
			}
		}
	gsl_set_error_handler(before);
}

static void
inverses_undo_their_tails(void **state)
{
	static const double p[] = { 1e-12, .001, .025, .5, .9, .999 };
	static const double shapes[] = { .5, 1, 17, 4000, 1e5, 3e6, 1e10 };

	(void)state;
	for (size_t i = 0; i < COUNT(shapes); i++)
		for (size_t k = 0; k < COUNT(p); k++) {
			double a = shapes[i], x;

			x = tail_gamma_from_lower(p[k], a);
			check_relative("gamma", tail_gamma_lower(x, a), p[k],
				       1e-6);
			x = tail_gamma_from_upper(p[k], a);
			check_relative("gamma", tail_gamma_upper(x, a), p[k],
				       1e-6);
			x = tail_beta_from_lower(p[k], a, 4000);
			check_relative("beta", tail_beta_lower(x, a, 4000),
				       p[k], 1e-6);
			/* Nearer to 1 a double has no digits left. */
			if (a >= 1 && p[k] > .0001) {
				x = tail_beta_from_upper(p[k], 4000, a);
				check_relative("beta",
					       tail_beta_upper(x, 4000, a),
					       p[k], 1e-6);
			}
			x = tail_student_from_upper(p[k] / 2, a);
			check_relative("t", tail_student_two_sided(x, a),
				       p[k], 1e-6);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forward_tails_match_metrics),
		cmocka_unit_test(large_gammas_match_an_exact_series),
		cmocka_unit_test(our_tails_continue_gsl_where_it_is_right),
		cmocka_unit_test(tails_are_whole_at_every_size),
		cmocka_unit_test(no_call_makes_gsl_complain),
		cmocka_unit_test(inverses_undo_their_tails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
