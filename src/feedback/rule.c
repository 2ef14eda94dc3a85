/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/rule.h"

#include <math.h>
#include <string.h>

/* As days it still fits an instant. */
enum { PARAMETER_MOST = 1000000 };

/* Reading one file: where we are, for messages. */
struct reading {
	struct rule *rule;
	struct dbr_arena *arena;
	size_t line;
};

static enum dbr_status
fail_in_header(const struct reading *reading, const char *what,
	       struct dbr_str word, struct dbr_error *err)
{
	dbr_fail(err, DBR_ECONFIG, "%s \"%.*s\"", what, DBR_STR_ARG(word));
	return dbr_fail_at(err, reading->rule->path, reading->line, 0);
}

static bool
is_parameter_name(struct dbr_str name)
{
	for (size_t i = 0; i < name.size; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz_0123456789",
			    name.at[i]) || !name.at[i])
			return false;
	return name.size > 0;
}

static enum dbr_status
take_parameter(struct reading *reading, struct dbr_str item,
	       struct dbr_error *err)
{
	struct rule *rule = reading->rule;
	struct dbr_str value = item;
	struct dbr_str name = dbr_str_trim(dbr_str_cut(&value, '='));
	struct rule_parameter *parameter =
		&rule->parameters[rule->parameter_count];

	if (rule->parameter_count == RULE_PARAMETERS_MAX)
		return fail_in_header(reading, "one parameter too many:", name,
				      err);
	parameter->name = dbr_arena_text(reading->arena, name);
	if (!is_parameter_name(name) ||
	    !dbr_str_to_double(dbr_str_trim(value), &parameter->value) ||
	    fabs(parameter->value) > PARAMETER_MOST) {
		fail_in_header(reading, "not a parameter:", item, err);
		return dbr_fail_hint(err, "write NAME=NUMBER, NAME=NUMBER");
	}
	rule->parameter_count++;
	return DBR_OK;
}

static enum dbr_status
take_parameters(struct reading *reading, struct dbr_str list,
		struct dbr_error *err)
{
	while (list.at) {
		struct dbr_str item = dbr_str_trim(dbr_str_cut(&list, ','));
		enum dbr_status rc;

		if (!item.size)
			continue;
		rc = take_parameter(reading, item, err);
		if (rc != DBR_OK)
			return rc;
	}
	return DBR_OK;
}

static enum dbr_status
take_version(struct reading *reading, struct dbr_str value,
	     struct dbr_error *err)
{
	int64_t version;

	if (!dbr_str_to_i64(value, &version) || version < 1 ||
	    version > 1000000)
		return fail_in_header(reading, "not a version:", value, err);
	reading->rule->version = (int)version;
	return DBR_OK;
}

/* "key: value" of the header; prose and numbered rules are passed over. */
static enum dbr_status
take_comment(struct reading *reading, struct dbr_str text,
	     struct dbr_error *err)
{
	struct rule *rule = reading->rule;
	struct dbr_str value = text;
	struct dbr_str key = dbr_str_trim(dbr_str_cut(&value, ':'));
	const char **out = NULL;

	if (!value.at)
		return DBR_OK;
	value = dbr_str_trim(value);
	if (dbr_str_is(key, "params"))
		return take_parameters(reading, value, err);
	if (dbr_str_is(key, "version"))
		return take_version(reading, value, err);
	if (dbr_str_is(key, "rule"))
		out = &rule->name;
	else if (dbr_str_is(key, "kind"))
		out = &rule->kind;
	else if (dbr_str_is(key, "title"))
		out = &rule->title;
	else if (dbr_str_is(key, "evidence"))
		out = &rule->evidence;
	if (out)
		*out = dbr_arena_text(reading->arena, value);
	return DBR_OK;
}

static enum dbr_status
check_header(const struct rule *rule, const char *file_name,
	     struct dbr_error *err)
{
	const char *missing = !rule->name    ? "rule"
			      : !rule->kind  ? "kind"
			      : !rule->title ? "title"
			      : !rule->version ? "version"
			      : !rule->sql.size && !rule->evidence ? "SELECT"
						: NULL;

	if (missing) {
		dbr_fail(err, DBR_ECONFIG, "the rule has no \"%s\"", missing);
		return dbr_fail_at(err, rule->path, 1, 0);
	}
	if (rule->sql.size && rule->evidence) {
		dbr_fail(err, DBR_ECONFIG, "the rule has a SELECT and takes"
			 " that of \"%s\"", rule->evidence);
		return dbr_fail_at(err, rule->path, rule->sql_line, 0);
	}
	if (strcmp(rule->name, file_name) == 0)
		return DBR_OK;
	dbr_fail(err, DBR_ECONFIG, "the rule is called \"%s\", its file"
		 " \"%s\"", rule->name, file_name);
	return dbr_fail_at(err, rule->path, 1, 0);
}

enum dbr_status
rule_parse(struct rule *out, const struct dbr_share_file *file,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct reading reading = { .rule = out, .arena = arena };
	struct dbr_str rest = file->text;

	*out = (struct rule){ .path = file->path, .sql_path = file->path };
	while (rest.at && rest.size) {
		struct dbr_str before = rest;
		struct dbr_str line = dbr_str_trim(dbr_str_cut(&rest, '\n'));
		enum dbr_status rc;

		reading.line++;
		if (!line.size)
			continue;
		if (!dbr_str_starts(line, "--")) {
			out->sql = before;
			out->sql_line = reading.line;
			break;
		}
		line.at += 2;
		line.size -= 2;
		rc = take_comment(&reading, line, err);
		if (rc != DBR_OK)
			return rc;
	}
	return check_header(out, file->name, err);
}

static enum dbr_status
borrow_evidence(struct rule *rule, const struct rule *rules, size_t count,
		struct dbr_error *err)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(rules[i].name, rule->evidence) != 0)
			continue;
		if (rules[i].evidence)
			break;
		rule->sql = rules[i].sql;
		rule->sql_path = rules[i].path;
		rule->sql_line = rules[i].sql_line;
		return DBR_OK;
	}
	dbr_fail(err, DBR_ECONFIG, "no rule \"%s\" has a SELECT to take",
		 rule->evidence);
	return dbr_fail_at(err, rule->path, 1, 0);
}

enum dbr_status
rule_list(const struct rule **out, size_t *count,
	  const struct dbr_share *share, struct dbr_arena *arena,
	  struct dbr_error *err)
{
	const struct dbr_share_file *files = NULL;
	struct rule *rules;
	enum dbr_status rc;

	*count = 0;
	rc = dbr_share_list(&files, count, share, "rules", ".sql", arena, err);
	rules = dbr_arena_array(arena, *count, sizeof(*rules));
	for (size_t i = 0; rc == DBR_OK && i < *count; i++)
		rc = rule_parse(&rules[i], &files[i], arena, err);
	for (size_t i = 0; rc == DBR_OK && i < *count; i++)
		if (rules[i].evidence)
			rc = borrow_evidence(&rules[i], rules, *count, err);
	*out = rules;
	return rc;
}

enum dbr_status
rule_number(double *out, const struct rule *rule, const char *name,
	    struct dbr_error *err)
{
	for (size_t i = 0; i < rule->parameter_count; i++) {
		if (strcmp(rule->parameters[i].name, name) != 0)
			continue;
		*out = rule->parameters[i].value;
		return DBR_OK;
	}
	dbr_fail(err, DBR_ECONFIG, "the rule has no parameter \"%s\"", name);
	dbr_fail_at(err, rule->path, 1, 0);
	return dbr_fail_hint(err, "add it to a \"-- params:\" line");
}

enum dbr_status
rule_settings(void *out, const struct rule_setting *list, size_t count,
	      const struct rule *rule, struct dbr_error *err)
{
	for (size_t i = 0; i < count; i++) {
		double *number = (double *)(void *)((char *)out +
						    list[i].offset);
		enum dbr_status rc = rule_number(number, rule, list[i].name,
						 err);

		if (rc != DBR_OK)
			return rc;
	}
	return DBR_OK;
}

enum dbr_status
rule_each(const struct rule *rule, struct dbr_store *store, int64_t as_of_us,
	  dbr_query_row_fn row, void *payload, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_parameter parameters[RULE_PARAMETERS_MAX + 1] = {
		{ .name = ":as_of", .type = DBR_PARAMETER_I64,
		  .i64 = as_of_us },
	};
	struct dbr_query query = {
		.sql = rule->sql, .file = rule->sql_path,
		.first_line = rule->sql_line, .parameters = parameters,
		.parameter_count = rule->parameter_count + 1,
	};
	enum dbr_status rc;

	for (size_t i = 0; i < rule->parameter_count; i++)
		parameters[i + 1] = (struct dbr_parameter){
			.name = dbr_arena_textf(&arena, ":%s",
						rule->parameters[i].name),
			.type = DBR_PARAMETER_I64,
			.i64 = (int64_t)rule->parameters[i].value,
		};
	rc = dbr_query_each(store, &query, row, payload, err);
	dbr_arena_release(&arena);
	return rc;
}

enum dbr_status
rule_columns(int *out, const char *const *names, size_t count,
	     const struct rule *rule, const struct dbr_table *table,
	     struct dbr_error *err)
{
	for (size_t i = 0; i < count; i++) {
		out[i] = dbr_table_column(table, names[i]);
		if (out[i] >= 0)
			continue;
		dbr_fail(err, DBR_ECONFIG, "a rule of kind \"%s\" must give a"
			 " column \"%s\"", rule->kind, names[i]);
		return dbr_fail_at(err, rule->sql_path, rule->sql_line, 0);
	}
	return DBR_OK;
}
