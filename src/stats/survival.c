/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survival.c -- see debrief/stats/survival.h. */
#include <config.h>
#include "debrief/stats/survival.h"

#include <math.h>
#include "stats/interval.h"
#include "stats/sum.h"
#include "stats/tail.h"

/* Curves that touch 1 - p up to rounding lie on it, as in R. */
static const double on_the_line = 1.5e-8;

static bool
lifetimes_ok(struct dbr_lifetimes in)
{
	for (size_t i = 0; i < in.n; i++) {
		if (!isfinite(in.times[i]) || in.times[i] < 0)
			return false;
		if (i > 0 && in.times[i] < in.times[i - 1])
			return false;
		if (in.outcomes[i] < DBR_OUTCOME_OPEN ||
		    in.outcomes[i] > DBR_OUTCOME_ENDED)
			return false;
	}
	return true;
}

/* Fill step from the ties that start at *at; moves *at behind them. */
static void
count_ties(struct dbr_survival_step *step, struct dbr_lifetimes in, size_t *at)
{
	step->time = in.times[*at];
	step->at_risk = (int64_t)(in.n - *at);
	for (; *at < in.n && in.times[*at] <= step->time; ++*at) {
		step->done += in.outcomes[*at] == DBR_OUTCOME_DONE;
		step->ended += in.outcomes[*at] == DBR_OUTCOME_ENDED;
		step->open += in.outcomes[*at] == DBR_OUTCOME_OPEN;
	}
}

struct dbr_survival
dbr_survival_fit(struct dbr_lifetimes in, struct dbr_arena *arena)
{
	struct dbr_survival_step *steps;
	struct dbr_survival out = { .n = (int64_t)in.n };
	struct sum greenwood = { 0 };
	double survival = 1;

	if (!lifetimes_ok(in))
		out.lack = DBR_LACK_BAD_INPUT;
	else if (in.n == 0)
		out.lack = DBR_LACK_NO_DATA;
	if (out.lack)
		return out;
	steps = dbr_arena_array(arena, in.n, sizeof(*steps));
	for (size_t at = 0; at < in.n;) {
		struct dbr_survival_step *step = &steps[out.step_count++];
		double n, d;

		count_ties(step, in, &at);
		n = (double)step->at_risk;
		d = (double)step->done;
		survival *= 1 - d / n;
		if (step->done < step->at_risk)
			sum_add(&greenwood, d / (n * (n - d)));
		else
			survival = 0;
		step->survival = survival;
		step->greenwood = sum_value(&greenwood);
		out.done_count += step->done;
	}
	out.steps = steps;
	return out;
}

double
dbr_survival_se(const struct dbr_survival_step *step)
{
	return step->survival * sqrt(step->greenwood);
}

static struct dbr_interval
log_log_band(const struct dbr_survival_step *step, double z, double level)
{
	double s = step->survival;
	double width = z * sqrt(step->greenwood) / fabs(log(s));

	return interval_make(pow(s, exp(width)), pow(s, exp(-width)), level,
			     DBR_METHOD_KM_LOG_LOG);
}

/* Nothing is known about the width before the first end or at 0. */
static struct dbr_interval
step_band(const struct dbr_survival_step *step, double level,
	  enum dbr_method method)
{
	double z = tail_normal_from_upper(tail_error(level, true));
	double s = step->survival, width = z * sqrt(step->greenwood);

	if (s >= 1)
		return interval_make(1, 1, level, method);
	if (s <= 0)
		return interval_lacking(DBR_LACK_NO_SPREAD);
	switch (method) {
	case DBR_METHOD_KM_PLAIN:
		return interval_make(fmax(0, s - s * width),
				     fmin(1, s + s * width), level, method);
	case DBR_METHOD_KM_LOG:
		return interval_make(s * exp(-width), fmin(1, s * exp(width)),
				     level, method);
	case DBR_METHOD_KM_LOG_LOG:
		return log_log_band(step, z, level);
	default:
		return interval_lacking(DBR_LACK_BAD_INPUT);
	}
}

/* The last step at or before time, or NULL. */
static const struct dbr_survival_step *
step_at(const struct dbr_survival *curve, double time)
{
	size_t lo = 0, hi = curve->step_count;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (curve->steps[mid].time <= time)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo ? &curve->steps[lo - 1] : NULL;
}

struct dbr_stat
dbr_survival_at(const struct dbr_survival *curve, double time, double level,
		enum dbr_method method)
{
	const struct dbr_survival_step start = { .survival = 1 };
	const struct dbr_survival_step *step;
	struct dbr_stat out = stat_lacking(curve->lack, curve->n);

	if (!curve->lack && (!tail_level_ok(level) || isnan(time)))
		return stat_lacking(DBR_LACK_BAD_INPUT, curve->n);
	if (curve->lack)
		return out;
	step = step_at(curve, time);
	if (!step)
		step = &start;
	out.value = step->survival;
	out.interval = step_band(step, level, method);
	return out;
}

enum band_end { BAND_CURVE, BAND_LO, BAND_HI };

/* One curve to cross: the estimate or an end of its band. */
struct crossing {
	const struct dbr_survival *curve;
	double level;
	enum dbr_method method;
	enum band_end end;
};

static bool
height_at(const struct crossing *c, size_t i, double *height)
{
	struct dbr_interval band;

	if (c->end == BAND_CURVE) {
		*height = c->curve->steps[i].survival;
		return true;
	}
	band = step_band(&c->curve->steps[i], c->level, c->method);
	*height = c->end == BAND_LO ? band.lo : band.hi;
	return !band.lack;
}

/* Where the curve comes down to height; false if it never does. */
static bool
cross(const struct crossing *c, double height, double *time)
{
	size_t count = c->curve->step_count, i = 0, next;
	double here = 1, there;

	while (i < count && (!height_at(c, i, &here) ||
			     here > height + on_the_line))
		i++;
	if (i == count)
		return false;
	*time = c->curve->steps[i].time;
	if (fabs(here - height) > on_the_line)
		return true;
	for (next = i + 1; next < count; next++)
		if (height_at(c, next, &there) &&
		    there < height - on_the_line)
			break;
	if (next == count)
		next = count - 1;
	*time = (*time + c->curve->steps[next].time) / 2;
	return true;
}

struct dbr_stat
dbr_survival_quantile(const struct dbr_survival *curve, double p, double level,
		      enum dbr_method method)
{
	struct crossing c = { curve, level, method, BAND_CURVE };
	struct dbr_stat out = stat_lacking(curve->lack, curve->n);
	struct dbr_interval *ends = &out.interval;

	if (!curve->lack && (!tail_level_ok(level) || !(p > 0 && p < 1)))
		return stat_lacking(DBR_LACK_BAD_INPUT, curve->n);
	if (curve->lack)
		return out;
	if (!cross(&c, 1 - p, &out.value))
		out.lack = DBR_LACK_NOT_REACHED;
	c.end = BAND_LO;
	ends->has_lo = cross(&c, 1 - p, &ends->lo);
	c.end = BAND_HI;
	ends->has_hi = cross(&c, 1 - p, &ends->hi);
	ends->lack = ends->has_lo || ends->has_hi ? DBR_LACK_NONE :
						    DBR_LACK_NOT_REACHED;
	ends->coverage = level;
	ends->method = DBR_METHOD_BROOKMEYER_CROWLEY;
	return out;
}

/* Area under the curve from each step's time to the horizon, last first. */
static double
mean_and_variance(const struct dbr_survival *curve, double horizon,
		  double *variance)
{
	struct sum area = { 0 }, spread = { 0 };
	double until = horizon;

	for (size_t i = curve->step_count; i-- > 0;) {
		const struct dbr_survival_step *step = &curve->steps[i];
		double n = (double)step->at_risk, d = (double)step->done;
		double right;

		if (step->time >= horizon)
			continue;
		sum_add(&area, step->survival * (until - step->time));
		until = step->time;
		right = sum_value(&area);
		if (d < n)
			sum_add(&spread, right * right * d / (n * (n - d)));
	}
	sum_add(&area, until);
	*variance = sum_value(&spread);
	return sum_value(&area);
}

struct dbr_stat
dbr_survival_mean(const struct dbr_survival *curve, double horizon,
		  double level)
{
	struct dbr_stat out = stat_lacking(curve->lack, curve->n);
	double variance, half;

	if (!curve->lack && (!tail_level_ok(level) || !(horizon > 0) ||
			     !isfinite(horizon)))
		return stat_lacking(DBR_LACK_BAD_INPUT, curve->n);
	if (curve->lack)
		return out;
	out.value = mean_and_variance(curve, horizon, &variance);
	if (variance <= 0) {
		out.interval = interval_lacking(DBR_LACK_NO_SPREAD);
		return out;
	}
	half = tail_normal_from_upper(tail_error(level, true)) *
	       sqrt(variance);
	out.interval = interval_make(fmax(0, out.value - half),
				     fmin(horizon, out.value + half), level,
				     DBR_METHOD_NORMAL);
	return out;
}
