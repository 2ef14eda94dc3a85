/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/figures/xmr.h"
#include <math.h>
#include "reports/draw.h"

enum {
	LEFT = 64, RIGHT = 636, MARGIN = 650,
	TITLE = 12, LANE = 14,
	PANEL = 250,
	RANGE_PANEL = 70,
	BETWEEN = 46,
	TIPS_MAX = 300,
};

struct xmr {
	struct draft draft;
	const struct figure_xmr *in;
	struct scale value, range; /* y of both panels */
	double step;		   /* pixels between points */
};

static double
x_at(const struct xmr *f, double i)
{
	return LEFT + f->step * (i + 0.5);
}

static void
widen(struct scale *y, double value)
{
	if (!isfinite(value))
		return;
	y->lo = fmin(y->lo, value);
	y->hi = fmax(y->hi, value);
}

static bool
find_ranges(struct xmr *f)
{
	const struct figure_xmr *in = f->in;
	double room;

	f->value.lo = INFINITY;
	f->value.hi = -INFINITY;
	f->range.lo = f->range.hi = 0;
	for (size_t i = 0; i < in->point_count; i++) {
		widen(&f->value, in->points[i].value);
		widen(&f->range, in->points[i].moving_range);
	}
	if (!isfinite(f->value.lo))
		return false;
	for (size_t i = 0; i < in->limits_count; i++) {
		const struct figure_xmr_limits *limits = &in->limits[i];

		widen(&f->value, limits->upper.value);
		widen(&f->value, limits->mean.value);
		if (limits->lower.has_value)
			widen(&f->value, limits->lower.value);
		widen(&f->range, limits->range_upper);
	}
	/* Near zero the axis starts at zero. */
	if (f->value.lo >= 0 && f->value.lo < f->value.hi / 2)
		f->value.lo = 0;
	room = f->value.hi > f->value.lo ? f->value.hi - f->value.lo
					 : fmax(1, fabs(f->value.hi));
	f->value.hi += 0.08 * room;
	if (f->value.lo != 0)
		f->value.lo -= 0.08 * room;
	f->range.hi = f->range.hi > 0 ? f->range.hi * 1.1 : 1;
	f->step = (RIGHT - LEFT) / (double)in->point_count;
	return true;
}

static bool
is_valid(const struct xmr *f, const struct figure_xmr_limits *limits)
{
	return limits->first <= limits->last &&
	       limits->last < f->in->point_count && limits->mean.has_value &&
	       limits->upper.has_value;
}

static bool
has_event(const struct xmr *f, size_t event)
{
	return f->in->events[event].before <= f->in->point_count;
}

/* Names of events in lanes between the title and the panel. */
static double
draw_events(struct xmr *f)
{
	const struct font style = font(COLOR_PURPLE, SIZE_NOTE, FONT_CENTER);
	const struct figure_xmr *in = f->in;
	struct lane_label *labels = dbr_arena_array(
		f->draft.arena, in->event_count + 1, sizeof(*labels));
	double top;

	for (size_t i = 0; i < in->event_count; i++) {
		labels[i].x = x_at(f, (double)in->events[i].before - 0.5);
		labels[i].width =
			has_event(f, i)
				? text_width_of(in->events[i].name, style)
				: 0;
	}
	top = TITLE + 22 +
	      LANE * lanes_assign(labels, in->event_count, 0, FIGURE_WIDTH);
	for (size_t i = 0; i < in->event_count; i++)
		if (labels[i].lane >= 0 && has_event(f, i))
			script_text(&f->draft.script,
				    point_at(labels[i].x,
					     top - 9 - LANE * labels[i].lane),
				    style, in->events[i].name);
	return top;
}

static void
draw_event_lines(struct xmr *f)
{
	for (size_t i = 0; i < f->in->event_count; i++) {
		double x = x_at(f, (double)f->in->events[i].before - 0.5);
		const struct pen purple = pen_dashed(COLOR_PURPLE, 1.25, 2);

		if (!has_event(f, i))
			continue;
		script_line(&f->draft.script, point_at(x, f->value.to - 2),
			    point_at(x, f->value.from), purple);
		script_line(&f->draft.script, point_at(x, f->range.to),
			    point_at(x, f->range.from), purple);
	}
}

static void
draw_grid(struct xmr *f, const struct scale *y, size_t wanted)
{
	const struct font style = scale_font(FONT_RIGHT);
	struct script *s = &f->draft.script;
	struct ticks ticks;

	ticks_unit(&ticks, y, wanted, f->in->unit);
	for (size_t i = 0; i < ticks.count; i++) {
		double at = scale_at(y, ticks.at[i].value);

		script_line(s, point_at(LEFT - 4, at), point_at(RIGHT + 4, at),
			    pen(COLOR_GRID, 1));
		if (text_width_of(ticks.at[i].text, style) <= LEFT - 12)
			script_text(s, point_at(LEFT - 12, at), style,
				    ticks.at[i].text);
	}
}

/* Labels of points: as many as fit, from the first on. */
static void
draw_point_labels(struct xmr *f)
{
	const struct font style = font(COLOR_MUTE, SIZE_NOTE, FONT_CENTER);
	double widest = 0, free_from = 0;
	size_t every = 1;

	for (size_t i = 0; i < f->in->point_count; i++)
		widest = fmax(widest,
			      text_width_of(f->in->points[i].label, style));
	while (every < f->in->point_count &&
	       (double)every * f->step < widest + 10)
		every++;
	for (size_t i = 0; i < f->in->point_count; i += every) {
		const char *text = f->in->points[i].label;
		double half = text_width_of(text, style) / 2;

		if (x_at(f, (double)i) - half < free_from ||
		    x_at(f, (double)i) + half > FIGURE_WIDTH)
			continue;
		script_text(&f->draft.script,
			    point_at(x_at(f, (double)i), f->range.from + 14),
			    style, text);
		free_from = x_at(f, (double)i) + half + 8;
	}
}

static void
draw_limit_lines(struct xmr *f, const struct figure_xmr_limits *limits,
		 double x0, double x1)
{
	const struct pen dotted = pen_dashed(COLOR_RULE, 1.25, 2);
	struct script *s = &f->draft.script;
	double y = scale_at(&f->value, limits->upper.value);

	script_line(s, point_at(x0, y), point_at(x1, y), dotted);
	y = scale_at(&f->value, limits->lower.value);
	if (limits->lower.has_value)
		script_line(s, point_at(x0, y), point_at(x1, y), dotted);
}

static void
draw_limits(struct xmr *f, const struct figure_xmr_limits *limits)
{
	double x0 = x_at(f, (double)limits->first - 0.5);
	double x1 = x_at(f, (double)limits->last + 0.5);
	size_t carried = limits->carried_to < f->in->point_count
				 ? limits->carried_to
				 : f->in->point_count - 1;
	double x2 = x_at(f, (double)carried + 0.5);
	double mean = scale_at(&f->value, limits->mean.value);
	double bottom = limits->lower.has_value
				? scale_at(&f->value, limits->lower.value)
				: f->value.from;
	struct script *s = &f->draft.script;
	double range = scale_at(&f->range, limits->range_upper);

	script_rect(s,
		    (struct box){x0, scale_at(&f->value, limits->upper.value),
				 x1, bottom},
		    COLOR_BAND);
	draw_limit_lines(f, limits, x0, fmax(x1, x2));
	script_line(s, point_at(x0, mean), point_at(x1, mean),
		    pen(COLOR_RULE, 1.5));
	if (x2 > x1)
		script_line(s, point_at(x1, mean), point_at(x2, mean),
			    pen_dashed(COLOR_RULE, 1.25, 2));
	if (isfinite(limits->range_upper))
		script_line(s, point_at(x0, range),
			    point_at(fmax(x1, x2), range),
			    pen_dashed(COLOR_RULE, 1.25, 2));
}

/* "baseline weeks 1-20: mean 3.0, limits 0.7 to 5.3". */
static const char *
limits_text(struct xmr *f, const struct figure_xmr_limits *limits)
{
	struct dbr_arena *arena = f->draft.arena;
	const char *mean = number_text(arena, &limits->mean);
	const char *upper = number_text(arena, &limits->upper);

	if (!limits->lower.has_value)
		return dbr_arena_textf(arena, "%s: mean %s, upper limit %s",
				       limits->name, mean, upper);
	return dbr_arena_textf(arena, "%s: mean %s, limits %s to %s",
			       limits->name, mean,
			       number_text(arena, &limits->lower), upper);
}

/* The last limits at the right; earlier ones above their band. */
static void
draw_limit_texts(struct xmr *f, const struct figure_xmr_limits *limits,
		 bool is_last)
{
	struct dbr_arena *arena = f->draft.arena;
	const struct font mute = font(COLOR_MUTE, SIZE_NOTE, FONT_LEFT);
	struct script *s = &f->draft.script;
	double y[3] = {scale_at(&f->value, limits->upper.value),
		       scale_at(&f->value, limits->mean.value),
		       limits->lower.has_value
			       ? scale_at(&f->value, limits->lower.value)
			       : f->value.from};

	if (!is_last && limits->name)
		script_text(
			s,
			point_at(x_at(f, (double)limits->first) + 2, y[0] - 9),
			font(COLOR_MUTE, SIZE_NOTE, FONT_HALO),
			limits_text(f, limits));
	if (!is_last)
		return;
	labels_spread(y, 3, 15, (double[2]){f->value.to, f->value.from});
	script_text(s, point_at(MARGIN, y[0]), mute,
		    dbr_arena_textf(arena, "upper %s",
				    number_text(arena, &limits->upper)));
	script_text(s, point_at(MARGIN, y[1]),
		    font(COLOR_INK2, SIZE_LABEL, FONT_BOLD),
		    dbr_arena_textf(arena, "mean %s",
				    number_text(arena, &limits->mean)));
	script_text(
		s, point_at(MARGIN, y[2]), mute,
		limits->lower.has_value
			? dbr_arena_textf(arena, "lower %s",
					  number_text(arena, &limits->lower))
			: "no lower limit");
}

static void
draw_range_text(struct xmr *f, const struct figure_xmr_limits *limits)
{
	struct dbr_number upper = {.value = limits->range_upper,
				   .has_value = true,
				   .n = limits->mean.n,
				   .unit = limits->mean.unit};

	if (isfinite(limits->range_upper))
		script_text(
			&f->draft.script,
			point_at(MARGIN,
				 scale_at(&f->range, limits->range_upper)),
			font(COLOR_MUTE, SIZE_NOTE, FONT_LEFT),
			dbr_arena_textf(f->draft.arena, "upper %s",
					number_text(f->draft.arena, &upper)));
}

/* One line per stretch without a gap. */
static void
draw_path(struct xmr *f, const struct scale *y, bool is_range)
{
	size_t count = 0;
	struct point *points = dbr_arena_array(
		f->draft.arena, f->in->point_count + 1, sizeof(*points));

	for (size_t i = 0; i <= f->in->point_count; i++) {
		double value = NAN;

		if (i < f->in->point_count)
			value = is_range ? f->in->points[i].moving_range
					 : f->in->points[i].value;
		if (isfinite(value)) {
			points[count++] = point_at(x_at(f, (double)i),
						   scale_at(y, value));
			continue;
		}
		script_path(&f->draft.script, points, count,
			    pen(COLOR_RULE, 1.25));
		count = 0;
	}
}

static const char *
value_text(struct xmr *f, double value)
{
	struct dbr_number number = {.value = value,
				    .has_value = true,
				    .n = 1000,
				    .unit = f->in->unit};

	return number_text(f->draft.arena, &number);
}

static void
draw_points(struct xmr *f)
{
	struct script *s = &f->draft.script;

	for (size_t i = 0; i < f->in->point_count; i++) {
		const struct figure_xmr_point *point = &f->in->points[i];
		struct point at = {x_at(f, (double)i),
				   scale_at(&f->value, point->value)};
		const char *tip = NULL;

		if (!isfinite(point->value))
			continue;
		if (f->in->point_count <= TIPS_MAX)
			tip = dbr_arena_textf(f->draft.arena, "%s: %s",
					      point->label,
					      value_text(f, point->value));
		script_dot(s, at, point->is_outside ? 5.2 : 3.6,
			   point->is_outside ? COLOR_VERM : COLOR_PAPER);
		if (point->is_outside)
			script_dot(s, at, 3.6, COLOR_PAPER);
		script_tip_dot(s, at, point->is_outside ? 1.8 : 2.5,
			       point->is_outside ? COLOR_VERM : COLOR_INK2,
			       tip);
	}
	for (size_t i = 0; i < f->in->point_count; i++) {
		const struct figure_xmr_point *point = &f->in->points[i];

		if (isfinite(point->moving_range))
			script_dot(s,
				   point_at(x_at(f, (double)i),
					    scale_at(&f->range,
						     point->moving_range)),
				   point->is_range_outside ? 3 : 1.8,
				   point->is_range_outside ? COLOR_VERM
							   : COLOR_INK2);
	}
}

static const char *
run_text(const struct xmr *f, const struct figure_xmr_run *run)
{
	return dbr_arena_textf(f->draft.arena, "%zu %s the mean",
			       run->last - run->first + 1,
			       run->is_above ? "above" : "below");
}

/* A run above the mean is bracketed below the points, and the reverse. */
static void
draw_run(struct xmr *f, const struct figure_xmr_run *run)
{
	const struct pen verm = pen(COLOR_VERM, 1.5);
	struct script *s = &f->draft.script;
	double x0 = x_at(f, (double)run->first);
	double x1 = x_at(f, (double)run->last);
	double y = run->is_above ? f->value.from - 28 : f->value.to + 28;
	double hook = run->is_above ? -7 : 7;
	const char *text = run_text(f, run);
	double half = text_width_of(text, font(COLOR_VERM, SIZE_NOTE, 0)) / 2;
	double x = fmin(fmax((x0 + x1) / 2, LEFT + half), RIGHT - half);

	if (run->first >= run->last || run->last >= f->in->point_count)
		return;
	script_line(s, point_at(x0, y), point_at(x1, y), verm);
	script_line(s, point_at(x0, y + hook), point_at(x0, y), verm);
	script_line(s, point_at(x1, y + hook), point_at(x1, y), verm);
	script_text(s, point_at(x, y - 2 * hook),
		    font(COLOR_VERM, SIZE_NOTE, FONT_CENTER | FONT_HALO), text);
}

static const char *
outside_text(const struct xmr *f, size_t count)
{
	return dbr_arena_textf(f->draft.arena, "%zu %s the limits", count,
			       count == 1 ? "point outside" : "points outside");
}

static size_t
outside_count(const struct xmr *f)
{
	size_t count = 0;

	for (size_t i = 0; i < f->in->point_count; i++)
		count += f->in->points[i].is_outside;
	return count;
}

static void
draw_titles(struct xmr *f)
{
	const struct font bold = font(COLOR_INK, SIZE_LABEL, FONT_BOLD | FONT_SCALE);
	struct script *s = &f->draft.script;
	size_t outside = outside_count(f);

	script_text_cut(s, point_at(0, TITLE), bold, 440, f->in->title);
	if (outside)
		script_text(s, point_at(RIGHT, TITLE),
			    font(COLOR_VERM, SIZE_NOTE, FONT_RIGHT),
			    outside_text(f, outside));
	script_text_cut(s, point_at(0, f->range.to - 18), bold, 700,
			dbr_arena_textf(f->draft.arena,
					"Moving range (%s-to-%s change)",
					f->in->period, f->in->period));
}

/* "1.1 to 5.3, mean 3.2", as the margin of the picture prints them. */
static void
fill_limits(struct xmr *f, size_t row, const struct figure_xmr_limits *limits)
{
	struct dbr_arena *arena = f->draft.arena;
	const char **cells = table_row(&f->draft, row);

	cells[0] = limits->name ? limits->name : "Limits";
	cells[1] = dbr_arena_textf(
		arena, "%s to %s, mean %s",
		limits->lower.has_value ? number_text(arena, &limits->lower)
					: "none",
		number_text(arena, &limits->upper),
		number_text(arena, &limits->mean));
	if (isfinite(limits->range_upper))
		cells[2] = dbr_arena_textf(arena, "up to %s",
					   value_text(f, limits->range_upper));
}

static void
fill_run(struct xmr *f, size_t row, const struct figure_xmr_run *run)
{
	const char **cells = table_row(&f->draft, row);

	if (run->first >= run->last || run->last >= f->in->point_count)
		return;
	cells[0] = dbr_arena_textf(f->draft.arena, "%s to %s",
				   f->in->points[run->first].label,
				   f->in->points[run->last].label);
	cells[3] = run_text(f, run);
}

static void
fill_table(struct xmr *f)
{
	static const char *const columns[] = {"Period", "#Value",
					      "#Moving range", "Reading"};

	size_t rules = f->in->point_count + f->in->limits_count;

	table_begin(&f->draft, columns, 4, rules + 1 + f->in->run_count);
	table_row(&f->draft, rules)[0] = "All";
	table_row(&f->draft, rules)[3] = outside_text(f, outside_count(f));
	for (size_t i = 0; i < f->in->run_count; i++)
		fill_run(f, rules + 1 + i, &f->in->runs[i]);
	for (size_t i = 0; i < f->in->limits_count; i++)
		fill_limits(f, f->in->point_count + i, &f->in->limits[i]);
	for (size_t i = 0; i < f->in->point_count; i++) {
		const struct figure_xmr_point *point = &f->in->points[i];
		const char **cells = table_row(&f->draft, i);

		cells[0] = point->label;
		if (isfinite(point->value))
			cells[1] = value_text(f, point->value);
		if (isfinite(point->moving_range))
			cells[2] = value_text(f, point->moving_range);
		cells[3] = point->is_outside ? "outside the limits" : "";
	}
}

static void
draw_all(struct xmr *f)
{
	const struct figure_xmr *in = f->in;

	for (size_t i = 0; i < in->limits_count; i++)
		if (is_valid(f, &in->limits[i]))
			draw_limits(f, &in->limits[i]);
	draw_grid(f, &f->value, 5);
	draw_grid(f, &f->range, 3);
	draw_path(f, &f->value, false);
	draw_path(f, &f->range, true);
	draw_event_lines(f);
	draw_points(f);
	for (size_t i = 0; i < in->run_count; i++)
		draw_run(f, &in->runs[i]);
	for (size_t i = 0; i < in->limits_count; i++)
		if (is_valid(f, &in->limits[i]))
			draw_limit_texts(f, &in->limits[i],
					 i + 1 == in->limits_count);
	if (in->limits_count && is_valid(f, &in->limits[in->limits_count - 1]))
		draw_range_text(f, &in->limits[in->limits_count - 1]);
	draw_point_labels(f);
	draw_titles(f);
}

enum dbr_status
figure_xmr_draw(struct figure *out, const struct figure_xmr *in,
		const struct figure_style *style, struct dbr_arena *arena,
		struct dbr_error *err)
{
	struct xmr f = {.in = in};
	const char *desc;

	draft_begin(&f.draft, out, style, arena);
	fill_table(&f);
	if (!find_ranges(&f))
		return draft_give_up(&f.draft, "There is no value yet.");
	f.value.to = draw_events(&f);
	f.value.from = f.value.to + PANEL;
	f.range.to = f.value.from + BETWEEN;
	f.range.from = f.range.to + RANGE_PANEL;
	f.draft.script.height = f.range.from + 26;
	draw_all(&f);
	desc = dbr_arena_textf(arena,
			       "%zu points, %zu outside their limits, %zu "
			       "runs on one side of the mean.",
			       in->point_count, outside_count(&f),
			       in->run_count);
	return draft_finish(&f.draft, in->title, desc, err);
}
