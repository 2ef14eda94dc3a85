/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_score.c -- answers on one scale, against answers on the same. */
#include <config.h>
#include "metric/compare.h"

#include <string.h>
#include "debrief/stats/score.h"

static struct dbr_nps_counts
nps_counts(const struct dbr_slice *slice)
{
	int64_t counts[11] = { 0 };

	for (size_t i = 0; i < slice->histogram_count; i++) {
		int value = slice->scale_min + (int)i;

		if (value >= 0 && value <= 10)
			counts[value] = slice->histogram[i];
	}
	return dbr_nps_group(counts);
}

static struct dbr_scale_counts
scale_of(const struct dbr_slice *slice)
{
	return (struct dbr_scale_counts){ slice->histogram,
					  slice->histogram_count };
}

static void
take_difference(struct dbr_comparison *out, enum dbr_unit unit,
		const char *test, const struct dbr_score_difference *d)
{
	compare_effect(out, "difference", unit, &d->difference);
	compare_test(out, test, &d->test);
	compare_detectable(out, compare_reach(out->pair.level) * d->se);
}

static void
compare_boxes(struct dbr_comparison *out, struct dbr_arena *arena)
{
	struct dbr_tally a = dbr_score_top_box(scale_of(out->pair.a));
	struct dbr_tally b = dbr_score_top_box(scale_of(out->pair.b));

	compare_tallies(out, &a, &b, arena);
}

void
compare_scores(struct dbr_comparison *out, struct dbr_arena *arena)
{
	const struct dbr_slice *a = out->pair.a, *b = out->pair.b;
	const char *scale = out->pair.metric->scale;
	struct dbr_score_difference d;

	if (!a->histogram_count || !b->histogram_count) {
		compare_untested(out, "fewer than 5 answers");
	} else if (strcmp(scale, "nps") == 0) {
		d = dbr_nps_compare(nps_counts(a), nps_counts(b),
				    out->pair.level);
		take_difference(out, DBR_UNIT_POINTS, "normal z", &d);
	} else if (strcmp(scale, "csat") == 0) {
		compare_boxes(out, arena);
	} else {
		d = dbr_score_compare_means(scale_of(a), scale_of(b),
					    out->pair.level);
		take_difference(out, DBR_UNIT_SCORE, "Welch's t", &d);
	}
}
