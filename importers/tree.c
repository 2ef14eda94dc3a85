/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tree.c -- YAML events into a tree; see tree.h. */
#include <config.h>
#include "tree.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

enum { DEPTH_MAX = 16 };

struct build {
	struct tree_file *file;
	struct dbr_arena *arena;
	struct dbr_error *err;
	struct tree *open[DEPTH_MAX];	/* lists and maps being filled */
	struct tree **tail[DEPTH_MAX];	/* where the next child goes */
	const char *key[DEPTH_MAX];	/* read, its value not yet */
	size_t depth;
};

const struct tree *
tree_find(const struct tree *map, const char *key)
{
	if (!map || map->kind != TREE_MAP)
		return NULL;
	for (const struct tree *at = map->child; at; at = at->next)
		if (strcmp(at->key, key) == 0)
			return at;
	return NULL;
}

size_t
tree_count(const struct tree *list)
{
	size_t count = 0;

	for (const struct tree *at = list ? list->child : NULL; at;
	     at = at->next)
		count++;
	return count;
}

enum dbr_status
tree_fail(const struct tree_file *file, const struct tree *node,
	  struct dbr_error *err, const char *fmt, ...)
{
	char what[sizeof(err->what)];
	va_list args;

	va_start(args, fmt);
	vsnprintf(what, sizeof(what), fmt, args);
	va_end(args);
	dbr_fail(err, DBR_ECONFIG, "%s", what);
	return dbr_fail_at(err, file->path, node ? node->line : 1,
			   node ? node->column : 1);
}

enum dbr_status
tree_check_keys(const struct tree_file *file, const struct tree *map,
		const char *const *keys, size_t count, struct dbr_error *err)
{
	if (map->kind != TREE_MAP)
		return tree_fail(file, map, err, "expected key: value pairs");
	for (const struct tree *at = map->child; at; at = at->next) {
		const char *nearest;
		size_t i = 0;

		while (i < count && strcmp(at->key, keys[i]) != 0)
			i++;
		if (i < count)
			continue;
		tree_fail(file, at, err, "unknown key \"%s\"", at->key);
		nearest = dbr_nearest(at->key, keys, count);
		if (nearest)
			return dbr_fail_hint(err, "write \"%s\"", nearest);
		return dbr_fail_hint(err, "debrief-formats(5) lists the keys");
	}
	return DBR_OK;
}

static enum dbr_status
fail_mark(struct build *build, const yaml_mark_t *mark, const char *what)
{
	dbr_fail(build->err, DBR_ECONFIG, "%s", what);
	return dbr_fail_at(build->err, build->file->path, mark->line + 1,
			   mark->column + 1);
}

static bool
has_key(const struct tree *map, const char *key)
{
	for (const struct tree *at = map->child; at; at = at->next)
		if (strcmp(at->key, key) == 0)
			return true;
	return false;
}

/* Hang a node where it belongs; a scalar in a map may be the key instead. */
static enum dbr_status
add_node(struct build *build, struct tree *node, const yaml_mark_t *mark)
{
	size_t top = build->depth - 1;
	struct tree *parent = build->depth ? build->open[top] : NULL;

	node->line = mark->line + 1;
	node->column = mark->column + 1;
	if (!parent) {
		if (build->file->root)
			return fail_mark(build, mark,
					 "expected one document");
		build->file->root = node;
		return DBR_OK;
	}
	if (parent->kind == TREE_MAP && !build->key[top]) {
		if (node->kind != TREE_TEXT)
			return fail_mark(build, mark, "a key must be text");
		if (has_key(parent, node->text))
			return fail_mark(build, mark,
					 "the same key stands here twice");
		build->key[top] = node->text;
		return DBR_OK;
	}
	node->key = build->key[top];
	build->key[top] = NULL;
	*build->tail[top] = node;
	build->tail[top] = &node->next;
	return DBR_OK;
}

static enum dbr_status
open_node(struct build *build, enum tree_kind kind, const yaml_event_t *event)
{
	struct tree *node = dbr_arena_get(build->arena, sizeof(*node));
	enum dbr_status rc;

	node->kind = kind;
	rc = add_node(build, node, &event->start_mark);
	if (rc != DBR_OK)
		return rc;
	if (build->depth == DEPTH_MAX)
		return fail_mark(build, &event->start_mark,
				 "nested too deeply");
	build->open[build->depth] = node;
	build->tail[build->depth] = &node->child;
	build->key[build->depth] = NULL;
	build->depth++;
	return DBR_OK;
}

static enum dbr_status
add_scalar(struct build *build, const yaml_event_t *event)
{
	struct tree *node = dbr_arena_get(build->arena, sizeof(*node));

	node->kind = TREE_TEXT;
	node->bytes = dbr_arena_str(build->arena, (struct dbr_str){
		(const char *)event->data.scalar.value,
		event->data.scalar.length });
	node->text = node->bytes.at;
	return add_node(build, node, &event->start_mark);
}

static enum dbr_status
handle(struct build *build, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_ALIAS_EVENT:
		return fail_mark(build, &event->start_mark,
				 "anchors and aliases are not used here");
	case YAML_SCALAR_EVENT:
		return add_scalar(build, event);
	case YAML_SEQUENCE_START_EVENT:
		return open_node(build, TREE_LIST, event);
	case YAML_MAPPING_START_EVENT:
		return open_node(build, TREE_MAP, event);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		build->depth--;
		return DBR_OK;
	default:
		return DBR_OK;
	}
}

enum dbr_status
tree_parse(struct tree_file *out, const char *path, struct dbr_str bytes,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct build build = { .file = out, .arena = arena, .err = err };
	enum dbr_status rc = DBR_OK;
	yaml_parser_t parser;
	bool at_end = false;

	*out = (struct tree_file){ .path = path };
	if (!yaml_parser_initialize(&parser))
		return dbr_fail(err, DBR_EOS, "out of memory");
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes.at,
				     bytes.size);
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	while (rc == DBR_OK && !at_end) {
		yaml_event_t event;

		if (!yaml_parser_parse(&parser, &event)) {
			rc = parser.error == YAML_MEMORY_ERROR
				? dbr_fail(err, DBR_EOS, "out of memory")
				: fail_mark(&build, &parser.problem_mark,
					    parser.problem ? parser.problem
							   : "not YAML");
			break;
		}
		at_end = event.type == YAML_STREAM_END_EVENT;
		rc = handle(&build, &event);
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return rc;
}
