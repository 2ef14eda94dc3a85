/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback_fixture.h"
#include "debrief/mapping.h"

static size_t
faults(struct fixture *f, const char *text)
{
	const struct dbr_mapping_fault *fault = NULL;
	size_t count = 0, found = 0;

	MUST(dbr_mapping_check(&fault, &count, f->store, &f->arena, &f->err));
	for (size_t i = 0; i < count; i++)
		if (strstr(fault[i].what, text))
			found++;
	return *text ? found : count;
}

static void
a_sound_mapping_has_no_fault(void **state)
{
	assert_int_equal(faults(*state, ""), 0);
}

static void
two_owners_at_once_are_found(void **state)
{
	struct fixture *f = *state;

	fixture_run(f, "INSERT INTO ownership (module_id, role, team_id,"
		    " valid_from_at, recorded_at) VALUES"
		    " (1, 'owner', 2, 1767225600000000, 1)");
	assert_int_equal(faults(f, "two owner rows hold at once from"
				" 2026-01-01: Red and Green"), 1);
}

static void
two_backups_are_no_fault_but_the_same_twice_is(void **state)
{
	struct fixture *f = *state;

	fixture_run(f, "INSERT INTO ownership (module_id, role, team_id,"
		    " valid_from_at, recorded_at) VALUES"
		    " (1, 'backup', 2, 1, 1), (1, 'backup', 3, 1, 1)");
	assert_int_equal(faults(f, ""), 0);
	fixture_run(f, "INSERT INTO ownership (module_id, role, team_id,"
		    " valid_from_at, recorded_at) VALUES"
		    " (1, 'backup', 2, 5, 1)");
	assert_int_equal(faults(f, "two backup rows"), 1);
}

static void
a_gap_between_owners_is_found(void **state)
{
	struct fixture *f = *state;

	fixture_run(f, "UPDATE ownership SET valid_to_at = 1751328000000000"
		    " WHERE module_id = 1;"
		    "INSERT INTO ownership (module_id, role, team_id,"
		    " valid_from_at, recorded_at) VALUES"
		    " (1, 'owner', 2, 1754006400000000, 1)");
	assert_int_equal(faults(f, "nobody owns it from 2025-07-01 to"
				" 2025-08-01"), 1);
	assert_int_equal(faults(f, ""), 1);
}

static void
an_owner_that_ended_and_a_module_without_one_are_found(void **state)
{
	struct fixture *f = *state;

	fixture_run(f, "UPDATE ownership SET valid_to_at = 1751328000000000"
		    " WHERE module_id = 1;"
		    "INSERT INTO module (key, title, position)"
		    " VALUES ('cutover', 'Cutover', 3)");
	assert_int_equal(faults(f, "nobody owns it from 2025-07-01 on"), 1);
	assert_int_equal(faults(f, "nobody is on record as owner"), 1);
}

static void
a_gap_in_any_role_scope_and_level_is_found(void **state)
{
	static const struct {
		const char *sql, *found;
	} gaps[] = {
		{ "INSERT INTO ownership (module_id, role, team_id,"
		  " valid_from_at, valid_to_at, recorded_at) VALUES"
		  " (1, 'backup', 2, 1, 1751328000000000, 1)",
		  "nobody is backup of it from 2025-07-01 on" },
		{ "INSERT INTO ownership (module_id, role, level, team_id,"
		  " valid_from_at, valid_to_at, recorded_at) VALUES"
		  " (1, 'escalation', 1, 2, 1, 1751328000000000, 1),"
		  " (1, 'escalation', 1, 3, 1754006400000000, NULL, 1)",
		  "nobody is escalation 1 of it from 2025-07-01 to"
		  " 2025-08-01" },
		{ "INSERT INTO ownership (scope, module_id, role, team_id,"
		  " valid_from_at, valid_to_at, recorded_at) VALUES"
		  " ('M-1', 2, 'comms', 2, 1, 1751328000000000, 1)",
		  "M-1: nobody is comms of it from 2025-07-01 on" },
		{ "INSERT INTO ownership (module_id, role, level, team_id,"
		  " valid_from_at, recorded_at) VALUES"
		  " (1, 'escalation', 2, 2, 1, 1)",
		  "escalation level 2 is on record, level 1 is not" },
		{ "INSERT INTO module (key, title, position) VALUES"
		  " ('cutover', '', 3);"
		  "INSERT INTO ownership (module_id, role, team_id,"
		  " valid_from_at, recorded_at) SELECT id, 'owner', 2, 1, 1"
		  " FROM module WHERE key = 'cutover' UNION ALL"
		  " SELECT id, 'validator', 2, 1, 1 FROM module WHERE"
		  " key <> 'load'",
		  "nobody is on record as validator, as for 2 other"
		  " modules" },
		{ "UPDATE escalation SET valid_to_at = 1751328000000000",
		  "no delay for severity 2 level 1 from 2025-07-01 on" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(gaps) / sizeof(*gaps); i++) {
		MUST(dbr_store_begin(f->store, &f->err));
		fixture_run(f, gaps[i].sql);
		if (faults(f, gaps[i].found) != 1 || faults(f, "") != 1)
			fail_msg("not (alone) found: %s", gaps[i].found);
		dbr_store_rollback(f->store);
	}
}

static void
what_falls_back_or_ended_with_its_migration_is_no_gap(void **state)
{
	struct fixture *f = *state;

	fixture_run(f, "INSERT INTO ownership (scope, module_id, role,"
		    " team_id, valid_from_at, valid_to_at, recorded_at) VALUES"
		    " ('M-1', 1, 'owner', 2, 1, 1751328000000000, 1),"
		    " ('M-2', 2, 'comms', 2, 1, 1751328000000000, 1);"
		    "INSERT INTO customer (id, key) VALUES (1, 'ACME');"
		    "INSERT INTO migration (key, title, customer_id,"
		    " go_live_at) VALUES ('M-2', '', 1, 1751300000000000)");
	assert_int_equal(faults(f, ""), 0);
}

static void
two_delays_at_once_are_found(void **state)
{
	struct fixture *f = *state;

	fixture_run(f, "INSERT INTO escalation (module_id, severity,"
		    " delay_minutes, valid_from_at, recorded_at) VALUES"
		    " (1, 2, 45, 1767225600000000, 1)");
	assert_int_equal(faults(f, "two delays for severity 2"), 1);
}

static void
a_superseded_row_is_no_fault(void **state)
{
	struct fixture *f = *state;

	fixture_run(f, "INSERT INTO ownership (module_id, role, team_id,"
		    " valid_from_at, recorded_at, superseded_at) VALUES"
		    " (1, 'owner', 2, 1, 1, 2)");
	assert_int_equal(faults(f, ""), 0);
}

static void
history_tells_every_row_and_knows_its_modules(void **state)
{
	struct fixture *f = *state;
	const struct dbr_owner *rows = NULL;
	size_t count = 0;

	MUST(dbr_owner_history(&rows, &count, f->store, "load", &f->arena,
			       &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].authority_note, "may stop");
	assert_int_equal(dbr_owner_history(&rows, &count, f->store,
					   "validaton", &f->arena, &f->err),
			 DBR_EUSAGE);
	assert_non_null(strstr(f->err.hint, "\"validation\""));
}

static void
a_contact_stands_for_its_team(void **state)
{
	struct fixture *f = *state;
	const struct dbr_owner *rows = NULL;
	size_t count = 0;

	fixture_run(f, "INSERT INTO contact (id, key, name, team_id)"
		    " VALUES (1, 'k@x', 'Kim', 3);"
		    "UPDATE ownership SET team_id = NULL, contact_id = 1"
		    " WHERE module_id = 1");
	MUST(dbr_owner_list(&rows, &count, f->store, instant("2026-01-01"), 0,
			    &f->arena, &f->err));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].team, "Blue");
	assert_string_equal(rows[0].contact, "Kim");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TEST(a_sound_mapping_has_no_fault),
		FIXTURE_TEST(two_owners_at_once_are_found),
		FIXTURE_TEST(two_backups_are_no_fault_but_the_same_twice_is),
		FIXTURE_TEST(a_gap_between_owners_is_found),
		FIXTURE_TEST(an_owner_that_ended_and_a_module_without_one_are_found),
		FIXTURE_TEST(a_gap_in_any_role_scope_and_level_is_found),
		FIXTURE_TEST(what_falls_back_or_ended_with_its_migration_is_no_gap),
		FIXTURE_TEST(two_delays_at_once_are_found),
		FIXTURE_TEST(a_superseded_row_is_no_fault),
		FIXTURE_TEST(history_tells_every_row_and_knows_its_modules),
		FIXTURE_TEST(a_contact_stands_for_its_team),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
