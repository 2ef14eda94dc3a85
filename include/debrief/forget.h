/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/forget.h -- take people out of a workspace.
 *
 * The log of decisions stays a chain: an event that named somebody keeps its
 * hash, and an event "forget" lists, for each such event, that hash and the
 * hash of what it says now.  dbr_audit_verify() accepts a changed event only
 * so.
 */
#ifndef DEBRIEF_FORGET_H
#define DEBRIEF_FORGET_H

#include "debrief/arena.h"
#include "debrief/pseudonym.h"
#include "debrief/store.h"

struct dbr_forget {
	const char *person;	/* a contact's key or name, or any words */
	const char *const *also;	/* further words for the same person */
	size_t also_count;
	const char *by, *why;	/* why may be NULL */
};

struct dbr_forget_result {
	const char *stand_in;	/* "person-3f9a2c1b": what is there now */
	int64_t row_count;	/* of all tables */
	size_t event_count;	/* of the log of decisions */
};

/*
 * Everywhere in the workspace, its free pages and its log.  DBR_ENOINPUT
 * when the person is nowhere, DBR_EBUSY when a reader keeps the log: what is
 * in the tables is gone then, run it again for the rest.
 */
enum dbr_status dbr_forget(struct dbr_forget_result *out,
			   struct dbr_store *store,
			   const struct dbr_forget *ask,
			   struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

/* Everybody the workspace knows as a contact, a respondent or somebody who
 * decided gets a pseudonym.  In the caller's transaction. */
enum dbr_status dbr_pseudonymise(int64_t *row_count, struct dbr_store *store,
				 const struct dbr_pseudonym_key *key,
				 struct dbr_error *err) DBR_MUST_CHECK;

#endif
