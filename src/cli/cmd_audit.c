/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_audit.c -- debrief audit: is the log of decisions as it was written? */
#include <config.h>
#include "cli/cli.h"

#include "cli/grid.h"
#include "debrief/feedback.h"
#include "debrief/time.h"

static const struct cli_option options[] = {
	{ "anchor", 0, "SEQ:HASH", "a head printed earlier must still be in"
				   " it" },
	{ "log", 'l', NULL, "show every event" },
	{ "format", 'f', "FORMAT", "of the log: table, csv, json or md" },
};

static void
write_log(struct cli *cli, const struct dbr_audit_event *events, size_t count,
	  enum grid_format format)
{
	static const char *heads[] = { "event", "at", "by", "what", "detail" };
	struct grid grid;
	char iso[DBR_ISO_SIZE];

	grid_init(&grid, heads, 5, &cli->arena);
	for (size_t i = 0; i < count; i++) {
		grid_add_count(&grid, events[i].sequence);
		grid_add_text(&grid,
			      dbr_iso_text(iso, events[i].happened_us));
		grid_add_text(&grid, events[i].actor);
		grid_add_text(&grid, events[i].event);
		grid_add_text(&grid, events[i].body);
	}
	if (format == GRID_JSON)
		grid_write_json(&grid, "debrief.audit", cli->out);
	else
		grid_write(&grid, format, cli->out);
}

/* Order is by sequence; a clock that went back is worth knowing. */
static void
say_clock(struct cli *cli, const struct dbr_audit_event *events, size_t count)
{
	size_t earlier = 0;

	for (size_t i = 1; i < count; i++)
		earlier += events[i].happened_us < events[i - 1].happened_us;
	if (earlier)
		cli_say(cli, "note: %zu events carry an earlier time than the"
			" one before; the clock was set back", earlier);
}

static enum dbr_status
verify(struct dbr_buf *head, struct dbr_store *store, const char *anchor,
       struct dbr_error *err)
{
	if (anchor)
		return dbr_audit_verify_anchor(head, store, anchor, err);
	return dbr_audit_verify(head, store, err);
}

static enum dbr_status
audit(struct cli *cli, const struct cli_args *args, struct dbr_store *store,
      struct dbr_error *err)
{
	const struct dbr_audit_event *events = NULL;
	struct dbr_buf head = DBR_BUF_INIT;
	int64_t signed_count = 0, decision_count = 0;
	enum grid_format format;
	size_t count = 0;
	enum dbr_status rc = grid_format_parse(&format,
					       cli_value(args, "format"), err);

	if (rc == DBR_OK)
		rc = verify(&head, store, cli_value(args, "anchor"), err);
	if (rc == DBR_OK)
		rc = dbr_audit_signed(&signed_count, &decision_count, store,
				      err);
	if (rc == DBR_OK)
		rc = dbr_audit_list(&events, &count, store, &cli->arena, err);
	if (rc == DBR_OK) {
		if (cli_has(args, "log"))
			write_log(cli, events, count, format);
		else
			fprintf(cli->out, "%s\n", head.text);
		say_clock(cli, events, count);
		cli_say(cli, "%d of %d decisions are signed",
			(int)signed_count, (int)decision_count);
		cli_say(cli, "%zu events, the chain holds; keep its head"
			" elsewhere and check it with --anchor %s", count,
			head.text);
	}
	dbr_buf_release(&head);
	return rc;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	enum dbr_status rc = cli_open(&store, cli, DBR_STORE_READ, err);

	if (rc == DBR_OK)
		rc = audit(cli, args, store, err);
	dbr_store_close(store);
	return rc;
}

const struct cli_command cmd_audit = {
	.name = "audit",
	.synopsis = "audit [--anchor SEQ:HASH] [--log] [--format FORMAT]",
	.summary = "verify the log of decisions and print its head",
	.example = "debrief audit --log",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.run = run,
};
