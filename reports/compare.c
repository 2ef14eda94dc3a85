/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <math.h>
#include <string.h>
#include "debrief/stats/compare.h"
#include "debrief/stats/rate.h"
#include "debrief/stats/score.h"
#include "debrief/stats/survival.h"
#include "reports/compare.h"

#define LEVEL 0.95

/* A statistic as a number that can be printed. */
static struct dbr_number
number_from(const struct dbr_stat *stat, const char *name,
	    const struct dbr_number *like)
{
	struct dbr_number number = *like;

	number.name = name;
	number.value = stat->value;
	number.has_value = stat->lack == DBR_LACK_NONE;
	number.why_empty = dbr_lack_name(stat->lack);
	number.lo = stat->interval.lo;
	number.hi = stat->interval.hi;
	number.has_lo = stat->interval.has_lo;
	number.has_hi = stat->interval.has_hi;
	number.level = LEVEL;
	number.is_census = false;
	number.method = dbr_method_name(stat->interval.method);
	return number;
}

static struct dbr_events
count_of(const struct dbr_slice *slice)
{
	return (struct dbr_events){ (int64_t)slice->events, slice->exposure };
}

static void
compare_rates(struct comparison *out)
{
	struct dbr_events now = count_of(out->now);
	struct dbr_events before = count_of(out->before);
	struct dbr_rate_ratio ratio = dbr_rate_compare(now, before, LEVEL);
	struct dbr_stat expected = dbr_rate_predict(before, now.exposure,
						    LEVEL);
	struct dbr_number like = number_count(now.events);

	out->has_p = now.exposure > 0 && before.exposure > 0 &&
		     now.events + before.events > 0;
	out->p = ratio.p;
	out->sign = now.events / now.exposure - before.events / before.exposure;
	out->observed = like;
	out->expected = number_from(&expected, "expected", &like);
	out->excess = like;
	out->excess.value = now.events - out->expected.value;
	out->excess.has_value = out->expected.has_value;
	like.unit = DBR_UNIT_SCORE;
	out->difference = number_from(&ratio.ratio, "ratio", &like);
	out->difference.reference = 1;
}

static struct dbr_nps_counts
nps_counts(const struct dbr_slice *slice)
{
	int64_t counts[11] = { 0 };
	size_t i;

	for (i = 0; i < slice->histogram_count; i++) {
		int value = slice->scale_min + (int)i;

		if (value >= 0 && value <= 10)
			counts[value] = slice->histogram[i];
	}
	return dbr_nps_group(counts);
}

static void
compare_nps(struct comparison *out)
{
	struct dbr_nps_difference d = dbr_nps_compare(
		nps_counts(out->now), nps_counts(out->before), LEVEL);
	struct dbr_number like = number_count(out->now->used_count);

	like.unit = DBR_UNIT_POINTS;
	out->has_p = d.test.lack == DBR_LACK_NONE;
	out->p = d.test.p;
	out->sign = d.difference.value;
	out->difference = number_from(&d.difference, "difference", &like);
}

static void
compare_tallies(struct comparison *out, struct dbr_tally now,
		struct dbr_tally before)
{
	struct dbr_proportion_difference d =
		dbr_compare_proportions(now, before, LEVEL);
	struct dbr_number like = number_count(now.trials);

	like.unit = DBR_UNIT_SCORE;
	out->has_p = d.test.lack == DBR_LACK_NONE;
	out->p = d.test.p;
	out->sign = d.difference.value;
	out->difference = number_from(&d.difference, "percentage points",
				      &like);
	out->difference.value *= 100;
	out->difference.lo *= 100;
	out->difference.hi *= 100;
}

static struct dbr_tally
tally_of(const struct dbr_slice *slice)
{
	return (struct dbr_tally){ (int64_t)slice->hits,
				   (int64_t)slice->trials };
}

static struct dbr_tally
top_box_of(const struct dbr_slice *slice)
{
	return dbr_score_top_box((struct dbr_scale_counts){
		slice->histogram, slice->histogram_count });
}

/* The other scales are compared by nothing yet: their reading is "too few
 * to say". */
static void
compare_scores(struct comparison *out)
{
	const char *scale = out->metric->scale ? out->metric->scale : "";

	if (strcmp(scale, "nps") == 0)
		compare_nps(out);
	else if (strcmp(scale, "csat") == 0 && out->now->scale_min == 1 &&
		 out->before->scale_min == 1)
		compare_tallies(out, top_box_of(out->now),
				top_box_of(out->before));
}

/* Nothing open on either side: the values themselves are compared. */
static void
compare_values(struct comparison *out, struct dbr_arena *arena)
{
	struct dbr_sample now = { out->now->values, out->now->value_count };
	struct dbr_sample before = { out->before->values,
				     out->before->value_count };
	struct dbr_rank_test test = dbr_compare_ranks(now, before, arena);
	struct dbr_stat shift = dbr_compare_shift(now, before, LEVEL, arena);
	struct dbr_number like = number_count((int64_t)now.n);

	like.unit = DBR_UNIT_SECONDS;
	out->has_p = test.test.lack == DBR_LACK_NONE;
	out->p = test.test.p;
	out->sign = shift.value;
	out->difference = number_from(&shift, "difference", &like);
}

/* Something is open or ended another way: log-rank, and the direction of
 * more or fewer ends than expected. */
static void
compare_curves(struct comparison *out, struct dbr_arena *arena)
{
	struct dbr_lifetimes groups[2] = {
		{ out->now->values, out->now->outcomes,
		  out->now->value_count },
		{ out->before->values, out->before->outcomes,
		  out->before->value_count },
	};
	struct dbr_logrank test = dbr_survival_compare(groups, 2, arena);

	out->has_p = test.test.lack == DBR_LACK_NONE;
	out->p = test.test.p;
	if (out->has_p)
		out->sign = test.expected[0] - test.observed[0];
	out->difference = (struct dbr_number){
		.why_empty = "some have not ended",
	};
}

static bool
is_finished(const struct dbr_slice *slice)
{
	return slice->open_count == 0 && slice->ended_count == 0;
}

static void
compare_durations(struct comparison *out, struct dbr_arena *arena)
{
	if (is_finished(out->now) && is_finished(out->before))
		compare_values(out, arena);
	else
		compare_curves(out, arena);
}

enum reading
comparison_reading(const struct comparison *c, double p, double bound)
{
	bool is_up = c->sign > 0;

	if (!c->has_p || !isfinite(p))
		return READING_TOO_FEW;
	if (p > bound || c->sign == 0 ||
	    c->metric->better == DBR_BETTER_NEITHER)
		return READING_SAME;
	return is_up == (c->metric->better == DBR_BETTER_HIGHER) ?
		READING_BETTER : READING_WORSE;
}

void
comparison_make(struct comparison *out, const struct dbr_metric *metric,
		const struct dbr_slice *now, const struct dbr_slice *before,
		struct dbr_arena *arena)
{
	*out = (struct comparison){
		.metric = metric, .now = now, .before = before,
	};
	out->difference.why_empty = "not compared";
	switch (metric->kind) {
	case DBR_KIND_RATE:
		compare_rates(out);
		break;
	case DBR_KIND_PROPORTION:
		compare_tallies(out, tally_of(now), tally_of(before));
		break;
	case DBR_KIND_DURATION:
		compare_durations(out, arena);
		break;
	case DBR_KIND_SCORE:
		compare_scores(out);
		break;
	}
	/* No difference: a ratio of 1, else 0. */
	out->difference.has_reference = true;
	out->reading = comparison_reading(out, out->p, 1 - LEVEL);
}

const char *
reading_text(enum reading reading)
{
	switch (reading) {
	case READING_BETTER:
		return "better";
	case READING_WORSE:
		return "worse";
	case READING_SAME:
		return "no different";
	case READING_TOO_FEW:
		break;
	}
	return "too few to say";
}

enum dbr_status
comparison_declare(struct making *m, struct source *source,
		   const struct template_block *block)
{
	const char *names[2] = { argument_word(block, 1),
				 argument_word(block, 2) };
	struct source *sides[2];
	struct comparison *comparison;
	enum dbr_status rc = DBR_OK;
	size_t i;

	source->kind = SOURCE_COMPARE;
	for (i = 0; rc == DBR_OK && i < 2; i++) {
		if (!names[i])
			return making_fail(m, block->place,
					   "@compare needs two metrics");
		rc = source_find(&sides[i], m, names[i], block->place);
		if (rc == DBR_OK && sides[i]->kind != SOURCE_METRIC)
			return making_fail(m, block->place,
					   "\"%s\" is not a metric",
					   names[i]);
	}
	if (rc != DBR_OK)
		return rc;
	comparison = dbr_arena_get(m->arena, sizeof(*comparison));
	comparison_make(comparison, sides[0]->metric->metric,
			&sides[0]->metric->all, &sides[1]->metric->all,
			m->arena);
	source->comparison = comparison;
	source->row_count = 1;
	return DBR_OK;
}

static const char *const compare_fields[] = {
	"reading", "p", "ratio", "difference", "expected", "observed", "excess",
	"expected.interval", "ratio.interval", "rows",
};

const char *const *
comparison_fields(size_t *count)
{
	*count = sizeof(compare_fields) / sizeof(compare_fields[0]);
	return compare_fields;
}

const char *
comparison_p_text(struct dbr_arena *arena, const char *name, double p)
{
	if (p < 0.001)
		return dbr_arena_textf(arena, "%s\xC2\xA0<\xC2\xA0" "0.001",
				       name);
	return dbr_arena_textf(arena, "%s\xC2\xA0=\xC2\xA0%.*f", name,
			       p < 0.1 ? 3 : 2, p);
}

bool
comparison_field(struct value *out, struct making *m,
		 const struct comparison *c, const char *field)
{
	if (strcmp(field, "reading") == 0)
		*out = value_word(reading_text(c->reading));
	else if (strcmp(field, "p") == 0)
		*out = value_word(c->has_p ? comparison_p_text(m->arena, "p",
							       c->p) : "");
	else if (strcmp(field, "sentence") == 0)
		*out = value_number(c->difference, VALUE_FORM_SENTENCE);
	else if (strcmp(field, "ratio") == 0 ||
		 strcmp(field, "difference") == 0)
		*out = value_number(c->difference, VALUE_FORM_VALUE);
	else if (strcmp(field, "ratio.interval") == 0)
		*out = value_number(c->difference, VALUE_FORM_INTERVAL);
	else if (strcmp(field, "expected") == 0)
		*out = value_number(c->expected, VALUE_FORM_VALUE);
	else if (strcmp(field, "expected.interval") == 0)
		*out = value_number(c->expected, VALUE_FORM_INTERVAL);
	else if (strcmp(field, "observed") == 0)
		*out = value_number(c->observed, VALUE_FORM_VALUE);
	else if (strcmp(field, "excess") == 0)
		*out = value_number(c->excess, VALUE_FORM_VALUE);
	else
		return false;
	return true;
}
