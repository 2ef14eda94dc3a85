/* SPDX-License-Identifier: GPL-3.0-or-later */
/* escalation.c -- see debrief/stats/escalation.h. */
#include <config.h>
#include "debrief/stats/escalation.h"

#include <math.h>

/* From here on both ends of a p90's 95 % interval exist (.9^36 < .025). */
enum { COUNT_MIN = 36 };

static const double step_minutes = 5, dead_share = 0.2;

static double
round_up(double minutes)
{
	return step_minutes * ceil(minutes / step_minutes - 1e-9);
}

/* Caps come after rounding, and the configured bounds after the caps. */
static void
reach(struct dbr_delay_decision *out, double now,
      const struct dbr_delay_bounds *bounds)
{
	double most = bounds->most;

	if (bounds->sla > 0)
		most = fmin(most, bounds->sla / 2);
	out->lo = fmin(fmax(bounds->least, now / 2), most);
	out->hi = fmax(fmin(most, 2 * now), bounds->least);
	out->hi = fmin(out->hi, most);
}

static enum dbr_delay_reason
weigh(const struct dbr_delay_evidence *evidence,
      struct dbr_delay_decision *out)
{
	const struct dbr_stat *p90 = &evidence->p90;
	double now = evidence->now;

	if (p90->n < COUNT_MIN)
		return DBR_DELAY_TOO_FEW;
	if (p90->lack == DBR_LACK_NOT_REACHED)
		return DBR_DELAY_NOT_IDENTIFIED;
	if (p90->lack || p90->interval.lack)
		return DBR_DELAY_TOO_FEW;
	if (!(p90->interval.has_lo && now < p90->interval.lo) &&
	    !(p90->interval.has_hi && now > p90->interval.hi))
		return DBR_DELAY_COVERED;
	out->minutes = fmin(fmax(round_up(p90->value), out->lo), out->hi);
	if (fabs(out->minutes - now) < fmax(step_minutes, dead_share * now))
		return DBR_DELAY_DEAD_BAND;
	out->direction = out->minutes > now ? 1 : -1;
	if (evidence->changed_this_quarter)
		return DBR_DELAY_RECENT;
	if (evidence->last_direction != out->direction)
		return DBR_DELAY_NEW_DIRECTION;
	return DBR_DELAY_CHANGE;
}

struct dbr_delay_decision
dbr_delay_decide(const struct dbr_delay_evidence *evidence,
		 const struct dbr_delay_bounds *bounds)
{
	struct dbr_delay_decision out = { .reason = DBR_DELAY_BAD_INPUT,
					  .minutes = evidence->now };

	if (!(evidence->now > 0) || !isfinite(evidence->now) ||
	    !(bounds->least > 0) || !(bounds->most >= bounds->least))
		return out;
	reach(&out, evidence->now, bounds);
	out.reason = weigh(evidence, &out);
	if (out.reason != DBR_DELAY_CHANGE)
		out.minutes = evidence->now;
	return out;
}

const char *
dbr_delay_reason_name(enum dbr_delay_reason reason)
{
	switch (reason) {
	case DBR_DELAY_CHANGE:
		return "change";
	case DBR_DELAY_TOO_FEW:
		return "too few";
	case DBR_DELAY_NOT_IDENTIFIED:
		return "p90 not reached";
	case DBR_DELAY_COVERED:
		return "interval covers the delay";
	case DBR_DELAY_DEAD_BAND:
		return "change too small";
	case DBR_DELAY_NEW_DIRECTION:
		return "only one window";
	case DBR_DELAY_RECENT:
		return "changed this quarter";
	case DBR_DELAY_BAD_INPUT:
		break;
	}
	return "impossible input";
}
