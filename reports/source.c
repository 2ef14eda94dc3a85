/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "reports/compare.h"
#include "reports/comparisons.h"
#include "reports/promises.h"
#include "reports/scorecard.h"

enum { PARAMETER_COUNT = 9 };

enum dbr_status
making_fail(struct making *m, struct template_place place, const char *fmt,
	    ...)
{
	char what[256];
	va_list args;

	va_start(args, fmt);
	vsnprintf(what, sizeof(what), fmt, args);
	va_end(args);
	dbr_fail(m->err, DBR_ECONFIG, "%s", what);
	return dbr_fail_at(m->err, m->template.path, place.line,
			   place.column);
}

enum dbr_status
making_word(struct making *m, struct template_place place, const char *word,
	    const char *const *names, size_t count)
{
	const char *near;
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(word, names[i]) == 0)
			return DBR_OK;
	making_fail(m, place, "\"%s\" means nothing here", word);
	near = dbr_nearest(word, names, count);
	if (near)
		dbr_fail_hint(m->err, "did you mean \"%s\"?", near);
	return m->err->code;
}

enum dbr_status
argument_check(struct making *m, const struct template_block *block,
	       const char *const *keys, size_t count)
{
	enum dbr_status rc = DBR_OK;
	size_t i;

	for (i = 0; rc == DBR_OK && i < block->argument_count; i++)
		if (block->arguments[i].key)
			rc = making_word(m, block->arguments[i].place,
					 block->arguments[i].key, keys, count);
	return rc;
}

const char *
argument_find(const struct template_block *block, const char *key)
{
	size_t i;

	for (i = 0; i < block->argument_count; i++)
		if (block->arguments[i].key &&
		    strcmp(block->arguments[i].key, key) == 0)
			return block->arguments[i].value;
	return NULL;
}

const char *
argument_word(const struct template_block *block, size_t n)
{
	size_t i;

	for (i = 0; i < block->argument_count; i++)
		if (!block->arguments[i].key && n-- == 0)
			return block->arguments[i].value;
	return NULL;
}

const struct template_text *
attribute_find(const struct template_block *block, const char *name)
{
	size_t i;

	for (i = 0; i < block->attribute_count; i++)
		if (strcmp(block->attributes[i].name, name) == 0)
			return &block->attributes[i].text;
	return NULL;
}

const char *
making_expand(const struct making *m, const char *word)
{
	return strcmp(word, "$subject") == 0 ? m->subject : word;
}

enum dbr_status
source_find(struct source **out, struct making *m, const char *name,
	    struct template_place place)
{
	const char **names;
	const char *near;
	size_t i;

	for (i = 0; i < m->source_count; i++) {
		if (strcmp(m->sources[i].name, name) != 0)
			continue;
		*out = &m->sources[i];
		return DBR_OK;
	}
	names = dbr_arena_array(m->arena, m->source_count + 1,
				sizeof(*names));
	for (i = 0; i < m->source_count; i++)
		names[i] = m->sources[i].name;
	near = dbr_nearest(name, names, m->source_count);
	making_fail(m, place, "nothing is called \"%s\"", name);
	if (near)
		return dbr_fail_hint(m->err, "did you mean \"%s\"?", near);
	return dbr_fail_hint(m->err, "declare it: @query %s, or @metric %s "
				     "and the metric's name", name, name);
}

enum dbr_status
source_named(struct source **out, struct making *m,
	     const struct template_block *block, const char *key,
	     enum source_kind kind)
{
	const char *name = argument_find(block, key);
	enum dbr_status rc;

	*out = NULL;
	if (!name)
		return DBR_OK;
	rc = source_find(out, m, name, block->place);
	if (rc == DBR_OK && (*out)->kind != kind)
		return making_fail(m, block->place,
				   "\"%s\" cannot be used as %s=", name, key);
	return rc;
}

/* The report's own query, else the one reports share; a name that is
 * neither is told with the report's own folder. */
static enum dbr_status
find_query(struct dbr_share_file *out, struct making *m, const char *name)
{
	const char *folder = dbr_arena_textf(m->arena, "reports/%s",
					     m->request->report);
	struct dbr_error unshared = DBR_ERROR_INIT;
	enum dbr_status rc;

	rc = dbr_share_read(out, m->share, folder, name, ".sql", m->arena,
			    m->err);
	if (rc == DBR_EUSAGE &&
	    dbr_share_read(out, m->share, "reports/shared", name, ".sql",
			   m->arena, &unshared) == DBR_OK) {
		*m->err = (struct dbr_error)DBR_ERROR_INIT;
		return DBR_OK;
	}
	return rc;
}

enum dbr_status
making_query(const struct dbr_table **out, struct making *m, const char *file,
	     const char *name)
{
	/* Of a period that is not over, what came after as-of is not known. */
	int64_t until_us = m->until_us <= m->as_of_us ? m->until_us :
							m->as_of_us + 1;
	struct dbr_parameter parameters[PARAMETER_COUNT] = {
		{ ":subject", DBR_PARAMETER_TEXT, 0, m->subject },
		{ ":as_of", DBR_PARAMETER_I64, m->as_of_us, NULL },
		{ ":subjects", DBR_PARAMETER_TEXT, 0, m->subjects },
		{ ":by", DBR_PARAMETER_TEXT, 0, m->request->by },
		{ ":since", DBR_PARAMETER_I64, m->since_us, NULL },
		{ ":until", DBR_PARAMETER_I64, until_us, NULL },
		{ ":known", DBR_PARAMETER_I64, m->known_us, NULL },
		{ ":on", DBR_PARAMETER_I64, m->on_us, NULL },
		{ ":name", DBR_PARAMETER_TEXT, 0, name },
	};
	struct dbr_share_file found;
	struct dbr_query query = {
		.parameters = parameters,
		.parameter_count = PARAMETER_COUNT,
		.first_line = 1,
	};
	struct dbr_table *table = dbr_arena_get(m->arena, sizeof(*table));
	enum dbr_status rc;

	rc = find_query(&found, m, file);
	if (rc != DBR_OK)
		return rc;
	query.sql = found.text;
	query.file = found.path;
	*out = table;
	return dbr_query_run(table, m->store, &query, m->arena, m->err);
}

static enum dbr_status
declare_query(struct making *m, struct source *source,
	      const struct template_block *block)
{
	const char *file = argument_word(block, 1);
	enum dbr_status rc;

	source->kind = SOURCE_QUERY;
	rc = making_query(&source->table, m, file ? file : source->name,
			  source->name);
	if (rc == DBR_OK)
		source->row_count = source->table->row_count;
	return rc;
}

static enum dbr_status
add_filter(struct making *m, struct dbr_metric_ask *ask,
	   const struct template_argument *argument)
{
	size_t n = 0;

	while (n < 4 && ask->where_dim[n])
		n++;
	if (n == 4)
		return making_fail(m, argument->place,
				   "more than four filters");
	ask->where_dim[n] = argument->key;
	ask->where_value[n] = making_expand(m, argument->value);
	return DBR_OK;
}

static enum dbr_status
add_dimensions(struct making *m, struct dbr_metric_ask *ask,
	       const struct template_argument *argument)
{
	struct dbr_str rest = dbr_str_from(argument->value);
	size_t n = 0;

	while (rest.at && n < 2)
		ask->by[n++] = dbr_arena_text(m->arena,
					      dbr_str_cut(&rest, ','));
	if (rest.at)
		return making_fail(m, argument->place,
				   "more than two dimensions");
	return DBR_OK;
}

enum dbr_status
source_ask(struct dbr_metric_ask *ask, struct making *m,
	   const struct template_block *block)
{
	enum dbr_status rc = DBR_OK;
	size_t i;

	*ask = (struct dbr_metric_ask){ .as_of_us = m->as_of_us };
	for (i = 0; rc == DBR_OK && i < block->argument_count; i++) {
		const struct template_argument *a = &block->arguments[i];

		if (!a->key || strcmp(a->key, "target") == 0)
			continue;
		if (strcmp(a->key, "by") == 0) {
			rc = add_dimensions(m, ask, a);
		} else if (strcmp(a->key, "period") == 0) {
			ask->since_us = m->since_us;
			ask->until_us = m->until_us;
		} else {
			rc = add_filter(m, ask, a);
		}
	}
	return rc;
}

static enum dbr_status
declare_metric(struct making *m, struct source *source,
	       const struct template_block *block)
{
	struct dbr_metric_result *result;
	struct dbr_metric_ask ask;
	struct source *targets;
	enum dbr_status rc;

	source->kind = SOURCE_METRIC;
	rc = source_ask(&ask, m, block);
	if (rc == DBR_OK)
		rc = source_named(&targets, m, block, "target",
				  SOURCE_TARGETS);
	if (rc != DBR_OK)
		return rc;
	ask.metric = argument_word(block, 1);
	if (!ask.metric)
		return making_fail(m, block->place,
				   "which metric is \"%s\"?", source->name);
	result = dbr_arena_get(m->arena, sizeof(*result));
	rc = dbr_metric_run(result, m->store, m->share, &ask, m->arena,
			    m->err);
	source->metric = result;
	source->row_count = result->slice_count;
	if (rc == DBR_OK && targets)
		source->target = promises_find(targets, ask.metric);
	return rc;
}

/* Decisions follow the data they rest on: a report as of the latest data
 * knows all of them, one as of an instant those taken by then. */
static int64_t
decided_until(const struct making *m)
{
	return m->request->as_of_us || m->has_period ? m->as_of_us :
						       INT64_MAX;
}

/* The latest verdict on a proposal by the report's instant, or NULL. */
static enum dbr_status
find_verdict(const char **out, struct making *m, int64_t proposal)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	*out = NULL;
	rc = dbr_stmt_open(&stmt, m->store,
			   "SELECT CASE verdict WHEN 'approve' THEN 'approved'"
			   " WHEN 'reject' THEN 'rejected' WHEN 'defer'"
			   " THEN 'deferred' ELSE 'reverted' END FROM decision"
			   " WHERE proposal_id = ?1 AND decided_at <= ?2"
			   " ORDER BY audit_sequence DESC LIMIT 1", m->err);
	if (rc == DBR_OK) {
		dbr_stmt_bind_i64(stmt, 1, proposal);
		dbr_stmt_bind_i64(stmt, 2, decided_until(m));
		rc = dbr_stmt_step(stmt, &has_row, m->err);
	}
	if (rc == DBR_OK && has_row)
		*out = dbr_arena_text(m->arena, dbr_stmt_str(stmt, 0));
	dbr_stmt_close(stmt);
	return rc;
}

/* What was on record by the report's instant; decided: by a person. */
static enum dbr_status
list_proposals(struct dbr_propose_result *out, struct making *m,
	       bool is_decided)
{
	const struct dbr_proposal *all;
	struct dbr_proposal *kept;
	size_t i, count;
	enum dbr_status rc;

	rc = dbr_proposal_list(&all, &count, m->store, NULL, m->arena,
			       m->err);
	if (rc != DBR_OK)
		return rc;
	kept = dbr_arena_array(m->arena, count + 1, sizeof(*kept));
	out->proposals = kept;
	for (i = 0; rc == DBR_OK && i < count; i++) {
		const char *verdict = NULL;

		if (all[i].as_of_us > m->as_of_us)
			continue;
		rc = find_verdict(&verdict, m, all[i].id);
		if (is_decided && !verdict)
			continue;
		kept[out->proposal_count] = all[i];
		kept[out->proposal_count++].state = verdict ? verdict : "open";
	}
	return rc;
}

static enum dbr_status
declare_proposals(struct making *m, struct source *source,
		  const struct template_block *block)
{
	struct dbr_propose_result *result;
	const char *which = argument_word(block, 1);
	enum dbr_status rc;

	source->kind = SOURCE_PROPOSALS;
	result = dbr_arena_get(m->arena, sizeof(*result));
	source->proposals = result;
	*result = (struct dbr_propose_result){ .proposal_count = 0 };
	if (which && (strcmp(which, "stored") == 0 ||
		      strcmp(which, "decided") == 0))
		rc = list_proposals(result, m, strcmp(which, "decided") == 0);
	else
		rc = dbr_propose_preview(result, m->store, m->share,
					 m->as_of_us, m->arena, m->err);
	source->row_count = result->proposal_count;
	return rc;
}

typedef enum dbr_status (*declare_fn)(struct making *m, struct source *source,
				      const struct template_block *block);

static const struct {
	const char *word;
	declare_fn declare;
} declarations[] = {
	{ "metric", declare_metric },
	{ "query", declare_query },
	{ "targets", promises_declare },
	{ "compare", comparison_declare },
	{ "comparisons", comparisons_declare },
	{ "scorecard", scorecard_declare },
	{ "proposals", declare_proposals },
	{ "notices", notices_declare },
};

static enum dbr_status
declare(struct making *m, const struct template_block *block,
	declare_fn declare_kind)
{
	const char *name = argument_word(block, 0);
	struct source source = { .name = name, .place = block->place };
	enum dbr_status rc;
	size_t i;

	if (!name)
		return making_fail(m, block->place, "@%s needs a name",
				   block->word);
	for (i = 0; i < m->source_count; i++)
		if (strcmp(m->sources[i].name, name) == 0)
			return making_fail(m, block->place,
					   "\"%s\" is there already", name);
	rc = declare_kind(m, &source, block);
	if (rc != DBR_OK)
		return dbr_fail_at(m->err, m->template.path,
				   block->place.line, block->place.column);
	m->sources = dbr_arena_grow(m->arena, m->sources, m->source_count,
				    &m->source_capacity, sizeof(source));
	m->sources[m->source_count++] = source;
	return DBR_OK;
}

enum { DECLARATION_COUNT = sizeof(declarations) / sizeof(declarations[0]) };

static size_t
find_declaration(const struct template_block *block)
{
	size_t i;

	if (block->kind != TEMPLATE_DIRECTIVE)
		return DECLARATION_COUNT;
	for (i = 0; i < DECLARATION_COUNT; i++)
		if (strcmp(block->word, declarations[i].word) == 0)
			break;
	return i;
}

bool
source_is(const struct template_block *block)
{
	return find_declaration(block) < DECLARATION_COUNT;
}

enum dbr_status
source_declare(struct making *m, const struct template_block *block)
{
	return declare(m, block,
		       declarations[find_declaration(block)].declare);
}
