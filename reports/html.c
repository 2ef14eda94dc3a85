/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/escape.h"
#include "reports/html.h"
#include "reports/prose.h"

static void write_children(struct dbr_buf *out, const struct doc_block *parent);

static const char *const tone_open[] = {
	[DOC_PLAIN] = "",
	[DOC_STRONG] = "<b>",
	[DOC_CODE] = "<code>",
	[DOC_SMALL] = "<small>",
	[DOC_MUTE] = "<span class=\"mute\">",
	[DOC_GOOD] = "<span class=\"good\">",
	[DOC_BAD] = "<span class=\"bad\">",
	[DOC_OPEN] = "<span class=\"open\">",
	[DOC_FILL] = "<span class=\"fill\">",
};
static const char *const tone_close[] = {
	[DOC_PLAIN] = "",
	[DOC_STRONG] = "</b>",
	[DOC_CODE] = "</code>",
	[DOC_SMALL] = "</small>",
	[DOC_MUTE] = "</span>",
	[DOC_GOOD] = "</span>",
	[DOC_BAD] = "</span>",
	[DOC_OPEN] = "</span>",
	[DOC_FILL] = "</span>",
};

void
html_text(struct dbr_buf *out, const struct doc_text *text)
{
	size_t i;

	for (i = 0; i < text->count; i++) {
		const struct doc_run *run = &text->runs[i];

		dbr_buf_add_text(out, tone_open[run->tone]);
		escape_html(out, run->text);
		dbr_buf_add_text(out, tone_close[run->tone]);
	}
}

/* <tag class="class">text</tag> on a line of its own. */
static void
write_element(struct dbr_buf *out, const char *tag, const char *class_name,
	      const struct doc_text *text)
{
	if (doc_text_is_empty(text))
		return;
	dbr_buf_addf(out, class_name ? "<%s class=\"%s\">" : "<%s>", tag,
		     class_name);
	html_text(out, text);
	dbr_buf_addf(out, "</%s>\n", tag);
}

static const char *
column_class(const struct doc_column *column)
{
	return column->is_number ? " class=\"n\"" :
	       column->is_narrow ? " class=\"nw\"" : "";
}

static void
write_row(struct dbr_buf *out, const struct doc_table *table, size_t row)
{
	size_t i;

	dbr_buf_add_text(out, "<tr>");
	for (i = 0; i < table->column_count; i++) {
		const struct doc_cell *cell =
			&table->cells[row * table->column_count + i];

		dbr_buf_addf(out, "<td%s>", column_class(&table->columns[i]));
		if (cell->svg)
			dbr_buf_add_text(out, cell->svg);
		else
			html_text(out, &cell->text);
		dbr_buf_add_text(out, "</td>");
	}
	dbr_buf_add_text(out, "</tr>\n");
}

static void
write_table(struct dbr_buf *out, const struct doc_table *table)
{
	size_t i;

	if (!table->row_count) {
		write_element(out, "p", "mute", &table->empty);
		return;
	}
	dbr_buf_add_text(out, "<div class=\"scroll\" tabindex=\"0\" "
			      "role=\"group\" aria-label=\"Table\"><table>");
	write_element(out, "caption", NULL, &table->caption);
	dbr_buf_add_text(out, "<thead><tr>");
	for (i = 0; i < table->column_count; i++) {
		const struct doc_column *column = &table->columns[i];

		dbr_buf_addf(out, "<th scope=\"col\"%s>",
			     column_class(column));
		html_text(out, &column->heading);
		dbr_buf_add_text(out, "</th>");
	}
	dbr_buf_add_text(out, "</tr></thead><tbody>\n");
	for (i = 0; i < table->row_count; i++)
		write_row(out, table, i);
	dbr_buf_add_text(out, "</tbody></table></div>\n");
}

static void
write_figure(struct dbr_buf *out, const struct doc_block *block)
{
	const struct doc_figure *figure = block->figure;

	dbr_buf_addf(out, "<figure id=\"%s\"><figcaption>", block->id);
	write_element(out, "h3", NULL, &figure->headline);
	write_element(out, "span", NULL, &figure->subtitle);
	dbr_buf_add_text(out, "</figcaption>\n");
	if (figure->svg) {
		dbr_buf_add_text(out, "<div class=\"scroll\" tabindex=\"0\" "
				      "role=\"group\" aria-label=\"Figure\">");
		dbr_buf_add_text(out, figure->svg);
		dbr_buf_add_text(out, "</div>\n");
	} else if (figure->problem) {
		dbr_buf_add_text(out, "<p class=\"missing\">");
		escape_html(out, dbr_str_from(figure->problem));
		dbr_buf_add_text(out, "</p>\n");
	}
	write_element(out, "p", "note", &figure->note);
	if (figure->table && figure->table->row_count) {
		dbr_buf_addf(out, "<details%s><summary>The numbers in this "
				  "figure</summary>\n",
			     figure->svg ? "" : " open");
		write_table(out, figure->table);
		dbr_buf_add_text(out, "</details>\n");
	}
	dbr_buf_add_text(out, "</figure>\n");
}

static void
write_group(struct dbr_buf *out, const struct doc_block *block,
	    const char *open, const char *close)
{
	dbr_buf_add_text(out, open);
	write_children(out, block);
	dbr_buf_add_text(out, close);
}

static void
write_item(struct dbr_buf *out, const struct doc_block *block)
{
	dbr_buf_add_text(out, "<li>");
	html_text(out, &block->text);
	dbr_buf_add_text(out, "</li>\n");
}

static void
write_block(struct dbr_buf *out, const struct doc_block *block)
{
	switch (block->kind) {
	case DOC_HEADING:
		write_element(out, "h3", NULL, &block->text);
		break;
	case DOC_LEDE:
		write_element(out, "p", "lede", &block->text);
		break;
	case DOC_PARAGRAPH:
		write_element(out, "p", NULL, &block->text);
		break;
	case DOC_NOTE:
		write_element(out, "p", "note", &block->text);
		break;
	case DOC_LIST:
		if (block->first)
			write_group(out, block, "<ul>\n", "</ul>\n");
		break;
	case DOC_ITEM:
		write_item(out, block);
		break;
	case DOC_TABLE:
		write_table(out, block->table);
		break;
	case DOC_FIGURE:
		write_figure(out, block);
		break;
	case DOC_COLUMNS:
		write_group(out, block, "<div class=\"columns\">\n", "</div>\n");
		break;
	case DOC_COLUMN:
		dbr_buf_add_text(out, "<div>");
		write_element(out, "h3", NULL, &block->text);
		write_group(out, block, "", "</div>\n");
		break;
	case DOC_DETAILS:
		dbr_buf_add_text(out, block->is_folded ?
				      "<details class=\"folded\"><summary>" :
				      "<details class=\"more\"><summary>");
		html_text(out, &block->text);
		write_group(out, block, "</summary>\n", "</details>\n");
		break;
	case DOC_PROSE:
		prose_write_html(out, block);
		break;
	case DOC_SECTION:
	case DOC_HOW:
	case DOC_ASK:
	case DOC_QUOTE:
	case DOC_LINES:
		break;		/* written by their section, their prose */
	}
}

static void
write_children(struct dbr_buf *out, const struct doc_block *parent)
{
	const struct doc_block *block;

	for (block = parent->first; block; block = block->next)
		write_block(out, block);
}

static bool
is_aside(const struct doc_block *block)
{
	return block->kind == DOC_HOW || block->kind == DOC_ASK;
}

static void
write_asides(struct dbr_buf *out, const struct doc_block *section)
{
	const struct doc_block *block;
	bool is_open = false;

	for (block = section->first; block; block = block->next) {
		if (!is_aside(block) || !block->first)
			continue;
		if (!is_open)
			dbr_buf_add_text(out, "<aside class=\"side\">\n");
		is_open = true;
		if (block->kind == DOC_HOW)
			write_group(out, block,
				    "<div><h3>How to read it</h3>\n",
				    "</div>\n");
		else
			write_group(out, block, "<div class=\"ask\">"
				    "<h3>Ask the room</h3>\n", "</div>\n");
	}
	if (is_open)
		dbr_buf_add_text(out, "</aside>\n");
}

/* The heading must not be left alone at the foot of a printed page, so it
 * is kept with everything up to the first figure or table. */
static void
write_section(struct dbr_buf *out, const struct doc_block *section)
{
	const struct doc_block *block;
	bool is_kept = true;

	dbr_buf_addf(out, "<section id=\"%s\"%s><div class=\"keep\">"
			  "<h2><span class=\"no\">%d</span>",
		     section->id, section->is_page ? " class=\"wide page\"" :
		     section->is_wide ? " class=\"wide\"" : "",
		     section->number);
	html_text(out, &section->text);
	dbr_buf_add_text(out, "</h2>\n");
	for (block = section->first; block; block = block->next) {
		write_block(out, block);
		if (!is_kept || is_aside(block))
			continue;
		if (block->kind != DOC_PARAGRAPH && block->kind != DOC_HEADING) {
			dbr_buf_add_text(out, "</div>\n");
			is_kept = false;
		}
	}
	if (is_kept)
		dbr_buf_add_text(out, "</div>\n");
	write_asides(out, section);
	dbr_buf_add_text(out, "</section>\n");
}

static void
write_contents(struct dbr_buf *out, const struct document *doc)
{
	const struct doc_block *section;
	int minutes = 0;

	for (section = doc->body.first; section; section = section->next)
		minutes += section->minutes;
	dbr_buf_add_text(out, "<nav class=\"side\" aria-label=\"Contents\">"
			      "<div><h2>");
	if (minutes)
		dbr_buf_addf(out, "This report in %d minutes", minutes);
	else
		dbr_buf_add_text(out, "In this report");
	dbr_buf_add_text(out, "</h2>\n<ul class=\"toc\">\n");
	for (section = doc->body.first; section; section = section->next) {
		dbr_buf_addf(out, "<li><a href=\"#%s\">%d ", section->id,
			     section->number);
		html_text(out, &section->text);
		dbr_buf_add_text(out, "</a>");
		if (section->minutes)
			dbr_buf_addf(out, "<span class=\"t\">%d min</span>",
				     section->minutes);
		else if (minutes)
			dbr_buf_add_text(out,
					 "<span class=\"t\">read</span>");
		dbr_buf_add_text(out, "</li>\n");
	}
	dbr_buf_add_text(out, "</ul></div>\n");
}

static void
write_facts(struct dbr_buf *out, const struct document *doc)
{
	size_t i;

	if (!doc->fact_count)
		return;
	dbr_buf_add_text(out, "<dl class=\"meta\">\n");
	for (i = 0; i < doc->fact_count; i++) {
		dbr_buf_add_text(out, "<div><dt>");
		html_text(out, &doc->facts[i].name);
		dbr_buf_add_text(out, "</dt><dd>");
		html_text(out, &doc->facts[i].value);
		dbr_buf_add_text(out, "</dd></div>\n");
	}
	dbr_buf_add_text(out, "</dl>\n");
}

static void
write_head(struct dbr_buf *out, const struct document *doc)
{
	dbr_buf_add_text(out,
		"<!DOCTYPE html>\n<html lang=\"en\"><head>"
		"<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" "
		"content=\"default-src &#39;none&#39;; "
		"style-src &#39;unsafe-inline&#39;; base-uri &#39;none&#39;; "
		"form-action &#39;none&#39;\">\n"
		"<meta name=\"referrer\" content=\"no-referrer\">\n"
		"<meta name=\"viewport\" "
		"content=\"width=device-width,initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n");
	dbr_buf_addf(out, "<meta name=\"generator\" content=\"debrief %s\">\n",
		     PACKAGE_VERSION);
	dbr_buf_add_text(out, "<title>");
	for (size_t i = 0; i < doc->title.count; i++)
		escape_html(out, doc->title.runs[i].text);
	dbr_buf_add_text(out, "</title>\n<style>\n");
	html_style(out, doc);
	dbr_buf_add_text(out, "</style></head>\n");
}

static void
write_masthead(struct dbr_buf *out, const struct document *doc)
{
	dbr_buf_add_text(out,
		"<form class=\"theme\" aria-label=\"Theme\">"
		"<label><input type=\"radio\" name=\"t\" id=\"t-auto\" checked>"
		"auto</label><label><input type=\"radio\" name=\"t\" "
		"id=\"t-light\">light</label><label><input type=\"radio\" "
		"name=\"t\" id=\"t-dark\">dark</label></form>\n"
		"<header class=\"mast\"><div>\n");
	write_element(out, "p", "kicker", &doc->kicker);
	write_element(out, "h1", NULL, &doc->title);
	write_facts(out, doc);
	write_children(out, &doc->front);
	dbr_buf_add_text(out, "</div>\n");
	write_contents(out, doc);
	dbr_buf_add_text(out,
		"<div><p>\xE2\x97\x8F met, \xE2\x97\x8B not proven, "
		"\xE2\x96\xB2 missed: a verdict is "
		"\xE2\x80\x9Cmet\xE2\x80\x9D or "
		"\xE2\x80\x9Cmissed\xE2\x80\x9D only when the whole 95\xC2\xA0%"
		" interval is on one side of the target.</p></div></nav>\n"
		"</header>\n");
}

void
html_write(struct dbr_buf *out, const struct document *doc)
{
	const struct doc_block *section;

	write_head(out, doc);
	dbr_buf_add_text(out, "<body>\n");
	write_masthead(out, doc);
	dbr_buf_add_text(out, "<main>\n");
	for (section = doc->body.first; section; section = section->next)
		write_section(out, section);
	dbr_buf_add_text(out, "</main>\n</body></html>\n");
}
