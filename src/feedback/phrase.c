/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/phrase.h"

#include "debrief/stats/proportion.h"

const char *
phrase_keep(struct dbr_buf *buf, struct dbr_arena *arena)
{
	const char *text = dbr_arena_text(arena, dbr_buf_str(buf));

	dbr_buf_release(buf);
	return text;
}

static struct dbr_number
from_stat(const struct dbr_stat *stat, double scale)
{
	const struct dbr_interval *interval = &stat->interval;

	return (struct dbr_number){
		.value = scale * stat->value,
		.has_value = stat->lack == DBR_LACK_NONE,
		.why_empty = dbr_lack_name(stat->lack), .n = stat->n,
		.lo = scale * interval->lo, .has_lo = interval->has_lo,
		.hi = scale * interval->hi, .has_hi = interval->has_hi,
		.level = interval->coverage, .unit_text = "",
		.method = dbr_method_name(interval->method),
		.why_no_interval = dbr_lack_name(interval->lack),
	};
}

struct dbr_number
phrase_share(const struct dbr_stat *share)
{
	struct dbr_number number = from_stat(share, 1);

	number.name = "share";
	number.unit = DBR_UNIT_SHARE;
	return number;
}

struct dbr_number
phrase_minutes(const struct dbr_stat *minutes)
{
	struct dbr_number number = from_stat(minutes, 60);

	number.name = "p90";
	number.unit = DBR_UNIT_SECONDS;
	return number;
}

void
phrase_add(struct dbr_buf *out, const struct dbr_number *number)
{
	dbr_number_value(out, number);
	dbr_buf_add_text(out, " (");
	dbr_number_interval(out, number);
	dbr_buf_add_char(out, ')');
}

const char *
phrase_stat(const struct dbr_stat *share, struct dbr_arena *arena)
{
	struct dbr_number number = phrase_share(share);
	struct dbr_buf out = DBR_BUF_INIT;

	phrase_add(&out, &number);
	return phrase_keep(&out, arena);
}

void
phrase_add_tally(struct dbr_buf *out, int64_t hits, int64_t trials)
{
	struct dbr_stat stat = dbr_proportion_estimate(
		(struct dbr_tally){ hits, trials }, 0.95);
	struct dbr_number number = phrase_share(&stat);

	dbr_count_text(out, hits);
	dbr_buf_add_text(out, " of ");
	dbr_count_text(out, trials);
	if (stat.lack != DBR_LACK_NONE)
		return;
	dbr_buf_add_text(out, " (");
	dbr_number_value(out, &number);
	dbr_buf_add_text(out, "; ");
	dbr_number_interval(out, &number);
	dbr_buf_add_char(out, ')');
}

void
phrase_add_count(struct dbr_buf *out, size_t count, const char *one,
		 const char *many)
{
	dbr_count_text(out, (int64_t)count);
	dbr_buf_addf(out, " %s", count == 1 ? one : many);
}
