/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tossing.c -- see debrief/stats/tossing.h. */
#include <config.h>
#include "debrief/stats/tossing.h"

#include <stdlib.h>

/* Tosses one by one, to be sorted and counted. */
struct tosses {
	struct dbr_toss *all;
	size_t count, capacity;
	struct dbr_arena *arena;
};

static void
add_toss(struct tosses *tosses, int from, int to)
{
	if (from == to)
		return;
	tosses->all = dbr_arena_grow(tosses->arena, tosses->all,
				     tosses->count, &tosses->capacity,
				     sizeof(*tosses->all));
	tosses->all[tosses->count++] =
		(struct dbr_toss){ .from = from, .to = to, .count = 1 };
}

static bool
seen_before(struct dbr_path path, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (path.holders[i] == path.holders[at])
			return true;
	return false;
}

static void
add_path(struct tosses *tosses, struct dbr_path path, enum dbr_toss_view view)
{
	for (size_t i = 0; i + 1 < path.n; i++) {
		if (view == DBR_TOSS_ACTUAL)
			add_toss(tosses, path.holders[i], path.holders[i + 1]);
		else if (!seen_before(path, i))
			add_toss(tosses, path.holders[i],
				 path.holders[path.n - 1]);
	}
}

static int
compare_tosses(const void *left, const void *right)
{
	const struct dbr_toss *a = left, *b = right;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->to > b->to) - (a->to < b->to);
}

/* Merge equal neighbours of a sorted array; returns how many are left. */
static size_t
merge_equal(struct dbr_toss *all, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		if (kept && compare_tosses(&all[kept - 1], &all[i]) == 0)
			all[kept - 1].count++;
		else
			all[kept++] = all[i];
	}
	return kept;
}

static void
fill_shares(struct dbr_toss *edges, size_t count)
{
	for (size_t start = 0, end; start < count; start = end) {
		int64_t out = 0;

		for (end = start;
		     end < count && edges[end].from == edges[start].from;
		     end++)
			out += edges[end].count;
		for (size_t i = start; i < end; i++) {
			edges[i].out_count = out;
			edges[i].share = (double)edges[i].count / (double)out;
		}
	}
}

static bool
path_ok(struct dbr_path path, int holder_count)
{
	for (size_t i = 0; i < path.n; i++)
		if (path.holders[i] < 0 || path.holders[i] >= holder_count)
			return false;
	return true;
}

struct dbr_toss_graph
dbr_toss_graph_make(const struct dbr_path *paths, size_t path_count,
		    int holder_count, enum dbr_toss_view view,
		    struct dbr_arena *arena)
{
	struct tosses tosses = { .arena = arena };
	struct dbr_toss_graph out = { .lack = DBR_LACK_BAD_INPUT };

	for (size_t i = 0; i < path_count; i++) {
		if (!path_ok(paths[i], holder_count))
			return out;
		add_path(&tosses, paths[i], view);
	}
	out.lack = tosses.count ? DBR_LACK_NONE : DBR_LACK_NO_DATA;
	if (tosses.count > 1)
		qsort(tosses.all, tosses.count, sizeof(*tosses.all),
		      compare_tosses);
	out.edge_count = merge_equal(tosses.all, tosses.count);
	fill_shares(tosses.all, out.edge_count);
	out.edges = tosses.all;
	return out;
}

size_t
dbr_toss_count(struct dbr_path path)
{
	size_t count = 0;

	for (size_t i = 0; i + 1 < path.n; i++)
		count += path.holders[i] != path.holders[i + 1];
	return count;
}
