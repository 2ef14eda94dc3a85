/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * json_path.h -- finding things on a tape by dotted paths.
 */
#ifndef READERS_JSON_PATH_H
#define READERS_JSON_PATH_H

#include "debrief/arena.h"
#include "json_tape.h"

/* Where a record is, and its place among its neighbours. */
struct json_record {
	uint32_t node;
	size_t index;
	size_t document;
};

struct json_records {
	struct dbr_arena *arena;
	struct json_record *items;
	size_t count, capacity;
	size_t document;	/* 1-based, of the file */
};

/* Every node that root leads to, in the order of the text: "plays.*.tasks.*";
 * "a.*|b.*" either of them; "" the value itself. */
void json_path_records(struct json_records *out, const struct json_tape *tape,
		       const char *root);

/*
 * The value of a field path (debrief/reader.h) for a record.  Text is
 * unescaped into the arena when it must be; at == NULL: absent or null.
 * *problem is set for text that cannot be UTF-8.
 */
struct dbr_str json_path_value(const struct json_tape *tape,
			       const struct json_record *record,
			       const char *path, struct dbr_arena *arena,
			       const char **problem);

/* Text of a node: a string without quotes and escapes, else as written. */
struct dbr_str json_node_text(const struct json_tape *tape, uint32_t node,
			      struct dbr_arena *arena, const char **problem);

#endif
