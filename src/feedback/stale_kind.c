/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stale_kind.c -- kind end-stale: a backup that never stands in. */
#include <config.h>
#include "feedback/propose.h"

#include <math.h>
#include <string.h>
#include "debrief/stats/evidence.h"
#include "debrief/time.h"
#include "feedback/canonical.h"
#include "feedback/load.h"
#include "feedback/phrase.h"
#include "feedback/tested.h"
#include "feedback/votes.h"

struct settings {
	double min_n_eff, min_age_days, max_share, level, q, expiry_days;
	double other_n_eff, min_people, min_share, load_window_days;
	struct owner_settings load;	/* the two the load guard reads */
};

/* A backup on record, and who stood in when the owner did not do it. */
struct claim {
	struct tested tested;	/* first: tested_adjust() */
	const struct module_votes *module;
	const char *owner, *backup;
	int64_t since_us;
	const struct team_votes *votes;	/* the backup's; NULL: none */
	const struct team_votes *other;	/* who could be named; NULL: nobody */
	struct dbr_evidence stood_in;	/* all but the owner */
	size_t ticket_count;		/* of them */
	double n_eff;
	struct dbr_stat share;
};

struct judging {
	struct proposing *proposing;
	const struct rule *rule;
	struct settings settings;
	struct votes evidence;
	struct loads loads;
	const struct dbr_owner *owners;
	size_t owner_count;
	struct claim *claims;
	size_t claim_count;
};

/* The only team on record for a role of a module; NULL: none, or several. */
static const struct dbr_owner *
row_of(const struct judging *j, const char *module, const char *role)
{
	const struct dbr_owner *found = NULL;

	for (size_t i = 0; i < j->owner_count; i++) {
		const struct dbr_owner *owner = &j->owners[i];

		if (strcmp(owner->module, module) != 0 ||
		    strcmp(owner->role, role) != 0 ||
		    strcmp(owner->scope, "*") != 0 || owner->level != 0)
			continue;
		if (found || !owner->team)
			return NULL;
		found = owner;
	}
	return found;
}

/* By the guards of name-backup, but for its load. */
static bool
could_be_backup(const struct team_votes *team, const struct judging *j,
		const struct module_votes *module)
{
	const struct settings *s = &j->settings;
	struct dbr_stat share = dbr_evidence_share(&team->sum, &module->sum,
						   s->level);

	return dbr_evidence_n(&team->sum) >= s->other_n_eff &&
	       (double)team->person_count >= s->min_people &&
	       share.interval.lo > s->min_share;
}

static void
measure(struct claim *claim, const struct judging *j)
{
	static const struct dbr_evidence none;
	const struct module_votes *module = claim->module;

	for (size_t i = 0; i < module->team_count; i++) {
		const struct team_votes *team = &module->teams[i];

		if (strcmp(team->team, claim->owner) == 0)
			continue;
		claim->stood_in.weight += team->sum.weight;
		claim->stood_in.square += team->sum.square;
		claim->ticket_count += team->ticket_count;
		if (strcmp(team->team, claim->backup) == 0)
			claim->votes = team;
		else if (!claim->other && could_be_backup(team, j, module))
			claim->other = team;
	}
	claim->n_eff = dbr_evidence_n(&claim->stood_in);
	claim->share = dbr_evidence_share(
		claim->votes ? &claim->votes->sum : &none, &claim->stood_in,
		j->settings.level);
	claim->tested.p = NAN;
	if (claim->n_eff >= j->settings.min_n_eff)
		claim->tested.p = dbr_evidence_lead(
			llround(claim->n_eff * (1 - claim->share.value)),
			llround(claim->n_eff));
}

static void
claim_all(struct judging *j)
{
	struct dbr_arena *arena = j->proposing->arena;
	size_t most = j->evidence.module_count;

	j->claims = dbr_arena_array(arena, most, sizeof(*j->claims));
	for (size_t i = 0; i < most; i++) {
		const struct module_votes *module = &j->evidence.modules[i];
		const struct dbr_owner *owner = row_of(j, module->module,
						       "owner");
		const struct dbr_owner *backup = row_of(j, module->module,
							"backup");
		struct claim *claim = &j->claims[j->claim_count];

		if (!owner || !backup ||
		    strcmp(owner->team, backup->team) == 0)
			continue;
		*claim = (struct claim){
			.module = module, .owner = owner->team,
			.backup = backup->team,
			.since_us = backup->valid_from_us,
		};
		measure(claim, j);
		j->claim_count++;
	}
	tested_adjust(j->claims, j->claim_count, sizeof(*j->claims), arena);
}

static int
hits_of(const struct claim *claim)
{
	return claim->votes ? (int)claim->votes->ticket_count : 0;
}

/* The guard that refuses, or NULL; why goes to out. */
static const char *
guard_of(const struct claim *claim, const struct judging *j,
	 struct dbr_buf *out)
{
	const struct settings *s = &j->settings;
	double age_days = (double)(j->proposing->as_of_us - claim->since_us) /
			  (double)DBR_DAY_US;
	struct dbr_number share = phrase_share(&claim->share);
	struct team_load load;
	const char *why;

	if (!(claim->n_eff >= s->min_n_eff)) {
		dbr_buf_addf(out, "%.1f effective tickets the owner did not"
			     " do (%zu as counted), %.0f needed",
			     claim->n_eff, claim->ticket_count, s->min_n_eff);
		return "too-few";
	}
	if (age_days < s->min_age_days) {
		dbr_buf_addf(out, "backup for %.0f days, %.0f needed to judge",
			     age_days, s->min_age_days);
		return "young";
	}
	if (claim->share.interval.hi >= s->max_share) {
		dbr_buf_addf(out, "stood in for %d of %zu: ", hits_of(claim),
			     claim->ticket_count);
		phrase_add(out, &share);
		dbr_buf_addf(out, ", the upper end is not below %.0f %%",
			     100 * s->max_share);
		return "stands-in";
	}
	if (claim->tested.q > s->q) {
		dbr_buf_addf(out, "q = %.3f over %zu backups looked at, at"
			     " most %.2f", claim->tested.q, claim->tested.family_size, s->q);
		return "many-tested";
	}
	if (!claim->other) {
		dbr_buf_add_text(out, "no other team could be named: it would"
				 " leave a gap");
		return "would-gap";
	}
	load = load_of(&j->loads, claim->other->team_id);
	why = owner_guard_load(&load, j->loads.median, &s->load,
			       j->proposing->arena);
	if (!why)
		return NULL;
	dbr_buf_addf(out, "%s would stand in alone: %s", claim->other->team,
		     why);
	return "load";
}

static const char *
reason_text(const struct claim *claim, struct dbr_arena *arena)
{
	struct dbr_number share = phrase_share(&claim->share);
	struct dbr_buf out = DBR_BUF_INIT;

	dbr_buf_addf(&out, "%s, the backup of %s, resolved %d of the %zu"
		     " tickets %s did not: ", claim->backup,
		     claim->module->module, hits_of(claim),
		     claim->ticket_count, claim->owner);
	phrase_add(&out, &share);
	dbr_buf_addf(&out, " when recent tickets weigh more (%.1f effective);"
		     " %s did %zu. Evidence, not a verdict.", claim->n_eff,
		     claim->other->team, claim->other->ticket_count);
	return phrase_keep(&out, arena);
}

static const char *
effect_text(const struct claim *claim, struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;

	dbr_buf_addf(&out, "without %s ", claim->backup);
	phrase_add_tally(&out, hits_of(claim), (int64_t)claim->ticket_count);
	dbr_buf_addf(&out, " tickets the owner did not do lose their backup;"
		     " with %s named after it ", claim->other->team);
	phrase_add_tally(&out, (int64_t)claim->other->ticket_count,
			 (int64_t)claim->ticket_count);
	dbr_buf_add_text(&out, " have one");
	return phrase_keep(&out, arena);
}

static const char *
json_text(const struct claim *claim, struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;
	struct canonical_object json;

	canonical_open(&json, &out);
	canonical_add_double(&json, "hi", claim->share.interval.hi);
	canonical_add_i64(&json, "hits", hits_of(claim));
	canonical_add_double(&json, "lo", claim->share.interval.lo);
	canonical_add_text(&json, "method", dbr_method_name(
				   claim->share.interval.method));
	canonical_add_i64(&json, "n", claim->share.n);
	canonical_add_double(&json, "n_eff", claim->n_eff);
	canonical_add_text(&json, "other", claim->other->team);
	canonical_add_double(&json, "p", claim->tested.p);
	canonical_add_double(&json, "q", claim->tested.q);
	canonical_add_i64(&json, "tickets", (int64_t)claim->ticket_count);
	canonical_add_text(&json, "unit", "share");
	canonical_add_double(&json, "value", claim->share.value);
	canonical_close(&json);
	return phrase_keep(&out, arena);
}

/* The tickets others stood in for, team by team. */
static void
take_tickets(struct draft *draft, const struct claim *claim,
	     struct dbr_arena *arena)
{
	const struct module_votes *module = claim->module;
	struct draft_ticket *tickets = NULL;
	size_t count = 0, capacity = 0;

	for (size_t t = 0; t < module->team_count; t++) {
		const struct team_votes *team = &module->teams[t];

		if (strcmp(team->team, claim->owner) == 0)
			continue;
		for (size_t i = 0; i < team->vote_count; i++) {
			tickets = dbr_arena_grow(arena, tickets, count,
						 &capacity, sizeof(*tickets));
			tickets[count++] = (struct draft_ticket){
				.id = team->votes[i].ticket_id,
				.ticket = team->votes[i].ticket,
				.weight = team->votes[i].weight,
			};
		}
	}
	draft->tickets = tickets;
	draft->ticket_count = count;
}

static enum dbr_status
add(struct judging *j, const struct claim *claim, struct dbr_error *err)
{
	struct proposing *p = j->proposing;
	struct draft draft = {
		.module_id = claim->module->module_id,
		.proposal = {
			.rule = j->rule->name, .kind = j->rule->kind,
			.rule_version = j->rule->version, .scope = "*",
			.module = claim->module->module, .state = "open",
			.role = "backup", .value_before = claim->backup,
			.value_after = "",
			.reason = reason_text(claim, p->arena),
			.effect = effect_text(claim, p->arena),
			.reversal = dbr_arena_textf(
				p->arena, "revert when over two quarters, on"
				" at least %.0f effective tickets, the lower"
				" end of %s's share of them is above %.0f %%",
				j->settings.min_n_eff, claim->backup,
				100 * j->settings.max_share),
			.evidence_json = json_text(claim, p->arena),
			.as_of_us = p->as_of_us,
			.expires_us = p->as_of_us +
				(int64_t)j->settings.expiry_days * DBR_DAY_US,
			.share = phrase_share(&claim->share),
		},
	};

	take_tickets(&draft, claim, p->arena);
	return proposing_add(p, &draft, err);
}

static enum dbr_status
judge(struct judging *j, const struct claim *claim, struct dbr_error *err)
{
	struct dbr_buf why = DBR_BUF_INIT;
	struct dbr_refusal refusal = {
		.rule = j->rule->name, .module = claim->module->module,
		.candidate = claim->backup,
		.share = phrase_share(&claim->share),
	};

	refusal.guard = guard_of(claim, j, &why);
	refusal.why = phrase_keep(&why, j->proposing->arena);
	if (!refusal.guard)
		return add(j, claim, err);
	proposing_refuse(j->proposing, &refusal);
	return DBR_OK;
}

enum dbr_status
stale_kind_run(struct proposing *proposing, const struct rule *rule,
	       struct dbr_error *err)
{
	static const struct rule_setting settings[] = {
		RULE_SETTING(settings, min_n_eff),
		RULE_SETTING(settings, min_age_days),
		RULE_SETTING(settings, max_share),
		RULE_SETTING(settings, level), RULE_SETTING(settings, q),
		RULE_SETTING(settings, expiry_days),
		RULE_SETTING(settings, other_n_eff),
		RULE_SETTING(settings, min_people),
		RULE_SETTING(settings, min_share),
		RULE_SETTING(settings, load_window_days),
		{ "load_ratio", offsetof(struct settings, load.load_ratio) },
		{ "load_min_open",
		  offsetof(struct settings, load.load_min_open) },
	};
	struct judging j = { .proposing = proposing, .rule = rule };
	enum dbr_status rc;

	rc = rule_settings(&j.settings, settings,
			   sizeof(settings) / sizeof(*settings), rule, err);
	if (rc == DBR_OK)
		rc = votes_collect(&j.evidence, rule, proposing->store,
				   proposing->as_of_us, proposing->arena, err);
	if (rc == DBR_OK)
		rc = load_collect(&j.loads, proposing->store,
				  proposing->as_of_us,
				  (int64_t)j.settings.load_window_days *
					  DBR_DAY_US, proposing->arena, err);
	if (rc == DBR_OK)
		rc = dbr_owner_list(&j.owners, &j.owner_count,
				    proposing->store, proposing->as_of_us, 0,
				    proposing->arena, err);
	if (rc == DBR_OK)
		claim_all(&j);
	for (size_t i = 0; rc == DBR_OK && i < j.claim_count; i++)
		rc = judge(&j, &j.claims[i], err);
	return rc;
}
