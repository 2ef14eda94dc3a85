/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/draw.h"
#include <math.h>
#include "reports/gallery.h"
#include "reports/text_width.h"

void
draft_begin(struct draft *draft, struct figure *out,
	    const struct figure_style *style, struct dbr_arena *arena)
{
	*out = (struct figure){ .id = style->id };
	*draft = (struct draft){ .out = out, .style = style, .arena = arena };
	script_init(&draft->script, arena, FIGURE_WIDTH, 1);
}

/* A caller may leave a cell out with NULL. */
static void
fill_empty_cells(struct figure_table *table)
{
	for (size_t i = 0; i < table->column_count * table->row_count; i++)
		if (!table->cells[i])
			table->cells[i] = "";
}

enum dbr_status
draft_give_up(struct draft *draft, const char *sentence)
{
	draft->out->problem = sentence;
	fill_empty_cells(&draft->out->table);
	script_release(&draft->script);
	return DBR_OK;
}

static void
draw_now(struct draft *draft, const struct svg_head *head)
{
	const struct figure_style *style = draft->style;
	struct figure *out = draft->out;
	const struct picture picture = { .head = *head,
					 .script = out->script };
	struct dbr_buf svg = DBR_BUF_INIT;
	struct dbr_error why = DBR_ERROR_INIT;

	if (picture_draw(&svg, style->gnuplot, style->timeout_ms, &picture,
			 &why) == DBR_OK)
		out->svg = dbr_arena_str(draft->arena, dbr_buf_str(&svg));
	else
		out->problem = dbr_arena_textf(draft->arena,
					       "The picture is missing: %s.",
					       why.what);
	dbr_buf_release(&svg);
}

/* From script to checked SVG; what fails here costs one picture. */
enum dbr_status
draft_finish(struct draft *draft, const char *title, const char *desc,
	     struct dbr_error *err)
{
	const struct figure_style *style = draft->style;
	struct figure *out = draft->out;
	struct svg_head head = {
		.id = style->id,
		.title = style->title ? style->title : title,
		.desc = style->desc ? style->desc : desc,
		.width = draft->script.width,
		.height = draft->script.height,
		.tokens = draft->script.tokens,
		.token_count = draft->script.token_count,
	};
	enum dbr_status rc;

	fill_empty_cells(&out->table);
	out->title = head.title;
	out->desc = head.desc;
	rc = script_finish(&out->script, &draft->script, err);
	if (rc == DBR_OK && style->gallery)
		out->picture = gallery_add(style->gallery, &head, out->script);
	else if (rc == DBR_OK)
		draw_now(draft, &head);
	script_release(&draft->script);
	return rc;
}

void
figure_standalone(struct dbr_buf *out, const struct figure *figure)
{
	static const char end_of_head[] = "</desc>\n";
	struct dbr_str svg = figure->svg;
	size_t cut = 0;

	while (cut < svg.size &&
	       !dbr_str_starts((struct dbr_str){ svg.at + cut,
						 svg.size - cut },
			       end_of_head))
		cut++;
	if (cut == svg.size)
		return;
	cut += sizeof(end_of_head) - 1;
	dbr_buf_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	dbr_buf_add(out, svg.at, cut);
	dbr_buf_addf(out,
		     "<rect x=\"0\" y=\"0\" width=\"100%%\" height=\"100%%\" "
		     "fill=\"#%06X\"/>\n", palette_at(COLOR_PAPER)->light);
	dbr_buf_add(out, svg.at + cut, svg.size - cut);
}

struct font
font(enum color color, double size, int flags)
{
	return (struct font){ color, size, flags };
}

struct font
scale_font(int flags)
{
	return font(COLOR_MUTE, SIZE_NOTE, flags | FONT_SCALE);
}

struct pen
pen(enum color color, double width)
{
	return (struct pen){ color, width, 0 };
}

struct pen
pen_dashed(enum color color, double width, double dash)
{
	return (struct pen){ color, width, dash };
}

double
text_width_of(const char *text, struct font style)
{
	struct dbr_buf clean = DBR_BUF_INIT;
	double width;

	dbr_buf_add_clean(&clean, dbr_str_from(text), 0);
	width = text_width(dbr_buf_str(&clean), style.size,
			   style.flags & FONT_BOLD);
	dbr_buf_release(&clean);
	return width;
}

void
table_begin(struct draft *draft, const char *const *columns,
	    size_t column_count, size_t row_count)
{
	struct figure_table *table = &draft->out->table;
	size_t count = column_count * row_count;

	table->column_count = column_count;
	table->row_count = row_count;
	table->columns = dbr_arena_array(draft->arena, column_count,
					 sizeof(*table->columns));
	table->is_number = dbr_arena_array(draft->arena, column_count,
					   sizeof(*table->is_number));
	table->cells = dbr_arena_array(draft->arena, count ? count : 1,
				       sizeof(*table->cells));
	for (size_t i = 0; i < column_count; i++) {
		table->is_number[i] = columns[i][0] == '#';
		table->columns[i] = columns[i] + table->is_number[i];
	}
	for (size_t i = 0; i < count; i++)
		table->cells[i] = "";
}

const char **
table_row(struct draft *draft, size_t row)
{
	struct figure_table *table = &draft->out->table;

	return table->cells + row * table->column_count;
}

void
draw_row_rule(struct draft *draft, double y)
{
	script_line(&draft->script, point_at(0, y), point_at(FIGURE_WIDTH, y),
		    pen(COLOR_GRID, 1));
}

void
draw_row_name(struct draft *draft, struct point at, double width,
	      struct font name_font, const char *const name[2])
{
	bool has_two = name[1] && *name[1];

	script_text_cut(&draft->script,
			point_at(at.x, has_two ? at.y - 7 : at.y), name_font,
			width, name[0]);
	if (has_two)
		script_text_cut(&draft->script, point_at(at.x, at.y + 8),
				font(COLOR_MUTE, SIZE_NOTE, FONT_LEFT), width,
				name[1]);
}

double
row_name_width(const char *const (*names)[2], size_t count, double max)
{
	const struct font fonts[2] = {
		font(COLOR_INK, SIZE_LABEL, FONT_BOLD),
		font(COLOR_MUTE, SIZE_NOTE, FONT_LEFT),
	};
	double width = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < 2; j++)
			width = fmax(width, text_width_of(names[i][j],
							  fonts[j]));
	return fmin(ceil(width), max);
}

static double
lane_end(const struct lane_label *labels, size_t count, int lane, double x)
{
	double end = -1e9;

	for (size_t i = 0; i < count; i++)
		if (labels[i].lane == lane && labels[i].x <= x)
			end = fmax(end, labels[i].x + labels[i].width / 2);
	return end;
}

int
lanes_assign(struct lane_label *labels, size_t count, double lo, double hi)
{
	const double gap = 10;
	int used = 0;

	for (size_t i = 0; i < count; i++) {
		double half = labels[i].width / 2;

		labels[i].lane = -2;
		labels[i].x = fmax(fmin(labels[i].x, hi - half), lo + half);
	}
	for (size_t done = 0; done < count; done++) {
		struct lane_label *next = NULL;

		for (size_t i = 0; i < count; i++)
			if (labels[i].lane == -2 &&
			    (!next || labels[i].x < next->x))
				next = &labels[i];
		for (int lane = 0; lane < LANES_MAX && next->lane < 0; lane++)
			if (lane_end(labels, count, lane, hi) + gap <=
			    next->x - next->width / 2)
				next->lane = lane;
		if (next->lane < 0)
			next->lane = -1;
		if (next->lane >= used)
			used = next->lane + 1;
	}
	return used;
}

void
labels_spread(double *positions, size_t count, double gap,
	      const double range[2])
{
	double limit = range[1];

	for (size_t i = 1; i < count; i++)
		positions[i] = fmax(positions[i], positions[i - 1] + gap);
	for (size_t i = count; i-- > 0; limit = positions[i] - gap)
		positions[i] = fmin(positions[i], limit);
	for (size_t i = 0; i < count; i++)
		positions[i] = fmax(positions[i],
				    i ? positions[i - 1] + gap : range[0]);
}
