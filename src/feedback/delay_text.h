/* SPDX-License-Identifier: GPL-3.0-or-later */
/* delay_text.h -- an escalation delay under judgement, and its words. */
#ifndef FEEDBACK_DELAY_TEXT_H
#define FEEDBACK_DELAY_TEXT_H

#include "debrief/stats/escalation.h"
#include "feedback/pages.h"

struct delay_claim {
	const struct page *pages;	/* of the present window */
	size_t page_count;
	int severity, level;
	double window_days;
	const char *value_before;
	double minutes;			/* the same as a number */
	struct dbr_delay_bounds bounds;
	struct dbr_stat p90, p90_before;
	bool changed_this_quarter;
	struct dbr_delay_decision decision;
};

/* NULL when every guard holds; else why not, with the numbers. */
const char *delay_text_refusal(const struct delay_claim *claim,
			       struct dbr_arena *arena);
const char *delay_text_guard(const struct delay_claim *claim);
const char *delay_text_minutes(double minutes, struct dbr_arena *arena);
const char *delay_text_reason(const struct delay_claim *claim,
			      struct dbr_arena *arena);
const char *delay_text_effect(const struct delay_claim *claim,
			      struct dbr_arena *arena);
const char *delay_text_reversal(const struct delay_claim *claim,
				struct dbr_arena *arena);
const char *delay_text_json(const struct delay_claim *claim,
			    struct dbr_arena *arena);

#endif
