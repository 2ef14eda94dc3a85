/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tokens.c -- see debrief/tokens.h. */
#include <config.h>
#include "debrief/tokens.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { EXPANSION_MAX = 4, WORD_SIZE_MAX = 64, RIGHT_QUOTE = 0x2019,
       HYPHEN = 0x2010 };

struct scan {
	struct dbr_arena *arena;
	struct dbr_str *words;
	size_t count, capacity;
	char word[WORD_SIZE_MAX + 8];
	size_t size;
	utf8proc_int32_t joint;		/* seen after a letter; 0: none */
};

int
dbr_tokens_order(struct dbr_str a, struct dbr_str b)
{
	size_t least = a.size < b.size ? a.size : b.size;
	int order = least ? memcmp(a.at, b.at, least) : 0;

	return order ? order : (a.size > b.size) - (a.size < b.size);
}

static int
by_bytes(const void *a, const void *b)
{
	return dbr_tokens_order(*(const struct dbr_str *)a,
				*(const struct dbr_str *)b);
}

static void
end_word(struct scan *scan)
{
	struct dbr_str word = { scan->word, scan->size };

	scan->joint = 0;
	scan->size = 0;
	if (!word.size || word.size > WORD_SIZE_MAX)
		return;
	scan->words = dbr_arena_grow(scan->arena, scan->words, scan->count,
				     &scan->capacity, sizeof(*scan->words));
	scan->words[scan->count++] = dbr_arena_str(scan->arena, word);
}

static void
add_char(struct scan *scan, utf8proc_int32_t c)
{
	/* What is too long already stays too long. */
	if (scan->size <= WORD_SIZE_MAX)
		scan->size += (size_t)utf8proc_encode_char(
			c, (utf8proc_uint8_t *)scan->word + scan->size);
}

static void
take_char(struct scan *scan, utf8proc_int32_t c)
{
	utf8proc_category_t kind = utf8proc_category(c);
	bool is_letter = kind >= UTF8PROC_CATEGORY_LU &&
			 kind <= UTF8PROC_CATEGORY_LO;
	bool is_mark = kind >= UTF8PROC_CATEGORY_MN &&
		       kind <= UTF8PROC_CATEGORY_ME;

	if (c == RIGHT_QUOTE)
		c = '\'';
	if (c == HYPHEN)
		c = '-';
	if (is_letter && scan->joint)
		add_char(scan, scan->joint);
	if (is_letter || (is_mark && scan->size && !scan->joint)) {
		add_char(scan, utf8proc_tolower(c));
		scan->joint = 0;
	} else if ((c == '\'' || c == '-') && scan->size && !scan->joint) {
		scan->joint = c;
	} else {
		end_word(scan);
	}
}

static void
keep_each_once(struct dbr_tokens *out, struct scan *scan)
{
	size_t kept = 0;

	if (scan->count)
		qsort(scan->words, scan->count, sizeof(*scan->words),
		      by_bytes);
	for (size_t i = 0; i < scan->count; i++)
		if (!i || by_bytes(&scan->words[i], &scan->words[kept - 1]))
			scan->words[kept++] = scan->words[i];
	*out = (struct dbr_tokens){ scan->words, kept };
}

void
dbr_tokens_of(struct dbr_tokens *out, struct dbr_str text,
	      struct dbr_arena *arena)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	struct scan scan = { .arena = arena };
	struct dbr_arena scratch = DBR_ARENA_INIT;
	utf8proc_ssize_t room = (utf8proc_ssize_t)text.size * EXPANSION_MAX;
	utf8proc_int32_t *wide = dbr_arena_array(&scratch, (size_t)room + 1,
						 sizeof(*wide));
	utf8proc_ssize_t count = utf8proc_decompose(
		(const utf8proc_uint8_t *)(text.at ? text.at : ""),
		(utf8proc_ssize_t)text.size, wide, room, options);

	if (count > 0 && count <= room)
		count = utf8proc_normalize_utf32(wide, count, options);
	for (utf8proc_ssize_t i = 0; i < count && count <= room; i++)
		take_char(&scan, wide[i]);
	end_word(&scan);
	dbr_arena_release(&scratch);
	keep_each_once(out, &scan);
}

bool
dbr_tokens_have(const struct dbr_tokens *tokens, struct dbr_str word)
{
	return tokens->count &&
	       bsearch(&word, tokens->words, tokens->count,
		       sizeof(*tokens->words), by_bytes);
}

enum dbr_status
dbr_tokens_stop(struct dbr_tokens *out, const struct dbr_share *share,
		const char *language, struct dbr_arena *arena,
		struct dbr_error *err)
{
	struct dbr_buf all = DBR_BUF_INIT;
	const struct dbr_share_file *files;
	size_t count;
	enum dbr_status rc = dbr_share_list(&files, &count, share,
					    "stopwords", ".txt", arena, err);

	for (size_t i = 0; rc == DBR_OK && i < count; i++) {
		struct dbr_str rest = files[i].text;

		if (language && strcmp(language, files[i].name) != 0)
			continue;
		while (rest.at) {
			struct dbr_str line = dbr_str_cut(&rest, '\n');

			if (dbr_str_starts(line, "#"))
				continue;
			dbr_buf_add_str(&all, line);
			dbr_buf_add_char(&all, '\n');
		}
	}
	dbr_tokens_of(out, dbr_buf_str(&all), arena);
	dbr_buf_release(&all);
	return rc;
}
