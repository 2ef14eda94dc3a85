/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cutover plan with what happened, and Rundeck's logs of rehearsals. */
#include <config.h>
#include "demo.h"

enum { STEP_COUNT = 12, FORWARD_COUNT = 10, WINDOW_MINUTES = 420 };

struct step {
	const char *key, *title;
	enum module module;
	enum team team;
	int minutes;
};

/* The first ten make the window of 420 minutes; the last two undo them. */
static const struct step steps[STEP_COUNT] = {
	{ "S01", "Freeze the old system", CUTOVER, CUTOVER_CREW, 20 },
	{ "S02", "Take the last backup", EXTRACTION, EXTRACTION_TEAM, 40 },
	{ "S03", "Export the delta", EXTRACTION, EXTRACTION_TEAM, 60 },
	{ "S04", "Transform the delta", TRANSFORMATION, PIPELINE, 45 },
	{ "S05", "Load the delta", LOAD, LOAD_OPERATIONS, 110 },
	{ "S06", "Compare counts and samples", VALIDATION, DATA_QUALITY, 60 },
	{ "S07", "Go or no-go", CUTOVER, CUTOVER_CREW, 15 },
	{ "S08", "Switch mail, phone and chat", CUTOVER, CUTOVER_CREW, 30 },
	{ "S09", "Smoke test with three agents", VALIDATION, DATA_QUALITY,
	  30 },
	{ "S10", "Open Orbit Desk", CUTOVER, CUTOVER_CREW, 10 },
	{ "R01", "Switch back to the old system", CUTOVER, CUTOVER_CREW, 30 },
	{ "R02", "Restore the last backup", LOAD, LOAD_OPERATIONS, 60 },
};

struct run {
	const struct migration *migration;
	const char *kind, *baseline;
	int64_t planned_start, start, end;
	size_t done_count;	/* forward steps that succeeded */
	bool fails;		/* the next one does not */
	bool rolls_back;	/* the way back is taken */
};

static const char *
status_of(const struct run *run, size_t s)
{
	if (s >= FORWARD_COUNT)
		return run->rolls_back ? "succeeded" : "skipped";
	if (s < run->done_count)
		return "succeeded";
	return run->fails && s == run->done_count ? "failed" : "skipped";
}

static bool
is_run(const struct run *run, size_t s)
{
	return s >= FORWARD_COUNT ? run->rolls_back :
		s < run->done_count + (run->fails ? 1 : 0);
}

static void
plan_row(struct csv *csv, const struct run *run, size_t s,
	 const struct span spans[2])
{
	char name[NAME_SIZE * 2];

	snprintf(name, sizeof(name), "%s-%s", run->migration->key,
		 run->baseline);
	csv_text(csv, run->migration->key);
	csv_text(csv, name);
	csv_text(csv, run->kind);
	csv_text(csv, steps[s].key);
	csv_text(csv, steps[s].title);
	csv_text(csv, module_keys[steps[s].module]);
	csv_text(csv, team_names[steps[s].team]);
	csv_text(csv, s >= FORWARD_COUNT ? "yes" : "no");
	csv_text(csv, run->baseline);
	csv_iso(csv, spans[0].start);
	csv_iso(csv, spans[0].end);
	csv_iso(csv, is_run(run, s) ? spans[1].start : 0);
	csv_iso(csv, is_run(run, s) ? spans[1].end : 0);
	csv_text(csv, status_of(run, s));
	csv_row_end(csv);
}

/* The steps that were run share the time from start to end. */
static void
plan_rows(struct csv *csv, struct chance *chance, const struct run *run)
{
	int64_t weights[STEP_COUNT], sum = 0, passed = 0;
	int64_t planned = run->planned_start, actual = run->start;

	for (size_t s = 0; s < STEP_COUNT; s++) {
		weights[s] = is_run(run, s) ? steps[s].minutes *
			chance_between(chance, 80, 125) : 0;
		sum += weights[s];
	}
	for (size_t s = 0; s < STEP_COUNT; s++) {
		struct span spans[2];

		spans[0].start = planned;
		spans[0].end = planned += steps[s].minutes * 60;
		passed += weights[s];
		spans[1].start = actual;
		actual = run->start + (run->end - run->start) * passed / sum;
		spans[1].end = actual;
		plan_row(csv, run, s, spans);
	}
}

static int64_t
day_before(const struct migration *m, int days)
{
	return m->first_cutover / DAY_SECONDS - days;
}

/* Since the third wave, Rundeck runs the rehearsals; see write_rundeck. */
static bool
is_by_rundeck(const struct migration *m)
{
	return m->go_live > 0 && m->go_live >= at_berlin(day_of(20260501), 0);
}

static void
rehearsal(struct csv *csv, struct chance *chance, const struct migration *m)
{
	int64_t start = at_berlin(m->abandoned != 0 ?
				  m->abandoned / DAY_SECONDS - 1 :
				  day_before(m, 16), 9 * 3600);
	struct run run = {
		m, "rehearsal", "rehearsal-1", start, start + 600,
		start + chance_between(chance, 380, 470) * 60,
		m->abandoned != 0 ? 4 : FORWARD_COUNT, m->abandoned != 0,
		false,
	};

	plan_rows(csv, chance, &run);
}

static void
drill(struct csv *csv, struct chance *chance, const struct migration *m)
{
	int64_t start = at_berlin(day_before(m, 9), 9 * 3600);
	struct run run = {
		m, "drill", "drill-1", start, start + 300,
		start + chance_between(chance, 330, 400) * 60, 5, false, true,
	};

	plan_rows(csv, chance, &run);
}

static void
cutovers(struct csv *csv, struct chance *chance, const struct migration *m)
{
	int64_t start = at_berlin(m->go_live / DAY_SECONDS, 7 * 3600);
	struct run run = {
		m, "cutover", "cutover-1", start, start, m->go_live,
		FORWARD_COUNT, false, false,
	};

	if (m->fate == ROLLED_BACK) {
		int64_t first = at_berlin(m->first_cutover / DAY_SECONDS,
					  7 * 3600);
		struct run undone = {
			m, "cutover", "cutover-1", first, first,
			first + chance_between(chance, 500, 560) * 60, 8,
			true, true,
		};

		plan_rows(csv, chance, &undone);
		run.baseline = "cutover-2";
	}
	plan_rows(csv, chance, &run);
}

void
write_cutover_plan(struct demo *demo)
{
	struct csv csv = {
		open_output(demo, "cutover/plan.csv"), "\n", false,
	};

	csv_header(&csv, "migration,iteration,kind,step,title,module,team,"
		   "is_rollback,baseline,planned_start,planned_end,"
		   "actual_start,actual_end,status");
	for (int i = 0; i < MIGRATION_COUNT; i++) {
		const struct migration *m = &demo->migrations[i];

		if (m->fate == OPEN)
			continue;
		if (!is_by_rundeck(m))
			rehearsal(&csv, &demo->chance, m);
		if (m->go_live == 0)
			continue;
		drill(&csv, &demo->chance, m);
		cutovers(&csv, &demo->chance, m);
	}
	close_output(csv.file, "cutover/plan.csv");
}

static void
entry(FILE *file, int64_t at, const char *head, size_t step,
      const char *message)
{
	char when[NAME_SIZE];

	fprintf(file, "^%s|%s|{node=orbit-load-01|step=%zu|stepctx=%zu|"
		"user=rundeck}|%s^\n", as_iso(when, at), head, step, step,
		message);
}

static void
rehearsal_log(struct demo *demo, const struct migration *m, int execution,
	      size_t fails_at)
{
	char name[NAME_SIZE * 2], message[256];
	int64_t at = at_berlin(day_before(m, execution % 2 ? 19 : 16),
			       9 * 3600);
	FILE *file;

	snprintf(name, sizeof(name), "cutover/%s-rehearsal-%d.rdlog", m->key,
		 execution);
	file = open_output(demo, name);
	fputs("^text/x-rundeck-log-v2.0^\n", file);
	for (size_t s = 1; s <= FORWARD_COUNT; s++) {
		const struct step *step = &steps[s - 1];

		entry(file, at, "stepbegin|", s, "");
		entry(file, at, "nodebegin|", s, "");
		snprintf(message, sizeof(message), "%s: %s for %s", step->key,
			 step->title, m->key);
		entry(file, at + 1, "|", s, message);
		at += step->minutes *
			chance_between(&demo->chance, 40, 66);
		if (s == fails_at)
			entry(file, at, "|ERROR", s,
			      "Failed: target refused the batch");
		entry(file, at, "nodeend|", s, "");
		entry(file, at, "stepend|", s, "");
		if (s == fails_at)
			break;
		at += 2;
	}
	fputs("^END^\n", file);
	close_output(file, name);
}

void
write_rundeck(struct demo *demo)
{
	int execution = 2301;

	for (int i = 0; i < MIGRATION_COUNT; i++) {
		const struct migration *m = &demo->migrations[i];

		if (!is_by_rundeck(m))
			continue;
		/* The very first automated rehearsal failed at the load. */
		rehearsal_log(demo, m, execution, execution == 2301 ? 5 : 0);
		rehearsal_log(demo, m, execution + 1, 0);
		execution += 2;
	}
}
