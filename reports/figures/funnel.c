/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/figures/funnel.h"
#include <math.h>
#include <stdio.h>
#include "reports/draw.h"

enum {
	LEFT = 60,
	RIGHT = 636,
	MARGIN = 648,
	TOP = 34,
	BOTTOM = 340,
	LABEL_HEIGHT = 30,
	NAME_WIDTH = 200,
	TIPS_MAX = 300,
};

struct funnel {
	struct draft draft;
	const struct figure_funnel *in;
	struct scale x, y;
	struct box *labels; /* already placed */
	size_t label_count;
};

static bool
is_drawable(const struct figure_funnel_point *point)
{
	return point->value.has_value && isfinite(point->value.value) &&
	       isfinite(point->exposure) && point->exposure >= 0;
}

static bool
find_range(struct funnel *f)
{
	double highest = 0, widest = 0;
	bool has_any = false;

	for (size_t i = 0; i < f->in->point_count; i++) {
		const struct figure_funnel_point *point = &f->in->points[i];

		if (!is_drawable(point))
			continue;
		has_any = true;
		highest = fmax(highest, point->value.value);
		widest = fmax(widest, point->exposure);
	}
	if (f->in->overall.has_value)
		highest = fmax(highest, 2 * f->in->overall.value);
	for (size_t i = 0; i < f->in->limit_count; i++)
		widest = fmax(widest, f->in->limits[i].exposure);
	f->x = (struct scale){.lo = 0,
			      .hi = widest > 0 ? widest * 1.02 : 1,
			      .from = LEFT,
			      .to = RIGHT};
	/* Limits of small volumes run out of the top; they may. */
	f->y = (struct scale){.lo = 0,
			      .hi = highest > 0 ? highest * 1.2 : 1,
			      .from = BOTTOM,
			      .to = TOP};
	return has_any;
}

static double
y_at(const struct funnel *f, double value)
{
	return scale_at(&f->y, fmax(value, 0));
}

static void
draw_band(struct funnel *f)
{
	size_t count = f->in->limit_count;
	struct band_corner *corners =
		dbr_arena_array(f->draft.arena, count + 1, sizeof(*corners));

	for (size_t i = 0; i < count; i++) {
		const struct figure_funnel_limit *limit = &f->in->limits[i];

		corners[i] = (struct band_corner){
			scale_at(&f->x, limit->exposure),
			y_at(f, limit->outer_lo),
			y_at(f, limit->outer_hi),
		};
	}
	script_band(&f->draft.script, corners, count, COLOR_BAND);
}

/* Only the stretch that is inside the picture. */
static void
draw_inner(struct funnel *f, bool is_upper)
{
	struct point *points = dbr_arena_array(
		f->draft.arena, f->in->limit_count + 1, sizeof(*points));
	size_t count = 0;

	for (size_t i = 0; i < f->in->limit_count; i++) {
		const struct figure_funnel_limit *limit = &f->in->limits[i];
		double value = is_upper ? limit->inner_hi : limit->inner_lo;

		if (value > 0 && value < f->y.hi)
			points[count++] =
				point_at(scale_at(&f->x, limit->exposure),
					 y_at(f, value));
	}
	script_path(&f->draft.script, points, count,
		    pen_dashed(COLOR_RULE, 1.25, 1.5));
}

static void
draw_axes(struct funnel *f)
{
	const struct font right = scale_font(FONT_RIGHT);
	const struct font center = scale_font(FONT_CENTER);
	struct script *s = &f->draft.script;
	struct ticks ticks;

	ticks_unit(&ticks, &f->y, 4, f->in->overall.unit);
	for (size_t i = 0; i < ticks.count; i++) {
		double y = y_at(f, ticks.at[i].value);

		script_line(s, point_at(LEFT - 4, y), point_at(RIGHT, y),
			    pen(COLOR_GRID, 1));
		script_text(s, point_at(LEFT - 10, y), right, ticks.at[i].text);
	}
	ticks_linear(&ticks, 0, f->x.hi, 5);
	for (size_t i = 0; i < ticks.count; i++)
		script_text(s,
			    point_at(scale_at(&f->x, ticks.at[i].value),
				     BOTTOM + 14),
			    center, ticks.at[i].text);
	script_text_cut(s, point_at((LEFT + RIGHT) / 2.0, BOTTOM + 32), center,
			RIGHT - LEFT, f->in->axis);
	script_text_cut(s, point_at(0, 12),
			font(COLOR_INK, SIZE_LABEL, FONT_BOLD | FONT_SCALE),
			FIGURE_WIDTH, f->in->title);
}

/* What the lines are, at their right ends. */
static void
draw_ends(struct funnel *f)
{
	const struct font mute = scale_font(FONT_LEFT);
	const struct figure_funnel_limit *last;
	struct script *s = &f->draft.script;
	double y[3];

	if (!f->in->limit_count)
		return;
	last = &f->in->limits[f->in->limit_count - 1];
	y[0] = y_at(f, last->outer_hi);
	y[1] = y_at(f, last->inner_hi);
	y[2] = y_at(f, f->in->overall.value);
	labels_spread(y, 3, 17, (double[2]){TOP, BOTTOM});
	f->labels[f->label_count++] =
		(struct box){MARGIN, y[0] - 8, FIGURE_WIDTH, y[2] + 8};
	script_text(s, point_at(MARGIN, y[0]), mute, "99.8\xC2\xA0% limits");
	script_text(s, point_at(MARGIN, y[1]), mute, "95\xC2\xA0% limits");
	script_text(
		s, point_at(MARGIN, y[2]),
		font(COLOR_INK2, SIZE_LABEL, FONT_BOLD),
		dbr_arena_textf(f->draft.arena, "overall %s",
				number_text(f->draft.arena, &f->in->overall)));
}

static struct point
place_of(const struct funnel *f, const struct figure_funnel_point *point)
{
	return point_at(scale_at(&f->x, point->exposure),
			y_at(f, point->value.value));
}

static bool
is_free(const struct funnel *f, struct box box)
{
	if (box.x0 < LEFT || box.x1 > FIGURE_WIDTH || box.y0 < TOP - 8 ||
	    box.y1 > BOTTOM)
		return false;
	for (size_t i = 0; i < f->in->point_count; i++) {
		struct point at = place_of(f, &f->in->points[i]);

		if (at.x > box.x0 && at.x < box.x1 && at.y > box.y0 &&
		    at.y < box.y1)
			return false;
	}
	for (size_t i = 0; i < f->label_count; i++)
		if (box.x0 < f->labels[i].x1 && f->labels[i].x0 < box.x1 &&
		    box.y0 < f->labels[i].y1 && f->labels[i].y0 < box.y1)
			return false;
	return true;
}

/* A place beside a dot that no other label has: right, left, below, above. */
static bool
find_place(struct funnel *f, struct point at, double width, struct box *out)
{
	const struct point corners[] = {
		{at.x + 9, at.y - 8},
		{at.x - 9 - width, at.y - 8},
		{at.x - width / 2, at.y + 8},
		{at.x - width / 2, at.y - 8 - LABEL_HEIGHT},
	};

	for (size_t i = 0; i < sizeof(corners) / sizeof(corners[0]); i++) {
		*out = (struct box){corners[i].x, corners[i].y,
				    corners[i].x + width,
				    corners[i].y + LABEL_HEIGHT};
		if (is_free(f, *out))
			return true;
	}
	return false;
}

static void
draw_name(struct funnel *f, const struct figure_funnel_point *point,
	  struct point at, enum color color)
{
	const struct font bold = font(color, SIZE_LABEL, FONT_BOLD | FONT_HALO);
	const struct font mute = font(COLOR_MUTE, SIZE_NOTE, FONT_HALO);
	struct script *s = &f->draft.script;
	double width =
		fmin(NAME_WIDTH, fmax(text_width_of(point->name, bold),
				      text_width_of(point->detail, mute))) +
		1;
	struct box box;

	/* Without a free place the tooltip and the table have to do. */
	if (!find_place(f, at, width, &box))
		return;
	f->labels[f->label_count++] = box;
	script_text_cut(s, point_at(box.x0, box.y0 + 8), bold, width,
			point->name);
	script_text_cut(s, point_at(box.x0, box.y0 + 23), mute, width,
			point->detail);
}

static void
draw_points(struct funnel *f)
{
	for (size_t i = 0; i < f->in->point_count; i++) {
		const struct figure_funnel_point *point = &f->in->points[i];
		bool is_inside = point->side == FIGURE_FUNNEL_INSIDE;
		enum color color = is_inside ? COLOR_INK2
				   : point->side == FIGURE_FUNNEL_WORSE
					   ? COLOR_VERM
					   : COLOR_BLUE;
		struct point at = place_of(f, point);
		const char *tip = NULL;

		if (!is_drawable(point))
			continue;
		if (f->in->point_count <= TIPS_MAX)
			tip = dbr_arena_textf(
				f->draft.arena, "%s: %s", point->name,
				point->detail ? point->detail
					      : number_text(f->draft.arena,
							    &point->value));
		script_tip_dot(&f->draft.script, at, is_inside ? 3 : 4.2, color,
			       tip);
		if (!is_inside)
			draw_name(f, point, at, color);
	}
}

static void
fill_table(struct funnel *f)
{
	static const char *const columns[] = {"Name", "#Volume", "#Value",
					      "Detail", "Reading"};
	static const char *const readings[] = {
		"inside the limits",
		"worse than chance explains",
		"better than chance explains",
	};
	struct dbr_arena *arena = f->draft.arena;

	table_begin(&f->draft, columns, 5,
		    f->in->point_count + f->in->overall.has_value);
	if (f->in->overall.has_value) {
		const char **cells = table_row(&f->draft, f->in->point_count);

		cells[0] = "All together";
		cells[2] = number_text(arena, &f->in->overall);
	}
	for (size_t i = 0; i < f->in->point_count; i++) {
		const struct figure_funnel_point *point = &f->in->points[i];
		const char **cells = table_row(&f->draft, i);

		cells[0] = point->name;
		cells[1] = double_text(arena, point->exposure);
		cells[2] = number_text(arena, &point->value);
		cells[3] = point->detail ? point->detail : "";
		cells[4] = readings[point->side];
	}
}

static const char *
describe(struct funnel *f)
{
	size_t outside = 0;

	for (size_t i = 0; i < f->in->point_count; i++)
		outside += f->in->points[i].side != FIGURE_FUNNEL_INSIDE;
	return dbr_arena_textf(f->draft.arena,
			       "%zu points against the limits chance "
			       "explains; %zu lie outside.",
			       f->in->point_count, outside);
}

enum dbr_status
figure_funnel_draw(struct figure *out, const struct figure_funnel *in,
		   const struct figure_style *style, struct dbr_arena *arena,
		   struct dbr_error *err)
{
	struct funnel f = {.in = in};

	draft_begin(&f.draft, out, style, arena);
	fill_table(&f);
	if (!find_range(&f))
		return draft_give_up(&f.draft, "There is no rate to draw.");
	f.labels =
		dbr_arena_array(arena, in->point_count + 1, sizeof(*f.labels));
	f.draft.script.height = BOTTOM + 44;
	draw_band(&f);
	draw_axes(&f);
	if (in->overall.has_value)
		script_line(&f.draft.script,
			    point_at(LEFT - 4, y_at(&f, in->overall.value)),
			    point_at(RIGHT, y_at(&f, in->overall.value)),
			    pen(COLOR_RULE, 1.5));
	draw_inner(&f, true);
	draw_inner(&f, false);
	draw_ends(&f);
	draw_points(&f);
	return draft_finish(&f.draft, in->title, describe(&f), err);
}
