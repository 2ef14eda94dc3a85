/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * writer.h -- insert a row, or update it when it says something new.
 *
 * One writer serves one table for one batch: four prepared statements (find
 * by natural key, insert, update what differs, confirm what does not).  Set every cell, then put();
 * the verdict is ROW_INSERTED, ROW_UPDATED or ROW_UNCHANGED.  A column the
 * file does not have is WRITER_ABSENT: an update leaves it alone.  Where most
 * rows are new, add() asks nothing first: a first import has nothing to find.
 */
#ifndef IMPORTERS_WRITER_H
#define IMPORTERS_WRITER_H

#include "run.h"

enum writer_role {
	WRITER_KEY,		/* part of the natural key, never NULL */
	WRITER_KEY_OR_NULL,	/* part of it, 0 standing for NULL */
	WRITER_VALUE,
	WRITER_ONCE,		/* set by the insert, never updated */
	WRITER_ABSENT,
};

struct writer_column {
	const char *name;
	enum writer_role role;
};

enum { WRITER_COLUMNS_MAX = 40 };

struct writer {
	struct import_run *run;
	const char *table;
	struct writer_column columns[WRITER_COLUMNS_MAX];
	size_t column_count;
	struct writer_cell {
		enum { WRITER_NULL, WRITER_I64, WRITER_REAL, WRITER_STR } kind;
		int64_t i64;
		double real;
		struct dbr_str str;
	} cells[WRITER_COLUMNS_MAX];
	struct dbr_stmt *find, *insert, *update, *confirm, *add;
	bool has_values;
	bool expects_new;	/* the row before was */
};

enum dbr_status writer_open(struct writer *out, struct import_run *run,
			    const char *table,
			    const struct writer_column *columns,
			    size_t column_count, struct dbr_error *err)
	DBR_MUST_CHECK;
void writer_close(struct writer *writer);

void writer_set_i64(struct writer *writer, size_t column, int64_t value);
void writer_set_id(struct writer *writer, size_t column, int64_t id); /* 0: NULL */
void writer_set_real(struct writer *writer, size_t column, double value);
void writer_set_str(struct writer *writer, size_t column,
		    struct dbr_str value);	/* at == NULL: NULL */
void writer_set_text(struct writer *writer, size_t column, const char *value);
void writer_set_null(struct writer *writer, size_t column);
/* A value as its type says; NULL when it is null. */
void writer_set_value(struct writer *writer, size_t column,
		      const struct value *value, enum value_type type);

/* *id = 0: not there. */
enum dbr_status writer_find(struct writer *writer, int64_t *id,
			    struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status writer_put(struct writer *writer, size_t line,
			   enum row_verdict *verdict, int64_t *id,
			   struct dbr_error *err) DBR_MUST_CHECK;
/* The same for a row that was found already; *id = 0: it is not there. */
enum dbr_status writer_put_at(struct writer *writer, size_t line,
			      enum row_verdict *verdict, int64_t *id,
			      struct dbr_error *err) DBR_MUST_CHECK;
/* Once, for a table whose key is a UNIQUE of columns that are not NULL. */
enum dbr_status writer_open_add(struct writer *writer,
				struct dbr_error *err) DBR_MUST_CHECK;
/* *id = 0: nothing is written, as such a row is there or is expected to be;
 * put() or put_at() then. */
enum dbr_status writer_add(struct writer *writer, size_t line, int64_t *id,
			   struct dbr_error *err) DBR_MUST_CHECK;
/* A row that another reading of the same bytes gave is now from this batch. */
enum dbr_status row_confirm_open(struct dbr_stmt **out,
				 struct import_run *run, const char *table,
				 struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status row_confirm(struct dbr_stmt *confirm,
			    const struct import_run *run, size_t line,
			    int64_t id, struct dbr_error *err) DBR_MUST_CHECK;
/* Of two parts of one record: something new, else something changed. */
enum row_verdict verdict_join(enum row_verdict a, enum row_verdict b);

#endif
