/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mapping_export.c -- the mapping as the file it came from: the lines of
 * decided rows change, every other byte stays.
 */
#include <config.h>
#include "debrief/mapping.h"

#include <string.h>
#include "debrief/number.h"
#include "feedback/line_change.h"
#include "feedback/mapping_file.h"
#include "feedback/statement.h"

struct stored_row {
	const char *cells[MAPPING_COLUMNS_MAX];	/* canonical */
	bool is_decided;
	bool is_gone;		/* a decision ended it whole */
	bool is_in_file;
};

struct exporting {
	struct mapping_file file;
	struct dbr_arena *arena;
	struct stored_row *rows;
	size_t row_count;
	const char **meanings;	/* of every cell asked for so far */
	/* One per record: what becomes of it, and what comes behind it. */
	struct line_change *changes;
	struct dbr_buf *inserted;
};

static const char *
canonical_cell(struct dbr_stmt *row, size_t column,
	       const struct mapping_kind *kind, struct dbr_arena *arena)
{
	struct dbr_buf number = DBR_BUF_INIT;
	const char *text;

	if (dbr_stmt_type(row, (int)column) == DBR_CELL_NULL)
		return "";
	if (kind->columns[column].kind != MAPPING_NUMBER)
		return statement_column(row, (int)column, arena);
	dbr_double_text(&number, dbr_stmt_double(row, (int)column));
	text = dbr_arena_text(arena, dbr_buf_str(&number));
	dbr_buf_release(&number);
	return text;
}

static enum dbr_status
load_rows(struct exporting *e, struct dbr_store *store, struct dbr_error *err)
{
	const struct mapping_kind *kind = e->file.kind;
	struct dbr_stmt *stmt = NULL;
	size_t capacity = 0;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, kind->rows_sql, err);

	if (rc != DBR_OK)
		return rc;
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		struct stored_row row = { 0 };
		int after = (int)kind->column_count;

		for (size_t i = 0; i < kind->column_count; i++)
			row.cells[i] = canonical_cell(stmt, i, kind,
						      e->arena);
		row.is_decided = dbr_stmt_i64(stmt, after) != 0;
		row.is_gone = dbr_stmt_i64(stmt, after + 1) != 0;
		e->rows = dbr_arena_grow(e->arena, e->rows, e->row_count,
					 &capacity, sizeof(row));
		e->rows[e->row_count++] = row;
	}
	dbr_stmt_close(stmt);
	return rc;
}

static bool
is_changed(const struct exporting *e)
{
	for (size_t i = 0; i < e->row_count; i++)
		if (e->rows[i].is_decided || e->rows[i].is_gone)
			return true;
	return false;
}

/* A change holds from an instant on: the file needs a place to say so. */
static enum dbr_status
check_columns(const struct exporting *e, struct dbr_error *err)
{
	const struct mapping_kind *kind = e->file.kind;
	enum dbr_status rc = mapping_file_check(&e->file, err);

	if (rc != DBR_OK)
		return rc;
	for (size_t i = 0; i < kind->column_count; i++) {
		const char *name = kind->columns[i].name;

		if (e->file.positions[i] >= 0 ||
		    (strcmp(name, "module") != 0 &&
		     strcmp(name, "valid_from") != 0 &&
		     strcmp(name, "valid_to") != 0))
			continue;
		dbr_fail(err, DBR_EINPUT, "\"%s\" has no column \"%s\", but a"
			 " decision changed the mapping from a date on",
			 e->file.name, name);
		return dbr_fail_hint(err, "add the columns valid_from and"
				     " valid_to and import it again");
	}
	return DBR_OK;
}

static bool
same_text(const char *a, const char *b)
{
	return a && b && dbr_str_equal_nocase(dbr_str_from(a),
					      dbr_str_from(b));
}

static const char *
meaning_of(const struct exporting *e, const struct csv_record *record,
	   size_t column)
{
	size_t index = (size_t)(record - e->file.csv.records);
	const char **meaning =
		&e->meanings[index * MAPPING_COLUMNS_MAX + column];

	if (!*meaning)
		*meaning = mapping_file_meaning(
			&e->file, column,
			mapping_file_cell(&e->file, record, column),
			e->arena);
	return *meaning;
}

static bool
same_slot(const struct exporting *e, const struct csv_record *record,
	  const struct stored_row *row)
{
	for (size_t i = 0; i < e->file.kind->slot_count; i++)
		if (!same_text(meaning_of(e, record, i), row->cells[i]))
			return false;
	return true;
}

/* A line about a decided row whose date cannot be read would be taken for a
 * missing one. */
static enum dbr_status
check_times(const struct exporting *e, struct dbr_error *err)
{
	const struct csv_text *csv = &e->file.csv;
	size_t valid_from = e->file.kind->valid_from;

	for (size_t i = 0; i < csv->record_count; i++) {
		const struct csv_record *record = &csv->records[i];

		if (!record->is_data || meaning_of(e, record, valid_from))
			continue;
		for (size_t r = 0; r < e->row_count; r++) {
			if (!e->rows[r].is_decided ||
			    !same_slot(e, record, &e->rows[r]))
				continue;
			dbr_fail(err, DBR_EINPUT, "cannot read the time"
				 " \"%.*s\"",
				 DBR_STR_ARG(mapping_file_cell(&e->file,
							       record,
							       valid_from)));
			dbr_fail_at(err, e->file.name, i + 1, 0);
			return dbr_fail_hint(err, "write it as 2026-07-01 or"
					     " 2026-07-01T00:00:00Z");
		}
	}
	return DBR_OK;
}

/* Rows that hold come before those that are gone, so they are found first. */
static struct stored_row *
row_of(struct exporting *e, const struct csv_record *record)
{
	size_t valid_from = e->file.kind->valid_from;

	for (size_t i = 0; i < e->row_count; i++)
		if (same_slot(e, record, &e->rows[i]) &&
		    same_text(meaning_of(e, record, valid_from),
			      e->rows[i].cells[valid_from]))
			return &e->rows[i];
	return NULL;
}

static void
rewrite(struct exporting *e, size_t index, const struct stored_row *row)
{
	const struct csv_record *record = &e->file.csv.records[index];
	struct dbr_buf out = DBR_BUF_INIT;
	const char *done = record->bytes.at;

	for (size_t position = 0; position < record->cell_count; position++) {
		struct dbr_str raw = record->cells[position];

		for (size_t i = 0; i < e->file.kind->column_count; i++) {
			if (e->file.positions[i] != (int)position ||
			    same_text(meaning_of(e, record, i),
				      row->cells[i]))
				continue;
			dbr_buf_add(&out, done, (size_t)(raw.at - done));
			mapping_file_write(&out, &e->file, i, raw,
					   row->cells[i]);
			done = raw.at + raw.size;
		}
	}
	dbr_buf_add(&out, done, (size_t)(record->bytes.at +
					 record->bytes.size - done));
	e->changes[index].new = dbr_arena_str(e->arena, dbr_buf_str(&out));
	dbr_buf_release(&out);
}

static void
change_records(struct exporting *e)
{
	for (size_t i = 0; i < e->file.csv.record_count; i++) {
		const struct csv_record *record = &e->file.csv.records[i];
		struct stored_row *row;

		e->changes[i].old = e->changes[i].new = record->bytes;
		if (!record->is_data)
			continue;
		row = row_of(e, record);
		if (!row)
			continue;	/* never loaded, or not ours to say */
		row->is_in_file = true;
		if (row->is_gone)
			e->changes[i].new = (struct dbr_str){ "", 0 };
		else if (row->is_decided)
			rewrite(e, i, row);
	}
}

/* How near a record is to where a new row belongs; the last of the nearest
 * is the one it goes behind. */
static size_t
nearness(const struct exporting *e, const struct csv_record *record,
	 const struct stored_row *row)
{
	size_t same = 0;

	while (same < e->file.kind->slot_count &&
	       same_text(meaning_of(e, record, same), row->cells[same]))
		same++;
	return same;
}

static bool
is_owner_line(const struct exporting *e, const struct csv_record *record)
{
	return e->file.kind->slot_count == 4 &&
	       same_text(meaning_of(e, record, 2), "owner");
}

static size_t
place_of(const struct exporting *e, const struct stored_row *row)
{
	const struct csv_text *csv = &e->file.csv;
	size_t best = csv->record_count, best_nearness = 0;

	for (size_t i = 0; i < csv->record_count; i++) {
		size_t near;

		if (!csv->records[i].is_data)
			continue;
		near = 2 * nearness(e, &csv->records[i], row);
		/* A first backup goes behind the owner, not last. */
		if (near == 4 && is_owner_line(e, &csv->records[i]))
			near++;
		if (best == csv->record_count || near >= best_nearness) {
			best = i;
			best_nearness = near;
		}
	}
	return best == csv->record_count ? csv->header : best;
}

static void
write_row(struct dbr_buf *out, const struct exporting *e,
	  const struct csv_record *like, const struct stored_row *row)
{
	for (size_t position = 0; position < like->cell_count; position++) {
		if (position)
			dbr_buf_add_char(out, e->file.csv.delimiter);
		for (size_t i = 0; i < e->file.kind->column_count; i++)
			if (e->file.positions[i] == (int)position)
				mapping_file_write(out, &e->file, i,
						   like->cells[position],
						   row->cells[i]);
	}
}

static void
insert_row(struct exporting *e, struct stored_row *row)
{
	size_t place = place_of(e, row);
	const struct csv_record *like = &e->file.csv.records[place];
	struct dbr_str end = csv_line_end(like);
	struct line_change *change = &e->changes[place];
	struct dbr_buf *out = &e->inserted[place];

	if (!end.size) {
		/* The last line has no end: it gets one, the new one none. */
		end = csv_line_end(&e->file.csv.records[e->file.csv.header]);
		if (!end.size)
			end = DBR_STR("\n");
		if (!out->size)
			change->new = dbr_str_from(dbr_arena_textf(
				e->arena, "%.*s%.*s", DBR_STR_ARG(change->new),
				DBR_STR_ARG(end)));
		else
			dbr_buf_add_str(out, end);
		write_row(out, e, like, row);
		return;
	}
	write_row(out, e, like, row);
	dbr_buf_add_str(out, end);
}

static enum dbr_status
work_out(struct exporting *e, struct dbr_store *store,
	 const struct mapping_kind *kind, struct dbr_error *err)
{
	struct dbr_arena *arena = e->arena;
	size_t count;
	enum dbr_status rc;

	rc = mapping_file_open(&e->file, store, kind, arena, err);
	if (rc == DBR_OK)
		rc = load_rows(e, store, err);
	if (rc == DBR_OK && is_changed(e))
		rc = check_columns(e, err);
	if (rc != DBR_OK)
		return rc;
	count = e->file.csv.record_count;
	e->meanings = dbr_arena_array(arena, count * MAPPING_COLUMNS_MAX,
				      sizeof(*e->meanings));
	rc = check_times(e, err);
	if (rc != DBR_OK)
		return rc;
	e->changes = dbr_arena_array(arena, count, sizeof(*e->changes));
	e->inserted = dbr_arena_array(arena, count, sizeof(*e->inserted));
	for (size_t i = 0; i < count; i++)
		dbr_buf_init(&e->inserted[i]);
	change_records(e);
	for (size_t i = 0; i < e->row_count; i++)
		if (e->rows[i].is_decided && !e->rows[i].is_gone &&
		    !e->rows[i].is_in_file)
			insert_row(e, &e->rows[i]);
	return DBR_OK;
}

/* The records and what was put behind them, in one list. */
static struct line_changes
list_changes(const struct exporting *e)
{
	size_t count = e->file.csv.record_count;
	struct line_changes out = {
		.file_name = e->file.name,
		.at = dbr_arena_array(e->arena, 2 * count, sizeof(*out.at)),
	};

	for (size_t i = 0; i < count; i++) {
		out.at[out.count++] = e->changes[i];
		if (e->inserted[i].size)
			out.at[out.count++] = (struct line_change){
				.old = { "", 0 },
				.new = dbr_arena_str(
					e->arena,
					dbr_buf_str(&e->inserted[i])),
			};
	}
	return out;
}

static enum dbr_status
export(struct dbr_buf *out, struct dbr_store *store, const char *target,
       void (*write)(struct dbr_buf *, const struct line_changes *),
       struct dbr_error *err)
{
	const struct mapping_kind *kind = mapping_kind_find(target);
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct exporting e = { .arena = &arena };
	struct line_changes changes;
	enum dbr_status rc;

	if (!kind) {
		dbr_fail(err, DBR_EUSAGE, "there is no mapping \"%s\"",
			 target);
		return dbr_fail_hint(err, "it is \"ownership\" or"
				     " \"escalation\"");
	}
	rc = work_out(&e, store, kind, err);
	if (rc == DBR_OK) {
		changes = list_changes(&e);
		write(out, &changes);
		for (size_t i = 0; i < e.file.csv.record_count; i++)
			dbr_buf_release(&e.inserted[i]);
	}
	mapping_file_close(&e.file);
	dbr_arena_release(&arena);
	return rc;
}

enum dbr_status
dbr_owner_export(struct dbr_buf *out, struct dbr_store *store,
		 const char *target, struct dbr_error *err)
{
	return export(out, store, target, line_changes_text, err);
}

enum dbr_status
dbr_owner_diff(struct dbr_buf *out, struct dbr_store *store,
	       const char *target, struct dbr_error *err)
{
	return export(out, store, target, line_changes_diff, err);
}
