/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rank.c -- see rank.h. */
#include <config.h>
#include "stats/rank.h"

#include <string.h>
#include "debrief/stats/quantile.h"

struct ranking
rank_merge(const struct dbr_sample *samples, size_t count,
	   struct dbr_arena *arena)
{
	struct ranking out = { 0 };
	double *values;
	int64_t *doubled;
	size_t at = 0;

	for (size_t i = 0; i < count; i++)
		out.n += samples[i].n;
	values = dbr_arena_array(arena, out.n, sizeof(*values));
	doubled = dbr_arena_array(arena, out.n, sizeof(*doubled));
	for (size_t i = 0; i < count; i++) {
		if (samples[i].n)
			memcpy(values + at, samples[i].values,
			       samples[i].n * sizeof(*values));
		at += samples[i].n;
	}
	dbr_sort_values(values, out.n);
	for (size_t start = 0, end; start < out.n; start = end) {
		double ties;

		for (end = start; end < out.n && values[end] <= values[start];)
			end++;
		ties = (double)(end - start);
		out.tie_sum += ties * ties * ties - ties;
		for (size_t i = start; i < end; i++)
			doubled[i] = (int64_t)(start + end + 1);
	}
	out.values = values;
	out.doubled = doubled;
	return out;
}

int64_t
rank_doubled(const struct ranking *ranking, double value)
{
	size_t lo = 0, hi = ranking->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (ranking->values[mid] < value)
			lo = mid + 1;
		else
			hi = mid;
	}
	return ranking->doubled[lo];
}

double
null_at_most(const struct null_law *law, int64_t x)
{
	double sum = 0;

	for (int64_t i = 0; i <= x && i <= (int64_t)law->max; i++)
		sum += law->p[i];
	return sum;
}

double
null_at_least(const struct null_law *law, int64_t x)
{
	double sum = 0;

	for (int64_t i = (int64_t)law->max; i >= x && i >= 0; i--)
		sum += law->p[i];
	return sum;
}

static void
normalise(double *ways, size_t max)
{
	double total = 0;

	for (size_t i = 0; i <= max; i++)
		total += ways[i];
	for (size_t i = 0; i <= max; i++)
		ways[i] /= total;
}

/*
 * The ways are the coefficients of the Gaussian binomial: multiply by
 * 1 - q^(n2 + i), divide by 1 - q^i.  Rounding travels upwards only, so the
 * small numbers of the upper tail are mirrored from the lower.
 */
struct null_law
null_u(size_t n1, size_t n2, struct dbr_arena *arena)
{
	size_t max = n1 * n2;
	double *ways = dbr_arena_array(arena, max + 1, sizeof(*ways));

	ways[0] = 1;
	for (size_t i = 1; i <= n1; i++) {
		for (size_t s = max + 1; s-- > n2 + i;)
			ways[s] -= ways[s - n2 - i];
		for (size_t s = i; s <= max; s++)
			ways[s] += ways[s - i];
	}
	for (size_t s = 0; s < max - s; s++)
		ways[max - s] = ways[s];
	normalise(ways, max);
	return (struct null_law){ ways, max };
}

static size_t
doubled_total(const struct ranking *ranking)
{
	return ranking->n * (ranking->n + 1);
}

struct null_law
null_subset(const struct ranking *ranking, size_t size,
	    struct dbr_arena *arena)
{
	size_t max = doubled_total(ranking), width = max + 1;
	double *ways = dbr_arena_array(arena, (size + 1) * width,
				       sizeof(*ways));
	double *last = ways + size * width;

	ways[0] = 1;
	for (size_t i = 0; i < ranking->n; i++) {
		size_t rank = (size_t)ranking->doubled[i];

		for (size_t k = size; k > 0; k--)
			for (size_t s = rank; s <= max; s++)
				ways[k * width + s] +=
					ways[(k - 1) * width + s - rank];
	}
	normalise(last, max);
	return (struct null_law){ last, max };
}

struct null_law
null_signed(const struct ranking *ranking, struct dbr_arena *arena)
{
	size_t max = doubled_total(ranking);
	double *ways = dbr_arena_array(arena, max + 1, sizeof(*ways));

	ways[0] = 1;
	for (size_t i = 0; i < ranking->n; i++) {
		size_t rank = (size_t)ranking->doubled[i];

		for (size_t s = max + 1; s-- > rank;)
			ways[s] += ways[s - rank];
	}
	normalise(ways, max);
	return (struct null_law){ ways, max };
}
