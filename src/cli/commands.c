/* SPDX-License-Identifier: GPL-3.0-or-later */
/* commands.c -- every command there is, in the order help shows them. */
#include <config.h>
#include "cli/cli.h"

extern const struct cli_command cmd_action;
extern const struct cli_command cmd_approve;
extern const struct cli_command cmd_audit;
extern const struct cli_command cmd_compare;
extern const struct cli_command cmd_defer;
extern const struct cli_command cmd_forget;
extern const struct cli_command cmd_formats;
extern const struct cli_command cmd_fsck;
extern const struct cli_command cmd_import;
extern const struct cli_command cmd_init;
extern const struct cli_command cmd_metric;
extern const struct cli_command cmd_metrics;
extern const struct cli_command cmd_names;
extern const struct cli_command cmd_note;
extern const struct cli_command cmd_notices;
extern const struct cli_command cmd_owners;
extern const struct cli_command cmd_propose;
extern const struct cli_command cmd_publish;
extern const struct cli_command cmd_refresh;
extern const struct cli_command cmd_reject;
extern const struct cli_command cmd_quality;
extern const struct cli_command cmd_rejects;
extern const struct cli_command cmd_report;
extern const struct cli_command cmd_revert;
extern const struct cli_command cmd_review;
extern const struct cli_command cmd_search;
extern const struct cli_command cmd_settings;
extern const struct cli_command cmd_signoff;
extern const struct cli_command cmd_sql;
extern const struct cli_command cmd_status;
extern const struct cli_command cmd_undo;
extern const struct cli_command cmd_words;

const struct cli_command *const cli_commands[] = {
	&cmd_init,
	&cmd_import,
	&cmd_status,
	&cmd_quality,
	&cmd_rejects,
	&cmd_undo,
	&cmd_names,
	&cmd_settings,
	&cmd_formats,
	&cmd_metrics,
	&cmd_metric,
	&cmd_compare,
	&cmd_signoff,
	&cmd_refresh,
	&cmd_words,
	&cmd_report,
	&cmd_note,
	&cmd_action,
	&cmd_notices,
	&cmd_search,
	&cmd_propose,
	&cmd_review,
	&cmd_approve,
	&cmd_reject,
	&cmd_defer,
	&cmd_revert,
	&cmd_owners,
	&cmd_audit,
	&cmd_fsck,
	&cmd_publish,
	&cmd_forget,
	&cmd_sql,
};

const size_t cli_command_count =
	sizeof(cli_commands) / sizeof(cli_commands[0]);
