/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c -- find the command, run it, print its error, pick the status. */
#include <config.h>

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "cli/args.h"
#include "debrief/arena.h"
#include "debrief/stats/interval.h"
#include "debrief/time.h"

void
cli_say(struct cli *cli, const char *fmt, ...)
{
	va_list args;

	if (cli->is_quiet)
		return;
	va_start(args, fmt);
	vfprintf(cli->messages, fmt, args);
	va_end(args);
	fputc('\n', cli->messages);
}

enum dbr_status
cli_open(struct dbr_store **out, struct cli *cli, enum dbr_store_mode mode,
	 struct dbr_error *err)
{
	enum dbr_status rc = dbr_store_open(out, cli->db_path, mode, err);

	if (rc == DBR_ENOINPUT)
		dbr_fail_hint(err, "debrief init makes a workspace here; "
				   "--db FILE names another");
	if (rc == DBR_OK)
		cli->stamp = *dbr_store_stamp(*out);
	return rc;
}

static void
print_error(const struct dbr_error *err)
{
	fprintf(stderr, "debrief: %s\n", err->what);
	if (err->where[0])
		fprintf(stderr, "  --> %s\n", err->where);
	if (err->hint[0])
		fprintf(stderr, "  try: %s\n", err->hint);
}

static const struct cli_command *
find_command(const char *name, struct dbr_error *err)
{
	const char *names[64];
	const char *nearest;
	size_t count = 0;

	for (size_t i = 0; i < cli_command_count; i++) {
		if (strcmp(cli_commands[i]->name, name) == 0)
			return cli_commands[i];
		if (count < 64)
			names[count++] = cli_commands[i]->name;
	}
	dbr_fail(err, DBR_EUSAGE, "unknown command \"%s\"", name);
	nearest = dbr_nearest(name, names, count);
	if (nearest)
		dbr_fail_hint(err, "did you mean \"debrief %s\"?", nearest);
	else
		dbr_fail_hint(err, "debrief --help lists the commands");
	return NULL;
}

static const char *
command_line(int argc, char **argv, struct dbr_arena *arena)
{
	struct dbr_buf buf = DBR_BUF_INIT;
	const char *text;

	dbr_buf_add_text(&buf, "debrief");
	for (int i = 1; i < argc; i++) {
		dbr_buf_add_char(&buf, ' ');
		dbr_buf_add_clean(&buf, dbr_str_from(argv[i]), 0);
	}
	text = dbr_arena_text(arena, dbr_buf_str(&buf));
	dbr_buf_release(&buf);
	return text;
}

/* A full disk must not look like success. */
static enum dbr_status
close_output(FILE *out, struct dbr_error *err)
{
	bool is_broken = ferror(out) != 0;

	if (fflush(out) != 0)
		return dbr_fail(err, DBR_EIO, "cannot write the output: %s",
				strerror(errno));
	if (!is_broken)
		return DBR_OK;
	/* Why is forgotten by now: errno is of something later. */
	dbr_fail(err, DBR_EIO, "cannot write all of the output");
	return dbr_fail_hint(err, "free some disk space");
}

static enum dbr_status
run_command(struct cli *cli, const struct cli_command *command, int argc,
	    char **argv, struct dbr_error *err)
{
	struct cli_args args = { 0 };
	enum dbr_status rc =
		cli_parse(&args, command, argc, argv, &cli->arena, err);

	if (rc != DBR_OK)
		return rc;
	if (cli_has(&args, "help")) {
		help_command(cli->out, command);
		return DBR_OK;
	}
	if (cli_value(&args, "db"))
		cli->db_path = cli_value(&args, "db");
	cli->is_quiet = cli_has(&args, "quiet");
	dbr_share_init(&cli->share, cli->db_path, &cli->arena);
	return command->run(cli, &args, err);
}

static enum dbr_status
dispatch(struct cli *cli, int argc, char **argv, struct dbr_error *err)
{
	const struct cli_command *command;
	int next = 1;

	if (next + 1 < argc && strcmp(argv[next], "--db") == 0) {
		cli->db_path = argv[next + 1];
		next += 2;
	}
	if (next >= argc) {
		help_all(cli->messages);
		return dbr_fail(err, DBR_EUSAGE, "no command given");
	}
	if (strcmp(argv[next], "--version") == 0) {
		fprintf(cli->out, "debrief %s\n", PACKAGE_VERSION);
		return DBR_OK;
	}
	if (strcmp(argv[next], "--help") == 0 ||
	    (strcmp(argv[next], "help") == 0 && next + 1 == argc)) {
		help_all(cli->out);
		return DBR_OK;
	}
	if (strcmp(argv[next], "help") == 0) {
		command = find_command(argv[next + 1], err);
		if (command)
			help_command(cli->out, command);
		return command ? DBR_OK : err->code;
	}
	command = find_command(argv[next], err);
	if (!command)
		return err->code;
	return run_command(cli, command, argc - next - 1, argv + next + 1, err);
}

/* Whoever may not lock a workspace must look whether it held still. */
static enum dbr_status
check_stillness(const struct cli *cli, struct dbr_error *err)
{
	if (dbr_store_is_as(&cli->stamp, cli->db_path))
		return DBR_OK;
	dbr_fail(err, DBR_EBUSY, "the workspace was written while it was "
		 "read: what was printed may be wrong");
	dbr_fail_at(err, cli->db_path, 0, 0);
	return dbr_fail_hint(err, "run it again, or read a copy made with "
				  "debrief publish");
}

int
main(int argc, char **argv)
{
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_error write_err = DBR_ERROR_INIT;
	const char *db = getenv("DEBRIEF_DB");
	struct cli cli = {
		.db_path = db && *db ? db : "debrief.db",
		.arena = DBR_ARENA_INIT,
		.out = stdout,
		.messages = stderr,
		.out_is_terminal = isatty(STDOUT_FILENO) == 1,
		.messages_are_terminal = isatty(STDERR_FILENO) == 1,
	};
	enum dbr_status rc;

	umask(077);
	dbr_stats_init();
	cli.command_line = command_line(argc, argv, &cli.arena);
	rc = dbr_clock_check(&err);
	if (rc == DBR_OK)
		rc = dispatch(&cli, argc, argv, &err);
	if (rc == DBR_OK)
		rc = check_stillness(&cli, &err);
	if (rc != DBR_OK)
		print_error(&err);
	if (close_output(stdout, &write_err) != DBR_OK) {
		print_error(&write_err);
		rc = rc == DBR_OK ? write_err.code : rc;
	}
	dbr_arena_release(&cli.arena);
	return (int)rc;
}
