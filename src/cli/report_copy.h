/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report_copy.h -- a report for sharing is made from a copy in which nobody
 * is named; the copy lives as long as the report takes, in TMPDIR.
 */
#ifndef CLI_REPORT_COPY_H
#define CLI_REPORT_COPY_H

#include "cli/cli.h"
#include "debrief/report.h"

struct report_copy {
	char folder[128];	/* "": there is no copy */
	const char *path;
};

/* Put a copy under pseudonyms in place of *store, and their pseudonyms in
 * place of the migrations asked for. */
enum dbr_status report_copy_make(struct report_copy *copy,
				 struct dbr_store **store,
				 struct dbr_report_request *request,
				 const char *key_path, struct cli *cli,
				 struct dbr_error *err) DBR_MUST_CHECK;
/* After the store is closed. */
void report_copy_remove(struct report_copy *copy);

#endif
