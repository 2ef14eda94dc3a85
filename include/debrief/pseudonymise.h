/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/pseudonymise.h -- a copy of a workspace in which nobody is named.
 *
 * Every column of text is decided by a list: what is the same for everybody
 * (states, kinds, metrics, modules) stays, names of teams, people, customers
 * and migrations become pseudonyms, and everything else, known or added
 * later, is replaced too.  Tables that only repeat exports (rejected rows,
 * raw cells, logs, addresses) and what was written about people (proposals,
 * decisions) are emptied.
 *
 * Numbers and times stay as they are: a copy is for sharing a report, not
 * for publishing data.
 */
#ifndef DEBRIEF_PSEUDONYMISE_H
#define DEBRIEF_PSEUDONYMISE_H

#include "debrief/pseudonym.h"
#include "debrief/store.h"

/* A new workspace at path, which must not exist. */
enum dbr_status dbr_store_pseudonymise(struct dbr_store *from,
				       const char *path,
				       const struct dbr_pseudonym_key *key,
				       struct dbr_error *err) DBR_MUST_CHECK;

#endif
