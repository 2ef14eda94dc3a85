/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/score.h -- answers on a named scale, as histograms.
 *
 * Scales are never mixed.  The unit is the answer unless the caller counts
 * accounts.  NPS is -100..100; shares are fractions.
 *
 * Reichheld 2003; Rocks 2016 (adjusted Wald, which keeps a width when all
 * answers agree); Dixon et al. 2010 (CES).
 */
#ifndef DEBRIEF_STATS_SCORE_H
#define DEBRIEF_STATS_SCORE_H

#include <stddef.h>
#include "debrief/stats/interval.h"
#include "debrief/stats/proportion.h"

struct dbr_nps_counts {
	int64_t promoters, passives, detractors;
};

struct dbr_nps {
	struct dbr_stat score;	/* raw NPS, adjusted Wald interval */
	double se;			/* of the raw score, points */
	double centre, centre_se;	/* of the interval before clipping, */
	double centre_half;		/* and half its width */
};

/* counts[v] answers with value v, v = 0..10. */
struct dbr_nps_counts dbr_nps_group(const int64_t counts[11]);
struct dbr_nps dbr_nps_estimate(struct dbr_nps_counts counts, double level);
/* a - b. */
struct dbr_score_difference {
	struct dbr_stat difference;
	double se;
	struct dbr_test test;
};
/* p from the normal z of the raw scores. */
struct dbr_score_difference dbr_nps_compare(struct dbr_nps_counts a,
					    struct dbr_nps_counts b,
					    double level);
/* Answers needed for +- margin points; variance of one answer, 0..1. */
int64_t dbr_nps_sample_size(double margin, double variance, double level);

/* counts[i] answers with value i + 1 on a scale of 1..points. */
struct dbr_scale_counts {
	const int64_t *counts;
	size_t points;
};

/* Answers at or above value; trials -1 when a count cannot be. */
struct dbr_tally dbr_score_share_from(struct dbr_scale_counts scale,
				      size_t value);
/* CSAT: 4-5 of 5, 6-7 of 7; the top two of any scale. */
struct dbr_tally dbr_score_top_box(struct dbr_scale_counts scale);
/*
 * Mean (CES) with Student's t interval from 30 answers on; with fewer the
 * interval lacks (TOO_FEW): show the histogram and the median instead.
 */
struct dbr_stat dbr_score_mean(struct dbr_scale_counts scale,
				   double level);
/* Difference of two means after Welch; TOO_FEW below 30 answers a side. */
struct dbr_score_difference
dbr_score_compare_means(struct dbr_scale_counts a, struct dbr_scale_counts b,
			double level);
/* Median with its order-statistic interval. */
struct dbr_stat dbr_score_median(struct dbr_scale_counts scale,
				     double level);

#endif
