/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Figures with invented data, the usual and the awkward: for the tests and
 * for figure_gallery, which shows them all on one page.
 */
#ifndef TESTS_REPORTS_FIGURE_SAMPLES_H
#define TESTS_REPORTS_FIGURE_SAMPLES_H

#include "reports/figure.h"

typedef enum dbr_status figure_draw(struct figure *out,
				    const struct figure_style *style,
				    struct dbr_arena *arena,
				    struct dbr_error *err);

struct figure_sample {
	const char *name;	/* and its golden script, if it has one */
	figure_draw *draw;
	bool is_drawn;		/* false: a problem is what must come */
};

#define SAMPLES(kind) \
	extern const struct figure_sample kind##_samples[]; \
	extern const size_t kind##_sample_count

SAMPLES(gantt);
SAMPLES(incidents);
SAMPLES(durations);
SAMPLES(accuracy);
SAMPLES(nps);
SAMPLES(ownership);
SAMPLES(sparkline);
SAMPLES(xmr);
SAMPLES(forest);
SAMPLES(funnel);
SAMPLES(curves);
SAMPLES(phases);

struct figure_sample_set {
	const struct figure_sample *samples;
	const size_t *count;
};
extern const struct figure_sample_set sample_sets[];
extern const size_t sample_set_count;

/* "2026-02-12", "2026-02-12T14:00Z" to an instant. */
int64_t sample_at(const char *iso);
/* A 60-character name. */
extern const char sample_long_name[];

#endif
