/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli.h -- what a command is, and what it may use.
 *
 * One command = one file cmd_NAME.c that defines `const struct cli_command
 * cmd_NAME` and one line in commands.c.  Its option table drives parsing,
 * --help and completion.  A command writes data to cli->out, messages to
 * cli->messages, and returns an error instead of printing it: main.c prints
 * it and picks the exit status.
 *
 *	static const struct cli_option options[] = {
 *		{ "as-of", 'a', "TIME", "analyse as of this instant" },
 *		{ "dry-run", 'n', NULL, "change nothing" },
 *	};
 *	static enum dbr_status
 *	run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
 *	{
 *		const char *as_of = cli_value(args, "as-of");
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stdio.h>
#include "debrief/arena.h"
#include "debrief/share.h"
#include "debrief/store.h"

struct cli_option {
	const char *name;	/* "as-of", without dashes */
	char letter;		/* 'a', or 0 */
	const char *argument;	/* "TIME"; NULL: a flag */
	const char *help;
};

struct cli {
	const char *db_path;	/* --db, DEBRIEF_DB or ./debrief.db */
	struct dbr_share share;
	struct dbr_arena arena;	/* lives as long as the command */
	FILE *out, *messages;
	bool is_quiet;
	bool out_is_terminal, messages_are_terminal;
	struct dbr_store_stamp stamp;	/* of the workspace last opened */
	const char *command_line;	/* as typed, for the appendix */
};

struct cli_args {
	const char *const *words;	/* what is not an option */
	size_t word_count;
	const struct cli_given {
		const char *name, *value;	/* value NULL: a flag */
	} *given;
	size_t given_count;
};

struct cli_command {
	const char *name;
	const char *synopsis;	/* "import FILE... [options]" */
	const char *summary;	/* one line */
	const char *example;	/* a command line that works */
	const struct cli_option *options;
	size_t option_count;
	size_t words_min, words_max;	/* max 0: none; SIZE_MAX: any */
	enum dbr_status (*run)(struct cli *cli, const struct cli_args *args,
			       struct dbr_error *err);
};

extern const struct cli_command *const cli_commands[];	/* commands.c */
extern const size_t cli_command_count;

bool cli_has(const struct cli_args *args, const char *name);
/* The last one given, or NULL. */
const char *cli_value(const struct cli_args *args, const char *name);
/* All values of a repeatable option, in order; they live in the arena. */
const char *const *cli_values(size_t *count, const struct cli_args *args,
			      const char *name, struct dbr_arena *arena);
/* An instant from an option; *out is untouched when it is not given. */
enum dbr_status cli_instant(int64_t *out, const struct cli_args *args,
			    const char *name, struct dbr_error *err)
	DBR_MUST_CHECK;

/* The place of word among a command's subcommands. */
struct cli_choice {
	const char *command;	/* "note" */
	const char *const *names;
	size_t count;
};
enum dbr_status cli_choose(size_t *out, const char *word,
			   struct cli_choice choice, struct dbr_error *err)
	DBR_MUST_CHECK;
/* The number of a thing that "debrief THING list" shows; word may be NULL. */
enum dbr_status cli_number(int64_t *out, const char *word, const char *thing,
			   struct dbr_error *err) DBR_MUST_CHECK;

/* Open the workspace; a missing one says how to make it. */
enum dbr_status cli_open(struct dbr_store **out, struct cli *cli,
			 enum dbr_store_mode mode, struct dbr_error *err)
	DBR_MUST_CHECK;
/* A line for a person, on messages; silent with --quiet. */
void cli_say(struct cli *cli, const char *fmt, ...) DBR_PRINTF(2, 3);

#endif
