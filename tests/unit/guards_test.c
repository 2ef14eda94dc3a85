/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every guard of METRICS 6 refuses once, for each kind of rule it is for,
 * and says why.  The rules that read times have theirs in kinds_test.c and
 * delay_test.c.
 */
#include <config.h>
#include "propose_fixture.h"

#define BACKUP \
	"INSERT INTO ownership (module_id, role, team_id, valid_from_at," \
	" recorded_at) VALUES (1, 'backup', 3, 1735689600000000, 1);"
#define NOBODY "DELETE FROM ownership WHERE module_id = 1;"
#define OPEN_FOR_GREEN \
	"INSERT INTO ticket (source, ext_key, state, opened_at, team_id," \
	" batch_id, line) SELECT 'jira', 'open-' || id, 'open', 1, 2, 1, 1" \
	" FROM ticket LIMIT 15;"
/* Twenty more modules where the owner does everything. */
#define MANY_MODULES \
	"WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n" \
	" WHERE i < 22) INSERT INTO module (id, key, title, position)" \
	" SELECT i, 'm' || i, '', i FROM n;" \
	"INSERT INTO ownership (module_id, role, team_id, valid_from_at," \
	" recorded_at) SELECT id, 'owner', 1, 1, 1 FROM module WHERE id > 2;"

/* Red owns load; Green, mostly, does the work. */
static const struct refused {
	const char *rule, *guard, *why;
	struct votes_planted votes[3];
	const char *sql;
	bool has_many;		/* 15 tickets by Red in each more module */
	bool is_strict;		/* with a rule of a tiny q */
} refusals[] = {
	{ .rule = "change-owner", "two-owners", "mend the mapping",
	  { { 1, 2, 40, 4, 3, 5 } },
	  "INSERT INTO ownership (module_id, role, team_id, valid_from_at,"
	  " recorded_at) VALUES (1, 'owner', 3, 1735689600000000, 1)" },
	{ .rule = "change-owner", "is-owner", "100.0 %",
	  { { 1, 1, 40, 4, 3, 5 } } },
	{ .rule = "change-owner", "too-few", "10 needed",
	  { { 1, 2, 9, 4, 3, 5 } } },
	{ .rule = "change-owner", "one-migration", "2 needed",
	  { { 1, 2, 40, 1, 3, 5 } } },
	{ .rule = "change-owner", "one-person", "1 person did the work",
	  { { 1, 2, 40, 4, 1, 5 } } },
	{ .rule = "change-owner", "shared", "agree on one owner",
	  { { 1, 2, 110, 4, 3, 5 }, { 1, 3, 90, 4, 3, 5 } } },
	{ .rule = "change-owner", "no-majority", "not above 50 %",
	  { { 1, 2, 14, 4, 3, 5 }, { 1, 1, 6, 4, 3, 8 } } },
	{ .rule = "change-owner", "runner-up", "Blue is too close",
	  { { 1, 2, 14, 4, 3, 5 }, { 1, 3, 5, 4, 3, 5 } } },
	{ .rule = "change-owner", "many-tested", "over 21 modules",
	  { { 1, 2, 10, 4, 3, 5 }, { 1, 1, 1, 1, 1, 5 } }, MANY_MODULES,
	  .has_many = true },
	{ .rule = "change-owner", "load", "open tickets a person",
	  { { 1, 2, 40, 4, 3, 5 }, { 1, 1, 4, 2, 2, 10 } }, OPEN_FOR_GREEN },

	{ .rule = "fill-gap", "too-few", "10 needed",
	  { { 1, 2, 9, 4, 3, 5 } }, NOBODY },
	{ .rule = "fill-gap", "one-migration", "2 needed",
	  { { 1, 2, 40, 1, 3, 5 } }, NOBODY },
	{ .rule = "fill-gap", "one-person", "1 person did the work",
	  { { 1, 2, 40, 4, 1, 5 } }, NOBODY },
	{ .rule = "fill-gap", "shared", "agree on one owner",
	  { { 1, 2, 110, 4, 3, 5 }, { 1, 3, 90, 4, 3, 5 } }, NOBODY },
	{ .rule = "fill-gap", "no-majority", "not above 50 %",
	  { { 1, 2, 14, 4, 3, 5 }, { 1, 1, 6, 4, 3, 8 } }, NOBODY },
	{ .rule = "fill-gap", "runner-up", "Blue is too close",
	  { { 1, 2, 14, 4, 3, 5 }, { 1, 3, 5, 4, 3, 5 } }, NOBODY },
	{ .rule = "fill-gap", "many-tested", "over 21 modules",
	  { { 1, 2, 10, 4, 3, 5 }, { 1, 1, 1, 1, 1, 5 } },
	  NOBODY MANY_MODULES, .has_many = true },
	{ .rule = "fill-gap", "load", "open tickets a person",
	  { { 1, 2, 40, 4, 3, 5 }, { 1, 1, 4, 2, 2, 10 } },
	  NOBODY OPEN_FOR_GREEN },

	{ .rule = "name-backup", "too-few", "5 needed",
	  { { 1, 1, 20, 4, 3, 5 }, { 1, 2, 4, 4, 3, 5 } } },
	{ .rule = "name-backup", "one-person", "1 person did the work",
	  { { 1, 1, 20, 4, 3, 5 }, { 1, 2, 12, 4, 1, 5 } } },
	{ .rule = "name-backup", "small-share", "not above 5 %",
	  { { 1, 1, 120, 4, 3, 5 }, { 1, 2, 8, 4, 3, 5 } } },
	{ .rule = "name-backup", "load", "open tickets a person",
	  { { 1, 1, 40, 4, 3, 5 }, { 1, 2, 12, 4, 3, 5 } }, OPEN_FOR_GREEN },

	{ .rule = "end-stale", "too-few", "10 needed",
	  { { 1, 1, 30, 4, 3, 5 }, { 1, 2, 9, 4, 3, 5 } }, BACKUP },
	{ .rule = "end-stale", "young", "182 needed",
	  { { 1, 1, 30, 4, 3, 5 }, { 1, 2, 30, 4, 3, 5 } },
	  BACKUP "UPDATE ownership SET valid_from_at = 1777593600000000"
	  " WHERE role = 'backup'" },
	{ .rule = "end-stale", "stands-in", "8 of 38",
	  { { 1, 1, 30, 4, 3, 5 }, { 1, 2, 30, 4, 3, 5 },
	    { 1, 3, 8, 4, 3, 5 } }, BACKUP },
	{ .rule = "end-stale", "many-tested", "over 1 backups looked at",
	  { { 1, 1, 30, 4, 3, 5 }, { 1, 2, 13, 4, 3, 5 } }, BACKUP,
	  .is_strict = true },
	{ .rule = "end-stale", "would-gap", "leave a gap",
	  { { 1, 1, 30, 4, 3, 5 }, { 1, 2, 30, 4, 1, 5 } }, BACKUP },
	{ .rule = "end-stale", "load", "Green would stand in alone",
	  { { 1, 1, 30, 4, 3, 5 }, { 1, 2, 30, 4, 3, 5 } },
	  BACKUP OPEN_FOR_GREEN },
};

static void
assert_refuses(const struct refused *wanted)
{
	void *state = NULL;
	struct fixture *f;
	struct dbr_propose_result result;

	assert_int_equal(propose_open(&state), 0);
	f = state;
	for (size_t i = 0; i < 3 && wanted->votes[i].count; i++)
		plant_votes(f, wanted->votes[i]);
	if (wanted->sql)
		fixture_run(f, wanted->sql);
	for (int module = 3; wanted->has_many && module <= 22; module++)
		plant_votes(f, (struct votes_planted){ module, 1, 15, 4, 3,
						       5 });
	if (wanted->is_strict)
		propose_strictly(f, wanted->rule);
	result = propose_at(f, AS_OF);
	for (size_t i = 0; i < result.proposal_count; i++)
		if (strcmp(result.proposals[i].rule, wanted->rule) == 0)
			fail_msg("%s was not refused: %s", wanted->rule,
				 wanted->guard);
	for (size_t i = 0; i < result.refusal_count; i++) {
		const struct dbr_refusal *got = &result.refusals[i];

		if (strcmp(got->rule, wanted->rule) != 0 ||
		    strcmp(got->module, "load") != 0)
			continue;
		assert_string_equal(got->guard, wanted->guard);
		if (!strstr(got->why, wanted->why))
			fail_msg("%s, %s: \"%s\" not in \"%s\"", wanted->rule,
				 wanted->guard, wanted->why, got->why);
		assert_int_equal(fixture_close(&state), 0);
		return;
	}
	fail_msg("%s: nothing about load refused", wanted->rule);
}

static void
each_guard_refuses_for_each_rule_and_says_why(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++)
		assert_refuses(&refusals[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_guard_refuses_for_each_rule_and_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
