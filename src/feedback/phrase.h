/* SPDX-License-Identifier: GPL-3.0-or-later */
/* phrase.h -- numbers inside the sentences of proposals and refusals. */
#ifndef FEEDBACK_PHRASE_H
#define FEEDBACK_PHRASE_H

#include "debrief/arena.h"
#include "debrief/number.h"
#include "debrief/stats/interval.h"

/* What the buffer says, in the arena; releases it. */
const char *phrase_keep(struct dbr_buf *buf, struct dbr_arena *arena);
struct dbr_number phrase_share(const struct dbr_stat *share);
struct dbr_number phrase_minutes(const struct dbr_stat *minutes);
/* "79 % (69 to 88 %)" */
void phrase_add(struct dbr_buf *out, const struct dbr_number *number);
const char *phrase_stat(const struct dbr_stat *share, struct dbr_arena *arena);
/* "62 of 78 (79 %; 69 to 88 %)" */
void phrase_add_tally(struct dbr_buf *out, int64_t hits, int64_t trials);
/* "1 person", "3 people" */
void phrase_add_count(struct dbr_buf *out, size_t count, const char *one,
		      const char *many);

#endif
