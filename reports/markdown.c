/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/escape.h"
#include "reports/overwrite.h"
#include "reports/markdown.h"
#include "reports/prose.h"

struct writer {
	struct dbr_buf *out;
	const char *figures;
};

static void write_children(const struct writer *w,
			   const struct doc_block *parent);

static const char *
tone_mark(enum doc_tone tone)
{
	switch (tone) {
	case DOC_STRONG:
	case DOC_GOOD:
	case DOC_BAD:
		return "**";
	case DOC_FILL:
		return "_";
	default:
		return "";
	}
}

static void
write_run(struct dbr_buf *out, const struct doc_run *run)
{
	const char *mark = tone_mark(run->tone);

	if (run->tone == DOC_SMALL)
		dbr_buf_add_text(out, " \xC2\xB7 ");
	dbr_buf_add_text(out, mark);
	if (run->is_data)
		escape_markdown(out, run->text);
	else
		escape_markdown_own(out, run->text);
	dbr_buf_add_text(out, mark);
}

static void
write_text(struct dbr_buf *out, const struct doc_text *text)
{
	size_t i;

	for (i = 0; i < text->count; i++)
		write_run(out, &text->runs[i]);
}

static void
write_line(const struct writer *w, const char *before,
	   const struct doc_text *text, const char *after)
{
	if (doc_text_is_empty(text))
		return;
	dbr_buf_add_text(w->out, before);
	write_text(w->out, text);
	dbr_buf_add_text(w->out, after);
}

static void
write_rule(const struct writer *w, const struct doc_table *table)
{
	size_t i;

	dbr_buf_add_char(w->out, '|');
	for (i = 0; i < table->column_count; i++)
		dbr_buf_add_text(w->out, table->columns[i].is_number ?
					 " --: |" : " --- |");
	dbr_buf_add_char(w->out, '\n');
}

static void
write_table(const struct writer *w, const struct doc_table *table)
{
	size_t i;

	if (!table->row_count) {
		write_line(w, "", &table->empty, "\n\n");
		return;
	}
	dbr_buf_add_char(w->out, '|');
	for (i = 0; i < table->column_count; i++) {
		dbr_buf_add_char(w->out, ' ');
		write_text(w->out, &table->columns[i].heading);
		dbr_buf_add_text(w->out, " |");
	}
	dbr_buf_add_char(w->out, '\n');
	write_rule(w, table);
	for (i = 0; i < table->row_count * table->column_count; i++) {
		bool is_first = i % table->column_count == 0;
		bool is_last = (i + 1) % table->column_count == 0;

		dbr_buf_add_text(w->out, is_first ? "| " : " ");
		write_text(w->out, &table->cells[i].text);
		dbr_buf_add_text(w->out, is_last ? " |\n" : " |");
	}
	dbr_buf_add_char(w->out, '\n');
}

static void
write_figure(const struct writer *w, const struct doc_block *block)
{
	const struct doc_figure *figure = block->figure;

	dbr_buf_addf(w->out, "<a id=\"%s\"></a>\n\n", block->id);
	write_line(w, "### ", &figure->headline, "\n\n");
	write_line(w, "", &figure->subtitle, "\n\n");
	if (figure->svg_alone) {
		write_line(w, "![", &figure->headline, "]");
		dbr_buf_addf(w->out, "(%s-%s.svg)\n\n", w->figures, block->id);
	} else if (figure->problem) {
		escape_markdown(w->out, dbr_str_from(figure->problem));
		dbr_buf_add_text(w->out, "\n\n");
	}
	write_line(w, "", &figure->note, "\n\n");
	if (figure->table && figure->table->row_count)
		write_table(w, figure->table);
}

static void
write_titled(const struct writer *w, const char *title,
	     const struct doc_block *block)
{
	if (!block->first)
		return;
	dbr_buf_addf(w->out, "**%s**\n\n", title);
	write_children(w, block);
}

static void
write_section(const struct writer *w, const struct doc_block *section)
{
	dbr_buf_addf(w->out, "<a id=\"%s\"></a>\n\n## %d ", section->id,
		     section->number);
	write_text(w->out, &section->text);
	if (section->minutes)
		dbr_buf_addf(w->out, " (%d min)", section->minutes);
	dbr_buf_add_text(w->out, "\n\n");
	write_children(w, section);
}

static void
write_block(const struct writer *w, const struct doc_block *block)
{
	switch (block->kind) {
	case DOC_SECTION:
		write_section(w, block);
		break;
	case DOC_HEADING:
		write_line(w, "### ", &block->text, "\n\n");
		break;
	case DOC_LEDE:
	case DOC_PARAGRAPH:
	case DOC_NOTE:
		write_line(w, "", &block->text, "\n\n");
		break;
	case DOC_LIST:
		write_children(w, block);
		dbr_buf_add_char(w->out, '\n');
		break;
	case DOC_ITEM:
		write_line(w, "* ", &block->text, "\n");
		break;
	case DOC_TABLE:
		write_table(w, block->table);
		break;
	case DOC_FIGURE:
		write_figure(w, block);
		break;
	case DOC_HOW:
		write_titled(w, "How to read it", block);
		break;
	case DOC_ASK:
		write_titled(w, "Ask the room", block);
		break;
	case DOC_COLUMNS:
		write_children(w, block);
		break;
	case DOC_PROSE:
		prose_write_markdown(w->out, block);
		break;
	case DOC_QUOTE:
	case DOC_LINES:
		break;		/* written by their prose */
	case DOC_COLUMN:
	case DOC_DETAILS:
		write_line(w, "### ", &block->text, "\n\n");
		write_children(w, block);
		break;
	}
}

static void
write_children(const struct writer *w, const struct doc_block *parent)
{
	const struct doc_block *block;

	for (block = parent->first; block; block = block->next)
		write_block(w, block);
}

void
markdown_write(struct dbr_buf *out, const struct document *doc,
	       const char *figures)
{
	struct writer w = { .out = out, .figures = figures };
	size_t i;

	dbr_buf_add_text(out, MARKDOWN_MARK "\n");
	write_line(&w, "", &doc->kicker, "\n\n");
	write_line(&w, "# ", &doc->title, "\n\n");
	for (i = 0; i < doc->fact_count; i++) {
		write_line(&w, "* ", &doc->facts[i].name, ": ");
		write_line(&w, "", &doc->facts[i].value, "\n");
	}
	if (doc->fact_count)
		dbr_buf_add_char(out, '\n');
	write_children(&w, &doc->front);
	write_children(&w, &doc->body);
}
