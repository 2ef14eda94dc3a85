/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The runbook's CSVs: migrations, modules, timeline, targets, invitations. */
#include <config.h>
#include "demo.h"

static void
write_migrations(struct demo *demo)
{
	static const char *const states[] = {
		"live", "live", "abandoned", "running",
	};
	struct csv csv = {
		open_output(demo, "runbook/migrations.csv"), "\n", false,
	};

	csv_header(&csv, "migration,title,customer,source_system,"
		   "target_system,wave,size_band,users,kickoff,"
		   "planned_go_live,window_minutes,state,abandoned,go_live,"
		   "support_until");
	for (int i = 0; i < MIGRATION_COUNT; i++) {
		const struct migration *m = &demo->migrations[i];

		csv_text(&csv, m->key);
		csv_text(&csv, m->title);
		csv_text(&csv, customer_names[m->customer]);
		csv_text(&csv, m->source_system);
		csv_text(&csv, "Orbit Desk");
		csv_text(&csv, m->wave);
		csv_text(&csv, m->size_band);
		csv_number(&csv, m->users);
		csv_iso(&csv, m->kickoff);
		csv_iso(&csv, m->planned_go_live);
		csv_number(&csv, 420);
		csv_text(&csv, states[m->fate]);
		csv_iso(&csv, m->abandoned);
		csv_iso(&csv, m->go_live);
		csv_iso(&csv, m->go_live == 0 ? 0 :
			m->go_live + 30 * DAY_SECONDS);
		csv_row_end(&csv);
	}
	close_output(csv.file, "runbook/migrations.csv");
}

static void
write_modules(struct demo *demo)
{
	struct csv csv = {
		open_output(demo, "runbook/modules.csv"), "\n", false,
	};

	csv_header(&csv, "module,title,position");
	for (int k = 0; k < MODULE_COUNT; k++) {
		csv_text(&csv, module_keys[k]);
		csv_text(&csv, module_titles[k]);
		csv_number(&csv, k + 1);
		csv_row_end(&csv);
	}
	close_output(csv.file, "runbook/modules.csv");
}

static void
timeline_row(struct csv *csv, const struct migration *m, int module,
	     const char *baseline, struct span planned, struct span actual)
{
	csv_text(csv, m->key);
	csv_text(csv, module_keys[module]);
	csv_text(csv, baseline);
	csv_iso(csv, planned.start);
	csv_iso(csv, planned.end);
	csv_iso(csv, actual.start);
	csv_iso(csv, actual.end);
	csv_row_end(csv);
}

/* A migration that slipped was planned anew when its load began. */
static void
replan_rows(struct csv *csv, const struct migration *m)
{
	int64_t shift = m->go_live - m->planned_go_live;

	if (m->go_live == 0 || shift < DAY_SECONDS)
		return;
	shift = (shift / DAY_SECONDS + 1) / 7 * 7 * DAY_SECONDS;
	for (int k = LOAD; k < MODULE_COUNT; k++)
		timeline_row(csv, m, k, "replan-1",
			     (struct span){ m->planned[k].start + shift,
					    m->planned[k].end + shift },
			     (struct span){ 0, 0 });
}

static void
write_timeline(struct demo *demo)
{
	struct csv csv = {
		open_output(demo, "runbook/timeline.csv"), "\n", false,
	};

	csv_header(&csv, "migration,module,baseline,planned_start,"
		   "planned_end,actual_start,actual_end");
	for (int i = 0; i < MIGRATION_COUNT; i++) {
		const struct migration *m = &demo->migrations[i];

		for (int k = 0; k < MODULE_COUNT; k++)
			timeline_row(&csv, m, k, "kickoff", m->planned[k],
				     m->actual[k]);
		replan_rows(&csv, m);
	}
	close_output(csv.file, "runbook/timeline.csv");
}

static void
write_promises(struct demo *demo)
{
	struct csv csv = {
		open_output(demo, "runbook/targets.csv"), "\n", false,
	};

	csv_header(&csv, "migration,metric,comparison,value,agreed\n"
		   "*,time-to-migrate,<=,100,2025-01-15T09:00:00Z\n"
		   "*,data-accuracy,>=,99.5,2025-01-15T09:00:00Z\n"
		   "*,satisfaction,>=,20,2025-01-15T09:00:00Z\n"
		   "*,incident-rate,<=,1.5,2025-01-15T09:00:00Z");
	close_output(csv.file, "runbook/targets.csv");
	csv.file = open_output(demo, "runbook/sla.csv");
	csv_header(&csv, "severity,measure,minutes\n"
		   "1,acknowledge,30\n2,acknowledge,60\n"
		   "3,acknowledge,240\n4,acknowledge,480\n"
		   "1,restore,240\n2,restore,480\n"
		   "3,restore,2880\n4,restore,7200");
	close_output(csv.file, "runbook/sla.csv");
}

void
write_runbook(struct demo *demo)
{
	write_migrations(demo);
	write_modules(demo);
	write_timeline(demo);
	write_promises(demo);
}
