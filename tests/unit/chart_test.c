/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/stats/chart.h"
#include "stats/twister.h"
#include "unit/stats_check.h"

static const double flow[] = { 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4,
			       53.6, 52.1 };
/* Montgomery Ex. 6.5, weeks 1-40. */
static const double loans[] = {
	310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299,
	314, 295, 293, 306, 301, 304, 305, 282, 305, 296, 314, 295, 287, 301,
	298, 311, 310, 292, 305, 299, 304, 310, 304, 305, 333, 328,
};
static const int64_t juice[] = { 12, 15, 8,  10, 4,  7,	 16, 9,	 14, 10,
				 5,  6,	 17, 12, 22, 8,	 10, 5,	 13, 11,
				 20, 18, 24, 15, 9,  12, 7,  13, 9,  6 };

/* Points with count[i] over size[i], or over fixed if size is NULL. */
static struct dbr_chart
p_chart(const int64_t *count, const int64_t *size, size_t n,
	enum dbr_chart_spread spread, struct dbr_arena *arena)
{
	struct dbr_tally points[40];

	for (size_t i = 0; i < n; i++)
		points[i] = (struct dbr_tally){ count[i],
						size ? size[i] : 50 };
	return dbr_chart_p(points, n, n, spread, arena);
}

static struct dbr_chart
u_chart(const int64_t *count, const double *size, double fixed, size_t n,
	struct dbr_arena *arena)
{
	struct dbr_events points[40];

	for (size_t i = 0; i < n; i++)
		points[i] = (struct dbr_events){ count[i],
						 size ? size[i] : fixed };
	return dbr_chart_u(points, n, n, DBR_CHART_PLAIN, arena);
}

static unsigned int
signal_at(const struct dbr_chart *chart, size_t at, unsigned int rules,
	  struct dbr_arena *arena)
{
	unsigned int *signals = dbr_arena_array(arena, chart->point_count,
						sizeof(*signals));

	dbr_chart_signals(chart, rules, signals, arena);
	return signals[at - 1];
}

static size_t
signal_count(const struct dbr_chart *chart, unsigned int rules,
	     struct dbr_arena *arena)
{
	size_t count = 0;

	for (size_t i = 1; i <= chart->point_count; i++)
		count += signal_at(chart, i, rules, arena) != 0;
	return count;
}

static void
xmr_matches_nist_and_montgomery(void **state)
{
	struct dbr_chart got = dbr_chart_xmr(flow, COUNT(flow), COUNT(flow),
					     *state);

	check_near("P1 NIST 6.3.2.2 centre", got.centre, 50.81, 1e-9);
	check_near("P1 NIST 6.3.2.2 MR", got.range_centre, 1.8778, 5e-5);
	check_near("P1 NIST 6.3.2.2 UCL", got.points[0].hi, 55.8041, 5e-5);
	check_near("P1 NIST 6.3.2.2 LCL", got.points[0].lo, 45.8159, 5e-5);
	check_near("C MR UCL", got.range_hi, 6.1347, 5e-5);
	assert_int_equal(got.grade, DBR_CHART_PROVISIONAL);
	check_near("C no signal",
		   (double)signal_count(&got, DBR_RULES_NELSON, *state), 0, 0);

	got = dbr_chart_xmr(loans, COUNT(loans), 20, *state);
	check_near("P2 Montgomery Ex. 6.5", got.centre, 300.5, 1e-9);
	check_near("P2 Montgomery Ex. 6.5", got.range_centre, 7.789474, 1e-6);
	check_near("P2 Montgomery Ex. 6.5", got.points[0].hi, 321.22, .005);
	check_near("P2 Montgomery Ex. 6.5", got.points[0].lo, 279.78, .005);
	check_near("P2 Montgomery Ex. 6.5", got.range_hi, 25.45, .005);
	assert_int_equal(got.grade, DBR_CHART_FIRM);
}

static void
new_points_are_judged_by_the_old_limits(void **state)
{
	struct dbr_chart got = dbr_chart_xmr(loans, COUNT(loans), 20, *state);
	unsigned int rules = DBR_RULE_BEYOND_3 | DBR_RULE_2_OF_3;

	for (size_t i = 1; i < 39; i++)
		assert_int_equal(signal_at(&got, i, rules, *state), 0);
	assert_int_equal(signal_at(&got, 39, rules, *state),
			 DBR_RULE_BEYOND_3);
	assert_int_equal(signal_at(&got, 40, rules, *state), rules);
}

static void
an_ewma_matches_nist(void **state)
{
	static const double values[] = { 52,   47,   53,   49.3, 50.1,
					 47,   51,   50.1, 51.2, 50.5,
					 49.6, 47.6, 49.9, 51.3, 47.8,
					 51.2, 52.6, 52.4, 53.6, 52.1 };
	static const double want[] = { 50.60, 49.52, 50.56, 50.18, 50.16,
				       49.21, 49.75, 49.85, 50.26, 50.33,
				       50.11, 49.36, 49.52, 50.05, 49.38,
				       49.92, 50.73, 51.23, 51.94, 51.99 };
	const struct dbr_ewma_plan plan = { 50, 2.0539, .3 };
	const struct dbr_ewma_plan heavy = { 50, 2.0539, 1.5 };
	double got[COUNT(values)];

	(void)state;
	dbr_chart_ewma(values, COUNT(values), &plan, got);
	for (size_t i = 0; i < COUNT(values); i++)
		check_near("P1 NIST 6.3.2.4", got[i], want[i], .0051);
	assert_int_equal(dbr_chart_ewma_limits(&heavy).lack,
			 DBR_LACK_BAD_INPUT);
	check_ends("P1 NIST 6.3.2.4", dbr_chart_ewma_limits(&plan), 47.4116,
		   52.5884, 1e-4);
}

static void
p_charts_match_montgomery(void **state)
{
	struct dbr_chart got = p_chart(juice, NULL, COUNT(juice),
				       DBR_CHART_PLAIN, *state);
	int64_t rest[28];
	size_t count = 0;

	check_near("P1 NIST 6.3.3.2 p", got.centre, .2313, 5e-5);
	check_near("P2 LCL", got.points[0].lo, .0524, 5e-5);
	check_near("P2 UCL", got.points[0].hi, .4102, 5e-5);
	assert_int_equal(signal_count(&got, DBR_RULE_BEYOND_3, *state), 2);
	assert_int_equal(signal_at(&got, 15, DBR_RULE_BEYOND_3, *state),
			 DBR_RULE_BEYOND_3);
	assert_int_equal(signal_at(&got, 23, DBR_RULE_BEYOND_3, *state),
			 DBR_RULE_BEYOND_3);
	check_near("C Laney sigma_z", got.sigma_z, 1.660867, 1e-6);
	for (size_t i = 0; i < COUNT(juice); i++)
		if (i != 14 && i != 22)
			rest[count++] = juice[i];
	got = p_chart(rest, NULL, count, DBR_CHART_PLAIN, *state);
	check_near("P2 Montgomery Ex. 7.1", got.centre, .2150, 5e-5);
	check_near("P2 Montgomery Ex. 7.1", got.points[0].lo, .0407, 5e-5);
	check_near("P2 Montgomery Ex. 7.1", got.points[0].hi, .3893, 5e-5);
}

static void
p_limits_follow_the_size_of_each_point(void **state)
{
	static const int64_t n[] = { 100, 80,  80,  100, 110, 110, 100, 100, 90,
				     90,  110, 120, 120, 120, 110, 80,	80,  80,
				     90,  100, 100, 100, 100, 90,  90 };
	static const int64_t x[] = { 12, 8, 6,	9, 10, 12, 11, 16, 10,
				     6,	 20, 15, 9, 8,	6,  8,	10, 7,
				     5,	 8, 5,	8, 10, 6,  9 };
	static const struct {
		size_t at;
		double hi;
	} rows[] = { { 2, .1940934 },  { 9, .1884554 },	 { 1, .1836857 },
		     { 5, .1795823 }, { 12, .1760031 } };
	struct dbr_chart got = p_chart(x, n, COUNT(x), DBR_CHART_PLAIN,
				       *state);

	check_near("P2 Montgomery Table 7.4", got.centre, .0955102, 5e-8);
	for (size_t i = 0; i < COUNT(rows); i++)
		check_near("P2 Montgomery Table 7.4",
			   got.points[rows[i].at - 1].hi, rows[i].hi, 1e-6);
	check_near("C LCL 110", got.points[4].lo, .0114382, 1e-6);
	assert_int_equal(signal_count(&got, DBR_RULE_BEYOND_3, *state), 1);
	assert_int_equal(signal_at(&got, 11, DBR_RULE_BEYOND_3, *state),
			 DBR_RULE_BEYOND_3);
}

static void
c_charts_match(void **state)
{
	static const int64_t circuit[] = { 21, 24, 16, 12, 15, 5,  28, 20, 31,
					   25, 20, 24, 16, 19, 10, 17, 13, 22,
					   18, 39, 30, 24, 16, 19, 17, 15 };
	static const int64_t nist[] = { 16, 14, 28, 16, 12, 20, 10, 12, 10,
					17, 19, 17, 14, 16, 15, 13, 14, 16,
					11, 20, 11, 19, 16, 31, 13 };
	struct dbr_chart got = u_chart(circuit, NULL, 1, COUNT(circuit),
				       *state);
	int64_t rest[24];
	size_t count = 0;

	check_near("P2 Montgomery Ex. 7.3", got.centre, 19.85, .006);
	check_near("P2 Montgomery Ex. 7.3", got.points[0].lo, 6.48, .006);
	check_near("P2 Montgomery Ex. 7.3", got.points[0].hi, 33.21, .006);
	for (size_t i = 0; i < COUNT(circuit); i++)
		if (i != 5 && i != 19)
			rest[count++] = circuit[i];
	got = u_chart(rest, NULL, 1, count, *state);
	check_near("P2 Montgomery Ex. 7.3", got.centre, 19.67, .006);
	check_near("P2 Montgomery Ex. 7.3", got.points[0].lo, 6.36, .006);
	check_near("P2 Montgomery Ex. 7.3", got.points[0].hi, 32.97, .006);
	got = u_chart(nist, NULL, 1, COUNT(nist), *state);
	check_near("P2 NIST 6.3.3.1", got.centre, 16, 0);
	check_near("P2 NIST 6.3.3.1", got.points[0].lo, 4, 0);
	check_near("P2 NIST 6.3.3.1", got.points[0].hi, 28, 0);
	assert_int_equal(signal_count(&got, DBR_RULE_BEYOND_3, *state), 1);
	assert_int_equal(signal_at(&got, 24, DBR_RULE_BEYOND_3, *state),
			 DBR_RULE_BEYOND_3);
}

static const int64_t dyed[] = { 14, 12, 20, 11, 7, 10, 21, 16, 19, 23 };
static const double dyed_size[] = { 10, 8,  13, 10,   9.5,
				    10, 12, 10.5, 12, 12.5 };

static void
u_charts_match_montgomery(void **state)
{
	static const int64_t pc[] = { 10, 12, 8, 14, 10, 16, 11, 7, 10, 15,
				      9,  5,  7, 11, 12, 6,  8,	 10, 7, 5 };
	static const int64_t loss[] = { 2, 3, 8, 1, 1, 4, 1, 4, 5, 1,
					8, 2, 4, 3, 4, 1, 8, 3, 7, 4 };
	static const double hi[] = { 2.555038, 2.688626, 2.415894, 2.555038,
				     2.584440, 2.555038, 2.456427, 2.527762,
				     2.456427, 2.435552 };
	static const double lo[] = { .2914739, .1578852, .4306174 };
	struct dbr_chart got = u_chart(pc, NULL, 5, COUNT(pc), *state);

	check_near("P2 Montgomery", got.centre, 1.93, 1e-12);
	check_near("C qcc", got.points[0].lo, .0661331, 1e-6);
	check_near("C qcc", got.points[0].hi, 3.793867, 1e-6);
	got = u_chart(loss, NULL, 50, COUNT(loss), *state);
	check_near("P2 Montgomery Ex. 7.4", got.centre, .0740, 5e-5);
	check_near("P2 Montgomery Ex. 7.4", got.points[0].hi, .1894, 5e-5);
	check_near("P2 Montgomery Ex. 7.4", got.points[0].lo, 0, 0);
	assert_false(got.points[0].has_lo);
	got = u_chart(dyed, dyed_size, 0, COUNT(dyed), *state);
	check_near("P2 Montgomery Ex. 7.5", got.centre, 1.423256, 5e-7);
	for (size_t i = 0; i < COUNT(hi); i++)
		check_near("P2 Montgomery Ex. 7.5", got.points[i].hi, hi[i],
			   1e-6);
	for (size_t i = 0; i < COUNT(lo); i++)
		check_near("P2 Montgomery Ex. 7.5", got.points[i].lo, lo[i],
			   1e-6);
}

static void
laney_limits_fit_large_samples(void **state)
{
	/* Mohammed, Panesar, Laney & Wilson 2013, NHS A&E. */
	static const int64_t r[] = { 266501, 264225, 276532, 281461, 269071,
				     261215, 270409, 279778, 270483, 270320,
				     267923, 271478, 255353, 256820, 261835,
				     259144, 255910, 260863, 264465, 260989 };
	static const int64_t n[] = { 280443, 276823, 291681, 296155, 282343,
				     275888, 283867, 295251, 284468, 282529,
				     279618, 283932, 266629, 268091, 276803,
				     271578, 266005, 273520, 278574, 273772 };
	struct dbr_chart got = p_chart(r, n, COUNT(r), DBR_CHART_AUTO,
				       *state);

	check_near("P1 BMJ Qual Saf 22:362 centre", got.centre, .9528997113,
		   1e-10);
	check_near("P1 BMJ Qual Saf 22:362 sigma_z", got.sigma_z, 10.64042,
		   5e-6);
	check_near("C p' LCL", got.points[0].lo, .9401296, 1e-6);
	check_near("C p' UCL", got.points[0].hi, .9656698, 1e-6);
	assert_true(got.is_laney);
	assert_int_equal(signal_count(&got, DBR_RULE_BEYOND_3, *state), 0);

	got = p_chart(r, n, COUNT(r), DBR_CHART_PLAIN, *state);
	check_near("C z", got.points[0].z, -6.533985, 1e-6);
	check_near("C p LCL", got.points[0].lo, .9516996, 1e-6);
	check_near("C p UCL", got.points[0].hi, .9540999, 1e-6);
	assert_int_equal(signal_count(&got, DBR_RULE_BEYOND_3, *state), 16);
}

static void
large_samples_never_narrow_limits(void **state)
{
	int64_t hits[12], trials[12];
	struct dbr_events events[12];
	struct dbr_chart got, plain;

	for (int i = 0; i < 12; i++) {
		hits[i] = 5000 + i % 2 * 10;
		trials[i] = 10000;
		events[i] = (struct dbr_events){ hits[i], 10000 };
	}
	got = p_chart(hits, trials, 12, DBR_CHART_AUTO, *state);
	plain = p_chart(hits, trials, 12, DBR_CHART_PLAIN, *state);
	assert_true(got.is_laney && got.sigma_z < 1);
	check_near("as wide as chance", got.points[0].hi, plain.points[0].hi,
		   1e-15);
	got = dbr_chart_u(events, 12, 12, DBR_CHART_AUTO, *state);
	assert_false(got.is_laney);
}

static void
laney_u_charts_match(void **state)
{
	static const int64_t complaints[] = { 426,  543,  428,	67,   303,
					      481,  304,  718,	681,  1030,
					      704,  1062, 1085, 1311, 1309,
					      1342, 1740, 1468, 1364, 1824 };
	static const int64_t sales[] = { 90,  110, 90,	40,  60,  70,  90,
					 120, 150, 210, 190, 250, 220, 210,
					 230, 220, 310, 330, 320, 330 };
	struct dbr_events points[20];
	struct dbr_chart got;

	for (size_t i = 0; i < 20; i++)
		points[i] = (struct dbr_events){ complaints[i],
						 (double)sales[i] * 1000 };
	got = dbr_chart_u(points, 20, 20, DBR_CHART_AUTO, *state);
	check_near("P1 Taylor, variation.com", got.centre, .004997252747,
		   1e-12);
	check_near("C sigma_z", got.sigma_z, 5.317393, 5e-7);
	check_near("C pt 1", got.points[0].lo, .00123832, 1e-8);
	check_near("C pt 1", got.points[0].hi, .00875618, 1e-8);
	check_near("C pt 4", got.points[3].lo, 0, 0);
	check_near("C pt 4", got.points[3].hi, .01063565, 1e-8);

	for (size_t i = 0; i < COUNT(dyed); i++)
		points[i] = (struct dbr_events){ dyed[i], dyed_size[i] };
	got = dbr_chart_u(points, 10, 10, DBR_CHART_LANEY, *state);
	check_near("C dyedcloth sigma_z", got.sigma_z, .6787956, 1e-6);
	check_near("C dyedcloth pt 1", got.points[0].lo, .6550073, 1e-6);
	check_near("C dyedcloth pt 1", got.points[0].hi, 2.191504, 1e-6);
	got = dbr_chart_u(points, 10, 10, DBR_CHART_AUTO, *state);
	assert_false(got.is_laney);
	check_near("never narrowed unasked", got.points[0].hi, 2.555038, 1e-6);
}

/* One rule's whole vector: the points that signal, 1-based, 0-ended. */
struct vector {
	const char *name;
	unsigned int rule;
	double z[20];
	size_t n;
	size_t at[3];
};

static void
run_rules_signal_where_they_complete(void **state)
{
	static const struct vector rows[] = {
		{ "R1", DBR_RULE_BEYOND_3, { 0, 1, -1, 3.1, 0 }, 5, { 4 } },
		{ "on the line", DBR_RULE_BEYOND_3, { 0, 3, -3 }, 3, { 0 } },
		{ "R2 nine", DBR_RULE_RUN_9,
		  { .1, .1, .1, .1, .1, .1, .1, .1, .1 }, 9, { 9 } },
		{ "R2 eight", DBR_RULE_RUN_9,
		  { .1, .1, .1, .1, .1, .1, .1, .1 }, 8, { 0 } },
		{ "WE4 eight", DBR_RULE_RUN_8,
		  { .1, .1, .1, .1, .1, .1, .1, .1 }, 8, { 8 } },
		{ "R2 broken by the centre", DBR_RULE_RUN_9,
		  { .1, .1, .1, .1, 0, .1, .1, .1, .1, .1, .1, .1, .1 }, 13,
		  { 0 } },
		{ "R3 six", DBR_RULE_TREND_6, { 0, .1, .2, .3, .4, .5 }, 6,
		  { 6 } },
		{ "R3 six falling above the centre", DBR_RULE_TREND_6,
		  { 2.9, 2, 1.5, 1, .5, .4 }, 6, { 6 } },
		{ "R3 five", DBR_RULE_TREND_6, { 0, .1, .2, .3, .4 }, 5,
		  { 0 } },
		{ "R4", DBR_RULE_ALTERNATE_14,
		  { .5, -.5, .5, -.5, .5, -.5, .5, -.5, .5, -.5, .5, -.5, .5,
		    -.5 }, 14, { 14 } },
		{ "R5", DBR_RULE_2_OF_3, { 0, 2.1, 0, 2.2 }, 4, { 4 } },
		{ "R5 too far", DBR_RULE_2_OF_3, { 0, 2.1, 0, 0, 2.2 }, 5,
		  { 0 } },
		{ "R5 opposite sides", DBR_RULE_2_OF_3, { 2.1, -2.1, 0 }, 3,
		  { 0 } },
		{ "R6", DBR_RULE_4_OF_5, { 1.1, 1.2, 0, 1.3, 1.4 }, 5,
		  { 5 } },
		{ "R7 and R4", DBR_RULE_WITHIN_15 | DBR_RULE_ALTERNATE_14,
		  { .5, -.5, .5, -.5, .5, -.5, .5, -.5, .5, -.5, .5, -.5, .5,
		    -.5, .5 }, 15, { 14, 15 } },
		{ "R7", DBR_RULE_WITHIN_15,
		  { .5, -.5, .5, -.5, .5, -.5, .5, -.5, .5, -.5, .5, -.5, .5,
		    -.5, .5 }, 15, { 15 } },
		{ "R8", DBR_RULE_OUTSIDE_8,
		  { 1.5, -1.5, 1.5, -1.5, 1.5, -1.5, 1.5, -1.5 }, 8, { 8 } },
		{ "a hole breaks a run", DBR_RULE_RUN_8,
		  { .1, .1, .1, .1, NAN, .1, .1, .1, .1, .1, .1, .1 }, 12,
		  { 0 } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		unsigned int signals[20];
		size_t next = 0;

		dbr_rules_run(rows[i].z, rows[i].n, rows[i].rule, signals);
		for (size_t k = 0; k < rows[i].n; k++)
			if (signals[k] &&
			    (next == 3 || rows[i].at[next++] != k + 1))
				fail_msg("%s at %zu", rows[i].name, k + 1);
		if (next < 3 && rows[i].at[next])
			fail_msg("%s not at %zu", rows[i].name,
				 rows[i].at[next]);
	}
}

static void
short_and_flat_baselines_give_no_limits(void **state)
{
	static const double same[] = { 5, 5, 5, 5, 5, 5, 5, 5 };
	double holes[COUNT(flow) + 1];
	struct dbr_chart got = dbr_chart_xmr(flow, 7, 7, *state);

	assert_int_equal(got.lack, DBR_LACK_TOO_FEW);
	check_near("run chart centre", got.centre, 49.9, 0);
	assert_int_equal(signal_count(&got, DBR_RULES_NELSON, *state), 0);
	got = dbr_chart_xmr(same, 8, 8, *state);
	assert_int_equal(got.lack, DBR_LACK_NO_SPREAD);
	got = dbr_chart_xmr(flow, 0, 0, *state);
	assert_int_equal(got.lack, DBR_LACK_NO_DATA);
	memcpy(holes, flow, sizeof(flow));
	holes[COUNT(flow)] = NAN;
	got = dbr_chart_xmr(holes, COUNT(holes), COUNT(holes), *state);
	assert_true(got.points[COUNT(flow)].is_missing);
	check_near("a hole moves no limit", got.points[0].hi, 55.8041, 5e-5);
	got = p_chart((const int64_t[]){ 0, 0, 0, 0, 0, 0, 0, 0 }, NULL, 8,
		      DBR_CHART_AUTO, *state);
	assert_int_equal(got.lack, DBR_LACK_NO_SPREAD);
}

static void
zone_rules_need_counts_of_five(void **state)
{
	static const int64_t few[] = { 2, 3, 8, 1, 1, 4, 1, 4, 5, 9, 9, 2 };
	struct dbr_chart got = u_chart(few, NULL, 1, COUNT(few), *state);

	assert_true(got.least_expected < 5);
	assert_int_equal(signal_count(&got, DBR_RULES_ZONE, *state), 0);
	got.least_expected = 0;
	assert_true(signal_count(&got, DBR_RULES_ZONE, *state) > 0);
}

/* Box and Muller 1958. */
static double
normal(struct twister *twister)
{
	double u = (twister_next(twister) + 0.5) / 4294967296.0;
	double v = (twister_next(twister) + 0.5) / 4294967296.0;

	return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

/* Mean number of points to the first false signal, without limits. */
static double
run_length(unsigned int rules)
{
	enum { RUNS = 3000, POINTS = 4000 };
	double z[POINTS];
	unsigned int signals[POINTS];
	struct twister twister;
	double sum = 0;

	twister_seed(&twister, 1987);
	for (int run = 0; run < RUNS; run++) {
		size_t n = 64, made = 0, first = 0;

		/* Longer and longer, until there is one. */
		for (; first == made && made < POINTS; n *= 2) {
			n = n < POINTS ? n : POINTS;
			for (; made < n; made++)
				z[made] = normal(&twister);
			dbr_rules_run(z, made, rules, signals);
			for (first = 0; first < made && !signals[first];)
				first++;
		}
		sum += (double)first + 1;
	}
	return sum / RUNS;
}

static void
false_signals_are_as_rare_as_champ_and_woodall_say(void **state)
{
	(void)state;
	check_near("P1 Champ & Woodall 1987, all four",
		   run_length(DBR_RULES_WESTERN), 91.75, 5);
	check_near("1 / (2 Q(3))", run_length(DBR_RULE_BEYOND_3), 370.3983,
		   20);
}

int
main(void)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	const struct CMUnitTest tests[] = {
		IN_ARENA(xmr_matches_nist_and_montgomery),
		IN_ARENA(new_points_are_judged_by_the_old_limits),
		IN_ARENA(an_ewma_matches_nist),
		IN_ARENA(p_charts_match_montgomery),
		IN_ARENA(p_limits_follow_the_size_of_each_point),
		IN_ARENA(c_charts_match),
		IN_ARENA(u_charts_match_montgomery),
		IN_ARENA(laney_limits_fit_large_samples),
		IN_ARENA(large_samples_never_narrow_limits),
		IN_ARENA(laney_u_charts_match),
		IN_ARENA(run_rules_signal_where_they_complete),
		IN_ARENA(false_signals_are_as_rare_as_champ_and_woodall_say),
		IN_ARENA(short_and_flat_baselines_give_no_limits),
		IN_ARENA(zone_rules_need_counts_of_five),
	};
	int failed;

	dbr_stats_init();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	dbr_arena_release(&arena);
	return failed;
}
