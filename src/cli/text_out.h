/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_out.h -- themes and words as table, Markdown, CSV or JSON. */
#ifndef CLI_TEXT_OUT_H
#define CLI_TEXT_OUT_H

#include "cli/grid.h"
#include "cli/text_ranks.h"

/* JSON: schema "debrief.words", this version. */
enum { WORDS_JSON_VERSION = 1 };

struct text_page {
	struct texts texts;
	struct theme_table themes;
	struct word_table words;
	const struct missed_word *missed;	/* of texts without a theme */
	size_t missed_count;
	int64_t as_of_us, least;
	double level;
};

void text_out(struct cli *cli, const struct text_page *page,
	      enum grid_format format);

#endif
