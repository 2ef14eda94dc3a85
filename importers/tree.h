/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tree.h -- a YAML file as a tree in which every scalar is text.
 *
 * No types are guessed ("no" stays "no", "007" stays "007"), anchors and
 * tags are refused, and every node knows its line and column, so that a
 * mistake in a format file is reported where it is.  The tree lives in the
 * arena it was parsed into.
 */
#ifndef IMPORTERS_TREE_H
#define IMPORTERS_TREE_H

#include "debrief/arena.h"
#include "debrief/error.h"

enum tree_kind { TREE_TEXT, TREE_LIST, TREE_MAP };

struct tree {
	enum tree_kind kind;
	const char *key;	/* in a map: what stands before the colon */
	const char *text;	/* TREE_TEXT */
	struct dbr_str bytes;	/* the same, for text that holds NUL */
	struct tree *child;	/* TREE_LIST, TREE_MAP: the first */
	struct tree *next;	/* the next in the same list or map */
	size_t line, column;	/* 1-based */
};

struct tree_file {
	const char *path;	/* for messages */
	struct tree *root;	/* NULL: an empty file */
};

enum dbr_status tree_parse(struct tree_file *out, const char *path,
			   struct dbr_str bytes, struct dbr_arena *arena,
			   struct dbr_error *err) DBR_MUST_CHECK;

/* The value under key, or NULL. */
const struct tree *tree_find(const struct tree *map, const char *key);
size_t tree_count(const struct tree *list);

/* Fail at a node: file:line:column. */
enum dbr_status tree_fail(const struct tree_file *file,
			  const struct tree *node, struct dbr_error *err,
			  const char *fmt, ...) DBR_PRINTF(4, 5);
/* Every key of map is one of keys[], else an error naming the nearest. */
enum dbr_status tree_check_keys(const struct tree_file *file,
				const struct tree *map,
				const char *const *keys, size_t count,
				struct dbr_error *err) DBR_MUST_CHECK;

#endif
