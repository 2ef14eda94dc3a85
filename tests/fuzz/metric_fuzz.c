/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metric_fuzz.c -- any bytes as a metric file.  What is taken has its own
 * name, something to read, and a SELECT that is a part of the file.
 */
#include <config.h>
#include "fuzz.h"

#include <string.h>
#include "metric/header.h"
#include "text_fuzz.h"

static void
check_metric(const struct dbr_metric *metric,
	     const struct dbr_share_file *file)
{
	INVARIANT(strcmp(metric->name, file->name) == 0);
	INVARIANT(metric->title && metric->unit);
	INVARIANT(metric->read_count > 0);
	for (size_t i = 0; i < metric->read_count; i++)
		INVARIANT(metric->reads[i][0] != '\0');
	for (size_t i = 0; i < metric->rule_count; i++)
		INVARIANT(metric->rules[i][0] == '(');
	for (size_t i = 0; i < metric->parameter_count; i++)
		INVARIANT(metric->parameters[i].name[0] != '\0');
	check_part(file, metric->sql, metric->sql_line);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_share_file file = text_file(&arena, "slip", data, size);
	struct dbr_metric metric;
	enum dbr_status rc = metric_parse(&metric, &file, &arena, &err);

	if (rc == DBR_OK)
		check_metric(&metric, &file);
	else
		check_refusal(rc, &err);
	dbr_arena_release(&arena);
	return 0;
}
