/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rule_fuzz.c -- any bytes as a rule file.  What is taken has its own name,
 * numbers for parameters, and a SELECT that is a part of the file.
 */
#include <config.h>
#include "fuzz.h"

#include <math.h>
#include <string.h>
#include "feedback/rule.h"
#include "text_fuzz.h"

static void
check_rule(const struct rule *rule, const struct dbr_share_file *file)
{
	INVARIANT(strcmp(rule->name, file->name) == 0);
	INVARIANT(rule->kind && rule->title && rule->version > 0);
	INVARIANT(rule->parameter_count <= RULE_PARAMETERS_MAX);
	for (size_t i = 0; i < rule->parameter_count; i++) {
		INVARIANT(rule->parameters[i].name[0] != '\0');
		INVARIANT(isfinite(rule->parameters[i].value));
	}
	check_part(file, rule->sql, rule->sql_line);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_share_file file = text_file(&arena, "change-owner", data,
					       size);
	struct rule rule;
	enum dbr_status rc = rule_parse(&rule, &file, &arena, &err);

	if (rc == DBR_OK)
		check_rule(&rule, &file);
	else
		check_refusal(rc, &err);
	dbr_arena_release(&arena);
	return 0;
}
