/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pattern.h -- regular expressions that cannot take long.
 *
 * Match, depth and heap limits are set for every match; a pattern that hits
 * one, or runs out of memory, says "unknown", which is neither a match nor a
 * miss.  After ten of these it is not tried any more and always says so.
 */
#ifndef IMPORTERS_PATTERN_H
#define IMPORTERS_PATTERN_H

#include "debrief/arena.h"
#include "debrief/error.h"

struct pattern;			/* owns PCRE2 memory: close it */

enum pattern_answer { PATTERN_NO, PATTERN_YES, PATTERN_UNKNOWN };

enum dbr_status pattern_open(struct pattern **out, const char *text,
			     struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
/* The same for words of people: case does not matter, and letters are those
 * of any script. */
enum dbr_status pattern_open_words(struct pattern **out, const char *text,
				   struct dbr_arena *arena,
				   struct dbr_error *err) DBR_MUST_CHECK;
void pattern_close(struct pattern *pattern);	/* NULL is fine */
enum pattern_answer pattern_match(const struct pattern *pattern,
				  struct dbr_str subject);
/* How often it said "unknown". */
size_t pattern_give_up_count(const struct pattern *pattern);
/* After a YES: group 1 when it took part, else the whole match.  Valid as
 * long as the subject. */
struct dbr_str pattern_value(const struct pattern *pattern,
			     struct dbr_str subject);
/* A named group of the latest match, at == NULL when it took no part. */
struct dbr_str pattern_group(const struct pattern *pattern,
			     struct dbr_str subject, const char *name);

#endif
