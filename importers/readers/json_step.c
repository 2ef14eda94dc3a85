/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_step.c -- see json_step.h. */
#include <config.h>
#include "json_step.h"

#include <string.h>

enum { SAMPLE_SIZE = 64 * 1024 };

static struct dbr_str
left(const struct json_reader *json)
{
	return (struct dbr_str){ window_at(&json->window),
				 window_left(&json->window) };
}

size_t
json_count_lines(struct dbr_str text)
{
	size_t count = 0;

	while (text.size) {
		const char *found = memchr(text.at, '\n', text.size);

		if (!found)
			break;
		count++;
		text.size -= (size_t)(found + 1 - text.at);
		text.at = found + 1;
	}
	return count;
}

static void
pass(struct json_reader *json, size_t size)
{
	struct window *window = &json->window;

	window->line += json_count_lines((struct dbr_str){ window_at(window),
						      size });
	window->at += size;
}

static bool
is_blank_byte(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_blank(struct dbr_str text)
{
	for (size_t i = 0; i < text.size; i++)
		if (!is_blank_byte(text.at[i]))
			return false;
	return true;
}

/* A whole value and nothing else. */
static bool
parse_whole(struct json_reader *json, struct dbr_str text)
{
	size_t done;
	enum json_result result = json_tape_parse(&json->tape, text, &done,
						  &json->problem);
	struct dbr_str rest;

	if (result == JSON_OK) {
		rest = (struct dbr_str){ text.at + done, text.size - done };
		if (is_blank(rest)) {
			json->problem = NULL;
			return true;
		}
		json->problem = "text behind the value";
	}
	if (result == JSON_CUT_OFF)
		json->problem = "the value is cut off";
	json->problem_byte = done;
	return false;
}

static bool
is_array_of_objects(const struct json_tape *tape)
{
	return tape->nodes[0].kind == JSON_ARRAY &&
	       (tape->count == 1 || tape->nodes[1].kind == JSON_OBJECT);
}

/*
 * What the first line that begins with a bracket says: a whole value, so the
 * file is lines; a value cut off, so it is documents.  One that is wrong in
 * any case says nothing.
 */
static bool
settle(struct json_reader *json, struct dbr_str line)
{
	struct dbr_str text = dbr_str_trim(line);
	size_t done;
	const char *why;

	if (!text.size || (text.at[0] != '{' && text.at[0] != '['))
		return false;
	/* One array of everything is read element by element. */
	if (parse_whole(json, text))
		json->is_lines = !is_array_of_objects(&json->tape);
	else if (json_tape_parse(&json->tape, text, &done, &why) ==
		 JSON_WRONG)
		return false;
	return true;
}

static enum dbr_status
sniff(struct json_reader *json, struct dbr_error *err)
{
	struct window *window = &json->window;
	enum dbr_status rc = window_need(window, SAMPLE_SIZE, err);

	while (rc == DBR_OK && window->at < SAMPLE_SIZE) {
		size_t size, text_size;

		/* A line of which this is only the beginning is no line. */
		if (!window->is_over &&
		    !memchr(window_at(window), '\n', window_left(window)))
			break;
		rc = window_line(window, &size, &text_size, err);
		if (rc != DBR_OK || !size ||
		    settle(json, (struct dbr_str){ window_at(window),
						   text_size }))
			break;
		window->at += size;
	}
	window->at = window->begin;
	json->is_open = rc == DBR_OK;
	return rc;
}

static void
set_line(struct json_reader *json, struct dbr_str line)
{
	json->step = STEP_LINE;
	json->line = line;
}

static void
set_records(struct json_reader *json)
{
	const char *root = json->options->root;

	if (!root)
		root = json->is_lines && is_array_of_objects(&json->tape)
			? "*" : "";
	json->records.document++;
	json_path_records(&json->records, &json->tape, root);
	json->next = 0;
	json->is_plain = text_is_plain(json->tape.text);
	json->counted = 0;
	json->counted_line = json->window.record_line;
	json->step = STEP_RECORDS;
	if (!json->records.count && *root && !json->options->is_part) {
		dbr_buf_reset(&json->problem_text);
		dbr_buf_addf(&json->problem_text, "nothing at \"%s\"", root);
		json->problem = json->problem_text.text;
		json->problem_byte = 0;
		set_line(json, json->tape.text);
	}
}

static enum dbr_status
step_line(struct json_reader *json, struct dbr_error *err)
{
	size_t size, text_size;
	struct dbr_str line;
	enum dbr_status rc = window_line(&json->window, &size, &text_size,
					 err);

	json->step = STEP_OVER;
	if (rc != DBR_OK || !size)
		return rc;
	line = (struct dbr_str){ window_at(&json->window), text_size };
	pass(json, size);
	if (is_blank(line))
		set_line(json, line);
	else if (parse_whole(json, line))
		set_records(json);
	else
		set_line(json, line);
	return DBR_OK;
}

/* *c is the next byte that is not blank, or 0 at the end. */
static enum dbr_status
skip_blanks(struct json_reader *json, char *c, struct dbr_error *err)
{
	struct window *window = &json->window;

	for (;;) {
		struct dbr_str text = left(json);
		size_t blanks = 0;
		enum dbr_status rc;

		while (blanks < text.size && is_blank_byte(text.at[blanks]))
			blanks++;
		pass(json, blanks);
		window_next_record(window);
		if (blanks < text.size) {
			*c = *window_at(window);
			return DBR_OK;
		}
		*c = '\0';
		if (window->is_over)
			return DBR_OK;
		rc = window_need(window, 1, err);
		if (rc != DBR_OK)
			return rc;
	}
}

static enum dbr_status
refuse(const struct json_reader *json, size_t at, const char *why,
       struct dbr_error *err)
{
	struct dbr_str before = { window_at(&json->window), at };
	const char *line = at ? memrchr(before.at, '\n', at) : NULL;
	size_t column = line ? (size_t)(before.at + at - line) : 0;

	dbr_fail(err, DBR_EINPUT, "not JSON: %s", why);
	return dbr_fail_at(err, json->window.source->name,
			   json->window.line + json_count_lines(before), column);
}

static enum dbr_status
step_document(struct json_reader *json, struct dbr_error *err)
{
	struct window *window = &json->window;

	for (;;) {
		struct dbr_str text = left(json);
		size_t done;
		const char *why;
		enum json_result result = json_tape_parse(&json->tape, text,
							  &done, &why);
		enum dbr_status rc;

		/* A number at the very end may have more digits. */
		if (result == JSON_OK &&
		    (done < text.size || window->is_over)) {
			pass(json, done);
			if (json->array != ARRAY_NONE)
				json->array = ARRAY_VALUE;
			json->tape.text.size = done;
			set_records(json);
			return DBR_OK;
		}
		if (result == JSON_WRONG)
			return refuse(json, done, why, err);
		if (window->is_over)
			return refuse(json, done, "it is cut off", err);
		rc = window_need(window, text.size * 2 + 1, err);
		if (rc != DBR_OK)
			return rc;
	}
}

/* Text between documents: a warning of the program that wrote them. */
static enum dbr_status
step_preamble(struct json_reader *json, struct dbr_error *err)
{
	size_t size, text_size;
	enum dbr_status rc = window_line(&json->window, &size, &text_size,
					 err);

	if (rc != DBR_OK)
		return rc;
	json->problem = "not JSON";
	json->problem_byte = 0;
	set_line(json, (struct dbr_str){ window_at(&json->window),
					 text_size });
	pass(json, size);
	return DBR_OK;
}

/* "{", or a "[" that is not the "[WARNING]: ..." of a program. */
static enum dbr_status
begins_document(struct json_reader *json, bool *begins,
		struct dbr_error *err)
{
	enum dbr_status rc = window_need(&json->window, 2, err);
	struct dbr_str text = left(json);

	if (rc != DBR_OK)
		return rc;
	*begins = text.at[0] == '{' ||
		  (text.at[0] == '[' && text.size > 1 && text.at[1] &&
		   strchr("{[\"]-0123456789 \t\r\n", text.at[1]));
	return DBR_OK;
}

static enum dbr_status
step_anywhere(struct json_reader *json, struct dbr_error *err)
{
	for (;;) {
		char c;
		bool begins;
		enum dbr_status rc = skip_blanks(json, &c, err);

		if (rc != DBR_OK)
			return rc;
		if (!window_left(&json->window)) {
			json->step = STEP_OVER;
			return json->array != ARRAY_NONE
				? refuse(json, 0, "it is cut off", err)
				: DBR_OK;
		}
		rc = begins_document(json, &begins, err);
		if (rc != DBR_OK)
			return rc;
		if (json->array == ARRAY_NONE && !begins)
			return step_preamble(json, err);
		if (json->array == ARRAY_NONE && c == '[')
			json->array = ARRAY_BEGUN;
		else if (json->array == ARRAY_BEGUN && c == ']')
			json->array = ARRAY_NONE;
		else if (json->array != ARRAY_VALUE)
			return step_document(json, err);
		else if (c == ',')
			json->array = ARRAY_COMMA;
		else if (c == ']')
			json->array = ARRAY_NONE;
		else
			return refuse(json, 0, "\",\" or \"]\" is expected",
				      err);
		pass(json, 1);
	}
}

enum dbr_status
json_step(struct json_reader *json, struct dbr_error *err)
{
	enum dbr_status rc = json->is_open ? DBR_OK : sniff(json, err);

	if (rc != DBR_OK)
		return rc;
	window_next_record(&json->window);
	json->problem = NULL;
	return json->is_lines ? step_line(json, err)
			      : step_anywhere(json, err);
}
