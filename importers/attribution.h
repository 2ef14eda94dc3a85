/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attribution.h -- which migration a ticket belongs to; see attribution.c. */
#ifndef IMPORTERS_ATTRIBUTION_H
#define IMPORTERS_ATTRIBUTION_H

#include "debrief/import.h"
#include "debrief/store.h"

/* All tickets anew, inside the caller's transaction; window_days 0: as the
 * workspace is set. */
enum dbr_status attribution_rebuild(struct dbr_store *store,
				    int64_t window_days,
				    struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status attribution_count(struct dbr_attribution_count *out,
				  struct dbr_store *store,
				  struct dbr_error *err) DBR_MUST_CHECK;

/* Where a workspace's patterns look unless it says where. */
#define ATTRIBUTION_LABELS "Labels, Label, Tags, Tag, Conversation tags, " \
	"Etiquetas, Etykiety, Stichwörter, Étiquettes, module"
#define ATTRIBUTION_COMPONENTS "module, " ATTRIBUTION_LABELS
/* What they find, into temp.attribution_pattern. */
enum dbr_status attribution_search(struct dbr_store *store,
				   struct dbr_error *err) DBR_MUST_CHECK;

#endif
