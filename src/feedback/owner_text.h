/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owner_text.h -- a claim that passed its guards, in words. */
#ifndef FEEDBACK_OWNER_TEXT_H
#define FEEDBACK_OWNER_TEXT_H

#include "feedback/owner_guard.h"

const char *owner_text_reason(const struct owner_claim *claim,
			      struct dbr_arena *arena);
const char *owner_text_effect(const struct owner_claim *claim,
			      struct dbr_arena *arena);
const char *owner_text_reversal(const struct owner_claim *claim,
				struct dbr_arena *arena);
const char *backup_text_reason(const struct owner_claim *claim,
			       struct dbr_arena *arena);
const char *backup_text_effect(const struct owner_claim *claim,
			       struct dbr_arena *arena);
const char *backup_text_reversal(const struct owner_claim *claim,
				 struct dbr_arena *arena);
/* Canonical JSON: counts, shares, intervals, p and q; no person. */
const char *owner_text_json(const struct owner_claim *claim,
			    struct dbr_arena *arena);

#endif
