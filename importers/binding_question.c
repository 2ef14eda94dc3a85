/* SPDX-License-Identifier: GPL-3.0-or-later */
/* binding_question.c -- which columns of a form ask something on a scale. */
#include <config.h>
#include "binding.h"

#include <string.h>

static int
scale_top(const char *scale)
{
	return strcmp(scale, "nps") == 0 ? 10 : 5;
}

/* --map nps="How likely ..." for a wide form. */
bool
binding_map_question(struct binding *binding, struct dbr_str name, size_t column)
{
	static const char *const scales[] = { "nps", "csat", "ces" };
	const struct format *format = binding->request.format;

	if (!format->questions)
		return false;
	for (size_t i = 0; i < 3; i++) {
		struct bound_question *question =
			&binding->questions[binding->question_count];
		size_t k = 0;

		if (!dbr_str_is(name, scales[i]))
			continue;
		question->asked = (struct format_question){
			.scale = scales[i], .min = i == 0 ? 0 : 1,
			.max = scale_top(scales[i]) };
		while (k < format->question_count &&
		       strcmp(format->questions[k].scale, scales[i]) != 0)
			k++;
		if (k < format->question_count)
			question->asked = format->questions[k];
		question->column = column;
		question->is_declared = true;
		binding->question_count++;
		return true;
	}
	return false;
}

static bool
is_question(const struct binding *binding, size_t column)
{
	for (size_t k = 0; k < binding->question_count; k++)
		if (binding->questions[k].column == column)
			return true;
	return false;
}

static bool
is_declared(const struct binding *binding, const char *scale)
{
	for (size_t k = 0; k < binding->question_count; k++)
		if (binding->questions[k].is_declared &&
		    strcmp(binding->questions[k].asked.scale, scale) == 0)
			return true;
	return false;
}

static bool
asks(const struct binding_request *request,
     const struct format_question *asked, size_t column)
{
	struct dbr_str label = binding_label(request, column);

	return pattern_match(asked->header, request->names[column]) ==
		       PATTERN_YES ||
	       (label.size &&
		pattern_match(asked->header, label) == PATTERN_YES);
}

/* Does a label say more than that there is an answer? */
static bool
is_telling(struct dbr_str label, struct dbr_str name)
{
	return label.size && !dbr_str_equal(label, name) &&
	       !dbr_str_is(label, "Response") &&
	       !dbr_str_is(label, "Open-Ended Response");
}

/* The words that were asked. */
static const char *
asked_text(const struct binding *binding, size_t column)
{
	const struct binding_request *request = &binding->request;
	struct dbr_str name = dbr_str_trim(request->names[column]);
	struct dbr_str label = binding_label(request, column);
	const char *text = dbr_arena_text(request->arena, name);

	if (is_telling(label, name) && memchr(name.at, ' ', name.size))
		text = dbr_arena_textf(request->arena, "%s: %.*s", text,
				       DBR_STR_ARG(label));
	else if (is_telling(label, name))
		text = dbr_arena_text(request->arena, label);
	return text;
}

/* A question asked twice is told apart. */
static const char *
question_text(const struct binding *binding, size_t index)
{
	const char *text = asked_text(binding,
				      binding->questions[index].column);
	size_t same = 1;

	for (size_t i = 0; i < index; i++)
		same += strcmp(binding->questions[i].header, text) == 0;
	return same == 1 ? text : dbr_arena_textf(binding->request.arena,
						  "%s (%zu)", text, same);
}

/* The headers that look like a question on a scale, unless --map said. */
void
binding_find_questions(struct binding *binding)
{
	const struct binding_request *request = &binding->request;
	const struct format *format = request->format;

	for (size_t i = 0; i < format->question_count; i++) {
		const struct format_question *asked = &format->questions[i];

		if (is_declared(binding, asked->scale))
			continue;
		for (size_t k = 0; k < request->name_count; k++) {
			struct bound_question *question =
				&binding->questions[binding->question_count];

			if (is_question(binding, k) ||
			    !asks(request, asked, k))
				continue;
			question->asked = *asked;
			question->column = k;
			binding->question_count++;
		}
	}
	for (size_t k = 0; k < binding->question_count; k++)
		binding->questions[k].header = question_text(binding, k);
}

static bool
is_taken(const struct binding *binding, size_t column)
{
	for (size_t i = 0; i < binding->field_count; i++)
		for (size_t k = 0; k < binding->fields[i].column_count; k++)
			if (binding->fields[i].columns[k] == column)
				return true;
	for (size_t i = 0; i < binding->skip_count; i++)
		if (binding->skips[i].column == column)
			return true;
	return is_question(binding, column);
}

/* The columns of a form that may ask on a scale nobody has stated. */
void
binding_find_unscaled(struct binding *binding)
{
	const struct binding_request *request = &binding->request;

	if (!request->format->question_count)
		return;
	binding->dropped = dbr_arena_array(request->arena,
		binding->question_count + 1, sizeof(*binding->dropped));
	binding->unscaled = dbr_arena_array(request->arena,
		request->name_count + 1, sizeof(*binding->unscaled));
	for (size_t k = 0; k < request->name_count; k++)
		if (!is_taken(binding, k))
			binding->unscaled[binding->unscaled_count++] =
				(struct bound_unscaled){ .column = k };
}

static struct dbr_str
answer_of(const struct binding *binding, size_t column,
	  const struct dbr_record *record)
{
	return column < record->count
		? binding_clean(binding, record->fields[column])
		: DBR_STR_NONE;
}

static void
observe_answer(struct bound_question *question, struct dbr_str cell)
{
	bool is_score = cell.size && cell.at[0] >= '0' && cell.at[0] <= '9' &&
			cell.size < 40;

	if (!cell.size)
		return;
	for (size_t i = 0; i < question->asked.map_count; i++)
		if (dbr_str_equal_nocase(cell, dbr_str_from(
				question->asked.map[i].from)))
			is_score = true;
	question->answered_count += is_score;
	question->odd_count += !is_score;
}

static void
observe_unscaled(struct bound_unscaled *unscaled, struct dbr_str cell)
{
	int64_t score;

	if (!cell.size || unscaled->is_other)
		return;
	if (!dbr_str_to_i64(cell, &score) || score < 0 ||
	    score > UNSCALED_MAX) {
		unscaled->is_other = true;
		return;
	}
	unscaled->answered_count++;
	if (score > unscaled->most)
		unscaled->most = score;
}

void
binding_observe_answers(struct binding *binding,
			const struct dbr_record *record)
{
	for (size_t i = 0; i < binding->question_count; i++)
		observe_answer(&binding->questions[i],
			       answer_of(binding, binding->questions[i].column,
					 record));
	for (size_t i = 0; i < binding->unscaled_count; i++)
		observe_unscaled(&binding->unscaled[i],
				 answer_of(binding,
					   binding->unscaled[i].column,
					   record));
}

/* A column that only looks like a question: most of its cells are words.
 * One of small whole numbers may be a question; a box to tick is none. */
void
binding_drop_questions(struct binding *binding)
{
	size_t kept = 0, unscaled = 0;

	for (size_t i = 0; i < binding->question_count; i++) {
		const struct bound_question *question = &binding->questions[i];

		if (!question->is_declared &&
		    question->odd_count * 10 > question->answered_count)
			binding->dropped[binding->dropped_count++] = *question;
		else
			binding->questions[kept++] = *question;
	}
	binding->question_count = kept;
	for (size_t i = 0; i < binding->unscaled_count; i++) {
		struct bound_unscaled column = binding->unscaled[i];

		if (column.is_other || column.most < UNSCALED_LEAST)
			continue;
		column.header = asked_text(binding, column.column);
		binding->unscaled[unscaled++] = column;
	}
	binding->unscaled_count = unscaled;
}
