/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * detect.h -- which format a file is in, from its name and first text.
 *
 * Every rule a format states must hold.  No candidate, or two, is an error
 * that says what to do; nothing is guessed.
 */
#ifndef IMPORTERS_DETECT_H
#define IMPORTERS_DETECT_H

#include "format.h"

struct detect_request {
	const char *file_name;
	struct dbr_str head;		/* the first text, UTF-8 */
	char delimiter;			/* declared; 0: detect */
	const struct dbr_share *share;
	struct dbr_arena *arena;
};

/* The header as a CSV reader sees it, in the request's arena; a file that is
 * no CSV has none. */
struct detect_header {
	const struct dbr_str *names;
	size_t count;
	char delimiter;
};
struct detect_header detect_header(const struct detect_request *request);
/* The header of that name, or that gives a field, or NULL. */
const struct dbr_str *detect_find_name(const struct detect_header *in,
				       const char *wanted);
const struct dbr_str *detect_find_field(const struct detect_header *in,
					const struct format *format,
					const char *name);

/* Does a file with this header hold what the part of a format reads? */
bool detect_part_fits(const struct dbr_str *names, size_t count,
		      const struct format *format);

/* Every format there is; they live in the arena, formats_close() them. */
enum dbr_status formats_open(struct format **out, size_t *count,
			     const struct dbr_share *share,
			     struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
void formats_close(struct format *formats, size_t count);
/* What else the files of a format hold: names, in the order to read them. */
enum dbr_status formats_parts(struct text_list *out, const char *name,
			      const struct dbr_share *share,
			      struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
struct candidate {
	struct format *format;
	const char *why;
};

/* Which of the formats fit (generic ones only where no other does): their
 * number; out has room for all. */
size_t detect_among(struct format *formats, size_t count,
		    const struct detect_request *request,
		    struct candidate *out);
enum dbr_status detect_choose(struct format **out, const char **why,
			      const struct detect_request *request,
			      struct format *formats, size_t count,
			      struct dbr_error *err) DBR_MUST_CHECK;
/* *why: one line, "header has Issue key, Created, Status". */
enum dbr_status detect_format(struct format *out, const char **why,
			      const struct detect_request *request,
			      struct dbr_error *err) DBR_MUST_CHECK;

#endif
