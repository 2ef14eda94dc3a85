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

/* The words that were asked; a question asked twice is told apart. */
static const char *
question_text(const struct binding *binding, size_t index)
{
	const struct binding_request *request = &binding->request;
	size_t column = binding->questions[index].column, same = 1;
	struct dbr_str name = dbr_str_trim(request->names[column]);
	struct dbr_str label = binding_label(request, column);
	const char *text = dbr_arena_text(request->arena, name);

	if (is_telling(label, name) && memchr(name.at, ' ', name.size))
		text = dbr_arena_textf(request->arena, "%s: %.*s", text,
				       DBR_STR_ARG(label));
	else if (is_telling(label, name))
		text = dbr_arena_text(request->arena, label);
	for (size_t i = 0; i < index; i++)
		same += strcmp(binding->questions[i].header, text) == 0;
	return same == 1 ? text : dbr_arena_textf(request->arena, "%s (%zu)",
						  text, same);
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
