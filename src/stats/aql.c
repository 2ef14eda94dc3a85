/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * aql.c -- see debrief/stats/signoff.h.
 *
 * MIL-STD-105E Tables I and II-A.  Along each row of the master table the
 * acceptance numbers run 0, arrow up, arrow down, 1 2 3 5 7 10 14 21; each
 * larger sample shifts the row by one column, so a cell depends only on
 * letter + column.
 */
#include <config.h>
#include "debrief/stats/signoff.h"

#include <math.h>
#include <stddef.h>
#include "debrief/stats/proportion.h"
#include "stats/tail.h"

static const char letters[] = "ABCDEFGHJKLMNPQR";
static const int64_t sizes[] = {
	2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000,
};
static const int64_t last_lots[] = {
	8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10000, 35000, 150000,
	500000,
};
static const double aqls[] = {
	.010, .015, .025, .040, .065, .10, .15, .25, .40, .65, 1.0, 1.5, 2.5,
	4.0, 6.5, 10,
};
/* By distance from the column that accepts on zero; -1 and -2 are arrows. */
static const int accepts[] = { 0, -1, -2, 1, 2, 3, 5, 7, 10, 14, 21 };

enum {
	LETTER_COUNT = sizeof(sizes) / sizeof(sizes[0]),
	LOT_COUNT = sizeof(last_lots) / sizeof(last_lots[0]),
	AQL_COUNT = sizeof(aqls) / sizeof(aqls[0]),
	ACCEPT_COUNT = sizeof(accepts) / sizeof(accepts[0]),
	ZERO_COLUMN_OF_A = 14,
};

static int
letter_index(int64_t lot_size)
{
	int i = 0;

	while (i < LOT_COUNT && lot_size > last_lots[i])
		i++;
	return i;
}

char
dbr_aql_letter(int64_t lot_size)
{
	return letters[letter_index(lot_size)];
}

int64_t
dbr_aql_letter_size(char letter)
{
	for (int i = 0; i < LETTER_COUNT; i++)
		if (letters[i] == letter)
			return sizes[i];
	return 0;
}

static int
aql_column(double percent)
{
	for (int i = 0; i < AQL_COUNT; i++)
		if (fabs(aqls[i] - percent) <= 1e-9 * aqls[i])
			return i;
	return -1;
}

struct dbr_aql_plan
dbr_aql_plan_for(int64_t lot_size, double aql_percent)
{
	int row = letter_index(lot_size), column = aql_column(aql_percent);
	struct dbr_aql_plan out = { .lack = DBR_LACK_BAD_INPUT };
	int at;

	if (lot_size < 2 || column < 0)
		return out;
	at = column - (ZERO_COLUMN_OF_A - row);
	if (at >= ACCEPT_COUNT) {
		row -= at - (ACCEPT_COUNT - 1);
	} else if (at < 0) {
		row -= at;
	} else if (accepts[at] == -1 && row > 0) {
		row--;
	} else if (accepts[at] < 0) {
		/* No letter lies above A, so its arrow points down. */
		row += 3 - at;
	}
	if (row < 0 || row >= LETTER_COUNT)
		return out;
	out.code_letter = letters[row];
	out.sample_size = sizes[row];
	out.accept = accepts[column - (ZERO_COLUMN_OF_A - row)];
	out.lack = DBR_LACK_NONE;
	return out;
}

double
dbr_aql_acceptance(const struct dbr_aql_plan *plan, double rate)
{
	return tail_binomial_le(plan->accept, plan->sample_size, rate);
}

double
dbr_aql_limiting_quality(const struct dbr_aql_plan *plan, double risk)
{
	struct dbr_tally share = { plan->accept, plan->sample_size };

	return dbr_proportion_exact(share, 1 - risk, DBR_SIDE_UPPER).hi;
}
