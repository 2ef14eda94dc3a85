/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/line_change.h"

#include <string.h>

enum { CONTEXT_LINES = 3 };

void
line_changes_text(struct dbr_buf *out, const struct line_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		dbr_buf_add_str(out, changes->at[i].new);
}

struct diff_line {
	char sign;		/* ' ', '-' or '+' */
	struct dbr_str text;	/* with its line end */
};

struct diff {
	struct dbr_arena arena;
	struct diff_line *lines;
	size_t count, capacity;
};

static void
add_lines(struct diff *diff, char sign, struct dbr_str text)
{
	while (text.size) {
		const char *end = memchr(text.at, '\n', text.size);
		size_t size = end ? (size_t)(end - text.at) + 1 : text.size;

		diff->lines = dbr_arena_grow(&diff->arena, diff->lines,
					     diff->count, &diff->capacity,
					     sizeof(*diff->lines));
		diff->lines[diff->count++] = (struct diff_line){
			sign, { text.at, size },
		};
		text.at += size;
		text.size -= size;
	}
}

/* Removed before added, also where several pieces in a row changed. */
static void
add_changes(struct diff *diff, const struct line_changes *changes)
{
	for (size_t i = 0; i < changes->count;) {
		size_t end = i;

		if (dbr_str_equal(changes->at[i].old, changes->at[i].new)) {
			add_lines(diff, ' ', changes->at[i++].old);
			continue;
		}
		while (end < changes->count &&
		       !dbr_str_equal(changes->at[end].old,
				      changes->at[end].new))
			add_lines(diff, '-', changes->at[end++].old);
		for (; i < end; i++)
			add_lines(diff, '+', changes->at[i].new);
	}
}

/* The first changed line from i on, or count. */
static size_t
next_change(const struct diff *diff, size_t i)
{
	while (i < diff->count && diff->lines[i].sign == ' ')
		i++;
	return i;
}

/* Where a hunk ends: context behind the last change that is near. */
static size_t
hunk_end(const struct diff *diff, size_t i)
{
	for (;;) {
		size_t next;

		while (i < diff->count && diff->lines[i].sign != ' ')
			i++;
		next = next_change(diff, i);
		if (next == diff->count || next - i > 2 * CONTEXT_LINES)
			break;
		i = next;
	}
	return i + CONTEXT_LINES < diff->count ? i + CONTEXT_LINES :
						 diff->count;
}

static size_t
count_lines(const struct diff *diff, size_t from, size_t to, char without)
{
	size_t count = 0;

	for (size_t i = from; i < to; i++)
		count += diff->lines[i].sign != without;
	return count;
}

static void
write_hunk(struct dbr_buf *out, const struct diff *diff, size_t from,
	   size_t to)
{
	size_t old_size = count_lines(diff, from, to, '+');
	size_t new_size = count_lines(diff, from, to, '-');

	dbr_buf_addf(out, "@@ -%zu,%zu +%zu,%zu @@\n",
		     count_lines(diff, 0, from, '+') + (old_size ? 1 : 0),
		     old_size,
		     count_lines(diff, 0, from, '-') + (new_size ? 1 : 0),
		     new_size);
	for (size_t i = from; i < to; i++) {
		dbr_buf_add_char(out, diff->lines[i].sign);
		dbr_buf_add_str(out, diff->lines[i].text);
		if (!dbr_str_ends(diff->lines[i].text, "\n"))
			dbr_buf_add_text(out,
					 "\n\\ No newline at end of file\n");
	}
}

/* A name with a blank ends with a tab in a diff, or patch reads a date. */
static void
write_name(struct dbr_buf *out, const char *prefix, const char *name)
{
	dbr_buf_addf(out, "%s", prefix);
	dbr_buf_add_clean(out, dbr_str_from(name), 0);
	dbr_buf_add_text(out, strchr(name, ' ') ? "\t\n" : "\n");
}

void
line_changes_diff(struct dbr_buf *out, const struct line_changes *changes)
{
	struct diff diff = { .arena = DBR_ARENA_INIT };
	size_t at;

	add_changes(&diff, changes);
	at = next_change(&diff, 0);
	if (at < diff.count) {
		write_name(out, "--- a/", changes->file_name);
		write_name(out, "+++ b/", changes->file_name);
	}
	while (at < diff.count) {
		size_t from = at > CONTEXT_LINES ? at - CONTEXT_LINES : 0;
		size_t to = hunk_end(&diff, at);

		write_hunk(out, &diff, from, to);
		at = next_change(&diff, to);
	}
	dbr_arena_release(&diff.arena);
}
