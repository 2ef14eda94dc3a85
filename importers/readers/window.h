/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * window.h -- the bytes of a source that a reader still needs.
 *
 * Bytes before begin are given up and their room is used again; begin..at is
 * the record being read, at..size is not yet looked at.  Positions are
 * offsets into bytes.text: getting more moves the bytes.
 *
 * A window never holds more than DBR_RECORD_MAX bytes of one record.
 */
#ifndef READERS_WINDOW_H
#define READERS_WINDOW_H

#include "debrief/reader.h"

struct window {
	const struct dbr_source *source;
	struct dbr_buf bytes;
	size_t begin, at;
	size_t line;		/* of at, 1-based */
	size_t record_line;	/* of begin */
	bool is_over;		/* nothing comes behind bytes */
};

void window_init(struct window *window, const struct dbr_source *source);
void window_release(struct window *window);
/* Read on until at least size bytes are there behind at, or the end. */
enum dbr_status window_need(struct window *window, size_t size,
			    struct dbr_error *err) DBR_MUST_CHECK;
/*
 * The physical line at window->at: *size is its length with its end, and
 * *text_size without ("\n", "\r\n").  Both 0 at the end.
 */
enum dbr_status window_line(struct window *window, size_t *size,
			    size_t *text_size, struct dbr_error *err)
	DBR_MUST_CHECK;
/* The record is done: forget it, go on at window->at. */
void window_next_record(struct window *window);
size_t window_left(const struct window *window);	/* bytes behind at */
const char *window_at(const struct window *window);
/* "file:line" of the record, for a refusal. */
enum dbr_status window_refuse(const struct window *window,
			      struct dbr_error *err, const char *fmt, ...)
	DBR_PRINTF(3, 4);

/* ASCII without NULs: nothing to check. */
bool text_is_plain(struct dbr_str text);
/*
 * Reject reasons every reader shares: a NUL, or a byte that is not UTF-8, in
 * a field or else in raw.  record_check_text() is for fields that come from
 * raw: it looks at them only when raw is not plain.
 */
void record_check_fields(struct dbr_record *record);
void record_check_text(struct dbr_record *record);

#endif
