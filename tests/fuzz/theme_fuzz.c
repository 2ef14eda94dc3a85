/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * theme_fuzz.c -- any bytes as a theme.  What is taken has a title and
 * patterns, one language has no more of them than all, and its own texts are
 * looked at within the limits of every match, whatever the patterns are.
 */
#include <config.h>
#include "fuzz.h"

#include <string.h>
#include "text_fuzz.h"
#include "theme.h"

static void
check_theme(const struct dbr_theme *theme)
{
	struct dbr_error err = DBR_ERROR_INIT;
	size_t count = 0;
	enum dbr_status rc = dbr_theme_check(&count, theme, &err);

	INVARIANT(strcmp(theme->name, "fuzz") == 0);
	INVARIANT(theme->title[0] != '\0' && theme->pattern_count > 0);
	if (rc != DBR_OK)
		check_refusal(rc, &err);
}

/* How many patterns there are in one language, or all; 0: refused. */
static size_t
parse(const struct dbr_share_file *file, const char *language)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_theme theme = { .pattern_count = 0 };
	struct dbr_theme_set set = { &theme, 1 };
	enum dbr_status rc = theme_parse(&theme, file, language, &arena, &err);
	size_t count = rc == DBR_OK ? theme.pattern_count : 0;

	if (rc != DBR_OK)
		check_refusal(rc, &err);
	else if (!language)
		check_theme(&theme);
	dbr_theme_close(&set);
	dbr_arena_release(&arena);
	return count;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_share_file file = text_file(&arena, "fuzz", data, size);

	INVARIANT(parse(&file, "en") <= parse(&file, NULL));
	dbr_arena_release(&arena);
	return 0;
}
