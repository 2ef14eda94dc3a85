/* SPDX-License-Identifier: GPL-3.0-or-later */
/* detect.c -- see detect.h. */
#include <config.h>
#include "detect.h"

#include <string.h>
#include "binding.h"
#include "near.h"
#include "readers/line_clean.h"

enum { HEAD_LINES = 12, LINE_SIZE = 16384 };

struct detecting {
	const struct detect_request *request;
	struct detect_header header;
	struct dbr_buf why, clean;
};

const struct dbr_str *
detect_find_name(const struct detect_header *in, const char *wanted)
{
	for (size_t i = 0; i < in->count; i++)
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

const struct dbr_str *
detect_find_field(const struct detect_header *in,
		  const struct format *format, const char *name)
{
	for (size_t i = 0; i < format->field_count; i++) {
		const struct format_field *field = &format->fields[i];

		if (strcmp(field->name, name) != 0)
			continue;
		for (size_t k = 0; k < field->headers.count; k++) {
			const struct dbr_str *found = detect_find_name(
				in, field->headers.at[k]);

			if (found)
				return found;
		}
		for (size_t k = 0; k < in->count && field->header_pattern;
		     k++)
			if (pattern_match(field->header_pattern,
					  in->names[k]) == PATTERN_YES)
				return &in->names[k];
	}
	return NULL;
}

static bool
has_any(struct detecting *in, struct text_list names)
{
	for (size_t i = 0; i < names.count; i++) {
		const struct dbr_str *found =
			detect_find_name(&in->header, names.at[i]);

		if (!found)
			continue;
		note(in, "header has ", *found);
		return true;
	}
	return false;
}

/* A format of wide rows is one only where the header is wide. */
static bool
is_wide(struct detecting *in, const struct pattern *unfold)
{
	for (size_t i = 0; i < in->header.count; i++)
		if (pattern_match(unfold, in->header.names[i]) == PATTERN_YES) {
			note(in, "header has ", in->header.names[i]);
			return true;
		}
	return false;
}

static bool
header_fits(struct detecting *in, const struct format *format)
{
	const struct format_detect *detect = &format->detect;

	for (size_t i = 0; i < detect->fields.count; i++) {
		const struct dbr_str *found =
			detect_find_field(&in->header, format,
					  detect->fields.at[i]);

		if (!found)
			return false;
		note(in, "header has ", *found);
	}
	for (size_t i = 0; i < detect->header.count; i++) {
		const struct dbr_str *found =
			detect_find_name(&in->header, detect->header.at[i]);

		if (!found)
			return false;
		note(in, "header has ", *found);
	}
	if (detect->any.count && !has_any(in, detect->any))
		return false;
	for (size_t i = 0; i < detect->without.count; i++)
		if (detect_find_name(&in->header, detect->without.at[i]))
			return false;
	return !format->unfold || is_wide(in, format->unfold);
}

/* As it is, or as a terminal shows it: colours gone. */
static bool
line_fits(struct detecting *in, const struct pattern *pattern,
	  struct dbr_str line)
{
	const struct line_clean how = { .keep_cr = true };

	if (line.size && line.at[line.size - 1] == '\r')
		line.size--;
	if (line.size > LINE_SIZE)
		line.size = LINE_SIZE;
	if (pattern_match(pattern, line) == PATTERN_YES)
		return true;
	if (!line_needs_cleaning(line))
		return false;
	dbr_buf_reset(&in->clean);
	line_clean(&in->clean, line, &how);
	return pattern_match(pattern, dbr_buf_str(&in->clean)) == PATTERN_YES;
}

static bool
lines_fit(struct detecting *in, const struct pattern *pattern)
{
	struct dbr_str rest = in->request->head;

	for (int i = 0; i < HEAD_LINES && rest.at; i++) {
		struct dbr_str line = dbr_str_cut(&rest, '\n');

		if (line_fits(in, pattern, line)) {
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
	bool is_csv = detect->fields.count || detect->header.count ||
		      detect->any.count || detect->without.count;
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

bool
detect_part_fits(const struct dbr_str *names, size_t count,
		 const struct format *format)
{
	const struct detect_header header = { .names = names, .count = count };
	struct text_list wanted = format->detect.fields;

	for (size_t i = 0; i < wanted.count; i++)
		if (!detect_find_field(&header, format, wanted.at[i]))
			return false;
	return true;
}

struct detect_header
detect_header(const struct detect_request *request)
{
	struct dbr_memory_source memory = { .bytes = request->head };
	struct dbr_source source = dbr_source_memory(&memory,
						     request->file_name);
	struct dbr_reader_options options = {
		.header_rows = 1, .delimiter = request->delimiter,
	};
	/* Whatever is wrong here is said again, better, by the import. */
	struct dbr_error ignored = DBR_ERROR_INIT;
	struct detect_header out = { NULL, 0, '\0' };
	const struct dbr_str *names = NULL;
	struct dbr_str *copies;
	void *reader = NULL;

	if (dbr_reader_csv.open(&reader, &source, &options, &ignored) !=
		    DBR_OK)
		return out;
	if (dbr_reader_csv.names(reader, &names, &out.count, &ignored) !=
		    DBR_OK)
		out.count = 0;
	copies = dbr_arena_array(request->arena, out.count + 1,
				 sizeof(*copies));
	for (size_t i = 0; i < out.count; i++)
		copies[i] = dbr_arena_str(request->arena, names[i]);
	out.names = copies;
	out.delimiter = dbr_reader_csv.delimiter(reader);
	dbr_reader_csv.close(reader);
	return out;
}

/* "tickets-csv" lacks "opened", "title" */
static void
add_nearest(struct dbr_buf *out, const struct near *near,
	    const struct detect_header *header, struct dbr_arena *arena)
{
	enum { SHOWN_MAX = 4 };
	const struct near_lack *lacks;
	size_t count = near_lacks(&lacks, near, header, arena);

	dbr_buf_addf(out, "; the nearest, %s, ", near->format->name);
	for (size_t i = 0; i < count && i < SHOWN_MAX; i++)
		dbr_buf_addf(out, "%s\"%s\"", i ? ", " : "lacks ",
			     lacks[i].header);
	if (count > SHOWN_MAX)
		dbr_buf_addf(out, " and %zu more", count - SHOWN_MAX);
	if (!count)
		dbr_buf_add_text(out, "wants something else of the file");
}

static enum dbr_status
fail_none(const struct detect_request *request, const struct format *formats,
	  size_t count, struct dbr_error *err)
{
	struct detect_header header = detect_header(request);
	struct near *near = dbr_arena_array(request->arena, count + 1,
					    sizeof(*near));
	struct dbr_buf text = DBR_BUF_INIT;

	if (header.count > 1 && near_find(near, &header, formats, count))
		add_nearest(&text, &near[0], &header, request->arena);
	dbr_fail(err, DBR_EINPUT, "no format fits this file%s",
		 text.size ? text.text : "");
	dbr_fail_at(err, request->file_name, 0, 0);
	dbr_buf_release(&text);
	return dbr_fail_hint(err, "debrief formats check FILE says what it "
			     "is and lacks; --as FORMAT and --map "
			     "field=Header read it as one of them");
}

static enum dbr_status
fail_two(const struct detect_request *request, const char *one,
	 const char *other, struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "two formats fit this file: %s and %s", one,
		 other);
	dbr_fail_at(err, request->file_name, 0, 0);
	return dbr_fail_hint(err, "--as %s or --as %s says which", one,
			     other);
}

static enum dbr_status
fail_unknown(const struct detect_request *request, const char *name,
	     struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "a pattern of format \"%s\" would take too "
		 "long on this file: whether it fits is unknown", name);
	dbr_fail_at(err, request->file_name, 0, 0);
	return dbr_fail_hint(err, "--as FORMAT says which it is");
}

/* A format that may fit as well, but for a pattern that gave up. */
static const char *
find_unknown(const struct format *formats, size_t count,
	     const struct candidate *fits, size_t fit_count)
{
	for (size_t i = 0; i < count; i++) {
		bool fits_anyway = false;

		for (size_t k = 0; k < fit_count; k++)
			fits_anyway |= fits[k].format == &formats[i];
		if (!fits_anyway && format_give_up_count(&formats[i]))
			return formats[i].name;
	}
	return NULL;
}

size_t
detect_among(struct format *formats, size_t count,
	     const struct detect_request *request, struct candidate *out)
{
	struct detecting in = { .request = request, .why = DBR_BUF_INIT,
				.clean = DBR_BUF_INIT,
				.header = detect_header(request) };
	size_t fit_count = 0;
	bool has_specific = false;

	for (size_t i = 0; i < count; i++) {
		struct format *format = &formats[i];

		if (format_is_part(format) || !format_fits(&in, format))
			continue;
		/* A generic format gives way to one that knows the product. */
		if (!format->detect.is_generic && !has_specific)
			fit_count = 0;
		has_specific |= !format->detect.is_generic;
		if (format->detect.is_generic && has_specific)
			continue;
		out[fit_count++] = (struct candidate){
			format, dbr_arena_text(request->arena,
					       dbr_buf_str(&in.why)) };
	}
	dbr_buf_release(&in.why);
	dbr_buf_release(&in.clean);
	return fit_count;
}

enum dbr_status
detect_choose(struct format **out, const char **why,
	      const struct detect_request *request, struct format *formats,
	      size_t count, struct dbr_error *err)
{
	struct candidate *fits = dbr_arena_array(request->arena, count + 1,
						 sizeof(*fits));
	size_t fit_count = detect_among(formats, count, request, fits);
	const char *unknown = find_unknown(formats, count, fits, fit_count);

	if (unknown)
		return fail_unknown(request, unknown, err);
	if (!fit_count)
		return fail_none(request, formats, count, err);
	if (fit_count > 1)
		return fail_two(request, fits[0].format->name,
				fits[1].format->name, err);
	*out = fits[0].format;
	*why = fits[0].why;
	return DBR_OK;
}

/* Those whose text has the word, which says what is worth reading. */
static enum dbr_status
open_with_word(struct format **out, size_t *count, const char *word,
	       const struct dbr_share *share, struct dbr_arena *arena,
	       struct dbr_error *err)
{
	const struct dbr_share_file *files;
	struct format *formats;
	size_t file_count, used = 0;
	enum dbr_status rc = dbr_share_list(&files, &file_count, share,
					    "formats", ".yaml", arena, err);

	if (rc != DBR_OK)
		return rc;
	if (!file_count) {
		dbr_fail(err, DBR_ENOINPUT, "there are no formats in \"%s\"",
			 share->shipped);
		return dbr_fail_hint(err, "DEBRIEF_SHARE says where to look");
	}
	formats = dbr_arena_array(arena, file_count + 1, sizeof(*formats));
	for (size_t i = 0; i < file_count && rc == DBR_OK; i++) {
		if (!strstr(files[i].text.at, word))
			continue;
		rc = format_parse(&formats[used], &files[i], arena, err);
		used += rc == DBR_OK;
	}
	if (rc != DBR_OK)
		formats_close(formats, used);
	*out = formats;
	*count = used;
	return rc;
}

enum dbr_status
formats_open(struct format **out, size_t *count,
	     const struct dbr_share *share, struct dbr_arena *arena,
	     struct dbr_error *err)
{
	return open_with_word(out, count, "", share, arena, err);
}

void
formats_close(struct format *formats, size_t count)
{
	for (size_t i = 0; i < count; i++)
		format_close(&formats[i]);
}

enum dbr_status
formats_parts(struct text_list *out, const char *name,
	      const struct dbr_share *share, struct dbr_arena *arena,
	      struct dbr_error *err)
{
	struct format *formats;
	const char **names;
	int *ranks;
	size_t count, used = 0;
	enum dbr_status rc = open_with_word(&formats, &count, "part-of",
					    share, arena, err);

	if (rc != DBR_OK)
		return rc;
	names = dbr_arena_array(arena, count + 1, sizeof(*names));
	ranks = dbr_arena_array(arena, count + 1, sizeof(*ranks));
	for (size_t i = 0; i < count; i++) {
		size_t at = used;

		if (!format_is_part(&formats[i]) ||
		    strcmp(formats[i].part_of, name) != 0)
			continue;
		used++;
		for (; at > 0 && ranks[at - 1] >
		     formats[i].target->priority; at--) {
			names[at] = names[at - 1];
			ranks[at] = ranks[at - 1];
		}
		names[at] = formats[i].name;
		ranks[at] = formats[i].target->priority;
	}
	*out = (struct text_list){ names, used };
	formats_close(formats, count);
	return DBR_OK;
}

enum dbr_status
detect_format(struct format *out, const char **why,
	      const struct detect_request *request, struct dbr_error *err)
{
	struct format *formats, *chosen = NULL;
	size_t count;
	enum dbr_status rc = formats_open(&formats, &count, request->share,
					  request->arena, err);

	if (rc != DBR_OK)
		return rc;
	rc = detect_choose(&chosen, why, request, formats, count, err);
	if (rc == DBR_OK) {
		*out = *chosen;
		*chosen = (struct format){ .name = "" };	/* moved */
	}
	formats_close(formats, count);
	return rc;
}
