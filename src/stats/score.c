/* SPDX-License-Identifier: GPL-3.0-or-later */
/* score.c -- see debrief/stats/score.h. */
#include <config.h>
#include "debrief/stats/score.h"

#include <math.h>
#include "debrief/stats/quantile.h"
#include "stats/interval.h"
#include "stats/sum.h"
#include "stats/tail.h"

/* From here on the mean of a bounded scale is near enough to normal. */
enum { MEAN_MIN_COUNT = 30 };

struct dbr_nps_counts
dbr_nps_group(const int64_t counts[11])
{
	struct dbr_nps_counts out = { .promoters = counts[9] + counts[10],
				      .passives = counts[7] + counts[8] };

	for (int value = 0; value <= 6; value++)
		out.detractors += counts[value];
	return out;
}

/* Score and standard error in points after adding extra to either side. */
static void
nps_moments(struct dbr_nps_counts counts, double extra, double *score,
	    double *se)
{
	double n = (double)(counts.promoters + counts.passives +
			    counts.detractors) + 4 * extra;
	double up = ((double)counts.promoters + extra) / n;
	double down = ((double)counts.detractors + extra) / n;

	*score = 100 * (up - down);
	*se = 100 * sqrt(fmax(0, up + down - (up - down) * (up - down)) / n);
}

static enum dbr_lack
nps_lack(struct dbr_nps_counts counts, double level)
{
	if (!count_ok(counts.promoters) || !count_ok(counts.passives) ||
	    !count_ok(counts.detractors) || !tail_level_ok(level))
		return DBR_LACK_BAD_INPUT;
	if (counts.promoters + counts.passives + counts.detractors == 0)
		return DBR_LACK_NO_DATA;
	return DBR_LACK_NONE;
}

struct dbr_nps
dbr_nps_estimate(struct dbr_nps_counts counts, double level)
{
	enum dbr_lack lack = nps_lack(counts, level);
	struct dbr_nps out = { .score = stat_lacking(lack, 0) };

	if (lack)
		return out;
	out.score.n = counts.promoters + counts.passives + counts.detractors;
	nps_moments(counts, 0, &out.score.value, &out.se);
	nps_moments(counts, 0.75, &out.centre, &out.centre_se);
	out.centre_half = tail_normal_from_upper(tail_error(level, true)) *
			  out.centre_se;
	out.score.interval = interval_make(
		fmax(-100, out.centre - out.centre_half),
		fmin(100, out.centre + out.centre_half), level,
		DBR_METHOD_ADJUSTED_WALD);
	return out;
}

struct dbr_score_difference
dbr_nps_compare(struct dbr_nps_counts a, struct dbr_nps_counts b, double level)
{
	struct dbr_nps left = dbr_nps_estimate(a, level);
	struct dbr_nps right = dbr_nps_estimate(b, level);
	enum dbr_lack lack = left.score.lack ? left.score.lack :
					       right.score.lack;
	struct dbr_score_difference out = { .test.p = 1, .test.lack = lack };
	double half;

	out.difference = stat_lacking(lack, left.score.n + right.score.n);
	if (lack)
		return out;
	out.difference.value = left.score.value - right.score.value;
	out.se = hypot(left.se, right.se);
	if (out.se == 0) {
		out.difference.interval = interval_lacking(DBR_LACK_NO_SPREAD);
		out.test.lack = DBR_LACK_NO_SPREAD;
		return out;
	}
	half = tail_normal_from_upper(tail_error(level, true)) * out.se;
	out.difference.interval = interval_make(
		out.difference.value - half, out.difference.value + half,
		level, DBR_METHOD_WALD);
	out.test.statistic = out.difference.value / out.se;
	out.test.p = 2 * tail_normal_upper(fabs(out.test.statistic));
	out.test.method = DBR_METHOD_NORMAL;
	return out;
}

int64_t
dbr_nps_sample_size(double margin, double variance, double level)
{
	double n, z;

	if (!(margin > 0) || !(variance > 0 && variance <= 1) ||
	    !tail_level_ok(level))
		return 0;
	z = tail_normal_from_upper(tail_error(level, true)) * 100 / margin;
	n = ceil(z * z * variance);
	return n < 1e18 ? (int64_t)n : 0;
}

/* Number of answers, -1 if a count cannot be. */
static int64_t
scale_total(struct dbr_scale_counts scale)
{
	int64_t total = 0;

	for (size_t i = 0; i < scale.points; i++) {
		if (!count_ok(scale.counts[i]) || !count_ok(total))
			return -1;
		total += scale.counts[i];
	}
	return total;
}

struct dbr_tally
dbr_score_share_from(struct dbr_scale_counts scale, size_t value)
{
	struct dbr_tally share = { .trials = scale_total(scale) };

	if (share.trials < 0)
		return (struct dbr_tally){ 0, -1 };
	for (size_t i = value > 0 ? value - 1 : 0; i < scale.points; i++)
		share.hits += scale.counts[i];
	return share;
}

struct dbr_tally
dbr_score_top_box(struct dbr_scale_counts scale)
{
	return dbr_score_share_from(scale,
				    scale.points > 1 ? scale.points - 1 : 1);
}

static enum dbr_lack
scale_lack(int64_t total, double level)
{
	if (total < 0 || !tail_level_ok(level))
		return DBR_LACK_BAD_INPUT;
	return total ? DBR_LACK_NONE : DBR_LACK_NO_DATA;
}

/* Sum over all answers of (value - around) to the given power, 1 or 2. */
static double
scale_moment(struct dbr_scale_counts scale, double around, int power)
{
	struct sum sum = { 0 };

	for (size_t i = 0; i < scale.points; i++) {
		double d = (double)i + 1 - around;

		sum_add(&sum, (double)scale.counts[i] *
				      (power == 2 ? d * d : d));
	}
	return sum_value(&sum);
}

struct dbr_stat
dbr_score_mean(struct dbr_scale_counts scale, double level)
{
	int64_t total = scale_total(scale);
	enum dbr_lack lack = scale_lack(total, level);
	struct dbr_stat out = stat_lacking(lack, total);
	double n = (double)total, se, half;

	if (lack)
		return out;
	out.value = scale_moment(scale, 0, 1) / n;
	out.interval = interval_lacking(DBR_LACK_TOO_FEW);
	if (total < MEAN_MIN_COUNT)
		return out;
	se = sqrt(scale_moment(scale, out.value, 2) / (n - 1) / n);
	out.interval = interval_lacking(DBR_LACK_NO_SPREAD);
	if (se == 0)
		return out;
	half = se * tail_student_from_upper(tail_error(level, true), n - 1);
	out.interval = interval_make(fmax(1, out.value - half),
				     fmin((double)scale.points,
					  out.value + half),
				     level, DBR_METHOD_STUDENT_T);
	return out;
}

/* Squared standard error of the mean. */
static double
mean_error(struct dbr_scale_counts scale, struct dbr_stat mean)
{
	double n = (double)mean.n;

	return scale_moment(scale, mean.value, 2) / (n - 1) / n;
}

static double
welch_df(double left, double left_n, double right, double right_n)
{
	return (left + right) * (left + right) /
	       (left * left / (left_n - 1) + right * right / (right_n - 1));
}

struct dbr_score_difference
dbr_score_compare_means(struct dbr_scale_counts a, struct dbr_scale_counts b,
			double level)
{
	struct dbr_stat left = dbr_score_mean(a, level);
	struct dbr_stat right = dbr_score_mean(b, level);
	enum dbr_lack lack = left.lack ? left.lack : right.lack;
	struct dbr_score_difference out = { .test.p = 1 };
	double left_error, right_error, df, half;

	if (!lack && (left.n < MEAN_MIN_COUNT || right.n < MEAN_MIN_COUNT))
		lack = DBR_LACK_TOO_FEW;
	out.test.lack = lack;
	out.difference = stat_lacking(lack, left.n + right.n);
	if (lack)
		return out;
	out.difference.value = left.value - right.value;
	left_error = mean_error(a, left);
	right_error = mean_error(b, right);
	out.se = sqrt(left_error + right_error);
	if (out.se == 0) {
		out.difference.interval = interval_lacking(DBR_LACK_NO_SPREAD);
		out.test.lack = DBR_LACK_NO_SPREAD;
		return out;
	}
	df = welch_df(left_error, (double)left.n, right_error,
		      (double)right.n);
	half = out.se * tail_student_from_upper(tail_error(level, true), df);
	out.difference.interval = interval_make(
		out.difference.value - half, out.difference.value + half,
		level, DBR_METHOD_STUDENT_T);
	out.test.statistic = out.difference.value / out.se;
	out.test.p = tail_student_two_sided(out.test.statistic, df);
	out.test.method = DBR_METHOD_STUDENT_T;
	return out;
}

/* The rank-th smallest answer, 1-based. */
static double
scale_at_rank(struct dbr_scale_counts scale, int64_t rank)
{
	size_t i = 0;

	for (; i + 1 < scale.points && rank > scale.counts[i]; i++)
		rank -= scale.counts[i];
	return (double)i + 1;
}

struct dbr_stat
dbr_score_median(struct dbr_scale_counts scale, double level)
{
	int64_t total = scale_total(scale);
	enum dbr_lack lack = scale_lack(total, level);
	struct dbr_stat out = stat_lacking(lack, total);
	struct dbr_ranks ranks;

	if (lack)
		return out;
	out.value = (scale_at_rank(scale, (total + 1) / 2) +
		     scale_at_rank(scale, total / 2 + 1)) / 2;
	ranks = dbr_quantile_ranks((size_t)total, 0.5, level, DBR_SIDE_BOTH);
	out.interval = interval_lacking(DBR_LACK_TOO_FEW);
	if (ranks.lack)
		return out;
	out.interval = interval_make(
		scale_at_rank(scale, (int64_t)ranks.lo),
		scale_at_rank(scale, (int64_t)ranks.hi), ranks.coverage,
		DBR_METHOD_ORDER_STATISTICS);
	return out;
}
