/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/arena.h -- memory that dies together.
 *
 * An arena hands out memory and takes all of it back at once.  Use one for
 * everything that belongs to one piece of work: a loaded format, a metric
 * with its result, one report.  There is no free for single objects; if you
 * want one, the object belongs in a different arena.
 *
 *	struct dbr_arena arena = DBR_ARENA_INIT;
 *	char *name = dbr_arena_text(&arena, field);
 *	...
 *	dbr_arena_release(&arena);	(name is gone)
 *
 * Memory is zeroed and aligned for any type.  Running out of it ends the
 * program with one line; no function here returns NULL.
 */
#ifndef DEBRIEF_ARENA_H
#define DEBRIEF_ARENA_H

#include <stddef.h>
#include "debrief/str.h"

struct dbr_arena {
	struct dbr_arena_block *block;	/* newest first */
};
#define DBR_ARENA_INIT { .block = NULL }

void *dbr_arena_get(struct dbr_arena *arena, size_t size);
/* count * size, checked for overflow. */
void *dbr_arena_array(struct dbr_arena *arena, size_t count, size_t size);
/* A NUL-terminated copy. */
char *dbr_arena_text(struct dbr_arena *arena, struct dbr_str s);
char *dbr_arena_textf(struct dbr_arena *arena, const char *fmt, ...)
	DBR_PRINTF(2, 3);
struct dbr_str dbr_arena_str(struct dbr_arena *arena, struct dbr_str s);
/*
 * Make room for one more element in a growing array: returns array, or a
 * copy with doubled *capacity when count has reached it.
 */
void *dbr_arena_grow(struct dbr_arena *arena, void *array, size_t count,
		     size_t *capacity, size_t size);
/* Empty it, keep one block: for a loop that handles one record at a time. */
void dbr_arena_reset(struct dbr_arena *arena);
void dbr_arena_release(struct dbr_arena *arena);

#endif
