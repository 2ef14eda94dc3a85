/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws that must hold for any data.  The seed is printed; DEBRIEF_SEED sets
 * another. */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/stats/chart.h"
#include "debrief/stats/compare.h"
#include "debrief/stats/multiple.h"
#include "debrief/stats/quantile.h"
#include "debrief/stats/rate.h"
#include "debrief/stats/survival.h"
#include "debrief/stats/trend.h"
#include "stats/twister.h"
#include "unit/stats_check.h"

enum { ROUNDS = 300, SIZE_MAX_HERE = 40 };

struct source {
	struct twister twister;
	struct dbr_arena arena;
};

static uint32_t
below(struct source *source, uint32_t n)
{
	return twister_below(&source->twister, n);
}

/* 2 to 40 values on a grid: coarse ones have ties. */
static struct dbr_sample
draw(struct source *source, uint32_t grid)
{
	size_t n = 2 + below(source, SIZE_MAX_HERE - 1);
	double *values = dbr_arena_array(&source->arena, n, sizeof(*values));

	for (size_t i = 0; i < n; i++)
		values[i] = (double)below(source, grid) / 8;
	assert_true(dbr_sort_values(values, n));
	return (struct dbr_sample){ values, n };
}

static uint32_t
any_grid(struct source *source)
{
	return below(source, 2) ? 12 : 1 << 24;
}

static struct dbr_lifetimes
draw_lifetimes(struct source *source, int outcome_count)
{
	struct dbr_sample sample = draw(source, any_grid(source));
	int *outcomes = dbr_arena_array(&source->arena, sample.n,
					sizeof(*outcomes));

	for (size_t i = 0; i < sample.n; i++)
		outcomes[i] = (int)below(source, (uint32_t)outcome_count);
	return (struct dbr_lifetimes){ sample.values, outcomes, sample.n };
}

static struct dbr_sample
map(struct source *source, struct dbr_sample in, double factor, double shift)
{
	double *values = dbr_arena_array(&source->arena, in.n,
					 sizeof(*values));

	for (size_t i = 0; i < in.n; i++)
		values[i] = in.values[i] * factor + shift;
	dbr_sort_values(values, in.n);
	return (struct dbr_sample){ values, in.n };
}

static void
check_holds(struct dbr_interval outer, double value)
{
	if (outer.lack)
		return;
	assert_true(outer.lo <= value && value <= outer.hi);
}

static void
check_nested(struct dbr_interval outer, struct dbr_interval inner)
{
	if (outer.lack)
		return;
	assert_int_equal(inner.lack, DBR_LACK_NONE);
	assert_true(outer.lo <= inner.lo && inner.hi <= outer.hi);
}

static void
intervals_hold_their_estimate_and_nest(void **state)
{
	struct source *source = *state;

	for (int round = 0; round < ROUNDS; round++) {
		struct dbr_sample x = draw(source, any_grid(source));
		struct dbr_sample y = draw(source, any_grid(source));
		double p = (1 + below(source, 9)) / 10.0;
		struct dbr_stat wide, narrow;

		wide = dbr_quantile_estimate(x.values, x.n, p, .99);
		narrow = dbr_quantile_estimate(x.values, x.n, p, .8);
		check_holds(wide.interval, wide.value);
		check_nested(wide.interval, narrow.interval);

		wide = dbr_compare_shift(x, y, .99, &source->arena);
		narrow = dbr_compare_shift(x, y, .8, &source->arena);
		check_holds(wide.interval, wide.value);
		check_nested(wide.interval, narrow.interval);

		wide = dbr_compare_centre(x, .99, &source->arena);
		narrow = dbr_compare_centre(x, .8, &source->arena);
		check_holds(wide.interval, wide.value);
		check_nested(wide.interval, narrow.interval);

		wide = dbr_compare_delta(x, y, .99);
		narrow = dbr_compare_delta(x, y, .8);
		check_holds(wide.interval, wide.value);
		check_nested(wide.interval, narrow.interval);
		dbr_arena_reset(&source->arena);
	}
}

static void
rank_tests_have_two_sides(void **state)
{
	struct source *source = *state;

	for (int round = 0; round < ROUNDS; round++) {
		uint32_t grid = any_grid(source);
		struct dbr_sample x = draw(source, grid);
		struct dbr_sample y = draw(source, grid);
		struct dbr_rank_test one =
			dbr_compare_ranks(x, y, &source->arena);
		struct dbr_rank_test two =
			dbr_compare_ranks(y, x, &source->arena);
		struct dbr_rank_test grown = dbr_compare_ranks(
			map(source, x, 2, 5), map(source, y, 2, 5),
			&source->arena);

		check_near("U1 + U2 = n1 n2",
			   one.test.statistic + two.test.statistic,
			   (double)(x.n * y.n), 0);
		check_near("sides", one.p_greater, two.p_less, 1e-12);
		check_near("p", one.test.p, two.test.p, 1e-12);
		check_near("monotone", one.test.p, grown.test.p, 0);
		assert_true(one.test.p >= 0 && one.test.p <= 1);
		dbr_arena_reset(&source->arena);
	}
}

static void
kruskal_wallis_of_two_is_mann_whitney(void **state)
{
	struct source *source = *state;

	for (int round = 0; round < ROUNDS; round++) {
		uint32_t grid = any_grid(source);
		struct dbr_sample both[2];
		struct dbr_rank_test u;
		struct dbr_group_test h;
		double gap;

		both[0] = draw(source, grid);
		both[1] = draw(source, grid);
		u = dbr_compare_ranks(both[0], both[1], &source->arena);
		h = dbr_compare_groups(both, 2, &source->arena);
		gap = u.test.statistic -
		      (double)both[0].n * (double)both[1].n / 2;
		if (!h.test.lack)
			check_near("H = z^2", h.test.statistic,
				   gap * gap / u.variance, 1e-9);
		dbr_arena_reset(&source->arena);
	}
}

static void
shifting_a_sample_shifts_its_estimate(void **state)
{
	struct source *source = *state;

	for (int round = 0; round < ROUNDS; round++) {
		struct dbr_sample x = draw(source, any_grid(source));
		struct dbr_sample y = draw(source, any_grid(source));
		struct dbr_stat here =
			dbr_compare_shift(x, y, .95, &source->arena);
		struct dbr_stat there = dbr_compare_shift(
			map(source, x, 1, 4), y, .95, &source->arena);
		struct dbr_stat back =
			dbr_compare_shift(y, x, .95, &source->arena);

		check_near("shift", there.value, here.value + 4, 1e-8);
		check_near("turned", back.value, -here.value, 1e-8);
		if (!here.interval.lack)
			check_ends("turned", back.interval,
				   -here.interval.hi, -here.interval.lo,
				   1e-8);
		dbr_arena_reset(&source->arena);
	}
}

static void
survival_is_a_falling_share(void **state)
{
	struct source *source = *state;

	for (int round = 0; round < ROUNDS; round++) {
		struct dbr_lifetimes lives = draw_lifetimes(source, 3);
		struct dbr_survival curve =
			dbr_survival_fit(lives, &source->arena);
		double last = 1;
		int64_t seen = 0;

		for (size_t i = 0; i < curve.step_count; i++) {
			const struct dbr_survival_step *step = &curve.steps[i];
			struct dbr_incidence share = dbr_survival_incidence(
				&curve, step->time);

			assert_true(step->survival <= last);
			last = step->survival;
			seen += step->done + step->ended + step->open;
			check_near("all of them", share.done + share.ended +
							  share.neither,
				   1, 1e-12);
			assert_true(share.done <= 1 - step->survival + 1e-12);
			check_holds(dbr_survival_at(&curve, step->time, .95,
						    DBR_METHOD_KM_LOG_LOG)
					    .interval,
				    step->survival);
		}
		assert_int_equal(seen, lives.n);
		dbr_arena_reset(&source->arena);
	}
}

static void
uncensored_survival_is_the_sample(void **state)
{
	struct source *source = *state;

	for (int round = 0; round < ROUNDS; round++) {
		struct dbr_lifetimes lives = draw_lifetimes(source, 1);
		struct dbr_survival curve;
		int *outcomes = dbr_arena_array(&source->arena, lives.n,
						sizeof(*outcomes));

		for (size_t i = 0; i < lives.n; i++)
			outcomes[i] = DBR_OUTCOME_DONE;
		lives.outcomes = outcomes;
		curve = dbr_survival_fit(lives, &source->arena);
		check_near("median",
			   dbr_survival_quantile(&curve, .5, .95,
						 DBR_METHOD_KM_LOG_LOG).value,
			   dbr_quantile(lives.times, lives.n, .5,
					DBR_QUANTILE_TYPE7),
			   1e-9);
		for (size_t i = 0; i < lives.n; i++) {
			size_t later = 0;

			for (size_t k = 0; k < lives.n; k++)
				later += lives.times[k] > lives.times[i];
			check_near("1 - ECDF",
				   dbr_survival_at(&curve, lives.times[i], .95,
						   DBR_METHOD_KM_LOG).value,
				   (double)later / (double)lives.n, 1e-12);
		}
		dbr_arena_reset(&source->arena);
	}
}

static void
the_order_of_groups_does_not_matter(void **state)
{
	struct source *source = *state;

	for (int round = 0; round < ROUNDS; round++) {
		struct dbr_lifetimes in[3], out[3];
		struct dbr_logrank one, two;

		for (int i = 0; i < 3; i++)
			in[i] = out[2 - i] = draw_lifetimes(source, 2);
		one = dbr_survival_compare(in, 3, &source->arena);
		two = dbr_survival_compare(out, 3, &source->arena);
		assert_int_equal(one.test.lack, two.test.lack);
		check_near("chi-square", one.test.statistic,
			   two.test.statistic,
			   1e-8 * (1 + one.test.statistic));
		dbr_arena_reset(&source->arena);
	}
}

static void
the_order_of_tests_and_strata_does_not_matter(void **state)
{
	struct source *source = *state;

	for (int round = 0; round < ROUNDS; round++) {
		double p[20], back[20], q[20], q_back[20];
		struct dbr_weighted_count strata[20], turned[20];

		for (int i = 0; i < 20; i++) {
			p[i] = back[19 - i] = below(source, 1000) / 1000.0;
			strata[i] = turned[19 - i] =
				(struct dbr_weighted_count){
					below(source, 100) / 7.0,
					below(source, 30) };
		}
		dbr_multiple_adjust(p, q, 20, &source->arena);
		dbr_multiple_adjust(back, q_back, 20, &source->arena);
		for (int i = 0; i < 20; i++) {
			assert_true(q[i] == q_back[19 - i]);
			assert_true(q[i] >= p[i] && q[i] <= 1);
		}
		check_relative("weighted",
			       dbr_rate_weighted(strata, 20, .95,
						 DBR_SIDE_BOTH).interval.hi,
			       dbr_rate_weighted(turned, 20, .95,
						 DBR_SIDE_BOTH).interval.hi,
			       1e-12);
		dbr_arena_reset(&source->arena);
	}
}

static void
a_trend_turns_with_its_series(void **state)
{
	struct source *source = *state;

	for (int round = 0; round < ROUNDS; round++) {
		double times[12], up[12], down[12];
		struct dbr_trend one, two;

		for (int i = 0; i < 12; i++) {
			times[i] = i;
			up[i] = below(source, 9);
			down[i] = -up[i];
		}
		one = dbr_trend_test((struct dbr_series){ times, up, 12 },
				     .95, &source->arena);
		two = dbr_trend_test((struct dbr_series){ times, down, 12 },
				     .95, &source->arena);
		check_near("S", one.test.statistic, -two.test.statistic, 0);
		check_near("p", one.test.p, two.test.p, 0);
		check_near("slope", one.slope.value, -two.slope.value, 1e-12);
		check_holds(one.slope.interval, one.slope.value);
		dbr_arena_reset(&source->arena);
	}
}

static void
limits_lie_around_their_centre(void **state)
{
	struct source *source = *state;

	for (int round = 0; round < ROUNDS; round++) {
		struct dbr_tally points[24];
		struct dbr_chart chart;

		for (int i = 0; i < 24; i++) {
			points[i].trials = below(source, 200);
			points[i].hits = below(
				source, (uint32_t)points[i].trials + 1);
		}
		chart = dbr_chart_p(points, 24, 24, DBR_CHART_AUTO,
				    &source->arena);
		for (size_t i = 0; i < chart.point_count && !chart.lack; i++) {
			const struct dbr_chart_point *point =
				&chart.points[i];

			assert_int_equal(point->is_missing,
					 points[i].trials == 0);
			if (point->is_missing)
				continue;
			assert_true(point->lo >= 0 && point->hi <= 1);
			assert_true(point->lo <= chart.centre &&
				    chart.centre <= point->hi);
		}
		dbr_arena_reset(&source->arena);
	}
}

#define LAW(test) cmocka_unit_test_prestate(test, &source)

int
main(void)
{
	const char *wanted = getenv("DEBRIEF_SEED");
	uint32_t seed = wanted ? (uint32_t)strtoul(wanted, NULL, 10) : 20261123;
	struct source source = { .arena = DBR_ARENA_INIT };
	const struct CMUnitTest tests[] = {
		LAW(intervals_hold_their_estimate_and_nest),
		LAW(rank_tests_have_two_sides),
		LAW(kruskal_wallis_of_two_is_mann_whitney),
		LAW(shifting_a_sample_shifts_its_estimate),
		LAW(survival_is_a_falling_share),
		LAW(uncensored_survival_is_the_sample),
		LAW(the_order_of_groups_does_not_matter),
		LAW(the_order_of_tests_and_strata_does_not_matter),
		LAW(a_trend_turns_with_its_series),
		LAW(limits_lie_around_their_centre),
	};
	int failed;

	fprintf(stderr, "# seed %u\n", (unsigned int)seed);
	twister_seed(&source.twister, seed);
	dbr_stats_init();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	dbr_arena_release(&source.arena);
	return failed;
}
