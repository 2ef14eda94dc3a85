/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * propose.h -- one run of the rules: what each kind gets and gives.
 */
#ifndef FEEDBACK_PROPOSE_H
#define FEEDBACK_PROPOSE_H

#include "debrief/feedback.h"
#include "feedback/rule.h"

/* A piece of evidence: a ticket, or with id 0 anything with a name. */
struct draft_ticket {
	int64_t id;
	const char *ticket;	/* ext key, or the name */
	double weight;
};

/* A proposal on its way to the store; tickets heaviest first. */
struct draft {
	struct dbr_proposal proposal;
	int64_t module_id;
	const struct draft_ticket *tickets;
	size_t ticket_count;
	const char *evidence_hash;	/* filled by past_check() */
};

struct proposing {
	struct dbr_store *store;
	int64_t as_of_us;
	struct dbr_arena *arena;
	struct draft *drafts;
	size_t draft_count, draft_capacity;
	struct dbr_refusal *refusals;
	size_t refusal_count, refusal_capacity;
};

/* What a kind does with its rule; propose.c has the table. */
typedef enum dbr_status (*kind_run_fn)(struct proposing *proposing,
				       const struct rule *rule,
				       struct dbr_error *err);
enum dbr_status owner_kind_run(struct proposing *proposing,
			       const struct rule *rule, struct dbr_error *err)
	DBR_MUST_CHECK;
enum dbr_status gap_kind_run(struct proposing *proposing,
			     const struct rule *rule, struct dbr_error *err)
	DBR_MUST_CHECK;
enum dbr_status stale_kind_run(struct proposing *proposing,
			       const struct rule *rule, struct dbr_error *err)
	DBR_MUST_CHECK;
enum dbr_status cover_kind_run(struct proposing *proposing,
			       const struct rule *rule, struct dbr_error *err)
	DBR_MUST_CHECK;
enum dbr_status estimate_kind_run(struct proposing *proposing,
				  const struct rule *rule,
				  struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status step_kind_run(struct proposing *proposing,
			      const struct rule *rule, struct dbr_error *err)
	DBR_MUST_CHECK;
enum dbr_status backup_kind_run(struct proposing *proposing,
				const struct rule *rule,
				struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status delay_kind_run(struct proposing *proposing,
			       const struct rule *rule, struct dbr_error *err)
	DBR_MUST_CHECK;

/*
 * The guard every kind shares: is this, on mostly the same tickets, already
 * decided or put off?  Then it becomes a refusal, else a draft of the run.
 */
enum dbr_status proposing_add(struct proposing *proposing,
			      const struct draft *draft,
			      struct dbr_error *err) DBR_MUST_CHECK;
void proposing_refuse(struct proposing *proposing,
		      const struct dbr_refusal *refusal);

/* Changes that made it worse, to be taken back: outcome_propose.c. */
enum dbr_status outcome_propose(struct proposing *proposing,
				const struct dbr_share *share,
				struct dbr_error *err) DBR_MUST_CHECK;

/* Store the drafts of a run; fills their ids. */
enum dbr_status proposing_store(struct proposing *proposing,
				struct dbr_error *err) DBR_MUST_CHECK;

#endif
