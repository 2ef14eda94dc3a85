/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * owner_guard.h -- when evidence is enough to say a team should own a
 * module.  One guard, one function, one refusal with its numbers.
 */
#ifndef FEEDBACK_OWNER_GUARD_H
#define FEEDBACK_OWNER_GUARD_H

#include "debrief/stats/interval.h"
#include "feedback/votes.h"

struct owner_settings {
	double min_n_eff, min_migrations, min_people, level, q, runner_up_p;
	double shared_share, load_ratio, load_min_open, expiry_days;
	double min_share;	/* name-backup */
};

/* What a team has on its hands at as-of. */
struct team_load {
	int64_t team_id;
	int64_t open_count, person_count;
	double per_person;
};

/* One candidate for one module, with every number a guard looks at. */
struct owner_claim {
	const struct owner_settings *settings;
	const struct module_votes *module;
	const struct team_votes *candidate;
	const struct team_votes *runner_up;	/* NULL: nobody else */
	const char *owner;			/* NULL: none on record */
	bool has_two_owners;			/* at once: which one? */
	const struct team_votes *owner_votes;	/* NULL: no vote */
	double n_eff;		/* of the module */
	struct dbr_stat share, owner_share;
	double p;		/* of "the candidate has no majority" */
	double q;		/* p over all modules of the run */
	double runner_up_p;
	size_t family_size;	/* modules tested together */
	struct team_load load;
	double median_load;
};

struct owner_refusal {
	const char *guard;	/* NULL: every guard holds */
	const char *why;	/* with the numbers */
};

/* All guards of change-owner, in order; the first that refuses. */
struct owner_refusal owner_guard_change(const struct owner_claim *claim,
					struct dbr_arena *arena);
/* All guards of name-backup. */
struct owner_refusal owner_guard_backup(const struct owner_claim *claim,
					struct dbr_arena *arena);
/* Why a team gets no more work, or NULL: it may. */
const char *owner_guard_load(const struct team_load *load, double median,
			     const struct owner_settings *settings,
			     struct dbr_arena *arena);
/* Enough tickets to test at all: the modules BH counts. */
bool owner_guard_is_testable(const struct owner_claim *claim);

#endif
