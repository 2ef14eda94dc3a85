/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <math.h>
#include <string.h>
#include "reports/compare.h"
#include "reports/comparisons.h"
#include "reports/scorecard.h"

static size_t
find_group(const struct comparisons *c, const char *name)
{
	size_t i = 0;

	while (i < c->group_count && strcmp(c->groups[i], name) != 0)
		i++;
	return i;
}

static size_t
find_metric(const struct comparisons *c, const struct dbr_metric *metric)
{
	size_t i = 0;

	while (i < c->metric_count && c->metrics[i] != metric)
		i++;
	return i;
}

/* Both sides of every row, each once; "the rest" is no group. */
static void
collect_names(struct making *m, struct comparisons *c)
{
	size_t i, max = 2 * c->page.row_count + 1;

	c->groups = dbr_arena_array(m->arena, max, sizeof(*c->groups));
	c->metrics = dbr_arena_array(m->arena, max, sizeof(*c->metrics));
	for (i = 0; i < c->page.row_count; i++) {
		const struct dbr_compare_row *row = &c->page.rows[i];

		if (find_group(c, row->a) == c->group_count)
			c->groups[c->group_count++] = row->a;
		if (row->b && find_group(c, row->b) == c->group_count)
			c->groups[c->group_count++] = row->b;
		if (find_metric(c, row->made.pair.metric) == c->metric_count)
			c->metrics[c->metric_count++] = row->made.pair.metric;
	}
}

static void
collect_slices(struct making *m, struct comparisons *c)
{
	size_t i;

	c->slices = dbr_arena_array(m->arena,
				    c->group_count * c->metric_count + 1,
				    sizeof(*c->slices));
	for (i = 0; i < c->page.row_count; i++) {
		const struct dbr_compare_row *row = &c->page.rows[i];
		const struct dbr_compare_pair *pair = &row->made.pair;
		size_t metric = find_metric(c, pair->metric);

		c->slices[find_group(c, row->a) * c->metric_count + metric] =
			pair->a;
		if (row->b)
			c->slices[find_group(c, row->b) * c->metric_count +
				  metric] = pair->b;
	}
}

enum dbr_status
comparisons_declare(struct making *m, struct source *source,
		    const struct template_block *block)
{
	struct comparisons *c = dbr_arena_get(m->arena, sizeof(*c));
	struct dbr_compare_ask ask = {
		.by = m->request->by,
		.migrations = m->request->subjects,
		.migration_count = m->request->subject_count,
		.like.as_of_us = m->as_of_us,
	};
	enum dbr_status rc = scorecard_bound(&ask.bound, m, block);

	source->kind = SOURCE_COMPARISONS;
	source->comparisons = c;
	if (rc == DBR_OK)
		rc = dbr_compare_run(&c->page, m->store, m->share, &ask,
				     m->arena, m->err);
	if (rc != DBR_OK)
		return rc;
	collect_names(m, c);
	collect_slices(m, c);
	source->row_count = c->page.row_count;
	return DBR_OK;
}

static const char *const page_fields[] = {
	"rows", "groups", "metrics", "tested", "different", "same", "few",
	"share",
};
static const char *const row_fields[] = {
	"rows", "metric", "this", "against", "this.value", "against.value",
	"effect", "effect.name", "would-show", "p", "q", "reading",
};

const char *const *
comparisons_fields(size_t *count)
{
	*count = sizeof(row_fields) / sizeof(row_fields[0]);
	return row_fields;
}

static bool
is_different(enum dbr_reading reading)
{
	return reading == DBR_READING_DIFFERENT ||
	       reading == DBR_READING_BETTER || reading == DBR_READING_WORSE;
}

static struct value
count_readings(const struct dbr_compare_page *page, size_t field)
{
	int64_t different = 0, same = 0;
	size_t i;

	for (i = 0; i < page->row_count; i++) {
		different += is_different(page->rows[i].reading);
		same += page->rows[i].reading == DBR_READING_SAME;
	}
	return value_count(field == 4 ? different : field == 5 ? same :
			   (int64_t)page->row_count - different - same);
}

static bool
page_field(struct value *out, const struct comparisons *c, const char *field)
{
	const int64_t counts[] = {
		(int64_t)c->page.row_count, (int64_t)c->group_count,
		(int64_t)c->metric_count, (int64_t)c->page.tested_count,
	};
	struct dbr_number share = { .value = c->page.bound, .has_value = true,
				    .is_census = true,
				    .unit = DBR_UNIT_SHARE };
	size_t i = 0;

	while (i < 8 && strcmp(field, page_fields[i]) != 0)
		i++;
	if (i < 4)
		*out = value_count(counts[i]);
	else if (i < 7)
		*out = count_readings(&c->page, i);
	else if (i == 7)
		*out = value_number(share, VALUE_FORM_VALUE);
	return i < 8;
}

static struct value
text_value(const char *text)
{
	return (struct value){ .kind = VALUE_TEXT,
			       .text = dbr_str_from(text) };
}

static struct value
estimate_value(const struct dbr_slice *slice)
{
	struct dbr_number none = { .why_empty = "no facts" };

	return value_number(slice->number_count ? slice->numbers[0] : none,
			    VALUE_FORM_SENTENCE);
}

static const char *
reading_word(enum dbr_reading reading)
{
	return reading == DBR_READING_BETTER ? "better" :
	       reading == DBR_READING_WORSE ? "worse" :
	       reading == DBR_READING_DIFFERENT ? "different" :
	       reading == DBR_READING_SAME ? "no-detectable-change" :
					     "too-few-to-say";
}

static bool
row_field(struct value *out, struct making *m,
	  const struct dbr_compare_row *row, const char *field)
{
	const struct dbr_comparison *made = &row->made;

	if (strcmp(field, "metric") == 0)
		*out = value_word(made->pair.metric->title);
	else if (strcmp(field, "this") == 0)
		*out = text_value(row->a);
	else if (strcmp(field, "against") == 0)
		*out = row->b ? text_value(row->b) : value_word("the rest");
	else if (strcmp(field, "this.value") == 0)
		*out = estimate_value(made->pair.a);
	else if (strcmp(field, "against.value") == 0)
		*out = estimate_value(made->pair.b);
	else if (strcmp(field, "effect") == 0)
		*out = value_number(made->effect, VALUE_FORM_SENTENCE);
	else if (strcmp(field, "effect.name") == 0)
		*out = value_word(made->effect.name);
	else if (strcmp(field, "would-show") == 0)
		*out = value_number(made->detectable, VALUE_FORM_VALUE);
	else if (strcmp(field, "p") == 0 || strcmp(field, "q") == 0)
		*out = value_word(!made->has_p ? "" : comparison_p_text(
			m->arena, field, *field == 'p' ? made->p : row->q));
	else if (strcmp(field, "reading") == 0)
		*out = value_word(reading_word(row->reading));
	else
		return false;
	return true;
}

bool
comparisons_field(struct value *out, struct making *m,
		  const struct source *source, const char *field)
{
	const struct comparisons *c = source->comparisons;

	if (source->has_row && source->row < c->page.row_count)
		return row_field(out, m, &c->page.rows[source->row], field) ||
		       page_field(out, c, field);
	return page_field(out, c, field);
}

static void
say_side(struct making *m, struct doc_cell *cell, const struct dbr_slice *side)
{
	if (side->number_count && side->numbers[0].has_value) {
		table_number(m, cell, &side->numbers[0], VALUE_FORM_VALUE,
			     DOC_PLAIN);
		table_basis(m, cell, &side->numbers[0]);
		return;
	}
	table_words(m, cell, "\xE2\x80\x93", DOC_MUTE);
	table_words(m, cell, "no facts", DOC_SMALL);
}

static void
say_effect(struct making *m, struct doc_cell *cell,
	   const struct dbr_comparison *made)
{
	if (made->effect.has_value) {
		table_number(m, cell, &made->effect, VALUE_FORM_VALUE,
			     DOC_STRONG);
		table_words(m, cell, made->effect.name, DOC_SMALL);
	} else {
		table_words(m, cell, "\xE2\x80\x93", DOC_MUTE);
	}
	if (made->effect.has_lo || made->effect.has_hi)
		table_number(m, cell, &made->effect, VALUE_FORM_INTERVAL,
			     DOC_SMALL);
}

static void
say_would_show(struct making *m, struct doc_cell *cell,
	       const struct dbr_comparison *made)
{
	if (made->detectable.has_value) {
		table_number(m, cell, &made->detectable, VALUE_FORM_VALUE,
			     DOC_PLAIN);
		if (made->is_ratio)
			table_words(m, cell, "times", DOC_SMALL);
		return;
	}
	table_words(m, cell, "\xE2\x80\x93", DOC_MUTE);
	table_words(m, cell, made->detectable.why_empty, DOC_SMALL);
}

static void
say_test(struct making *m, struct doc_cell *cell,
	 const struct dbr_compare_row *row)
{
	if (!row->made.has_p) {
		table_words(m, cell, "\xE2\x80\x93", DOC_MUTE);
		table_words(m, cell, row->made.why_untested, DOC_SMALL);
		return;
	}
	table_words(m, cell, comparison_p_text(m->arena, "p", row->made.p),
		    DOC_PLAIN);
	table_words(m, cell, comparison_p_text(m->arena, "q", row->q),
		    DOC_SMALL);
}

static void
say_reading(struct making *m, struct doc_cell *cell, enum dbr_reading reading)
{
	table_words(m, cell,
		    reading == DBR_READING_BETTER ? "\xE2\x97\x8F better" :
		    reading == DBR_READING_WORSE ? "\xE2\x96\xB2 worse" :
		    reading == DBR_READING_DIFFERENT ? "different" :
		    reading == DBR_READING_SAME ? "no detectable difference" :
						  "too few to say",
		    reading == DBR_READING_BETTER ? DOC_GOOD :
		    reading == DBR_READING_WORSE ? DOC_BAD :
		    reading == DBR_READING_DIFFERENT ? DOC_STRONG : DOC_MUTE);
}

struct doc_table *
table_of_comparisons(struct making *m, const struct source *source)
{
	static const struct table_heading headings[] = {
		{ "Measure", TABLE_TEXT },    { "This", TABLE_TEXT },
		{ "Against", TABLE_TEXT },    { "This is", TABLE_NUMBER },
		{ "Against is", TABLE_NUMBER },
		{ "Difference", TABLE_NUMBER },
		{ "Would have shown", TABLE_NUMBER },
		{ "Test", TABLE_NUMBER },     { "Reading", TABLE_NARROW },
	};
	const struct comparisons *c = source->comparisons;
	struct doc_table *table = table_new(
		m, headings, sizeof(headings) / sizeof(headings[0]));
	size_t i;

	for (i = 0; i < c->page.row_count; i++) {
		const struct dbr_compare_row *row = &c->page.rows[i];
		struct doc_cell *cell = document_row(&m->doc, table);

		table_words(m, &cell[0], row->made.pair.metric->title,
			    DOC_PLAIN);
		table_data(m, &cell[1], row->a, DOC_PLAIN);
		if (row->b)
			table_data(m, &cell[2], row->b, DOC_PLAIN);
		else
			table_words(m, &cell[2], "the rest", DOC_MUTE);
		say_side(m, &cell[3], row->made.pair.a);
		say_side(m, &cell[4], row->made.pair.b);
		say_effect(m, &cell[5], &row->made);
		say_would_show(m, &cell[6], &row->made);
		say_test(m, &cell[7], row);
		say_reading(m, &cell[8], row->reading);
	}
	return table;
}
