/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/compare.h"
#include "metric/compare.h"
#include "stats/twister.h"
#include "unit/stats_check.h"

#define ALPHA 0.05

static const struct dbr_metric rate = {
	.kind = DBR_KIND_RATE, .better = DBR_BETTER_LOWER,
};
static const struct dbr_metric duration = {
	.kind = DBR_KIND_DURATION, .better = DBR_BETTER_LOWER,
};
static const struct dbr_metric share = {
	.kind = DBR_KIND_PROPORTION, .better = DBR_BETTER_HIGHER,
};

static struct dbr_comparison
compare(const struct dbr_metric *metric, const struct dbr_slice *a,
	const struct dbr_slice *b, struct dbr_arena *arena)
{
	const struct dbr_compare_pair pair = {
		.metric = metric, .a = a, .b = b, .level = 0.95,
	};

	return dbr_compare_slices(&pair, arena);
}

static enum dbr_reading
read_alone(const struct dbr_comparison *c)
{
	return dbr_compare_reading(c, c->p, ALPHA);
}

static struct dbr_comparison
compare_events(double a, double a_weeks, double b, double b_weeks)
{
	struct dbr_slice this = { .events = a, .exposure = a_weeks };
	struct dbr_slice against = { .events = b, .exposure = b_weeks };

	return compare(&rate, &this, &against, NULL);
}

static void
a_rate_is_worse_only_beyond_chance(void **state)
{
	struct dbr_comparison c = compare_events(8, 4, 12, 26);

	(void)state;
	check_near("C METRICS 4.4", c.effect.value, 4.333333, 1e-6);
	check_near("C METRICS 4.4", c.effect.lo, 1.536499, 1e-6);
	check_near("C METRICS 4.4", c.effect.hi, 11.52838, 1e-5);
	check_near("C METRICS 4.4", c.p, .00562745, 1e-8);
	assert_int_equal(read_alone(&c), DBR_READING_WORSE);
	c = compare_events(21, 26, 95, 121);
	assert_int_equal(read_alone(&c), DBR_READING_SAME);
	c = compare_events(3, 26, 95, 121);
	assert_int_equal(read_alone(&c), DBR_READING_BETTER);
}

static void
events_too_few_for_any_difference_are_not_tested(void **state)
{
	struct dbr_comparison c = compare_events(5, 1, 0, 1);

	(void)state;
	assert_false(c.has_p);	/* 2 / 2^5 > 0.05 */
	assert_int_equal(read_alone(&c), DBR_READING_TOO_FEW);
	assert_false(c.detectable.has_value);
	c = compare_events(6, 1, 0, 1);
	assert_true(c.has_p);	/* 2 / 2^6 */
	assert_int_equal(read_alone(&c), DBR_READING_WORSE);
	c = compare_events(0, 0, 95, 121);
	assert_int_equal(read_alone(&c), DBR_READING_TOO_FEW);
	c = compare_events(0, 26, 0, 121);
	assert_int_equal(read_alone(&c), DBR_READING_TOO_FEW);
}

static void
customers_that_differ_weaken_the_verdict_on_two_rates(void **state)
{
	const struct dbr_number spread[] = {
		{ .name = "rate", .method = dbr_method_name(
			  DBR_METHOD_CLUSTER_T) },
		{ .name = "dispersion", .value = 4, .n = 12, .method = "" },
	};
	struct dbr_slice this = { .events = 28, .exposure = 13 };
	struct dbr_slice against = { .events = 10, .exposure = 13 };
	const struct dbr_slice whole = { .numbers = spread,
					 .number_count = 2 };
	struct dbr_compare_pair pair = {
		.metric = &rate, .a = &this, .b = &against, .level = 0.95,
		.is_fixed = true,
	};
	struct dbr_comparison alone, among;

	alone = dbr_compare_slices(&pair, *state);
	assert_int_equal(read_alone(&alone), DBR_READING_WORSE);
	pair.whole = &whole;
	among = dbr_compare_slices(&pair, *state);
	/* z is halved by the root of 4, t has 12 - 1 degrees of freedom. */
	check_near("2 pt(qnorm(p / 2) / 2, 11), integrated", among.p, 0.1889642257, 1e-6);
	assert_int_equal(read_alone(&among), DBR_READING_SAME);
	assert_true(among.effect.lo < 1 && among.effect.hi > 1);
	check_near("twice as far on the log scale, times t / z",
		   log(among.effect.hi / among.effect.value),
		   log(alone.effect.hi / alone.effect.value) * 2 *
			   2.2009852 / 1.9599640, 1e-6);
}

static struct dbr_comparison
compare_hits(const struct dbr_metric *metric, double a, double n, double b,
	     double m)
{
	struct dbr_slice this = { .hits = a, .trials = n };
	struct dbr_slice against = { .hits = b, .trials = m };

	return compare(metric, &this, &against, NULL);
}

static void
a_share_is_read_in_the_direction_its_metric_calls_better(void **state)
{
	struct dbr_metric metric = share;
	struct dbr_comparison c = compare_hits(&metric, 56, 70, 48, 80);

	(void)state;
	check_near("P1 Newcombe 1998", c.effect.value, 20, 1e-9);
	check_near("P1 Newcombe 1998", c.effect.lo, 5.24, .005);
	check_near("P1 Newcombe 1998", c.effect.hi, 33.39, .005);
	assert_int_equal(read_alone(&c), DBR_READING_BETTER);
	metric.better = DBR_BETTER_LOWER;
	assert_int_equal(read_alone(&c), DBR_READING_WORSE);
	metric.better = DBR_BETTER_NEITHER;
	assert_int_equal(read_alone(&c), DBR_READING_DIFFERENT);
	assert_int_equal(dbr_compare_reading(&c, 0.2, 0.1), DBR_READING_SAME);
}

static void
three_against_three_are_too_few(void **state)
{
	struct dbr_comparison c = compare_hits(&share, 3, 3, 0, 3);

	(void)state;
	assert_false(c.has_p);	/* 2 / (6 over 3) = 0.1 */
	assert_int_equal(read_alone(&c), DBR_READING_TOO_FEW);
	c = compare_hits(&share, 4, 4, 0, 4);
	assert_true(c.has_p);	/* 2 / (8 over 4) */
	c = compare_hits(&share, 100, 100, 100, 100);
	assert_true(c.has_p);
	assert_int_equal(read_alone(&c), DBR_READING_SAME);
	assert_false(c.detectable.has_value);
	assert_true(c.effect.has_lo && c.effect.has_hi);
}

static void
two_full_counts_leave_nothing_to_chance(void **state)
{
	const struct dbr_number counted = { .is_census = true };
	struct dbr_slice this = { .hits = 999, .trials = 1000,
				  .numbers = &counted, .number_count = 1 };
	struct dbr_slice against = this;
	struct dbr_comparison c = compare(&share, &this, &against, NULL);

	(void)state;
	assert_false(c.has_p);
	assert_true(c.effect.is_census && !c.effect.has_lo);
	assert_int_equal(read_alone(&c), DBR_READING_SAME);
	against.hits = 998;
	c = compare(&share, &this, &against, NULL);
	assert_int_equal(read_alone(&c), DBR_READING_BETTER);
	against.number_count = 0;
	c = compare(&share, &this, &against, NULL);
	assert_true(c.has_p);
	assert_int_equal(read_alone(&c), DBR_READING_SAME);
}

static int64_t
draw(struct twister *twister, double p, int64_t n)
{
	int64_t hits = 0;

	while (n--)
		hits += twister_next(twister) < p * 4294967296.0;
	return hits;
}

static void
what_would_show_shows_four_times_in_five(void **state)
{
	enum { N = 150, ROUNDS = 4000 };
	struct dbr_comparison c = compare_hits(&share, 60, N, 60, N);
	double half = c.detectable.value / 200;
	struct twister twister;
	int found = 0;

	(void)state;
	check_near("2.8016 standard errors", c.detectable.value,
		   280.1585 * sqrt(.4 * .6 * 2 / N), 1e-3);
	twister_seed(&twister, 20261123);
	for (int i = 0; i < ROUNDS; i++) {
		struct dbr_comparison one = compare_hits(
			&share, (double)draw(&twister, .4 + half, N), N,
			(double)draw(&twister, .4 - half, N), N);

		found += one.has_p && one.p <= ALPHA;
	}
	check_near("power", (double)found / ROUNDS, .8, .025);
}

static void
values_are_compared_by_their_ranks(void **state)
{
	static const double x[] = { .73, .80, .83, 1.04, 1.38,
				    1.45, 1.46, 1.64, 1.89, 1.91 };
	static const double y[] = { .74, .88, .90, 1.15, 1.21 };
	struct dbr_slice this = { .values = x, .value_count = 10 };
	struct dbr_slice against = { .values = y, .value_count = 5 };
	struct dbr_comparison c = compare(&duration, &this, &against, *state);

	check_near("P2 Hollander & Wolfe", c.p, .2544123, 1e-7);
	check_near("C wilcox.test", c.effect.value, .305, 1e-9);
	check_near("C wilcox.test", c.effect.lo, -.15, 1e-9);
	check_near("C wilcox.test", c.effect.hi, .76, 1e-9);
	check_near("2 W / (n m) - 1", c.strength.value, .4, 1e-12);
	assert_string_equal(c.test, "Mann-Whitney, exact");
	assert_int_equal(read_alone(&c), DBR_READING_SAME);
	against.value_count = 3;
	c = compare(&duration, &this, &against, *state);
	assert_int_equal(read_alone(&c), DBR_READING_TOO_FEW);
	against.value_count = 0;
	c = compare(&duration, &this, &against, *state);
	assert_int_equal(read_alone(&c), DBR_READING_TOO_FEW);
}

static void
what_is_open_is_compared_as_curves(void **state)
{
	static const double mp6[] = { 6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16,
				      17, 19, 20, 22, 23, 25, 32, 32, 34, 35 };
	static const int outcomes[] = { 0, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1,
					0, 0, 0, 1, 1, 0, 0, 0, 0, 0 };
	static const double placebo[] = { 1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8,
					  8, 8, 11, 11, 12, 12, 15, 17, 22,
					  23 };
	static const int done[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
				    1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
	struct dbr_slice this = { .values = mp6, .outcomes = outcomes,
				  .value_count = 21, .open_count = 12 };
	struct dbr_slice against = { .values = placebo, .outcomes = done,
				     .value_count = 21 };
	struct dbr_comparison c = compare(&duration, &this, &against, *state);

	assert_string_equal(c.test, "log-rank");
	check_near("P2 Kleinbaum", c.p, 4.17e-5, 5e-8);
	check_near("Peto, from P2 O, E and V", c.effect.value,
		   exp((9 - 19.2505) / 6.2570), 1e-4);
	check_near("1.96 / sqrt(V)", log(c.effect.hi / c.effect.value),
		   1.959964 / sqrt(6.2570), 1e-4);
	assert_int_equal(read_alone(&c), DBR_READING_WORSE);
	c = compare(&duration, &against, &this, *state);
	assert_int_equal(read_alone(&c), DBR_READING_BETTER);
	this.outcomes = outcomes + 5;	/* open, open, done */
	this.value_count = against.value_count = 3;
	c = compare(&duration, &this, &against, *state);
	assert_int_equal(read_alone(&c), DBR_READING_TOO_FEW);
}

static void
a_score_is_compared_on_its_own_scale(void **state)
{
	static const int64_t low[] = { 0, 15, 0, 15, 0, 0, 0 };
	static const int64_t high[] = { 0, 0, 15, 0, 15, 0, 0 };
	struct dbr_metric metric = { .kind = DBR_KIND_SCORE, .scale = "ces",
				     .better = DBR_BETTER_HIGHER };
	struct dbr_slice a = { .histogram = low, .histogram_count = 7,
			       .scale_min = 1 };
	struct dbr_slice b = { .histogram = high, .histogram_count = 7,
			       .scale_min = 1 };
	struct dbr_comparison c = compare(&metric, &a, &b, *state);

	check_near("difference of means", c.effect.value, -1, 1e-12);
	/* Equal variances 30/29: se^2 = 2/29, and Welch's df is 58. */
	check_near("t(58)", c.effect.hi, -1 + 2.001717 * sqrt(2. / 29), 1e-6);
	check_near("t(58) = 3.80789, integrated", c.p, 3.405024e-4, 1e-9);
	assert_string_equal(c.test, "Welch's t");
	assert_int_equal(read_alone(&c), DBR_READING_WORSE);
	metric.scale = "csat";
	a.histogram_count = b.histogram_count = 5;
	c = compare(&metric, &a, &b, *state);
	check_near("half against half", c.effect.value, 0, 1e-12);
	assert_int_equal(read_alone(&c), DBR_READING_SAME);
	a.histogram_count = 0;
	c = compare(&metric, &a, &b, *state);
	assert_int_equal(read_alone(&c), DBR_READING_TOO_FEW);
}

static void
the_rest_is_the_whole_without_the_slice(void **state)
{
	static const double all[] = { 1, 2, 2, 3, 5 };
	static const int all_outcomes[] = { 1, 0, 1, 1, 1 };
	static const double some[] = { 2, 5 };
	static const int some_outcomes[] = { 1, 1 };
	struct dbr_metric metric = duration;
	struct dbr_number number = { .n = 0 };
	struct dbr_metric_result result = {
		.metric = &metric, .ask = { .level = 0.95 },
		.all = { .values = all, .outcomes = all_outcomes,
			 .value_count = 5, .used_count = 4, .open_count = 1,
			 .read_count = 6, .excluded_count = 1,
			 .numbers = &number, .number_count = 1 },
	};
	const struct dbr_slice slice = { .values = some,
					 .outcomes = some_outcomes,
					 .value_count = 2, .used_count = 2,
					 .read_count = 2 };
	struct dbr_slice *rest = compare_rest(&result, &slice, *state);

	assert_int_equal(rest->value_count, 3);
	assert_true(rest->values[0] == 1 && rest->values[1] == 2 &&
		    rest->values[2] == 3);
	assert_int_equal(rest->outcomes[1], 0);
	assert_int_equal(rest->used_count + rest->open_count +
				 rest->excluded_count, rest->read_count);
	assert_int_equal(rest->number_count > 0, 1);
}

static void
a_group_that_is_kept_back_is_not_told_by_its_rest(void **state)
{
	static const int64_t answers[11] = { 0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9 };
	struct dbr_metric metric = { .kind = DBR_KIND_SCORE, .scale = "nps" };
	struct dbr_number number = { .n = 0 };
	struct dbr_metric_result result = {
		.metric = &metric, .ask = { .level = 0.95 },
		.all = { .histogram = answers, .histogram_count = 11,
			 .used_count = 27, .numbers = &number,
			 .number_count = 1 },
	};
	const struct dbr_slice few = { .used_count = 3 };
	struct dbr_slice *rest = compare_rest(&result, &few, *state);

	assert_int_equal(rest->histogram_count, 0);
	assert_false(rest->numbers[0].has_value);
}

int
main(void)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	const struct CMUnitTest tests[] = {
		IN_ARENA(a_rate_is_worse_only_beyond_chance),
		IN_ARENA(events_too_few_for_any_difference_are_not_tested),
		IN_ARENA(
			customers_that_differ_weaken_the_verdict_on_two_rates),
		IN_ARENA(
			a_share_is_read_in_the_direction_its_metric_calls_better),
		IN_ARENA(three_against_three_are_too_few),
		IN_ARENA(two_full_counts_leave_nothing_to_chance),
		IN_ARENA(what_would_show_shows_four_times_in_five),
		IN_ARENA(values_are_compared_by_their_ranks),
		IN_ARENA(what_is_open_is_compared_as_curves),
		IN_ARENA(a_score_is_compared_on_its_own_scale),
		IN_ARENA(the_rest_is_the_whole_without_the_slice),
		IN_ARENA(a_group_that_is_kept_back_is_not_told_by_its_rest),
	};
	int failed;

	dbr_stats_init();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	dbr_arena_release(&arena);
	return failed;
}
