/* SPDX-License-Identifier: GPL-3.0-or-later */
/* schema.c -- numbered migrations, compiled in from share/schema. */
#include <config.h>
#include "store/internal.h"

#include <stdio.h>

/* One string per file of share/schema, in order: version n is migrations[n-1]. */
static const char *const migrations[] = {
#include "share/schema/schema.inc"
};

_Static_assert(sizeof(migrations) / sizeof(migrations[0]) ==
		       DBR_SCHEMA_VERSION,
	       "DBR_SCHEMA_VERSION must count the files of share/schema");

enum dbr_status
schema_apply(struct dbr_store *store, int from, struct dbr_error *err)
{
	char mark[96];

	for (int version = from; version < DBR_SCHEMA_VERSION; version++) {
		enum dbr_status rc =
			dbr_store_run(store, migrations[version], err);

		if (rc != DBR_OK)
			return rc;
	}
	snprintf(mark, sizeof(mark),
		 "PRAGMA application_id = %d; PRAGMA user_version = %d;",
		 DBR_APPLICATION_ID, DBR_SCHEMA_VERSION);
	return dbr_store_run(store, mark, err);
}
