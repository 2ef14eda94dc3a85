/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figures/ownership.h -- who resolved what, against the map.
 *
 * One 100 % bar per component: mapped owner, most frequent other team, the
 * rest; the reading in words at the right.
 */
#ifndef REPORTS_FIGURES_OWNERSHIP_H
#define REPORTS_FIGURES_OWNERSHIP_H

#include "reports/figure.h"

enum figure_ownership_reading {
	FIGURE_OWNERSHIP_PROPOSE,	/* lower bound over one half */
	FIGURE_OWNERSHIP_DISCUSS,
	FIGURE_OWNERSHIP_KEEP,
	FIGURE_OWNERSHIP_TOO_FEW,
};

struct figure_ownership_row {
	const char *component;
	const char *owner;	/* NULL: nobody is mapped */
	const char *other;	/* most frequent other team; NULL: none */
	int64_t owner_count, other_count, total;
	enum figure_ownership_reading reading;
	/* The share the reading rests on, and whose it is. */
	struct dbr_number share;
	const char *share_team;
};

struct figure_ownership {
	const struct figure_ownership_row *rows;
	size_t row_count;
	int64_t min_n;		/* printed with "too few to say" */
};

enum dbr_status figure_ownership_draw(struct figure *out,
				      const struct figure_ownership *in,
				      const struct figure_style *style,
				      struct dbr_arena *arena,
				      struct dbr_error *err) DBR_MUST_CHECK;

#endif
