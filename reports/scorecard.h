/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/scorecard.h -- the quarter on one page.
 *
 * Every measure is run once per quarter.  This quarter is tested against all
 * earlier ones together, by the test of the metric's kind; the p-values of
 * the page are one family (Benjamini-Hochberg; q=, else DBR_COMPARE_Q).  The
 * normal range is the natural process limits of the earlier quarters, from
 * eight on.
 */
#ifndef REPORTS_SCORECARD_H
#define REPORTS_SCORECARD_H

#include "debrief/compare.h"
#include "reports/compare.h"

struct score {
	const struct dbr_metric *metric;
	const struct dbr_slice *quarters;	/* up to this one, by time */
	size_t quarter_count;
	const struct dbr_slice *now, *previous, *year_ago;	/* or NULL */
	struct dbr_comparison against;	/* now against all earlier */
	double q;		/* NAN: not tested */
	enum dbr_reading reading;
	bool has_range;
	double lo, hi, mean, range_hi;
};

enum dbr_status scorecard_declare(struct making *m, struct source *source,
				  const struct template_block *block)
	DBR_MUST_CHECK;
/* q= of a directive: the share of false alarms its page may hold. */
enum dbr_status scorecard_bound(double *out, struct making *m,
				const struct template_block *block)
	DBR_MUST_CHECK;
bool scorecard_field(struct value *out, const struct source *source,
		     const char *field);
const char *const *scorecard_fields(size_t *count);
/* @signals NAME: a sentence for every measure that differs. */
enum dbr_status signals_render(struct making *m,
			       const struct template_block *block)
	DBR_MUST_CHECK;

#endif
