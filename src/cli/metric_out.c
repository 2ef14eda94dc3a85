/* SPDX-License-Identifier: GPL-3.0-or-later */
/* metric_out.c -- a metric's result as table, Markdown or CSV. */
#include <config.h>
#include "cli/metric_out.h"

#include <inttypes.h>
#include <string.h>
#include "debrief/stats/interval.h"
#include "debrief/time.h"
#include "metric/period.h"
#include "metric/trend.h"

enum { COLUMNS_MAX = 24 };
static const char everything[] = "all";

/* How many of a slice's numbers a table shows: those with an interval or a
 * reason to lack one in earnest; the rest is in CSV and JSON. */
static size_t
shown_count(const struct dbr_metric_result *result)
{
	switch (result->metric->kind) {
	case DBR_KIND_DURATION:
		return 2;
	case DBR_KIND_SCORE:
		return strcmp(result->metric->scale, "nps") == 0 ? 1 : 2;
	default:
		return 1;
	}
}

static void
add_number(struct grid *grid, const struct dbr_slice *slice, size_t index,
	   struct dbr_buf *buf)
{
	const struct dbr_number *number = &slice->numbers[index];

	dbr_buf_reset(buf);
	if (index < slice->number_count)
		dbr_number_value(buf, number);
	grid_add(grid, dbr_buf_str(buf), true);
	dbr_buf_reset(buf);
	if (index < slice->number_count && number->has_value)
		dbr_number_interval(buf, number);
	grid_add(grid, dbr_buf_str(buf), true);
}

static void
add_slice(struct grid *grid, const struct dbr_metric_result *result,
	  const struct dbr_slice *slice, bool is_all)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	for (int i = 0; i < 2; i++)
		if (result->ask.by[i])
			grid_add_text(grid, is_all ? i ? "" : everything :
						     slice->key[i]);
	for (size_t i = 0; i < shown_count(result); i++)
		add_number(grid, slice, i, &buf);
	dbr_buf_reset(&buf);
	dbr_buf_addf(&buf, "%" PRId64 "%s", slice->numbers[0].n,
		     slice->numbers[0].is_low_n ? " (few)" : "");
	grid_add(grid, dbr_buf_str(&buf), true);
	if (result->metric->kind == DBR_KIND_DURATION) {
		grid_add_count(grid, slice->open_count);
		grid_add_count(grid, slice->ended_count);
	}
	grid_add_count(grid, slice->excluded_count);
	dbr_buf_release(&buf);
}

static size_t
fill_heads(const char **heads, const struct dbr_metric_result *result)
{
	size_t count = 0;

	for (int i = 0; i < 2; i++)
		if (result->ask.by[i])
			heads[count++] = result->ask.by[i];
	for (size_t i = 0; i < shown_count(result); i++) {
		heads[count++] = result->all.numbers[i].name;
		heads[count++] = "interval";
	}
	heads[count++] = "n";
	if (result->metric->kind == DBR_KIND_DURATION) {
		heads[count++] = "open";
		heads[count++] = "ended";
	}
	heads[count++] = "left out";
	return count;
}

/* What a reader must know to lean on the table. */
static void
write_head(struct cli *cli, const struct dbr_metric_result *result)
{
	const struct dbr_metric_ask *ask = &result->ask;
	char as_of[DBR_ISO_SIZE], since[DBR_ISO_SIZE], until[DBR_ISO_SIZE];
	const char *unit = result->metric->kind == DBR_KIND_RATE ?
				   result->metric->unit : NULL;

	fprintf(cli->out, "%s%s%s, as of %s", result->metric->title,
		unit ? ", per " : "", unit ? unit : "",
		dbr_iso_text(as_of, ask->as_of_us));
	if (ask->since_us > PERIOD_BEGINNING_US)
		fprintf(cli->out, ", from %s",
			dbr_iso_text(since, ask->since_us));
	if (ask->until_us <= ask->as_of_us)
		fprintf(cli->out, ", before %s",
			dbr_iso_text(until, ask->until_us));
	for (int i = 0; i < 4; i++)
		if (ask->where_dim[i])
			fprintf(cli->out, ", %s %s", ask->where_dim[i],
				ask->where_value[i]);
	fprintf(cli->out, "\n\n");
}

/* Every method the first numbers were made with, each once: slices may differ
 * from the whole. */
static void
write_methods(struct cli *cli, const struct dbr_metric_result *result)
{
	const char *seen[4];
	size_t count = 0;

	for (size_t i = 0; i <= result->slice_count && count < 4; i++) {
		const struct dbr_slice *slice = i < result->slice_count ?
							&result->slices[i] :
							&result->all;
		const char *method = slice->numbers[0].method;
		bool is_new = *method != '\0';

		for (size_t k = 0; k < count; k++)
			is_new &= strcmp(seen[k], method) != 0;
		if (is_new)
			seen[count++] = method;
	}
	for (size_t k = 0; k < count; k++)
		fprintf(cli->out, "%s%s", k ? " or " : "interval: ", seen[k]);
	if (count)
		fprintf(cli->out, ", %g %%\n", result->ask.level * 100);
}

/* A mean of few has no interval: the median and the answers stand for it
 * (METRICS 3.2). */
static void
write_few(struct cli *cli, const struct dbr_slice *all)
{
	const struct dbr_number *median = NULL;
	struct dbr_buf buf = DBR_BUF_INIT;
	bool is_few = false;

	for (size_t i = 0; i < all->number_count; i++) {
		const struct dbr_number *number = &all->numbers[i];

		if (strcmp(number->name, "median") == 0)
			median = number;
		is_few |= number->has_value && !number->has_lo &&
			  strcmp(number->name, "mean") == 0;
	}
	if (!is_few || !median || !all->histogram_count)
		return;
	dbr_number_sentence(&buf, median);
	fprintf(cli->out, "median: %s\nanswers from %d to %zu:", buf.text,
		all->scale_min,
		all->scale_min + all->histogram_count - 1);
	for (size_t i = 0; i < all->histogram_count; i++)
		fprintf(cli->out, " %" PRId64, all->histogram[i]);
	fputc('\n', cli->out);
	dbr_buf_release(&buf);
}

/* "trend: falling: better; slope a quarter -1.2 days (...), n = 6 ..." */
static void
write_trend(struct cli *cli, const struct dbr_metric_result *result)
{
	struct metric_trend trend;
	struct dbr_buf buf = DBR_BUF_INIT;

	if (!metric_trend_of(&trend, result, &cli->arena))
		return;
	dbr_buf_addf(&buf, "trend: %s", trend.words);
	if (trend.test) {
		dbr_buf_addf(&buf, "; %s ", trend.slope.name);
		dbr_number_sentence(&buf, &trend.slope);
		dbr_buf_addf(&buf, " quarters; Sen, Gilbert; %s, p ",
			     trend.test);
		if (trend.p < 0.001)
			dbr_buf_add_text(&buf, "< 0.001");
		else
			dbr_buf_addf(&buf, "= %.3f", trend.p);
	}
	fprintf(cli->out, "%s\n", buf.text);
	dbr_buf_release(&buf);
}

/* Numbers that the first one is not to be read without. */
static bool
is_noted(const struct dbr_number *number)
{
	static const char *const methods[] = {
		"Aalen-Johansen", "Kaplan-Meier, normal", "by weight",
		"as spread as these",
	};
	bool is_noted = strcmp(number->method, dbr_method_name(
					DBR_METHOD_WORST_CASE)) == 0;

	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
		is_noted |= strcmp(number->method, methods[i]) == 0;
	return is_noted && number->has_value;
}

static void
write_number(struct cli *cli, const struct dbr_number *number)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	if (number->has_lo && number->level < 1)
		dbr_number_sentence(&buf, number);
	else if (number->has_lo)
		dbr_number_interval(&buf, number);
	else
		dbr_number_value(&buf, number);
	fprintf(cli->out, "%s: %s (%s)\n", number->name, buf.text,
		number->method);
	dbr_buf_release(&buf);
}

static void
write_notes(struct cli *cli, const struct dbr_metric_result *result)
{
	const struct dbr_slice *all = &result->all;

	fputc('\n', cli->out);
	write_methods(cli, result);
	write_trend(cli, result);
	if (result->metric->kind == DBR_KIND_SCORE)
		write_few(cli, all);
	for (size_t i = shown_count(result); i < all->number_count; i++)
		if (is_noted(&all->numbers[i]))
			write_number(cli, &all->numbers[i]);
	for (size_t i = 0; i < all->exclusion_count; i++)
		fprintf(cli->out, "left out: %" PRId64 " %s\n",
			all->exclusions[i].n, all->exclusions[i].reason);
}

static void
add_double(struct grid *grid, double value, bool has_value,
	   struct dbr_buf *buf)
{
	dbr_buf_reset(buf);
	if (has_value)
		dbr_double_text(buf, value);
	grid_add(grid, dbr_buf_str(buf), true);
}

/* Long form: a row per number, everything beside it. */
static void
add_csv_slice(struct grid *grid, const struct dbr_metric_result *result,
	      const struct dbr_slice *slice, bool is_all)
{
	struct dbr_buf buf = DBR_BUF_INIT;
	char as_of[DBR_ISO_SIZE];

	for (size_t i = 0; i < slice->number_count; i++) {
		const struct dbr_number *n = &slice->numbers[i];

		grid_add_text(grid, result->metric->name);
		grid_add_text(grid, dbr_iso_text(as_of, result->ask.as_of_us));
		for (int k = 0; k < 2; k++)
			if (result->ask.by[k])
				grid_add_text(grid, is_all ? "" :
							     slice->key[k]);
		grid_add_text(grid, n->name);
		add_double(grid, n->value, n->has_value, &buf);
		add_double(grid, n->lo, n->has_lo, &buf);
		add_double(grid, n->hi, n->has_hi, &buf);
		add_double(grid, n->level, n->has_lo || n->has_hi, &buf);
		grid_add_text(grid, dbr_number_unit(n, grid->arena));
		grid_add_count(grid, n->n);
		grid_add_text(grid, n->method);
		grid_add_text(grid, n->has_value ? n->why_no_interval :
						   n->why_empty);
		grid_add_count(grid, slice->used_count);
		grid_add_count(grid, slice->open_count);
		grid_add_count(grid, slice->ended_count);
		grid_add_count(grid, slice->excluded_count);
		grid_add_count(grid, slice->read_count);
	}
	dbr_buf_release(&buf);
}

static size_t
fill_csv_heads(const char **heads, const struct dbr_metric_result *result)
{
	static const char *const tail[] = {
		"number", "value", "lo", "hi", "level", "unit", "n", "method",
		"why", "used", "open", "ended", "excluded", "read",
	};
	size_t count = 0;

	heads[count++] = "metric";
	heads[count++] = "as_of";
	for (int i = 0; i < 2; i++)
		if (result->ask.by[i])
			heads[count++] = result->ask.by[i];
	for (size_t i = 0; i < sizeof(tail) / sizeof(tail[0]); i++)
		heads[count++] = tail[i];
	return count;
}

void
metric_out_grid(struct cli *cli, const struct dbr_metric_result *result,
		enum grid_format format)
{
	const char *heads[COLUMNS_MAX];
	bool is_csv = format == GRID_CSV;
	size_t count = is_csv ? fill_csv_heads(heads, result) :
				fill_heads(heads, result);
	struct grid grid;

	grid_init(&grid, heads, count, &cli->arena);
	for (size_t i = 0; i < result->slice_count; i++)
		if (is_csv)
			add_csv_slice(&grid, result, &result->slices[i],
				      false);
		else
			add_slice(&grid, result, &result->slices[i], false);
	if (is_csv)
		add_csv_slice(&grid, result, &result->all, true);
	else
		add_slice(&grid, result, &result->all, true);
	if (!is_csv)
		write_head(cli, result);
	grid_write(&grid, format, cli->out);
	if (!is_csv)
		write_notes(cli, result);
}
