/* SPDX-License-Identifier: GPL-3.0-or-later */
/* window.c -- see window.h. */
#include <config.h>
#include "window.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { READ_SIZE = 64 * 1024 };

void
window_init(struct window *window, const struct dbr_source *source)
{
	*window = (struct window){ .source = source, .line = 1,
				   .record_line = 1 };
	dbr_buf_init(&window->bytes);
}

void
window_release(struct window *window)
{
	dbr_buf_release(&window->bytes);
}

size_t
window_left(const struct window *window)
{
	return window->bytes.size - window->at;
}

const char *
window_at(const struct window *window)
{
	return window->bytes.text + window->at;
}

/* Move what is still needed to the front, when that is cheap. */
static void
compact(struct window *window)
{
	struct dbr_buf *bytes = &window->bytes;
	size_t kept = bytes->size - window->begin;

	if (!window->begin || kept > window->begin)
		return;
	memmove(bytes->text, bytes->text + window->begin, kept);
	bytes->size = kept;
	bytes->text[kept] = '\0';
	window->at -= window->begin;
	window->begin = 0;
}

enum dbr_status
window_need(struct window *window, size_t size, struct dbr_error *err)
{
	struct dbr_buf *bytes = &window->bytes;

	while (!window->is_over && window_left(window) < size) {
		size_t got;
		enum dbr_status rc;

		if (bytes->size - window->begin > DBR_RECORD_MAX)
			return window_refuse(window, err,
					     "a record is longer than %d "
					     "bytes", DBR_RECORD_MAX);
		compact(window);
		dbr_buf_reserve(bytes, READ_SIZE);
		rc = window->source->read(window->source->self,
					  bytes->text + bytes->size,
					  READ_SIZE, &got, err);
		if (rc != DBR_OK)
			return rc;
		bytes->size += got;
		bytes->text[bytes->size] = '\0';
		window->is_over = !got;
	}
	return DBR_OK;
}

enum dbr_status
window_line(struct window *window, size_t *size, size_t *text_size,
	    struct dbr_error *err)
{
	size_t looked = 0;
	const char *end = NULL;

	for (;;) {
		if (window_left(window) > looked)
			end = memchr(window_at(window) + looked, '\n',
				     window_left(window) - looked);
		if (end || window->is_over)
			break;
		looked = window_left(window);
		enum dbr_status rc = window_need(window, looked + 1, err);

		if (rc != DBR_OK)
			return rc;
	}
	*size = end ? (size_t)(end - window_at(window)) + 1
		    : window_left(window);
	*text_size = *size - (end != NULL);
	if (end && *text_size && end[-1] == '\r')
		--*text_size;
	return DBR_OK;
}

void
window_next_record(struct window *window)
{
	window->begin = window->at;
	window->record_line = window->line;
}

enum dbr_status
window_refuse(const struct window *window, struct dbr_error *err,
	      const char *fmt, ...)
{
	char text[256];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	dbr_fail(err, DBR_EINPUT, "%s", text);
	return dbr_fail_at(err, window->source->name, window->record_line, 0);
}

bool
text_is_plain(struct dbr_str s)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	const uint64_t highs = UINT64_C(0x8080808080808080);
	size_t i = 0;

	/* A word without a byte above 7F has a NUL exactly when taking one
	 * from each byte sets a high bit. */
	for (; i + sizeof(uint64_t) <= s.size; i += sizeof(uint64_t)) {
		uint64_t word;

		memcpy(&word, s.at + i, sizeof(word));
		if ((word | (word - ones)) & highs)
			return false;
	}
	for (; i < s.size; i++)
		if (!s.at[i] || (unsigned char)s.at[i] >= 0x80)
			return false;
	return true;
}

/* Offset of the first NUL or invalid byte, or the size. */
static size_t
find_bad_byte(struct dbr_str s, const char **problem)
{
	size_t invalid = dbr_str_utf8_check(s);
	const char *nul = invalid ? memchr(s.at, '\0', invalid) : NULL;

	if (nul) {
		*problem = "a NUL byte";
		return (size_t)(nul - s.at);
	}
	if (invalid < s.size)
		*problem = "a byte that is not UTF-8";
	return invalid;
}

void
record_check_fields(struct dbr_record *record)
{
	if (record->problem)
		return;
	for (size_t i = 0; i < record->count; i++) {
		size_t byte = find_bad_byte(record->fields[i],
					    &record->problem);

		if (byte < record->fields[i].size) {
			record->problem_field = i + 1;
			record->problem_byte = byte;
			return;
		}
	}
	record->problem_byte = find_bad_byte(record->raw, &record->problem);
	if (!record->problem)
		record->problem_byte = 0;
}

void
record_check_text(struct dbr_record *record)
{
	if (!text_is_plain(record->raw))
		record_check_fields(record);
}
