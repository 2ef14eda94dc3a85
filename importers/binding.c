/* SPDX-License-Identifier: GPL-3.0-or-later */
/* binding.c -- which column is which field; see binding.h. */
#include <config.h>
#include "binding.h"

#include <string.h>
#include <utf8proc.h>

/* One blank for a run of blanks, "_" and "-"; letters in lower case. */
static utf8proc_int32_t
next_of_header(const char **at, const char *end)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t size;
	bool is_gap = false;

	while (*at < end && (**at == ' ' || **at == '_' || **at == '-')) {
		is_gap = true;
		(*at)++;
	}
	if (is_gap)
		return ' ';
	if (*at == end)
		return 0;
	size = utf8proc_iterate((const utf8proc_uint8_t *)*at, end - *at, &c);
	*at += size > 0 ? size : 1;
	return size > 0 ? utf8proc_tolower(c) : 0xFFFD;
}

bool
header_is(struct dbr_str name, const char *wanted)
{
	const char *a, *b = wanted, *b_end = wanted + strlen(wanted);
	const char *a_end;
	utf8proc_int32_t c;

	name = dbr_str_trim(name);
	a = name.at;
	a_end = name.at + name.size;
	do {
		c = next_of_header(&a, a_end);
		if (c != next_of_header(&b, b_end))
			return false;
	} while (c);
	return true;
}

/* Columns behind the last one, the same in every record. */
static const char *const file_columns[] = { "@file", "@folder" };
enum { FILE_COLUMNS = 2 };

static void
add_column(struct binding *binding, struct bound_field *bound, size_t column)
{
	struct dbr_str name = column < binding->request.name_count
		? binding->request.names[column]
		: dbr_str_from(file_columns[column -
					    binding->request.name_count]);

	for (size_t i = 0; i < bound->column_count; i++)
		if (bound->columns[i] == column)
			return;
	if (!bound->header)
		bound->header = dbr_arena_text(binding->request.arena,
					       dbr_str_trim(name));
	bound->columns[bound->column_count++] = column;
}

struct dbr_str
binding_label(const struct binding_request *request, size_t column)
{
	return request->labels ? dbr_str_trim(request->labels[column])
			       : DBR_STR_NONE;
}

static bool
is_column(const struct binding_request *request, size_t column,
	  const char *wanted)
{
	struct dbr_str label = binding_label(request, column);

	return header_is(request->names[column], wanted) ||
	       (label.size && header_is(label, wanted));
}

static struct dbr_str *
keep_texts(const struct dbr_str *texts, size_t count, struct dbr_arena *arena)
{
	struct dbr_str *out = dbr_arena_array(arena, count + 1, sizeof(*out));

	for (size_t i = 0; i < count; i++)
		out[i] = dbr_arena_str(arena, texts[i]);
	return out;
}

enum dbr_status
binding_names(struct binding_request *request, const struct dbr_reader *kind,
	      void *reader, struct dbr_error *err)
{
	const struct dbr_str *names, *labels;
	size_t count;
	enum dbr_status rc = kind->names(reader, &names, &count, err);

	if (rc != DBR_OK)
		return rc;
	labels = kind->labels ? kind->labels(reader) : NULL;
	request->names = keep_texts(names, count, request->arena);
	request->name_count = count;
	if (labels)
		request->labels = keep_texts(labels, count, request->arena);
	return DBR_OK;
}

static void
bind_names(struct binding *binding, struct bound_field *bound,
	   struct text_list wanted)
{
	const struct binding_request *request = &binding->request;

	for (size_t i = 0; i < wanted.count; i++) {
		for (size_t k = 0; k < request->name_count; k++)
			if (is_column(request, k, wanted.at[i]))
				add_column(binding, bound, k);
		for (size_t k = 0; k < FILE_COLUMNS; k++)
			if (strcmp(wanted.at[i], file_columns[k]) == 0)
				add_column(binding, bound,
					   request->name_count + k);
	}
}

static void
bind_sum(struct binding *binding, struct bound_field *bound,
	 struct text_list wanted)
{
	bound->is_taken_off = dbr_arena_array(binding->request.arena,
					      binding->request.name_count +
						      FILE_COLUMNS,
					      sizeof(*bound->is_taken_off));
	for (size_t i = 0; i < wanted.count; i++) {
		bool is_taken_off = wanted.at[i][0] == '-';
		const char *name = wanted.at[i] + is_taken_off;
		size_t before = bound->column_count;

		bind_names(binding, bound, (struct text_list){ &name, 1 });
		for (size_t k = before; k < bound->column_count; k++)
			bound->is_taken_off[k] = is_taken_off;
	}
}

static void
bind_pattern(struct binding *binding, struct bound_field *bound)
{
	const struct binding_request *request = &binding->request;

	for (size_t k = 0; k < request->name_count; k++)
		if (pattern_match(bound->field.header_pattern,
				  request->names[k]) == PATTERN_YES)
			add_column(binding, bound, k);
}

/* Zones are few and shared between columns. */
static enum dbr_status
open_zone(struct binding *binding, const char *name, struct dbr_zone **out,
	  struct dbr_error *err)
{
	enum dbr_status rc;

	for (size_t i = 0; i < binding->zone_count; i++)
		if (strcmp(dbr_zone_name(binding->zones[i]), name) == 0) {
			*out = binding->zones[i];
			return DBR_OK;
		}
	if (binding->zone_count == 16)
		return dbr_fail(err, DBR_EINPUT,
				"more than 16 time zones in one header");
	rc = dbr_zone_open(out, name, err);
	if (rc == DBR_OK)
		binding->zones[binding->zone_count++] = *out;
	return rc;
}

static const char *
zone_of(struct binding *binding, struct bound_field *bound)
{
	const struct binding_request *request = &binding->request;

	if (bound->field.zone)
		return bound->field.zone;
	if (bound->field.has_zone_in_header && bound->column_count) {
		struct dbr_str name = request->names[bound->columns[0]];
		struct dbr_str zone = DBR_STR_NONE;

		if (pattern_match(bound->field.header_pattern, name) ==
		    PATTERN_YES)
			zone = pattern_group(bound->field.header_pattern,
					     name, "zone");
		if (zone.size)
			return dbr_arena_text(request->arena, zone);
	}
	return request->format->zone ? request->format->zone : request->zone;
}

/* --date-order takes away the patterns of the other order. */
static size_t
usable_times(const struct binding *binding, const struct time_list *times,
	     const struct dbr_time_format **out)
{
	const char *order = binding->request.date_order;
	size_t count = 0;

	for (size_t i = 0; i < times->count; i++) {
		const char *has = dbr_time_format_order(times->at[i]);

		if (order && has[0] && strcmp(has, order) != 0 &&
		    strcmp(has, "ymd") != 0)
			continue;
		if (count < DBR_TIME_PATTERN_MAX)
			out[count++] = times->at[i];
	}
	return count;
}

/* Patterns that put day, month and year in different orders. */
static bool
has_two_orders(const struct dbr_time_format *const *times, size_t count)
{
	const char *first = "";

	for (size_t i = 0; i < count; i++) {
		const char *order = dbr_time_format_order(times[i]);

		if (order[0] && first[0] && strcmp(order, first) != 0)
			return true;
		if (order[0])
			first = order;
	}
	return false;
}

static enum dbr_status
bind_times(struct binding *binding, struct bound_field *bound,
	   struct dbr_error *err)
{
	const struct dbr_time_format *usable[DBR_TIME_PATTERN_MAX];
	const char *zone = zone_of(binding, bound);
	size_t count = usable_times(binding, &bound->field.times, usable);

	if (!count)
		return dbr_fail(err, DBR_ECONFIG,
				"format \"%s\" has no time pattern for "
				"\"%s\"%s%s", binding->request.format->name,
				bound->field.name,
				binding->request.date_order ? " in order " : "",
				binding->request.date_order
					? binding->request.date_order : "");
	bound->times = dbr_time_column_new(usable, count,
					   binding->request.arena);
	bound->needs_rows = has_two_orders(usable, count);
	if (bound->type == VALUE_DAY)
		return DBR_OK;
	bound->year = binding->request.year;
	for (size_t i = 0; i < count && !bound->year; i++)
		if (!dbr_time_format_has_year(usable[i]))
			bound->needs_year = true;
	bound->needs_rows |= !zone || bound->needs_year;
	return zone ? open_zone(binding, zone, &bound->zone, err) : DBR_OK;
}

static enum dbr_status
fail_missing(const struct binding *binding, const struct bound_field *bound,
	     struct dbr_error *err)
{
	struct dbr_buf names = DBR_BUF_INIT;

	for (size_t i = 0; i < bound->field.headers.count; i++)
		dbr_buf_addf(&names, "%s\"%s\"", i ? " or " : "",
			     bound->field.headers.at[i]);
	dbr_fail(err, DBR_EINPUT, "no column for \"%s\": expected %s",
		 bound->field.name, names.size ? names.text : "its header");
	dbr_buf_release(&names);
	dbr_fail_at(err, binding->request.file_name, 1, 0);
	return dbr_fail_hint(err, "--map %s=HEADER names the column, "
			     "--as FORMAT another format", bound->field.name);
}

static const char *
skip_text(const struct binding *binding, size_t column)
{
	struct dbr_buf name = DBR_BUF_INIT;
	const char *out;

	dbr_buf_add_clean(&name, dbr_str_trim(binding->request.names[column]),
			  40);
	out = dbr_arena_textf(binding->request.arena, "left out because of "
			      "its \"%s\", as the format says", name.text);
	dbr_buf_release(&name);
	return out;
}

static size_t
find_rules(struct binding *binding, const struct format_skip *rules,
	   size_t count, struct bound_skip *out)
{
	size_t used = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < binding->request.name_count; k++)
			if (header_is(binding->request.names[k],
				      rules[i].header)) {
				out[used++] = (struct bound_skip){
					k, skip_text(binding, k),
					rules[i].pattern };
				break;
			}
	return used;
}

static enum dbr_status
bind_field(struct binding *binding, struct bound_field *bound,
	   struct dbr_error *err)
{
	const struct target *target = binding->request.format->target;

	bound->type = target->fields[bound->field.target_index].type;
	bound->columns = dbr_arena_array(binding->request.arena,
					 binding->request.name_count +
						 FILE_COLUMNS,
					 sizeof(*bound->columns));
	bound->when = dbr_arena_array(binding->request.arena,
				      bound->field.when_count + 1,
				      sizeof(*bound->when));
	for (size_t k = 0; k < binding->request.name_count; k++)
		if (bound->field.id_header && !bound->has_id &&
		    header_is(binding->request.names[k],
			      bound->field.id_header)) {
			bound->has_id = true;
			bound->id_column = k;
		}
	bound->when_count = find_rules(binding, bound->field.when,
				       bound->field.when_count, bound->when);
	bind_names(binding, bound, bound->field.headers);
	bind_names(binding, bound, bound->field.join);
	bind_sum(binding, bound, bound->field.sum);
	if (bound->field.header_pattern)
		bind_pattern(binding, bound);
	if (!bound->column_count && !bound->field.value) {
		if (bound->field.is_required)
			return fail_missing(binding, bound, err);
		return DBR_OK;
	}
	if (!bound->header)
		bound->header = bound->field.name;
	if (bound->type != VALUE_TIME && bound->type != VALUE_PAST &&
	    bound->type != VALUE_DAY)
		return DBR_OK;
	return bind_times(binding, bound, err);
}

static enum dbr_status
find_mapped(const struct binding_request *request, struct dbr_str header,
	    size_t *column, struct dbr_error *err)
{
	char *wanted = dbr_arena_text(request->arena, header);
	const char **names = dbr_arena_array(request->arena,
					     request->name_count + 1,
					     sizeof(*names));
	const char *nearest;

	for (size_t k = 0; k < request->name_count; k++) {
		names[k] = dbr_arena_text(request->arena, request->names[k]);
		if (is_column(request, k, wanted)) {
			*column = k;
			return DBR_OK;
		}
	}
	nearest = dbr_nearest(wanted, names, request->name_count);
	dbr_fail(err, DBR_EUSAGE, "--map: the file has no column \"%s\"",
		 wanted);
	if (nearest)
		return dbr_fail_hint(err, "the file has \"%s\"", nearest);
	return dbr_fail_hint(err, "write the header as it stands in line 1");
}

/* What was meant by a field there is not. */
static enum dbr_status
hint_field(const struct target *target, const char *name,
	   struct dbr_error *err)
{
	struct dbr_buf all = DBR_BUF_INIT;
	struct dbr_arena arena = DBR_ARENA_INIT;
	const char **names = dbr_arena_array(&arena, target->field_count,
					     sizeof(*names));
	const char *nearest;

	for (size_t i = 0; i < target->field_count; i++) {
		names[i] = target->fields[i].name;
		dbr_buf_addf(&all, "%s%s", i ? ", " : "", names[i]);
	}
	nearest = dbr_nearest(name, names, target->field_count);
	for (size_t i = 0; i < target->field_count && !nearest; i++)
		if (strncmp(names[i], name, strlen(name)) == 0)
			nearest = names[i];
	if (nearest)
		dbr_fail_hint(err, "did you mean \"%s\"?", nearest);
	else
		dbr_fail_hint(err, "its fields are %s", all.text);
	dbr_arena_release(&arena);
	dbr_buf_release(&all);
	return DBR_EUSAGE;
}

static enum dbr_status
apply_map(struct binding *binding, const char *map, struct dbr_error *err)
{
	const struct binding_request *request = &binding->request;
	const struct target *target = request->format->target;
	struct dbr_str header = dbr_str_from(map);
	struct dbr_str name = dbr_str_cut(&header, '=');
	const char **headers = dbr_arena_array(request->arena, 1,
					       sizeof(*headers));
	struct bound_field *bound = NULL;
	size_t column = 0, index;
	enum dbr_status rc;

	if (!header.at || !name.size)
		return dbr_fail(err, DBR_EUSAGE,
				"--map wants field=Header, not \"%s\"", map);
	rc = find_mapped(request, header, &column, err);
	if (rc != DBR_OK || binding_map_question(binding, name, column))
		return rc;
	index = target_field_find(target, dbr_arena_text(request->arena,
							 name));
	if (index == target->field_count) {
		dbr_fail(err, DBR_EUSAGE, "--map: \"%s\" has no field \"%.*s\"",
			 target->name, DBR_STR_ARG(name));
		return hint_field(target, dbr_arena_text(request->arena,
							 name), err);
	}
	for (size_t i = 0; i < binding->field_count; i++)
		if (binding->fields[i].field.target_index == index)
			bound = &binding->fields[i];
	if (!bound) {
		bound = &binding->fields[binding->field_count++];
		bound->field.target_index = index;
		bound->field.name = target->fields[index].name;
		bound->field.times = request->format->times;
	}
	headers[0] = dbr_arena_text(request->arena, header);
	bound->field.headers = (struct text_list){ headers, 1 };
	bound->field.join = (struct text_list){ NULL, 0 };
	bound->field.sum = (struct text_list){ NULL, 0 };
	bound->field.header_pattern = NULL;
	bound->field.value = NULL;
	return DBR_OK;
}

/* A field that takes a part of a cell (a label among others) leaves it. */
static bool
is_taken(const struct binding *binding, size_t column)
{
	for (size_t i = 0; i < binding->field_count; i++) {
		const struct bound_field *field = &binding->fields[i];

		if (field->field.match && !field->field.is_required)
			continue;
		for (size_t k = 0; k < field->column_count; k++)
			if (field->columns[k] == column)
				return true;
	}
	return false;
}

static bool
is_kept(const struct binding *binding, size_t column)
{
	const struct text_list *keep = &binding->request.format->keep;

	for (size_t i = 0; i < keep->count; i++)
		if (strcmp(keep->at[i], "*") == 0 ? !is_taken(binding, column)
		    : header_is(binding->request.names[column], keep->at[i]))
			return true;
	return false;
}

/* Cells of one header stand together and share the bytes of its name. */
static void
add_cell(struct binding *binding, struct bound_cell cell)
{
	size_t at = binding->cell_count++;

	for (size_t i = at; i-- > 0;)
		if (dbr_str_equal(binding->cells[i].name, cell.name)) {
			cell.name = binding->cells[i].name;
			cell.ordinal = binding->cells[i].ordinal + 1;
			memmove(&binding->cells[i + 2], &binding->cells[i + 1],
				(at - i - 1) * sizeof(cell));
			at = i + 1;
			break;
		}
	binding->cells[at] = cell;
}

static void
find_cells(struct binding *binding)
{
	const struct binding_request *request = &binding->request;

	if (!request->format->keep.count)
		return;
	for (size_t k = 0; k < request->name_count; k++)
		if (is_kept(binding, k))
			add_cell(binding, (struct bound_cell){
				.column = k, .ordinal = 1,
				.name = dbr_str_trim(request->names[k]) });
}

static void
take_memory(struct binding *binding)
{
	const struct binding_request *request = &binding->request;
	const struct format *format = request->format;
	struct dbr_arena *arena = request->arena;
	size_t names = request->name_count;
	size_t questions = names * format->question_count +
			   request->map_count + 1;

	binding->fields = dbr_arena_array(arena,
		format->field_count + request->map_count + 1,
		sizeof(*binding->fields));
	binding->field_capacity = format->field_count + request->map_count;
	for (size_t i = 0; i < binding->field_capacity; i++)
		dbr_buf_init(&binding->fields[i].carried);
	binding->questions = dbr_arena_array(arena, questions,
					     sizeof(*binding->questions));
	binding->answers = dbr_arena_array(arena, questions,
					   sizeof(*binding->answers));
	binding->cells = dbr_arena_array(arena, names + 1,
					 sizeof(*binding->cells));
	binding->kept = dbr_arena_array(arena, names + 1,
					sizeof(*binding->kept));
	binding->skips = dbr_arena_array(arena, format->skip_count + 1,
					 sizeof(*binding->skips));
	binding->zone_check = dbr_arena_get(arena,
					    sizeof(*binding->zone_check));
	binding->values = dbr_arena_array(arena, format->target->field_count,
					  sizeof(*binding->values));
}

enum dbr_status
binding_open(struct binding *out, const struct binding_request *request,
	     struct dbr_error *err)
{
	const struct format *format = request->format;
	size_t give_ups = format_give_up_count(format);
	enum dbr_status rc = DBR_OK;

	*out = (struct binding){ .request = *request };
	out->takes_noon = strncmp(format->target->name, "runbook-", 8) != 0 &&
			  strcmp(format->target->name, "cutover-plan") != 0;
	take_memory(out);
	zone_check_open(out->zone_check, format, request->names,
			request->name_count, request->arena);
	for (size_t i = 0; i < format->field_count; i++)
		out->fields[i].field = format->fields[i];
	out->field_count = format->field_count;
	for (size_t i = 0; i < request->map_count && rc == DBR_OK; i++)
		rc = apply_map(out, request->maps[i], err);
	for (size_t i = 0; i < out->field_count && rc == DBR_OK; i++)
		rc = bind_field(out, &out->fields[i], err);
	if (rc != DBR_OK) {
		binding_close(out);
		return rc;
	}
	binding_find_questions(out);
	find_cells(out);
	out->skip_count = find_rules(out, format->skips, format->skip_count,
				     out->skips);
	binding_find_unscaled(out);
	if (format_give_up_count(format) == give_ups)
		return DBR_OK;
	binding_close(out);
	return dbr_fail(err, DBR_EINPUT, "a pattern of format \"%s\" would "
			"take too long on the header: which columns it means "
			"is unknown", format->name);
}

void
binding_close(struct binding *binding)
{
	for (size_t i = 0; i < binding->zone_count; i++)
		dbr_zone_close(binding->zones[i]);
	binding->zone_count = 0;
	for (size_t i = 0; i < binding->field_capacity; i++)
		dbr_buf_release(&binding->fields[i].carried);
	binding->field_capacity = 0;
	dbr_arena_release(&binding->scratch);
	dbr_arena_release(&binding->found);
}
