/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quality.c -- see debrief/quality.h. */
#include <config.h>
#include "debrief/quality.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "feedback/rule.h"

enum { SOURCE, FINDING, SUBJECT, FILE_NAME, LINE, ROW_COUNT, COLUMNS };

static const char *const columns[COLUMNS] = {
	"source", "finding", "subject", "file", "line", "row_count",
};

/* What one rule has found up to now. */
struct tally {
	const struct rule *rule;
	struct dbr_arena *arena;
	struct dbr_quality *found;
	size_t count, capacity, first;	/* first: of this rule */
};

static bool
is_same(const char *kept, const struct dbr_cell *cell)
{
	if (!kept || dbr_cell_is_null(cell))
		return !kept && dbr_cell_is_null(cell);
	return dbr_str_is(cell->text, kept);
}

static const char *
keep_text(struct tally *tally, const struct dbr_cell *cell)
{
	return dbr_cell_is_null(cell) ?
		       NULL : dbr_arena_text(tally->arena, cell->text);
}

static struct dbr_quality *
find_entry(struct tally *tally, const struct dbr_cell *source,
	   const struct dbr_cell *finding)
{
	struct dbr_quality *entry;

	for (size_t i = tally->first; i < tally->count; i++) {
		entry = &tally->found[i];
		if (is_same(entry->source, source) &&
		    is_same(entry->finding, finding))
			return entry;
	}
	tally->found = dbr_arena_grow(tally->arena, tally->found,
				      tally->count, &tally->capacity,
				      sizeof(*tally->found));
	entry = &tally->found[tally->count++];
	*entry = (struct dbr_quality){
		.rule = tally->rule->name, .title = tally->rule->title,
		.source = keep_text(tally, source),
		.finding = keep_text(tally, finding),
	};
	return entry;
}

static void
add_example(struct dbr_quality *entry, const struct dbr_cell *const *row,
	    struct dbr_arena *arena)
{
	struct dbr_buf text = DBR_BUF_INIT;

	if (!entry->finding || dbr_cell_is_null(row[FILE_NAME]) ||
	    entry->example_count == DBR_QUALITY_EXAMPLES)
		return;
	dbr_buf_addf(&text, "%.*s", DBR_STR_ARG(row[FILE_NAME]->text));
	if (!dbr_cell_is_null(row[LINE]))
		dbr_buf_addf(&text, ":%" PRId64, row[LINE]->integer);
	if (!dbr_cell_is_null(row[SUBJECT]))
		dbr_buf_addf(&text, " (%.*s)",
			     DBR_STR_ARG(row[SUBJECT]->text));
	entry->examples[entry->example_count++] =
		dbr_arena_text(arena, dbr_buf_str(&text));
	dbr_buf_release(&text);
}

static enum dbr_status
take_row(void *payload, const struct dbr_table *table, struct dbr_error *err)
{
	struct tally *tally = payload;
	const struct dbr_cell *row[COLUMNS];
	struct dbr_quality *entry;
	int at[COLUMNS];
	enum dbr_status rc = rule_columns(at, columns, COLUMNS, tally->rule,
					  table, err);

	if (rc != DBR_OK)
		return rc;
	for (int i = 0; i < COLUMNS; i++)
		row[i] = dbr_table_at(table, 0, (size_t)at[i]);
	if (row[ROW_COUNT]->type != DBR_CELL_INTEGER ||
	    row[ROW_COUNT]->integer < 0) {
		dbr_fail(err, DBR_ECONFIG, "\"row_count\" is not a count");
		return dbr_fail_at(err, tally->rule->sql_path,
				   tally->rule->sql_line, 0);
	}
	entry = find_entry(tally, row[SOURCE], row[FINDING]);
	entry->row_count += row[ROW_COUNT]->integer;
	add_example(entry, row, tally->arena);
	return DBR_OK;
}

static int
compare_texts(const char *a, const char *b)
{
	if (!a || !b)
		return (a == NULL) - (b == NULL);
	return strcmp(a, b);
}

static int
compare_entries(const void *left, const void *right)
{
	const struct dbr_quality *a = left, *b = right;
	int order = compare_texts(a->source, b->source);

	return order ? order : compare_texts(a->finding, b->finding);
}

/* The entries of a source lie together once they are sorted. */
static void
finish_rule(struct tally *tally)
{
	struct dbr_quality *entries = tally->found + tally->first;
	size_t count = tally->count - tally->first;

	if (count > 1)
		qsort(entries, count, sizeof(*entries), compare_entries);
	for (size_t i = 0, next; i < count; i = next) {
		int64_t read = 0;

		for (next = i; next < count &&
		     compare_texts(entries[i].source,
				   entries[next].source) == 0; next++)
			read += entries[next].row_count;
		for (size_t k = i; k < next; k++)
			entries[k].read_count = read;
	}
	tally->first = tally->count;
}

enum dbr_status
dbr_quality_list(const struct dbr_quality **out, size_t *count,
		 struct dbr_store *store, const struct dbr_share *share,
		 int64_t as_of_us, struct dbr_arena *arena,
		 struct dbr_error *err)
{
	const struct dbr_share_file *files = NULL;
	struct tally tally = { .arena = arena };
	size_t file_count = 0;
	enum dbr_status rc = dbr_share_list(&files, &file_count, share,
					    "quality", ".sql", arena, err);

	for (size_t i = 0; rc == DBR_OK && i < file_count; i++) {
		struct rule rule;

		rc = rule_parse(&rule, &files[i], arena, err);
		tally.rule = &rule;
		if (rc == DBR_OK)
			rc = rule_each(&rule, store, as_of_us, take_row,
				       &tally, err);
		if (rc == DBR_OK)
			finish_rule(&tally);
	}
	*out = tally.found;
	*count = tally.count;
	return rc;
}
