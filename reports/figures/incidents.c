/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/figures/incidents.h"
#include <math.h>
#include <stdlib.h>
#include "reports/figures/incidents_table.h"

enum {
	NAME_WIDTH_MAX = 150,
	RIGHT = 640,
	MARGIN = 652,	/* numbers at the right */
	LANE = 14,
	ROW_HEIGHT = 38, LETTERS_MAX = 26, LETTER_PITCH = 15,
	STACK_HEIGHT_MAX = 110,
	PANEL = 220,
	TIPS_MAX = 300, DOTS_MAX = 2000,	/* of a row */
};
static const double DOT_PITCH = 6.2, DOT_RADIUS = 1.9;

static int
by_time(const void *a, const void *b)
{
	const struct figure_incident *x = a, *y = b;

	if (x->at_us != y->at_us)
		return x->at_us < y->at_us ? -1 : 1;
	return x->severity < y->severity ? -1 : x->severity > y->severity;
}

/* Those inside the watch with a known severity, in time. */
static void
take_incidents(struct incidents *f)
{
	const struct figure_incidents *in = f->in;

	f->incidents = dbr_arena_array(f->draft.arena, in->incident_count + 1,
				       sizeof(*f->incidents));
	for (size_t i = 0; i < in->incident_count; i++) {
		const struct figure_incident *incident = &in->incidents[i];

		if (incident->at_us >= in->start_us &&
		    incident->at_us <= in->end_us &&
		    incident->severity < in->severity_count)
			f->incidents[f->count++] = *incident;
	}
	qsort(f->incidents, f->count, sizeof(*f->incidents), by_time);
}

/* Dots of one bin lie on top of each other: the shortest round bin that is
 * wider than a dot. */
static void
choose_bins(struct incidents *f)
{
	static const double hours[] = { 0.25, 1, 2, 3, 6, 12, 24, 48, 72, 168,
					336, 672, 1344, 8760, 87600 };
	double us_per_pixel = (f->x.hi - f->x.lo) / (f->x.to - f->x.from);
	size_t i = 0;

	while (i + 1 < sizeof(hours) / sizeof(hours[0]) &&
	       hours[i] * DBR_HOUR_US < DOT_PITCH * us_per_pixel)
		i++;
	f->bin_us = hours[i] * DBR_HOUR_US;
	f->bin_count = (size_t)fmin(ceil((f->x.hi - f->x.lo) / f->bin_us) + 1,
				    RIGHT);
}

static size_t
bin_of(const struct incidents *f, int64_t at_us)
{
	size_t bin = (size_t)(((double)at_us - f->x.lo) / f->bin_us);

	return bin < f->bin_count ? bin : f->bin_count - 1;
}

/* Stack heights of a severity, per bin; returns the highest. */
static size_t
count_bins(const struct incidents *f, size_t severity, size_t *bins)
{
	size_t highest = 0;

	for (size_t i = 0; i < f->bin_count; i++)
		bins[i] = 0;
	for (size_t i = 0; i < f->count; i++)
		if (f->incidents[i].severity == severity) {
			size_t n = ++bins[bin_of(f, f->incidents[i].at_us)];

			highest = n > highest ? n : highest;
		}
	return highest;
}

static size_t
count_of(const struct incidents *f, size_t severity)
{
	size_t count = 0;

	for (size_t i = 0; i < f->count; i++)
		count += f->incidents[i].severity == severity;
	return count;
}

static bool
is_lettered(const struct incidents *f, size_t severity)
{
	return f->in->severities[severity].is_lettered &&
	       count_of(f, severity) <= LETTERS_MAX;
}

static const char *
tip_of(const struct incidents *f, const struct figure_incident *incident)
{
	return f->count <= TIPS_MAX ? incident->tip : NULL;
}

static void
draw_letters(struct incidents *f, size_t severity, double top)
{
	struct script *s = &f->draft.script;
	size_t left = count_of(f, severity);
	double free_from = f->x.from;
	char letter[2] = "A";

	for (size_t i = 0; i < f->count; i++) {
		const struct figure_incident *incident = &f->incidents[i];
		double true_x = scale_at(&f->x, (double)incident->at_us);
		double last = f->x.to - LETTER_PITCH * ((double)left - 1);
		double x = fmin(fmax(true_x, free_from), last);

		if (incident->severity != severity)
			continue;
		script_tip_dot(s, point_at(x, top + 18), 6, COLOR_VERM,
			       tip_of(f, incident));
		script_text(s, point_at(x, top + 18),
			    font(COLOR_PAPER, 10.5, FONT_BOLD | FONT_CENTER),
			    letter);
		script_line(s, point_at(true_x, top + 29),
			    point_at(true_x, top + 36),
			    pen(COLOR_VERM, 1.25));
		free_from = x + LETTER_PITCH;
		letter[0]++;
		left--;
	}
}

static enum color
severity_color(const struct incidents *f, size_t severity)
{
	if (f->in->severities[severity].is_lettered)
		return COLOR_VERM;
	return severity < 2 ? COLOR_INK2 : COLOR_RULE;
}

static double
bin_middle(const struct incidents *f, size_t bin)
{
	return scale_at(&f->x, f->x.lo + ((double)bin + 0.5) * f->bin_us);
}

/* Too many to tell dots apart: one bar per stack. */
static void
draw_bars(struct incidents *f, size_t severity, double bottom, double pitch)
{
	size_t *bins = dbr_arena_array(f->draft.arena, f->bin_count,
				       sizeof(*bins));

	count_bins(f, severity, bins);
	for (size_t i = 0; i < f->bin_count; i++) {
		double x = bin_middle(f, i);
		double height = pitch * (double)bins[i];

		if (bins[i])
			script_rect(&f->draft.script,
				    (struct box){ x - 1.5, bottom - height,
						  x + 1.5, bottom },
				    severity_color(f, severity));
	}
}

static void
draw_stacks(struct incidents *f, size_t severity, double bottom, double pitch)
{
	size_t *bins = dbr_arena_array(f->draft.arena, f->bin_count,
				       sizeof(*bins));
	double radius = fmin(DOT_RADIUS, fmax(pitch * 0.4, 0.6));

	for (size_t i = 0; i < f->count; i++) {
		const struct figure_incident *incident = &f->incidents[i];
		size_t bin = bin_of(f, incident->at_us);
		double y = bottom - pitch * (double)bins[bin];

		if (incident->severity != severity)
			continue;
		bins[bin]++;
		script_tip_dot(&f->draft.script,
			       point_at(bin_middle(f, bin), y), radius,
			       severity_color(f, severity),
			       tip_of(f, incident));
	}
}

/* Height of a row; stacks too high for it are squeezed. */
static double
lay_out_row(const struct incidents *f, size_t severity, double *pitch)
{
	size_t *bins = dbr_arena_array(f->draft.arena, f->bin_count,
				       sizeof(*bins));
	double stack = (double)count_bins(f, severity, bins);

	*pitch = fmin(DOT_PITCH, STACK_HEIGHT_MAX / fmax(stack, 1));
	if (is_lettered(f, severity))
		return ROW_HEIGHT;
	return fmax(ROW_HEIGHT, 22 + *pitch * fmax(stack - 1, 0));
}

static double
draw_severity(struct incidents *f, size_t severity, double top)
{
	bool has_letters = is_lettered(f, severity);
	double pitch, height = lay_out_row(f, severity, &pitch);
	double middle = top + height / 2;
	const struct font style = font(has_letters ? COLOR_INK : COLOR_INK2,
				       SIZE_LABEL,
				       has_letters ? FONT_BOLD : FONT_LEFT);

	script_text_cut(&f->draft.script, point_at(0, middle), style,
			f->name_width, f->in->severities[severity].name);
	script_text(&f->draft.script, point_at(MARGIN + 2, middle), style,
		    count_text(f->draft.arena,
			       (int64_t)count_of(f, severity)));
	if (has_letters)
		draw_letters(f, severity, top);
	else if (count_of(f, severity) > DOTS_MAX)
		draw_bars(f, severity, top + height - 7, pitch);
	else
		draw_stacks(f, severity, top + height - 9, pitch);
	draw_row_rule(&f->draft, top + height);
	return top + height;
}

/* Labels of fixes, in lanes above the rows; sets where the rows start. */
static void
draw_events(struct incidents *f)
{
	const struct font bold = font(COLOR_PURPLE, SIZE_NOTE,
				      FONT_BOLD | FONT_SCALE);
	const struct font style = font(COLOR_PURPLE, SIZE_NOTE,
				       FONT_CENTER | FONT_SCALE);
	size_t count = f->in->event_count, shown = 0;
	const struct figure_event **events =
		dbr_arena_array(f->draft.arena, count + 1, sizeof(*events));
	struct lane_label *labels =
		dbr_arena_array(f->draft.arena, count + 1, sizeof(*labels));
	int lanes;

	for (size_t i = 0; i < count; i++) {
		const struct figure_event *event = &f->in->events[i];

		if (!incidents_has_event(f, i))
			continue;
		labels[shown].x = scale_at(&f->x, (double)event->at_us);
		labels[shown].width = text_width_of(event->name, style);
		if (event->key)
			labels[shown].width +=
				4 + text_width_of(event->key, bold);
		events[shown++] = event;
	}
	lanes = lanes_assign(labels, shown, f->x.from - 40, MARGIN - 6);
	f->top = 20 + LANE * fmax(lanes, 1);
	for (size_t i = 0; i < shown; i++)
		if (labels[i].lane >= 0)
			script_text2(&f->draft.script,
				     point_at(labels[i].x,
					      f->top - 18 -
						      LANE * labels[i].lane),
				     style, events[i]->key, events[i]->name);
	script_text(&f->draft.script, point_at(MARGIN + 2, f->top - 18),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_LEFT), "n");
}

static void
draw_event_lines(struct incidents *f, double top, double bottom)
{
	for (size_t i = 0; i < f->in->event_count; i++) {
		double x = scale_at(&f->x, (double)f->in->events[i].at_us);

		if (incidents_has_event(f, i))
			script_line(&f->draft.script, point_at(x, top),
				    point_at(x, bottom),
				    pen_dashed(COLOR_PURPLE, 1.25, 2));
	}
}

static void
draw_band(struct incidents *f, const struct scale *y)
{
	size_t count = f->in->band_count;
	struct band_corner *corners = dbr_arena_array(f->draft.arena,
						      count + 1,
						      sizeof(*corners));

	for (size_t i = 0; i < count; i++) {
		const struct figure_expected *at = &f->in->band[i];

		corners[i].x = scale_at(&f->x, (double)at->at_us);
		corners[i].lo = scale_at(y, at->lo);
		corners[i].hi = scale_at(y, at->hi);
	}
	script_band(&f->draft.script, corners, count, COLOR_BAND);
}

static void
draw_band_middle(struct incidents *f, const struct scale *y)
{
	size_t count = f->in->band_count;
	struct point *points = dbr_arena_array(f->draft.arena, count + 1,
					       sizeof(*points));

	for (size_t i = 0; i < count; i++) {
		const struct figure_expected *at = &f->in->band[i];

		points[i] = point_at(scale_at(&f->x, (double)at->at_us),
				     scale_at(y, at->expected));
	}
	script_path(&f->draft.script, points, count,
		    pen_dashed(COLOR_RULE, 1.25, 3));
}

/* Steps too narrow to be seen are drawn as one. */
static void
draw_steps(struct incidents *f, const struct scale *y)
{
	const double visible = 0.25;
	struct point *points = dbr_arena_array(f->draft.arena,
					       2 * f->count + 4,
					       sizeof(*points));
	size_t count = 0;
	struct point last = { f->x.from, scale_at(y, 0) };

	points[count++] = last;
	for (size_t i = 0; i < f->count; i++) {
		double x = scale_at(&f->x, (double)f->incidents[i].at_us);

		last.y = scale_at(y, (double)i);
		if (x - last.x >= visible || !i) {
			points[count++] = last;
			points[count++] = point_at(x, last.y);
			last.x = x;
		}
	}
	last.y = scale_at(y, (double)f->count);
	points[count++] = last;
	points[count++] = point_at(f->x.to, last.y);
	script_path(&f->draft.script, points, count, pen(COLOR_BLUE, 2));
}

/* Two labels of two lines each, clear of each other and of the axis. */
static void
part_ends(const struct incidents *f, double *observed, double *expected)
{
	double *upper = *observed <= *expected ? observed : expected;
	double *lower = upper == observed ? expected : observed;
	double push = fmax(0, (36 - (*lower - *upper)) / 2);

	*lower = fmin(*lower + push, f->panel_bottom - 18);
	*upper = fmin(*upper - push, *lower - 36);
}

/* What the two lines come to, at their ends. */
static void
draw_ends(struct incidents *f, const struct scale *y)
{
	const struct figure_incidents *in = f->in;
	struct dbr_arena *arena = f->draft.arena;
	struct script *s = &f->draft.script;
	double observed = scale_at(y, (double)f->count);
	double expected = scale_at(y, in->expected.value);

	if (in->expected.has_value)
		part_ends(f, &observed, &expected);
	script_text2(s, point_at(MARGIN, observed),
		     font(COLOR_BLUE, SIZE_LABEL, FONT_LEFT),
		     number_text(arena, &in->observed), "observed");
	if (in->difference.has_value)
		script_text(s, point_at(MARGIN, observed + 14),
			    font(COLOR_BLUE, SIZE_NOTE, FONT_LEFT),
			    dbr_arena_textf(arena, "%s vs baseline",
					    number_text(arena,
							&in->difference)));
	if (!in->expected.has_value)
		return;
	script_text(s, point_at(MARGIN, expected),
		    font(COLOR_MUTE, SIZE_LABEL, FONT_LEFT),
		    dbr_arena_textf(arena, "%s expected",
				    number_text(arena, &in->expected)));
	if (in->expected.has_lo || in->expected.has_hi)
		script_text(s, point_at(MARGIN, expected + 15),
			    font(COLOR_MUTE, SIZE_NOTE, FONT_LEFT),
			    dbr_arena_textf(arena, "%g\xC2\xA0%%: %s",
					    in->expected.level * 100,
					    interval_text(arena,
							  &in->expected)));
}

static double
highest_count(const struct incidents *f)
{
	double highest = fmax((double)f->count, 1);

	for (size_t i = 0; i < f->in->band_count; i++)
		highest = fmax(highest, f->in->band[i].hi);
	return highest;
}

static void
draw_cumulative(struct incidents *f, const struct scale *y)
{
	struct script *s = &f->draft.script;
	struct ticks ticks;

	script_text(s, point_at(0, f->panel_top - 18),
		    font(COLOR_INK, SIZE_LABEL, FONT_BOLD),
		    "Cumulative incidents, all severities");
	ticks_linear(&ticks, 0, y->hi, 5);
	for (size_t i = 0; i < ticks.count; i++) {
		double at = scale_at(y, ticks.at[i].value);

		if (ticks.at[i].value != floor(ticks.at[i].value))
			continue;
		script_line(s, point_at(f->x.from, at),
			    point_at(f->x.to, at), pen(COLOR_GRID, 1));
		script_text(s, point_at(f->x.from - 8, at),
			    scale_font(FONT_RIGHT),
			    count_text(f->draft.arena,
				       (int64_t)ticks.at[i].value));
	}
}

static void
lay_out(struct incidents *f)
{
	const struct figure_incidents *in = f->in;
	const char *(*names)[2] = dbr_arena_array(f->draft.arena,
						  in->severity_count,
						  sizeof(*names));
	double pitch;

	for (size_t i = 0; i < in->severity_count; i++)
		names[i][0] = in->severities[i].name;
	f->name_width = row_name_width((const char *const(*)[2])names,
				       in->severity_count, NAME_WIDTH_MAX);
	f->x = (struct scale){ .lo = (double)in->start_us,
			       .hi = (double)in->end_us,
			       .from = fmax(96, f->name_width + 14),
			       .to = RIGHT };
	choose_bins(f);
	draw_events(f);
	f->rows_bottom = f->top;
	for (size_t i = 0; i < in->severity_count; i++)
		f->rows_bottom += lay_out_row(f, i, &pitch);
	f->panel_top = f->rows_bottom + 40;
	f->panel_bottom = f->panel_top + PANEL;
}

static void
draw_all(struct incidents *f)
{
	const struct scale y = { .lo = 0, .hi = highest_count(f) * 1.06,
				 .from = f->panel_bottom,
				 .to = f->panel_top };
	double top = f->top;

	draw_band(f, &y);
	incidents_draw_axis(f);
	draw_cumulative(f, &y);
	draw_band_middle(f, &y);
	draw_row_rule(&f->draft, f->top);
	for (size_t i = 0; i < f->in->severity_count; i++)
		top = draw_severity(f, i, top);
	draw_event_lines(f, f->top - 6, f->rows_bottom);
	draw_event_lines(f, f->panel_top, f->panel_bottom);
	draw_steps(f, &y);
	draw_ends(f, &y);
}

enum dbr_status
figure_incidents_draw(struct figure *out, const struct figure_incidents *in,
		      const struct figure_style *style,
		      struct dbr_arena *arena, struct dbr_error *err)
{
	struct incidents f = { .in = in };

	draft_begin(&f.draft, out, style, arena);
	take_incidents(&f);
	if (in->end_us <= in->start_us)
		return draft_give_up(&f.draft, "The data end with the "
				     "go-live: nobody has watched yet.");
	if (!in->severity_count)
		return draft_give_up(&f.draft, dbr_arena_textf(
			arena, "No incident was opened between the go-live "
			"and %s UTC.",
			moment_text(&f.draft, in->end_us)));
	incidents_fill_table(&f);
	lay_out(&f);
	f.draft.script.height = f.panel_bottom + 40;
	draw_all(&f);
	return draft_finish(&f.draft, "Incidents after go-live",
			    incidents_describe(&f), err);
}
