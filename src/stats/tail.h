/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tail.h -- tail probabilities and their inverses.
 *
 * Forward functions are GSL's where those are right: below shapes of 1e5.
 * The inverses are our own bisections, because gsl_cdf_beta_Pinv gives NaN
 * and gsl_cdf_gamma_Pinv wrong finite values at ordinary inputs (2 of 260;
 * a count of 17 000).
 */
#ifndef STATS_TAIL_H
#define STATS_TAIL_H

#include <stdbool.h>
#include <stdint.h>

/*
 * p <= limit for probabilities that tie exactly in exact arithmetic: a
 * relative slack of 1e-12 keeps rounding from deciding.
 */
bool tail_at_most(double p, double limit);
/* level is a fraction strictly between 0 and 1 (NaN is not). */
bool tail_level_ok(double level);

/* P(X <= k) and P(X >= k). */
double tail_binomial_le(int64_t k, int64_t n, double p);
double tail_binomial_ge(int64_t k, int64_t n, double p);
/* X of the marked ones among n drawn from population; exact enough for ties
 * while k <= 1000. */
double tail_hypergeometric_le(int64_t k, int64_t n, int64_t marked,
			      int64_t population);
double tail_poisson_le(int64_t k, double mean);
double tail_poisson_ge(int64_t k, double mean);
/* Tails of a beta variable at x. */
double tail_beta_lower(double x, double a, double b);
double tail_beta_upper(double x, double a, double b);
/* Regularised incomplete gamma functions of shape a > 0 at x >= 0. */
double tail_gamma_lower(double x, double a);
double tail_gamma_upper(double x, double a);
double tail_chi_square_upper(double x, double df);
double tail_normal_upper(double z);
/* Both tails of Student's t. */
double tail_student_two_sided(double t, double df);

/* x with the given probability below or above it; 0 < p < 1. */
double tail_beta_from_lower(double p, double a, double b);
double tail_beta_from_upper(double p, double a, double b);
double tail_gamma_from_lower(double p, double a);
double tail_gamma_from_upper(double p, double a);
double tail_normal_from_upper(double p);
double tail_student_from_upper(double p, double df);

/* z or t for the error left by level: half of it when both ends count. */
double tail_error(double level, bool both);

#endif
