/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format_fields.c -- the "fields:" and "questions:" of a format file. */
#include <config.h>
#include "format_read.h"

#include <string.h>
#include "duration.h"

static const char *const field_keys[] = {
	"from", "join", "sum", "header", "value", "time", "zone", "zone-in-header",
	"required", "match", "map", "else", "unit", "modulo",
	"carry", "when", "entities", "look-up",
};

static enum dbr_status
read_else(struct format_reading *in, const struct tree *node,
	  struct format_field *field)
{
	const char *text = NULL;
	enum dbr_status rc = read_text(in, node, &text);

	if (rc != DBR_OK || !text)
		return rc;
	if (strcmp(text, "keep") == 0) {
		field->otherwise = ELSE_KEEP;
	} else if (strcmp(text, "null") == 0) {
		field->otherwise = ELSE_NULL;
	} else if (strcmp(text, "warn") == 0) {
		field->otherwise = ELSE_WARN;
	} else if (strcmp(text, "reject") == 0) {
		field->otherwise = ELSE_REJECT;
	} else {
		field->otherwise = ELSE_VALUE;
		field->else_value = text;
	}
	return DBR_OK;
}

static enum dbr_status
read_numbers(struct format_reading *in, const struct tree *node,
	     struct format_field *field)
{
	const struct tree *unit = tree_find(node, "unit");
	const char *name = NULL;
	size_t modulo = 0;
	enum dbr_status rc = read_text(in, unit, &name);

	if (rc == DBR_OK)
		rc = read_count(in, tree_find(node, "modulo"), &modulo);
	if (rc != DBR_OK)
		return rc;
	field->modulo = (int64_t)modulo;
	if (name)
		field->unit_us = duration_unit_us(dbr_str_from(name));
	if (name && !field->unit_us)
		return tree_fail(&in->format->file, unit, in->err,
				 "expected a unit such as ms, s, min or h, "
				 "not \"%s\"", name);
	return DBR_OK;
}

static enum dbr_status
read_field_map(struct format_reading *in, const struct tree *node,
	       struct format_field *field)
{
	enum dbr_status rc = tree_check_keys(&in->format->file, node,
					     field_keys, COUNT_OF(field_keys),
					     in->err);
	const struct tree *map = tree_find(node, "map");

	if (rc != DBR_OK ||
	    (rc = read_texts(in, tree_find(node, "from"),
			     &field->headers)) != DBR_OK ||
	    (rc = read_texts(in, tree_find(node, "join"),
			     &field->join)) != DBR_OK ||
	    (rc = read_texts(in, tree_find(node, "sum"),
			     &field->sum)) != DBR_OK ||
	    (rc = read_pattern(in, tree_find(node, "header"),
			       &field->header_pattern)) != DBR_OK ||
	    (rc = read_text(in, tree_find(node, "value"),
			    &field->value)) != DBR_OK ||
	    (rc = read_times(in, tree_find(node, "time"),
			     &field->times)) != DBR_OK ||
	    (rc = read_text(in, tree_find(node, "zone"),
			    &field->zone)) != DBR_OK ||
	    (rc = read_flag(in, tree_find(node, "zone-in-header"),
			    &field->has_zone_in_header)) != DBR_OK ||
	    (rc = read_flag(in, tree_find(node, "carry"),
			    &field->is_carried)) != DBR_OK ||
	    (rc = read_text(in, tree_find(node, "look-up"),
			    &field->id_header)) != DBR_OK ||
	    (rc = read_flag(in, tree_find(node, "entities"),
			    &field->has_entities)) != DBR_OK ||
	    (rc = read_rules(in, tree_find(node, "when"), &field->when,
			     &field->when_count)) != DBR_OK ||
	    (rc = read_flag(in, tree_find(node, "required"),
			    &field->is_required)) != DBR_OK ||
	    (rc = read_pattern(in, tree_find(node, "match"),
			       &field->match)) != DBR_OK ||
	    (rc = read_pairs(in, map, &field->map,
			     &field->map_count)) != DBR_OK)
		return rc;
	rc = read_numbers(in, node, field);
	return rc == DBR_OK ? read_else(in, tree_find(node, "else"), field)
			    : rc;
}

static enum dbr_status
fail_unknown_field(struct format_reading *in, const struct tree *node)
{
	const struct target *target = in->format->target;
	const char *names[64];
	const char *nearest;
	size_t count = 0;

	while (count < target->field_count && count < COUNT_OF(names)) {
		names[count] = target->fields[count].name;
		count++;
	}
	nearest = dbr_nearest(node->key, names, count);
	tree_fail(&in->format->file, node, in->err,
		  "\"%s\" has no field \"%s\"", target->name, node->key);
	if (nearest)
		return dbr_fail_hint(in->err, "write \"%s\"", nearest);
	return dbr_fail_hint(in->err, "debrief-formats(5) lists the fields");
}

static enum dbr_status
read_field(struct format_reading *in, const struct tree *node,
	   struct format_field *field)
{
	const struct target *target = in->format->target;
	enum dbr_status rc;

	field->name = node->key;
	field->target_index = target_field_find(target, node->key);
	if (field->target_index == target->field_count)
		return fail_unknown_field(in, node);
	if (node->kind == TREE_MAP)
		rc = read_field_map(in, node, field);
	else
		rc = read_texts(in, node, &field->headers);
	if (rc != DBR_OK)
		return rc;
	if (!field->headers.count && !field->join.count &&
	    !field->sum.count &&
	    !field->header_pattern && !field->value)
		return tree_fail(&in->format->file, node, in->err,
				 "field \"%s\" says neither from, join, "
				 "sum, header nor value", node->key);
	if (target->fields[field->target_index].is_required)
		field->is_required = true;
	if (!field->times.count)
		field->times = in->format->times;
	return DBR_OK;
}

enum dbr_status
format_read_fields(struct format_reading *in, const struct tree *node)
{
	struct format *format = in->format;

	if (!node || node->kind != TREE_MAP)
		return tree_fail(&format->file, node, in->err,
				 "expected \"fields:\" with one line a field");
	format->fields = dbr_arena_array(in->arena, tree_count(node) + 1,
					 sizeof(*format->fields));
	for (const struct tree *at = node->child; at; at = at->next) {
		enum dbr_status rc =
			read_field(in, at,
				   &format->fields[format->field_count]);

		if (rc != DBR_OK)
			return rc;
		format->field_count++;
	}
	return DBR_OK;
}

static enum dbr_status
read_score(struct format_reading *in, const struct tree *node, int *out)
{
	size_t value = (size_t)*out;
	enum dbr_status rc = read_count(in, node, &value);

	*out = (int)value;
	return rc;
}

static enum dbr_status
read_question(struct format_reading *in, const struct tree *node,
	      struct format_question *question)
{
	static const char *const keys[] = { "scale", "header", "min", "max",
					    "map" };
	enum dbr_status rc = tree_check_keys(&in->format->file, node, keys,
					     COUNT_OF(keys), in->err);

	if (rc != DBR_OK ||
	    (rc = read_text(in, tree_find(node, "scale"),
			    &question->scale)) != DBR_OK ||
	    (rc = read_pattern(in, tree_find(node, "header"),
			       &question->header)) != DBR_OK ||
	    (rc = read_score(in, tree_find(node, "min"),
			     &question->min)) != DBR_OK ||
	    (rc = read_score(in, tree_find(node, "max"),
			     &question->max)) != DBR_OK ||
	    (rc = read_pairs(in, tree_find(node, "map"), &question->map,
			     &question->map_count)) != DBR_OK)
		return rc;
	if (!question->scale || !question->header ||
	    question->max <= question->min)
		return tree_fail(&in->format->file, node, in->err,
				 "a question needs scale, header, min and max");
	if (strcmp(question->scale, "nps") != 0 &&
	    strcmp(question->scale, "csat") != 0 &&
	    strcmp(question->scale, "ces") != 0)
		return tree_fail(&in->format->file, node, in->err,
				 "scale \"%s\" is not nps, csat or ces",
				 question->scale);
	return DBR_OK;
}

enum dbr_status
format_read_survey(struct format_reading *in, const struct tree *node)
{
	struct format *format = in->format;

	if (!node)
		return DBR_OK;
	if (node->kind != TREE_LIST)
		return tree_fail(&format->file, node, in->err,
				 "expected a list of questions");
	format->questions = dbr_arena_array(in->arena, tree_count(node) + 1,
					    sizeof(*format->questions));
	for (const struct tree *at = node->child; at; at = at->next) {
		struct format_question *question =
			&format->questions[format->question_count];
		enum dbr_status rc = read_question(in, at, question);

		if (rc != DBR_OK)
			return rc;
		format->question_count++;
	}
	return DBR_OK;
}

enum dbr_status
format_read_unfold(struct format_reading *in, const struct tree *node)
{
	static const char *const keys[] = { "header", "groups" };
	struct format *format = in->format;
	struct text_list groups = { NULL, 0 };
	enum dbr_status rc;

	if (!node)
		return DBR_OK;
	rc = tree_check_keys(&format->file, node, keys, COUNT_OF(keys),
			     in->err);
	if (rc == DBR_OK)
		rc = read_text(in, tree_find(node, "header"),
			       &format->reader_options.unfold);
	if (rc == DBR_OK)
		rc = read_pattern(in, tree_find(node, "header"),
				  &format->unfold);
	if (rc == DBR_OK)
		rc = read_texts(in, tree_find(node, "groups"), &groups);
	if (rc != DBR_OK)
		return rc;
	if (!format->unfold || !groups.count ||
	    format->reader != &dbr_reader_csv)
		return tree_fail(&format->file, node, in->err, "\"unfold:\" "
				 "wants \"reader: csv\", a \"header:\" and "
				 "its \"groups:\"");
	format->reader_options.unfold_groups = groups.at;
	format->reader_options.unfold_group_count = groups.count;
	format->reader = &dbr_reader_unfold;
	return DBR_OK;
}
