/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * audit.h -- append to the hash chain.
 *
 * hash = BLAKE2b-256 over (sequence, happened_at, actor, event, body,
 * previous hash), each written as its length in 8 bytes, big end first, and
 * its text; the hash before the first event is 64 zeros.  Length prefixes
 * keep ("ab", "c") and ("a", "bc") apart.
 */
#ifndef FEEDBACK_AUDIT_H
#define FEEDBACK_AUDIT_H

#include "debrief/store.h"

struct audit_event {
	int64_t happened_us;	/* by the clock: the chain's order is sequence */
	const char *actor, *event;
	const char *body;	/* canonical JSON */
};

/* Inside the transaction of what the event tells. */
enum dbr_status audit_append(int64_t *sequence, struct dbr_store *store,
			     const struct audit_event *event,
			     struct dbr_error *err) DBR_MUST_CHECK;
/* The first event the tables contradict, and how; why NULL: none. */
enum dbr_status audit_agree(int64_t *sequence, const char **why,
			    struct dbr_store *store, struct dbr_error *err)
	DBR_MUST_CHECK;

/* One event as it is hashed: slices, because a text somebody tampered with
 * may hold a NUL. */
struct audit_link {
	int64_t sequence, happened_us;
	struct dbr_str actor, event, body;
};
enum { AUDIT_HASH_SIZE = 65 };	/* hexadecimal, with its NUL */
void audit_hash(char out[AUDIT_HASH_SIZE], const struct audit_link *link,
		const char *previous);

/* The first event whose rows are not those it was written with; DBR_ECHECK
 * names a row of the mapping that is not as the last event left it. */
enum dbr_status mapping_trail_check(int64_t *sequence,
				    struct dbr_store *store,
				    struct dbr_error *err) DBR_MUST_CHECK;

/* The same of notes, states of post-mortems and follow-ups. */
enum dbr_status audit_agree_people(int64_t *sequence, const char **why,
				   struct dbr_store *store,
				   struct dbr_error *err) DBR_MUST_CHECK;

#endif
