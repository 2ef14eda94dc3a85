/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/compare.h -- two results of one metric, held against each other.
 *
 * The kind of the metric picks the test: exact conditional ratio for a rate,
 * Newcombe's difference for a proportion, ... ; better or worse is said only
 * when p is below the bound, in the direction the metric calls better.
 */
#ifndef REPORTS_COMPARE_H
#define REPORTS_COMPARE_H

#include "reports/value.h"

enum reading {
	READING_TOO_FEW, READING_SAME, READING_BETTER, READING_WORSE,
};

struct comparison {
	const struct dbr_metric *metric;
	const struct dbr_slice *now, *before;
	bool has_p;
	double p;
	double sign;		/* of now minus before */
	struct dbr_number difference;	/* ratio, for a rate */
	/* A rate: what the rate before leads to expect over the exposure of
	 * now, and what came. */
	struct dbr_number expected, observed, excess;
	enum reading reading;
};

/* p below bound makes it better or worse. */
enum reading comparison_reading(const struct comparison *comparison,
				double p, double bound);
void comparison_make(struct comparison *out, const struct dbr_metric *metric,
		     const struct dbr_slice *now,
		     const struct dbr_slice *before, struct dbr_arena *arena);
/* "worse", "no different", ... */
const char *reading_text(enum reading reading);

/* @compare NAME NOW BEFORE, both metric sources. */
enum dbr_status comparison_declare(struct making *m, struct source *source,
				   const struct template_block *block)
	DBR_MUST_CHECK;
bool comparison_field(struct value *out, struct making *m,
		      const struct comparison *comparison, const char *field);
/* "p = 0.043", "p < 0.001"; name is p or q. */
const char *comparison_p_text(struct dbr_arena *arena, const char *name,
			      double p);
const char *const *comparison_fields(size_t *count);

#endif
