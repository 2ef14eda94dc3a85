/* SPDX-License-Identifier: GPL-3.0-or-later */
/* commands.c -- every command there is, in the order help shows them. */
#include <config.h>
#include "cli/cli.h"

extern const struct cli_command cmd_init;

const struct cli_command *const cli_commands[] = {
	&cmd_init,
};

const size_t cli_command_count =
	sizeof(cli_commands) / sizeof(cli_commands[0]);
