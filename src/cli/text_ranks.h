/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text_ranks.h -- which themes texts touch, and which words one group of
 * them has more often.  Texts are counted, not how often a word is said.
 */
#ifndef CLI_TEXT_RANKS_H
#define CLI_TEXT_RANKS_H

#include "cli/texts.h"
#include "debrief/stats/interval.h"
#include "debrief/stats/words.h"
#include "debrief/theme.h"
#include "debrief/tokens.h"

struct theme_row {
	const struct dbr_theme *theme;	/* NULL: none of them */
	const char *slice;		/* value of --by; NULL: every text */
	int64_t hit_count, known_count, unknown_count;
	/* Points more than in the rest (Newcombe; score test) and, over all of
	 * them, Benjamini-Hochberg; lacks, NaN: not compared. */
	struct dbr_stat difference;
	double p, q;
	const size_t *examples;		/* texts that touch it, in order */
	size_t example_count;
};

struct theme_table {
	const struct theme_row *rows;	/* by slice, then theme, none last */
	size_t count;
	const char *by;			/* NULL: not sliced */
	size_t tested_count;		/* the family of q */
	const size_t *untouched;	/* texts no theme touches, in order */
	size_t untouched_count;
};

/* A word of the texts that no theme touches, and in how many it is. */
struct missed_word {
	struct dbr_str word;
	int64_t count;
};

struct theme_ask {
	const struct dbr_theme_set *set;
	const char *by, *only;		/* NULL: no slices; every theme */
	size_t examples_max;
	double level;			/* of intervals */
};

/* A theme or dimension that is not there is DBR_EUSAGE. */
enum dbr_status theme_table_make(struct theme_table *out,
				 const struct texts *texts,
				 const struct theme_ask *ask,
				 struct dbr_arena *arena,
				 struct dbr_error *err) DBR_MUST_CHECK;

/* The most frequent, at most so many: what the dictionary lacks.  Of at least
 * two texts; the most frequent first, then by the word. */
size_t missed_words(const struct missed_word **out, const struct texts *texts,
		    const struct theme_table *themes,
		    const struct dbr_tokens *stop, struct dbr_arena *arena);

struct word_row {
	struct dbr_str word;
	struct dbr_word counts;
	struct dbr_log_odds odds;
	struct dbr_interval interval;
	bool has_two_customers;
};

struct word_table {
	const char *a, *b;		/* "detractor", "promoter"; or "rest" */
	const char *dim;
	int64_t a_count, b_count;	/* texts */
	const struct word_row *rows;	/* largest |z| first */
	size_t count;
	size_t ranked_count, rare_count, lone_count;	/* words */
	double prior;			/* total weight of the prior */
};

struct word_ask {
	const char *dim, *a, *b;	/* b NULL: the rest */
	const struct dbr_tokens *stop;
	int64_t least;			/* texts a word must be in */
	size_t most;
	double prior, level;
};

enum dbr_status word_table_make(struct word_table *out,
				const struct texts *texts,
				const struct word_ask *ask,
				struct dbr_arena *arena,
				struct dbr_error *err) DBR_MUST_CHECK;

#endif
