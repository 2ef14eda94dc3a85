/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/figures/phases.h"
#include <math.h>
#include "reports/draw.h"

enum {
	ROW = 22,
	HEAD = 32, /* of a panel */
	TOP = 24,
	NAME_WIDTH_MAX = 150,
	GAP = 16,
	AXIS = 56,
};

struct phases {
	struct draft draft;
	const struct figure_phases *in;
	struct scale x;
	double name_width, took_right, median_right;
	double bottom;
};

static const struct dbr_number *
took_at(const struct phases *f, size_t migration, size_t phase)
{
	return &f->in->took[migration * f->in->phase_count + phase];
}

static bool
is_drawable(const struct dbr_number *number)
{
	return number->has_value && isfinite(number->value) &&
	       number->value >= 0;
}

static void
widen_scale(struct scale *x, double seconds)
{
	const double shortest = 0.001; /* what a log axis calls zero */

	if (!isfinite(seconds) || seconds < 0)
		return;
	seconds = fmax(seconds, shortest);
	x->lo = fmin(x->lo, seconds);
	x->hi = fmax(x->hi, seconds);
}

static bool
find_range(struct phases *f)
{
	const struct figure_phases *in = f->in;
	bool has_any = false;

	f->x = (struct scale){.lo = INFINITY, .hi = -INFINITY, .is_log = true};
	for (size_t i = 0; i < in->migration_count * in->phase_count; i++)
		if (is_drawable(&in->took[i])) {
			widen_scale(&f->x, in->took[i].value);
			has_any = true;
		}
	if (!has_any)
		return false;
	for (size_t i = 0; i < in->phase_count; i++) {
		widen_scale(&f->x, in->phases[i].q1);
		widen_scale(&f->x, in->phases[i].q3);
		if (is_drawable(&in->phases[i].median))
			widen_scale(&f->x, in->phases[i].median.value);
	}
	scale_pad(&f->x, 0.05);
	return true;
}

static const char *
value_text(struct phases *f, const struct dbr_number *number)
{
	return number->has_value ? number_text(f->draft.arena, number)
				 : "\xE2\x80\x93";
}

static double
widen(double width, const char *text, int flags)
{
	return ceil(fmax(width, text_width_of(text, font(COLOR_INK, SIZE_LABEL,
							 flags))));
}

static void
lay_out(struct phases *f)
{
	const struct figure_phases *in = f->in;
	const char *(*names)[2] = dbr_arena_array(
		f->draft.arena, in->phase_count, sizeof(*names));
	double took = widen(20, "here", 0);
	double median = widen(20, "median of all", 0);

	for (size_t i = 0; i < in->phase_count; i++) {
		names[i][0] = in->phases[i].name;
		names[i][1] = "";
		median = widen(median, value_text(f, &in->phases[i].median), 0);
		for (size_t k = 0; k < in->migration_count; k++)
			took = widen(took, value_text(f, took_at(f, k, i)),
				     FONT_BOLD);
	}
	f->name_width = fmax(96, row_name_width((const char *const(*)[2])names,
						in->phase_count,
						NAME_WIDTH_MAX));
	f->median_right = FIGURE_WIDTH - 2;
	f->took_right = f->median_right - median - GAP;
	f->x.from = f->name_width + 20;
	f->x.to = f->took_right - took - GAP;
	f->bottom = TOP + (double)in->migration_count *
				  (HEAD + ROW * (double)in->phase_count);
}

static void
draw_axis(struct phases *f)
{
	const struct font style = scale_font(FONT_CENTER);
	struct script *s = &f->draft.script;
	double middle = (f->x.from + f->x.to) / 2;
	struct ticks ticks;

	ticks_duration(&ticks, &f->x, 14);
	for (size_t i = 0; i < ticks.count; i++) {
		double x = scale_at(&f->x, ticks.at[i].value);

		script_line(s, point_at(x, TOP), point_at(x, f->bottom),
			    pen(COLOR_GRID, 1));
		script_text(s, point_at(x, f->bottom + 14), style,
			    ticks.at[i].text);
	}
	script_text(s, point_at(middle, f->bottom + 31), style, f->in->axis);
	script_text(s, point_at(middle, f->bottom + 47), style,
		    "dot = this migration; bar = middle half of all, | = "
		    "their median");
	script_text(s, point_at(f->took_right, TOP - 12),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT), "here");
	script_text(s, point_at(f->median_right, TOP - 12),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT), "median of all");
}

/* Longer than nine in ten of all: orange-red, and bold. */
static bool
is_long(const struct dbr_number *took, const struct figure_phase *phase)
{
	return is_drawable(took) && is_drawable(&phase->p90) &&
	       took->value > phase->p90.value;
}

static void
draw_row(struct phases *f, size_t migration, size_t phase, double y)
{
	const struct figure_phase *all = &f->in->phases[phase];
	const struct dbr_number *took = took_at(f, migration, phase);
	enum color color = is_long(took, all) ? COLOR_VERM : COLOR_BLUE;
	struct script *s = &f->draft.script;

	if (isfinite(all->q1) && isfinite(all->q3))
		script_rect(s,
			    (struct box){scale_at(&f->x, all->q1) - 0.5, y - 4,
					 scale_at(&f->x, all->q3) + 0.5, y + 4},
			    COLOR_BAND2);
	if (is_drawable(&all->median)) {
		double x = scale_at(&f->x, all->median.value);

		script_line(s, point_at(x, y - 5), point_at(x, y + 5),
			    pen(COLOR_RULE, 1.5));
	}
	if (is_drawable(took))
		script_dot(s, point_at(scale_at(&f->x, took->value), y), 4,
			   color);
	script_text_cut(s, point_at(0, y),
			font(COLOR_INK2, SIZE_LABEL, FONT_LEFT), f->name_width,
			all->name);
	script_text(s, point_at(f->took_right, y),
		    font(color, SIZE_LABEL,
			 FONT_RIGHT | (color == COLOR_VERM ? FONT_BOLD : 0)),
		    value_text(f, took));
	script_text(s, point_at(f->median_right, y),
		    font(COLOR_MUTE, SIZE_LABEL, FONT_RIGHT),
		    value_text(f, &all->median));
}

static void
draw_panel(struct phases *f, size_t migration)
{
	const struct figure_phases *in = f->in;
	double top = TOP + (double)migration *
				   (HEAD + ROW * (double)in->phase_count);
	const struct font bold = font(COLOR_INK, SIZE_LABEL, FONT_BOLD);
	double width = fmin(text_width_of(in->names[migration], bold) + 1, 240);

	draw_row_rule(&f->draft, top);
	script_text_cut(&f->draft.script, point_at(0, top + HEAD / 2.0), bold,
			width, in->names[migration]);
	if (in->qualifiers[migration])
		script_text_cut(&f->draft.script,
				point_at(width + 8, top + HEAD / 2.0),
				font(COLOR_MUTE, SIZE_NOTE, FONT_HALO), 240,
				in->qualifiers[migration]);
	for (size_t i = 0; i < in->phase_count; i++)
		draw_row(f, migration, i, top + HEAD + ROW * (double)i + 8);
}

static void
fill_table(struct phases *f)
{
	static const char *const columns[] = {
		"Migration", "Part", "Phase",	   "#Here", "#Median of all",
		"#p90 of all", "#Middle half",
	};
	const struct figure_phases *in = f->in;
	struct dbr_arena *arena = f->draft.arena;

	table_begin(&f->draft, columns, 7,
		    in->migration_count * in->phase_count);
	for (size_t k = 0; k < in->migration_count; k++)
		for (size_t i = 0; i < in->phase_count; i++) {
			const struct figure_phase *all = &in->phases[i];
			const char **cells =
				table_row(&f->draft, k * in->phase_count + i);

			cells[0] = in->names[k];
			cells[1] = in->qualifiers[k] ? in->qualifiers[k] : "";
			cells[2] = all->name;
			cells[3] = number_text(arena, took_at(f, k, i));
			cells[4] = number_text(arena, &all->median);
			cells[5] = number_text(arena, &all->p90);
			if (isfinite(all->q1) && isfinite(all->q3))
				cells[6] = dbr_arena_textf(
					arena, "%s to %s",
					duration_text(arena, all->q1),
					duration_text(arena, all->q3));
		}
}

enum dbr_status
figure_phases_draw(struct figure *out, const struct figure_phases *in,
		   const struct figure_style *style, struct dbr_arena *arena,
		   struct dbr_error *err)
{
	struct phases f = {.in = in};
	const char *desc;

	draft_begin(&f.draft, out, style, arena);
	fill_table(&f);
	if (!find_range(&f))
		return draft_give_up(&f.draft, "Nothing has finished: there "
					       "is no duration to draw.");
	lay_out(&f);
	f.draft.script.height = f.bottom + AXIS;
	draw_axis(&f);
	for (size_t i = 0; i < in->migration_count; i++)
		draw_panel(&f, i);
	draw_row_rule(&f.draft, f.bottom);
	desc = dbr_arena_textf(arena,
			       "%zu phases of %zu migrations on one scale, "
			       "beside the median of all.",
			       in->phase_count, in->migration_count);
	return draft_finish(&f.draft, "Time per phase, by migration", desc,
			    err);
}
