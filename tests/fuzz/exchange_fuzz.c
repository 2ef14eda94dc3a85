/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exchange_fuzz.c -- any bytes as another tool's file of owners.  The first
 * byte chooses the format.  What is read and written again is the same bytes.
 */
#include <config.h>
#include "fuzz.h"

#include <string.h>
#include "debrief/exchange.h"
#include "text_fuzz.h"

static const char *const formats[] = {
	"raci", "codeowners", "backstage", "pagerduty", "opsgenie",
};
static const char *const modules[] = { "load", "validation", "cut over" };
static const char *const teams[] = {
	"Load Operations", "Data Quality", "Test Centre",
};
enum { FORMAT_COUNT = sizeof(formats) / sizeof(formats[0]) };

static void
check_row(const struct dbr_assignment *row)
{
	INVARIANT(row->module && row->role);
	INVARIANT(row->level >= 0 && row->severity >= 0);
}

static void
check_round_trip(const struct dbr_exchange *exchange, struct dbr_str text,
		 const struct dbr_assignment *rows, size_t count)
{
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_buf out = DBR_BUF_INIT;
	size_t unplaced;

	for (size_t i = 0; i < count; i++)
		check_row(&rows[i]);
	INVARIANT(dbr_exchange_write(&out, &unplaced, exchange, text, rows,
				     count, &err) == DBR_OK);
	INVARIANT(dbr_str_equal(dbr_buf_str(&out), text));
	dbr_buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_exchange exchange = {
		.file_name = "fuzz", .modules = modules, .module_count = 3,
		.teams = teams, .team_count = 3,
	};
	const struct dbr_assignment *rows = NULL;
	struct dbr_share_file file;
	size_t count = 0;
	enum dbr_status rc;

	if (!size)
		return 0;
	exchange.format = formats[data[0] % FORMAT_COUNT];
	file = text_file(&arena, "fuzz", data + 1, size - 1);
	rc = dbr_exchange_read(&rows, &count, &exchange, file.text, &arena,
			       &err);
	if (rc == DBR_OK) {
		check_round_trip(&exchange, file.text, rows, count);
	} else {
		INVARIANT(rc == DBR_EINPUT && err.what[0] != '\0');
		INVARIANT(strncmp(err.where, "fuzz", 4) == 0);
	}
	dbr_arena_release(&arena);
	return 0;
}
