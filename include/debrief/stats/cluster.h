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
 * An estimate of its own (one side) rests on an effective n: the facts, over
 * the design effect and over the square of t / z, with which any interval for
 * independent facts is made (Korn & Graubard 1998; Dean & Pagano 2015).
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
	/* Of a sample alone: facts of no cluster, each on its own. */
	struct dbr_cluster_part loose;
	double loose_square;	/* sum of their scores squared */
};

struct dbr_cluster_effect {
	enum dbr_lack lack;	/* TOO_FEW: no degrees of freedom to speak of */
	bool is_crossed;	/* most clusters are on both sides */
	size_t counts[2];	/* clusters on each side */
	double design_effect;
	double freedom;		/* degrees of it */
	double widening;	/* of an interval of that level */
};

struct dbr_cluster_effect
dbr_cluster_effect(const struct dbr_cluster_plan *plan);
/* Of the first side alone, two clusters at least.  n over the square of
 * widening is the effective n. */
struct dbr_cluster_effect
dbr_cluster_sample(const struct dbr_cluster_plan *plan);
/* For values that are clusters themselves but spread phi times as much as
 * their test believes (quasi-Poisson). */
struct dbr_cluster_effect dbr_cluster_dispersed(double phi, size_t count,
						double level);
/* The p of independent facts, for these clusters. */
double dbr_cluster_p(const struct dbr_cluster_effect *effect, double p);

#endif
