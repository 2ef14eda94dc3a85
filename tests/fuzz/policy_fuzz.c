/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policy_fuzz.c -- any bytes as an approval policy.  What is taken names
 * kinds, and for each at least one stage that somebody signs: no proposal
 * can slip through a rule that asks nobody.
 */
#include <config.h>
#include "fuzz.h"

#include "policy.h"
#include "text_fuzz.h"

static void
check_rule(const struct dbr_policy_rule *rule)
{
	INVARIANT(rule->kind_count > 0 && rule->stage_count > 0);
	for (size_t i = 0; i < rule->kind_count; i++)
		INVARIANT(rule->kinds[i][0] != '\0');
	for (size_t i = 0; i < rule->stage_count; i++) {
		const struct dbr_policy_stage *stage = &rule->stages[i];

		INVARIANT(stage->state[0] != '\0');
		INVARIANT(stage->place_count > 0);
		for (size_t k = 0; k < stage->place_count; k++)
			INVARIANT(stage->places[k][0] != '\0');
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_share_file file = text_file(&arena, "approval", data, size);
	struct dbr_policy policy;
	enum dbr_status rc = policy_parse(&policy, &file, &arena, &err);

	for (size_t i = 0; rc == DBR_OK && i < policy.rule_count; i++)
		check_rule(&policy.rules[i]);
	if (rc != DBR_OK)
		check_refusal(rc, &err);
	dbr_arena_release(&arena);
	return 0;
}
