/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/figures/accuracy.h"
#include <math.h>
#include <stdio.h>
#include "reports/draw.h"

enum {
	ROW = 24,
	TOP = 50,
	TOP_WITHOUT_LINE = 28,
	TICK = 13,
	NAME_WIDTH_MAX = 180,
	GAP = 18, /* between the columns at the right */
	ARROW = 8,
};
static const double ERROR_MIN = 1e-7;

struct accuracy {
	struct draft draft;
	const struct figure_accuracy *in;
	struct scale error; /* share that does not match, to x */
	double name_width, match_right, interval_right;
	double top, bottom; /* of the rows */
};

static bool
has_line(const struct accuracy *f)
{
	return f->in->acceptance > 0;
}

static enum dbr_verdict
verdict_of(const struct accuracy *f, const struct figure_accuracy_row *row)
{
	if (!has_line(f) || !row->match.has_value)
		return DBR_VERDICT_NONE;
	return dbr_number_verdict(&row->match, f->in->acceptance, false);
}

static enum color
verdict_color(enum dbr_verdict verdict)
{
	return verdict == DBR_VERDICT_MISSED ? COLOR_VERM
	       : verdict == DBR_VERDICT_MET  ? COLOR_BLUE
					     : COLOR_INK2;
}

/* A sample without a mismatch has no dot: only a lower end is known. */
static bool
is_none_found(const struct figure_accuracy_row *row)
{
	return row->match.has_value && row->match.value >= 1 &&
	       !row->match.is_census;
}

static const char *
match_text(struct accuracy *f, const struct figure_accuracy_row *row)
{
	if (!row->match.has_value)
		return "not checked";
	return is_none_found(row) ? "none found"
				  : number_text(f->draft.arena, &row->match);
}

static const char *
range_text(struct accuracy *f, const struct figure_accuracy_row *row)
{
	struct dbr_number match = row->match;

	if (!match.has_value)
		return "";
	if (is_none_found(row))
		match.has_hi = false;
	return match.is_census || match.has_lo || match.has_hi
		       ? interval_text(f->draft.arena, &match)
		       : "";
}

static const char *
errors_text(struct accuracy *f, const struct figure_accuracy_row *row)
{
	struct dbr_arena *arena = f->draft.arena;

	return dbr_arena_textf(arena, "%s / %s",
			       count_text(arena, row->mismatched),
			       count_text(arena, row->checked));
}

static void
widen(struct scale *error, double accuracy)
{
	double share = fmax(1 - accuracy, ERROR_MIN);

	if (!isfinite(share) || accuracy >= 1)
		return;
	error->lo = fmin(error->lo, share);
	error->hi = fmax(error->hi, share);
}

static bool
find_range(struct accuracy *f)
{
	bool has_any = false;

	f->error = (struct scale){.lo = 1, .hi = ERROR_MIN, .is_log = true};
	for (size_t i = 0; i < f->in->row_count; i++) {
		const struct dbr_number *match = &f->in->rows[i].match;

		if (!match->has_value)
			continue;
		has_any = true;
		widen(&f->error, match->value);
		if (match->has_lo)
			widen(&f->error, match->lo);
		if (match->has_hi)
			widen(&f->error, match->hi);
	}
	if (has_line(f))
		widen(&f->error, f->in->acceptance);
	if (f->error.lo > f->error.hi)
		f->error.lo = f->error.hi = 0.001;
	/* The line is never at the edge: somebody may be better than it. */
	if (has_line(f) && f->in->acceptance < 1)
		f->error.lo = fmin(f->error.lo, (1 - f->in->acceptance) / 3);
	scale_pad(&f->error, 0.06);
	f->error.hi = fmin(f->error.hi, 1);
	return has_any;
}

static double
widen_column(double width, const char *text, double size, int flags)
{
	return fmax(width,
		    ceil(text_width_of(text, font(COLOR_INK, size, flags))));
}

static void
lay_out(struct accuracy *f)
{
	const struct figure_accuracy *in = f->in;
	const char *(*names)[2] =
		dbr_arena_array(f->draft.arena, in->row_count, sizeof(*names));
	double match = 40, interval = 70, errors = 50;

	for (size_t i = 0; i < in->row_count; i++) {
		const struct figure_accuracy_row *row = &in->rows[i];

		names[i][0] = row->name;
		match = widen_column(match, match_text(f, row), SIZE_LABEL,
				     FONT_BOLD);
		interval = widen_column(interval, range_text(f, row), SIZE_NOTE,
					0);
		errors =
			widen_column(errors, errors_text(f, row), SIZE_NOTE, 0);
	}
	f->name_width = fmax(90, row_name_width((const char *const(*)[2])names,
						in->row_count, NAME_WIDTH_MAX));
	f->interval_right = FIGURE_WIDTH - 2 - errors - GAP;
	f->match_right = f->interval_right - interval - GAP;
	f->error.from = f->match_right - match - GAP - ARROW;
	f->error.to = f->name_width + 24;
	f->top = has_line(f) ? TOP : TOP_WITHOUT_LINE;
	f->bottom = f->top + ROW * (double)in->row_count;
}

static double
x_at(const struct accuracy *f, double accuracy)
{
	return scale_at(&f->error, fmax(1 - accuracy, 0));
}

static const char *
line_text(struct accuracy *f)
{
	return dbr_arena_textf(f->draft.arena, "%.10g",
			       f->in->acceptance * 100);
}

static void
draw_tick(struct accuracy *f, struct ticks *placed, double share,
	  const char *text, bool is_line)
{
	double x = scale_at(&f->error, share);
	double width =
		text_width_of(text, font(COLOR_INK, SIZE_NOTE, FONT_BOLD));
	struct script *s = &f->draft.script;

	if (share < f->error.lo || share > f->error.hi ||
	    placed->count == TICKS_MAX)
		return;
	for (size_t i = 0; i < placed->count; i++)
		if (fabs(placed->at[i].value - x) < width + 10)
			return;
	placed->at[placed->count++].value = x;
	if (!is_line)
		script_line(s, point_at(x, f->top), point_at(x, f->bottom),
			    pen(COLOR_GRID, 1));
	script_text(s, point_at(x, f->bottom + TICK),
		    font(is_line ? COLOR_INK : COLOR_MUTE, SIZE_NOTE,
			 FONT_CENTER | (is_line ? FONT_BOLD : FONT_SCALE)),
		    text);
}

static void
draw_axis(struct accuracy *f)
{
	/* Those that matter most first: they win where room is short. */
	static const struct {
		double share;
		const char *text;
	} ticks[] = {
		{0.01, "99"},	   {0.001, "99.9"},   {0.1, "90"},
		{0.0001, "99.99"}, {1, "0"},	      {1e-5, "99.999"},
		{1e-6, "99.9999"}, {0.05, "95"},      {0.005, "99.5"},
		{0.5, "50"},	   {0.0005, "99.95"}, {0.02, "98"},
		{0.002, "99.8"},   {0.2, "80"},	      {0.0002, "99.98"},
		{0.03, "97"},
	};
	struct ticks placed = {.count = 0};

	if (has_line(f))
		draw_tick(f, &placed, 1 - f->in->acceptance,
			  line_text(f),
			  true);
	for (size_t i = 0; i < sizeof(ticks) / sizeof(ticks[0]); i++)
		draw_tick(f, &placed, ticks[i].share, ticks[i].text, false);
	script_text(&f->draft.script,
		    point_at((f->error.from + f->error.to) / 2, f->bottom + 31),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_CENTER),
		    "% of checked records that match, log scale of the error "
		    "rate (right is better)");
}

static void
draw_line(struct accuracy *f)
{
	struct script *s = &f->draft.script;
	double x = x_at(f, f->in->acceptance), half, at;
	const char *text =
		dbr_arena_textf(f->draft.arena, "acceptance %.10g\xC2\xA0%%",
				f->in->acceptance * 100);

	script_line(s, point_at(x, f->top - 22), point_at(x, f->bottom),
		    pen(COLOR_INK2, 1.25));
	half = text_width_of(text, font(COLOR_INK2, SIZE_NOTE, 0)) / 2;
	at = fmin(fmax(x, f->error.to + half), f->match_right - half);
	script_text(s, point_at(at, f->top - 32),
		    font(COLOR_INK2, SIZE_NOTE, FONT_CENTER), text);
	if (x - f->error.to > 104)
		script_text(s, point_at(f->error.to + 4, f->top - 13),
			    font(COLOR_MUTE, SIZE_NOTE, FONT_LEFT),
			    "below acceptance");
}

static void
draw_headings(struct accuracy *f)
{
	const struct font style = font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT);
	struct script *s = &f->draft.script;

	script_text(s, point_at(f->match_right, f->top - 13), style, "match");
	script_text(s, point_at(f->interval_right, f->top - 13), style,
		    "95\xC2\xA0% interval");
	script_text(s, point_at(FIGURE_WIDTH - 2, f->top - 13), style,
		    "errors / n");
}

static void
draw_arrow(struct accuracy *f, double y, enum color color)
{
	double x = f->error.from;
	const struct point corners[3] = {
		{x, y - 3.5},
		{x + ARROW, y},
		{x, y + 3.5},
	};

	script_polygon(&f->draft.script, corners, 3, color);
}

/* The interval; the estimate, filled once the verdict is proven. */
static void
draw_mark(struct accuracy *f, const struct figure_accuracy_row *row, double y)
{
	const struct dbr_number *match = &row->match;
	enum dbr_verdict verdict = verdict_of(f, row);
	enum color color = verdict_color(verdict);
	struct script *s = &f->draft.script;
	struct point at = {x_at(f, match->value), y};
	bool is_open = is_none_found(row);

	if (match->has_lo && (match->has_hi || is_open))
		script_line(
			s, point_at(x_at(f, match->lo), y),
			point_at(is_open ? f->error.from : x_at(f, match->hi),
				 y),
			pen(color, 1.75));
	if (is_open) {
		draw_arrow(f, y, color);
		return;
	}
	script_dot(s, at, 3.3, color);
	if (verdict == DBR_VERDICT_NOT_PROVEN || verdict == DBR_VERDICT_TOO_FEW)
		script_dot(s, at, 1.9, COLOR_PAPER);
}

static void
draw_row(struct accuracy *f, size_t i)
{
	const struct figure_accuracy_row *row = &f->in->rows[i];
	enum dbr_verdict verdict = verdict_of(f, row);
	bool is_missed = verdict == DBR_VERDICT_MISSED;
	int bold = is_missed ? FONT_BOLD : 0;
	struct script *s = &f->draft.script;
	double y = f->top + ROW * ((double)i + 0.5);

	script_text_cut(
		s, point_at(0, y),
		font(is_missed ? COLOR_VERM : COLOR_INK, SIZE_LABEL, bold),
		f->name_width, row->name);
	if (row->match.has_value)
		draw_mark(f, row, y);
	script_text(
		s, point_at(f->match_right, y),
		font(row->match.has_value ? verdict_color(verdict) : COLOR_MUTE,
		     SIZE_LABEL, bold | FONT_RIGHT),
		match_text(f, row));
	script_text(s, point_at(f->interval_right, y),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT),
		    range_text(f, row));
	script_text(s, point_at(FIGURE_WIDTH - 2, y),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT),
		    errors_text(f, row));
}

static void
fill_table(struct accuracy *f)
{
	static const char *const columns[] = {
		"Table",   "#Match",   "#95 % interval",
		"#Errors", "#Checked", "Verdict", "#Line, %",
	};
	struct dbr_arena *arena = f->draft.arena;

	table_begin(&f->draft, columns, has_line(f) ? 7 : 5, f->in->row_count);
	for (size_t i = 0; i < f->in->row_count; i++) {
		const struct figure_accuracy_row *row = &f->in->rows[i];
		const char **cells = table_row(&f->draft, i);

		cells[0] = row->name;
		cells[1] = number_text(arena, &row->match);
		cells[2] = range_text(f, row);
		cells[3] = count_text(arena, row->mismatched);
		cells[4] = count_text(arena, row->checked);
		if (!has_line(f))
			continue;
		cells[5] = dbr_verdict_text(verdict_of(f, row));
		cells[6] = line_text(f);
	}
}

static const char *
describe(struct accuracy *f)
{
	size_t missed = 0, met = 0;

	for (size_t i = 0; i < f->in->row_count; i++) {
		enum dbr_verdict verdict = verdict_of(f, &f->in->rows[i]);

		missed += verdict == DBR_VERDICT_MISSED;
		met += verdict == DBR_VERDICT_MET;
	}
	if (!has_line(f))
		return dbr_arena_textf(f->draft.arena,
				       "%zu tables, each with the share of "
				       "checked records that match and its "
				       "interval.",
				       f->in->row_count);
	return dbr_arena_textf(f->draft.arena,
			       "%zu tables against an acceptance line of "
			       "%.10g %%: %zu below it, %zu above it, the "
			       "others not proven.",
			       f->in->row_count, f->in->acceptance * 100,
			       missed, met);
}

enum dbr_status
figure_accuracy_draw(struct figure *out, const struct figure_accuracy *in,
		     const struct figure_style *style, struct dbr_arena *arena,
		     struct dbr_error *err)
{
	struct accuracy f = {.in = in};

	draft_begin(&f.draft, out, style, arena);
	fill_table(&f);
	if (!find_range(&f))
		return draft_give_up(&f.draft, "No table was checked.");
	lay_out(&f);
	f.draft.script.height = f.bottom + 42;
	if (has_line(&f))
		script_rect(&f.draft.script,
			    (struct box){f.error.to, f.top,
					 x_at(&f, in->acceptance), f.bottom},
			    COLOR_BAND);
	draw_axis(&f);
	if (has_line(&f))
		draw_line(&f);
	draw_headings(&f);
	for (size_t i = 0; i < in->row_count; i++)
		draw_row(&f, i);
	return draft_finish(&f.draft, "Records that match, per table",
			    describe(&f), err);
}
