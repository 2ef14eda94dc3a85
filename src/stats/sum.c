/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sum.c -- see sum.h. */
#include <config.h>
#include "stats/sum.h"

#include <math.h>

void
sum_add(struct sum *sum, double x)
{
	double next = sum->total + x;

	if (fabs(sum->total) >= fabs(x))
		sum->lost += (sum->total - next) + x;
	else
		sum->lost += (x - next) + sum->total;
	sum->total = next;
}

double
sum_value(const struct sum *sum)
{
	return sum->total + sum->lost;
}

double
sum_of(const double *x, size_t n)
{
	struct sum sum = { 0 };

	for (size_t i = 0; i < n; i++)
		sum_add(&sum, x[i]);
	return sum_value(&sum);
}

double
sum_mean(const double *x, size_t n)
{
	return sum_of(x, n) / (double)n;
}

double
sum_variance(const double *x, size_t n)
{
	double mean = sum_mean(x, n);
	struct sum squares = { 0 };

	for (size_t i = 0; i < n; i++)
		sum_add(&squares, (x[i] - mean) * (x[i] - mean));
	return sum_value(&squares) / (double)(n - 1);
}
