/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pages.h -- how long pages waited for a first answer, per module and
 * severity, in two windows.
 */
#ifndef FEEDBACK_PAGES_H
#define FEEDBACK_PAGES_H

#include "debrief/stats/interval.h"
#include "feedback/rule.h"

struct page {
	int64_t module_id, ticket_id, opened_us;
	const char *module, *ticket;
	size_t module_rank;
	int severity, level;
	double minutes;		/* to the answer, or to where it was lost */
	bool is_acknowledged;
};

struct page_group {
	const struct page *pages;	/* in order of opening */
	size_t count, before_count;	/* the first ones: window before */
};

struct pages {
	const struct page_group *groups;
	size_t group_count;
};

/* split_us parts the two windows: later pages are of the present one. */
enum dbr_status pages_collect(struct pages *out, const struct rule *rule,
			      struct dbr_store *store, int64_t as_of_us,
			      int64_t split_us, struct dbr_arena *arena,
			      struct dbr_error *err) DBR_MUST_CHECK;

/* The time by which a share of pages is answered; n: those that were. */
struct dbr_stat pages_quantile(const struct page *pages, size_t count,
			       double share, double level,
			       struct dbr_arena *arena);

struct page_count {
	int64_t escalated, known;	/* known: not lost before the delay */
};
/* How many would have gone to the next level after a delay. */
struct page_count pages_escalated(const struct page *pages, size_t count,
				  double delay_minutes);

#endif
