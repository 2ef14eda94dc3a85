/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cutover_talk.c -- see cutover_talk.h. */
#include <config.h>
#include "cutover_talk.h"

#include <inttypes.h>

enum { TALK_SOURCE, TALK_KEY, TALK_MIGRATION, TALK_KIND, TALK_SENT,
       TALK_CHANNEL, TALK_CONTACT, TALK_MESSAGE, TALK_COLUMNS };

enum dbr_status
cutover_talk_open(struct cutover_talk *talk, struct import_run *run,
		  struct dbr_error *err)
{
	const struct writer_column columns[TALK_COLUMNS] = {
		{ "source", WRITER_KEY }, { "ext_key", WRITER_KEY },
		{ "migration_id", run->request->migration ? WRITER_VALUE
							   : WRITER_ABSENT },
		{ "kind", WRITER_VALUE }, { "sent_at", WRITER_VALUE },
		{ "channel", WRITER_VALUE }, { "contact_id", WRITER_VALUE },
		{ "message", WRITER_VALUE },
	};

	talk->run = run;
	if (!run->is_bound[LOG_UPDATE])
		return DBR_OK;
	talk->is_open = true;
	return writer_open(&talk->writer, run, "communication", columns,
			   TALK_COLUMNS, err);
}

void
cutover_talk_close(struct cutover_talk *talk)
{
	if (talk->is_open)
		writer_close(&talk->writer);
}

enum dbr_status
cutover_talk_put(struct cutover_talk *talk, const struct log_runs *runs,
		 const struct log_run *run, const struct import_row *row,
		 struct row_result *out, struct dbr_error *err)
{
	const struct value *values = row->values;
	struct dbr_str message = values[LOG_MESSAGE].text;
	enum row_verdict verdict;
	int64_t contact = 0, id;
	enum dbr_status rc;

	if (!talk->is_open || !values[LOG_UPDATE].text.size ||
	    !values[LOG_TIME].text.at)
		return DBR_OK;
	rc = dictionary_get(talk->run->dictionary, DICTIONARY_CONTACT,
			    values[LOG_AUTHOR].text, &contact, err);
	if (rc != DBR_OK)
		return rc;
	writer_set_text(&talk->writer, TALK_SOURCE, talk->run->format->source);
	/* An instant of a channel is one message. */
	writer_set_text(&talk->writer, TALK_KEY,
			dbr_arena_textf(talk->run->arena, "%s %" PRId64,
					run->key, values[LOG_TIME].integer));
	writer_set_id(&talk->writer, TALK_MIGRATION, runs->migration_id);
	writer_set_str(&talk->writer, TALK_KIND, values[LOG_UPDATE].text);
	writer_set_i64(&talk->writer, TALK_SENT, values[LOG_TIME].integer);
	writer_set_str(&talk->writer, TALK_CHANNEL, values[LOG_CHANNEL].text);
	writer_set_id(&talk->writer, TALK_CONTACT, contact);
	writer_set_str(&talk->writer, TALK_MESSAGE,
		       message.at ? message : DBR_STR(""));
	rc = writer_put(&talk->writer, row->line, &verdict, &id, err);
	out->verdict = verdict_join(out->verdict, verdict);
	return rc;
}
