/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/stats/words.h -- words one group uses more than another.
 *
 * Log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn
 * 2008).  z ranks words; it is no test.
 */
#ifndef DEBRIEF_STATS_WORDS_H
#define DEBRIEF_STATS_WORDS_H

#include <stddef.h>
#include "debrief/stats/interval.h"

struct dbr_word {
	int64_t a, b;		/* comments with it, per group */
	double prior;		/* alpha, > 0 */
};

struct dbr_log_odds {
	double delta, variance, z;	/* > 0: more in a */
	enum dbr_lack lack;
};

/* Set every prior to total times the word's share of both groups. */
void dbr_words_prior(struct dbr_word *words, size_t n, double total);
/* Fill out[i] for words[i]; the words are the whole vocabulary. */
void dbr_words_log_odds(const struct dbr_word *words, size_t n,
			struct dbr_log_odds *out);
/* Of delta, from the normal approximation of the paper; each word alone. */
struct dbr_interval dbr_log_odds_interval(const struct dbr_log_odds *odds,
					  double level);

#endif
