/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/exchange.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "feedback/line_change.h"

static const struct exchange_format *const formats[] = {
	&exchange_codeowners, &exchange_backstage, &exchange_pagerduty,
	&exchange_opsgenie,
};

struct place *
places_add(struct places *places, struct dbr_str bytes)
{
	struct place *place;

	places->at = dbr_arena_grow(places->arena, places->at, places->count,
				    &places->capacity, sizeof(*places->at));
	place = &places->at[places->count++];
	*place = (struct place){ .bytes = bytes };
	return place;
}

enum dbr_status
places_fail(const struct places *places, const char *at, const char *fmt, ...)
{
	char what[sizeof(places->err->what)];
	size_t line = 1, column = 1;
	va_list args;

	va_start(args, fmt);
	vsnprintf(what, sizeof(what), fmt, args);
	va_end(args);
	for (const char *c = places->text.at; c < at; c++) {
		column = *c == '\n' ? 1 : column + 1;
		line += *c == '\n';
	}
	dbr_fail(places->err, DBR_EINPUT, "%s", what);
	return dbr_fail_at(places->err, places->exchange->file_name, line,
			   column);
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

void
exchange_add_slug(struct dbr_buf *out, const char *name)
{
	size_t start = out->size;

	for (; name && *name; name++) {
		if (is_word(*name))
			dbr_buf_add_char(out, lower(*name));
		else if (out->size > start &&
			 out->text[out->size - 1] != '-' && name[1])
			dbr_buf_add_char(out, '-');
	}
	if (out->size == start)
		dbr_buf_add_text(out, "unnamed");
	else if (out->text[out->size - 1] == '-')
		out->text[--out->size] = '\0';
}

/* Two names that make one slug. */
static bool
is_same(struct dbr_str a, const char *b)
{
	struct dbr_str rest = dbr_str_from(b);

	for (;;) {
		while (a.size && !is_word(*a.at))
			a.at++, a.size--;
		while (rest.size && !is_word(*rest.at))
			rest.at++, rest.size--;
		if (!a.size || !rest.size)
			return !a.size && !rest.size;
		while (a.size && rest.size && is_word(*a.at) &&
		       is_word(*rest.at)) {
			if (lower(*a.at) != lower(*rest.at))
				return false;
			a.at++, a.size--;
			rest.at++, rest.size--;
		}
		if ((a.size && is_word(*a.at)) ||
		    (rest.size && is_word(*rest.at)))
			return false;
	}
}

static const char *
find(const char *const *names, size_t count, struct dbr_str name)
{
	for (size_t i = 0; i < count; i++)
		if (dbr_str_is(name, names[i]))
			return names[i];
	for (size_t i = 0; name.size && i < count; i++)
		if (is_same(name, names[i]))
			return names[i];
	return NULL;
}

const char *
exchange_module(const struct places *places, struct dbr_str name)
{
	return find(places->exchange->modules, places->exchange->module_count,
		    name);
}

const char *
exchange_team(const struct places *places, struct dbr_str name)
{
	return find(places->exchange->teams, places->exchange->team_count,
		    name);
}

static enum dbr_status
find_format(const struct exchange_format **out,
	    const struct dbr_exchange *exchange, struct dbr_error *err)
{
	const char *names[] = { "codeowners", "backstage", "pagerduty",
				"opsgenie", "raci" };
	const char *near;

	*out = NULL;
	if (strcmp(exchange->format, "raci") == 0)
		return DBR_OK;
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (strcmp(exchange->format, formats[i]->name) == 0)
			*out = formats[i];
	if (*out)
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "there is no format \"%s\"",
		 exchange->format);
	near = dbr_nearest(exchange->format, names, 5);
	return dbr_fail_hint(err, near ? "did you mean \"%s\"?" :
			     "raci, codeowners, backstage, pagerduty or"
			     " opsgenie", near);
}

static enum dbr_status
scan(struct places *places, const struct exchange_format **format)
{
	enum dbr_status rc = find_format(format, places->exchange,
					 places->err);

	if (rc != DBR_OK)
		return rc;
	if (places->text.size &&
	    memchr(places->text.at, '\0', places->text.size))
		return places_fail(places, places->text.at, "no text: it holds"
				   " a NUL");
	return *format ? (*format)->scan(places) : raci_read(places);
}

enum dbr_status
dbr_exchange_read(const struct dbr_assignment **out, size_t *count,
		  const struct dbr_exchange *exchange, struct dbr_str text,
		  struct dbr_arena *arena, struct dbr_error *err)
{
	struct places places = {
		.exchange = exchange, .arena = arena, .err = err,
		.text = dbr_arena_str(arena, text),
	};
	const struct exchange_format *format;
	struct dbr_assignment *rows;
	enum dbr_status rc = scan(&places, &format);

	rows = dbr_arena_array(arena, places.count, sizeof(*rows));
	*count = 0;
	for (size_t i = 0; rc == DBR_OK && i < places.count; i++)
		if (places.at[i].says.team || places.at[i].says.minutes > 0)
			rows[(*count)++] = places.at[i].says;
	*out = rows;
	return rc;
}

static bool
is_about(const struct dbr_assignment *row, const struct dbr_assignment *says)
{
	return strcmp(row->module, says->module) == 0 &&
	       strcmp(row->role, says->role) == 0 &&
	       row->level == says->level &&
	       (!says->severity || row->severity == says->severity);
}

static bool
is_same_thing(const struct dbr_assignment *a, const struct dbr_assignment *b)
{
	if (!a->team || !b->team)
		return a->team == b->team && a->minutes == b->minutes;
	return strcmp(a->team, b->team) == 0 && a->minutes == b->minutes;
}

/* The one thing the rows say there; NULL when they say none or several. */
static const struct dbr_assignment *
row_for(const struct place *place, const struct dbr_assignment *rows,
	size_t count)
{
	const struct dbr_assignment *found = NULL;

	for (size_t i = 0; i < count; i++) {
		if (!is_about(&rows[i], &place->says))
			continue;
		if (found && !is_same_thing(found, &rows[i]))
			return NULL;
		if (!found)
			found = &rows[i];
	}
	return found;
}

static bool
says_so(const struct place *place, const struct dbr_assignment *row)
{
	if (strcmp(row->role, "delay") == 0)
		return row->minutes == place->says.minutes;
	return place->says.team && strcmp(row->team, place->says.team) == 0;
}

static size_t
count_unplaced(const struct places *places,
	       const struct dbr_assignment *rows, size_t count)
{
	size_t unplaced = 0;

	for (size_t i = 0; i < count; i++) {
		bool is_placed = strcmp(rows[i].role, "owner") != 0;

		for (size_t p = 0; !is_placed && p < places->count; p++)
			is_placed = is_about(&rows[i], &places->at[p].says);
		unplaced += !is_placed;
	}
	return unplaced;
}

static void
write_places(struct dbr_buf *out, const struct places *places,
	     const struct exchange_format *format,
	     const struct dbr_assignment *rows, size_t count)
{
	const char *done = places->text.at;

	for (size_t i = 0; i < places->count; i++) {
		const struct place *place = &places->at[i];
		const struct dbr_assignment *row = row_for(place, rows, count);

		if (!row || says_so(place, row))
			continue;
		dbr_buf_add(out, done, (size_t)(place->bytes.at - done));
		if (place->before)
			dbr_buf_add_text(out, place->before);
		format->write(out, places, place, row);
		if (place->after)
			dbr_buf_add_text(out, place->after);
		done = place->bytes.at + place->bytes.size;
	}
	dbr_buf_add(out, done, (size_t)(places->text.at + places->text.size -
					done));
}

enum dbr_status
dbr_exchange_write(struct dbr_buf *out, size_t *unplaced,
		   const struct dbr_exchange *exchange, struct dbr_str text,
		   const struct dbr_assignment *rows, size_t count,
		   struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct places places = {
		.exchange = exchange, .arena = &arena, .err = err,
	};
	const struct exchange_format *format;
	enum dbr_status rc;

	*unplaced = 0;
	places.text = dbr_arena_str(&arena, text);
	rc = scan(&places, &format);
	if (rc == DBR_OK && !format) {
		rc = raci_write(out, &places, rows, count, unplaced);
	} else if (rc == DBR_OK) {
		write_places(out, &places, format, rows, count);
		*unplaced = count_unplaced(&places, rows, count);
	}
	dbr_arena_release(&arena);
	return rc;
}

/* The first line of a text, with its end. */
static struct dbr_str
first_line(struct dbr_str text)
{
	const char *end = text.size ? memchr(text.at, '\n', text.size) : NULL;

	if (end)
		text.size = (size_t)(end + 1 - text.at);
	return text;
}

static struct dbr_str
behind(struct dbr_str text, struct dbr_str line)
{
	return (struct dbr_str){ text.at + line.size,
				 text.size - line.size };
}

/* How far ahead a line comes again; 0: not there, it was changed. */
static size_t
lines_until(struct dbr_str line, struct dbr_str text)
{
	enum { LOOK_AHEAD = 1000 };

	for (size_t i = 0; line.size && text.size && i < LOOK_AHEAD; i++) {
		struct dbr_str next = first_line(text);

		if (dbr_str_equal(line, next))
			return i;
		text = behind(text, next);
	}
	return 0;
}

/* Writing changes lines and puts lines in; it takes none away. */
void
dbr_exchange_diff(struct dbr_buf *out, const char *file_name,
		  struct dbr_str old, struct dbr_str new)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct line_changes changes = { .file_name = file_name };
	size_t capacity = 0;

	while (old.size || new.size) {
		struct dbr_str a = first_line(old), b = first_line(new);

		if (!dbr_str_equal(a, b) && lines_until(a, new))
			a.size = 0;
		changes.at = dbr_arena_grow(&arena, changes.at, changes.count,
					    &capacity, sizeof(*changes.at));
		changes.at[changes.count++] = (struct line_change){ a, b };
		old = behind(old, a);
		new = behind(new, b);
	}
	line_changes_diff(out, &changes);
	dbr_arena_release(&arena);
}
