/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/figures/gantt_text.h"

int64_t
gantt_run_end(const struct gantt *g, const struct figure_gantt_row *row)
{
	if (is_known(row->actual_end_us) || !is_known(row->actual_start_us))
		return row->actual_end_us;
	return g->in->as_of_us > row->actual_start_us ? g->in->as_of_us
						      : row->actual_start_us;
}

bool
gantt_slip_seconds(const struct gantt *g, const struct figure_gantt_row *row,
		   double *out)
{
	int64_t end = row->actual_end_us;

	if (!is_known(row->planned_end_us) || row->status)
		return false;
	if (!is_known(end)) {
		if (g->in->as_of_us <= row->planned_end_us)
			return false;
		end = g->in->as_of_us;
	}
	*out = ((double)end - (double)row->planned_end_us) / DBR_SECOND_US;
	return true;
}

const char *
gantt_finished_text(struct gantt *g, const struct figure_gantt_row *row)
{
	if (row->status)
		return row->status;
	if (is_known(row->actual_end_us))
		return g->has_hours ? moment_text(&g->draft, row->actual_end_us)
				    : day_text(&g->draft, row->actual_end_us);
	return is_known(row->actual_start_us) ? "open" : "not started";
}

const char *
gantt_slip_text(struct gantt *g, const struct figure_gantt_row *row)
{
	struct dbr_number slip = {
		.has_value = true, .is_signed = true, .unit = DBR_UNIT_SECONDS};

	if (!is_known(row->planned_end_us))
		return "no plan";
	if (!gantt_slip_seconds(g, row, &slip.value))
		return "";
	return number_text(g->draft.arena, &slip);
}

const char *
gantt_rollback_text(struct gantt *g, const struct figure_gantt_row *row)
{
	struct dbr_arena *arena = g->draft.arena;
	size_t count = row->attempt_count;
	int64_t last = row->attempts[count - 1].rolled_back_at_us;
	const char *last_text = day_text(&g->draft, last);
	struct dbr_civil a, b;

	if (count == 1)
		return dbr_arena_textf(arena, "rolled back %s", last_text);
	if (count > 2)
		return dbr_arena_textf(arena, "rolled back %zu times, last %s",
				       count, last_text);
	civil_at(&a, g->draft.style->zone, row->attempts[0].rolled_back_at_us);
	civil_at(&b, g->draft.style->zone, last);
	if (a.day == b.day && a.month == b.month)
		return dbr_arena_textf(arena, "rolled back twice %s",
				       last_text);
	if (a.month == b.month)
		return dbr_arena_textf(arena, "rolled back %d and %s", a.day,
				       last_text);
	return dbr_arena_textf(arena, "rolled back %d %s and %s", a.day,
			       month_name(a.month), last_text);
}

/* "2: 2026-03-21T05:00:00Z, 2026-03-27T05:00:00Z" */
static const char *
rollbacks_text(struct gantt *g, const struct figure_gantt_row *row)
{
	struct dbr_arena *arena = g->draft.arena;
	const char *text = count_text(arena, (int64_t)row->attempt_count);

	for (size_t i = 0; i < row->attempt_count; i++)
		text = dbr_arena_textf(
			arena, "%s%s %s", text, i ? "," : ":",
			iso_text(arena, row->attempts[i].rolled_back_at_us));
	return text;
}

void
gantt_fill_table(struct gantt *g)
{
	static const char *const columns[] = {
		"Name",		"Part",		"Planned start",
		"Planned end",	"Actual start", "Actual end",
		"Rolled back", "State",	"#Against plan",
	};
	struct dbr_arena *arena = g->draft.arena;

	table_begin(&g->draft, columns, 9, g->in->row_count);
	for (size_t i = 0; i < g->in->row_count; i++) {
		const struct figure_gantt_row *row = &g->in->rows[i];
		const char **cells = table_row(&g->draft, i);

		cells[0] = row->name;
		cells[1] = row->qualifier ? row->qualifier : "";
		cells[2] = iso_text(arena, row->planned_start_us);
		cells[3] = iso_text(arena, row->planned_end_us);
		cells[4] = iso_text(arena, row->actual_start_us);
		cells[5] = iso_text(arena, row->actual_end_us);
		cells[6] = rollbacks_text(g, row);
		cells[7] = row->status ? row->status
			   : is_known(row->actual_end_us)
				   ? "finished"
				   : gantt_finished_text(g, row);
		cells[8] = gantt_slip_text(g, row);
	}
}

const char *
gantt_describe(struct gantt *g)
{
	size_t late = 0, finished = 0, attempts = 0;

	for (size_t i = 0; i < g->in->row_count; i++) {
		const struct figure_gantt_row *row = &g->in->rows[i];

		finished += is_known(row->actual_end_us);
		late += is_known(row->actual_end_us) &&
			is_known(row->planned_end_us) &&
			row->actual_end_us > row->planned_end_us;
		attempts += row->attempt_count;
	}
	return dbr_arena_textf(g->draft.arena,
			       "%zu rows. Grey brackets are planned windows; "
			       "bars are actual work, blue up to the planned "
			       "end and vermillion beyond it. %zu finished, "
			       "%zu of them late; %zu attempts rolled back.",
			       g->in->row_count, finished, late, attempts);
}
