/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pattern_set.h -- PCRE2 patterns with named groups, under limits.
 *
 * Every match is bounded (RELIABILITY 18): a line that would take longer
 * leaves the answer unknown, which is never taken for "no match".  A pattern
 * that gives up more than PATTERN_GIVE_UP_MAX times is switched off; what it
 * would have been asked is unknown from then on.
 *
 * The first pattern in order that matches wins.  (Trying the one that matched
 * last first would be faster only without the JIT, and would let a general
 * pattern hide a special one.)
 */
#ifndef READERS_PATTERN_SET_H
#define READERS_PATTERN_SET_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include "debrief/arena.h"

enum { PATTERN_GIVE_UP_MAX = 10 };

struct pattern {
	const char *name;
	pcre2_code *code;
	/* Field of each group, by its number; -1 without a name. */
	int *field_of;
	uint32_t group_count;
	size_t give_up_count;
};

struct pattern_set {
	struct dbr_arena *arena;
	struct pattern *patterns;
	size_t count, capacity;
	const char **names;	/* of fields, in order of appearance */
	size_t name_count, name_capacity;
	bool is_joined;		/* "." takes line ends, too */
	pcre2_match_context *limits;
	pcre2_jit_stack *stack;
	pcre2_match_data *match;
	size_t match_capacity;	/* groups */
};

enum pattern_answer {
	PATTERN_NO,
	PATTERN_YES,
	PATTERN_UNKNOWN,
};

void pattern_set_init(struct pattern_set *set, struct dbr_arena *arena);
void pattern_set_release(struct pattern_set *set);
/* DBR_ECONFIG with the byte of the mistake. */
enum dbr_status pattern_set_add(struct pattern_set *set, const char *name,
				const char *text, struct dbr_error *err)
	DBR_MUST_CHECK;
/* Field of that name, added when missing. */
size_t pattern_set_field(struct pattern_set *set, const char *name);

/* One pattern. */
enum pattern_answer pattern_set_ask(struct pattern_set *set, size_t index,
				    struct dbr_str text);
/*
 * All in order; *index is the one that matched or is unknown.  After
 * PATTERN_YES, fields[0..name_count) are slices of text, at == NULL where a
 * group took no part.
 */
enum pattern_answer pattern_set_match(struct pattern_set *set,
				      struct dbr_str text, size_t *index,
				      struct dbr_str *fields);

#endif
