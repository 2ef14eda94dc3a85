/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/journal.h -- what an import touches, so that it can be taken back.
 *
 * Between begin and end every change of an older row is noted by triggers of
 * this connection: the cells that change, as they were (row_before).  Of new
 * rows a range of ids is enough, as of rows the import found to be already
 * what it says: dbr_journal_met() (batch_row).  So it does not matter which
 * target writes which table: all are watched, but for bookkeeping.
 *
 * Undoing removes what was made, puts back what was changed, and checks
 * that nothing later stands on it.  Names of teams, customers and contacts
 * somebody else uses by now stay, as if the next user had made them.
 *
 * All of it happens inside the caller's transaction.
 */
#ifndef DEBRIEF_JOURNAL_H
#define DEBRIEF_JOURNAL_H

#include "debrief/store.h"

struct dbr_journal;

/* The batch must be there.  close() after success or failure. */
enum dbr_status dbr_journal_begin(struct dbr_journal **out,
				  struct dbr_store *store, int64_t batch_id,
				  struct dbr_error *err) DBR_MUST_CHECK;
/* The import says of this row what the store knows. */
enum dbr_status dbr_journal_met(struct dbr_journal *journal,
				const char *table, int64_t id,
				struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status dbr_journal_end(struct dbr_journal *journal,
				struct dbr_error *err) DBR_MUST_CHECK;
void dbr_journal_close(struct dbr_journal *journal);	/* NULL is fine */

/* Later batches that changed or found rows this one touched, newest first.
 * DBR_OK with *count = 0: none. */
enum { DBR_JOURNAL_LATER_MAX = 64 };
enum dbr_status dbr_journal_later(int64_t later[DBR_JOURNAL_LATER_MAX],
				  size_t *count, struct dbr_store *store,
				  int64_t batch_id, struct dbr_error *err)
	DBR_MUST_CHECK;
/* DBR_EINPUT when rows of another origin stand on it: the caller rolls
 * back.  The batch itself stays, marked with undone_us. */
enum dbr_status dbr_journal_undo(struct dbr_store *store, int64_t batch_id,
				 int64_t undone_us, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
