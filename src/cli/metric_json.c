/* SPDX-License-Identifier: GPL-3.0-or-later */
/* metric_json.c -- a metric's result as JSON, whole. */
#include <config.h>
#include "cli/metric_out.h"

#include "cli/json.h"
#include "debrief/time.h"
#include "metric/trend.h"

static const char *const kinds[] = {
	"duration", "proportion", "rate", "score",
};
static const char *const betters[] = { "lower", "higher", "neither" };
static const char *const units[] = {
	"count", "seconds", "share", "per", "points", "score",
};

static void
add_instant(struct json *json, const char *key, int64_t us)
{
	char text[DBR_ISO_SIZE];

	json_text(json, key, dbr_iso_text(text, us));
}

void
metric_out_number(struct json *json, const char *key,
		  const struct dbr_number *n)
{
	json_open(json, key, '{');
	json_text(json, "name", n->name);
	if (n->has_value)
		json_double(json, "value", n->value);
	else
		json_null(json, "value");
	if (n->has_lo)
		json_double(json, "lo", n->lo);
	else
		json_null(json, "lo");
	if (n->has_hi)
		json_double(json, "hi", n->hi);
	else
		json_null(json, "hi");
	json_double(json, "level", n->level);
	json_text(json, "unit", units[n->unit]);
	if (n->unit == DBR_UNIT_PER)
		json_text(json, "per", n->unit_text);
	json_i64(json, "n", n->n);
	json_text(json, "method", n->method);
	json_bool(json, "is_low_n", n->is_low_n);
	json_bool(json, "is_census", n->is_census);
	if (!n->has_value)
		json_text(json, "why_empty", n->why_empty);
	else if (!n->has_lo && !n->has_hi)
		json_text(json, "why_no_interval", n->why_no_interval);
	json_close(json, '}');
}

static void
add_sums(struct json *json, const struct dbr_metric *metric,
	 const struct dbr_slice *slice)
{
	switch (metric->kind) {
	case DBR_KIND_PROPORTION:
		json_double(json, "hits", slice->hits);
		json_double(json, "trials", slice->trials);
		break;
	case DBR_KIND_RATE:
		json_double(json, "events", slice->events);
		json_double(json, "exposure", slice->exposure);
		break;
	case DBR_KIND_SCORE:
		json_i64(json, "scale_min", slice->scale_min);
		json_open(json, "histogram", '[');
		for (size_t i = 0; i < slice->histogram_count; i++)
			json_i64(json, NULL, slice->histogram[i]);
		json_close(json, ']');
		break;
	default:
		break;
	}
}

static void
add_slice(struct json *json, const char *key,
	  const struct dbr_metric_result *result,
	  const struct dbr_slice *slice)
{
	json_open(json, key, '{');
	json_open(json, "key", '{');
	for (int i = 0; i < 2; i++)
		if (result->ask.by[i] && slice->key[i])
			json_text(json, result->ask.by[i], slice->key[i]);
	json_close(json, '}');
	json_open(json, "numbers", '[');
	for (size_t i = 0; i < slice->number_count; i++)
		metric_out_number(json, NULL, &slice->numbers[i]);
	json_close(json, ']');
	add_sums(json, result->metric, slice);
	json_i64(json, "used", slice->used_count);
	json_i64(json, "open", slice->open_count);
	json_i64(json, "ended", slice->ended_count);
	json_i64(json, "excluded", slice->excluded_count);
	json_i64(json, "read", slice->read_count);
	json_open(json, "exclusions", '[');
	for (size_t i = 0; i < slice->exclusion_count; i++) {
		json_open(json, NULL, '{');
		json_text(json, "reason", slice->exclusions[i].reason);
		json_i64(json, "n", slice->exclusions[i].n);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}

static void
add_metric(struct json *json, const struct dbr_metric *metric)
{
	json_open(json, "metric", '{');
	json_text(json, "name", metric->name);
	json_text(json, "title", metric->title);
	json_text(json, "kind", kinds[metric->kind]);
	json_text(json, "unit", metric->unit);
	json_text(json, "better", betters[metric->better]);
	if (metric->scale)
		json_text(json, "scale", metric->scale);
	json_open(json, "definition", '[');
	for (size_t i = 0; i < metric->rule_count; i++)
		json_text(json, NULL, metric->rules[i]);
	json_close(json, ']');
	json_close(json, '}');
}

static void
add_parameter(struct json *json, const struct dbr_parameter *parameter)
{
	if (parameter->type == DBR_PARAMETER_I64)
		json_i64(json, parameter->name + 1, parameter->i64);
	else
		json_text(json, parameter->name + 1, parameter->text);
}

static void
add_ask(struct json *json, const struct dbr_metric_result *result)
{
	const struct dbr_metric_ask *ask = &result->ask;

	add_instant(json, "as_of", ask->as_of_us);
	add_instant(json, "since", ask->since_us);
	add_instant(json, "until", ask->until_us);
	json_open(json, "by", '[');
	for (int i = 0; i < 2; i++)
		if (ask->by[i])
			json_text(json, NULL, ask->by[i]);
	json_close(json, ']');
	json_open(json, "where", '{');
	for (int i = 0; i < 4; i++)
		if (ask->where_dim[i])
			json_text(json, ask->where_dim[i],
				  ask->where_value[i]);
	json_close(json, '}');
	json_open(json, "parameters", '{');
	for (size_t i = 0; i < ask->parameter_count; i++)
		add_parameter(json, &ask->parameters[i]);
	json_close(json, '}');
	json_double(json, "level", ask->level);
	if (result->metric->kind == DBR_KIND_DURATION)
		json_i64(json, "quantile_type", ask->quantile_type ?
						ask->quantile_type : 7);
}

/* Of a metric by quarter. */
static void
add_trend(struct json *json, const struct dbr_metric_result *result,
	  struct dbr_arena *arena)
{
	struct metric_trend trend;

	if (!metric_trend_of(&trend, result, arena))
		return;
	json_open(json, "trend", '{');
	json_text(json, "reading", trend.words);
	metric_out_number(json, "slope", &trend.slope);
	if (trend.test) {
		json_text(json, "test", trend.test);
		json_double(json, "p", trend.p);
	} else {
		json_null(json, "test");
		json_null(json, "p");
	}
	json_close(json, '}');
}

void
metric_out_json(struct cli *cli, const struct dbr_metric_result *result)
{
	struct json json = JSON_INIT;

	json_open(&json, NULL, '{');
	json_text(&json, "schema", "debrief.metric");
	json_i64(&json, "version", METRIC_JSON_VERSION);
	add_metric(&json, result->metric);
	add_ask(&json, result);
	json_open(&json, "slices", '[');
	for (size_t i = 0; i < result->slice_count; i++)
		add_slice(&json, NULL, result, &result->slices[i]);
	json_close(&json, ']');
	add_slice(&json, "all", result, &result->all);
	add_trend(&json, result, &cli->arena);
	json_close(&json, '}');
	dbr_buf_add_char(&json.text, '\n');
	fwrite(json.text.text, 1, json.text.size, cli->out);
	json_release(&json);
}
