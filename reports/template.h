/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/template.h -- report.md, parsed: debrief-reports(5) says the rest.
 *
 * A template is blocks separated by blank lines.  It chooses words and
 * places; it has no arithmetic, no loops over anything but rows, no nesting.
 * Parsing looks at bytes only; whether a name exists is asked when the
 * report is made.  Every mistake is reported at file:line:column.
 */
#ifndef REPORTS_TEMPLATE_H
#define REPORTS_TEMPLATE_H

#include "reports/document.h"

struct template_place {
	size_t line, column;	/* 1-based */
};

/* source.field, or a bare name. */
struct template_path {
	const char *source;
	const char *field;	/* NULL: none */
	const char *one, *many;	/* {{x.n|row|rows}}; NULL: as it is */
	struct template_place place;
};

struct template_run {
	struct dbr_str words;	/* at == NULL: the value of path */
	struct template_path path;
	enum doc_tone tone;
};

/* path is in one of these states */
struct template_condition {
	struct template_path path;
	const char **words;
	size_t word_count, word_capacity;
};

enum template_when { TEMPLATE_ALWAYS, TEMPLATE_IF, TEMPLATE_ELSE };

struct template_piece {
	enum template_when when;
	struct template_condition *conditions;	/* all must hold */
	size_t condition_count, condition_capacity;
	struct template_run *runs;
	size_t run_count, run_capacity;
};

struct template_text {
	struct template_piece *pieces;
	size_t count, capacity;
	struct template_place place;
};

enum template_kind {
	TEMPLATE_TITLE, TEMPLATE_SECTION, TEMPLATE_HEADING,
	TEMPLATE_PARAGRAPH, TEMPLATE_LIST, TEMPLATE_DIRECTIVE,
};

/* key=value or a bare word (key NULL) behind a directive. */
struct template_argument {
	const char *key, *value;
	struct template_place place;
};

/* "title: text" below a directive. */
struct template_attribute {
	const char *name;
	struct template_text text;
};

struct template_block {
	enum template_kind kind;
	const char *word;	/* directive, without "@" */
	struct template_place place;
	int minutes;
	bool is_wide, is_page;
	struct template_argument *arguments;
	size_t argument_count, argument_capacity;
	struct template_attribute *attributes;
	size_t attribute_count, attribute_capacity;
	struct template_text *texts;	/* one, or one an item */
	size_t text_count, text_capacity;
	bool is_list;		/* texts are items */
};

struct template {
	const char *path;
	struct template_block *blocks;
	size_t count, capacity;
};

enum dbr_status template_parse(struct template *out, struct dbr_str text,
			       const char *path, struct dbr_arena *arena,
			       struct dbr_error *err) DBR_MUST_CHECK;

/* For the parts of the parser. */
struct template_line {
	struct dbr_str text;	/* without indentation and line end */
	struct template_place place;
	bool is_indented;
};
struct template_reader {
	struct dbr_arena *arena;
	const char *path;
	struct dbr_error *err;
};
/* Append a line to a text; opens a new piece where it says "?". */
enum dbr_status template_text_line(struct template_reader *r,
				   struct template_text *text,
				   struct template_line line) DBR_MUST_CHECK;
enum dbr_status template_fail(struct template_reader *r,
			      struct template_place place, const char *fmt,
			      ...) DBR_PRINTF(3, 4);

#endif
