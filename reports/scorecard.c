/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <math.h>
#include <string.h>
#include "debrief/stats/chart.h"
#include "debrief/stats/multiple.h"
#include "debrief/time.h"
#include "reports/scorecard.h"

#define LEVEL 0.95

/* The slice of the quarter that starts then, or NULL. */
static const struct dbr_slice *
quarter_at(const struct dbr_metric_result *result, int64_t start_us)
{
	char name[DBR_ISO_SIZE];
	size_t i;

	dbr_quarter_text(name, start_us);
	for (i = 0; i < result->slice_count; i++)
		if (result->slices[i].key[0] &&
		    strcmp(result->slices[i].key[0], name) == 0)
			return &result->slices[i];
	return NULL;
}

static int64_t
quarter_before(int64_t start_us, int quarters)
{
	while (quarters-- > 0)
		start_us = dbr_quarter_start(start_us - 1);
	return start_us;
}

/* Natural process limits of the quarters before this one. */
static void
find_range(struct making *m, struct score *score)
{
	double *values = dbr_arena_array(m->arena, score->quarter_count + 1,
					 sizeof(*values));
	struct dbr_chart chart;
	size_t i, n = 0;

	for (i = 0; i < score->quarter_count; i++) {
		const struct dbr_slice *slice = &score->quarters[i];

		if (slice != score->now && slice->number_count &&
		    slice->numbers[0].has_value)
			values[n++] = slice->numbers[0].value;
	}
	chart = dbr_chart_xmr(values, n, n, m->arena);
	if (chart.lack != DBR_LACK_NONE || !chart.point_count)
		return;
	score->has_range = true;
	score->mean = chart.centre;
	score->range_hi = chart.range_hi;
	score->lo = chart.points[0].lo;
	score->hi = chart.points[0].hi;
	if (score->metric->kind != DBR_KIND_SCORE && score->lo < 0)
		score->lo = 0;
	if (score->metric->kind == DBR_KIND_PROPORTION && score->hi > 1)
		score->hi = 1;
}

/* Everything before this quarter as one slice. */
static enum dbr_status
run_before(struct making *m, struct score *score, struct dbr_metric_ask ask)
{
	struct dbr_metric_result *before;
	enum dbr_status rc;

	before = dbr_arena_get(m->arena, sizeof(*before));
	ask.by[0] = NULL;
	ask.until_us = m->since_us;
	rc = dbr_metric_run(before, m->store, m->share, &ask, m->arena,
			    m->err);
	if (rc == DBR_OK && score->now) {
		const struct dbr_compare_pair pair = {
			.metric = score->metric, .a = score->now,
			.b = &before->all, .level = LEVEL,
		};

		score->against = dbr_compare_slices(&pair, m->arena);
	}
	return rc;
}

static enum dbr_status
run_score(struct making *m, struct score *score, const char *name)
{
	struct dbr_metric_result *result;
	struct dbr_metric_ask ask = {
		.metric = name,
		.by = { "quarter", NULL },
		.as_of_us = m->as_of_us,
		.until_us = m->until_us,
	};
	enum dbr_status rc;

	result = dbr_arena_get(m->arena, sizeof(*result));
	rc = dbr_metric_run(result, m->store, m->share, &ask, m->arena,
			    m->err);
	if (rc != DBR_OK)
		return rc;
	*score = (struct score){
		.metric = result->metric,
		.quarters = result->slices,
		.quarter_count = result->slice_count,
		.now = quarter_at(result, m->since_us),
		.previous = quarter_at(result, quarter_before(m->since_us, 1)),
		.year_ago = quarter_at(result, quarter_before(m->since_us, 4)),
		.q = NAN,
	};
	find_range(m, score);
	return run_before(m, score, ask);
}

enum dbr_status
scorecard_bound(double *out, struct making *m, const struct template_block *block)
{
	const char *q = argument_find(block, "q");

	*out = DBR_COMPARE_Q;
	if (!q || (dbr_str_to_double(dbr_str_from(q), out) && *out > 0 &&
		   *out < 1))
		return DBR_OK;
	return making_fail(m, block->place, "q= is a share, not \"%s\"", q);
}

static void
adjust(struct making *m, struct score *scores, size_t count, double bound)
{
	double *p = dbr_arena_array(m->arena, count + 1, sizeof(*p));
	double *q = dbr_arena_array(m->arena, count + 1, sizeof(*q));
	size_t i;

	for (i = 0; i < count; i++)
		p[i] = scores[i].against.has_p ? scores[i].against.p : NAN;
	dbr_multiple_adjust(p, q, count, m->arena);
	for (i = 0; i < count; i++) {
		scores[i].q = q[i];
		scores[i].reading = scores[i].against.pair.metric ?
			dbr_compare_reading(&scores[i].against, q[i],
					    bound) :
			DBR_READING_TOO_FEW;
	}
}

/* "metric: name" lines; the words of the name are one plain run. */
static enum dbr_status
measure_name(const char **out, struct making *m,
	     const struct template_attribute *attribute)
{
	const struct template_piece *piece = attribute->text.pieces;

	if (strcmp(attribute->name, "metric") != 0 ||
	    attribute->text.count != 1 || piece->run_count != 1 ||
	    !piece->runs[0].words.at)
		return making_fail(m, attribute->text.place,
				   "a scorecard has lines \"metric: NAME\"");
	*out = dbr_arena_text(m->arena, piece->runs[0].words);
	return DBR_OK;
}

enum dbr_status
scorecard_declare(struct making *m, struct source *source,
		  const struct template_block *block)
{
	size_t i, count = block->attribute_count;
	struct score *scores = dbr_arena_array(m->arena, count + 1,
					       sizeof(*scores));
	const char *name = NULL;
	double bound = DBR_COMPARE_Q;
	enum dbr_status rc = scorecard_bound(&bound, m, block);

	source->kind = SOURCE_SCORECARD;
	if (rc != DBR_OK)
		return rc;
	if (!m->has_period)
		return making_fail(m, block->place,
				   "a scorecard needs @report "
				   "subject=quarter");
	for (i = 0; rc == DBR_OK && i < count; i++) {
		rc = measure_name(&name, m, &block->attributes[i]);
		if (rc == DBR_OK)
			rc = run_score(m, &scores[i], name);
		if (rc != DBR_OK)
			dbr_fail_at(m->err, m->template.path,
				    block->attributes[i].text.place.line, 1);
	}
	if (rc != DBR_OK)
		return rc;
	adjust(m, scores, count, bound);
	source->scores = scores;
	source->row_count = count;
	return DBR_OK;
}

static const struct {
	const char *name;
	enum dbr_reading reading;
} reading_fields[] = {
	{ "better", DBR_READING_BETTER },
	{ "worse", DBR_READING_WORSE },
	{ "different", DBR_READING_DIFFERENT },
	{ "same", DBR_READING_SAME },
	{ "few", DBR_READING_TOO_FEW },
};

const char *const *
scorecard_fields(size_t *count)
{
	static const char *const fields[] = { "rows", "better", "worse",
					      "different", "same", "few",
					      "signals" };

	*count = sizeof(fields) / sizeof(fields[0]);
	return fields;
}

static int64_t
count_readings(const struct source *source, enum dbr_reading reading)
{
	int64_t count = 0;
	size_t i;

	for (i = 0; i < source->row_count; i++)
		count += source->scores[i].reading == reading;
	return count;
}

static int64_t
count_signals(const struct source *source)
{
	return count_readings(source, DBR_READING_BETTER) +
	       count_readings(source, DBR_READING_WORSE) +
	       count_readings(source, DBR_READING_DIFFERENT);
}

bool
scorecard_field(struct value *out, const struct source *source,
		const char *field)
{
	size_t i;

	if (strcmp(field, "signals") == 0) {
		*out = value_count(count_signals(source));
		return true;
	}
	for (i = 0; i < sizeof(reading_fields) / sizeof(reading_fields[0]);
	     i++) {
		if (strcmp(field, reading_fields[i].name) != 0)
			continue;
		*out = value_count(count_readings(source,
						  reading_fields[i].reading));
		return true;
	}
	return false;
}
