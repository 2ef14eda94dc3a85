/* SPDX-License-Identifier: GPL-3.0-or-later */
/* engine.c -- open a file and decide how it is to be read; see import.h. */
#include <config.h>
#include "engine.h"

#include <string.h>
#include "detect.h"

enum {
	RANK_LAST = 100,
	THREAD_FILE_SIZE = 256 * 1024,	/* bytes, from here on it pays */
};

enum dbr_status
engine_rewind(struct engine *engine, struct dbr_error *err)
{
	engine->feed.memory.done = 0;
	if (!engine->feed.file)
		return DBR_OK;
	return dbr_source_rewind(engine->feed.file, err);
}

const char *
engine_base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (strcmp(path, "-") == 0)
		return "standard input";
	return slash && slash[1] ? slash + 1 : path;
}

enum dbr_status
engine_open(struct engine *engine, struct dbr_error *err)
{
	const struct dbr_import_request *request = engine->request;
	struct dbr_source_request wanted = {
		.path = request->path, .name = engine->file_name,
		.encoding = request->encoding,
	};
	const struct dbr_source_facts *facts;
	enum dbr_status rc = dbr_source_open(&engine->feed.file, &wanted, err);

	if (rc != DBR_OK)
		return rc;
	facts = dbr_source_facts(engine->feed.file);
	engine->file_size = facts->size;
	engine->feed.source = *dbr_source_of(engine->feed.file);
	return DBR_OK;
}

/* The format knows these files: they cannot be loaded, and why. */
static enum dbr_status
refuse(const struct engine *engine, struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "%s: %s", engine->format.title,
		 engine->format.refuse);
	dbr_fail_at(err, engine->file_name, 0, 0);
	return dbr_fail_hint(err, "%s", engine->format.instead);
}

static enum dbr_status
find_format(struct engine *engine, struct dbr_error *err)
{
	struct dbr_buf head = DBR_BUF_INIT;
	const char *why = "as asked";
	enum dbr_status rc;

	if (engine->request->format)
		rc = format_find(&engine->format, engine->share,
				 engine->request->format, engine->arena, err);
	else
		rc = dbr_source_peek(engine->feed.file, ENGINE_HEAD_SIZE, &head,
				     err);
	if (rc == DBR_OK && !engine->request->format) {
		struct detect_request request = {
			.file_name = engine->file_name,
			.head = dbr_buf_str(&head), .share = engine->share,
			.delimiter = engine->request->delimiter,
			.arena = engine->arena,
		};

		rc = detect_format(&engine->format, &why, &request, err);
	}
	if (rc == DBR_OK && engine->format.refuse)
		rc = refuse(engine, err);
	if (rc == DBR_OK && format_is_part(&engine->format))
		why = "the same file holds it";
	if (rc == DBR_OK && engine->request->delimiter)
		engine->format.reader_options.delimiter =
			engine->request->delimiter;
	dbr_buf_release(&head);
	engine->result->why_format = why;
	return rc;
}

/* What the format knows about the encoding, unless the user said it. */
static enum dbr_status
declare_encoding(struct engine *engine, struct dbr_error *err)
{
	const struct dbr_source_facts *facts =
		dbr_source_facts(engine->feed.file);
	enum dbr_status rc = DBR_OK;

	if (engine->format.encoding && !engine->request->encoding &&
	    !facts->has_bom && facts->invalid_count)
		rc = dbr_source_declare(engine->feed.file,
					engine->format.encoding, err);
	engine->result->encoding = facts->is_unwrapped
		? "UTF-8 out of an RTF document"
		: dbr_arena_text(engine->arena, dbr_str_from(
			dbr_source_facts(engine->feed.file)->encoding));
	return rc;
}

enum dbr_status
engine_find_format(struct engine *engine, struct dbr_error *err)
{
	enum dbr_status rc = find_format(engine, err);

	return rc == DBR_OK ? declare_encoding(engine, err) : rc;
}

static bool
wants_first_pass(const struct binding *binding)
{
	if (binding->question_count || binding->zone_check->is_on)
		return true;
	for (size_t i = 0; i < binding->field_count; i++)
		if (binding->fields[i].needs_rows)
			return true;
	return false;
}

static void
add_header_row(struct dbr_buf *out, const struct dbr_str *names, size_t count,
	       char delimiter)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			dbr_buf_add_char(out, delimiter);
		dbr_buf_add_char(out, '"');
		for (size_t k = 0; k < names[i].size; k++) {
			if (names[i].at[k] == '"')
				dbr_buf_add_char(out, '"');
			dbr_buf_add_char(out, names[i].at[k]);
		}
		dbr_buf_add_char(out, '"');
	}
}

/* The header once more as CSV, so that rejects can be read again alone. */
static struct dbr_str
header_text(struct engine *engine, const struct binding_request *bound,
	    char delimiter)
{
	size_t rows = engine->format.reader_options.header_rows;
	struct dbr_buf buf = DBR_BUF_INIT;
	struct dbr_str out;

	if (delimiter)
		add_header_row(&buf, bound->names, bound->name_count,
			       delimiter);
	for (size_t i = 1; i < rows && delimiter && bound->labels; i++) {
		dbr_buf_add_char(&buf, '\n');
		add_header_row(&buf, bound->labels, bound->name_count,
			       delimiter);
	}
	out = dbr_arena_str(engine->arena, dbr_buf_str(&buf));
	dbr_buf_release(&buf);
	return out;
}

static enum dbr_status
bind_header(struct engine *engine, void *reader, struct dbr_error *err)
{
	const struct dbr_import_request *request = engine->request;
	const struct dbr_reader *kind = engine->format.reader;
	struct binding_request wanted = {
		.format = &engine->format, .file_name = engine->file_name,
		.zone = request->zone, .date_order = request->date_order,
		.stem = file_stem(engine->file_name, engine->arena),
		.folder = file_folder(request->path, engine->arena),
		.year = request->year,
		.maps = request->maps, .map_count = request->map_count,
		.now_us = dbr_clock_now(), .arena = engine->arena,
	};
	enum dbr_status rc = binding_names(&wanted, kind, reader, err);

	if (rc == DBR_OK)
		rc = lookup_open(&wanted.lookup, &engine->format.lookup,
				 request->path, engine->arena, err);
	if (rc != DBR_OK)
		return rc;
	engine->result->delimiter = kind->delimiter(reader);
	engine->header = header_text(engine, &wanted,
				     engine->result->delimiter);
	return binding_open(&engine->binding, &wanted, err);
}

bool
engine_wants_thread(const struct engine *engine)
{
	return engine->request->thread_count != 1 &&
	       engine->file_size >= THREAD_FILE_SIZE;
}

enum dbr_status
engine_observe(struct engine *engine, struct dbr_error *err)
{
	const struct dbr_reader *kind = engine->format.reader;
	struct dbr_record record;
	bool has_record = true;
	void *reader = NULL;
	enum dbr_status rc = kind->open(&reader, &engine->feed.source,
					&engine->format.reader_options, err);

	if (rc == DBR_OK)
		rc = bind_header(engine, reader, err);
	while (rc == DBR_OK && has_record &&
	       wants_first_pass(&engine->binding)) {
		rc = kind->next(reader, &record, &has_record, err);
		if (rc == DBR_OK && has_record)
			rc = binding_observe(&engine->binding, &record, err);
	}
	kind->close(reader);
	return rc;
}

/* Does the file hold anything of what this part of it would be? */
static enum dbr_status
find_record(struct engine *engine, bool *out, struct dbr_error *err)
{
	const struct dbr_reader *kind = engine->format.reader;
	const struct dbr_str *names;
	struct dbr_record record;
	size_t count;
	void *reader = NULL;
	enum dbr_status rc = kind->open(&reader, &engine->feed.source,
					&engine->format.reader_options, err);

	if (rc == DBR_OK)
		rc = kind->names(reader, &names, &count, err);
	if (rc == DBR_OK)
		*out = detect_part_fits(names, count, &engine->format);
	if (rc == DBR_OK && *out)
		rc = kind->next(reader, &record, out, err);
	kind->close(reader);
	return rc == DBR_OK ? engine_rewind(engine, err) : rc;
}

static void
fill_result(struct engine *engine)
{
	struct dbr_import_result *result = engine->result;

	result->format = engine->format.name;
	result->target = engine->format.target->name;
	result->zone = engine->format.zone ? engine->format.zone
					   : engine->request->zone;
}

enum dbr_status
engine_import(struct engine *engine, struct dbr_error *err)
{
	enum dbr_status rc;

	bool has_record = true;

	fill_result(engine);
	rc = engine->format.part_of ? find_record(engine, &has_record, err)
				    : DBR_OK;
	engine->result->is_empty_part = rc == DBR_OK && !has_record;
	if (rc != DBR_OK || !has_record)
		return rc;
	if (engine->feed.file && engine_wants_thread(engine))
		dbr_source_start_hash(engine->feed.file);
	rc = engine_observe(engine, err);
	if (rc == DBR_OK)
		rc = binding_decide(&engine->binding, err);
	if (rc == DBR_OK)
		rc = engine_rewind(engine, err);
	if (rc == DBR_OK && engine->feed.file)
		rc = dbr_source_hash(engine->feed.file, &engine->file_hash,
				     err);
	if (rc == DBR_OK)
		rc = engine_load(engine, err);
	if (rc == DBR_EINPUT || rc == DBR_EBUG)
		dbr_fail_at(err, engine->file_name, 0, 0);
	return rc;
}

/* A part has no parts, but for the one that stands for its file. */
static enum dbr_status
find_parts(struct engine *engine, struct dbr_error *err)
{
	const struct format *format = &engine->format;
	struct dbr_import_result *result = engine->result;
	struct text_list parts = { NULL, 0 };
	enum dbr_status rc = DBR_OK;

	if (!format->part_of || strcmp(format->part_of, format->name) == 0)
		rc = formats_parts(&parts, format->name, engine->share,
				   engine->arena, err);
	result->parts = parts.at;
	result->part_count = parts.count;
	return rc;
}

enum dbr_status
dbr_import_file(struct dbr_import_result *out, struct dbr_store *store,
		const struct dbr_share *share,
		const struct dbr_import_request *request,
		struct dbr_arena *arena, struct dbr_error *err)
{
	struct engine engine = {
		.store = store, .share = share, .request = request,
		.result = out, .arena = arena,
		.file_name = request->name ? request->name
					   : engine_base_name(request->path),
	};
	enum dbr_status rc;

	*out = (struct dbr_import_result){ .format = "" };
	rc = engine_open(&engine, err);
	if (rc == DBR_OK)
		rc = engine_find_format(&engine, err);
	if (rc == DBR_OK)
		rc = find_parts(&engine, err);
	if (rc == DBR_OK)
		rc = engine_import(&engine, err);
	binding_close(&engine.binding);
	format_close(&engine.format);
	dbr_source_close(engine.feed.file);
	return rc;
}

int
dbr_import_rank(const struct dbr_share *share,
		const struct dbr_import_request *request,
		struct dbr_arena *arena)
{
	struct dbr_import_result result = { .format = "" };
	struct engine engine = {
		.share = share, .request = request, .result = &result,
		.arena = arena,
		.file_name = request->name ? request->name
					   : engine_base_name(request->path),
	};
	/* The import itself will say what is wrong. */
	struct dbr_error ignored = DBR_ERROR_INIT;
	int rank = RANK_LAST;

	if (strcmp(request->path, "-") != 0 &&
	    engine_open(&engine, &ignored) == DBR_OK &&
	    find_format(&engine, &ignored) == DBR_OK)
		rank = engine.format.target->priority;
	else if (engine.format.is_companion)
		rank = DBR_IMPORT_COMPANION;
	format_close(&engine.format);
	dbr_source_close(engine.feed.file);
	return rank;
}
