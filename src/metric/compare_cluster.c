/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * compare_cluster.c -- make a comparison know that facts of one migration
 * hang together; see debrief/stats/cluster.h.
 *
 * A kind compares as if every fact were on its own.  Here its p-value, its
 * interval and what it would have found are widened by the design effect.
 */
#include <config.h>
#include "metric/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/stats/cluster.h"
#include "debrief/stats/survival.h"
#include "metric/kind.h"

/* One side, cluster by cluster, and what varies within it. */
struct side {
	const struct dbr_slice_cluster *clusters;
	size_t count;
	double spread;
};

/* A duration on its way to a score. */
struct scored {
	double value, score;
	int outcome, side;
	const char *cluster;
};

static int
compare_scored(const void *a, const void *b)
{
	const struct scored *x = a, *y = b;

	return (x->value > y->value) - (x->value < y->value);
}

static size_t
tie_end(const struct scored *facts, size_t at, size_t n)
{
	size_t end = at + 1;

	while (end < n && facts[end].value == facts[at].value)
		end++;
	return end;
}

/* Midranks less their mean: the scores of Mann and Whitney. */
static void
score_ranks(struct scored *facts, size_t n)
{
	for (size_t i = 0, end; i < n; i = end) {
		end = tie_end(facts, i, n);
		for (size_t j = i; j < end; j++)
			facts[j].score = ((double)(i + end) - (double)n) / 2;
	}
}

/* Done or not, less what was expected by then: those of the log-rank test.
 * The sign is turned, so that more is longer. */
static void
score_hazard(struct scored *facts, size_t n)
{
	double hazard = 0;

	for (size_t i = 0, end; i < n; i = end) {
		size_t done = 0;

		end = tie_end(facts, i, n);
		for (size_t j = i; j < end; j++)
			done += facts[j].outcome == DBR_OUTCOME_DONE;
		hazard += (double)done / (double)(n - i);
		for (size_t j = i; j < end; j++)
			facts[j].score = hazard - (facts[j].outcome ==
						   DBR_OUTCOME_DONE);
	}
}

static size_t
take_values(struct scored *facts, const struct dbr_slice *slice, int side)
{
	for (size_t i = 0; i < slice->value_count; i++)
		facts[i] = (struct scored){
			.value = slice->values[i], .side = side,
			.outcome = slice->outcomes ? slice->outcomes[i] :
						     DBR_OUTCOME_DONE,
			.cluster = slice->value_clusters ?
					   slice->value_clusters[i] : NULL,
		};
	return slice->value_count;
}

static int
compare_places(const void *a, const void *b)
{
	const struct scored *x = a, *y = b;

	if (x->side != y->side)
		return x->side - y->side;
	return strcmp(x->cluster, y->cluster);
}

/* The scored facts of one side, summed up by cluster. */
static void
sum_side(struct side *out, const struct scored *facts, size_t n,
	 struct dbr_arena *arena)
{
	struct dbr_slice_cluster *clusters =
		dbr_arena_array(arena, n, sizeof(*clusters));
	double sum = 0, square = 0;

	out->clusters = clusters;
	for (size_t i = 0; i < n; i++) {
		double score = facts[i].score;

		if (!out->count || strcmp(clusters[out->count - 1].name,
					  facts[i].cluster) != 0)
			clusters[out->count++].name = facts[i].cluster;
		clusters[out->count - 1].weight++;
		clusters[out->count - 1].sum += score;
		sum += score;
		square += score * score;
	}
	out->spread = square - sum * sum / (double)n;
}

/* False when a fact is of nobody knows which migration. */
static bool
duration_sides(struct side out[2], const struct dbr_compare_pair *pair,
	       struct dbr_arena *arena)
{
	size_t first = pair->a->value_count;
	size_t n = first + pair->b->value_count;
	struct scored *facts = dbr_arena_array(arena, n, sizeof(*facts));
	bool is_done = !pair->a->open_count && !pair->a->ended_count &&
		       !pair->b->open_count && !pair->b->ended_count;

	take_values(facts, pair->a, 0);
	take_values(facts + first, pair->b, 1);
	for (size_t i = 0; i < n; i++)
		if (!facts[i].cluster)
			return false;
	qsort(facts, n, sizeof(*facts), compare_scored);
	if (is_done)
		score_ranks(facts, n);
	else
		score_hazard(facts, n);
	qsort(facts, n, sizeof(*facts), compare_places);
	sum_side(&out[0], facts, first, arena);
	sum_side(&out[1], facts + first, n - first, arena);
	return true;
}

/* The kinds that count have their sums; every fact must be in one. */
static bool
count_side(struct side *out, const struct dbr_slice *slice,
	   enum dbr_metric_kind kind)
{
	double whole = kind == DBR_KIND_PROPORTION ? slice->trials :
		       kind == DBR_KIND_RATE ? slice->exposure :
					       (double)slice->used_count;
	double weight = 0, sum = 0, square = 0;

	*out = (struct side){ slice->clusters, slice->cluster_count, 0 };
	for (size_t i = 0; i < out->count; i++) {
		weight += out->clusters[i].weight;
		sum += out->clusters[i].sum;
		square += out->clusters[i].square;
	}
	out->spread = kind == DBR_KIND_RATE ? sum :
					      square - sum * sum / weight;
	return weight > 0 && fabs(weight - whole) <= 1e-6 * whole;
}

/* Both sides as one list of clusters, by name. */
static size_t
merge(struct dbr_cluster *out, const struct side sides[2])
{
	size_t at[2] = { 0, 0 }, count = 0;

	while (at[0] < sides[0].count || at[1] < sides[1].count) {
		const struct dbr_slice_cluster *next[2];
		int order;

		for (int i = 0; i < 2; i++)
			next[i] = at[i] < sides[i].count ?
					  &sides[i].clusters[at[i]] : NULL;
		order = !next[0] ? 1 : !next[1] ? -1 :
			strcmp(next[0]->name, next[1]->name);
		for (int i = 0; i < 2; i++) {
			if ((i ? -order : order) > 0)
				continue;
			at[i]++;
			if (next[i]->weight > 0)
				out[count].sides[i] = (struct dbr_cluster_part){
					next[i]->weight, next[i]->sum
				};
		}
		count++;
	}
	return count;
}

static double
stretch(double bound, const struct dbr_comparison *c, double widening)
{
	double value = c->effect.value;

	if (!c->is_ratio)
		return value + (bound - value) * widening;
	if (value > 0 && bound > 0)
		return value * pow(bound / value, widening);
	return bound * widening;
}

/* What was made for independent facts, for facts that hang together. */
static void
widen(struct dbr_comparison *out, const struct dbr_cluster_effect *test,
      const char *cause, struct dbr_arena *arena)
{
	struct dbr_number *effect = &out->effect;
	bool is_points = effect->name && strcmp(effect->name,
						"percentage points") == 0;

	if (effect->has_lo)
		effect->lo = stretch(effect->lo, out, test->widening);
	if (effect->has_hi)
		effect->hi = stretch(effect->hi, out, test->widening);
	if (is_points) {
		effect->lo = fmax(effect->lo, -100);
		effect->hi = fmin(effect->hi, 100);
	}
	if (effect->has_lo || effect->has_hi)
		effect->method = dbr_arena_textf(
			arena, "%s, %s %.2g", effect->method, cause,
			test->design_effect);
	if (out->strength.name) {
		out->strength.has_lo = out->strength.has_hi = false;
		out->strength.why_no_interval = "of single facts";
	}
	if (!out->detectable.has_value)
		return;
	out->detectable.value =
		out->is_ratio ? pow(out->detectable.value, test->widening) :
				out->detectable.value * test->widening;
	if (is_points && out->detectable.value >= 100) {
		out->detectable.has_value = false;
		out->detectable.why_empty = "more than there can be";
	}
}

/* The spread between customers, when it is proven beyond Poisson's. */
static const struct dbr_number *
dispersion_of(const struct dbr_slice *slice)
{
	const char *proof = dbr_method_name(DBR_METHOD_CLUSTER_T);

	if (!slice || !slice->number_count ||
	    strcmp(slice->numbers[0].method, proof) != 0)
		return NULL;
	for (size_t i = 1; i < slice->number_count; i++)
		if (strcmp(slice->numbers[i].name, "dispersion") == 0)
			return &slice->numbers[i];
	return NULL;
}

void
compare_dispersed(struct dbr_comparison *out, struct dbr_arena *arena)
{
	const struct dbr_slice *slices[] = { out->pair.whole, out->pair.a,
					     out->pair.b };
	const struct dbr_number *phi = NULL;
	struct dbr_cluster_effect effect;

	for (size_t i = 0; i < 3 && !phi; i++)
		phi = dispersion_of(slices[i]);
	if (!out->has_p || out->cluster_counts[0] || !phi)
		return;
	effect = dbr_cluster_dispersed(phi->value, (size_t)phi->n,
				       out->pair.level);
	out->p = dbr_cluster_p(&effect, out->p);
	out->test = dbr_arena_textf(arena, "%s, dispersion %.2g", out->test,
				    phi->value);
	widen(out, &effect, "dispersion", arena);
}

/* One fact each: they do not hang together, and the kind's own test knows
 * more. */
static bool
is_each_alone(const struct side sides[2])
{
	for (int i = 0; i < 2; i++)
		for (size_t j = 0; j < sides[i].count; j++)
			if (sides[i].clusters[j].weight > 1)
				return false;
	return true;
}

void
compare_by_cluster(struct dbr_comparison *out, struct dbr_arena *arena)
{
	const struct dbr_compare_pair *pair = &out->pair;
	enum dbr_metric_kind kind = pair->metric->kind;
	struct side sides[2] = { { .count = 0 } };
	struct dbr_cluster_plan plan = { .level = pair->level };
	struct dbr_cluster *clusters;
	struct dbr_cluster_effect effect;

	if (!out->has_p)
		return;
	if (kind == DBR_KIND_DURATION ?
		    !duration_sides(sides, pair, arena) :
		    !count_side(&sides[0], pair->a, kind) ||
			    !count_side(&sides[1], pair->b, kind))
		return;
	if (!compare_is_grouped(sides[0].count, sides[1].count) ||
	    (kind != DBR_KIND_RATE && is_each_alone(sides)))
		return;
	clusters = dbr_arena_array(arena, sides[0].count + sides[1].count,
				   sizeof(*clusters));
	plan.clusters = clusters;
	plan.count = merge(clusters, sides);
	plan.spread[0] = sides[0].spread;
	plan.spread[1] = sides[1].spread;
	effect = dbr_cluster_effect(&plan);
	out->cluster_counts[0] = effect.counts[0];
	out->cluster_counts[1] = effect.counts[1];
	out->design_effect = effect.design_effect;
	if (effect.lack != DBR_LACK_NONE) {
		compare_untested(out, "too few migrations");
		return;
	}
	out->p = dbr_cluster_p(&effect, out->p);
	out->test = dbr_arena_textf(arena, "%s, by migration", out->test);
	widen(out, &effect, "design effect", arena);
}
