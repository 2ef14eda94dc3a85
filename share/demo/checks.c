/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Validation: sampled rows compared, in the generic count layout, and the
 * data validator's aggregates.  One table of one migration is planted to
 * fail; its row counts are equal, which proves nothing.
 */
#include <config.h>
#include "demo.h"

#include <inttypes.h>

struct table {
	const char *name, *sum_column;
	int rows_per_user, sample;	/* sample 0: every row */
};

static const struct table tables[] = {
	{ "tickets", "minutes_spent", 60, 1400 },
	{ "comments", "body_length", 310, 1400 },
	{ "attachments", "size_bytes", 42, 1400 },
	{ "contacts", "ticket_count", 9, 1000 },
	{ "organisations", "member_count", 1, 0 },
	{ "articles", "view_count", 3, 240 },
};
enum { ATTACHMENTS = 2, FAILING_MIGRATION = 8, FIRST_WITH_DVT = 6 };

static bool
is_failing(int migration, size_t table)
{
	return migration == FAILING_MIGRATION && table == ATTACHMENTS;
}

static int64_t
rows_in(const struct migration *m, size_t table)
{
	return m->users * tables[table].rows_per_user +
	       (int64_t)(m->kickoff / DAY_SECONDS % 37);
}

static void
count_row(struct csv *csv, struct demo *demo, int i, size_t table)
{
	const struct migration *m = &demo->migrations[i];
	int64_t rows = rows_in(m, table), checked = tables[table].sample;
	int64_t mismatched, ended = m->actual[VALIDATION].end - 6 * 3600 +
		(int64_t)table * 1800;
	bool failing = is_failing(i, table);

	if (checked == 0 || checked > rows)
		checked = rows;
	mismatched = failing ? chance_between(&demo->chance, 27, 33) :
		checked >= 1000 && chance_percent(&demo->chance, 30);
	csv_text(csv, m->key);
	csv_text(csv, "acceptance");
	csv_text(csv, tables[table].name);
	csv_text(csv, "");
	csv_text(csv, "row");
	csv_number(csv, rows);
	csv_number(csv, rows);
	csv_number(csv, checked);
	csv_number(csv, checked - mismatched);
	csv_number(csv, mismatched);
	csv_text(csv, "99.5");
	csv_text(csv, failing ? "fail" : "pass");
	csv_text(csv, person_names[DATA_QUALITY * TEAM_SIZE + i % TEAM_SIZE]);
	csv_iso(csv, ended - 1500);
	csv_iso(csv, ended);
	csv_iso(csv, failing ? 0 : ended + DAY_SECONDS);
	csv_row_end(csv);
}

static void
write_counts(struct demo *demo)
{
	struct csv csv = {
		open_output(demo, "validation/acceptance.csv"), "\n", false,
	};

	csv_header(&csv, "migration,run,table,field,kind,source_count,"
		   "target_count,checked,matched,mismatched,threshold,status,"
		   "validator,started,ended,signed_off");
	for (int i = 0; i < MIGRATION_COUNT; i++)
		for (size_t t = 0; t < COUNT(tables); t++)
			if (demo->migrations[i].go_live != 0)
				count_row(&csv, demo, i, t);
	close_output(csv.file, "validation/acceptance.csv");
}

struct aggregate {
	const char *type, *column;
	int64_t source, target;
};

static void
decimal(struct csv *csv, int64_t tenths)
{
	char text[NAME_SIZE];

	snprintf(text, sizeof(text), "%s%" PRId64 ".%" PRId64,
		 tenths < 0 ? "-" : "", (tenths < 0 ? -tenths : tenths) / 10,
		 (tenths < 0 ? -tenths : tenths) % 10);
	csv_text(csv, text);
}

static void
dvt_time(struct csv *csv, int64_t at)
{
	char text[NAME_SIZE];

	as_iso(text, at);
	text[10] = ' ';
	snprintf(text + 19, sizeof(text) - 19, "+00:00");
	csv_text(csv, text);
}

static void
dvt_row(struct csv *csv, const struct migration *m, size_t table,
	const struct aggregate *a)
{
	char text[NAME_SIZE * 2];
	int64_t difference = a->target - a->source;
	int64_t started = m->actual[VALIDATION].end - 9 * 3600 +
		(int64_t)table * 60;

	snprintf(text, sizeof(text), "%s%s%s", a->type,
		 a->column[0] == '\0' ? "" : "__", a->column);
	csv_text(csv, text);
	csv_text(csv, "Column");
	csv_text(csv, a->type);
	snprintf(text, sizeof(text), "legacy.%s", tables[table].name);
	csv_text(csv, text);
	csv_text(csv, a->column);
	csv_number(csv, a->source);
	snprintf(text, sizeof(text), "orbit.%s", tables[table].name);
	csv_text(csv, text);
	csv_text(csv, a->column);
	csv_number(csv, a->target);
	csv_text(csv, "");
	csv_text(csv, "");
	csv_text(csv, "");
	decimal(csv, difference * 10);
	decimal(csv, difference * 1000 / a->source);
	csv_text(csv, "0.0");
	csv_text(csv, difference == 0 ? "success" : "fail");
	snprintf(text, sizeof(text), "dvt-%s-1", m->key);
	csv_text(csv, text);
	snprintf(text, sizeof(text), "[('migration', '%s')]", m->key);
	csv_text(csv, text);
	dvt_time(csv, started);
	dvt_time(csv, started + 41);
	csv_row_end(csv);
}

static void
write_dvt(struct demo *demo, int i)
{
	const struct migration *m = &demo->migrations[i];
	char name[NAME_SIZE * 2];
	struct csv csv;

	snprintf(name, sizeof(name), "validation/dvt-%s.csv", m->key);
	csv = (struct csv){ open_output(demo, name), "\n", false };
	csv_header(&csv, "validation_name,validation_type,aggregation_type,"
		   "source_table_name,source_column_name,source_agg_value,"
		   "target_table_name,target_column_name,target_agg_value,"
		   "group_by_columns,primary_keys,num_random_rows,difference,"
		   "pct_difference,pct_threshold,validation_status,run_id,"
		   "labels,start_time,end_time");
	for (size_t t = 0; t < COUNT(tables); t++) {
		int64_t rows = rows_in(m, t);
		int64_t sum = rows * chance_between(&demo->chance, 300, 900);
		int64_t lost = is_failing(i, t) ? sum * 21 / 1000 : 0;
		const struct aggregate aggregates[] = {
			{ "count", "", rows, rows },
			{ "sum", tables[t].sum_column, sum, sum - lost },
		};

		for (size_t a = 0; a < COUNT(aggregates); a++)
			dvt_row(&csv, m, t, &aggregates[a]);
	}
	close_output(csv.file, name);
}

void
write_checks(struct demo *demo)
{
	write_counts(demo);
	for (int i = FIRST_WITH_DVT; i < MIGRATION_COUNT; i++)
		if (demo->migrations[i].go_live != 0)
			write_dvt(demo, i);
}
