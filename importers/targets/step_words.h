/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * step_words.h -- steps that a message tells in words.
 *
 * "START step S01 freeze", "Step 4.2: failed", "rolled back task S07"; bare:
 * also "DONE S01", which in other logs than a cutover's would name hosts and
 * counts.  A step is named by something with a digit in it.
 */
#ifndef TARGETS_STEP_WORDS_H
#define TARGETS_STEP_WORDS_H

#include "../pattern.h"

struct step_words {
	struct pattern *patterns[3];
	size_t count;
};

enum dbr_status step_words_open(struct step_words *words, bool is_bare,
				struct dbr_arena *arena,
				struct dbr_error *err) DBR_MUST_CHECK;
void step_words_close(struct step_words *words);
/* After a YES *event is stepbegin, stepend, stepfail or rollback, and *step
 * lies in message. */
enum pattern_answer step_words_find(const struct step_words *words,
				    struct dbr_str message,
				    struct dbr_str *event,
				    struct dbr_str *step);

#endif
