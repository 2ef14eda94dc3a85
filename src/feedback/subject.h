/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * subject.h -- what a note or a follow-up is about: a migration by its key,
 * or a quarter by its name.
 */
#ifndef FEEDBACK_SUBJECT_H
#define FEEDBACK_SUBJECT_H

#include "debrief/store.h"

struct subject {
	int64_t migration_id;	/* 0: a quarter */
	const char *quarter;	/* NULL: a migration */
};

/* DBR_EUSAGE, with the nearest key, when word is neither. */
enum dbr_status subject_find(struct subject *out, struct dbr_store *store,
			     const char *word, struct dbr_error *err)
	DBR_MUST_CHECK;
/* The id of key in table ("team", "contact", "ticket"...: a constant), by
 * column; DBR_EUSAGE with the nearest when it is not there. */
enum dbr_status row_find(int64_t *id, struct dbr_store *store,
			 const char *table, const char *column,
			 const char *key, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
