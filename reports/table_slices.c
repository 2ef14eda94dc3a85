/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <string.h>
#include "debrief/stats/proportion.h"
#include "debrief/stats/signoff.h"
#include "reports/customer.h"
#include "reports/promises.h"
#include "reports/table.h"

enum { COLUMNS_MAX = 8 };

/* Which columns a metric's slices need. */
struct layout {
	bool has_second, has_verdict, has_more;
	const struct source *all;	/* the same metric over everything */
};

static const struct dbr_slice *
slice_by_key(const struct source *source, struct dbr_str key)
{
	size_t i;

	for (i = 0; i < source->metric->slice_count; i++)
		if (source->metric->slices[i].key[0] &&
		    dbr_str_is(key, source->metric->slices[i].key[0]))
			return &source->metric->slices[i];
	return NULL;
}

static bool
is_labelled(const struct table_label *labels, size_t count,
	    const struct dbr_slice *slice)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (labels[i].slice == slice)
			return true;
	return false;
}

/* The label a row of the query gives, if its slice is there. */
static bool
read_label(struct table_label *label, struct making *m,
	   const struct source *source, const struct dbr_table *names,
	   size_t row)
{
	int qualifier = dbr_table_column(names, "qualifier");
	const struct dbr_cell *key = dbr_table_at(
		names, row, (size_t)dbr_table_column(names, "key"));
	const struct dbr_cell *name = dbr_table_at(
		names, row, (size_t)dbr_table_column(names, "name"));

	label->slice = slice_by_key(source, key->text);
	if (!label->slice)
		return false;
	label->name = dbr_arena_text(m->arena, name->text);
	label->qualifier = NULL;
	if (qualifier >= 0)
		label->qualifier = dbr_arena_text(
			m->arena,
			dbr_table_at(names, row, (size_t)qualifier)->text);
	return true;
}

enum dbr_status
table_labels(const struct table_label **out, size_t *count, struct making *m,
	     const struct source *source, const struct template_block *block)
{
	size_t i, done = 0, slices = source->metric->slice_count;
	struct table_label *labels = dbr_arena_array(m->arena, slices + 1,
						     sizeof(*labels));
	struct source *names;
	enum dbr_status rc;

	rc = source_named(&names, m, block, "labels", SOURCE_QUERY);
	if (rc != DBR_OK)
		return rc;
	if (names && (dbr_table_column(names->table, "key") < 0 ||
		      dbr_table_column(names->table, "name") < 0))
		return making_fail(m, block->place,
				   "labels need the columns key and name");
	for (i = 0; names && i < names->row_count && done < slices; i++)
		if (read_label(&labels[done], m, source, names->table, i))
			done++;
	for (i = 0; i < slices; i++) {
		const struct dbr_slice *slice = &source->metric->slices[i];

		if (is_labelled(labels, done, slice) || done == slices)
			continue;
		labels[done++] = (struct table_label){
			.slice = slice,
			.name = slice->key[0] ? slice->key[0] : "not known",
		};
	}
	*out = labels;
	*count = done;
	return DBR_OK;
}

static const char *
capital(struct making *m, const char *words)
{
	char *copy = dbr_arena_textf(m->arena, "%s", words ? words : "");
	char *c;

	for (c = copy; *c; c++)
		if (*c == '_' || *c == '-')
			*c = ' ';
	if (*copy >= 'a' && *copy <= 'z' && strcmp(copy, "p90") != 0)
		*copy = (char)(*copy - 'a' + 'A');
	return copy;
}

static const char *
second_name(const struct source *source)
{
	return source->metric->all.number_count > 1 ?
		source->metric->all.numbers[1].name : NULL;
}

static struct doc_table *
new_slices(struct making *m, const struct source *source,
	   const struct layout *layout)
{
	const struct dbr_slice *all = &source->metric->all;
	struct table_heading headings[COLUMNS_MAX];
	size_t n = 0;

	headings[n++] = (struct table_heading){
		capital(m, source->metric->ask.by[0]), TABLE_TEXT
	};
	headings[n++] = (struct table_heading){
		capital(m, all->number_count ? all->numbers[0].name : "value"),
		TABLE_NUMBER
	};
	headings[n++] = (struct table_heading){ "95\xC2\xA0% interval",
						TABLE_NUMBER };
	if (layout->has_second)
		headings[n++] = (struct table_heading){
			capital(m, second_name(source)), TABLE_NUMBER
		};
	headings[n++] = (struct table_heading){ "n", TABLE_NUMBER };
	if (layout->all)
		headings[n++] = (struct table_heading){ "All migrations",
							TABLE_NUMBER };
	if (layout->has_verdict)
		headings[n++] = (struct table_heading){ "Verdict",
							TABLE_NARROW };
	if (layout->has_more)
		headings[n++] = (struct table_heading){ "More rows to settle",
							TABLE_NUMBER };
	return table_new(m, headings, n);
}

static void
say_all(struct making *m, struct doc_cell *cell, const struct source *all,
	const struct dbr_slice *slice)
{
	const struct dbr_slice *same = NULL;

	if (slice->key[0])
		same = slice_by_key(all, dbr_str_from(slice->key[0]));
	if (!same || !same->number_count)
		return;
	table_number(m, cell, &same->numbers[0], VALUE_FORM_VALUE, DOC_PLAIN);
	doc_text_say(&m->doc, &cell->text,
		     dbr_arena_textf(m->arena, "n = %lld",
				     (long long)same->numbers[0].n),
		     DOC_SMALL);
}

/* More rows of the same customers do not tell how customers differ. */
static bool
is_clustered(const struct dbr_slice *slice)
{
	for (size_t i = 1; i < slice->number_count; i++)
		if (strcmp(slice->numbers[i].name, "design effect") == 0)
			return true;
	return false;
}

/* How many more checks would prove the target if no other mismatch shows. */
static int64_t
more_needed(const struct source *source, const struct dbr_slice *slice)
{
	struct dbr_tally share = { (int64_t)slice->hits,
				   (int64_t)slice->trials };
	double target = source->target->target.value;
	double level = slice->numbers[0].level;
	struct dbr_checks checks = { .checked = share.trials,
				     .mismatched = share.trials - share.hits };

	if (!source->metric->metric->is_claim)
		return dbr_proportion_more_needed(share, target, level);
	return dbr_signoff_decide(&checks,
				  (struct dbr_claim){ 1 - target, level })
		.more_needed;
}

static void
say_more(struct making *m, struct doc_cell *cell, const struct source *source,
	 const struct dbr_slice *slice)
{
	struct value value;

	if (is_clustered(slice)) {
		table_words(m, cell, "no rows do: more customers", DOC_MUTE);
		return;
	}
	value = value_count(more_needed(source, slice));
	if (value.number.value > 0)
		value_say(m, &cell->text, &value, DOC_PLAIN);
}

static bool
is_small(const struct making *m, const struct dbr_slice *slice)
{
	return slice->number_count && customer_hides(m, &slice->numbers[0]);
}

/* One hidden row could be found from the others and their total, so the
 * smallest of the others goes with it. */
static const struct dbr_slice *
find_companion(const struct making *m, const struct table_label *labels,
	       size_t count)
{
	const struct dbr_slice *smallest = NULL;
	size_t i, hidden = 0;

	for (i = 0; i < count; i++) {
		const struct dbr_slice *slice = labels[i].slice;

		if (is_small(m, slice))
			hidden++;
		else if (slice->number_count &&
			 (!smallest || slice->numbers[0].n <
					       smallest->numbers[0].n))
			smallest = slice;
	}
	return hidden == 1 ? smallest : NULL;
}

static void
add_hidden(struct making *m, struct doc_table *table,
	   const struct table_label *label)
{
	struct doc_cell *cell = document_row(&m->doc, table);

	table_data(m, &cell[0], label->name, DOC_PLAIN);
	table_words(m, &cell[1], "not shown: too few", DOC_MUTE);
}

static void
add_slice(struct making *m, struct doc_table *table,
	  const struct source *source, const struct layout *layout,
	  const struct table_label *label)
{
	const struct dbr_slice *slice = label->slice;
	struct dbr_number number = { .why_empty = "no facts" };
	struct doc_cell *cell = document_row(&m->doc, table);
	enum dbr_verdict verdict = DBR_VERDICT_NONE;

	if (slice->number_count)
		number = slice->numbers[0];
	if (layout->has_verdict) {
		number.has_reference = true;
		number.reference = source->target->target.value;
		verdict = dbr_number_verdict(&number, number.reference,
					     source->target->is_at_most);
	}
	table_data(m, cell, label->name, DOC_PLAIN);
	table_data(m, cell++, label->qualifier, DOC_SMALL);
	table_number(m, cell++, &number, VALUE_FORM_VALUE, DOC_STRONG);
	table_number(m, cell++, &number, VALUE_FORM_INTERVAL, DOC_PLAIN);
	if (layout->has_second) {
		if (slice->number_count > 1)
			table_number(m, cell, &slice->numbers[1],
				     VALUE_FORM_VALUE, DOC_PLAIN);
		cell++;
	}
	number = number_count(number.n);
	table_number(m, cell++, &number, VALUE_FORM_VALUE, DOC_PLAIN);
	if (layout->all)
		say_all(m, cell++, layout->all, slice);
	if (layout->has_verdict)
		verdict_say(m, &cell++->text, verdict);
	if (layout->has_more && verdict == DBR_VERDICT_NOT_PROVEN)
		say_more(m, cell, source, slice);
}

enum dbr_status
table_of_slices(struct making *m, struct doc_table **out,
		const struct source *source,
		const struct template_block *block)
{
	const struct table_label *labels;
	struct layout layout = { .has_second = false };
	const struct dbr_slice *companion;
	struct source *all = NULL;
	size_t i, count;
	enum dbr_status rc;

	rc = source_named(&all, m, block, "all", SOURCE_METRIC);
	if (rc == DBR_OK)
		rc = table_labels(&labels, &count, m, source, block);
	if (rc != DBR_OK)
		return rc;
	layout.all = all;
	layout.has_second = source->metric->metric->kind == DBR_KIND_DURATION &&
			    second_name(source);
	layout.has_verdict = source->target && !source->target->problem;
	layout.has_more = layout.has_verdict &&
			  source->metric->metric->kind == DBR_KIND_PROPORTION &&
			  !source->target->is_at_most;
	*out = new_slices(m, source, &layout);
	companion = find_companion(m, labels, count);
	for (i = 0; i < count; i++)
		if (is_small(m, labels[i].slice) ||
		    labels[i].slice == companion)
			add_hidden(m, *out, &labels[i]);
		else
			add_slice(m, *out, source, &layout, &labels[i]);
	return DBR_OK;
}
