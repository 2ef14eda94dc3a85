/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outcomes.c -- @outcomes: what was changed, and did it work? */
#include <config.h>
#include "debrief/outcome.h"
#include "reports/promises.h"
#include "reports/table.h"
#include "reports/value.h"

static const struct table_heading headings[] = {
	{ "What was changed", TABLE_TEXT },
	{ "Measure", TABLE_TEXT },
	{ "Year before", TABLE_NUMBER },
	{ "Since", TABLE_NUMBER },
	{ "Verdict", TABLE_TEXT },
	{ "Goal", TABLE_TEXT },
};

static enum doc_tone
tone_of(enum dbr_outcome_verdict verdict)
{
	switch (verdict) {
	case DBR_OUTCOME_WORKED:
		return DOC_GOOD;
	case DBR_OUTCOME_WORSE:
		return DOC_BAD;
	case DBR_OUTCOME_SAME:
		return DOC_OPEN;
	default:
		return DOC_MUTE;
	}
}

/* The value, and below it its interval and n. */
static void
add_number(struct making *m, struct doc_cell *cell,
	   const struct dbr_number *number)
{
	if (!number->name)
		return;
	table_number(m, cell, number, VALUE_FORM_VALUE, DOC_PLAIN);
	table_basis(m, cell, number);
}

static void
add_verdict(struct making *m, struct doc_cell *cell,
	    const struct dbr_outcome *outcome)
{
	table_words(m, cell, dbr_outcome_text(outcome->verdict),
		    tone_of(outcome->verdict));
	if (outcome->why)
		table_data(m, cell, outcome->why, DOC_SMALL);
	else if (outcome->made.has_p)
		table_words(m, cell,
			    dbr_arena_textf(m->arena, "q = %.2g", outcome->q),
			    DOC_SMALL);
}

static void
add_row(struct making *m, struct doc_table *table,
	const struct dbr_outcome *outcome)
{
	struct doc_cell *cell = document_row(&m->doc, table);
	struct dbr_buf day = DBR_BUF_INIT;

	value_day_text(&day, outcome->changed_us);
	table_data(m, &cell[0], outcome->title, DOC_PLAIN);
	table_words(m, &cell[0],
		    dbr_arena_textf(m->arena, "%s %s",
				    outcome->is_proposal ? "applied" :
							   "closed",
				    day.text), DOC_SMALL);
	table_data(m, &cell[1], outcome->metric_title ?
		   outcome->metric_title : outcome->metric, DOC_PLAIN);
	table_data(m, &cell[1], outcome->slice, DOC_SMALL);
	add_number(m, &cell[2], &outcome->before);
	add_number(m, &cell[3], &outcome->after);
	add_verdict(m, &cell[4], outcome);
	if (outcome->goal_text && outcome->goal != DBR_VERDICT_NONE)
		verdict_say(m, &cell[5].text, outcome->goal);
	table_data(m, &cell[5], outcome->goal_text, DOC_SMALL);
	dbr_buf_release(&day);
}

enum dbr_status
making_outcomes(struct making *m, const struct template_block *block)
{
	const struct template_text *empty = attribute_find(block, "empty");
	const struct dbr_outcome_ask ask = {
		.as_of_us = m->as_of_us,
		.migration = m->has_period ? NULL : m->subject,
	};
	struct doc_block *into = m->into ? m->into : &m->doc.front;
	const struct dbr_outcome *outcomes;
	struct doc_table *table;
	size_t i, count;
	enum dbr_status rc;

	rc = dbr_outcome_list(&outcomes, &count, m->store, m->share, &ask,
			      m->arena, m->err);
	if (rc != DBR_OK)
		return rc;
	table = table_new(m, headings, sizeof(headings) / sizeof(*headings));
	document_block(&m->doc, into, DOC_TABLE)->table = table;
	for (i = 0; i < count; i++)
		add_row(m, table, &outcomes[i]);
	return empty ? making_render_text(m, &table->empty, empty) : DBR_OK;
}
