/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/digest.h"

#include <inttypes.h>
#include <stdio.h>

void
digest_init(struct digest *digest)
{
	crypto_generichash_init(&digest->state, NULL, 0, DIGEST_BYTES);
}

void
digest_add(struct digest *digest, struct dbr_str text)
{
	unsigned char prefix[8];

	for (int i = 0; i < 8; i++)
		prefix[i] = (unsigned char)((uint64_t)text.size >>
					    (8 * (7 - i)));
	crypto_generichash_update(&digest->state, prefix, sizeof(prefix));
	crypto_generichash_update(&digest->state,
				  (const unsigned char *)text.at, text.size);
}

void
digest_add_i64(struct digest *digest, int64_t number)
{
	char text[32];

	snprintf(text, sizeof(text), "%" PRId64, number);
	digest_add(digest, dbr_str_from(text));
}

void
digest_text(char out[DIGEST_TEXT_SIZE], struct digest *digest)
{
	unsigned char hash[DIGEST_BYTES];

	crypto_generichash_final(&digest->state, hash, sizeof(hash));
	sodium_bin2hex(out, DIGEST_TEXT_SIZE, hash, sizeof(hash));
}
