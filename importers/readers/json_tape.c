/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_tape.c -- see json_tape.h. */
#include <config.h>
#include "json_tape.h"

#include <string.h>

/* What may come next. */
enum expectation {
	EXPECT_VALUE,
	EXPECT_VALUE_OR_END,	/* behind "[" */
	EXPECT_KEY,
	EXPECT_KEY_OR_END,	/* behind "{" */
	EXPECT_COLON,
	EXPECT_COMMA_OR_END,
	EXPECT_NOTHING,
};

struct parser {
	struct json_tape *tape;
	struct dbr_str text;
	size_t at;
	uint32_t open[JSON_DEPTH_MAX];	/* containers not yet closed */
	size_t depth;
	enum expectation next;
	const char *why;
};

static enum json_result
wrong(struct parser *p, const char *why)
{
	p->why = why;
	return JSON_WRONG;
}

static enum json_result
add_node(struct parser *p, enum json_kind kind, size_t start)
{
	struct json_tape *tape = p->tape;

	if (tape->count == JSON_NODE_MAX)
		return wrong(p, "more than 1,048,576 values");
	tape->nodes = dbr_arena_grow(tape->arena, tape->nodes, tape->count,
				     &tape->capacity, sizeof(*tape->nodes));
	tape->nodes[tape->count] = (struct json_node){
		.kind = kind, .start = (uint32_t)start,
		.end = (uint32_t)p->at, .next = (uint32_t)tape->count + 1,
		.parent = p->depth ? p->open[p->depth - 1] : 0,
	};
	tape->count++;
	return JSON_OK;
}

static void
skip_blanks(struct parser *p)
{
	while (p->at < p->text.size &&
	       strchr(" \t\n\r", p->text.at[p->at]) && p->text.at[p->at])
		p->at++;
}

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	       (c >= 'A' && c <= 'F');
}

/* Behind a backslash. */
static enum json_result
pass_escape(struct parser *p)
{
	if (p->at == p->text.size)
		return JSON_CUT_OFF;
	if (p->text.at[p->at] != 'u') {
		if (!p->text.at[p->at] ||
		    !strchr("\"\\/bfnrt", p->text.at[p->at]))
			return wrong(p, "unknown escape in a string");
		p->at++;
		return JSON_OK;
	}
	p->at++;
	for (int i = 0; i < 4; i++, p->at++) {
		if (p->at == p->text.size)
			return JSON_CUT_OFF;
		if (!is_hex(p->text.at[p->at]))
			return wrong(p, "\\u without four digits");
	}
	return JSON_OK;
}

/* At the opening quote. */
static enum json_result
pass_string(struct parser *p)
{
	p->at++;
	while (p->at < p->text.size) {
		unsigned char c = (unsigned char)p->text.at[p->at];
		enum json_result result;

		if (c == '"') {
			p->at++;
			return JSON_OK;
		}
		if (c < ' ')
			return wrong(p, "a control byte in a string");
		p->at++;
		if (c != '\\')
			continue;
		result = pass_escape(p);
		if (result != JSON_OK)
			return result;
	}
	return JSON_CUT_OFF;
}

static size_t
pass_digits(struct parser *p)
{
	size_t start = p->at;

	while (p->at < p->text.size && p->text.at[p->at] >= '0' &&
	       p->text.at[p->at] <= '9')
		p->at++;
	return p->at - start;
}

static bool
pass_char(struct parser *p, const char *any_of)
{
	if (p->at == p->text.size || !p->text.at[p->at] ||
	    !strchr(any_of, p->text.at[p->at]))
		return false;
	p->at++;
	return true;
}

static enum json_result
no_digits(struct parser *p)
{
	return p->at == p->text.size ? JSON_CUT_OFF
				     : wrong(p, "a number without digits");
}

static enum json_result
pass_number(struct parser *p)
{
	pass_char(p, "-");
	if (pass_char(p, "0")) {
		if (pass_digits(p))
			return wrong(p, "a number with a leading zero");
	} else if (!pass_digits(p)) {
		return no_digits(p);
	}
	if (pass_char(p, ".") && !pass_digits(p))
		return no_digits(p);
	if (pass_char(p, "eE")) {
		pass_char(p, "+-");
		if (!pass_digits(p))
			return no_digits(p);
	}
	return JSON_OK;
}

static enum json_result
pass_word(struct parser *p, const char *word)
{
	size_t size = strlen(word), left = p->text.size - p->at;

	if (left < size && memcmp(p->text.at + p->at, word, left) == 0) {
		p->at = p->text.size;
		return JSON_CUT_OFF;
	}
	if (left < size || memcmp(p->text.at + p->at, word, size) != 0)
		return wrong(p, "a value is expected");
	p->at += size;
	return JSON_OK;
}

static enum json_result
pass_scalar(struct parser *p, enum json_kind *kind)
{
	switch (p->text.at[p->at]) {
	case '"':
		*kind = JSON_STRING;
		return pass_string(p);
	case 't':
		*kind = JSON_BOOL;
		return pass_word(p, "true");
	case 'f':
		*kind = JSON_BOOL;
		return pass_word(p, "false");
	case 'n':
		*kind = JSON_NULL;
		return pass_word(p, "null");
	default:
		*kind = JSON_NUMBER;
		if (p->text.at[p->at] != '-' &&
		    (p->text.at[p->at] < '0' || p->text.at[p->at] > '9'))
			return wrong(p, "a value is expected");
		return pass_number(p);
	}
}

static void
after_value(struct parser *p)
{
	p->next = p->depth ? EXPECT_COMMA_OR_END : EXPECT_NOTHING;
}

static enum json_result
take_value(struct parser *p)
{
	char c = p->text.at[p->at];
	size_t start = p->at;
	enum json_kind kind;
	enum json_result result;

	if (c != '{' && c != '[') {
		result = pass_scalar(p, &kind);
		if (result != JSON_OK)
			return result;
		after_value(p);
		return add_node(p, kind, start);
	}
	if (p->depth == JSON_DEPTH_MAX)
		return wrong(p, "more than 128 levels deep");
	p->at++;
	result = add_node(p, c == '{' ? JSON_OBJECT : JSON_ARRAY, start);
	p->open[p->depth++] = (uint32_t)p->tape->count - 1;
	p->next = c == '{' ? EXPECT_KEY_OR_END : EXPECT_VALUE_OR_END;
	return result;
}

static enum json_result
take_end(struct parser *p)
{
	struct json_node *node = &p->tape->nodes[p->open[p->depth - 1]];

	if (p->text.at[p->at] != (node->kind == JSON_OBJECT ? '}' : ']'))
		return wrong(p, "\",\" or the closing bracket is expected");
	p->at++;
	p->depth--;
	node->end = (uint32_t)p->at;
	node->next = (uint32_t)p->tape->count;
	after_value(p);
	return JSON_OK;
}

static enum json_result
take_key(struct parser *p)
{
	size_t start = p->at;
	enum json_result result;

	if (p->text.at[p->at] != '"')
		return wrong(p, "a key in quotes is expected");
	result = pass_string(p);
	if (result != JSON_OK)
		return result;
	p->next = EXPECT_COLON;
	return add_node(p, JSON_STRING, start);
}

static enum json_result
take_comma(struct parser *p)
{
	const struct json_node *node =
		&p->tape->nodes[p->open[p->depth - 1]];

	if (p->text.at[p->at] != ',')
		return take_end(p);
	p->at++;
	p->next = node->kind == JSON_OBJECT ? EXPECT_KEY : EXPECT_VALUE;
	return JSON_OK;
}

static enum json_result
take_next(struct parser *p)
{
	char c = p->text.at[p->at];

	switch (p->next) {
	case EXPECT_VALUE_OR_END:
		return c == ']' ? take_end(p) : take_value(p);
	case EXPECT_KEY_OR_END:
		return c == '}' ? take_end(p) : take_key(p);
	case EXPECT_KEY:
		return take_key(p);
	case EXPECT_COMMA_OR_END:
		return take_comma(p);
	case EXPECT_COLON:
		if (c != ':')
			return wrong(p, "\":\" is expected");
		p->at++;
		p->next = EXPECT_VALUE;
		return JSON_OK;
	default:
		return take_value(p);
	}
}

enum json_result
json_tape_parse(struct json_tape *tape, struct dbr_str text, size_t *done,
		const char **why)
{
	struct parser p = { .tape = tape, .text = text };
	enum json_result result = JSON_OK;

	tape->text = text;
	tape->count = 0;
	while (result == JSON_OK && p.next != EXPECT_NOTHING) {
		skip_blanks(&p);
		result = p.at < text.size ? take_next(&p) : JSON_CUT_OFF;
	}
	*done = p.at;
	*why = p.why;
	return result;
}
