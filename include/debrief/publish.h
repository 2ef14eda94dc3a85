/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/publish.h -- copies of a workspace, and workspaces from copies.
 *
 * A published copy is one consistent state in one file: no log beside it, so
 * it can be read where nothing may be written, and sent.  It is marked
 * (setting "published_at") and debrief does not write into it; what is sent
 * twice does not diverge.
 */
#ifndef DEBRIEF_PUBLISH_H
#define DEBRIEF_PUBLISH_H

#include "debrief/store.h"

/* What to do to the copy before anybody sees it; inside a transaction. */
struct dbr_publish_change {
	void *payload;
	enum dbr_status (*run)(struct dbr_store *copy, void *payload,
			       struct dbr_error *err);
};

/*
 * Copy store to path: made beside it, synced, renamed.  path may be a copy
 * published earlier, else it must not exist (DBR_ECREATE).  change may be
 * NULL; what it takes out is in no free page either.
 */
enum dbr_status dbr_store_publish(struct dbr_store *store, const char *path,
				  const struct dbr_publish_change *change,
				  struct dbr_error *err) DBR_MUST_CHECK;

/* Make a new workspace of what a copy, or another workspace, holds. */
enum dbr_status dbr_store_restore(const char *path, const char *from,
				  struct dbr_error *err) DBR_MUST_CHECK;

#endif
