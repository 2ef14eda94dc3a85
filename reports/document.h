/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/document.h -- what a report says, before anybody writes it.
 *
 * A document is a tree of blocks; every text is a row of runs, and a run
 * says where its bytes came from.  The writers (html.h, markdown.h) are two
 * ways to print the same tree, so the HTML and the Markdown of a report
 * cannot disagree.  Text is kept raw: cleaning and escaping happen when a
 * run is written, in one place (escape.h).
 *
 * Everything lives in the arena it was made with.  Ids are given by the
 * builder from counters, never from data.
 */
#ifndef REPORTS_DOCUMENT_H
#define REPORTS_DOCUMENT_H

#include <stdbool.h>
#include "debrief/arena.h"

enum doc_tone {
	DOC_PLAIN, DOC_STRONG, DOC_CODE,
	DOC_SMALL,		/* a second line below the first */
	DOC_MUTE,		/* nothing to see */
	DOC_GOOD, DOC_BAD, DOC_OPEN,	/* verdicts; the text says it too */
	DOC_FILL,		/* a place people write into */
};

struct doc_run {
	struct dbr_str text;
	enum doc_tone tone;
	bool is_data;		/* from an import: nothing in it is markup */
};

struct doc_text {
	struct doc_run *runs;
	size_t count, capacity;
};
#define DOC_TEXT_NONE ((struct doc_text){ NULL, 0, 0 })

struct doc_cell {
	struct doc_text text;
	const char *svg;	/* checked; a sparkline instead of text */
};

struct doc_column {
	struct doc_text heading;
	bool is_number;		/* right-aligned, not wrapped */
	bool is_narrow;		/* not wrapped */
};

struct doc_table {
	struct doc_column *columns;
	size_t column_count;
	struct doc_cell *cells;	/* row * column_count + column */
	size_t row_count, capacity;
	struct doc_text caption;	/* for who cannot see where it stands */
	struct doc_text empty;	/* said instead of a table without rows */
};

struct doc_figure {
	struct doc_text headline, subtitle, note;
	const char *svg;	/* checked, or NULL */
	const char *svg_alone;	/* the same for a file of its own */
	const char *problem;	/* why svg is NULL: a sentence */
	struct doc_table *table;	/* the data, or NULL */
};

enum doc_kind {
	DOC_SECTION,		/* text = heading; children */
	DOC_HEADING,		/* inside a section */
	DOC_LEDE, DOC_PARAGRAPH, DOC_NOTE,
	DOC_LIST,		/* children are DOC_ITEM */
	DOC_ITEM,
	DOC_TABLE, DOC_FIGURE,
	DOC_HOW, DOC_ASK,	/* beside the section; children */
	DOC_COLUMNS,		/* children are DOC_COLUMN */
	DOC_COLUMN,		/* text = heading; children */
	DOC_DETAILS,		/* text = summary; children */
	DOC_PROSE,		/* people's words (prose.h); children */
	DOC_QUOTE,		/* in prose; children */
	DOC_LINES,		/* in prose: code; children are its lines */
};

struct doc_block {
	enum doc_kind kind;
	const char *id;		/* section, figure */
	int number;		/* section: 1, 2, ... */
	int minutes;		/* section: 0 = to read, not to discuss */
	bool is_wide;		/* section: nothing beside it */
	bool is_page;		/* section: printed, it ends the first page */
	bool is_folded;		/* details: not on paper either */
	bool is_ordered;	/* list in prose */
	int level;		/* heading in prose: 3 to 5 */
	struct doc_text text;
	struct doc_table *table;
	struct doc_figure *figure;
	struct doc_block *first, *last, *next;
};

struct doc_fact {
	struct doc_text name, value;
};

struct document {
	struct dbr_arena *arena;
	struct doc_text kicker, title, footer;
	struct doc_fact *facts;
	size_t fact_count, fact_capacity;
	struct doc_block front;		/* children: lede and what follows */
	struct doc_block body;		/* children: sections */
	int section_count, figure_count;
};

void document_init(struct document *doc, struct dbr_arena *arena);

/* Append a run; text is borrowed and must live as long as the arena. */
void doc_text_add(struct document *doc, struct doc_text *text,
		  struct doc_run run);
/* Our own words. */
void doc_text_say(struct document *doc, struct doc_text *text,
		  const char *words, enum doc_tone tone);
/* Somebody's words, copied. */
void doc_text_quote(struct document *doc, struct doc_text *text,
		    struct dbr_str words, enum doc_tone tone);
bool doc_text_is_empty(const struct doc_text *text);
/* Plain characters of a text, for titles and comparisons. */
void doc_text_plain(struct dbr_buf *out, const struct doc_text *text);

struct doc_fact *document_fact(struct document *doc);
/* A new last child of parent. */
struct doc_block *document_block(struct document *doc,
				 struct doc_block *parent,
				 enum doc_kind kind);
/* The same with an id "s3" and a number. */
struct doc_block *document_section(struct document *doc);
/* The same with an id "f2" and an empty figure. */
struct doc_block *document_figure(struct document *doc,
				  struct doc_block *parent);

struct doc_table *document_table(struct document *doc, size_t column_count);
/* A new last row: its cells. */
struct doc_cell *document_row(struct document *doc, struct doc_table *table);

#endif
