/* SPDX-License-Identifier: GPL-3.0-or-later */
/* step_kind.c -- kind add-step: a finding that comes back goes on the list. */
#include <config.h>
#include "feedback/propose.h"

#include <math.h>
#include <string.h>
#include "debrief/stats/proportion.h"
#include "debrief/time.h"
#include "feedback/canonical.h"
#include "feedback/mapping.h"
#include "feedback/phrase.h"
#include "feedback/tested.h"

enum { MODULE, MODULE_ID, FINDING, STEP, MIGRATION, HIT, COLUMN_COUNT };
static const char *const columns[COLUMN_COUNT] = {
	[MODULE] = "module", [MODULE_ID] = "module_id",
	[FINDING] = "finding", [STEP] = "step", [MIGRATION] = "migration",
	[HIT] = "hit",
};

struct settings {
	double min_migrations, min_hits, min_share_lo, level, q, expiry_days;
};

/* A finding, and the migrations that had it. */
struct claim {
	struct tested tested;	/* first: tested_adjust() */
	const char *module, *finding, *step;
	int64_t module_id;
	struct dbr_tally tally;
	const char **migrations;
	size_t migration_count, migration_capacity;
	struct dbr_stat share;
	double general;		/* how often findings come in general */
};

struct judging {
	struct proposing *proposing;
	const struct rule *rule;
	struct settings settings;
	struct claim *claims;
	size_t claim_count, claim_capacity;
};

static struct claim *
claim_of(struct judging *j, const struct dbr_cell *cells, const int *at)
{
	struct dbr_arena *arena = j->proposing->arena;
	struct claim *latest =
		j->claim_count ? &j->claims[j->claim_count - 1] : NULL;

	if (latest && latest->module_id == cells[at[MODULE_ID]].integer &&
	    dbr_str_is(cells[at[FINDING]].text, latest->finding))
		return latest;
	j->claims = dbr_arena_grow(arena, j->claims, j->claim_count,
				   &j->claim_capacity, sizeof(*j->claims));
	latest = &j->claims[j->claim_count++];
	*latest = (struct claim){
		.module = dbr_arena_text(arena, cells[at[MODULE]].text),
		.finding = dbr_arena_text(arena, cells[at[FINDING]].text),
		.step = dbr_arena_text(arena, cells[at[STEP]].text),
		.module_id = cells[at[MODULE_ID]].integer,
	};
	return latest;
}

static enum dbr_status
take_row(void *payload, const struct dbr_table *row, struct dbr_error *err)
{
	struct judging *j = payload;
	struct dbr_arena *arena = j->proposing->arena;
	struct claim *claim;
	int at[COLUMN_COUNT];
	enum dbr_status rc = rule_columns(at, columns, COLUMN_COUNT, j->rule,
					  row, err);

	if (rc != DBR_OK)
		return rc;
	claim = claim_of(j, row->cells, at);
	claim->tally.trials++;
	if (!row->cells[at[HIT]].integer)
		return DBR_OK;
	claim->tally.hits++;
	claim->migrations = dbr_arena_grow(arena, claim->migrations,
					   claim->migration_count,
					   &claim->migration_capacity,
					   sizeof(*claim->migrations));
	claim->migrations[claim->migration_count++] =
		dbr_arena_text(arena, row->cells[at[MIGRATION]].text);
	return DBR_OK;
}

/* How often the others come: half a finding more, so never "never". */
static double
general_rate(const struct judging *j, const struct claim *mine)
{
	double hits = 0.5, trials = 1;

	for (size_t i = 0; i < j->claim_count; i++) {
		const struct claim *claim = &j->claims[i];

		if (claim == mine)
			continue;
		hits += (double)claim->tally.hits;
		trials += (double)claim->tally.trials;
	}
	return hits / trials;
}

static void
measure(struct judging *j)
{
	for (size_t i = 0; i < j->claim_count; i++) {
		struct claim *claim = &j->claims[i];

		claim->share = dbr_proportion_estimate(claim->tally,
						       j->settings.level);
		claim->general = general_rate(j, claim);
		claim->tested.p = NAN;
		if ((double)claim->tally.trials >= j->settings.min_migrations)
			claim->tested.p = dbr_proportion_at_least(claim->tally,
							   claim->general);
	}
	tested_adjust(j->claims, j->claim_count, sizeof(*j->claims),
		      j->proposing->arena);
}

/* The guard that refuses, or NULL; why goes to out. */
static const char *
guard_of(const struct claim *claim, const struct settings *s,
	 struct dbr_buf *out)
{
	dbr_buf_addf(out, "%s: ", claim->finding);
	phrase_add_tally(out, claim->tally.hits, claim->tally.trials);
	dbr_buf_add_text(out, " migrations had it; ");
	if ((double)claim->tally.trials < s->min_migrations) {
		dbr_buf_addf(out, "%.0f needed to compare", s->min_migrations);
		return "too-few";
	}
	if ((double)claim->tally.hits < s->min_hits) {
		dbr_buf_addf(out, "%.0f needed to say it comes back",
			     s->min_hits);
		return "too-rare";
	}
	if (!(claim->share.interval.lo > s->min_share_lo)) {
		dbr_buf_addf(out, "the lower end is not above %.0f %%",
			     100 * s->min_share_lo);
		return "small-share";
	}
	if (!(claim->tested.q <= s->q)) {
		dbr_buf_addf(out, "findings in general %.1f %%, q = %.3f over"
			     " %zu looked at, at most %.2f",
			     100 * claim->general, claim->tested.q,
			     claim->tested.family_size, s->q);
		return "many-tested";
	}
	return NULL;
}

static const char *
reason_text(const struct claim *claim, struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;

	dbr_buf_addf(&out, "%s went wrong in ", claim->finding);
	phrase_add_tally(&out, claim->tally.hits, claim->tally.trials);
	dbr_buf_addf(&out, " migrations; other findings come in %.1f %%."
		     " Evidence, not a verdict.", 100 * claim->general);
	return phrase_keep(&out, arena);
}

static const char *
effect_text(const struct claim *claim, struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;

	dbr_buf_add_text(&out, "were it as rare as other findings, ");
	dbr_buf_addf(&out, "%.1f", (double)claim->tally.trials *
		     claim->general);
	dbr_buf_addf(&out, " instead of %d of %d migrations would meet it",
		     (int)claim->tally.hits, (int)claim->tally.trials);
	return phrase_keep(&out, arena);
}

static const char *
json_text(const struct claim *claim, struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;
	struct canonical_object json;

	canonical_open(&json, &out);
	canonical_add_text(&json, "finding", claim->finding);
	canonical_add_double(&json, "general", claim->general);
	canonical_add_double(&json, "hi", claim->share.interval.hi);
	canonical_add_i64(&json, "hits", claim->tally.hits);
	canonical_add_double(&json, "lo", claim->share.interval.lo);
	canonical_add_text(&json, "method", dbr_method_name(
				   claim->share.interval.method));
	canonical_add_i64(&json, "n", claim->tally.trials);
	canonical_add_double(&json, "p", claim->tested.p);
	canonical_add_double(&json, "q", claim->tested.q);
	canonical_add_text(&json, "unit", "share");
	canonical_add_double(&json, "value", claim->share.value);
	canonical_close(&json);
	return phrase_keep(&out, arena);
}

static void
take_items(struct draft *draft, const struct claim *claim,
	   struct dbr_arena *arena)
{
	struct draft_ticket *items = dbr_arena_array(
		arena, claim->migration_count, sizeof(*items));

	for (size_t i = 0; i < claim->migration_count; i++)
		items[i] = (struct draft_ticket){
			.ticket = claim->migrations[i], .weight = 1,
		};
	draft->tickets = items;
	draft->ticket_count = claim->migration_count;
}

static enum dbr_status
add(struct judging *j, const struct claim *claim, struct dbr_error *err)
{
	struct proposing *p = j->proposing;
	struct draft draft = {
		.module_id = claim->module_id,
		.proposal = {
			.rule = j->rule->name, .kind = j->rule->kind,
			.rule_version = j->rule->version, .scope = "*",
			.module = claim->module, .state = "open",
			.role = "step", .value_after = claim->step,
			.reason = reason_text(claim, p->arena),
			.effect = effect_text(claim, p->arena),
			.reversal = dbr_arena_textf(
				p->arena, "take it off when, over at least"
				" %.0f migrations, the upper end of the share"
				" with this finding is below %.0f %%",
				j->settings.min_migrations,
				100 * j->settings.min_share_lo),
			.evidence_json = json_text(claim, p->arena),
			.as_of_us = p->as_of_us,
			.expires_us = p->as_of_us +
				(int64_t)j->settings.expiry_days * DBR_DAY_US,
			.share = phrase_share(&claim->share),
		},
	};

	take_items(&draft, claim, p->arena);
	return proposing_add(p, &draft, err);
}

static enum dbr_status
judge(struct judging *j, const struct claim *claim, struct dbr_error *err)
{
	struct proposing *p = j->proposing;
	struct mapping_change slot = {
		.what = MAPPING_STEP, .module_id = claim->module_id,
		.value = claim->step, .effective_us = p->as_of_us,
	};
	struct dbr_refusal refusal = {
		.rule = j->rule->name, .module = claim->module,
		.candidate = claim->finding,
		.share = phrase_share(&claim->share),
	};
	struct dbr_buf why = DBR_BUF_INIT;
	const char *listed = NULL;
	enum dbr_status rc = mapping_value(&listed, p->store, &slot, p->arena,
					   err);

	if (rc != DBR_OK)
		return rc;
	refusal.guard = guard_of(claim, &j->settings, &why);
	refusal.why = phrase_keep(&why, p->arena);
	if (listed && !refusal.guard) {
		refusal.guard = "listed";
		refusal.why = "it is on the checklist already";
	}
	if (!refusal.guard)
		return add(j, claim, err);
	if (claim->tally.hits)	/* what never happened is no finding */
		proposing_refuse(p, &refusal);
	return DBR_OK;
}

enum dbr_status
step_kind_run(struct proposing *proposing, const struct rule *rule,
	      struct dbr_error *err)
{
	static const struct rule_setting settings[] = {
		RULE_SETTING(settings, min_migrations),
		RULE_SETTING(settings, min_hits),
		RULE_SETTING(settings, min_share_lo),
		RULE_SETTING(settings, level), RULE_SETTING(settings, q),
		RULE_SETTING(settings, expiry_days),
	};
	struct judging j = { .proposing = proposing, .rule = rule };
	enum dbr_status rc;

	rc = rule_settings(&j.settings, settings,
			   sizeof(settings) / sizeof(*settings), rule, err);
	if (rc == DBR_OK)
		rc = rule_each(rule, proposing->store, proposing->as_of_us,
			       take_row, &j, err);
	if (rc == DBR_OK)
		measure(&j);
	for (size_t i = 0; rc == DBR_OK && i < j.claim_count; i++)
		rc = judge(&j, &j.claims[i], err);
	return rc;
}
