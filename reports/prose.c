/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/prose.h"

#include <cmark.h>
#include <string.h>

/* Bytes of one run: a run longer than ESCAPE_MAX would be cut when drawn. */
enum { RUN_MAX = 2000, HEADING_LOWEST = 5 };

struct reading {
	struct document *doc;
	int level;		/* of the topmost heading */
	int top;		/* the smallest level in the text */
	bool has_top;		/* a heading of that level has come */
};

/* A place in the tree still to be read into a block. */
struct branch {
	cmark_node *node;
	struct doc_block *into;
	int depth;
};

static void
add_run(struct document *doc, struct doc_text *text, const char *words,
	enum doc_tone tone)
{
	struct dbr_str rest = dbr_str_from(words);

	while (rest.size) {
		struct dbr_str part = rest;

		if (part.size > RUN_MAX) {
			part.size = RUN_MAX;
			while (part.size &&
			       ((unsigned char)rest.at[part.size] & 0xC0) ==
				       0x80)
				part.size--;
		}
		doc_text_quote(doc, text, part, tone);
		rest.at += part.size;
		rest.size -= part.size;
	}
}

/* "https://..." as it was written, when the words do not say it. */
static void
add_address(struct document *doc, struct doc_text *text, cmark_node *link)
{
	static const char *const schemes[] = { "https://", "http://",
					       "mailto:" };
	const char *url = cmark_node_get_url(link);
	cmark_node *first = cmark_node_first_child(link);
	const char *words = first ? cmark_node_get_literal(first) : NULL;

	if (words && url && strcmp(words, url) == 0)
		return;
	for (size_t i = 0; url && i < sizeof(schemes) / sizeof(*schemes); i++) {
		if (strncmp(url, schemes[i], strlen(schemes[i])) != 0)
			continue;
		doc_text_say(doc, text, " (", DOC_PLAIN);
		add_run(doc, text, url, DOC_CODE);
		doc_text_say(doc, text, ")", DOC_PLAIN);
		return;
	}
}

static void
add_inline(struct document *doc, struct doc_text *text, cmark_node *node,
	   bool is_strong)
{
	enum doc_tone tone = is_strong ? DOC_STRONG : DOC_PLAIN;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_CODE:
		add_run(doc, text, cmark_node_get_literal(node), DOC_CODE);
		break;
	case CMARK_NODE_TEXT:
	case CMARK_NODE_HTML_INLINE:
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_CODE_BLOCK:
		add_run(doc, text, cmark_node_get_literal(node), tone);
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
	case CMARK_NODE_ITEM:
	case CMARK_NODE_PARAGRAPH:
		doc_text_say(doc, text, " ", tone);
		break;
	default:
		break;
	}
}

/* Every word below node, on one line. */
static void
read_words(struct document *doc, struct doc_text *text, cmark_node *node)
{
	cmark_iter *iter = cmark_iter_new(node);
	cmark_event_type event;
	int strong = 0;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *at = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(at);
		int step = event == CMARK_EVENT_ENTER ? 1 : -1;

		if (at == node && !cmark_node_get_literal(node))
			continue;
		if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG)
			strong += step;
		else if (type == CMARK_NODE_LINK && step < 0)
			add_address(doc, text, at);
		else if (type == CMARK_NODE_IMAGE && step < 0)
			doc_text_say(doc, text, " (image left out)",
				     DOC_PLAIN);
		else if (step > 0)
			add_inline(doc, text, at, strong > 0);
	}
	cmark_iter_free(iter);
}

static void
read_lines(struct document *doc, struct doc_block *block, cmark_node *node)
{
	struct dbr_str rest = dbr_str_from(cmark_node_get_literal(node));

	while (rest.size) {
		struct dbr_str line = dbr_str_cut(&rest, '\n');
		struct doc_block *child = document_block(doc, block,
							 DOC_PARAGRAPH);

		if (line.size > RUN_MAX)
			line.size = RUN_MAX;
		doc_text_quote(doc, &child->text, line, DOC_PLAIN);
	}
}

/* Never below a heading that is not there. */
static void
read_heading(struct reading *r, struct doc_block *block, cmark_node *node)
{
	int below = cmark_node_get_heading_level(node) - r->top;

	r->has_top = r->has_top || below == 0;
	block->level = r->has_top && below > 0 ? r->level + 1 : r->level;
	if (block->level > HEADING_LOWEST)
		block->level = HEADING_LOWEST;
	read_words(r->doc, &block->text, node);
}

static enum doc_kind
kind_of(cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		return DOC_HEADING;
	case CMARK_NODE_LIST:
		return DOC_LIST;
	case CMARK_NODE_ITEM:
		return DOC_ITEM;
	case CMARK_NODE_BLOCK_QUOTE:
		return DOC_QUOTE;
	case CMARK_NODE_CODE_BLOCK:
		return DOC_LINES;
	default:
		return DOC_PARAGRAPH;
	}
}

/* Fills the block; true when its children are blocks to be read too. */
static bool
read_block(struct reading *r, struct doc_block *block, cmark_node *node,
	   int depth)
{
	switch (block->kind) {
	case DOC_HEADING:
		read_heading(r, block, node);
		return false;
	case DOC_LINES:
		read_lines(r->doc, block, node);
		return false;
	case DOC_LIST:
		block->is_ordered = cmark_node_get_list_type(node) ==
				    CMARK_ORDERED_LIST;
		return true;
	case DOC_ITEM:
	case DOC_QUOTE:
		if (depth < PROSE_DEPTH_MAX)
			return true;
		block = document_block(r->doc, block, DOC_PARAGRAPH);
		break;
	default:
		break;
	}
	read_words(r->doc, &block->text, node);
	return false;
}

/* No recursion: what is nested deeply in the text is not on the stack. */
static void
read_tree(struct reading *r, cmark_node *root, struct doc_block *prose)
{
	struct branch stack[2 * PROSE_DEPTH_MAX + 4];
	size_t count = 1;

	stack[0] = (struct branch){ cmark_node_first_child(root), prose, 0 };
	while (count) {
		struct branch *top = &stack[count - 1];
		cmark_node *node = top->node;
		struct doc_block *block;
		int depth = top->depth;

		if (!node) {
			count--;
			continue;
		}
		top->node = cmark_node_next(node);
		if (cmark_node_get_type(node) == CMARK_NODE_THEMATIC_BREAK)
			continue;
		block = document_block(r->doc, top->into, kind_of(node));
		depth += block->kind != DOC_LIST;
		if (read_block(r, block, node, depth))
			stack[count++] = (struct branch){
				cmark_node_first_child(node), block, depth,
			};
	}
}

static int
top_level(cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	int top = 6;

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *at = cmark_iter_get_node(iter);

		if (cmark_node_get_type(at) == CMARK_NODE_HEADING &&
		    cmark_node_get_heading_level(at) < top)
			top = cmark_node_get_heading_level(at);
	}
	cmark_iter_free(iter);
	return top;
}

struct doc_block *
prose_read(struct document *doc, struct doc_block *parent,
	   struct dbr_str markdown, int level)
{
	struct doc_block *prose = document_block(doc, parent, DOC_PROSE);
	struct reading r = { .doc = doc, .level = level };
	cmark_node *root = cmark_parse_document(markdown.at ? markdown.at : "",
						markdown.size,
						CMARK_OPT_VALIDATE_UTF8);

	cmark_consolidate_text_nodes(root);
	r.top = top_level(root);
	read_tree(&r, root, prose);
	cmark_node_free(root);
	return prose;
}
