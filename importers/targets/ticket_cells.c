/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ticket_cells.c -- the cells no field takes: one JSON object a ticket, its
 * members the headers, each an array, as a header may stand over several
 * columns.  An empty cell before a later one is null and keeps its place.
 */
#include <config.h>
#include "ticket.h"

enum dbr_status
ticket_cells_open(struct ticket_target *self, struct dbr_error *err)
{
	enum dbr_status rc = dbr_stmt_open(&self->cells_add, self->run->store,
		"INSERT INTO ticket_cells (ticket_id, cells) VALUES (?1, ?2)",
		err);

	if (rc == DBR_OK)
		rc = dbr_stmt_open(&self->cells_change, self->run->store,
			"INSERT INTO ticket_cells (ticket_id, cells)"
			" VALUES (?1, ?2) ON CONFLICT (ticket_id) DO UPDATE"
			" SET cells = excluded.cells"
			" WHERE cells <> excluded.cells", err);
	return rc;
}

void
ticket_cells_close(struct ticket_target *self)
{
	dbr_stmt_close(self->cells_add);
	dbr_stmt_close(self->cells_change);
	dbr_buf_release(&self->cells);
}

/* Cells of one header stand together (binding.c). */
static void
write_cells(struct dbr_buf *out, const struct import_row *row)
{
	const struct kept_cell *last = NULL;

	dbr_buf_reset(out);
	dbr_buf_add_char(out, '{');
	for (size_t i = 0; i < row->cell_count; i++) {
		const struct kept_cell *cell = &row->cells[i];
		bool is_next = last && last->name.at == cell->name.at;
		size_t place = is_next ? last->ordinal : 0;

		if (!is_next) {
			if (last)
				dbr_buf_add_text(out, "],");
			dbr_buf_add_quoted(out, cell->name);
			dbr_buf_add_text(out, ":[");
		}
		for (; place + 1 < cell->ordinal; place++)
			dbr_buf_add_text(out, place ? ",null" : "null");
		if (place)
			dbr_buf_add_char(out, ',');
		dbr_buf_add_quoted(out, cell->value);
		last = cell;
	}
	dbr_buf_add_text(out, last ? "]}" : "}");
}

enum dbr_status
ticket_cells_put(struct ticket_target *self, int64_t id,
		 const struct import_row *row, struct row_result *out,
		 struct dbr_error *err)
{
	bool is_new = out->verdict == ROW_INSERTED;
	struct dbr_stmt *put = is_new ? self->cells_add : self->cells_change;
	enum dbr_status rc;

	write_cells(&self->cells, row);
	dbr_stmt_bind_i64(put, 1, id);
	dbr_stmt_bind_str(put, 2, dbr_buf_str(&self->cells));
	rc = dbr_stmt_run(put, err);
	if (rc == DBR_OK && !is_new && dbr_store_changes(self->run->store))
		out->verdict = ROW_UPDATED;
	return rc;
}
