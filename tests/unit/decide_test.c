/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback_fixture.h"
#include "debrief/feedback.h"

/* Proposal 1: validation from Red to Green. 2: load, severity 2, 30 to 15
 * minutes. 3: Blue as backup of load. */
static int
open_with_proposals(void **state)
{
	int rc = fixture_open(state);

	if (rc == 0)
		fixture_run(*state,
			"INSERT INTO proposal (id, rule, rule_version, kind,"
			" module_id, role, severity, level, value_before,"
			" value_after, reason, effect, reversal, evidence,"
			" evidence_hash, state, as_of_at) VALUES"
			" (1, 'change-owner', 1, 'change-owner', 2, 'owner',"
			" NULL, 0, 'Red', 'Green', 'r', 'e', 'v', '{}', 'h1',"
			" 'open', 1),"
			" (2, 'set-escalation-delay', 1,"
			" 'set-escalation-delay', 1, NULL, 2, 1, '30', '15',"
			" 'r', 'e', 'v', '{}', 'h2', 'open', 1),"
			" (3, 'name-backup', 1, 'name-backup', 1, 'backup',"
			" NULL, 0, NULL, 'Blue', 'r', 'e', 'v', '{}', 'h3',"
			" 'open', 1)");
	return rc;
}

static enum dbr_status
decide(struct fixture *f, int64_t proposal, enum dbr_verdict_kind verdict,
       const char *effective)
{
	struct dbr_decision decision = {
		.proposal_id = proposal, .verdict = verdict, .by = "Ana Lima",
		.why = "the numbers hold",
		.effective_us = effective ? instant(effective) : 0,
	};

	f->err = (struct dbr_error)DBR_ERROR_INIT;
	return dbr_decide(f->store, &decision, &f->err);
}

/* "team" that owned module at valid, as known at known ("": now). */
static const char *
owner(struct fixture *f, const char *module, const char *valid,
      const char *known)
{
	const struct dbr_owner *owners = NULL;
	size_t count = 0;

	MUST(dbr_owner_list(&owners, &count, f->store, instant(valid),
			    *known ? instant(known) : 0, &f->arena, &f->err));
	for (size_t i = 0; i < count; i++)
		if (strcmp(owners[i].module, module) == 0 &&
		    strcmp(owners[i].role, "owner") == 0)
			return owners[i].team;
	return "nobody";
}

static double
delay(struct fixture *f, const char *valid)
{
	const struct dbr_delay *delays = NULL;
	size_t count = 0;

	MUST(dbr_delay_list(&delays, &count, f->store, instant(valid), 0,
			    &f->arena, &f->err));
	return count == 1 ? delays[0].minutes : -1;
}

static void
an_approved_owner_holds_from_the_effective_instant(void **state)
{
	struct fixture *f = *state;

	MUST(decide(f, 1, DBR_APPROVE, "2026-07-01"));
	assert_string_equal(owner(f, "validation", "2026-06-30T23:59:59Z", ""),
			    "Red");
	assert_string_equal(owner(f, "validation", "2026-07-01", ""), "Green");
	assert_string_equal(owner(f, "load", "2026-07-01", ""), "Red");
}

static void
what_we_knew_before_a_decision_is_still_answered(void **state)
{
	struct fixture *f = *state;

	MUST(decide(f, 1, DBR_APPROVE, "2026-03-01"));
	/* On 3 March: Green, as we know it; Red, as we knew it in May. */
	assert_string_equal(owner(f, "validation", "2026-03-03", ""), "Green");
	assert_string_equal(owner(f, "validation", "2026-03-03", "2026-05-01"),
			    "Red");
}

static void
nothing_is_overwritten(void **state)
{
	struct fixture *f = *state;

	MUST(decide(f, 1, DBR_APPROVE, "2026-07-01"));
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM ownership"
					" WHERE module_id = 2"), 3);
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM ownership"
					" WHERE team_id = 1 AND valid_to_at"
					" IS NULL AND superseded_at IS NOT"
					" NULL AND superseded_by = 1"), 1);
}

static void
an_approved_delay_keeps_what_was(void **state)
{
	struct fixture *f = *state;

	MUST(decide(f, 2, DBR_APPROVE, "2026-07-01"));
	assert_true(delay(f, "2026-06-30") == 30);
	assert_true(delay(f, "2026-07-02") == 15);
}

static void
a_backup_is_added_where_there_was_none(void **state)
{
	struct fixture *f = *state;

	MUST(decide(f, 3, DBR_APPROVE, NULL));
	assert_int_equal(fixture_number(f, "SELECT team_id FROM ownership"
					" WHERE role = 'backup' AND"
					" module_id = 1 AND superseded_at IS"
					" NULL"), 3);
	assert_string_equal(owner(f, "load", "2026-07-02", ""), "Red");
}

static void
a_revert_restores_from_its_own_instant(void **state)
{
	struct fixture *f = *state;

	MUST(decide(f, 1, DBR_APPROVE, "2026-07-01"));
	MUST(decide(f, 1, DBR_REVERT, "2026-08-01"));
	assert_string_equal(owner(f, "validation", "2026-06-15", ""), "Red");
	assert_string_equal(owner(f, "validation", "2026-07-15", ""), "Green");
	assert_string_equal(owner(f, "validation", "2026-08-15", ""), "Red");
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM ownership"
					" WHERE superseded_at IS NULL AND"
					" module_id = 2 AND authority_note IS"
					" NULL"), 3);
}

static void
a_revert_before_it_took_effect_leaves_the_mapping_as_it_was(void **state)
{
	static const char was[] =
		"SELECT COUNT(*) FROM ownership WHERE module_id = 2"
		" AND superseded_at IS NULL AND team_id = 1"
		" AND valid_from_at = 1735689600000000 AND valid_to_at IS NULL";
	struct fixture *f = *state;

	MUST(decide(f, 1, DBR_APPROVE, "2026-07-01"));
	assert_int_equal(fixture_number(f, was), 0);
	MUST(decide(f, 1, DBR_REVERT, "2026-06-30"));
	assert_int_equal(fixture_number(f, was), 1);
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM ownership"
					" WHERE module_id = 2 AND"
					" superseded_at IS NULL"), 1);
}

static void
a_reverted_backup_ends(void **state)
{
	struct fixture *f = *state;

	MUST(decide(f, 3, DBR_APPROVE, "2026-07-01"));
	MUST(decide(f, 3, DBR_REVERT, "2026-08-01"));
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM ownership"
					" WHERE role = 'backup' AND"
					" superseded_at IS NULL AND"
					" valid_to_at IS NULL"), 0);
}

static void
a_change_others_rest_on_is_not_reverted(void **state)
{
	struct fixture *f = *state;

	MUST(decide(f, 1, DBR_APPROVE, "2026-07-01"));
	fixture_run(f, "UPDATE proposal SET state = 'open', module_id = 2,"
		    " role = 'owner', kind = 'change-owner', value_before ="
		    " 'Green', value_after = 'Blue' WHERE id = 3");
	MUST(decide(f, 3, DBR_APPROVE, "2026-07-10"));
	assert_int_equal(decide(f, 1, DBR_REVERT, "2026-08-01"), DBR_EUSAGE);
	assert_non_null(strstr(f->err.what, "later change"));
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM proposal"
					" WHERE id = 1 AND state ="
					" 'approved'"), 1);
	MUST(decide(f, 3, DBR_REVERT, "2026-08-01"));
	assert_string_equal(owner(f, "validation", "2026-08-02", ""), "Green");
}

static void
a_wrong_state_is_said(void **state)
{
	struct fixture *f = *state;

	MUST(decide(f, 1, DBR_REJECT, NULL));
	assert_int_equal(decide(f, 1, DBR_APPROVE, NULL), DBR_EUSAGE);
	assert_string_equal(f->err.what, "proposal 1 is already rejected");
	assert_int_equal(decide(f, 1, DBR_REVERT, NULL), DBR_EUSAGE);
	assert_non_null(strstr(f->err.what, "only an approved one"));
	MUST(decide(f, 2, DBR_APPROVE, NULL));
	assert_int_equal(decide(f, 2, DBR_APPROVE, NULL), DBR_EUSAGE);
	assert_non_null(strstr(f->err.hint, "debrief revert 2"));
	MUST(decide(f, 3, DBR_DEFER, NULL));
	assert_int_equal(decide(f, 3, DBR_DEFER, NULL), DBR_EUSAGE);
	MUST(decide(f, 3, DBR_APPROVE, NULL));
	assert_int_equal(decide(f, 99, DBR_APPROVE, NULL), DBR_EUSAGE);
	assert_string_equal(f->err.what, "there is no proposal 99");
}

static void
a_decision_needs_a_name(void **state)
{
	struct fixture *f = *state;
	/* blanks; zero width; no-break; a mark alone; a filler; a control */
	static const char *const nobody[] = {
		"", "  ", "\xE2\x80\x8B", "\xC2\xA0\xE2\x80\xAE",
		"\xCC\x81", "\xE3\x85\xA4", "\x1B\x07",
	};

	for (size_t i = 0; i < sizeof(nobody) / sizeof(*nobody); i++) {
		struct dbr_decision decision = {
			.proposal_id = 1, .by = nobody[i],
		};

		if (dbr_decide(f->store, &decision, &f->err) != DBR_EUSAGE)
			fail_msg("name %zu was taken", i);
		assert_non_null(strstr(f->err.hint, "--by"));
	}
	MUST(dbr_decide(f->store, &(struct dbr_decision){
		.proposal_id = 1, .verdict = DBR_REJECT,
		.by = "\xE6\x9D\x8E" }, &f->err));
}

static void
a_mapping_that_moved_on_is_not_changed(void **state)
{
	struct fixture *f = *state;

	fixture_run(f, "UPDATE ownership SET team_id = 3 WHERE module_id = 2");
	assert_int_equal(decide(f, 1, DBR_APPROVE, NULL), DBR_EUSAGE);
	assert_non_null(strstr(f->err.what, "the mapping changed since"));
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM audit"), 0);
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM proposal"
					" WHERE state <> 'open'"), 0);
}

static void
every_decision_is_an_event_that_says_who_and_why(void **state)
{
	struct fixture *f = *state;
	struct dbr_buf head = DBR_BUF_INIT;

	MUST(decide(f, 1, DBR_APPROVE, NULL));
	MUST(decide(f, 2, DBR_REJECT, NULL));
	MUST(decide(f, 3, DBR_DEFER, NULL));
	MUST(decide(f, 1, DBR_REVERT, NULL));
	assert_int_equal(fixture_number(f,
		"SELECT COUNT(*) FROM audit a JOIN decision d"
		" ON d.audit_sequence = a.sequence WHERE a.actor = 'Ana Lima'"
		" AND json_extract(a.body, '$.why') = 'the numbers hold'"), 4);
	assert_int_equal(fixture_number(f,
		"SELECT json_extract(body, '$.reverts') FROM audit"
		" WHERE event = 'revert'"), 1);
	MUST(dbr_audit_verify(&head, f->store, &f->err));
	dbr_buf_release(&head);

	fixture_run(f, "UPDATE decision SET decided_by = 'Bo'"
		    " WHERE audit_sequence = 1");
	assert_int_equal(dbr_audit_verify(&head, f->store, &f->err),
			 DBR_ECHECK);
	dbr_buf_release(&head);
}

static void
a_mapping_changed_behind_a_decision_is_found(void **state)
{
	struct fixture *f = *state;
	struct dbr_buf head = DBR_BUF_INIT;

	MUST(decide(f, 1, DBR_APPROVE, NULL));
	MUST(decide(f, 2, DBR_APPROVE, NULL));
	MUST(dbr_audit_verify(&head, f->store, &f->err));
	dbr_buf_release(&head);
	MUST(dbr_store_begin(f->store, &f->err));
	fixture_run(f, "UPDATE ownership SET team_id = 3 WHERE team_id = 2");
	assert_int_equal(dbr_audit_verify(&head, f->store, &f->err),
			 DBR_ECHECK);
	assert_non_null(strstr(f->err.what, "event 1 and the mapping"));
	dbr_store_rollback(f->store);
	fixture_run(f, "UPDATE escalation SET delay_minutes = 45"
		    " WHERE delay_minutes = 15");
	assert_int_equal(dbr_audit_verify(&head, f->store, &f->err),
			 DBR_ECHECK);
	assert_non_null(strstr(f->err.what, "event 3 and the mapping"));
	dbr_buf_release(&head);
}

static void
a_state_that_does_not_follow_from_its_decision_is_found(void **state)
{
	static const char *const attacks[] = {
		"UPDATE proposal SET state = 'open' WHERE id = 1",
		"UPDATE proposal SET state = 'expired' WHERE id = 2",
		"UPDATE proposal SET state = 'approved' WHERE id = 3",
	};
	struct fixture *f = *state;
	struct dbr_buf head = DBR_BUF_INIT;

	MUST(decide(f, 1, DBR_APPROVE, NULL));
	MUST(decide(f, 2, DBR_DEFER, NULL));
	MUST(dbr_audit_verify(&head, f->store, &f->err));
	for (size_t i = 0; i < sizeof(attacks) / sizeof(*attacks); i++) {
		MUST(dbr_store_begin(f->store, &f->err));
		fixture_run(f, attacks[i]);
		if (dbr_audit_verify(&head, f->store, &f->err) != DBR_ECHECK)
			fail_msg("not found: %s", attacks[i]);
		assert_non_null(strstr(f->err.what, "state of its proposal"));
		dbr_store_rollback(f->store);
	}
	dbr_buf_release(&head);
}

#define DECIDE_TEST(name) \
	cmocka_unit_test_setup_teardown(name, open_with_proposals, \
					fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DECIDE_TEST(an_approved_owner_holds_from_the_effective_instant),
		DECIDE_TEST(what_we_knew_before_a_decision_is_still_answered),
		DECIDE_TEST(nothing_is_overwritten),
		DECIDE_TEST(an_approved_delay_keeps_what_was),
		DECIDE_TEST(a_backup_is_added_where_there_was_none),
		DECIDE_TEST(a_revert_restores_from_its_own_instant),
		DECIDE_TEST(a_revert_before_it_took_effect_leaves_the_mapping_as_it_was),
		DECIDE_TEST(a_reverted_backup_ends),
		DECIDE_TEST(a_change_others_rest_on_is_not_reverted),
		DECIDE_TEST(a_wrong_state_is_said),
		DECIDE_TEST(a_decision_needs_a_name),
		DECIDE_TEST(a_mapping_that_moved_on_is_not_changed),
		DECIDE_TEST(a_mapping_changed_behind_a_decision_is_found),
		DECIDE_TEST(
		      a_state_that_does_not_follow_from_its_decision_is_found),
		DECIDE_TEST(every_decision_is_an_event_that_says_who_and_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
