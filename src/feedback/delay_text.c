/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/delay_text.h"

#include "feedback/canonical.h"
#include "feedback/phrase.h"

const char *
delay_text_guard(const struct delay_claim *claim)
{
	switch (claim->decision.reason) {
	case DBR_DELAY_TOO_FEW:
		return "too-few";
	case DBR_DELAY_NOT_IDENTIFIED:
		return "p90-unknown";
	case DBR_DELAY_COVERED:
		return "covered";
	case DBR_DELAY_DEAD_BAND:
		return "dead-band";
	case DBR_DELAY_NEW_DIRECTION:
		return "one-window";
	case DBR_DELAY_RECENT:
		return "this-quarter";
	default:
		return "bad-input";
	}
}

/* "90 % of pages answered within 13 min (11 to 15 min)" */
static void
add_p90(struct dbr_buf *out, const struct dbr_stat *p90)
{
	struct dbr_number number = phrase_minutes(p90);

	dbr_buf_add_text(out, "90 % of pages answered within ");
	phrase_add(out, &number);
}

static void
add_why(struct dbr_buf *out, const struct delay_claim *claim)
{
	const struct dbr_delay_decision *decision = &claim->decision;

	switch (decision->reason) {
	case DBR_DELAY_TOO_FEW:
		dbr_buf_addf(out, "%d of the 36 acknowledged pages it needs in"
			     " %.0f days", (int)claim->p90.n,
			     claim->window_days);
		break;
	case DBR_DELAY_NOT_IDENTIFIED:
		dbr_buf_addf(out, "more than 10 %% of %zu pages had no answer"
			     " when they were handed on after %g min: look at"
			     " staffing, the delay cannot tell",
			     claim->page_count, claim->minutes);
		break;
	case DBR_DELAY_COVERED:
		add_p90(out, &claim->p90);
		dbr_buf_addf(out, ": the interval holds the delay of %g min",
			     claim->minutes);
		break;
	case DBR_DELAY_DEAD_BAND:
		add_p90(out, &claim->p90);
		dbr_buf_addf(out, ": within %g to %g min that changes %g min"
			     " by less than 5 min or 20 %%", decision->lo,
			     decision->hi, claim->minutes);
		break;
	case DBR_DELAY_NEW_DIRECTION:
		add_p90(out, &claim->p90);
		dbr_buf_addf(out, ", but the %.0f days before do not point"
			     " the same way (%d acknowledged pages)",
			     claim->window_days, (int)claim->p90_before.n);
		break;
	case DBR_DELAY_RECENT:
		dbr_buf_addf(out, "%g min was set this quarter; one change a"
			     " quarter", claim->minutes);
		break;
	default:
		dbr_buf_addf(out, "delay %g min, bounds %g to %g min: not"
			     " possible", claim->minutes, claim->bounds.least,
			     claim->bounds.most);
	}
}

const char *
delay_text_refusal(const struct delay_claim *claim, struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;

	if (claim->decision.reason == DBR_DELAY_CHANGE)
		return NULL;
	add_why(&out, claim);
	return phrase_keep(&out, arena);
}

const char *
delay_text_minutes(double minutes, struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;

	dbr_double_text(&out, minutes);
	return phrase_keep(&out, arena);
}

const char *
delay_text_reason(const struct delay_claim *claim, struct dbr_arena *arena)
{
	struct dbr_number before = phrase_minutes(&claim->p90_before);
	struct dbr_buf out = DBR_BUF_INIT;

	dbr_buf_addf(&out, "severity %d of %s: ", claim->severity,
		     claim->pages[0].module);
	add_p90(&out, &claim->p90);
	dbr_buf_addf(&out, ", %d of %zu acknowledged in the last %.0f days; in"
		     " the %.0f days before ", (int)claim->p90.n,
		     claim->page_count, claim->window_days,
		     claim->window_days);
	phrase_add(&out, &before);
	dbr_buf_addf(&out, ", %d acknowledged. The next level is called after"
		     " %g min. Evidence, not a verdict.",
		     (int)claim->p90_before.n, claim->minutes);
	return phrase_keep(&out, arena);
}

const char *
delay_text_effect(const struct delay_claim *claim, struct dbr_arena *arena)
{
	double after = claim->decision.minutes;
	struct page_count old = pages_escalated(
		claim->pages, claim->page_count, claim->minutes);
	struct page_count new = pages_escalated(claim->pages,
						claim->page_count, after);
	struct dbr_buf out = DBR_BUF_INIT;

	dbr_buf_addf(&out, "after %g min ", claim->minutes);
	phrase_add_tally(&out, old.escalated, old.known);
	dbr_buf_addf(&out, " pages would have gone to the next level; after %g"
		     " min ", after);
	phrase_add_tally(&out, new.escalated, new.known);
	return phrase_keep(&out, arena);
}

const char *
delay_text_reversal(const struct delay_claim *claim, struct dbr_arena *arena)
{
	if (claim->decision.direction < 0)
		return dbr_arena_textf(arena, "revert when over two quarters"
				       " the lower end of the share of pages"
				       " escalated after %g min is above"
				       " 10 %%", claim->decision.minutes);
	return dbr_arena_textf(arena, "revert when over two quarters the upper"
			       " end of the time 90 %% are answered in is"
			       " below %g min", claim->minutes);
}

const char *
delay_text_json(const struct delay_claim *claim, struct dbr_arena *arena)
{
	const struct dbr_stat *p90 = &claim->p90;
	struct dbr_buf out = DBR_BUF_INIT;
	struct canonical_object json;

	canonical_open(&json, &out);
	canonical_add_double(&json, "bound_hi", claim->decision.hi);
	canonical_add_double(&json, "bound_lo", claim->decision.lo);
	if (p90->interval.has_hi)
		canonical_add_double(&json, "hi", 60 * p90->interval.hi);
	if (p90->interval.has_lo)
		canonical_add_double(&json, "lo", 60 * p90->interval.lo);
	canonical_add_text(&json, "method", dbr_method_name(p90->interval.method));
	canonical_add_i64(&json, "n", p90->n);
	canonical_add_i64(&json, "n_before", claim->p90_before.n);
	canonical_add_i64(&json, "pages", (int64_t)claim->page_count);
	canonical_add_text(&json, "unit", "seconds");
	canonical_add_double(&json, "value", 60 * p90->value);
	canonical_add_double(&json, "value_before", 60 * claim->p90_before.value);
	canonical_close(&json);
	return phrase_keep(&out, arena);
}
