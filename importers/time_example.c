/* SPDX-License-Identifier: GPL-3.0-or-later */
/* time_example.c -- a time as a pattern writes it, for messages. */
#include <config.h>
#include "debrief/time_format.h"

#include <string.h>

/* 2026-03-31T14:05:09Z, a Tuesday. */
static const char *
example_of(char directive)
{
	static const char *const parts[128] = {
		['Y'] = "2026", ['y'] = "26", ['m'] = "03", ['d'] = "31",
		['e'] = "31", ['b'] = "Mar", ['B'] = "March", ['a'] = "Tue",
		['A'] = "Tuesday", ['H'] = "14", ['I'] = "02", ['M'] = "05",
		['S'] = "09", ['p'] = "PM", ['f'] = "250", ['z'] = "Z",
		['Z'] = "UTC", ['s'] = "1774965909", ['E'] = "1774965909",
		['L'] = "1774965909000", ['N'] = "1774965909000000",
		['n'] = "0", ['t'] = "4000000069cbd3df00000000", ['%'] = "%",
	};
	unsigned char index = (unsigned char)directive;

	return index < 128 && parts[index] ? parts[index] : "";
}

/* "%[.%f%]": nobody wants to see it. */
static bool
is_fraction(const char *at)
{
	const char *directive = strchr(at, '%');

	return directive && directive[1] == 'f';
}

void
dbr_time_format_add_example(struct dbr_buf *out, const char *pattern)
{
	for (const char *at = pattern; *at; at++) {
		if (*at != '%' || !at[1]) {
			dbr_buf_add_char(out, *at);
			continue;
		}
		at++;
		if (*at == '[' && is_fraction(at + 1)) {
			const char *end = strstr(at, "%]");

			at = end ? end + 1 : at;
		} else {
			dbr_buf_add_text(out, example_of(*at));
		}
	}
}
