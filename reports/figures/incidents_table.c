/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/figures/incidents_table.h"
#include <math.h>

enum { LABEL_ROOM = 64, WEEKS_MAX = 530 };

struct axis_step {
	const char *name;
	double us;
};

bool
incidents_has_event(const struct incidents *f, size_t event)
{
	int64_t at_us = f->in->events[event].at_us;

	return at_us >= f->in->start_us && at_us <= f->in->end_us;
}

/* Weeks; days for a watch of two weeks and less, hours for one of days. */
static struct axis_step
axis_step(const struct incidents *f)
{
	static const int weeks[] = { 1, 2, 4, 8, 13, 26, 52, 104, 520 };
	double us_per_pixel = (f->x.hi - f->x.lo) / (f->x.to - f->x.from);
	double room = LABEL_ROOM * us_per_pixel;
	size_t i = 0;

	if (f->x.hi - f->x.lo < 2.0 * (double)DBR_DAY_US)
		return (struct axis_step){ "hour",
					   fmax(1, ceil(room / DBR_HOUR_US)) *
						   DBR_HOUR_US };
	if (f->x.hi - f->x.lo <= 14.0 * (double)DBR_DAY_US)
		return (struct axis_step){ "day",
					   fmax(1, ceil(room / DBR_DAY_US)) *
						   DBR_DAY_US };
	while (i + 1 < sizeof(weeks) / sizeof(weeks[0]) &&
	       7.0 * weeks[i] * DBR_DAY_US < room)
		i++;
	return (struct axis_step){ "week", 7.0 * weeks[i] * DBR_DAY_US };
}

static void
draw_tick(struct incidents *f, double x, const char *label, const char *date)
{
	const struct font style = scale_font(FONT_CENTER);
	struct script *s = &f->draft.script;

	script_line(s, point_at(x, f->top), point_at(x, f->rows_bottom),
		    pen(COLOR_GRID, 1));
	script_line(s, point_at(x, f->panel_top), point_at(x, f->panel_bottom),
		    pen(COLOR_GRID, 1));
	script_text(s, point_at(x, f->panel_bottom + 14), style, label);
	script_text(s, point_at(x, f->panel_bottom + 29), style, date);
}

void
incidents_draw_axis(struct incidents *f)
{
	struct axis_step step = axis_step(f);
	double unit = step.name[0] == 'w' ? 7.0 * DBR_DAY_US :
		      step.name[0] == 'd' ? (double)DBR_DAY_US :
					    (double)DBR_HOUR_US;

	for (size_t i = 0; i < TICKS_MAX; i++) {
		double at = f->x.lo + (double)i * step.us;
		const char *label = "go-live";

		if (at > f->x.hi)
			break;
		if (i)
			label = dbr_arena_textf(f->draft.arena, "%s %.0f",
						step.name,
						(double)i * step.us / unit);
		/* Every second date: they are wider than the weeks. */
		draw_tick(f, scale_at(&f->x, at), label,
			  i % 2 ? "" : day_text(&f->draft, (int64_t)at));
	}
}

/* What the band says at an instant, between its corners. */
static bool
expected_at(const struct figure_incidents *in, double at,
	    struct figure_expected *out)
{
	for (size_t i = 1; i < in->band_count; i++) {
		const struct figure_expected *a = &in->band[i - 1];
		const struct figure_expected *b = &in->band[i];
		double span = (double)b->at_us - (double)a->at_us;
		double share = span > 0 ? (at - (double)a->at_us) / span : 1;

		if (at < (double)a->at_us || at > (double)b->at_us)
			continue;
		out->expected = a->expected +
				share * (b->expected - a->expected);
		out->lo = a->lo + share * (b->lo - a->lo);
		out->hi = a->hi + share * (b->hi - a->hi);
		return true;
	}
	return false;
}

static void
fill_week(struct incidents *f, size_t week, double from, double to)
{
	const struct figure_incidents *in = f->in;
	struct dbr_arena *arena = f->draft.arena;
	const char **cells = table_row(&f->draft, week);
	struct figure_expected expected;
	size_t column = 1;
	int64_t total = 0;

	cells[0] = iso_text(arena, (int64_t)from);
	for (size_t i = 0; i < in->severity_count; i++) {
		int64_t count = 0;

		for (size_t j = 0; j < f->count; j++)
			count += f->incidents[j].severity == i &&
				 (double)f->incidents[j].at_us >= from &&
				 (double)f->incidents[j].at_us < to;
		cells[column++] = count_text(arena, count);
	}
	for (size_t j = 0; j < f->count; j++)
		total += (double)f->incidents[j].at_us < to;
	cells[column++] = count_text(arena, total);
	if (!expected_at(in, fmin(to, (double)in->end_us), &expected))
		return;
	cells[column++] = dbr_arena_textf(arena, "%.1f", expected.expected);
	cells[column] = dbr_arena_textf(arena, "%.1f to %.1f", expected.lo,
					expected.hi);
}

/* The numbers at the right of the picture. */
static void
fill_whole(struct incidents *f, size_t row)
{
	const struct figure_incidents *in = f->in;
	struct dbr_arena *arena = f->draft.arena;
	const char **cells = table_row(&f->draft, row);
	size_t column = 1;

	cells[0] = "Whole time";
	for (size_t i = 0; i < in->severity_count; i++) {
		int64_t count = 0;

		for (size_t j = 0; j < f->count; j++)
			count += f->incidents[j].severity == i;
		cells[column++] = count_text(arena, count);
	}
	cells[column++] = !in->difference.has_value ?
		number_text(arena, &in->observed) :
		dbr_arena_textf(arena, "%s (%s vs baseline)",
				number_text(arena, &in->observed),
				number_text(arena, &in->difference));
	if (!in->band_count)
		return;
	cells[column++] = number_text(arena, &in->expected);
	cells[column] = interval_text(arena, &in->expected);
}

void
incidents_fill_table(struct incidents *f)
{
	const struct figure_incidents *in = f->in;
	size_t column_count = in->severity_count + (in->band_count ? 4 : 2);
	const char **columns = dbr_arena_array(f->draft.arena, column_count,
					       sizeof(*columns));
	double week = 7.0 * DBR_DAY_US;
	double span = (double)in->end_us - (double)in->start_us;
	size_t weeks = (size_t)fmin(ceil(span / week), WEEKS_MAX);
	size_t column = 0;

	columns[column++] = "From";
	for (size_t i = 0; i < in->severity_count; i++)
		columns[column++] = dbr_arena_textf(f->draft.arena, "#%s",
						    in->severities[i].name);
	columns[column++] = "#All so far";
	if (in->band_count) {
		columns[column++] = "#Expected so far";
		columns[column] = dbr_arena_textf(
			f->draft.arena, "#%g\xC2\xA0%% band",
			in->expected.level * 100);
	}
	table_begin(&f->draft, columns, column_count, weeks + 1);
	fill_whole(f, weeks);
	for (size_t i = 0; i < weeks; i++) {
		double from = (double)in->start_us + (double)i * week;

		fill_week(f, i, from, i + 1 == weeks ? INFINITY : from + week);
	}
}

const char *
incidents_describe(struct incidents *f)
{
	const struct figure_incidents *in = f->in;
	struct dbr_arena *arena = f->draft.arena;

	if (!in->expected.has_value)
		return dbr_arena_textf(arena,
				       "%zu incidents after go-live. There is "
				       "no baseline to compare with.",
				       f->count);
	return dbr_arena_textf(arena,
			       "%zu incidents after go-live; the baseline "
			       "leads to expect %s (%s).", f->count,
			       number_text(arena, &in->expected),
			       interval_text(arena, &in->expected));
}
