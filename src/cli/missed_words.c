/* SPDX-License-Identifier: GPL-3.0-or-later */
/* missed_words.c -- what no theme asks for; see text_ranks.h. */
#include <config.h>
#include "cli/text_ranks.h"

#include <stdlib.h>

enum { SHOWN_MAX = 12, TEXTS_MIN = 2 };

static int
by_word(const void *a, const void *b)
{
	return dbr_tokens_order(*(const struct dbr_str *)a,
				*(const struct dbr_str *)b);
}

static int
by_count(const void *a, const void *b)
{
	const struct missed_word *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return dbr_tokens_order(x->word, y->word);
}

/* Every word of every text, each text's once, in order. */
static size_t
collect(struct dbr_str **out, const struct texts *texts,
	const struct theme_table *themes, const struct dbr_tokens *stop,
	struct dbr_arena *arena)
{
	size_t count = 0, capacity = 0;

	*out = NULL;
	for (size_t i = 0; i < themes->untouched_count; i++) {
		struct dbr_tokens tokens;

		dbr_tokens_of(&tokens, texts->list[themes->untouched[i]].words,
			      arena);
		for (size_t k = 0; k < tokens.count; k++) {
			if (dbr_tokens_have(stop, tokens.words[k]))
				continue;
			*out = dbr_arena_grow(arena, *out, count, &capacity,
					      sizeof(**out));
			(*out)[count++] = tokens.words[k];
		}
	}
	if (count)
		qsort(*out, count, sizeof(**out), by_word);
	return count;
}

size_t
missed_words(const struct missed_word **out, const struct texts *texts,
	     const struct theme_table *themes, const struct dbr_tokens *stop,
	     struct dbr_arena *arena)
{
	struct dbr_str *words;
	size_t n = collect(&words, texts, themes, stop, arena), count = 0;
	struct missed_word *list = dbr_arena_array(arena, n, sizeof(*list));

	for (size_t i = 0, end; i < n; i = end) {
		end = i + 1;
		while (end < n && by_word(&words[i], &words[end]) == 0)
			end++;
		if (end - i >= TEXTS_MIN)
			list[count++] = (struct missed_word){
				words[i], (int64_t)(end - i)
			};
	}
	if (count)
		qsort(list, count, sizeof(*list), by_count);
	*out = list;
	return count < SHOWN_MAX ? count : SHOWN_MAX;
}
