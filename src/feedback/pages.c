/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/pages.h"

#include <stdlib.h>
#include "debrief/stats/quantile.h"
#include "debrief/stats/survival.h"

enum {
	MODULE, MODULE_ID, SEVERITY, LEVEL, TICKET, TICKET_ID, OPENED_AT,
	IS_ACKNOWLEDGED, MINUTES, COLUMN_COUNT,
};
static const char *const columns[COLUMN_COUNT] = {
	[MODULE] = "module", [MODULE_ID] = "module_id",
	[SEVERITY] = "severity", [LEVEL] = "level", [TICKET] = "ticket",
	[TICKET_ID] = "ticket_id", [OPENED_AT] = "opened_at",
	[IS_ACKNOWLEDGED] = "is_acknowledged", [MINUTES] = "minutes",
};

struct collecting {
	const struct rule *rule;
	struct dbr_arena *arena;
	struct page *pages;
	size_t count, capacity, module_count;
};

static size_t
rank_of(struct collecting *c, int64_t module_id)
{
	for (size_t i = c->count; i > 0; i--)
		if (c->pages[i - 1].module_id == module_id)
			return c->pages[i - 1].module_rank;
	return c->module_count++;
}

static enum dbr_status
take_page(void *payload, const struct dbr_table *row, struct dbr_error *err)
{
	struct collecting *c = payload;
	const struct dbr_cell *cells = row->cells;
	int at[COLUMN_COUNT];
	enum dbr_status rc;

	rc = rule_columns(at, columns, COLUMN_COUNT, c->rule, row, err);
	if (rc != DBR_OK || dbr_cell_is_null(&cells[at[MINUTES]]) ||
	    cells[at[MINUTES]].real < 0)
		return rc;
	c->pages = dbr_arena_grow(c->arena, c->pages, c->count, &c->capacity,
				  sizeof(*c->pages));
	c->pages[c->count] = (struct page){
		.module_id = cells[at[MODULE_ID]].integer,
		.ticket_id = cells[at[TICKET_ID]].integer,
		.opened_us = cells[at[OPENED_AT]].integer,
		.module = dbr_arena_text(c->arena, cells[at[MODULE]].text),
		.ticket = dbr_arena_text(c->arena, cells[at[TICKET]].text),
		.module_rank = rank_of(c, cells[at[MODULE_ID]].integer),
		.severity = (int)cells[at[SEVERITY]].integer,
		.level = (int)cells[at[LEVEL]].integer,
		.minutes = cells[at[MINUTES]].real,
		.is_acknowledged = cells[at[IS_ACKNOWLEDGED]].integer != 0,
	};
	c->count++;
	return DBR_OK;
}

static int
order_i64(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
order_slots(const struct page *a, const struct page *b)
{
	int order = order_i64((int64_t)a->module_rank,
			      (int64_t)b->module_rank);

	if (!order)
		order = order_i64(a->severity, b->severity);
	return order ? order : order_i64(a->level, b->level);
}

static int
order_pages(const void *left, const void *right)
{
	const struct page *a = left, *b = right;
	int order = order_slots(a, b);

	if (!order)
		order = order_i64(a->opened_us, b->opened_us);
	return order ? order : order_i64(a->ticket_id, b->ticket_id);
}

static struct page_group
first_group(const struct page *pages, size_t count, int64_t split_us)
{
	struct page_group group = { .pages = pages };

	while (group.count < count &&
	       order_slots(&pages[group.count], pages) == 0) {
		if (pages[group.count].opened_us <= split_us)
			group.before_count++;
		group.count++;
	}
	return group;
}

enum dbr_status
pages_collect(struct pages *out, const struct rule *rule,
	      struct dbr_store *store, int64_t as_of_us, int64_t split_us,
	      struct dbr_arena *arena, struct dbr_error *err)
{
	struct collecting c = { .rule = rule, .arena = arena };
	struct page_group *groups = NULL;
	size_t capacity = 0;
	enum dbr_status rc = rule_each(rule, store, as_of_us, take_page, &c,
				       err);

	*out = (struct pages){ 0 };
	if (rc != DBR_OK)
		return rc;
	if (c.count)
		qsort(c.pages, c.count, sizeof(*c.pages), order_pages);
	for (size_t i = 0; i < c.count;) {
		groups = dbr_arena_grow(arena, groups, out->group_count,
					&capacity, sizeof(*groups));
		groups[out->group_count] = first_group(c.pages + i,
						       c.count - i, split_us);
		i += groups[out->group_count++].count;
	}
	out->groups = groups;
	return DBR_OK;
}

static int
order_minutes(const void *left, const void *right)
{
	const struct page *a = left, *b = right;

	if (a->minutes != b->minutes)
		return a->minutes < b->minutes ? -1 : 1;
	return (int)b->is_acknowledged - (int)a->is_acknowledged;
}

struct dbr_stat
pages_quantile(const struct page *pages, size_t count, double share,
	       double level, struct dbr_arena *arena)
{
	struct page *sorted = dbr_arena_array(arena, count, sizeof(*sorted));
	double *times = dbr_arena_array(arena, count, sizeof(*times));
	int *outcomes = dbr_arena_array(arena, count, sizeof(*outcomes));
	struct dbr_survival curve;
	struct dbr_stat stat;
	int64_t answered = 0;

	for (size_t i = 0; i < count; i++)
		sorted[i] = pages[i];
	if (count)
		qsort(sorted, count, sizeof(*sorted), order_minutes);
	for (size_t i = 0; i < count; i++) {
		times[i] = sorted[i].minutes;
		outcomes[i] = sorted[i].is_acknowledged ? DBR_OUTCOME_DONE :
							  DBR_OUTCOME_OPEN;
		answered += sorted[i].is_acknowledged;
	}
	if (answered == (int64_t)count)
		return dbr_quantile_estimate(times, count, share, level);
	curve = dbr_survival_fit((struct dbr_lifetimes){ times, outcomes,
							 count }, arena);
	stat = dbr_survival_quantile(&curve, share, level,
				     DBR_METHOD_KM_LOG_LOG);
	stat.n = answered;
	return stat;
}

struct page_count
pages_escalated(const struct page *pages, size_t count, double delay_minutes)
{
	struct page_count out = { 0 };

	for (size_t i = 0; i < count; i++) {
		bool waits = pages[i].minutes > delay_minutes ||
			     (!pages[i].is_acknowledged &&
			      pages[i].minutes >= delay_minutes);

		if (!waits && !pages[i].is_acknowledged)
			continue;	/* lost earlier: nobody knows */
		out.known++;
		out.escalated += waits;
	}
	return out;
}
