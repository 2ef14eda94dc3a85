/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_notices.c -- debrief notices: who should hear what now. */
#include <config.h>
#include "cli/cli.h"

#include <string.h>
#include "cli/json.h"
#include "debrief/notice.h"
#include "debrief/time.h"

static const struct cli_option options[] = {
	{ "as-of", 'a', "TIME", "what is due at this instant" },
	{ "contact", 'c', "KEY", "only this contact's message" },
	{ "from", 0, "ADDRESS", "who the mail is from" },
	{ "format", 'f', "FORMAT", "text, jsonl or mail" },
};

static void
write_text(struct cli *cli, const struct dbr_message *message)
{
	struct dbr_buf text = DBR_BUF_INIT;

	dbr_buf_add_text(&text, "To: ");
	dbr_buf_add_clean(&text, dbr_str_from(message->name), 0);
	if (message->channel) {
		dbr_buf_add_text(&text, ", ");
		dbr_buf_add_clean(&text, dbr_str_from(message->channel), 0);
		dbr_buf_add_char(&text, ' ');
		dbr_buf_add_clean(&text, dbr_str_from(message->address), 0);
	}
	fprintf(cli->out, "%s\n%s\n\n%s\n\n", text.text, message->subject,
		message->text);
	dbr_buf_release(&text);
}

static void
write_json(struct cli *cli, const struct dbr_message *message)
{
	struct json json = JSON_INIT;
	char iso[DBR_ISO_SIZE];

	json_open(&json, NULL, '{');
	json_text(&json, "contact", message->contact);
	json_text(&json, "name", message->name);
	json_text(&json, "channel", message->channel);
	json_text(&json, "address", message->address);
	json_text(&json, "email", message->email);
	json_text(&json, "zone", message->zone);
	json_text(&json, "language", message->language);
	json_text(&json, "subject", message->subject);
	json_text(&json, "text", message->text);
	json_open(&json, "notices", '[');
	for (size_t i = 0; i < message->notice_count; i++) {
		const struct dbr_notice *notice = &message->notices[i];

		json_open(&json, NULL, '{');
		json_text(&json, "kind", notice->kind);
		json_text(&json, "about", notice->about);
		json_text(&json, "what", notice->what);
		json_text(&json, "at", notice->at_us ?
			  dbr_iso_text(iso, notice->at_us) : NULL);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	json_close(&json, '}');
	fprintf(cli->out, "%s\n", json.text.text);
	json_release(&json);
}

/* Several are a mailbox: formail -s sendmail -t sends each. */
static bool
write_mail(struct cli *cli, const struct dbr_message *message,
	   const char *from, bool is_mailbox)
{
	struct dbr_buf text = DBR_BUF_INIT;
	const struct dbr_mail mail = {
		.from = from, .to = message->email, .name = message->name,
		.subject = message->subject, .text = message->text,
		.at_us = dbr_clock_now(),
	};

	if (!message->email || !dbr_mail_address_is_valid(message->email))
		return false;
	if (is_mailbox)
		dbr_buf_add_text(&text,
				 "From debrief Thu Jan  1 00:00:00 1970\n");
	dbr_mail_write(&text, &mail);
	if (is_mailbox)
		dbr_buf_add_char(&text, '\n');
	fwrite(text.text, 1, text.size, cli->out);
	dbr_buf_release(&text);
	return true;
}

enum format { TEXT, JSONL, MAIL };

static enum dbr_status
take_format(enum format *out, const struct cli_args *args,
	    struct dbr_error *err)
{
	const char *word = cli_value(args, "format");
	const char *from = cli_value(args, "from");

	*out = TEXT;
	if (!word || strcmp(word, "text") == 0)
		return DBR_OK;
	*out = strcmp(word, "mail") == 0 ? MAIL : JSONL;
	if (strcmp(word, "jsonl") == 0)
		return DBR_OK;
	if (*out != MAIL)
		return dbr_fail(err, DBR_EUSAGE, "--format must be text, jsonl"
				" or mail");
	if (from && dbr_mail_address_is_valid(from))
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, from ? "\"%s\" is not an address" :
		 "mail needs a sender%s", from ? from : "");
	return dbr_fail_hint(err, "add --from debrief@example.org");
}

static void
write_all(struct cli *cli, const struct dbr_message *messages, size_t count,
	  enum format format, const char *from)
{
	size_t unreached = 0;

	for (size_t i = 0; i < count; i++)
		if (format == TEXT)
			write_text(cli, &messages[i]);
		else if (format == JSONL)
			write_json(cli, &messages[i]);
		else if (!write_mail(cli, &messages[i], from, count > 1))
			unreached++;
	if (unreached)
		cli_say(cli, "%zu contacts have no mail address that can be"
			" written in a header", unreached);
	if (!count)
		cli_say(cli, "nobody has to hear anything");
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_notice_ask ask = { .contact = cli_value(args, "contact") };
	const struct dbr_message *messages = NULL;
	struct dbr_store *store = NULL;
	enum format format;
	size_t count = 0;
	enum dbr_status rc = take_format(&format, args, err);

	if (rc == DBR_OK)
		rc = cli_instant(&ask.as_of_us, args, "as-of", err);
	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_READ, err);
	if (rc == DBR_OK)
		rc = dbr_notice_list(&messages, &count, store, &cli->share,
				     &ask, &cli->arena, err);
	if (rc == DBR_OK)
		write_all(cli, messages, count, format,
			  cli_value(args, "from"));
	dbr_store_close(store);
	return rc;
}

const struct cli_command cmd_notices = {
	.name = "notices",
	.synopsis = "notices [--as-of TIME] [--contact KEY] [--format FORMAT]",
	.summary = "who should hear what now; sends nothing",
	.example = "debrief notices --as-of 2026-09-15",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.run = run,
};
