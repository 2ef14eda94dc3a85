/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <string.h>
#include "debrief/time.h"
#include "reports/compare.h"
#include "reports/comparisons.h"
#include "reports/customer.h"
#include "reports/promises.h"
#include "reports/scorecard.h"
#include "reports/value.h"

#define NO_BREAK "\xC2\xA0"

struct dbr_number
number_count(int64_t count)
{
	return (struct dbr_number){
		.name = "count",
		.value = (double)count,
		.has_value = true,
		.is_census = true,
		.n = count,
		.unit = DBR_UNIT_COUNT,
		.unit_text = "",
		.method = "full count",
	};
}

struct value
value_number(struct dbr_number number, enum value_form form)
{
	return (struct value){
		.kind = VALUE_NUMBER, .number = number, .form = form,
	};
}

struct value
value_count(int64_t count)
{
	return value_number(number_count(count), VALUE_FORM_VALUE);
}

struct value
value_word(const char *word)
{
	return (struct value){
		.kind = word && *word ? VALUE_WORD : VALUE_NONE,
		.text = dbr_str_from(word),
	};
}

static struct value
number_cell(const char *column, const struct dbr_cell *cell)
{
	struct dbr_str name = dbr_str_from(column);
	struct dbr_number number = number_count(cell->integer);

	number.value = cell->real;
	if (dbr_str_ends(name, "_seconds"))
		number.unit = DBR_UNIT_SECONDS;
	else if (dbr_str_ends(name, "_share"))
		number.unit = DBR_UNIT_SHARE;
	else if (cell->type == DBR_CELL_REAL)
		number.unit = DBR_UNIT_SCORE;
	return value_number(number, VALUE_FORM_VALUE);
}

struct value
value_cell(const char *column, const struct dbr_cell *cell)
{
	struct dbr_str name = dbr_str_from(column);

	if (dbr_cell_is_null(cell))
		return (struct value){ .kind = VALUE_NONE };
	if (cell->type == DBR_CELL_TEXT || cell->type == DBR_CELL_BLOB)
		return (struct value){
			.kind = cell->text.size ? VALUE_TEXT : VALUE_NONE,
			.text = cell->text,
		};
	if (cell->type == DBR_CELL_INTEGER && dbr_str_ends(name, "_at"))
		return (struct value){ .kind = VALUE_INSTANT,
				       .instant_us = cell->integer };
	if (cell->type == DBR_CELL_INTEGER && dbr_str_ends(name, "_on"))
		return (struct value){ .kind = VALUE_DAY,
				       .instant_us = cell->integer };
	return number_cell(column, cell);
}

static bool
number_is(const struct dbr_number *number, const char *word)
{
	if (strcmp(word, "none") == 0)
		return !number->has_value;
	if (!number->has_value)
		return false;
	if (strcmp(word, "zero") == 0)
		return number->value == 0;
	if (strcmp(word, "one") == 0)
		return number->value == 1;
	if (strcmp(word, "many") == 0)
		return number->value > 1;
	return strcmp(word, "some") == 0 && number->value != 0;
}

static bool
text_is(struct dbr_str text, const char *word)
{
	size_t i;

	if (strlen(word) != text.size)
		return false;
	for (i = 0; i < text.size; i++)
		if (text.at[i] != word[i] &&
		    !(text.at[i] == ' ' && word[i] == '-'))
			return false;
	return true;
}

bool
value_is(const struct value *value, const char *word)
{
	switch (value->kind) {
	case VALUE_NONE:
		return strcmp(word, "none") == 0;
	case VALUE_NUMBER:
		return number_is(&value->number, word);
	case VALUE_TEXT:
	case VALUE_WORD:
		return strcmp(word, "some") == 0 || text_is(value->text, word);
	case VALUE_INSTANT:
	case VALUE_DAY:
		return strcmp(word, "some") == 0;
	}
	return false;
}

void
value_day_text(struct dbr_buf *out, int64_t instant_us)
{
	static const char *const month[] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun",
		"Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
	};
	struct dbr_civil civil;

	dbr_civil_from_us(&civil, instant_us);
	dbr_buf_addf(out, "%d" NO_BREAK "%s" NO_BREAK "%04d", civil.day,
		     month[civil.month - 1], civil.year);
}

void
value_instant_text(struct dbr_buf *out, int64_t instant_us)
{
	struct dbr_civil civil;

	dbr_civil_from_us(&civil, instant_us);
	value_day_text(out, instant_us);
	dbr_buf_addf(out, " %02d:%02d", civil.hour, civil.minute);
}

/* A sample without a miss is not "100 %" (N2). */
static bool
is_whole_sample(const struct dbr_number *number)
{
	return number->unit == DBR_UNIT_SHARE && number->has_value &&
	       number->value == 1 && !number->is_census && number->n > 0;
}

static void
number_text(struct dbr_buf *out, const struct value *value)
{
	if (value->form == VALUE_FORM_VALUE &&
	    is_whole_sample(&value->number)) {
		dbr_buf_add_text(out, "all" NO_BREAK);
		dbr_count_text(out, value->number.n);
		return;
	}
	switch (value->form) {
	case VALUE_FORM_INTERVAL:
		dbr_number_interval(out, &value->number);
		break;
	case VALUE_FORM_SENTENCE:
		dbr_number_sentence(out, &value->number);
		break;
	case VALUE_FORM_VALUE:
		dbr_number_value(out, &value->number);
		break;
	}
}

void
value_say(struct making *m, struct doc_text *text, const struct value *value,
	  enum doc_tone tone)
{
	struct dbr_buf words = DBR_BUF_INIT;

	switch (value->kind) {
	case VALUE_NONE:
		dbr_buf_add_text(&words, "\xE2\x80\x93");
		break;
	case VALUE_NUMBER:
		if (customer_hides(m, &value->number))
			dbr_buf_add_text(&words, "fewer than five");
		else
			number_text(&words, value);
		break;
	case VALUE_INSTANT:
		value_instant_text(&words, value->instant_us);
		break;
	case VALUE_DAY:
		value_day_text(&words, value->instant_us);
		break;
	case VALUE_WORD:
		dbr_buf_add_str(&words, value->text);
		break;
	case VALUE_TEXT:
		doc_text_quote(&m->doc, text, value->text, tone);
		break;
	}
	if (words.size)
		doc_text_say(&m->doc, text, words.text, tone);
	dbr_buf_release(&words);
}

/* A bare name: what the report was asked for. */
static bool
find_parameter(struct value *out, struct making *m, const char *name)
{
	if (strcmp(name, "subject") == 0)
		*out = (struct value){ .kind = VALUE_TEXT,
				       .text = dbr_str_from(m->subject) };
	else if (strcmp(name, "as-of") == 0)
		*out = (struct value){ .kind = VALUE_INSTANT,
				       .instant_us = m->as_of_us };
	else if (strcmp(name, "by") == 0)
		*out = value_word(m->by_words);
	else if (strcmp(name, "since") == 0)
		*out = (struct value){ .kind = VALUE_DAY,
				       .instant_us = m->since_us };
	else if (strcmp(name, "until") == 0)
		*out = (struct value){ .kind = VALUE_DAY,
				       .instant_us = m->until_us - 1 };
	else if (strcmp(name, "version") == 0)
		*out = value_word(PACKAGE_VERSION);
	else if (strcmp(name, "command") == 0)
		*out = (struct value){
			.kind = VALUE_TEXT,
			.text = dbr_str_from(m->request->command_line),
		};
	else
		return false;
	if (out->kind == VALUE_TEXT && !out->text.size)
		out->kind = VALUE_NONE;
	return true;
}

static bool
find_column(struct value *out, const struct source *source, const char *field)
{
	int column = dbr_table_column(source->table, field);
	size_t row = source->has_row ? source->row : 0;

	if (column < 0)
		return false;
	*out = (struct value){ .kind = VALUE_NONE };
	if (row < source->table->row_count)
		*out = value_cell(field, dbr_table_at(source->table, row,
						      (size_t)column));
	return true;
}

static bool
find_promise_field(struct value *out, const struct source *source,
		   const char *field)
{
	static const struct {
		const char *name;
		enum dbr_verdict verdict;
	} fields[] = {
		{ "met", DBR_VERDICT_MET },
		{ "missed", DBR_VERDICT_MISSED },
		{ "unproven", DBR_VERDICT_NOT_PROVEN },
		{ "few", DBR_VERDICT_TOO_FEW },
		{ "unread", DBR_VERDICT_NONE },
	};
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (strcmp(field, fields[i].name) != 0)
			continue;
		*out = value_count((int64_t)promises_count(source,
							   fields[i].verdict));
		return true;
	}
	return false;
}


static bool
find_field(struct value *out, struct making *m, const struct source *source,
	   const char *field)
{
	if (strcmp(field, "rows") == 0) {
		*out = value_count((int64_t)source->row_count);
		return true;
	}
	switch (source->kind) {
	case SOURCE_METRIC:
		return value_of_metric(out, m, source, field);
	case SOURCE_QUERY:
		return find_column(out, source, field);
	case SOURCE_TARGETS:
		return find_promise_field(out, source, field);
	case SOURCE_COMPARE:
		return comparison_field(out, m, source->comparison, field);
	case SOURCE_SCORECARD:
		return scorecard_field(out, source, field);
	case SOURCE_COMPARISONS:
		return comparisons_field(out, m, source, field);
	case SOURCE_PROPOSALS:
		return value_of_proposals(out, m, source, field);
	}
	return false;
}

/* Names of fields a wrong one may have meant. */
static const char *const *
field_names(const struct source *source, size_t *count)
{
	static const char *const promise[] = { "rows", "met", "missed",
					       "unproven", "few",
					       "unread" };
	switch (source->kind) {
	case SOURCE_METRIC:
		return value_metric_fields(count);
	case SOURCE_QUERY:
		*count = source->table->column_count;
		return (const char *const *)source->table->columns;
	case SOURCE_TARGETS:
		*count = sizeof(promise) / sizeof(promise[0]);
		return promise;
	case SOURCE_COMPARE:
		return comparison_fields(count);
	case SOURCE_SCORECARD:
		return scorecard_fields(count);
	case SOURCE_COMPARISONS:
		return comparisons_fields(count);
	case SOURCE_PROPOSALS:
		break;
	}
	return value_proposal_fields(count);
}

static enum dbr_status
unknown_field(struct making *m, const struct template_path *path,
	      const struct source *source)
{
	size_t count = 0;
	const char *const *names = field_names(source, &count);
	const char *near = dbr_nearest(path->field, names, count);

	making_fail(m, path->place, "\"%s\" has no \"%s\"", path->source,
		    path->field);
	if (near)
		dbr_fail_hint(m->err, "did you mean {{%s.%s}}?", path->source,
			      near);
	return m->err->code;
}

enum dbr_status
value_find(struct value *out, struct making *m,
	   const struct template_path *path)
{
	struct source *source;
	enum dbr_status rc;

	if (!path->field && find_parameter(out, m, path->source))
		return DBR_OK;
	rc = source_find(&source, m, path->source, path->place);
	if (rc != DBR_OK)
		return rc;
	if (!find_field(out, m, source,
			path->field ? path->field : "sentence"))
		return unknown_field(m, path, source);
	return DBR_OK;
}
