/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * memory.h -- the only door to malloc.
 *
 * Running out of memory ends the program here with one line and exit status
 * 71: a report that cannot get 4 KiB cannot be written, and SQLite rolls an
 * unfinished import back.  Nothing returns NULL.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

void *memory_get(size_t size);
void *memory_resize(void *old, size_t size);
void memory_free(void *old);
void memory_exhausted(size_t size) __attribute__((noreturn));

#endif
