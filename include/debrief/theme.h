/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/theme.h -- what people write about, by dictionaries of patterns.
 *
 * A theme is a file themes/NAME.yaml (debrief-words(1)): a title, PCRE2
 * patterns per language, and texts that do and do not touch it.  A text may
 * touch several themes.  Every match has limits; a pattern that hits one
 * says neither yes nor no, and after ten of these it is not tried again, so
 * give texts in an order that does not depend on how they came.
 */
#ifndef DEBRIEF_THEME_H
#define DEBRIEF_THEME_H

#include <stdbool.h>
#include "debrief/share.h"

struct dbr_theme {
	const char *name, *title;
	bool is_workspace;
	size_t pattern_count;
	const struct dbr_theme_words *words;	/* theme.c's own */
};

/* Owns the patterns; the rest lives in the arena. */
struct dbr_theme_set {
	const struct dbr_theme *themes;		/* sorted by name */
	size_t count;
};

enum dbr_touch { DBR_TOUCH_NO, DBR_TOUCH_YES, DBR_TOUCH_UNKNOWN };

/* language: only its patterns ("de"); NULL: all.  A mistake is DBR_ECONFIG
 * at file:line:column.  Close it whatever was returned. */
enum dbr_status dbr_theme_open(struct dbr_theme_set *out,
			       const struct dbr_share *share,
			       const char *language, struct dbr_arena *arena,
			       struct dbr_error *err) DBR_MUST_CHECK;
void dbr_theme_close(struct dbr_theme_set *set);
enum dbr_touch dbr_theme_touch(const struct dbr_theme *theme,
			       struct dbr_str text);
/* Try a theme's own texts with all languages; *count is how many there are.
 * The first that is not as its file says is DBR_ECONFIG where it stands. */
enum dbr_status dbr_theme_check(size_t *count, const struct dbr_theme *theme,
				struct dbr_error *err) DBR_MUST_CHECK;

#endif
