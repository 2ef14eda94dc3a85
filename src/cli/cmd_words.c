/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_words.c -- debrief words: what people write about, in which words. */
#include <config.h>
#include "cli/cli.h"

#include <inttypes.h>
#include <string.h>
#include "cli/metric_ask.h"
#include "cli/text_out.h"

enum { LEAST_DEFAULT = 5, MOST_DEFAULT = 20, COUNT_MAX = 1000,
       PRIOR_DEFAULT = 10 };

static const struct cli_option options[] = {
	{ "of", 'o', "TEXTS", "comments, titles (of incidents) or all;"
			      " default: comments" },
	{ "by", 'b', "DIM", "themes for each value of a dimension" },
	{ "against", 'A', "DIM=VALUE", "words of this value against the rest;"
				       " default: detractors against"
				       " promoters" },
	{ "theme", 't', "NAME", "only this theme" },
	{ "examples", 'e', "COUNT", "show so many texts of each theme;"
				    " default: none" },
	{ "language", 'L', "LANG", "patterns and stop words of one language,"
				   " like en; default: all" },
	{ "least", 'n', "COUNT", "texts a word must be in; default 5" },
	{ "most", 'm', "COUNT", "at most so many words; default 20" },
	{ "prior", 'p', "WEIGHT", "total of the prior, in words; default"
				  " 10" },
	{ "check", 'c', NULL, "try every theme on the texts in its file" },
	{ "where", 'w', "DIM=VALUE", "only texts like that; may be repeated" },
	{ "as-of", 'a', "TIME", "analyse as of this instant; default: the "
				"latest in the data" },
	{ "quarter", 'Q', "2026-Q3", "only this quarter" },
	{ "since", 's', "TIME", "only from this instant on" },
	{ "until", 'u', "TIME", "only before this instant" },
	{ "level", 'l', "PERCENT", "confidence of intervals; default 95" },
	{ "format", 'f', "FORMAT", "table, csv, json or md" },
};

struct asking {
	struct cli *cli;
	const struct cli_args *args;
	const char *of;
	struct dbr_metric_ask like;
	struct theme_ask themes;
	struct word_ask words;
};

static enum dbr_status
take_count(size_t *out, const struct asking *a, const char *name,
	   size_t fallback, struct dbr_error *err)
{
	const char *word = cli_value(a->args, name);
	int64_t count = (int64_t)fallback;

	if (word && (!dbr_str_to_i64(dbr_str_from(word), &count) ||
		     count < 1 || count > COUNT_MAX))
		return dbr_fail(err, DBR_EUSAGE, "--%s is a count of 1 to %d",
				name, COUNT_MAX);
	*out = (size_t)count;
	return DBR_OK;
}

static enum dbr_status
take_of(struct asking *a, struct dbr_error *err)
{
	const char *of = cli_value(a->args, "of");

	a->of = of ? of : "comments";
	if (strcmp(a->of, "comments") != 0 && strcmp(a->of, "titles") != 0 &&
	    strcmp(a->of, "all") != 0)
		return dbr_fail(err, DBR_EUSAGE, "--of takes comments, titles"
				" or all, not \"%s\"", of);
	return DBR_OK;
}

static enum dbr_status
take_groups(struct asking *a, struct dbr_error *err)
{
	const char *against = cli_value(a->args, "against");
	struct dbr_str value = dbr_str_from(against);
	struct dbr_str dim;
	size_t place;

	a->words.dim = "score";
	a->words.a = "detractor";
	a->words.b = "promoter";
	if (!against)
		return DBR_OK;
	dim = dbr_str_cut(&value, '=');
	if (!dim.size || !value.size)
		return dbr_fail(err, DBR_EUSAGE, "--against takes DIM=VALUE,"
				" not \"%s\"", against);
	a->words.dim = dbr_arena_text(&a->cli->arena, dim);
	a->words.a = dbr_arena_text(&a->cli->arena, value);
	a->words.b = NULL;
	return text_dim(&place, a->words.dim, err);
}

static enum dbr_status
take_prior(struct asking *a, struct dbr_error *err)
{
	const char *text = cli_value(a->args, "prior");

	a->words.prior = PRIOR_DEFAULT;
	if (text && (!dbr_str_to_double(dbr_str_from(text),
					&a->words.prior) ||
		     !(a->words.prior > 0 && a->words.prior <= 1e6)))
		return dbr_fail(err, DBR_EUSAGE, "\"%s\" is not a weight above"
				" 0", text);
	return DBR_OK;
}

static enum dbr_status
take_options(struct asking *a, struct dbr_error *err)
{
	size_t least = 0;
	enum dbr_status rc = take_of(a, err);

	a->themes.by = cli_value(a->args, "by");
	a->themes.only = cli_value(a->args, "theme");
	if (rc == DBR_OK)
		rc = take_groups(a, err);
	if (rc == DBR_OK)
		rc = take_prior(a, err);
	if (rc == DBR_OK)
		rc = take_count(&least, a, "least", LEAST_DEFAULT, err);
	if (rc == DBR_OK)
		rc = take_count(&a->words.most, a, "most", MOST_DEFAULT, err);
	if (rc == DBR_OK && cli_has(a->args, "examples"))
		rc = take_count(&a->themes.examples_max, a, "examples", 0,
				err);
	if (rc == DBR_OK)
		rc = metric_ask_fill(&a->like, a->args, &a->cli->arena, err);
	if (rc == DBR_OK)
		rc = cli_instant(&a->like.as_of_us, a->args, "as-of", err);
	a->words.least = (int64_t)least;
	a->words.level = a->themes.level = a->like.level;
	return rc;
}

static enum dbr_status
check(struct cli *cli, const struct dbr_theme_set *set, struct dbr_error *err)
{
	for (size_t i = 0; i < set->count; i++) {
		size_t count;
		enum dbr_status rc = dbr_theme_check(&count, &set->themes[i],
						     err);

		if (rc != DBR_OK)
			return rc;
		fprintf(cli->out, "%s: %zu texts as its file says\n",
			set->themes[i].name, count);
	}
	return DBR_OK;
}

static enum dbr_status
make_page(struct text_page *page, struct asking *a, struct dbr_store *store,
	  struct dbr_error *err)
{
	struct dbr_arena *arena = &a->cli->arena;
	enum dbr_status rc = dbr_metric_as_of(&a->like.as_of_us, store, err);

	if (rc == DBR_OK)
		rc = texts_read(&page->texts, store, a->of, &a->like, arena,
				err);
	if (rc == DBR_OK)
		rc = theme_table_make(&page->themes, &page->texts, &a->themes,
				      arena, err);
	if (rc == DBR_OK)
		page->missed_count = missed_words(&page->missed, &page->texts,
						  &page->themes, a->words.stop,
						  arena);
	if (rc == DBR_OK)
		rc = word_table_make(&page->words, &page->texts, &a->words,
				     arena, err);
	if (rc == DBR_OK && cli_has(a->args, "against") &&
	    !page->words.a_count)
		rc = dbr_fail(err, DBR_EUSAGE, "no text has %s \"%s\"",
			      a->words.dim, a->words.a);
	page->as_of_us = a->like.as_of_us;
	page->least = a->words.least;
	page->level = a->like.level;
	return rc;
}

static enum dbr_status
show(struct asking *a, struct dbr_error *err)
{
	struct text_page page = { .level = 0 };
	struct dbr_store *store = NULL;
	enum grid_format format;
	enum dbr_status rc = grid_format_parse(
		&format, cli_value(a->args, "format"), err);

	if (rc == DBR_OK)
		rc = cli_open(&store, a->cli, DBR_STORE_READ, err);
	if (rc == DBR_OK)
		rc = make_page(&page, a, store, err);
	if (rc == DBR_OK)
		text_out(a->cli, &page, format);
	dbr_store_close(store);
	return rc;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct asking a = { .cli = cli, .args = args };
	bool is_check = cli_has(args, "check");
	const char *language = is_check ? NULL : cli_value(args, "language");
	struct dbr_theme_set set = { .count = 0 };
	struct dbr_tokens stop;
	enum dbr_status rc = take_options(&a, err);

	if (rc == DBR_OK)
		rc = dbr_tokens_stop(&stop, &cli->share, language,
				     &cli->arena, err);
	if (rc == DBR_OK && language && !stop.count)
		rc = dbr_fail(err, DBR_EUSAGE, "no stop words for language"
			      " \"%s\"", language);
	if (rc == DBR_OK)
		rc = dbr_theme_open(&set, &cli->share, language, &cli->arena,
				    err);
	a.themes.set = &set;
	a.words.stop = &stop;
	if (rc == DBR_OK)
		rc = is_check ? check(cli, &set, err) : show(&a, err);
	dbr_theme_close(&set);
	return rc;
}

const struct cli_command cmd_words = {
	.name = "words",
	.synopsis = "words [options]",
	.summary = "what people write about: themes, and words of one group",
	.example = "debrief words --by migration",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.run = run,
};
