/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * digest.h -- BLAKE2b-256 over a list of texts.
 *
 * Each text is hashed as its length in 8 bytes, big end first, and its
 * bytes: ("ab", "c") and ("a", "bc") differ.
 */
#ifndef FEEDBACK_DIGEST_H
#define FEEDBACK_DIGEST_H

#include <sodium.h>
#include "debrief/str.h"

enum { DIGEST_BYTES = 32, DIGEST_TEXT_SIZE = 2 * DIGEST_BYTES + 1 };

struct digest {
	crypto_generichash_state state;
};

void digest_init(struct digest *digest);
void digest_add(struct digest *digest, struct dbr_str text);
void digest_add_i64(struct digest *digest, int64_t number);	/* decimal */
/* Lower-case hex. */
void digest_text(char out[DIGEST_TEXT_SIZE], struct digest *digest);

#endif
