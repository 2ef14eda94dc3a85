/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help.c -- help texts, made from the command table alone. */
#include <config.h>
#include "cli/args.h"

#include <stdio.h>

void
help_all(FILE *out)
{
	fprintf(out, "usage: debrief [--db FILE] COMMAND [options]\n\n"
		"Turns what a SaaS migration left behind into metrics, "
		"reports and a\nbetter runbook.\n\n");
	for (size_t i = 0; i < cli_command_count; i++)
		fprintf(out, "  %-9s %s\n", cli_commands[i]->name,
			cli_commands[i]->summary);
	fprintf(out, "\nexample:\n"
		"  debrief init && debrief import tickets.csv --zone UTC\n\n"
		"debrief COMMAND --help explains one; man debrief has the "
		"whole story.\nReport bugs at %s\n", PACKAGE_BUGREPORT);
}

static void
help_option(FILE *out, const struct cli_option *option)
{
	char text[64];

	snprintf(text, sizeof(text), "--%s%s%s", option->name,
		 option->argument ? " " : "",
		 option->argument ? option->argument : "");
	if (option->letter)
		fprintf(out, "  -%c, %-22s %s\n", option->letter, text,
			option->help);
	else
		fprintf(out, "      %-22s %s\n", text, option->help);
}

void
help_command(FILE *out, const struct cli_command *command)
{
	fprintf(out, "usage: debrief %s\n\n%s\n\n", command->synopsis,
		command->summary);
	for (size_t i = 0; i < command->option_count; i++)
		help_option(out, &command->options[i]);
	for (size_t i = 0; i < cli_common_option_count; i++)
		help_option(out, &cli_common_options[i]);
	fprintf(out, "\nexample:\n  %s\n\nReport bugs at %s\n",
		command->example, PACKAGE_BUGREPORT);
}
