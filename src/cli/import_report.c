/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_report.c -- see import_report.h. */
#include <config.h>
#include "cli/import_report.h"

#include <inttypes.h>
#include <stdlib.h>
#include "system/clock.h"

enum { BAR_AFTER_MS = 500, BAR_EVERY_MS = 100, BAR_WIDTH = 30 };

static void
print_clean(FILE *out, const char *text)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	dbr_buf_add_clean(&buf, dbr_str_from(text), 0);
	fputs(buf.text, out);
	dbr_buf_release(&buf);
}

static const char *
delimiter_name(char delimiter)
{
	switch (delimiter) {
	case ',':
		return ", comma";
	case ';':
		return ", semicolon";
	case '\t':
		return ", tab";
	case '|':
		return ", bar";
	default:
		return "";
	}
}

/* "12 read = 10 inserted + 2 rejected": zeroes but the first are left out. */
static void
print_counts(FILE *out, const struct dbr_import_result *result)
{
	const struct {
		int64_t count;
		const char *name;
	} parts[] = {
		{ result->inserted_count, "inserted" },
		{ result->updated_count, "updated" },
		{ result->unchanged_count, "unchanged" },
		{ result->rejected_count, "rejected" },
		{ result->blank_count, "blank" },
		{ result->skipped_count, "skipped" },
	};
	const char *sign = "=";

	fprintf(out, "  rows      %" PRId64 " read", result->read_count);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (!parts[i].count)
			continue;
		fprintf(out, " %s %" PRId64 " %s", sign, parts[i].count,
			parts[i].name);
		sign = "+";
	}
	fputc('\n', out);
}

static void
print_batch(FILE *out, const struct dbr_import_result *result)
{
	if (!result->batch_id)
		fputs("  batch     none: a dry run changes nothing\n", out);
	else if (result->repeats_batch)
		fprintf(out, "  batch     %" PRId64 ", the same bytes as batch "
			"%" PRId64 "\n", result->batch_id,
			result->repeats_batch);
	else
		fprintf(out, "  batch     %" PRId64 "\n", result->batch_id);
	if (result->rejected_count && result->batch_id)
		fprintf(out, "  rejects   debrief rejects %" PRId64 "\n",
			result->repeats_batch ? result->repeats_batch
					      : result->batch_id);
}

void
import_report(FILE *out, const char *name,
	      const struct dbr_import_result *result)
{
	print_clean(out, name);
	fprintf(out, "\n  format    %s (", result->format);
	print_clean(out, result->why_format);
	fprintf(out, ")\n  text      %s%s", result->encoding,
		delimiter_name(result->delimiter));
	if (result->zone)
		fprintf(out, ", times in %s unless they say otherwise",
			result->zone);
	fputc('\n', out);
	print_counts(out, result);
	for (size_t i = 0; i < DBR_SKIP_REASON_MAX; i++)
		if (result->skips[i].reason)
			fprintf(out, "  skipped   %" PRId64 ": %s\n",
				result->skips[i].count,
				result->skips[i].reason);
	if (result->attributed_count || result->unattributed_count)
		fprintf(out, "  tickets   of %" PRId64 " in this batch, "
			"%" PRId64 " belong to a migration, %" PRId64
			" to none\n", result->attributed_count +
			result->unattributed_count, result->attributed_count,
			result->unattributed_count);
	print_batch(out, result);
	for (size_t i = 0; i < result->warning_count; i++) {
		fputs("  warning   ", out);
		print_clean(out, result->warnings[i]);
		fputc('\n', out);
	}
}

/* The first of each kind, where to look and how many more there are. */
void
import_say_rejects(struct cli *cli, const char *name,
		   const struct dbr_import_result *result)
{
	int64_t left = result->rejected_count;

	for (size_t i = 0; i < DBR_REJECT_REASON_MAX; i++) {
		const struct dbr_import_reject *reject = &result->rejects[i];
		struct dbr_buf line = DBR_BUF_INIT;

		if (!reject->count)
			break;
		left -= reject->count;
		dbr_buf_add_clean(&line, dbr_str_from(name), 0);
		dbr_buf_addf(&line, ":%zu: ", reject->line);
		if (reject->column) {
			dbr_buf_add_clean(&line, dbr_str_from(reject->column),
					  60);
			dbr_buf_add_text(&line, ": ");
		}
		dbr_buf_add_clean(&line, dbr_str_from(reject->reason), 0);
		if (reject->count > 1)
			dbr_buf_addf(&line, " (and %" PRId64 " more like it)",
				     reject->count - 1);
		cli_say(cli, "rejected: %s", line.text);
		dbr_buf_release(&line);
	}
	if (left)
		cli_say(cli, "rejected: %" PRId64 " more for other reasons",
			left);
}

void
import_bar_start(struct import_bar *bar, struct cli *cli, const char *name)
{
	const char *ci = getenv("CI");
	bool is_wanted = cli->messages_are_terminal && !cli->is_quiet &&
			 !(ci && *ci);

	*bar = (struct import_bar){
		.out = is_wanted ? cli->messages : NULL, .name = name,
		.started_ms = clock_monotonic_ms(),
	};
}

void
import_bar_report(void *payload, uint64_t bytes_done, uint64_t bytes_total,
		  int64_t rows)
{
	struct import_bar *bar = payload;
	int64_t now_ms = clock_monotonic_ms();
	int64_t spent_ms = now_ms - bar->started_ms + 1;
	int filled = bytes_total
		? (int)(bytes_done * BAR_WIDTH / bytes_total) : 0;
	/* Of bytes: rows differ in size, but nobody knows how many come. */
	int64_t left_ms = bytes_done && bytes_total > bytes_done
		? (int64_t)((double)spent_ms *
			    (double)(bytes_total - bytes_done) /
			    (double)bytes_done) : 0;

	if (!bar->out || now_ms - bar->started_ms < BAR_AFTER_MS ||
	    now_ms - bar->drawn_ms < BAR_EVERY_MS)
		return;
	bar->drawn_ms = now_ms;
	if (filled > BAR_WIDTH)
		filled = BAR_WIDTH;
	fprintf(bar->out, "\r[%.*s%*s] %.1f of %.1f MB, %" PRId64 " rows, %"
		PRId64 " rows/s", filled, "##############################",
		BAR_WIDTH - filled, "", (double)bytes_done / 1e6,
		(double)bytes_total / 1e6, rows, rows * 1000 / spent_ms);
	if (bytes_done)
		fprintf(bar->out, ", %" PRId64 " s left", left_ms / 1000 + 1);
	fputs("\033[K", bar->out);
	fflush(bar->out);
}

void
import_bar_clear(struct import_bar *bar)
{
	if (bar->out && bar->drawn_ms)
		fputs("\r\033[K", bar->out);
}
