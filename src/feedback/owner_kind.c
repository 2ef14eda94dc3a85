/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owner_kind.c -- kinds change-owner, fill-gap, name-backup. */
#include <config.h>
#include "feedback/propose.h"

#include <math.h>
#include <string.h>
#include "debrief/stats/multiple.h"
#include "debrief/stats/evidence.h"
#include "debrief/time.h"
#include "feedback/votes.h"
#include "feedback/load.h"
#include "feedback/owner_guard.h"
#include "feedback/owner_text.h"
#include "feedback/phrase.h"

/* Everything a kind has read before it judges. */
struct judging {
	struct proposing *proposing;
	const struct rule *rule;
	struct owner_settings settings;
	struct votes evidence;
	struct loads loads;
	const struct dbr_owner *owners;
	size_t owner_count;
	struct owner_claim *claims;
	size_t claim_count;
};

#define SETTING(name) RULE_SETTING(owner_settings, name)

static enum dbr_status
read_evidence(struct judging *j, struct dbr_error *err)
{
	struct proposing *p = j->proposing;
	double window_days;
	enum dbr_status rc;

	rc = rule_number(&window_days, j->rule, "load_window_days", err);
	if (rc == DBR_OK)
		rc = votes_collect(&j->evidence, j->rule, p->store,
				      p->as_of_us, p->arena, err);
	if (rc == DBR_OK)
		rc = load_collect(&j->loads, p->store, p->as_of_us,
				  (int64_t)window_days * DBR_DAY_US, p->arena,
				  err);
	if (rc == DBR_OK)
		rc = dbr_owner_list(&j->owners, &j->owner_count, p->store,
				    p->as_of_us, 0, p->arena, err);
	return rc;
}

/* The team on record for a role of a module, for every migration. */
static const char *
team_on_record(const struct judging *j, const char *module, const char *role)
{
	for (size_t i = 0; i < j->owner_count; i++) {
		const struct dbr_owner *owner = &j->owners[i];

		if (strcmp(owner->module, module) == 0 &&
		    strcmp(owner->role, role) == 0 &&
		    strcmp(owner->scope, "*") == 0 && owner->level == 0)
			return owner->team ? owner->team : owner->contact;
	}
	return NULL;
}

static bool
has_two(const struct judging *j, const char *module, const char *role)
{
	size_t count = 0;

	for (size_t i = 0; i < j->owner_count; i++)
		count += strcmp(j->owners[i].module, module) == 0 &&
			 strcmp(j->owners[i].role, role) == 0 &&
			 strcmp(j->owners[i].scope, "*") == 0;
	return count > 1;
}

static const struct team_votes *
first_other(const struct module_votes *module, const char *a, const char *b)
{
	for (size_t i = 0; i < module->team_count; i++) {
		const char *team = module->teams[i].team;

		if ((!a || strcmp(team, a) != 0) &&
		    (!b || strcmp(team, b) != 0))
			return &module->teams[i];
	}
	return NULL;
}

static void
measure(struct owner_claim *claim, const struct judging *j)
{
	static const struct dbr_evidence none;
	const struct dbr_evidence *all = &claim->module->sum;
	double level = claim->settings->level;

	claim->n_eff = dbr_evidence_n(all);
	claim->owner_votes = votes_find(claim->module, claim->owner);
	claim->share = dbr_evidence_share(&claim->candidate->sum, all, level);
	claim->owner_share = dbr_evidence_share(
		claim->owner_votes ? &claim->owner_votes->sum : &none, all,
		level);
	claim->load = load_of(&j->loads, claim->candidate->team_id);
	claim->median_load = j->loads.median;
}

/* A team's effective tickets, as the binomial tests need them: whole. */
static int64_t
effective_hits(const struct owner_claim *claim, const struct team_votes *team)
{
	return team ? llround(team->share * claim->n_eff) : 0;
}

/* The chance to see that much of the best team that is not the owner, when
 * no such team has a majority. */
static double
challenger_p(const struct owner_claim *claim)
{
	const struct team_votes *team =
		first_other(claim->module, claim->owner, NULL);

	if (!owner_guard_is_testable(claim))
		return NAN;
	return dbr_evidence_lead(effective_hits(claim, team),
				 llround(claim->n_eff));
}

static double
lead_p(const struct owner_claim *claim)
{
	int64_t mine = effective_hits(claim, claim->candidate);

	return dbr_evidence_lead(mine, mine + effective_hits(
						      claim,
						      claim->runner_up));
}

static void
claim_owners(struct judging *j)
{
	struct dbr_arena *arena = j->proposing->arena;
	size_t count = j->evidence.module_count;
	double *p = dbr_arena_array(arena, count, sizeof(*p));
	double *q = dbr_arena_array(arena, count, sizeof(*q));
	size_t family_size;

	j->claims = dbr_arena_array(arena, count, sizeof(*j->claims));
	for (size_t i = 0; i < count; i++) {
		const struct module_votes *module = &j->evidence.modules[i];
		struct owner_claim *claim = &j->claims[j->claim_count++];

		*claim = (struct owner_claim){
			.settings = &j->settings, .module = module,
			.candidate = &module->teams[0],
			.owner = team_on_record(j, module->module, "owner"),
			.has_two_owners = has_two(j, module->module, "owner"),
		};
		claim->runner_up = first_other(module, claim->candidate->team,
					       NULL);
		measure(claim, j);
		claim->runner_up_p = lead_p(claim);
		p[i] = claim->p = challenger_p(claim);
	}
	family_size = dbr_multiple_adjust(p, q, count, arena);
	for (size_t i = 0; i < count; i++) {
		j->claims[i].q = q[i];
		j->claims[i].family_size = family_size;
	}
}

/* Modules nobody backs up, or whose backup is the owner. */
static void
claim_backups(struct judging *j)
{
	struct dbr_arena *arena = j->proposing->arena;

	j->claims = dbr_arena_array(arena, j->evidence.module_count,
				    sizeof(*j->claims));
	for (size_t i = 0; i < j->evidence.module_count; i++) {
		const struct module_votes *module = &j->evidence.modules[i];
		const char *owner = team_on_record(j, module->module, "owner");
		const char *backup = team_on_record(j, module->module,
						    "backup");
		const struct team_votes *candidate =
			first_other(module, owner, backup);
		struct owner_claim *claim;

		if (!candidate || !owner ||
		    (backup && strcmp(backup, owner) != 0))
			continue;
		claim = &j->claims[j->claim_count++];
		*claim = (struct owner_claim){
			.settings = &j->settings, .module = module,
			.candidate = candidate, .owner = owner,
		};
		measure(claim, j);
	}
}

static struct dbr_number
claim_number(const struct owner_claim *claim)
{
	return phrase_share(&claim->share);
}

static void
refuse(struct judging *j, const struct owner_claim *claim,
       struct owner_refusal refusal)
{
	const struct dbr_refusal out = {
		.rule = j->rule->name, .module = claim->module->module,
		.candidate = claim->candidate->team, .guard = refusal.guard,
		.why = refusal.why, .share = claim_number(claim),
	};

	proposing_refuse(j->proposing, &out);
}

static void
take_tickets(struct draft *draft, const struct team_votes *team,
	     struct dbr_arena *arena)
{
	struct draft_ticket *tickets = dbr_arena_array(
		arena, team->vote_count, sizeof(*tickets));

	for (size_t i = 0; i < team->vote_count; i++)
		tickets[i] = (struct draft_ticket){
			.id = team->votes[i].ticket_id,
			.ticket = team->votes[i].ticket,
			.weight = team->votes[i].weight,
		};
	draft->tickets = tickets;
	draft->ticket_count = team->vote_count;
}

static struct draft
start_draft(const struct judging *j, const struct owner_claim *claim)
{
	int64_t as_of_us = j->proposing->as_of_us;
	struct draft draft = {
		.module_id = claim->module->module_id,
		.proposal = {
			.rule = j->rule->name, .kind = j->rule->kind,
			.rule_version = j->rule->version, .scope = "*",
			.module = claim->module->module, .state = "open",
			.value_after = claim->candidate->team,
			.as_of_us = as_of_us,
			.expires_us = as_of_us +
				(int64_t)j->settings.expiry_days * DBR_DAY_US,
			.share = claim_number(claim),
		},
	};

	take_tickets(&draft, claim->candidate, j->proposing->arena);
	return draft;
}

static enum dbr_status
judge_owner(struct judging *j, const struct owner_claim *claim,
	    struct dbr_error *err)
{
	struct dbr_arena *arena = j->proposing->arena;
	struct owner_refusal refusal = owner_guard_change(claim, arena);
	struct draft draft;

	if (refusal.guard) {
		refuse(j, claim, refusal);
		return DBR_OK;
	}
	draft = start_draft(j, claim);
	draft.proposal.role = "owner";
	draft.proposal.value_before = claim->owner;
	draft.proposal.reason = owner_text_reason(claim, arena);
	draft.proposal.effect = owner_text_effect(claim, arena);
	draft.proposal.reversal = owner_text_reversal(claim, arena);
	draft.proposal.evidence_json = owner_text_json(claim, arena);
	return proposing_add(j->proposing, &draft, err);
}

static enum dbr_status
judge_backup(struct judging *j, const struct owner_claim *claim,
	     struct dbr_error *err)
{
	struct dbr_arena *arena = j->proposing->arena;
	struct owner_refusal refusal = owner_guard_backup(claim, arena);
	struct draft draft;

	if (refusal.guard) {
		refuse(j, claim, refusal);
		return DBR_OK;
	}
	draft = start_draft(j, claim);
	draft.proposal.role = "backup";
	draft.proposal.value_before = team_on_record(j, claim->module->module,
						     "backup");
	draft.proposal.reason = backup_text_reason(claim, arena);
	draft.proposal.effect = backup_text_effect(claim, arena);
	draft.proposal.reversal = backup_text_reversal(claim, arena);
	draft.proposal.evidence_json = owner_text_json(claim, arena);
	return proposing_add(j->proposing, &draft, err);
}

/* has_owner: modules somebody owns, else those nobody does. */
static enum dbr_status
run_owners(struct proposing *proposing, const struct rule *rule,
	   bool has_owner, struct dbr_error *err)
{
	static const struct rule_setting settings[] = {
		SETTING(min_n_eff), SETTING(min_migrations),
		SETTING(min_people), SETTING(level), SETTING(q),
		SETTING(runner_up_p), SETTING(shared_share),
		SETTING(load_ratio), SETTING(load_min_open),
		SETTING(expiry_days),
	};
	struct judging j = { .proposing = proposing, .rule = rule };
	enum dbr_status rc;

	rc = rule_settings(&j.settings, settings,
			   sizeof(settings) / sizeof(*settings), rule, err);
	if (rc == DBR_OK)
		rc = read_evidence(&j, err);
	if (rc == DBR_OK)
		claim_owners(&j);
	for (size_t i = 0; rc == DBR_OK && i < j.claim_count; i++)
		if (has_owner == (j.claims[i].owner != NULL))
			rc = judge_owner(&j, &j.claims[i], err);
	return rc;
}

enum dbr_status
owner_kind_run(struct proposing *proposing, const struct rule *rule,
	       struct dbr_error *err)
{
	return run_owners(proposing, rule, true, err);
}

enum dbr_status
gap_kind_run(struct proposing *proposing, const struct rule *rule,
	     struct dbr_error *err)
{
	return run_owners(proposing, rule, false, err);
}

enum dbr_status
backup_kind_run(struct proposing *proposing, const struct rule *rule,
		struct dbr_error *err)
{
	static const struct rule_setting settings[] = {
		SETTING(min_n_eff), SETTING(min_people), SETTING(min_share),
		SETTING(level), SETTING(load_ratio), SETTING(load_min_open),
		SETTING(expiry_days),
	};
	struct judging j = { .proposing = proposing, .rule = rule };
	enum dbr_status rc;

	rc = rule_settings(&j.settings, settings,
			   sizeof(settings) / sizeof(*settings), rule, err);
	if (rc == DBR_OK)
		rc = read_evidence(&j, err);
	if (rc == DBR_OK)
		claim_backups(&j);
	for (size_t i = 0; rc == DBR_OK && i < j.claim_count; i++)
		rc = judge_backup(&j, &j.claims[i], err);
	return rc;
}
