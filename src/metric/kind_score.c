/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kind_score.c -- answers on one scale, as a histogram.
 *
 * nps 0..10: adjusted Wald; csat 1..5: top two, Wilson; ces 1..7: mean and
 * share of 5 and more.  Fewer than five answers are kept back, or somebody
 * could be recognised (METRICS 3).
 */
#include <config.h>
#include "metric/kind.h"

#include <string.h>
#include "debrief/stats/score.h"

enum { SHOW_MIN_N = 5, LEAN_ON_N = 30, CES_AGREES = 5 };

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

static const char *
add(struct gather *gather, const struct fact_row *row)
{
	const struct scale *scale = scale_of(row->metric);
	int64_t score, answers;
	double points;

	if (!kind_count(row->second, &answers))
		return "answers is not a count";
	if (!kind_count(row->first, &score) || score < scale->min ||
	    score > scale->max)
		return "score is not on the metric's scale";
	gather->histogram[score] += answers;
	gather->used_count += answers;
	points = points_of(scale, score);
	kind_cluster(gather, row, (double)answers, points * (double)answers,
		     points * points * (double)answers);
	return NULL;
}

static void
add_nps(struct finish *finish, const struct gather *gather)
{
	struct dbr_nps_counts counts = dbr_nps_group(gather->histogram);
	struct dbr_nps nps = dbr_nps_estimate(counts, finish->level);
	const struct {
		const char *name;
		int64_t count;
	} groups[] = {
		{ "promoters", counts.promoters },
		{ "passives", counts.passives },
		{ "detractors", counts.detractors },
	};

	kind_number(finish, "NPS", DBR_UNIT_POINTS, &nps.score);
	for (size_t i = 0; i < 3; i++)
		kind_plain(finish, groups[i].name, DBR_UNIT_COUNT,
			   (double)groups[i].count,
			   gather->used_count)->is_census = true;
}

static void
add_csat(struct finish *finish, struct dbr_scale_counts counts)
{
	struct dbr_stat share = dbr_proportion_estimate(
		dbr_score_top_box(counts), finish->level);
	struct dbr_stat mean = dbr_score_mean(counts, finish->level);

	kind_number(finish, "satisfied", DBR_UNIT_SHARE, &share);
	kind_number(finish, "mean", DBR_UNIT_SCORE, &mean);
}

static void
add_ces(struct finish *finish, struct dbr_scale_counts counts)
{
	struct dbr_stat mean = dbr_score_mean(counts, finish->level);
	struct dbr_stat share = dbr_proportion_estimate(
		dbr_score_share_from(counts, CES_AGREES), finish->level);
	struct dbr_stat median = dbr_score_median(counts, finish->level);

	kind_number(finish, "mean", DBR_UNIT_SCORE, &mean);
	kind_number(finish, "agree", DBR_UNIT_SHARE, &share);
	kind_number(finish, "median", DBR_UNIT_SCORE, &median);
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
		add_csat(finish, counts);
	else
		add_ces(finish, counts);
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
	"score", { "score", "answers" }, weight, add, finish_slice,
	compare_scores,
};
