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
	AS_TEAM, AS_CUSTOMER, AS_CONTACT,	/* made when first met */
	AS_MIGRATION, AS_MODULE, AS_CALENDAR,	/* must be known */
	AS_MIGRATION_OR_ALL,	/* "*", and an empty cell: NULL */
	AS_MIGRATION_OR_STAR,	/* "*": NULL; an empty cell is a reject */
	AS_PARENT,		/* the row of the table before */
	AS_ROW_NAME,		/* its keys, when the cell is empty */
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
	const char *const *words;	/* NULL: no more of them */
};

struct runbook_range {		/* a field with few numbers */
	int field;
	double low, high;	/* both are in it; low == high: no more */
	const char *expected;	/* "1 (Monday) to 7" */
};

enum { RUNBOOK_WORDS = 3, RUNBOOK_RANGES = 4 };

struct runbook_spec {
	const struct target *target;
	struct runbook_table tables[2];
	size_t table_count;
	struct runbook_word words[RUNBOOK_WORDS];
	struct runbook_range ranges[RUNBOOK_RANGES];
	int zone;		/* a field that names a time zone; 0: none */
};

#define RUNBOOK_COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define RUNBOOK_KEY(name, kind, field) \
	{ name, WRITER_KEY, kind, field, -1, NULL }
#define RUNBOOK_KEY_OR_ALL(field) \
	{ "migration_id", WRITER_KEY_OR_NULL, AS_MIGRATION_OR_STAR, field, \
	  -1, NULL }
#define RUNBOOK_VALUE(name, field) \
	{ name, WRITER_VALUE, AS_VALUE, field, -1, NULL }
#define RUNBOOK_ID(name, kind, field) \
	{ name, WRITER_VALUE, kind, field, -1, NULL }

/* The target "runbook-WORD" of WORD_spec, WORD_fields and WORD_content. */
#define RUNBOOK_TARGET(word, rank, moves)				\
	static enum dbr_status						\
	word##_open(void **out, struct import_run *run,			\
		    struct dbr_error *err)				\
	{								\
		return runbook_open(out, run, &word##_spec, err);	\
	}								\
	const struct target target_##word = {				\
		.name = "runbook-" #word, .priority = rank,		\
		.fields = word##_fields,				\
		.field_count = RUNBOOK_COUNT(word##_fields),		\
		.open = word##_open, .row = runbook_row,		\
		.finish = runbook_finish, .close = runbook_close,	\
		.content = word##_content, .moves_tickets = moves,	\
		.keys = word##_keys,					\
	}


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
