/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kind_score.c -- answers on one scale, as a histogram.
 *
 * nps 0..10: adjusted Wald; csat 1..5: top two, Wilson; ces 1..7: mean and
 * share of 5 and more.  Of fewer than 30 a mean has no interval: the median
 * and the histogram stand for it.  Answers of several customers rest on the
 * effective n, because those of one are of one mind.  Fewer than five
 * answers are kept back, or somebody could be recognised.  Where it is known
 * how many were invited, what the silent could make of it stands beside, and
 * the share of one customer allows for how many it has (METRICS 3).
 */
#include <config.h>
#include "metric/kind.h"

#include <math.h>
#include <string.h>
#include "debrief/stats/proportion.h"
#include "debrief/stats/score.h"

enum { SHOW_MIN_N = 5, LEAN_ON_N = 30, CES_AGREES = 5, CES_MAX = 7 };
enum { FINITE_MIN = 10, MARGIN = 10 };	/* 1 in 10 asked; NPS points */

#define INVITED_MAX (INT64_C(1) << 53)

struct scale {
	const char *name;
	int min, max;
};
static const struct scale scales[] = {
	{ "nps", 0, 10 }, { "csat", 1, 5 }, { "ces", 1, 7 },
};

static const struct scale *
scale_of(const struct dbr_metric *metric)
{
	const struct scale *scale = scales;

	while (strcmp(scale->name, metric->scale) != 0)
		scale++;
	return scale;
}

static int64_t
weight(const struct fact_row *row)
{
	int64_t answers;

	return kind_count(row->second, &answers) ? answers : 1;
}

/* What of an answer is compared: promoter, passive, detractor; satisfied or
 * not; the answer itself. */
static double
points_of(const struct scale *scale, int64_t score)
{
	if (scale->max == SCORE_MAX)
		return score >= 9 ? 1 : score >= 7 ? 0 : -1;
	if (scale->max == 5)
		return score >= 4;
	return (double)score;
}

/* Of csat the answer itself, of ces whether it agrees: what the second
 * number is made of. */
static double
second_points_of(const struct scale *scale, int64_t score)
{
	return scale->max == CES_MAX ? score >= CES_AGREES : (double)score;
}

static const char *
add(struct gather *gather, const struct fact_row *row)
{
	const struct scale *scale = scale_of(row->metric);
	struct dbr_slice_cluster *cluster;
	int64_t score, answers, invited;
	double points, second;

	if (!kind_count(row->second, &answers))
		return "answers is not a count";
	if (row->extra && !dbr_cell_is_null(row->extra)) {
		if (answers || !kind_count(row->extra, &invited) ||
		    invited > INVITED_MAX - gather->invited_count)
			return "invited is not a count on a row without answers";
		gather->invited_count += invited;
		return NULL;
	}
	if (!kind_count(row->first, &score) || score < scale->min ||
	    score > scale->max)
		return "score is not on the metric's scale";
	gather->histogram[score] += answers;
	gather->used_count += answers;
	points = points_of(scale, score);
	cluster = kind_cluster(gather, row, (double)answers,
			       points * (double)answers,
			       points * points * (double)answers);
	if (!cluster)
		return NULL;
	second = second_points_of(scale, score);
	cluster->second_sum += second * (double)answers;
	cluster->second_square += second * second * (double)answers;
	return NULL;
}

/* An interval of independent answers, for those that hang together. */
static void
widen(struct dbr_number *number, const struct dbr_cluster_effect *effect,
      double min, double max)
{
	double value = number->value;

	if (effect->lack != DBR_LACK_NONE || !number->has_lo ||
	    !number->has_hi)
		return;
	number->lo = fmax(min, value -
				       (value - number->lo) * effect->widening);
	number->hi = fmin(max, value +
				       (number->hi - value) * effect->widening);
}

/* Are these the answers of one customer, and of many of those it asked?  Of
 * a customer by name nothing but the silent is left to chance. */
static bool
is_finite(const struct finish *finish, const struct gather *gather)
{
	return finish->is_fixed && gather->invited_count &&
	       gather->used_count <= gather->invited_count &&
	       gather->used_count * FINITE_MIN > gather->invited_count;
}

static void
add_share(struct finish *finish, const struct gather *gather,
	  const char *name, struct dbr_tally share,
	  const struct dbr_cluster_effect *effect)
{
	struct dbr_stat stat = dbr_proportion_estimate(share, finish->level);

	if (stat.lack == DBR_LACK_NONE && is_finite(finish, gather))
		stat.interval = dbr_proportion_wilson_finite(
			share, gather->invited_count, finish->level);
	if (effect->lack != DBR_LACK_NONE || stat.lack != DBR_LACK_NONE) {
		kind_number(finish, name, DBR_UNIT_SHARE, &stat);
		return;
	}
	stat.interval = dbr_proportion_wilson_weighted(
		stat.value, (double)stat.n / pow(effect->widening, 2),
		finish->level);
	kind_number(finish, name, DBR_UNIT_SHARE, &stat)->method =
		"Wilson, by customer";
}

static void
add_mean(struct finish *finish, struct dbr_scale_counts counts,
	 const struct dbr_cluster_effect *effect)
{
	struct dbr_stat mean = dbr_score_mean(counts, finish->level);
	struct dbr_number *number = kind_number(finish, "mean",
						DBR_UNIT_SCORE, &mean);

	if (mean.interval.lack == DBR_LACK_TOO_FEW)
		number->why_no_interval = "fewer than 30 answers";
	widen(number, effect, 1, (double)counts.points);
	if (effect->lack == DBR_LACK_NONE && number->has_lo)
		number->method = "Student's t, by customer";
}

static void
add_median(struct finish *finish, struct dbr_scale_counts counts)
{
	struct dbr_stat median = dbr_score_median(counts, finish->level);

	kind_number(finish, "median", DBR_UNIT_SCORE, &median);
}

/* What it would be, had the silent all answered one way, or all the other. */
static void
add_bounds(struct finish *finish, const struct gather *gather,
	   enum dbr_unit unit, struct dbr_stat bounds)
{
	struct dbr_number *number;

	if (gather->invited_count <= gather->used_count ||
	    bounds.interval.lack != DBR_LACK_NONE)
		return;
	number = kind_number(finish, "if the silent had answered", unit,
			     &bounds);
	number->level = 1;
	number->n = gather->invited_count;
}

static void
add_nps_bounds(struct finish *finish, const struct gather *gather,
	       struct dbr_nps_counts counts)
{
	const int64_t n = gather->used_count, asked = gather->invited_count;
	struct dbr_interval for_it = dbr_proportion_worst_case(
		(struct dbr_tally){ counts.promoters, n }, asked);
	struct dbr_interval against = dbr_proportion_worst_case(
		(struct dbr_tally){ counts.detractors, n }, asked);
	struct dbr_stat bounds = { .n = asked, .interval = for_it };

	if (for_it.lack == DBR_LACK_NONE && n) {
		bounds.value = 100 * (double)(counts.promoters -
					      counts.detractors) / (double)n;
		bounds.interval.lo = 100 * (for_it.lo - against.hi);
		bounds.interval.hi = 100 * (for_it.hi - against.lo);
	}
	add_bounds(finish, gather, DBR_UNIT_POINTS, bounds);
}

static void
add_share_bounds(struct finish *finish, const struct gather *gather,
		 struct dbr_tally share)
{
	struct dbr_stat bounds = dbr_proportion_estimate(share, finish->level);

	bounds.interval = dbr_proportion_worst_case(share,
						    gather->invited_count);
	add_bounds(finish, gather, DBR_UNIT_SHARE, bounds);
}

/* As many answers of this spread as it takes, of customers that differ as
 * these do; how few customers there are is no property of an answer. */
static void
add_needed(struct finish *finish, const struct dbr_nps *nps, int64_t n,
	   const struct dbr_cluster_effect *effect)
{
	double widening = effect->lack == DBR_LACK_NONE ?
				  sqrt(fmax(1, effect->design_effect)) : 1;
	double variance = pow(nps->centre_se / 100, 2) * (double)(n + 3);
	int64_t needed = dbr_nps_sample_size(MARGIN / widening,
					     fmin(1, variance), finish->level);
	struct dbr_number *number;

	if (!n || !needed)
		return;
	number = kind_plain(finish, "answers needed for \xC2\xB1" "10 points",
			    DBR_UNIT_COUNT, (double)needed, n);
	number->method = "as spread as these";
	number->why_no_interval = "to plan the next survey";
}

static void
add_nps(struct finish *finish, const struct gather *gather)
{
	const struct dbr_cluster_effect effect = kind_effect(gather, finish,
							     false);
	struct dbr_nps_counts counts = dbr_nps_group(gather->histogram);
	struct dbr_nps nps = dbr_nps_estimate(counts, finish->level);
	struct dbr_number *number = kind_number(finish, "NPS",
						DBR_UNIT_POINTS, &nps.score);
	const struct {
		const char *name;
		int64_t count;
	} groups[] = {
		{ "promoters", counts.promoters },
		{ "passives", counts.passives },
		{ "detractors", counts.detractors },
	};

	if (effect.lack == DBR_LACK_NONE && number->has_lo) {
		double half = effect.widening * nps.centre_half;

		number->lo = fmax(-100, nps.centre - half);
		number->hi = fmin(100, nps.centre + half);
		number->method = "adjusted Wald, by customer";
	}
	for (size_t i = 0; i < 3; i++)
		kind_plain(finish, groups[i].name, DBR_UNIT_COUNT,
			   (double)groups[i].count,
			   gather->used_count)->is_census = true;
	kind_note_effect(finish, &effect);
	add_nps_bounds(finish, gather, counts);
	add_needed(finish, &nps, gather->used_count, &effect);
}

static void
add_csat(struct finish *finish, const struct gather *gather,
	 struct dbr_scale_counts counts)
{
	const struct dbr_cluster_effect of_share =
		kind_effect(gather, finish, false);
	const struct dbr_cluster_effect of_mean =
		kind_effect(gather, finish, true);

	add_share(finish, gather, "satisfied", dbr_score_top_box(counts),
		  &of_share);
	add_mean(finish, counts, &of_mean);
	add_median(finish, counts);
	kind_note_effect(finish, &of_share);
	add_share_bounds(finish, gather, dbr_score_top_box(counts));
}

static void
add_ces(struct finish *finish, const struct gather *gather,
	struct dbr_scale_counts counts)
{
	const struct dbr_cluster_effect of_mean =
		kind_effect(gather, finish, false);
	const struct dbr_cluster_effect of_share =
		kind_effect(gather, finish, true);

	add_mean(finish, counts, &of_mean);
	add_share(finish, gather, "agree",
		  dbr_score_share_from(counts, CES_AGREES), &of_share);
	add_median(finish, counts);
	kind_note_effect(finish, &of_mean);
	add_share_bounds(finish, gather,
			 dbr_score_share_from(counts, CES_AGREES));
}

static void
keep_back(struct finish *finish, int64_t n)
{
	for (size_t i = 0; i < finish->count; i++) {
		struct dbr_number *number = &finish->numbers[i];

		number->has_value = false;
		number->is_census = false;
		number->value = 0;
		number->why_empty = n ? "fewer than 5 answers: kept back" :
					"no answers";
		kind_drop_interval(number, number->why_empty);
	}
}

static void
finish_slice(struct dbr_slice *out, struct gather *gather,
	     struct finish *finish)
{
	const struct scale *scale = scale_of(finish->metric);
	const struct dbr_scale_counts counts = {
		gather->histogram + scale->min,
		(size_t)(scale->max - scale->min + 1),
	};

	if (scale->max == SCORE_MAX)
		add_nps(finish, gather);
	else if (scale == &scales[1])
		add_csat(finish, gather, counts);
	else
		add_ces(finish, gather, counts);
	for (size_t i = 0; i < finish->count; i++)
		finish->numbers[i].is_low_n = gather->used_count < LEAN_ON_N;
	if (gather->used_count < SHOW_MIN_N) {
		keep_back(finish, gather->used_count);
		return;
	}
	out->scale_min = scale->min;
	out->histogram_count = counts.points;
	out->histogram = counts.counts;
}

const struct metric_kind metric_kind_score = {
	"score", { "score", "answers" }, "invited", weight, add, finish_slice,
	compare_scores,
};
