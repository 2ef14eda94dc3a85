/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format_read.c -- see format_read.h. */
#include <config.h>
#include "format_read.h"

#include <string.h>

enum dbr_status
read_text(struct format_reading *in, const struct tree *node,
	  const char **out)
{
	if (!node)
		return DBR_OK;
	if (node->kind != TREE_TEXT)
		return tree_fail(&in->format->file, node, in->err,
				 "expected text");
	*out = node->text;
	return DBR_OK;
}

enum dbr_status
read_flag(struct format_reading *in, const struct tree *node, bool *out)
{
	const char *text = NULL;
	enum dbr_status rc = read_text(in, node, &text);

	if (rc != DBR_OK || !text)
		return rc;
	*out = strcmp(text, "yes") == 0;
	if (!*out && strcmp(text, "no") != 0)
		return tree_fail(&in->format->file, node, in->err,
				 "expected yes or no, not \"%s\"", text);
	return DBR_OK;
}

enum dbr_status
read_count(struct format_reading *in, const struct tree *node, size_t *out)
{
	const char *text = NULL;
	int64_t value;
	enum dbr_status rc = read_text(in, node, &text);

	if (rc != DBR_OK || !text)
		return rc;
	if (!dbr_str_to_i64(dbr_str_from(text), &value) || value < 0 ||
	    value > 1000)
		return tree_fail(&in->format->file, node, in->err,
				 "expected a small number, not \"%s\"", text);
	*out = (size_t)value;
	return DBR_OK;
}

enum dbr_status
read_texts(struct format_reading *in, const struct tree *node,
	   struct text_list *out)
{
	const char **texts;
	size_t count = 0;

	if (!node)
		return DBR_OK;
	if (node->kind == TREE_MAP)
		return tree_fail(&in->format->file, node, in->err,
				 "expected text or a list of texts");
	texts = dbr_arena_array(in->arena, tree_count(node) + 1,
				sizeof(*texts));
	if (node->kind == TREE_TEXT) {
		texts[count++] = node->text;
	} else {
		for (const struct tree *at = node->child; at; at = at->next) {
			enum dbr_status rc = read_text(in, at, &texts[count]);

			if (rc != DBR_OK)
				return rc;
			count++;
		}
	}
	*out = (struct text_list){ texts, count };
	return DBR_OK;
}

enum dbr_status
read_pattern(struct format_reading *in, const struct tree *node,
	     struct pattern **out)
{
	struct format *format = in->format;
	const char *text = NULL;
	enum dbr_status rc = read_text(in, node, &text);

	if (rc != DBR_OK || !text)
		return rc;
	rc = pattern_open(out, text, in->arena, in->err);
	if (rc != DBR_OK)
		return dbr_fail_at(in->err, format->file.path, node->line,
				   node->column);
	format->patterns = dbr_arena_grow(in->arena, format->patterns,
		format->pattern_count, &format->pattern_capacity,
		sizeof(struct pattern *));
	format->patterns[format->pattern_count++] = *out;
	return DBR_OK;
}

enum dbr_status
read_times(struct format_reading *in, const struct tree *node,
	   struct time_list *out)
{
	struct text_list patterns = { NULL, 0 };
	const struct dbr_time_format **times;
	enum dbr_status rc = read_texts(in, node, &patterns);

	if (rc != DBR_OK || !patterns.count)
		return rc;
	if (patterns.count > DBR_TIME_PATTERN_MAX)
		return tree_fail(&in->format->file, node, in->err,
				 "more than %d time patterns",
				 DBR_TIME_PATTERN_MAX);
	times = dbr_arena_array(in->arena, patterns.count, sizeof(*times));
	for (size_t i = 0; i < patterns.count; i++) {
		rc = dbr_time_format_parse(&times[i], patterns.at[i],
					   in->format->months,
					   in->format->month_count, in->arena,
					   in->err);
		if (rc != DBR_OK)
			return dbr_fail_at(in->err, in->format->file.path,
					   node->line, node->column);
	}
	*out = (struct time_list){ times, patterns.at, patterns.count };
	return DBR_OK;
}

enum dbr_status
read_pairs(struct format_reading *in, const struct tree *node,
	   const struct format_pair **out, size_t *count)
{
	struct format_pair *pairs;
	size_t used = 0;

	if (!node)
		return DBR_OK;
	if (node->kind != TREE_MAP)
		return tree_fail(&in->format->file, node, in->err,
				 "expected pairs: \"as exported\": as stored");
	pairs = dbr_arena_array(in->arena, tree_count(node) + 1,
				sizeof(*pairs));
	for (const struct tree *at = node->child; at; at = at->next) {
		enum dbr_status rc = read_text(in, at, &pairs[used].to);

		if (rc != DBR_OK)
			return rc;
		pairs[used++].from = at->key;
	}
	*out = pairs;
	*count = used;
	return DBR_OK;
}

enum dbr_status
read_rules(struct format_reading *in, const struct tree *node,
	   struct format_skip **out, size_t *count)
{
	struct format_skip *rules;

	if (!node)
		return DBR_OK;
	if (node->kind != TREE_MAP)
		return tree_fail(&in->format->file, node, in->err,
				 "expected pairs: \"Header\": pattern");
	rules = dbr_arena_array(in->arena, tree_count(node) + 1,
				sizeof(*rules));
	*out = rules;
	for (const struct tree *at = node->child; at; at = at->next) {
		enum dbr_status rc = read_pattern(in, at,
						  &rules[*count].pattern);

		if (rc != DBR_OK)
			return rc;
		rules[(*count)++].header = at->key;
	}
	return DBR_OK;
}

enum dbr_status
format_read_lookup(struct format_reading *in, const struct tree *node)
{
	static const char *const keys[] = { "file", "id", "name" };
	struct format_lookup *lookup = &in->format->lookup;
	struct text_list id = { NULL, 0 }, names = { NULL, 0 };
	const char **paths;
	enum dbr_status rc;

	if (!node)
		return DBR_OK;
	if ((rc = tree_check_keys(&in->format->file, node, keys, 3,
				  in->err)) != DBR_OK ||
	    (rc = read_text(in, tree_find(node, "file"),
			    &lookup->file)) != DBR_OK ||
	    (rc = read_texts(in, tree_find(node, "id"), &id)) != DBR_OK ||
	    (rc = read_texts(in, tree_find(node, "name"), &names)) != DBR_OK)
		return rc;
	if (!lookup->file || id.count != 1 || !names.count)
		return tree_fail(&in->format->file, node, in->err,
				 "expected \"file:\", \"id:\" and \"name:\"");
	paths = dbr_arena_array(in->arena, names.count + 1, sizeof(*paths));
	paths[0] = id.at[0];
	for (size_t i = 0; i < names.count; i++)
		paths[i + 1] = names.at[i];
	lookup->paths = (struct text_list){ paths, names.count + 1 };
	return DBR_OK;
}
