/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sqlfn_extension.c -- the words for any program that loads SQLite
 * extensions; the stock shell finds the entry by the file's name. */
#include <config.h>
#include "store/sqlfn.h"

#include "debrief/stats/interval.h"

/* Everything else of this library stays inside it. */
__attribute__((visibility("default")))
int sqlite3_debriefsql_init(sqlite3 *db, char **message,
			    const sqlite3_api_routines *api);

SQLITE_EXTENSION_INIT1

int
sqlite3_debriefsql_init(sqlite3 *db, char **message,
			const sqlite3_api_routines *api)
{
	(void)message;
	SQLITE_EXTENSION_INIT2(api);
	dbr_stats_init();
	return sqlfn_register(db);
}
