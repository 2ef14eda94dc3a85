/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <string.h>
#include "reports/json_page.h"

struct writer {
	struct dbr_buf *out;
	bool needs_comma;
};

static void write_blocks(struct writer *w, const char *key,
			 const struct doc_block *parent);

static void
add_string(struct writer *w, struct dbr_str text)
{
	struct dbr_buf clean = DBR_BUF_INIT;
	size_t i;

	dbr_buf_add_clean(&clean, text, 0);
	dbr_buf_add_char(w->out, '"');
	for (i = 0; i < clean.size; i++) {
		if (strchr("\"\\", clean.text[i]))
			dbr_buf_add_char(w->out, '\\');
		dbr_buf_add_char(w->out, clean.text[i]);
	}
	dbr_buf_add_char(w->out, '"');
	dbr_buf_release(&clean);
}

/* The comma before a member or an element, and the key of a member. */
static void
begin(struct writer *w, const char *key)
{
	if (w->needs_comma)
		dbr_buf_add_char(w->out, ',');
	dbr_buf_add_char(w->out, '\n');
	w->needs_comma = true;
	if (key)
		dbr_buf_addf(w->out, "\"%s\": ", key);
}

static void
open(struct writer *w, const char *key, char bracket)
{
	begin(w, key);
	dbr_buf_add_char(w->out, bracket);
	w->needs_comma = false;
}

static void
close(struct writer *w, char bracket)
{
	dbr_buf_add_char(w->out, bracket);
	w->needs_comma = true;
}

static void
write_words(struct writer *w, const char *key, const char *words)
{
	begin(w, key);
	add_string(w, dbr_str_from(words));
}

static void
write_number(struct writer *w, const char *key, int number)
{
	begin(w, key);
	dbr_buf_addf(w->out, "%d", number);
}

/* A small second line follows its first after a comma. */
static void
write_text(struct writer *w, const char *key, const struct doc_text *text)
{
	struct dbr_buf words = DBR_BUF_INIT;
	size_t i;

	for (i = 0; i < text->count; i++) {
		if (text->runs[i].tone == DOC_SMALL && words.size)
			dbr_buf_add_text(&words, ", ");
		dbr_buf_add_str(&words, text->runs[i].text);
	}
	if (words.size || !key) {
		begin(w, key);
		add_string(w, dbr_buf_str(&words));
	}
	dbr_buf_release(&words);
}

static void
write_table(struct writer *w, const char *key, const struct doc_table *table)
{
	size_t i;

	if (!table)
		return;
	open(w, key, '{');
	write_text(w, "caption", &table->caption);
	open(w, "columns", '[');
	for (i = 0; i < table->column_count; i++)
		write_text(w, NULL, &table->columns[i].heading);
	close(w, ']');
	open(w, "rows", '[');
	for (i = 0; i < table->row_count * table->column_count; i++) {
		if (i % table->column_count == 0)
			open(w, NULL, '[');
		write_text(w, NULL, &table->cells[i].text);
		if ((i + 1) % table->column_count == 0)
			close(w, ']');
	}
	close(w, ']');
	if (!table->row_count)
		write_text(w, "empty", &table->empty);
	close(w, '}');
}

static void
write_figure(struct writer *w, const struct doc_figure *figure)
{
	write_text(w, "headline", &figure->headline);
	write_text(w, "subtitle", &figure->subtitle);
	write_text(w, "note", &figure->note);
	if (figure->problem)
		write_words(w, "problem", figure->problem);
	write_table(w, "table", figure->table);
}

static void
write_block(struct writer *w, const struct doc_block *block)
{
	static const char *const names[] = {
		[DOC_SECTION] = "section", [DOC_HEADING] = "heading",
		[DOC_LEDE] = "lede", [DOC_PARAGRAPH] = "paragraph",
		[DOC_NOTE] = "note", [DOC_LIST] = "list",
		[DOC_ITEM] = "item", [DOC_TABLE] = "table",
		[DOC_FIGURE] = "figure", [DOC_HOW] = "how to read it",
		[DOC_ASK] = "ask the room", [DOC_COLUMNS] = "columns",
		[DOC_COLUMN] = "column", [DOC_DETAILS] = "details",
	};

	open(w, NULL, '{');
	write_words(w, "kind", names[block->kind]);
	if (block->id)
		write_words(w, "id", block->id);
	if (block->number)
		write_number(w, "number", block->number);
	if (block->minutes)
		write_number(w, "minutes", block->minutes);
	write_text(w, "text", &block->text);
	if (block->kind == DOC_FIGURE)
		write_figure(w, block->figure);
	write_table(w, "table", block->table);
	if (block->first)
		write_blocks(w, "blocks", block);
	close(w, '}');
}

static void
write_blocks(struct writer *w, const char *key, const struct doc_block *parent)
{
	const struct doc_block *block;

	open(w, key, '[');
	for (block = parent->first; block; block = block->next)
		write_block(w, block);
	close(w, ']');
}

void
json_page_write(struct dbr_buf *out, const struct document *doc)
{
	struct writer w = { .out = out };
	size_t i;

	dbr_buf_add_char(out, '{');
	write_words(&w, "schema", "debrief.report");
	write_number(&w, "version", REPORT_JSON_VERSION);
	write_text(&w, "kicker", &doc->kicker);
	write_text(&w, "title", &doc->title);
	open(&w, "facts", '[');
	for (i = 0; i < doc->fact_count; i++) {
		open(&w, NULL, '{');
		write_text(&w, "name", &doc->facts[i].name);
		write_text(&w, "value", &doc->facts[i].value);
		close(&w, '}');
	}
	close(&w, ']');
	write_blocks(&w, "front", &doc->front);
	write_blocks(&w, "sections", &doc->body);
	dbr_buf_add_text(out, "\n}\n");
}
