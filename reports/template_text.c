/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "reports/template.h"

enum dbr_status
template_fail(struct template_reader *r, struct template_place place,
	      const char *fmt, ...)
{
	char what[256];
	va_list args;

	va_start(args, fmt);
	vsnprintf(what, sizeof(what), fmt, args);
	va_end(args);
	dbr_fail(r->err, DBR_ECONFIG, "%s", what);
	return dbr_fail_at(r->err, r->path, place.line, place.column);
}

static struct template_place
place_behind(struct template_line line, const char *at)
{
	line.place.column += (size_t)(at - line.text.at);
	return line.place;
}

static bool
is_path_text(struct dbr_str text)
{
	size_t i;

	for (i = 0; i < text.size; i++)
		if (!((text.at[i] >= 'a' && text.at[i] <= 'z') ||
		      (text.at[i] >= 'A' && text.at[i] <= 'Z') ||
		      (text.at[i] >= '0' && text.at[i] <= '9') ||
		      strchr("-_.", text.at[i])))
			return false;
	return text.size > 0;
}

static enum dbr_status
parse_path(struct template_reader *r, struct template_path *out,
	   struct dbr_str text, struct template_place place)
{
	struct dbr_str source, rest = dbr_str_trim(text);

	if (!is_path_text(rest))
		return template_fail(r, place,
				     "\"%.*s\" is not a name or name.field",
				     DBR_STR_ARG(rest));
	source = dbr_str_cut(&rest, '.');
	*out = (struct template_path){
		.source = dbr_arena_text(r->arena, source),
		.field = rest.at ? dbr_arena_text(r->arena, rest) : NULL,
		.place = place,
	};
	return DBR_OK;
}

/* name.field or name.field|one|many */
static enum dbr_status
parse_value(struct template_reader *r, struct template_path *out,
	    struct dbr_str text, struct template_place place)
{
	struct dbr_str one, rest = text;
	enum dbr_status rc;

	rc = parse_path(r, out, dbr_str_cut(&rest, '|'), place);
	if (rc != DBR_OK || !rest.at)
		return rc;
	one = dbr_str_cut(&rest, '|');
	if (!rest.at)
		return template_fail(r, place, "a value with one noun needs "
					       "two: {{x|row|rows}}");
	out->one = dbr_arena_text(r->arena, one);
	out->many = dbr_arena_text(r->arena, rest);
	return DBR_OK;
}

static struct template_run *
new_run(struct template_reader *r, struct template_piece *piece,
	enum doc_tone tone)
{
	struct template_run *run;

	piece->runs = dbr_arena_grow(r->arena, piece->runs, piece->run_count,
				     &piece->run_capacity,
				     sizeof(*piece->runs));
	run = &piece->runs[piece->run_count++];
	*run = (struct template_run){ .tone = tone };
	return run;
}

static void
add_words(struct template_reader *r, struct template_piece *piece,
	  struct dbr_buf *words, enum doc_tone tone)
{
	if (words->size)
		new_run(r, piece, tone)->words =
			dbr_arena_str(r->arena, dbr_buf_str(words));
	dbr_buf_reset(words);
}

static enum dbr_status
parse_words(struct template_reader *r, struct template_piece *piece,
	    struct template_line line, struct dbr_buf *words)
{
	enum doc_tone tone = DOC_PLAIN;
	struct dbr_str s = line.text;
	enum dbr_status rc = DBR_OK;
	size_t i = 0;

	while (rc == DBR_OK && i < s.size) {
		struct dbr_str rest = { s.at + i, s.size - i };
		struct template_place place = place_behind(line, rest.at);
		enum doc_tone mark = rest.at[0] == '`' ? DOC_CODE : DOC_STRONG;

		if (dbr_str_starts(rest, "{{")) {
			const char *end = memmem(rest.at, rest.size, "}}", 2);
			struct dbr_str inside = { rest.at + 2, 0 };

			if (!end)
				return template_fail(r, place,
						     "\"{{\" without \"}}\"");
			inside.size = (size_t)(end - inside.at);
			add_words(r, piece, words, tone);
			rc = parse_value(r, &new_run(r, piece, tone)->path,
					 inside, place);
			i += inside.size + 4;
		} else if (dbr_str_starts(rest, "**") || rest.at[0] == '`') {
			add_words(r, piece, words, tone);
			tone = tone == DOC_PLAIN ? mark : DOC_PLAIN;
			i += rest.at[0] == '`' ? 1 : 2;
		} else {
			if (rest.at[0] == '\\' && rest.size > 1)
				i++;
			dbr_buf_add_char(words, s.at[i++]);
		}
	}
	if (rc == DBR_OK && tone != DOC_PLAIN)
		return template_fail(r, line.place,
				     "** or ` is not closed on this line");
	add_words(r, piece, words, tone);
	return rc;
}

/* "path word word" */
static enum dbr_status
parse_condition(struct template_reader *r, struct template_piece *piece,
		struct dbr_str text, struct template_place place)
{
	struct template_condition *c;
	struct dbr_str rest = dbr_str_trim(text);
	enum dbr_status rc;

	piece->conditions = dbr_arena_grow(
		r->arena, piece->conditions, piece->condition_count,
		&piece->condition_capacity, sizeof(*c));
	c = &piece->conditions[piece->condition_count++];
	*c = (struct template_condition){ .words = NULL };
	rc = parse_path(r, &c->path, dbr_str_cut(&rest, ' '), place);
	while (rc == DBR_OK && rest.at) {
		struct dbr_str word = dbr_str_trim(dbr_str_cut(&rest, ' '));

		if (!word.size)
			continue;
		c->words = dbr_arena_grow(r->arena, c->words, c->word_count,
					  &c->word_capacity,
					  sizeof(*c->words));
		c->words[c->word_count++] = dbr_arena_text(r->arena, word);
	}
	if (rc == DBR_OK && !c->word_count)
		return template_fail(r, place,
				     "a condition needs a word: "
				     "\"? x.verdict met: text\"");
	return rc;
}

/* "else", "" or conditions joined by " and " */
static enum dbr_status
parse_when(struct template_reader *r, struct template_piece *piece,
	   struct dbr_str text, struct template_place place)
{
	enum dbr_status rc = DBR_OK;

	text = dbr_str_trim(text);
	if (!text.size)
		return DBR_OK;
	if (dbr_str_is(text, "else")) {
		piece->when = TEMPLATE_ELSE;
		return DBR_OK;
	}
	piece->when = TEMPLATE_IF;
	while (rc == DBR_OK && text.size) {
		const char *and = memmem(text.at, text.size, " and ", 5);
		struct dbr_str one = text;

		if (and)
			one.size = (size_t)(and - text.at);
		rc = parse_condition(r, piece, one, place);
		text.at += one.size + (and ? 5 : 0);
		text.size -= one.size + (and ? 5 : 0);
	}
	return rc;
}

static struct template_piece *
new_piece(struct template_reader *r, struct template_text *text)
{
	struct template_piece *piece;

	text->pieces = dbr_arena_grow(r->arena, text->pieces, text->count,
				      &text->capacity, sizeof(*text->pieces));
	piece = &text->pieces[text->count++];
	*piece = (struct template_piece){ .when = TEMPLATE_ALWAYS };
	return piece;
}

enum dbr_status
template_text_line(struct template_reader *r, struct template_text *text,
		   struct template_line line)
{
	struct template_piece *piece;
	struct dbr_buf words = DBR_BUF_INIT;
	enum dbr_status rc = DBR_OK;

	if (!text->count)
		text->place = line.place;
	if (line.text.size && line.text.at[0] == '?') {
		struct dbr_str rest = { line.text.at + 1, line.text.size - 1 };
		struct dbr_str when = dbr_str_cut(&rest, ':');

		if (!rest.at)
			return template_fail(r, line.place,
					     "\"?\" without \":\"");
		piece = new_piece(r, text);
		rc = parse_when(r, piece, when, line.place);
		rest = dbr_str_trim(rest);
		line.place = place_behind(line, rest.at);
		line.text = rest;
	} else {
		piece = text->count ? &text->pieces[text->count - 1] :
				      new_piece(r, text);
		if (piece->run_count)
			dbr_buf_add_char(&words, ' ');
	}
	if (rc == DBR_OK)
		rc = parse_words(r, piece, line, &words);
	dbr_buf_release(&words);
	return rc;
}
