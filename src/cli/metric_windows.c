/* SPDX-License-Identifier: GPL-3.0-or-later */
/* metric_windows.c -- see metric_windows.h. */
#include <config.h>
#include "cli/metric_windows.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "debrief/import.h"
#include "debrief/publish.h"

static const int window_days[] = { 7, 30, 90 };

struct bench {			/* a copy of the workspace, thrown away */
	char folder[128], db[144];
	struct dbr_store *store;
};

static enum dbr_status
bench_open(struct bench *bench, struct dbr_store *store, struct dbr_error *err)
{
	const char *tmp = getenv("TMPDIR");
	enum dbr_status rc;

	*bench = (struct bench){ .store = NULL };
	snprintf(bench->folder, sizeof(bench->folder), "%s/debrief-XXXXXX",
		 tmp && *tmp && strlen(tmp) < 100 ? tmp : "/tmp");
	if (!mkdtemp(bench->folder)) {
		*bench->folder = '\0';
		dbr_fail(err, DBR_ECREATE, "cannot make a temporary folder");
		return dbr_fail_hint(err, "TMPDIR names another place");
	}
	snprintf(bench->db, sizeof(bench->db), "%s/w.db", bench->folder);
	rc = dbr_store_restore(bench->db, dbr_store_path(store), err);
	if (rc == DBR_OK)
		rc = dbr_store_open(&bench->store, bench->db, DBR_STORE_WRITE,
				    err);
	/* It is thrown away: nobody needs it to survive a power cut. */
	if (rc == DBR_OK)
		rc = dbr_store_run(bench->store, "PRAGMA synchronous = OFF",
				   err);
	return rc;
}

static void
bench_close(struct bench *bench)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
	char path[160];

	dbr_store_close(bench->store);
	for (size_t i = 0; i < 4 && *bench->db; i++) {
		snprintf(path, sizeof(path), "%s%s", bench->db, ends[i]);
		unlink(path);
	}
	if (*bench->folder)
		rmdir(bench->folder);
}

static bool
reads_attribution(const struct dbr_metric *metric)
{
	for (size_t i = 0; i < metric->read_count; i++)
		if (strcmp(metric->reads[i], "attribution") == 0)
			return true;
	return false;
}

static enum dbr_status
check_metric(const struct dbr_metric *metric, struct dbr_error *err)
{
	if (reads_attribution(metric))
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "\"%s\" does not depend on which migration "
		 "a ticket belongs to", metric->name);
	return dbr_fail_hint(err, "debrief metric incident-rate --sensitivity "
			     "does");
}

/* A metric with a window of its own gets the same one. */
static void
set_window(struct dbr_metric_ask *ask, const struct dbr_metric *metric,
	   int days, struct dbr_arena *arena)
{
	struct dbr_parameter *list = dbr_arena_array(arena,
		ask->parameter_count + 1, sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < ask->parameter_count; i++)
		list[count++] = ask->parameters[i];
	for (size_t i = 0; i < metric->parameter_count; i++)
		if (strstr(metric->parameters[i].name, "window_days"))
			list[count++] = (struct dbr_parameter){
				.name = ":window_days", .i64 = days };
	ask->parameters = list;
	ask->parameter_count = count;
}

static void
add_slice(struct grid *grid, const struct dbr_metric_result *result,
	  const struct dbr_slice *slice, bool is_all)
{
	const struct dbr_number *number = &slice->numbers[0];
	struct dbr_buf buf = DBR_BUF_INIT;

	for (int i = 0; i < 2; i++)
		if (result->ask.by[i])
			grid_add_text(grid, !is_all ? slice->key[i]
						    : i ? "" : "all");
	dbr_number_value(&buf, number);
	grid_add(grid, dbr_buf_str(&buf), true);
	dbr_buf_reset(&buf);
	if (number->has_value)
		dbr_number_interval(&buf, number);
	grid_add(grid, dbr_buf_str(&buf), true);
	grid_add_count(grid, number->n);
	grid_add_count(grid, slice->excluded_count);
	dbr_buf_release(&buf);
}

static void
add_window(struct grid *grid, const struct dbr_metric_result *result,
	   int days, const struct dbr_attribution_count *tickets)
{
	for (size_t i = 0; i <= result->slice_count; i++) {
		bool is_all = i == result->slice_count;

		if (is_all && result->ask.by[0] && !result->slice_count)
			continue;
		grid_add_text(grid, dbr_arena_textf(grid->arena, "%d days",
						    days));
		grid_add_count(grid, tickets->attributed);
		grid_add_count(grid, tickets->unattributed);
		add_slice(grid, result, is_all ? &result->all
					       : &result->slices[i], is_all);
	}
}

static void
open_grid(struct grid *grid, const struct dbr_metric_result *result,
	  struct cli *cli)
{
	const char **heads = dbr_arena_array(&cli->arena, 9, sizeof(*heads));
	size_t count = 0;

	heads[count++] = "window";
	heads[count++] = "attributed";
	heads[count++] = "to none";
	for (int i = 0; i < 2; i++)
		if (result->ask.by[i])
			heads[count++] = result->ask.by[i];
	heads[count++] = result->all.numbers[0].name;
	heads[count++] = "interval";
	heads[count++] = "n";
	heads[count++] = "left out";
	grid_init(grid, heads, count, &cli->arena);
}

static enum dbr_status
ask_windows(struct cli *cli, struct bench *bench, struct grid *grid,
	    const struct dbr_metric_ask *asked, struct dbr_error *err)
{
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; i < 3 && rc == DBR_OK; i++) {
		struct dbr_metric_ask ask = *asked;
		struct dbr_attribution_count tickets;
		struct dbr_metric_result result;
		struct dbr_metric metric;

		rc = dbr_metric_load(&metric, &cli->share, ask.metric,
				     &cli->arena, err);
		if (rc == DBR_OK)
			rc = check_metric(&metric, err);
		if (rc == DBR_OK)
			rc = dbr_attribute(&tickets, bench->store,
					   window_days[i], err);
		if (rc != DBR_OK)
			break;
		set_window(&ask, &metric, window_days[i], &cli->arena);
		rc = dbr_metric_run(&result, bench->store, &cli->share, &ask,
				    &cli->arena, err);
		if (rc == DBR_OK && !i)
			open_grid(grid, &result, cli);
		if (rc == DBR_OK)
			add_window(grid, &result, window_days[i], &tickets);
	}
	return rc;
}

enum dbr_status
metric_windows(struct cli *cli, struct dbr_store *store,
	       const struct dbr_metric_ask *ask, enum grid_format format,
	       struct dbr_error *err)
{
	struct bench bench;
	struct grid grid;
	enum dbr_status rc = bench_open(&bench, store, err);

	if (rc == DBR_OK)
		rc = ask_windows(cli, &bench, &grid, ask, err);
	if (rc == DBR_OK && format == GRID_JSON)
		grid_write_json(&grid, "debrief.sensitivity", cli->out);
	else if (rc == DBR_OK)
		grid_write(&grid, format, cli->out);
	bench_close(&bench);
	return rc;
}
