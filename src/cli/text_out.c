/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_out.c -- see text_out.h. */
#include <config.h>
#include "cli/text_out.h"

#include <inttypes.h>
#include <math.h>
#include "cli/json.h"
#include "cli/metric_out.h"
#include "debrief/number.h"
#include "debrief/stats/proportion.h"
#include "debrief/time.h"

enum { EXAMPLE_CHARS_MAX = 300 };

/* More than so many without a theme: the dictionary lacks something. */
#define MISSED_MAX 0.3

static const char no_theme[] = "(none)", every_slice[] = "(all)";

static struct dbr_number
share_of(const struct theme_row *row, double level)
{
	struct dbr_stat stat = dbr_proportion_estimate(
		(struct dbr_tally){ row->hit_count, row->known_count },
		level);

	return (struct dbr_number){
		.name = "share", .value = stat.value, .n = stat.n,
		.has_value = stat.lack == DBR_LACK_NONE,
		.lo = stat.interval.lo, .hi = stat.interval.hi,
		.has_lo = stat.interval.has_lo,
		.has_hi = stat.interval.has_hi, .level = level,
		.unit = DBR_UNIT_SHARE, .unit_text = "",
		.method = dbr_method_name(stat.interval.method),
		.why_empty = dbr_lack_name(stat.lack),
		.why_no_interval = dbr_lack_name(stat.interval.lack),
	};
}

static void
add_buf(struct grid *grid, struct dbr_buf *buf)
{
	grid_add(grid, dbr_buf_str(buf), true);
	dbr_buf_reset(buf);
}

/* Points more or less than in the rest. */
static struct dbr_number
difference_of(const struct theme_row *row, double level)
{
	const struct dbr_stat *d = &row->difference;

	return (struct dbr_number){
		.name = "percentage points", .value = 100 * d->value,
		.n = d->n, .has_value = d->lack == DBR_LACK_NONE,
		.lo = 100 * d->interval.lo, .hi = 100 * d->interval.hi,
		.has_lo = d->lack == DBR_LACK_NONE && d->interval.has_lo,
		.has_hi = d->lack == DBR_LACK_NONE && d->interval.has_hi,
		.level = level, .unit = DBR_UNIT_SCORE, .unit_text = "",
		.is_signed = true, .has_reference = true,
		.method = dbr_method_name(d->interval.method),
		.why_empty = "not compared", .why_no_interval = "not compared",
	};
}

static void
add_difference(struct grid *grid, const struct theme_row *row, double level)
{
	struct dbr_number d = difference_of(row, level);
	struct dbr_buf buf = DBR_BUF_INIT;

	if (d.has_value) {
		dbr_number_value(&buf, &d);
		dbr_buf_add_text(&buf, " (");
		dbr_number_interval(&buf, &d);
		dbr_buf_add_char(&buf, ')');
	}
	add_buf(grid, &buf);
	if (isfinite(row->q))
		dbr_buf_addf(&buf, "%.3f", row->q);
	add_buf(grid, &buf);
	dbr_buf_release(&buf);
}

static const char *
name_of(const struct theme_row *row)
{
	return row->theme ? row->theme->name : no_theme;
}

static const char *
title_of(const struct theme_row *row)
{
	return row->theme ? row->theme->title : "none of the themes";
}

static void
write_themes(struct cli *cli, const struct text_page *page,
	     enum grid_format format)
{
	const char *heads[] = { "theme", "title", "texts", "of", "share",
				"interval", "unknown", page->themes.by,
				"against the rest", "q" };
	struct dbr_buf buf = DBR_BUF_INIT;
	struct grid grid;

	grid_init(&grid, heads, page->themes.by ? 10 : 7, &cli->arena);
	for (size_t i = 0; i < page->themes.count; i++) {
		const struct theme_row *row = &page->themes.rows[i];
		struct dbr_number share = share_of(row, page->level);

		grid_add_text(&grid, name_of(row));
		grid_add_text(&grid, title_of(row));
		grid_add_count(&grid, row->hit_count);
		grid_add_count(&grid, row->known_count);
		dbr_number_value(&buf, &share);
		add_buf(&grid, &buf);
		dbr_number_interval(&buf, &share);
		add_buf(&grid, &buf);
		grid_add_count(&grid, row->unknown_count);
		if (!page->themes.by)
			continue;
		grid_add_text(&grid, row->slice ? row->slice : every_slice);
		add_difference(&grid, row, page->level);
	}
	dbr_buf_release(&buf);
	grid_write(&grid, format, cli->out);
}

static void
write_examples(struct cli *cli, const struct text_page *page)
{
	for (size_t i = 0; i < page->themes.count; i++) {
		const struct theme_row *row = &page->themes.rows[i];
		struct dbr_buf line = DBR_BUF_INIT;

		if (row->example_count && !row->slice)
			fprintf(cli->out, "\n%s:\n", title_of(row));
		for (size_t k = 0; !row->slice && k < row->example_count;
		     k++) {
			dbr_buf_add_text(&line, "  ");
			dbr_buf_add_clean(&line, page->texts.list
					  [row->examples[k]].words,
					  EXAMPLE_CHARS_MAX);
			dbr_buf_add_char(&line, '\n');
		}
		fputs(line.text, cli->out);
		dbr_buf_release(&line);
	}
}

static void
write_words(struct cli *cli, const struct text_page *page,
	    enum grid_format format)
{
	const struct word_table *words = &page->words;
	const char *heads[] = { "word", "more in", words->a, words->b,
				"log-odds", "interval", "z" };
	struct dbr_buf buf = DBR_BUF_INIT;
	struct grid grid;

	grid_init(&grid, heads, 7, &cli->arena);
	for (size_t i = 0; i < words->count; i++) {
		const struct word_row *row = &words->rows[i];

		grid_add(&grid, row->word, false);
		grid_add_text(&grid, row->odds.z > 0 ? words->a : words->b);
		grid_add_count(&grid, row->counts.a);
		grid_add_count(&grid, row->counts.b);
		dbr_buf_addf(&buf, "%+.2f", row->odds.delta);
		add_buf(&grid, &buf);
		dbr_buf_addf(&buf, "%+.2f to %+.2f", row->interval.lo,
			     row->interval.hi);
		add_buf(&grid, &buf);
		dbr_buf_addf(&buf, "%+.2f", row->odds.z);
		add_buf(&grid, &buf);
	}
	dbr_buf_release(&buf);
	grid_write(&grid, format, cli->out);
}

static void
write_groups(struct cli *cli, const struct word_table *words)
{
	struct dbr_buf line = DBR_BUF_INIT;

	dbr_buf_add_text(&line, "Words by ");
	dbr_buf_addf(&line, "%s: ", words->dim);
	dbr_buf_add_clean(&line, dbr_str_from(words->a), 0);
	dbr_buf_addf(&line, " (%" PRId64 ") against ", words->a_count);
	dbr_buf_add_clean(&line, dbr_str_from(words->b), 0);
	dbr_buf_addf(&line, " (%" PRId64 ")", words->b_count);
	fprintf(cli->out, "\n%s\n\n", line.text);
	dbr_buf_release(&line);
}

static void
write_word_notes(struct cli *cli, const struct text_page *page)
{
	const struct word_table *words = &page->words;

	if (!words->a_count || !words->b_count) {
		fprintf(cli->out, "nothing to compare: a group has no texts;"
			" name another with --against DIM=VALUE\n");
		return;
	}
	if (!words->count)
		fprintf(cli->out, "no word stands out\n");
	fprintf(cli->out, "\nwords: %zu ranked; left out: %zu in fewer than %"
		PRId64 " texts, %zu of one customer only\n",
		words->ranked_count, words->rare_count, page->least,
		words->lone_count);
	fprintf(cli->out, "exploratory: z ranks words, it is no test; by"
		" chance alone about %.0f of %zu would stand here\n",
		(1 - page->level) * (double)words->ranked_count,
		words->ranked_count);
	fprintf(cli->out, "log-odds with informative Dirichlet prior of total"
		" %g (Monroe, Colaresi & Quinn 2008); interval: %g %%, each"
		" alone\n", words->prior, page->level * 100);
}

/* Where most texts touch a theme, the rest is not worth a theme. */
static void
write_missed(struct cli *cli, const struct text_page *page)
{
	size_t all = page->texts.count, none = page->themes.untouched_count;
	struct dbr_buf line = DBR_BUF_INIT;

	if ((double)none <= MISSED_MAX * (double)all || !page->missed_count)
		return;
	for (size_t i = 0; i < page->missed_count; i++) {
		dbr_buf_add_text(&line, i ? ", " : "");
		dbr_buf_add_clean(&line, page->missed[i].word, 0);
		dbr_buf_addf(&line, " %" PRId64, page->missed[i].count);
	}
	fprintf(cli->out, "%zu of %zu texts touch no theme; their words most "
			  "often: %s\n", none, all, line.text);
	dbr_buf_release(&line);
}

static void
write_page(struct cli *cli, const struct text_page *page,
	   enum grid_format format)
{
	char as_of[DBR_ISO_SIZE];

	fprintf(cli->out, "%zu texts (%s), %" PRId64 " empty, as of %s\n\n",
		page->texts.count, page->texts.of, page->texts.empty_count,
		dbr_iso_text(as_of, page->as_of_us));
	write_themes(cli, page, format);
	fprintf(cli->out, "\na text may touch several themes; interval: Wilson,"
		" %g %%; unknown: a pattern gave up, not counted in \"of\"\n",
		page->level * 100);
	if (page->themes.tested_count)
		fprintf(cli->out, "against the rest: percentage points, "
			"Newcombe; q: Benjamini-Hochberg over the %zu score "
			"tests here\n", page->themes.tested_count);
	write_missed(cli, page);
	write_examples(cli, page);
	write_groups(cli, &page->words);
	if (page->words.count)
		write_words(cli, page, format);
	write_word_notes(cli, page);
}

static void
add_double(struct grid *grid, double value, bool has_value)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	if (has_value)
		dbr_double_text(&buf, value);
	add_buf(grid, &buf);
	dbr_buf_release(&buf);
}

static void
add_csv_theme(struct grid *grid, const struct text_page *page,
	      const struct theme_row *row)
{
	struct dbr_number share = share_of(row, page->level);
	struct dbr_number difference = difference_of(row, page->level);

	grid_add_text(grid, "theme");
	grid_add_text(grid, name_of(row));
	grid_add_text(grid, row->slice ? row->slice : "");
	grid_add_count(grid, row->hit_count);
	grid_add_count(grid, row->known_count);
	grid_add_count(grid, row->unknown_count);
	grid_add_text(grid, "");
	grid_add_text(grid, "");
	add_double(grid, share.value, share.has_value);
	add_double(grid, share.lo, share.has_lo);
	add_double(grid, share.hi, share.has_hi);
	add_double(grid, page->level, true);
	grid_add_text(grid, share.method);
	add_double(grid, 0, false);
	add_double(grid, difference.value, difference.has_value);
	add_double(grid, difference.lo, difference.has_lo);
	add_double(grid, difference.hi, difference.has_hi);
	add_double(grid, row->q, isfinite(row->q));
}

static void
add_csv_word(struct grid *grid, const struct text_page *page,
	     const struct word_row *row)
{
	grid_add_text(grid, "word");
	grid_add(grid, row->word, false);
	grid_add_text(grid, page->words.a);
	grid_add_count(grid, row->counts.a);
	grid_add_count(grid, page->words.a_count);
	grid_add_text(grid, "");
	grid_add_count(grid, row->counts.b);
	grid_add_count(grid, page->words.b_count);
	add_double(grid, row->odds.delta, true);
	add_double(grid, row->interval.lo, row->interval.has_lo);
	add_double(grid, row->interval.hi, row->interval.has_hi);
	add_double(grid, page->level, true);
	grid_add_text(grid, "log-odds, Dirichlet prior");
	add_double(grid, row->odds.z, true);
	for (int i = 0; i < 4; i++)
		add_double(grid, 0, false);
}

static void
write_csv(struct cli *cli, const struct text_page *page)
{
	const char *heads[] = { "part", "name", "slice", "texts", "of",
				"unknown", "against_texts", "against_of",
				"value", "lo", "hi", "level", "method", "z",
				"points_more", "points_lo", "points_hi", "q" };
	struct grid grid;

	grid_init(&grid, heads, 18, &cli->arena);
	for (size_t i = 0; i < page->themes.count; i++)
		add_csv_theme(&grid, page, &page->themes.rows[i]);
	for (size_t i = 0; i < page->words.count; i++)
		add_csv_word(&grid, page, &page->words.rows[i]);
	grid_write(&grid, GRID_CSV, cli->out);
}

static void
add_json_theme(struct json *json, const struct text_page *page,
	       const struct theme_row *row)
{
	struct dbr_number share = share_of(row, page->level);
	struct dbr_number difference = difference_of(row, page->level);

	json_open(json, NULL, '{');
	if (row->theme)
		json_text(json, "theme", row->theme->name);
	else
		json_null(json, "theme");
	json_text(json, "title", title_of(row));
	if (row->slice)
		json_text(json, "slice", row->slice);
	else
		json_null(json, "slice");
	json_i64(json, "texts", row->hit_count);
	json_i64(json, "of", row->known_count);
	json_i64(json, "unknown", row->unknown_count);
	metric_out_number(json, "share", &share);
	if (difference.has_value) {
		metric_out_number(json, "against_rest", &difference);
		json_double(json, "p", row->p);
		json_double(json, "q", row->q);
	}
	json_open(json, "examples", '[');
	for (size_t i = 0; i < row->example_count; i++)
		json_str(json, NULL, page->texts.list[row->examples[i]].words);
	json_close(json, ']');
	json_close(json, '}');
}

static void
add_json_words(struct json *json, const struct word_table *words)
{
	json_open(json, "words", '[');
	for (size_t i = 0; i < words->count; i++) {
		const struct word_row *row = &words->rows[i];

		json_open(json, NULL, '{');
		json_str(json, "word", row->word);
		json_i64(json, "a", row->counts.a);
		json_i64(json, "b", row->counts.b);
		json_double(json, "log_odds", row->odds.delta);
		json_double(json, "lo", row->interval.lo);
		json_double(json, "hi", row->interval.hi);
		json_double(json, "z", row->odds.z);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
add_json_groups(struct json *json, const struct word_table *words)
{
	json_open(json, "groups", '{');
	json_text(json, "by", words->dim);
	json_text(json, "a", words->a);
	json_i64(json, "a_texts", words->a_count);
	json_text(json, "b", words->b);
	json_i64(json, "b_texts", words->b_count);
	json_i64(json, "ranked", (int64_t)words->ranked_count);
	json_i64(json, "too_rare", (int64_t)words->rare_count);
	json_i64(json, "one_customer", (int64_t)words->lone_count);
	json_double(json, "prior", words->prior);
	json_bool(json, "is_exploratory", true);
	json_close(json, '}');
}

static void
write_json(struct cli *cli, const struct text_page *page)
{
	struct json json = JSON_INIT;
	char as_of[DBR_ISO_SIZE];

	json_open(&json, NULL, '{');
	json_text(&json, "schema", "debrief.words");
	json_i64(&json, "version", WORDS_JSON_VERSION);
	json_text(&json, "as_of", dbr_iso_text(as_of, page->as_of_us));
	json_text(&json, "of", page->texts.of);
	json_i64(&json, "texts", (int64_t)page->texts.count);
	json_i64(&json, "empty", page->texts.empty_count);
	json_double(&json, "level", page->level);
	json_open(&json, "themes", '[');
	for (size_t i = 0; i < page->themes.count; i++)
		add_json_theme(&json, page, &page->themes.rows[i]);
	json_close(&json, ']');
	json_open(&json, "missed", '[');
	for (size_t i = 0; i < page->missed_count; i++) {
		json_open(&json, NULL, '{');
		json_str(&json, "word", page->missed[i].word);
		json_i64(&json, "texts", page->missed[i].count);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	add_json_groups(&json, &page->words);
	add_json_words(&json, &page->words);
	json_close(&json, '}');
	dbr_buf_add_char(&json.text, '\n');
	fwrite(json.text.text, 1, json.text.size, cli->out);
	json_release(&json);
}

void
text_out(struct cli *cli, const struct text_page *page,
	 enum grid_format format)
{
	if (format == GRID_JSON)
		write_json(cli, page);
	else if (format == GRID_CSV)
		write_csv(cli, page);
	else
		write_page(cli, page, format);
}
