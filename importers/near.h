/* SPDX-License-Identifier: GPL-3.0-or-later */
/* near.h -- where no format fits a header: those that nearly do, and what
 * each of them lacks. */
#ifndef IMPORTERS_NEAR_H
#define IMPORTERS_NEAR_H

#include "detect.h"

struct near {
	const struct format *format;
	size_t wanted, found;	/* headers */
};

struct near_lack {
	const char *field;	/* NULL: the format wants the header itself */
	const char *header;	/* as the format writes it */
};

/* Formats of which the file has a header, nearest first: their number; out
 * has room for all. */
size_t near_find(struct near *out, const struct detect_header *header,
		 const struct format *formats, size_t count);
/* *out lives in the arena. */
size_t near_lacks(const struct near_lack **out, const struct near *near,
		  const struct detect_header *header,
		  struct dbr_arena *arena);

#endif
