/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * runbook.h -- a table of columns is all a runbook target needs.
 *
 * runbook.c serves every target of runbook_tables.c.
 */
#ifndef TARGETS_RUNBOOK_H
#define TARGETS_RUNBOOK_H

#include "../run.h"
#include "../target.h"
#include "../writer.h"

enum column_kind {
	AS_VALUE,
	AS_TEAM, AS_CUSTOMER,	/* made when first met */
	AS_MIGRATION, AS_MODULE,	/* must be known */
	AS_MIGRATION_OR_ALL,	/* "*": NULL */
	AS_PARENT,		/* the row of the table before */
};

struct runbook_column {
	const char *name;
	enum writer_role role;
	enum column_kind kind;
	int field, stand_in;	/* stand_in: taken when field is null; -1 */
	const char *fallback;	/* taken when both are */
};

struct runbook_table {
	const char *name;
	const struct runbook_column *columns;
	size_t column_count;
	int needs, or_needs;	/* fields one of which must be there; -1 */
};

struct runbook_word {		/* a field with few words */
	int field;
	const char *const *words;
};

struct runbook_spec {
	const struct target *target;
	struct runbook_table tables[2];
	size_t table_count;
	const int *keys;	/* fields that name a row; -1 ends */
	struct runbook_word word;
};

enum dbr_status runbook_open(void **out, struct import_run *run,
			     const struct runbook_spec *spec,
			     struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status runbook_row(void *payload, const struct import_row *row,
			    struct row_result *out, struct dbr_error *err)
	DBR_MUST_CHECK;
enum dbr_status runbook_finish(void *payload, struct dbr_error *err)
	DBR_MUST_CHECK;
void runbook_close(void *payload);

#endif
