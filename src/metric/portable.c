/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * portable.c -- what only one of SQLite and PostgreSQL understands, or the
 * two understand differently (debrief-metrics(5)).
 */
#include <config.h>
#include "metric/portable.h"

#include <string.h>

/* A pattern: a word, with "(" behind it when it is only a function; or an
 * operator.  In lower case. */
static const struct {
	const char *text, *hint;
} unportable[] = {
	{ "ifnull(", "write COALESCE" },
	{ "iif(", "write CASE" },
	{ "glob", "write LIKE with lower() on both sides" },
	{ "regexp", "write LIKE" },
	{ "rlike", "write LIKE" },
	{ "similar", "write LIKE" },
	{ "strftime(", "compare instants with :as_of, :since and :until" },
	{ "julianday(", "instants are microseconds: subtract them" },
	{ "unixepoch(", "instants are microseconds: subtract them" },
	{ "datetime(", "instants are microseconds: compare them" },
	{ "date(", "instants are microseconds: compare them" },
	{ "time(", "instants are microseconds: compare them" },
	{ "to_char(", "instants are microseconds: compare them" },
	{ "now(", "use :as_of" },
	{ "current_timestamp", "use :as_of" },
	{ "current_date", "use :as_of" },
	{ "current_time", "use :as_of" },
	{ "group_concat(", "give rows; the report joins them" },
	{ "string_agg(", "give rows; the report joins them" },
	{ "total(", "write COALESCE(SUM(x), 0)" },
	{ "instr(", "write LIKE" },
	{ "printf(", "the report formats" },
	{ "format(", "the report formats" },
	{ "round(", "the report rounds" },
	{ "json_extract(", "read a column" },
	{ "typeof(", "compare like with like" },
	{ "lateral", "write a WITH" },
	{ "distinct on", "write ROW_NUMBER() in a WITH" },
	{ "as integer", "write CAST(x AS BIGINT), of whole numbers only" },
	{ "==", "write =" },
	{ "->", "read a column" },
};

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_word_byte(char c)
{
	c = lower(c);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* Bytes of a comment, string or quoted name that starts here, or 0. */
static size_t
skipped_size(struct dbr_str sql)
{
	char c = sql.at[0];
	size_t i = 1;

	if (c == '\'' || c == '"') {
		while (i < sql.size && sql.at[i] != c)
			i++;
		return i < sql.size ? i + 1 : sql.size;
	}
	if (c != '-' || sql.size < 2 || sql.at[1] != '-')
		return 0;
	while (i < sql.size && sql.at[i] != '\n')
		i++;
	return i;
}

/* Does sql begin with the pattern?  A space stands for any white space, and
 * there may be some before a parenthesis. */
static bool
is_here(struct dbr_str sql, const char *pattern)
{
	size_t i = 0;
	char last = '\0';

	for (; *pattern; last = *pattern++) {
		bool may_skip = *pattern == ' ' || *pattern == '(';

		if (*pattern == ' ' && (i == sql.size ||
					(sql.at[i] != ' ' &&
					 sql.at[i] != '\n')))
			return false;
		while (may_skip && i < sql.size &&
		       (sql.at[i] == ' ' || sql.at[i] == '\n'))
			i++;
		if (*pattern == ' ')
			continue;
		if (i == sql.size || lower(sql.at[i++]) != *pattern)
			return false;
	}
	return !is_word_byte(last) || i == sql.size ||
	       !is_word_byte(sql.at[i]);
}

/* "/ 2": whole numbers divide into whole numbers. */
static bool
is_whole_division(struct dbr_str sql)
{
	size_t i = 1;

	if (sql.at[0] != '/')
		return false;
	while (i < sql.size && sql.at[i] == ' ')
		i++;
	if (i == sql.size || sql.at[i] < '0' || sql.at[i] > '9')
		return false;
	while (i < sql.size && sql.at[i] >= '0' && sql.at[i] <= '9')
		i++;
	return i == sql.size || sql.at[i] != '.';
}

static const char *
hint_at(struct dbr_str rest, bool is_word_start, size_t *size)
{
	for (size_t i = 0; i < sizeof(unportable) / sizeof(unportable[0]); i++) {
		const char *text = unportable[i].text;

		if ((is_word_byte(*text) && !is_word_start) ||
		    !is_here(rest, text))
			continue;
		*size = strcspn(text, "(");
		return unportable[i].hint;
	}
	*size = 1;
	return is_whole_division(rest) ? "write ratio(a, b), or divide by a "
					 "number with a point" : NULL;
}

size_t
metric_remarks(const struct metric_remark **out,
	       const struct dbr_metric *metric, struct dbr_arena *arena)
{
	struct metric_remark *list = NULL;
	struct dbr_str sql = metric->sql;
	size_t count = 0, capacity = 0, line = metric->sql_line, start = 0;

	for (size_t i = 0; i < sql.size; i++) {
		struct dbr_str rest = { sql.at + i, sql.size - i };
		size_t skipped = skipped_size(rest), size;
		bool is_start = !i || (!is_word_byte(sql.at[i - 1]) &&
				       sql.at[i - 1] != '.');
		const char *hint = skipped ? NULL :
				   hint_at(rest, is_start, &size);

		if (hint) {
			list = dbr_arena_grow(arena, list, count, &capacity,
					      sizeof(*list));
			list[count++] = (struct metric_remark){
				line, i - start + 1, { rest.at, size }, hint
			};
		}
		for (size_t k = 0; k < (skipped ? skipped : 1); k++)
			if (rest.at[k] == '\n') {
				line++;
				start = i + k + 1;
			}
		i += skipped ? skipped - 1 : 0;
	}
	*out = list;
	return count;
}
