/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <string.h>
#include "debrief/stats/rate.h"
#include "reports/compare.h"

#define LEVEL 0.95

static struct dbr_events
count_of(const struct dbr_slice *slice)
{
	return (struct dbr_events){ (int64_t)slice->events, slice->exposure };
}

/* What the rate before leads to expect over the exposure of now. */
static void
expect_events(struct comparison *out)
{
	struct dbr_events now = count_of(out->made.pair.a);
	struct dbr_events before = count_of(out->made.pair.b);
	struct dbr_stat expected = dbr_rate_predict(before, now.exposure,
						    LEVEL);
	const struct dbr_interval *interval = &expected.interval;

	out->observed = number_count(now.events);
	out->expected = out->excess = out->observed;
	out->expected.name = "expected";
	out->expected.value = expected.value;
	out->expected.has_value = expected.lack == DBR_LACK_NONE;
	out->expected.why_empty = dbr_lack_name(expected.lack);
	out->expected.lo = interval->lo;
	out->expected.hi = interval->hi;
	out->expected.has_lo = interval->has_lo;
	out->expected.has_hi = interval->has_hi;
	out->expected.level = LEVEL;
	out->expected.is_census = false;
	out->expected.method = dbr_method_name(interval->method);
	out->excess.value = now.events - expected.value;
	out->excess.has_value = out->expected.has_value;
}

void
comparison_make(struct comparison *out, const struct dbr_metric *metric,
		const struct dbr_slice *now, const struct dbr_slice *before,
		struct dbr_arena *arena)
{
	const struct dbr_compare_pair pair = {
		.metric = metric, .a = now, .b = before, .level = LEVEL,
	};

	*out = (struct comparison){
		.made = dbr_compare_slices(&pair, arena),
	};
	out->reading = dbr_compare_reading(&out->made, out->made.p, 1 - LEVEL);
	if (metric->kind == DBR_KIND_RATE)
		expect_events(out);
}

static const char *
reading_text(enum dbr_reading reading)
{
	switch (reading) {
	case DBR_READING_BETTER:
		return "better";
	case DBR_READING_WORSE:
		return "worse";
	case DBR_READING_DIFFERENT:
		return "different";
	case DBR_READING_SAME:
		return "no detectable change";
	case DBR_READING_TOO_FEW:
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
	source->metric = sides[0]->metric;
	source->row_count = 1;
	return DBR_OK;
}

static const char *const compare_fields[] = {
	"reading", "p", "ratio", "difference", "expected", "observed", "excess",
	"expected.interval", "ratio.interval", "ratio.upper", "rows",
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

/* The upper end alone, as the interval prints it. */
static struct value
upper_bound(struct making *m, const struct dbr_number *number)
{
	struct dbr_buf text = DBR_BUF_INIT;
	struct value value = { .kind = VALUE_NONE };

	if (number->has_hi) {
		dbr_number_upper(&text, number);
		value = value_word(dbr_arena_text(m->arena,
						  dbr_buf_str(&text)));
	}
	dbr_buf_release(&text);
	return value;
}

bool
comparison_field(struct value *out, struct making *m,
		 const struct comparison *c, const char *field)
{
	if (strcmp(field, "reading") == 0)
		*out = value_word(reading_text(c->reading));
	else if (strcmp(field, "p") == 0)
		*out = value_word(c->made.has_p ?
				  comparison_p_text(m->arena, "p", c->made.p) :
				  "");
	else if (strcmp(field, "sentence") == 0)
		*out = value_number(c->made.effect, VALUE_FORM_SENTENCE);
	else if (strcmp(field, "ratio") == 0 ||
		 strcmp(field, "difference") == 0)
		*out = value_number(c->made.effect, VALUE_FORM_VALUE);
	else if (strcmp(field, "ratio.interval") == 0)
		*out = value_number(c->made.effect, VALUE_FORM_INTERVAL);
	else if (strcmp(field, "ratio.upper") == 0)
		*out = upper_bound(m, &c->made.effect);
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
