/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <string.h>
#include "reports/template.h"

static struct template_line
line_behind(struct template_line line, size_t count)
{
	struct dbr_str rest = { line.text.at + count, line.text.size - count };
	struct dbr_str text = dbr_str_trim(rest);

	if (text.at)
		line.place.column += (size_t)(text.at - line.text.at);
	line.text = text;
	return line;
}

static struct template_text *
new_text(struct template_reader *r, struct template_block *block)
{
	struct template_text *text;

	block->texts = dbr_arena_grow(r->arena, block->texts,
				      block->text_count,
				      &block->text_capacity,
				      sizeof(*block->texts));
	text = &block->texts[block->text_count++];
	*text = (struct template_text){ .pieces = NULL };
	return text;
}

/* "## Plan and cutovers {8}", "{wide}" or "{page}": take the braces off the line. */
static enum dbr_status
take_braces(struct template_reader *r, struct template_block *block,
	    struct template_line *line)
{
	struct dbr_str inside, rest = line->text;
	int64_t minutes = 0;

	if (!dbr_str_ends(rest, "}") || dbr_str_ends(rest, "}}"))
		return DBR_OK;
	line->text = dbr_str_trim(dbr_str_cut(&rest, '{'));
	if (!rest.at)
		return DBR_OK;
	inside = (struct dbr_str){ rest.at, rest.size - 1 };
	if (dbr_str_is(inside, "wide") || dbr_str_is(inside, "page")) {
		block->is_wide = true;
		block->is_page = dbr_str_is(inside, "page");
	} else if (dbr_str_to_i64(inside, &minutes) && minutes > 0 &&
		   minutes <= 240) {
		block->minutes = (int)minutes;
	} else {
		return template_fail(r, line->place,
				     "braces hold minutes, \"wide\" or \"page\", "
				     "not \"%.*s\"",
				     DBR_STR_ARG(inside));
	}
	return DBR_OK;
}

static enum dbr_status
parse_argument(struct template_reader *r, struct template_block *block,
	       struct dbr_str word, struct template_place place)
{
	struct template_argument *argument;
	struct dbr_str rest = word;
	struct dbr_str key = dbr_str_cut(&rest, '=');

	if (rest.at && (!key.size || !rest.size))
		return template_fail(r, place,
				     "\"%.*s\" is not key=value",
				     DBR_STR_ARG(word));
	block->arguments = dbr_arena_grow(
		r->arena, block->arguments, block->argument_count,
		&block->argument_capacity, sizeof(*argument));
	argument = &block->arguments[block->argument_count++];
	argument->key = rest.at ? dbr_arena_text(r->arena, key) : NULL;
	argument->value = dbr_arena_text(r->arena, rest.at ? rest : word);
	argument->place = place;
	return DBR_OK;
}

static enum dbr_status
parse_directive(struct template_reader *r, struct template_block *block,
		struct template_line line)
{
	struct dbr_str rest = { line.text.at + 1, line.text.size - 1 };
	enum dbr_status rc = DBR_OK;

	block->kind = TEMPLATE_DIRECTIVE;
	block->word = dbr_arena_text(r->arena, dbr_str_cut(&rest, ' '));
	while (rc == DBR_OK && rest.at) {
		struct dbr_str word = dbr_str_cut(&rest, ' ');
		struct template_place place = line.place;

		if (!word.size)
			continue;
		place.column += (size_t)(word.at - line.text.at);
		rc = parse_argument(r, block, word, place);
	}
	return rc;
}

/* "title: words": the length of "title", 0 when the line is not one. */
static size_t
attribute_size(struct dbr_str line)
{
	size_t i;

	for (i = 0; i < line.size && i < 40; i++) {
		if (line.at[i] == ':')
			return i;
		if (strchr("?{*`#", line.at[i]))
			return 0;
	}
	return 0;
}

static struct template_text *
new_attribute(struct template_reader *r, struct template_block *block,
	      struct template_line line)
{
	struct template_attribute *attribute;
	struct dbr_str rest = line.text;

	block->attributes = dbr_arena_grow(
		r->arena, block->attributes, block->attribute_count,
		&block->attribute_capacity, sizeof(*attribute));
	attribute = &block->attributes[block->attribute_count++];
	*attribute = (struct template_attribute){
		.name = dbr_arena_text(r->arena,
				       dbr_str_trim(dbr_str_cut(&rest, ':'))),
		.text.place = line.place,
	};
	return &attribute->text;
}

/* The directives whose lines are words, not "name: words". */
static bool
takes_words(const struct template_block *block)
{
	static const char *const word[] = { "how", "ask", "note", "each" };
	size_t i;

	if (block->kind != TEMPLATE_DIRECTIVE)
		return true;
	for (i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (strcmp(block->word, word[i]) == 0)
			return true;
	return false;
}

/* Every line of a block behind what its first line opened. */
static enum dbr_status
parse_line(struct template_reader *r, struct template_block *block,
	   struct template_text **open, struct template_line line)
{
	if (dbr_str_starts(line.text, "- ") && !line.is_indented) {
		if (!takes_words(block) || block->kind == TEMPLATE_TITLE)
			return template_fail(r, line.place,
					     "no list can stand here");
		block->is_list = true;
		*open = new_text(r, block);
		line = line_behind(line, 2);
	} else if (!takes_words(block) && !line.is_indented) {
		size_t size = attribute_size(line.text);

		if (!size)
			return template_fail(r, line.place,
					     "expected \"name: words\" "
					     "below @%s",
					     block->word);
		*open = new_attribute(r, block, line);
		line = line_behind(line, size + 1);
		if (!line.text.size)
			return DBR_OK;
	} else if (!*open) {
		*open = new_text(r, block);
	}
	return template_text_line(r, *open, line);
}

static enum dbr_status
open_block(struct template_reader *r, struct template_block *block,
	   struct template_text **open, struct template_line line)
{
	static const struct {
		const char *mark;
		enum template_kind kind;
	} marks[] = {
		{ "# ", TEMPLATE_TITLE },
		{ "## ", TEMPLATE_SECTION },
		{ "### ", TEMPLATE_HEADING },
	};
	enum dbr_status rc = DBR_OK;
	size_t i;

	block->place = line.place;
	if (line.text.at[0] == '@')
		return parse_directive(r, block, line);
	block->kind = dbr_str_starts(line.text, "- ") ? TEMPLATE_LIST :
							TEMPLATE_PARAGRAPH;
	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (!dbr_str_starts(line.text, marks[i].mark))
			continue;
		block->kind = marks[i].kind;
		line = line_behind(line, strlen(marks[i].mark));
		rc = take_braces(r, block, &line);
	}
	return rc == DBR_OK ? parse_line(r, block, open, line) : rc;
}

static struct template_block *
new_block(struct template_reader *r, struct template *out)
{
	struct template_block *block;

	out->blocks = dbr_arena_grow(r->arena, out->blocks, out->count,
				     &out->capacity, sizeof(*out->blocks));
	block = &out->blocks[out->count++];
	*block = (struct template_block){ .kind = TEMPLATE_PARAGRAPH };
	return block;
}

static struct template_line
next_line(struct dbr_str *rest, size_t number)
{
	struct dbr_str raw = dbr_str_cut(rest, '\n');
	struct template_line line = { .text = dbr_str_trim(raw) };

	line.place.line = number;
	line.place.column = 1;
	if (line.text.size)
		line.place.column += (size_t)(line.text.at - raw.at);
	line.is_indented = line.place.column > 1;
	return line;
}

enum dbr_status
template_parse(struct template *out, struct dbr_str text, const char *path,
	       struct dbr_arena *arena, struct dbr_error *err)
{
	struct template_reader r = { arena, path, err };
	struct template_block *block = NULL;
	struct template_text *open = NULL;
	enum dbr_status rc = DBR_OK;
	bool is_comment = false;
	size_t number = 0;

	*out = (struct template){ .path = path };
	while (rc == DBR_OK && text.at) {
		struct template_line line = next_line(&text, ++number);

		if (is_comment || dbr_str_starts(line.text, "<!--")) {
			is_comment = !dbr_str_ends(line.text, "-->");
			continue;
		}
		if (!line.text.size) {
			block = NULL;
		} else if (!block) {
			open = NULL;
			block = new_block(&r, out);
			rc = open_block(&r, block, &open, line);
		} else {
			rc = parse_line(&r, block, &open, line);
		}
	}
	if (rc == DBR_OK && is_comment)
		rc = template_fail(&r, (struct template_place){ number, 1 },
				   "\"<!--\" without \"-->\"");
	return rc;
}
