/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <string.h>
#include "reports/figure_make.h"
#include "reports/promises.h"
#include "reports/value.h"

static const char *const metric_fields[] = {
	"sentence", "value", "interval", "n", "used", "open", "ended",
	"excluded", "read", "title", "key", "target", "verdict", "met",
	"missed", "unproven", "missed.names", "unproven.names", "top.key",
	"top.value", "top.interval", "top.n", "low.key", "low.value", "p90",
	"rows", "outside",
};

const char *const *
value_metric_fields(size_t *count)
{
	*count = sizeof(metric_fields) / sizeof(metric_fields[0]);
	return metric_fields;
}

static const struct dbr_slice *
current_slice(const struct source *source)
{
	if (source->has_row && source->row < source->metric->slice_count)
		return &source->metric->slices[source->row];
	return &source->metric->all;
}

/* "p90" finds the number called "p90", "mean" finds "mean (skewed)". */
static const struct dbr_number *
named_number(const struct dbr_slice *slice, const char *name)
{
	size_t i, size = strlen(name);

	for (i = 0; i < slice->number_count; i++) {
		const char *have = slice->numbers[i].name;

		if (have && strncmp(have, name, size) == 0 &&
		    (have[size] == '\0' || have[size] == ' '))
			return &slice->numbers[i];
	}
	return NULL;
}

static struct dbr_number
headline(const struct dbr_slice *slice)
{
	if (slice && slice->number_count)
		return slice->numbers[0];
	return (struct dbr_number){ .why_empty = "no facts" };
}

static enum dbr_verdict
slice_verdict(const struct source *source, const struct dbr_slice *slice)
{
	struct dbr_number number = headline(slice);

	if (!source->target || source->target->problem)
		return DBR_VERDICT_NONE;
	return dbr_number_verdict(&number, source->target->target.value,
				  source->target->is_at_most);
}

/* The slice with the largest (or smallest) value. */
static const struct dbr_slice *
extreme(const struct source *source, bool is_top)
{
	const struct dbr_slice *best = NULL;
	size_t i;

	for (i = 0; i < source->metric->slice_count; i++) {
		const struct dbr_slice *slice = &source->metric->slices[i];
		struct dbr_number number = headline(slice);
		struct dbr_number record = headline(best);

		if (!number.has_value)
			continue;
		if (!best || (is_top ? number.value > record.value :
				       number.value < record.value))
			best = slice;
	}
	return best;
}

static struct value
count_verdicts(const struct source *source, enum dbr_verdict verdict)
{
	int64_t count = 0;
	size_t i;

	for (i = 0; i < source->metric->slice_count; i++)
		count += slice_verdict(source, &source->metric->slices[i]) ==
			 verdict;
	return value_count(count);
}

/* "a, b and c": the slices with that verdict. */
static struct value
name_verdicts(struct making *m, const struct source *source,
	      enum dbr_verdict verdict)
{
	struct dbr_buf names = DBR_BUF_INIT;
	struct value value = { .kind = VALUE_NONE };
	int64_t left = (int64_t)count_verdicts(source, verdict).number.value;
	size_t i;

	for (i = 0; i < source->metric->slice_count; i++) {
		const struct dbr_slice *slice = &source->metric->slices[i];

		if (slice_verdict(source, slice) != verdict)
			continue;
		if (names.size)
			dbr_buf_add_text(&names, left == 1 ? " and " : ", ");
		dbr_buf_add_text(&names, slice->key[0] ? slice->key[0] : "");
		left--;
	}
	if (names.size)
		value = (struct value){
			.kind = VALUE_TEXT,
			.text = dbr_arena_str(m->arena, dbr_buf_str(&names)),
		};
	dbr_buf_release(&names);
	return value;
}

static struct value
key_of(const struct dbr_slice *slice)
{
	if (!slice || !slice->key[0])
		return (struct value){ .kind = VALUE_NONE };
	return (struct value){ .kind = VALUE_TEXT,
			       .text = dbr_str_from(slice->key[0]) };
}

static bool
find_extreme(struct value *out, const struct source *source, const char *field)
{
	const struct dbr_slice *slice;

	if (strncmp(field, "top.", 4) != 0 && strncmp(field, "low.", 4) != 0)
		return false;
	slice = extreme(source, field[0] == 't');
	field += 4;
	if (strcmp(field, "key") == 0)
		*out = key_of(slice);
	else if (strcmp(field, "value") == 0)
		*out = value_number(headline(slice), VALUE_FORM_VALUE);
	else if (strcmp(field, "interval") == 0)
		*out = value_number(headline(slice), VALUE_FORM_INTERVAL);
	else if (strcmp(field, "n") == 0)
		*out = value_count(slice ? headline(slice).n : 0);
	else
		return false;
	return true;
}

static bool
find_verdict(struct value *out, struct making *m, const struct source *source,
	     const char *field)
{
	if (strcmp(field, "verdict") == 0)
		*out = value_word(dbr_verdict_text(
			slice_verdict(source, current_slice(source))));
	else if (strcmp(field, "met") == 0)
		*out = count_verdicts(source, DBR_VERDICT_MET);
	else if (strcmp(field, "missed") == 0)
		*out = count_verdicts(source, DBR_VERDICT_MISSED);
	else if (strcmp(field, "unproven") == 0)
		*out = count_verdicts(source, DBR_VERDICT_NOT_PROVEN);
	else if (strcmp(field, "missed.names") == 0)
		*out = name_verdicts(m, source, DBR_VERDICT_MISSED);
	else if (strcmp(field, "unproven.names") == 0)
		*out = name_verdicts(m, source, DBR_VERDICT_NOT_PROVEN);
	else if (strcmp(field, "target") == 0)
		*out = source->target ?
			value_number(source->target->target,
				     VALUE_FORM_VALUE) :
			(struct value){ .kind = VALUE_NONE };
	else
		return false;
	return true;
}

static bool
find_count(struct value *out, const struct dbr_slice *slice, const char *field)
{
	if (strcmp(field, "n") == 0)
		*out = value_count(headline(slice).n);
	else if (strcmp(field, "used") == 0)
		*out = value_count(slice->used_count);
	else if (strcmp(field, "open") == 0)
		*out = value_count(slice->open_count);
	else if (strcmp(field, "ended") == 0)
		*out = value_count(slice->ended_count);
	else if (strcmp(field, "excluded") == 0)
		*out = value_count(slice->excluded_count);
	else if (strcmp(field, "read") == 0)
		*out = value_count(slice->read_count);
	else
		return false;
	return true;
}

static struct value
outside_of(struct making *m, const struct dbr_metric_result *result)
{
	int64_t outside = funnel_outside(m, result);

	return outside < 0 ? (struct value){ .kind = VALUE_NONE } :
			     value_count(outside);
}

bool
value_of_metric(struct value *out, struct making *m,
		const struct source *source, const char *field)
{
	const struct dbr_slice *slice = current_slice(source);
	const struct dbr_number *number;

	if (strcmp(field, "sentence") == 0)
		*out = value_number(headline(slice), VALUE_FORM_SENTENCE);
	else if (strcmp(field, "value") == 0)
		*out = value_number(headline(slice), VALUE_FORM_VALUE);
	else if (strcmp(field, "interval") == 0)
		*out = value_number(headline(slice), VALUE_FORM_INTERVAL);
	else if (strcmp(field, "title") == 0)
		*out = value_word(source->metric->metric->title);
	else if (strcmp(field, "key") == 0)
		*out = key_of(slice);
	else if (strcmp(field, "outside") == 0)
		*out = outside_of(m, source->metric);
	else if (find_count(out, slice, field) ||
		 find_extreme(out, source, field) ||
		 find_verdict(out, m, source, field))
		return true;
	else if ((number = named_number(slice, field)) ||
		 (number = named_number(&source->metric->all, field)))
		*out = value_number(*number, VALUE_FORM_VALUE);
	else if (strcmp(field, "p90") == 0)
		*out = (struct value){ .kind = VALUE_NONE };
	else
		return false;
	return true;
}
