/* SPDX-License-Identifier: GPL-3.0-or-later */
/* binding_row.c -- cells to typed values; see binding.h. */
#include <config.h>
#include "binding.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "duration.h"

enum dbr_status
row_reject(struct row_result *out, const char *column, const char *fmt, ...)
{
	va_list args;

	out->verdict = ROW_REJECTED;
	out->column = column;
	va_start(args, fmt);
	vsnprintf(out->reason, sizeof(out->reason), fmt, args);
	va_end(args);
	return DBR_OK;
}

static void
note_unknown(struct binding *binding, struct bound_field *field,
	     struct dbr_str cell)
{
	struct unknown_words *unknown = &field->unknown;
	struct dbr_buf clean = DBR_BUF_INIT;
	bool is_named = false;

	dbr_buf_add_clean(&clean, cell, 20);
	unknown->cell_count++;
	for (size_t i = 0; i < unknown->word_count; i++)
		is_named |= strcmp(unknown->words[i], clean.text) == 0;
	if (!is_named && unknown->word_count < UNKNOWN_WORDS_MAX)
		unknown->words[unknown->word_count++] = dbr_arena_text(
			&binding->found, dbr_buf_str(&clean));
	else if (!is_named)
		unknown->has_more = true;
	dbr_buf_release(&clean);
}

/* A cell the pattern does not match is empty; said, where that matters. */
static void
note_unmatched(struct binding *binding, struct bound_field *field,
	       const struct dbr_record *record)
{
	if (!field->field.match || field->field.otherwise != ELSE_WARN)
		return;
	for (size_t i = 0; i < field->column_count; i++) {
		struct dbr_str cell = binding_cell_at(binding, record,
					      field->columns[i]);

		if (cell.size) {
			note_unknown(binding, field, cell);
			return;
		}
	}
}

/* False: rejected, reason written. */
static bool
apply_pairs(struct binding *binding, struct bound_field *field,
	    struct dbr_str *cell, struct row_result *reject)
{
	char found[80];
	struct dbr_buf buf = DBR_BUF_INIT;

	for (size_t i = 0; i < field->field.map_count; i++)
		if (dbr_str_equal_nocase(*cell, dbr_str_from(
				field->field.map[i].from))) {
			*cell = dbr_str_from(field->field.map[i].to);
			if (dbr_str_is(*cell, "null"))
				*cell = DBR_STR_NONE;
			return true;
		}
	switch (field->field.otherwise) {
	case ELSE_KEEP:
		return true;
	case ELSE_WARN:
		note_unknown(binding, field, *cell);
		*cell = DBR_STR_NONE;
		return true;
	case ELSE_NULL:
		*cell = DBR_STR_NONE;
		return true;
	case ELSE_VALUE:
		*cell = dbr_str_from(field->field.else_value);
		return true;
	case ELSE_REJECT:
		break;
	}
	dbr_buf_add_clean(&buf, *cell, 20);
	snprintf(found, sizeof(found), "%s", buf.text);
	dbr_buf_release(&buf);
	row_reject(reject, field->header, "\"%s\" is not one of the words the "
		   "format knows, such as \"%s\"", found,
		   field->field.map[0].from);
	return false;
}

static void
reject_type(const struct bound_field *field, struct dbr_str cell,
	    const char *expected, struct row_result *reject)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	dbr_buf_add_clean(&buf, cell, 40);
	row_reject(reject, field->header, "expected %s, found \"%s\"",
		   expected, buf.text);
	dbr_buf_release(&buf);
}

/* The year of a time without one: the year of the time before, or the next
 * when that was at its end.  A record or two out of order change nothing. */
static bool
take_year(struct bound_field *field, struct dbr_civil *civil)
{
	int step = field->month ? civil->month - field->month : 0;

	if (!field->year)
		return false;
	if (step < -6) {
		field->year++;
		step = 0;
	}
	civil->year = field->year - (step > 6);
	if (step <= 6)
		field->month = civil->month;
	return dbr_civil_is_valid(civil);
}

/* Of a date alone: noon of an event, all of the day in a plan, whose fields
 * of ends are called so. */
static void
set_hour(const struct binding *binding, const struct bound_field *field,
	 struct dbr_civil *civil)
{
	if (binding->takes_noon) {
		civil->hour = 12;
	} else if (dbr_str_ends(dbr_str_from(field->field.name), "_end")) {
		civil->hour = 23;
		civil->minute = civil->second = 59;
	}
}

static void
reject_time(const struct bound_field *field, struct dbr_str cell,
	    struct row_result *reject)
{
	struct dbr_buf expected = DBR_BUF_INIT;

	dbr_buf_add_text(&expected, "a time like ");
	dbr_time_format_add_example(&expected,
				    field->field.times.patterns[0]);
	reject_type(field, cell, expected.text, reject);
	dbr_buf_release(&expected);
}

static bool
read_time(struct binding *binding, struct bound_field *field,
	  struct dbr_str cell, struct value *out, struct row_result *reject)
{
	enum dbr_civil_kind kind = DBR_CIVIL_ONCE;
	struct dbr_time_value time;

	if (!dbr_time_column_read(field->times, cell, &time)) {
		reject_time(field, cell, reject);
		return false;
	}
	if (field->type == VALUE_DAY) {
		out->text = dbr_str_from(dbr_arena_textf(&binding->scratch,
			"%04d-%02d-%02d", time.civil.year, time.civil.month,
			time.civil.day));
		return true;
	}
	if (time.is_date_only && !time.has_offset)
		set_hour(binding, field, &time.civil);
	if (!time.has_year && !take_year(field, &time.civil)) {
		reject_type(field, cell, "a day there is in that year",
			    reject);
		return false;
	}
	if (!time.has_offset && !field->zone) {
		reject_type(field, cell, "a time with its zone", reject);
		return false;
	}
	out->integer = dbr_time_value_us(&time, field->zone, &kind);
	binding->skipped_time_count += kind == DBR_CIVIL_SKIPPED;
	binding->doubled_time_count += kind == DBR_CIVIL_TWICE;
	if (field->type == VALUE_PAST && binding->request.now_us &&
	    out->integer > binding->request.now_us + DBR_DAY_US &&
	    !field->ahead_count++)
		field->ahead = dbr_arena_text(&binding->found, cell);
	return true;
}

static bool
read_bool(struct dbr_str cell, int64_t *out)
{
	static const char *const yes[] = { "true", "yes", "y", "1", "t" };
	static const char *const no[] = { "false", "no", "n", "0", "f" };

	for (size_t i = 0; i < 5; i++) {
		if (dbr_str_equal_nocase(cell, dbr_str_from(yes[i]))) {
			*out = 1;
			return true;
		}
		if (dbr_str_equal_nocase(cell, dbr_str_from(no[i]))) {
			*out = 0;
			return true;
		}
	}
	return false;
}

/* Of syslog's <facility * 8 + severity>, the severity. */
static struct dbr_str
rest_of(struct binding *binding, struct dbr_str cell, int64_t modulo)
{
	int64_t number;

	if (!dbr_str_to_i64(cell, &number) || number < 0)
		return cell;
	return dbr_str_from(dbr_arena_textf(&binding->scratch, "%" PRId64,
					    number % modulo));
}

/* The cell is empty, or what it holds counts for nothing. */
static void
reject_missing(struct binding *binding, const struct bound_field *field,
	       const struct dbr_record *record, struct row_result *reject)
{
	struct dbr_str raw = DBR_STR_NONE;
	bool is_unmatched = false;

	for (size_t i = 0; i < field->column_count && !raw.size; i++) {
		size_t column = field->columns[i];

		raw = binding_cell_at(binding, record, column);
		is_unmatched = raw.size > 0;
		if (!raw.size && column < record->count)
			raw = dbr_str_trim(record->fields[column]);
	}
	if (!raw.size)
		row_reject(reject, field->header,
			   "expected a value, the cell is empty");
	else if (is_unmatched)
		reject_type(field, raw, "a value that the format's pattern "
			    "takes", reject);
	else
		reject_type(field, raw, "a value", reject);
}

static int64_t
unit_of(const struct bound_field *field, int64_t otherwise)
{
	return field->field.unit_us ? field->field.unit_us : otherwise;
}

static bool
read_minutes(const struct bound_field *field, struct dbr_str cell, double *out)
{
	const int64_t minute = 60 * DBR_SECOND_US;
	int64_t us;

	if (!duration_read(cell, unit_of(field, minute), &us) &&
	    !duration_of_day(cell, &us))
		return false;
	*out = (double)us / (double)minute;
	return true;
}

static bool
read_value(struct binding *binding, struct bound_field *field,
	   const struct dbr_record *record, struct value *out,
	   struct row_result *reject)
{
	struct dbr_str cell = binding_cell(binding, field, record);

	out->is_bound = field->column_count || field->field.value;
	if (!cell.size)
		note_unmatched(binding, field, record);
	if (cell.size && field->field.modulo)
		cell = rest_of(binding, cell, field->field.modulo);
	if (cell.size && (field->field.map_count ||
			  field->field.otherwise == ELSE_VALUE) &&
	    !apply_pairs(binding, field, &cell, reject))
		return false;
	out->text = cell;
	if (!cell.size) {
		if (!field->field.is_required)
			return true;
		reject_missing(binding, field, record, reject);
		return false;
	}
	switch (field->type) {
	case VALUE_TEXT:
		return true;
	case VALUE_TIME:
	case VALUE_DAY:
	case VALUE_PAST:
		return read_time(binding, field, cell, out, reject);
	case VALUE_DURATION:
		if (duration_read(cell, unit_of(field, DBR_SECOND_US),
				  &out->integer))
			return true;
		reject_type(field, cell, "a duration like 4m17s", reject);
		return false;
	case VALUE_INTEGER:
		if (binding_integer(cell, &out->integer))
			return true;
		reject_type(field, cell, "a whole number up to 2^53",
			    reject);
		return false;
	case VALUE_REAL:
		if (dbr_str_to_double(cell, &out->real))
			return true;
		reject_type(field, cell, "a number", reject);
		return false;
	case VALUE_MINUTES:
		if (read_minutes(field, cell, &out->real))
			return true;
		reject_type(field, cell, "minutes, or a time like 1:30 or 2 h",
			    reject);
		return false;
	case VALUE_BOOL:
		if (read_bool(cell, &out->integer))
			return true;
		reject_type(field, cell, "true or false", reject);
		return false;
	}
	return false;
}

/* False: the cell is no score.  Leading digits count: "10 - very likely". */
static bool
read_score(const struct format_question *asked, struct dbr_str cell, int *out)
{
	struct dbr_str digits = cell;
	int64_t score;

	for (size_t i = 0; i < asked->map_count; i++)
		if (dbr_str_equal_nocase(cell,
					 dbr_str_from(asked->map[i].from)))
			digits = dbr_str_from(asked->map[i].to);
	if (!binding_integer(digits, &score)) {
		digits.size = 0;
		while (digits.size < cell.size && digits.size < 2 &&
		       cell.at[digits.size] >= '0' &&
		       cell.at[digits.size] <= '9')
			digits.size++;
		if (digits.size < cell.size && cell.at[digits.size] != ' ' &&
		    cell.at[digits.size] != '-')
			return false;
		if (!dbr_str_to_i64(digits, &score))
			return false;
	}
	*out = (int)score;
	return score >= asked->min && score <= asked->max;
}

static bool
read_answers(struct binding *binding, const struct dbr_record *record,
	     struct import_row *out, struct row_result *reject)
{
	for (size_t i = 0; i < binding->question_count; i++) {
		const struct bound_question *question = &binding->questions[i];
		struct dbr_str cell = binding_cell_at(binding, record,
					      question->column);
		struct answer *answer = &binding->answers[out->answer_count];
		struct dbr_buf buf = DBR_BUF_INIT;

		if (!cell.size)
			continue;
		*answer = (struct answer){
			.question = question->header,
			.scale = question->asked.scale,
			.scale_from = question->is_declared
				? "option" : "wording",
			.min = question->asked.min, .max = question->asked.max,
		};
		if (read_score(&question->asked, cell, &answer->score)) {
			out->answer_count++;
			continue;
		}
		dbr_buf_add_clean(&buf, cell, 30);
		row_reject(reject, question->header, "expected a score from "
			   "%d to %d, found \"%s\"", question->asked.min,
			   question->asked.max, buf.text);
		dbr_buf_release(&buf);
		return false;
	}
	return true;
}

static void
read_cells(struct binding *binding, const struct dbr_record *record,
	   struct import_row *out)
{
	for (size_t i = 0; i < binding->cell_count; i++) {
		const struct bound_cell *cell = &binding->cells[i];
		struct dbr_str value = cell->column < record->count
			? record->fields[cell->column] : DBR_STR_NONE;

		if (!dbr_str_trim(value).size)
			continue;
		binding->kept[out->cell_count++] = (struct kept_cell){
			cell->name, cell->ordinal, value };
	}
}

/* Why a rule of the format leaves the record out, or NULL. */
static const char *
skip_reason(const struct binding *binding, const struct dbr_record *record)
{
	for (size_t i = 0; i < binding->skip_count; i++)
		if (binding_skips(&binding->skips[i], record))
			return binding->skips[i].reason;
	return NULL;
}

static const char *
pattern_name(const struct binding *binding, const struct dbr_record *record)
{
	const struct dbr_reader_options *options =
		&binding->request.format->reader_options;

	for (size_t i = 0; i < options->pattern_count && record->count; i++)
		if (dbr_str_is(record->fields[record->count - 1],
			       options->pattern_names[i]))
			return options->pattern_names[i];
	return NULL;
}

/* "Unknown" must not pass for "no". */
static enum binding_verdict
reject_unknown(struct row_result *reject)
{
	row_reject(reject, NULL, "a pattern of the format would take too long "
		   "on this row: what it says is unknown");
	return BINDING_REJECT;
}

enum binding_verdict
binding_row(struct binding *binding, const struct dbr_record *record,
	    struct import_row *out, struct row_result *reject)
{
	size_t target_count = binding->request.format->target->field_count;
	size_t unknown_count;

	dbr_arena_reset(&binding->scratch);
	*out = (struct import_row){
		.line = record->line, .number = ++binding->record_count,
		.values = binding->values, .answers = binding->answers,
		.cells = binding->kept,
		.pattern = pattern_name(binding, record),
	};
	*reject = (struct row_result){ .verdict = ROW_REJECTED };
	unknown_count = format_give_up_count(binding->request.format);
	binding_carry(binding, record);
	reject->skipped = record->is_skipped
		? "a repeated header, or a line that says nothing"
		: skip_reason(binding, record);
	if (reject->skipped)
		return BINDING_SKIP;
	if (format_give_up_count(binding->request.format) != unknown_count)
		return reject_unknown(reject);
	memset(binding->values, 0, target_count * sizeof(*binding->values));
	for (size_t i = 0; i < binding->field_count; i++) {
		struct bound_field *field = &binding->fields[i];

		if (!read_value(binding, field, record,
				&binding->values[field->field.target_index],
				reject))
			return BINDING_REJECT;
	}
	if (!read_answers(binding, record, out, reject))
		return BINDING_REJECT;
	read_cells(binding, record, out);
	if (format_give_up_count(binding->request.format) != unknown_count)
		return reject_unknown(reject);
	return BINDING_ROW;
}
