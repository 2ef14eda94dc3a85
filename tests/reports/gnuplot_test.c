/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "debrief/file.h"
#include "reports/figures/accuracy.h"
#include "reports/figures/durations.h"
#include "reports/figures/forest.h"
#include "reports/figures/funnel.h"
#include "reports/figures/gantt.h"
#include "reports/figures/incidents.h"
#include "reports/figures/nps.h"
#include "reports/figures/ownership.h"
#include "reports/figures/sparkline.h"
#include "reports/figures/xmr.h"
#include "reports/gnuplot.h"
#include "reports/script.h"
#include "reports/svg.h"
#include "unit/hostile.h"

static char folder[] = "/tmp/debrief-gnuplot-XXXXXX";

static int
make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int
remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

/* A program that stands in for gnuplot; the caller removes it. */
static void
write_program(char path[64], const char *text)
{
	struct dbr_buf script = DBR_BUF_INIT;
	struct dbr_error err = DBR_ERROR_INIT;

	snprintf(path, 64, "%s/gnuplot", folder);
	dbr_buf_addf(&script, "#!/bin/sh\n%s\n", text);
	assert_int_equal(dbr_file_write(path, dbr_buf_str(&script), 0700,
					&err), DBR_OK);
	dbr_buf_release(&script);
}

static void
draw_moment(struct figure *out, const char *gnuplot, struct dbr_arena *arena)
{
	const struct figure_gantt_row row = { "Row", NULL, 0, DBR_DAY_US, 0,
					      DBR_DAY_US, NULL, 0, NULL };
	const struct figure_gantt in = { .rows = &row, .row_count = 1 };
	const struct figure_style style = { .id = "f1", .gnuplot = gnuplot,
					    .timeout_ms = 1500 };
	struct dbr_error err = DBR_ERROR_INIT;

	assert_int_equal(figure_gantt_draw(out, &in, &style, arena, &err),
			 DBR_OK);
}

/* The report goes on: a reason, no picture, the data still there. */
static void
expect_problem(const char *program, const char *problem)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct figure figure;
	char path[64];

	write_program(path, program);
	draw_moment(&figure, path, &arena);
	assert_int_equal(figure.svg.size, 0);
	assert_non_null(figure.problem);
	if (!strstr(figure.problem, problem))
		fail_msg("\"%s\" says: %s", program, figure.problem);
	assert_int_equal(figure.table.row_count, 1);
	unlink(path);
	dbr_arena_release(&arena);
}

static void
gnuplot_itself_draws(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct figure figure;

	(void)state;
	draw_moment(&figure, GNUPLOT_PATH, &arena);
	assert_null(figure.problem);
	assert_true(figure.svg.size > 0);
	dbr_arena_release(&arena);
}

/* So that what fails below is the fault, and not the stand-in. */
static void
a_stand_in_that_runs_gnuplot_draws(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct figure figure;
	char path[64];

	(void)state;
	write_program(path, "exec " GNUPLOT_PATH " -d /dev/stdin");
	draw_moment(&figure, path, &arena);
	assert_null(figure.problem);
	unlink(path);
	dbr_arena_release(&arena);
}

static void
a_missing_gnuplot_costs_the_picture_only(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct figure figure;

	(void)state;
	draw_moment(&figure, "/nonexistent/gnuplot", &arena);
	assert_non_null(figure.problem);
	assert_int_equal(figure.svg.size, 0);
	assert_int_equal(figure.table.row_count, 1);
	dbr_arena_release(&arena);
}

static void
a_failing_gnuplot_costs_the_picture_only(void **state)
{
	static const char draws[] = GNUPLOT_PATH " -d /dev/stdin";
	char program[256];

	(void)state;
	expect_problem("cat >/dev/null; exit 1", "status 1");
	expect_problem("kill -SEGV $$", "signal");
	expect_problem("exec sleep 30", "too long");
	expect_problem("exec yes", "too much");
	expect_problem("cat >/dev/null; echo DBR-OK >&2; echo '<svg>'",
		       "cut off");
	expect_problem("cat >/dev/null; echo DBR-OK >&2; echo '<svg></svg>';"
		       " echo '<svg></svg>'", "not well-formed");
	snprintf(program, sizeof(program), "%s; echo warning >&2", draws);
	expect_problem(program, "warning");
	snprintf(program, sizeof(program), "%s | head -c 2000; "
		 "echo DBR-OK >&2", draws);
	expect_problem(program, "gnuplot");
}

/* The script language can start programs: that is what S1 is for. */
static enum dbr_status
run_text(const char *text)
{
	struct dbr_buf svg = DBR_BUF_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct gnuplot_run run = { .program = GNUPLOT_PATH,
				   .script = dbr_str_from(text),
				   .picture_count = 1 };
	enum dbr_status rc = gnuplot_run(&svg, &run, &err);

	dbr_buf_release(&svg);
	return rc;
}

static const char *
canary_path(char path[64])
{
	snprintf(path, 64, "%s/canary", folder);
	return path;
}

/* Texts that would leave a file behind if any byte of them were obeyed. */
static size_t
make_canaries(const char *out[], struct dbr_arena *arena)
{
	static const char *const shapes[] = {
		"`touch %s`",
		"\"; system('touch %s') #",
		"'. system('touch %s') .'",
		"EOD\nsystem 'touch %s'\n",
		"e\n!touch %s\n",
		"\n!touch %s\n",
		"< touch %s",
		"|touch %s",
		"\\n\" ; set output '|touch %s' #",
		"$(touch %s)",
		"@macro `touch %s`",
		"[[0]]\nsystem('touch %s')",
	};
	size_t count = sizeof(shapes) / sizeof(shapes[0]);
	char path[64];

	for (size_t i = 0; i < count; i++) {
		struct dbr_buf text = DBR_BUF_INIT;
		struct dbr_str rest = dbr_str_from(shapes[i]);
		struct dbr_str head = dbr_str_cut(&rest, '%');

		dbr_buf_add_str(&text, head);
		dbr_buf_add_text(&text, canary_path(path));
		rest.at++;
		rest.size--;
		dbr_buf_add_str(&text, rest);
		out[i] = dbr_arena_text(arena, dbr_buf_str(&text));
		dbr_buf_release(&text);
	}
	return count;
}

static void
a_canary_sings_when_a_script_is_obeyed(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	char path[64];

	(void)state;
	(void)run_text(dbr_arena_textf(&arena, "x = \"`touch %s`\"\n",
				       canary_path(path)));
	assert_int_equal(access(path, F_OK), 0);
	unlink(path);
	dbr_arena_release(&arena);
}

static void
expect_clean(const struct figure *figure)
{
	struct dbr_error err = DBR_ERROR_INIT;
	char path[64];

	if (figure->problem)
		fail_msg("%s", figure->problem);
	if (svg_check(figure->svg, &err) != DBR_OK)
		fail_msg("%s", err.what);
	assert_int_not_equal(access(canary_path(path), F_OK), 0);
	for (size_t i = 0; i < figure->script.size; i++) {
		unsigned char c = (unsigned char)figure->script.at[i];

		assert_true(c == '\n' || (c >= 0x20 && c < 0x7F));
		assert_null(strchr("`@!|\\", c));
	}
	assert_null(strstr(figure->script.at, "touch"));
	assert_null(strstr(figure->script.at, "alert"));
}

enum { NAMES_MAX = HOSTILE_COUNT + 20 };

struct hostile_names {
	const char *at[NAMES_MAX];
	size_t count;
};

static void
collect_names(struct hostile_names *names, struct dbr_arena *arena)
{
	names->count = make_canaries(names->at, arena);
	for (size_t i = 0; i < HOSTILE_COUNT; i++)
		names->at[names->count++] = dbr_arena_text(arena, hostile[i]);
}

static void
draw_rows(const struct hostile_names *names, const struct figure_style *style,
	  struct dbr_arena *arena)
{
	struct figure_gantt_row gantt[NAMES_MAX] = { { .name = NULL } };
	struct figure_ownership_row owners[NAMES_MAX] = { { .owner = NULL } };
	struct figure_nps_row nps[NAMES_MAX] = { { .name = NULL } };
	struct figure_accuracy_row tables[NAMES_MAX] = { { .name = NULL } };
	const struct dbr_number share = { .value = 0.5, .has_value = true,
					  .n = 40, .unit = DBR_UNIT_SHARE };
	const struct figure_gantt gantt_in = { .row_heading = names->at[0],
		.rows = gantt, .row_count = names->count };
	const struct figure_ownership owners_in = { owners, names->count, 1 };
	const struct figure_nps nps_in = { nps, names->count };
	const struct figure_accuracy tables_in = { 0.9, tables,
						   names->count };
	struct dbr_error err = DBR_ERROR_INIT;
	struct figure figure;

	for (size_t i = 0; i < names->count; i++) {
		const char *name = names->at[i];

		gantt[i] = (struct figure_gantt_row){
			name, name, 0, DBR_DAY_US, 0, DBR_DAY_US, NULL, 0,
			name };
		owners[i] = (struct figure_ownership_row){
			name, name, name, 4, 30, 40,
			FIGURE_OWNERSHIP_PROPOSE, share, name };
		nps[i] = (struct figure_nps_row){ name, 5, 5, 5, share, true,
						  name };
		tables[i] = (struct figure_accuracy_row){ name, share, 1, 2 };
	}
	assert_int_equal(figure_gantt_draw(&figure, &gantt_in, style, arena,
					   &err), DBR_OK);
	expect_clean(&figure);
	assert_int_equal(figure_ownership_draw(&figure, &owners_in, style,
					       arena, &err), DBR_OK);
	expect_clean(&figure);
	assert_int_equal(figure_nps_draw(&figure, &nps_in, style, arena,
					 &err), DBR_OK);
	expect_clean(&figure);
	assert_int_equal(figure_accuracy_draw(&figure, &tables_in, style,
					      arena, &err), DBR_OK);
	expect_clean(&figure);
}

static void
draw_incidents(const struct hostile_names *names,
	       const struct figure_style *style, struct dbr_arena *arena)
{
	struct figure_incident incidents[NAMES_MAX] = { { .tip = NULL } };
	struct figure_event events[NAMES_MAX] = { { .name = NULL } };
	const struct figure_severity severity = { names->at[1], false };
	const struct figure_incidents in = {
		.end_us = 100 * DBR_DAY_US, .severities = &severity,
		.severity_count = 1, .incidents = incidents,
		.incident_count = names->count, .events = events,
		.event_count = names->count,
	};
	struct dbr_error err = DBR_ERROR_INIT;
	struct figure figure;

	for (size_t i = 0; i < names->count; i++) {
		incidents[i] = (struct figure_incident){
			(int64_t)i * DBR_HOUR_US, 0, names->at[i] };
		events[i] = (struct figure_event){
			names->at[i], names->at[i],
			(int64_t)i * DBR_DAY_US / 4 };
	}
	assert_int_equal(figure_incidents_draw(&figure, &in, style, arena,
					       &err), DBR_OK);
	expect_clean(&figure);
}

static const struct dbr_number one = { .value = 1, .has_value = true,
				       .n = 40, .unit = DBR_UNIT_PER };

static void
draw_charts(const struct hostile_names *names,
	    const struct figure_style *style, struct dbr_arena *arena)
{
	const char *name = names->at[0];
	struct figure_xmr_point points[NAMES_MAX] = { { .label = NULL } };
	struct figure_funnel_point teams[NAMES_MAX] = { { .name = NULL } };
	const struct figure_xmr_limits limits = { 0, 1, 1, name, one, one,
						  one, 1 };
	const struct figure_xmr_event event = { 1, name };
	const struct figure_xmr xmr = {
		.title = name, .period = name, .points = points,
		.point_count = names->count, .limits = &limits,
		.limits_count = 1, .events = &event, .event_count = 1,
	};
	const struct figure_funnel funnel = { name, name, teams, names->count,
					      NULL, 0, one };
	struct dbr_error err = DBR_ERROR_INIT;
	struct figure figure;

	for (size_t i = 0; i < names->count; i++) {
		points[i] = (struct figure_xmr_point){ names->at[i], 1, 1,
						       true, true };
		teams[i] = (struct figure_funnel_point){
			names->at[i], (double)i * 100, one, names->at[i],
			FIGURE_FUNNEL_WORSE };
	}
	assert_int_equal(figure_xmr_draw(&figure, &xmr, style, arena, &err),
			 DBR_OK);
	expect_clean(&figure);
	assert_int_equal(figure_funnel_draw(&figure, &funnel, style, arena,
					    &err), DBR_OK);
	expect_clean(&figure);
}

static void
draw_others(const struct hostile_names *names,
	    const struct figure_style *style, struct dbr_arena *arena)
{
	static const double seconds[] = { 1, 2, 3, 4, 5, 6 };
	struct figure_forest_row rows[NAMES_MAX] = { { .name = NULL } };
	struct figure_duration_row phases[NAMES_MAX] = { { .name = NULL } };
	struct dbr_number cells[NAMES_MAX];
	const struct figure_forest_panel panel = { names->at[0], names->at[1],
						   true, true, 1,
						   names->at[2] };
	const struct figure_forest forest = { &panel, 1, rows, names->count,
					      cells };
	const struct figure_durations durations = { names->at[3],
						    names->at[4], phases,
						    names->count };
	const struct figure_sparkline_point point = { names->at[5], one,
						      FIGURE_READING_WORSE };
	const struct figure_sparkline sparkline = { .measure = names->at[6],
						    .points = &point,
						    .point_count = 1 };
	struct dbr_error err = DBR_ERROR_INIT;
	struct figure figure;

	for (size_t i = 0; i < names->count; i++) {
		cells[i] = one;
		rows[i] = (struct figure_forest_row){ names->at[i],
						      names->at[i], true };
		phases[i] = (struct figure_duration_row){
			.name = names->at[i], .qualifier = names->at[i],
			.seconds = seconds, .count = 6, .median = one,
			.p90 = one, .p5 = 1, .q1 = 2, .q3 = 3, .p95 = 5 };
	}
	assert_int_equal(figure_forest_draw(&figure, &forest, style, arena,
					    &err), DBR_OK);
	expect_clean(&figure);
	assert_int_equal(figure_durations_draw(&figure, &durations, style,
					       arena, &err), DBR_OK);
	expect_clean(&figure);
	assert_int_equal(figure_sparkline_draw(&figure, &sparkline, style,
					       arena, &err), DBR_OK);
	expect_clean(&figure);
}

static void
no_byte_of_a_hostile_text_reaches_gnuplot(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct hostile_names names;

	(void)state;
	collect_names(&names, &arena);
	for (size_t i = 0; i < 3; i++) {
		const struct figure_style style = {
			.id = "f1", .gnuplot = GNUPLOT_PATH,
			.title = names.at[i], .desc = names.at[i + 3],
		};

		if (i == 0)
			draw_rows(&names, &style, &arena);
		if (i == 1)
			draw_charts(&names, &style, &arena);
		if (i == 2)
			draw_others(&names, &style, &arena);
		draw_incidents(&names, &style, &arena);
	}
	dbr_arena_release(&arena);
}

static void
a_number_that_is_not_finite_is_not_written(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_str text;
	struct script s;

	(void)state;
	script_init(&s, &arena, 760, 100);
	script_line(&s, point_at(0, 0), point_at(1.0 / 0.0, 5),
		    (struct pen){ COLOR_INK, 1, 0 });
	assert_int_equal(script_finish(&text, &s, &err), DBR_EBUG);
	assert_null(strstr(text.at, "inf"));
	script_release(&s);
	dbr_arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gnuplot_itself_draws),
		cmocka_unit_test(a_stand_in_that_runs_gnuplot_draws),
		cmocka_unit_test(a_missing_gnuplot_costs_the_picture_only),
		cmocka_unit_test(a_failing_gnuplot_costs_the_picture_only),
		cmocka_unit_test(a_canary_sings_when_a_script_is_obeyed),
		cmocka_unit_test(no_byte_of_a_hostile_text_reaches_gnuplot),
		cmocka_unit_test(a_number_that_is_not_finite_is_not_written),
	};

	if (access(GNUPLOT_PATH, X_OK) != 0) {
		printf("1..0 # SKIP there is no gnuplot\n");
		return 0;
	}
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
