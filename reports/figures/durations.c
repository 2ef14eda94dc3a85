/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/figures/durations.h"
#include <math.h>
#include "reports/draw.h"

enum {
	ROW = 54,
	TOP = 34,
	SWARM = 20,
	BAR = 43, /* middles, in their row */
	NAME_WIDTH_MAX = 150,
	GAP = 14, /* between the columns at the right */
	BIN = 3,  /* pixels per stack of the swarm */
	SWARM_HEIGHT = 32,
	STACKS = FIGURE_WIDTH / BIN + 1,
	BOX_MIN_N = 5,
	FEW = 60,
	DOTS_MAX = 2000, /* above it stacks are drawn as bars */
};

struct swarm {
	size_t stacks[STACKS];
	size_t highest;
	double bin, pitch, radius; /* pixels */
};

struct durations {
	struct draft draft;
	const struct figure_durations *in;
	struct scale x;
	double name_width, median_right, p90_right;
	double bottom;
	bool has_here;	/* some row has a value of its own subject */
	bool has_key;	/* how to read it has been said */
	bool has_key_below; /* ... in a line of its own */
};

static bool
is_drawable(double seconds)
{
	return isfinite(seconds) && seconds >= 0;
}

static size_t
drawable_count(const struct figure_duration_row *row)
{
	size_t count = 0;

	for (size_t i = 0; i < row->count; i++)
		count += is_drawable(row->seconds[i]);
	return count;
}

static void
widen(struct scale *x, double value)
{
	const double shortest = 0.001; /* what a log axis calls zero */

	if (!is_drawable(value))
		return;
	x->hi = fmax(x->hi, fmax(value, shortest));
	if (value > 0)
		x->lo = fmin(x->lo, fmax(value, shortest));
}

static bool
find_range(struct durations *f)
{
	struct scale *x = &f->x;

	x->lo = INFINITY;
	x->hi = -INFINITY;
	for (size_t i = 0; i < f->in->row_count; i++) {
		const struct figure_duration_row *row = &f->in->rows[i];

		for (size_t j = 0; j < row->count; j++)
			widen(x, row->seconds[j]);
		if (!row->here.has_value)
			continue;
		f->has_here = true;
		widen(x, row->here.value);
	}
	if (!isfinite(x->hi))
		return false;
	x->lo = fmin(x->lo, x->hi);
	x->is_log = true;
	scale_pad(x, 0.05);
	return true;
}

static const char *
value_text(struct durations *f, const struct dbr_number *number)
{
	return number->has_value ? number_text(f->draft.arena, number)
				 : "\xE2\x80\x93";
}

static double
widen_column(double width, const char *text, int flags)
{
	return ceil(fmax(width, text_width_of(text, font(COLOR_INK, SIZE_LABEL,
							 flags))));
}

static void
lay_out(struct durations *f)
{
	const struct figure_durations *in = f->in;
	struct dbr_arena *arena = f->draft.arena;
	const char *(*names)[2] =
		dbr_arena_array(arena, in->row_count, sizeof(*names));
	double median = 40, p90 = 20, n = 20;

	for (size_t i = 0; i < in->row_count; i++) {
		const struct figure_duration_row *row = &in->rows[i];

		names[i][0] = row->name;
		names[i][1] = row->qualifier;
		median = widen_column(median, value_text(f, &row->median),
				      FONT_BOLD);
		p90 = widen_column(p90, value_text(f, &row->p90), FONT_LEFT);
		n = widen_column(n, count_text(arena, (int64_t)row->count), 0);
		if (row->open_count)
			n = widen_column(n,
					 dbr_arena_textf(arena, "%zu open",
							 row->open_count),
					 0);
	}
	f->name_width = fmax(96, row_name_width((const char *const(*)[2])names,
						in->row_count, NAME_WIDTH_MAX));
	f->p90_right = FIGURE_WIDTH - 2 - n - GAP;
	f->median_right = f->p90_right - p90 - GAP;
	f->x.from = f->name_width + 20;
	f->x.to = f->median_right - median - 20;
	f->bottom = TOP + ROW * (double)in->row_count;
}

static void
draw_axis(struct durations *f)
{
	const struct font style = scale_font(FONT_CENTER);
	struct script *s = &f->draft.script;
	struct ticks ticks;

	ticks_duration(&ticks, &f->x, 14);
	for (size_t i = 0; i < ticks.count; i++) {
		double x = scale_at(&f->x, ticks.at[i].value);

		script_line(s, point_at(x, TOP), point_at(x, f->bottom),
			    pen(COLOR_GRID, 1));
		script_text(s, point_at(x, f->bottom + 14), style,
			    ticks.at[i].text);
	}
	script_text(s, point_at((f->x.from + f->x.to) / 2, f->bottom + 32),
		    style, f->in->axis);
	for (size_t i = 0; i < f->in->row_count; i++)
		draw_row_rule(&f->draft, TOP + ROW * (double)i);
}

static void
draw_headings(struct durations *f)
{
	const struct font style = font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT);
	struct script *s = &f->draft.script;

	script_text(s, point_at(f->median_right, TOP - 14), style, "median");
	script_text(s, point_at(f->p90_right, TOP - 14), style, "p90");
	script_text(s, point_at(FIGURE_WIDTH - 2, TOP - 14), style, "n");
}

/* Few dots may be larger: they are looked at one by one. */
static struct swarm
swarm_of(const struct durations *f, const struct figure_duration_row *row)
{
	size_t total = drawable_count(row);
	struct swarm swarm = {.bin = BIN, .radius = 0.95, .highest = 1};

	if (total < BOX_MIN_N)
		swarm.radius = 2.2;
	else if (total < FEW)
		swarm.radius = 1.5;
	if (total < FEW)
		swarm.bin = 4;
	for (size_t i = 0; i < row->count; i++)
		if (is_drawable(row->seconds[i])) {
			double x = scale_at(&f->x, row->seconds[i]);
			size_t n = ++swarm.stacks[(size_t)(x / swarm.bin)];

			swarm.highest = n > swarm.highest ? n : swarm.highest;
		}
	swarm.pitch = fmin(swarm.bin, SWARM_HEIGHT / (double)swarm.highest);
	return swarm;
}

/* Dots stacked around a middle line, all stacks of a row at one pitch. */
static void
draw_swarm(struct durations *f, const struct figure_duration_row *row,
	   double middle)
{
	struct script *s = &f->draft.script;
	struct swarm swarm = swarm_of(f, row);
	bool has_dots = drawable_count(row) <= DOTS_MAX;

	for (size_t bin = 0; bin < STACKS; bin++) {
		double x = ((double)bin + 0.5) * swarm.bin;
		double half = ((double)swarm.stacks[bin] - 1) / 2;
		double rise = half * swarm.pitch + 0.5;

		if (!has_dots && swarm.stacks[bin])
			script_rect(s,
				    (struct box){x - 1, middle - rise, x + 1,
						 middle + rise},
				    COLOR_RULE);
		for (size_t i = 0; has_dots && i < swarm.stacks[bin]; i++)
			script_dot(s,
				   point_at(x, middle + ((double)i - half) *
								swarm.pitch),
				   swarm.radius, COLOR_RULE);
	}
	if (row->here.has_value && is_drawable(row->here.value)) {
		struct point at = {scale_at(&f->x, row->here.value), middle};

		script_dot(s, at, 4.6, COLOR_PAPER);
		script_dot(s, at, 3, COLOR_BLUE);
	}
}

/* What the marks of the first bar mean, where there is room for it. */
static void
draw_key(struct durations *f, double from, double to, double y)
{
	const char *text =
		dbr_arena_textf(f->draft.arena,
				"%smiddle half of %s, dot = median, "
				"| = p90, line = 5th\xE2\x80\x93"
				"95th",
				f->has_here ? "blue dot = here; " : "",
				f->in->thing ? f->in->thing : "objects");
	double width = text_width_of(text, font(COLOR_MUTE, SIZE_NOTE, 0));
	struct script *s = &f->draft.script;

	f->has_key = true;
	if (to + 8 + width <= f->x.to + 12)
		script_text(s, point_at(to + 8, y),
			    font(COLOR_MUTE, SIZE_NOTE, FONT_HALO), text);
	else if (from - 8 - width >= f->x.from)
		script_text(s, point_at(from - 8, y),
			    font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT | FONT_HALO),
			    text);
	else
		f->has_key_below = true;
	if (f->has_key_below)
		script_text(s,
			    point_at((f->x.from + f->x.to) / 2, f->bottom + 49),
			    font(COLOR_MUTE, SIZE_NOTE, FONT_CENTER), text);
}

static void
draw_bar(struct durations *f, const struct figure_duration_row *row, double y)
{
	struct script *s = &f->draft.script;
	double from = f->x.to, to = f->x.from;

	if (is_drawable(row->p5) && is_drawable(row->p95)) {
		from = scale_at(&f->x, row->p5);
		to = scale_at(&f->x, row->p95);
		script_line(s, point_at(from, y), point_at(to, y),
			    pen(COLOR_RULE, 1.25));
	}
	if (is_drawable(row->q1) && is_drawable(row->q3))
		script_rect(
			s,
			(struct box){scale_at(&f->x, row->q1) - 0.5, y - 2.5,
				     scale_at(&f->x, row->q3) + 0.5, y + 2.5},
			COLOR_BLUE);
	if (row->median.has_value) {
		struct point at = {scale_at(&f->x, row->median.value), y};

		script_dot(s, at, 4.5, COLOR_PAPER);
		script_dot(s, at, 2.4, COLOR_BLUE);
	}
	if (row->p90.has_value) {
		double x = scale_at(&f->x, row->p90.value);

		script_line(s, point_at(x, y - 6), point_at(x, y + 6),
			    pen(COLOR_INK2, 2));
		to = fmax(to, x);
	}
	if (!f->has_key && to > from)
		draw_key(f, from, to, y);
}

static void
draw_row(struct durations *f, size_t i)
{
	const struct figure_duration_row *row = &f->in->rows[i];
	struct dbr_arena *arena = f->draft.arena;
	struct script *s = &f->draft.script;
	double top = TOP + ROW * (double)i, middle = top + ROW / 2.0;

	draw_row_name(&f->draft, point_at(0, middle), f->name_width,
		      font(COLOR_INK, SIZE_LABEL, FONT_BOLD),
		      (const char *const[2]){row->name, row->qualifier});
	draw_swarm(f, row,
		   drawable_count(row) < BOX_MIN_N ? middle : top + SWARM);
	if (drawable_count(row) >= BOX_MIN_N)
		draw_bar(f, row, top + BAR);
	if (!drawable_count(row))
		script_text(s, point_at(f->x.from + 4, middle),
			    font(COLOR_MUTE, SIZE_NOTE, FONT_HALO),
			    "none finished");
	script_text(s, point_at(f->median_right, middle),
		    font(COLOR_INK, SIZE_LABEL, FONT_RIGHT | FONT_BOLD),
		    value_text(f, &row->median));
	script_text(s, point_at(f->p90_right, middle),
		    font(COLOR_INK2, SIZE_LABEL, FONT_RIGHT),
		    value_text(f, &row->p90));
	script_text(s,
		    point_at(FIGURE_WIDTH - 2,
			     row->open_count ? middle - 7 : middle),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT),
		    count_text(arena, (int64_t)row->count));
	if (row->open_count)
		script_text(
			s, point_at(FIGURE_WIDTH - 2, middle + 8),
			font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT),
			dbr_arena_textf(arena, "%zu open", row->open_count));
}

static const char *
seconds_text(struct durations *f, double seconds)
{
	return is_drawable(seconds) ? duration_text(f->draft.arena, seconds)
				    : "";
}

static void
fill_table(struct durations *f)
{
	static const char *const columns[] = {
		"Name",	 "Part", "#Median", "#95 % interval", "#p90",  "#n",
		"#Open", "#5th", "#25th",   "#75th",	      "#95th",
	};
	struct dbr_arena *arena = f->draft.arena;

	table_begin(&f->draft, columns, 11, f->in->row_count);
	for (size_t i = 0; i < f->in->row_count; i++) {
		const struct figure_duration_row *row = &f->in->rows[i];
		const char **cells = table_row(&f->draft, i);

		cells[0] = row->name;
		cells[1] = row->qualifier ? row->qualifier : "";
		cells[2] = number_text(arena, &row->median);
		cells[3] = interval_text(arena, &row->median);
		cells[4] = number_text(arena, &row->p90);
		cells[5] = count_text(arena, (int64_t)row->count);
		cells[6] = count_text(arena, (int64_t)row->open_count);
		cells[7] = seconds_text(f, row->p5);
		cells[8] = seconds_text(f, row->q1);
		cells[9] = seconds_text(f, row->q3);
		cells[10] = seconds_text(f, row->p95);
	}
}

static const char *
describe(struct durations *f)
{
	struct dbr_buf text = DBR_BUF_INIT;
	const char *kept;

	for (size_t i = 0; i < f->in->row_count && i < 12; i++) {
		const struct figure_duration_row *row = &f->in->rows[i];

		dbr_buf_addf(&text, "%s: median %s, p90 %s, n = %zu. ",
			     row->name, value_text(f, &row->median),
			     value_text(f, &row->p90), row->count);
	}
	kept = dbr_arena_text(f->draft.arena, dbr_str_trim(dbr_buf_str(&text)));
	dbr_buf_release(&text);
	return kept;
}

enum dbr_status
figure_durations_draw(struct figure *out, const struct figure_durations *in,
		      const struct figure_style *style, struct dbr_arena *arena,
		      struct dbr_error *err)
{
	struct durations f = {.in = in};

	draft_begin(&f.draft, out, style, arena);
	fill_table(&f);
	if (!find_range(&f))
		return draft_give_up(&f.draft, "Nothing has finished: there "
					       "is no duration to draw.");
	lay_out(&f);
	f.draft.script.height = f.bottom + 58;
	draw_axis(&f);
	draw_headings(&f);
	for (size_t i = 0; i < in->row_count; i++)
		draw_row(&f, i);
	if (!f.has_key_below)
		f.draft.script.height -= 16;
	return draft_finish(&f.draft, "How long each phase took", describe(&f),
			    err);
}
