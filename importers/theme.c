/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme.c -- themes/NAME.yaml into patterns; debrief/theme.h. */
#include <config.h>
#include "theme.h"

#include <string.h>
#include "pattern.h"
#include "tree.h"

struct dbr_theme_words {
	struct tree_file file;
	struct pattern **patterns;
	const struct tree *touched, *untouched;	/* own texts; may be NULL */
};

struct reading {
	const struct dbr_theme_words *words;
	const char *language;
	struct dbr_arena *arena;
	struct dbr_error *err;
};

static enum dbr_status
take_pattern(struct dbr_theme *out, const struct reading *r,
	     const struct tree *node)
{
	const struct tree_file *file = &r->words->file;
	struct dbr_error why;

	if (node->kind != TREE_TEXT || !*node->text ||
	    strlen(node->text) != node->bytes.size)
		return tree_fail(file, node, r->err, "a pattern is text");
	switch (pattern_open_words(&r->words->patterns[out->pattern_count],
				   node->text, r->arena, &why)) {
	case DBR_OK:
		out->pattern_count++;
		return DBR_OK;
	case DBR_ECONFIG:
		return tree_fail(file, node, r->err, "%s", why.what);
	default:
		*r->err = why;
		return why.code;
	}
}

static bool
is_language(const char *key)
{
	size_t size = strspn(key, "abcdefghijklmnopqrstuvwxyz");

	return !key[size] && (size == 2 || size == 3);
}

/* A language that was not asked for is read all the same: mistakes in it
 * are mistakes. */
static enum dbr_status
take_language(struct dbr_theme *out, const struct reading *r,
	      const struct tree *list)
{
	bool is_wanted = !r->language || strcmp(r->language, list->key) == 0;
	size_t before = out->pattern_count;
	enum dbr_status rc = DBR_OK;

	if (!is_language(list->key)) {
		tree_fail(&r->words->file, list, r->err,
			  "\"%s\" is not a language", list->key);
		return dbr_fail_hint(r->err, "two letters, like en or de");
	}
	if (list->kind != TREE_LIST || !list->child)
		return tree_fail(&r->words->file, list, r->err,
				 "\"%s\" is a list of patterns", list->key);
	for (const struct tree *at = list->child; rc == DBR_OK && at;
	     at = at->next)
		rc = take_pattern(out, r, at);
	while (!is_wanted && out->pattern_count > before)
		pattern_close(r->words->patterns[--out->pattern_count]);
	return rc;
}

static enum dbr_status
take_patterns(struct dbr_theme *out, struct dbr_theme_words *words,
	      const struct reading *r, const struct tree *map)
{
	enum dbr_status rc = DBR_OK;
	size_t count = 0;

	if (!map || map->kind != TREE_MAP || !map->child)
		return tree_fail(&words->file, map ? map : words->file.root,
				 r->err, "\"patterns\" is a list of patterns"
				 " per language");
	for (const struct tree *at = map->child; at; at = at->next)
		count += tree_count(at);
	words->patterns = dbr_arena_array(r->arena, count,
					  sizeof(*words->patterns));
	for (const struct tree *at = map->child; rc == DBR_OK && at;
	     at = at->next)
		rc = take_language(out, r, at);
	return rc;
}

static enum dbr_status
take_texts(const struct tree **out, const struct reading *r, const char *key)
{
	const struct tree_file *file = &r->words->file;
	const struct tree *list = tree_find(file->root, key);

	*out = list;
	if (list && list->kind != TREE_LIST)
		return tree_fail(file, list, r->err,
				 "\"%s\" is a list of texts", key);
	for (const struct tree *at = list ? list->child : NULL; at;
	     at = at->next)
		if (at->kind != TREE_TEXT)
			return tree_fail(file, at, r->err, "not a text");
	return DBR_OK;
}

static enum dbr_status
take_name(struct dbr_theme *out, const struct reading *r, const char *name)
{
	const struct tree_file *file = &r->words->file;
	const struct tree *theme = tree_find(file->root, "theme");
	const struct tree *title = tree_find(file->root, "title");

	if (!theme || theme->kind != TREE_TEXT ||
	    strcmp(theme->text, name) != 0) {
		tree_fail(file, theme ? theme : file->root, r->err,
			  "a theme has the name of its file");
		return dbr_fail_hint(r->err, "write \"theme: %s\"", name);
	}
	if (!title || title->kind != TREE_TEXT || !*title->text)
		return tree_fail(file, title ? title : file->root, r->err,
				 "a theme has a \"title\"");
	out->name = theme->text;
	out->title = title->text;
	return DBR_OK;
}

enum dbr_status
theme_parse(struct dbr_theme *out, const struct dbr_share_file *text,
	    const char *language, struct dbr_arena *arena,
	    struct dbr_error *err)
{
	static const char *const keys[] = { "theme", "title", "patterns",
					    "touched", "untouched" };
	struct dbr_theme_words *words = dbr_arena_get(arena, sizeof(*words));
	const struct reading r = { words, language, arena, err };
	enum dbr_status rc = tree_parse(&words->file, text->path, text->text,
					arena, err);

	out->words = words;
	out->is_workspace = text->is_workspace;
	if (rc == DBR_OK && !words->file.root)
		rc = tree_fail(&words->file, NULL, err, "an empty file");
	if (rc == DBR_OK)
		rc = tree_check_keys(&words->file, words->file.root, keys, 5,
				     err);
	if (rc == DBR_OK)
		rc = take_name(out, &r, text->name);
	if (rc == DBR_OK)
		rc = take_texts(&words->touched, &r, "touched");
	if (rc == DBR_OK)
		rc = take_texts(&words->untouched, &r, "untouched");
	return rc == DBR_OK ? take_patterns(out, words, &r,
					    tree_find(words->file.root,
						      "patterns")) : rc;
}

enum dbr_status
dbr_theme_open(struct dbr_theme_set *out, const struct dbr_share *share,
	       const char *language, struct dbr_arena *arena,
	       struct dbr_error *err)
{
	const struct dbr_share_file *files;
	struct dbr_theme *themes;
	size_t count;
	enum dbr_status rc;

	*out = (struct dbr_theme_set){ .themes = NULL };
	rc = dbr_share_list(&files, &count, share, "themes", ".yaml", arena,
			    err);
	if (rc != DBR_OK)
		return rc;
	themes = dbr_arena_array(arena, count, sizeof(*themes));
	out->themes = themes;
	while (rc == DBR_OK && out->count < count) {
		rc = theme_parse(&themes[out->count], &files[out->count],
				 language, arena, err);
		out->count++;
	}
	return rc;
}

void
dbr_theme_close(struct dbr_theme_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		for (size_t k = 0; k < set->themes[i].pattern_count; k++)
			pattern_close(set->themes[i].words->patterns[k]);
	*set = (struct dbr_theme_set){ .themes = NULL };
}

enum dbr_touch
dbr_theme_touch(const struct dbr_theme *theme, struct dbr_str text)
{
	enum dbr_touch touch = DBR_TOUCH_NO;

	for (size_t i = 0; i < theme->pattern_count; i++) {
		switch (pattern_match(theme->words->patterns[i], text)) {
		case PATTERN_YES:
			return DBR_TOUCH_YES;
		case PATTERN_UNKNOWN:
			touch = DBR_TOUCH_UNKNOWN;
			break;
		case PATTERN_NO:
			break;
		}
	}
	return touch;
}

static enum dbr_status
check_texts(size_t *count, const struct dbr_theme *theme,
	    const struct tree *list, enum dbr_touch wanted,
	    struct dbr_error *err)
{
	static const char *const said[] = {
		[DBR_TOUCH_NO] = "this text does not touch the theme",
		[DBR_TOUCH_YES] = "this text touches the theme",
		[DBR_TOUCH_UNKNOWN] = "a pattern gives up on this text",
	};

	for (const struct tree *at = list ? list->child : NULL; at;
	     at = at->next) {
		enum dbr_touch got = dbr_theme_touch(theme, at->bytes);

		++*count;
		if (got != wanted)
			return tree_fail(&theme->words->file, at, err, "%s",
					 said[got]);
	}
	return DBR_OK;
}

enum dbr_status
dbr_theme_check(size_t *count, const struct dbr_theme *theme,
		struct dbr_error *err)
{
	enum dbr_status rc;

	*count = 0;
	rc = check_texts(count, theme, theme->words->touched, DBR_TOUCH_YES,
			 err);
	return rc == DBR_OK ? check_texts(count, theme,
					  theme->words->untouched,
					  DBR_TOUCH_NO, err) : rc;
}
