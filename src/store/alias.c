/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alias.c -- find words and put others there; see debrief/alias.h. */
#include <config.h>
#include "debrief/alias.h"

#include <stdlib.h>
#include <utf8proc.h>

enum { BUCKETS = 256, SHORTEST = 3, NO_CHARACTER = 0x200000 };

struct alias {
	struct alias *next;
	struct dbr_str from, to;
};

struct dbr_aliases {
	struct dbr_arena *arena;
	struct alias *buckets[BUCKETS];
};

/* The character at text, folded, and its size; a byte that is none stands
 * for itself. */
static int32_t
character(struct dbr_str text, size_t *size)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t got = utf8proc_iterate(
		(const utf8proc_uint8_t *)text.at,
		(utf8proc_ssize_t)text.size, &c);

	*size = got > 0 ? (size_t)got : 1;
	return got > 0 ? utf8proc_tolower(c)
		       : NO_CHARACTER + (unsigned char)*text.at;
}

static bool
is_letter(int32_t c)
{
	utf8proc_category_t category;

	if (c >= NO_CHARACTER)
		return false;
	category = utf8proc_category(c);
	return category >= UTF8PROC_CATEGORY_LU &&
	       category <= UTF8PROC_CATEGORY_NO;
}

static struct dbr_str
rest_of(struct dbr_str text, size_t at)
{
	return (struct dbr_str){ text.at + at, text.size - at };
}

/* How much of text the word covers; 0: it does not begin there. */
static size_t
match(struct dbr_str text, struct dbr_str word)
{
	size_t at = 0, in = 0;

	while (in < word.size) {
		size_t text_size, word_size;

		if (at >= text.size ||
		    character(rest_of(text, at), &text_size) !=
			    character(rest_of(word, in), &word_size))
			return 0;
		at += text_size;
		in += word_size;
	}
	return at;
}

/* A word that begins or ends with a letter does so in the text, too. */
static bool
ends_there(struct dbr_str text, size_t at, struct dbr_str word)
{
	size_t last = word.size - 1, size;

	while (last && ((unsigned char)word.at[last] & 0xC0) == 0x80)
		last--;
	return at >= text.size ||
	       !is_letter(character(rest_of(word, last), &size)) ||
	       !is_letter(character(rest_of(text, at), &size));
}

static const struct alias *
find(const struct dbr_aliases *aliases, struct dbr_str text, size_t at,
     size_t *covered)
{
	size_t size;
	int32_t first = character(rest_of(text, at), &size);
	const struct alias *best = NULL;

	*covered = 0;
	for (const struct alias *alias = aliases->buckets[first % BUCKETS];
	     alias; alias = alias->next) {
		size_t found = match(rest_of(text, at), alias->from);

		if (found > *covered && ends_there(text, at + found,
						   alias->from)) {
			best = alias;
			*covered = found;
		}
	}
	return best;
}

bool
dbr_aliases_apply(const struct dbr_aliases *aliases, struct dbr_buf *out,
		  struct dbr_str text)
{
	bool is_inside = false, has_changed = false;
	size_t at = 0;

	while (at < text.size) {
		size_t size, covered = 0;
		int32_t c = character(rest_of(text, at), &size);
		const struct alias *alias = NULL;

		if (!is_inside || !is_letter(c))
			alias = find(aliases, text, at, &covered);
		if (alias) {
			dbr_buf_add_str(out, alias->to);
			has_changed = true;
			at += covered;
			is_inside = true;
			continue;
		}
		dbr_buf_add(out, text.at + at, size);
		is_inside = is_letter(c);
		at += size;
	}
	return has_changed;
}

struct dbr_aliases *
dbr_aliases_open(struct dbr_arena *arena)
{
	struct dbr_aliases *aliases = dbr_arena_get(arena, sizeof(*aliases));

	*aliases = (struct dbr_aliases){ .arena = arena };
	return aliases;
}

static void
add_form(struct dbr_aliases *aliases, struct dbr_str from, struct dbr_str to)
{
	struct dbr_arena *arena = aliases->arena;
	struct alias **place, *alias;
	size_t size;

	if (from.size < SHORTEST)
		return;
	place = &aliases->buckets[character(from, &size) % BUCKETS];
	for (alias = *place; alias; alias = alias->next)
		if (match(alias->from, from) == alias->from.size &&
		    match(from, alias->from) == from.size)
			return;
	alias = dbr_arena_get(arena, sizeof(*alias));
	*alias = (struct alias){
		*place, { dbr_arena_text(arena, from), from.size }, to };
	*place = alias;
}

/* The bytes of an export are rarely UTF-8 alone. */
static void
add_encoded(struct dbr_aliases *aliases, struct dbr_str from,
	    struct dbr_str to)
{
	struct dbr_buf latin = DBR_BUF_INIT, wide = DBR_BUF_INIT;
	struct dbr_buf other = DBR_BUF_INIT, json = DBR_BUF_INIT;
	bool is_latin = true;

	for (size_t at = 0; at < from.size;) {
		utf8proc_int32_t c = 0;
		utf8proc_ssize_t size = utf8proc_iterate(
			(const utf8proc_uint8_t *)from.at + at,
			(utf8proc_ssize_t)(from.size - at), &c);

		if (size <= 0 || c > 0xFFFF)
			goto out;
		is_latin &= c < 0x100;
		dbr_buf_add_char(&latin, (char)c);
		dbr_buf_add_char(&wide, (char)c);
		dbr_buf_add_char(&wide, (char)(c >> 8));
		dbr_buf_add_char(&other, (char)(c >> 8));
		dbr_buf_add_char(&other, (char)c);
		if (c < 0x80)
			dbr_buf_add_char(&json, (char)c);
		else
			dbr_buf_addf(&json, "\\u%04x", (unsigned)c);
		at += (size_t)size;
	}
	if (is_latin)
		add_form(aliases, dbr_buf_str(&latin), to);
	add_form(aliases, dbr_buf_str(&wide), to);
	add_form(aliases, dbr_buf_str(&other), to);
	add_form(aliases, dbr_buf_str(&json), to);
out:
	dbr_buf_release(&latin);
	dbr_buf_release(&wide);
	dbr_buf_release(&other);
	dbr_buf_release(&json);
}

void
dbr_aliases_add(struct dbr_aliases *aliases, struct dbr_str from,
		const char *to)
{
	struct dbr_str word = dbr_str_from(
		dbr_arena_text(aliases->arena, dbr_str_from(to)));
	const char *text = dbr_arena_text(aliases->arena, from);
	utf8proc_uint8_t *composed, *decomposed;

	if (from.size < SHORTEST)
		return;
	add_form(aliases, from, word);
	composed = utf8proc_NFC((const utf8proc_uint8_t *)text);
	decomposed = utf8proc_NFD((const utf8proc_uint8_t *)text);
	if (composed)
		add_form(aliases, dbr_str_from((char *)composed), word);
	if (decomposed)
		add_form(aliases, dbr_str_from((char *)decomposed), word);
	add_encoded(aliases, composed ? dbr_str_from((char *)composed) : from,
		    word);
	free(composed);
	free(decomposed);
}
