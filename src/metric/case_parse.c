/* SPDX-License-Identifier: GPL-3.0-or-later */
/* case_parse.c -- read a .test file; see case.h. */
#include <config.h>
#include "metric/case.h"

#include <string.h>

enum part { PART_NONE, PART_ROWS, PART_EXPECTED };

struct parser {
	const char *path;
	struct dbr_arena *arena;
	struct dbr_error *err;
	struct metric_case *cases;
	size_t count, capacity;
	enum part part;
	size_t line;
};

static enum dbr_status
fail_line(struct parser *p, const char *what)
{
	dbr_fail(p->err, DBR_ECONFIG, "%s", what);
	return dbr_fail_at(p->err, p->path, p->line, 1);
}

/* "(rule 2)" or "(rules 1, 3)" at the end of the name. */
static enum dbr_status
parse_rules(struct parser *p, struct metric_case *one, struct dbr_str text)
{
	const char *open = NULL;
	struct dbr_str list;

	for (size_t i = 0; i < text.size; i++)
		if (text.at[i] == '(')
			open = text.at + i;
	if (!open || !dbr_str_ends(text, ")"))
		return fail_line(p, "a case ends with the rule it is about: "
				    "(rule 2)");
	list = (struct dbr_str){ open + 1,
				 (size_t)(text.at + text.size - open) - 2 };
	if (!dbr_str_starts(list, "rule"))
		return fail_line(p, "a case ends with the rule it is about: "
				    "(rule 2)");
	dbr_str_cut(&list, ' ');
	while (list.at) {
		struct dbr_str word = dbr_str_trim(dbr_str_cut(&list, ','));
		int64_t number;

		if (!dbr_str_to_i64(word, &number) || number < 1 ||
		    number >= 64)
			return fail_line(p, "a rule is a number");
		one->rules[number] = true;
	}
	one->name = dbr_arena_text(p->arena, dbr_str_trim((struct dbr_str){
		text.at, (size_t)(open - text.at) }));
	return DBR_OK;
}

static void
add_line(struct parser *p, struct case_line **lines, size_t *count,
	 size_t *capacity, struct dbr_str text)
{
	*lines = dbr_arena_grow(p->arena, *lines, *count, capacity,
				sizeof(**lines));
	(*lines)[(*count)++] = (struct case_line){ text, p->line };
}

static enum dbr_status
parse_line(struct parser *p, struct dbr_str text)
{
	struct metric_case *one = p->count ? &p->cases[p->count - 1] : NULL;

	if (dbr_str_starts(text, "case:")) {
		dbr_str_cut(&text, ':');
		p->cases = dbr_arena_grow(p->arena, p->cases, p->count,
					  &p->capacity, sizeof(*p->cases));
		one = &p->cases[p->count++];
		*one = (struct metric_case){ .line = p->line };
		p->part = PART_ROWS;
		return parse_rules(p, one, dbr_str_trim(text));
	}
	if (!one)
		return fail_line(p, "a file begins with \"case:\"");
	if (dbr_str_starts(text, "with:")) {
		dbr_str_cut(&text, ':');
		one->with = dbr_str_trim(text);
		one->with_line = p->line;
	} else if (dbr_str_is(text, "gives:")) {
		p->part = PART_EXPECTED;
	} else if (p->part == PART_ROWS) {
		add_line(p, &one->rows, &one->row_count, &one->row_capacity,
			 text);
	} else {
		add_line(p, &one->expected, &one->expected_count,
			 &one->expected_capacity, text);
	}
	return DBR_OK;
}

enum dbr_status
case_parse(struct metric_case **out, size_t *count, struct dbr_str text,
	   const char *path, struct dbr_arena *arena, struct dbr_error *err)
{
	struct parser p = { .path = path, .arena = arena, .err = err };

	while (text.at) {
		struct dbr_str line = dbr_str_trim(dbr_str_cut(&text, '\n'));
		enum dbr_status rc = DBR_OK;

		p.line++;
		if (line.size && line.at[0] != '#')
			rc = parse_line(&p, line);
		if (rc != DBR_OK)
			return rc;
	}
	for (size_t i = 0; i < p.count; i++) {
		p.line = p.cases[i].line;
		if (p.cases[i].expected_count < 1)
			return fail_line(&p, "the case expects nothing: write "
					     "\"gives:\" and a table");
	}
	*out = p.cases;
	*count = p.count;
	return DBR_OK;
}
