/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_names.c -- debrief names: one person and one team, whatever tools call
 * them. */
#include <config.h>
#include "cli/cli.h"

#include <inttypes.h>
#include <string.h>
#include "cli/grid.h"
#include "debrief/names.h"
#include "debrief/time.h"

static const struct cli_option options[] = {
	{ "team", 't', NULL, "the name is a team's, not a contact's" },
	{ "by", 'b', "NAME", "who decides; stored in the audit log" },
	{ "why", 'w', "TEXT", "the reason, stored beside it" },
	{ "format", 'f', "FORMAT", "of a list: table, csv, json or md" },
};

static const char *const kind_words[] = { "contact", "team" };

static void
write_grid(struct cli *cli, const struct grid *grid, enum grid_format format)
{
	if (format == GRID_JSON)
		grid_write_json(grid, "debrief.names", cli->out);
	else
		grid_write(grid, format, cli->out);
}

static enum dbr_status
list_open(struct cli *cli, struct dbr_store *store, enum grid_format format,
	  struct dbr_error *err)
{
	static const char *heads[] = { "kind", "name", "tickets", "why",
				       "look at" };
	const struct dbr_open_name *names;
	struct grid grid;
	size_t count;
	enum dbr_status rc = dbr_names_open(&names, &count, store,
					    &cli->arena, err);

	if (rc != DBR_OK)
		return rc;
	grid_init(&grid, heads, 5, &cli->arena);
	for (size_t i = 0; i < count; i++) {
		grid_add_text(&grid, kind_words[names[i].kind]);
		grid_add_text(&grid, names[i].name);
		grid_add_count(&grid, names[i].ticket_count);
		grid_add_text(&grid, names[i].why);
		grid_add_text(&grid, names[i].likely ? names[i].likely : "");
	}
	write_grid(cli, &grid, format);
	if (!count)
		cli_say(cli, "every name is somebody known");
	else
		cli_say(cli, "each once: debrief names is NAME CONTACT, or "
			"debrief names apart NAME (--team for a team)");
	return DBR_OK;
}

static enum dbr_status
list_rules(struct cli *cli, struct dbr_store *store, enum grid_format format,
	   struct dbr_error *err)
{
	static const char *heads[] = { "rule", "kind", "how", "name", "is",
				       "by", "at", "why" };
	const struct dbr_name_rule *rules;
	char iso[DBR_ISO_SIZE];
	struct grid grid;
	size_t count;
	enum dbr_status rc = dbr_names_rules(&rules, &count, store,
					     &cli->arena, err);

	if (rc != DBR_OK)
		return rc;
	grid_init(&grid, heads, 8, &cli->arena);
	for (size_t i = 0; i < count; i++) {
		grid_add_count(&grid, rules[i].id);
		grid_add_text(&grid, kind_words[rules[i].kind]);
		grid_add_text(&grid, rules[i].rule);
		grid_add_text(&grid, rules[i].name);
		grid_add_text(&grid, rules[i].is_key ? rules[i].is_key : "");
		grid_add_text(&grid, rules[i].by);
		grid_add_text(&grid, dbr_iso_text(iso, rules[i].decided_us));
		grid_add_text(&grid, rules[i].why);
	}
	write_grid(cli, &grid, format);
	return DBR_OK;
}

static enum dbr_status
list(struct cli *cli, const struct cli_args *args, bool wants_rules,
     struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	enum grid_format format;
	enum dbr_status rc = grid_format_parse(&format,
					       cli_value(args, "format"), err);

	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_READ, err);
	if (rc == DBR_OK && wants_rules)
		rc = list_rules(cli, store, format, err);
	else if (rc == DBR_OK)
		rc = list_open(cli, store, format, err);
	dbr_store_close(store);
	return rc;
}

/* Anybody may decide; whoever reads the log should know who that is. */
static enum dbr_status
check_person(struct cli *cli, struct dbr_store *store, const char *by,
	     struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store,
		"SELECT 1 FROM contact WHERE key = ?1 COLLATE NOCASE"
		" OR name = ?1 COLLATE NOCASE", err);

	if (rc == DBR_OK) {
		dbr_stmt_bind_text(stmt, 1, by);
		rc = dbr_stmt_step(stmt, &has_row, err);
	}
	dbr_stmt_close(stmt);
	if (rc == DBR_OK && !has_row)
		cli_say(cli, "warning: no contact is called \"%s\"; the log "
			"has it as written", by);
	return rc;
}

static enum dbr_status
decide(struct cli *cli, const struct dbr_name_rule *rule,
       struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	int64_t id = 0;
	enum dbr_status rc = cli_open(&store, cli, DBR_STORE_WRITE, err);

	if (rc == DBR_OK)
		rc = dbr_names_decide(&id, store, rule, err);
	if (rc == DBR_OK)
		cli_say(cli, "rule %" PRId64 " is in force; debrief names end "
			"%" PRId64 " takes it back", id, id);
	if (rc == DBR_OK)
		rc = check_person(cli, store, rule->by, err);
	dbr_store_close(store);
	return rc;
}

static enum dbr_status
end(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	int64_t id;
	enum dbr_status rc;

	if (!dbr_str_to_i64(dbr_str_from(args->words[1]), &id)) {
		dbr_fail(err, DBR_EUSAGE, "\"%s\" is not the number of a rule",
			 args->words[1]);
		return dbr_fail_hint(err, "debrief names rules lists them");
	}
	rc = cli_open(&store, cli, DBR_STORE_WRITE, err);
	if (rc == DBR_OK)
		rc = dbr_names_end(store, id, cli_value(args, "by"),
				   cli_value(args, "why"), err);
	if (rc == DBR_OK)
		cli_say(cli, "rule %" PRId64 " ended", id);
	dbr_store_close(store);
	return rc;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	static const struct {
		const char *word, *rule;
		size_t word_count;
	} verbs[] = {
		{ "list", NULL, 1 }, { "rules", NULL, 1 },
		{ "is", "name", 3 }, { "pattern", "pattern", 3 },
		{ "apart", "apart", 2 }, { "end", NULL, 2 },
	};
	const char *word = args->word_count ? args->words[0] : "list";
	size_t i = 0;

	while (i < 6 && strcmp(word, verbs[i].word) != 0)
		i++;
	if (i == 6 || (args->word_count &&
		       args->word_count != verbs[i].word_count)) {
		dbr_fail(err, DBR_EUSAGE, "names cannot \"%s\" with %zu words",
			 word, args->word_count ? args->word_count - 1 : 0);
		return dbr_fail_hint(err, "debrief names --help");
	}
	if (i < 2)
		return list(cli, args, i == 1, err);
	if (!cli_value(args, "by")) {
		dbr_fail(err, DBR_EUSAGE, "a decision needs a name");
		return dbr_fail_hint(err, "--by NAME says who decides");
	}
	if (!verbs[i].rule)
		return end(cli, args, err);
	return decide(cli, &(struct dbr_name_rule){
		.kind = cli_has(args, "team") ? DBR_NAME_TEAM
					      : DBR_NAME_CONTACT,
		.rule = verbs[i].rule, .name = args->words[1],
		.is_key = args->word_count > 2 ? args->words[2] : NULL,
		.by = cli_value(args, "by"), .why = cli_value(args, "why"),
	}, err);
}

const struct cli_command cmd_names = {
	.name = "names",
	.synopsis = "names [list | rules] | names is NAME CONTACT --by WHO | "
		    "names pattern REGEX CONTACT --by WHO | names apart NAME "
		    "--by WHO | names end RULE --by WHO",
	.summary = "who is who: one person and team, whatever tools write",
	.example = "debrief names is 'A. Lopez' ana.lopez@example.com --by Ana",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_max = 3,
	.run = run,
};
