/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules beside owners and delays: each proposed once with its numbers,
 * each guard once as a refusal, approved and taken back. */
#include <config.h>
#include "propose_fixture.h"

#define DAY "86400000000"

/* count tickets of load by a team and so many people, a day apart, opened
 * at an hour (UTC) of weekdays or not. */
struct work {
	int team, count, people, hour;
	bool at_weekend;
};

static void
plant(struct fixture *f, struct work work)
{
	char sql[2048];

	/* 2026-06-28 is a Sunday: whole weeks back it stays one. */
	snprintf(sql, sizeof(sql),
		 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
		 " FROM n WHERE i < %d) INSERT INTO ticket (source, ext_key,"
		 " state, opened_at, resolved_at, resolver_team_id,"
		 " resolver_id, batch_id, line) SELECT 'jira',"
		 " 'T%d-H%d-' || i, 'resolved',"
		 " %lld - i * %s * 7 + %d * " DAY " + %d * 3600000000,"
		 " %lld - i * " DAY ", %d, %d * 10 + i %% %d, 1, i FROM n;"
		 "INSERT OR IGNORE INTO attribution (ticket_id,"
		 " migration_id, module_id, rule, rule_version)"
		 " SELECT id, 1 + id %% 4, 1, 'explicit', 1 FROM ticket",
		 work.count, work.team, work.hour,
		 (long long)instant("2026-06-28"), DAY,
		 work.at_weekend ? 0 : 2, work.hour,
		 (long long)instant(AS_OF), work.team, work.team, work.people);
	fixture_run(f, sql);
}

static struct dbr_propose_result
run(struct fixture *f)
{
	return propose_at(f, AS_OF);
}

static const struct dbr_proposal *
proposal_of(const struct dbr_propose_result *result, const char *rule)
{
	for (size_t i = 0; i < result->proposal_count; i++)
		if (strcmp(result->proposals[i].rule, rule) == 0)
			return &result->proposals[i];
	return NULL;
}

static void
assert_refused(struct fixture *f, const char *rule, const char *guard,
	       const char *why)
{
	struct dbr_propose_result result = run(f);

	assert_null(proposal_of(&result, rule));
	for (size_t i = 0; i < result.refusal_count; i++) {
		if (strcmp(result.refusals[i].rule, rule) != 0)
			continue;
		assert_string_equal(result.refusals[i].guard, guard);
		if (!strstr(result.refusals[i].why, why))
			fail_msg("\"%s\" not in \"%s\"", why,
				 result.refusals[i].why);
		return;
	}
	fail_msg("%s refused nothing", rule);
}

static void
decide(struct fixture *f, int64_t id, enum dbr_verdict_kind verdict,
       const char *effective)
{
	struct dbr_decision decision = {
		.proposal_id = id, .verdict = verdict, .by = "Ana",
		.effective_us = instant(effective),
	};
	struct dbr_buf head = DBR_BUF_INIT;

	MUST(dbr_decide(f->store, &decision, &f->err));
	MUST(dbr_audit_verify(&head, f->store, &f->err));
	dbr_buf_release(&head);
}

/* Every proposal says why, what for, until when, and how to take it back. */
static void
assert_complete(const struct dbr_proposal *p)
{
	assert_non_null(strstr(p->reason, "Evidence, not a verdict."));
	assert_true(strpbrk(p->effect, "0123456789") != NULL);
	assert_true(*p->reversal && p->evidence_count > 0);
	assert_true(p->share.has_value && p->share.has_lo);
	assert_int_equal(p->expires_us, instant("2026-12-29"));
	assert_true(p->rule_version >= 1);
}

/* fill-gap ------------------------------------------------------------ */

static void
only_fill_gap_speaks_of_a_module_nobody_owns(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;
	const struct dbr_proposal *p;

	plant(f, (struct work){ .team = 2, .count = 30, .people = 3 });
	fixture_run(f, "DELETE FROM ownership WHERE module_id = 1");
	result = run(f);
	p = proposal_of(&result, "fill-gap");
	assert_non_null(p);
	assert_null(proposal_of(&result, "change-owner"));
	assert_complete(p);
	assert_null(p->value_before);
	decide(f, p->id, DBR_APPROVE, "2026-07-01");
	assert_int_equal(fixture_number(f, "SELECT team_id FROM ownership"
		" WHERE module_id = 1 AND superseded_at IS NULL"), 2);
	decide(f, p->id, DBR_REVERT, "2026-07-01");
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM ownership"
		" WHERE module_id = 1 AND superseded_at IS NULL"), 0);
}

static void
a_gap_is_filled_by_the_guards_of_an_owner(void **state)
{
	struct fixture *f = *state;

	plant(f, (struct work){ .team = 2, .count = 30, .people = 1 });
	fixture_run(f, "DELETE FROM ownership WHERE module_id = 1");
	assert_refused(f, "fill-gap", "one-person", "1 person");
}

/* end-stale ----------------------------------------------------------- */

/* Red owns load and does half of it; Green stands in; Blue is on record. */
static void
plant_stale(struct fixture *f, int by_blue)
{
	plant(f, (struct work){ .team = 1, .count = 30, .people = 3 });
	plant(f, (struct work){ .team = 2, .count = 30, .people = 3 });
	if (by_blue)
		plant(f, (struct work){ .team = 3, .count = by_blue,
					.people = 3 });
	fixture_run(f, "INSERT INTO ownership (module_id, role, team_id,"
		    " valid_from_at, recorded_at) VALUES"
		    " (1, 'backup', 3, 1735689600000000, 1)");
}

static const char *
backup_on(struct fixture *f, const char *day)
{
	const struct dbr_owner *owners = NULL;
	size_t count = 0;

	MUST(dbr_owner_list(&owners, &count, f->store, instant(day), 0,
			    &f->arena, &f->err));
	for (size_t i = 0; i < count; i++)
		if (strcmp(owners[i].role, "backup") == 0)
			return owners[i].team;
	return "nobody";
}

static void
a_backup_that_never_stands_in_is_ended(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;
	const struct dbr_proposal *p;

	plant_stale(f, 0);
	result = run(f);
	p = proposal_of(&result, "end-stale");
	assert_non_null(p);
	assert_complete(p);
	assert_string_equal(p->value_before, "Blue");
	assert_string_equal(p->value_after, "");
	assert_non_null(strstr(p->reason, "resolved 0 of the 30 tickets"));
	decide(f, p->id, DBR_APPROVE, "2026-07-01");
	assert_string_equal(backup_on(f, "2026-06-30"), "Blue");
	assert_string_equal(backup_on(f, "2026-07-01"), "nobody");
}

static void
an_end_taken_back_leaves_the_time_between_as_it_was(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;
	int64_t id;

	plant_stale(f, 0);
	result = run(f);
	id = proposal_of(&result, "end-stale")->id;
	decide(f, id, DBR_APPROVE, "2026-07-01");
	decide(f, id, DBR_REVERT, "2026-08-01");
	assert_string_equal(backup_on(f, "2026-06-30"), "Blue");
	assert_string_equal(backup_on(f, "2026-07-15"), "nobody");
	assert_string_equal(backup_on(f, "2026-08-01"), "Blue");
}

static void
an_end_taken_back_before_it_came_never_was(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;
	int64_t id;

	plant_stale(f, 0);
	result = run(f);
	id = proposal_of(&result, "end-stale")->id;
	decide(f, id, DBR_APPROVE, "2026-09-01");
	decide(f, id, DBR_REVERT, "2026-08-01");
	assert_string_equal(backup_on(f, "2026-09-15"), "Blue");
}

static void
a_backup_that_stands_in_stays(void **state)
{
	plant_stale(*state, 8);
	assert_refused(*state, "end-stale", "stands-in", "8 of 38");
}

static void
a_young_backup_is_not_judged(void **state)
{
	plant_stale(*state, 0);
	fixture_run(*state, "UPDATE ownership SET valid_from_at ="
		    " 1777593600000000 WHERE role = 'backup'");
	assert_refused(*state, "end-stale", "young", "182 needed");
}

static void
a_backup_is_not_ended_on_few_tickets(void **state)
{
	struct fixture *f = *state;

	plant(f, (struct work){ .team = 1, .count = 30, .people = 3 });
	plant(f, (struct work){ .team = 2, .count = 9, .people = 3 });
	fixture_run(f, "INSERT INTO ownership (module_id, role, team_id,"
		    " valid_from_at, recorded_at) VALUES"
		    " (1, 'backup', 3, 1735689600000000, 1)");
	assert_refused(f, "end-stale", "too-few", "10 needed");
}

static void
no_end_leaves_a_gap(void **state)
{
	struct fixture *f = *state;

	plant_stale(f, 0);
	fixture_run(f, "UPDATE ticket SET resolver_id = 20"
		    " WHERE resolver_team_id = 2");
	assert_refused(f, "end-stale", "would-gap", "leave a gap");
}

/* add-cover ----------------------------------------------------------- */

static void
plant_zone(struct fixture *f, int team, const char *zone)
{
	char sql[256];

	snprintf(sql, sizeof(sql), "INSERT INTO contact_point (contact_id,"
		 " channel, address, zone) VALUES (%d * 10, 'email', 'a',"
		 " '%s')", team, zone);
	fixture_run(f, sql);
}

/* Pages at 02:00 UTC: Red is in Berlin, Green in Tokyo. */
static void
plant_night(struct fixture *f)
{
	plant_zone(f, 1, "Europe/Berlin");
	plant_zone(f, 2, "Asia/Tokyo");
	plant(f, (struct work){ .team = 1, .count = 20, .people = 3,
				.hour = 10 });
	plant(f, (struct work){ .team = 2, .count = 20, .people = 3,
				.hour = 2 });
}

static void
a_second_backup_is_proposed_where_the_owner_sleeps(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;
	const struct dbr_proposal *p;

	plant_night(f);
	result = run(f);
	p = proposal_of(&result, "add-cover");
	assert_non_null(p);
	assert_complete(p);
	assert_string_equal(p->value_after, "Green");
	assert_int_equal(p->level, 1);
	assert_non_null(strstr(p->reason, "20 of 40"));
	assert_non_null(strstr(p->effect, "20 of 20"));
	decide(f, p->id, DBR_APPROVE, "2026-07-01");
	assert_int_equal(fixture_number(f, "SELECT team_id FROM ownership"
		" WHERE role = 'backup' AND level = 1"), 2);
}

static void
weekends_are_off_hours(void **state)
{
	struct fixture *f = *state;

	plant_zone(f, 1, "Europe/Berlin");
	plant(f, (struct work){ .team = 1, .count = 20, .people = 3,
				.hour = 10, .at_weekend = true });
	assert_refused(f, "add-cover", "nobody-awake", "20 of 20");
}

static void
summer_time_is_the_owners(void **state)
{
	struct fixture *f = *state;

	/* 06:30 UTC is 08:30 in Berlin in summer, 07:30 in winter. */
	plant_zone(f, 1, "Europe/Berlin");
	plant(f, (struct work){ .team = 1, .count = 40, .people = 3,
				.hour = 6 });
	fixture_run(f, "UPDATE ticket SET opened_at = opened_at + 1800000000");
	assert_refused(f, "add-cover", "nobody-awake", "of 40");
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM ticket WHERE"
		" opened_at BETWEEN 1761440400000000 AND 1774746000000000"),
		22);
	{
		struct dbr_propose_result result = run(f);

		assert_non_null(strstr(result.refusals[0].why, "22 of 40"));
	}
}

static void
an_owner_without_a_zone_is_not_judged(void **state)
{
	plant(*state, (struct work){ .team = 2, .count = 40, .people = 3,
				     .hour = 2 });
	plant_zone(*state, 2, "Asia/Tokyo");
	fixture_run(*state, "INSERT INTO ownership (module_id, role, team_id,"
		    " valid_from_at, valid_to_at, recorded_at) VALUES"
		    " (1, 'owner', 3, 1, 1735689600000000, 1)");
	{
		struct dbr_propose_result result = run(*state);

		assert_null(proposal_of(&result, "add-cover"));
	}
}

static void
an_owner_who_came_without_a_zone_is_not_judged(void **state)
{
	plant_night(*state);
	fixture_run(*state, "UPDATE ownership SET valid_to_at ="
		    " 1781000000000000 WHERE module_id = 1;"
		    "INSERT INTO ownership (module_id, role, team_id,"
		    " valid_from_at, recorded_at) VALUES"
		    " (1, 'owner', 3, 1781000000000000, 1)");
	assert_refused(*state, "add-cover", "unknown-zone", "no zone");
}

static void
a_night_must_survive_all_modules_looked_at(void **state)
{
	plant_night(*state);
	propose_strictly(*state, "add-cover");
	assert_refused(*state, "add-cover", "many-tested",
		       "over 1 modules looked at");
}

static void
few_pages_ask_for_no_cover(void **state)
{
	plant_zone(*state, 1, "Europe/Berlin");
	plant(*state, (struct work){ .team = 2, .count = 19, .people = 3,
				     .hour = 2 });
	assert_refused(*state, "add-cover", "too-few", "20 needed");
}

static void
a_few_pages_at_night_ask_for_no_cover(void **state)
{
	plant_zone(*state, 1, "Europe/Berlin");
	plant(*state, (struct work){ .team = 1, .count = 32, .people = 3,
				     .hour = 10 });
	plant(*state, (struct work){ .team = 2, .count = 8, .people = 3,
				     .hour = 2 });
	assert_refused(*state, "add-cover", "awake", "8 of 40");
}

/* Red answers at 10:00 UTC of Tuesdays, noon in Berlin: not when a calendar
 * of its zone closes at 11, nor on a holiday, unless its own says so. */
static void
the_calendars_of_the_workspace_say_who_is_awake(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;

	plant_zone(f, 1, "Europe/Berlin");
	plant(f, (struct work){ .team = 1, .count = 40, .people = 3,
				.hour = 10 });
	result = run(f);
	for (size_t i = 0; i < result.refusal_count; i++)
		assert_string_not_equal(result.refusals[i].rule, "add-cover");
	fixture_run(f,
		"INSERT INTO calendar (id, key, zone) VALUES"
		" (1, 'desk', 'Europe/Berlin');"
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
		" FROM n WHERE i < 5) INSERT INTO calendar_hours (calendar_id,"
		" weekday, from_minute, to_minute) SELECT 1, i, 480, 1080"
		" FROM n;"
		"INSERT INTO holiday (calendar_id, day) SELECT 1,"
		" strftime('%Y-%m-%d', opened_at / 1000000, 'unixepoch')"
		" FROM ticket LIMIT 3");
	assert_refused(f, "add-cover", "awake", "3 of 40");
	fixture_run(f, "UPDATE calendar_hours SET to_minute = 660");
	assert_refused(f, "add-cover", "nobody-awake", "40 of 40");
	fixture_run(f, "INSERT INTO calendar (id, key, zone) VALUES"
		    " (2, 'Red', 'Asia/Tokyo');"
		    "INSERT INTO calendar_hours (calendar_id, weekday,"
		    " from_minute, to_minute) VALUES (2, 2, 1080, 1200)");
	result = run(f);
	for (size_t i = 0; i < result.refusal_count; i++)
		assert_string_not_equal(result.refusals[i].rule, "add-cover");
}

static void
one_second_backup_is_enough(void **state)
{
	plant_night(*state);
	fixture_run(*state, "INSERT INTO ownership (module_id, role, level,"
		    " team_id, valid_from_at, recorded_at) VALUES"
		    " (1, 'backup', 1, 3, 1735689600000000, 1)");
	assert_refused(*state, "add-cover", "covered", "Blue is on record");
}

static void
an_overloaded_team_covers_no_night(void **state)
{
	plant_night(*state);
	fixture_run(*state, "INSERT INTO ticket (source, ext_key, state,"
		    " opened_at, team_id, batch_id, line) SELECT 'jira',"
		    " 'open-' || id, 'open', 1, 2, 1, 1 FROM ticket LIMIT 30");
	assert_refused(*state, "add-cover", "load", "open tickets a person");
}

/* set-duration -------------------------------------------------------- */

/* count runs of load, planned for 10 days, that took longer ones: so many
 * of them 15 to 20 days, the others 8. */
static void
plant_runs(struct fixture *f, int count, int longer)
{
	char sql[1024];

	snprintf(sql, sizeof(sql),
		 "INSERT INTO module_plan (migration_id, module_id, baseline,"
		 " planned_start_at, planned_end_at) SELECT id, 1, 'kickoff',"
		 " 0, 10 * " DAY " FROM migration WHERE id <= %d;"
		 "INSERT INTO module_run (migration_id, module_id, started_at,"
		 " ended_at) SELECT id, 1, %lld - id * " DAY " * 20 -"
		 " (CASE WHEN id <= %d THEN 15 + id %% 6 ELSE 8 END) * " DAY ","
		 " %lld - id * " DAY " * 20 FROM migration WHERE id <= %d",
		 count, (long long)instant(AS_OF), longer,
		 (long long)instant(AS_OF), count);
	fixture_run(f, sql);
}

static void
a_plan_too_short_is_made_longer(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;
	const struct dbr_proposal *p, *stored = NULL;
	size_t count = 0;

	plant_runs(f, 14, 13);
	result = run(f);
	p = proposal_of(&result, "set-duration");
	assert_non_null(p);
	assert_complete(p);
	assert_null(p->value_before);
	assert_string_equal(p->value_after, "27480");	/* 19.05 days, up */
	assert_string_equal(p->share.name, "p85");
	assert_non_null(strstr(p->reason, "13 of 14"));
	assert_non_null(strstr(p->effect, "with what was said 1 of 14"));
	MUST(dbr_proposal_list(&stored, &count, f->store, "open", &f->arena,
			       &f->err));
	assert_string_equal(stored->share.name, "p85");
	assert_string_equal(stored->evidence_tickets[0],
			    p->evidence_tickets[0]);
	decide(f, p->id, DBR_APPROVE, "2026-07-01");
	assert_int_equal(fixture_number(f, "SELECT minutes FROM estimate"
		" WHERE module_id = 1 AND kind = 'duration'"), 27480);
	decide(f, p->id, DBR_REVERT, "2026-08-01");
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM estimate"
		" WHERE valid_to_at IS NULL AND superseded_at IS NULL"), 0);
}

static void
a_rejected_duration_is_remembered_without_tickets(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;

	plant_runs(f, 14, 13);
	result = run(f);
	decide(f, proposal_of(&result, "set-duration")->id, DBR_REJECT,
	       "2026-07-01");
	assert_refused(f, "set-duration", "rejected", "on 14 of these 14");
}

static void
nine_runs_are_too_few(void **state)
{
	plant_runs(*state, 9, 9);
	assert_refused(*state, "set-duration", "too-few", "9 runs");
}

static void
eight_of_twelve_runs_longer_is_no_majority(void **state)
{
	plant_runs(*state, 12, 8);
	assert_refused(*state, "set-duration", "no-majority", "8 of 12");
}

static void
a_small_change_of_plan_is_left_alone(void **state)
{
	plant_runs(*state, 14, 14);
	fixture_run(*state, "UPDATE module_plan SET planned_end_at ="
		    " 16 * " DAY ";"
		    "UPDATE module_run SET started_at = ended_at - 18 * " DAY);
	assert_refused(*state, "set-duration", "dead-band", "20 % or less");
}

/* Plans of many lengths: the longest run is far past the middle plan. */
static void
a_run_is_set_against_its_own_plan(void **state)
{
	plant_runs(*state, 14, 14);
	fixture_run(*state, "UPDATE module_plan SET planned_end_at ="
		    " migration_id * " DAY ";"
		    "UPDATE module_run SET started_at = ended_at -"
		    " migration_id * " DAY " * 109 / 100");
	assert_refused(*state, "set-duration", "no-majority", "0 of 14");
}

static void
many_modules_looked_at_raise_the_bar(void **state)
{
	struct fixture *f = *state;

	/* 9 of 10 longer: p = .0107; among twelve modules q = .13. */
	plant_runs(f, 10, 9);
	fixture_run(f,
		"WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM"
		" n WHERE i < 13) INSERT INTO module (id, key, title,"
		" position) SELECT i, 'm' || i, '', i FROM n;"
		"INSERT INTO module_plan (migration_id, module_id, baseline,"
		" planned_start_at, planned_end_at) SELECT p.migration_id,"
		" m.id, 'kickoff', 0, 10 * " DAY " FROM module_plan p"
		" JOIN module m WHERE m.id > 2;"
		"INSERT INTO module_run (migration_id, module_id, started_at,"
		" ended_at) SELECT r.migration_id, m.id, r.ended_at -"
		" (CASE WHEN r.migration_id % 2 THEN 8 ELSE 12 END) * " DAY ","
		" r.ended_at FROM module_run r JOIN module m WHERE m.id > 2");
	assert_refused(f, "set-duration", "many-tested", "over 12");
}

static void
a_plan_far_too_long_is_made_shorter(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;

	fixture_run(f, "WITH RECURSIVE n(i) AS (SELECT 21 UNION ALL SELECT"
		    " i + 1 FROM n WHERE i < 30) INSERT INTO migration (id,"
		    " key, title, customer_id, state) SELECT i, 'M-' || i,"
		    " '', 1, 'live' FROM n");
	plant_runs(f, 30, 0);
	fixture_run(f, "UPDATE module_plan SET planned_end_at = 20 * " DAY);
	result = run(f);
	assert_non_null(proposal_of(&result, "set-duration"));
	assert_string_equal(proposal_of(&result, "set-duration")->value_after,
			    "11520");
}

static void
comparable_means_the_size_that_comes_next(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;

	plant_runs(f, 20, 10);	/* ten long ones, of size L, below */
	fixture_run(f, "UPDATE migration SET size_band = 'L' WHERE id <= 10;"
		    "INSERT INTO migration (id, key, title, customer_id,"
		    " state, size_band) VALUES (50, 'N', '', 1, 'planned',"
		    " 'L')");
	result = run(f);
	assert_non_null(proposal_of(&result, "set-duration"));
	assert_non_null(strstr(proposal_of(&result, "set-duration")->reason,
			       "10 of 10"));
	assert_non_null(strstr(proposal_of(&result, "set-duration")->reason,
			       "of the next one's size"));
}

/* set-rollback -------------------------------------------------------- */

static void
a_rollback_estimate_follows_the_drills(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;
	const struct dbr_proposal *p;

	fixture_run(f,
		"INSERT INTO rollback_plan (estimated_minutes) VALUES (30);"
		"INSERT INTO step (id, migration_id, key, title, is_rollback)"
		" SELECT id, id, 'R', 'Go back', 1 FROM migration"
		" WHERE id <= 12;"
		"INSERT INTO iteration (id, migration_id, source, ext_key,"
		" kind, started_at) SELECT id, id, 'plan', 'D' || id, 'drill',"
		" 1 FROM migration WHERE id <= 12;"
		"INSERT INTO step_run (iteration_id, step_key, step_id,"
		" started_at, ended_at) SELECT id, 'R', id,"
		" 1767225600000000, 1767225600000000 + (60 + id) * 60000000"
		" FROM migration WHERE id <= 12");
	result = run(f);
	p = proposal_of(&result, "set-rollback");
	assert_non_null(p);
	assert_complete(p);
	assert_string_equal(p->module, "whole cutover");
	assert_string_equal(p->value_after, "75");
	decide(f, p->id, DBR_APPROVE, "2026-07-01");
	assert_int_equal(fixture_number(f, "SELECT minutes FROM estimate"
		" WHERE module_id IS NULL AND kind = 'rollback'"), 75);
	assert_refused(f, "set-rollback", "approved", "was approved by Ana");
}

/* add-step ------------------------------------------------------------ */

/* Three tables checked in twenty migrations; "orders" fails in some. */
static void
plant_checks(struct fixture *f, int migrations, int failed)
{
	char sql[1024];

	snprintf(sql, sizeof(sql),
		 "WITH t(o) AS (VALUES ('orders'), ('notes'), ('users'))"
		 " INSERT INTO check_result (migration_id, source, run_key,"
		 " check_key, object, kind, status, ended_at, batch_id, line)"
		 " SELECT m.id, 's', m.key, t.o, t.o, 'row_count',"
		 " CASE WHEN t.o = 'orders' AND m.id <= %d THEN 'fail'"
		 " ELSE 'pass' END, 1767225600000000, 1, 1"
		 " FROM migration m, t WHERE m.id <= %d", failed, migrations);
	fixture_run(f, sql);
}

static void
what_fails_again_and_again_goes_on_the_checklist(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;
	const struct dbr_proposal *p;

	plant_checks(f, 20, 6);
	result = run(f);
	p = proposal_of(&result, "add-step");
	assert_non_null(p);
	assert_complete(p);
	assert_string_equal(p->module, "validation");
	assert_string_equal(p->value_after,
			    "Check orders before the counts are signed");
	assert_int_equal(p->evidence_count, 6);
	decide(f, p->id, DBR_APPROVE, "2026-07-01");
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM module_item"
		" WHERE module_id = 2 AND kind = 'step'"), 1);
	decide(f, p->id, DBR_REVERT, "2026-08-01");
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM module_item"),
			 0);
}

static void
a_step_on_the_list_is_not_proposed(void **state)
{
	plant_checks(*state, 20, 6);
	fixture_run(*state, "INSERT INTO module_item (module_id, kind, text)"
		    " VALUES (2, 'step',"
		    " 'Check orders before the counts are signed')");
	assert_refused(*state, "add-step", "listed", "already");
}

static void
twice_is_not_again_and_again(void **state)
{
	plant_checks(*state, 20, 2);
	assert_refused(*state, "add-step", "too-rare", "2 of 20");
}

static void
nine_migrations_do_not_show_what_recurs(void **state)
{
	plant_checks(*state, 9, 5);
	assert_refused(*state, "add-step", "too-few", "10 needed");
}

static void
three_of_twenty_is_a_small_share(void **state)
{
	plant_checks(*state, 20, 3);
	assert_refused(*state, "add-step", "small-share", "not above 10 %");
}

static void
what_is_as_frequent_as_everything_is_no_finding(void **state)
{
	struct fixture *f = *state;

	plant_checks(f, 20, 7);
	fixture_run(f, "UPDATE check_result SET status = 'fail'"
		    " WHERE migration_id <= 7");
	assert_refused(f, "add-step", "many-tested", "over 3 looked at");
}

/* How often chance alone makes a proposal ------------------------------ */

static unsigned
next_bit(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 63);
}

/* Eight modules of Red, forty tickets each; a coin says whether Green or Red
 * did one: the edge of "Green has no majority". */
static void
toss(struct fixture *f, uint64_t *seed)
{
	struct dbr_stmt *stmt = NULL;

	fixture_run(f, "DELETE FROM attribution; DELETE FROM ticket");
	MUST(dbr_store_begin(f->store, &f->err));
	MUST(dbr_stmt_open(&stmt, f->store, "INSERT INTO ticket (id, source,"
			   " ext_key, state, is_incident, opened_at,"
			   " resolved_at, resolver_team_id, resolver_id,"
			   " batch_id, line) VALUES (?1, 's', ?1,"
			   " 'resolved', 0, 1, ?2, ?3, ?3 * 10 + ?1 % 3, 1,"
			   " 1)", &f->err));
	for (int64_t i = 1; i <= 320; i++) {
		dbr_stmt_bind_i64(stmt, 1, i);
		dbr_stmt_bind_i64(stmt, 2, instant(AS_OF) - i * 3600000000);
		dbr_stmt_bind_i64(stmt, 3, 1 + next_bit(seed));
		MUST(dbr_stmt_run(stmt, &f->err));
	}
	dbr_stmt_close(stmt);
	MUST(dbr_store_commit(f->store, &f->err));
	fixture_run(f, "INSERT INTO attribution (ticket_id, migration_id,"
		    " module_id, rule, rule_version) SELECT id, 1 + id / 80,"
		    " 1 + id % 8, 'explicit', 1 FROM ticket");
}

/* False discoveries are at most q = 10 % of runs when every module is at the
 * edge; three standard errors of that many runs are allowed on top. */
static void
chance_alone_proposes_no_more_than_promised(void **state)
{
	struct fixture *f = *state;
	bool is_long = getenv("DEBRIEF_FAULTS") != NULL;
	int runs = is_long ? 1000 : 60, hits = 0, most;
	uint64_t seed = 1;

	fixture_run(f,
		"WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM"
		" n WHERE i < 8) INSERT INTO module (id, key, title,"
		" position) SELECT i, 'm' || i, '', i FROM n;"
		"INSERT INTO ownership (module_id, role, team_id,"
		" valid_from_at, recorded_at) SELECT id, 'owner', 1, 1, 1"
		" FROM module WHERE id > 2;"
		"INSERT INTO ownership (module_id, role, team_id,"
		" valid_from_at, recorded_at) SELECT id, 'backup', 2, 1, 1"
		" FROM module");
	for (int i = 0; i < runs; i++) {
		struct dbr_propose_result result = { 0 };
		struct dbr_share share;

		toss(f, &seed);
		dbr_share_init(&share, NULL, &f->arena);
		MUST(dbr_propose_preview(&result, f->store, &share,
					 instant(AS_OF), &f->arena, &f->err));
		hits += result.proposal_count > 0;
	}
	most = is_long ? 128 : 13;
	print_message("# %d of %d runs at the edge proposed something, %d"
		      " allowed\n", hits, runs, most);
	assert_true(hits <= most);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, propose_open, fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(only_fill_gap_speaks_of_a_module_nobody_owns),
		TEST(a_gap_is_filled_by_the_guards_of_an_owner),
		TEST(a_backup_that_never_stands_in_is_ended),
		TEST(an_end_taken_back_leaves_the_time_between_as_it_was),
		TEST(an_end_taken_back_before_it_came_never_was),
		TEST(a_backup_that_stands_in_stays),
		TEST(a_young_backup_is_not_judged),
		TEST(a_backup_is_not_ended_on_few_tickets),
		TEST(no_end_leaves_a_gap),
		TEST(a_second_backup_is_proposed_where_the_owner_sleeps),
		TEST(weekends_are_off_hours),
		TEST(summer_time_is_the_owners),
		TEST(an_owner_without_a_zone_is_not_judged),
		TEST(an_owner_who_came_without_a_zone_is_not_judged),
		TEST(a_night_must_survive_all_modules_looked_at),
		TEST(few_pages_ask_for_no_cover),
		TEST(a_few_pages_at_night_ask_for_no_cover),
		TEST(the_calendars_of_the_workspace_say_who_is_awake),
		TEST(one_second_backup_is_enough),
		TEST(an_overloaded_team_covers_no_night),
		TEST(a_plan_too_short_is_made_longer),
		TEST(a_rejected_duration_is_remembered_without_tickets),
		TEST(nine_runs_are_too_few),
		TEST(eight_of_twelve_runs_longer_is_no_majority),
		TEST(a_small_change_of_plan_is_left_alone),
		TEST(a_run_is_set_against_its_own_plan),
		TEST(many_modules_looked_at_raise_the_bar),
		TEST(a_plan_far_too_long_is_made_shorter),
		TEST(comparable_means_the_size_that_comes_next),
		TEST(a_rollback_estimate_follows_the_drills),
		TEST(what_fails_again_and_again_goes_on_the_checklist),
		TEST(a_step_on_the_list_is_not_proposed),
		TEST(twice_is_not_again_and_again),
		TEST(nine_migrations_do_not_show_what_recurs),
		TEST(three_of_twenty_is_a_small_share),
		TEST(what_is_as_frequent_as_everything_is_no_finding),
		TEST(chance_alone_proposes_no_more_than_promised),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
