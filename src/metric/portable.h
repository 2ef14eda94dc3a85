/* SPDX-License-Identifier: GPL-3.0-or-later */
/* portable.h -- is a metric's SQL understood by PostgreSQL too? */
#ifndef METRIC_PORTABLE_H
#define METRIC_PORTABLE_H

#include "debrief/metric.h"

/* A piece of SQL that is not, and what to write instead. */
struct metric_remark {
	size_t line, column;	/* of the file, from 1 */
	struct dbr_str text;
	const char *hint;
};

/* In the order of the text; out lives in the arena and borrows from it. */
size_t metric_remarks(const struct metric_remark **out,
		      const struct dbr_metric *metric,
		      struct dbr_arena *arena);

#endif
