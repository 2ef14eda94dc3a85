/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables whose columns are always the same. */
#include <config.h>
#include <string.h>
#include "debrief/time.h"
#include "reports/figure_make.h"
#include "reports/figures/sparkline.h"
#include "reports/promises.h"
#include "reports/scorecard.h"
#include "reports/table.h"

#define INTERVAL "95\xC2\xA0% interval"
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct doc_table *
table_of_promises(struct making *m, const struct source *source)
{
	static const struct table_heading headings[] = {
		{ "Measure", TABLE_TEXT },   { "Target", TABLE_NUMBER },
		{ "Result", TABLE_NUMBER },  { INTERVAL, TABLE_NUMBER },
		{ "n", TABLE_NUMBER },       { "Verdict", TABLE_NARROW },
	};
	struct doc_table *table = table_new(m, headings, COUNT(headings));
	struct dbr_buf text = DBR_BUF_INIT;
	size_t i;

	for (i = 0; i < source->row_count; i++) {
		const struct promise *p = &source->promises[i];
		struct dbr_number n = number_count(p->result.n);
		struct doc_cell *cell = document_row(&m->doc, table);

		dbr_buf_reset(&text);
		promise_target_text(&text, p);
		table_data(m, &cell[0], p->title, DOC_PLAIN);
		table_words(m, &cell[1], text.text, DOC_PLAIN);
		if (p->problem) {
			table_data(m, &cell[0], p->problem, DOC_SMALL);
		} else {
			table_number(m, &cell[2], &p->result,
				     VALUE_FORM_VALUE, DOC_STRONG);
			table_number(m, &cell[3], &p->result,
				     VALUE_FORM_INTERVAL, DOC_PLAIN);
			table_number(m, &cell[4], &n, VALUE_FORM_VALUE,
				     DOC_PLAIN);
		}
		verdict_say(m, &cell[5].text, p->verdict);
	}
	dbr_buf_release(&text);
	return table;
}

struct doc_table *
table_of_proposals(struct making *m, const struct source *source)
{
	static const struct table_heading headings[] = {
		{ "Module", TABLE_TEXT }, { "Now", TABLE_TEXT },
		{ "Proposed", TABLE_TEXT }, { "Evidence", TABLE_NUMBER },
		{ INTERVAL, TABLE_NUMBER }, { "State", TABLE_NARROW },
	};
	struct doc_table *table = table_new(m, headings, COUNT(headings));
	size_t i;

	for (i = 0; i < source->proposals->proposal_count; i++) {
		const struct dbr_proposal *p =
			&source->proposals->proposals[i];
		struct doc_cell *cell = document_row(&m->doc, table);

		table_data(m, &cell[0], p->module, DOC_PLAIN);
		table_data(m, &cell[0], p->kind, DOC_SMALL);
		table_data(m, &cell[1], p->value_before, DOC_PLAIN);
		table_data(m, &cell[2], p->value_after, DOC_STRONG);
		table_data(m, &cell[2], p->reason, DOC_SMALL);
		table_number(m, &cell[3], &p->share, VALUE_FORM_VALUE,
			     DOC_PLAIN);
		table_number(m, &cell[4], &p->share, VALUE_FORM_INTERVAL,
			     DOC_PLAIN);
		table_data(m, &cell[5], p->state, DOC_PLAIN);
	}
	return table;
}

struct doc_table *
table_of_refusals(struct making *m, const struct source *source)
{
	static const struct table_heading headings[] = {
		{ "Module", TABLE_TEXT }, { "Looked at", TABLE_TEXT },
		{ "Not proposed because", TABLE_TEXT },
	};
	struct doc_table *table = table_new(m, headings, COUNT(headings));
	size_t i;

	for (i = 0; i < source->proposals->refusal_count; i++) {
		const struct dbr_refusal *r = &source->proposals->refusals[i];
		struct doc_cell *cell = document_row(&m->doc, table);

		table_data(m, &cell[0], r->module, DOC_PLAIN);
		table_data(m, &cell[0], r->rule, DOC_SMALL);
		table_data(m, &cell[1], r->candidate, DOC_PLAIN);
		table_data(m, &cell[2], r->why, DOC_PLAIN);
	}
	return table;
}

static enum figure_reading
point_reading(const struct score *score, const struct dbr_number *number)
{
	bool is_high, is_out;

	if (!score->has_range || !number->has_value)
		return FIGURE_READING_NONE;
	is_high = number->value > score->hi;
	is_out = is_high || number->value < score->lo;
	if (!is_out || score->metric->better == DBR_BETTER_NEITHER)
		return FIGURE_READING_WITHIN;
	return is_high == (score->metric->better == DBR_BETTER_HIGHER) ?
		FIGURE_READING_BETTER : FIGURE_READING_WORSE;
}

static enum dbr_status
draw_sparkline(struct making *m, struct doc_table *table,
	       const struct score *score, size_t row)
{
	struct doc_cell *cell =
		&table->cells[row * table->column_count + 1];
	struct figure_sparkline_point *points = dbr_arena_array(
		m->arena, score->quarter_count + 1, sizeof(*points));
	struct figure_sparkline line = {
		.measure = score->metric->title,
		.points = points,
		.point_count = score->quarter_count,
		.has_range = score->has_range,
		.lo = score->lo, .hi = score->hi, .mean = score->mean,
	};
	struct figure_style style = {
		.id = dbr_arena_textf(m->arena, "spark%zu", row + 1),
		.gallery = &m->gallery,
	};
	struct figure figure;
	enum dbr_status rc;
	size_t i;

	for (i = 0; i < score->quarter_count; i++) {
		const struct dbr_slice *slice = &score->quarters[i];

		points[i].period = slice->key[0];
		if (slice->number_count)
			points[i].value = slice->numbers[0];
		points[i].reading = point_reading(score, &points[i].value);
	}
	rc = figure_sparkline_draw(&figure, &line, &style, m->arena, m->err);
	if (rc == DBR_OK)
		figure_take_cell(m, table, cell, &figure);
	return rc;
}

static void
say_slice(struct making *m, struct doc_cell *cell,
	  const struct dbr_slice *slice, enum doc_tone tone)
{
	const struct dbr_number *number =
		slice && slice->number_count ? &slice->numbers[0] : NULL;

	if (number && number->has_value) {
		table_number(m, cell, number, VALUE_FORM_VALUE, tone);
		table_basis(m, cell, number);
		return;
	}
	table_words(m, cell, "\xE2\x80\x93", DOC_MUTE);
	table_words(m, cell, number && number->why_empty ?
			     number->why_empty : "no facts", DOC_SMALL);
}

static void
say_range(struct making *m, struct doc_cell *cell, const struct score *score)
{
	struct dbr_number range = { .has_value = false };

	if (!score->has_range || !score->now || !score->now->number_count) {
		table_words(m, cell, "needs 8 quarters", DOC_MUTE);
		return;
	}
	range = score->now->numbers[0];
	range.has_lo = range.has_hi = true;
	range.lo = score->lo;
	range.hi = score->hi;
	table_number(m, cell, &range, VALUE_FORM_INTERVAL, DOC_PLAIN);
}

static void
say_reading(struct making *m, struct doc_cell *cell, enum dbr_reading reading)
{
	switch (reading) {
	case DBR_READING_BETTER:
		table_words(m, cell, "\xE2\x97\x8F better than before",
			    DOC_GOOD);
		break;
	case DBR_READING_WORSE:
		table_words(m, cell, "\xE2\x96\xB2 worse than before",
			    DOC_BAD);
		break;
	case DBR_READING_DIFFERENT:
		table_words(m, cell, "differs from before", DOC_PLAIN);
		break;
	case DBR_READING_SAME:
		table_words(m, cell, "no detectable change", DOC_MUTE);
		break;
	case DBR_READING_TOO_FEW:
		table_words(m, cell, "too few to say", DOC_MUTE);
		break;
	}
}

static const char *
better_text(enum dbr_better better)
{
	return better == DBR_BETTER_LOWER ? "lower is better" :
	       better == DBR_BETTER_HIGHER ? "higher is better" : "";
}

enum dbr_status
table_of_scores(struct making *m, struct doc_table **out,
		const struct source *source)
{
	static const struct table_heading headings[] = {
		{ "Measure", TABLE_TEXT },     { "Quarters", TABLE_NARROW },
		{ "Now", TABLE_NUMBER },       { "Before", TABLE_NUMBER },
		{ "Year ago", TABLE_NUMBER },  { "Normal range", TABLE_NUMBER },
		{ "Reading", TABLE_NARROW },
	};
	enum dbr_status rc = DBR_OK;
	size_t i;

	*out = table_new(m, headings, COUNT(headings));
	for (i = 0; rc == DBR_OK && i < source->row_count; i++) {
		const struct score *score = &source->scores[i];
		struct doc_cell *cell = document_row(&m->doc, *out);

		table_words(m, &cell[0], score->metric->title, DOC_PLAIN);
		table_words(m, &cell[0], better_text(score->metric->better),
			    DOC_SMALL);
		rc = draw_sparkline(m, *out, score, i);
		say_slice(m, &cell[2], score->now, DOC_STRONG);
		say_slice(m, &cell[3], score->previous, DOC_PLAIN);
		say_slice(m, &cell[4], score->year_ago, DOC_PLAIN);
		say_range(m, &cell[5], score);
		say_reading(m, &cell[6], score->reading);
	}
	return rc;
}
