/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/figures/forest.h"
#include <math.h>
#include <string.h>
#include "reports/draw.h"

enum {
	ROW = 40,
	TOP = 62,
	NAME_WIDTH_MAX = 130,
	VALUE_GAP = 12,
	PANEL_GAP = 14,
	TARGET_ROOM = 18,
};

struct panel {
	struct scale x;
	double left, right; /* of its column, values included */
	bool has_any;
};

struct forest {
	struct draft draft;
	const struct figure_forest *in;
	struct panel panels[FIGURE_FOREST_PANELS_MAX];
	double name_width;
	double bottom;
};

static const struct dbr_number *
cell_at(const struct forest *f, size_t row, size_t panel)
{
	return &f->in->cells[row * f->in->panel_count + panel];
}

static const char *
cell_text(struct forest *f, size_t row, size_t panel)
{
	const struct dbr_number *cell = cell_at(f, row, panel);

	return cell->has_value ? number_text(f->draft.arena, cell)
			       : "\xE2\x80\x93";
}

static enum dbr_unit
unit_of(const struct forest *f, size_t panel)
{
	for (size_t i = 0; i < f->in->row_count; i++)
		if (cell_at(f, i, panel)->has_value)
			return cell_at(f, i, panel)->unit;
	return DBR_UNIT_COUNT;
}

static void
widen(struct scale *x, double value)
{
	if (!isfinite(value))
		return;
	x->lo = fmin(x->lo, value);
	x->hi = fmax(x->hi, value);
}

static void
find_range(struct forest *f, size_t panel)
{
	struct panel *p = &f->panels[panel];

	p->x.lo = INFINITY;
	p->x.hi = -INFINITY;
	for (size_t i = 0; i < f->in->row_count; i++) {
		const struct dbr_number *cell = cell_at(f, i, panel);

		if (!cell->has_value || !isfinite(cell->value))
			continue;
		p->has_any = true;
		widen(&p->x, cell->value);
		if (cell->has_lo)
			widen(&p->x, cell->lo);
		if (cell->has_hi)
			widen(&p->x, cell->hi);
	}
	if (f->in->panels[panel].has_target)
		widen(&p->x, f->in->panels[panel].target);
	if (!isfinite(p->x.lo)) {
		p->x.lo = 0;
		p->x.hi = 1;
	}
	if (p->x.lo >= 0 && p->x.lo < p->x.hi / 2)
		p->x.lo = 0;
	scale_pad(&p->x, 0.05);
	if (p->x.lo < 0 && p->x.lo > -0.06 * p->x.hi)
		p->x.lo = 0;
}

static void
lay_out(struct forest *f)
{
	const struct figure_forest *in = f->in;
	const char *(*names)[2] =
		dbr_arena_array(f->draft.arena, in->row_count, sizeof(*names));
	double width;

	for (size_t i = 0; i < in->row_count; i++) {
		names[i][0] = in->rows[i].name;
		names[i][1] = in->rows[i].qualifier;
	}
	f->name_width = fmax(80, row_name_width((const char *const(*)[2])names,
						in->row_count, NAME_WIDTH_MAX));
	width = (FIGURE_WIDTH - f->name_width - 20) / (double)in->panel_count;
	for (size_t i = 0; i < in->panel_count; i++) {
		struct panel *p = &f->panels[i];
		double value = 24;

		for (size_t j = 0; j < in->row_count; j++)
			value = fmax(value,
				     text_width_of(cell_text(f, j, i),
						   font(COLOR_INK, SIZE_LABEL,
							FONT_BOLD)));
		p->left = f->name_width + 20 + width * (double)i;
		p->right = p->left + width -
			   (i + 1 < in->panel_count ? PANEL_GAP : 2);
		p->x.from = p->left;
		p->x.to = fmax(p->right - value - VALUE_GAP, p->left + 40);
		find_range(f, i);
	}
	f->bottom = TOP + ROW * (double)in->row_count;
}

static void
draw_panel_heading(struct forest *f, size_t panel)
{
	const struct figure_forest_panel *in = &f->in->panels[panel];
	const struct panel *p = &f->panels[panel];
	const struct font mute = scale_font(FONT_LEFT);
	struct script *s = &f->draft.script;
	double width = p->right - p->left;

	script_text_cut(s, point_at(p->left, 13),
			font(COLOR_INK, SIZE_LABEL, FONT_BOLD), width,
			in->title);
	script_text_cut(s, point_at(p->left, 29), mute, width, in->subtitle);
	if (in->is_lower_better)
		script_text(s, point_at(p->left, 46), mute,
			    "\xE2\x86\x90 better");
	else
		script_text(s, point_at(p->x.to, 46),
			    font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT),
			    "better \xE2\x86\x92");
}

static void
draw_panel_axis(struct forest *f, size_t panel)
{
	const struct panel *p = &f->panels[panel];
	const struct font style = scale_font(FONT_CENTER);
	struct script *s = &f->draft.script;
	double free_from = panel ? f->panels[panel - 1].right : 0;
	struct ticks ticks;

	ticks_unit(&ticks, &p->x, 3, unit_of(f, panel));
	for (size_t i = 0; i < ticks.count; i++) {
		double x = scale_at(&p->x, ticks.at[i].value);
		double half = text_width_of(ticks.at[i].text, style) / 2;

		script_line(s, point_at(x, TOP), point_at(x, f->bottom),
			    pen(COLOR_GRID, 1));
		if (x - half < free_from || x + half > p->right)
			continue;
		script_text(s, point_at(x, f->bottom + 14), style,
			    ticks.at[i].text);
		free_from = x + half + 6;
	}
}

static const char *
target_text(struct forest *f, size_t panel)
{
	const struct figure_forest_panel *in = &f->in->panels[panel];
	struct dbr_number target = {.value = in->target,
				    .has_value = true,
				    .is_census = true,
				    .unit = unit_of(f, panel)};

	if (in->target_text)
		return in->target_text;
	return dbr_arena_textf(f->draft.arena, "target %s %s",
			       in->is_lower_better ? "\xE2\x89\xA4"
						   : "\xE2\x89\xA5",
			       number_text(f->draft.arena, &target));
}

static void
draw_target(struct forest *f, size_t panel)
{
	const struct panel *p = &f->panels[panel];
	const struct font style = font(COLOR_INK2, SIZE_NOTE, FONT_LEFT);
	struct script *s = &f->draft.script;
	const char *text = target_text(f, panel);
	double x = scale_at(&p->x, f->in->panels[panel].target);
	double width = fmin(text_width_of(text, style), p->right - p->left);
	double start = fmax(p->left, fmin(x - width / 2, p->right - width));

	script_line(s, point_at(x, TOP), point_at(x, f->bottom),
		    pen_dashed(COLOR_INK2, 1.25, 1.5));
	script_text_cut(s, point_at(start, f->bottom + 30), style, width + 1,
			text);
}

static void
draw_cell(struct forest *f, size_t row, size_t panel)
{
	const struct dbr_number *cell = cell_at(f, row, panel);
	const struct panel *p = &f->panels[panel];
	bool is_subject = f->in->rows[row].is_subject;
	enum color color = is_subject ? COLOR_BLUE : COLOR_INK2;
	struct script *s = &f->draft.script;
	double y = TOP + ROW * ((double)row + 0.5);

	script_text(s, point_at(p->right, y),
		    font(color, SIZE_LABEL,
			 FONT_RIGHT | (is_subject ? FONT_BOLD : 0)),
		    cell_text(f, row, panel));
	if (!cell->has_value || !isfinite(cell->value))
		return;
	if (cell->has_lo && cell->has_hi)
		script_line(s, point_at(scale_at(&p->x, cell->lo), y),
			    point_at(scale_at(&p->x, cell->hi), y),
			    pen(is_subject ? COLOR_BLUE : COLOR_RULE,
				is_subject ? 2.25 : 1.5));
	script_dot(s, point_at(scale_at(&p->x, cell->value), y),
		   is_subject ? 4 : 3.2, color);
}

static void
draw_row(struct forest *f, size_t i)
{
	const struct figure_forest_row *row = &f->in->rows[i];
	const char *const name[2] = {row->name, row->qualifier};

	draw_row_name(&f->draft, point_at(0, TOP + ROW * ((double)i + 0.5)),
		      f->name_width,
		      font(row->is_subject ? COLOR_BLUE : COLOR_INK, SIZE_LABEL,
			   FONT_BOLD),
		      name);
	for (size_t j = 0; j < f->in->panel_count; j++)
		draw_cell(f, i, j);
}

static void
fill_table(struct forest *f)
{
	const struct figure_forest *in = f->in;
	struct dbr_arena *arena = f->draft.arena;
	size_t count = 2 + 2 * in->panel_count;
	const char **columns = dbr_arena_array(arena, count, sizeof(*columns));

	columns[0] = "Name";
	columns[1] = "Part";
	for (size_t i = 0; i < in->panel_count; i++) {
		columns[2 + 2 * i] = dbr_arena_textf(
			arena, in->panels[i].has_target ? "#%s, %s" : "#%s",
			in->panels[i].title, target_text(f, i));
		columns[3 + 2 * i] = "#Interval";
	}
	table_begin(&f->draft, columns, count, in->row_count);
	for (size_t i = 0; i < in->row_count; i++) {
		const char **cells = table_row(&f->draft, i);

		cells[0] = in->rows[i].name;
		cells[1] = in->rows[i].qualifier;
		for (size_t j = 0; j < in->panel_count; j++) {
			cells[2 + 2 * j] = number_text(arena, cell_at(f, i, j));
			cells[3 + 2 * j] =
				interval_text(arena, cell_at(f, i, j));
		}
	}
}

enum dbr_status
figure_forest_draw(struct figure *out, const struct figure_forest *in,
		   const struct figure_style *style, struct dbr_arena *arena,
		   struct dbr_error *err)
{
	struct forest f = {.in = in};
	bool has_any = false;
	const char *desc;

	draft_begin(&f.draft, out, style, arena);
	fill_table(&f);
	if (!in->row_count || !in->panel_count ||
	    in->panel_count > FIGURE_FOREST_PANELS_MAX)
		return draft_give_up(&f.draft, "There is nothing to compare.");
	lay_out(&f);
	f.draft.script.height = f.bottom + 24 + TARGET_ROOM;
	for (size_t i = 0; i < in->panel_count; i++) {
		has_any |= f.panels[i].has_any;
		draw_panel_heading(&f, i);
		draw_panel_axis(&f, i);
		if (in->panels[i].has_target)
			draw_target(&f, i);
	}
	if (!has_any)
		return draft_give_up(&f.draft, "None of these measures has a "
					       "value.");
	for (size_t i = 0; i <= in->row_count; i++)
		draw_row_rule(&f.draft, TOP + ROW * (double)i);
	for (size_t i = 0; i < in->row_count; i++)
		draw_row(&f, i);
	desc = dbr_arena_textf(arena,
			       "%zu rows, %zu measures, each with its "
			       "interval and its own scale.",
			       in->row_count, in->panel_count);
	return draft_finish(&f.draft, "Measures side by side", desc, err);
}
