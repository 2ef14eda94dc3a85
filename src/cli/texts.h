/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * texts.h -- what people wrote: comments of surveys and titles of incidents,
 * sorted by what they say, so that nothing depends on the order of imports.
 */
#ifndef CLI_TEXTS_H
#define CLI_TEXTS_H

#include "cli/cli.h"
#include "debrief/metric.h"

enum { TEXT_DIMS = 9 };
extern const char *const text_dims[TEXT_DIMS];

struct text {
	struct dbr_str words;
	const char *dims[TEXT_DIMS];	/* NULL: unknown */
};

struct texts {
	const struct text *list;
	size_t count;
	int64_t empty_count;	/* answers without a comment, blank titles */
	const char *of;		/* "comments", "titles" or "all" */
};

/* Place of a dimension in text_dims; else DBR_EUSAGE with the nearest. */
enum dbr_status text_dim(size_t *out, const char *name,
			 struct dbr_error *err) DBR_MUST_CHECK;
/* like: as_of, since, until and where count. */
enum dbr_status texts_read(struct texts *out, struct dbr_store *store,
			   const char *of, const struct dbr_metric_ask *like,
			   struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
