/* SPDX-License-Identifier: GPL-3.0-or-later */
/* args.h -- parsing, shared by main.c and help.c only. */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include "cli/cli.h"

extern const struct cli_option cli_common_options[];
extern const size_t cli_common_option_count;

/* argv without the program and command words; slices live in the arena. */
enum dbr_status cli_parse(struct cli_args *out,
			  const struct cli_command *command, int argc,
			  char **argv, struct dbr_arena *arena,
			  struct dbr_error *err) DBR_MUST_CHECK;

/* What `debrief --help` and `debrief COMMAND --help` print. */
void help_all(FILE *out);
void help_command(FILE *out, const struct cli_command *command);

#endif
