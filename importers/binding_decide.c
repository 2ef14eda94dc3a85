/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * binding_decide.c -- what only all rows can tell: the order of day and
 * month in each time column, and which question columns hold scores.
 */
#include <config.h>
#include "binding.h"

#include <string.h>

static enum dbr_status
fail_zone(const struct binding *binding, struct dbr_error *err)
{
	const struct bound_field *field = binding->zoneless.field;
	struct dbr_buf buf = DBR_BUF_INIT;
	const char *zone;
	size_t agreed;

	dbr_buf_add_clean(&buf, dbr_str_from(binding->zoneless.cell), 40);
	dbr_fail(err, DBR_EINPUT, "\"%s\" holds times without a zone: \"%s\"",
		 field->header, buf.text);
	dbr_buf_release(&buf);
	dbr_fail_at(err, binding->request.file_name, binding->zoneless.line,
		    field->column_count ? field->columns[0] + 1 : 0);
	zone = zone_check_suggest(binding->zone_check, &agreed);
	if (zone)
		return dbr_fail_hint(err, "--zone %s fits %zu of the %zu "
				     "comments that have their time in UTC "
				     "beside them", zone, agreed,
				     binding->zone_check->pair_count);
	return dbr_fail_hint(err, "--zone Europe/Berlin (or UTC) says which "
			     "clock the export was written by");
}

static enum dbr_status
fail_year(const struct binding *binding, const struct bound_field *field,
	  struct dbr_str cell, size_t line, struct dbr_error *err)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	dbr_buf_add_clean(&buf, cell, 40);
	dbr_fail(err, DBR_EINPUT, "\"%s\" holds times without a year: \"%s\"",
		 field->header, buf.text);
	dbr_buf_release(&buf);
	dbr_fail_at(err, binding->request.file_name, line, 0);
	return dbr_fail_hint(err, "--year 2026 says which year the first "
			     "record is of");
}

static enum dbr_status
observe_time(struct binding *binding, struct bound_field *field,
	     const struct dbr_record *record, struct dbr_error *err)
{
	struct dbr_str cell = binding_cell(binding, field, record);
	struct dbr_time_value time;

	if (!cell.size)
		return DBR_OK;
	if (dbr_time_column_is_open(field->times))
		dbr_time_column_add(field->times, cell, record->line);
	if ((field->zone && !field->needs_year) || field->type == VALUE_DAY)
		return DBR_OK;
	for (size_t i = 0; i < field->field.times.count; i++) {
		if (!dbr_time_format_read(field->field.times.at[i], cell,
					  &time))
			continue;
		if (!time.has_year && field->needs_year)
			return fail_year(binding, field, cell, record->line,
					 err);
		/* The rest of the file may say which zone fits. */
		if (!time.has_offset && !field->zone &&
		    !binding->zoneless.field) {
			binding->zoneless.field = field;
			binding->zoneless.line = record->line;
			binding->zoneless.cell = dbr_arena_text(
				binding->request.arena, cell);
		}
		break;
	}
	return DBR_OK;
}

enum dbr_status
binding_observe(struct binding *binding, const struct dbr_record *record,
		struct dbr_error *err)
{
	if (record->is_blank || record->is_skipped || record->problem)
		return DBR_OK;
	dbr_arena_reset(&binding->scratch);
	for (size_t i = 0; i < binding->field_count; i++) {
		struct bound_field *field = &binding->fields[i];
		enum dbr_status rc = DBR_OK;

		if (field->needs_rows)
			rc = observe_time(binding, field, record, err);
		if (rc != DBR_OK)
			return rc;
	}
	binding_observe_answers(binding, record);
	zone_check_observe(binding->zone_check, record);
	return DBR_OK;
}

const char *
binding_order_words(const char *pattern)
{
	const char *day = strstr(pattern, "%d");
	const char *month = strstr(pattern, "%m");
	const char *year = strstr(pattern, "%Y");

	if (!year)
		year = strstr(pattern, "%y");
	if (!day || !month || !year)
		return pattern;
	if (year < day && year < month)
		return month < day ? "year-month-day" : "year-day-month";
	return day < month ? "day-month-year" : "month-day-year";
}

static enum dbr_status
fail_order(const struct binding *binding, const struct bound_field *field,
	   const struct dbr_time_decision *decision, struct dbr_error *err)
{
	if (decision->counter_example)
		dbr_fail(err, DBR_EINPUT, "\"%s\" mixes orders of day and "
			 "month: \"%s\" is %s, \"%s\" in line %zu is %s",
			 field->header, decision->example,
			 binding_order_words(decision->pattern),
			 decision->counter_example, decision->counter_line,
			 binding_order_words(decision->rival));
	else
		dbr_fail(err, DBR_EINPUT, "the order of day and month in "
			 "\"%s\" cannot be decided: \"%s\" may be %s or %s",
			 field->header, decision->example,
			 binding_order_words(decision->pattern),
			 binding_order_words(decision->rival));
	dbr_fail_at(err, binding->request.file_name, decision->example_line,
		    field->column_count ? field->columns[0] + 1 : 0);
	return dbr_fail_hint(err, decision->counter_example
		? "export the file again with one date format"
		: "--date-order dmy or --date-order mdy says it");
}

static enum dbr_status
fail_no_question(const struct binding *binding, struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "no column looks like a question on a scale "
		 "(NPS, CSAT, CES)");
	dbr_fail_at(err, binding->request.file_name, 1, 0);
	return dbr_fail_hint(err, "--map nps=\"How likely ...\" names it "
			     "(or csat=, ces=)");
}

enum dbr_status
binding_decide(struct binding *binding, struct dbr_error *err)
{
	if (binding->zoneless.field)
		return fail_zone(binding, err);
	for (size_t i = 0; i < binding->field_count; i++) {
		struct bound_field *field = &binding->fields[i];
		struct dbr_time_decision decision;

		if (!field->times || !dbr_time_column_is_open(field->times))
			continue;
		decision = dbr_time_column_choose(field->times);
		if (decision.choice == DBR_TIME_UNDECIDED)
			return fail_order(binding, field, &decision, err);
	}
	binding_drop_questions(binding);
	if (binding->request.format->question_count &&
	    !binding->question_count)
		return fail_no_question(binding, err);
	return DBR_OK;
}
