/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/stats/multiple.h"
#include "unit/stats_check.h"

static const double published[] = { .0001, .0004, .0019, .0095, .0201,
				    .0278, .0298, .0344, .0459, .3240,
				    .4262, .5719, .6528, .7590, 1.000 };
static const double adjusted[] = { .0015,    .0030,    .0095,	 .035625,
				   .0603,    .0638571, .0638571, .0645,
				   .0765,    .486,     .5811818, .714875,
				   .7532308, .8132143, 1 };

static void
the_authors_example_rejects_four(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	double q[COUNT(published)];
	int rejected = 0;

	(void)state;
	assert_int_equal(dbr_multiple_adjust(published, q, COUNT(published),
					     &arena), COUNT(published));
	for (size_t i = 0; i < COUNT(published); i++) {
		check_near("C p.adjust BH", q[i], adjusted[i], 1e-7);
		rejected += q[i] <= .05;
	}
	check_near("P1 Benjamini-Hochberg 1995", rejected, 4, 0);
	dbr_arena_release(&arena);
}

static void
order_and_missing_tests_change_nothing(void **state)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	double p[2 * COUNT(published)], q[2 * COUNT(published)];

	(void)state;
	for (size_t i = 0; i < COUNT(published); i++) {
		p[2 * i] = NAN;
		p[2 * i + 1] = published[COUNT(published) - 1 - i];
	}
	assert_int_equal(dbr_multiple_adjust(p, q, COUNT(p), &arena),
			 COUNT(published));
	for (size_t i = 0; i < COUNT(published); i++) {
		assert_true(isnan(q[2 * i]));
		check_near("reversed", q[2 * i + 1],
			   adjusted[COUNT(published) - 1 - i], 1e-7);
	}
	assert_int_equal(dbr_multiple_adjust(p, q, 0, &arena), 0);
	dbr_arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_authors_example_rejects_four),
		cmocka_unit_test(order_and_missing_tests_change_nothing),
	};

	dbr_stats_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
