/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <string.h>
#include "reports/comparisons.h"
#include "reports/table.h"

#define NO_BREAK "\xC2\xA0"

struct doc_table *
table_new(struct making *m, const struct table_heading *headings, size_t count)
{
	struct doc_table *table = document_table(&m->doc, count);
	size_t i;

	for (i = 0; i < count; i++) {
		struct doc_column *column = &table->columns[i];

		doc_text_say(&m->doc, &column->heading, headings[i].words,
			     DOC_PLAIN);
		column->is_number = headings[i].align == TABLE_NUMBER;
		column->is_narrow = headings[i].align == TABLE_NARROW;
	}
	return table;
}

void
table_words(struct making *m, struct doc_cell *cell, const char *words,
	    enum doc_tone tone)
{
	doc_text_say(&m->doc, &cell->text, words, tone);
}

void
table_data(struct making *m, struct doc_cell *cell, const char *data,
	   enum doc_tone tone)
{
	if (data)
		doc_text_quote(&m->doc, &cell->text, dbr_str_from(data),
			       tone);
}

void
table_number(struct making *m, struct doc_cell *cell,
	     const struct dbr_number *number, enum value_form form,
	     enum doc_tone tone)
{
	struct value value = value_number(*number, form);

	value_say(m, &cell->text, &value, tone);
}

static void
add_unbroken(struct dbr_buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == ' ')
			dbr_buf_add_text(out, NO_BREAK);
		else
			dbr_buf_add_char(out, *text);
	}
}

void
table_basis(struct making *m, struct doc_cell *cell,
	    const struct dbr_number *number)
{
	struct dbr_buf interval = DBR_BUF_INIT, words = DBR_BUF_INIT;

	if (number->has_lo || number->has_hi || number->is_census) {
		dbr_number_interval(&interval, number);
		add_unbroken(&words, interval.text);
		dbr_buf_add_text(&words, ", ");
	}
	dbr_buf_add_text(&words, "n" NO_BREAK "=" NO_BREAK);
	dbr_count_text(&words, number->n);
	table_words(m, cell, words.text, DOC_SMALL);
	dbr_buf_release(&words);
	dbr_buf_release(&interval);
}

/* "title/customer": the first column, and the small one below it. */
struct column_spec {
	int first, second;
	const char *first_name, *second_name;
	bool is_fill;
};

static enum dbr_status
find_spec(struct column_spec *out, struct making *m,
	  const struct source *source,
	  const struct template_attribute *attribute)
{
	struct dbr_str second = dbr_str_from(attribute->name);
	struct dbr_str first = dbr_str_cut(&second, '/');

	*out = (struct column_spec){ .second = -1 };
	out->first_name = dbr_arena_text(m->arena, first);
	out->is_fill = strcmp(out->first_name, "fill") == 0;
	if (out->is_fill)
		return DBR_OK;
	out->first = dbr_table_column(source->table, out->first_name);
	if (second.at) {
		out->second_name = dbr_arena_text(m->arena, second);
		out->second = dbr_table_column(source->table,
					       out->second_name);
	}
	if (out->first >= 0 && (!second.at || out->second >= 0))
		return DBR_OK;
	return making_fail(m, attribute->text.place,
			   "\"%s\" has no column \"%s\"", source->name,
			   attribute->name);
}

static void
fill_cell(struct making *m, struct doc_cell *cell, struct doc_column *column,
	  const struct column_spec *spec, const struct dbr_cell *row)
{
	struct value value;

	if (spec->is_fill) {
		table_words(m, cell, "to be filled", DOC_FILL);
		return;
	}
	value = value_cell(spec->first_name, &row[spec->first]);
	column->is_number = column->is_number || value.kind == VALUE_NUMBER;
	column->is_narrow = column->is_narrow || value.kind == VALUE_DAY ||
			    value.kind == VALUE_INSTANT;
	value_say(m, &cell->text, &value, DOC_PLAIN);
	if (spec->second < 0)
		return;
	value = value_cell(spec->second_name, &row[spec->second]);
	if (value.kind != VALUE_NONE)
		value_say(m, &cell->text, &value, DOC_SMALL);
}

static bool
is_column(const struct template_attribute *attribute)
{
	return strcmp(attribute->name, "empty") != 0;
}

enum dbr_status
table_of_query(struct making *m, struct doc_table **out,
	       const struct source *source,
	       const struct template_block *block)
{
	size_t i, row, count = 0, width = source->table->column_count;
	struct column_spec *specs = dbr_arena_array(
		m->arena, block->attribute_count + 1, sizeof(*specs));
	struct doc_table *table = document_table(&m->doc,
						 block->attribute_count);
	enum dbr_status rc = DBR_OK;

	for (i = 0; rc == DBR_OK && i < block->attribute_count; i++) {
		if (!is_column(&block->attributes[i]))
			continue;
		rc = find_spec(&specs[count], m, source,
			       &block->attributes[i]);
		if (rc == DBR_OK)
			rc = making_render_text(
				m, &table->columns[count++].heading,
				&block->attributes[i].text);
	}
	if (rc == DBR_OK && !count)
		return making_fail(m, block->place,
				   "which columns? lines \"column: "
				   "Heading\"");
	table->column_count = count;
	for (row = 0; rc == DBR_OK && row < source->row_count; row++) {
		struct doc_cell *cells = document_row(&m->doc, table);

		for (i = 0; i < count; i++)
			fill_cell(m, &cells[i], &table->columns[i], &specs[i],
				  &source->table->cells[row * width]);
	}
	*out = table;
	return rc;
}

static enum dbr_status
table_of(struct making *m, struct doc_table **out, const struct source *source,
	 const struct template_block *block)
{
	const char *show = argument_find(block, "show");

	switch (source->kind) {
	case SOURCE_QUERY:
		return table_of_query(m, out, source, block);
	case SOURCE_METRIC:
		return table_of_slices(m, out, source, block);
	case SOURCE_SCORECARD:
		return table_of_scores(m, out, source);
	case SOURCE_TARGETS:
		*out = table_of_promises(m, source);
		return DBR_OK;
	case SOURCE_PROPOSALS:
		*out = show && strcmp(show, "refusals") == 0 ?
			table_of_refusals(m, source) :
			table_of_proposals(m, source);
		return DBR_OK;
	case SOURCE_COMPARISONS:
		*out = table_of_comparisons(m, source);
		return DBR_OK;
	case SOURCE_COMPARE:
		break;
	}
	return making_fail(m, block->place, "\"%s\" is no table",
			   source->name);
}

/* A table whose columns are known takes no line but "empty:". */
static enum dbr_status
only_empty(struct making *m, const struct template_block *block)
{
	static const char *const names[] = { "empty" };
	enum dbr_status rc = DBR_OK;
	size_t i;

	for (i = 0; rc == DBR_OK && i < block->attribute_count; i++)
		rc = making_word(m, block->attributes[i].text.place,
				 block->attributes[i].name, names, 1);
	return rc;
}

enum dbr_status
making_table(struct making *m, const struct template_block *block)
{
	const struct template_text *empty = attribute_find(block, "empty");
	static const char *const keys[] = { "all", "labels", "show" };
	const char *name = argument_word(block, 0);
	struct doc_table *table = NULL;
	struct source *source;
	enum dbr_status rc;

	if (!name)
		return making_fail(m, block->place, "@table needs a name");
	rc = argument_check(m, block, keys, sizeof(keys) / sizeof(keys[0]));
	if (rc == DBR_OK)
		rc = source_find(&source, m, name, block->place);
	if (rc == DBR_OK && source->kind != SOURCE_QUERY)
		rc = only_empty(m, block);
	if (rc == DBR_OK)
		rc = table_of(m, &table, source, block);
	if (rc == DBR_OK && empty)
		rc = making_render_text(m, &table->empty, empty);
	if (rc != DBR_OK)
		return rc;
	if (!empty)
		doc_text_say(&m->doc, &table->empty, "Nothing to list.",
			     DOC_PLAIN);
	table->caption = m->into && m->into->kind == DOC_DETAILS ?
		m->into->text : m->section ? m->section->text : m->doc.title;
	document_block(&m->doc, m->into ? m->into : &m->doc.front,
		       DOC_TABLE)->table = table;
	return DBR_OK;
}
