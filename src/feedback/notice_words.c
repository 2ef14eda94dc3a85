/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/notice_words.h"

#include <stdio.h>
#include <string.h>
#include "debrief/time.h"

/* What {{...}} may stand for in a line. */
struct filling {
	const char *name, *zone, *about, *what, *notices;
	const char *at;
	size_t count;
};

/* "de-AT" is read from de/due.md; what has no file is said in English. */
static enum dbr_status
read_words(struct dbr_share_file *out, struct dbr_message *message,
	   const struct dbr_share *share, struct dbr_arena *arena,
	   struct dbr_error *err)
{
	struct dbr_error unread = DBR_ERROR_INIT;
	struct dbr_str tag = dbr_str_from(message->language);
	struct dbr_str primary = dbr_str_cut(&tag, '-');
	char language[4] = "en";

	if (primary.size == 2)
		snprintf(language, sizeof(language), "%c%c",
			 primary.at[0] | 0x20, primary.at[1] | 0x20);
	message->language = dbr_arena_text(arena, dbr_str_from(language));
	if (dbr_share_read(out, share,
			   dbr_arena_textf(arena, "notices/%s", language),
			   "due", ".md", arena, &unread) == DBR_OK)
		return DBR_OK;
	message->language = "en";
	return dbr_share_read(out, share, "notices/en", "due", ".md", arena,
			      err);
}

/* The words behind "key:" in the header, or nothing. */
static struct dbr_str
find_line(struct dbr_str text, const char *key)
{
	while (text.at) {
		struct dbr_str line = dbr_str_cut(&text, '\n');
		struct dbr_str name;

		if (!dbr_str_trim(line).size)
			break;
		name = dbr_str_cut(&line, ':');

		if (line.at && dbr_str_is(dbr_str_trim(name), key))
			return dbr_str_trim(line);
	}
	return DBR_STR_NONE;
}

/* What stands behind the header. */
static struct dbr_str
find_body(struct dbr_str text)
{
	while (text.at && dbr_str_trim(dbr_str_cut(&text, '\n')).size)
		;
	return text.at ? dbr_str_trim(text) : DBR_STR_NONE;
}

static void
add_name(struct dbr_buf *out, struct dbr_str name,
	 const struct filling *filling)
{
	if (dbr_str_is(name, "count"))
		dbr_buf_addf(out, "%zu", filling->count);
	else if (dbr_str_is(name, "name"))
		dbr_buf_add_clean(out, dbr_str_from(filling->name), 120);
	else if (dbr_str_is(name, "zone"))
		dbr_buf_add_text(out, filling->zone);
	else if (dbr_str_is(name, "about"))
		dbr_buf_add_clean(out, dbr_str_from(filling->about), 120);
	else if (dbr_str_is(name, "what"))
		dbr_buf_add_clean(out, dbr_str_from(filling->what), 500);
	else if (dbr_str_is(name, "at"))
		dbr_buf_add_text(out, filling->at);
	else if (dbr_str_is(name, "notices"))
		dbr_buf_add_text(out, filling->notices);
}

static void
fill(struct dbr_buf *out, struct dbr_str line, const struct filling *filling)
{
	while (line.size) {
		const char *open = memmem(line.at, line.size, "{{", 2);
		const char *close = open ? memmem(open,
			line.size - (size_t)(open - line.at), "}}", 2) : NULL;
		size_t size = close ? (size_t)(open - line.at) : line.size;

		dbr_buf_add(out, line.at, size);
		if (!close)
			return;
		add_name(out, (struct dbr_str){
			open + 2, (size_t)(close - open) - 2 }, filling);
		line.size -= (size_t)(close + 2 - line.at);
		line.at = close + 2;
	}
}

/* "2026-10-01 14:00", by the contact's clock. */
static const char *
local_time(const struct dbr_zone *zone, int64_t at_us,
	   struct dbr_arena *arena)
{
	struct dbr_civil c;

	if (!at_us)
		return "";
	dbr_zone_civil(zone, at_us, &c);
	return dbr_arena_textf(arena, "%04d-%02d-%02d %02d:%02d", c.year,
			       c.month, c.day, c.hour, c.minute);
}

static const char *
fill_text(struct dbr_str line, const struct filling *filling,
	  struct dbr_arena *arena)
{
	struct dbr_buf text = DBR_BUF_INIT;
	const char *filled;

	fill(&text, line, filling);
	filled = dbr_arena_text(arena, dbr_buf_str(&text));
	dbr_buf_release(&text);
	return filled;
}

static enum dbr_status
open_zone(struct dbr_zone **out, struct dbr_message *message,
	  struct dbr_error *err)
{
	struct dbr_error unknown = DBR_ERROR_INIT;

	if (message->zone &&
	    dbr_zone_open(out, message->zone, &unknown) == DBR_OK)
		return DBR_OK;
	message->zone = "UTC";
	return dbr_zone_open(out, "UTC", err);
}

static void
compose(struct dbr_message *message, struct dbr_notice *notices,
	struct dbr_str words, const struct dbr_zone *zone,
	struct dbr_arena *arena)
{
	struct filling filling = {
		.name = message->name, .zone = message->zone,
		.count = message->notice_count,
	};
	struct dbr_buf list = DBR_BUF_INIT;

	message->subject = fill_text(find_line(words, "subject"), &filling,
				     arena);
	for (size_t i = 0; i < message->notice_count; i++) {
		filling.about = notices[i].about;
		filling.what = notices[i].what;
		filling.at = local_time(zone, notices[i].at_us, arena);
		notices[i].line = fill_text(find_line(words, notices[i].kind),
					    &filling, arena);
		dbr_buf_addf(&list, "%s- %s", i ? "\n" : "", notices[i].line);
	}
	filling.notices = dbr_arena_text(arena, dbr_buf_str(&list));
	dbr_buf_release(&list);
	message->text = fill_text(find_body(words), &filling, arena);
}

enum dbr_status
notice_words(struct dbr_message *message, struct dbr_notice *notices,
	     const struct dbr_share *share, struct dbr_arena *arena,
	     struct dbr_error *err)
{
	struct dbr_zone *zone = NULL;
	struct dbr_share_file file;
	enum dbr_status rc = read_words(&file, message, share, arena, err);

	if (rc == DBR_OK)
		rc = open_zone(&zone, message, err);
	if (rc == DBR_OK)
		compose(message, notices, file.text, zone, arena);
	dbr_zone_close(zone);
	return rc;
}
