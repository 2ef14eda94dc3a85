/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include "debrief/stats/survival.h"
#include "unit/stats_check.h"

#define LOG_LOG DBR_METHOD_KM_LOG_LOG
#define LOG DBR_METHOD_KM_LOG
#define PLAIN DBR_METHOD_KM_PLAIN

/* Freireich et al. 1963. */
static const double mp6_times[] = { 6,	6,  6,	6,  7,	9,  10,
				    10, 11, 13, 16, 17, 19, 20,
				    22, 23, 25, 32, 32, 34, 35 };
static const int mp6_outcomes[] = { 1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1,
				    0, 0, 0, 1, 1, 0, 0, 0, 0, 0 };
static const double placebo_times[] = { 1, 1, 2, 2,  3,	 4,  4,	 5,  5,	 8, 8,
					8, 8, 11, 11, 12, 12, 15, 17, 22, 23 };
static const int all_done[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
				1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
/* Miller 1981, R aml. */
static const double kept_times[] = { 9, 13, 13, 18, 23, 28, 31, 34, 45, 48,
				     161 };
static const int kept_outcomes[] = { 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0 };
static const double other_times[] = { 5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43,
				      45 };
static const int other_outcomes[] = { 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1 };
/* METRICS 1.6. */
static const double open_times[] = { 30, 42, 45, 51, 60, 66, 70, 85, 90, 120 };
static const int open_outcomes[] = { 1, 1, 1, 0, 1, 1, 0, 1, 0, 0 };

/* R survival::lung (Loprinzi et al. 1994): days, negative when open. */
static const int lung_men[] = {
	11, 11, 11, 12, 13, 13, 15, 26, 30, 31, 53, 53, 54, 59, 60, 65, 65,
	71, 81, 88, 88, 92, 93, 95, 105, 107, 110, 116, 118, 131, 132, 132,
	135, 142, 144, 147, 156, 156, 163, 163, 163, 166, 170, -174, 175, 176,
	177, 179, 179, 180, 181, 181, 183, -185, -188, 189, -191, -196, 197,
	-197, 202, 207, 210, 212, 218, -221, 222, -222, 223, -225, -225, 229,
	230, -237, 239, 246, -259, 267, 269, 270, -279, 283, 284, -284, 285,
	286, 288, 291, -292, -300, 301, -301, 303, -303, 306, 310, 320, 329,
	337, 353, 353, 363, 364, 371, 387, 390, 394, -404, -413, 428, 429,
	442, -444, 455, 457, -458, 460, 477, 519, 524, 533, 558, 567, 574,
	583, 613, 624, 643, 655, 689, 707, 791, -806, 814, -840, 883, -1010,
	-1022,
};
static const int lung_women[] = {
	5, 60, 61, 62, 79, 81, -92, 95, -105, 107, 122, 145, 145, 153, 166,
	167, -173, -175, -177, 182, 186, -192, 194, 199, 201, 201, -202, -203,
	208, -211, -224, 226, -235, 239, -240, -243, 245, -252, -266, 268,
	-269, -272, -276, 285, -292, 293, -296, 305, 310, -315, -332, 340,
	345, 348, 350, 351, -356, 361, 363, -364, 371, -376, -382, -384, 426,
	433, 444, 450, 473, -511, -511, 520, 524, -529, -543, 550, -551, -559,
	-588, 641, 654, 687, 705, 728, 731, 735, -740, 765, -821, -965,
};

#define LIVES(t, o) ((struct dbr_lifetimes){ t, o, COUNT(t) })

static void
curves_match_the_textbook(void **state)
{
	static const struct {
		double time, survival, se;
		int64_t at_risk;
	} rows[] = {
		{ 6, .857143, .0763604, 21 },  { 7, .806723, .0869353, 17 },
		{ 10, .752941, .0963497, 15 }, { 13, .690196, .1068147, 12 },
		{ 16, .627451, .1140539, 11 }, { 22, .537815, .1282338, 7 },
		{ 23, .448179, .1345915, 6 },
	};
	struct dbr_survival curve =
		dbr_survival_fit(LIVES(mp6_times, mp6_outcomes), *state);
	size_t row = 0;

	assert_int_equal(curve.done_count, 9);
	for (size_t i = 0; i < curve.step_count; i++) {
		if (!curve.steps[i].done)
			continue;
		assert_true(row < COUNT(rows));
		check_near("time", curve.steps[i].time, rows[row].time, 0);
		check_near("P2 Kleinbaum & Klein", curve.steps[i].survival,
			   rows[row].survival, 1e-6);
		check_near("P2 Greenwood", dbr_survival_se(&curve.steps[i]),
			   rows[row].se, 1e-7);
		assert_int_equal(curve.steps[i].at_risk, rows[row].at_risk);
		row++;
	}
	assert_int_equal(row, COUNT(rows));
}

struct height {
	double time, survival;
};

static void
check_heights(const char *source, struct dbr_survival curve,
	      const struct height *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check_near(source,
			   dbr_survival_at(&curve, rows[i].time, .95,
					   LOG_LOG).value,
			   rows[i].survival, 1e-6);
}

static void
other_curves_match(void **state)
{
	static const struct height placebo[] = {
		{ 1, .904762 },	 { 2, .809524 },  { 3, .761905 },
		{ 4, .666667 },	 { 5, .571429 },  { 8, .380952 },
		{ 11, .285714 }, { 12, .190476 }, { 15, .142857 },
		{ 17, .095238 }, { 22, .047619 }, { 23, 0 },
	};
	static const struct height kept[] = {
		{ 9, .909091 },	 { 13, .818182 }, { 18, .715909 },
		{ 23, .613636 }, { 31, .490909 }, { 34, .368182 },
		{ 48, .184091 },
	};

	check_heights("P2 placebo",
		      dbr_survival_fit(LIVES(placebo_times, all_done), *state),
		      placebo, COUNT(placebo));
	check_heights("C aml",
		      dbr_survival_fit(LIVES(kept_times, kept_outcomes),
				       *state),
		      kept, COUNT(kept));
}

static void
bands_match_survfit(void **state)
{
	static const struct {
		double time;
		enum dbr_method method;
		double lo, hi;
	} rows[] = {
		{ 6, DBR_METHOD_KM_LOG_LOG, .619718, .951552 },
		{ 10, DBR_METHOD_KM_LOG_LOG, .503200, .889362 },
		{ 23, DBR_METHOD_KM_LOG_LOG, .188052, .680143 },
		{ 6, DBR_METHOD_KM_LOG, .719817, 1 },
		{ 23, DBR_METHOD_KM_LOG, .248788, .807372 },
	};
	struct dbr_survival curve =
		dbr_survival_fit(LIVES(mp6_times, mp6_outcomes), *state);

	for (size_t i = 0; i < COUNT(rows); i++)
		check_ends("C survfit",
			   dbr_survival_at(&curve, rows[i].time, .95,
					   rows[i].method).interval,
			   rows[i].lo, rows[i].hi, 1e-6);
	check_ends("before the first end",
		   dbr_survival_at(&curve, 1, .95, LOG_LOG).interval, 1, 1, 0);
}

/* value NAN: not reached; INFINITY: that end does not exist. */
struct quantile_row {
	const char *source;
	struct dbr_lifetimes lives;
	double p;
	enum dbr_method method;
	double value, lo, hi;
};

static void
check_quantiles(const struct quantile_row *rows, size_t count,
		struct dbr_arena *arena)
{
	for (size_t i = 0; i < count; i++) {
		struct dbr_survival curve =
			dbr_survival_fit(rows[i].lives, arena);
		struct dbr_stat got = dbr_survival_quantile(
			&curve, rows[i].p, .95, rows[i].method);

		if (isnan(rows[i].value)) {
			assert_int_equal(got.lack, DBR_LACK_NOT_REACHED);
			continue;
		}
		assert_int_equal(got.lack, DBR_LACK_NONE);
		check_near(rows[i].source, got.value, rows[i].value, 1e-9);
		check_ends(rows[i].source, got.interval, rows[i].lo,
			   rows[i].hi, 1e-9);
	}
}

static void
quantiles_and_their_intervals_match(void **state)
{
	const struct quantile_row rows[] = {
#define MP6 LIVES(mp6_times, mp6_outcomes)
#define PLACEBO LIVES(placebo_times, all_done)
#define KEPT LIVES(kept_times, kept_outcomes)
#define OTHER LIVES(other_times, other_outcomes)
#define OPEN LIVES(open_times, open_outcomes)
		{ "P2 6-MP", MP6, .5, LOG_LOG, 23, 13, INFINITY },
		{ "P2 6-MP", MP6, .5, LOG, 23, 16, INFINITY },
		{ "P2 6-MP", MP6, .5, PLAIN, 23, 13, INFINITY },
		{ "C 6-MP quartile", MP6, .25, LOG_LOG, 13, 6, 22 },
		{ "C 6-MP quartile", MP6, .75, LOG_LOG, NAN, 0, 0 },
		{ "P2 placebo", PLACEBO, .5, LOG_LOG, 8, 4, 11 },
		{ "P2 placebo", PLACEBO, .5, LOG, 8, 4, 12 },
		{ "C aml kept", KEPT, .5, LOG_LOG, 31, 13, INFINITY },
		{ "C aml kept", KEPT, .5, LOG, 31, 18, INFINITY },
		{ "C aml other", OTHER, .5, LOG_LOG, 23, 5, 33 },
		{ "C aml other", OTHER, .5, LOG, 23, 8, INFINITY },
		{ "C r12.R", OPEN, .5, LOG_LOG, 66, 30, INFINITY },
		{ "C r12.R", OPEN, .5, LOG, 66, 45, INFINITY },
	};

	check_quantiles(rows, COUNT(rows), *state);
}

static struct dbr_lifetimes
unpack(const int *days, size_t n, struct dbr_arena *arena)
{
	double *times = dbr_arena_array(arena, n, sizeof(*times));
	int *outcomes = dbr_arena_array(arena, n, sizeof(*outcomes));

	for (size_t i = 0; i < n; i++) {
		times[i] = abs(days[i]);
		outcomes[i] = days[i] > 0 ? DBR_OUTCOME_DONE :
					    DBR_OUTCOME_OPEN;
	}
	return (struct dbr_lifetimes){ times, outcomes, n };
}

/* Both in one, still sorted by time. */
static struct dbr_lifetimes
join(struct dbr_lifetimes a, struct dbr_lifetimes b, struct dbr_arena *arena)
{
	double *times = dbr_arena_array(arena, a.n + b.n, sizeof(*times));
	int *outcomes = dbr_arena_array(arena, a.n + b.n, sizeof(*outcomes));
	size_t i = 0, j = 0;

	while (i < a.n || j < b.n) {
		bool first = j == b.n ||
			     (i < a.n && a.times[i] <= b.times[j]);

		times[i + j] = first ? a.times[i] : b.times[j];
		outcomes[i + j] = first ? a.outcomes[i] : b.outcomes[j];
		if (first)
			i++;
		else
			j++;
	}
	return (struct dbr_lifetimes){ times, outcomes, a.n + b.n };
}

static void
a_larger_study_matches(void **state)
{
	const struct dbr_lifetimes sexes[] = {
		unpack(lung_men, COUNT(lung_men), *state),
		unpack(lung_women, COUNT(lung_women), *state),
	};
	const struct quantile_row rows[] = {
		{ "C lung", join(sexes[0], sexes[1], *state), .5, LOG_LOG,
		  310, 284, 361 },
		{ "C lung", join(sexes[0], sexes[1], *state), .5, LOG, 310,
		  285, 363 },
		{ "C lung men", sexes[0], .5, LOG, 270, 212, 310 },
		{ "C lung women", sexes[1], .5, LOG, 426, 348, 550 },
	};
	struct dbr_logrank got = dbr_survival_compare(sexes, 2, *state);

	assert_int_equal(rows[0].lives.n, 228);
	check_quantiles(rows, COUNT(rows), *state);
	check_near("C lung by sex", got.test.statistic, 10.3267, 1e-4);
	check_near("C lung by sex p", got.test.p, .001311, 5e-7);
}

static void
a_flat_piece_gives_its_middle(void **state)
{
	static const double four[] = { 1, 2, 3, 4 };
	static const double none[] = { 5, 6, 7 };
	static const int open[] = { 0, 0, 0 };
	static const int half[] = { 1, 1, 0, 0 };
	struct dbr_survival curve =
		dbr_survival_fit(LIVES(four, all_done), *state);

	check_near("C 1,2,3,4",
		   dbr_survival_quantile(&curve, .5, .95, LOG_LOG).value, 2.5,
		   0);
	curve = dbr_survival_fit(LIVES(four, half), *state);
	check_near("flat to the end of follow-up",
		   dbr_survival_quantile(&curve, .5, .95, LOG_LOG).value, 3,
		   0);
	curve = dbr_survival_fit(LIVES(none, open), *state);
	assert_int_equal(
		dbr_survival_quantile(&curve, .5, .95, LOG_LOG).lack,
		DBR_LACK_NOT_REACHED);
	check_near("C all open",
		   dbr_survival_at(&curve, 9, .95, LOG_LOG).value, 1, 0);
}

static void
restricted_means_match(void **state)
{
	static const struct {
		const char *source;
		struct dbr_lifetimes lives;
		double horizon, mean, se;
	} rows[] = {
		{ "C 6-MP", { mp6_times, mp6_outcomes, COUNT(mp6_times) }, 35,
		  23.2874, 2.82747 },
		{ "C r12.R",
		  { open_times, open_outcomes, COUNT(open_times) }, 120,
		  76.9556, 10.9683 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct dbr_survival curve =
			dbr_survival_fit(rows[i].lives, *state);
		struct dbr_stat got = dbr_survival_mean(
			&curve, rows[i].horizon, .95);

		check_near(rows[i].source, got.value, rows[i].mean, 1e-4);
		check_near(rows[i].source,
			   (got.value - got.interval.lo) / 1.959963984540,
			   rows[i].se, 1e-4);
		check_near("as far up, or the horizon", got.interval.hi,
			   fmin(rows[i].horizon,
				2 * got.value - got.interval.lo), 1e-9);
	}
}

static void
logrank_matches_the_textbook(void **state)
{
	const struct dbr_lifetimes leukaemia[] = { MP6, PLACEBO };
	const struct dbr_lifetimes aml[] = { KEPT, OTHER };
	struct dbr_logrank got =
		dbr_survival_compare(leukaemia, 2, *state);

	check_near("P2 Kleinbaum", got.test.statistic, 16.7929, 1e-4);
	check_near("P2 p", got.test.p, 4.17e-5, 5e-8);
	check_near("O", got.observed[0], 9, 0);
	check_near("E", got.expected[0], 19.2505, 1e-4);
	check_near("O", got.observed[1], 21, 0);
	check_near("E", got.expected[1], 10.7495, 1e-4);
	check_near("P2 Kleinbaum, var(O - E)", got.variance[0], 6.2570, 5e-5);
	check_near("both groups share it", got.variance[1], got.variance[0],
		   1e-12);
	got = dbr_survival_compare(aml, 2, *state);
	check_near("C aml", got.test.statistic, 3.39639, 1e-4);
	check_near("C aml p", got.test.p, .06534, 5e-6);
}

static void
three_groups_of_which_two_are_one(void **state)
{
	static const int nobody[] = { 0, 0, 0 };
	static const double late[] = { 1, 2, 3 };
	const struct dbr_lifetimes split[] = { MP6, PLACEBO, PLACEBO };
	static const double early[] = { .5, .5 };
	const struct dbr_lifetimes gone[] = { MP6, { early, nobody, 2 },
					      PLACEBO };
	const struct dbr_lifetimes quiet[] = { { late, nobody, 3 },
					       { late, nobody, 3 } };
	struct dbr_logrank got = dbr_survival_compare(split, 3, *state);

	check_near("equal groups share the gap",
		   got.observed[1] - got.expected[1],
		   got.observed[2] - got.expected[2], 1e-12);
	assert_true(got.test.p < 4.17e-5);
	got = dbr_survival_compare(gone, 3, *state);
	check_near("a group gone before the first end", got.test.statistic,
		   16.7929, 1e-4);
	check_near("one degree of freedom", got.test.p, 4.17e-5, 5e-8);
	got = dbr_survival_compare(quiet, 2, *state);
	assert_int_equal(got.test.lack, DBR_LACK_NO_SPREAD);
	got = dbr_survival_compare(split, 1, *state);
	assert_int_equal(got.test.lack, DBR_LACK_TOO_FEW);
}

static void
what_ended_another_way_competes(void **state)
{
	static const double times[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
	static const int outcomes[] = { 1, 2, 1, 0, 1, 2, 1, 0, 1, 0 };
	static const struct height done[] = { { 1, .1 },
					      { 3, .2 },
					      { 5, .3166667 },
					      { 7, .4333333 },
					      { 9, .6083333 } };
	static const struct height ended[] = { { 2, .1 }, { 6, .2166667 } };
	static const int swapped[] = { 2, 1, 2, 0, 2, 1, 2, 0, 2, 0 };
	struct dbr_survival curve =
		dbr_survival_fit(LIVES(times, outcomes), *state);
	struct dbr_survival turned =
		dbr_survival_fit(LIVES(times, swapped), *state);

	for (size_t i = 0; i < COUNT(done); i++)
		check_near("C survfit(Surv(t,factor))",
			   dbr_survival_incidence(&curve, done[i].time).done,
			   done[i].survival, 1e-7);
	for (size_t i = 0; i < COUNT(ended); i++)
		check_near("C survfit(Surv(t,factor))",
			   dbr_survival_incidence(&curve, ended[i].time).ended,
			   ended[i].survival, 1e-7);
	check_near("C the wrong analysis",
		   1 - dbr_survival_at(&curve, 9, .95, LOG_LOG).value,
		   .7539063, 1e-7);
	check_near("the ways trade places",
		   dbr_survival_incidence(&curve, 9).ended_se,
		   dbr_survival_incidence(&turned, 9).done_se, 1e-15);
	for (double t = 0; t < 12; t += .5) {
		struct dbr_incidence got = dbr_survival_incidence(&curve, t);

		check_near("shares sum to 1",
			   got.done + got.ended + got.neither, 1, 1e-12);
	}
}

static void
without_competition_incidence_is_kaplan_meier(void **state)
{
	struct dbr_survival curve = dbr_survival_fit(MP6, *state);

	for (size_t i = 0; i < curve.step_count; i++) {
		const struct dbr_survival_step *step = &curve.steps[i];
		struct dbr_incidence got =
			dbr_survival_incidence(&curve, step->time);

		check_near("1 - S", got.done, 1 - step->survival, 1e-12);
		check_near("Greenwood", got.done_se, dbr_survival_se(step),
			   1e-12);
		check_near("nothing else", got.ended_se, 0, 0);
	}
}

static void
without_censoring_the_curve_is_the_share_left(void **state)
{
	struct dbr_survival curve = dbr_survival_fit(PLACEBO, *state);

	for (double t = 0; t < 25; t++) {
		int later = 0;

		for (size_t i = 0; i < COUNT(placebo_times); i++)
			later += placebo_times[i] > t;
		check_near("1 - ECDF",
			   dbr_survival_at(&curve, t, .95, LOG_LOG).value,
			   later / 21.0, 1e-12);
	}
}

static void
lifetimes_that_cannot_be_are_refused(void **state)
{
	static const double falling[] = { 2, 1 }, negative[] = { -1 },
			    missing[] = { NAN };
	static const int odd[] = { 3 };
	struct dbr_survival got;

	got = dbr_survival_fit(LIVES(falling, all_done), *state);
	assert_int_equal(got.lack, DBR_LACK_BAD_INPUT);
	got = dbr_survival_fit(LIVES(negative, all_done), *state);
	assert_int_equal(got.lack, DBR_LACK_BAD_INPUT);
	got = dbr_survival_fit(LIVES(missing, all_done), *state);
	assert_int_equal(got.lack, DBR_LACK_BAD_INPUT);
	got = dbr_survival_fit((struct dbr_lifetimes){ falling, odd, 1 },
			       *state);
	assert_int_equal(got.lack, DBR_LACK_BAD_INPUT);
	got = dbr_survival_fit((struct dbr_lifetimes){ 0 }, *state);
	assert_int_equal(got.lack, DBR_LACK_NO_DATA);
	assert_int_equal(dbr_survival_quantile(&got, .5, .95, LOG).lack,
			 DBR_LACK_NO_DATA);
	assert_int_equal(dbr_survival_mean(&got, 5, .95).lack,
			 DBR_LACK_NO_DATA);
}

int
main(void)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	const struct CMUnitTest tests[] = {
		IN_ARENA(curves_match_the_textbook),
		IN_ARENA(other_curves_match),
		IN_ARENA(bands_match_survfit),
		IN_ARENA(quantiles_and_their_intervals_match),
		IN_ARENA(a_larger_study_matches),
		IN_ARENA(a_flat_piece_gives_its_middle),
		IN_ARENA(restricted_means_match),
		IN_ARENA(logrank_matches_the_textbook),
		IN_ARENA(three_groups_of_which_two_are_one),
		IN_ARENA(what_ended_another_way_competes),
		IN_ARENA(without_competition_incidence_is_kaplan_meier),
		IN_ARENA(without_censoring_the_curve_is_the_share_left),
		IN_ARENA(lifetimes_that_cannot_be_are_refused),
	};
	int failed;

	dbr_stats_init();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	dbr_arena_release(&arena);
	return failed;
}
