/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sum.h -- sums that do not depend on luck: Neumaier's compensated sum. */
#ifndef STATS_SUM_H
#define STATS_SUM_H

#include <stddef.h>

struct sum {
	double total, lost;
};

void sum_add(struct sum *sum, double x);
double sum_value(const struct sum *sum);
double sum_of(const double *x, size_t n);
/* n >= 1 for the mean, n >= 2 for the variance (n - 1 below). */
double sum_mean(const double *x, size_t n);
double sum_variance(const double *x, size_t n);

#endif
