/* SPDX-License-Identifier: GPL-3.0-or-later */
/* word_table.c -- words one group has more often; see text_ranks.h. */
#include <config.h>
#include "cli/text_ranks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE_NONE, SIDE_A, SIDE_B, CUSTOMER_DIM = 2 };

struct said {
	struct dbr_str word;
	const char *customer;
	int side;
};

struct collecting {
	const struct word_ask *ask;
	struct dbr_arena *arena;
	struct said *said;
	size_t count, capacity;
};

static int
by_word(const void *a, const void *b)
{
	return dbr_tokens_order(((const struct said *)a)->word,
				((const struct said *)b)->word);
}

static int
by_strength(const void *left, const void *right)
{
	const struct word_row *a = left, *b = right;
	double za = fabs(a->odds.z), zb = fabs(b->odds.z);

	if (za != zb)
		return za > zb ? -1 : 1;
	return dbr_tokens_order(a->word, b->word);
}

static int
side_of(const struct word_ask *ask, const char *value)
{
	if (value && strcmp(value, ask->a) == 0)
		return SIDE_A;
	if (!ask->b)
		return value ? SIDE_B : SIDE_NONE;
	return value && strcmp(value, ask->b) == 0 ? SIDE_B : SIDE_NONE;
}

static void
add_words(struct collecting *c, const struct text *text, int side)
{
	struct dbr_tokens tokens;

	dbr_tokens_of(&tokens, text->words, c->arena);
	for (size_t i = 0; i < tokens.count; i++) {
		if (dbr_tokens_have(c->ask->stop, tokens.words[i]))
			continue;
		c->said = dbr_arena_grow(c->arena, c->said, c->count,
					 &c->capacity, sizeof(*c->said));
		c->said[c->count++] = (struct said){
			tokens.words[i], text->dims[CUSTOMER_DIM], side
		};
	}
}

/* One row a word; said is sorted by word. */
static struct word_row *
count_words(size_t *count, const struct collecting *c)
{
	struct word_row *rows = dbr_arena_array(c->arena, c->count,
						sizeof(*rows));
	const char *customer = NULL;

	*count = 0;
	for (size_t i = 0; i < c->count; i++) {
		const struct said *said = &c->said[i];
		struct word_row *row;

		if (!i || by_word(said, said - 1) != 0) {
			rows[(*count)++].word = said->word;
			customer = NULL;
		}
		row = &rows[*count - 1];
		row->counts.a += said->side == SIDE_A;
		row->counts.b += said->side == SIDE_B;
		if (customer && said->customer &&
		    strcmp(customer, said->customer) != 0)
			row->has_two_customers = true;
		if (!customer)
			customer = said->customer;
	}
	return rows;
}

/* Rare words stay in the vocabulary that the odds are taken of. */
static void
set_odds(struct word_row *rows, size_t count, const struct collecting *c)
{
	struct dbr_word *words = dbr_arena_array(c->arena, count,
						 sizeof(*words));
	struct dbr_log_odds *odds = dbr_arena_array(c->arena, count,
						    sizeof(*odds));

	for (size_t i = 0; i < count; i++)
		words[i] = rows[i].counts;
	dbr_words_prior(words, count, c->ask->prior);
	dbr_words_log_odds(words, count, odds);
	for (size_t i = 0; i < count; i++) {
		rows[i].counts = words[i];
		rows[i].odds = odds[i];
		rows[i].interval = dbr_log_odds_interval(&odds[i],
							 c->ask->level);
	}
}

/* Common, of more than one customer, and its interval leaves out 0. */
static size_t
keep_notable(struct word_table *out, struct word_row *rows, size_t count,
	     const struct word_ask *ask)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		const struct word_row *row = &rows[i];

		if (row->counts.a + row->counts.b < ask->least) {
			out->rare_count++;
			continue;
		}
		if (!row->has_two_customers) {
			out->lone_count++;
			continue;
		}
		out->ranked_count++;
		if (row->odds.lack == DBR_LACK_NONE &&
		    (row->interval.lo > 0 || row->interval.hi < 0))
			rows[kept++] = rows[i];
	}
	return kept;
}

enum dbr_status
word_table_make(struct word_table *out, const struct texts *texts,
		const struct word_ask *ask, struct dbr_arena *arena,
		struct dbr_error *err)
{
	struct collecting c = { .ask = ask, .arena = arena };
	struct word_row *rows;
	size_t dim, count;
	enum dbr_status rc = text_dim(&dim, ask->dim, err);

	*out = (struct word_table){
		.a = ask->a, .b = ask->b ? ask->b : "the rest",
		.dim = ask->dim, .prior = ask->prior,
	};
	if (rc != DBR_OK)
		return rc;
	for (size_t i = 0; i < texts->count; i++) {
		int side = side_of(ask, texts->list[i].dims[dim]);

		out->a_count += side == SIDE_A;
		out->b_count += side == SIDE_B;
		if (side != SIDE_NONE)
			add_words(&c, &texts->list[i], side);
	}
	if (!out->a_count || !out->b_count)
		return DBR_OK;
	if (c.count)
		qsort(c.said, c.count, sizeof(*c.said), by_word);
	rows = count_words(&count, &c);
	set_odds(rows, count, &c);
	out->rows = rows;
	out->count = keep_notable(out, rows, count, ask);
	if (out->count)
		qsort(rows, out->count, sizeof(*rows), by_strength);
	if (out->count > ask->most)
		out->count = ask->most;
	return DBR_OK;
}
