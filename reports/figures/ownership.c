/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/figures/ownership.h"
#include <math.h>
#include "reports/draw.h"

enum {
	ROW = 36,
	TOP = 48,
	BAR = 16,
	NAME_WIDTH_MAX = 160,
	READING = 606, /* the last column starts here */
	READING_WIDTH = FIGURE_WIDTH - READING,
	COUNT_RIGHT = READING - 16,
};

struct ownership {
	struct draft draft;
	const struct figure_ownership *in;
	double name_width;
	double left, right; /* of the bars */
	double bottom;
};

static bool
is_proposed(const struct figure_ownership_row *row)
{
	return row->reading == FIGURE_OWNERSHIP_PROPOSE;
}

static void
lay_out(struct ownership *f)
{
	const struct figure_ownership *in = f->in;
	struct dbr_arena *arena = f->draft.arena;
	const char *(*names)[2] =
		dbr_arena_array(arena, in->row_count, sizeof(*names));
	double n = 20;

	for (size_t i = 0; i < in->row_count; i++) {
		const char *total = count_text(arena, in->rows[i].total);

		names[i][0] = in->rows[i].component;
		names[i][1] = in->rows[i].owner;
		n = fmax(n,
			 text_width_of(total, font(COLOR_MUTE, SIZE_NOTE, 0)));
	}
	f->name_width =
		fmax(140, row_name_width((const char *const(*)[2])names,
					 in->row_count, NAME_WIDTH_MAX));
	f->left = f->name_width + 12;
	f->right = COUNT_RIGHT - ceil(n) - 18;
	f->bottom = TOP + ROW * (double)in->row_count;
}

static double
x_at(const struct ownership *f, double share)
{
	return f->left + share * (f->right - f->left);
}

static void
draw_headings(struct ownership *f)
{
	const struct font mute = font(COLOR_MUTE, SIZE_NOTE, FONT_LEFT);
	struct script *s = &f->draft.script;
	double y = TOP - 13;

	script_text(s, point_at(f->left, y - 17),
		    font(COLOR_INK, SIZE_LABEL, FONT_BOLD),
		    "Who resolved its incidents, %");
	script_text_cut(s, point_at(0, y), mute, f->name_width,
			"Component / mapped owner");
	script_text(s, point_at(f->left, y),
		    font(COLOR_BLUE, SIZE_NOTE, FONT_LEFT), "mapped owner");
	script_text(s, point_at((f->left + f->right) / 2, y),
		    font(COLOR_VERM, SIZE_NOTE, FONT_CENTER),
		    "most frequent other team");
	script_text(s, point_at(f->right, y),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT), "everyone else");
	script_text(s, point_at(COUNT_RIGHT, y),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT), "n");
	script_text(s, point_at(READING, y), mute, "Reading");
}

static void
draw_axis(struct ownership *f)
{
	static const char *const texts[] = {"0", "50\xC2\xA0%", "100\xC2\xA0%"};
	struct script *s = &f->draft.script;

	script_line(s, point_at(x_at(f, 0.5), TOP),
		    point_at(x_at(f, 0.5), f->bottom), pen(COLOR_RULE, 1));
	for (int i = 0; i < 3; i++)
		script_text(s, point_at(x_at(f, i / 2.0), f->bottom + 14),
			    scale_font(FONT_CENTER), texts[i]);
	for (size_t i = 0; i <= f->in->row_count; i++)
		draw_row_rule(&f->draft, TOP + ROW * (double)i);
}

struct segment {
	double from, to; /* shares */
	enum color color;
	struct font font;
	const char *text, *short_text; /* the first that fits is printed */
};

static void
draw_segment(struct ownership *f, const struct segment *segment, double y)
{
	double x0 = x_at(f, segment->from), x1 = x_at(f, segment->to);
	const char *text = segment->text;
	struct script *s = &f->draft.script;

	if (segment->to <= segment->from)
		return;
	script_rect(s, (struct box){x0, y - BAR / 2.0, x1, y + BAR / 2.0},
		    segment->color);
	if (text && text_width_of(text, segment->font) + 8 > x1 - x0)
		text = segment->short_text;
	if (text && text_width_of(text, segment->font) + 8 <= x1 - x0)
		script_text(s, point_at((x0 + x1) / 2, y), segment->font, text);
}

/* "14": whole per cents, as the heading says; the counts are in the table. */
static const char *
percent_text(struct dbr_arena *arena, int64_t count, double total)
{
	return dbr_arena_textf(arena, "%.0f", 100 * (double)count / total);
}

static void
draw_bar(struct ownership *f, const struct figure_ownership_row *row, double y)
{
	struct dbr_arena *arena = f->draft.arena;
	double total = (double)row->total;
	double owner = (double)row->owner_count / total;
	double other = owner + (double)row->other_count / total;
	bool is_strong = is_proposed(row);
	const struct font strong =
		font(COLOR_PAPER, SIZE_NOTE, FONT_CENTER | FONT_BOLD);
	const struct font weak = font(COLOR_INK, SIZE_NOTE, FONT_CENTER);
	const char *owner_text = percent_text(arena, row->owner_count, total);
	const char *other_text = percent_text(arena, row->other_count, total);
	const struct segment segments[] = {
		{0, owner, COLOR_BLUE, strong, owner_text, NULL},
		{owner, other, is_strong ? COLOR_VERM : COLOR_VERM_LIGHT,
		 is_strong ? strong : weak,
		 dbr_arena_textf(arena, "%s %s", row->other ? row->other : "",
				 other_text),
		 other_text},
		{other, 1, COLOR_BAND2, weak, NULL, NULL},
	};

	for (size_t i = 0; i < 3; i++)
		draw_segment(f, &segments[i], y);
}

/* "74 % (58 to 85 %)". */
static const char *
share_text(struct ownership *f, const struct figure_ownership_row *row)
{
	struct dbr_arena *arena = f->draft.arena;

	if (row->reading == FIGURE_OWNERSHIP_TOO_FEW || !row->share.has_value)
		return dbr_arena_textf(arena, "n < %s",
				       count_text(arena, f->in->min_n));
	return dbr_arena_textf(arena, "%s (%s)",
			       number_text(arena, &row->share),
			       interval_text(arena, &row->share));
}

static const char *
reading_word(enum figure_ownership_reading reading)
{
	switch (reading) {
	case FIGURE_OWNERSHIP_PROPOSE:
		return "propose";
	case FIGURE_OWNERSHIP_DISCUSS:
		return "discuss";
	case FIGURE_OWNERSHIP_KEEP:
		return "keep";
	default:
		return "too few to say";
	}
}

static void
draw_reading(struct ownership *f, const struct figure_ownership_row *row,
	     double middle)
{
	const char *word = reading_word(row->reading);
	enum color color = is_proposed(row) ? COLOR_VERM : COLOR_INK2;
	const struct font style = font(color, SIZE_LABEL, FONT_LEFT);
	const struct font team =
		font(color, SIZE_LABEL, is_proposed(row) ? FONT_BOLD : 0);
	struct script *s = &f->draft.script;
	double indent = text_width_of(word, style) + 4;

	script_text(s, point_at(READING, middle - 7), style, word);
	if (is_proposed(row) || row->reading == FIGURE_OWNERSHIP_DISCUSS)
		script_text_cut(s, point_at(READING + indent, middle - 7), team,
				READING_WIDTH - indent, row->share_team);
	script_text_cut(s, point_at(READING, middle + 8),
			font(COLOR_MUTE, SIZE_NOTE, FONT_LEFT), READING_WIDTH,
			share_text(f, row));
}

static void
draw_row(struct ownership *f, size_t i)
{
	const struct figure_ownership_row *row = &f->in->rows[i];
	struct script *s = &f->draft.script;
	double middle = TOP + ROW * ((double)i + 0.5);

	script_text_cut(s, point_at(0, middle - 7),
			font(COLOR_INK, SIZE_LABEL, FONT_BOLD), f->name_width,
			row->component);
	script_text_cut(s, point_at(0, middle + 8),
			font(row->owner ? COLOR_BLUE : COLOR_MUTE, SIZE_NOTE,
			     FONT_LEFT),
			f->name_width,
			row->owner ? row->owner : "nobody mapped");
	if (row->total > 0)
		draw_bar(f, row, middle);
	script_text(s, point_at(COUNT_RIGHT, middle),
		    font(COLOR_MUTE, SIZE_NOTE, FONT_RIGHT),
		    count_text(f->draft.arena, row->total));
	draw_reading(f, row, middle);
}

/* "12 (14 %)": the count, and what the bar prints of it. */
static const char *
part_text(struct ownership *f, const struct figure_ownership_row *row,
	  int64_t count)
{
	struct dbr_arena *arena = f->draft.arena;
	const char *text = count_text(arena, count);

	if (row->total <= 0)
		return text;
	return dbr_arena_textf(arena, "%s (%s\xC2\xA0%%)", text,
			       percent_text(arena, count,
					    (double)row->total));
}

static void
fill_table(struct ownership *f)
{
	static const char *const columns[] = {
		"Component",  "Mapped owner", "#By owner",
		"Other team", "#By other",    "#n",
		"Reading",    "Team",	      "#Share",
		"#By others",
	};
	struct dbr_arena *arena = f->draft.arena;

	table_begin(&f->draft, columns, 10, f->in->row_count);
	for (size_t i = 0; i < f->in->row_count; i++) {
		const struct figure_ownership_row *row = &f->in->rows[i];
		const char **cells = table_row(&f->draft, i);

		cells[0] = row->component;
		cells[1] = row->owner ? row->owner : "";
		cells[2] = part_text(f, row, row->owner_count);
		cells[3] = row->other ? row->other : "";
		cells[4] = part_text(f, row, row->other_count);
		cells[5] = count_text(arena, row->total);
		cells[6] = reading_word(row->reading);
		cells[7] = row->share_team ? row->share_team : "";
		cells[8] = share_text(f, row);
		cells[9] = part_text(f, row, row->total - row->owner_count -
						     row->other_count);
	}
}

static const char *
describe(struct ownership *f)
{
	size_t count = 0;

	for (size_t i = 0; i < f->in->row_count; i++)
		count += is_proposed(&f->in->rows[i]);
	return dbr_arena_textf(f->draft.arena,
			       "%zu components, each with the share of its "
			       "incidents that the mapped owner, the most "
			       "frequent other team and everyone else "
			       "resolved, each counted once. A change is "
			       "proposed for %zu.",
			       f->in->row_count, count);
}

enum dbr_status
figure_ownership_draw(struct figure *out, const struct figure_ownership *in,
		      const struct figure_style *style, struct dbr_arena *arena,
		      struct dbr_error *err)
{
	struct ownership f = {.in = in};

	draft_begin(&f.draft, out, style, arena);
	fill_table(&f);
	if (!in->row_count)
		return draft_give_up(&f.draft, "No incident names a "
					       "component and who resolved "
					       "it.");
	lay_out(&f);
	f.draft.script.height = f.bottom + 26;
	draw_axis(&f);
	draw_headings(&f);
	for (size_t i = 0; i < in->row_count; i++)
		draw_row(&f, i);
	return draft_finish(&f.draft, "Who resolved what, against the map",
			    describe(&f), err);
}
