/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/escalation.h -- should an escalation delay change?
 *
 * From the p90 of acknowledgement times, estimated with Kaplan-Meier because
 * pages handed on unacknowledged are censored at the present delay.  Pure:
 * the same evidence gives the same decision.  All times in minutes.
 */
#ifndef DEBRIEF_STATS_ESCALATION_H
#define DEBRIEF_STATS_ESCALATION_H

#include "debrief/stats/interval.h"

struct dbr_delay_bounds {
	double least, most;	/* by severity, from configuration */
	double sla;		/* time allowed to acknowledge; 0: none */
};

struct dbr_delay_evidence {
	struct dbr_stat p90;	/* n: acknowledged, not the open ones */
	double now;		/* present delay, > 0 */
	int last_direction;	/* of the window before: -1, 0, 1 */
	bool changed_this_quarter;
};

enum dbr_delay_reason {
	DBR_DELAY_CHANGE,		/* the only one that proposes */
	DBR_DELAY_TOO_FEW,		/* n < 36: an end does not exist */
	DBR_DELAY_NOT_IDENTIFIED,	/* p90 lies beyond the delay: look at
					 * staffing, or raise up to hi */
	DBR_DELAY_COVERED,		/* the interval holds the delay */
	DBR_DELAY_DEAD_BAND,		/* the change would be too small */
	DBR_DELAY_NEW_DIRECTION,	/* wait for a second window */
	DBR_DELAY_RECENT,		/* one change a quarter */
	DBR_DELAY_BAD_INPUT,
};

struct dbr_delay_decision {
	enum dbr_delay_reason reason;
	double minutes;		/* to propose; the present delay on a hold */
	double lo, hi;		/* what one step may reach */
	int direction;		/* of the evidence: -1, 0, 1; keep it */
};

struct dbr_delay_decision
dbr_delay_decide(const struct dbr_delay_evidence *evidence,
		 const struct dbr_delay_bounds *bounds);
const char *dbr_delay_reason_name(enum dbr_delay_reason reason);

#endif
