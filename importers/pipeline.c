/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pipeline.c -- see pipeline.h. */
#include <config.h>
#include "pipeline.h"

#include <pthread.h>
#include <string.h>

enum {
	BATCH_COUNT = 4,
	BATCH_ROWS = 128,
	BATCH_SIZE = 256 * 1024,	/* bytes of records */
	BORROW_SIZE = 64 * 1024,	/* a larger record is not copied */
};

struct batch {
	struct dbr_arena arena;
	struct prepared rows[BATCH_ROWS];
	size_t count, size;
	bool is_borrowed;	/* the last row is still the reader's */
	bool is_last;
	enum dbr_status rc;	/* of the last one */
	struct dbr_error err;
};

struct pipeline {
	struct pipeline_request request;
	size_t record_count;
	struct batch batches[BATCH_COUNT];
	struct batch *taken;	/* by the caller */
	size_t given;		/* rows of it */
	bool is_running;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	/* Under the lock: batches ever filled and ever emptied. */
	size_t filled, emptied;
	bool is_given_up;
};

static struct dbr_str
copy(struct batch *batch, struct dbr_str text)
{
	return text.at ? dbr_arena_str(&batch->arena, text) : text;
}

static void
copy_verdict(struct batch *batch, struct prepared *out,
	     const struct row_result *verdict)
{
	struct row_result *own = dbr_arena_get(&batch->arena, sizeof(*own));

	*own = *verdict;
	if (own->column)
		own->column = dbr_arena_text(&batch->arena,
					     dbr_str_from(own->column));
	out->verdict = own;
}

/* Names of columns, questions and patterns outlive the rows. */
static void
copy_row(struct batch *batch, struct import_row *row, size_t value_count)
{
	struct value *values = dbr_arena_array(&batch->arena, value_count,
					       sizeof(*values));
	struct answer *answers = dbr_arena_array(&batch->arena,
		row->answer_count, sizeof(*answers));
	struct kept_cell *cells = dbr_arena_array(&batch->arena,
		row->cell_count, sizeof(*cells));

	memcpy(values, row->values, value_count * sizeof(*values));
	for (size_t i = 0; i < value_count; i++)
		values[i].text = copy(batch, values[i].text);
	for (size_t i = 0; i < row->answer_count; i++)
		answers[i] = row->answers[i];
	for (size_t i = 0; i < row->cell_count; i++) {
		cells[i] = row->cells[i];
		cells[i].value = copy(batch, cells[i].value);
	}
	row->values = values;
	row->answers = answers;
	row->cells = cells;
}

static void
reject_problem(struct engine *engine, const struct dbr_record *record,
	       struct row_result *out)
{
	const struct binding_request *bound = &engine->binding.request;
	size_t field = record->problem_field;

	dbr_arena_reset(&engine->binding.scratch);
	if (field && field <= bound->name_count) {
		const char *column = dbr_arena_text(&engine->binding.scratch,
						    bound->names[field - 1]);

		row_reject(out, column, "%s (column %zu, byte %zu)",
			   record->problem, field, record->problem_byte + 1);
	} else {
		row_reject(out, NULL, "%s", record->problem);
	}
}

/* What the binding makes of it; the slices are the reader's. */
static void
prepare(struct pipeline *pipeline, struct dbr_record *record,
	struct prepared *out, struct row_result *verdict)
{
	struct engine *engine = pipeline->request.engine;

	if (++pipeline->record_count <= engine->feed.line_count)
		record->line = (size_t)
			engine->feed.lines[pipeline->record_count - 1];
	*out = (struct prepared){ .kind = PREPARED_BLANK,
				  .line = record->line, .raw = record->raw };
	if (engine->feed.file)
		out->done = dbr_source_done(engine->feed.file);
	if (record->is_blank || record->problem)
		engine->binding.record_count++;
	if (record->is_blank)
		return;
	out->kind = PREPARED_REJECT;
	if (record->problem) {
		reject_problem(engine, record, verdict);
		return;
	}
	switch (binding_row(&engine->binding, record, &out->row, verdict)) {
	case BINDING_SKIP:
		out->kind = PREPARED_SKIP;
		break;
	case BINDING_REJECT:
		break;
	case BINDING_ROW:
		out->kind = PREPARED_ROW;
		break;
	}
	if (out->kind != PREPARED_SKIP)
		out->key = row_key_read(pipeline->request.key, record);
}

static void
add(struct pipeline *pipeline, struct batch *batch, struct dbr_record *record)
{
	struct row_result verdict = { .verdict = ROW_REJECTED };
	struct prepared *out = &batch->rows[batch->count++];

	prepare(pipeline, record, out, &verdict);
	batch->size += record->raw.size;
	if (out->kind == PREPARED_REJECT || out->kind == PREPARED_SKIP)
		copy_verdict(batch, out, &verdict);
	if (record->raw.size > BORROW_SIZE) {
		batch->is_borrowed = true;
		return;
	}
	out->raw = copy(batch, out->raw);
	out->key = copy(batch, out->key);
	if (out->kind == PREPARED_ROW)
		copy_row(batch, &out->row, pipeline->request.engine->format
			 .target->field_count);
}

static void
fill(struct pipeline *pipeline, struct batch *batch)
{
	const struct dbr_reader *kind =
		pipeline->request.engine->format.reader;
	struct dbr_record record;
	bool has_record = true;

	dbr_arena_reset(&batch->arena);
	batch->count = batch->size = 0;
	batch->is_borrowed = false;
	while (batch->count < BATCH_ROWS && batch->size < BATCH_SIZE &&
	       !batch->is_borrowed) {
		batch->rc = kind->next(pipeline->request.reader, &record,
				       &has_record, &batch->err);
		if (batch->rc != DBR_OK || !has_record) {
			batch->is_last = true;
			return;
		}
		add(pipeline, batch, &record);
	}
}

/* False: nobody wants any more. */
static bool
wait_for_room(struct pipeline *pipeline, size_t room)
{
	bool is_wanted;

	pthread_mutex_lock(&pipeline->lock);
	while (!pipeline->is_given_up &&
	       pipeline->filled - pipeline->emptied > BATCH_COUNT - room)
		pthread_cond_wait(&pipeline->moved, &pipeline->lock);
	is_wanted = !pipeline->is_given_up;
	pthread_mutex_unlock(&pipeline->lock);
	return is_wanted;
}

static void *
fill_all(void *payload)
{
	struct pipeline *pipeline = payload;
	bool is_last = false;
	size_t room = 1, at = 0;

	while (!is_last && wait_for_room(pipeline, room)) {
		struct batch *batch = &pipeline->batches[at++ % BATCH_COUNT];

		fill(pipeline, batch);
		is_last = batch->is_last;
		room = batch->is_borrowed ? BATCH_COUNT : 1;
		pthread_mutex_lock(&pipeline->lock);
		pipeline->filled++;
		pthread_cond_signal(&pipeline->moved);
		pthread_mutex_unlock(&pipeline->lock);
	}
	return NULL;
}

enum dbr_status
pipeline_open(struct pipeline **out, const struct pipeline_request *request,
	      struct dbr_error *err)
{
	struct pipeline *pipeline = dbr_arena_get(request->engine->arena,
						  sizeof(*pipeline));

	pipeline->request = *request;
	pthread_mutex_init(&pipeline->lock, NULL);
	pthread_cond_init(&pipeline->moved, NULL);
	*out = pipeline;
	if (!request->has_thread)
		return DBR_OK;
	if (pthread_create(&pipeline->thread, NULL, fill_all, pipeline) != 0)
		return dbr_fail(err, DBR_EOS, "cannot start a thread");
	pipeline->is_running = true;
	return DBR_OK;
}

static void
give_back(struct pipeline *pipeline)
{
	pthread_mutex_lock(&pipeline->lock);
	pipeline->emptied++;
	pthread_cond_signal(&pipeline->moved);
	pthread_mutex_unlock(&pipeline->lock);
}

static struct batch *
take(struct pipeline *pipeline)
{
	struct batch *batch =
		&pipeline->batches[pipeline->emptied % BATCH_COUNT];

	if (!pipeline->is_running) {
		fill(pipeline, batch);
		return batch;
	}
	pthread_mutex_lock(&pipeline->lock);
	while (pipeline->filled == pipeline->emptied)
		pthread_cond_wait(&pipeline->moved, &pipeline->lock);
	pthread_mutex_unlock(&pipeline->lock);
	return batch;
}

enum dbr_status
pipeline_next(struct pipeline *pipeline, const struct prepared **out,
	      struct dbr_error *err)
{
	*out = NULL;
	while (!pipeline->taken ||
	       pipeline->given == pipeline->taken->count) {
		if (pipeline->taken && pipeline->taken->is_last) {
			if (pipeline->taken->rc != DBR_OK)
				*err = pipeline->taken->err;
			return pipeline->taken->rc;
		}
		if (pipeline->taken)
			give_back(pipeline);
		pipeline->taken = take(pipeline);
		pipeline->given = 0;
	}
	*out = &pipeline->taken->rows[pipeline->given++];
	return DBR_OK;
}

void
pipeline_close(struct pipeline *pipeline)
{
	if (!pipeline)
		return;
	pthread_mutex_lock(&pipeline->lock);
	pipeline->is_given_up = true;
	pthread_cond_signal(&pipeline->moved);
	pthread_mutex_unlock(&pipeline->lock);
	if (pipeline->is_running)
		pthread_join(pipeline->thread, NULL);
	for (size_t i = 0; i < BATCH_COUNT; i++)
		dbr_arena_release(&pipeline->batches[i].arena);
	pthread_cond_destroy(&pipeline->moved);
	pthread_mutex_destroy(&pipeline->lock);
}
