/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cutover.h -- the runs that a log file holds.
 *
 * Which run a record is of:
 *   field run      the product's own id, which is the run's key
 *   field process  tells the runs of one file apart (a PID); the first has
 *                  the file's key, the others KEY#2, KEY#3 in order
 *   event runbegin a new run of the same process begins here
 *   event runend   the run is over; the next event begins another
 * Without any of them the file is one run.
 */
#ifndef TARGETS_CUTOVER_H
#define TARGETS_CUTOVER_H

#include "../run.h"
#include "../target.h"
#include "../writer.h"
#include "step_words.h"

enum {
	LOG_TIME, LOG_EVENT, LOG_LEVEL, LOG_STEP, LOG_HOST, LOG_MESSAGE,
	LOG_ENDED, LOG_ELAPSED, LOG_STATUS, LOG_OUTCOME, LOG_RUN, LOG_PROCESS,
	LOG_UPDATE, LOG_AUTHOR, LOG_CHANNEL,
	LOG_FIELDS,
};

struct log_run {
	struct log_run *next_in_bucket, *newer;
	const char *name, *key;
	int64_t iteration_id;
	size_t first_line;
	int64_t started_us, ended_us, rolled_back_us;
	bool has_time, has_failed, has_failed_step, has_succeeded;
	bool is_rolled_back, has_end;
	bool has_unknown;		/* a pattern gave up on a record */
	size_t begun_count, done_count;	/* steps */
	bool has_begun;			/* an event was seen */
	bool is_over;			/* runend was */
	const char *outcome;		/* stated, or NULL */
	const char *step;		/* of a chain, or NULL */
};

enum { RUN_BUCKETS = 1024, RUN_COUNT_MAX = 10000 };

struct log_runs {
	struct import_run *run;
	struct writer writer;		/* iteration */
	int64_t migration_id;
	const char *key;		/* of the file; NULL: not asked yet */
	struct log_run *buckets[RUN_BUCKETS];
	struct log_run *oldest, *newest, *current;
	size_t count, own_count;	/* own: named by the file's key */
};

enum dbr_status log_runs_open(struct log_runs *runs, struct import_run *run,
			      struct dbr_error *err) DBR_MUST_CHECK;
void log_runs_close(struct log_runs *runs);
/* The run a record is of, which has a row from here on. */
enum dbr_status log_runs_find(struct log_run **out, struct log_runs *runs,
			      const struct import_row *row,
			      struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status log_runs_put(struct log_runs *runs, struct log_run *run,
			     enum row_verdict *verdict, struct dbr_error *err)
	DBR_MUST_CHECK;
const char *log_run_outcome(const struct log_runs *runs,
			    const struct log_run *run);

#endif
