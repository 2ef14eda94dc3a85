/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_out.c -- comparisons as table, Markdown, CSV or JSON. */
#include <config.h>
#include "cli/compare_out.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>
#include "cli/metric_out.h"
#include "debrief/time.h"

static const char the_rest[] = "the rest";

static void
add_buf(struct grid *grid, struct dbr_buf *buf)
{
	grid_add(grid, dbr_buf_str(buf), true);
	dbr_buf_reset(buf);
}

static void
add_estimate(struct grid *grid, const struct dbr_slice *slice,
	     struct dbr_buf *buf)
{
	if (slice->number_count)
		dbr_number_value(buf, &slice->numbers[0]);
	else
		dbr_buf_add_text(buf, "n/a (no facts)");
	add_buf(grid, buf);
}

static void
add_p(struct grid *grid, double p, struct dbr_buf *buf)
{
	if (p < 0.001)
		dbr_buf_add_text(buf, "< 0.001");
	else if (isfinite(p))
		dbr_buf_addf(buf, "%.3f", p);
	add_buf(grid, buf);
}

static void
add_effect(struct grid *grid, const struct dbr_comparison *made,
	   struct dbr_buf *buf)
{
	const struct dbr_number *effect = &made->effect;

	if (effect->has_value)
		dbr_buf_addf(buf, "%s ", effect->name);
	dbr_number_value(buf, effect);
	add_buf(grid, buf);
	if (effect->has_value || effect->has_lo || effect->has_hi)
		dbr_number_interval(buf, effect);
	add_buf(grid, buf);
	dbr_number_value(buf, &made->detectable);
	if (made->is_ratio && made->detectable.has_value)
		dbr_buf_add_text(buf, " times");
	add_buf(grid, buf);
}

static void
add_row(struct grid *grid, const struct dbr_compare_row *row)
{
	const struct dbr_comparison *made = &row->made;
	struct dbr_buf buf = DBR_BUF_INIT;

	grid_add_text(grid, made->pair.metric->name);
	grid_add_text(grid, row->a);
	grid_add_text(grid, row->b ? row->b : the_rest);
	add_estimate(grid, made->pair.a, &buf);
	add_estimate(grid, made->pair.b, &buf);
	add_effect(grid, made, &buf);
	add_p(grid, made->has_p ? made->p : NAN, &buf);
	add_p(grid, row->q, &buf);
	grid_add_text(grid, dbr_reading_text(row->reading));
	dbr_buf_release(&buf);
}

static void
write_head(struct cli *cli, const struct dbr_compare_page *page)
{
	const struct dbr_metric_ask *ask = &page->ask;
	char as_of[DBR_ISO_SIZE], since[DBR_ISO_SIZE], until[DBR_ISO_SIZE];

	fprintf(cli->out, "By %s, as of %s", ask->by[0],
		dbr_iso_text(as_of, ask->as_of_us));
	if (ask->until_us <= ask->as_of_us)
		fprintf(cli->out, ", %s to %s",
			dbr_iso_text(since, ask->since_us),
			dbr_iso_text(until, ask->until_us));
	for (int i = 0; i < 4; i++)
		if (ask->where_dim[i])
			fprintf(cli->out, ", %s %s", ask->where_dim[i],
				ask->where_value[i]);
	fprintf(cli->out, "\n\n");
}

static const char *
overall_words(const struct dbr_compare_overall *overall)
{
	if (!overall->test)
		return "too few to say";
	return overall->p <= 1 - overall->level ?
		       "the groups differ" : "no detectable difference";
}

/* "time-to-migrate, 3 groups, n = 36: the groups differ; ..." */
static void
write_overall(struct cli *cli, const struct dbr_compare_overall *overall)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	dbr_buf_addf(&buf, "%s, %zu groups, n = %" PRId64 ": ",
		     overall->metric->name, overall->group_count, overall->n);
	if (overall->test)
		dbr_buf_addf(&buf, "%s; %s %.2f, p ", overall_words(overall),
			     overall->test, overall->statistic);
	else
		dbr_buf_addf(&buf, "not tested as a whole: %s",
			     overall->why_untested);
	if (overall->test && overall->p < 0.001)
		dbr_buf_add_text(&buf, "< 0.001");
	else if (overall->test)
		dbr_buf_addf(&buf, "= %.3f", overall->p);
	fprintf(cli->out, "%s\n", buf.text);
	dbr_buf_release(&buf);
}

static void
write_overalls(struct cli *cli, const struct dbr_compare_page *page)
{
	for (size_t i = 0; i < page->overall_count; i++)
		write_overall(cli, &page->overalls[i]);
	if (page->overall_count)
		fputc('\n', cli->out);
}

/* What is true of every row of a metric is said once. */
static bool
is_new(const struct dbr_compare_page *page, size_t row)
{
	return !row || page->rows[row].made.pair.metric !=
			       page->rows[row - 1].made.pair.metric;
}

static void
write_tests(struct cli *cli, const struct dbr_compare_page *page)
{
	for (size_t i = 0; i < page->row_count; i++) {
		const struct dbr_comparison *made = &page->rows[i].made;
		const char *said = made->test ? made->test :
						made->why_untested;
		bool is_said = false;

		for (size_t k = i; k-- > 0 && !is_new(page, k + 1);) {
			const struct dbr_comparison *other =
				&page->rows[k].made;

			is_said |= strcmp(said, other->test ?
						other->test :
						other->why_untested) == 0;
		}
		if (!is_said)
			fprintf(cli->out, "%s: %s%s%s%s\n",
				made->pair.metric->name,
				made->test ? "" : "not tested: ", said,
				*made->effect.method ? "; interval: " : "",
				made->effect.method);
	}
}

static void
write_notes(struct cli *cli, const struct dbr_compare_page *page)
{
	bool has_hazard = false, has_clusters = false, has_spread = false;

	fputc('\n', cli->out);
	write_tests(cli, page);
	for (size_t i = 0; i < page->row_count; i++)
		has_clusters |= page->rows[i].made.cluster_counts[0] > 0;
	for (size_t i = 0; i < page->row_count; i++)
		has_spread |= page->rows[i].made.test &&
			      strstr(page->rows[i].made.test, "dispersion");
	for (size_t i = 0; i < page->row_count; i++)
		has_hazard |= page->rows[i].made.is_ratio &&
			      page->rows[i].made.pair.metric->kind ==
				      DBR_KIND_DURATION;
	if (has_hazard)
		fprintf(cli->out, "hazard ratio: how many times as soon the "
				  "first ends; below 1 it takes longer\n");
	if (has_clusters)
		fprintf(cli->out, "by migration: facts of one migration hang "
				  "together; the design effect is how many "
				  "times that widens the variance\n");
	if (has_spread)
		fprintf(cli->out, "dispersion: customers differ so many times "
				  "as much as chance allows; p and interval "
				  "allow for it\n");
	fprintf(cli->out, "interval: %g %%, each alone\n",
		page->ask.level * 100);
	fprintf(cli->out, "would show: the smallest true difference that a "
			  "test alone finds with 80 %% power\n");
	fprintf(cli->out, "q: Benjamini-Hochberg over the %zu tests here; "
			  "different when q is at most %g\n",
		page->tested_count, page->bound);
	for (size_t i = 0; i < page->left_out_count; i++)
		fprintf(cli->out, "left out: %s cannot be sliced by %s\n",
			page->left_out[i], page->ask.by[0]);
}

static void
write_grid(struct cli *cli, const struct dbr_compare_page *page,
	   enum grid_format format)
{
	const char *heads[] = {
		"metric", "this", "against", "this is", "against is",
		"effect", "interval", "would show", "p", "q", "in words",
	};
	struct grid grid;

	grid_init(&grid, heads, sizeof(heads) / sizeof(heads[0]),
		  &cli->arena);
	for (size_t i = 0; i < page->row_count; i++)
		add_row(&grid, &page->rows[i]);
	write_head(cli, page);
	write_overalls(cli, page);
	grid_write(&grid, format, cli->out);
	write_notes(cli, page);
}

static void
add_double(struct grid *grid, double value, bool has_value,
	   struct dbr_buf *buf)
{
	if (has_value)
		dbr_double_text(buf, value);
	add_buf(grid, buf);
}

static void
add_csv_side(struct grid *grid, const struct dbr_slice *slice,
	     struct dbr_buf *buf)
{
	const struct dbr_number *number = slice->numbers;

	add_double(grid, slice->number_count ? number->value : 0,
		   slice->number_count && number->has_value, buf);
	grid_add_count(grid, slice->number_count ? number->n : 0);
}

static void
add_csv_row(struct grid *grid, const struct dbr_compare_row *row,
	    double level)
{
	const struct dbr_comparison *made = &row->made;
	const struct dbr_number *effect = &made->effect;
	struct dbr_buf buf = DBR_BUF_INIT;

	grid_add_text(grid, made->pair.metric->name);
	grid_add_text(grid, row->a);
	grid_add_text(grid, row->b ? row->b : the_rest);
	add_csv_side(grid, made->pair.a, &buf);
	add_csv_side(grid, made->pair.b, &buf);
	grid_add_text(grid, effect->name);
	add_double(grid, effect->value, effect->has_value, &buf);
	add_double(grid, effect->lo, effect->has_lo, &buf);
	add_double(grid, effect->hi, effect->has_hi, &buf);
	add_double(grid, level, effect->has_lo || effect->has_hi, &buf);
	grid_add_text(grid, effect->method);
	add_double(grid, made->detectable.value, made->detectable.has_value,
		   &buf);
	grid_add_text(grid, made->test);
	add_double(grid, made->p, made->has_p, &buf);
	add_double(grid, row->q, isfinite(row->q), &buf);
	grid_add_text(grid, dbr_reading_text(row->reading));
	grid_add_text(grid, made->has_p ? NULL : made->why_untested);
	dbr_buf_release(&buf);
}

static void
write_csv(struct cli *cli, const struct dbr_compare_page *page)
{
	const char *heads[] = {
		"metric", "this", "against", "this_value", "this_n",
		"against_value", "against_n", "effect", "value", "lo", "hi",
		"level", "method", "detectable", "test", "p", "q", "reading",
		"why",
	};
	struct grid grid;

	grid_init(&grid, heads, sizeof(heads) / sizeof(heads[0]),
		  &cli->arena);
	for (size_t i = 0; i < page->row_count; i++)
		add_csv_row(&grid, &page->rows[i], page->ask.level);
	grid_write(&grid, GRID_CSV, cli->out);
}

static void
add_json_side(struct json *json, const char *key, const char *name,
	      const struct dbr_slice *slice)
{
	json_open(json, key, '{');
	json_text(json, "key", name);
	if (slice->number_count)
		metric_out_number(json, "number", &slice->numbers[0]);
	else
		json_null(json, "number");
	json_i64(json, "used", slice->used_count);
	json_i64(json, "open", slice->open_count);
	json_i64(json, "ended", slice->ended_count);
	json_close(json, '}');
}

static void
add_json_test(struct json *json, const struct dbr_compare_row *row)
{
	const struct dbr_comparison *made = &row->made;

	if (made->has_p) {
		json_text(json, "test", made->test);
		json_double(json, "p", made->p);
	} else {
		json_null(json, "test");
		json_null(json, "p");
		json_text(json, "why_untested", made->why_untested);
	}
	json_double(json, "q", row->q);
	json_text(json, "reading", dbr_reading_text(row->reading));
	if (made->cluster_counts[0]) {
		json_double(json, "design_effect", made->design_effect);
		json_open(json, "migrations", '[');
		for (size_t i = 0; i < 2; i++)
			json_i64(json, NULL, (int64_t)made->cluster_counts[i]);
		json_close(json, ']');
	}
}

static void
add_json_row(struct json *json, const struct dbr_compare_row *row)
{
	const struct dbr_comparison *made = &row->made;

	json_open(json, NULL, '{');
	json_text(json, "metric", made->pair.metric->name);
	add_json_side(json, "this", row->a, made->pair.a);
	add_json_side(json, "against", row->b ? row->b : the_rest,
		      made->pair.b);
	metric_out_number(json, "effect", &made->effect);
	json_bool(json, "is_ratio", made->is_ratio);
	if (made->strength.name)
		metric_out_number(json, "strength", &made->strength);
	metric_out_number(json, "detectable", &made->detectable);
	add_json_test(json, row);
	json_close(json, '}');
}

static void
add_json_overall(struct json *json, const struct dbr_compare_overall *overall)
{
	json_open(json, NULL, '{');
	json_text(json, "metric", overall->metric->name);
	json_i64(json, "groups", (int64_t)overall->group_count);
	json_i64(json, "n", overall->n);
	if (overall->test) {
		json_text(json, "test", overall->test);
		json_double(json, "statistic", overall->statistic);
		json_double(json, "p", overall->p);
	} else {
		json_null(json, "test");
		json_text(json, "why_untested", overall->why_untested);
	}
	json_text(json, "reading", overall_words(overall));
	json_close(json, '}');
}

static void
write_json(struct cli *cli, const struct dbr_compare_page *page)
{
	struct json json = JSON_INIT;
	char as_of[DBR_ISO_SIZE];

	json_open(&json, NULL, '{');
	json_text(&json, "schema", "debrief.compare");
	json_i64(&json, "version", COMPARE_JSON_VERSION);
	json_text(&json, "as_of", dbr_iso_text(as_of, page->ask.as_of_us));
	json_text(&json, "by", page->ask.by[0]);
	json_double(&json, "level", page->ask.level);
	json_double(&json, "q_bound", page->bound);
	json_i64(&json, "tested", (int64_t)page->tested_count);
	json_open(&json, "left_out", '[');
	for (size_t i = 0; i < page->left_out_count; i++)
		json_text(&json, NULL, page->left_out[i]);
	json_close(&json, ']');
	json_open(&json, "overall", '[');
	for (size_t i = 0; i < page->overall_count; i++)
		add_json_overall(&json, &page->overalls[i]);
	json_close(&json, ']');
	json_open(&json, "comparisons", '[');
	for (size_t i = 0; i < page->row_count; i++)
		add_json_row(&json, &page->rows[i]);
	json_close(&json, ']');
	json_close(&json, '}');
	dbr_buf_add_char(&json.text, '\n');
	fwrite(json.text.text, 1, json.text.size, cli->out);
	json_release(&json);
}

void
compare_out(struct cli *cli, const struct dbr_compare_page *page,
	    enum grid_format format)
{
	switch (format) {
	case GRID_JSON:
		write_json(cli, page);
		break;
	case GRID_CSV:
		write_csv(cli, page);
		break;
	default:
		write_grid(cli, page, format);
	}
}
