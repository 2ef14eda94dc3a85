/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/tokens.h -- the words of a text.
 *
 * A word is letters of any script, with marks, and an apostrophe or hyphen
 * between them; composed (NFC) and in lower case.  Longer ones than 64 bytes
 * are none.  Everything lives in the arena.
 */
#ifndef DEBRIEF_TOKENS_H
#define DEBRIEF_TOKENS_H

#include <stdbool.h>
#include "debrief/share.h"

struct dbr_tokens {
	const struct dbr_str *words;	/* sorted by bytes, each once */
	size_t count;
};

/* A text that is not UTF-8 has no words. */
void dbr_tokens_of(struct dbr_tokens *out, struct dbr_str text,
		   struct dbr_arena *arena);
bool dbr_tokens_have(const struct dbr_tokens *tokens, struct dbr_str word);
/* All of stopwords/LANGUAGE.txt; NULL: of every language there is.  A line
 * that begins with # is a comment. */
enum dbr_status dbr_tokens_stop(struct dbr_tokens *out,
				const struct dbr_share *share,
				const char *language, struct dbr_arena *arena,
				struct dbr_error *err) DBR_MUST_CHECK;
/* For sorting: as memcmp, the shorter first. */
int dbr_tokens_order(struct dbr_str a, struct dbr_str b);

#endif
