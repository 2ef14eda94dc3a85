/* SPDX-License-Identifier: GPL-3.0-or-later */
/* propose_fixture.h -- a workspace with people and migrations to plant
 * evidence in. */
#ifndef PROPOSE_FIXTURE_H
#define PROPOSE_FIXTURE_H

#include "feedback_fixture.h"
#include "debrief/feedback.h"

#define AS_OF "2026-06-30"

/* Twenty live migrations; ten people each of Red, Green and Blue. */
static inline int
propose_open(void **state)
{
	int rc = fixture_open(state);

	if (rc == 0)
		fixture_run(*state,
			"INSERT INTO batch (id, file_name, file_hash,"
			" file_size, format, target, encoding, read_count,"
			" inserted_count, updated_count, unchanged_count,"
			" rejected_count, blank_count, skipped_count,"
			" content_hash, imported_at, tool_version) VALUES"
			" (1, 't.csv', '', 0, '', 'ticket', 'UTF-8', 0, 0, 0,"
			" 0, 0, 0, 0, '', 0, '');"
			"INSERT INTO customer (id, key) VALUES (1, 'ACME');"
			"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT"
			" i + 1 FROM n WHERE i < 20) INSERT INTO migration"
			" (id, key, title, customer_id, state, size_band)"
			" SELECT i, 'M-' || i, '', 1, 'live', 'M' FROM n;"
			"WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT"
			" i + 1 FROM n WHERE i < 39) INSERT INTO contact (id,"
			" key, name, team_id) SELECT i, 'p' || i, 'Person ' ||"
			" i, i / 10 FROM n");
	return rc;
}

static inline struct dbr_propose_result
propose_at(struct fixture *f, const char *as_of)
{
	struct dbr_propose_result result = { 0 };
	struct dbr_share share;

	dbr_share_init(&share, f->path, &f->arena);
	MUST(dbr_propose(&result, f->store, &share, instant(as_of), &f->arena,
			 &f->err));
	return result;
}

/* Tickets of one module resolved by one team. */
struct votes_planted {
	int module, team, count;
	int migrations, people;
	int age_days;		/* of the youngest; one more day each */
};

static inline void
plant_votes(struct fixture *f, struct votes_planted work)
{
	char sql[2048];

	snprintf(sql, sizeof(sql),
		 "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1"
		 " FROM n WHERE i + 1 < %d) INSERT INTO ticket (source,"
		 " ext_key, state, opened_at, resolved_at, resolver_team_id,"
		 " resolver_id, team_id, migration_key, module_key, batch_id,"
		 " line) SELECT 'jira', 'M%d-T%d-D' ||"
		 " (%d + i), 'resolved',"
		 " %lld - (%d + i) * 86400000000 - 3600000000,"
		 " %lld - (%d + i) * 86400000000, %d, %d * 10 + i %% %d, %d,"
		 " 1 + i %% %d, %d, 1, i FROM n;"
		 "INSERT OR IGNORE INTO attribution (ticket_id, migration_id,"
		 " module_id, rule, rule_version) SELECT id,"
		 " CAST(migration_key AS INTEGER),"
		 " CAST(module_key AS INTEGER), 'explicit', 1 FROM ticket"
		 " WHERE module_key = %d",
		 work.count, work.module, work.team, work.age_days,
		 (long long)instant(AS_OF), work.age_days,
		 (long long)instant(AS_OF), work.age_days, work.team,
		 work.team, work.people, work.team, work.migrations,
		 work.module, work.module);
	fixture_run(f, sql);
}

/* The rule as it is shipped, but for its q, beside the workspace. */
static inline void
propose_strictly(struct fixture *f, const char *rule)
{
	char command[512];

	snprintf(command, sizeof(command), "mkdir -p '%s/debrief.d/rules' &&"
		 " sed 's/q=0.10/q=0.0000000001/' '%s/rules/%s.sql'"
		 " >'%s/debrief.d/rules/%s.sql'", f->folder,
		 getenv("DEBRIEF_SHARE"), rule, f->folder, rule);
	assert_int_equal(system(command), 0);
}

#endif
