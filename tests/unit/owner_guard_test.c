/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guards that a whole run reaches only through others, one by one. */
#include <config.h>
#include "feedback_fixture.h"
#include "feedback/owner_guard.h"

/* hits of trials, and a claim every guard lets pass. */
struct ground {
	struct owner_settings settings;
	struct module_votes module;
	struct team_votes candidate, runner_up;
	struct owner_claim claim;
	struct dbr_arena arena;
};

static struct dbr_evidence
items(int count)
{
	struct dbr_evidence sum = { 0 };

	for (int i = 0; i < count; i++)
		dbr_evidence_add(&sum, 1);
	return sum;
}

static void
set_votes(struct ground *g, int candidate, int runner_up)
{
	const struct dbr_evidence none = { 0 };
	int all = candidate + runner_up;

	g->module.sum = items(all);
	g->module.ticket_count = (size_t)all;
	g->candidate.sum = items(candidate);
	g->candidate.ticket_count = (size_t)candidate;
	g->candidate.share = (double)candidate / all;
	g->runner_up.share = (double)runner_up / all;
	g->claim.n_eff = all;
	g->claim.share = dbr_evidence_share(&g->candidate.sum, &g->module.sum,
					    0.95);
	g->claim.owner_share = dbr_evidence_share(&none, &g->module.sum, 0.95);
	g->claim.runner_up_p = dbr_evidence_lead(candidate, all);
}

static int
ground_open(void **state)
{
	struct ground *g = calloc(1, sizeof(*g));

	if (!g)
		return -1;
	g->settings = (struct owner_settings){
		.min_n_eff = 10, .min_migrations = 2, .min_people = 2,
		.level = 0.95, .q = 0.10, .runner_up_p = 0.025,
		.shared_share = 0.40, .load_ratio = 1.5, .load_min_open = 5,
		.min_share = 0.05,
	};
	g->module.module = "load";
	g->candidate = (struct team_votes){
		.team = "Green", .migration_count = 3, .person_count = 3,
	};
	g->runner_up.team = "Blue";
	g->claim = (struct owner_claim){
		.settings = &g->settings, .module = &g->module,
		.candidate = &g->candidate, .runner_up = &g->runner_up,
		.owner = "Red", .q = 0.01, .family_size = 8,
	};
	set_votes(g, 40, 4);
	*state = g;
	return 0;
}

static int
ground_close(void **state)
{
	struct ground *g = *state;

	dbr_arena_release(&g->arena);
	free(g);
	return 0;
}

static const char *
guard(struct ground *g)
{
	const char *name = owner_guard_change(&g->claim, &g->arena).guard;

	return name ? name : "none";
}

static void
strong_evidence_passes_every_guard(void **state)
{
	assert_string_equal(guard(*state), "none");
}

/* METRICS 6.3: the smallest k of n that passes. */
static void
the_majority_table_holds(void **state)
{
	static const int table[][2] = {
		{ 10, 9 }, { 12, 10 }, { 15, 12 }, { 20, 15 }, { 25, 18 },
		{ 30, 21 }, { 50, 32 },
	};
	struct ground *g = *state;

	g->claim.runner_up = NULL;	/* only this guard is asked */
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		set_votes(g, table[i][1], table[i][0] - table[i][1]);
		assert_string_equal(guard(g), "none");
		set_votes(g, table[i][1] - 1, table[i][0] - table[i][1] + 1);
		assert_string_equal(guard(g), "no-majority");
	}
}

/* Two teams that toss a coin for every ticket: the error rate promised. */
static void
a_coin_is_proposed_at_most_one_time_in_forty(void **state)
{
	struct ground *g = *state;

	for (int n = 10; n <= 300; n++) {
		int k = n / 2;

		do {
			k++;
			set_votes(g, k, n - k);
		} while (strcmp(guard(g), "none") != 0);
		assert_true(dbr_evidence_lead(k, n) <= 0.025);
		dbr_arena_reset(&g->arena);
	}
}

static void
a_runner_up_too_close_is_refused(void **state)
{
	struct ground *g = *state;

	set_votes(g, 60, 40);
	assert_string_equal(guard(g), "runner-up");
	set_votes(g, 40, 4);
	g->claim.runner_up_p = dbr_evidence_lead(14, 19);
	assert_string_equal(guard(g), "runner-up");
	assert_non_null(strstr(owner_guard_change(&g->claim, &g->arena).why,
			       "p = 0.032"));
}

static void
one_finding_among_many_modules_is_refused(void **state)
{
	struct ground *g = *state;

	g->claim.q = 0.101;
	assert_string_equal(guard(g), "many-tested");
	g->claim.q = 0.10;
	assert_string_equal(guard(g), "none");
}

static void
an_owner_who_still_works_is_refused(void **state)
{
	const struct dbr_evidence half = items(20);
	struct ground *g = *state;

	g->claim.owner_share = dbr_evidence_share(&half, &g->module.sum, 0.95);
	assert_string_equal(guard(g), "owner-works");
}

static void
a_few_open_tickets_are_no_overload(void **state)
{
	struct ground *g = *state;

	g->claim.load = (struct team_load){
		.open_count = 4, .person_count = 1, .per_person = 4,
	};
	assert_string_equal(guard(g), "none");
	g->claim.load.open_count = 5;
	g->claim.load.per_person = 5;
	assert_string_equal(guard(g), "load");
	g->claim.median_load = 4;
	assert_string_equal(guard(g), "none");
}

static void
a_backup_needs_a_share_and_people_of_its_own(void **state)
{
	struct ground *g = *state;

	g->settings.min_n_eff = 5;
	set_votes(g, 12, 40);
	assert_null(owner_guard_backup(&g->claim, &g->arena).guard);
	set_votes(g, 4, 40);
	assert_string_equal(owner_guard_backup(&g->claim, &g->arena).guard,
			    "too-few");
	set_votes(g, 6, 100);
	assert_string_equal(owner_guard_backup(&g->claim, &g->arena).guard,
			    "small-share");
	set_votes(g, 12, 40);
	g->candidate.person_count = 1;
	assert_string_equal(owner_guard_backup(&g->claim, &g->arena).guard,
			    "one-person");
}

#define GROUND_TEST(name) \
	cmocka_unit_test_setup_teardown(name, ground_open, ground_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		GROUND_TEST(strong_evidence_passes_every_guard),
		GROUND_TEST(the_majority_table_holds),
		GROUND_TEST(a_coin_is_proposed_at_most_one_time_in_forty),
		GROUND_TEST(a_runner_up_too_close_is_refused),
		GROUND_TEST(one_finding_among_many_modules_is_refused),
		GROUND_TEST(an_owner_who_still_works_is_refused),
		GROUND_TEST(a_few_open_tickets_are_no_overload),
		GROUND_TEST(a_backup_needs_a_share_and_people_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
