/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words.c -- see debrief/stats/words.h. */
#include <config.h>
#include "debrief/stats/words.h"

#include <math.h>
#include "stats/sum.h"
#include "stats/tail.h"

struct corpus {
	double a, b, prior;	/* totals over the vocabulary */
};

static struct corpus
total_of(const struct dbr_word *words, size_t n)
{
	struct sum prior = { 0 };
	struct corpus out = { 0 };

	for (size_t i = 0; i < n; i++) {
		out.a += (double)words[i].a;
		out.b += (double)words[i].b;
		sum_add(&prior, words[i].prior);
	}
	out.prior = sum_value(&prior);
	return out;
}

void
dbr_words_prior(struct dbr_word *words, size_t n, double total)
{
	struct corpus corpus = total_of(words, n);

	for (size_t i = 0; i < n; i++)
		words[i].prior = total *
				 (double)(words[i].a + words[i].b) /
				 fmax(1, corpus.a + corpus.b);
}

static struct dbr_log_odds
log_odds(const struct dbr_word *word, const struct corpus *corpus)
{
	double a = (double)word->a + word->prior;
	double b = (double)word->b + word->prior;
	double rest_a = corpus->a + corpus->prior - a;
	double rest_b = corpus->b + corpus->prior - b;
	struct dbr_log_odds out = { 0 };

	if (word->a < 0 || word->b < 0 || !(word->prior > 0)) {
		out.lack = DBR_LACK_BAD_INPUT;
		return out;
	}
	if (!(rest_a > 0) || !(rest_b > 0)) {
		out.lack = DBR_LACK_TOO_FEW;
		return out;
	}
	out.delta = log(a / rest_a) - log(b / rest_b);
	out.variance = 1 / a + 1 / b;
	out.z = out.delta / sqrt(out.variance);
	return out;
}

void
dbr_words_log_odds(const struct dbr_word *words, size_t n,
		   struct dbr_log_odds *out)
{
	struct corpus corpus = total_of(words, n);

	for (size_t i = 0; i < n; i++)
		out[i] = log_odds(&words[i], &corpus);
}

struct dbr_interval
dbr_log_odds_interval(const struct dbr_log_odds *odds, double level)
{
	struct dbr_interval out = {
		.lo = -INFINITY, .hi = INFINITY, .lack = odds->lack,
	};
	double reach;

	if (!(level > 0 && level < 1))
		out.lack = DBR_LACK_BAD_INPUT;
	if (out.lack != DBR_LACK_NONE)
		return out;
	reach = tail_normal_from_upper((1 - level) / 2) *
		sqrt(odds->variance);
	out.lo = odds->delta - reach;
	out.hi = odds->delta + reach;
	out.has_lo = out.has_hi = true;
	out.coverage = level;
	out.method = DBR_METHOD_NORMAL;
	return out;
}
