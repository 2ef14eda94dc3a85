/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <string.h>
#include "reports/promises.h"
#include "reports/value.h"

struct columns {
	int metric, comparison, value, agreed;
};

const struct promise *
promises_find(const struct source *source, const char *metric)
{
	size_t i;

	for (i = 0; i < source->row_count; i++)
		if (strcmp(source->promises[i].metric, metric) == 0)
			return &source->promises[i];
	return NULL;
}

size_t
promises_count(const struct source *source, enum dbr_verdict verdict)
{
	size_t i, count = 0;

	for (i = 0; i < source->row_count; i++)
		count += source->promises[i].verdict == verdict;
	return count;
}

void
promise_target_text(struct dbr_buf *out, const struct promise *promise)
{
	dbr_buf_add_text(out, promise->is_at_most ? "\xE2\x89\xA4\xC2\xA0" :
						    "\xE2\x89\xA5\xC2\xA0");
	dbr_number_value(out, &promise->target);
}

enum doc_tone
verdict_tone(enum dbr_verdict verdict)
{
	switch (verdict) {
	case DBR_VERDICT_MET:
		return DOC_GOOD;
	case DBR_VERDICT_MISSED:
		return DOC_BAD;
	case DBR_VERDICT_NOT_PROVEN:
		return DOC_OPEN;
	default:
		return DOC_MUTE;
	}
}

void
verdict_say(struct making *m, struct doc_text *text, enum dbr_verdict verdict)
{
	static const char *const mark[] = {
		[DBR_VERDICT_NONE] = "",
		[DBR_VERDICT_MET] = "\xE2\x97\x8F ",
		[DBR_VERDICT_NOT_PROVEN] = "\xE2\x97\x8B ",
		[DBR_VERDICT_MISSED] = "\xE2\x96\xB2 ",
		[DBR_VERDICT_TOO_FEW] = "",
	};

	doc_text_say(&m->doc, text,
		     dbr_arena_textf(m->arena, "%s%s", mark[verdict],
				     verdict == DBR_VERDICT_NONE ?
					     "no target" :
					     dbr_verdict_text(verdict)),
		     verdict_tone(verdict));
}

/* Run the promised metric; a metric that cannot be run is a row that says
 * so, because a target file may name metrics this workspace lacks. */
static enum dbr_status
keep_promise(struct making *m, struct promise *promise,
	     struct dbr_metric_ask ask, double value)
{
	struct dbr_metric_result result;
	struct dbr_error why = DBR_ERROR_INIT;
	enum dbr_status rc;

	ask.metric = promise->metric;
	promise->title = promise->metric;
	rc = dbr_metric_run(&result, m->store, m->share, &ask, m->arena, &why);
	/* A disk that fails is no property of the metric. */
	if (rc == DBR_EIO || rc == DBR_EBUSY || rc == DBR_EOS ||
	    rc == DBR_EBUG) {
		*m->err = why;
		return rc;
	}
	if (rc != DBR_OK) {
		promise->problem = dbr_arena_textf(m->arena, "%s", why.what);
		promise->verdict = DBR_VERDICT_NONE;
		promise->target = number_count(0);
		promise->target.value = value;
		return DBR_OK;
	}
	promise->title = result.metric->title;
	if (result.all.number_count)
		promise->result = result.all.numbers[0];
	else
		promise->result = (struct dbr_number){
			.why_empty = "no facts",
		};
	promise->target = promise->result;
	promise->target.value = value * dbr_metric_unit_scale(result.metric);
	promise->target.has_value = promise->target.is_census = true;
	promise->target.has_lo = promise->target.has_hi = false;
	promise->target.why_empty = NULL;
	promise->result.has_reference = true;
	promise->result.reference = promise->target.value;
	promise->verdict = dbr_number_verdict(&promise->result,
					      promise->target.value,
					      promise->is_at_most);
	return DBR_OK;
}

static enum dbr_status
read_promise(struct making *m, struct promise *promise,
	     const struct dbr_table *table, const struct columns *c,
	     const struct dbr_metric_ask *ask, size_t row)
{
	const struct dbr_cell *comparison =
		dbr_table_at(table, row, (size_t)c->comparison);
	const struct dbr_cell *value =
		dbr_table_at(table, row, (size_t)c->value);

	promise->metric = dbr_arena_text(
		m->arena, dbr_table_at(table, row, (size_t)c->metric)->text);
	promise->is_at_most = dbr_str_is(comparison->text, "<=");
	if (c->agreed >= 0) {
		const struct dbr_cell *agreed =
			dbr_table_at(table, row, (size_t)c->agreed);

		promise->has_agreed = !dbr_cell_is_null(agreed);
		promise->agreed_us = agreed->integer;
	}
	return keep_promise(m, promise, *ask, value->real);
}

enum dbr_status
promises_declare(struct making *m, struct source *source,
		 const struct template_block *block)
{
	const char *file = argument_word(block, 1);
	const struct dbr_table *table;
	struct promise *promises;
	struct dbr_metric_ask ask;
	struct columns c;
	enum dbr_status rc;
	size_t i;

	source->kind = SOURCE_TARGETS;
	rc = making_query(&table, m, file ? file : source->name,
			  source->name);
	if (rc == DBR_OK)
		rc = source_ask(&ask, m, block);
	if (rc != DBR_OK)
		return rc;
	c.metric = dbr_table_column(table, "metric");
	c.comparison = dbr_table_column(table, "comparison");
	c.value = dbr_table_column(table, "value");
	c.agreed = dbr_table_column(table, "agreed_at");
	if (c.metric < 0 || c.comparison < 0 || c.value < 0)
		return making_fail(m, block->place,
				   "targets need the columns metric, "
				   "comparison and value");
	promises = dbr_arena_array(m->arena, table->row_count + 1,
				   sizeof(*promises));
	for (i = 0; i < table->row_count && rc == DBR_OK; i++)
		rc = read_promise(m, &promises[i], table, &c, &ask, i);
	source->promises = promises;
	source->row_count = table->row_count;
	return rc;
}
