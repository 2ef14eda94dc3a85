/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "propose_fixture.h"

/* Severity 2 pages of load, one a day from days_ago on: answered after
 * shortest, shortest + 1 ... minutes, and from the start; the first
 * unanswered ones never. */
struct paging {
	int days_ago, count;
	int shortest, spread;
	int unanswered;
};

static void
plant(struct fixture *f, struct paging p)
{
	char sql[2048];

	snprintf(sql, sizeof(sql),
		 "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1"
		 " FROM n WHERE i + 1 < %d), t AS (SELECT i, %lld -"
		 " (%d - i) * 86400000000 AS opened_at FROM n) INSERT INTO"
		 " ticket (source, ext_key, state, severity, opened_at,"
		 " acknowledged_at, batch_id, line) SELECT 'jira', 'P%d-' || i,"
		 " 'open', 2, opened_at, CASE WHEN i >= %d THEN opened_at +"
		 " (%d + i %% %d) * 60000000 END, 1, i FROM t;"
		 "INSERT OR IGNORE INTO attribution (ticket_id, migration_id,"
		 " module_id, rule, rule_version) SELECT id, 1, 1, 'explicit',"
		 " 1 FROM ticket",
		 p.count, (long long)instant(AS_OF), p.days_ago, p.days_ago,
		 p.unanswered, p.shortest, p.spread);
	fixture_run(f, sql);
}

static struct dbr_propose_result
run(struct fixture *f)
{
	return propose_at(f, AS_OF);
}

static void
assert_refused(struct fixture *f, const char *guard, const char *why)
{
	struct dbr_propose_result result = run(f);

	assert_int_equal(result.proposal_count, 0);
	assert_int_equal(result.refusal_count, 1);
	assert_string_equal(result.refusals[0].guard, guard);
	if (!strstr(result.refusals[0].why, why))
		fail_msg("\"%s\" not in \"%s\"", why, result.refusals[0].why);
}

/* Both windows answer within 4 to 15 minutes; the delay is 30. */
static void
plant_clear_case(struct fixture *f)
{
	plant(f, (struct paging){ 300, 60, 4, 12, 0 });
	plant(f, (struct paging){ 100, 60, 4, 12, 0 });
}

static void
a_delay_plainly_too_long_is_halved(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;
	const struct dbr_proposal *p;

	plant_clear_case(f);
	result = run(f);
	assert_int_equal(result.proposal_count, 1);
	p = &result.proposals[0];
	assert_string_equal(p->kind, "set-escalation-delay");
	assert_int_equal(p->severity, 2);
	assert_int_equal(p->level, 1);
	assert_string_equal(p->value_before, "30");
	assert_string_equal(p->value_after, "15");
	assert_non_null(strstr(p->reason, "60 of 60 acknowledged"));
	assert_non_null(strstr(p->effect, "after 30 min 0 of 60 (0"));
	assert_non_null(strstr(p->effect, "after 15 min 0 of 60 (0"));
	assert_true(p->share.value == 60 * 14);
	assert_int_equal(p->evidence_count, 60);
}

static void
an_approved_delay_is_the_one_in_force(void **state)
{
	struct fixture *f = *state;
	struct dbr_decision decision = {
		.proposal_id = 1, .verdict = DBR_APPROVE, .by = "Ana",
	};

	plant_clear_case(f);
	run(f);
	MUST(dbr_decide(f->store, &decision, &f->err));
	assert_int_equal(fixture_number(f, "SELECT delay_minutes FROM"
					" escalation WHERE superseded_at IS"
					" NULL AND valid_to_at IS NULL"), 15);
}

static void
half_of_the_sla_is_the_most(void **state)
{
	struct fixture *f = *state;

	plant_clear_case(f);
	fixture_run(f, "INSERT INTO sla (severity, measure, minutes)"
		    " VALUES (2, 'acknowledge', 20)");
	assert_string_equal(run(f).proposals[0].value_after, "10");
}

static void
a_delay_too_short_is_raised(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;

	fixture_run(f, "UPDATE escalation SET delay_minutes = 12");
	plant(f, (struct paging){ 300, 60, 10, 12, 0 });
	plant(f, (struct paging){ 100, 60, 10, 12, 0 });
	result = run(f);
	assert_int_equal(result.proposal_count, 1);
	assert_string_equal(result.proposals[0].value_after, "20");
	assert_non_null(strstr(result.proposals[0].effect,
			       "after 12 min 45 of 60"));
}

static void
too_few_pages_are_refused(void **state)
{
	plant(*state, (struct paging){ 300, 60, 4, 12, 0 });
	plant(*state, (struct paging){ 100, 35, 4, 12, 0 });
	assert_refused(*state, "too-few", "35 of the 36 acknowledged pages");
}

/* Eight of sixty never answered: the 90 % point lies beyond the delay. */
static void
unanswered_pages_are_censored_not_dropped(void **state)
{
	plant(*state, (struct paging){ 300, 60, 4, 12, 0 });
	plant(*state, (struct paging){ 100, 60, 4, 12, 8 });
	assert_refused(*state, "p90-unknown", "look at staffing");
}

static void
an_interval_that_holds_the_delay_is_refused(void **state)
{
	struct fixture *f = *state;

	fixture_run(f, "UPDATE escalation SET delay_minutes = 15");
	plant_clear_case(f);
	assert_refused(f, "covered", "the delay of 15 min");
}

static void
a_small_change_is_refused(void **state)
{
	struct fixture *f = *state;

	fixture_run(f, "UPDATE escalation SET delay_minutes = 18");
	plant_clear_case(f);
	assert_refused(f, "dead-band", "by less than 5 min or 20 %");
}

static void
one_window_is_not_enough(void **state)
{
	plant(*state, (struct paging){ 300, 60, 25, 12, 0 });
	plant(*state, (struct paging){ 100, 60, 4, 12, 0 });
	assert_refused(*state, "one-window", "do not point the same way");
}

static void
one_change_a_quarter(void **state)
{
	struct fixture *f = *state;

	plant_clear_case(f);
	fixture_run(f, "UPDATE escalation SET valid_to_at ="
		    " 1775001600000000;"	/* 2026-04-01 */
		    "INSERT INTO escalation (module_id, severity,"
		    " delay_minutes, valid_from_at, recorded_at,"
		    " audit_sequence) VALUES (1, 2, 30, 1775001600000000, 1,"
		    " 1)");
	assert_refused(f, "this-quarter", "one change a quarter");
}

/* Blue answers for level 1 and has ten times the work of the others. */
static void
a_shorter_delay_calls_no_team_that_has_too_much(void **state)
{
	struct fixture *f = *state;

	plant_clear_case(f);
	fixture_run(f, "INSERT INTO ownership (module_id, role, level, team_id,"
		    " valid_from_at, recorded_at) VALUES"
		    " (1, 'escalation', 1, 3, 1, 1)");
	plant_votes(f, (struct votes_planted){ 2, 1, 3, 3, 3, 5 });
	plant_votes(f, (struct votes_planted){ 2, 2, 3, 3, 3, 5 });
	plant_votes(f, (struct votes_planted){ 2, 3, 3, 3, 3, 5 });
	assert_int_equal(run(f).proposal_count, 1);
	fixture_run(f, "UPDATE proposal SET state = 'expired';"
		    "INSERT INTO ticket (source, ext_key, state, opened_at,"
		    " team_id, batch_id, line) SELECT 'jira', 'open-' || id,"
		    " 'open', 1, 3, 1, 1 FROM ticket LIMIT 30");
	{
		struct dbr_propose_result result = run(f);

		assert_int_equal(result.proposal_count, 0);
		for (size_t i = 0; i < result.refusal_count; i++)
			if (strcmp(result.refusals[i].guard, "load") == 0 &&
			    result.refusals[i].severity == 2)
				return;
	}
	fail_msg("the load guard refused nothing");
}

static void
a_severity_without_bounds_is_left_alone(void **state)
{
	struct fixture *f = *state;

	plant_clear_case(f);
	fixture_run(f, "UPDATE escalation SET severity = 4;"
		    "UPDATE ticket SET severity = 4");
	assert_refused(f, "no-bounds", "no bounds for this severity");
}

static void
a_rejected_delay_is_not_proposed_again(void **state)
{
	struct fixture *f = *state;
	struct dbr_decision decision = {
		.proposal_id = 1, .verdict = DBR_REJECT, .by = "Ana",
	};

	plant_clear_case(f);
	run(f);
	MUST(dbr_decide(f->store, &decision, &f->err));
	assert_refused(f, "rejected", "was rejected by Ana");
}

#define DELAY_TEST(name) \
	cmocka_unit_test_setup_teardown(name, propose_open, \
					fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DELAY_TEST(a_delay_plainly_too_long_is_halved),
		DELAY_TEST(an_approved_delay_is_the_one_in_force),
		DELAY_TEST(half_of_the_sla_is_the_most),
		DELAY_TEST(a_delay_too_short_is_raised),
		DELAY_TEST(too_few_pages_are_refused),
		DELAY_TEST(unanswered_pages_are_censored_not_dropped),
		DELAY_TEST(an_interval_that_holds_the_delay_is_refused),
		DELAY_TEST(a_small_change_is_refused),
		DELAY_TEST(one_window_is_not_enough),
		DELAY_TEST(one_change_a_quarter),
		DELAY_TEST(a_shorter_delay_calls_no_team_that_has_too_much),
		DELAY_TEST(a_severity_without_bounds_is_left_alone),
		DELAY_TEST(a_rejected_delay_is_not_proposed_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
