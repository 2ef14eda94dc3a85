/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * votes.h -- who did the work of each module, by weighted votes.
 *
 * People enter as numbers and leave as a count.  Everything lives in the
 * arena.
 */
#ifndef FEEDBACK_VOTES_H
#define FEEDBACK_VOTES_H

#include "debrief/stats/evidence.h"
#include "feedback/rule.h"

struct vote {
	int64_t module_id, team_id, ticket_id;
	int64_t migration_id, person_id;	/* 0: unknown */
	const char *module, *team, *ticket;
	size_t module_rank;	/* order the rule gave them in */
	double weight;		/* decayed */
};

struct team_votes {
	const char *team;
	int64_t team_id;
	const struct vote *votes;	/* heaviest first */
	size_t vote_count;
	struct dbr_evidence sum;
	double share;		/* of the module's weight */
	size_t ticket_count, migration_count, person_count;
};

struct module_votes {
	const char *module;
	int64_t module_id;
	const struct team_votes *teams;	/* largest share first */
	size_t team_count;
	struct dbr_evidence sum;
	size_t ticket_count;
};

struct votes {
	const struct module_votes *modules;
	size_t module_count;
};

enum dbr_status votes_collect(struct votes *out,
				 const struct rule *rule,
				 struct dbr_store *store, int64_t as_of_us,
				 struct dbr_arena *arena,
				 struct dbr_error *err) DBR_MUST_CHECK;
/* NULL when the team has no vote. */
const struct team_votes *votes_find(const struct module_votes *module,
				       const char *team);

#endif
