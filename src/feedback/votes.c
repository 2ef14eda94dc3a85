/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/votes.h"

#include <stdlib.h>
#include <string.h>
#include "debrief/stats/evidence.h"
#include "debrief/time.h"

enum {
	MODULE, MODULE_ID, TEAM, TEAM_ID, TICKET, TICKET_ID, MIGRATION_ID,
	PERSON_ID, HAPPENED_AT, WEIGHT, COLUMN_COUNT,
};
static const char *const columns[COLUMN_COUNT] = {
	[MODULE] = "module", [MODULE_ID] = "module_id", [TEAM] = "team",
	[TEAM_ID] = "team_id", [TICKET] = "ticket",
	[TICKET_ID] = "ticket_id", [MIGRATION_ID] = "migration_id",
	[PERSON_ID] = "person_id", [HAPPENED_AT] = "happened_at",
	[WEIGHT] = "weight",
};

struct collecting {
	const struct rule *rule;
	struct dbr_arena *arena;
	int64_t as_of_us;
	double half_life_days;
	struct vote *votes;
	size_t count, capacity, module_count;
};

/* Consecutive rows mostly repeat their names: keep one copy of each. */
static const char *
name_of(struct collecting *c, struct dbr_str text, const char *latest)
{
	if (latest && dbr_str_is(text, latest))
		return latest;
	return dbr_arena_text(c->arena, text);
}

static size_t
rank_of(struct collecting *c, int64_t module_id)
{
	for (size_t i = c->count; i > 0; i--)
		if (c->votes[i - 1].module_id == module_id)
			return c->votes[i - 1].module_rank;
	return c->module_count++;
}

static enum dbr_status
take_vote(void *payload, const struct dbr_table *row, struct dbr_error *err)
{
	struct collecting *c = payload;
	int at[COLUMN_COUNT];
	const struct dbr_cell *cells = row->cells;
	struct vote *vote, *latest;
	enum dbr_status rc;

	rc = rule_columns(at, columns, COLUMN_COUNT, c->rule, row, err);
	if (rc != DBR_OK || cells[at[WEIGHT]].real <= 0)
		return rc;
	c->votes = dbr_arena_grow(c->arena, c->votes, c->count, &c->capacity,
				  sizeof(*c->votes));
	vote = &c->votes[c->count];
	latest = c->count ? vote - 1 : NULL;
	*vote = (struct vote){
		.module_id = cells[at[MODULE_ID]].integer,
		.team_id = cells[at[TEAM_ID]].integer,
		.ticket_id = cells[at[TICKET_ID]].integer,
		.migration_id = cells[at[MIGRATION_ID]].integer,
		.person_id = cells[at[PERSON_ID]].integer,
		.module = name_of(c, cells[at[MODULE]].text,
				  latest ? latest->module : NULL),
		.team = name_of(c, cells[at[TEAM]].text,
				latest ? latest->team : NULL),
		.ticket = dbr_arena_text(c->arena, cells[at[TICKET]].text),
		.module_rank = rank_of(c, cells[at[MODULE_ID]].integer),
		.weight = cells[at[WEIGHT]].real *
			dbr_evidence_decay(
				(double)(c->as_of_us -
					 cells[at[HAPPENED_AT]].integer) /
					(double)DBR_DAY_US,
				c->half_life_days),
	};
	c->count++;
	return DBR_OK;
}

static int
order_i64(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* Module, team, heaviest first; the ticket makes the order total.  By names,
 * because ids tell in which order files were imported and sums must not. */
static int
order_votes(const void *left, const void *right)
{
	const struct vote *a = left, *b = right;
	int order = order_i64((int64_t)a->module_rank,
			      (int64_t)b->module_rank);

	if (!order && a->team_id != b->team_id)
		order = strcmp(a->team, b->team);
	if (!order)
		order = (b->weight > a->weight) - (b->weight < a->weight);
	if (!order)
		order = strcmp(a->ticket, b->ticket);
	return order ? order : order_i64(a->ticket_id, b->ticket_id);
}

static int
order_ids(const void *left, const void *right)
{
	return order_i64(*(const int64_t *)left, *(const int64_t *)right);
}

/* How many different ids, 0 (unknown) not counted; sorts them. */
static size_t
count_distinct(int64_t *ids, size_t count)
{
	size_t distinct = 0;

	qsort(ids, count, sizeof(*ids), order_ids);
	for (size_t i = 0; i < count; i++)
		distinct += ids[i] && (!i || ids[i] != ids[i - 1]);
	return distinct;
}

static size_t
count_of(const struct vote *votes, size_t count, size_t offset,
	 struct dbr_arena *arena)
{
	int64_t *ids = dbr_arena_array(arena, count, sizeof(*ids));

	for (size_t i = 0; i < count; i++)
		memcpy(&ids[i], (const char *)&votes[i] + offset,
		       sizeof(ids[i]));
	return count_distinct(ids, count);
}

static struct dbr_evidence
sum_votes(const struct vote *votes, size_t count)
{
	struct dbr_evidence sum = { 0 };

	for (size_t i = 0; i < count; i++)
		dbr_evidence_add(&sum, votes[i].weight);
	return sum;
}

static void
sum_team(struct team_votes *team, const struct vote *votes, size_t count,
	 struct dbr_arena *arena)
{
	*team = (struct team_votes){
		.team = votes[0].team, .team_id = votes[0].team_id,
		.votes = votes, .vote_count = count,
		.sum = sum_votes(votes, count),
		.ticket_count = count_of(votes, count,
					 offsetof(struct vote, ticket_id),
					 arena),
		.migration_count = count_of(
			votes, count, offsetof(struct vote, migration_id),
			arena),
		.person_count = count_of(votes, count,
					 offsetof(struct vote, person_id),
					 arena),
	};
}

static int
order_teams(const void *left, const void *right)
{
	const struct team_votes *a = left, *b = right;

	if (a->sum.weight != b->sum.weight)
		return a->sum.weight < b->sum.weight ? 1 : -1;
	return strcmp(a->team, b->team);
}

static size_t
run_of_team(const struct vote *votes, size_t count)
{
	size_t i = 1;

	while (i < count && votes[i].team_id == votes[0].team_id)
		i++;
	return i;
}

static void
sum_module(struct module_votes *module, const struct vote *votes, size_t count,
	   struct dbr_arena *arena)
{
	struct team_votes *teams = NULL;
	size_t capacity = 0;

	*module = (struct module_votes){
		.module = votes[0].module, .module_id = votes[0].module_id,
		.sum = sum_votes(votes, count),
		.ticket_count = count_of(votes, count,
					 offsetof(struct vote, ticket_id),
					 arena),
	};
	for (size_t i = 0; i < count;) {
		size_t run = run_of_team(votes + i, count - i);

		teams = dbr_arena_grow(arena, teams, module->team_count,
				       &capacity, sizeof(*teams));
		sum_team(&teams[module->team_count++], votes + i, run, arena);
		i += run;
	}
	for (size_t i = 0; i < module->team_count; i++)
		teams[i].share = teams[i].sum.weight / module->sum.weight;
	qsort(teams, module->team_count, sizeof(*teams), order_teams);
	module->teams = teams;
}

static size_t
run_of_module(const struct vote *votes, size_t count)
{
	size_t i = 1;

	while (i < count && votes[i].module_id == votes[0].module_id)
		i++;
	return i;
}

enum dbr_status
votes_collect(struct votes *out, const struct rule *rule,
		 struct dbr_store *store, int64_t as_of_us,
		 struct dbr_arena *arena, struct dbr_error *err)
{
	struct collecting c = {
		.rule = rule, .arena = arena, .as_of_us = as_of_us,
	};
	struct module_votes *modules;
	enum dbr_status rc;

	rc = rule_number(&c.half_life_days, rule, "half_life_days", err);
	if (rc == DBR_OK)
		rc = rule_each(rule, store, as_of_us, take_vote, &c, err);
	if (rc != DBR_OK)
		return rc;
	if (c.count)
		qsort(c.votes, c.count, sizeof(*c.votes), order_votes);
	modules = dbr_arena_array(arena, c.module_count, sizeof(*modules));
	*out = (struct votes){ .modules = modules };
	for (size_t i = 0; i < c.count;) {
		size_t run = run_of_module(c.votes + i, c.count - i);

		sum_module(&modules[out->module_count++], c.votes + i, run,
			   arena);
		i += run;
	}
	return DBR_OK;
}

const struct team_votes *
votes_find(const struct module_votes *module, const char *team)
{
	for (size_t i = 0; team && i < module->team_count; i++)
		if (strcmp(module->teams[i].team, team) == 0)
			return &module->teams[i];
	return NULL;
}
