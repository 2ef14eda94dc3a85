/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kind.c -- what the kinds share; see kind.h. */
#include <config.h>
#include "metric/kind.h"

#include <math.h>
#include "debrief/stats/interval.h"

const struct metric_kind *
metric_kind_of(enum dbr_metric_kind kind)
{
	switch (kind) {
	case DBR_KIND_DURATION:
		return &metric_kind_duration;
	case DBR_KIND_PROPORTION:
		return &metric_kind_proportion;
	case DBR_KIND_RATE:
		return &metric_kind_rate;
	case DBR_KIND_SCORE:
		break;
	}
	return &metric_kind_score;
}

bool
kind_real(const struct dbr_cell *cell, double *out)
{
	if (cell->type != DBR_CELL_INTEGER && cell->type != DBR_CELL_REAL)
		return false;
	*out = cell->real;
	return isfinite(cell->real);
}

bool
kind_count(const struct dbr_cell *cell, int64_t *out)
{
	double real;

	if (cell->type == DBR_CELL_INTEGER) {
		*out = cell->integer;
		return cell->integer >= 0;
	}
	if (!kind_real(cell, &real) || real < 0 || real > 9e15 ||
	    real != floor(real))
		return false;
	*out = (int64_t)real;
	return true;
}

static struct dbr_number *
next_number(struct finish *finish, const char *name, enum dbr_unit unit)
{
	struct dbr_number *number;

	finish->numbers = dbr_arena_grow(finish->arena, finish->numbers,
					 finish->count, &finish->capacity,
					 sizeof(*finish->numbers));
	number = &finish->numbers[finish->count++];
	*number = (struct dbr_number){
		.name = name, .unit = unit, .unit_text = finish->metric->unit,
		.level = finish->level, .method = "",
	};
	return number;
}

struct dbr_number *
kind_number(struct finish *finish, const char *name, enum dbr_unit unit,
	    const struct dbr_stat *stat)
{
	struct dbr_number *number = next_number(finish, name, unit);
	const struct dbr_interval *interval = &stat->interval;

	number->n = stat->n;
	number->has_value = stat->lack == DBR_LACK_NONE;
	if (number->has_value)
		number->value = stat->value;
	else
		number->why_empty = dbr_lack_name(stat->lack);
	if (interval->lack != DBR_LACK_NONE) {
		number->why_no_interval = dbr_lack_name(interval->lack);
		return number;
	}
	number->method = dbr_method_name(interval->method);
	number->has_lo = interval->has_lo;
	number->has_hi = interval->has_hi;
	number->lo = interval->has_lo ? interval->lo : 0;
	number->hi = interval->has_hi ? interval->hi : 0;
	if (!number->has_lo && !number->has_hi)
		number->why_no_interval = dbr_lack_name(DBR_LACK_TOO_FEW);
	return number;
}

struct dbr_number *
kind_plain(struct finish *finish, const char *name, enum dbr_unit unit,
	   double value, int64_t n)
{
	struct dbr_number *number = next_number(finish, name, unit);

	number->n = n;
	number->value = value;
	number->has_value = true;
	number->why_no_interval = "beside the estimate only";
	return number;
}

void
kind_drop_interval(struct dbr_number *number, const char *why)
{
	number->has_lo = number->has_hi = false;
	number->lo = number->hi = 0;
	number->method = "";
	number->why_no_interval = why;
}
