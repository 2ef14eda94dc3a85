/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/str.h -- borrowed text and growing text.
 *
 * struct dbr_str is a slice: somebody else's bytes and their number.  It is
 * never freed and not NUL-terminated; the function that hands one out says
 * how long it stays valid.  It may hold any byte, NUL included.
 *
 * struct dbr_buf owns its bytes and grows.  text is never NULL and always
 * has a NUL after size bytes, so it can be printed at any time.
 *
 *	struct dbr_buf buf = DBR_BUF_INIT;
 *	dbr_buf_addf(&buf, "%d rows", n);
 *	dbr_buf_release(&buf);
 *
 * Running out of memory ends the program with one line; sizes that come from
 * input must be checked against a limit before they get here.
 */
#ifndef DEBRIEF_STR_H
#define DEBRIEF_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "debrief/error.h"

struct dbr_str {
	const char *at;
	size_t size;		/* bytes */
};
#define DBR_STR(literal) ((struct dbr_str){ (literal), sizeof(literal) - 1 })
#define DBR_STR_NONE ((struct dbr_str){ NULL, 0 })
/* For printf("%.*s"). */
#define DBR_STR_ARG(s) (int)(s).size, (s).at ? (s).at : ""

struct dbr_str dbr_str_from(const char *text);	/* NULL gives an empty slice */
bool dbr_str_is(struct dbr_str s, const char *text);
bool dbr_str_equal(struct dbr_str a, struct dbr_str b);
/* ASCII letters only: "ID" and "id" are the same, "É" and "é" are not. */
bool dbr_str_equal_nocase(struct dbr_str a, struct dbr_str b);
bool dbr_str_starts(struct dbr_str s, const char *prefix);
bool dbr_str_ends(struct dbr_str s, const char *suffix);
/* Would a spreadsheet take it for a formula?  What is written for one gets an
 * apostrophe before it. */
bool dbr_str_is_formula(struct dbr_str s);
/* Without ASCII white space at both ends. */
struct dbr_str dbr_str_trim(struct dbr_str s);
/*
 * Cut *rest at the first sep: returns what is before it and moves *rest
 * behind it.  Without a sep, returns all and leaves *rest with at == NULL.
 */
struct dbr_str dbr_str_cut(struct dbr_str *rest, char sep);
/* Whole slice is a decimal integer in range. */
bool dbr_str_to_i64(struct dbr_str s, int64_t *out);
/* Whole slice is a finite decimal number, "." as point, in any locale. */
bool dbr_str_to_double(struct dbr_str s, double *out);
/* Byte offset of the first byte that is not valid UTF-8, or size. */
size_t dbr_str_utf8_check(struct dbr_str s);

struct dbr_buf {
	char *text;
	size_t size;		/* bytes used, without the NUL */
	size_t capacity;	/* 0: text points to a constant empty string */
};
extern char dbr_buf_empty[];
#define DBR_BUF_INIT { .text = dbr_buf_empty, .size = 0, .capacity = 0 }

void dbr_buf_init(struct dbr_buf *buf);
void dbr_buf_release(struct dbr_buf *buf);	/* may be used again */
void dbr_buf_reset(struct dbr_buf *buf);	/* empty, memory kept */
void dbr_buf_reserve(struct dbr_buf *buf, size_t extra);
void dbr_buf_add(struct dbr_buf *buf, const void *bytes, size_t size);
void dbr_buf_add_str(struct dbr_buf *buf, struct dbr_str s);
void dbr_buf_add_text(struct dbr_buf *buf, const char *text);
void dbr_buf_add_char(struct dbr_buf *buf, char c);
void dbr_buf_addf(struct dbr_buf *buf, const char *fmt, ...) DBR_PRINTF(2, 3);
struct dbr_str dbr_buf_str(const struct dbr_buf *buf);	/* until next change */

/* Append s as a JSON string, quotes and all; bytes >= 0x80 as they are. */
void dbr_buf_add_quoted(struct dbr_buf *buf, struct dbr_str s);

/*
 * Append s as a terminal or a one-line message may show it: what is hidden
 * (glyph.h) and invalid UTF-8 become U+FFFD, white space one blank, marks
 * beyond the fourth on a character go, and it is cut with an ellipsis after
 * max_chars characters (0: no limit).
 */
void dbr_buf_add_clean(struct dbr_buf *buf, struct dbr_str s,
		       size_t max_chars);

/* The name in names[0..count) nearest to word by edit distance, or NULL when
 * none is near enough to be a suggestion. */
const char *dbr_nearest(const char *word, const char *const *names,
			size_t count);

#endif
