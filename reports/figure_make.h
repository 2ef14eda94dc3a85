/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figure_make.h -- from a template's sources to a figure's struct.
 *
 * Every function reads the columns or slices it needs and draws; a column
 * that is not there is the template's mistake.
 */
#ifndef REPORTS_FIGURE_MAKE_H
#define REPORTS_FIGURE_MAKE_H

#include "reports/figure.h"
#include "reports/making.h"

struct figure_job {
	struct making *m;
	const struct template_block *block;
	const struct source *source;
	const struct figure_style *style;
	struct doc_figure *words;	/* what the template says; a maker
					 * may say a headline it does not */
};

enum dbr_status figure_make_gantt(struct figure *out,
				  const struct figure_job *job) DBR_MUST_CHECK;
enum dbr_status figure_make_incidents(struct figure *out,
				      const struct figure_job *job)
	DBR_MUST_CHECK;
enum dbr_status figure_make_curves(struct figure *out,
				   const struct figure_job *job)
	DBR_MUST_CHECK;
enum dbr_status figure_make_phases(struct figure *out,
				   const struct figure_job *job)
	DBR_MUST_CHECK;
enum dbr_status figure_make_xmr(struct figure *out,
				const struct figure_job *job) DBR_MUST_CHECK;
enum dbr_status figure_make_ownership(struct figure *out,
				      const struct figure_job *job)
	DBR_MUST_CHECK;
enum dbr_status figure_make_durations(struct figure *out,
				      const struct figure_job *job)
	DBR_MUST_CHECK;
enum dbr_status figure_make_accuracy(struct figure *out,
				     const struct figure_job *job)
	DBR_MUST_CHECK;
enum dbr_status figure_make_forest(struct figure *out,
				   const struct figure_job *job)
	DBR_MUST_CHECK;
enum dbr_status figure_make_funnel(struct figure *out,
				   const struct figure_job *job)
	DBR_MUST_CHECK;
enum dbr_status figure_make_nps(struct figure *out,
				const struct figure_job *job) DBR_MUST_CHECK;

/* How many units a funnel of them shows outside its outer limits; -1 when
 * they are too few for one. */
int64_t funnel_outside(struct making *m,
		       const struct dbr_metric_result *result);

/* Put a figure and its table into its place in the document; its picture
 * comes with making_hang.  One that is missing is noted for the caller. */
void figure_take(struct making *m, struct doc_block *place,
		 const struct figure *figure);
/* The same for a picture in a cell, without table or note. */
void figure_take_cell(struct making *m, struct doc_table *table,
		      struct doc_cell *cell, const struct figure *figure);

/* What the finished facts of a slice took: its quartiles where there are enough. */
struct figure_duration_row;
void read_durations(struct making *m, struct figure_duration_row *row,
		    const struct dbr_slice *slice);
/* The number of that name of a slice, or one without a value. */
struct dbr_number number_called(const struct dbr_slice *slice,
				const char *name);

/* Cells of a query's row by column name; not there or NULL: FIGURE_NO_TIME,
 * NULL, 0. */
int64_t row_time(const struct dbr_table *table, size_t row, const char *name);
const char *row_text(const struct dbr_table *table, size_t row,
		     const char *name);
int64_t row_count(const struct dbr_table *table, size_t row, const char *name);
/* Fails, naming the first column that is missing. */
enum dbr_status need_columns(const struct figure_job *job,
			     const struct source *source,
			     const char *const *names, size_t count)
	DBR_MUST_CHECK;
enum dbr_status need_kind(const struct figure_job *job, enum source_kind kind)
	DBR_MUST_CHECK;

#endif
