/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/number.h"

#define NB "\xC2\xA0"
#define NNB "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"

static struct dbr_number
estimate(enum dbr_unit unit, double value, double lo, double hi, int64_t n)
{
	return (struct dbr_number){
		.name = "x", .unit = unit, .value = value, .lo = lo, .hi = hi,
		.has_value = true, .has_lo = !isnan(lo), .has_hi = !isnan(hi),
		.n = n, .level = 0.95,
	};
}

/* NULL: not looked at. */
static void
assert_printed(const struct dbr_number *number, const char *value,
	       const char *interval)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	dbr_number_value(&buf, number);
	if (value)
		assert_string_equal(buf.text, value);
	dbr_buf_reset(&buf);
	dbr_number_interval(&buf, number);
	if (interval)
		assert_string_equal(buf.text, interval);
	dbr_buf_release(&buf);
}

static void
durations_change_their_unit_where_n3_says(void **state)
{
	static const struct {
		double seconds;
		const char *text;
	} cases[] = {
		{ 0, "0" NB "min" }, { 20, "20" NB "s" },
		{ 59.7, "1.0" NB "min" }, { 90, "1.5" NB "min" }, { 90 * 60, "1.5" NB "h" },
		{ 59.4 * 60, "59" NB "min" },
		{ 59.6 * 60, "1.0" NB "h" }, { 9.94 * 3600, "9.9" NB "h" },
		{ 9.97 * 3600, "10" NB "h" }, { 47.4 * 3600, "47" NB "h" },
		{ 47.6 * 3600, "2.0" NB "days" },
		{ 62.5 * 86400, "62.5" NB "days" },
		{ -3 * 86400, MINUS "3.0" NB "days" },
		{ 1234.5 * 86400, "1" NNB "234.5" NB "days" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct dbr_buf buf = DBR_BUF_INIT;

		dbr_duration_text(&buf, cases[i].seconds);
		assert_string_equal(buf.text, cases[i].text);
		dbr_buf_release(&buf);
	}
}

static void
something_missed_never_prints_as_everything(void **state)
{
	static const struct {
		double share;
		int64_t n;
		const char *text;
	} cases[] = {
		{ 0.9999990, 1000000, "99.9999" NB "%" },
		{ 0.999, 1000, "99.90" NB "%" },
		{ 0.9947, 190, "99.47" NB "%" },
		{ 0.99999999, 100000000, "99.999999" NB "%" },
		{ 0.000001, 1000000, "0.0001" NB "%" },
		{ 0.874, 500, "87" NB "%" }, { 0.8744, 5000, "87.4" NB "%" },
		{ 1, 5000, "100" NB "%" }, { 0, 5000, "0" NB "%" },
		{ 0.75, 4, "3 of 4" }, { 0.8, 5, "80" NB "%" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct dbr_number x = estimate(DBR_UNIT_SHARE, cases[i].share,
					       NAN, NAN, cases[i].n);

		assert_printed(&x, cases[i].text, NULL);
	}
}

static void
nothing_printed_touches_its_reference(void **state)
{
	struct dbr_number x;

	(void)state;
	/* More than chance explains, so not "1.0 to 5.2". */
	x = estimate(DBR_UNIT_SCORE, 2.3, 1.0412, 5.18, 27);
	assert_printed(&x, "2.3", "1.0 to 5.2");
	x.has_reference = true;
	x.reference = 1;
	assert_printed(&x, "2.3", "1.04 to 5.2");
	/* Missed at a line of 99.5 %, so not "99.50 %". */
	x = estimate(DBR_UNIT_SHARE, 0.9948, 0.99, 0.994952, 20000);
	x.has_reference = true;
	x.reference = 0.995;
	assert_printed(&x, "99.48" NB "%", "99.00 to 99.496" NB "%");
	/* On the reference exactly, nothing is gained by more digits. */
	x.hi = 0.995;
	assert_printed(&x, "99.48" NB "%", "99.00 to 99.50" NB "%");
}

static void
bounds_are_rounded_outward(void **state)
{
	struct dbr_number x;

	(void)state;
	/* The real case of N5: 49.6 must not print as 50 beside "above 50
	 * is not shown". */
	x = estimate(DBR_UNIT_SHARE, 0.62, 0.496, 0.731, 200);
	assert_printed(&x, "62" NB "%", "49 to 74" NB "%");
	assert_int_equal(dbr_number_verdict(&x, 0.5, false),
			 DBR_VERDICT_NOT_PROVEN);
	x = estimate(DBR_UNIT_SHARE, 0.29, 0.29, 0.29, 200);
	assert_printed(&x, "29" NB "%", "29 to 29" NB "%");
	x = estimate(DBR_UNIT_PER, 4.4, 3.605, 5.32, 99);
	assert_printed(&x, "4.4", "3.6 to 5.4");
	x = estimate(DBR_UNIT_PER, 0, 0, 0.3688, 0);
	assert_printed(&x, "0", "0 to 0.37");
	x = estimate(DBR_UNIT_PER, 0.4, 0.00253, 2.2284, 1);
	assert_printed(&x, "0.4", "0.0025 to 2.3");
	x = estimate(DBR_UNIT_SECONDS, 62.5 * 86400, 44.19 * 86400,
		     95.01 * 86400, 12);
	assert_printed(&x, "62.5" NB "days", "44.1 to 95.1" NB "days");
	x = estimate(DBR_UNIT_SECONDS, 22 * 3600, 39.9 * 60, 5.21 * 86400, 12);
	assert_printed(&x, "22" NB "h", "39" NB "min to 5.3" NB "days");
	x = estimate(DBR_UNIT_POINTS, 40, -0.2279, 66.8945, 15);
	assert_printed(&x, "+40", MINUS "1 to +67");
	x = estimate(DBR_UNIT_SHARE, 1, 0.996173, 1, 1000);
	assert_printed(&x, "100" NB "%", "99.61 to 100" NB "%");
}

static void
rates_have_two_digits_or_three(void **state)
{
	static const struct {
		double value, lo, hi;
		const char *text;
	} cases[] = {
		{ 4.44, 3.6, 5.4, "4.4" }, { 1.444, 1, 2, "1.44" },
		{ 4.444, 4.4, 4.5, "4.44" }, { 0.0444, 0.01, 0.1, "0.044" },
		{ 1234.4, 1000, 2000, "1" NNB "234" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct dbr_number x = estimate(DBR_UNIT_PER, cases[i].value,
					       cases[i].lo, cases[i].hi, 9);

		assert_printed(&x, cases[i].text, NULL);
	}
}

static void
a_missing_end_or_interval_says_so(void **state)
{
	struct dbr_number x = estimate(DBR_UNIT_SECONDS, 23 * 86400.0,
				       13 * 86400.0, NAN, 21);

	(void)state;
	assert_printed(&x, NULL, "\xE2\x89\xA5" NB "13.0" NB "days");
	x = estimate(DBR_UNIT_SECONDS, 86400, NAN, NAN, 3);
	x.why_no_interval = "too few";
	assert_printed(&x, NULL, "none: too few");
	x.has_value = false;
	x.why_empty = "no migration is live";
	assert_printed(&x, "n/a (no migration is live)", NULL);
	x = estimate(DBR_UNIT_SHARE, 0.5, NAN, NAN, 3);
	x.is_census = true;
	assert_printed(&x, "50" NB "%", "full count");
	x = estimate(DBR_UNIT_SHARE, NAN, NAN, NAN, 3);
	assert_printed(&x, "n/a (no value)", NULL);
}

static void
a_spotless_sample_prints_its_lower_bound(void **state)
{
	struct dbr_number x = estimate(DBR_UNIT_SHARE, 1, 0.99872, 1, 3000);

	(void)state;
	x.is_sample = true;
	assert_printed(&x, "\xE2\x89\xA5" NB "99.87" NB "%", NULL);
	x.is_census = true;
	assert_printed(&x, "100" NB "%", "full count");
}

static void
a_sentence_carries_interval_and_n(void **state)
{
	struct dbr_number x = estimate(DBR_UNIT_PER, 4.4, 3.6, 5.4, 1099);
	struct dbr_buf buf = DBR_BUF_INIT;

	(void)state;
	x.unit_text = "customer-week";
	dbr_number_sentence(&buf, &x);
	assert_string_equal(buf.text, "4.4 per customer-week (95" NB
			    "% interval 3.6 to 5.4), n" NB "=" NB "1" NNB
			    "099");
	dbr_buf_release(&buf);
}

static void
a_count_is_exact_and_grouped(void **state)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	(void)state;
	dbr_count_text(&buf, -1234567);
	assert_string_equal(buf.text, MINUS "1" NNB "234" NNB "567");
	dbr_buf_reset(&buf);
	dbr_count_text(&buf, INT64_MIN);
	assert_string_equal(buf.text, MINUS "9" NNB "223" NNB "372" NNB "036"
			    NNB "854" NNB "775" NNB "808");
	dbr_buf_reset(&buf);
	dbr_count_text(&buf, 999);
	assert_string_equal(buf.text, "999");
	dbr_buf_release(&buf);
}

static void
a_double_reads_back_the_same(void **state)
{
	static const double values[] = {
		0.1, 1.0 / 3, 1e300, 5e-324, -2.5, 123456789.123456789,
		9007199254740993.0,
	};
	struct dbr_buf buf = DBR_BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		dbr_buf_reset(&buf);
		dbr_double_text(&buf, values[i]);
		assert_true(strtod(buf.text, NULL) == values[i]);
	}
	dbr_buf_reset(&buf);
	dbr_double_text(&buf, 0.1);
	assert_string_equal(buf.text, "0.1");
	dbr_buf_reset(&buf);
	dbr_double_text(&buf, -0.0);
	assert_string_equal(buf.text, "0");
	dbr_buf_reset(&buf);
	dbr_double_text(&buf, NAN);
	dbr_double_text(&buf, -INFINITY);
	assert_string_equal(buf.text, "");
	dbr_buf_release(&buf);
}

static void
a_verdict_needs_the_whole_interval(void **state)
{
	struct dbr_number x = estimate(DBR_UNIT_PER, 4, 3, 5, 20);

	(void)state;
	assert_int_equal(dbr_number_verdict(&x, 5, true), DBR_VERDICT_MET);
	assert_int_equal(dbr_number_verdict(&x, 4.9, true),
			 DBR_VERDICT_NOT_PROVEN);
	assert_int_equal(dbr_number_verdict(&x, 3, true),
			 DBR_VERDICT_NOT_PROVEN);
	assert_int_equal(dbr_number_verdict(&x, 2.9, true),
			 DBR_VERDICT_MISSED);
	assert_int_equal(dbr_number_verdict(&x, 3, false), DBR_VERDICT_MET);
	assert_int_equal(dbr_number_verdict(&x, 5.1, false),
			 DBR_VERDICT_MISSED);
	assert_int_equal(dbr_number_verdict(&x, NAN, false),
			 DBR_VERDICT_NONE);
	x.has_lo = x.has_hi = false;
	assert_int_equal(dbr_number_verdict(&x, 3, false),
			 DBR_VERDICT_TOO_FEW);
	x.is_census = true;
	assert_int_equal(dbr_number_verdict(&x, 4, false), DBR_VERDICT_MET);
	assert_int_equal(dbr_number_verdict(&x, 4.1, false),
			 DBR_VERDICT_MISSED);
	x.has_value = false;
	assert_int_equal(dbr_number_verdict(&x, 4, false),
			 DBR_VERDICT_TOO_FEW);
	assert_string_equal(dbr_verdict_text(DBR_VERDICT_NOT_PROVEN),
			    "not proven");
}

/* xorshift64: a seed that can be printed and used again. */
static double
uniform(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (double)(*seed >> 11) / 9007199254740992.0;
}

/* Leading number of a printed bound, with its sign. */
static double
printed(const char *text)
{
	bool negative = strncmp(text, MINUS, strlen(MINUS)) == 0;
	double value = strtod(negative ? text + strlen(MINUS) : text, NULL);

	return negative ? -value : value;
}

static void
a_printed_interval_always_holds_the_real_one(void **state)
{
	uint64_t seed = 20261123;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		double lo = uniform(&seed), hi = lo + uniform(&seed) * (1 - lo);
		struct dbr_number x = estimate(
			DBR_UNIT_SHARE, lo + uniform(&seed) * (hi - lo), lo,
			hi, 10 + (int64_t)(uniform(&seed) * 5000));
		struct dbr_buf buf = DBR_BUF_INIT;

		dbr_number_interval(&buf, &x);
		assert_true(printed(buf.text) <= lo * 100 + 1e-6);
		assert_true(printed(strstr(buf.text, " to ") + 4) >=
			    hi * 100 - 1e-6);
		dbr_buf_release(&buf);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(durations_change_their_unit_where_n3_says),
		cmocka_unit_test(something_missed_never_prints_as_everything),
		cmocka_unit_test(nothing_printed_touches_its_reference),
		cmocka_unit_test(bounds_are_rounded_outward),
		cmocka_unit_test(rates_have_two_digits_or_three),
		cmocka_unit_test(a_missing_end_or_interval_says_so),
		cmocka_unit_test(a_spotless_sample_prints_its_lower_bound),
		cmocka_unit_test(a_sentence_carries_interval_and_n),
		cmocka_unit_test(a_count_is_exact_and_grouped),
		cmocka_unit_test(a_double_reads_back_the_same),
		cmocka_unit_test(a_verdict_needs_the_whole_interval),
		cmocka_unit_test(a_printed_interval_always_holds_the_real_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
