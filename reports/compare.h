/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/compare.h -- two results of one metric, held against each other
 * (debrief/compare.h), as fields of a template.
 */
#ifndef REPORTS_COMPARE_H
#define REPORTS_COMPARE_H

#include "debrief/compare.h"
#include "reports/value.h"

struct comparison {
	struct dbr_comparison made;	/* a: now, b: before */
	/* A rate: what the rate before leads to expect over the exposure of
	 * now, and what came. */
	struct dbr_number expected, observed, excess;
	enum dbr_reading reading;	/* by its own p alone */
};

void comparison_make(struct comparison *out, const struct dbr_metric *metric,
		     const struct dbr_slice *now,
		     const struct dbr_slice *before, struct dbr_arena *arena);

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
