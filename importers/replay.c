/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replay.c -- the rejects of a batch, read again with the format of today. */
#include <config.h>
#include "engine.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

struct replay {
	struct engine engine;
	struct dbr_import_request request;
	struct dbr_buf bytes;
	char hash[crypto_hash_sha256_BYTES * 2 + 1];
};

static int
year_of(const char *text)
{
	int64_t year = 0;

	return dbr_str_to_i64(dbr_str_from(text), &year) ? (int)year : 0;
}

static void
set_option(struct dbr_import_request *request, const char **maps,
	   struct dbr_str name, const char *value)
{
	if (dbr_str_is(name, "zone"))
		request->zone = value;
	else if (dbr_str_is(name, "migration"))
		request->migration = value;
	else if (dbr_str_is(name, "delimiter"))
		request->delimiter = *value;
	else if (dbr_str_is(name, "date-order"))
		request->date_order = value;
	else if (dbr_str_is(name, "year"))
		request->year = year_of(value);
	else if (dbr_str_is(name, "key"))
		request->ext_key = value;
	else if (dbr_str_is(name, "iteration"))
		request->iteration_kind = value;
	else if (dbr_str_is(name, "map"))
		maps[request->map_count++] = value;
}

static void
read_options(struct replay *replay, struct dbr_str text,
	     struct dbr_arena *arena)
{
	const char **maps = dbr_arena_array(arena, text.size + 1,
					    sizeof(*maps));

	while (text.size) {
		struct dbr_str value = dbr_str_cut(&text, '\n');
		struct dbr_str name = dbr_str_cut(&value, '=');

		set_option(&replay->request, maps, name,
			   dbr_arena_text(arena, value));
	}
	replay->request.maps = maps;
}

static enum dbr_status
read_batch(struct replay *replay, int64_t batch_id, struct dbr_error *err)
{
	struct engine *engine = &replay->engine;
	struct dbr_arena *arena = engine->arena;
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, engine->store,
		"SELECT file_name, format, options, header FROM batch"
		" WHERE id = ?1", err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, batch_id);
	rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK && !has_row) {
		dbr_fail(err, DBR_EUSAGE, "there is no batch %" PRId64,
			 batch_id);
		rc = dbr_fail_hint(err, "debrief status lists them");
	}
	if (rc == DBR_OK) {
		engine->file_name = dbr_arena_text(arena,
						   dbr_stmt_str(stmt, 0));
		replay->request.format = dbr_arena_text(arena,
							dbr_stmt_str(stmt, 1));
		read_options(replay, dbr_arena_str(arena,
						   dbr_stmt_str(stmt, 2)),
			     arena);
		if (dbr_stmt_type(stmt, 3) != DBR_CELL_NULL) {
			dbr_buf_add_str(&replay->bytes, dbr_stmt_str(stmt, 3));
			dbr_buf_add_char(&replay->bytes, '\n');
		}
	}
	dbr_stmt_close(stmt);
	return rc;
}

static enum dbr_status
read_rejects(struct replay *replay, int64_t batch_id, struct dbr_error *err)
{
	struct engine *engine = &replay->engine;
	size_t count = 0, capacity = 0;
	int64_t *lines = NULL;
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, engine->store,
		"SELECT line, raw FROM reject WHERE batch_id = ?1"
		" AND replayed_by IS NULL ORDER BY id", err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, batch_id);
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		lines = dbr_arena_grow(engine->arena, lines, count,
				       &capacity, sizeof(*lines));
		lines[count++] = dbr_stmt_i64(stmt, 0);
		dbr_buf_add_str(&replay->bytes, dbr_stmt_str(stmt, 1));
		dbr_buf_add_char(&replay->bytes, '\n');
	}
	dbr_stmt_close(stmt);
	if (rc == DBR_OK && !count) {
		dbr_fail(err, DBR_EUSAGE, "batch %" PRId64 " has no rejects "
			 "left", batch_id);
		return dbr_fail_hint(err, "debrief rejects lists what there "
				     "is");
	}
	engine->feed.lines = lines;
	engine->feed.line_count = count;
	return rc;
}

static void
open_feed(struct replay *replay)
{
	struct engine *engine = &replay->engine;
	unsigned char hash[crypto_hash_sha256_BYTES];

	engine->feed.memory = (struct dbr_memory_source){
		.bytes = dbr_buf_str(&replay->bytes) };
	engine->feed.source = dbr_source_memory(&engine->feed.memory,
						engine->file_name);
	crypto_hash_sha256(hash, (const unsigned char *)replay->bytes.text,
			   replay->bytes.size);
	sodium_bin2hex(replay->hash, sizeof(replay->hash), hash,
		       sizeof(hash));
	engine->file_hash = replay->hash;
	engine->file_size = replay->bytes.size;
}

enum dbr_status
dbr_import_replay(struct dbr_import_result *out, struct dbr_store *store,
		  const struct dbr_share *share, int64_t batch_id,
		  struct dbr_arena *arena, struct dbr_error *err)
{
	struct replay replay = {
		.engine = { .store = store, .share = share, .result = out,
			    .arena = arena, .replays_batch = batch_id },
		.request = { .path = "", .name = "",
			     .mends_batch = batch_id },
		.bytes = DBR_BUF_INIT,
	};
	struct engine *engine = &replay.engine;
	enum dbr_status rc;

	engine->request = &replay.request;
	*out = (struct dbr_import_result){ .format = "",
		.why_format = "as first read", .encoding = "UTF-8" };
	rc = read_batch(&replay, batch_id, err);
	if (rc == DBR_OK)
		rc = read_rejects(&replay, batch_id, err);
	if (rc == DBR_OK)
		rc = format_find(&engine->format, share,
				 replay.request.format, arena, err);
	if (rc == DBR_OK) {
		open_feed(&replay);
		rc = engine_import(engine, err);
	}
	binding_close(&engine->binding);
	format_close(&engine->format);
	dbr_buf_release(&replay.bytes);
	return rc;
}
