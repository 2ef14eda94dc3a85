/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_action.c -- debrief action: follow-ups, and how we will know. */
#include <config.h>
#include "cli/cli.h"

#include <inttypes.h>
#include <string.h>
#include "cli/grid.h"
#include "debrief/action.h"
#include "debrief/time.h"

static const struct cli_option options[] = {
	{ "by", 'b', "NAME", "who says so" },
	{ "why", 'w', "TEXT", "the reason, stored beside it" },
	{ "title", 't', "TEXT", "what is to be done" },
	{ "kind", 'k', "KIND", "prevent, detect, repair or process" },
	{ "team", 0, "TEAM", "the team that does it" },
	{ "contact", 0, "KEY", "the contact who answers for it" },
	{ "due", 'd', "DATE", "until when" },
	{ "metric", 'm', "NAME", "we will know it worked by this metric" },
	{ "slice", 's', "DIM=VALUE", "looked at for these; several with"
				     " commas" },
	{ "goal", 'g', "GOAL", "\"<= 15\" or \">= 99\", in the metric's"
			       " unit" },
	{ "note", 'n', "NUMBER", "the lesson behind it" },
	{ "ticket", 0, "KEY", "the finding behind it" },
	{ "open", 'o', NULL, "list only what is open" },
	{ "known", 0, "TIME", "as it stood then" },
	{ "format", 'f', "FORMAT", "of the list: table, csv, json or md" },
};

struct acting {
	struct cli *cli;
	const struct cli_args *args;
	struct dbr_store *store;
	enum dbr_action_event event;
};

static struct dbr_action_change
take_change(const struct acting *a)
{
	const struct cli_args *args = a->args;

	return (struct dbr_action_change){
		.event = a->event,
		.title = cli_value(args, "title"),
		.kind = cli_value(args, "kind"),
		.team = cli_value(args, "team"),
		.contact = cli_value(args, "contact"),
		.due = cli_value(args, "due"),
		.metric = cli_value(args, "metric"),
		.slice = cli_value(args, "slice"),
		.goal = cli_value(args, "goal"),
		.note = cli_value(args, "note"),
		.ticket = cli_value(args, "ticket"),
		.by = cli_value(args, "by"), .why = cli_value(args, "why"),
	};
}

static enum dbr_status
add(const struct acting *a, struct dbr_error *err)
{
	struct dbr_action_change change = take_change(a);
	int64_t id = 0;
	enum dbr_status rc;

	if (a->args->word_count > 2)
		return dbr_fail(err, DBR_EUSAGE, "an action is about one"
				" migration, or none");
	if (a->args->word_count > 1)
		change.migration = a->args->words[1];
	rc = dbr_action_write(&id, a->store, &a->cli->share, &change, err);
	if (rc == DBR_OK)
		fprintf(a->cli->out, "%" PRId64 "\n", id);
	if (rc == DBR_OK && !change.metric)
		cli_say(a->cli, "action %" PRId64 "; how will you know that it"
			" worked? debrief action edit %" PRId64
			" --metric NAME", id, id);
	return rc;
}

static enum dbr_status
change_each(const struct acting *a, struct dbr_error *err)
{
	static const char *const done[] = {
		[DBR_ACTION_EDIT] = "changed", [DBR_ACTION_CLOSE] = "closed",
		[DBR_ACTION_REOPEN] = "open again",
	};
	struct dbr_action_change change = take_change(a);
	enum dbr_status rc = DBR_OK;

	if (a->args->word_count < 2)
		return dbr_fail(err, DBR_EUSAGE, "which action?");
	for (size_t i = 1; rc == DBR_OK && i < a->args->word_count; i++) {
		rc = cli_number(&change.id, a->args->words[i], "action", err);
		if (rc == DBR_OK)
			rc = dbr_action_write(&change.id, a->store,
					      &a->cli->share, &change, err);
		if (rc == DBR_OK)
			cli_say(a->cli, "action %" PRId64 " is %s", change.id,
				done[a->event]);
	}
	return rc;
}

static const char *
day_of(char out[DBR_ISO_SIZE], int64_t instant_us)
{
	if (!instant_us)
		return "";
	dbr_iso_text(out, instant_us);
	out[sizeof("2026-12-31") - 1] = 0;
	return out;
}

static const char *
measure_of(struct cli *cli, const struct dbr_action *action)
{
	if (!action->metric)
		return "";
	return dbr_arena_textf(&cli->arena, "%s%s%s", action->metric,
			       action->goal_text ? " " : "",
			       action->goal_text ? action->goal_text : "");
}

static void
add_row(struct grid *grid, struct cli *cli, const struct dbr_action *action)
{
	char day[DBR_ISO_SIZE];

	grid_add_count(grid, action->id);
	grid_add_text(grid, action->migration);
	grid_add_text(grid, action->state);
	grid_add_text(grid, action->title);
	grid_add_text(grid, action->kind);
	grid_add_text(grid, action->team ? action->team : action->contact);
	grid_add_text(grid, day_of(day, action->due_us));
	grid_add_text(grid, day_of(day, action->closed_us));
	grid_add_text(grid, measure_of(cli, action));
	grid_add_text(grid, action->by);
	grid_add_count(grid, action->version);
}

static enum dbr_status
write_rows(const struct acting *a, const struct dbr_action *actions,
	   size_t count, struct dbr_error *err)
{
	static const char *heads[] = { "action", "of", "state", "what", "kind",
				       "owner", "due", "closed", "worked when",
				       "by", "version" };
	enum grid_format format;
	struct grid grid;
	enum dbr_status rc = grid_format_parse(
		&format, cli_value(a->args, "format"), err);

	if (rc != DBR_OK)
		return rc;
	grid_init(&grid, heads, sizeof(heads) / sizeof(heads[0]),
		  &a->cli->arena);
	for (size_t i = 0; i < count; i++)
		add_row(&grid, a->cli, &actions[i]);
	if (format == GRID_JSON)
		grid_write_json(&grid, "debrief.actions", a->cli->out);
	else
		grid_write(&grid, format, a->cli->out);
	return DBR_OK;
}

static enum dbr_status
list(const struct acting *a, struct dbr_error *err)
{
	struct dbr_action_ask ask = {
		.migration = a->args->word_count > 1 ? a->args->words[1] :
						       NULL,
		.state = cli_has(a->args, "open") ? "open" : NULL,
		.known_us = INT64_MAX,
	};
	const struct dbr_action *actions;
	size_t count;
	enum dbr_status rc = cli_instant(&ask.known_us, a->args, "known", err);

	if (rc == DBR_OK)
		rc = dbr_action_list(&actions, &count, a->store, &ask,
				     &a->cli->arena, err);
	if (rc == DBR_OK)
		rc = write_rows(a, actions, count, err);
	return rc;
}

/* Every version: what changed, by whom. */
static enum dbr_status
show(const struct acting *a, struct dbr_error *err)
{
	const struct dbr_action *versions;
	size_t count;
	int64_t id = 0;
	enum dbr_status rc;

	if (a->args->word_count != 2)
		return dbr_fail(err, DBR_EUSAGE, "show wants the number of an"
				" action");
	rc = cli_number(&id, a->args->words[1], "action", err);
	if (rc == DBR_OK)
		rc = dbr_action_history(&versions, &count, a->store, id,
					&a->cli->arena, err);
	if (rc == DBR_OK)
		rc = write_rows(a, versions, count, err);
	return rc;
}

static const struct subcommand {
	const char *name;
	enum dbr_store_mode mode;
	enum dbr_action_event event;
	enum dbr_status (*run)(const struct acting *a, struct dbr_error *err);
} subcommands[] = {
	{ "add", DBR_STORE_WRITE, DBR_ACTION_ADD, add },
	{ "edit", DBR_STORE_WRITE, DBR_ACTION_EDIT, change_each },
	{ "close", DBR_STORE_WRITE, DBR_ACTION_CLOSE, change_each },
	{ "reopen", DBR_STORE_WRITE, DBR_ACTION_REOPEN, change_each },
	{ "list", DBR_STORE_READ, DBR_ACTION_EDIT, list },
	{ "show", DBR_STORE_READ, DBR_ACTION_EDIT, show },
};

enum { SUBCOMMAND_COUNT = sizeof(subcommands) / sizeof(subcommands[0]) };

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct acting a = { .cli = cli, .args = args };
	const struct subcommand *subcommand;
	const char *names[SUBCOMMAND_COUNT];
	size_t chosen;
	enum dbr_status rc;

	for (size_t i = 0; i < SUBCOMMAND_COUNT; i++)
		names[i] = subcommands[i].name;
	rc = cli_choose(&chosen, args->word_count ? args->words[0] : "list",
			(struct cli_choice){ "action", names, SUBCOMMAND_COUNT },
			err);
	if (rc != DBR_OK)
		return rc;
	subcommand = &subcommands[chosen];
	a.event = subcommand->event;
	rc = cli_open(&a.store, cli, subcommand->mode, err);
	if (rc == DBR_OK)
		rc = subcommand->run(&a, err);
	dbr_store_close(a.store);
	return rc;
}

const struct cli_command cmd_action = {
	.name = "action",
	.synopsis = "action add [MIGRATION] --title TEXT --kind KIND --by NAME"
		    " [options]\n"
		    "       debrief action list [MIGRATION] [--open]\n"
		    "       debrief action show NUMBER\n"
		    "       debrief action edit|close|reopen NUMBER... --by"
		    " NAME [options]",
	.summary = "follow-ups, and how we will know that they worked",
	.example = "debrief action add MIG-03 --title 'Time the way back'"
		   " --kind prevent --metric rollback-rate --goal '<= 5'"
		   " --by 'Ana Lima'",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_max = SIZE_MAX,
	.run = run,
};
