/* SPDX-License-Identifier: GPL-3.0-or-later */
/* args.c -- words and options of one command line. */
#include <config.h>
#include "cli/args.h"

#include <string.h>
#include "debrief/time.h"

const struct cli_option cli_common_options[] = {
	{ "db", 0, "FILE", "the workspace; default debrief.db or $DEBRIEF_DB" },
	{ "quiet", 'q', NULL, "say nothing but errors" },
	{ "help", 'h', NULL, "show this and stop" },
};
const size_t cli_common_option_count =
	sizeof(cli_common_options) / sizeof(cli_common_options[0]);

static const struct cli_option *
option_at(const struct cli_command *command, size_t i)
{
	if (i < command->option_count)
		return &command->options[i];
	i -= command->option_count;
	return i < cli_common_option_count ? &cli_common_options[i] : NULL;
}

static const struct cli_option *
find_long(const struct cli_command *command, const char *name, size_t size)
{
	const struct cli_option *option;

	for (size_t i = 0; (option = option_at(command, i)); i++)
		if (strlen(option->name) == size &&
		    memcmp(option->name, name, size) == 0)
			return option;
	return NULL;
}

static const struct cli_option *
find_letter(const struct cli_command *command, char letter)
{
	const struct cli_option *option;

	for (size_t i = 0; (option = option_at(command, i)); i++)
		if (option->letter && option->letter == letter)
			return option;
	return NULL;
}

static enum dbr_status
unknown_option(const struct cli_command *command, const char *word,
	       struct dbr_error *err)
{
	const char *names[64];
	const char *nearest;
	const struct cli_option *option;
	size_t count = 0;

	for (size_t i = 0; (option = option_at(command, i)) && count < 64; i++)
		names[count++] = option->name;
	dbr_fail(err, DBR_EUSAGE, "unknown option \"%s\" of \"debrief %s\"",
		 word, command->name);
	nearest = dbr_nearest(word + strspn(word, "-"), names, count);
	if (nearest)
		return dbr_fail_hint(err, "did you mean --%s?", nearest);
	return dbr_fail_hint(err, "debrief %s --help lists the options",
			     command->name);
}

struct parse {
	const struct cli_command *command;
	int argc, next;
	char **argv;
	const char **words;
	struct cli_given *given;
	size_t word_count, given_count;
};

static enum dbr_status
take(struct parse *parse, const struct cli_option *option, const char *value,
     struct dbr_error *err)
{
	if (option->argument && !value) {
		if (parse->next >= parse->argc)
			return dbr_fail(err, DBR_EUSAGE,
					"option --%s needs %s", option->name,
					option->argument);
		value = parse->argv[parse->next++];
	}
	if (!option->argument && value)
		return dbr_fail(err, DBR_EUSAGE, "option --%s takes no value",
				option->name);
	parse->given[parse->given_count++] =
		(struct cli_given){ option->name, value };
	return DBR_OK;
}

static enum dbr_status
parse_long(struct parse *parse, const char *word, struct dbr_error *err)
{
	const char *equals = strchr(word, '=');
	size_t size = equals ? (size_t)(equals - word) - 2 : strlen(word) - 2;
	const struct cli_option *option =
		find_long(parse->command, word + 2, size);

	if (!option)
		return unknown_option(parse->command, word, err);
	return take(parse, option, equals ? equals + 1 : NULL, err);
}

static enum dbr_status
parse_letters(struct parse *parse, const char *word, struct dbr_error *err)
{
	for (const char *at = word + 1; *at; at++) {
		const struct cli_option *option =
			find_letter(parse->command, *at);

		if (!option)
			return unknown_option(parse->command, word, err);
		if (option->argument)
			return take(parse, option, at[1] ? at + 1 : NULL, err);
		enum dbr_status rc = take(parse, option, NULL, err);

		if (rc != DBR_OK)
			return rc;
	}
	return DBR_OK;
}

static enum dbr_status
parse_all(struct parse *parse, struct dbr_error *err)
{
	enum dbr_status rc = DBR_OK;
	bool only_words = false;

	while (rc == DBR_OK && parse->next < parse->argc) {
		const char *word = parse->argv[parse->next++];

		if (only_words || word[0] != '-' || !word[1])
			parse->words[parse->word_count++] = word;
		else if (strcmp(word, "--") == 0)
			only_words = true;
		else if (word[1] == '-')
			rc = parse_long(parse, word, err);
		else
			rc = parse_letters(parse, word, err);
	}
	return rc;
}

enum dbr_status
cli_parse(struct cli_args *out, const struct cli_command *command, int argc,
	  char **argv, struct dbr_arena *arena, struct dbr_error *err)
{
	struct parse parse = { .command = command, .argc = argc,
			       .argv = argv };
	size_t letters = 0;
	enum dbr_status rc;

	for (int i = 0; i < argc; i++)
		letters += strlen(argv[i]);
	parse.words = dbr_arena_array(arena, (size_t)argc + 1, sizeof(char *));
	parse.given = dbr_arena_array(arena, (size_t)argc + letters + 1,
				      sizeof(*parse.given));
	rc = parse_all(&parse, err);
	*out = (struct cli_args){
		.words = parse.words, .word_count = parse.word_count,
		.given = parse.given, .given_count = parse.given_count,
	};
	if (rc != DBR_OK || cli_has(out, "help"))
		return rc;
	if (out->word_count < command->words_min)
		return dbr_fail(err, DBR_EUSAGE, "usage: debrief %s",
				command->synopsis);
	if (out->word_count > command->words_max) {
		dbr_fail(err, DBR_EUSAGE, "unexpected \"%s\"",
			 out->words[command->words_max]);
		return dbr_fail_hint(err, "usage: debrief %s",
				     command->synopsis);
	}
	return DBR_OK;
}

bool
cli_has(const struct cli_args *args, const char *name)
{
	for (size_t i = 0; i < args->given_count; i++)
		if (strcmp(args->given[i].name, name) == 0)
			return true;
	return false;
}

const char *
cli_value(const struct cli_args *args, const char *name)
{
	const char *value = NULL;

	for (size_t i = 0; i < args->given_count; i++)
		if (strcmp(args->given[i].name, name) == 0)
			value = args->given[i].value;
	return value;
}

const char *const *
cli_values(size_t *count, const struct cli_args *args, const char *name,
	   struct dbr_arena *arena)
{
	const char **values =
		dbr_arena_array(arena, args->given_count + 1, sizeof(*values));

	*count = 0;
	for (size_t i = 0; i < args->given_count; i++)
		if (strcmp(args->given[i].name, name) == 0)
			values[(*count)++] = args->given[i].value;
	return values;
}

enum dbr_status
cli_instant(int64_t *out, const struct cli_args *args, const char *name,
	    struct dbr_error *err)
{
	const char *value = cli_value(args, name);

	if (!value || dbr_iso_parse(dbr_str_from(value), out))
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "--%s \"%s\" is not an instant", name,
		 value);
	return dbr_fail_hint(err, "write 2026-09-30, 2026-Q3 or "
				  "2026-09-30T12:00:00Z");
}

enum dbr_status
cli_choose(size_t *out, const char *word, struct cli_choice choice,
	   struct dbr_error *err)
{
	const char *near;

	for (*out = 0; *out < choice.count; ++*out)
		if (strcmp(word, choice.names[*out]) == 0)
			return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "%s cannot \"%s\"", choice.command, word);
	near = dbr_nearest(word, choice.names, choice.count);
	return dbr_fail_hint(err, "debrief %s %s", choice.command,
			     near ? near : "list");
}

enum dbr_status
cli_number(int64_t *out, const char *word, const char *thing,
	   struct dbr_error *err)
{
	if (word && dbr_str_to_i64(dbr_str_from(word), out) && *out > 0)
		return DBR_OK;
	if (!word)
		dbr_fail(err, DBR_EUSAGE, "which %s?", thing);
	else
		dbr_fail(err, DBR_EUSAGE, "\"%s\" is not the number of %s %s",
			 word, strchr("aeiou", *thing) ? "an" : "a", thing);
	return dbr_fail_hint(err, "\"debrief %s list\" shows them", thing);
}
