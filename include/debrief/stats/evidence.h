/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/evidence.h -- who really owns a component, and how sure.
 *
 * Evidence is weighted by kind and age and belongs to teams; people are only
 * counted.  Kish's effective n; Wilson on it (proportion.h); Avelino et al.
 * 2016 (bus factor); Herfindahl; Gini.
 */
#ifndef DEBRIEF_STATS_EVIDENCE_H
#define DEBRIEF_STATS_EVIDENCE_H

#include <stddef.h>
#include "debrief/stats/interval.h"

/* 2^(-age / half_life): both in days, half_life > 0; 1 for the future. */
double dbr_evidence_decay(double age_days, double half_life_days);

/* A sum of weights and the number of equal items it is worth. */
struct dbr_evidence {
	double weight, square;	/* sums of w and of w^2 */
};

void dbr_evidence_add(struct dbr_evidence *evidence, double weight);
/* (sum w)^2 / sum w^2; 0 without evidence. */
double dbr_evidence_n(const struct dbr_evidence *evidence);

/* mine of all with Wilson's interval on the effective n of all. */
struct dbr_stat dbr_evidence_share(const struct dbr_evidence *mine,
				const struct dbr_evidence *all, double level);

/* Smallest k of n whose Wilson lower end exceeds one half; 0: not even n. */
int64_t dbr_evidence_majority(int64_t n, double level);
/* P(share > 1/2) given k of n, prior Beta(prior, prior): 1, or .5. */
double dbr_evidence_posterior(int64_t k, int64_t n, double prior);
/* P(X >= k | n, 1/2): one-sided sign test; the leader's k against the
 * runner-up's n - k. */
double dbr_evidence_lead(int64_t k, int64_t n);

struct dbr_concentration {
	double hhi;		/* sum of squared shares */
	double effective;	/* 1 / hhi owners */
	double gini, gini_corrected;	/* the latter times n / (n - 1) */
	enum dbr_lack lack;
};

/* Loads or resolutions, sorted, none negative. */
struct dbr_concentration dbr_load_concentration(const double *sorted,
						 size_t n);
/* Fewest that together hold half; 0 without any load. */
size_t dbr_load_bus_factor(const double *sorted, size_t n);

#endif
