/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/figures/gantt.h"
#include <math.h>
#include "reports/figures/gantt_text.h"

enum {
	ROW = 42,
	BAR_TOP = 13,
	BAR_BOTTOM = 25, /* in its row */
	BRACKET = 32,
	LABEL = 6, /* "rolled back ..." */
	NAME_WIDTH_MAX = 190,
	LANE = 14,
	FOOT = 30,
};

struct work {
	int64_t from_us, to_us;
	bool has_stood;
};

static void
widen(struct scale *x, int64_t at_us)
{
	if (!is_known(at_us))
		return;
	x->lo = fmin(x->lo, (double)at_us);
	x->hi = fmax(x->hi, (double)at_us);
}

static bool
find_range(struct gantt *g)
{
	g->x.lo = INFINITY;
	g->x.hi = -INFINITY;
	for (size_t i = 0; i < g->in->row_count; i++) {
		const struct figure_gantt_row *row = &g->in->rows[i];

		widen(&g->x, row->planned_start_us);
		widen(&g->x, row->planned_end_us);
		widen(&g->x, row->actual_start_us);
		widen(&g->x, gantt_run_end(g, row));
		for (size_t j = 0; j < row->attempt_count; j++) {
			widen(&g->x, row->attempts[j].start_us);
			widen(&g->x, row->attempts[j].rolled_back_at_us);
		}
	}
	if (!(g->x.lo <= g->x.hi))
		return false;
	if (g->x.hi - g->x.lo < (double)DBR_MINUTE_US)
		g->x.hi = g->x.lo + (double)DBR_MINUTE_US;
	g->has_hours = g->x.hi - g->x.lo < 4.0 * (double)DBR_DAY_US;
	scale_pad(&g->x, 0.02);
	return true;
}

static double
widest(const char *const *texts, size_t count, struct font style, double min)
{
	for (size_t i = 0; i < count; i++)
		min = fmax(min, text_width_of(texts[i], style));
	return ceil(min);
}

/* Columns take what their texts need; the picture gets the rest. */
static void
lay_out(struct gantt *g)
{
	const struct figure_gantt *in = g->in;
	const char *(*names)[2] =
		dbr_arena_array(g->draft.arena, in->row_count, sizeof(*names));

	g->finished = dbr_arena_array(g->draft.arena, in->row_count,
				      sizeof(*g->finished));
	g->slips = dbr_arena_array(g->draft.arena, in->row_count,
				   sizeof(*g->slips));
	for (size_t i = 0; i < in->row_count; i++) {
		names[i][0] = in->rows[i].name;
		names[i][1] = in->rows[i].qualifier;
		g->finished[i] = gantt_finished_text(g, &in->rows[i]);
		g->slips[i] = gantt_slip_text(g, &in->rows[i]);
	}
	g->name_width = fmax(80, row_name_width((const char *const(*)[2])names,
						in->row_count, NAME_WIDTH_MAX));
	g->finished_width =
		fmin(110, widest(g->finished, in->row_count,
				 font(COLOR_INK2, SIZE_LABEL, 0), 46));
	g->slip_width = widest(g->slips, in->row_count,
			       font(COLOR_VERM, SIZE_LABEL, FONT_BOLD), 42);
	g->x.from = g->name_width + 16;
	g->x.to =
		FIGURE_WIDTH - 2 - g->slip_width - 14 - g->finished_width - 20;
}

static double
x_at(const struct gantt *g, int64_t at_us)
{
	return scale_at(&g->x, (double)at_us);
}

static bool
is_visible(const struct gantt *g, const struct figure_band *band)
{
	return (double)band->end_us > g->x.lo &&
	       (double)band->start_us < g->x.hi;
}

/* Labels of freezes and events above the heading line. */
static void
draw_marks(struct gantt *g)
{
	const struct figure_gantt *in = g->in;
	const struct font freeze_font =
		font(COLOR_MUTE, SIZE_NOTE, FONT_CENTER | FONT_HALO);
	const struct font event_font =
		font(COLOR_PURPLE, SIZE_NOTE, FONT_CENTER);
	size_t count = in->freeze_count + in->event_count;
	struct lane_label *labels =
		dbr_arena_array(g->draft.arena, count + 1, sizeof(*labels));
	int lanes;

	for (size_t i = 0; i < in->freeze_count; i++) {
		const struct figure_band *band = &in->freezes[i];

		labels[i].x =
			(x_at(g, band->start_us) + x_at(g, band->end_us)) / 2;
		labels[i].width =
			is_visible(g, band)
				? text_width_of(band->name, freeze_font)
				: 0;
	}
	for (size_t i = 0; i < in->event_count; i++) {
		struct lane_label *label = &labels[in->freeze_count + i];

		label->x = x_at(g, in->events[i].at_us);
		label->width = text_width_of(in->events[i].name, event_font);
	}
	lanes = lanes_assign(labels, count, g->x.from, FIGURE_WIDTH);
	g->top = 26 + LANE * lanes;
	g->bottom = g->top + ROW * (double)in->row_count;
	for (size_t i = 0; i < count; i++) {
		bool is_freeze = i < in->freeze_count;
		double y = g->top - 28 - LANE * labels[i].lane;

		if (labels[i].lane < 0 || labels[i].width <= 0)
			continue;
		script_text(&g->draft.script, point_at(labels[i].x, y),
			    is_freeze ? freeze_font : event_font,
			    is_freeze ? in->freezes[i].name
				      : in->events[i - in->freeze_count].name);
	}
}

static void
draw_ground(struct gantt *g)
{
	struct script *s = &g->draft.script;
	struct ticks ticks;
	double free_from = 0;

	for (size_t i = 0; i < g->in->freeze_count; i++) {
		const struct figure_band *band = &g->in->freezes[i];

		if (is_visible(g, band))
			script_rect(s,
				    (struct box){x_at(g, band->start_us),
						 g->top, x_at(g, band->end_us),
						 g->bottom},
				    COLOR_BAND);
	}
	ticks_time(&ticks, &g->x, 8, g->draft.style->zone);
	for (size_t i = 0; i < ticks.count; i++) {
		const struct font style = scale_font(FONT_HALO);
		double x = scale_at(&g->x, ticks.at[i].value);
		double width = text_width_of(ticks.at[i].text, style);

		if (!ticks.at[i].is_edge)
			script_line(s, point_at(x, g->top),
				    point_at(x, g->bottom),
				    pen(COLOR_GRID, 1));
		if (x < free_from || x + 3 + width > g->x.to + 10)
			continue;
		script_text(s, point_at(x + 3, g->top - 12), style,
			    ticks.at[i].text);
		free_from = x + width + 9;
	}
	for (size_t i = 0; i <= g->in->row_count; i++)
		draw_row_rule(&g->draft, g->top + ROW * (double)i);
}

static void
draw_bar(struct gantt *g, int64_t from_us, int64_t to_us, double top,
	 enum color color)
{
	double x0 = x_at(g, from_us), x1 = fmax(x_at(g, to_us), x0 + 1.5);

	script_rect(&g->draft.script,
		    (struct box){x0, top + BAR_TOP, x1, top + BAR_BOTTOM},
		    color);
}

/* Blue up to the planned end, vermillion after it. */
static void
draw_work(struct gantt *g, const struct figure_gantt_row *row,
	  const struct work *work, double top)
{
	enum color blue = work->has_stood ? COLOR_BLUE : COLOR_BLUE_LIGHT;
	enum color verm = work->has_stood ? COLOR_VERM : COLOR_VERM_LIGHT;
	int64_t planned =
		is_known(row->planned_end_us) ? row->planned_end_us : INT64_MAX;

	if (work->from_us < planned || work->to_us <= planned)
		draw_bar(g, work->from_us,
			 work->to_us < planned ? work->to_us : planned, top,
			 blue);
	if (work->to_us > planned)
		draw_bar(g, work->from_us > planned ? work->from_us : planned,
			 work->to_us, top, verm);
}

static void
draw_bracket(struct gantt *g, const struct figure_gantt_row *row, double top)
{
	struct script *s = &g->draft.script;
	const struct pen grey = pen(COLOR_RULE, 1.5);
	double y = top + BRACKET, x0, x1;

	if (!is_known(row->planned_start_us) || !is_known(row->planned_end_us))
		return;
	x0 = x_at(g, row->planned_start_us);
	x1 = x_at(g, row->planned_end_us);
	script_line(s, point_at(x0, y), point_at(x1, y), grey);
	script_line(s, point_at(x0, y - 3), point_at(x0, y + 3), grey);
	script_line(s, point_at(x1, y - 3), point_at(x1, y + 3), grey);
}

static void
draw_diamond(struct script *s, double x, double y)
{
	const struct point corners[5] = {
		{x, y - 7}, {x + 7, y}, {x, y + 7}, {x - 7, y}, {x, y - 7},
	};

	script_polygon(s, corners, 4, COLOR_PAPER);
	script_path(s, corners, 5, pen(COLOR_VERM, 1.5));
}

static void
draw_attempts(struct gantt *g, const struct figure_gantt_row *row, double top)
{
	const struct font style =
		font(COLOR_VERM, SIZE_NOTE, FONT_CENTER | FONT_HALO);
	double sum = 0, half;
	const char *text;

	if (!row->attempt_count)
		return;
	for (size_t i = 0; i < row->attempt_count; i++) {
		double x = x_at(g, row->attempts[i].rolled_back_at_us);

		draw_diamond(&g->draft.script, x,
			     top + (BAR_TOP + BAR_BOTTOM) / 2.0);
		sum += x;
	}
	text = gantt_rollback_text(g, row);
	half = text_width_of(text, style) / 2;
	sum /= (double)row->attempt_count;
	sum = fmin(fmax(sum, g->x.from + half), g->x.to + 14 - half);
	script_text(&g->draft.script, point_at(sum, top + LABEL), style, text);
}

/* A bar that still grows ends in an arrow. */
static void
draw_open_end(struct gantt *g, const struct figure_gantt_row *row, double top)
{
	int64_t end = gantt_run_end(g, row);
	bool is_late =
		is_known(row->planned_end_us) && end > row->planned_end_us;
	double x = x_at(g, end);
	const struct point corners[3] = {
		{x - 0.5, top + BAR_TOP - 2},
		{x + 9, top + (BAR_TOP + BAR_BOTTOM) / 2.0},
		{x - 0.5, top + BAR_BOTTOM + 2},
	};

	if (is_known(row->actual_start_us) && !is_known(row->actual_end_us) &&
	    !row->status)
		script_polygon(&g->draft.script, corners, 3,
			       is_late ? COLOR_VERM : COLOR_BLUE);
}

static void
draw_row(struct gantt *g, size_t i)
{
	const struct figure_gantt_row *row = &g->in->rows[i];
	struct script *s = &g->draft.script;
	double top = g->top + ROW * (double)i, middle = top + ROW / 2.0;
	double right = FIGURE_WIDTH - 2 - g->slip_width - 14;
	double slip = 0;
	bool has_slip = gantt_slip_seconds(g, row, &slip);
	enum color color = !has_slip  ? COLOR_MUTE
			   : slip > 0 ? COLOR_VERM
				      : COLOR_BLUE;

	draw_row_name(&g->draft, point_at(0, middle), g->name_width,
		      font(COLOR_INK, SIZE_LABEL, FONT_BOLD),
		      (const char *const[2]){row->name, row->qualifier});
	if (is_known(row->actual_start_us))
		draw_work(g, row,
			  &(struct work){row->actual_start_us,
					 gantt_run_end(g, row), true},
			  top);
	for (size_t j = 0; j < row->attempt_count; j++)
		draw_work(g, row,
			  &(struct work){row->attempts[j].start_us,
					 row->attempts[j].rolled_back_at_us,
					 false},
			  top);
	draw_bracket(g, row, top);
	draw_open_end(g, row, top);
	script_text_cut(s, point_at(right - g->finished_width, middle + 1),
			font(COLOR_INK2, SIZE_LABEL, FONT_LEFT),
			g->finished_width, g->finished[i]);
	script_text(s, point_at(FIGURE_WIDTH - 2, middle + 1),
		    font(color, SIZE_LABEL,
			 FONT_RIGHT | (has_slip && slip > 0 ? FONT_BOLD : 0)),
		    g->slips[i]);
}

static void
draw_headings(struct gantt *g)
{
	struct script *s = &g->draft.script;
	const struct font left = font(COLOR_MUTE, SIZE_NOTE, FONT_LEFT);
	double y = g->top - 12;
	double right = FIGURE_WIDTH - 2 - g->slip_width - 14;

	script_text_cut(s, point_at(0, y), left, g->name_width + 10,
			g->in->row_heading ? g->in->row_heading
					   : "Work package");
	script_text(s, point_at(right - g->finished_width, y), left,
		    "Finished");
	script_text(s, point_at(FIGURE_WIDTH - 2, y),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT), "vs plan");
}

/* A key in one line at the bottom, in place of a legend box. */
static void
draw_key(struct gantt *g, bool has_attempts)
{
	struct script *s = &g->draft.script;
	const struct font style = font(COLOR_MUTE, SIZE_NOTE, FONT_LEFT);
	double x = g->x.from, y = g->bottom + 18;

	script_rect(s, (struct box){x, y - 5, x + 14, y + 5}, COLOR_BLUE);
	script_text(s, point_at(x + 19, y), style, "actual");
	x += 64;
	script_rect(s, (struct box){x, y - 5, x + 14, y + 5}, COLOR_VERM);
	script_text(s, point_at(x + 19, y), style, "past planned end");
	x += 122;
	if (has_attempts) {
		script_rect(s, (struct box){x, y - 5, x + 7, y + 5},
			    COLOR_BLUE_LIGHT);
		script_rect(s, (struct box){x + 7, y - 5, x + 14, y + 5},
			    COLOR_VERM_LIGHT);
		draw_diamond(s, x + 22, y);
		script_text(s, point_at(x + 34, y), style,
			    "attempt rolled back");
		x += 150;
	}
	script_line(s, point_at(x, y), point_at(x + 20, y),
		    pen(COLOR_RULE, 1.5));
	script_line(s, point_at(x, y - 3), point_at(x, y + 3),
		    pen(COLOR_RULE, 1.5));
	script_line(s, point_at(x + 20, y - 3), point_at(x + 20, y + 3),
		    pen(COLOR_RULE, 1.5));
	script_text(s, point_at(x + 25, y), style, "planned window");
}

enum dbr_status
figure_gantt_draw(struct figure *out, const struct figure_gantt *in,
		  const struct figure_style *style, struct dbr_arena *arena,
		  struct dbr_error *err)
{
	struct gantt g = {.in = in};
	size_t attempts = 0;

	draft_begin(&g.draft, out, style, arena);
	gantt_fill_table(&g);
	if (!find_range(&g))
		return draft_give_up(&g.draft, "There is nothing planned or "
					       "done to draw.");
	lay_out(&g);
	draw_marks(&g);
	g.draft.script.height = g.bottom + FOOT;
	draw_ground(&g);
	for (size_t i = 0; i < in->row_count; i++) {
		draw_row(&g, i);
		attempts += in->rows[i].attempt_count;
	}
	for (size_t i = 0; i < in->event_count; i++)
		script_line(&g.draft.script,
			    point_at(x_at(&g, in->events[i].at_us), g.top - 18),
			    point_at(x_at(&g, in->events[i].at_us), g.bottom),
			    pen_dashed(COLOR_PURPLE, 1, 2));
	for (size_t i = 0; i < in->row_count; i++)
		draw_attempts(&g, &in->rows[i], g.top + ROW * (double)i);
	draw_headings(&g);
	draw_key(&g, attempts > 0);
	return draft_finish(&g.draft, "Planned and actual windows",
			    gantt_describe(&g), err);
}
