/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/mapping_file.h"

#include <inttypes.h>
#include <string.h>
#include "debrief/number.h"
#include "feedback/statement.h"

static const struct mapping_column owner_columns[] = {
	{ "scope", NULL, MAPPING_TEXT, true, "*" },
	{ "module", NULL, MAPPING_TEXT, true, "" },
	{ "role", NULL, MAPPING_TEXT, true, "" },
	{ "level", NULL, MAPPING_NUMBER, true, "0" },
	{ "valid_from", NULL, MAPPING_TIME, true, "0" },
	{ "team", NULL, MAPPING_TEXT, false, "" },
	{ "contact", NULL, MAPPING_TEXT, false, "" },
	{ "authority", "authority_note", MAPPING_TEXT, false, "" },
	{ "valid_to", NULL, MAPPING_TIME, false, "" },
};
static const struct mapping_column delay_columns[] = {
	{ "module", NULL, MAPPING_TEXT, true, "" },
	{ "severity", NULL, MAPPING_NUMBER, true, "" },
	{ "level", NULL, MAPPING_NUMBER, true, "1" },
	{ "valid_from", NULL, MAPPING_TIME, true, "0" },
	{ "delay_minutes", NULL, MAPPING_NUMBER, false, "" },
	{ "valid_to", NULL, MAPPING_TIME, false, "" },
};

/* Rows that hold, and rows a decision ended whole. */
#define KNOWN_OR_GONE(row) \
	row ".audit_sequence IS NOT NULL, " row ".superseded_at IS NOT NULL"
#define WANTED(row) \
	" WHERE " row ".superseded_at IS NULL" \
	" OR " row ".superseded_by IS NOT NULL"

static const struct mapping_kind kinds[] = {
	{ "ownership", owner_columns, 9, 4, 8, 4,
	  "SELECT o.scope, m.key, o.role, o.level, o.valid_from_at, t.key,"
	  " c.key, o.authority_note, o.valid_to_at, " KNOWN_OR_GONE("o")
	  " FROM ownership o JOIN module m ON m.id = o.module_id"
	  " LEFT JOIN team t ON t.id = o.team_id"
	  " LEFT JOIN contact c ON c.id = o.contact_id" WANTED("o")
	  " ORDER BY o.superseded_at IS NOT NULL, m.position, m.key,"
	  " o.scope, o.role, o.level, o.valid_from_at, o.id" },
	{ "escalation", delay_columns, 6, 3, 5, 3,
	  "SELECT m.key, e.severity, e.level, e.valid_from_at,"
	  " e.delay_minutes, e.valid_to_at, " KNOWN_OR_GONE("e")
	  " FROM escalation e JOIN module m ON m.id = e.module_id" WANTED("e")
	  " ORDER BY e.superseded_at IS NOT NULL, m.position, m.key,"
	  " e.severity, e.level, e.valid_from_at, e.id" },
};

const struct mapping_kind *
mapping_kind_find(const char *target)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].target, target) == 0)
			return &kinds[i];
	return NULL;
}

static enum dbr_status
fail_no_file(const struct mapping_kind *kind, struct dbr_error *err)
{
	dbr_fail(err, DBR_EUSAGE, "no %s file was imported", kind->target);
	return dbr_fail_hint(err, "debrief import %s.csv", kind->target);
}

enum dbr_status
mapping_file_check(const struct mapping_file *file, struct dbr_error *err)
{
	if (!memchr(file->bytes.at, '\0', file->bytes.size) &&
	    !dbr_str_starts(file->bytes, "\x1f\x8b"))
		return DBR_OK;
	dbr_fail(err, DBR_EINPUT, "\"%s\" is compressed or UTF-16: its lines"
		 " cannot be kept", file->name);
	return dbr_fail_hint(err, "import it as plain UTF-8 CSV");
}

static enum dbr_status
load_bytes(struct mapping_file *file, struct dbr_store *store,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	const char *zone = NULL;
	bool has_row = false;
	enum dbr_status rc;

	rc = dbr_stmt_open(&stmt, store,
			   "SELECT f.content, b.file_name, b.zone"
			   " FROM runbook_file f JOIN batch b"
			   " ON b.id = f.batch_id WHERE f.target = ?1", err);
	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_text(stmt, 1, file->kind->target);
	rc = dbr_stmt_step(stmt, &has_row, err);
	if (rc == DBR_OK && has_row) {
		file->bytes = dbr_arena_str(arena, dbr_stmt_str(stmt, 0));
		file->name = statement_column(stmt, 1, arena);
		zone = statement_column(stmt, 2, arena);
	}
	dbr_stmt_close(stmt);
	if (rc == DBR_OK && !has_row)
		return fail_no_file(file->kind, err);
	if (rc == DBR_OK && zone)
		rc = dbr_zone_open(&file->zone, zone, err);
	return rc;
}

enum dbr_status
mapping_file_open(struct mapping_file *out, struct dbr_store *store,
		  const struct mapping_kind *kind, struct dbr_arena *arena,
		  struct dbr_error *err)
{
	enum dbr_status rc;

	*out = (struct mapping_file){ .kind = kind };
	rc = load_bytes(out, store, arena, err);
	if (rc != DBR_OK)
		return rc;
	csv_text_parse(&out->csv, out->bytes, arena);
	for (size_t i = 0; i < kind->column_count; i++) {
		const struct mapping_column *column = &kind->columns[i];

		out->positions[i] = csv_column(&out->csv, column->name, arena);
		if (out->positions[i] < 0 && column->other_name)
			out->positions[i] = csv_column(
				&out->csv, column->other_name, arena);
	}
	return DBR_OK;
}

void
mapping_file_close(struct mapping_file *file)
{
	dbr_zone_close(file->zone);
	file->zone = NULL;
}

struct dbr_str
mapping_file_cell(const struct mapping_file *file,
		  const struct csv_record *record, size_t column)
{
	int position = file->positions[column];

	if (position < 0 || (size_t)position >= record->cell_count)
		return DBR_STR_NONE;
	return record->cells[position];
}

/* With an offset it is an instant; without, a wall clock of the zone. */
static bool
read_time(const struct mapping_file *file, struct dbr_str text, int64_t *out)
{
	struct dbr_buf whole = DBR_BUF_INIT;
	enum dbr_civil_kind once;
	struct dbr_civil civil;
	bool is_naive, is_read;

	/* "2025-01-01 00:00 +0100": formats allow the blank */
	for (size_t i = 0; i < text.size; i++)
		if (!(text.at[i] == ' ' && i + 1 < text.size &&
		      strchr("+-", text.at[i + 1])))
			dbr_buf_add_char(&whole, text.at[i]);
	is_naive = whole.size == 10;
	is_read = dbr_iso_parse(dbr_buf_str(&whole), out);
	if (!is_read) {
		dbr_buf_add_char(&whole, 'Z');
		is_naive = is_read = dbr_iso_parse(dbr_buf_str(&whole), out);
	}
	dbr_buf_release(&whole);
	if (is_read && is_naive && file->zone) {
		dbr_civil_from_us(&civil, *out);
		*out = dbr_zone_to_us(file->zone, &civil, &once);
	}
	return is_read;
}

/* As the import reads it: "formula-guard" of the formats. */
static struct dbr_str
without_guard(struct dbr_str text)
{
	struct dbr_str rest = { text.at + 1, text.size - 1 };

	return text.at[0] == '\'' && dbr_str_is_formula(rest) ? rest : text;
}

const char *
mapping_file_meaning(const struct mapping_file *file, size_t column,
		     struct dbr_str raw, struct dbr_arena *arena)
{
	const struct mapping_column *c = &file->kind->columns[column];
	struct dbr_str text = csv_cell_value(raw, arena);
	struct dbr_buf number = DBR_BUF_INIT;
	const char *meaning;
	int64_t instant_us;
	double value;

	if (!text.size)
		return c->empty;
	if (c->kind == MAPPING_TEXT)
		return dbr_arena_text(arena, without_guard(text));
	if (c->kind == MAPPING_TIME)
		return read_time(file, text, &instant_us) ?
			dbr_arena_textf(arena, "%" PRId64, instant_us) : NULL;
	if (!dbr_str_to_double(text, &value))
		return NULL;
	dbr_double_text(&number, value);
	meaning = dbr_arena_text(arena, dbr_buf_str(&number));
	dbr_buf_release(&number);
	return meaning;
}

/* A date alone where raw is one and the instant is a midnight there. */
static void
write_time(struct dbr_buf *out, const struct mapping_file *file,
	   struct dbr_str raw, int64_t instant_us)
{
	struct dbr_civil civil;
	char iso[DBR_ISO_SIZE];
	bool is_midnight;

	if (file->zone)
		dbr_zone_civil(file->zone, instant_us, &civil);
	else
		dbr_civil_from_us(&civil, instant_us);
	is_midnight = !civil.hour && !civil.minute && !civil.second &&
		      !civil.microsecond;
	if (is_midnight && raw.size == 10)
		dbr_buf_addf(out, "%04d-%02d-%02d", civil.year, civil.month,
			     civil.day);
	else
		dbr_buf_add_text(out, dbr_iso_text(iso, instant_us));
}

void
mapping_file_write(struct dbr_buf *out, const struct mapping_file *file,
		   size_t column, struct dbr_str raw, const char *canonical)
{
	const struct mapping_column *c = &file->kind->columns[column];
	struct dbr_str inner = dbr_str_trim(raw);
	struct dbr_buf value = DBR_BUF_INIT;
	int64_t instant_us;

	if (inner.size >= 2 && inner.at[0] == '"')
		inner = (struct dbr_str){ inner.at + 1, inner.size - 2 };
	if (c->kind == MAPPING_TIME && *canonical &&
	    dbr_str_to_i64(dbr_str_from(canonical), &instant_us))
		write_time(&value, file, inner, instant_us);
	else if (inner.size || strcmp(canonical, c->empty) != 0)
		dbr_buf_addf(&value, "%s%s", c->kind == MAPPING_TEXT &&
			     dbr_str_is_formula(dbr_str_from(canonical)) ?
			     "'" : "", canonical);
	csv_cell_write(out, raw, value.text, file->csv.delimiter);
	dbr_buf_release(&value);
}
