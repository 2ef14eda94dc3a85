/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_plain.c -- see csv_plain.h. */
#include <config.h>
#include "csv_plain.h"

#include <string.h>

enum { LOOK_MAX = 128 * 1024 };	/* bytes; longer records are libcsv's */

/* One attempt at the bytes at..end. */
struct attempt {
	const char *at, *end;
	bool is_over;		/* nothing comes behind end */
	enum { ATTEMPT_NOT, ATTEMPT_ROW, ATTEMPT_MORE } outcome;
};

static void
add_field(struct csv_reader *csv, struct dbr_str field)
{
	csv->fields = dbr_arena_grow(&csv->arena, csv->fields, csv->count,
				     &csv->field_capacity,
				     sizeof(*csv->fields));
	csv->fields[csv->count++] = field;
}

/* "" is one quote.  All of a record's cells fit into what was reserved, so
 * that none moves. */
static struct dbr_str
without_doubles(struct csv_reader *csv, struct dbr_str field, size_t room)
{
	size_t start;

	if (!csv->cells.size)
		dbr_buf_reserve(&csv->cells, room);
	start = csv->cells.size;
	while (field.size) {
		const char *quote = memchr(field.at, '"', field.size);
		size_t size = quote ? (size_t)(quote - field.at) + 1
				    : field.size;
		size_t step = quote ? size + 1 : size;

		dbr_buf_add(&csv->cells, field.at, size);
		field.at += step;
		field.size -= step;
	}
	return (struct dbr_str){ csv->cells.text + start,
				 csv->cells.size - start };
}

/* False: the outcome says why there is no field. */
static bool
take_quoted(struct csv_reader *csv, struct attempt *a)
{
	struct dbr_str field = { ++a->at, 0 };
	size_t room = (size_t)(a->end - a->at);
	bool has_doubles = false;
	const char *quote;

	for (;;) {
		quote = memchr(a->at, '"', (size_t)(a->end - a->at));
		if (!quote || (quote + 1 == a->end && !a->is_over)) {
			a->outcome = a->is_over ? ATTEMPT_NOT
						: ATTEMPT_MORE;
			return false;
		}
		a->at = quote + 1;
		if (a->at == a->end || *a->at != '"')
			break;
		has_doubles = true;
		a->at++;
	}
	field.size = (size_t)(quote - field.at);
	if (has_doubles)
		field = without_doubles(csv, field, room);
	add_field(csv, field);
	return true;
}

static bool
take_bare(struct csv_reader *csv, struct attempt *a)
{
	const char *start = a->at, *p = a->at;

	while (p < a->end && *p != csv->delimiter && *p != '\n' &&
	       *p != '\r' && *p != '"')
		p++;
	a->at = p;
	if (p == a->end && !a->is_over)
		a->outcome = ATTEMPT_MORE;
	else if (p < a->end && *p == '"')
		a->outcome = ATTEMPT_NOT;
	else
		add_field(csv, (struct dbr_str){ start, (size_t)(p - start) });
	return p == a->end ? a->is_over : *p != '"';
}

/* Behind a field.  True: another follows. */
static bool
goes_on(const struct csv_reader *csv, struct attempt *a)
{
	size_t left = (size_t)(a->end - a->at);

	a->outcome = ATTEMPT_ROW;
	if (!left) {
		if (!a->is_over)
			a->outcome = ATTEMPT_MORE;
		return false;
	}
	if (*a->at == csv->delimiter) {
		a->at++;
		return true;
	}
	if (*a->at == '\n')
		a->at++;
	else if (*a->at == '\r' && left == 1 && !a->is_over)
		a->outcome = ATTEMPT_MORE;
	else if (*a->at == '\r' && left > 1 && a->at[1] == '\n')
		a->at += 2;
	else
		a->outcome = ATTEMPT_NOT;
	return false;
}

static void
take_record(struct csv_reader *csv, struct attempt *a)
{
	bool has_field;

	csv->count = 0;
	dbr_buf_reset(&csv->cells);
	do {
		if (csv->count == DBR_FIELD_COUNT_MAX) {
			a->outcome = ATTEMPT_NOT;
			return;
		}
		has_field = a->at < a->end && *a->at == '"'
			? take_quoted(csv, a) : take_bare(csv, a);
	} while (has_field && goes_on(csv, a));
}

static void
pass(struct csv_reader *csv, const char *end)
{
	struct window *window = &csv->window;
	const char *at = window_at(window);

	window->at += (size_t)(end - at);
	while ((at = memchr(at, '\n', (size_t)(end - at)))) {
		window->line++;
		at++;
	}
}

enum dbr_status
csv_plain_record(struct csv_reader *csv, bool *is_plain,
		 struct dbr_error *err)
{
	struct window *window = &csv->window;
	struct attempt a = { .outcome = ATTEMPT_MORE };
	enum dbr_status rc = DBR_OK;

	*is_plain = false;
	if (csv->is_cr_line || csv->delimiter == '"' ||
	    !window_left(window) || strchr("\r\n", *window_at(window)))
		return DBR_OK;
	while (rc == DBR_OK && a.outcome == ATTEMPT_MORE) {
		size_t left = window_left(window);

		a = (struct attempt){
			.at = window_at(window), .is_over = window->is_over,
			.end = window_at(window) + left,
		};
		take_record(csv, &a);
		if (a.outcome != ATTEMPT_MORE)
			break;
		if (left > LOOK_MAX)
			return DBR_OK;
		rc = window_need(window, left + 1, err);
	}
	*is_plain = rc == DBR_OK && a.outcome == ATTEMPT_ROW;
	if (*is_plain)
		pass(csv, a.at);
	return rc;
}
