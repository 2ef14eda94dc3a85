/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme.h -- the text of a theme file, wherever it came from. */
#ifndef IMPORTERS_THEME_H
#define IMPORTERS_THEME_H

#include "debrief/theme.h"

/* Whatever it returns, dbr_theme_close() the set that holds *out. */
enum dbr_status theme_parse(struct dbr_theme *out,
			    const struct dbr_share_file *text,
			    const char *language, struct dbr_arena *arena,
			    struct dbr_error *err) DBR_MUST_CHECK;

#endif
