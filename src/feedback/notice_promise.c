/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/notice_promise.h"

#include <string.h>
#include "debrief/metric.h"

static const char *
promise_text(const struct dbr_metric *metric, const struct dbr_number *result,
	     double limit, bool is_at_most, struct dbr_arena *arena)
{
	struct dbr_number promised = *result;
	struct dbr_buf out = DBR_BUF_INIT;
	const char *text;

	promised.value = limit;
	promised.has_lo = promised.has_hi = false;
	promised.is_census = true;
	dbr_buf_addf(&out, "%s: ", metric->title);
	dbr_number_value(&out, result);
	dbr_buf_add_text(&out, is_at_most ? " > " : " < ");
	dbr_number_value(&out, &promised);
	text = dbr_arena_text(arena, dbr_buf_str(&out));
	dbr_buf_release(&out);
	return text;
}

bool
notice_promise_is_broken(const char **said, const struct notice_from *from,
			 const struct notice_promise *promise)
{
	bool is_at_most = strcmp(promise->comparison, "<=") == 0;
	struct dbr_error unrun = DBR_ERROR_INIT;
	struct dbr_metric_result result;
	struct dbr_metric_ask ask = {
		.metric = promise->metric, .as_of_us = promise->as_of_us,
		.since_us = promise->since_us,
		.until_us = promise->since_us ? promise->as_of_us + 1 : 0,
	};
	double limit;
	size_t n = 0;

	if (*promise->migration) {
		ask.where_dim[n] = "migration";
		ask.where_value[n++] = promise->migration;
	}
	if (*promise->severity) {
		ask.where_dim[n] = "severity";
		ask.where_value[n++] = promise->severity;
	}
	if (dbr_metric_run(&result, from->store, from->share, &ask,
			   from->arena, &unrun) != DBR_OK ||
	    !result.all.number_count)
		return false;
	limit = promise->value * dbr_metric_unit_scale(result.metric);
	if (dbr_number_verdict(&result.all.numbers[0], limit, is_at_most) !=
	    DBR_VERDICT_MISSED)
		return false;
	*said = promise_text(result.metric, &result.all.numbers[0], limit,
			     is_at_most, from->arena);
	return true;
}
