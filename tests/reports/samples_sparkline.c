/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "tests/reports/figure_samples.h"
#include <math.h>
#include "reports/figures/sparkline.h"

enum { POINTS_MAX = 13 };

/* NAN is a gap; outside lo..hi is worse. */
static enum dbr_status
draw(struct figure *out, const struct figure_style *style,
     struct dbr_arena *arena, struct dbr_error *err,
     const struct figure_sparkline *range, const double *values)
{
	struct figure_sparkline_point points[POINTS_MAX];
	struct figure_sparkline in = *range;

	in.measure = "Incidents per customer-week";
	in.points = points;
	for (size_t i = 0; i < in.point_count; i++) {
		bool has_value = !isnan(values[i]);

		points[i] = (struct figure_sparkline_point){
			.period = "2026-Q2",
			.value = { .value = values[i],
				   .has_value = has_value, .n = 99,
				   .unit = DBR_UNIT_PER,
				   .why_empty = "no ticket" },
			.reading = !in.has_range ? FIGURE_READING_NONE :
				   values[i] > in.hi ? FIGURE_READING_WORSE :
				   values[i] < in.lo ? FIGURE_READING_BETTER :
						       FIGURE_READING_WITHIN,
		};
	}
	return figure_sparkline_draw(out, &in, style, arena, err);
}

#define DRAW(name, count, range, low, high, ...) \
	static enum dbr_status draw_##name( \
		struct figure *out, const struct figure_style *style, \
		struct dbr_arena *arena, struct dbr_error *err) \
	{ \
		static const double values[] = { __VA_ARGS__ }; \
		const struct figure_sparkline in = { \
			.point_count = count, .has_range = range, \
			.lo = low, .hi = high, .mean = (low + high) / 2.0 \
		}; \
		return draw(out, style, arena, err, &in, values); \
	}

DRAW(usual, 13, true, 2.0, 4.2, 3, 3.1, 2.6, 2.6, 2.9, 3.2, 2.9, 2.5, 2.6,
     2.8, 5.7, 5.6, 5.5)
DRAW(gaps, 13, true, 2.0, 4.2, NAN, 3.1, NAN, 1.6, 2.9, NAN, NAN, 2.5, 2.6,
     2.8, 3, 3.2, NAN)
DRAW(one, 1, false, 0, 0, 7)
DRAW(equal, 5, true, 0, 0, 0, 0, 0, 0, 0)
DRAW(huge, 3, false, 0, 0, 1e300, -1e300, 1e-300)
DRAW(nothing, 2, false, 0, 0, NAN, NAN)

const struct figure_sample sparkline_samples[] = {
	{ "sparkline-usual", draw_usual, true },
	{ "sparkline-gaps", draw_gaps, true },
	{ "sparkline-one", draw_one, true },
	{ "sparkline-equal", draw_equal, true },
	{ "sparkline-huge", draw_huge, true },
	{ "sparkline-nothing", draw_nothing, false },
};
const size_t sparkline_sample_count = sizeof(sparkline_samples) /
				      sizeof(sparkline_samples[0]);
