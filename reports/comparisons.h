/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/comparisons.h -- a page of comparisons: the headline metrics of
 * the migrations, or the values of a dimension, a report was asked for.
 *
 * Each group's own slices come with it, for the figure that shows them side
 * by side.
 */
#ifndef REPORTS_COMPARISONS_H
#define REPORTS_COMPARISONS_H

#include "debrief/compare.h"
#include "reports/table.h"

struct comparisons {
	struct dbr_compare_page page;
	const char **groups;	/* in the order they were asked for */
	size_t group_count;
	const struct dbr_metric **metrics;
	size_t metric_count;
	const struct dbr_slice **slices;	/* group * metric_count + metric */
};

/* @comparisons NAME [q=SHARE] */
enum dbr_status comparisons_declare(struct making *m, struct source *source,
				    const struct template_block *block)
	DBR_MUST_CHECK;
/* Of the page, or inside @each of the current comparison. */
bool comparisons_field(struct value *out, struct making *m,
		       const struct source *source, const char *field);
const char *const *comparisons_fields(size_t *count);
struct doc_table *table_of_comparisons(struct making *m,
				       const struct source *source);

#endif
