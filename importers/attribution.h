/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attribution.h -- which migration a ticket belongs to; see attribution.c. */
#ifndef IMPORTERS_ATTRIBUTION_H
#define IMPORTERS_ATTRIBUTION_H

#include "debrief/store.h"

/* All tickets anew, inside the caller's transaction; window_days 0: as the
 * workspace is set. */
enum dbr_status attribution_rebuild(struct dbr_store *store,
				    int64_t window_days,
				    struct dbr_error *err) DBR_MUST_CHECK;

#endif
