/* SPDX-License-Identifier: GPL-3.0-or-later */
/* delay_kind.c -- kind set-escalation-delay. */
#include <config.h>
#include "feedback/propose.h"

#include <stdio.h>
#include <stdlib.h>
#include "debrief/stats/escalation.h"
#include "debrief/time.h"
#include "feedback/delay_text.h"
#include "feedback/load.h"
#include "feedback/mapping.h"
#include "feedback/phrase.h"
#include "feedback/statement.h"

struct judging {
	struct proposing *proposing;
	const struct rule *rule;
	double window_days, level, quantile, expiry_days, load_window_days;
	struct owner_settings load;	/* the two the load guard reads */
	struct loads loads;
};

static enum dbr_status
read_settings(struct judging *j, struct dbr_error *err)
{
	const struct {
		const char *name;
		double *out;
	} settings[] = {
		{ "window_days", &j->window_days }, { "level", &j->level },
		{ "quantile", &j->quantile },
		{ "expiry_days", &j->expiry_days },
		{ "load_window_days", &j->load_window_days },
		{ "load_ratio", &j->load.load_ratio },
		{ "load_min_open", &j->load.load_min_open },
	};
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; rc == DBR_OK &&
	     i < sizeof(settings) / sizeof(*settings); i++)
		rc = rule_number(settings[i].out, j->rule, settings[i].name,
				 err);
	return rc;
}

/* The bounds the rule gives for a severity; false: none. */
static bool
find_bounds(struct dbr_delay_bounds *out, const struct judging *j,
	    int severity)
{
	struct dbr_error none = DBR_ERROR_INIT;	/* no bounds is an answer */
	char least[32], most[32];

	snprintf(least, sizeof(least), "sev%d_min", severity);
	snprintf(most, sizeof(most), "sev%d_max", severity);
	return rule_number(&out->least, j->rule, least, &none) == DBR_OK &&
	       rule_number(&out->most, j->rule, most, &none) == DBR_OK;
}

static struct mapping_change
slot_of(const struct delay_claim *claim, int64_t as_of_us)
{
	return (struct mapping_change){
		.what = MAPPING_DELAY, .module_id = claim->pages[0].module_id,
		.severity = claim->severity, .level = claim->level,
		.effective_us = as_of_us,
	};
}

/* The delay in force, what the SLA allows, and whether a decision already
 * changed it this quarter. */
static enum dbr_status
read_rules_of_the_day(struct delay_claim *claim, struct judging *j,
		      struct dbr_error *err)
{
	struct proposing *p = j->proposing;
	struct mapping_change slot = slot_of(claim, p->as_of_us);
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":module", slot.module_id),
		STATEMENT_I64(":severity", claim->severity),
		STATEMENT_I64(":level", claim->level),
		STATEMENT_I64(":quarter", dbr_quarter_start(p->as_of_us)),
	};
	struct statement_values values = STATEMENT_VALUES(at);
	int64_t sla = 0, changes = 0;
	enum dbr_status rc;

	rc = mapping_value(&claim->value_before, p->store, &slot, p->arena,
			   err);
	if (rc == DBR_OK)
		rc = statement_i64(&sla, p->store,
				   "SELECT minutes FROM sla WHERE severity ="
				   " :severity AND measure = 'acknowledge'",
				   values, err);
	if (rc == DBR_OK)
		rc = statement_i64(&changes, p->store,
				   "SELECT COUNT(*) FROM escalation"
				   " WHERE module_id = :module AND severity ="
				   " :severity AND level = :level"
				   " AND superseded_at IS NULL AND"
				   " audit_sequence IS NOT NULL AND"
				   " valid_from_at >= :quarter", values, err);
	claim->bounds.sla = (double)sla;
	claim->changed_this_quarter = changes > 0;
	return rc;
}

static void
measure(struct delay_claim *claim, const struct page_group *group,
	const struct judging *j)
{
	struct dbr_arena *arena = j->proposing->arena;
	struct dbr_delay_evidence now = { .now = claim->minutes };
	struct dbr_delay_evidence before = now;

	claim->p90_before = pages_quantile(group->pages, group->before_count,
					   j->quantile, j->level, arena);
	claim->p90 = pages_quantile(claim->pages, claim->page_count,
				    j->quantile, j->level, arena);
	before.p90 = claim->p90_before;
	now.p90 = claim->p90;
	now.changed_this_quarter = claim->changed_this_quarter;
	now.last_direction = dbr_delay_decide(&before, &claim->bounds)
				     .direction;
	claim->decision = dbr_delay_decide(&now, &claim->bounds);
}

static void
refuse(struct judging *j, const struct delay_claim *claim, const char *guard,
       const char *why)
{
	const struct dbr_refusal refusal = {
		.rule = j->rule->name, .module = claim->pages[0].module,
		.candidate = dbr_arena_textf(j->proposing->arena,
					     "severity %d", claim->severity),
		.severity = claim->severity, .guard = guard, .why = why,
		.share = phrase_minutes(&claim->p90),
	};

	proposing_refuse(j->proposing, &refusal);
}

static int
order_slowest(const void *left, const void *right)
{
	const struct draft_ticket *a = left, *b = right;

	if (a->weight != b->weight)
		return a->weight < b->weight ? 1 : -1;
	return (a->id > b->id) - (a->id < b->id);
}

/* The slowest answers first; a ticket weighs its minutes. */
static void
take_tickets(struct draft *draft, const struct delay_claim *claim,
	     struct dbr_arena *arena)
{
	struct draft_ticket *tickets = dbr_arena_array(
		arena, claim->page_count, sizeof(*tickets));

	for (size_t i = 0; i < claim->page_count; i++)
		tickets[i] = (struct draft_ticket){
			.id = claim->pages[i].ticket_id,
			.ticket = claim->pages[i].ticket,
			.weight = claim->pages[i].minutes,
		};
	qsort(tickets, claim->page_count, sizeof(*tickets), order_slowest);
	draft->tickets = tickets;
	draft->ticket_count = claim->page_count;
}

static enum dbr_status
add(struct judging *j, const struct delay_claim *claim, struct dbr_error *err)
{
	struct proposing *p = j->proposing;
	struct draft draft = {
		.module_id = claim->pages[0].module_id,
		.proposal = {
			.rule = j->rule->name, .kind = j->rule->kind,
			.rule_version = j->rule->version, .scope = "*",
			.module = claim->pages[0].module, .state = "open",
			.severity = claim->severity, .level = claim->level,
			.value_before = claim->value_before,
			.value_after = delay_text_minutes(
				claim->decision.minutes, p->arena),
			.reason = delay_text_reason(claim, p->arena),
			.effect = delay_text_effect(claim, p->arena),
			.reversal = delay_text_reversal(claim, p->arena),
			.evidence_json = delay_text_json(claim, p->arena),
			.as_of_us = p->as_of_us,
			.expires_us = p->as_of_us +
				(int64_t)j->expiry_days * DBR_DAY_US,
			.share = phrase_minutes(&claim->p90),
		},
	};

	take_tickets(&draft, claim, p->arena);
	return proposing_add(p, &draft, err);
}

/* Whom a shorter delay calls more often may have too much on its hands. */
static enum dbr_status
check_load(const char **why, const struct delay_claim *claim,
	   struct judging *j, struct dbr_error *err)
{
	struct proposing *p = j->proposing;
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":module", claim->pages[0].module_id),
		STATEMENT_I64(":level", claim->level),
		STATEMENT_I64(":as_of", p->as_of_us),
	};
	struct team_load load;
	int64_t team_id = 0;
	enum dbr_status rc = DBR_OK;

	if (claim->decision.direction < 0)
		rc = statement_i64(&team_id, p->store,
			"SELECT COALESCE(o.team_id, c.team_id) FROM ownership o"
			" LEFT JOIN contact c ON c.id = o.contact_id"
			" WHERE o.module_id = :module AND o.level = :level"
			" AND o.role = 'escalation' AND o.scope = '*'"
			" AND o.superseded_at IS NULL"
			" AND o.valid_from_at <= :as_of"
			" AND (o.valid_to_at IS NULL OR o.valid_to_at > :as_of)",
			STATEMENT_VALUES(at), err);
	load = load_of(&j->loads, team_id);
	*why = owner_guard_load(&load, j->loads.median, &j->load, p->arena);
	return rc;
}

static enum dbr_status
judge(struct judging *j, const struct page_group *group,
      struct dbr_error *err)
{
	struct delay_claim claim = {
		.pages = group->pages + group->before_count,
		.page_count = group->count - group->before_count,
		.severity = group->pages[0].severity,
		.level = group->pages[0].level,
		.window_days = j->window_days,
	};
	const char *why;
	enum dbr_status rc;

	if (!claim.page_count)
		return DBR_OK;
	rc = read_rules_of_the_day(&claim, j, err);
	if (rc != DBR_OK)
		return rc;
	if (!claim.value_before ||
	    !dbr_str_to_double(dbr_str_from(claim.value_before),
			       &claim.minutes))
		return DBR_OK;	/* the delay of those pages has ended */
	if (!find_bounds(&claim.bounds, j, claim.severity)) {
		refuse(j, &claim, "no-bounds", "the rule has no bounds for"
		       " this severity: it sets no delay there");
		return DBR_OK;
	}
	measure(&claim, group, j);
	why = delay_text_refusal(&claim, j->proposing->arena);
	if (why) {
		refuse(j, &claim, delay_text_guard(&claim), why);
		return DBR_OK;
	}
	rc = check_load(&why, &claim, j, err);
	if (rc == DBR_OK && !why)
		return add(j, &claim, err);
	if (rc == DBR_OK)
		refuse(j, &claim, "load", why);
	return rc;
}

enum dbr_status
delay_kind_run(struct proposing *proposing, const struct rule *rule,
	       struct dbr_error *err)
{
	struct judging j = { .proposing = proposing, .rule = rule };
	struct pages pages = { 0 };
	enum dbr_status rc = read_settings(&j, err);

	if (rc == DBR_OK)
		rc = pages_collect(&pages, rule, proposing->store,
				   proposing->as_of_us,
				   proposing->as_of_us -
					   (int64_t)j.window_days * DBR_DAY_US,
				   proposing->arena, err);
	if (rc == DBR_OK)
		rc = load_collect(&j.loads, proposing->store,
				  proposing->as_of_us,
				  (int64_t)j.load_window_days * DBR_DAY_US,
				  proposing->arena, err);
	for (size_t i = 0; rc == DBR_OK && i < pages.group_count; i++)
		rc = judge(&j, &pages.groups[i], err);
	return rc;
}
