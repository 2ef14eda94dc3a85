/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/tossing.h -- where tickets go once somebody passes them on.
 *
 * A path is the holders of one ticket in order, the last being who resolved
 * it.  Goal-oriented: every earlier holder points at the resolver, once a
 * path; actual: at the next holder.  A pass to oneself is no toss.
 *
 * Jeong, Kim & Zimmermann 2009.
 */
#ifndef DEBRIEF_STATS_TOSSING_H
#define DEBRIEF_STATS_TOSSING_H

#include <stddef.h>
#include "debrief/arena.h"
#include "debrief/stats/interval.h"

struct dbr_path {
	const int *holders;	/* 0 .. holder_count - 1 */
	size_t n;
};

struct dbr_toss {
	int from, to;
	int64_t count;
	int64_t out_count;	/* all tosses from there */
	double share;		/* count / out_count */
};

enum dbr_toss_view { DBR_TOSS_GOAL, DBR_TOSS_ACTUAL };

struct dbr_toss_graph {
	const struct dbr_toss *edges;	/* by (from, to), in the arena */
	size_t edge_count;
	enum dbr_lack lack;	/* BAD_INPUT: a holder out of range */
};

struct dbr_toss_graph dbr_toss_graph_make(const struct dbr_path *paths,
					  size_t path_count, int holder_count,
					  enum dbr_toss_view view,
					  struct dbr_arena *arena);
/* Changes of holder along a path. */
size_t dbr_toss_count(struct dbr_path path);

#endif
