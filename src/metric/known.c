/* SPDX-License-Identifier: GPL-3.0-or-later */
/* known.c -- was a value that nothing has ever there at all; see facts.h. */
#include <config.h>
#include "metric/facts.h"

#include <string.h>
#include "metric/period.h"

enum { VALUES_MAX = 2000 };	/* enough to name the nearest one */

struct search {
	const struct facts *facts;
	int column;
	const char *wanted;
	const char **values;
	size_t count, capacity;
	bool is_known;
};

static enum dbr_status
note_value(void *payload, const struct dbr_table *row, struct dbr_error *err)
{
	struct search *search = payload;
	char room[FACTS_ROOM];
	const char *value = facts_dim_text(&row->cells[search->column], room);

	(void)err;
	search->is_known |= strcmp(value, search->wanted) == 0;
	if (search->count == VALUES_MAX)
		return DBR_OK;
	for (size_t i = 0; i < search->count; i++)
		if (strcmp(search->values[i], value) == 0)
			return DBR_OK;
	search->values = dbr_arena_grow(search->facts->arena, search->values,
					search->count, &search->capacity,
					sizeof(*search->values));
	search->values[search->count++] = dbr_arena_text(
		search->facts->arena, dbr_str_from(value));
	return DBR_OK;
}

/* What has a table of its own may be there without a single fact. */
static enum dbr_status
note_keys(struct search *search, const char *dim, struct dbr_error *err)
{
	static const struct {
		const char *dim, *sql;
	} tables[] = {
		{ "customer", "SELECT key FROM customer ORDER BY key" },
		{ "migration", "SELECT key FROM migration ORDER BY key" },
		{ "module", "SELECT key FROM module ORDER BY key" },
		{ "team", "SELECT key FROM team ORDER BY key" },
		{ "severity", "SELECT 1 UNION SELECT 2 UNION SELECT 3"
			      " UNION SELECT 4 UNION SELECT 5" },
	};

	search->column = 0;
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		const struct dbr_query query = {
			.sql = dbr_str_from(tables[i].sql),
		};

		if (strcmp(tables[i].dim, dim) == 0)
			return dbr_query_each(search->facts->store, &query,
					      note_value, search, err);
	}
	return DBR_OK;
}

static enum dbr_status
check_value(struct facts *facts, size_t index, struct dbr_error *err)
{
	const struct fact_period ever = { PERIOD_BEGINNING_US,
					  facts->ask->as_of_us + 1 };
	const char *dim = facts->ask->where_dim[index];
	struct search search = {
		.facts = facts, .column = facts->columns.where[index],
		.wanted = facts->ask->where_value[index],
	};
	const char *near;
	enum dbr_status rc = facts_each(facts, ever, note_value, &search, err);

	if (rc == DBR_OK && !search.is_known)
		rc = note_keys(&search, dim, err);
	if (rc != DBR_OK || search.is_known)
		return rc;
	dbr_fail(err, DBR_EUSAGE, "there is no %s \"%s\" in metric \"%s\"",
		 dim, search.wanted, facts->metric->name);
	near = dbr_nearest(search.wanted, search.values, search.count);
	if (!near && search.count)
		near = search.values[0];
	if (near)
		dbr_fail_hint(err, "there is \"%s\"", near);
	return err->code;
}

enum dbr_status
facts_check_where(struct facts *facts, struct dbr_error *err)
{
	enum dbr_status rc = DBR_OK;

	if (facts->all.read_count)
		return DBR_OK;
	for (size_t i = 0; i < 4 && rc == DBR_OK; i++)
		if (facts->ask->where_dim[i])
			rc = check_value(facts, i, err);
	return rc;
}
