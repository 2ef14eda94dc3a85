/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * prose_fuzz.c -- any bytes as somebody's Markdown.  The page passes the
 * list of what a report may hold, and the Markdown twin, read again, has
 * neither HTML, links, images nor code.  Bytes that are no note (NUL, not
 * UTF-8, too long) are none here either.
 */
#include <config.h>
#include "fuzz.h"

#include <cmark.h>
#include <string.h>
#include "debrief/note.h"
#include "reports/html.h"
#include "reports/prose.h"

static void
check_twin(struct dbr_str markdown)
{
	cmark_node *root = cmark_parse_document(markdown.at, markdown.size,
						0);
	cmark_iter *iter = cmark_iter_new(root);

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node_type type =
			cmark_node_get_type(cmark_iter_get_node(iter));

		INVARIANT(type != CMARK_NODE_HTML_BLOCK);
		INVARIANT(type != CMARK_NODE_HTML_INLINE);
		INVARIANT(type != CMARK_NODE_LINK);
		INVARIANT(type != CMARK_NODE_IMAGE);
		INVARIANT(type != CMARK_NODE_CODE_BLOCK);
		INVARIANT(type != CMARK_NODE_CODE);
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
}

static void
check_page(const struct document *doc)
{
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_buf page = DBR_BUF_INIT;

	html_write(&page, doc);
	INVARIANT(html_check(dbr_buf_str(&page), &err) == DBR_OK);
	dbr_buf_release(&page);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dbr_str text = { (const char *)data, size };
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_buf twin = DBR_BUF_INIT;
	struct document doc;
	struct doc_block *section, *prose;

	if (!size || size > DBR_NOTE_MAX || memchr(data, 0, size) ||
	    dbr_str_utf8_check(text) < size)
		return 0;
	document_init(&doc, &arena);
	doc_text_say(&doc, &doc.title, "Title", DOC_PLAIN);
	section = document_section(&doc);
	doc_text_say(&doc, &section->text, "Section", DOC_PLAIN);
	prose = prose_read(&doc, section, text, 3);
	check_page(&doc);
	prose_write_markdown(&twin, prose);
	check_twin(dbr_buf_str(&twin));
	dbr_buf_release(&twin);
	dbr_arena_release(&arena);
	return 0;
}
