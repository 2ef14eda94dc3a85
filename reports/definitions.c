/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The appendix: every metric this report used, word for word. */
#include <config.h>
#include <string.h>
#include "reports/promises.h"
#include "reports/scorecard.h"
#include "reports/value.h"

struct used {
	const struct dbr_metric **metrics;
	size_t count, capacity;
};

static void
add_used(struct making *m, struct used *used, const struct dbr_metric *metric)
{
	size_t i, at = used->count;

	for (i = 0; i < used->count; i++)
		if (strcmp(used->metrics[i]->name, metric->name) == 0)
			return;
	used->metrics = dbr_arena_grow(m->arena, used->metrics, used->count,
				       &used->capacity,
				       sizeof(*used->metrics));
	used->count++;
	while (at > 0 &&
	       strcmp(used->metrics[at - 1]->name, metric->name) > 0) {
		used->metrics[at] = used->metrics[at - 1];
		at--;
	}
	used->metrics[at] = metric;
}

/* A promised metric was run for its number alone: load its rules. */
static enum dbr_status
add_promised(struct making *m, struct used *used, const struct source *source)
{
	enum dbr_status rc = DBR_OK;
	size_t i;

	for (i = 0; rc == DBR_OK && i < source->row_count; i++) {
		struct dbr_metric *metric;

		if (source->promises[i].problem)
			continue;
		metric = dbr_arena_get(m->arena, sizeof(*metric));
		rc = dbr_metric_load(metric, m->share,
				     source->promises[i].metric, m->arena,
				     m->err);
		if (rc == DBR_OK)
			add_used(m, used, metric);
	}
	return rc;
}

static enum dbr_status
collect(struct making *m, struct used *used)
{
	enum dbr_status rc = DBR_OK;
	size_t i, k;

	for (i = 0; rc == DBR_OK && i < m->source_count; i++) {
		const struct source *source = &m->sources[i];

		if (source->kind == SOURCE_METRIC)
			add_used(m, used, source->metric->metric);
		else if (source->kind == SOURCE_TARGETS)
			rc = add_promised(m, used, source);
		else if (source->kind == SOURCE_SCORECARD)
			for (k = 0; k < source->row_count; k++)
				add_used(m, used, source->scores[k].metric);
	}
	return rc;
}

static const char *
parameter_text(struct making *m, const struct dbr_parameter *parameter)
{
	if (parameter->type == DBR_PARAMETER_TEXT)
		return dbr_arena_textf(m->arena, "%s = %s", parameter->name,
				       parameter->text);
	return dbr_arena_textf(m->arena, "%s = %lld", parameter->name,
			       (long long)parameter->i64);
}

static void
add_item(struct making *m, struct doc_block *list, const char *words)
{
	struct doc_block *item = document_block(&m->doc, list, DOC_ITEM);

	doc_text_say(&m->doc, &item->text, words, DOC_PLAIN);
}

static void
define(struct making *m, const struct dbr_metric *metric)
{
	struct doc_block *details = document_block(
		&m->doc, m->into ? m->into : &m->doc.front, DOC_DETAILS);
	struct doc_block *list;
	size_t i;

	doc_text_say(&m->doc, &details->text, metric->title, DOC_STRONG);
	doc_text_say(&m->doc, &details->text, " ", DOC_PLAIN);
	doc_text_say(&m->doc, &details->text, metric->name, DOC_CODE);
	list = document_block(&m->doc, details, DOC_LIST);
	for (i = 0; i < metric->rule_count; i++)
		add_item(m, list, metric->rules[i]);
	for (i = 0; i < metric->parameter_count; i++)
		add_item(m, list,
			 parameter_text(m, &metric->parameters[i]));
}

enum dbr_status
making_definitions(struct making *m)
{
	struct used used = { .metrics = NULL };
	enum dbr_status rc = collect(m, &used);
	size_t i;

	for (i = 0; rc == DBR_OK && i < used.count; i++)
		define(m, used.metrics[i]);
	return rc;
}
