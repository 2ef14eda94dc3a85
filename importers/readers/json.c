/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.c -- records out of JSON; see debrief/reader.h. */
#include <config.h>
#include "debrief/reader.h"

#include "json_step.h"

/* Without paths: fields named from the first record. */
enum { NAME_COUNT_MAX = 4096 };

/* Line of a byte of the document; asked in ascending order. */
static size_t
line_of(struct json_reader *json, size_t at)
{
	json->counted_line += json_count_lines((struct dbr_str){
		json->tape.text.at + json->counted, at - json->counted });
	json->counted = at;
	return json->counted_line;
}

static void
fill_fields(struct json_reader *json, const struct json_record *record,
	    struct dbr_record *out)
{
	dbr_arena_reset(&json->scratch);
	for (size_t i = 0; i < json->count; i++) {
		const char *problem = NULL;

		json->fields[i] = json_path_value(&json->tape, record,
						  json->paths[i],
						  &json->scratch, &problem);
		if (json->fields[i].size > DBR_FIELD_MAX)
			problem = "longer than 1 MiB";
		if (problem && !out->problem) {
			out->problem = problem;
			out->problem_field = i + 1;
		}
	}
	out->fields = json->fields;
	out->count = json->count;
	/* A field may lie outside of the record. */
	if (!json->is_plain)
		record_check_fields(out);
}

static void
give_record(struct json_reader *json, struct dbr_record *out)
{
	const struct json_record *record = &json->records.items[json->next++];
	const struct json_node *node = &json->tape.nodes[record->node];

	*out = (struct dbr_record){
		.raw = { json->tape.text.at + node->start,
			 node->end - node->start },
		.line = line_of(json, node->start),
	};
	out->line_count = 1 + json_count_lines(out->raw);
	/* {}, [] and null say nothing. */
	out->is_blank = node->kind == JSON_NULL ||
			(node->kind >= JSON_ARRAY &&
			 node->next == record->node + 1);
	fill_fields(json, record, out);
}

static void
give_line(const struct json_reader *json, struct dbr_record *out)
{
	*out = (struct dbr_record){
		.line = json->window.record_line,
		.line_count = 1 + json_count_lines(json->line),
		.raw = json->line,
		.is_blank = !json->problem,
		.problem = json->problem,
		.problem_byte = json->problem_byte,
	};
}

static void
add_path(struct json_reader *json, const char *path)
{
	json->paths = dbr_arena_grow(&json->arena, json->paths, json->count,
				     &json->capacity, sizeof(*json->paths));
	json->paths[json->count++] = path;
}

/* Without paths the leaves of the first record are the fields. */
static void
add_leaves(struct json_reader *json, uint32_t node, const char *prefix)
{
	const struct json_tape *tape = &json->tape;
	uint32_t end = tape->nodes[node].next;

	if (tape->nodes[node].kind != JSON_OBJECT) {
		add_path(json, prefix);
		return;
	}
	for (uint32_t key = node + 1;
	     key < end && json->count < NAME_COUNT_MAX;
	     key = tape->nodes[key + 1].next) {
		const char *unused = NULL;
		struct dbr_str name = json_node_text(tape, key,
						     &json->scratch, &unused);

		add_leaves(json, key + 1,
			   dbr_arena_textf(&json->arena, "%s%s%.*s", prefix,
					   *prefix ? "." : "",
					   DBR_STR_ARG(name)));
	}
}

static void
make_names(struct json_reader *json)
{
	json->names = dbr_arena_array(&json->arena, json->count,
				      sizeof(*json->names));
	json->fields = dbr_arena_array(&json->arena, json->count,
				       sizeof(*json->fields));
	for (size_t i = 0; i < json->count; i++)
		json->names[i] = dbr_str_from(json->paths[i]);
}

static enum dbr_status
find_names(struct json_reader *json, struct dbr_error *err)
{
	enum dbr_status rc;

	if (json->names)
		return DBR_OK;
	rc = json_step(json, err);
	if (rc != DBR_OK)
		return rc;
	json->has_step = true;
	if (json->step == STEP_RECORDS && json->records.count)
		add_leaves(json, json->records.items[0].node, "");
	make_names(json);
	return DBR_OK;
}

static enum dbr_status
json_next(void *self, struct dbr_record *out, bool *has_record,
	  struct dbr_error *err)
{
	struct json_reader *json = self;
	enum dbr_status rc = find_names(json, err);

	while (rc == DBR_OK) {
		if (!json->has_step)
			rc = json_step(json, err);
		if (rc != DBR_OK)
			break;
		json->has_step = false;
		*has_record = json->step != STEP_OVER;
		if (json->step == STEP_OVER)
			return DBR_OK;
		if (json->step == STEP_LINE) {
			give_line(json, out);
			return DBR_OK;
		}
		if (json->next < json->records.count) {
			give_record(json, out);
			json->has_step = true;
			return DBR_OK;
		}
	}
	return rc;
}

static enum dbr_status
json_names(void *self, const struct dbr_str **names, size_t *count,
	   struct dbr_error *err)
{
	struct json_reader *json = self;
	enum dbr_status rc = find_names(json, err);

	*names = json->names;
	*count = json->count;
	return rc;
}

static enum dbr_status
json_open(void **out, const struct dbr_source *source,
	  const struct dbr_reader_options *options, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct json_reader *json = dbr_arena_get(&arena, sizeof(*json));

	(void)err;
	json->arena = arena;
	json->options = options;
	json->tape.arena = &json->tape_arena;
	json->records.arena = &json->records_arena;
	window_init(&json->window, source);
	dbr_buf_init(&json->problem_text);
	for (size_t i = 0; i < options->path_count; i++)
		add_path(json, options->paths[i]);
	if (json->count)
		make_names(json);
	*out = json;
	return DBR_OK;
}

static char
json_delimiter(const void *self)
{
	(void)self;
	return '\0';
}

static void
json_close(void *self)
{
	struct json_reader *json = self;
	struct dbr_arena arena;

	if (!json)
		return;
	window_release(&json->window);
	dbr_buf_release(&json->problem_text);
	dbr_arena_release(&json->scratch);
	dbr_arena_release(&json->tape_arena);
	dbr_arena_release(&json->records_arena);
	arena = json->arena;	/* the reader lives in it */
	dbr_arena_release(&arena);
}

const struct dbr_reader dbr_reader_json = {
	.name = "json",
	.open = json_open,
	.names = json_names,
	.next = json_next,
	.delimiter = json_delimiter,
	.close = json_close,
};
