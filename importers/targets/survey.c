/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * survey.c -- one response a row: one answer (long), or several (a form).
 *
 * Natural key: survey, response, question.  A form without response ids is
 * keyed by the number of the record, so a longer export of the same form
 * adds to it.  A row without any score is skipped: nobody answered.
 */
#include <config.h>
#include "../target.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "../run.h"
#include "../writer.h"

enum {
	ANSWER_RESPONSE, ANSWER_SURVEY, ANSWER_MIGRATION, ANSWER_QUESTION,
	ANSWER_SCALE, ANSWER_SCORE, ANSWER_MIN, ANSWER_MAX,
	ANSWER_RESPONDENT, ANSWER_SUBMITTED, ANSWER_COMMENT, ANSWER_FIELDS,
};

static const struct target_field fields[] = {
	[ANSWER_RESPONSE] = { "response", VALUE_TEXT, false },
	[ANSWER_SURVEY] = { "survey", VALUE_TEXT, false },
	[ANSWER_MIGRATION] = { "migration", VALUE_TEXT, false },
	[ANSWER_QUESTION] = { "question", VALUE_TEXT, false },
	[ANSWER_SCALE] = { "scale", VALUE_TEXT, false },
	[ANSWER_SCORE] = { "score", VALUE_INTEGER, false },
	[ANSWER_MIN] = { "scale_min", VALUE_INTEGER, false },
	[ANSWER_MAX] = { "scale_max", VALUE_INTEGER, false },
	[ANSWER_RESPONDENT] = { "respondent", VALUE_TEXT, false },
	[ANSWER_SUBMITTED] = { "submitted", VALUE_PAST, false },
	[ANSWER_COMMENT] = { "comment", VALUE_TEXT, false },
};

static const char *const content[] = {
	"SELECT r.survey, r.ext_key, r.question, r.scale, r.scale_min,"
	" r.scale_max, r.score, r.respondent, r.comment, r.submitted_at,"
	" m.key FROM response r LEFT JOIN migration m"
	" ON m.id = r.migration_id WHERE r.batch_id = ?1",
	NULL,
};

enum { OUT_SURVEY, OUT_KEY, OUT_QUESTION, OUT_SCALE, OUT_SCALE_FROM,
       OUT_MIN, OUT_MAX, OUT_SCORE, OUT_RESPONDENT, OUT_COMMENT,
       OUT_SUBMITTED, OUT_MIGRATION, OUT_COLUMNS };

struct survey_target {
	struct import_run *run;
	struct writer responses;
	const char *scale_from;	/* of long rows */
	char number[24];	/* the response's key when it has none */
};

/* Of long rows: a column of the file, or one text for every file. */
static const char *
long_scale_from(const struct format *format)
{
	for (size_t i = 0; i < format->field_count; i++)
		if (strcmp(format->fields[i].name, "scale") == 0 &&
		    format->fields[i].value)
			return "format";
	return "file";
}

static enum dbr_status
survey_open(void **out, struct import_run *run, struct dbr_error *err)
{
	struct survey_target *self = dbr_arena_get(run->arena, sizeof(*self));
	static const struct writer_column columns[OUT_COLUMNS] = {
		{ "survey", WRITER_KEY }, { "ext_key", WRITER_KEY },
		{ "question", WRITER_KEY }, { "scale", WRITER_VALUE },
		{ "scale_from", WRITER_VALUE }, { "scale_min", WRITER_VALUE }, { "scale_max", WRITER_VALUE },
		{ "score", WRITER_VALUE }, { "respondent", WRITER_VALUE },
		{ "comment", WRITER_VALUE }, { "submitted_at", WRITER_VALUE },
		{ "migration_id", WRITER_VALUE },
	};

	enum dbr_status rc;

	self->run = run;
	self->scale_from = long_scale_from(run->format);
	*out = self;
	rc = writer_open(&self->responses, run, "response", columns,
			 OUT_COLUMNS, err);
	return rc == DBR_OK ? writer_open_add(&self->responses, err) : rc;
}

static void
survey_close(void *payload)
{
	struct survey_target *self = payload;

	writer_close(&self->responses);
}

static const char nobody_answered[] =
	"no question with a score was answered";

/* The one answer of a long row.  False: rejected, or none (skipped). */
static bool
long_answer(const struct value *values, struct answer *out,
	    struct row_result *result)
{
	struct dbr_str scale = values[ANSWER_SCALE].text;
	const struct value *score = &values[ANSWER_SCORE];

	if (!score->text.at) {
		result->verdict = ROW_SKIPPED;
		result->skipped = nobody_answered;
		return false;
	}
	out->score = (int)score->integer;
	out->min = 1;
	if (dbr_str_equal_nocase(scale, DBR_STR("nps"))) {
		out->scale = "nps";
		out->min = 0;
		out->max = 10;
	} else if (dbr_str_equal_nocase(scale, DBR_STR("csat"))) {
		out->scale = "csat";
		out->max = 5;
	} else if (dbr_str_equal_nocase(scale, DBR_STR("ces"))) {
		out->scale = "ces";
		out->max = 7;
	} else {
		row_reject(result, "scale", "expected nps, csat or ces");
		return false;
	}
	if (values[ANSWER_MIN].text.at)
		out->min = (int)values[ANSWER_MIN].integer;
	if (values[ANSWER_MAX].text.at)
		out->max = (int)values[ANSWER_MAX].integer;
	if (score->integer < out->min || score->integer > out->max) {
		row_reject(result, "score", "expected a score from %d to %d, "
			   "found %" PRId64, out->min, out->max,
			   score->integer);
		return false;
	}
	return true;
}

static void
set_response(struct survey_target *self, const struct import_row *row,
	     int64_t migration)
{
	const struct value *values = row->values;
	struct writer *out = &self->responses;

	if (values[ANSWER_SURVEY].text.at)
		writer_set_str(out, OUT_SURVEY, values[ANSWER_SURVEY].text);
	else
		writer_set_text(out, OUT_SURVEY, self->run->survey);
	snprintf(self->number, sizeof(self->number), "%zu", row->number);
	if (values[ANSWER_RESPONSE].text.at)
		writer_set_str(out, OUT_KEY, values[ANSWER_RESPONSE].text);
	else
		writer_set_text(out, OUT_KEY, self->number);
	writer_set_str(out, OUT_RESPONDENT, values[ANSWER_RESPONDENT].text);
	writer_set_str(out, OUT_COMMENT, values[ANSWER_COMMENT].text);
	writer_set_value(out, OUT_SUBMITTED, &values[ANSWER_SUBMITTED],
			 VALUE_TIME);
	writer_set_id(out, OUT_MIGRATION, migration);
}

static enum dbr_status
put_answer(struct survey_target *self, const struct import_row *row,
	   const struct answer *answer, struct row_result *out,
	   struct dbr_error *err)
{
	struct writer *responses = &self->responses;
	enum row_verdict verdict;
	int64_t id;
	enum dbr_status rc;

	writer_set_text(responses, OUT_QUESTION, answer->question);
	if (!answer->question)
		writer_set_str(responses, OUT_QUESTION,
			row->values[ANSWER_QUESTION].text.at
			? row->values[ANSWER_QUESTION].text
			: dbr_str_from(answer->scale));
	writer_set_text(responses, OUT_SCALE, answer->scale);
	writer_set_text(responses, OUT_SCALE_FROM, answer->scale_from);
	writer_set_i64(responses, OUT_MIN, answer->min);
	writer_set_i64(responses, OUT_MAX, answer->max);
	writer_set_i64(responses, OUT_SCORE, answer->score);
	rc = writer_put(responses, row->line, &verdict, &id, err);
	out->verdict = verdict_join(out->verdict, verdict);
	return rc;
}

static enum dbr_status
survey_row(void *payload, const struct import_row *row,
	   struct row_result *out, struct dbr_error *err)
{
	struct survey_target *self = payload;
	bool is_form = self->run->format->question_count > 0;
	struct answer answer = { .scale_from = self->scale_from };
	int64_t migration;
	enum dbr_status rc;

	if (is_form && !row->answer_count) {
		out->verdict = ROW_SKIPPED;
		out->skipped = nobody_answered;
		return DBR_OK;
	}
	if (!is_form && !long_answer(row->values, &answer, out))
		return DBR_OK;
	out->verdict = ROW_UNCHANGED;
	rc = run_find_migration(self->run, &row->values[ANSWER_MIGRATION],
				"migration", &migration, out, err);
	if (rc != DBR_OK || out->verdict == ROW_REJECTED)
		return rc;
	set_response(self, row, migration);
	if (!is_form)
		return put_answer(self, row, &answer, out, err);
	for (size_t i = 0; i < row->answer_count && rc == DBR_OK; i++)
		rc = put_answer(self, row, &row->answers[i], out, err);
	return rc;
}

static enum dbr_status
survey_finish(void *payload, struct dbr_error *err)
{
	(void)payload;
	(void)err;
	return DBR_OK;
}

const struct target target_survey = {
	.name = "survey", .priority = 60, .fields = fields,
	.field_count = ANSWER_FIELDS, .open = survey_open, .row = survey_row,
	.finish = survey_finish, .close = survey_close, .content = content,
	.is_apart = true, .bulk_table = "response",
};
