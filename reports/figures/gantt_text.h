/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figures/gantt_text.h -- the words of a Gantt chart.
 */
#ifndef REPORTS_FIGURES_GANTT_TEXT_H
#define REPORTS_FIGURES_GANTT_TEXT_H

#include "reports/draw.h"
#include "reports/figures/gantt.h"

struct gantt {
	struct draft draft;
	const struct figure_gantt *in;
	struct scale x;
	const char **finished, **slips; /* per row */
	double slip_width, finished_width, name_width;
	double top, bottom; /* of the rows */
	bool has_hours;	    /* short: show times of day */
};

static inline bool
is_known(int64_t at_us)
{
	return at_us != FIGURE_NO_TIME;
}

/* Where the bar of the run that stood ends so far. */
int64_t gantt_run_end(const struct gantt *g,
		      const struct figure_gantt_row *row);
/* Seconds past the planned end; of what is not done, up to now. */
bool gantt_slip_seconds(const struct gantt *g,
			const struct figure_gantt_row *row, double *out);
const char *gantt_finished_text(struct gantt *g,
				const struct figure_gantt_row *row);
const char *gantt_slip_text(struct gantt *g,
			    const struct figure_gantt_row *row);
/* "rolled back 20 and 26 Mar": one text for all attempts of a row. */
const char *gantt_rollback_text(struct gantt *g,
				const struct figure_gantt_row *row);
void gantt_fill_table(struct gantt *g);
const char *gantt_describe(struct gantt *g);

#endif
