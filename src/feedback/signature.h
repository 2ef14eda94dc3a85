/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * signature.h -- an approver's Ed25519 signature over the hash of an event.
 *
 * The first signature of a name registers its key, as an event: from then on
 * the name has that key and the key that name.  RFC 8032.
 */
#ifndef FEEDBACK_SIGNATURE_H
#define FEEDBACK_SIGNATURE_H

#include <sodium.h>
#include "debrief/pseudonym.h"
#include "debrief/store.h"

struct signer {
	unsigned char secret[crypto_sign_SECRETKEYBYTES];
	char public_hex[2 * crypto_sign_PUBLICKEYBYTES + 1];
	const char *name;
	int64_t last_sequence;	/* of the log before it signs */
};

/* Inside the transaction of what will be signed.  DBR_EPERM when the name
 * has another key, or the key another name. */
enum dbr_status signer_open(struct signer *signer, struct dbr_store *store,
			    const struct dbr_pseudonym_key *seed,
			    const char *name, int64_t now_us,
			    struct dbr_error *err) DBR_MUST_CHECK;
/* DBR_EPERM when the name has a key: it decides with it, or not at all. */
enum dbr_status signer_spare(struct dbr_store *store, const char *name,
			     struct dbr_error *err) DBR_MUST_CHECK;
/* Sign every event appended since. */
enum dbr_status signer_sign(struct signer *signer, struct dbr_store *store,
			    struct dbr_error *err) DBR_MUST_CHECK;
void signer_close(struct signer *signer);

/* The first event whose signature is not good, and how; why NULL: none. */
enum dbr_status signature_check(int64_t *sequence, const char **why,
				struct dbr_store *store,
				struct dbr_error *err) DBR_MUST_CHECK;

#endif
