/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_sniff.c -- see csv_sniff.h. */
#include <config.h>
#include "csv_sniff.h"

#include <string.h>

static const char candidates[] = ",;\t|";

enum { SNIFF_RECORD_MAX = 50 };

struct tally {
	size_t first;		/* delimiters in the first record */
	size_t same_count;	/* records with as many */
};

/* Delimiters in the record at *rest, which moves behind it. */
static size_t
count_in_record(struct dbr_str *rest, char delimiter, bool *is_blank)
{
	bool is_quoted = false;
	size_t count = 0, i = 0;

	*is_blank = true;
	for (; i < rest->size; i++) {
		char c = rest->at[i];

		if (c == '"')
			is_quoted = !is_quoted;
		else if (!is_quoted && (c == '\n' || c == '\r'))
			break;
		else if (!is_quoted && c == delimiter)
			count++;
		*is_blank = *is_blank && (c == ' ' || c == delimiter);
	}
	if (i < rest->size)
		i++;
	rest->at += i;
	rest->size -= i;
	return count;
}

static struct tally
tally_up(struct dbr_str sample, char delimiter)
{
	struct tally tally = { 0, 0 };
	size_t records = 0;

	while (sample.size && records < SNIFF_RECORD_MAX) {
		bool is_blank;
		size_t count = count_in_record(&sample, delimiter, &is_blank);

		if (is_blank)
			continue;
		if (!records++)
			tally.first = count;
		tally.same_count += count == tally.first;
	}
	return tally;
}

char
csv_sniff_delimiter(struct dbr_str sample)
{
	struct tally best = { 0, 0 };
	char delimiter = ',';

	for (const char *c = candidates; *c; c++) {
		struct tally tally = tally_up(sample, *c);

		if (!tally.first)
			continue;
		if (tally.same_count > best.same_count ||
		    (tally.same_count == best.same_count &&
		     tally.first > best.first)) {
			best = tally;
			delimiter = *c;
		}
	}
	return delimiter;
}

static struct dbr_str
unquote(struct dbr_str line)
{
	if (line.size >= 2 && line.at[0] == '"' &&
	    line.at[line.size - 1] == '"') {
		line.at++;
		line.size -= 2;
	}
	return line;
}

bool
csv_is_preamble(struct dbr_str line, char *delimiter)
{
	struct dbr_str text = unquote(line);
	struct dbr_str key = { text.at, text.size < 4 ? text.size : 4 };

	if (text.size == 5 && dbr_str_equal_nocase(key, DBR_STR("sep=")) &&
	    strchr(",;\t|:^~ ", text.at[4])) {
		*delimiter = text.at[4];
		return true;
	}
	text = dbr_str_trim(line);
	return !text.size || dbr_str_starts(text, "#TYPE") ||
	       dbr_str_equal_nocase(text, DBR_STR("UTF-8"));
}

static size_t
count_char(struct dbr_str text, char c)
{
	size_t count = 0;

	for (size_t i = 0; i < text.size; i++)
		count += text.at[i] == c;
	return count;
}

char
csv_double_encoded(const struct dbr_str *names, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (names[i].size)
			return '\0';
	for (const char *c = candidates; count && *c; c++)
		if (count_char(names[0], *c) >= 2)
			return *c;
	return '\0';
}
