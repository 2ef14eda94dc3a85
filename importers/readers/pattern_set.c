/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pattern_set.c -- see pattern_set.h. */
#include <config.h>
#include "pattern_set.h"

#include <string.h>

enum {
	MATCH_LIMIT = 100000,
	DEPTH_LIMIT = 1000,
	HEAP_LIMIT_KIB = 4096,
	JIT_STACK_START = 32 * 1024,
	JIT_STACK_MAX = 4 * 1024 * 1024,
	PATTERN_SIZE_MAX = 64 * 1024,	/* bytes */
	MESSAGE_SIZE = 200,
};

void
pattern_set_init(struct pattern_set *set, struct dbr_arena *arena)
{
	*set = (struct pattern_set){ .arena = arena };
}

void
pattern_set_release(struct pattern_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		pcre2_code_free(set->patterns[i].code);
	pcre2_match_data_free(set->match);
	pcre2_match_context_free(set->limits);
	pcre2_jit_stack_free(set->stack);
}

static enum dbr_status
no_memory(struct dbr_error *err)
{
	return dbr_fail(err, DBR_EOS, "no memory for patterns");
}

static enum dbr_status
make_limits(struct pattern_set *set, struct dbr_error *err)
{
	set->limits = pcre2_match_context_create(NULL);
	set->stack = pcre2_jit_stack_create(JIT_STACK_START, JIT_STACK_MAX,
					    NULL);
	if (!set->limits || !set->stack)
		return no_memory(err);
	pcre2_set_match_limit(set->limits, MATCH_LIMIT);
	pcre2_set_depth_limit(set->limits, DEPTH_LIMIT);
	pcre2_set_heap_limit(set->limits, HEAP_LIMIT_KIB);
	pcre2_jit_stack_assign(set->limits, NULL, set->stack);
	return DBR_OK;
}

/* Room for the groups of every pattern. */
static enum dbr_status
make_match(struct pattern_set *set, uint32_t groups, struct dbr_error *err)
{
	if (set->match && groups + 1 <= set->match_capacity)
		return DBR_OK;
	pcre2_match_data_free(set->match);
	set->match_capacity = groups + 1;
	set->match = pcre2_match_data_create(groups + 1, NULL);
	return set->match ? DBR_OK : no_memory(err);
}

size_t
pattern_set_field(struct pattern_set *set, const char *name)
{
	for (size_t i = 0; i < set->name_count; i++)
		if (strcmp(set->names[i], name) == 0)
			return i;
	set->names = dbr_arena_grow(set->arena, set->names, set->name_count,
				    &set->name_capacity, sizeof(*set->names));
	set->names[set->name_count] = dbr_arena_text(set->arena,
						     dbr_str_from(name));
	return set->name_count++;
}

/* PCRE2 lists names by alphabet; fields are wanted in order of groups. */
static void
name_groups(struct pattern_set *set, struct pattern *pattern)
{
	const char **of_group = dbr_arena_array(set->arena,
						pattern->group_count + 1,
						sizeof(*of_group));
	PCRE2_SPTR table;
	uint32_t count, entry_size;

	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMECOUNT, &count);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMEENTRYSIZE,
			   &entry_size);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMETABLE, &table);
	for (uint32_t i = 0; i < count; i++) {
		PCRE2_SPTR entry = table + i * entry_size;

		of_group[entry[0] << 8 | entry[1]] = (const char *)entry + 2;
	}
	pattern->field_of = dbr_arena_array(set->arena,
					    pattern->group_count + 1,
					    sizeof(*pattern->field_of));
	for (uint32_t i = 0; i <= pattern->group_count; i++)
		pattern->field_of[i] = of_group[i]
			? (int)pattern_set_field(set, of_group[i]) : -1;
}

static enum dbr_status
compile(struct pattern *out, const struct pattern_set *set, const char *text,
	struct dbr_error *err)
{
	uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF |
			   PCRE2_DUPNAMES | PCRE2_DOLLAR_ENDONLY |
			   PCRE2_NEVER_BACKSLASH_C |
			   (set->is_joined ? PCRE2_DOTALL : 0);
	PCRE2_UCHAR message[MESSAGE_SIZE];
	PCRE2_SIZE offset;
	int code;

	if (strlen(text) > PATTERN_SIZE_MAX)
		return dbr_fail(err, DBR_ECONFIG, "pattern \"%s\" is longer "
				"than %d bytes", out->name, PATTERN_SIZE_MAX);
	out->code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
				  options, &code, &offset, NULL);
	if (!out->code) {
		if (code == PCRE2_ERROR_HEAP_FAILED)
			return dbr_fail(err, DBR_EOS, "out of memory");
		pcre2_get_error_message(code, message, sizeof(message));
		return dbr_fail(err, DBR_ECONFIG, "pattern \"%s\": %s at byte "
				"%zu", out->name, (const char *)message,
				offset + 1);
	}
	/* Without the JIT everything works, only slower. */
	(void)pcre2_jit_compile(out->code, PCRE2_JIT_COMPLETE);
	pcre2_pattern_info(out->code, PCRE2_INFO_CAPTURECOUNT,
			   &out->group_count);
	return DBR_OK;
}

enum dbr_status
pattern_set_add(struct pattern_set *set, const char *name, const char *text,
		struct dbr_error *err)
{
	struct pattern pattern = { .name = name };
	enum dbr_status rc = set->limits ? DBR_OK : make_limits(set, err);

	if (rc == DBR_OK)
		rc = compile(&pattern, set, text, err);
	if (rc != DBR_OK)
		return rc;
	set->patterns = dbr_arena_grow(set->arena, set->patterns, set->count,
				       &set->capacity, sizeof(pattern));
	name_groups(set, &pattern);
	set->patterns[set->count++] = pattern;
	return make_match(set, pattern.group_count, err);
}

enum pattern_answer
pattern_set_ask(struct pattern_set *set, size_t index, struct dbr_str text)
{
	struct pattern *pattern = &set->patterns[index];
	int code;

	if (pattern->give_up_count > PATTERN_GIVE_UP_MAX)
		return PATTERN_UNKNOWN;
	code = pcre2_match(pattern->code,
			   (PCRE2_SPTR)(text.size ? text.at : ""), text.size,
			   0, 0, set->match, set->limits);
	if (code > 0)
		return PATTERN_YES;
	if (code == PCRE2_ERROR_NOMATCH)
		return PATTERN_NO;
	pattern->give_up_count++;
	return PATTERN_UNKNOWN;
}

static void
take_groups(struct pattern_set *set, const struct pattern *pattern,
	    struct dbr_str text, struct dbr_str *fields)
{
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(set->match);
	/* Groups behind the last one that took part are not counted. */
	uint32_t count = pattern->group_count;

	for (size_t i = 0; i < set->name_count; i++)
		fields[i] = DBR_STR_NONE;
	for (uint32_t group = 1; group <= count; group++) {
		int field = pattern->field_of[group];
		PCRE2_SIZE start = ends[2 * group], end = ends[2 * group + 1];

		/* \K can set a start behind its end. */
		if (field < 0 || start == PCRE2_UNSET || start > end ||
		    fields[field].at)
			continue;
		fields[field] = (struct dbr_str){
			(text.size ? text.at : "") + start, end - start };
	}
}

enum pattern_answer
pattern_set_match(struct pattern_set *set, struct dbr_str text, size_t *index,
		  struct dbr_str *fields)
{
	for (size_t i = 0; i < set->count; i++) {
		enum pattern_answer answer = pattern_set_ask(set, i, text);

		if (answer == PATTERN_NO)
			continue;
		*index = i;
		if (answer == PATTERN_YES)
			take_groups(set, &set->patterns[i], text, fields);
		return answer;
	}
	return PATTERN_NO;
}
