/* SPDX-License-Identifier: GPL-3.0-or-later */
/* runbook_tables.c -- the plan and its promises, as tables of columns. */
#include <config.h>
#include "runbook.h"

#define COUNT_OF RUNBOOK_COUNT
#define KEY RUNBOOK_KEY
#define PLAIN RUNBOOK_VALUE

/* migrations ------------------------------------------------------------ */

static const struct target_field migrations_fields[] = {
	{ "migration", VALUE_TEXT, true }, { "title", VALUE_TEXT, false },
	{ "customer", VALUE_TEXT, false },
	{ "source_system", VALUE_TEXT, false },
	{ "target_system", VALUE_TEXT, false },
	{ "wave", VALUE_TEXT, false }, { "size_band", VALUE_TEXT, false },
	{ "users", VALUE_INTEGER, false }, { "kickoff", VALUE_TIME, false },
	{ "planned_go_live", VALUE_TIME, false },
	{ "window_minutes", VALUE_INTEGER, false },
	{ "state", VALUE_TEXT, false }, { "abandoned", VALUE_PAST, false },
	{ "go_live", VALUE_TIME, false },
	{ "support_until", VALUE_TIME, false },
};
static const struct runbook_column migrations_columns[] = {
	KEY("key", AS_VALUE, 0),
	{ "title", WRITER_VALUE, AS_VALUE, 1, 0, NULL },
	{ "customer_id", WRITER_VALUE, AS_CUSTOMER, 2, -1, NULL },
	PLAIN("source_system", 3), PLAIN("target_system", 4),
	PLAIN("wave", 5), PLAIN("size_band", 6), PLAIN("user_count", 7),
	PLAIN("kickoff_at", 8), PLAIN("planned_go_live_at", 9),
	PLAIN("window_minutes", 10),
	{ "state", WRITER_VALUE, AS_VALUE, 11, -1, "running" },
	PLAIN("abandoned_at", 12), PLAIN("go_live_at", 13),
	PLAIN("support_until_at", 14),
};
static const char *const migration_states[] = {
	"planned", "running", "live", "abandoned", NULL };
static const int migrations_keys[] = { 0, -1 };
static const char *const migrations_content[] = {
	"SELECT m.key, m.title, c.key, m.source_system, m.target_system,"
	" m.wave, m.size_band, m.user_count, m.kickoff_at,"
	" m.planned_go_live_at, m.window_minutes, m.state, m.abandoned_at,"
	" m.go_live_at, m.support_until_at FROM migration m"
	" JOIN customer c ON c.id = m.customer_id WHERE m.batch_id = ?1"
	" ORDER BY m.key",
	NULL,
};
static const struct runbook_spec migrations_spec = {
	.target = &target_migrations,
	.tables = { { "migration", migrations_columns,
		      COUNT_OF(migrations_columns), -1, -1 } },
	.table_count = 1,
	.words = { { 11, migration_states } },
};
RUNBOOK_TARGET(migrations, 1, true);

/* modules --------------------------------------------------------------- */

static const struct target_field modules_fields[] = {
	{ "module", VALUE_TEXT, true }, { "title", VALUE_TEXT, false },
	{ "position", VALUE_INTEGER, true },
};
static const struct runbook_column modules_columns[] = {
	KEY("key", AS_VALUE, 0),
	{ "title", WRITER_VALUE, AS_VALUE, 1, 0, NULL },
	PLAIN("position", 2),
};
static const int modules_keys[] = { 0, -1 };
static const char *const modules_content[] = {
	"SELECT key, title, position FROM module WHERE batch_id = ?1"
	" ORDER BY key",
	NULL,
};
static const struct runbook_spec modules_spec = {
	.target = &target_modules,
	.tables = { { "module", modules_columns, COUNT_OF(modules_columns),
		      -1, -1 } },
	.table_count = 1,
};
RUNBOOK_TARGET(modules, 2, true);

/* timeline -------------------------------------------------------------- */

static const struct target_field timeline_fields[] = {
	{ "migration", VALUE_TEXT, false }, { "module", VALUE_TEXT, true },
	{ "baseline", VALUE_TEXT, false },
	{ "planned_start", VALUE_TIME, false },
	{ "planned_end", VALUE_TIME, false },
	{ "actual_start", VALUE_PAST, false },
	{ "actual_end", VALUE_PAST, false },
};
static const struct runbook_column timeline_plan[] = {
	KEY("migration_id", AS_MIGRATION, 0), KEY("module_id", AS_MODULE, 1),
	{ "baseline", WRITER_KEY, AS_VALUE, 2, -1, "kickoff" },
	PLAIN("planned_start_at", 3), PLAIN("planned_end_at", 4),
};
static const struct runbook_column timeline_run[] = {
	KEY("migration_id", AS_MIGRATION, 0), KEY("module_id", AS_MODULE, 1),
	PLAIN("started_at", 5), PLAIN("ended_at", 6),
};
static const int timeline_keys[] = { 0, 1, 2, -1 };
static const char *const timeline_content[] = {
	"SELECT m.key, d.key, p.baseline, p.planned_start_at,"
	" p.planned_end_at FROM module_plan p"
	" JOIN migration m ON m.id = p.migration_id"
	" JOIN module d ON d.id = p.module_id WHERE p.batch_id = ?1"
	" ORDER BY m.key, d.key, p.baseline",
	"SELECT m.key, d.key, r.started_at, r.ended_at FROM module_run r"
	" JOIN migration m ON m.id = r.migration_id"
	" JOIN module d ON d.id = r.module_id WHERE r.batch_id = ?1"
	" ORDER BY m.key, d.key",
	NULL,
};
static const struct runbook_spec timeline_spec = {
	.target = &target_timeline,
	.tables = { { "module_plan", timeline_plan, COUNT_OF(timeline_plan),
		      3, 4 },
		    { "module_run", timeline_run, COUNT_OF(timeline_run),
		      5, 6 } },
	.table_count = 2,
};
RUNBOOK_TARGET(timeline, 10, false);

/* contacts -------------------------------------------------------------- */

static const struct target_field contacts_fields[] = {
	{ "contact", VALUE_TEXT, true }, { "name", VALUE_TEXT, false },
	{ "team", VALUE_TEXT, false }, { "channel", VALUE_TEXT, false },
	{ "address", VALUE_TEXT, false }, { "zone", VALUE_TEXT, false },
	{ "language", VALUE_TEXT, false },
	{ "preference", VALUE_INTEGER, false },
};
static const struct runbook_column contacts_contact[] = {
	KEY("key", AS_VALUE, 0),
	{ "name", WRITER_VALUE, AS_VALUE, 1, 0, NULL },
	{ "team_id", WRITER_VALUE, AS_TEAM, 2, -1, NULL },
};
static const struct runbook_column contacts_point[] = {
	{ "contact_id", WRITER_KEY, AS_PARENT, 0, -1, NULL },
	{ "channel", WRITER_KEY, AS_VALUE, 3, -1, "email" },
	KEY("address", AS_VALUE, 4), PLAIN("zone", 5), PLAIN("language", 6),
	PLAIN("preference", 7),
};
static const int contacts_keys[] = { 0, 3, 4, -1 };
static const char *const contacts_content[] = {
	"SELECT c.key, c.name, t.key FROM contact c"
	" LEFT JOIN team t ON t.id = c.team_id WHERE c.batch_id = ?1"
	" ORDER BY c.key",
	"SELECT c.key, p.channel, p.address, p.zone, p.language,"
	" p.preference FROM contact_point p"
	" JOIN contact c ON c.id = p.contact_id WHERE p.batch_id = ?1"
	" ORDER BY c.key, p.channel, p.address",
	NULL,
};
static const struct runbook_spec contacts_spec = {
	.target = &target_contacts,
	.tables = { { "contact", contacts_contact, COUNT_OF(contacts_contact),
		      -1, -1 },
		    { "contact_point", contacts_point,
		      COUNT_OF(contacts_point), 4, -1 } },
	.table_count = 2,
};
RUNBOOK_TARGET(contacts, 3, false);

/* targets, sla, invitations ---------------------------------------------- */

static const struct target_field targets_fields[] = {
	{ "migration", VALUE_TEXT, true }, { "metric", VALUE_TEXT, true },
	{ "comparison", VALUE_TEXT, true }, { "value", VALUE_REAL, true },
	{ "agreed", VALUE_TIME, false },
};
static const struct runbook_column targets_columns[] = {
	{ "migration_id", WRITER_KEY_OR_NULL, AS_MIGRATION_OR_ALL, 0, -1,
	  NULL },
	KEY("metric", AS_VALUE, 1), PLAIN("comparison", 2),
	PLAIN("value", 3), PLAIN("agreed_at", 4),
};
static const char *const comparisons[] = { "<=", ">=", NULL };
static const int targets_keys[] = { 0, 1, -1 };
static const char *const targets_content[] = {
	"SELECT m.key, t.metric, t.comparison, t.value, t.agreed_at"
	" FROM target t LEFT JOIN migration m ON m.id = t.migration_id"
	" WHERE t.batch_id = ?1 ORDER BY m.key, t.metric",
	NULL,
};
static const struct runbook_spec targets_spec = {
	.target = &target_targets,
	.tables = { { "target", targets_columns, COUNT_OF(targets_columns),
		      -1, -1 } },
	.table_count = 1,
	.words = { { 2, comparisons } },
};
RUNBOOK_TARGET(targets, 11, false);

static const struct target_field sla_fields[] = {
	{ "severity", VALUE_INTEGER, true }, { "measure", VALUE_TEXT, true },
	{ "minutes", VALUE_MINUTES, true },
};
static const struct runbook_column sla_columns[] = {
	KEY("severity", AS_VALUE, 0), KEY("measure", AS_VALUE, 1),
	PLAIN("minutes", 2),
};
static const char *const measures[] = { "acknowledge", "restore", NULL };
static const int sla_keys[] = { 0, 1, -1 };
static const char *const sla_content[] = {
	"SELECT severity, measure, minutes FROM sla WHERE batch_id = ?1"
	" ORDER BY severity, measure",
	NULL,
};
static const struct runbook_spec sla_spec = {
	.target = &target_sla,
	.tables = { { "sla", sla_columns, COUNT_OF(sla_columns), -1, -1 } },
	.table_count = 1, .words = { { 1, measures } },
	.ranges = { { 0, 1, 5, "1 (worst) to 5" } },
};
RUNBOOK_TARGET(sla, 12, false);

static const struct target_field invitations_fields[] = {
	{ "survey", VALUE_TEXT, true }, { "migration", VALUE_TEXT, false },
	{ "invited", VALUE_INTEGER, true },
};
static const struct runbook_column invitations_columns[] = {
	KEY("survey", AS_VALUE, 0),
	{ "migration_id", WRITER_KEY_OR_NULL, AS_MIGRATION_OR_ALL, 1, -1,
	  NULL },
	PLAIN("invited_count", 2),
};
static const int invitations_keys[] = { 0, 1, -1 };
static const char *const invitations_content[] = {
	"SELECT i.survey, m.key, i.invited_count FROM invitation i"
	" LEFT JOIN migration m ON m.id = i.migration_id"
	" WHERE i.batch_id = ?1 ORDER BY i.survey, m.key",
	NULL,
};
static const struct runbook_spec invitations_spec = {
	.target = &target_invitations,
	.tables = { { "invitation", invitations_columns,
		      COUNT_OF(invitations_columns), -1, -1 } },
	.table_count = 1,
};
RUNBOOK_TARGET(invitations, 13, false);
