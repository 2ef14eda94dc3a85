/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback_fixture.h"
#include "debrief/action.h"
#include "debrief/feedback.h"
#include "debrief/outcome.h"

/* 2026-07-01 is day 0.  count severity-2 incidents of module load, one every
 * step days from day first on, each acknowledged after about minutes. */
struct pages {
	int first, step, count;
	double minutes;
	const char *module;
};

static void
add_pages(struct fixture *f, struct pages pages)
{
	char sql[1024];

	snprintf(sql, sizeof(sql),
		 "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1"
		 " FROM n WHERE i + 1 < %d)"
		 "INSERT INTO ticket (source, ext_key, state, severity,"
		 " opened_at, acknowledged_at, resolved_at, batch_id, line)"
		 " SELECT 'jira', '%s-' || %d || '-' || i, 'resolved', 2, o,"
		 " o + CAST(60000000 * %g * (0.5 + (i * 7 %% 10) / 10.0)"
		 " AS INTEGER), o + 36000000000, 1, i FROM (SELECT i,"
		 " 1782864000000000 + (%d + i * %d) * 86400000000 AS o"
		 " FROM n);", pages.count, pages.module, pages.first,
		 pages.minutes, pages.first, pages.step);
	fixture_run(f, sql);
	fixture_run(f,
		"INSERT OR IGNORE INTO attribution (ticket_id, migration_id,"
		" module_id, rule, rule_version) SELECT t.id, 1, m.id,"
		" 'column', 1 FROM ticket t JOIN module m"
		" ON t.ext_key LIKE m.key || '-%'");
}

static int
open_with_migration(void **state)
{
	int rc = fixture_open(state);

	if (rc == 0)
		fixture_run(*state,
			"INSERT INTO batch (id, file_name, file_hash,"
			" file_size, format, target, encoding, read_count,"
			" inserted_count, updated_count, unchanged_count,"
			" rejected_count, blank_count, skipped_count,"
			" content_hash, imported_at, tool_version) VALUES"
			" (1, 'f', 'h', 1, 'x', 'ticket', 'UTF-8', 0, 0, 0, 0,"
			" 0, 0, 0, 'c', 1, '1');"
			"INSERT INTO customer (id, key) VALUES (1, 'C');"
			"INSERT INTO migration (id, key, title, customer_id)"
			" VALUES (1, 'M-1', 'M', 1)");
	return rc;
}

/* A follow-up about acknowledging pages of module, closed on day 0. */
static void
close_action(struct fixture *f, const char *module, const char *goal)
{
	struct dbr_share share;
	char slice[64];
	struct dbr_action_change change = {
		.event = DBR_ACTION_ADD, .title = "Page at once",
		.kind = "detect", .metric = "time-to-acknowledge",
		.slice = slice, .goal = goal, .by = "Ana",
	};

	snprintf(slice, sizeof(slice), "module=%s", module);
	dbr_share_init(&share, NULL, &f->arena);
	fixture_clock("2026-05-01T00:00:00Z");
	MUST(dbr_action_write(&change.id, f->store, &share, &change,
			      &f->err));
	change = (struct dbr_action_change){
		.event = DBR_ACTION_CLOSE, .id = change.id, .by = "Ana",
	};
	fixture_clock("2026-07-01T00:00:00Z");
	MUST(dbr_action_write(&change.id, f->store, &share, &change,
			      &f->err));
}

static const struct dbr_outcome *
outcomes(struct fixture *f, const char *as_of, size_t wanted)
{
	const struct dbr_outcome_ask ask = { instant(as_of), NULL };
	const struct dbr_outcome *list;
	struct dbr_share share;
	size_t count;

	dbr_share_init(&share, NULL, &f->arena);
	MUST(dbr_outcome_list(&list, &count, f->store, &share, &ask,
			      &f->arena, &f->err));
	assert_int_equal(count, wanted);
	return list;
}

static enum dbr_outcome_verdict
verdict(struct fixture *f, const char *as_of)
{
	return outcomes(f, as_of, 1)->verdict;
}

static void
a_clear_improvement_worked(void **state)
{
	struct fixture *f = *state;
	const struct dbr_outcome *o;

	add_pages(f, (struct pages){ -200, 4, 50, 40, "load" });
	add_pages(f, (struct pages){ 1, 2, 40, 10, "load" });
	close_action(f, "load", "<= 20");
	o = outcomes(f, "2026-09-30", 1);
	assert_string_equal(dbr_outcome_text(o->verdict), "worked");
	assert_true(o->before.value > 3 * o->after.value);
	assert_int_equal(o->before.n, 50);
	assert_int_equal(o->after.n, 40);
	assert_int_equal(o->goal, DBR_VERDICT_MET);
	assert_string_equal(o->goal_text, "module=load: at most 20 minute");
}

static void
an_improvement_short_of_the_goal_worked_and_misses_it(void **state)
{
	struct fixture *f = *state;
	const struct dbr_outcome *o;

	add_pages(f, (struct pages){ -200, 4, 50, 40, "load" });
	add_pages(f, (struct pages){ 1, 2, 40, 10, "load" });
	close_action(f, "load", "<= 2");
	o = outcomes(f, "2026-09-30", 1);
	assert_int_equal(o->verdict, DBR_OUTCOME_WORKED);
	assert_int_equal(o->goal, DBR_VERDICT_MISSED);
}

static void
the_same_before_and_after_is_no_detectable_change(void **state)
{
	struct fixture *f = *state;

	add_pages(f, (struct pages){ -200, 4, 50, 20, "load" });
	add_pages(f, (struct pages){ 1, 2, 40, 20, "load" });
	close_action(f, "load", NULL);
	assert_string_equal(dbr_outcome_text(verdict(f, "2026-09-30")),
			    "no detectable change");
}

static void
a_clear_change_for_the_worse_is_worse(void **state)
{
	struct fixture *f = *state;

	add_pages(f, (struct pages){ -200, 4, 50, 10, "load" });
	add_pages(f, (struct pages){ 1, 2, 40, 40, "load" });
	close_action(f, "load", NULL);
	assert_string_equal(dbr_outcome_text(verdict(f, "2026-09-30")),
			    "worse");
}

static void
less_than_four_weeks_are_too_early_whatever_they_show(void **state)
{
	struct fixture *f = *state;

	add_pages(f, (struct pages){ -200, 4, 50, 40, "load" });
	add_pages(f, (struct pages){ 1, 1, 27, 10, "load" });
	close_action(f, "load", NULL);
	assert_int_equal(verdict(f, "2026-07-28T23:59:59Z"),
			 DBR_OUTCOME_EARLY);
	assert_string_equal(outcomes(f, "2026-07-20", 1)->why,
			    "less than 28 days since");
	assert_int_equal(verdict(f, "2026-07-29"), DBR_OUTCOME_WORKED);
}

static void
a_handful_of_facts_is_too_early(void **state)
{
	struct fixture *f = *state;

	add_pages(f, (struct pages){ -200, 4, 50, 40, "load" });
	add_pages(f, (struct pages){ 1, 30, 1, 10, "load" });
	close_action(f, "load", NULL);
	assert_string_equal(dbr_outcome_text(verdict(f, "2026-09-30")),
			    "too early");
}

static void
no_change_on_nine_facts_is_too_early(void **state)
{
	struct fixture *f = *state;

	add_pages(f, (struct pages){ -200, 4, 50, 40, "load" });
	add_pages(f, (struct pages){ 1, 4, 9, 40, "load" });
	close_action(f, "load", NULL);
	assert_int_equal(verdict(f, "2026-09-30"), DBR_OUTCOME_EARLY);
	assert_string_equal(outcomes(f, "2026-09-30", 1)->why,
			    "fewer than 10 facts since");
}

static void
no_year_before_is_not_measured(void **state)
{
	struct fixture *f = *state;

	add_pages(f, (struct pages){ -500, 1, 100, 40, "load" });
	add_pages(f, (struct pages){ 1, 2, 40, 10, "load" });
	close_action(f, "load", NULL);
	assert_int_equal(verdict(f, "2026-09-30"), DBR_OUTCOME_UNKNOWN);
}

static void
another_modules_pages_are_not_looked_at(void **state)
{
	struct fixture *f = *state;

	add_pages(f, (struct pages){ -200, 4, 50, 20, "load" });
	add_pages(f, (struct pages){ 1, 2, 40, 20, "load" });
	add_pages(f, (struct pages){ 1, 2, 40, 1, "validation" });
	close_action(f, "load", NULL);
	assert_int_equal(verdict(f, "2026-09-30"), DBR_OUTCOME_SAME);
}

static void
what_is_closed_later_is_not_told_before(void **state)
{
	struct fixture *f = *state;

	close_action(f, "load", NULL);
	outcomes(f, "2026-06-30", 0);
}

/* The delay of load was set from 30 to 15 minutes on day 0. */
static void
apply_delay(struct fixture *f)
{
	const struct dbr_decision decision = {
		.proposal_id = 1, .verdict = DBR_APPROVE, .by = "Ana",
	};

	fixture_run(f,
		"INSERT INTO proposal (id, rule, rule_version, kind,"
		" module_id, severity, level, value_before, value_after,"
		" reason, effect, reversal, evidence, evidence_hash, state,"
		" as_of_at) VALUES (1, 'set-escalation-delay', 1,"
		" 'set-escalation-delay', 1, 2, 1, '30', '15', 'r', 'e',"
		" 'the way back', '{}', 'h1', 'open', 1)");
	fixture_clock("2026-07-01T00:00:00Z");
	MUST(dbr_decide(f->store, &decision, &f->err));
}

static size_t
reverts(struct fixture *f, const char *as_of)
{
	struct dbr_propose_result result;
	struct dbr_share share;
	size_t count = 0;

	dbr_share_init(&share, NULL, &f->arena);
	MUST(dbr_propose(&result, f->store, &share, instant(as_of), &f->arena,
			 &f->err));
	for (size_t i = 0; i < result.proposal_count; i++)
		count += strcmp(result.proposals[i].rule, "did-it-work") == 0;
	return count;
}

static void
a_change_that_made_it_worse_is_proposed_to_be_taken_back(void **state)
{
	struct fixture *f = *state;
	const struct dbr_decision back = {
		.proposal_id = 2, .verdict = DBR_APPROVE, .by = "Ben",
	};
	struct dbr_buf head = DBR_BUF_INIT;

	add_pages(f, (struct pages){ -200, 4, 50, 10, "load" });
	add_pages(f, (struct pages){ 1, 2, 40, 40, "load" });
	apply_delay(f);
	assert_string_equal(outcomes(f, "2026-09-30", 1)->reversal,
			    "the way back");
	assert_int_equal(reverts(f, "2026-09-30"), 1);
	assert_int_equal(fixture_number(f, "SELECT value_after FROM proposal"
					" WHERE id = 2"), 30);
	assert_int_equal(reverts(f, "2026-09-30"), 1);
	fixture_clock("2026-10-02T00:00:00Z");
	MUST(dbr_decide(f->store, &back, &f->err));
	assert_int_equal(fixture_number(f, "SELECT delay_minutes FROM"
					" escalation WHERE superseded_at IS"
					" NULL AND valid_to_at IS NULL"), 30);
	assert_int_equal(reverts(f, "2026-10-03"), 0);
	MUST(dbr_audit_verify(&head, f->store, &f->err));
	dbr_buf_release(&head);
}

static void
a_change_that_changed_nothing_is_left_alone(void **state)
{
	struct fixture *f = *state;

	add_pages(f, (struct pages){ -200, 4, 50, 20, "load" });
	add_pages(f, (struct pages){ 1, 2, 40, 20, "load" });
	apply_delay(f);
	assert_int_equal(reverts(f, "2026-09-30"), 0);
}

static void
what_came_of_it_is_kept_for_sql(void **state)
{
	struct fixture *f = *state;
	struct dbr_share share;
	struct dbr_stmt *stmt = NULL;
	bool has_row;

	add_pages(f, (struct pages){ -200, 4, 50, 40, "load" });
	add_pages(f, (struct pages){ 1, 2, 40, 10, "load" });
	close_action(f, "load", "<= 20");
	dbr_share_init(&share, NULL, &f->arena);
	for (int twice = 0; twice < 2; twice++)
		MUST(dbr_outcome_keep(f->store, &share, instant("2026-09-30"),
				      &f->arena, &f->err));
	MUST(dbr_stmt_open(&stmt, f->store,
			   "SELECT verdict, looked_at, metric, before_value >"
			   " 3 * after_value AND p <= q AND q < 0.1, count(*)"
			   " FROM outcome", &f->err));
	MUST(dbr_stmt_step(stmt, &has_row, &f->err));
	assert_true(dbr_str_is(dbr_stmt_str(stmt, 0), "worked"));
	assert_int_equal(dbr_stmt_i64(stmt, 1), instant("2026-09-30"));
	assert_true(dbr_str_is(dbr_stmt_str(stmt, 2), "time-to-acknowledge"));
	assert_int_equal(dbr_stmt_i64(stmt, 3), 1);
	assert_int_equal(dbr_stmt_i64(stmt, 4), 1);
	dbr_stmt_close(stmt);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, open_with_migration, \
					fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_clear_improvement_worked),
		TEST(what_came_of_it_is_kept_for_sql),
		TEST(an_improvement_short_of_the_goal_worked_and_misses_it),
		TEST(the_same_before_and_after_is_no_detectable_change),
		TEST(a_clear_change_for_the_worse_is_worse),
		TEST(less_than_four_weeks_are_too_early_whatever_they_show),
		TEST(a_handful_of_facts_is_too_early),
		TEST(no_change_on_nine_facts_is_too_early),
		TEST(no_year_before_is_not_measured),
		TEST(another_modules_pages_are_not_looked_at),
		TEST(what_is_closed_later_is_not_told_before),
		TEST(a_change_that_made_it_worse_is_proposed_to_be_taken_back),
		TEST(a_change_that_changed_nothing_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
