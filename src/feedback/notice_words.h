/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notice_words.h -- a message in its contact's language and zone. */
#ifndef FEEDBACK_NOTICE_WORDS_H
#define FEEDBACK_NOTICE_WORDS_H

#include "debrief/notice.h"

/* Fills zone, language, subject, text and each line; a language without
 * words, or a zone that is none, becomes English and UTC. */
enum dbr_status notice_words(struct dbr_message *message,
			     struct dbr_notice *notices,
			     const struct dbr_share *share,
			     struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
