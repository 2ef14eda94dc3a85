/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arena.c -- see debrief/arena.h. */
#include <config.h>
#include "debrief/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "base/memory.h"

enum { BLOCK_SIZE = 32 * 1024 };

struct dbr_arena_block {
	struct dbr_arena_block *older;
	size_t used, capacity;
	alignas(max_align_t) char bytes[];
};

void *
dbr_arena_get(struct dbr_arena *arena, size_t size)
{
	struct dbr_arena_block *block = arena->block;
	size_t rounded = (size + alignof(max_align_t) - 1) &
			 ~(alignof(max_align_t) - 1);
	void *out;

	if (rounded < size)
		memory_exhausted(size);
	if (!block || block->capacity - block->used < rounded) {
		size_t capacity = rounded > BLOCK_SIZE ? rounded : BLOCK_SIZE;

		block = memory_get(sizeof(*block) + capacity);
		block->older = arena->block;
		block->used = 0;
		block->capacity = capacity;
		arena->block = block;
	}
	out = block->bytes + block->used;
	block->used += rounded;
	return memset(out, 0, rounded);
}

void *
dbr_arena_array(struct dbr_arena *arena, size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total))
		memory_exhausted(SIZE_MAX);
	return dbr_arena_get(arena, total);
}

char *
dbr_arena_text(struct dbr_arena *arena, struct dbr_str s)
{
	char *out = dbr_arena_get(arena, s.size + 1);

	if (s.size)
		memcpy(out, s.at, s.size);
	return out;
}

char *
dbr_arena_textf(struct dbr_arena *arena, const char *fmt, ...)
{
	va_list args, again;
	char *out;
	int size;

	va_start(args, fmt);
	va_copy(again, args);
	size = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	out = dbr_arena_get(arena, (size_t)size + 1);
	vsnprintf(out, (size_t)size + 1, fmt, again);
	va_end(again);
	return out;
}

struct dbr_str
dbr_arena_str(struct dbr_arena *arena, struct dbr_str s)
{
	return (struct dbr_str){ dbr_arena_text(arena, s), s.size };
}

void *
dbr_arena_grow(struct dbr_arena *arena, void *array, size_t count,
	       size_t *capacity, size_t size)
{
	size_t wanted = *capacity ? *capacity * 2 : 8;
	void *out;

	if (count < *capacity)
		return array;
	out = dbr_arena_array(arena, wanted, size);
	if (count)
		memcpy(out, array, count * size);
	*capacity = wanted;
	return out;
}

void
dbr_arena_reset(struct dbr_arena *arena)
{
	struct dbr_arena_block *keep = arena->block;

	if (!keep)
		return;
	arena->block = keep->older;
	dbr_arena_release(arena);
	keep->older = NULL;
	keep->used = 0;
	arena->block = keep;
}

void
dbr_arena_release(struct dbr_arena *arena)
{
	struct dbr_arena_block *block = arena->block;

	while (block) {
		struct dbr_arena_block *older = block->older;

		memory_free(block);
		block = older;
	}
	arena->block = NULL;
}
