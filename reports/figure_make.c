/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <string.h>
#include "reports/figure_make.h"

int64_t
row_time(const struct dbr_table *table, size_t row, const char *name)
{
	int column = dbr_table_column(table, name);
	const struct dbr_cell *cell;

	if (column < 0)
		return FIGURE_NO_TIME;
	cell = dbr_table_at(table, row, (size_t)column);
	return cell->type == DBR_CELL_INTEGER ? cell->integer :
						FIGURE_NO_TIME;
}

const char *
row_text(const struct dbr_table *table, size_t row, const char *name)
{
	int column = dbr_table_column(table, name);
	const struct dbr_cell *cell;

	if (column < 0)
		return NULL;
	cell = dbr_table_at(table, row, (size_t)column);
	return cell->type == DBR_CELL_TEXT && cell->text.size ?
		cell->text.at : NULL;
}

int64_t
row_count(const struct dbr_table *table, size_t row, const char *name)
{
	int column = dbr_table_column(table, name);
	const struct dbr_cell *cell;

	if (column < 0)
		return 0;
	cell = dbr_table_at(table, row, (size_t)column);
	return cell->type == DBR_CELL_INTEGER ? cell->integer : 0;
}

enum dbr_status
need_kind(const struct figure_job *job, enum source_kind kind)
{
	if (job->source->kind == kind)
		return DBR_OK;
	return making_fail(job->m, job->block->place,
			   "this figure is drawn from a %s, which \"%s\" is "
			   "not",
			   kind == SOURCE_QUERY ? "query" :
			   kind == SOURCE_METRIC ? "metric" :
						   "page of comparisons",
			   job->source->name);
}

enum dbr_status
need_columns(const struct figure_job *job, const struct source *source,
	     const char *const *names, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (dbr_table_column(source->table, names[i]) < 0)
			return making_fail(job->m, job->block->place,
					   "\"%s\" needs a column \"%s\" for "
					   "this figure",
					   source->name, names[i]);
	return DBR_OK;
}

/* Numbers and instants, which need no guard against being markup. */
static bool
is_figures(const char *text)
{
	while (*text) {
		size_t known = strspn(text, "0123456789-:.+,TZ %");

		if (!known && strncmp(text, "\xE2\x88\x92", 3) == 0)
			known = 3;	/* minus */
		else if (!known && strncmp(text, "\xC2\xA0", 2) == 0)
			known = 2;	/* no-break blank */
		else if (!known && strncmp(text, "\xE2\x80\xAF", 3) == 0)
			known = 3;	/* narrow one */
		if (!known)
			return false;
		text += known;
	}
	return true;
}

static struct doc_table *
table_from(struct making *m, const struct figure_table *from)
{
	struct doc_table *table = document_table(&m->doc, from->column_count);
	size_t i, row;

	for (i = 0; i < from->column_count; i++) {
		doc_text_say(&m->doc, &table->columns[i].heading,
			     from->columns[i], DOC_PLAIN);
		table->columns[i].is_number = from->is_number[i];
	}
	for (row = 0; row < from->row_count; row++) {
		struct doc_cell *cells = document_row(&m->doc, table);

		for (i = 0; i < from->column_count; i++) {
			const char *text =
				from->cells[row * from->column_count + i];

			doc_text_add(&m->doc, &cells[i].text, (struct doc_run){
				.text = dbr_str_from(text),
				.is_data = !is_figures(text),
			});
		}
	}
	return table;
}

static void
note_problem(struct making *m, const struct doc_block *block,
	     const char *problem)
{
	m->problems = dbr_arena_grow(m->arena, m->problems, m->problem_count,
				     &m->problem_capacity,
				     sizeof(*m->problems));
	m->problems[m->problem_count++] = dbr_arena_textf(
		m->arena, "figure %s: %s", block->id, problem);
	m->missing_count++;
}

/* There is nothing to draw: a sentence says so, without title and notes.
 * It is the latest figure, so its number is free again. */
static void
drop_figure(struct making *m, struct doc_block *block)
{
	block->kind = DOC_PARAGRAPH;
	m->doc.figure_count--;
	doc_text_say(&m->doc, &block->text, block->figure->problem, DOC_MUTE);
}

static void
hang(struct making *m, struct hanging hanging)
{
	m->hangings = dbr_arena_grow(m->arena, m->hangings, m->hanging_count,
				     &m->hanging_capacity, sizeof(hanging));
	m->hangings[m->hanging_count++] = hanging;
}

void
figure_take(struct making *m, struct doc_block *block,
	    const struct figure *figure)
{
	block->figure->table = table_from(m, &figure->table);
	block->figure->table->caption = block->figure->headline;
	if (figure->picture) {
		hang(m, (struct hanging){ figure->picture, block, NULL, 0 });
		return;
	}
	block->figure->problem = figure->problem ? figure->problem :
						   "It could not be drawn.";
	if (figure->table.row_count)
		note_problem(m, block, block->figure->problem);
	else
		drop_figure(m, block);
}

void
figure_take_cell(struct making *m, struct doc_table *table,
		 struct doc_cell *cell, const struct figure *figure)
{
	if (figure->picture)
		hang(m, (struct hanging){ figure->picture, NULL, table,
					  (size_t)(cell - table->cells) });
	else
		doc_text_say(&m->doc, &cell->text, "\xE2\x80\x93", DOC_MUTE);
}

static void
hang_figure(struct making *m, struct doc_block *block,
	    const struct picture *picture)
{
	const struct figure figure = { .svg = picture->svg };
	struct dbr_buf alone = DBR_BUF_INIT;

	if (!picture->svg.size) {
		block->figure->problem = picture->problem;
		note_problem(m, block, picture->problem);
		return;
	}
	block->figure->svg = dbr_arena_text(m->arena, picture->svg);
	figure_standalone(&alone, &figure);
	block->figure->svg_alone =
		dbr_arena_text(m->arena, dbr_buf_str(&alone));
	dbr_buf_release(&alone);
}

void
making_hang(struct making *m)
{
	size_t i;

	gallery_draw(&m->gallery);
	for (i = 0; i < m->hanging_count; i++) {
		const struct hanging *h = &m->hangings[i];
		struct doc_cell *cell = h->table ? &h->table->cells[h->cell] :
						   NULL;

		if (h->block)
			hang_figure(m, h->block, h->picture);
		else if (h->picture->svg.size)
			cell->svg = dbr_arena_text(m->arena, h->picture->svg);
		else
			doc_text_say(&m->doc, &cell->text, "\xE2\x80\x93",
				     DOC_MUTE);
	}
}

static enum dbr_status
render_words_of(struct making *m, struct doc_figure *figure,
		const struct template_block *block)
{
	struct {
		const char *name;
		struct doc_text *text;
	} parts[] = {
		{ "title", &figure->headline },
		{ "sub", &figure->subtitle },
		{ "note", &figure->note },
	};
	enum dbr_status rc = DBR_OK;
	size_t i, k;

	for (i = 0; rc == DBR_OK && i < block->attribute_count; i++) {
		const struct template_attribute *a = &block->attributes[i];

		for (k = 0; k < 3; k++)
			if (strcmp(a->name, parts[k].name) == 0)
				break;
		if (k == 3)
			return making_fail(m, a->text.place,
					   "a figure has title, sub and note, "
					   "not \"%s\"",
					   a->name);
		rc = making_render_text(m, parts[k].text, &a->text);
	}
	return rc;
}

static const struct {
	const char *name;
	enum dbr_status (*make)(struct figure *out,
				const struct figure_job *job);
} kinds[] = {
	{ "accuracy", figure_make_accuracy },
	{ "curves", figure_make_curves },
	{ "durations", figure_make_durations },
	{ "forest", figure_make_forest },
	{ "funnel", figure_make_funnel },
	{ "gantt", figure_make_gantt },
	{ "incidents", figure_make_incidents },
	{ "nps", figure_make_nps },
	{ "ownership", figure_make_ownership },
	{ "phases", figure_make_phases },
	{ "xmr", figure_make_xmr },
};
enum { KIND_COUNT = sizeof(kinds) / sizeof(kinds[0]) };

static enum dbr_status
find_kind(size_t *out, struct making *m, const struct template_block *block)
{
	const char *name = argument_word(block, 0);
	const char *names[KIND_COUNT], *near;
	size_t i;

	if (!name || !argument_word(block, 1))
		return making_fail(m, block->place,
				   "@figure needs a kind and a source");
	for (i = 0; i < KIND_COUNT; i++) {
		names[i] = kinds[i].name;
		*out = i;
		if (strcmp(name, kinds[i].name) == 0)
			return DBR_OK;
	}
	near = dbr_nearest(name, names, KIND_COUNT);
	making_fail(m, block->place, "there is no figure \"%s\"", name);
	if (near)
		dbr_fail_hint(m->err, "did you mean %s?", near);
	return m->err->code;
}

enum dbr_status
making_figure(struct making *m, const struct template_block *block)
{
	struct doc_block *into = m->into ? m->into : &m->doc.front;
	struct doc_block *place;
	struct figure figure = { .problem = NULL };
	struct figure_style style = { .gallery = &m->gallery };
	struct figure_job job = { m, block, NULL, &style, NULL };
	struct dbr_buf plain = DBR_BUF_INIT;
	static const char *const keys[] = {
		"against", "attempts", "each", "events", "heading", "here",
		"labels", "period", "rows", "rules", "span", "targets",
		"thing",
	};
	struct source *source;
	size_t kind = 0;
	enum dbr_status rc;

	rc = find_kind(&kind, m, block);
	if (rc == DBR_OK)
		rc = argument_check(m, block, keys,
				    sizeof(keys) / sizeof(keys[0]));
	if (rc == DBR_OK)
		rc = source_find(&source, m, argument_word(block, 1),
				 block->place);
	if (rc != DBR_OK)
		return rc;
	job.source = source;
	place = document_figure(&m->doc, into);
	style.id = dbr_arena_textf(m->arena, "%s-svg", place->id);
	job.words = place->figure;
	rc = render_words_of(m, place->figure, block);
	doc_text_plain(&plain, &place->figure->headline);
	if (plain.size)
		style.desc = dbr_arena_text(m->arena, dbr_buf_str(&plain));
	if (rc == DBR_OK)
		rc = kinds[kind].make(&figure, &job);
	if (rc == DBR_OK)
		figure_take(m, place, &figure);
	dbr_buf_release(&plain);
	return rc;
}
