/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mapping_file.h -- the file a mapping came from, and what its cells mean.
 *
 * A cell and a stored value are compared as canonical text: names as they
 * are, numbers in their shortest form, times as microseconds.
 */
#ifndef FEEDBACK_MAPPING_FILE_H
#define FEEDBACK_MAPPING_FILE_H

#include "debrief/store.h"
#include "debrief/time.h"
#include "feedback/csv_text.h"

enum { MAPPING_COLUMNS_MAX = 9 };

enum mapping_column_kind { MAPPING_TEXT, MAPPING_NUMBER, MAPPING_TIME };

struct mapping_column {
	const char *name, *other_name;	/* other_name may be NULL */
	enum mapping_column_kind kind;
	bool is_key;		/* with the others, names a row */
	const char *empty;	/* canonical meaning of an empty cell */
};

struct mapping_kind {
	const char *target;	/* "ownership" */
	const struct mapping_column *columns;
	size_t column_count;
	size_t valid_from, valid_to;	/* indexes of columns */
	size_t slot_count;	/* the first columns: scope, module, role ... */
	const char *rows_sql;	/* canonical columns in order, decided, gone */
};

struct mapping_file {
	const struct mapping_kind *kind;
	const char *name;	/* base name as imported */
	struct dbr_str bytes;
	struct dbr_zone *zone;	/* of its naive times; NULL: UTC */
	struct csv_text csv;
	int positions[MAPPING_COLUMNS_MAX];	/* in a record; -1: none */
};

/* NULL for a target there is none of. */
const struct mapping_kind *mapping_kind_find(const char *target);
enum dbr_status mapping_file_open(struct mapping_file *out,
				  struct dbr_store *store,
				  const struct mapping_kind *kind,
				  struct dbr_arena *arena,
				  struct dbr_error *err) DBR_MUST_CHECK;
/* Cells are found by ASCII bytes: UTF-16 and compressed files can be kept,
 * not changed. */
enum dbr_status mapping_file_check(const struct mapping_file *file,
				   struct dbr_error *err) DBR_MUST_CHECK;
void mapping_file_close(struct mapping_file *file);

/* The raw cell of a record, or none. */
struct dbr_str mapping_file_cell(const struct mapping_file *file,
				 const struct csv_record *record,
				 size_t column);
/* Canonical meaning of a raw cell; NULL when it has none. */
const char *mapping_file_meaning(const struct mapping_file *file,
				 size_t column, struct dbr_str raw,
				 struct dbr_arena *arena);
/* A cell that means canonical, in the style of raw. */
void mapping_file_write(struct dbr_buf *out, const struct mapping_file *file,
			size_t column, struct dbr_str raw,
			const char *canonical);

#endif
