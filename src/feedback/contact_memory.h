/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * contact_memory.h -- contact points as they were known when.
 *
 * A file of contacts gives no dates: a point holds from the import that
 * told it until the one that tells another.
 */
#ifndef FEEDBACK_CONTACT_MEMORY_H
#define FEEDBACK_CONTACT_MEMORY_H

#include "debrief/store.h"

/* Inside the transaction of whatever may have changed them. */
enum dbr_status contact_memory_keep(struct dbr_store *store,
				    struct dbr_error *err) DBR_MUST_CHECK;

#endif
