/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include "debrief/stats/words.h"
#include "unit/stats_check.h"

struct odds_row {
	double delta, variance, z;
};

static void
check_odds(const struct dbr_word *words, const struct odds_row *want, size_t n)
{
	struct dbr_log_odds got[8];

	dbr_words_log_odds(words, n, got);
	for (size_t i = 0; i < n; i++) {
		check_near("C p3.py delta", got[i].delta, want[i].delta, 1e-6);
		check_near("C p3.py var", got[i].variance, want[i].variance,
			   1e-6);
		check_near("C p3.py z", got[i].z, want[i].z, 1e-6);
	}
}

static void
words_rank_by_log_odds(void **state)
{
	struct dbr_word words[] = { { 12, 3, .5 }, { 2, 9, .5 },
				    { 20, 18, .5 }, { 6, 1, .5 },
				    { 10, 29, .5 } };
	static const struct dbr_word pair[] = { { 5, 3, .5 }, { 0, 4, .5 } };
	static const struct odds_row flat[] = {
		{ 1.661624, .365714, 2.747652 },
		{ -1.276732, .505263, -1.796143 },
		{ .421108, .102835, 1.313179 },
		{ 1.748570, .820513, 1.930369 },
		{ -1.274177, .129136, -3.545728 },
	};
	static const struct odds_row pooled[] = {
		{ 1.460981, .303997, 2.649782 },
		{ -1.152680, .433333, -1.751046 },
		{ .373072, .089246, 1.248815 },
		{ 1.647799, .761796, 1.887926 },
		{ -1.091933, .104552, -3.376994 },
	};
	static const double priors[] = { 1.363636, 1.0, 3.454545, .636364,
					 3.545455 };
	static const struct odds_row two[] = {
		{ 2.649210, .467532, 3.874453 },
		{ -2.649210, 2.222222, -1.777144 },
	};

	(void)state;
	check_odds(words, flat, COUNT(words));
	dbr_words_prior(words, COUNT(words), 10);
	for (size_t i = 0; i < COUNT(words); i++)
		check_near("C prior", words[i].prior, priors[i], 1e-6);
	check_odds(words, pooled, COUNT(words));
	check_odds(pair, two, COUNT(pair));
}

static void
swapping_groups_turns_the_sign(void **state)
{
	static const struct dbr_word words[] = { { 12, 3, .5 }, { 2, 9, .5 },
						 { 7, 7, .5 } };
	static const struct dbr_word swapped[] = { { 3, 12, .5 },
						   { 9, 2, .5 },
						   { 7, 7, .5 } };
	static const struct dbr_word same[] = { { 4, 4, .5 }, { 9, 9, .5 } };
	static const struct dbr_word lone[] = { { 4, 4, 0 } };
	struct dbr_log_odds one[3], other[3];

	(void)state;
	dbr_words_log_odds(words, 3, one);
	dbr_words_log_odds(swapped, 3, other);
	for (size_t i = 0; i < 3; i++) {
		check_near("delta", one[i].delta, -other[i].delta, 1e-12);
		check_near("z", one[i].z, -other[i].z, 1e-12);
	}
	dbr_words_log_odds(same, 2, one);
	check_near("no difference", one[0].delta, 0, 1e-12);
	dbr_words_log_odds(lone, 1, one);
	assert_int_equal(one[0].lack, DBR_LACK_BAD_INPUT);
	assert_false(dbr_log_odds_interval(one, 0.95).has_lo);
}

static void
an_interval_is_delta_and_its_error(void **state)
{
	/* "slow" of METRICS 7.2: 1.661624 -/+ 1.959964 sqrt(.365714) */
	const struct dbr_log_odds slow = { 1.661624, .365714, 2.747652,
					   DBR_LACK_NONE };
	struct dbr_interval got = dbr_log_odds_interval(&slow, 0.95);

	(void)state;
	check_near("lo", got.lo, 0.476347, 1e-5);
	check_near("hi", got.hi, 2.846901, 1e-5);
	assert_int_equal(dbr_log_odds_interval(&slow, 1).lack,
			 DBR_LACK_BAD_INPUT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_rank_by_log_odds),
		cmocka_unit_test(swapping_groups_turns_the_sign),
		cmocka_unit_test(an_interval_is_delta_and_its_error),
	};

	dbr_stats_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
