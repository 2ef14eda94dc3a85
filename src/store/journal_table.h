/* SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_table.h -- the tables an import may write, as the schema has them.
 * Shared by journal.c and journal_undo.c only. */
#ifndef STORE_JOURNAL_TABLE_H
#define STORE_JOURNAL_TABLE_H

#include <stdbool.h>
#include "debrief/arena.h"
#include "debrief/store.h"

struct journal_table {
	const char *name;
	const char *key;	/* its INTEGER PRIMARY KEY */
	const char *const *columns;
	const bool *is_plain;	/* integer or text: JSON keeps it exactly */
	size_t column_count;
	bool has_batch;		/* rows say which batch they are of */
	int64_t last_id;	/* now; 0: empty */
};

struct journal_tables {		/* parents before children */
	struct journal_table *at;
	size_t count;
};

enum dbr_status journal_tables_read(struct journal_tables *out,
				    struct dbr_store *store,
				    struct dbr_arena *arena,
				    struct dbr_error *err) DBR_MUST_CHECK;
/* NULL: not one of them. */
const struct journal_table *
journal_table_find(const struct journal_tables *tables, const char *name);
/* Run SQL whose only parameter is ?1. */
enum dbr_status journal_run(struct dbr_store *store, const char *sql,
			    int64_t batch_id, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
