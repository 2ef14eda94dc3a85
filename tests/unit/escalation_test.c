/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/stats/escalation.h"
#include "unit/stats_check.h"

static const struct dbr_delay_bounds five_to_thirty = { 5, 30, 0 };

static struct dbr_delay_evidence
acks(int64_t n, double p90, double lo, double hi, double now)
{
	return (struct dbr_delay_evidence){
		.p90 = { .value = p90, .n = n,
			 .interval = { .lo = lo, .hi = hi, .has_lo = true,
				       .has_hi = true } },
		.now = now,
	};
}

/* With a first window that pointed the same way. */
static struct dbr_delay_decision
decide_twice(struct dbr_delay_evidence evidence,
	     const struct dbr_delay_bounds *bounds)
{
	evidence.last_direction = dbr_delay_decide(&evidence,
						   bounds).direction;
	return dbr_delay_decide(&evidence, bounds);
}

static void
delays_change_by_the_table(void **state)
{
	static const struct {
		double n, p90, lo, hi, now;
		enum dbr_delay_reason reason;
		double minutes;
	} rows[] = {
		{ 20, 8, 5, 12, 30, DBR_DELAY_TOO_FEW, 30 },
		{ 60, 12, 9, 16, 15, DBR_DELAY_COVERED, 15 },
		{ 60, 8, 6, 11, 30, DBR_DELAY_CHANGE, 15 },
		{ 60, 22, 17, 28, 15, DBR_DELAY_CHANGE, 25 },
		{ 60, 2, 1, 3, 15, DBR_DELAY_CHANGE, 7.5 },
		{ 60, 50, 41, 70, 15, DBR_DELAY_CHANGE, 30 },
		{ 60, 13.2, 12.5, 14.4, 15, DBR_DELAY_DEAD_BAND, 15 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct dbr_delay_decision got = decide_twice(
			acks((int64_t)rows[i].n, rows[i].p90, rows[i].lo,
			     rows[i].hi, rows[i].now),
			&five_to_thirty);

		assert_string_equal(dbr_delay_reason_name(got.reason),
				    dbr_delay_reason_name(rows[i].reason));
		check_near("C p6.py", got.minutes, rows[i].minutes, 0);
	}
}

static void
one_window_is_not_enough(void **state)
{
	struct dbr_delay_evidence evidence = acks(60, 22, 17, 28, 15);
	struct dbr_delay_decision got =
		dbr_delay_decide(&evidence, &five_to_thirty);

	(void)state;
	assert_int_equal(got.reason, DBR_DELAY_NEW_DIRECTION);
	assert_int_equal(got.direction, 1);
	check_near("held", got.minutes, 15, 0);
	evidence.last_direction = -1;
	got = dbr_delay_decide(&evidence, &five_to_thirty);
	assert_int_equal(got.reason, DBR_DELAY_NEW_DIRECTION);
	evidence.last_direction = 1;
	evidence.changed_this_quarter = true;
	got = dbr_delay_decide(&evidence, &five_to_thirty);
	assert_int_equal(got.reason, DBR_DELAY_RECENT);
}

static void
a_p90_beyond_the_delay_never_lowers_it(void **state)
{
	struct dbr_delay_evidence evidence = acks(60, 0, 9, 0, 15);
	struct dbr_delay_decision got;

	(void)state;
	evidence.p90.lack = DBR_LACK_NOT_REACHED;
	evidence.p90.interval.has_hi = false;
	got = dbr_delay_decide(&evidence, &five_to_thirty);
	assert_int_equal(got.reason, DBR_DELAY_NOT_IDENTIFIED);
	check_near("held", got.minutes, 15, 0);
	check_near("may rise to", got.hi, 30, 0);
}

static void
half_the_sla_is_the_last_word(void **state)
{
	const struct dbr_delay_bounds tight = { 5, 30, 40 };
	const struct dbr_delay_bounds upside_down = { 30, 5, 0 };
	struct dbr_delay_evidence evidence = acks(60, 50, 41, 70, 15);
	struct dbr_delay_decision got = decide_twice(evidence, &tight);

	(void)state;
	assert_int_equal(got.reason, DBR_DELAY_CHANGE);
	check_near("20 of 40", got.minutes, 20, 0);
	got = dbr_delay_decide(&evidence, &upside_down);
	assert_int_equal(got.reason, DBR_DELAY_BAD_INPUT);
	evidence.now = NAN;
	got = dbr_delay_decide(&evidence, &tight);
	assert_int_equal(got.reason, DBR_DELAY_BAD_INPUT);
}

static void
a_delay_out_of_bounds_comes_back_in(void **state)
{
	struct dbr_delay_decision got = decide_twice(
		acks(60, 8, 6, 11, 100), &five_to_thirty);

	(void)state;
	assert_int_equal(got.reason, DBR_DELAY_CHANGE);
	check_near("most", got.minutes, 30, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(delays_change_by_the_table),
		cmocka_unit_test(one_window_is_not_enough),
		cmocka_unit_test(a_p90_beyond_the_delay_never_lowers_it),
		cmocka_unit_test(half_the_sla_is_the_last_word),
		cmocka_unit_test(a_delay_out_of_bounds_comes_back_in),
	};

	dbr_stats_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
