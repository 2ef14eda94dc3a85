/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case.h -- test cases of a metric: a few rows in, expected numbers out.
 *
 *	case: an open migration is not dropped   (rule 2)
 *	with: as_of=2026-02-01 by=wave where.customer=acme window_days=30
 *	  migration key=M1 customer=acme wave=1 kickoff=2026-01-01
 *	gives:
 *	  wave | value | open
 *	  1    |     - |    1
 *
 * A row names a table and columns; "customer=acme" fills customer_id with
 * the row of that key, made when it is not there, an instant may leave out
 * "_at", and a NOT NULL column that is not named gets a value of its own.
 * Values with blanks stand in double quotes.
 *
 * Expected columns: the dimensions asked for, the name of a number, value
 * lo hi n (of the first number), used open ended excluded read events
 * exposure hits trials, and reasons ("why: 2; other: 1").  Values are in the
 * metric's unit and compared as finely as they are written; "-" is no value.
 */
#ifndef METRIC_CASE_H
#define METRIC_CASE_H

#include "debrief/metric.h"

struct case_line {
	struct dbr_str text;	/* trimmed */
	size_t line;
};

struct metric_case {
	const char *name;
	size_t line;
	bool rules[64];		/* rules[n]: it is about rule n */
	struct dbr_str with;
	size_t with_line;
	struct case_line *rows;
	size_t row_count, row_capacity;
	struct case_line *expected;	/* the first names the columns */
	size_t expected_count, expected_capacity;
};

/* Cases of a .test file; they borrow from text.  DBR_ECONFIG at path:line. */
enum dbr_status case_parse(struct metric_case **out, size_t *count,
			   struct dbr_str text, const char *path,
			   struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

/* Put one row into the store. */
enum dbr_status case_insert(struct dbr_store *store, struct dbr_str row,
			    const char *path, size_t line,
			    struct dbr_error *err) DBR_MUST_CHECK;

/* Compare; what differs is appended to report, one line each.  A column that
 * means nothing is DBR_ECONFIG. */
enum dbr_status case_compare(bool *is_same, const struct metric_case *one,
			     const struct dbr_metric_result *result,
			     const char *path, struct dbr_buf *report,
			     struct dbr_error *err) DBR_MUST_CHECK;

#endif
