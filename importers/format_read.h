/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format_read.h -- nodes of a format file to C values; format*.c only. */
#ifndef IMPORTERS_FORMAT_READ_H
#define IMPORTERS_FORMAT_READ_H

#include "format.h"

struct format_reading {
	struct format *format;
	struct dbr_arena *arena;
	struct dbr_error *err;
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Each leaves *out alone when node is NULL. */
enum dbr_status read_text(struct format_reading *in, const struct tree *node,
			  const char **out);
enum dbr_status read_flag(struct format_reading *in, const struct tree *node,
			  bool *out);
enum dbr_status read_count(struct format_reading *in,
			   const struct tree *node, size_t *out);
/* One text or a list of texts. */
enum dbr_status read_texts(struct format_reading *in,
			   const struct tree *node, struct text_list *out);
enum dbr_status read_pattern(struct format_reading *in,
			     const struct tree *node, struct pattern **out);
enum dbr_status read_times(struct format_reading *in,
			   const struct tree *node, struct time_list *out);
enum dbr_status read_pairs(struct format_reading *in,
			   const struct tree *node,
			   const struct format_pair **out, size_t *count);

enum dbr_status format_read_fields(struct format_reading *in,
				   const struct tree *node);
enum dbr_status format_read_unfold(struct format_reading *in,
				   const struct tree *node);
enum dbr_status format_read_lookup(struct format_reading *in,
				   const struct tree *node);
enum dbr_status format_read_survey(struct format_reading *in,
				   const struct tree *node);

/* "Header": pattern */
enum dbr_status read_rules(struct format_reading *in, const struct tree *node,
			   struct format_skip **out, size_t *count)
	DBR_MUST_CHECK;

#endif
