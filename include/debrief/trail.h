/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/trail.h -- what changes the mapping leaves a trail.
 *
 * Between begin and end, inside one transaction, the mapping may change:
 * owners, delays, estimates and the lines of a module's page.  The end
 * appends one event to the audit log, "change-mapping", with a hash over the
 * rows that changed; dbr_audit_verify() finds a row that is not as the last
 * event left it.  Nothing changed: no event.  What was known until then of
 * how to reach somebody is kept, too.
 *
 * The first trail of a workspace takes in every row it finds.
 */
#ifndef DEBRIEF_TRAIL_H
#define DEBRIEF_TRAIL_H

#include "debrief/store.h"

enum dbr_status dbr_trail_begin(struct dbr_store *store,
				struct dbr_error *err) DBR_MUST_CHECK;
/* cause: in a few words, "approve", "import 12". */
enum dbr_status dbr_trail_end(struct dbr_store *store, const char *actor,
			      const char *cause, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
