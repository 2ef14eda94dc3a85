/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * runbook_conduct.c -- how a migration is to be run, beyond its times and
 * owners: what a module consists of, what must be met before go-live, who is
 * told how often, what support is given, how long going back takes.
 */
#include <config.h>
#include "runbook.h"

#include <float.h>

#define COUNT_OF RUNBOOK_COUNT
#define KEY RUNBOOK_KEY
#define PLAIN RUNBOOK_VALUE

static const char more_than_no_minutes[] = "more than 0 minutes";

/* items ------------------------------------------------------------------ */

static const struct target_field items_fields[] = {
	{ "module", VALUE_TEXT, true }, { "kind", VALUE_TEXT, true },
	{ "text", VALUE_TEXT, true }, { "position", VALUE_INTEGER, false },
	{ "role", VALUE_TEXT, false },
	{ "planned_minutes", VALUE_MINUTES, false },
	{ "mitigation", VALUE_TEXT, false },
};
static const struct runbook_column items_columns[] = {
	KEY("module_id", AS_MODULE, 0), KEY("kind", AS_VALUE, 1),
	KEY("text", AS_VALUE, 2),
	{ "position", WRITER_VALUE, AS_VALUE, 3, -1, "0" },
	PLAIN("role", 4), PLAIN("planned_minutes", 5),
	PLAIN("mitigation", 6),
};
static const char *const item_kinds[] = {
	"step", "input", "output", "approval", "risk", NULL };
static const int items_keys[] = { 0, 1, 2, -1 };
static const char *const items_content[] = {
	"SELECT d.key, i.kind, i.text, i.position, i.role,"
	" i.planned_minutes, i.mitigation FROM module_item i"
	" JOIN module d ON d.id = i.module_id WHERE i.batch_id = ?1"
	" ORDER BY d.key, i.kind, i.text",
	NULL,
};
static const struct runbook_spec items_spec = {
	.target = &target_items,
	.tables = { { "module_item", items_columns, COUNT_OF(items_columns),
		      -1, -1 } },
	.table_count = 1,
	.words = { { 1, item_kinds } },
};
RUNBOOK_TARGET(items, 14, false);

/* readiness -------------------------------------------------------------- */

static const struct target_field readiness_fields[] = {
	{ "migration", VALUE_TEXT, false }, { "criterion", VALUE_TEXT, true },
	{ "title", VALUE_TEXT, false }, { "team", VALUE_TEXT, false },
	{ "required", VALUE_BOOL, false }, { "met", VALUE_TIME, false },
	{ "waived", VALUE_TIME, false }, { "evidence", VALUE_TEXT, false },
	{ "met_undated", VALUE_BOOL, false },
};
static const struct runbook_column readiness_columns[] = {
	RUNBOOK_KEY_OR_ALL(0), KEY("key", AS_VALUE, 1),
	{ "title", WRITER_VALUE, AS_VALUE, 2, 1, NULL },
	RUNBOOK_ID("team_id", AS_TEAM, 3),
	{ "is_required", WRITER_VALUE, AS_VALUE, 4, -1, "1" },
	PLAIN("met_at", 5), PLAIN("waived_at", 6), PLAIN("evidence", 7),
	{ "is_met_undated", WRITER_VALUE, AS_VALUE, 8, -1, "0" },
};
static const int readiness_keys[] = { 0, 1, -1 };
static const char *const readiness_content[] = {
	"SELECT m.key, r.key, r.title, t.key, r.is_required, r.met_at,"
	" r.waived_at, r.evidence, r.is_met_undated FROM readiness_criterion r"
	" LEFT JOIN migration m ON m.id = r.migration_id"
	" LEFT JOIN team t ON t.id = r.team_id WHERE r.batch_id = ?1"
	" ORDER BY m.key, r.key",
	NULL,
};
static const struct runbook_spec readiness_spec = {
	.target = &target_readiness,
	.tables = { { "readiness_criterion", readiness_columns,
		      COUNT_OF(readiness_columns), -1, -1 } },
	.table_count = 1,
};
RUNBOOK_TARGET(readiness, 15, false);

/* cadence ---------------------------------------------------------------- */

static const struct target_field cadence_fields[] = {
	{ "migration", VALUE_TEXT, false }, { "kind", VALUE_TEXT, true },
	{ "phase", VALUE_TEXT, false },
	{ "every_minutes", VALUE_MINUTES, true },
	{ "audience", VALUE_TEXT, false }, { "channel", VALUE_TEXT, false },
};
static const struct runbook_column cadence_columns[] = {
	RUNBOOK_KEY_OR_ALL(0), KEY("kind", AS_VALUE, 1),
	{ "phase", WRITER_KEY, AS_VALUE, 2, -1, "all" },
	PLAIN("every_minutes", 3), PLAIN("audience", 4), PLAIN("channel", 5),
};
static const char *const cadence_kinds[] = {
	"status-update", "review", "debrief", "runbook-review", NULL };
static const char *const cadence_phases[] = {
	"all", "preparation", "cutover", "support", NULL };
static const int cadence_keys[] = { 0, 1, 2, -1 };
static const char *const cadence_content[] = {
	"SELECT m.key, c.kind, c.phase, c.every_minutes, c.audience,"
	" c.channel FROM cadence c"
	" LEFT JOIN migration m ON m.id = c.migration_id"
	" WHERE c.batch_id = ?1 ORDER BY m.key, c.kind, c.phase",
	NULL,
};
static const struct runbook_spec cadence_spec = {
	.target = &target_cadence,
	.tables = { { "cadence", cadence_columns, COUNT_OF(cadence_columns),
		      -1, -1 } },
	.table_count = 1,
	.words = { { 1, cadence_kinds }, { 2, cadence_phases } },
	.ranges = { { 3, DBL_MIN, DBL_MAX, more_than_no_minutes } },
};
RUNBOOK_TARGET(cadence, 16, false);

/* communications --------------------------------------------------------- */

static const struct target_field communications_fields[] = {
	{ "migration", VALUE_TEXT, false }, { "sent", VALUE_TIME, true },
	{ "kind", VALUE_TEXT, false }, { "key", VALUE_TEXT, false },
	{ "source", VALUE_TEXT, false }, { "channel", VALUE_TEXT, false },
	{ "contact", VALUE_TEXT, false }, { "message", VALUE_TEXT, false },
};
static const struct runbook_column communications_columns[] = {
	{ "source", WRITER_KEY, AS_VALUE, 4, -1, "runbook" },
	KEY("ext_key", AS_ROW_NAME, 3),
	RUNBOOK_ID("migration_id", AS_MIGRATION_OR_ALL, 0),
	{ "kind", WRITER_VALUE, AS_VALUE, 2, -1, "" },
	PLAIN("sent_at", 1), PLAIN("channel", 5),
	RUNBOOK_ID("contact_id", AS_CONTACT, 6),
	{ "message", WRITER_VALUE, AS_VALUE, 7, -1, "" },
};
static const int communications_keys[] = { 0, 2, 1, 5, 3, -1 };
static const char *const communications_content[] = {
	"SELECT c.source, c.ext_key, m.key, c.kind, c.sent_at, c.channel,"
	" p.key, c.message FROM communication c"
	" LEFT JOIN migration m ON m.id = c.migration_id"
	" LEFT JOIN contact p ON p.id = c.contact_id WHERE c.batch_id = ?1"
	" ORDER BY c.source, c.ext_key",
	NULL,
};
static const struct runbook_spec communications_spec = {
	.target = &target_communications,
	.tables = { { "communication", communications_columns,
		      COUNT_OF(communications_columns), -1, -1 } },
	.table_count = 1,
	.words = { { 2, cadence_kinds } },
};
RUNBOOK_TARGET(communications, 17, false);

/* hand-off --------------------------------------------------------------- */

static const struct target_field handoff_fields[] = {
	{ "migration", VALUE_TEXT, false }, { "item", VALUE_TEXT, true },
	{ "title", VALUE_TEXT, false }, { "team", VALUE_TEXT, false },
	{ "due", VALUE_TIME, false }, { "done", VALUE_TIME, false },
};
static const struct runbook_column handoff_columns[] = {
	RUNBOOK_KEY_OR_ALL(0), KEY("key", AS_VALUE, 1),
	{ "title", WRITER_VALUE, AS_VALUE, 2, 1, NULL },
	RUNBOOK_ID("team_id", AS_TEAM, 3), PLAIN("due_at", 4),
	PLAIN("done_at", 5),
};
static const int handoff_keys[] = { 0, 1, -1 };
static const char *const handoff_content[] = {
	"SELECT m.key, h.key, h.title, t.key, h.due_at, h.done_at"
	" FROM handoff_item h LEFT JOIN migration m ON m.id = h.migration_id"
	" LEFT JOIN team t ON t.id = h.team_id WHERE h.batch_id = ?1"
	" ORDER BY m.key, h.key",
	NULL,
};
static const struct runbook_spec handoff_spec = {
	.target = &target_handoff,
	.tables = { { "handoff_item", handoff_columns,
		      COUNT_OF(handoff_columns), -1, -1 } },
	.table_count = 1,
};
RUNBOOK_TARGET(handoff, 18, false);

/* access ----------------------------------------------------------------- */

static const struct target_field access_fields[] = {
	{ "migration", VALUE_TEXT, false }, { "system", VALUE_TEXT, true },
	{ "access", VALUE_TEXT, true }, { "team", VALUE_TEXT, false },
	{ "approver", VALUE_TEXT, false }, { "requested", VALUE_TIME, false },
	{ "approved", VALUE_TIME, false }, { "expires", VALUE_TIME, false },
};
static const struct runbook_column access_columns[] = {
	RUNBOOK_KEY_OR_ALL(0), KEY("system", AS_VALUE, 1),
	KEY("access", AS_VALUE, 2),
	{ "team_id", WRITER_KEY_OR_NULL, AS_TEAM, 3, -1, NULL },
	RUNBOOK_ID("approver_id", AS_CONTACT, 4), PLAIN("requested_at", 5),
	PLAIN("approved_at", 6), PLAIN("expires_at", 7),
};
static const int access_keys[] = { 0, 1, 2, 3, -1 };
static const char *const access_content[] = {
	"SELECT m.key, a.system, a.access, t.key, c.key, a.requested_at,"
	" a.approved_at, a.expires_at FROM access_approval a"
	" LEFT JOIN migration m ON m.id = a.migration_id"
	" LEFT JOIN team t ON t.id = a.team_id"
	" LEFT JOIN contact c ON c.id = a.approver_id WHERE a.batch_id = ?1"
	" ORDER BY m.key, a.system, a.access, t.key",
	NULL,
};
static const struct runbook_spec access_spec = {
	.target = &target_access,
	.tables = { { "access_approval", access_columns,
		      COUNT_OF(access_columns), -1, -1 } },
	.table_count = 1,
};
RUNBOOK_TARGET(access, 19, false);

/* rollback --------------------------------------------------------------- */

static const struct target_field rollback_fields[] = {
	{ "migration", VALUE_TEXT, false }, { "module", VALUE_TEXT, false },
	{ "estimated_minutes", VALUE_MINUTES, true },
	{ "decide_by_minutes", VALUE_MINUTES, false },
	{ "agreed", VALUE_TIME, false },
};
static const struct runbook_column rollback_columns[] = {
	RUNBOOK_KEY_OR_ALL(0),
	{ "module_id", WRITER_KEY_OR_NULL, AS_MODULE, 1, -1, NULL },
	PLAIN("estimated_minutes", 2), PLAIN("decide_by_minutes", 3),
	PLAIN("agreed_at", 4),
};
static const int rollback_keys[] = { 0, 1, -1 };
static const char *const rollback_content[] = {
	"SELECT m.key, d.key, r.estimated_minutes, r.decide_by_minutes,"
	" r.agreed_at FROM rollback_plan r"
	" LEFT JOIN migration m ON m.id = r.migration_id"
	" LEFT JOIN module d ON d.id = r.module_id WHERE r.batch_id = ?1"
	" ORDER BY m.key, d.key",
	NULL,
};
static const struct runbook_spec rollback_spec = {
	.target = &target_rollback,
	.tables = { { "rollback_plan", rollback_columns,
		      COUNT_OF(rollback_columns), -1, -1 } },
	.table_count = 1,
	.ranges = { { 2, DBL_MIN, DBL_MAX, more_than_no_minutes } },
};
RUNBOOK_TARGET(rollback, 20, false);
