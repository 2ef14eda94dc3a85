/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evidence.c -- see debrief/stats/evidence.h. */
#include <config.h>
#include "debrief/stats/evidence.h"

#include <math.h>
#include "debrief/stats/proportion.h"
#include "stats/interval.h"
#include "stats/sum.h"
#include "stats/tail.h"

double
dbr_evidence_decay(double age_days, double half_life_days)
{
	return exp2(-fmax(0, age_days) / half_life_days);
}

void
dbr_evidence_add(struct dbr_evidence *evidence, double weight)
{
	evidence->weight += weight;
	evidence->square += weight * weight;
}

double
dbr_evidence_n(const struct dbr_evidence *evidence)
{
	if (!(evidence->square > 0))
		return 0;
	return evidence->weight * evidence->weight / evidence->square;
}

struct dbr_stat
dbr_evidence_share(const struct dbr_evidence *mine,
		const struct dbr_evidence *all, double level)
{
	double n = dbr_evidence_n(all);
	struct dbr_stat out = stat_lacking(DBR_LACK_NO_DATA, (int64_t)n);

	if (n <= 0)
		return out;
	out.lack = DBR_LACK_NONE;
	out.value = fmin(1, mine->weight / all->weight);
	out.interval = dbr_proportion_wilson_weighted(out.value, n, level);
	return out;
}

int64_t
dbr_evidence_majority(int64_t n, double level)
{
	int64_t lo = n / 2, hi = n + 1;

	while (hi - lo > 1) {
		int64_t mid = lo + (hi - lo) / 2;
		struct dbr_tally tally = { mid, n };
		struct dbr_interval wilson =
			dbr_proportion_wilson(tally, level, DBR_SIDE_BOTH);

		if (!wilson.lack && wilson.lo > 0.5)
			hi = mid;
		else
			lo = mid;
	}
	return hi > n || n <= 0 ? 0 : hi;
}

double
dbr_evidence_posterior(int64_t k, int64_t n, double prior)
{
	if (k < 0 || k > n || !(prior > 0))
		return 0;
	return tail_beta_upper(0.5, (double)k + prior, (double)(n - k) + prior);
}

double
dbr_evidence_lead(int64_t k, int64_t n)
{
	return tail_binomial_ge(k, n, 0.5);
}

struct dbr_concentration
dbr_load_concentration(const double *sorted, size_t n)
{
	struct dbr_concentration out = { .lack = DBR_LACK_NO_DATA };
	double total = sum_of(sorted, n), size = (double)n;
	struct sum squares = { 0 }, spread = { 0 };

	if (n > 0 && !(sorted[0] >= 0))
		out.lack = DBR_LACK_BAD_INPUT;
	if (n == 0 || !(sorted[0] >= 0) || !(total > 0))
		return out;
	for (size_t i = 0; i < n; i++) {
		double share = sorted[i] / total;

		sum_add(&squares, share * share);
		sum_add(&spread, (2 * (double)(i + 1) - size - 1) * share);
	}
	out.lack = DBR_LACK_NONE;
	out.hhi = sum_value(&squares);
	out.effective = 1 / out.hhi;
	out.gini = sum_value(&spread) / size;
	out.gini_corrected = n > 1 ? out.gini * size / (size - 1) : 0;
	return out;
}

size_t
dbr_load_bus_factor(const double *sorted, size_t n)
{
	double half = sum_of(sorted, n) / 2, held = 0;
	size_t count = 0;

	if (!(half > 0))
		return 0;
	while (count < n && held < half * (1 - 1e-12))
		held += sorted[n - ++count];
	return count;
}
