/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every sample of every figure in one gnuplot, and gnuplots that fail. */
#include <config.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "debrief/file.h"
#include "reports/gallery.h"
#include "tests/reports/figure_samples.h"

enum { FIGURES_MAX = 200, TIMEOUT_MS = 1500 };
#define DRAWS GNUPLOT_PATH " -d /dev/stdin"

static char folder[] = "/tmp/debrief-gallery-XXXXXX";

struct wall {
	struct dbr_arena arena;
	struct gallery gallery;
	struct figure figures[FIGURES_MAX];
	const struct figure_sample *samples[FIGURES_MAX];
	size_t count;
};

static void
hang_all(struct wall *wall, const char *gnuplot, size_t max)
{
	*wall = (struct wall){ .arena = DBR_ARENA_INIT };
	wall->gallery = (struct gallery){ .arena = &wall->arena,
					  .gnuplot = gnuplot,
					  .timeout_ms = TIMEOUT_MS };
	for (size_t i = 0; i < sample_set_count; i++)
		for (size_t j = 0; j < *sample_sets[i].count; j++) {
			const struct figure_sample *s =
				&sample_sets[i].samples[j];
			const struct figure_style style = {
				.id = s->name, .gallery = &wall->gallery,
			};
			struct dbr_error err = DBR_ERROR_INIT;

			if (!s->is_drawn || wall->count >= max)
				continue;
			wall->samples[wall->count] = s;
			assert_int_equal(s->draw(&wall->figures[wall->count++],
						 &style, &wall->arena, &err),
					 DBR_OK);
		}
	gallery_draw(&wall->gallery);
}

static void
take_down(struct wall *wall)
{
	dbr_arena_release(&wall->arena);
}

static size_t
count_drawn(const struct wall *wall)
{
	size_t drawn = 0;

	for (size_t i = 0; i < wall->count; i++) {
		const struct picture *picture = wall->figures[i].picture;

		drawn += picture->svg.size > 0;
		assert_true((picture->svg.size > 0) == !picture->problem);
	}
	return drawn;
}

static void
drawn_together_or_alone_a_figure_is_the_same_bytes(void **state)
{
	struct wall wall;

	(void)state;
	hang_all(&wall, GNUPLOT_PATH, FIGURES_MAX);
	assert_true(wall.count > 25 && wall.count < FIGURES_MAX);
	for (size_t i = 0; i < wall.count; i++) {
		const struct figure_style style = {
			.id = wall.samples[i]->name, .gnuplot = GNUPLOT_PATH,
		};
		struct dbr_error err = DBR_ERROR_INIT;
		struct figure alone;

		assert_int_equal(wall.samples[i]->draw(&alone, &style,
						       &wall.arena, &err),
				 DBR_OK);
		if (!dbr_str_equal(alone.svg, wall.figures[i].picture->svg))
			fail_msg("%s differs; alone: %s; together: %s",
				 style.id,
				 alone.problem ? alone.problem : "drawn",
				 wall.figures[i].picture->problem ?
				 wall.figures[i].picture->problem : "drawn");
	}
	take_down(&wall);
}

static const char *
write_program(char path[64], const char *text)
{
	struct dbr_buf script = DBR_BUF_INIT;
	struct dbr_error err = DBR_ERROR_INIT;

	snprintf(path, 64, "%s/gnuplot", folder);
	dbr_buf_addf(&script, "#!/bin/sh\n%s\n", text);
	assert_int_equal(dbr_file_write(path, dbr_buf_str(&script), 0700,
					&err), DBR_OK);
	dbr_buf_release(&script);
	return path;
}

static double
now_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* How many of five figures a stand-in leaves, and how long it may take. */
static void
expect_drawn(const char *program, size_t drawn, double timeouts)
{
	double start = now_seconds(), took;
	struct wall wall;
	char path[64];

	hang_all(&wall, write_program(path, program), 5);
	took = now_seconds() - start;
	if (count_drawn(&wall) != drawn)
		fail_msg("\"%s\" leaves %zu of 5: %s", program,
			 count_drawn(&wall),
			 wall.figures[0].picture->problem);
	if (took > timeouts * TIMEOUT_MS / 1000.0)
		fail_msg("\"%s\" took %.1f s", program, took);
	unlink(path);
	take_down(&wall);
}

static void
a_picture_that_cannot_be_drawn_costs_only_itself(void **state)
{
	(void)state;
	/* Together nothing comes; alone, all but the one 10 lines longer. */
	expect_drawn("s=$(cat); [ $(printf '%s' \"$s\" | grep -c DBR-OK) = 1 ]"
		     " || exit 1; printf '%s\\n' \"$s\" | " DRAWS, 5, 30);
	expect_drawn("s=$(cat); case $s in *'set term'*'set term'*) exit 1;; "
		     "esac; n=$(printf '%s' \"$s\" | wc -c); "
		     "[ $n -gt 6000 ] && exit 1; printf '%s\\n' \"$s\" | "
		     DRAWS, 3, 30);
}

static void
a_gnuplot_that_fails_every_time_leaves_no_picture(void **state)
{
	(void)state;
	expect_drawn("cat >/dev/null; exit 1", 0, 30);
	expect_drawn("cat >/dev/null", 0, 30);
	expect_drawn("kill -SEGV $$", 0, 30);
	expect_drawn("kill -KILL $$", 0, 30);
	expect_drawn(DRAWS "; echo warning >&2", 0, 30);
	expect_drawn("echo warning >&2; " DRAWS, 0, 30);
	expect_drawn(DRAWS " | head -c 2000; echo DBR-OK >&2", 0, 30);
	expect_drawn(DRAWS " | sed s,..svg.,,", 0, 30);
	expect_drawn(DRAWS " 2>/dev/null", 0, 30);
	expect_drawn("cat >/dev/null; echo DBR-OK >&2; echo '<svg></svg>'", 0,
		     30);
	expect_drawn(DRAWS "; exit 3", 0, 30);
}

/* Five figures and a gnuplot that hangs: one deadline, not five. */
static void
a_gnuplot_that_hangs_is_asked_once(void **state)
{
	(void)state;
	expect_drawn("exec sleep 100", 0, 2);
	expect_drawn(DRAWS "; exec sleep 100", 0, 2);
	expect_drawn("s=$(cat); case $s in *reset*) exit 1;; esac; "
		     "exec sleep 100", 0, 3);
}

static void
without_a_gnuplot_every_picture_says_so(void **state)
{
	struct wall wall;

	(void)state;
	hang_all(&wall, "/nonexistent/gnuplot", 5);
	assert_int_equal(count_drawn(&wall), 0);
	for (size_t i = 0; i < wall.count; i++)
		assert_non_null(strstr(wall.figures[i].picture->problem,
				       "/nonexistent/gnuplot"));
	take_down(&wall);
}

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			drawn_together_or_alone_a_figure_is_the_same_bytes),
		cmocka_unit_test(
			a_picture_that_cannot_be_drawn_costs_only_itself),
		cmocka_unit_test(
			a_gnuplot_that_fails_every_time_leaves_no_picture),
		cmocka_unit_test(a_gnuplot_that_hangs_is_asked_once),
		cmocka_unit_test(without_a_gnuplot_every_picture_says_so),
	};

	if (access(GNUPLOT_PATH, X_OK) != 0) {
		printf("1..0 # SKIP there is no gnuplot\n");
		return 0;
	}
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
