/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/owner_text.h"

#include "feedback/canonical.h"
#include "feedback/phrase.h"

static size_t
owner_tickets(const struct owner_claim *claim)
{
	return claim->owner_votes ? claim->owner_votes->ticket_count : 0;
}

/* "Data Quality resolved 62 of 78 tickets of validation, by 4 people in 12
 * migrations: 80 % (67 to 90 %) when recent ones weigh more" */
static void
add_work(struct dbr_buf *out, const struct owner_claim *claim)
{
	const struct team_votes *team = claim->candidate;
	struct dbr_number share = phrase_share(&claim->share);

	dbr_buf_addf(out, "%s resolved %zu of the %zu tickets of %s, by ",
		     team->team, team->ticket_count,
		     claim->module->ticket_count, claim->module->module);
	phrase_add_count(out, team->person_count, "person", "people");
	dbr_buf_add_text(out, " in ");
	phrase_add_count(out, team->migration_count, "migration",
			 "migrations");
	dbr_buf_add_text(out, ": ");
	phrase_add(out, &share);
	dbr_buf_addf(out, " of the work when recent tickets weigh more (%.1f"
		     " effective)", claim->n_eff);
}

const char *
owner_text_reason(const struct owner_claim *claim, struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;

	add_work(&out, claim);
	if (claim->owner) {
		struct dbr_number share = phrase_share(&claim->owner_share);

		dbr_buf_addf(&out, "; %s, the owner on record, %zu: ",
			     claim->owner, owner_tickets(claim));
		phrase_add(&out, &share);
	} else {
		dbr_buf_add_text(&out, "; nobody is on record as owner");
	}
	dbr_buf_add_text(&out, ". Evidence, not a verdict.");
	return phrase_keep(&out, arena);
}

const char *
owner_text_effect(const struct owner_claim *claim, struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;
	int64_t trials = (int64_t)claim->module->ticket_count;

	dbr_buf_addf(&out, "with %s as owner ", claim->candidate->team);
	phrase_add_tally(&out, (int64_t)claim->candidate->ticket_count,
			 trials);
	dbr_buf_add_text(&out, " tickets would have started at the team that"
			 " resolved them");
	if (claim->owner) {
		dbr_buf_addf(&out, "; with %s ", claim->owner);
		phrase_add_tally(&out, (int64_t)owner_tickets(claim), trials);
	}
	return phrase_keep(&out, arena);
}

const char *
owner_text_reversal(const struct owner_claim *claim, struct dbr_arena *arena)
{
	return dbr_arena_textf(arena, "revert when over two quarters, on at"
			       " least %.0f effective tickets, the upper end"
			       " of %s's share is below 50 %%",
			       claim->settings->min_n_eff,
			       claim->candidate->team);
}

const char *
backup_text_reason(const struct owner_claim *claim, struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;

	add_work(&out, claim);
	dbr_buf_addf(&out, "; no other team but %s did more, and no other"
		     " backup is on record. Evidence, not a verdict.",
		     claim->owner ? claim->owner : "the owner");
	return phrase_keep(&out, arena);
}

const char *
backup_text_effect(const struct owner_claim *claim, struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;
	int64_t trials = (int64_t)claim->module->ticket_count;
	int64_t owned = (int64_t)owner_tickets(claim);

	dbr_buf_add_text(&out, "owner and backup together would have covered ");
	phrase_add_tally(&out, owned +
			 (int64_t)claim->candidate->ticket_count, trials);
	dbr_buf_add_text(&out, " tickets; the owner alone ");
	phrase_add_tally(&out, owned, trials);
	return phrase_keep(&out, arena);
}

const char *
backup_text_reversal(const struct owner_claim *claim, struct dbr_arena *arena)
{
	return dbr_arena_textf(arena, "revert when over two quarters the upper"
			       " end of %s's share is below %.0f %%",
			       claim->candidate->team,
			       100 * claim->settings->min_share);
}

const char *
owner_text_json(const struct owner_claim *claim, struct dbr_arena *arena)
{
	const struct team_votes *team = claim->candidate;
	struct dbr_buf out = DBR_BUF_INIT;
	struct canonical_object json;

	canonical_open(&json, &out);
	canonical_add_double(&json, "hi", claim->share.interval.hi);
	canonical_add_i64(&json, "hits", (int64_t)team->ticket_count);
	canonical_add_double(&json, "lo", claim->share.interval.lo);
	canonical_add_text(&json, "method",
			   dbr_method_name(claim->share.interval.method));
	canonical_add_i64(&json, "migrations", (int64_t)team->migration_count);
	canonical_add_i64(&json, "n", claim->share.n);
	canonical_add_double(&json, "n_eff", claim->n_eff);
	canonical_add_i64(&json, "owner_hits", (int64_t)owner_tickets(claim));
	canonical_add_double(&json, "owner_hi", claim->owner_share.interval.hi);
	if (claim->family_size)
		canonical_add_double(&json, "p", claim->p);
	canonical_add_i64(&json, "people", (int64_t)team->person_count);
	if (claim->family_size)
		canonical_add_double(&json, "q", claim->q);
	canonical_add_text(&json, "runner_up",
			   claim->runner_up ? claim->runner_up->team : NULL);
	if (claim->family_size)
		canonical_add_double(&json, "runner_up_p", claim->runner_up_p);
	canonical_add_i64(&json, "tickets",
			  (int64_t)claim->module->ticket_count);
	canonical_add_text(&json, "unit", "share");
	canonical_add_double(&json, "value", team->share);
	canonical_close(&json);
	return phrase_keep(&out, arena);
}
