/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/figures/sparkline.h"
#include <math.h>
#include "reports/draw.h"

enum { WIDTH = 190, HEIGHT = 34, MARGIN_X = 5, MARGIN_Y = 5 };

struct sparkline {
	struct draft draft;
	const struct figure_sparkline *in;
	struct scale y;
	size_t last; /* the last point with a value */
};

static bool
find_range(struct sparkline *f)
{
	struct scale *y = &f->y;
	bool has_any = false;

	y->lo = f->in->has_range ? f->in->lo : INFINITY;
	y->hi = f->in->has_range ? f->in->hi : -INFINITY;
	for (size_t i = 0; i < f->in->point_count; i++) {
		const struct dbr_number *value = &f->in->points[i].value;

		if (!value->has_value || !isfinite(value->value))
			continue;
		y->lo = fmin(y->lo, value->value);
		y->hi = fmax(y->hi, value->value);
		f->last = i;
		has_any = true;
	}
	y->from = HEIGHT - MARGIN_Y;
	y->to = MARGIN_Y;
	if (has_any)
		scale_pad(y, y->hi > y->lo ? 0.02 : 1);
	return has_any;
}

static struct point
point_of(const struct sparkline *f, size_t i)
{
	double count = (double)f->in->point_count;
	double step = count > 1 ? (WIDTH - 2 * MARGIN_X) / (count - 1) : 0;
	double x = count > 1 ? MARGIN_X + step * (double)i : WIDTH / 2.0;

	return point_at(x, scale_at(&f->y, f->in->points[i].value.value));
}

static bool
has_value(const struct sparkline *f, size_t i)
{
	return i < f->in->point_count && f->in->points[i].value.has_value &&
	       isfinite(f->in->points[i].value.value);
}

/* One line per stretch without a gap; a lone point is a dot. */
static void
draw_line(struct sparkline *f)
{
	struct script *s = &f->draft.script;
	struct point *points = dbr_arena_array(
		f->draft.arena, f->in->point_count + 1, sizeof(*points));
	size_t count = 0;

	for (size_t i = 0; i <= f->in->point_count; i++) {
		if (has_value(f, i)) {
			points[count++] = point_of(f, i);
			continue;
		}
		if (count == 1)
			script_dot(s, points[0], 1.2, COLOR_INK2);
		script_path(s, points, count, pen(COLOR_INK2, 1.4));
		count = 0;
	}
}

static enum color
reading_color(enum figure_reading reading)
{
	return reading == FIGURE_READING_WORSE	  ? COLOR_VERM
	       : reading == FIGURE_READING_BETTER ? COLOR_BLUE
						  : COLOR_INK;
}

static void
draw_marks(struct sparkline *f)
{
	for (size_t i = 0; i < f->in->point_count; i++) {
		enum figure_reading reading = f->in->points[i].reading;
		bool is_outside = reading == FIGURE_READING_WORSE ||
				  reading == FIGURE_READING_BETTER;

		if (has_value(f, i) && (is_outside || i == f->last))
			script_dot(&f->draft.script, point_of(f, i),
				   i == f->last ? 2.6 : 1.9,
				   reading_color(reading));
	}
}

static void
fill_table(struct sparkline *f)
{
	static const char *const columns[] = {"Period", "#Value",
					      "#95 % interval", "#n"};
	struct dbr_arena *arena = f->draft.arena;

	table_begin(&f->draft, columns, 4, f->in->point_count);
	for (size_t i = 0; i < f->in->point_count; i++) {
		const struct figure_sparkline_point *point = &f->in->points[i];
		const char **cells = table_row(&f->draft, i);

		cells[0] = point->period;
		cells[1] = number_text(arena, &point->value);
		if (point->value.has_value)
			cells[2] = interval_text(arena, &point->value);
		cells[3] = count_text(arena, point->value.n);
	}
}

enum dbr_status
figure_sparkline_draw(struct figure *out, const struct figure_sparkline *in,
		      const struct figure_style *style, struct dbr_arena *arena,
		      struct dbr_error *err)
{
	struct sparkline f = {.in = in};
	struct script *s = &f.draft.script;
	const char *desc;

	draft_begin(&f.draft, out, style, arena);
	fill_table(&f);
	if (!find_range(&f))
		return draft_give_up(&f.draft, "There is no value yet.");
	s->width = WIDTH;
	s->height = HEIGHT;
	if (in->has_range)
		script_rect(s,
			    (struct box){MARGIN_X - 2, scale_at(&f.y, in->hi),
					 WIDTH - MARGIN_X + 2,
					 scale_at(&f.y, in->lo)},
			    COLOR_BAND);
	if (in->has_range && isfinite(in->mean))
		script_line(s, point_at(MARGIN_X - 2, scale_at(&f.y, in->mean)),
			    point_at(WIDTH - MARGIN_X + 2,
				     scale_at(&f.y, in->mean)),
			    pen(COLOR_GRID, 1));
	draw_line(&f);
	draw_marks(&f);
	desc = dbr_arena_textf(arena, "%zu periods, last %s: %s.",
			       in->point_count, in->points[f.last].period,
			       number_text(arena, &in->points[f.last].value));
	return draft_finish(&f.draft, in->measure, desc, err);
}
