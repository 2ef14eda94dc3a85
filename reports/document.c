/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/document.h"

void
document_init(struct document *doc, struct dbr_arena *arena)
{
	*doc = (struct document){ .arena = arena };
}

void
doc_text_add(struct document *doc, struct doc_text *text, struct doc_run run)
{
	if (!run.text.size)
		return;
	text->runs = dbr_arena_grow(doc->arena, text->runs, text->count,
				    &text->capacity, sizeof(*text->runs));
	text->runs[text->count++] = run;
}

void
doc_text_say(struct document *doc, struct doc_text *text, const char *words,
	     enum doc_tone tone)
{
	doc_text_add(doc, text, (struct doc_run){
		.text = dbr_arena_str(doc->arena, dbr_str_from(words)),
		.tone = tone,
	});
}

void
doc_text_quote(struct document *doc, struct doc_text *text,
	       struct dbr_str words, enum doc_tone tone)
{
	doc_text_add(doc, text, (struct doc_run){
		.text = dbr_arena_str(doc->arena, words),
		.tone = tone,
		.is_data = true,
	});
}

bool
doc_text_is_empty(const struct doc_text *text)
{
	return text->count == 0;
}

void
doc_text_plain(struct dbr_buf *out, const struct doc_text *text)
{
	size_t i;

	for (i = 0; i < text->count; i++)
		dbr_buf_add_str(out, text->runs[i].text);
}

struct doc_fact *
document_fact(struct document *doc)
{
	struct doc_fact *fact;

	doc->facts = dbr_arena_grow(doc->arena, doc->facts, doc->fact_count,
				    &doc->fact_capacity, sizeof(*doc->facts));
	fact = &doc->facts[doc->fact_count++];
	*fact = (struct doc_fact){ .name = DOC_TEXT_NONE };
	return fact;
}

struct doc_block *
document_block(struct document *doc, struct doc_block *parent,
	       enum doc_kind kind)
{
	struct doc_block *block = dbr_arena_get(doc->arena, sizeof(*block));

	block->kind = kind;
	if (parent->last)
		parent->last->next = block;
	else
		parent->first = block;
	parent->last = block;
	return block;
}

struct doc_block *
document_section(struct document *doc)
{
	struct doc_block *section = document_block(doc, &doc->body,
						   DOC_SECTION);

	section->number = ++doc->section_count;
	section->id = dbr_arena_textf(doc->arena, "s%d", section->number);
	return section;
}

struct doc_block *
document_figure(struct document *doc, struct doc_block *parent)
{
	struct doc_block *block = document_block(doc, parent, DOC_FIGURE);

	block->id = dbr_arena_textf(doc->arena, "f%d", ++doc->figure_count);
	block->figure = dbr_arena_get(doc->arena, sizeof(*block->figure));
	return block;
}

struct doc_table *
document_table(struct document *doc, size_t column_count)
{
	struct doc_table *table = dbr_arena_get(doc->arena, sizeof(*table));

	table->column_count = column_count;
	table->columns = dbr_arena_array(doc->arena, column_count,
					 sizeof(*table->columns));
	return table;
}

struct doc_cell *
document_row(struct document *doc, struct doc_table *table)
{
	struct doc_cell *row;
	size_t size = table->column_count * sizeof(*row);
	size_t i;

	table->cells = dbr_arena_grow(doc->arena, table->cells,
				      table->row_count, &table->capacity,
				      size);
	row = &table->cells[table->row_count++ * table->column_count];
	for (i = 0; i < table->column_count; i++)
		row[i] = (struct doc_cell){ .svg = NULL };
	return row;
}
