/* SPDX-License-Identifier: GPL-3.0-or-later */
/* detect.c -- see detect.h. */
#include <config.h>
#include "detect.h"

#include <string.h>
#include "binding.h"

enum { HEAD_LINES = 12 };

struct detecting {
	const struct detect_request *request;
	const struct dbr_str *names;	/* of the file read as CSV */
	size_t name_count;
	struct dbr_buf why;
};

static const struct dbr_str *
find_name(const struct detecting *in, const char *wanted)
{
	for (size_t i = 0; i < in->name_count; i++)
		if (header_is(in->names[i], wanted))
			return &in->names[i];
	return NULL;
}

static void
note(struct detecting *in, const char *what, struct dbr_str which)
{
	dbr_buf_add_text(&in->why, in->why.size ? ", " : what);
	dbr_buf_add_clean(&in->why, which, 40);
}

/* The header that gives a field, or NULL. */
static const struct dbr_str *
find_field(const struct detecting *in, const struct format *format,
	   const char *name)
{
	for (size_t i = 0; i < format->field_count; i++) {
		const struct format_field *field = &format->fields[i];

		if (strcmp(field->name, name) != 0)
			continue;
		for (size_t k = 0; k < field->headers.count; k++) {
			const struct dbr_str *found =
				find_name(in, field->headers.at[k]);

			if (found)
				return found;
		}
		for (size_t k = 0; k < in->name_count && field->header_pattern;
		     k++)
			if (pattern_match(field->header_pattern,
					  in->names[k]) == PATTERN_YES)
				return &in->names[k];
	}
	return NULL;
}

static bool
header_fits(struct detecting *in, const struct format *format)
{
	const struct format_detect *detect = &format->detect;

	for (size_t i = 0; i < detect->fields.count; i++) {
		const struct dbr_str *found =
			find_field(in, format, detect->fields.at[i]);

		if (!found)
			return false;
		note(in, "header has ", *found);
	}
	for (size_t i = 0; i < detect->header.count; i++) {
		const struct dbr_str *found =
			find_name(in, detect->header.at[i]);

		if (!found)
			return false;
		note(in, "header has ", *found);
	}
	for (size_t i = 0; i < detect->without.count; i++)
		if (find_name(in, detect->without.at[i]))
			return false;
	return true;
}

static bool
lines_fit(struct detecting *in, const struct pattern *pattern)
{
	struct dbr_str rest = in->request->head;

	for (int i = 0; i < HEAD_LINES && rest.at; i++) {
		struct dbr_str line = dbr_str_cut(&rest, '\n');

		if (line.size && line.at[line.size - 1] == '\r')
			line.size--;
		if (line.size > 16384)
			line.size = 16384;
		if (pattern_match(pattern, line) == PATTERN_YES) {
			note(in, "a first line is ", line);
			return true;
		}
	}
	return false;
}

static bool
format_fits(struct detecting *in, const struct format *format)
{
	const struct format_detect *detect = &format->detect;
	bool is_csv = strcmp(format->reader->name, "csv") == 0;
	bool has_rule = detect->fields.count || detect->header.count ||
			detect->first_line || detect->text ||
			detect->file_name;

	dbr_buf_reset(&in->why);
	if (!has_rule || (is_csv && !header_fits(in, format)))
		return false;
	if (detect->first_line && !lines_fit(in, detect->first_line))
		return false;
	if (detect->text) {
		if (pattern_match(detect->text, in->request->head) !=
		    PATTERN_YES)
			return false;
		note(in, "the text has ",
		     pattern_value(detect->text, in->request->head));
	}
	if (!detect->file_name)
		return true;
	if (pattern_match(detect->file_name,
			  dbr_str_from(in->request->file_name)) != PATTERN_YES)
		return false;
	note(in, "file name is ", dbr_str_from(in->request->file_name));
	return true;
}

/* The header as a CSV reader sees it; a file that is no CSV has none. */
static void
read_names(struct detecting *in)
{
	struct dbr_arena *arena = in->request->arena;
	struct dbr_memory_source memory = { .bytes = in->request->head };
	struct dbr_source source = dbr_source_memory(&memory,
						     in->request->file_name);
	struct dbr_reader_options options = { .header_rows = 1 };
	/* Whatever is wrong here is said again, better, by the import. */
	struct dbr_error ignored = DBR_ERROR_INIT;
	const struct dbr_str *names = NULL;
	struct dbr_str *copies;
	void *reader = NULL;

	if (dbr_reader_csv.open(&reader, &source, &options, &ignored) !=
		    DBR_OK)
		return;
	if (dbr_reader_csv.names(reader, &names, &in->name_count, &ignored) !=
		    DBR_OK)
		in->name_count = 0;
	copies = dbr_arena_array(arena, in->name_count + 1, sizeof(*copies));
	for (size_t i = 0; i < in->name_count; i++)
		copies[i] = dbr_arena_str(arena, names[i]);
	in->names = copies;
	dbr_reader_csv.close(reader);
}

static enum dbr_status
fail_none(const struct detecting *in, struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "no format fits this file");
	dbr_fail_at(err, in->request->file_name, 0, 0);
	return dbr_fail_hint(err, "debrief formats lists them; --as FORMAT "
			     "and --map field=Header read it as one of them");
}

static enum dbr_status
fail_two(const struct detecting *in, const char *one, const char *other,
	 struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "two formats fit this file: %s and %s", one,
		 other);
	dbr_fail_at(err, in->request->file_name, 0, 0);
	return dbr_fail_hint(err, "--as %s or --as %s says which", one,
			     other);
}

struct choice {
	struct format *format;
	bool is_made;
	const char **why;
};

/* A generic format gives way to one that knows the product. */
static enum dbr_status
consider(struct detecting *in, struct format *format, struct choice *choice,
	 struct dbr_error *err)
{
	const struct format *chosen = choice->format;

	if (!format_fits(in, format) ||
	    (choice->is_made && format->detect.is_generic &&
	     !chosen->detect.is_generic)) {
		format_close(format);
		return DBR_OK;
	}
	if (choice->is_made &&
	    format->detect.is_generic == chosen->detect.is_generic) {
		fail_two(in, chosen->name, format->name, err);
		format_close(format);
		return err->code;
	}
	if (choice->is_made)
		format_close(choice->format);
	*choice->format = *format;
	choice->is_made = true;
	*choice->why = dbr_arena_text(in->request->arena,
				      dbr_buf_str(&in->why));
	return DBR_OK;
}

static enum dbr_status
choose(struct detecting *in, const struct dbr_share_file *files, size_t count,
       struct choice *choice, struct dbr_error *err)
{
	for (size_t i = 0; i < count; i++) {
		struct format format;
		enum dbr_status rc = format_parse(&format, &files[i],
						  in->request->arena, err);

		if (rc == DBR_OK)
			rc = consider(in, &format, choice, err);
		if (rc != DBR_OK) {
			if (choice->is_made)
				format_close(choice->format);
			return rc;
		}
	}
	return choice->is_made ? DBR_OK : fail_none(in, err);
}

enum dbr_status
detect_format(struct format *out, const char **why,
	      const struct detect_request *request, struct dbr_error *err)
{
	struct detecting in = { .request = request, .why = DBR_BUF_INIT };
	const struct dbr_share_file *files;
	size_t count;
	enum dbr_status rc = dbr_share_list(&files, &count, request->share,
					    "formats", ".yaml",
					    request->arena, err);

	if (rc == DBR_OK) {
		struct choice choice = { .format = out, .why = why };

		read_names(&in);
		rc = choose(&in, files, count, &choice, err);
	}
	dbr_buf_release(&in.why);
	return rc;
}
