/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * portable.c -- what only one of SQLite and PostgreSQL understands, or the
 * two understand differently (debrief-metrics(5)).
 */
#include <config.h>
#include "metric/portable.h"

#include <string.h>

/* A word or an operator, in lower case; or a function, to tell it from a
 * column of that name. */
static const struct {
	const char *text, *hint;
	bool is_function;
} unportable[] = {
	{ "ifnull", "write COALESCE", true },
	{ "iif", "write CASE", true },
	{ "glob", "write LIKE with lower() on both sides", false },
	{ "regexp", "write LIKE", false },
	{ "rlike", "write LIKE", false },
	{ "similar", "write LIKE", false },
	{ "strftime", "compare instants with :as_of, :since and :until", true },
	{ "julianday", "instants are microseconds: subtract them", true },
	{ "unixepoch", "instants are microseconds: subtract them", true },
	{ "datetime", "instants are microseconds: compare them", true },
	{ "date", "instants are microseconds: compare them", true },
	{ "time", "instants are microseconds: compare them", true },
	{ "to_char", "instants are microseconds: compare them", true },
	{ "now", "use :as_of", true },
	{ "current_timestamp", "use :as_of", false },
	{ "current_date", "use :as_of", false },
	{ "current_time", "use :as_of", false },
	{ "group_concat", "give rows; the report joins them", true },
	{ "string_agg", "give rows; the report joins them", true },
	{ "total", "write COALESCE(SUM(x), 0)", true },
	{ "instr", "write LIKE", true },
	{ "printf", "the report formats", true },
	{ "format", "the report formats", true },
	{ "round", "the report rounds", true },
	{ "json_extract", "read a column", true },
	{ "typeof", "compare like with like", true },
	{ "lateral", "write a WITH", false },
	{ "distinct on", "write ROW_NUMBER() in a WITH", false },
	{ "as integer", "write CAST(x AS BIGINT), of whole numbers only", false },
	{ "==", "write =", false },
	{ "->", "read a column", false },
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

static size_t
space_size(struct dbr_str sql, size_t i)
{
	size_t end = i;

	while (end < sql.size && (sql.at[end] == ' ' || sql.at[end] == '\n'))
		end++;
	return end - i;
}

/* Bytes sql begins with that are the pattern, or 0; a space stands for any
 * white space. */
static size_t
matched_size(struct dbr_str sql, const char *pattern)
{
	bool is_word = is_word_byte(*pattern);
	size_t i = 0;

	for (; *pattern; pattern++) {
		size_t space = *pattern == ' ' ? space_size(sql, i) : 0;

		if (!space && (i == sql.size || lower(sql.at[i]) != *pattern))
			return 0;
		i += space ? space : 1;
	}
	return is_word && i < sql.size && is_word_byte(sql.at[i]) ? 0 : i;
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
		size_t end;

		*size = matched_size(rest, text);
		if (!*size || (is_word_byte(*text) && !is_word_start))
			continue;
		end = *size + space_size(rest, *size);
		if (!unportable[i].is_function ||
		    (end < rest.size && rest.at[end] == '('))
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
