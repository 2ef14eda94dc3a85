/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pipeline.h -- records made into typed rows ahead of where they are stored.
 *
 * A thread of its own reads, binds and copies rows into batches; the caller
 * takes them in the order of the file, one after the other, through a queue
 * that holds few.  The reader, the binding and the patterns of the format
 * belong to that thread until pipeline_close(); the store, the target and the
 * run belong to the caller.  Without a thread the same batches are filled
 * when they are asked for, so both ways give the same rows.
 *
 * A failure of the reader comes behind the rows before it.
 */
#ifndef IMPORTERS_PIPELINE_H
#define IMPORTERS_PIPELINE_H

#include "row_key.h"

enum prepared_kind {
	PREPARED_BLANK,
	PREPARED_SKIP,		/* verdict says why */
	PREPARED_REJECT,	/* here, too */
	PREPARED_ROW,
};

struct prepared {
	enum prepared_kind kind;
	struct import_row row;			/* of PREPARED_ROW */
	const struct row_result *verdict;
	size_t line;
	struct dbr_str key;	/* of the row; at == NULL: none */
	struct dbr_str raw;
	uint64_t done;		/* bytes of the file, for progress */
};

struct pipeline;

struct pipeline_request {
	struct engine *engine;
	void *reader;		/* of engine->format.reader, at its header */
	struct row_key *key;
	bool has_thread;
};

enum dbr_status pipeline_open(struct pipeline **out,
			      const struct pipeline_request *request,
			      struct dbr_error *err) DBR_MUST_CHECK;
/* *out lives until the next call; NULL at the end. */
enum dbr_status pipeline_next(struct pipeline *pipeline,
			      const struct prepared **out,
			      struct dbr_error *err) DBR_MUST_CHECK;
void pipeline_close(struct pipeline *pipeline);	/* NULL is fine */

#endif
