/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kind_cluster.c -- facts of one migration hang together; see kind.h. */
#include <config.h>
#include "metric/kind.h"

#include <stdlib.h>
#include <string.h>
#include "debrief/stats/cluster.h"

/* Facts of nobody knows whom; sorts before every name. */
static const char loose[] = "";

struct dbr_slice_cluster *
kind_cluster(struct gather *gather, const struct fact_row *row, double weight,
	     double sum, double square)
{
	const char *name = row->cluster ? row->cluster : loose;
	size_t lo = 0, hi = gather->cluster_count;
	struct dbr_slice_cluster *cluster;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (strcmp(gather->clusters[middle].name, name) < 0)
			lo = middle + 1;
		else
			hi = middle;
	}
	if (lo == gather->cluster_count ||
	    strcmp(gather->clusters[lo].name, name) != 0) {
		gather->clusters = dbr_arena_grow(row->arena, gather->clusters,
						  gather->cluster_count,
						  &gather->cluster_capacity,
						  sizeof(*gather->clusters));
		memmove(gather->clusters + lo + 1, gather->clusters + lo,
			(gather->cluster_count++ - lo) *
				sizeof(*gather->clusters));
		gather->clusters[lo] = (struct dbr_slice_cluster){
			.name = name, .customer = row->customer,
		};
	}
	cluster = &gather->clusters[lo];
	cluster->weight += weight;
	cluster->sum += sum;
	cluster->square += square;
	return cluster;
}

size_t
kind_loose_count(const struct gather *gather)
{
	return gather->cluster_count && !*gather->clusters[0].name ? 1 : 0;
}

/* One fact each hang together with nothing. */
static bool
is_each_alone(const struct gather *gather)
{
	for (size_t i = kind_loose_count(gather); i < gather->cluster_count;
	     i++)
		if (gather->clusters[i].weight > 1)
			return false;
	return true;
}

/* Two customers or more: migrations of one are of one mind, so it is the
 * customer who is drawn. */
static bool
has_customers(const struct gather *gather)
{
	const char *first = NULL;

	for (size_t i = 0; i < gather->cluster_count; i++) {
		const char *customer = gather->clusters[i].customer;

		if (customer && first && customer != first)
			return true;
		if (customer)
			first = customer;
	}
	return false;
}

static int
compare_owners(const void *a, const void *b)
{
	const struct dbr_slice_cluster *x = a, *y = b;

	return strcmp(x->customer, y->customer);
}

/* The clusters of a slice, each by whom it is drawn with. */
static struct dbr_slice_cluster *
owned_clusters(const struct gather *gather, struct dbr_arena *arena)
{
	size_t first = kind_loose_count(gather);
	size_t count = gather->cluster_count - first;
	struct dbr_slice_cluster *out = dbr_arena_array(arena, count,
							sizeof(*out));
	bool is_customer = has_customers(gather);

	for (size_t i = 0; i < count; i++) {
		out[i] = gather->clusters[first + i];
		if (!is_customer || !out[i].customer)
			out[i].customer = out[i].name;
	}
	if (count)
		qsort(out, count, sizeof(*out), compare_owners);
	return out;
}

static void
take_loose(struct dbr_cluster_plan *plan, const struct dbr_slice_cluster *in,
	   bool is_second)
{
	plan->loose.weight = in->weight;
	plan->loose.sum = is_second ? in->second_sum : in->sum;
	plan->loose_square = is_second ? in->second_square : in->square;
}

struct dbr_cluster_effect
kind_effect(const struct gather *gather, const struct finish *finish,
	    bool is_second)
{
	size_t first = kind_loose_count(gather), at = 0;
	size_t count = gather->cluster_count - first;
	const struct dbr_slice_cluster *in = owned_clusters(gather,
							    finish->arena);
	struct dbr_cluster *out = dbr_arena_array(finish->arena, count,
						  sizeof(*out));
	struct dbr_cluster_plan plan = { .clusters = out,
					 .level = finish->level };
	double weight = 0, sum = 0, square = 0;

	for (size_t i = 0; i < count; i++) {
		struct dbr_cluster_part *part;

		at += i && strcmp(in[i - 1].customer, in[i].customer) != 0;
		part = &out[at].sides[0];
		part->weight += in[i].weight;
		part->sum += is_second ? in[i].second_sum : in[i].sum;
		square += is_second ? in[i].second_square : in[i].square;
	}
	plan.count = count ? at + 1 : 0;
	for (size_t i = 0; i < plan.count; i++) {
		weight += out[i].sides[0].weight;
		sum += out[i].sides[0].sum;
	}
	if (first)
		take_loose(&plan, &gather->clusters[0], is_second);
	/* Facts that are mostly of nobody knows whom are taken as they are. */
	if (finish->is_fixed || is_each_alone(gather) || plan.loose.weight > weight)
		plan.count = 0;
	weight += plan.loose.weight;
	sum += plan.loose.sum;
	square += plan.loose_square;
	plan.spread[0] = weight > 0 ? square - sum * sum / weight : 0;
	return dbr_cluster_sample(&plan);
}

void
kind_note_effect(struct finish *finish,
		 const struct dbr_cluster_effect *effect)
{
	struct dbr_number *number;

	if (effect->lack != DBR_LACK_NONE)
		return;
	number = kind_plain(finish, "design effect", DBR_UNIT_SCORE,
			    effect->design_effect, (int64_t)effect->counts[0]);
	number->method = "between customers";
}
