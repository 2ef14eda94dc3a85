/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rate.c -- see debrief/stats/rate.h. */
#include <config.h>
#include "debrief/stats/rate.h"

#include <math.h>
#include "debrief/stats/proportion.h"
#include "stats/interval.h"
#include "stats/sum.h"
#include "stats/tail.h"

static enum dbr_lack
count_lack(struct dbr_events count, double level)
{
	if (!count_ok(count.events) || !isfinite(count.exposure) ||
	    !tail_level_ok(level))
		return DBR_LACK_BAD_INPUT;
	return count.exposure > 0 ? DBR_LACK_NONE : DBR_LACK_NO_EXPOSURE;
}

static double
garwood_lower(int64_t events, double error)
{
	return events ? tail_gamma_from_lower(error, (double)events) : 0;
}

static double
garwood_upper(int64_t events, double error)
{
	return events ? tail_gamma_from_upper(error, (double)events + 1) :
			-log(error);
}

struct dbr_interval
dbr_rate_garwood(struct dbr_events count, double level, enum dbr_side side)
{
	enum dbr_lack lack = count_lack(count, level);
	double error = tail_error(level, side == DBR_SIDE_BOTH);
	double lo = 0;

	if (lack)
		return interval_lacking(lack);
	if (side != DBR_SIDE_UPPER)
		lo = garwood_lower(count.events, error) / count.exposure;
	if (side == DBR_SIDE_LOWER)
		return interval_from(lo, level, DBR_METHOD_GARWOOD);
	return interval_make(lo, garwood_upper(count.events, error) /
				     count.exposure,
			     level, DBR_METHOD_GARWOOD);
}

struct dbr_stat
dbr_rate_estimate(struct dbr_events count, double level)
{
	enum dbr_lack lack = count_lack(count, level);
	struct dbr_stat out = stat_lacking(lack, count.events);

	if (lack)
		return out;
	out.value = (double)count.events / count.exposure;
	out.interval = dbr_rate_garwood(count, level, DBR_SIDE_BOTH);
	return out;
}

/* Odds of the shares' limits, each from the side that keeps its digits. */
static struct dbr_interval
ratio_interval(struct dbr_events now, struct dbr_events baseline, double level)
{
	int64_t n = now.events + baseline.events;
	double per_exposure = baseline.exposure / now.exposure;
	struct dbr_interval mine, theirs;

	if (n == 0)
		return interval_from(0, level,
				     DBR_METHOD_CONDITIONAL_BINOMIAL);
	mine = dbr_proportion_exact((struct dbr_tally){ now.events, n },
				    level, DBR_SIDE_BOTH);
	theirs = dbr_proportion_exact(
		(struct dbr_tally){ baseline.events, n }, level,
		DBR_SIDE_BOTH);
	if (baseline.events == 0)
		return interval_from(mine.lo / theirs.hi * per_exposure, level,
				     DBR_METHOD_CONDITIONAL_BINOMIAL);
	return interval_make(mine.lo / theirs.hi * per_exposure,
			     mine.hi / theirs.lo * per_exposure, level,
			     DBR_METHOD_CONDITIONAL_BINOMIAL);
}

struct dbr_rate_ratio
dbr_rate_compare(struct dbr_events now, struct dbr_events baseline,
		 double level)
{
	enum dbr_lack lack = count_lack(now, level);
	struct dbr_rate_ratio out = { .p = 1 };
	double share;
	int64_t n;

	if (!lack)
		lack = count_lack(baseline, level);
	out.ratio = stat_lacking(lack, 0);
	if (lack)
		return out;
	n = now.events + baseline.events;
	out.ratio.n = n;
	share = now.exposure / (now.exposure + baseline.exposure);
	out.p = fmin(1, 2 * fmin(tail_binomial_le(now.events, n, share),
				 tail_binomial_ge(now.events, n, share)));
	out.ratio.interval = ratio_interval(now, baseline, level);
	if (baseline.events == 0)
		out.ratio.lack = DBR_LACK_NO_BASELINE;
	else
		out.ratio.value = ((double)now.events / now.exposure) /
				  ((double)baseline.events /
				   baseline.exposure);
	return out;
}

/* A future count and what is known about it. */
struct forecast {
	int64_t past;		/* baseline events */
	double share;		/* of all exposure that lies ahead */
	double error;		/* allowed in each tail */
};

static bool
too_small(int64_t events, const struct forecast *f)
{
	return tail_at_most(tail_binomial_le(events, f->past + events,
					     f->share), f->error);
}

static bool
too_large(int64_t events, const struct forecast *f)
{
	return tail_at_most(tail_binomial_ge(events, f->past + events,
					     f->share), f->error);
}

/* Both tests are monotone in the count. */
static int64_t
first_where(bool (*test)(int64_t, const struct forecast *), bool wanted,
	    const struct forecast *f)
{
	int64_t lo = -1, hi = 1;

	while (test(hi, f) != wanted && hi < INT64_MAX / 8) {
		lo = hi;
		hi *= 2;
	}
	while (hi - lo > 1) {
		int64_t mid = lo + (hi - lo) / 2;

		if (test(mid, f) == wanted)
			hi = mid;
		else
			lo = mid;
	}
	return hi;
}

struct dbr_stat
dbr_rate_predict(struct dbr_events baseline, double exposure, double level)
{
	enum dbr_lack lack = count_lack(baseline, level);
	struct dbr_stat out = stat_lacking(lack, baseline.events);
	struct forecast f = { .past = baseline.events };
	double hi = 0;

	if (!lack && !(exposure >= 0 && isfinite(exposure)))
		lack = DBR_LACK_BAD_INPUT;
	if (lack)
		return stat_lacking(lack, baseline.events);
	f.share = exposure / (exposure + baseline.exposure);
	f.error = tail_error(level, true);
	if (f.share > 0)
		hi = (double)(first_where(too_large, true, &f) - 1);
	out.value = (double)baseline.events / baseline.exposure * exposure;
	out.interval = interval_make(
		f.share > 0 ? (double)first_where(too_small, false, &f) : 0,
		hi, level, DBR_METHOD_POISSON_PREDICTION);
	return out;
}

/* Moments of the weighted sum. */
struct weighted {
	double total, variance, largest;
	int64_t events;
};

static bool
weigh(const struct dbr_weighted_count *counts, size_t n, struct weighted *out)
{
	struct sum total = { 0 }, variance = { 0 };

	*out = (struct weighted){ 0 };
	for (size_t i = 0; i < n; i++) {
		double w = counts[i].weight, x = (double)counts[i].events;

		if (!(w >= 0 && isfinite(w)) || !count_ok(counts[i].events) ||
		    !count_ok(out->events))
			return false;
		sum_add(&total, w * x);
		sum_add(&variance, w * w * x);
		out->largest = fmax(out->largest, w);
		out->events += counts[i].events;
	}
	out->total = sum_value(&total);
	out->variance = sum_value(&variance);
	return true;
}

struct dbr_stat
dbr_rate_weighted(const struct dbr_weighted_count *counts, size_t n,
		  double level, enum dbr_side side)
{
	double error = tail_error(level, side == DBR_SIDE_BOTH);
	struct weighted w;
	struct dbr_stat out;
	double lo = 0, y, v;

	if (!tail_level_ok(level) || !weigh(counts, n, &w))
		return stat_lacking(DBR_LACK_BAD_INPUT, 0);
	if (w.largest == 0)
		return stat_lacking(DBR_LACK_NO_DATA, w.events);
	out = stat_lacking(DBR_LACK_NONE, w.events);
	out.value = w.total;
	if (side != DBR_SIDE_UPPER && w.total > 0)
		lo = tail_gamma_from_lower(error, w.total * w.total /
						  w.variance) *
		     w.variance / w.total;
	if (side == DBR_SIDE_LOWER) {
		out.interval = interval_from(lo, level, DBR_METHOD_FAY_FEUER);
		return out;
	}
	y = w.total + w.largest;
	v = w.variance + w.largest * w.largest;
	out.interval = interval_make(
		lo, tail_gamma_from_upper(error, y * y / v) * v / y, level,
		DBR_METHOD_FAY_FEUER);
	return out;
}
