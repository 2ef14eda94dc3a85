/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prose_write.c -- people's words in HTML and in Markdown. */
#include <config.h>
#include "reports/prose.h"

#include "reports/escape.h"
#include "reports/html.h"

/* The depth of these is bounded by prose_read(). */
static void html_children(struct dbr_buf *out, const struct doc_block *parent);

static size_t
blanks(struct dbr_str text)
{
	size_t count = 0;

	while (count < text.size &&
	       (text.at[count] == ' ' || text.at[count] == '\t'))
		count++;
	return count;
}

static struct dbr_str
line_of(const struct doc_block *block)
{
	return block->text.count ? block->text.runs[0].text :
				    dbr_str_from("");
}

/* Blanks count in code; escaping a text would make them one. */
static void
html_line(struct dbr_buf *out, struct dbr_str line)
{
	while (line.size) {
		size_t count = blanks(line);
		struct dbr_str word = { line.at + count, 0 };

		for (size_t i = 0; i < count; i++)
			dbr_buf_add_text(out, line.at[i] == '\t' ? "    " :
								   " ");
		while (count + word.size < line.size &&
		       word.at[word.size] != ' ' && word.at[word.size] != '\t')
			word.size++;
		escape_html(out, word);
		line.at += count + word.size;
		line.size -= count + word.size;
	}
}

static void
html_lines(struct dbr_buf *out, const struct doc_block *block)
{
	const struct doc_block *line;

	dbr_buf_add_text(out, "<pre tabindex=\"0\"><code>");
	for (line = block->first; line; line = line->next) {
		html_line(out, line_of(line));
		dbr_buf_add_char(out, '\n');
	}
	dbr_buf_add_text(out, "</code></pre>\n");
}

static void
html_group(struct dbr_buf *out, const struct doc_block *block,
	   const char *tag)
{
	dbr_buf_addf(out, "<%s>\n", tag);
	html_children(out, block);
	dbr_buf_addf(out, "</%s>\n", tag);
}

/* A first paragraph stands in its item as it is. */
static void
html_item(struct dbr_buf *out, const struct doc_block *item)
{
	const struct doc_block *first = item->first;
	struct doc_block rest = *item;

	dbr_buf_add_text(out, "<li>");
	if (first && first->kind == DOC_PARAGRAPH) {
		html_text(out, &first->text);
		rest.first = first->next;
	}
	html_children(out, &rest);
	dbr_buf_add_text(out, "</li>\n");
}

static void
html_block(struct dbr_buf *out, const struct doc_block *block)
{
	switch (block->kind) {
	case DOC_HEADING:
		dbr_buf_addf(out, "<h%d>", block->level);
		html_text(out, &block->text);
		dbr_buf_addf(out, "</h%d>\n", block->level);
		break;
	case DOC_LIST:
		html_group(out, block, block->is_ordered ? "ol" : "ul");
		break;
	case DOC_ITEM:
		html_item(out, block);
		break;
	case DOC_QUOTE:
		html_group(out, block, "blockquote");
		break;
	case DOC_LINES:
		html_lines(out, block);
		break;
	default:
		if (doc_text_is_empty(&block->text))
			break;
		dbr_buf_add_text(out, "<p>");
		html_text(out, &block->text);
		dbr_buf_add_text(out, "</p>\n");
		break;
	}
}

static void
html_children(struct dbr_buf *out, const struct doc_block *parent)
{
	const struct doc_block *block;

	for (block = parent->first; block; block = block->next)
		html_block(out, block);
}

void
prose_write_html(struct dbr_buf *out, const struct doc_block *prose)
{
	dbr_buf_add_text(out, "<div class=\"prose\">\n");
	html_children(out, prose);
	dbr_buf_add_text(out, "</div>\n");
}

/* Markdown: every line begins with what its quotes and lists ask for. */
struct margin {
	struct dbr_buf *out;
	struct dbr_buf before;	/* of every line */
	struct dbr_buf mark;	/* of the next line only: "* " */
};

static void margin_children(struct margin *m, const struct doc_block *parent);

static void
begin_line(struct margin *m)
{
	if (m->mark.size)
		dbr_buf_add_str(m->out, dbr_buf_str(&m->mark));
	else
		dbr_buf_add_str(m->out, dbr_buf_str(&m->before));
	dbr_buf_reset(&m->mark);
}

static void
end_block(struct margin *m)
{
	dbr_buf_add_char(m->out, '\n');
	dbr_buf_add_str(m->out, dbr_buf_str(&m->before));
	dbr_buf_add_char(m->out, '\n');
}

/* What follows must not be taken for more of it, if there is any of it. */
static void
end_group(struct margin *m, size_t start)
{
	if (m->out->size == start)
		return;
	dbr_buf_add_str(m->out, dbr_buf_str(&m->before));
	dbr_buf_add_char(m->out, '\n');
}

/* Bold words cannot begin or end with a blank, nor follow each other: marks
 * stand where words become bold, blanks outside of them, and none in front,
 * where it would set how far an item is indented. */
static void
bold_text(struct dbr_buf *out, const struct doc_text *text)
{
	bool is_bold = false, is_blank_due = false;
	size_t start = out->size;

	for (size_t i = 0; i < text->count; i++) {
		struct dbr_str all = text->runs[i].text;
		struct dbr_str words = dbr_str_trim(all);
		bool wants_bold = text->runs[i].tone == DOC_STRONG;

		is_blank_due = is_blank_due || words.at != all.at;
		if (!words.size)
			continue;
		if (is_bold && !wants_bold)
			dbr_buf_add_text(out, "**");
		if (is_blank_due && out->size > start)
			dbr_buf_add_char(out, ' ');
		if (wants_bold && !is_bold)
			dbr_buf_add_text(out, "**");
		escape_markdown(out, words);
		is_bold = wants_bold;
		is_blank_due = words.at + words.size != all.at + all.size;
	}
	if (is_bold)
		dbr_buf_add_text(out, "**");
}

static void
margin_line(struct margin *m, const char *mark, const struct doc_text *text)
{
	if (doc_text_is_empty(text))
		return;
	begin_line(m);
	dbr_buf_add_text(m->out, mark);
	bold_text(m->out, text);
	end_block(m);
}

static void
margin_lines(struct margin *m, const struct doc_block *block)
{
	const struct doc_block *line;

	if (!block->first)
		return;
	for (line = block->first; line; line = line->next) {
		struct dbr_str text = line_of(line);
		size_t count = blanks(text);

		begin_line(m);
		for (size_t i = 0; i < count; i++)
			dbr_buf_add_text(m->out, "&nbsp;");
		text.at += count;
		text.size -= count;
		escape_markdown(m->out, text);
		dbr_buf_add_text(m->out, line->next ? "\\\n" : "");
	}
	end_block(m);
}

/* Blocks inside another one: their lines begin with one thing more.  Without
 * any, the marks that wait for a line go on waiting. */
static void
margin_inside(struct margin *m, const struct doc_block *block,
	      const char *mark, const char *before)
{
	size_t size = m->before.size, waiting = m->mark.size;

	if (!waiting)
		dbr_buf_add_str(&m->mark, dbr_buf_str(&m->before));
	dbr_buf_add_text(&m->mark, mark);
	dbr_buf_add_text(&m->before, before);
	margin_children(m, block);
	if (m->mark.size)
		m->mark.size = waiting;
	m->before.size = size;
}

static void
margin_block(struct margin *m, const struct doc_block *block)
{
	static const char *const heading[] = { "### ", "#### ", "##### " };
	const struct doc_block *item;
	size_t start = m->out->size;

	switch (block->kind) {
	case DOC_HEADING:
		margin_line(m, heading[block->level - 3], &block->text);
		break;
	case DOC_LIST:
		for (item = block->first; item; item = item->next)
			margin_inside(m, item,
				      block->is_ordered ? "1. " : "* ",
				      block->is_ordered ? "   " : "  ");
		end_group(m, start);
		break;
	case DOC_QUOTE:
		margin_inside(m, block, "> ", "> ");
		end_group(m, start);
		break;
	case DOC_LINES:
		margin_lines(m, block);
		break;
	default:
		margin_line(m, "", &block->text);
		break;
	}
}

static void
margin_children(struct margin *m, const struct doc_block *parent)
{
	const struct doc_block *block;

	for (block = parent->first; block; block = block->next)
		margin_block(m, block);
}

void
prose_write_markdown(struct dbr_buf *out, const struct doc_block *prose)
{
	struct margin m = {
		.out = out, .before = DBR_BUF_INIT, .mark = DBR_BUF_INIT,
	};

	margin_children(&m, prose);
	dbr_buf_release(&m.before);
	dbr_buf_release(&m.mark);
}
