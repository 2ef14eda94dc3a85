/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exchange_raci.c -- a matrix: modules down, teams across, letters inside.
 *
 * A is accountable, the owner: exactly one a row.  R is responsible, the
 * backup; C consulted, the validator; I informed, comms.
 */
#include <config.h>
#include "feedback/exchange.h"

#include <string.h>
#include "feedback/csv_text.h"

static const struct {
	char letter;
	const char *role;
} letters[] = {
	{ 'A', "owner" }, { 'R', "backup" }, { 'C', "validator" },
	{ 'I', "comms" },
};
enum { LETTER_COUNT = sizeof(letters) / sizeof(letters[0]) };

struct matrix {
	struct places *places;
	struct csv_text csv;
	const char **teams;	/* of each column; [0]: the module's */
	size_t column_count;
};

static enum dbr_status
read_header(struct matrix *m)
{
	struct places *p = m->places;
	const struct csv_record *header;

	csv_text_parse(&m->csv, p->text, p->arena);
	if (m->csv.header >= m->csv.record_count)
		return places_fail(p, p->text.at, "a matrix has a heading:"
				   " module, then the teams");
	header = &m->csv.records[m->csv.header];
	m->column_count = header->cell_count;
	m->teams = dbr_arena_array(p->arena, m->column_count,
				   sizeof(*m->teams));
	for (size_t i = 0; i < m->column_count; i++) {
		struct dbr_str name = csv_cell_value(header->cells[i],
						     p->arena);
		const char *team = i ? exchange_team(p, name) : NULL;

		m->teams[i] = team ? team : dbr_arena_text(p->arena, name);
		for (size_t k = 1; i && k < i; k++)
			if (strcmp(m->teams[k], m->teams[i]) == 0)
				return places_fail(p, header->cells[i].at,
						   "\"%s\" has two columns",
						   m->teams[i]);
	}
	return DBR_OK;
}

static bool
has_letter(struct dbr_str cell, char letter)
{
	for (size_t i = 0; i < cell.size; i++)
		if (cell.at[i] == letter || cell.at[i] == letter + 32)
			return true;
	return false;
}

static enum dbr_status
check_cell(const struct matrix *m, struct dbr_str raw, struct dbr_str cell)
{
	for (size_t i = 0; i < cell.size; i++)
		if (!strchr("ARCIarci/,;+& ", cell.at[i]))
			return places_fail(m->places, raw.at, "\"%.*s\" is"
					   " none of A, R, C, I",
					   DBR_STR_ARG(cell));
	return DBR_OK;
}

/* Every row has an A, so every module with a row has a place. */
static bool
has_row(const struct matrix *m, const char *module)
{
	for (size_t i = 0; i < m->places->count; i++)
		if (strcmp(m->places->at[i].says.module, module) == 0)
			return true;
	return false;
}

static enum dbr_status
read_row(struct matrix *m, const struct csv_record *row)
{
	struct places *p = m->places;
	const char *module = exchange_module(
		p, csv_cell_value(row->cells[0], p->arena));
	size_t owners = 0;

	if (module && has_row(m, module))
		return places_fail(p, row->bytes.at, "\"%s\" has two rows",
				   module);
	for (size_t i = 1; i < row->cell_count && i < m->column_count; i++) {
		struct dbr_str cell = csv_cell_value(row->cells[i], p->arena);
		enum dbr_status rc = check_cell(m, row->cells[i], cell);

		if (rc != DBR_OK)
			return rc;
		owners += has_letter(cell, 'A');
		for (size_t k = 0; module && k < LETTER_COUNT; k++)
			if (has_letter(cell, letters[k].letter))
				places_add(p, row->cells[i])->says =
					(struct dbr_assignment){
						.module = module,
						.role = letters[k].role,
						.team = m->teams[i],
					};
	}
	if (owners == 1)
		return DBR_OK;
	return places_fail(p, row->bytes.at, "a row has exactly one A, this"
			   " one has %zu", owners);
}

static enum dbr_status
read_rows(struct matrix *m)
{
	enum dbr_status rc = read_header(m);

	m->places->count = 0;	/* writing reads once more */
	for (size_t i = 0; rc == DBR_OK && i < m->csv.record_count; i++)
		if (m->csv.records[i].is_data &&
		    m->csv.records[i].cell_count)
			rc = read_row(m, &m->csv.records[i]);
	return rc;
}

enum dbr_status
raci_read(struct places *places)
{
	struct matrix m = { .places = places };

	return read_rows(&m);
}

/* The cell as the rows want it: a letter they say nothing of for the module
 * stays. */
static unsigned
wanted(const struct dbr_assignment *rows, size_t count, const char *module,
       const char *team, unsigned bits)
{
	for (size_t k = 0; k < LETTER_COUNT; k++) {
		bool is_said = false, is_here = false;

		for (size_t i = 0; i < count; i++) {
			if (!rows[i].team || rows[i].level ||
			    strcmp(rows[i].role, letters[k].role) != 0 ||
			    strcmp(rows[i].module, module) != 0)
				continue;
			is_said = true;
			is_here = is_here || strcmp(rows[i].team, team) == 0;
		}
		if (is_said)
			bits = (bits & ~(1u << k)) |
			       (unsigned)is_here << k;
	}
	return bits;
}

static unsigned
written(struct dbr_str cell)
{
	unsigned bits = 0;

	for (size_t k = 0; k < LETTER_COUNT; k++)
		if (has_letter(cell, letters[k].letter))
			bits |= 1u << k;
	return bits;
}

static void
write_cell(struct dbr_buf *out, struct dbr_str raw, unsigned bits,
	   char delimiter)
{
	char text[2 * LETTER_COUNT] = "";
	size_t size = 0;

	for (size_t k = 0; k < LETTER_COUNT; k++) {
		if (!(bits & 1u << k))
			continue;
		if (size)
			text[size++] = '/';
		text[size++] = letters[k].letter;
	}
	text[size] = '\0';
	csv_cell_write(out, raw, text, delimiter);
}

static bool
has_column(const struct matrix *m, const char *team)
{
	for (size_t i = 1; i < m->column_count; i++)
		if (strcmp(m->teams[i], team) == 0)
			return true;
	return false;
}

/* An owner without a column would leave a row without an A. */
static enum dbr_status
check_columns(const struct matrix *m, const struct dbr_assignment *rows,
	      size_t count)
{
	const struct places *p = m->places;

	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].role, "owner") == 0 && rows[i].team &&
		    has_row(m, rows[i].module) &&
		    !has_column(m, rows[i].team)) {
			places_fail(p, m->csv.records[m->csv.header].bytes.at,
				    "no column for \"%s\", who owns \"%s\"",
				    rows[i].team, rows[i].module);
			return dbr_fail_hint(p->err, "add the column; its"
					     " cells may be empty");
		}
	return DBR_OK;
}

enum dbr_status
raci_write(struct dbr_buf *out, struct places *places,
	   const struct dbr_assignment *rows, size_t count, size_t *unplaced)
{
	struct matrix m = { .places = places };
	const char *done = places->text.at;
	enum dbr_status rc = read_rows(&m);

	if (rc == DBR_OK)
		rc = check_columns(&m, rows, count);
	*unplaced = 0;
	for (size_t i = 0; rc == DBR_OK && i < count; i++)
		*unplaced += strcmp(rows[i].role, "owner") == 0 &&
			     !has_row(&m, rows[i].module);
	for (size_t i = 0; rc == DBR_OK && i < m.csv.record_count; i++) {
		const struct csv_record *row = &m.csv.records[i];
		const char *module = row->is_data && row->cell_count ?
			exchange_module(places,
					csv_cell_value(row->cells[0],
						       places->arena)) : NULL;

		if (!module)
			continue;
		for (size_t c = 1; c < row->cell_count && c < m.column_count;
		     c++) {
			struct dbr_str raw = row->cells[c];
			unsigned now = written(csv_cell_value(raw,
							      places->arena));
			unsigned bits = wanted(rows, count, module,
					       m.teams[c], now);

			if (bits == now)
				continue;
			dbr_buf_add(out, done, (size_t)(raw.at - done));
			write_cell(out, raw, bits, m.csv.delimiter);
			done = raw.at + raw.size;
		}
	}
	if (rc == DBR_OK)
		dbr_buf_add(out, done, (size_t)(places->text.at +
						places->text.size - done));
	return rc;
}
