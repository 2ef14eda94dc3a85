/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tail.c -- see tail.h. */
#include <config.h>
#include "stats/tail.h"

#include <float.h>
#include <math.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_log.h>

/*
 * GSL is right below these.  gsl_cdf_gamma_* loses digits from about 5e4 on
 * (5e-6 of the value at 2e5, .9752 for .9750 at 1e7); gsl_cdf_beta_* gives
 * NaN near its mean from about 1e6 on.
 */
static const double large_gamma = 1e4, large_beta = 1e5;

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
	return tail_beta_upper(p, (double)k + 1, (double)(n - k));
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
	return tail_beta_lower(p, (double)k, (double)(n - k) + 1);
}

/*
 * Chance that n drawn hold none of the marked.  The product over the smaller
 * of the two equal forms keeps full precision.
 */
static long double
none_drawn(int64_t n, int64_t marked, int64_t population)
{
	int64_t count = n < marked ? n : marked, other = n < marked ? marked : n;
	long double p = 1;

	for (int64_t i = 0; i < count && p > 0; i++)
		p *= (long double)(population - other - i) /
		     (long double)(population - i);
	return p;
}

double
tail_hypergeometric_le(int64_t k, int64_t n, int64_t marked,
		       int64_t population)
{
	int64_t good = population - marked;
	int64_t least = n > good ? n - good : 0;
	long double p, sum;

	if (k < least)
		return 0;
	if (k >= n || k >= marked)
		return 1;
	/* With more drawn than are good, what is left is all marked. */
	p = least ? none_drawn(population - n, good, population) :
		    none_drawn(n, marked, population);
	sum = p;
	for (int64_t i = least; i < k; i++) {
		p *= (long double)(marked - i) / (long double)(i + 1);
		p *= (long double)(n - i) / (long double)(good - n + i + 1);
		sum += p;
	}
	return sum < 1 ? (double)sum : 1;
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
 * Temme's uniform expansion (DLMF 8.18) to first order: with r = a + b and
 * x0 = a / r, -eta^2 / 2 = x0 log(x / x0) + y0 log(y / y0).  sign 1 gives
 * the lower tail.
 */
static double
beta_large_lower(double x, double a, double b, double sign)
{
	double r = a + b, x0 = a / r, y0 = b / r, off = x - x0;
	double root = sqrt(x0 * y0), half_square, eta, c0;

	if (off < -x0 / 2 || off > y0 / 2)
		return (off > 0) == (sign > 0);
	half_square = -x0 * gsl_sf_log_1plusx_mx(off / x0) -
		      y0 * gsl_sf_log_1plusx_mx(-off / y0);
	eta = copysign(sqrt(2 * fmax(0, half_square)), off);
	if (fabs(eta) < 1e-7)
		c0 = (y0 - x0) / (3 * root);
	else
		c0 = 1 / eta - root / off;
	return 0.5 * erfc(-sign * eta * sqrt(r / 2)) +
	       sign * c0 * exp(-r * half_square) / sqrt(2 * M_PI * r);
}

double
tail_beta_lower(double x, double a, double b)
{
	if (x <= 0 || x >= 1)
		return x > 0;
	if (a >= large_beta && b >= large_beta)
		return fmax(0, beta_large_lower(x, a, b, 1));
	return gsl_cdf_beta_P(x, a, b);
}

double
tail_beta_upper(double x, double a, double b)
{
	if (x <= 0 || x >= 1)
		return x <= 0;
	if (a >= large_beta && b >= large_beta)
		return fmax(0, beta_large_lower(x, a, b, -1));
	return gsl_cdf_beta_Q(x, a, b);
}

/*
 * Temme's uniform expansion (DLMF 8.12): with eta^2 / 2 = l - 1 - log l,
 * l = x / a, the upper tail is that of a normal at eta sqrt(a) plus
 * (c0 + c1 / a) times a density.  c1 matters only where eta is small.
 */
static double
gamma_large_upper(double x, double a, double sign)
{
	double excess = (x - a) / a, half_square, eta, c0, c1;

	if (excess < -0.5)	/* nothing left there at such a shape */
		return sign > 0;
	half_square = -gsl_sf_log_1plusx_mx(excess);
	eta = copysign(sqrt(2 * half_square), excess);
	if (fabs(eta) < 1e-3)
		c0 = -1.0 / 3 + eta / 12 - 2 * eta * eta / 135;
	else
		c0 = 1 / excess - 1 / eta;
	c1 = fabs(eta) < 0.2 ? -1.0 / 540 - eta / 288 + eta * eta / 378 : 0;
	return 0.5 * erfc(sign * eta * sqrt(a / 2)) +
	       sign * (c0 + c1 / a) * exp(-a * half_square) /
		       sqrt(2 * M_PI * a);
}

/* Beyond it the upper tail underflows, and GSL reports an error. */
static double
far_out(double a)
{
	return a + 40 * sqrt(a) + 1000;
}

double
tail_gamma_upper(double x, double a)
{
	if (x <= 0)
		return 1;
	if (a >= large_gamma)
		return fmax(0, gamma_large_upper(x, a, 1));
	if (x > far_out(a))
		return 0;
	return gsl_cdf_gamma_Q(x, a, 1);
}

double
tail_gamma_lower(double x, double a)
{
	if (x <= 0)
		return 0;
	if (a >= large_gamma)
		return fmax(0, gamma_large_upper(x, a, -1));
	if (x > far_out(a))
		return 1;
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
	return tail_beta_lower(x, curve->a, curve->b);
}

static double
beta_upper(double x, const struct curve *curve)
{
	return tail_beta_upper(x, curve->a, curve->b);
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
