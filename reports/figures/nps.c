/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/figures/nps.h"
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include "reports/draw.h"

enum {
	ROW = 32,
	TOP = 58,
	BAR = 20,
	EVENT = 18, /* room for the name of an event between rows */
	NAME_WIDTH_MAX = 140,
	BARS_END = 424,
	AXIS_START = 456,
	SHARE_MIN_N = 5,
};

enum { DETRACTORS, PASSIVES, PROMOTERS, GROUPS };
static const char *const group_names[GROUPS] = {"detractors", "passives",
						"promoters"};

struct nps {
	struct draft draft;
	const struct figure_nps *in;
	double *tops; /* of each row, and below the last */
	double name_width;
	double center, per_share; /* of the bars: x, pixels of 100 % */
	struct scale x;		  /* of the score */
	double value_right, interval_left;
};

static int64_t
answers(const struct figure_nps_row *row)
{
	return row->detractors + row->passives + row->promoters;
}

/* Too few to speak of shares: the counts are said instead. */
static bool
has_shares(const struct figure_nps_row *row)
{
	return answers(row) >= SHARE_MIN_N;
}

static void
shares_of(const struct figure_nps_row *row, double shares[GROUPS])
{
	double n = (double)answers(row);

	shares[DETRACTORS] = (double)row->detractors / n;
	shares[PASSIVES] = (double)row->passives / n;
	shares[PROMOTERS] = (double)row->promoters / n;
}

/* Edges of the three segments, the passives centred on f->center. */
static void
edges_of(const struct nps *f, const struct figure_nps_row *row,
	 double edges[GROUPS + 1])
{
	double shares[GROUPS];

	shares_of(row, shares);
	edges[1] = f->center - shares[PASSIVES] / 2 * f->per_share;
	edges[2] = f->center + shares[PASSIVES] / 2 * f->per_share;
	edges[0] = edges[1] - shares[DETRACTORS] * f->per_share;
	edges[3] = edges[2] + shares[PROMOTERS] * f->per_share;
}

static void
lay_out_bars(struct nps *f)
{
	double left = 0, right = 0, start = f->name_width + 16;

	for (size_t i = 0; i < f->in->row_count; i++) {
		double shares[GROUPS];

		if (!has_shares(&f->in->rows[i]))
			continue;
		shares_of(&f->in->rows[i], shares);
		left = fmax(left, shares[DETRACTORS] + shares[PASSIVES] / 2);
		right = fmax(right, shares[PROMOTERS] + shares[PASSIVES] / 2);
	}
	/* Room for the names of the outer groups, however short. */
	left = fmax(left, 0.25);
	right = fmax(right, 0.25);
	f->per_share = (BARS_END - start) / (left + right);
	f->center = start + left * f->per_share;
}

static void
find_range(struct nps *f)
{
	f->x.lo = f->x.hi = 0;
	for (size_t i = 0; i < f->in->row_count; i++) {
		const struct dbr_number *nps = &f->in->rows[i].nps;

		if (!nps->has_value)
			continue;
		f->x.lo = fmin(f->x.lo, nps->has_lo ? nps->lo : nps->value);
		f->x.hi = fmax(f->x.hi, nps->has_hi ? nps->hi : nps->value);
	}
	scale_pad(&f->x, 0.06);
}

static double
widen(double width, const char *text, struct font style)
{
	return fmax(width, ceil(text_width_of(text, style)));
}

static const char *
range_text(struct nps *f, const struct figure_nps_row *row)
{
	return row->nps.has_value && (row->nps.has_lo || row->nps.has_hi)
		       ? interval_text(f->draft.arena, &row->nps)
		       : "";
}

static const char *
value_text(struct nps *f, const struct figure_nps_row *row)
{
	return row->nps.has_value ? number_text(f->draft.arena, &row->nps)
				  : "\xE2\x80\x93";
}

static void
lay_out(struct nps *f)
{
	const struct figure_nps *in = f->in;
	struct dbr_arena *arena = f->draft.arena;
	const char *(*names)[2] =
		dbr_arena_array(arena, in->row_count, sizeof(*names));
	double value = 24, interval = 20, n = 20, y = TOP;

	f->tops = dbr_arena_array(arena, in->row_count + 1, sizeof(*f->tops));
	for (size_t i = 0; i < in->row_count; i++) {
		const struct figure_nps_row *row = &in->rows[i];

		names[i][0] = row->name;
		value = widen(value, value_text(f, row),
			      font(COLOR_INK, SIZE_LABEL, FONT_BOLD));
		interval = widen(interval, range_text(f, row),
				 font(COLOR_MUTE, SIZE_NOTE, 0));
		n = widen(n, count_text(arena, answers(row)),
			  font(COLOR_MUTE, SIZE_NOTE, 0));
		y += row->event_before ? EVENT : 0;
		f->tops[i] = y;
		y += ROW;
	}
	f->tops[in->row_count] = y;
	f->name_width = fmax(64, row_name_width((const char *const(*)[2])names,
						in->row_count, NAME_WIDTH_MAX));
	f->interval_left = FIGURE_WIDTH - 2 - n - 12 - interval;
	f->value_right = f->interval_left - 8;
	f->x.from = AXIS_START;
	f->x.to = f->value_right - value - 12;
	find_range(f);
	lay_out_bars(f);
}

/* Names of the segments above the first bar, kept apart. */
static void
draw_group_names(struct nps *f)
{
	static const enum color colors[GROUPS] = {COLOR_VERM, COLOR_MUTE,
						  COLOR_BLUE};
	double edges[GROUPS + 1], x[GROUPS], width[GROUPS];
	size_t first = 0;

	while (first < f->in->row_count && !has_shares(&f->in->rows[first]))
		first++;
	if (first == f->in->row_count)
		return;
	edges_of(f, &f->in->rows[first], edges);
	for (int i = 0; i < GROUPS; i++) {
		x[i] = (edges[i] + edges[i + 1]) / 2;
		width[i] = text_width_of(group_names[i],
					 font(COLOR_MUTE, SIZE_NOTE, 0));
	}
	x[DETRACTORS] = fmin(x[DETRACTORS],
			     x[PASSIVES] - 10 -
				     (width[DETRACTORS] + width[PASSIVES]) / 2);
	x[DETRACTORS] =
		fmax(x[DETRACTORS], f->name_width + 16 + width[DETRACTORS] / 2);
	x[PROMOTERS] = fmax(x[PROMOTERS],
			    x[PASSIVES] + 10 +
				    (width[PROMOTERS] + width[PASSIVES]) / 2);
	for (int i = 0; i < GROUPS; i++)
		script_text(&f->draft.script, point_at(x[i], TOP - 13),
			    font(colors[i], SIZE_NOTE, FONT_CENTER),
			    group_names[i]);
}

static void
draw_headings(struct nps *f)
{
	struct script *s = &f->draft.script;

	script_text(s, point_at(f->name_width + 16, 14),
		    font(COLOR_INK, SIZE_LABEL, FONT_BOLD),
		    "Share of responses, %");
	script_text(s, point_at(AXIS_START, 14),
		    font(COLOR_INK, SIZE_LABEL, FONT_BOLD),
		    "NPS with 95\xC2\xA0% interval");
	script_text(s, point_at(FIGURE_WIDTH - 2, TOP - 13),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT), "n");
	draw_group_names(f);
}

static void
draw_axis(struct nps *f)
{
	double bottom = f->tops[f->in->row_count];
	struct script *s = &f->draft.script;
	struct ticks ticks;

	ticks_unit(&ticks, &f->x, 6, DBR_UNIT_POINTS);
	for (size_t i = 0; i < ticks.count; i++) {
		double value = ticks.at[i].value;
		double x = scale_at(&f->x, value);

		script_line(s, point_at(x, TOP), point_at(x, bottom),
			    pen(value == 0 ? COLOR_RULE : COLOR_GRID,
				value == 0 ? 1.25 : 1));
		script_text(s, point_at(x, bottom + 14),
			    scale_font(FONT_CENTER),
			    ticks.at[i].text);
	}
}

static void
draw_bar(struct nps *f, const struct figure_nps_row *row, double middle)
{
	static const enum color colors[GROUPS] = {COLOR_VERM, COLOR_BAND2,
						  COLOR_BLUE};
	double edges[GROUPS + 1], shares[GROUPS];
	struct script *s = &f->draft.script;

	edges_of(f, row, edges);
	shares_of(row, shares);
	for (int i = 0; i < GROUPS; i++) {
		const struct font style =
			i == PASSIVES ? font(COLOR_INK2, SIZE_NOTE, FONT_CENTER)
				      : font(COLOR_PAPER, SIZE_NOTE,
					     FONT_CENTER | FONT_BOLD);
		char text[16];

		if (shares[i] <= 0)
			continue;
		script_rect(s,
			    (struct box){edges[i], middle - BAR / 2.0,
					 edges[i + 1], middle + BAR / 2.0},
			    colors[i]);
		snprintf(text, sizeof(text), "%.0f", shares[i] * 100);
		if (text_width_of(text, style) + 8 <= edges[i + 1] - edges[i])
			script_text(
				s,
				point_at((edges[i] + edges[i + 1]) / 2, middle),
				style, text);
	}
}

static void
draw_counts(struct nps *f, const struct figure_nps_row *row, double middle)
{
	const char *text = "no answers";

	if (answers(row))
		text = dbr_arena_textf(
			f->draft.arena,
			"detractors %" PRId64 ", passives %" PRId64
			", promoters %" PRId64,
			row->detractors, row->passives, row->promoters);
	script_text(&f->draft.script, point_at(f->name_width + 16, middle),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_LEFT), text);
}

static void
draw_score(struct nps *f, const struct figure_nps_row *row, double middle)
{
	const struct dbr_number *nps = &row->nps;
	struct script *s = &f->draft.script;

	if (nps->has_value && nps->has_lo && nps->has_hi)
		script_line(s, point_at(scale_at(&f->x, nps->lo), middle),
			    point_at(scale_at(&f->x, nps->hi), middle),
			    pen(COLOR_INK2, 1.5));
	if (nps->has_value)
		script_dot(s, point_at(scale_at(&f->x, nps->value), middle),
			   3.3, COLOR_INK);
	script_text(s, point_at(f->value_right, middle),
		    font(COLOR_INK, SIZE_LABEL, FONT_RIGHT | FONT_BOLD),
		    value_text(f, row));
	script_text(s, point_at(f->interval_left, middle),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_LEFT), range_text(f, row));
	script_text(s, point_at(FIGURE_WIDTH - 2, middle),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT),
		    count_text(f->draft.arena, answers(row)));
}

static void
draw_row(struct nps *f, size_t i)
{
	const struct figure_nps_row *row = &f->in->rows[i];
	struct script *s = &f->draft.script;
	double top = f->tops[i], middle = top + ROW / 2.0;

	if (row->event_before) {
		script_line(s, point_at(0, top), point_at(FIGURE_WIDTH, top),
			    pen_dashed(COLOR_PURPLE, 1.25, 2));
		script_text_cut(s, point_at(0, top - 9),
				font(COLOR_PURPLE, SIZE_NOTE, FONT_LEFT),
				BARS_END, row->event_before);
	}
	script_text_cut(s, point_at(0, middle),
			font(COLOR_INK, SIZE_LABEL,
			     row->is_strong ? FONT_BOLD : FONT_LEFT),
			f->name_width, row->name);
	if (has_shares(row))
		draw_bar(f, row, middle);
	else
		draw_counts(f, row, middle);
	draw_score(f, row, middle);
	draw_row_rule(&f->draft, top + ROW);
}

/* "54 (33 %)": the count, and what the bar prints of it. */
static const char *
part_text(struct nps *f, const struct figure_nps_row *row, int64_t count)
{
	const char *text = count_text(f->draft.arena, count);

	if (!answers(row))
		return text;
	return dbr_arena_textf(f->draft.arena, "%s (%.0f\xC2\xA0%%)", text,
			       100 * ((double)count / (double)answers(row)));
}

static void
fill_table(struct nps *f)
{
	static const char *const columns[] = {
		"Period", "#Detractors",    "#Passives", "#Promoters",
		"#NPS",	  "#95 % interval", "#n",
	};
	struct dbr_arena *arena = f->draft.arena;

	table_begin(&f->draft, columns, 7, f->in->row_count);
	for (size_t i = 0; i < f->in->row_count; i++) {
		const struct figure_nps_row *row = &f->in->rows[i];
		const char **cells = table_row(&f->draft, i);

		cells[0] = row->name;
		cells[1] = part_text(f, row, row->detractors);
		cells[2] = part_text(f, row, row->passives);
		cells[3] = part_text(f, row, row->promoters);
		cells[4] = number_text(arena, &row->nps);
		cells[5] = range_text(f, row);
		cells[6] = count_text(arena, answers(row));
	}
}

static const char *
describe(struct nps *f)
{
	const struct figure_nps_row *last = &f->in->rows[f->in->row_count - 1];

	return dbr_arena_textf(f->draft.arena,
			       "Bars of detractors, passives and promoters "
			       "for %zu rows, and the score they make. Last, "
			       "%s: %s (%s), n = %s.",
			       f->in->row_count, last->name,
			       value_text(f, last), range_text(f, last),
			       count_text(f->draft.arena, answers(last)));
}

enum dbr_status
figure_nps_draw(struct figure *out, const struct figure_nps *in,
		const struct figure_style *style, struct dbr_arena *arena,
		struct dbr_error *err)
{
	struct nps f = {.in = in};
	int64_t total = 0;

	draft_begin(&f.draft, out, style, arena);
	fill_table(&f);
	for (size_t i = 0; i < in->row_count; i++)
		total += answers(&in->rows[i]);
	if (!total)
		return draft_give_up(&f.draft, "Nobody has answered.");
	lay_out(&f);
	f.draft.script.height = f.tops[in->row_count] + 26;
	draw_axis(&f);
	draw_row_rule(&f.draft, TOP);
	draw_headings(&f);
	for (size_t i = 0; i < in->row_count; i++)
		draw_row(&f, i);
	return draft_finish(&f.draft, "Answers and Net Promoter Score",
			    describe(&f), err);
}
