/* SPDX-License-Identifier: GPL-3.0-or-later */
/* delay_kind.c -- kind set-escalation-delay. */
#include <config.h>
#include "feedback/propose.h"

#include <stdio.h>
#include <stdlib.h>
#include "debrief/stats/escalation.h"
#include "debrief/time.h"
#include "feedback/delay_text.h"
#include "feedback/mapping.h"
#include "feedback/phrase.h"
#include "feedback/statement.h"

struct judging {
	struct proposing *proposing;
	const struct rule *rule;
	double window_days, level, quantile, expiry_days;
};

static enum dbr_status
read_settings(struct judging *j, struct dbr_error *err)
{
	enum dbr_status rc;

	rc = rule_number(&j->window_days, j->rule, "window_days", err);
	if (rc == DBR_OK)
		rc = rule_number(&j->level, j->rule, "level", err);
	if (rc == DBR_OK)
		rc = rule_number(&j->quantile, j->rule, "quantile", err);
	if (rc == DBR_OK)
		rc = rule_number(&j->expiry_days, j->rule, "expiry_days", err);
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
	if (!why)
		return add(j, &claim, err);
	refuse(j, &claim, delay_text_guard(&claim), why);
	return DBR_OK;
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
	for (size_t i = 0; rc == DBR_OK && i < pages.group_count; i++)
		rc = judge(&j, &pages.groups[i], err);
	return rc;
}
