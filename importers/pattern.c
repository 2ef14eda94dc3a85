/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pattern.c -- PCRE2 behind limits; see pattern.h. */
#include <config.h>
#include "pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum { MATCH_MAX = 100000, DEPTH_MAX = 1000, HEAP_MAX_KIB = 4096,
       GIVE_UP_MAX = 10 };

struct pattern {
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *limits;
	size_t *give_up_count;
};

static enum dbr_status
open_with(struct pattern **out, const char *text, uint32_t options,
	  struct dbr_arena *arena, struct dbr_error *err)
{
	struct pattern *pattern = dbr_arena_get(arena, sizeof(*pattern));
	PCRE2_SIZE at;
	int code;

	pattern->code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED,
		PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | options, &code, &at,
		NULL);
	if (!pattern->code) {
		char why[128] = "";

		if (code == PCRE2_ERROR_HEAP_FAILED)
			return dbr_fail(err, DBR_EOS, "out of memory");
		pcre2_get_error_message(code, (PCRE2_UCHAR *)why, sizeof(why));
		return dbr_fail(err, DBR_ECONFIG,
				"pattern \"%s\": %s at character %zu", text,
				why, (size_t)at + 1);
	}
	/* Without JIT the interpreter is used: slower, same answers. */
	(void)pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
	pattern->match = pcre2_match_data_create_from_pattern(pattern->code,
							      NULL);
	pattern->limits = pcre2_match_context_create(NULL);
	pattern->give_up_count = dbr_arena_get(arena, sizeof(size_t));
	*pattern->give_up_count = 0;
	if (!pattern->match || !pattern->limits) {
		pattern_close(pattern);
		return dbr_fail(err, DBR_EOS, "out of memory");
	}
	pcre2_set_match_limit(pattern->limits, MATCH_MAX);
	pcre2_set_depth_limit(pattern->limits, DEPTH_MAX);
	pcre2_set_heap_limit(pattern->limits, HEAP_MAX_KIB);
	*out = pattern;
	return DBR_OK;
}

enum dbr_status
pattern_open(struct pattern **out, const char *text, struct dbr_arena *arena,
	     struct dbr_error *err)
{
	return open_with(out, text, 0, arena, err);
}

enum dbr_status
pattern_open_words(struct pattern **out, const char *text,
		   struct dbr_arena *arena, struct dbr_error *err)
{
	return open_with(out, text, PCRE2_CASELESS | PCRE2_UCP, arena, err);
}

void
pattern_close(struct pattern *pattern)
{
	if (!pattern)
		return;
	pcre2_match_context_free(pattern->limits);
	pcre2_match_data_free(pattern->match);
	pcre2_code_free(pattern->code);
	*pattern = (struct pattern){ .code = NULL };
}

enum pattern_answer
pattern_match(const struct pattern *pattern, struct dbr_str subject)
{
	int rc = PCRE2_ERROR_MATCHLIMIT;

	if (*pattern->give_up_count <= GIVE_UP_MAX)
		rc = pcre2_match(pattern->code,
				 (PCRE2_SPTR)(subject.at ? subject.at : ""),
				 subject.size, 0, 0, pattern->match,
				 pattern->limits);
	if (rc >= 0)
		return PATTERN_YES;
	if (rc == PCRE2_ERROR_NOMATCH)
		return PATTERN_NO;
	++*pattern->give_up_count;
	return PATTERN_UNKNOWN;
}

size_t
pattern_give_up_count(const struct pattern *pattern)
{
	return *pattern->give_up_count;
}

static struct dbr_str
group_at(const struct pattern *pattern, struct dbr_str subject, size_t group)
{
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(pattern->match);
	size_t count = pcre2_get_ovector_count(pattern->match);

	if (group >= count || ends[2 * group] == PCRE2_UNSET ||
	    ends[2 * group + 1] < ends[2 * group])
		return DBR_STR_NONE;
	return (struct dbr_str){ subject.at + ends[2 * group],
				 ends[2 * group + 1] - ends[2 * group] };
}

struct dbr_str
pattern_value(const struct pattern *pattern, struct dbr_str subject)
{
	struct dbr_str first = group_at(pattern, subject, 1);

	return first.at ? first : group_at(pattern, subject, 0);
}

struct dbr_str
pattern_group(const struct pattern *pattern, struct dbr_str subject,
	      const char *name)
{
	int group = pcre2_substring_number_from_name(pattern->code,
						     (PCRE2_SPTR)name);

	if (group < 0)
		return DBR_STR_NONE;
	return group_at(pattern, subject, (size_t)group);
}
