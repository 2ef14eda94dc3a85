/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tail.c -- see tail.h. */
#include <config.h>
#include "stats/tail.h"

#include <float.h>
#include <math.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_log.h>

/* From here on gsl_cdf_gamma_* drifts: .9752 for .9750 at a = 1e7. */
static const double large_shape = 1e5;

bool
tail_at_most(double p, double limit)
{
	return p <= limit * (1 + 1e-12);
}

bool
tail_level_ok(double level)
{
	return level > 0 && level < 1;
}

double
tail_error(double level, bool both)
{
	return both ? (1 - level) / 2 : 1 - level;
}

double
tail_binomial_le(int64_t k, int64_t n, double p)
{
	if (k < 0)
		return 0;
	if (k >= n || p <= 0)
		return 1;
	if (p >= 1)
		return 0;
	return gsl_cdf_beta_Q(p, (double)k + 1, (double)(n - k));
}

double
tail_binomial_ge(int64_t k, int64_t n, double p)
{
	if (k <= 0)
		return 1;
	if (k > n || p <= 0)
		return 0;
	if (p >= 1)
		return 1;
	return gsl_cdf_beta_P(p, (double)k, (double)(n - k) + 1);
}

double
tail_poisson_le(int64_t k, double mean)
{
	return k < 0 ? 0 : tail_gamma_upper(mean, (double)k + 1);
}

double
tail_poisson_ge(int64_t k, double mean)
{
	return k <= 0 ? 1 : tail_gamma_lower(mean, (double)k);
}

/*
 * Temme's uniform expansion to first order: with eta^2 / 2 = l - 1 - log l,
 * l = x / a, the upper tail is that of a normal at eta sqrt(a) plus a term
 * whose own relative error is about 1 / (540 a).
 */
static double
gamma_large_upper(double x, double a, double sign)
{
	double excess = (x - a) / a;
	double half_square = -gsl_sf_log_1plusx_mx(excess);
	double eta = copysign(sqrt(2 * half_square), excess);
	double c0;

	if (excess < -0.5)	/* nothing left there at such a shape */
		return sign > 0;
	if (fabs(eta) < 1e-3)
		c0 = -1.0 / 3 + eta / 12 - 2 * eta * eta / 135;
	else
		c0 = 1 / excess - 1 / eta;
	return 0.5 * erfc(sign * eta * sqrt(a / 2)) +
	       sign * c0 * exp(-a * half_square) / sqrt(2 * M_PI * a);
}

double
tail_gamma_upper(double x, double a)
{
	if (x <= 0)
		return 1;
	if (a >= large_shape)
		return fmax(0, gamma_large_upper(x, a, 1));
	return gsl_cdf_gamma_Q(x, a, 1);
}

double
tail_gamma_lower(double x, double a)
{
	if (x <= 0)
		return 0;
	if (a >= large_shape)
		return fmax(0, gamma_large_upper(x, a, -1));
	return gsl_cdf_gamma_P(x, a, 1);
}

double
tail_chi_square_upper(double x, double df)
{
	return tail_gamma_upper(x / 2, df / 2);
}

double
tail_normal_upper(double z)
{
	return gsl_cdf_ugaussian_Q(z);
}

double
tail_student_two_sided(double t, double df)
{
	return fmin(1, 2 * gsl_cdf_tdist_Q(fabs(t), df));
}

/* A forward tail of x and up to two shapes. */
struct curve {
	double (*tail)(double x, const struct curve *curve);
	double a, b;
	bool rising;
};

static double
beta_lower(double x, const struct curve *curve)
{
	return gsl_cdf_beta_P(x, curve->a, curve->b);
}

static double
beta_upper(double x, const struct curve *curve)
{
	return gsl_cdf_beta_Q(x, curve->a, curve->b);
}

static double
gamma_lower(double x, const struct curve *curve)
{
	return tail_gamma_lower(x, curve->a);
}

static double
gamma_upper(double x, const struct curve *curve)
{
	return tail_gamma_upper(x, curve->a);
}

static double
student_upper(double x, const struct curve *curve)
{
	return gsl_cdf_tdist_Q(x, curve->a);
}

/* The geometric midpoint gives limits near 0 all their digits. */
static double
bisect(const struct curve *curve, double p, double hi)
{
	double lo = DBL_MIN;

	for (;;) {
		double mid = hi / lo > 4 ? sqrt(lo) * sqrt(hi) :
					   lo + (hi - lo) / 2;

		if (mid <= lo || mid >= hi)
			return mid;
		if ((curve->tail(mid, curve) < p) == curve->rising)
			lo = mid;
		else
			hi = mid;
	}
}

static double
bisect_unbounded(const struct curve *curve, double p)
{
	double hi = 1;

	while ((curve->tail(hi, curve) < p) == curve->rising && hi < 1e300)
		hi *= 2;
	return bisect(curve, p, hi);
}

double
tail_beta_from_lower(double p, double a, double b)
{
	return bisect(&(struct curve){ beta_lower, a, b, true }, p, 1);
}

double
tail_beta_from_upper(double p, double a, double b)
{
	return bisect(&(struct curve){ beta_upper, a, b, false }, p, 1);
}

double
tail_gamma_from_lower(double p, double a)
{
	return bisect_unbounded(&(struct curve){ gamma_lower, a, 0, true }, p);
}

double
tail_gamma_from_upper(double p, double a)
{
	return bisect_unbounded(&(struct curve){ gamma_upper, a, 0, false },
				p);
}

double
tail_normal_from_upper(double p)
{
	return gsl_cdf_ugaussian_Qinv(p);
}

double
tail_student_from_upper(double p, double df)
{
	if (p > 0.5)
		return -tail_student_from_upper(1 - p, df);
	return bisect_unbounded(&(struct curve){ student_upper, df, 0, false },
				p);
}
