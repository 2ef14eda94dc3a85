/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/names.h -- one person and one team, whatever tools call them.
 *
 * Two names are one when a rule says so, never by guess:
 *
 *   exact     the same text
 *   folded    the same text in NFC, case folded, blanks evened out
 *   known     it is the key, name or address of one contact of the runbook
 *   name      somebody decided that this name is that contact or team
 *   pattern   somebody decided that all names a PCRE2 pattern matches are
 *             (with $1 in the answer for its first group)
 *   apart     somebody decided that this name is nobody else's
 *
 * Decisions come before what is known, that before patterns, and the oldest
 * pattern first.  A ticket that names no team takes that of its contact.
 * Analyses see the one; the name in the export is kept (as_written), and a
 * decision that ends leaves no trace but in the audit log.
 */
#ifndef DEBRIEF_NAMES_H
#define DEBRIEF_NAMES_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/arena.h"
#include "debrief/store.h"

enum dbr_name_kind { DBR_NAME_CONTACT, DBR_NAME_TEAM };

/* A name in the exports that is nobody known, waiting for a decision. */
struct dbr_open_name {
	enum dbr_name_kind kind;
	const char *name;
	int64_t ticket_count;
	const char *why;	/* "not in the runbook", ... */
	const char *likely;	/* a known one alike, to look at; NULL */
};
enum dbr_status dbr_names_open(const struct dbr_open_name **out,
			       size_t *count, struct dbr_store *store,
			       struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

struct dbr_name_rule {
	int64_t id;
	enum dbr_name_kind kind;
	const char *rule, *name, *is_key, *by, *why;
	int64_t decided_us;
};
/* Those in force, oldest first. */
enum dbr_status dbr_names_rules(const struct dbr_name_rule **out,
				size_t *count, struct dbr_store *store,
				struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

/* rule: "name", "pattern" or "apart"; is_key NULL for the last.  An event in
 * the audit log; *id is the rule's. */
enum dbr_status dbr_names_decide(int64_t *id, struct dbr_store *store,
				 const struct dbr_name_rule *rule,
				 struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status dbr_names_end(struct dbr_store *store, int64_t id,
			      const char *by, const char *why,
			      struct dbr_error *err) DBR_MUST_CHECK;

#endif
