/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "propose_fixture.h"

/* Backups, so that nothing but owners is looked at. */
static int
open_with_people(void **state)
{
	int rc = propose_open(state);

	if (rc == 0)
		fixture_run(*state,
			"INSERT INTO ownership (module_id, role, team_id,"
			" valid_from_at, recorded_at) VALUES"
			" (1, 'backup', 2, 1, 1), (2, 'backup', 2, 1, 1)");
	return rc;
}

static const struct dbr_refusal *
refusal_of(const struct dbr_propose_result *result, const char *module)
{
	for (size_t i = 0; i < result->refusal_count; i++)
		if (strcmp(result->refusals[i].module, module) == 0 &&
		    strcmp(result->refusals[i].rule, "add-cover") != 0)
			return &result->refusals[i];
	return NULL;
}

static void
assert_refused(struct fixture *f, const char *guard, const char *why)
{
	struct dbr_propose_result result = propose_at(f, AS_OF);
	const struct dbr_refusal *refusal = refusal_of(&result, "load");

	assert_int_equal(result.proposal_count, 0);
	assert_non_null(refusal);
	assert_string_equal(refusal->guard, guard);
	if (!strstr(refusal->why, why))
		fail_msg("\"%s\" not in \"%s\"", why, refusal->why);
}

/* Green does 40 of 44 tickets of load; Red owns it. */
static void
plant_clear_case(struct fixture *f)
{
	plant_votes(f, (struct votes_planted){ 1, 2, 40, 4, 3, 5 });
	plant_votes(f, (struct votes_planted){ 1, 1, 4, 2, 2, 10 });
}

static void
a_clear_case_is_proposed_with_its_numbers(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;
	const struct dbr_proposal *p;

	plant_clear_case(f);
	result = propose_at(f, AS_OF);
	assert_int_equal(result.proposal_count, 1);
	p = &result.proposals[0];
	assert_string_equal(p->kind, "change-owner");
	assert_string_equal(p->module, "load");
	assert_string_equal(p->value_before, "Red");
	assert_string_equal(p->value_after, "Green");
	assert_non_null(strstr(p->reason, "40 of the 44 tickets of load"));
	assert_non_null(strstr(p->reason, "3 people in 4 migrations"));
	assert_non_null(strstr(p->effect, "40 of 44 (91"));
	assert_non_null(strstr(p->effect, "4 of 44 (9"));
	assert_non_null(strstr(p->reversal, "below 50 %"));
	assert_int_equal(p->evidence_count, 40);
	assert_string_equal(p->evidence_tickets[0], "M1-T2-D5");
	assert_true(p->share.lo > 0.5 && p->share.lo < p->share.value);
	assert_true(p->expires_us == instant("2026-12-29"));
}

static void
no_person_is_named(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;

	plant_clear_case(f);
	result = propose_at(f, AS_OF);
	assert_null(strstr(result.proposals[0].reason, "Person"));
	assert_null(strstr(result.proposals[0].evidence_json, "p2"));
	assert_int_equal(fixture_number(f,
		"SELECT COUNT(*) FROM proposal WHERE reason LIKE '%Person%'"
		" OR evidence LIKE '%Person%'"), 0);
}

static void
a_run_twice_proposes_once(void **state)
{
	struct fixture *f = *state;
	int64_t first;

	plant_clear_case(f);
	first = propose_at(f, AS_OF).proposals[0].id;
	assert_int_equal(propose_at(f, AS_OF).proposals[0].id, first);
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM proposal"),
			 1);
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM audit"), 1);
}

static void
a_preview_writes_nothing(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result = { 0 };
	struct dbr_share share;

	plant_clear_case(f);
	dbr_share_init(&share, NULL, &f->arena);
	MUST(dbr_propose_preview(&result, f->store, &share, instant(AS_OF),
				 &f->arena, &f->err));
	assert_int_equal(result.proposal_count, 1);
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM proposal"),
			 0);
}

static void
a_stored_proposal_reads_back_the_same(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;
	const struct dbr_proposal *stored = NULL;
	size_t count = 0;

	plant_clear_case(f);
	result = propose_at(f, AS_OF);
	MUST(dbr_proposal_list(&stored, &count, f->store, "open", &f->arena,
			       &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(stored->reason, result.proposals[0].reason);
	assert_true(stored->share.value == result.proposals[0].share.value);
	assert_true(stored->share.lo == result.proposals[0].share.lo);
	assert_true(stored->share.hi == result.proposals[0].share.hi);
	assert_int_equal(stored->share.n, result.proposals[0].share.n);
	assert_string_equal(stored->share.method,
			    result.proposals[0].share.method);
	assert_int_equal(stored->evidence_count, 40);
	assert_string_equal(stored->evidence_tickets[39],
			    result.proposals[0].evidence_tickets[39]);
}

static void
a_proposal_changed_after_it_was_made_is_found(void **state)
{
	struct fixture *f = *state;
	struct dbr_buf head = DBR_BUF_INIT;

	plant_clear_case(f);
	propose_at(f, AS_OF);
	MUST(dbr_audit_verify(&head, f->store, &f->err));
	fixture_run(f, "UPDATE proposal SET value_after = 'Blue'");
	assert_int_equal(dbr_audit_verify(&head, f->store, &f->err),
			 DBR_ECHECK);
	assert_non_null(strstr(f->err.what, "the proposal it tells of"));
	dbr_buf_release(&head);
}

static void
a_module_nobody_owns_is_given_to_who_does_the_work(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;
	struct dbr_decision decision = {
		.proposal_id = 1, .verdict = DBR_APPROVE, .by = "Ana",
	};

	plant_clear_case(f);
	fixture_run(f, "DELETE FROM ownership WHERE role = 'owner'");
	result = propose_at(f, AS_OF);
	assert_int_equal(result.proposal_count, 1);
	assert_null(result.proposals[0].value_before);
	assert_non_null(strstr(result.proposals[0].reason,
			       "nobody is on record as owner"));
	MUST(dbr_decide(f->store, &decision, &f->err));
	assert_int_equal(fixture_number(f, "SELECT team_id FROM ownership"
					" WHERE role = 'owner' AND module_id"
					" = 1"), 2);
}

static void
newer_evidence_replaces_an_open_proposal(void **state)
{
	struct fixture *f = *state;
	int64_t first;

	plant_clear_case(f);
	first = propose_at(f, AS_OF).proposals[0].id;
	plant_votes(f, (struct votes_planted){ 1, 2, 1, 1, 1, 1 });
	assert_int_equal(propose_at(f, AS_OF).proposals[0].id, first + 1);
	assert_int_equal(fixture_number(f,
		"SELECT COUNT(*) FROM proposal WHERE state = 'expired'"), 1);
}

static void
an_old_proposal_expires(void **state)
{
	struct fixture *f = *state;

	plant_clear_case(f);
	propose_at(f, AS_OF);
	fixture_run(f, "DELETE FROM attribution");
	propose_at(f, "2026-12-28");
	assert_int_equal(fixture_number(f,
		"SELECT COUNT(*) FROM proposal WHERE state = 'open'"), 1);
	propose_at(f, "2026-12-29");
	assert_int_equal(fixture_number(f,
		"SELECT COUNT(*) FROM proposal WHERE state = 'expired'"), 1);
}

static void
too_few_tickets_are_refused(void **state)
{
	plant_votes(*state, (struct votes_planted){ 1, 2, 9, 4, 3, 5 });
	assert_refused(*state, "too-few", "10 needed");
}

/* Ten tickets of very different age are worth fewer than ten. */
static void
old_tickets_count_less(void **state)
{
	plant_votes(*state, (struct votes_planted){ 1, 2, 5, 4, 3, 5 });
	plant_votes(*state, (struct votes_planted){ 1, 2, 7, 4, 3, 500 });
	assert_refused(*state, "too-few", "(12 as counted)");
}

static void
tickets_older_than_four_half_lives_have_no_vote(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;

	plant_votes(f, (struct votes_planted){ 1, 2, 30, 4, 3, 721 });
	result = propose_at(f, AS_OF);
	assert_null(refusal_of(&result, "load"));
}

static void
votes_before_a_reorganisation_are_dropped(void **state)
{
	struct fixture *f = *state;

	plant_clear_case(f);
	fixture_run(f, "INSERT INTO setting VALUES ('reorganised_at',"
		    " '2026-06-20T00:00:00Z')");
	assert_refused(f, "too-few", "10 needed");
}

static void
one_migration_is_refused(void **state)
{
	plant_votes(*state, (struct votes_planted){ 1, 2, 40, 1, 3, 5 });
	assert_refused(*state, "one-migration", "1 migration, 2 needed");
}

static void
one_person_is_refused(void **state)
{
	plant_votes(*state, (struct votes_planted){ 1, 2, 40, 4, 1, 5 });
	assert_refused(*state, "one-person", "1 person did the work");
}

static void
the_owner_itself_is_not_proposed(void **state)
{
	plant_votes(*state, (struct votes_planted){ 1, 1, 40, 4, 3, 5 });
	assert_refused(*state, "is-owner", "100.0 %");
}

static void
two_strong_teams_share(void **state)
{
	plant_votes(*state, (struct votes_planted){ 1, 2, 110, 4, 3, 5 });
	plant_votes(*state, (struct votes_planted){ 1, 3, 90, 4, 3, 5 });
	assert_refused(*state, "shared", "agree on one owner");
}

static void
fourteen_of_twenty_is_no_majority(void **state)
{
	plant_votes(*state, (struct votes_planted){ 1, 2, 14, 4, 3, 5 });
	plant_votes(*state, (struct votes_planted){ 1, 1, 6, 4, 3, 8 });
	assert_refused(*state, "no-majority", "not above 50 %");
}

static void
an_overloaded_team_gets_no_more(void **state)
{
	struct fixture *f = *state;

	plant_clear_case(f);
	fixture_run(f, "INSERT INTO ticket (source, ext_key, state,"
		    " opened_at, team_id, batch_id, line) SELECT 'jira',"
		    " 'open-' || id, 'open', 1, 2, 1, 1 FROM ticket LIMIT 9");
	assert_refused(f, "load", "3.0 open tickets a person");
	fixture_run(f, "UPDATE ticket SET opened_at = 1999999999000000"
		    " WHERE state = 'open'");
	assert_int_equal(propose_at(f, AS_OF).proposal_count, 1);
}

static void
two_owners_at_once_are_refused(void **state)
{
	struct fixture *f = *state;

	plant_clear_case(f);
	fixture_run(f, "INSERT INTO ownership (module_id, role, team_id,"
		    " valid_from_at, recorded_at) VALUES"
		    " (1, 'owner', 3, 1735689600000000, 1)");
	assert_refused(f, "two-owners", "mend the mapping");
}

static void
decide(struct fixture *f, enum dbr_verdict_kind verdict)
{
	struct dbr_decision decision = {
		.proposal_id = 1, .verdict = verdict, .by = "Ana",
	};

	MUST(dbr_decide(f->store, &decision, &f->err));
}

static void
rejected_evidence_is_not_proposed_again_for_two_quarters(void **state)
{
	struct fixture *f = *state;

	plant_clear_case(f);
	propose_at(f, AS_OF);
	decide(f, DBR_REJECT);
	assert_refused(f, "rejected", "on 40 of these 40 tickets, was"
		       " rejected by Ana on 2026-06-30");
	assert_int_equal(propose_at(f, "2026-12-28").proposal_count, 0);
	assert_int_equal(propose_at(f, "2026-12-29").proposal_count, 1);
}

static void
mostly_new_evidence_is_proposed_after_a_rejection(void **state)
{
	struct fixture *f = *state;

	plant_clear_case(f);
	propose_at(f, AS_OF);
	decide(f, DBR_REJECT);
	fixture_run(f, "UPDATE ticket SET ext_key = 'old-' || ext_key");
	plant_votes(f, (struct votes_planted){ 1, 2, 40, 4, 3, 5 });
	assert_refused(f, "rejected", "on 40 of these 80 tickets");
	fixture_run(f, "UPDATE ticket SET ext_key = 'older-' || ext_key");
	plant_votes(f, (struct votes_planted){ 1, 2, 1, 1, 1, 5 });
	assert_int_equal(propose_at(f, AS_OF).proposal_count, 1);
}

static void
another_team_on_the_same_tickets_is_another_change(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;

	plant_clear_case(f);
	propose_at(f, AS_OF);
	decide(f, DBR_REJECT);
	fixture_run(f, "UPDATE ticket SET resolver_team_id = 3"
		    " WHERE resolver_team_id = 2");
	result = propose_at(f, AS_OF);
	/* And Green, the backup, no longer stands in. */
	assert_int_equal(result.proposal_count, 2);
	assert_string_equal(result.proposals[0].kind, "change-owner");
	assert_string_equal(result.proposals[0].value_after, "Blue");
	assert_string_equal(result.proposals[1].kind, "end-stale");
}

/* 10 of 11 is p = .006: enough alone, not among 21 modules. */
static void
a_finding_must_survive_all_modules_looked_at(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;

	plant_votes(f, (struct votes_planted){ 1, 2, 10, 4, 3, 5 });
	plant_votes(f, (struct votes_planted){ 1, 1, 1, 1, 1, 5 });
	fixture_run(f, "WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT"
		    " i + 1 FROM n WHERE i < 22) INSERT INTO module (id, key,"
		    " title, position) SELECT i, 'm' || i, '', i FROM n;"
		    "INSERT INTO ownership (module_id, role, team_id,"
		    " valid_from_at, recorded_at) SELECT id, role, team, 1, 1"
		    " FROM module, (SELECT 'owner' AS role, 1 AS team UNION"
		    " ALL SELECT 'backup', 2) WHERE id > 2");
	for (int module = 3; module <= 22; module++)
		plant_votes(f, (struct votes_planted){ module, 1, 15, 4, 3, 5 });
	assert_refused(f, "many-tested", "over 21 modules looked at");
	fixture_run(f, "DELETE FROM attribution WHERE module_id > 2");
	result = propose_at(f, AS_OF);
	assert_int_equal(result.proposal_count, 1);
}

static void
the_heaviest_evidence_comes_first(void **state)
{
	struct fixture *f = *state;

	plant_votes(f, (struct votes_planted){ 1, 2, 10, 4, 3, 60 });
	plant_votes(f, (struct votes_planted){ 1, 2, 10, 4, 3, 5 });
	assert_string_equal(propose_at(f, AS_OF).proposals[0].evidence_tickets[0],
			    "M1-T2-D5");
}

static void
a_deferred_or_approved_change_is_not_proposed_again(void **state)
{
	struct fixture *f = *state;

	plant_clear_case(f);
	propose_at(f, AS_OF);
	decide(f, DBR_DEFER);
	assert_refused(f, "deferred", "was deferred by Ana");
	decide(f, DBR_APPROVE);
	assert_refused(f, "approved", "was approved by Ana");
	decide(f, DBR_REVERT);
	assert_refused(f, "reverted", "was reverted by Ana");
}

static void
a_module_without_backup_gets_one_proposed(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result;

	fixture_run(f, "DELETE FROM ownership WHERE role = 'backup'");
	plant_votes(f, (struct votes_planted){ 1, 1, 40, 4, 3, 5 });
	plant_votes(f, (struct votes_planted){ 1, 3, 12, 4, 3, 5 });
	plant_votes(f, (struct votes_planted){ 2, 1, 40, 4, 3, 5 });
	plant_votes(f, (struct votes_planted){ 2, 3, 4, 4, 3, 5 });
	result = propose_at(f, AS_OF);
	assert_int_equal(result.proposal_count, 1);
	assert_string_equal(result.proposals[0].kind, "name-backup");
	assert_string_equal(result.proposals[0].module, "load");
	assert_string_equal(result.proposals[0].value_after, "Blue");
	assert_null(result.proposals[0].value_before);
	assert_non_null(strstr(result.proposals[0].effect, "52 of 52"));
	decide(f, DBR_APPROVE);
	assert_int_equal(fixture_number(f, "SELECT team_id FROM ownership"
					" WHERE role = 'backup'"), 3);
}

static void
an_unknown_kind_of_rule_is_said_with_its_file(void **state)
{
	struct fixture *f = *state;
	struct dbr_propose_result result = { 0 };
	struct dbr_share share;
	char path[160], command[200];
	FILE *file;

	snprintf(command, sizeof(command), "mkdir -p '%s/debrief.d/rules'",
		 f->folder);
	assert_int_equal(system(command), 0);
	snprintf(path, sizeof(path), "%s/debrief.d/rules/mine.sql", f->folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("-- rule: mine\n-- version: 1\n-- kind: change-ownr\n"
	      "-- title: t\nSELECT 1\n", file);
	fclose(file);
	dbr_share_init(&share, f->path, &f->arena);
	assert_int_equal(dbr_propose(&result, f->store, &share,
				     instant(AS_OF), &f->arena, &f->err),
			 DBR_ECONFIG);
	assert_string_equal(f->err.what, "unknown kind \"change-ownr\"");
	assert_non_null(strstr(f->err.hint, "change-owner"));
	assert_non_null(strstr(f->err.where, "mine.sql"));
}

#define PROPOSE_TEST(name) \
	cmocka_unit_test_setup_teardown(name, open_with_people, fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PROPOSE_TEST(a_clear_case_is_proposed_with_its_numbers),
		PROPOSE_TEST(no_person_is_named),
		PROPOSE_TEST(a_run_twice_proposes_once),
		PROPOSE_TEST(a_preview_writes_nothing),
		PROPOSE_TEST(a_stored_proposal_reads_back_the_same),
		PROPOSE_TEST(a_proposal_changed_after_it_was_made_is_found),
		PROPOSE_TEST(a_module_nobody_owns_is_given_to_who_does_the_work),
		PROPOSE_TEST(newer_evidence_replaces_an_open_proposal),
		PROPOSE_TEST(an_old_proposal_expires),
		PROPOSE_TEST(too_few_tickets_are_refused),
		PROPOSE_TEST(old_tickets_count_less),
		PROPOSE_TEST(tickets_older_than_four_half_lives_have_no_vote),
		PROPOSE_TEST(votes_before_a_reorganisation_are_dropped),
		PROPOSE_TEST(one_migration_is_refused),
		PROPOSE_TEST(one_person_is_refused),
		PROPOSE_TEST(the_owner_itself_is_not_proposed),
		PROPOSE_TEST(two_strong_teams_share),
		PROPOSE_TEST(fourteen_of_twenty_is_no_majority),
		PROPOSE_TEST(an_overloaded_team_gets_no_more),
		PROPOSE_TEST(two_owners_at_once_are_refused),
		PROPOSE_TEST(rejected_evidence_is_not_proposed_again_for_two_quarters),
		PROPOSE_TEST(mostly_new_evidence_is_proposed_after_a_rejection),
		PROPOSE_TEST(another_team_on_the_same_tickets_is_another_change),
		PROPOSE_TEST(a_finding_must_survive_all_modules_looked_at),
		PROPOSE_TEST(the_heaviest_evidence_comes_first),
		PROPOSE_TEST(a_deferred_or_approved_change_is_not_proposed_again),
		PROPOSE_TEST(a_module_without_backup_gets_one_proposed),
		PROPOSE_TEST(an_unknown_kind_of_rule_is_said_with_its_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
