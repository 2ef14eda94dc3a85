/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kind_rate.c -- events over exposure, Garwood's exact interval. */
#include <config.h>
#include "metric/kind.h"

#include "debrief/stats/rate.h"

enum { LEAN_ON_N = 5 };

static int64_t
weight(const struct fact_row *row)
{
	int64_t events;

	return kind_count(row->first, &events) ? events : 1;
}

static const char *
add(struct gather *gather, const struct fact_row *row)
{
	int64_t events;
	double exposure;

	if (!kind_count(row->first, &events))
		return "events is not a count";
	if (!kind_real(row->second, &exposure) || exposure < 0)
		return "exposure is not a number from 0 up";
	gather->events += events;
	sum_add(&gather->exposure, exposure);
	gather->used_count += events;
	return NULL;
}

static void
finish_slice(struct dbr_slice *out, struct gather *gather,
	     struct finish *finish)
{
	const struct dbr_events events = {
		gather->events, sum_value(&gather->exposure)
	};
	struct dbr_stat stat = dbr_rate_estimate(events, finish->level);
	struct dbr_number *number;

	out->events = (double)gather->events;
	out->exposure = events.exposure;
	number = kind_number(finish, "rate", DBR_UNIT_PER, &stat);
	number->n = gather->events;
	number->is_low_n = gather->events < LEAN_ON_N;
	if (!number->has_value)
		number->why_empty = "no exposure";
}

const struct metric_kind metric_kind_rate = {
	"rate", { "events", "exposure" }, weight, add, finish_slice,
};
