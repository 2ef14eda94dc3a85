/* SPDX-License-Identifier: GPL-3.0-or-later */
/* metric_ask.c -- see metric_ask.h. */
#include <config.h>
#include "cli/metric_ask.h"

#include <string.h>
#include "debrief/time.h"

enum { PARAMETERS_MAX = 16, WHERE_MAX = 4 };

static enum dbr_status
fail_pair(const char *option, const char *text, struct dbr_error *err)
{
	return dbr_fail(err, DBR_EUSAGE, "--%s takes NAME=VALUE, not \"%s\"",
			option, text);
}

/* Every --where must hold, and nothing is two things at once. */
static enum dbr_status
check_contradiction(const struct dbr_metric_ask *ask, size_t count,
		    struct dbr_error *err)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++) {
			if (strcmp(ask->where_dim[i], ask->where_dim[k]) != 0)
				continue;
			dbr_fail(err, DBR_EUSAGE,
				 "--where %s is given twice: all must hold, "
				 "and no fact is both \"%s\" and \"%s\"",
				 ask->where_dim[i], ask->where_value[k],
				 ask->where_value[i]);
			return dbr_fail_hint(err, "to see both, slice with "
						  "--by %s",
					     ask->where_dim[i]);
		}
	return DBR_OK;
}

static enum dbr_status
set_where(struct dbr_metric_ask *ask, const struct cli_args *args,
	  struct dbr_arena *arena, struct dbr_error *err)
{
	size_t count;
	const char *const *values = cli_values(&count, args, "where", arena);

	ask->must_know_where = true;
	if (count > WHERE_MAX)
		return dbr_fail(err, DBR_EUSAGE, "more than %d --where",
				WHERE_MAX);
	for (size_t i = 0; i < count; i++) {
		struct dbr_str value = dbr_str_from(values[i]);
		struct dbr_str dim = dbr_str_cut(&value, '=');

		if (!dim.size || !value.at)
			return fail_pair("where", values[i], err);
		ask->where_dim[i] = dbr_arena_text(arena, dim);
		ask->where_value[i] = dbr_arena_text(arena, value);
	}
	return check_contradiction(ask, count, err);
}

static enum dbr_status
set_parameters(struct dbr_metric_ask *ask, const struct cli_args *args,
	       struct dbr_arena *arena, struct dbr_error *err)
{
	size_t count;
	const char *const *values = cli_values(&count, args, "param", arena);
	struct dbr_parameter *list = dbr_arena_array(arena, count,
						     sizeof(*list));

	if (count > PARAMETERS_MAX)
		return dbr_fail(err, DBR_EUSAGE, "more than %d --param",
				PARAMETERS_MAX);
	for (size_t i = 0; i < count; i++) {
		struct dbr_str value = dbr_str_from(values[i]);
		struct dbr_str name = dbr_str_cut(&value, '=');

		if (!name.size || !value.at)
			return fail_pair("param", values[i], err);
		list[i].name = dbr_arena_textf(arena, ":%.*s",
					       DBR_STR_ARG(name));
		if (!dbr_str_to_i64(value, &list[i].i64)) {
			list[i].type = DBR_PARAMETER_TEXT;
			list[i].text = dbr_arena_text(arena, value);
		}
	}
	ask->parameters = list;
	ask->parameter_count = count;
	return DBR_OK;
}

static enum dbr_status
set_period(struct dbr_metric_ask *ask, const struct cli_args *args,
	   struct dbr_error *err)
{
	const char *quarter = cli_value(args, "quarter");
	enum dbr_status rc;

	if (quarter && (cli_has(args, "since") || cli_has(args, "until")))
		return dbr_fail(err, DBR_EUSAGE, "--quarter or --since and "
						 "--until, not both");
	if (quarter && !dbr_quarter_parse(dbr_str_from(quarter),
					  &ask->since_us)) {
		dbr_fail(err, DBR_EUSAGE, "\"%s\" is not a quarter", quarter);
		return dbr_fail_hint(err, "like 2026-Q3");
	}
	if (quarter)
		ask->until_us = dbr_quarter_next(ask->since_us);
	rc = cli_instant(&ask->as_of_us, args, "as-of", err);
	if (rc == DBR_OK)
		rc = cli_instant(&ask->since_us, args, "since", err);
	if (rc == DBR_OK)
		rc = cli_instant(&ask->until_us, args, "until", err);
	return rc;
}

static enum dbr_status
set_level(struct dbr_metric_ask *ask, const struct cli_args *args,
	  struct dbr_error *err)
{
	const char *text = cli_value(args, "level");
	double percent = 95;

	if (text && (!dbr_str_to_double(dbr_str_from(text), &percent) ||
		     percent < 50 || percent > 99.99))
		return dbr_fail(err, DBR_EUSAGE, "\"%s\" is not a confidence "
						 "from 50 to 99.99", text);
	ask->level = percent / 100;
	return DBR_OK;
}

enum dbr_status
metric_ask_fill(struct dbr_metric_ask *ask, const struct cli_args *args,
		struct dbr_arena *arena, struct dbr_error *err)
{
	enum dbr_status rc = set_where(ask, args, arena, err);

	if (rc == DBR_OK)
		rc = set_parameters(ask, args, arena, err);
	if (rc == DBR_OK)
		rc = set_period(ask, args, err);
	if (rc == DBR_OK)
		rc = set_level(ask, args, err);
	return rc;
}
