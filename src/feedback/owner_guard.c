/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/owner_guard.h"

#include <string.h>
#include "feedback/phrase.h"

typedef const char *(*guard_fn)(const struct owner_claim *claim,
				struct dbr_arena *arena);

struct guard {
	const char *name;
	guard_fn refuses;	/* NULL when it does not */
};

static const char *
is_owner_already(const struct owner_claim *claim, struct dbr_arena *arena)
{
	if (!claim->owner || strcmp(claim->candidate->team, claim->owner) != 0)
		return NULL;
	return dbr_arena_textf(arena, "owns it already: %.1f %% of %.1f"
			       " effective tickets",
			       100 * claim->candidate->share, claim->n_eff);
}

static const char *
has_two_owners(const struct owner_claim *claim, struct dbr_arena *arena)
{
	if (!claim->has_two_owners)
		return NULL;
	return dbr_arena_textf(arena, "two owners of %s are on record at once:"
			       " mend the mapping first",
			       claim->module->module);
}

static const char *
has_too_few(const struct owner_claim *claim, struct dbr_arena *arena)
{
	if (owner_guard_is_testable(claim))
		return NULL;
	return dbr_arena_textf(arena, "%.1f effective tickets (%zu as"
			       " counted), %.0f needed", claim->n_eff,
			       claim->module->ticket_count,
			       claim->settings->min_n_eff);
}

static const char *
has_one_migration(const struct owner_claim *claim, struct dbr_arena *arena)
{
	size_t count = claim->candidate->migration_count;

	if ((double)count >= claim->settings->min_migrations)
		return NULL;
	return dbr_arena_textf(arena, "its tickets come from %zu migration%s,"
			       " %.0f needed", count, count == 1 ? "" : "s",
			       claim->settings->min_migrations);
}

static const char *
has_one_person(const struct owner_claim *claim, struct dbr_arena *arena)
{
	size_t count = claim->candidate->person_count;

	if ((double)count >= claim->settings->min_people)
		return NULL;
	return dbr_arena_textf(arena, "%zu %s did the work, %.0f needed: one"
			       " person's habit is not a team's", count,
			       count == 1 ? "person" : "people",
			       claim->settings->min_people);
}

static const char *
is_shared(const struct owner_claim *claim, struct dbr_arena *arena)
{
	const struct team_votes *other = claim->runner_up;

	if (!other || other->share <= claim->settings->shared_share ||
	    claim->candidate->share <= claim->settings->shared_share)
		return NULL;
	return dbr_arena_textf(arena, "shared: %s %.1f %%, %s %.1f %% of the"
			       " work; agree on one owner and one backup",
			       claim->candidate->team,
			       100 * claim->candidate->share, other->team,
			       100 * other->share);
}

static const char *
has_no_majority(const struct owner_claim *claim, struct dbr_arena *arena)
{
	if (claim->share.interval.has_lo && claim->share.interval.lo > 0.5)
		return NULL;
	return dbr_arena_textf(arena, "%s: the lower end is not above 50 %%",
			       phrase_stat(&claim->share, arena));
}

static const char *
owner_still_works(const struct owner_claim *claim, struct dbr_arena *arena)
{
	if (!claim->owner || claim->owner_share.interval.hi < 0.5)
		return NULL;
	return dbr_arena_textf(arena, "%s, the owner, may still do half of it:"
			       " %s", claim->owner,
			       phrase_stat(&claim->owner_share, arena));
}

static const char *
has_close_runner_up(const struct owner_claim *claim, struct dbr_arena *arena)
{
	if (!claim->runner_up ||
	    claim->runner_up_p <= claim->settings->runner_up_p)
		return NULL;
	return dbr_arena_textf(arena, "%s is too close: %.1f %% against"
			       " %.1f %%, p = %.3f, at most %.3f",
			       claim->runner_up->team,
			       100 * claim->candidate->share,
			       100 * claim->runner_up->share,
			       claim->runner_up_p,
			       claim->settings->runner_up_p);
}

static const char *
is_one_of_many(const struct owner_claim *claim, struct dbr_arena *arena)
{
	if (claim->q <= claim->settings->q)
		return NULL;
	return dbr_arena_textf(arena, "q = %.3f over %zu modules looked at,"
			       " at most %.2f", claim->q, claim->family_size,
			       claim->settings->q);
}

const char *
owner_guard_load(const struct team_load *load, double median,
		 const struct owner_settings *settings,
		 struct dbr_arena *arena)
{
	double limit = settings->load_ratio * median;

	if ((double)load->open_count < settings->load_min_open ||
	    load->per_person <= limit)
		return NULL;
	return dbr_arena_textf(arena, "its load is %.1f open tickets a person"
			       " (%d), the median team's %.1f: above %.1f it"
			       " gets no more", load->per_person,
			       (int)load->open_count, median, limit);
}

static const char *
is_overloaded(const struct owner_claim *claim, struct dbr_arena *arena)
{
	return owner_guard_load(&claim->load, claim->median_load,
				claim->settings, arena);
}

static const char *
has_too_small_share(const struct owner_claim *claim, struct dbr_arena *arena)
{
	if (claim->share.interval.lo > claim->settings->min_share)
		return NULL;
	return dbr_arena_textf(arena, "%s: the lower end is not above %.0f %%",
			       phrase_stat(&claim->share, arena),
			       100 * claim->settings->min_share);
}

static const char *
has_too_few_of_its_own(const struct owner_claim *claim,
		       struct dbr_arena *arena)
{
	double n_eff = dbr_evidence_n(&claim->candidate->sum);

	if (n_eff >= claim->settings->min_n_eff)
		return NULL;
	return dbr_arena_textf(arena, "%.1f effective tickets of its own (%zu"
			       " as counted), %.0f needed",
			       n_eff,
			       claim->candidate->ticket_count,
			       claim->settings->min_n_eff);
}

static struct owner_refusal
first_refusal(const struct guard *guards, size_t count,
	      const struct owner_claim *claim, struct dbr_arena *arena)
{
	for (size_t i = 0; i < count; i++) {
		const char *why = guards[i].refuses(claim, arena);

		if (why)
			return (struct owner_refusal){ guards[i].name, why };
	}
	return (struct owner_refusal){ NULL, NULL };
}

struct owner_refusal
owner_guard_change(const struct owner_claim *claim, struct dbr_arena *arena)
{
	static const struct guard guards[] = {
		{ "two-owners", has_two_owners },
		{ "is-owner", is_owner_already },
		{ "too-few", has_too_few },
		{ "one-migration", has_one_migration },
		{ "one-person", has_one_person },
		{ "shared", is_shared },
		{ "no-majority", has_no_majority },
		{ "owner-works", owner_still_works },
		{ "runner-up", has_close_runner_up },
		{ "many-tested", is_one_of_many },
		{ "load", is_overloaded },
	};

	return first_refusal(guards, sizeof(guards) / sizeof(*guards), claim,
			     arena);
}

struct owner_refusal
owner_guard_backup(const struct owner_claim *claim, struct dbr_arena *arena)
{
	static const struct guard guards[] = {
		{ "too-few", has_too_few_of_its_own },
		{ "one-person", has_one_person },
		{ "small-share", has_too_small_share },
		{ "load", is_overloaded },
	};

	return first_refusal(guards, sizeof(guards) / sizeof(*guards), claim,
			     arena);
}

bool
owner_guard_is_testable(const struct owner_claim *claim)
{
	return claim->n_eff >= claim->settings->min_n_eff;
}
