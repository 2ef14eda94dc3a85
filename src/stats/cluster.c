/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cluster.c -- see debrief/stats/cluster.h. */
#include <config.h>
#include "debrief/stats/cluster.h"

#include <math.h>
#include "stats/tail.h"

/* Two can vary in one way only, and Student's t of one has no mean. */
#define FREEDOM_MIN 2

static struct dbr_cluster_part
side_total(const struct dbr_cluster_plan *plan, int side)
{
	struct dbr_cluster_part total = { 0, 0 };

	for (size_t i = 0; i < plan->count; i++) {
		total.weight += plan->clusters[i].sides[side].weight;
		total.sum += plan->clusters[i].sides[side].sum;
	}
	return total;
}

/* What a cluster has beyond its share of the side it is on. */
static double
excess(struct dbr_cluster_part part, struct dbr_cluster_part side)
{
	return part.sum - part.weight * side.sum / side.weight;
}

static void
count_clusters(struct dbr_cluster_effect *out,
	       const struct dbr_cluster_plan *plan)
{
	size_t shared = 0;

	for (size_t i = 0; i < plan->count; i++) {
		const struct dbr_cluster_part *sides = plan->clusters[i].sides;

		out->counts[0] += sides[0].weight > 0;
		out->counts[1] += sides[1].weight > 0;
		shared += sides[0].weight > 0 && sides[1].weight > 0;
	}
	out->is_crossed = 2 * shared > plan->count;
	out->freedom = out->is_crossed ? (double)plan->count - 1 :
		       (double)(out->counts[0] + out->counts[1]) - 2;
}

/* Variance between clusters over what independent facts would give. */
static double
design_effect(const struct dbr_cluster_plan *plan,
	      const struct dbr_cluster_effect *effect)
{
	const struct dbr_cluster_part all[2] = { side_total(plan, 0),
						 side_total(plan, 1) };
	double count = effect->freedom + (effect->is_crossed ? 1 : 2);
	double between = 0, within = 0;

	for (size_t i = 0; i < plan->count; i++) {
		const struct dbr_cluster_part *sides = plan->clusters[i].sides;
		double own[2] = { excess(sides[0], all[0]),
				  excess(sides[1], all[1]) };

		if (effect->is_crossed)
			between += pow(own[0] / all[0].weight -
				       own[1] / all[1].weight, 2);
		else
			between += own[0] * own[0] + own[1] * own[1];
	}
	for (int side = 0; side < 2; side++)
		within += plan->spread[side] /
			  (effect->is_crossed ? pow(all[side].weight, 2) : 1);
	if (!(within > 0))
		return 1;
	return fmax(1, between * count / effect->freedom / within);
}

static const struct dbr_cluster_effect no_effect = {
	.lack = DBR_LACK_TOO_FEW, .design_effect = 1, .widening = 1,
};

/* Of an interval made with z, for the spread and the freedom there is. */
static struct dbr_cluster_effect
with_widening(struct dbr_cluster_effect out, double level)
{
	double error = tail_error(level, true);

	out.lack = DBR_LACK_NONE;
	out.widening = sqrt(out.design_effect) *
		       tail_student_from_upper(error, out.freedom) /
		       tail_normal_from_upper(error);
	return out;
}

struct dbr_cluster_effect
dbr_cluster_effect(const struct dbr_cluster_plan *plan)
{
	struct dbr_cluster_effect out = no_effect;

	count_clusters(&out, plan);
	if (!out.counts[0] || !out.counts[1] || out.freedom < FREEDOM_MIN)
		return out;
	out.design_effect = design_effect(plan, &out);
	return with_widening(out, plan->level);
}

struct dbr_cluster_effect
dbr_cluster_sample(const struct dbr_cluster_plan *plan)
{
	const struct dbr_cluster_part loose = plan->loose;
	struct dbr_cluster_part all = side_total(plan, 0);
	struct dbr_cluster_effect out = no_effect;
	double between = 0, alone, mean;

	all.weight += loose.weight;
	all.sum += loose.sum;
	for (size_t i = 0; i < plan->count; i++) {
		double own = excess(plan->clusters[i].sides[0], all);

		out.counts[0] += plan->clusters[i].sides[0].weight > 0;
		between += own * own;
	}
	if (out.counts[0] < 2)
		return out;
	out.freedom = (double)out.counts[0] - 1;
	mean = all.sum / all.weight;
	alone = plan->loose_square - 2 * mean * loose.sum +
		mean * mean * loose.weight;
	between *= (double)out.counts[0] / out.freedom;
	if (plan->spread[0] > 0)
		out.design_effect = fmax(1, (between + alone) /
						    plan->spread[0]);
	return with_widening(out, plan->level);
}

struct dbr_cluster_effect
dbr_cluster_dispersed(double phi, size_t count, double level)
{
	struct dbr_cluster_effect out = no_effect;

	if (count < 2)
		return out;
	out.freedom = (double)count - 1;
	out.design_effect = fmax(1, phi);
	return with_widening(out, level);
}

double
dbr_cluster_p(const struct dbr_cluster_effect *effect, double p)
{
	double z;

	if (p >= 1)
		return 1;
	/* Below this the normal tail has no inverse; t's is far longer. */
	z = tail_normal_from_upper(fmax(p, 1e-300) / 2);
	return tail_student_two_sided(z / sqrt(effect->design_effect),
				      effect->freedom);
}
