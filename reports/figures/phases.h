/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figures/phases.h -- how long each phase took in each of several
 * migrations, beside what it took everywhere.
 *
 * One panel a migration below the other, a row a phase, all on one log axis:
 * a dot for this one, a bar for the middle half of all and a tick for their
 * median.
 */
#ifndef REPORTS_FIGURES_PHASES_H
#define REPORTS_FIGURES_PHASES_H

#include "reports/figure.h"

struct figure_phase {
	const char *name;
	struct dbr_number median;	/* of all migrations */
	struct dbr_number p90;
	double q1, q3;			/* NAN: not drawn */
};

struct figure_phases {
	const char *axis;
	const struct figure_phase *phases;
	size_t phase_count;
	const char *const *names;	/* one a migration */
	const char *const *qualifiers;	/* entries may be NULL */
	size_t migration_count;
	/* What each took: migration * phase_count + phase; or no value. */
	const struct dbr_number *took;
};

enum dbr_status figure_phases_draw(struct figure *out,
				   const struct figure_phases *in,
				   const struct figure_style *style,
				   struct dbr_arena *arena,
				   struct dbr_error *err) DBR_MUST_CHECK;

#endif
