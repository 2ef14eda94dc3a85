/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * identity.h -- whom a name in an export means.
 *
 * Names are as they were written until identity_resolve() puts in whom they
 * mean: a function of the names and the rules alone, so neither the order of
 * imports nor that of decisions matters, and a rule that ends leaves no
 * trace.  as_written keeps what was written.  Imports and undo see the names
 * as written: identity_unresolve() before, identity_resolve() after.
 */
#ifndef IMPORTERS_IDENTITY_H
#define IMPORTERS_IDENTITY_H

#include "debrief/arena.h"
#include "debrief/names.h"

/* One contact or team; those that fold to the same text share their first,
 * and what is said of one is said of all. */
struct identity_name {
	int64_t id;
	const char *key, *folded;
	int rank;		/* how well known: 0 only in exports */
	struct identity_name *first;	/* of those that fold alike */
	struct identity_name *is;	/* of a first: whom it means */
	int64_t rule_id;		/* of a first: the decision, or 0 */
	bool is_apart;
	bool is_claimed_twice;
};

struct identity_claim {		/* a known contact's name or address */
	const char *folded;
	struct identity_name *owner;
};

struct identity {
	enum dbr_name_kind kind;
	struct identity_name *names;	/* sorted: folded, rank, key */
	size_t name_count;
	struct identity_claim *claims;	/* sorted by folded */
	size_t claim_count;
};

/* NFC and full case folding, blanks at the ends gone, inside one each. */
const char *identity_fold(struct dbr_str text, struct dbr_arena *arena);

enum dbr_status identity_read(struct identity *out, struct dbr_store *store,
			      enum dbr_name_kind kind,
			      struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
/* The first of those written so, or NULL. */
struct identity_name *identity_find(const struct identity *identity,
				    const char *folded);
/* Whom it means in the end. */
const struct identity_name *
identity_end_of(const struct identity_name *name);

/* Inside the caller's transaction. */
enum dbr_status identity_unresolve(struct dbr_store *store,
				   struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status identity_resolve(struct dbr_store *store,
				 struct dbr_error *err) DBR_MUST_CHECK;

#endif
