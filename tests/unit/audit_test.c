/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback_fixture.h"
#include "debrief/feedback.h"
#include "debrief/trail.h"
#include "feedback/audit.h"

/* Three events in the chain, as decisions would leave them. */
static void
write_events(struct fixture *f)
{
	static const char *const bodies[] = {
		"{\"n\":1}", "{\"n\":2}", "{\"n\":3}",
	};
	int64_t sequence = 0;

	for (size_t i = 0; i < 3; i++) {
		struct audit_event event = {
			.happened_us = 1000 + (int64_t)i,
			.actor = "Ana", .event = "note", .body = bodies[i],
		};

		MUST(audit_append(&sequence, f->store, &event, &f->err));
		assert_int_equal(sequence, i + 1);
	}
}

static enum dbr_status
verify(struct fixture *f)
{
	struct dbr_buf head = DBR_BUF_INIT;
	enum dbr_status rc;

	f->err = (struct dbr_error)DBR_ERROR_INIT;
	rc = dbr_audit_verify(&head, f->store, &f->err);
	dbr_buf_release(&head);
	return rc;
}

static void
an_untouched_chain_passes_and_names_its_head(void **state)
{
	struct fixture *f = *state;
	struct dbr_buf head = DBR_BUF_INIT;

	write_events(f);
	MUST(dbr_audit_verify(&head, f->store, &f->err));
	assert_int_equal(head.size, 2 + 64);
	assert_memory_equal(head.text, "3:", 2);
	dbr_buf_release(&head);
}

static void
an_empty_log_passes(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(verify(f), DBR_OK);
}

/* The recipe in audit.h, followed by another program (Python's hashlib). */
static void
the_hash_is_the_documented_one(void **state)
{
	struct fixture *f = *state;
	struct dbr_buf head = DBR_BUF_INIT;
	struct audit_event event = {
		.happened_us = 1000, .actor = "Ana", .event = "note",
		.body = "{\"n\":1}",
	};
	int64_t sequence = 0;

	MUST(audit_append(&sequence, f->store, &event, &f->err));
	MUST(dbr_audit_verify(&head, f->store, &f->err));
	assert_string_equal(head.text, "1:d1a30ca00f6105fac247f8f1ea3db0b3"
			    "f0f38d738c30a6f3d21da7cdb1aaf0c3");
	dbr_buf_release(&head);
}

static void
an_edit_a_deletion_a_swap_and_an_insertion_are_found(void **state)
{
	static const char *const attacks[] = {
		"UPDATE audit SET body = '{\"n\":9}' WHERE sequence = 2",
		"UPDATE audit SET actor = 'Bo' WHERE sequence = 3",
		"UPDATE audit SET happened_at = 7 WHERE sequence = 1",
		"UPDATE audit SET event = 'reject' WHERE sequence = 3",
		"UPDATE audit SET body = body || CAST(x'0041' AS TEXT)"
		" WHERE sequence = 3",
		/* a field's end moved into the next one */
		"UPDATE audit SET actor = 'An', event = 'anote'"
		" WHERE sequence = 3",
		"DELETE FROM audit WHERE sequence = 1",
		"DELETE FROM audit WHERE sequence = 2",
		"DELETE FROM audit WHERE sequence = 2;"
		"UPDATE audit SET sequence = 2 WHERE sequence = 3",
		"UPDATE audit SET sequence = 9 WHERE sequence = 2;"
		"UPDATE audit SET sequence = 2 WHERE sequence = 3;"
		"UPDATE audit SET sequence = 3 WHERE sequence = 9",
		"UPDATE audit SET sequence = 4 WHERE sequence = 3;"
		"INSERT INTO audit SELECT 3, happened_at, actor, event, body,"
		" previous_hash, hash FROM audit WHERE sequence = 2",
		"INSERT INTO audit SELECT 4, 1, actor, event, body, hash,"
		" hash FROM audit WHERE sequence = 3",
	};
	struct fixture *f = *state;

	write_events(f);
	for (size_t i = 0; i < sizeof(attacks) / sizeof(*attacks); i++) {
		MUST(dbr_store_begin(f->store, &f->err));
		fixture_run(f, attacks[i]);
		if (verify(f) != DBR_ECHECK)
			fail_msg("not found: %s", attacks[i]);
		dbr_store_rollback(f->store);
		assert_int_equal(verify(f), DBR_OK);
	}
}

static void
a_decision_without_its_event_is_found(void **state)
{
	struct fixture *f = *state;

	write_events(f);
	fixture_run(f, "PRAGMA foreign_keys = OFF;"
		    "INSERT INTO decision (proposal_id, verdict, decided_by,"
		    " decided_at, audit_sequence)"
		    " VALUES (1, 'approve', 'Ana', 1, 2)");
	assert_int_equal(verify(f), DBR_ECHECK);
}

/* One change of the mapping, as an import or a decision would make it. */
static void
change_mapping(struct fixture *f, const char *sql)
{
	MUST(dbr_store_begin(f->store, &f->err));
	MUST(dbr_trail_begin(f->store, &f->err));
	fixture_run(f, sql);
	MUST(dbr_trail_end(f->store, "Ana", "test", &f->err));
	MUST(dbr_store_commit(f->store, &f->err));
}

static void
a_mapping_row_changed_past_debrief_is_found_and_named(void **state)
{
	static const struct {
		const char *sql, *found;
	} attacks[] = {
		{ "UPDATE ownership SET team_id = 2 WHERE id = 1",
		  "row 1 of ownership (load owner) was changed after audit"
		  " event 1" },
		{ "UPDATE ownership SET valid_from_at = 5 WHERE id = 2",
		  "row 2 of ownership (validation owner) was changed" },
		{ "UPDATE ownership SET authority_note = 'may not'"
		  " WHERE id = 1", "row 1 of ownership" },
		{ "UPDATE ownership SET superseded_at = 9 WHERE id = 3",
		  "row 3 of ownership (load backup) was changed after audit"
		  " event 2" },
		{ "UPDATE ownership SET id = 9 WHERE id = 1;"
		  "UPDATE ownership SET id = 1 WHERE id = 2;"
		  "UPDATE ownership SET id = 2 WHERE id = 9",
		  "row 1 of ownership (validation owner) was changed" },
		{ "DELETE FROM ownership WHERE id = 2",
		  "row 2 of ownership was removed" },
		{ "INSERT INTO ownership (module_id, role, team_id,"
		  " valid_from_at, recorded_at) VALUES (2, 'backup', 3, 1, 1)",
		  "row 4 of ownership (validation backup) was put in" },
		{ "UPDATE escalation SET delay_minutes = 5",
		  "row 1 of escalation (load severity 2) was changed" },
		{ "UPDATE team SET key = 'Green', id = 9 WHERE id = 3",
		  "row 3 of ownership (load backup) was changed" },
		{ "UPDATE audit_row SET hash = '' WHERE row_id = 2",
		  "audit event 1 and the rows it changed disagree" },
		{ "DELETE FROM audit_row",
		  "audit event 1 and the rows it changed disagree" },
		{ "INSERT INTO audit_row VALUES (9, 'ownership', 1, '')",
		  "audit event 9 and the rows it changed disagree" },
	};
	struct fixture *f = *state;

	change_mapping(f, "SELECT 1");
	change_mapping(f, "INSERT INTO ownership (module_id, role, team_id,"
		       " valid_from_at, recorded_at)"
		       " VALUES (1, 'backup', 3, 7, 7)");
	assert_int_equal(verify(f), DBR_OK);
	fixture_run(f, "UPDATE team SET key = 'Grün' WHERE id = 2;"
		    "PRAGMA foreign_keys = OFF");
	for (size_t i = 0; i < sizeof(attacks) / sizeof(*attacks); i++) {
		MUST(dbr_store_begin(f->store, &f->err));
		fixture_run(f, attacks[i].sql);
		if (verify(f) != DBR_ECHECK)
			fail_msg("not found: %s", attacks[i].sql);
		if (!strstr(f->err.what, attacks[i].found))
			fail_msg("%s: %s", attacks[i].sql, f->err.what);
		dbr_store_rollback(f->store);
		assert_int_equal(verify(f), DBR_OK);
	}
}

static void
a_later_change_does_not_make_an_edit_right(void **state)
{
	struct fixture *f = *state;

	change_mapping(f, "SELECT 1");
	fixture_run(f, "UPDATE ownership SET team_id = 2 WHERE id = 1");
	change_mapping(f, "UPDATE escalation SET delay_minutes = 20");
	assert_int_equal(verify(f), DBR_ECHECK);
	assert_non_null(strstr(f->err.what, "row 1 of ownership"));
}

static void
no_change_of_the_mapping_is_no_event(void **state)
{
	struct fixture *f = *state;

	change_mapping(f, "SELECT 1");
	change_mapping(f, "UPDATE ownership SET line = 3");
	assert_int_equal(fixture_number(f, "SELECT COUNT(*) FROM audit"), 1);
}

static enum dbr_status
verify_anchor(struct fixture *f, const char *anchor)
{
	struct dbr_buf head = DBR_BUF_INIT;
	enum dbr_status rc;

	f->err = (struct dbr_error)DBR_ERROR_INIT;
	rc = dbr_audit_verify_anchor(&head, f->store, anchor, &f->err);
	dbr_buf_release(&head);
	return rc;
}

static void
an_anchor_finds_a_cut_and_a_rewrite(void **state)
{
	struct fixture *f = *state;
	struct dbr_buf head = DBR_BUF_INIT;
	char anchor[80];

	write_events(f);
	MUST(dbr_audit_verify(&head, f->store, &f->err));
	snprintf(anchor, sizeof(anchor), "3:%s", head.text + 2);
	assert_int_equal(verify_anchor(f, anchor), DBR_OK);
	assert_int_equal(verify_anchor(f, head.text), DBR_OK);
	dbr_buf_release(&head);

	/* Cut: the chain alone cannot know, the anchor does. */
	MUST(dbr_store_begin(f->store, &f->err));
	fixture_run(f, "DELETE FROM audit WHERE sequence = 3");
	assert_int_equal(verify(f), DBR_OK);
	assert_int_equal(verify_anchor(f, anchor), DBR_ECHECK);
	assert_non_null(strstr(f->err.what, "cut"));
	dbr_store_rollback(f->store);

	/* Written anew, every hash right. */
	fixture_run(f, "DELETE FROM audit");
	write_events(f);
	fixture_run(f, "DELETE FROM audit WHERE sequence = 3");
	{
		struct audit_event event = {
			.happened_us = 1, .actor = "Bo", .event = "note",
			.body = "{}",
		};
		int64_t sequence;

		MUST(audit_append(&sequence, f->store, &event, &f->err));
	}
	assert_int_equal(verify(f), DBR_OK);
	assert_int_equal(verify_anchor(f, anchor), DBR_ECHECK);
	assert_non_null(strstr(f->err.what, "rewritten"));
}

static void
a_bad_anchor_is_a_usage_error(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(verify_anchor(f, "3"), DBR_EUSAGE);
	assert_int_equal(verify_anchor(f, "x:abc"), DBR_EUSAGE);
	assert_int_equal(verify_anchor(f, ""), DBR_EUSAGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(an_untouched_chain_passes_and_names_its_head),
		FIXTURE_TEST(an_empty_log_passes),
		FIXTURE_TEST(the_hash_is_the_documented_one),
		FIXTURE_TEST(an_edit_a_deletion_a_swap_and_an_insertion_are_found),
		FIXTURE_TEST(a_decision_without_its_event_is_found),
		FIXTURE_TEST(a_mapping_row_changed_past_debrief_is_found_and_named),
		FIXTURE_TEST(a_later_change_does_not_make_an_edit_right),
		FIXTURE_TEST(no_change_of_the_mapping_is_no_event),
		FIXTURE_TEST(an_anchor_finds_a_cut_and_a_rewrite),
		FIXTURE_TEST(a_bad_anchor_is_a_usage_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
