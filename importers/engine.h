/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * engine.h -- one file, or the rejects of one batch, into the store.
 *
 * engine.c opens and decides (format, encoding, columns, day/month order),
 * engine_load.c runs the transaction, engine_batch.c writes what is said
 * about it, mend.c keeps rejects and settles those that came again.  A feed hides whether bytes come from a file or from rejects.
 */
#ifndef IMPORTERS_ENGINE_H
#define IMPORTERS_ENGINE_H

#include "binding.h"
#include "run.h"

struct feed {
	struct dbr_source_file *file;		/* or */
	struct dbr_memory_source memory;	/* rejects of a batch */
	struct dbr_source source;
	const int64_t *lines;	/* of each record in memory */
	size_t line_count;
};

struct engine {
	struct dbr_store *store;
	const struct dbr_share *share;
	const struct dbr_import_request *request;
	struct dbr_import_result *result;
	struct dbr_arena *arena;
	struct feed feed;
	const char *file_name, *file_hash;
	uint64_t file_size;
	struct format format;
	struct binding binding;
	struct dbr_str header;	/* for replaying rejects; csv only */
	struct import_run run;
	int64_t repeats_batch;
	int64_t replays_batch;	/* whose rejects are read; 0: a file */
};

enum { ENGINE_HEAD_SIZE = 64 * 1024 };	/* bytes that tell the format */

const char *engine_base_name(const char *path);
enum dbr_status engine_open(struct engine *engine, struct dbr_error *err)
	DBR_MUST_CHECK;
/* And the encoding it declares. */
enum dbr_status engine_find_format(struct engine *engine,
				   struct dbr_error *err) DBR_MUST_CHECK;
/* The first pass: bind the header, see every row. */
enum dbr_status engine_observe(struct engine *engine, struct dbr_error *err)
	DBR_MUST_CHECK;
enum dbr_status engine_rewind(struct engine *engine, struct dbr_error *err)
	DBR_MUST_CHECK;
/* A thread is not worth its start for a small file. */
bool engine_wants_thread(const struct engine *engine);
/* Everything behind an opened feed and a known format: decide and load. */
enum dbr_status engine_import(struct engine *engine, struct dbr_error *err)
	DBR_MUST_CHECK;
enum dbr_status engine_load(struct engine *engine, struct dbr_error *err)
	DBR_MUST_CHECK;

enum dbr_status engine_batch_begin(struct engine *engine,
				   struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status engine_batch_end(struct engine *engine,
				 struct dbr_error *err) DBR_MUST_CHECK;
/* The options that change what is loaded, one "name=value" a line. */
const char *engine_options(const struct dbr_import_request *request,
			   struct dbr_arena *arena);

enum dbr_status attribute_tickets(struct engine *engine,
				  struct dbr_error *err) DBR_MUST_CHECK;

#endif
