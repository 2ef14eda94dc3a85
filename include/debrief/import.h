/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/import.h -- one file in, one batch, one transaction.
 *
 * dbr_import_file() reads a file ("-" = standard input, spooled privately),
 * finds its format unless one is named, decides encoding, delimiter and the
 * day/month order of every time column, loads every row or keeps it as a
 * reject, attributes tickets to migrations, and commits only when
 *
 *   read = inserted + updated + unchanged + rejected + blank + skipped
 *
 * adds up.  On any error nothing has changed.  The same bytes with the same
 * options are recorded as a batch with everything unchanged; with others they
 * replace what they gave before.  dry_run does all of it and rolls back.
 *
 * Everything the result points to lives in the arena.
 */
#ifndef DEBRIEF_IMPORT_H
#define DEBRIEF_IMPORT_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/arena.h"
#include "debrief/share.h"
#include "debrief/store.h"

struct dbr_import_progress {
	void *payload;		/* called at most ten times a second */
	void (*report)(void *payload, uint64_t bytes_done,
		       uint64_t bytes_total, int64_t rows);
};

struct dbr_import_request {
	const char *path;	/* "-": standard input */
	const char *name;	/* what to call it; NULL: base name of path */
	const char *format;	/* --as; NULL: detect */
	const char *zone;	/* --zone, for naive times; NULL: none declared */
	const char *migration;	/* --migration: rows that name none */
	const char *encoding;	/* --encoding; NULL: detect */
	const char *date_order;	/* --date-order dmy|mdy|ymd; NULL: decide */
	int year;		/* --year, for times without one; 0: none */
	const char *ext_key;	/* --key: execution id of a log; NULL: file name */
	const char *iteration_kind;	/* --iteration; NULL: the format's */
	const char *const *maps;	/* --map field=Header */
	size_t map_count;
	int64_t mends_batch;	/* takes up its open rejects; 0: none */
	char delimiter;		/* --delimiter; 0: detect */
	bool in_transaction;	/* the caller begins, commits, rolls back */
	bool dry_run;
	bool strict;		/* one rejected row refuses the file */
	int thread_count;	/* 1: nothing beside the caller; 0: as fits */
	struct dbr_import_progress progress;
};

enum { DBR_SKIP_REASON_MAX = 4, DBR_REJECT_REASON_MAX = 5 };
struct dbr_import_skip {
	const char *reason;	/* constant text */
	int64_t count;
};

struct dbr_import_reject {	/* of rows rejected for one reason, the first */
	const char *column, *reason;	/* column may be NULL */
	size_t line;
	int64_t count;
};

struct dbr_import_result {
	int64_t batch_id;	/* 0 after a dry run */
	int64_t repeats_batch;	/* 0: new bytes */
	const char *format, *target;
	const char *why_format;	/* "header has Issue key, Created, Status" */
	const char *encoding, *zone;
	char delimiter;		/* 0: not delimited text */
	int64_t read_count, inserted_count, updated_count, unchanged_count;
	int64_t rejected_count, blank_count, skipped_count;
	struct dbr_import_skip skips[DBR_SKIP_REASON_MAX];	/* until NULL */
	struct dbr_import_reject rejects[DBR_REJECT_REASON_MAX];
	int64_t skipped_time_count, doubled_time_count;	/* DST gaps, folds */
	int64_t attributed_count, unattributed_count;	/* of its tickets */
	const char *const *warnings;
	size_t warning_count;
	/* Formats that read something else from the same file, in order: the
	 * caller imports it once more --as each of them. */
	const char *const *parts;
	size_t part_count;
	bool is_empty_part;	/* no such thing in it; there is no batch */
};

enum dbr_status dbr_import_file(struct dbr_import_result *out,
				struct dbr_store *store,
				const struct dbr_share *share,
				const struct dbr_import_request *request,
				struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

/*
 * Where the file should stand when many are imported: migrations before what
 * names them, tickets last.  A file in no known format ranks behind all, and
 * its import says why; so there is no error here.
 */
enum { DBR_IMPORT_COMPANION = -1 };	/* of an export, nothing to load */
int dbr_import_rank(const struct dbr_share *share,
		    const struct dbr_import_request *request,
		    struct dbr_arena *arena);

/* Load the rejects of a batch again, with the format as it is now. */
enum dbr_status dbr_import_replay(struct dbr_import_result *out,
				  struct dbr_store *store,
				  const struct dbr_share *share,
				  int64_t batch_id, struct dbr_arena *arena,
				  struct dbr_error *err) DBR_MUST_CHECK;

/* Which migration each ticket belongs to, worked out anew with a window of
 * window_days behind each go-live (0: as the workspace is set). */
struct dbr_attribution_count {
	int64_t attributed, unattributed;
};
enum dbr_status dbr_attribute(struct dbr_attribution_count *out,
			      struct dbr_store *store, int64_t window_days,
			      struct dbr_error *err) DBR_MUST_CHECK;

/*
 * Take one import back: every row is as if it had never been.  Later imports
 * that changed or confirmed its rows are in the way, and are named, unless
 * they are to go too; decisions made on its rows always are.  Open proposals
 * that rest on it expire.  The batch stays, marked; the audit log has it.
 */
struct dbr_undo_request {
	int64_t batch_id;
	bool with_later;
	bool dry_run;
	const char *by, *why;	/* why may be NULL */
};
struct dbr_undo_result {
	int64_t *batches;	/* in the order they were undone */
	size_t batch_count;
	int64_t expired_count;	/* proposals */
};
enum dbr_status dbr_import_undo(struct dbr_undo_result *out,
				struct dbr_store *store,
				const struct dbr_undo_request *request,
				struct dbr_arena *arena,
				struct dbr_error *err) DBR_MUST_CHECK;

struct dbr_format_summary {
	const char *name, *title, *reader, *target, *path;
	bool is_workspace;
};
enum dbr_status dbr_format_list(const struct dbr_format_summary **out,
				size_t *count, const struct dbr_share *share,
				struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
/* Run the samples inside a format file; report[] gets one line per sample.
 * DBR_ECHECK when one does not give what it says. */
enum dbr_status dbr_format_check(const char *path_or_name,
				 const struct dbr_share *share,
				 struct dbr_buf *report,
				 struct dbr_error *err) DBR_MUST_CHECK;
/*
 * What an export is, and what stands between it and an import: encoding,
 * header, the formats that come near and what each lacks, zone, order of day
 * and month.  report[] gets lines; the error is the one an import would give.
 */
enum dbr_status dbr_format_explain(const struct dbr_import_request *request,
				   const struct dbr_share *share,
				   struct dbr_buf *report,
				   struct dbr_error *err) DBR_MUST_CHECK;
/*
 * Every format's samples, and whether each sample is found to be in its own
 * format and in no other.
 */
enum dbr_status dbr_format_check_all(const struct dbr_share *share,
				     struct dbr_buf *report,
				     struct dbr_error *err) DBR_MUST_CHECK;

#endif
