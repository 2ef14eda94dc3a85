/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/promises.h -- what was promised, against what came out.
 *
 * A query gives rows of metric, comparison ("<=" or ">="), value (in the
 * metric's unit) and optionally agreed_at; every metric is run with the
 * directive's filters.
 */
#ifndef REPORTS_PROMISES_H
#define REPORTS_PROMISES_H

#include "reports/making.h"

struct promise {
	const char *metric, *title;
	bool is_at_most;
	struct dbr_number target;	/* value in the result's unit */
	struct dbr_number result;
	enum dbr_verdict verdict;
	bool has_agreed;
	int64_t agreed_us;
	const char *problem;	/* why there is no result, or NULL */
};

enum dbr_status promises_declare(struct making *m, struct source *source,
				 const struct template_block *block)
	DBR_MUST_CHECK;
/* The promise about a metric, or NULL. */
const struct promise *promises_find(const struct source *source,
				    const char *metric);
/* How many ended in a verdict. */
size_t promises_count(const struct source *source, enum dbr_verdict verdict);
/* "<= 62 days" with the signs of REPORTS N6. */
void promise_target_text(struct dbr_buf *out, const struct promise *promise);
enum doc_tone verdict_tone(enum dbr_verdict verdict);
/* "● met": the mark and the word. */
void verdict_say(struct making *m, struct doc_text *text,
		 enum dbr_verdict verdict);

#endif
