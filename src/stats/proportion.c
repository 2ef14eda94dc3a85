/* SPDX-License-Identifier: GPL-3.0-or-later */
/* proportion.c -- see debrief/stats/proportion.h. */
#include <config.h>
#include "debrief/stats/proportion.h"

#include <math.h>
#include "stats/interval.h"
#include "stats/tail.h"

static enum dbr_lack
share_lack(struct dbr_tally share, double level)
{
	if (!count_ok(share.hits) || !count_ok(share.trials) ||
	    share.hits > share.trials || !tail_level_ok(level))
		return DBR_LACK_BAD_INPUT;
	return share.trials ? DBR_LACK_NONE : DBR_LACK_NO_DATA;
}

/* z_square apart: a finite population shrinks it. */
static struct dbr_interval
score_interval(double share, double n, double z_square, double level)
{
	double scale = 1 + z_square / n;
	double centre = (share + z_square / (2 * n)) / scale;
	double half = sqrt(z_square * (share * (1 - share) / n +
				       z_square / (4 * n * n))) / scale;

	return interval_make(share <= 0 ? 0 : fmax(0, centre - half),
			     share >= 1 ? 1 : fmin(1, centre + half), level,
			     DBR_METHOD_WILSON);
}

static double
z_square(double level, enum dbr_side side)
{
	double z = tail_normal_from_upper(
		tail_error(level, side == DBR_SIDE_BOTH));

	return z * z;
}

static struct dbr_interval
keep_side(struct dbr_interval in, enum dbr_side side)
{
	if (side == DBR_SIDE_LOWER)
		in.hi = 1;
	if (side == DBR_SIDE_UPPER)
		in.lo = 0;
	return in;
}

struct dbr_interval
dbr_proportion_wilson(struct dbr_tally share, double level, enum dbr_side side)
{
	enum dbr_lack lack = share_lack(share, level);
	double n = (double)share.trials;

	if (lack)
		return interval_lacking(lack);
	return keep_side(score_interval((double)share.hits / n, n,
					z_square(level, side), level), side);
}

static double
exact_lower(double hits, double n, double error)
{
	if (hits <= 0)
		return 0;
	if (hits >= n)
		return exp(log(error) / n);
	return tail_beta_from_lower(error, hits, n - hits + 1);
}

static double
exact_upper(double hits, double n, double error)
{
	if (hits >= n)
		return 1;
	if (hits <= 0)
		return -expm1(log(error) / n);
	return tail_beta_from_upper(error, hits + 1, n - hits);
}

static struct dbr_interval
exact_interval(double hits, double n, double level, enum dbr_side side)
{
	double error = tail_error(level, side == DBR_SIDE_BOTH);

	return interval_make(
		side == DBR_SIDE_UPPER ? 0 : exact_lower(hits, n, error),
		side == DBR_SIDE_LOWER ? 1 : exact_upper(hits, n, error),
		level, DBR_METHOD_CLOPPER_PEARSON);
}

struct dbr_interval
dbr_proportion_exact(struct dbr_tally share, double level, enum dbr_side side)
{
	enum dbr_lack lack = share_lack(share, level);

	if (lack)
		return interval_lacking(lack);
	return exact_interval((double)share.hits, (double)share.trials, level,
			      side);
}

/* The lower end with more hits added and no miss. */
static bool
would_clear(struct dbr_tally share, int64_t more, double target, double level)
{
	struct dbr_tally grown = { share.hits + more, share.trials + more };

	return dbr_proportion_wilson(grown, level, DBR_SIDE_BOTH).lo >= target;
}

int64_t
dbr_proportion_more_needed(struct dbr_tally share, double target, double level)
{
	int64_t lo, hi = 1;

	if (share_lack(share, level) == DBR_LACK_BAD_INPUT ||
	    !(target > 0 && target < 1))
		return -1;
	if (share.trials && would_clear(share, 0, target, level))
		return 0;
	for (lo = 0; !would_clear(share, hi, target, level); hi *= 2) {
		if (hi > INT32_MAX)
			return -1;
		lo = hi;
	}
	while (hi - lo > 1) {
		int64_t mid = lo + (hi - lo) / 2;

		if (would_clear(share, mid, target, level))
			hi = mid;
		else
			lo = mid;
	}
	return hi;
}

struct dbr_stat
dbr_proportion_estimate(struct dbr_tally share, double level)
{
	enum dbr_lack lack = share_lack(share, level);
	struct dbr_stat out = stat_lacking(lack, share.trials);

	if (lack)
		return out;
	out.value = (double)share.hits / (double)share.trials;
	out.interval = dbr_proportion_wilson(share, level, DBR_SIDE_BOTH);
	return out;
}

static enum dbr_lack
weighted_lack(double share, double n_effective, double level)
{
	if (!(share >= 0 && share <= 1) || !(n_effective >= 0) ||
	    !isfinite(n_effective) || !tail_level_ok(level))
		return DBR_LACK_BAD_INPUT;
	return n_effective > 0 ? DBR_LACK_NONE : DBR_LACK_NO_DATA;
}

struct dbr_interval
dbr_proportion_wilson_weighted(double share, double n_effective, double level)
{
	enum dbr_lack lack = weighted_lack(share, n_effective, level);

	if (lack)
		return interval_lacking(lack);
	return score_interval(share, n_effective,
			      z_square(level, DBR_SIDE_BOTH), level);
}

struct dbr_interval
dbr_proportion_exact_weighted(double share, double n_effective, double level,
			      enum dbr_side side)
{
	enum dbr_lack lack = weighted_lack(share, n_effective, level);

	if (lack)
		return interval_lacking(lack);
	return exact_interval(share * n_effective, n_effective, level, side);
}

struct dbr_interval
dbr_proportion_wilson_finite(struct dbr_tally share, int64_t population,
			     double level)
{
	enum dbr_lack lack = share_lack(share, level);
	double n = (double)share.trials, size = (double)population, left = 0;
	struct dbr_interval out;

	if (!lack && population < share.trials)
		lack = DBR_LACK_BAD_INPUT;
	if (lack)
		return interval_lacking(lack);
	if (population > 1)
		left = (size - n) / (size - 1);
	out = score_interval((double)share.hits / n, n,
			     z_square(level, DBR_SIDE_BOTH) * left, level);
	out.method = DBR_METHOD_WILSON_FINITE;
	return out;
}

struct dbr_interval
dbr_proportion_worst_case(struct dbr_tally share, int64_t population)
{
	double size = (double)population;

	if (!count_ok(share.hits) || !count_ok(population) ||
	    share.hits > share.trials || share.trials > population)
		return interval_lacking(DBR_LACK_BAD_INPUT);
	if (population == 0)
		return interval_lacking(DBR_LACK_NO_DATA);
	return interval_make((double)share.hits / size,
			     (double)(share.hits + population - share.trials) /
				     size,
			     1, DBR_METHOD_WORST_CASE);
}

double
dbr_proportion_at_least(struct dbr_tally share, double chance)
{
	return tail_binomial_ge(share.hits, share.trials, chance);
}
