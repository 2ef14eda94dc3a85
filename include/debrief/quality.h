/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/quality.h -- what is missing or contradictory, before any metric.
 *
 * A file share/quality/NAME.sql has the header of a rule (debrief-rules(5))
 * and one SELECT that gives every row it looked at, by source: the finding,
 * or NULL where nothing is wrong.  Each row has at most one finding, so the
 * rows of a source add up to what was read.  Columns: source, finding,
 * subject, file, line, row_count.
 *
 * Everything returned lives in the arena.
 */
#ifndef DEBRIEF_QUALITY_H
#define DEBRIEF_QUALITY_H

#include <stdint.h>
#include "debrief/arena.h"
#include "debrief/share.h"
#include "debrief/store.h"

enum { DBR_QUALITY_EXAMPLES = 3 };

struct dbr_quality {
	const char *rule, *title, *source;
	const char *finding;	/* NULL: the rows where nothing is wrong */
	int64_t row_count;
	int64_t read_count;	/* of this source by this rule, all findings */
	const char *examples[DBR_QUALITY_EXAMPLES]; /* "file:line (subject)" */
	size_t example_count;
};

/* By rule and source; findings by name, the rows without one last. */
enum dbr_status dbr_quality_list(const struct dbr_quality **out,
				 size_t *count, struct dbr_store *store,
				 const struct dbr_share *share,
				 int64_t as_of_us, struct dbr_arena *arena,
				 struct dbr_error *err) DBR_MUST_CHECK;

#endif
