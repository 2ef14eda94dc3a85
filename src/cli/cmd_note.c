/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_note.c -- debrief note: what people say, with who and when. */
#include <config.h>
#include "cli/cli.h"

#include <inttypes.h>
#include <string.h>
#include "cli/grid.h"
#include "cli/words.h"
#include "debrief/note.h"
#include "debrief/time.h"

static const struct cli_option options[] = {
	{ "by", 'b', "NAME", "whose words they are" },
	{ "why", 'w', "TEXT", "why it was changed or taken back" },
	{ "text", 't', "TEXT", "the words; without it they are read" },
	{ "file", 'i', "FILE", "read them from FILE; - is standard input" },
	{ "editor", 'e', NULL, "write them in $VISUAL or $EDITOR" },
	{ "kind", 'k', "KIND", "list only narrative, hard, helped, luck or"
			       " lesson" },
	{ "all", 'a', NULL, "list withdrawn notes too" },
	{ "known", 0, "TIME", "as they stood then" },
	{ "revision", 'r', "NUMBER", "show this revision, not the last" },
	{ "raw", 0, NULL, "show the words alone, byte for byte" },
	{ "facilitator", 0, "NAME", "who leads the meeting" },
	{ "note-taker", 0, "NAME", "who writes in it" },
	{ "format", 'f', "FORMAT", "of the list: table, csv, json or md" },
};

/* One command line on its way. */
struct noting {
	struct cli *cli;
	const struct cli_args *args;
	struct dbr_store *store;
	const char *word, *second;	/* behind the subcommand, or NULL */
};

static enum dbr_status
add(const struct noting *n, struct dbr_error *err)
{
	struct dbr_note_change change = {
		.subject = n->word, .kind = n->second,
		.by = cli_value(n->args, "by"),
		.why = cli_value(n->args, "why"),
	};
	int64_t id = 0;
	enum dbr_status rc;

	if (!change.subject || !change.kind) {
		dbr_fail(err, DBR_EUSAGE, "a note is about something and of a"
			 " kind");
		return dbr_fail_hint(err, "debrief note add MIG-03 lesson"
				     " --by NAME --text TEXT");
	}
	rc = words_read(&change.text, n->cli, n->args, DBR_STR_NONE,
			DBR_NOTE_MAX, err);
	if (rc == DBR_OK)
		rc = dbr_note_write(&id, n->store, &change, err);
	if (rc == DBR_OK)
		fprintf(n->cli->out, "%" PRId64 "\n", id);
	if (rc == DBR_OK)
		cli_say(n->cli, "note %" PRId64 ": %s of %s", id, change.kind,
			change.subject);
	return rc;
}

static enum dbr_status
edit(const struct noting *n, struct dbr_error *err)
{
	struct dbr_note_change change = {
		.by = cli_value(n->args, "by"),
		.why = cli_value(n->args, "why"),
	};
	const struct dbr_note *notes;
	size_t count;
	enum dbr_status rc = cli_number(&change.id, n->word, "note", err);

	if (rc == DBR_OK)
		rc = dbr_note_history(&notes, &count, n->store, change.id,
				      &n->cli->arena, err);
	if (rc == DBR_OK)
		rc = words_read(&change.text, n->cli, n->args,
				notes[count - 1].text, DBR_NOTE_MAX, err);
	if (rc != DBR_OK)
		return rc;
	if (dbr_str_equal(change.text, notes[count - 1].text)) {
		cli_say(n->cli, "note %" PRId64 " says that already",
			change.id);
		return DBR_OK;
	}
	rc = dbr_note_write(&change.id, n->store, &change, err);
	if (rc == DBR_OK)
		cli_say(n->cli, "note %" PRId64 " has a new revision",
			change.id);
	return rc;
}

static enum dbr_status
withdraw(const struct noting *n, struct dbr_error *err)
{
	struct dbr_note_change change = {
		.by = cli_value(n->args, "by"),
		.why = cli_value(n->args, "why"),
	};
	enum dbr_status rc = cli_number(&change.id, n->word, "note", err);

	if (rc == DBR_OK)
		rc = dbr_note_write(&change.id, n->store, &change, err);
	if (rc == DBR_OK)
		cli_say(n->cli, "note %" PRId64 " is withdrawn; its revisions"
			" stay on record", change.id);
	return rc;
}

/* What stands before the words of a line means something in Markdown. */
static void
add_line(struct dbr_buf *out, struct dbr_str line)
{
	size_t blanks = 0;

	while (blanks < line.size && line.at[blanks] == ' ')
		blanks++;
	dbr_buf_addf(out, "%*s", (int)blanks, "");
	line.at += blanks;
	line.size -= blanks;
	dbr_buf_add_clean(out, line, 0);
	dbr_buf_add_char(out, '\n');
}

static void
write_note(FILE *out, const struct dbr_note *note)
{
	struct dbr_buf text = DBR_BUF_INIT;
	struct dbr_str rest = note->text;
	char iso[DBR_ISO_SIZE];

	dbr_buf_addf(&text, "note %" PRId64 "  revision %" PRId64 "  %s  ",
		     note->id, note->revision, note->kind);
	dbr_buf_add_clean(&text, dbr_str_from(note->subject), 0);
	dbr_buf_add_text(&text, "\n");
	dbr_buf_add_clean(&text, dbr_str_from(note->author), 0);
	dbr_buf_addf(&text, ", %s\n\n", dbr_iso_text(iso, note->written_us));
	if (!rest.at)
		dbr_buf_add_text(&text, "(withdrawn)\n");
	while (rest.at)
		add_line(&text, dbr_str_cut(&rest, '\n'));
	fwrite(text.text, 1, text.size, out);
	dbr_buf_release(&text);
}

static enum dbr_status
show(const struct noting *n, struct dbr_error *err)
{
	const char *revision = cli_value(n->args, "revision");
	const struct dbr_note *notes;
	int64_t id, wanted = 0;
	size_t count;
	enum dbr_status rc = cli_number(&id, n->word, "note", err);

	if (rc == DBR_OK)
		rc = dbr_note_history(&notes, &count, n->store, id,
				      &n->cli->arena, err);
	if (rc != DBR_OK)
		return rc;
	if (!revision)
		wanted = (int64_t)count;
	else if (!dbr_str_to_i64(dbr_str_from(revision), &wanted) ||
		 wanted < 1 || wanted > (int64_t)count)
		return dbr_fail(err, DBR_EUSAGE, "note %" PRId64 " has"
				" revisions 1 to %zu", id, count);
	if (cli_has(n->args, "raw"))
		fwrite(notes[wanted - 1].text.at, 1,
		       notes[wanted - 1].text.size, n->cli->out);
	else
		write_note(n->cli->out, &notes[wanted - 1]);
	return DBR_OK;
}

static enum dbr_status
write_list(const struct noting *n, const struct dbr_note *notes, size_t count,
	   struct dbr_error *err)
{
	static const char *heads[] = { "note", "about", "kind", "revision",
				       "by", "written", "text" };
	enum grid_format format;
	struct grid grid;
	char iso[DBR_ISO_SIZE];
	enum dbr_status rc = grid_format_parse(
		&format, cli_value(n->args, "format"), err);

	if (rc != DBR_OK)
		return rc;
	grid_init(&grid, heads, 7, &n->cli->arena);
	for (size_t i = 0; i < count; i++) {
		struct dbr_str text = notes[i].text;

		grid_add_count(&grid, notes[i].id);
		grid_add_text(&grid, notes[i].subject);
		grid_add_text(&grid, notes[i].kind);
		grid_add_count(&grid, notes[i].revision);
		grid_add_text(&grid, notes[i].author);
		grid_add_text(&grid, dbr_iso_text(iso, notes[i].written_us));
		if (format == GRID_TABLE && text.at)
			text = dbr_str_cut(&text, '\n');
		grid_add(&grid, text.at ? text : DBR_STR("(withdrawn)"),
			 false);
	}
	if (format == GRID_JSON)
		grid_write_json(&grid, "debrief.notes", n->cli->out);
	else
		grid_write(&grid, format, n->cli->out);
	return DBR_OK;
}

static enum dbr_status
list(const struct noting *n, struct dbr_error *err)
{
	struct dbr_note_ask ask = {
		.subject = n->word, .kind = cli_value(n->args, "kind"),
		.known_us = INT64_MAX,
		.with_withdrawn = cli_has(n->args, "all"),
	};
	const struct dbr_note *notes;
	size_t count;
	enum dbr_status rc = cli_instant(&ask.known_us, n->args, "known", err);

	if (rc == DBR_OK)
		rc = dbr_note_list(&notes, &count, n->store, &ask,
				   &n->cli->arena, err);
	if (rc == DBR_OK)
		rc = write_list(n, notes, count, err);
	return rc;
}

static void
write_state(const struct noting *n, const struct dbr_review *review)
{
	char iso[DBR_ISO_SIZE];
	struct dbr_buf text = DBR_BUF_INIT;

	dbr_buf_add_text(&text, review->state);
	if (review->changed_us) {
		dbr_buf_addf(&text, " since %s by ",
			     dbr_iso_text(iso, review->changed_us));
		dbr_buf_add_clean(&text, dbr_str_from(review->by), 0);
	}
	fprintf(n->cli->out, "%s\n", text.text);
	dbr_buf_release(&text);
}

static enum dbr_status
state(const struct noting *n, struct dbr_error *err)
{
	struct dbr_review review = {
		.state = n->second, .by = cli_value(n->args, "by"),
		.why = cli_value(n->args, "why"),
		.facilitator = cli_value(n->args, "facilitator"),
		.note_taker = cli_value(n->args, "note-taker"),
	};
	enum dbr_status rc = DBR_OK;

	if (!n->word) {
		dbr_fail(err, DBR_EUSAGE, "the state of what?");
		return dbr_fail_hint(err, "debrief note state MIG-03 review"
				     " --by NAME");
	}
	if (review.state)
		rc = dbr_review_set(n->store, n->word, &review, err);
	if (rc == DBR_OK)
		rc = dbr_review_load(&review, n->store, n->word, INT64_MAX,
				     &n->cli->arena, err);
	if (rc == DBR_OK)
		write_state(n, &review);
	return rc;
}

static const struct subcommand {
	const char *name;
	bool writes;
	enum dbr_status (*run)(const struct noting *n, struct dbr_error *err);
} subcommands[] = {
	{ "add", true, add },	  { "edit", true, edit },
	{ "list", false, list },  { "show", false, show },
	{ "state", true, state }, { "withdraw", true, withdraw },
};

enum { SUBCOMMAND_COUNT = sizeof(subcommands) / sizeof(subcommands[0]) };

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct noting n = {
		.cli = cli, .args = args,
		.word = args->word_count > 1 ? args->words[1] : NULL,
		.second = args->word_count > 2 ? args->words[2] : NULL,
	};
	const struct subcommand *subcommand;
	bool writes;
	const char *names[SUBCOMMAND_COUNT];
	size_t chosen;
	enum dbr_status rc;

	for (size_t i = 0; i < SUBCOMMAND_COUNT; i++)
		names[i] = subcommands[i].name;
	rc = cli_choose(&chosen, args->word_count ? args->words[0] : "list",
			(struct cli_choice){ "note", names, SUBCOMMAND_COUNT },
			err);
	if (rc != DBR_OK)
		return rc;
	subcommand = &subcommands[chosen];
	writes = subcommand->writes &&
		 (subcommand->run != state || n.second);
	rc = cli_open(&n.store, cli, writes ? DBR_STORE_WRITE :
					      DBR_STORE_READ, err);
	if (rc == DBR_OK)
		rc = subcommand->run(&n, err);
	dbr_store_close(n.store);
	return rc;
}

const struct cli_command cmd_note = {
	.name = "note",
	.synopsis = "note add MIGRATION|QUARTER KIND --by NAME [options]\n"
		    "       debrief note list [MIGRATION|QUARTER]\n"
		    "       debrief note show|edit|withdraw NUMBER [options]\n"
		    "       debrief note state MIGRATION [draft|review|published"
		    " --by NAME]",
	.summary = "what people say: narrative, factors, lessons",
	.example = "debrief note add MIG-03 lesson --by 'Ana Lima' --text"
		   " 'Rehearse the *rollback*, not only the way in.'",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_max = 3,
	.run = run,
};
