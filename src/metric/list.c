/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list.c -- find, load and list metric files. */
#include <config.h>
#include "debrief/metric.h"

#include <string.h>
#include "debrief/file.h"
#include "metric/header.h"

enum { FILE_MAX = 1 << 20 };

static bool
is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Is word one of the words of text, in any case? */
static bool
has_word(const char *text, struct dbr_str word)
{
	size_t size = strlen(text);

	for (size_t i = 0; word.size && i + word.size <= size; i++) {
		const struct dbr_str part = { text + i, word.size };

		if (dbr_str_equal_nocase(part, word) &&
		    (i == 0 || !is_word_byte(text[i - 1])) &&
		    !is_word_byte(text[i + word.size]))
			return true;
	}
	return false;
}

/* NPS, MTTR: what others call a metric is in its title or in its rules. */
static void
hint_other_name(const struct dbr_share *share, const char *name,
		struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_error ignored = DBR_ERROR_INIT;
	const struct dbr_str word = dbr_str_from(name);
	const struct dbr_metric *metrics = NULL, *found = NULL;
	size_t count = 0;

	/* The name is wrong already; a broken file is not today's matter. */
	if (dbr_metric_list(&metrics, &count, share, arena, &ignored) !=
	    DBR_OK)
		return;
	for (size_t i = 0; i < count; i++) {
		bool is_title = has_word(metrics[i].title, word);

		if (is_title || (!found &&
				 has_word(metrics[i].definition, word)))
			found = &metrics[i];
		if (is_title)
			break;
	}
	if (!found)
		return;
	err->hint[0] = '\0';
	dbr_fail_hint(err, "there is \"%s\": %s", found->name, found->title);
}

enum dbr_status
dbr_metric_load(struct dbr_metric *out, const struct dbr_share *share,
		const char *name, struct dbr_arena *arena,
		struct dbr_error *err)
{
	struct dbr_share_file file;
	enum dbr_status rc;

	rc = dbr_share_read(&file, share, "metrics", name, ".sql", arena, err);
	if (rc == DBR_EUSAGE)
		hint_other_name(share, name, arena, err);
	if (rc != DBR_OK)
		return rc;
	return metric_parse(out, &file, arena, err);
}

enum dbr_status
dbr_metric_load_file(struct dbr_metric *out, const char *path,
		     struct dbr_arena *arena, struct dbr_error *err)
{
	const char *slash = strrchr(path, '/');
	struct dbr_str name = dbr_str_from(slash ? slash + 1 : path);
	struct dbr_share_file file = {
		.path = dbr_arena_text(arena, dbr_str_from(path)),
		.is_workspace = true,
	};
	struct dbr_buf text = DBR_BUF_INIT;
	enum dbr_status rc = dbr_file_read(&text, path, FILE_MAX, err);

	if (dbr_str_ends(name, ".sql"))
		name.size -= strlen(".sql");
	file.name = dbr_arena_text(arena, name);
	file.text = dbr_arena_str(arena, dbr_buf_str(&text));
	dbr_buf_release(&text);
	return rc == DBR_OK ? metric_parse(out, &file, arena, err) : rc;
}

enum dbr_status
dbr_metric_list(const struct dbr_metric **out, size_t *count,
		const struct dbr_share *share, struct dbr_arena *arena,
		struct dbr_error *err)
{
	const struct dbr_share_file *files = NULL;
	struct dbr_metric *metrics;
	size_t file_count = 0;
	enum dbr_status rc;

	*count = 0;
	rc = dbr_share_list(&files, &file_count, share, "metrics", ".sql",
			    arena, err);
	if (rc != DBR_OK)
		return rc;
	metrics = dbr_arena_array(arena, file_count, sizeof(*metrics));
	for (size_t i = 0; i < file_count; i++) {
		/* A user's broken file is shown by `debrief metric check`; it
		 * must not take the others with it. */
		struct dbr_error ignored = DBR_ERROR_INIT;

		rc = metric_parse(&metrics[*count], &files[i], arena,
				  files[i].is_workspace ? &ignored : err);
		if (rc == DBR_OK)
			(*count)++;
		else if (!files[i].is_workspace)
			return rc;
	}
	*out = metrics;
	return DBR_OK;
}

double
dbr_metric_unit_scale(const struct dbr_metric *metric)
{
	static const struct {
		const char *unit;
		double scale;
	} units[] = {
		{ "second", 1 }, { "minute", 60 }, { "hour", 3600 },
		{ "day", 86400 }, { "business day", 86400 },
		{ "week", 604800 }, { "%", 0.01 },
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(metric->unit, units[i].unit) == 0)
			return units[i].scale;
	return 1;
}
