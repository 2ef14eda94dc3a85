/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/cluster.h -- how much less facts say when they come in
 * clusters (the tickets of one migration) that differ among themselves.
 *
 * The cluster is what is sampled.  Each fact has a score whose mean is
 * compared: 1 or 0 of a share, its rank, its excess over what was expected.
 * The design effect is how many times as large as for independent facts the
 * spread between clusters makes the variance of the difference (Kish 1965;
 * Rao & Scott 1992), never below 1.  A z made for independent facts is
 * divided by its root and referred to Student's t of the clusters less two;
 * an interval is widened to match.
 *
 * Clusters on one side only share their spread about the mean of their side;
 * when most are on both sides, it is the spread of their own differences.
 */
#ifndef DEBRIEF_STATS_CLUSTER_H
#define DEBRIEF_STATS_CLUSTER_H

#include <stddef.h>
#include "debrief/stats/interval.h"

struct dbr_cluster_part {
	double weight, sum;	/* facts, or exposure; sum of their scores */
};

struct dbr_cluster {
	struct dbr_cluster_part sides[2];	/* weight 0: not there */
};

struct dbr_cluster_plan {
	const struct dbr_cluster *clusters;
	size_t count;
	double spread[2];	/* sum of (score - mean of its side)^2 */
	double level;
};

struct dbr_cluster_effect {
	enum dbr_lack lack;	/* TOO_FEW: fewer than two degrees of freedom */
	bool is_crossed;	/* most clusters are on both sides */
	size_t counts[2];	/* clusters on each side */
	double design_effect;
	double freedom;		/* degrees of it */
	double widening;	/* of an interval of that level */
};

struct dbr_cluster_effect
dbr_cluster_effect(const struct dbr_cluster_plan *plan);
/* The p of independent facts, for these clusters. */
double dbr_cluster_p(const struct dbr_cluster_effect *effect, double p);

#endif
