/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_report.h -- one tidy block about one imported file. */
#ifndef CLI_IMPORT_REPORT_H
#define CLI_IMPORT_REPORT_H

#include "cli/cli.h"
#include "debrief/import.h"

void import_report(FILE *out, const char *name,
		   const struct dbr_import_result *result);

/* Why rows were rejected, as messages. */
void import_say_rejects(struct cli *cli, const char *name,
			const struct dbr_import_result *result);

/* A bar on a terminal, from half a second on. */
struct import_bar {
	FILE *out;		/* NULL: none is wanted */
	const char *name;
	int64_t started_ms, drawn_ms;
};
void import_bar_start(struct import_bar *bar, struct cli *cli,
		      const char *name);
void import_bar_report(void *payload, uint64_t bytes_done,
		       uint64_t bytes_total, int64_t rows);
void import_bar_clear(struct import_bar *bar);

#endif
