/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rule.h -- a rule file: a header, numbered rules in words, one SELECT.
 *
 *	-- rule:    change-owner
 *	-- version: 1
 *	-- kind:    change-owner
 *	-- title:   Give a module to the team that does the work
 *	-- params:  half_life_days=180, min_n_eff=10
 *
 * "params:" may repeat; values are numbers.  The SELECT sees each as
 * :half_life_days, and :as_of.  Instead of a SELECT a rule may say
 * "-- evidence: change-owner": it takes that rule's.  Everything lives in the
 * arena.
 */
#ifndef FEEDBACK_RULE_H
#define FEEDBACK_RULE_H

#include <stddef.h>
#include "debrief/query.h"
#include "debrief/share.h"

enum { RULE_PARAMETERS_MAX = 32 };

struct rule {
	const char *name, *kind, *title, *path;
	const char *evidence;	/* the rule whose SELECT it takes, or NULL */
	int version;
	struct rule_parameter {
		const char *name;	/* "half_life_days" */
		double value;
	} parameters[RULE_PARAMETERS_MAX];
	size_t parameter_count;
	struct dbr_str sql;
	const char *sql_path;	/* the file sql is in */
	size_t sql_line;	/* where sql starts, 1-based */
};

enum dbr_status rule_parse(struct rule *out, const struct dbr_share_file *file,
			   struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
/* Every rule file, with the SELECT of the rule it names as its evidence. */
enum dbr_status rule_list(const struct rule **out, size_t *count,
			  const struct dbr_share *share,
			  struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
/* The number called name; DBR_ECONFIG when the rule does not say it. */
enum dbr_status rule_number(double *out, const struct rule *rule,
			    const char *name, struct dbr_error *err)
	DBR_MUST_CHECK;
/* Several numbers into a struct of doubles. */
struct rule_setting {
	const char *name;
	size_t offset;
};
#define RULE_SETTING(type, name) { #name, offsetof(struct type, name) }
enum dbr_status rule_settings(void *out, const struct rule_setting *list,
			      size_t count, const struct rule *rule,
			      struct dbr_error *err) DBR_MUST_CHECK;
/* Hand every evidence row on, as of an instant. */
enum dbr_status rule_each(const struct rule *rule, struct dbr_store *store,
			  int64_t as_of_us, dbr_query_row_fn row,
			  void *payload, struct dbr_error *err) DBR_MUST_CHECK;
/* Positions of the columns a kind needs; a missing one is DBR_ECONFIG. */
enum dbr_status rule_columns(int *out, const char *const *names, size_t count,
			     const struct rule *rule,
			     const struct dbr_table *table,
			     struct dbr_error *err) DBR_MUST_CHECK;

#endif
