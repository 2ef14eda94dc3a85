/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * json_tape.h -- one JSON value as a flat list of its parts.
 *
 * Strict RFC 8259: no comments, no trailing commas, no NaN, no control bytes
 * in strings; at most JSON_DEPTH_MAX deep and JSON_NODE_MAX parts.  Nothing
 * is copied: a node is a span of the text.  An object's children are key,
 * value, key, value; a value's key is the node before it.
 */
#ifndef READERS_JSON_TAPE_H
#define READERS_JSON_TAPE_H

#include "debrief/arena.h"

enum {
	JSON_DEPTH_MAX = 128,
	JSON_NODE_MAX = 1024 * 1024,
};

enum json_kind {
	JSON_NULL,
	JSON_BOOL,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT,
};

struct json_node {
	enum json_kind kind;
	uint32_t start, end;	/* bytes in the text, quotes included */
	uint32_t next;		/* node behind this one and its children */
	uint32_t parent;	/* itself for the first */
};

struct json_tape {
	struct dbr_arena *arena;
	struct dbr_str text;
	struct json_node *nodes;	/* [0] is the value */
	size_t count, capacity;
};

enum json_result {
	JSON_OK,
	JSON_CUT_OFF,		/* right so far: more text may complete it */
	JSON_WRONG,
};

/*
 * The value that text begins with, after blanks.  *done is behind it, or
 * where it is wrong; *why says what is wrong.
 */
enum json_result json_tape_parse(struct json_tape *tape, struct dbr_str text,
				 size_t *done, const char **why);

#endif
