/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/figures/curves.h"
#include <math.h>
#include "reports/draw.h"

enum {
	ROW = 72,
	TOP = 46,
	PAD = 8, /* above and below a curve, in its row */
	NAME_WIDTH_MAX = 150,
	GAP = 16,
	AXIS = 40,
	BEHIND_MAX = 12, /* more rows than that have no others behind */
};

struct curves {
	struct draft draft;
	const struct figure_curves *in;
	struct scale x;
	double highest;
	double name_width, count_right, rate_right;
	double bottom;
};

static double
end_of(const struct figure_curve *row)
{
	return row->step * (double)row->count;
}

static bool
find_range(struct curves *f)
{
	f->x.lo = 0;
	for (size_t i = 0; i < f->in->row_count; i++) {
		f->x.hi = fmax(f->x.hi, f->in->rows[i].watched_us);
		f->highest = fmax(f->highest, end_of(&f->in->rows[i]));
	}
	if (!(f->highest > 0))
		f->highest = 1;
	return f->x.hi > 0;
}

static const char *
rate_text(struct curves *f, const struct figure_curve *row)
{
	return row->rate.has_value ? number_text(f->draft.arena, &row->rate)
				   : "\xE2\x80\x93";
}

static double
widen(double width, const char *text, int flags)
{
	return ceil(fmax(width, text_width_of(text, font(COLOR_INK, SIZE_LABEL,
							 flags))));
}

static void
lay_out(struct curves *f)
{
	const struct figure_curves *in = f->in;
	struct dbr_arena *arena = f->draft.arena;
	const char *(*names)[2] =
		dbr_arena_array(arena, in->row_count, sizeof(*names));
	double count = widen(20, "incidents", 0), rate = 0;

	if (in->rate_heading)
		rate = widen(20, in->rate_heading, 0);
	for (size_t i = 0; i < in->row_count; i++) {
		const struct figure_curve *row = &in->rows[i];

		names[i][0] = row->name;
		names[i][1] = row->qualifier;
		count = widen(count, count_text(arena, (int64_t)row->count),
			      FONT_BOLD);
		if (!in->rate_heading)
			continue;
		rate = widen(rate, rate_text(f, row), 0);
		rate = widen(rate, interval_text(arena, &row->rate), 0);
	}
	f->name_width = fmax(96, row_name_width((const char *const(*)[2])names,
						in->row_count, NAME_WIDTH_MAX));
	f->rate_right = FIGURE_WIDTH - 2;
	f->count_right = in->rate_heading ? f->rate_right - rate - GAP
					  : f->rate_right;
	f->x.from = f->name_width + 52;
	f->x.to = f->count_right - count - GAP;
	f->bottom = TOP + ROW * (double)in->row_count;
}

static struct scale
row_scale(const struct curves *f, size_t row)
{
	double top = TOP + ROW * (double)row;

	return (struct scale){.hi = f->highest,
			      .from = top + ROW - PAD,
			      .to = top + PAD};
}

/* One step an incident, flat to the end of the watch; steps too narrow to
 * be seen are drawn as one. */
static void
draw_curve(struct curves *f, const struct figure_curve *row,
	   const struct scale *y, struct pen style)
{
	const double visible = 0.25;
	struct point *points = dbr_arena_array(
		f->draft.arena, 2 * row->count + 3, sizeof(*points));
	struct point last = {f->x.from, scale_at(y, 0)};
	size_t count = 0;

	points[count++] = last;
	for (size_t i = 0; i < row->count; i++) {
		double x = scale_at(&f->x, row->after_us[i]);

		if (x - last.x >= visible || !i) {
			points[count++] = point_at(x, last.y);
			last.x = x;
			last.y = scale_at(y, row->step * ((double)i + 1));
			points[count++] = last;
		}
	}
	last.y = scale_at(y, end_of(row));
	points[count++] = point_at(last.x, last.y);
	points[count++] = point_at(scale_at(&f->x, row->watched_us), last.y);
	script_path(&f->draft.script, points, count, style);
}

/* The first tick is 0, which the rule of the row stands for. */
static void
draw_row_grid(struct curves *f, const struct scale *y)
{
	struct script *s = &f->draft.script;
	struct ticks ticks;

	ticks_linear(&ticks, 0, f->highest, 2);
	for (size_t i = 1; i < ticks.count; i++) {
		double at = scale_at(y, ticks.at[i].value);

		script_line(s, point_at(f->x.from, at), point_at(f->x.to, at),
			    pen(COLOR_GRID, 1));
		script_text(s, point_at(f->x.from - 6, at),
			    scale_font(FONT_RIGHT), ticks.at[i].text);
	}
	script_line(s, point_at(f->x.from, y->from), point_at(f->x.to, y->from),
		    pen(COLOR_RULE, 1));
}

static void
draw_row(struct curves *f, size_t i)
{
	const struct figure_curve *row = &f->in->rows[i];
	struct script *s = &f->draft.script;
	struct dbr_arena *arena = f->draft.arena;
	struct scale y = row_scale(f, i);
	double middle = (y.from + y.to) / 2;

	draw_row_grid(f, &y);
	for (size_t k = 0; f->in->row_count <= BEHIND_MAX &&
			   k < f->in->row_count; k++)
		if (k != i)
			draw_curve(f, &f->in->rows[k], &y, pen(COLOR_BAND2, 1.5));
	draw_curve(f, row, &y, pen(COLOR_BLUE, 2));
	draw_row_name(&f->draft, point_at(0, middle), f->name_width,
		      font(COLOR_INK, SIZE_LABEL, FONT_BOLD),
		      (const char *const[2]){row->name, row->qualifier});
	script_text(s, point_at(f->count_right, middle),
		    font(COLOR_BLUE, SIZE_LABEL, FONT_RIGHT | FONT_BOLD),
		    count_text(arena, (int64_t)row->count));
	if (f->in->rate_heading) {
		script_text(s, point_at(f->rate_right, middle - 7),
			    font(COLOR_INK, SIZE_LABEL, FONT_RIGHT),
			    rate_text(f, row));
		script_text(s, point_at(f->rate_right, middle + 8),
			    font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT),
			    interval_text(arena, &row->rate));
	}
	draw_row_rule(&f->draft, TOP + ROW * ((double)i + 1));
}

/* Weeks, or days where the watch was shorter than two of them. */
static void
draw_axis(struct curves *f)
{
	bool has_weeks = f->x.hi >= 14.0 * DBR_DAY_US;
	double unit = (has_weeks ? 7.0 : 1.0) * DBR_DAY_US;
	struct script *s = &f->draft.script;
	struct ticks ticks;

	ticks_linear(&ticks, 0, f->x.hi / unit, 6);
	for (size_t i = 0; i < ticks.count; i++) {
		double x = scale_at(&f->x, ticks.at[i].value * unit);

		script_line(s, point_at(x, TOP), point_at(x, f->bottom),
			    pen(COLOR_GRID, 1));
		script_text(s, point_at(x, f->bottom + 14),
			    scale_font(FONT_CENTER), ticks.at[i].text);
	}
	script_text(s, point_at((f->x.from + f->x.to) / 2, f->bottom + 31),
		    scale_font(FONT_CENTER),
		    has_weeks ? "weeks since each one's own go-live"
			      : "days since each one's own go-live");
}

static void
draw_headings(struct curves *f)
{
	const struct font style = font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT);
	struct script *s = &f->draft.script;

	script_text_cut(s, point_at(0, 13),
			font(COLOR_INK, SIZE_LABEL, FONT_BOLD), FIGURE_WIDTH,
			f->in->title);
	script_text(s, point_at(f->count_right, TOP - 12), style, "incidents");
	if (f->in->rate_heading)
		script_text(s, point_at(f->rate_right, TOP - 12), style,
			    f->in->rate_heading);
	draw_row_rule(&f->draft, TOP);
}

static void
fill_table(struct curves *f)
{
	const char *const columns[] = {
		"Name", "Part", "#Incidents", "#Watched",
		dbr_arena_textf(f->draft.arena, "#%s",
				f->in->rate_heading ? f->in->rate_heading : ""),
		"#95 % interval",
	};
	struct dbr_arena *arena = f->draft.arena;

	table_begin(&f->draft, columns, f->in->rate_heading ? 6 : 4,
		    f->in->row_count);
	for (size_t i = 0; i < f->in->row_count; i++) {
		const struct figure_curve *row = &f->in->rows[i];
		const char **cells = table_row(&f->draft, i);

		cells[0] = row->name;
		cells[1] = row->qualifier ? row->qualifier : "";
		cells[2] = count_text(arena, (int64_t)row->count);
		cells[3] = duration_text(arena, row->watched_us / 1e6);
		if (!f->in->rate_heading)
			continue;
		cells[4] = number_text(arena, &row->rate);
		cells[5] = interval_text(arena, &row->rate);
	}
}

enum dbr_status
figure_curves_draw(struct figure *out, const struct figure_curves *in,
		   const struct figure_style *style, struct dbr_arena *arena,
		   struct dbr_error *err)
{
	struct curves f = {.in = in};
	const char *desc;

	draft_begin(&f.draft, out, style, arena);
	fill_table(&f);
	if (!find_range(&f))
		return draft_give_up(&f.draft, "None of them was live, so "
					       "there is nothing to count.");
	lay_out(&f);
	f.draft.script.height = f.bottom + AXIS;
	draw_axis(&f);
	draw_headings(&f);
	for (size_t i = 0; i < in->row_count; i++)
		draw_row(&f, i);
	desc = dbr_arena_textf(arena,
			       "%zu migrations, each from its own go-live, on "
			       "the same scales.",
			       in->row_count);
	return draft_finish(&f.draft, "Incidents added up since go-live", desc,
			    err);
}
