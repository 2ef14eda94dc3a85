/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * explain.c -- what an export is, and what it lacks to be imported.
 *
 * The same opening, detection and first pass as an import's, told step by
 * step; where no format fits, those that come near by their headers.
 */
#include <config.h>
#include "engine.h"

#include <string.h>
#include "debrief/import.h"
#include "near.h"
#include "readers/csv_sniff.h"

enum { NEAR_MAX = 3, NAMES_SHOWN = 12 };

struct explaining {
	struct engine engine;
	struct detect_header header;
	struct dbr_buf head;
	const char **names;	/* of the header, for what is nearest */
	struct dbr_buf *out;
};

static const char *
delimiter_words(char delimiter)
{
	switch (delimiter) {
	case ';':
		return "semicolon";
	case '\t':
		return "tab";
	case '|':
		return "bar";
	default:
		return "comma";
	}
}

static void
add_name(struct dbr_buf *out, struct dbr_str name)
{
	dbr_buf_add_char(out, '"');
	dbr_buf_add_clean(out, dbr_str_trim(name), 40);
	dbr_buf_add_char(out, '"');
}

/* The line the header is in, behind "sep=;" and its like. */
static size_t
header_line(struct dbr_str rest)
{
	char declared = '\0';

	for (size_t line = 1; rest.size; line++) {
		struct dbr_str text = dbr_str_cut(&rest, '\n');

		if (text.size && text.at[text.size - 1] == '\r')
			text.size--;
		if (!csv_is_preamble(text, &declared))
			return line;
	}
	return 1;
}

static void
tell_text(struct explaining *in)
{
	const struct dbr_source_facts *facts =
		dbr_source_facts(in->engine.feed.file);

	dbr_buf_addf(in->out, "  encoding  %s%s%s, %s\n", facts->encoding,
		     facts->has_bom ? " with a byte order mark" : "",
		     facts->is_gzip ? ", packed with gzip" : "",
		     facts->is_declared ? "as told" : "as its bytes say");
	if (in->header.count < 2) {
		dbr_buf_add_text(in->out, "  header    none: not delimited "
				 "text\n");
		return;
	}
	dbr_buf_addf(in->out, "  delimiter %s\n  header    line %zu, %zu "
		     "columns: ", delimiter_words(in->header.delimiter),
		     header_line(dbr_buf_str(&in->head)), in->header.count);
	for (size_t i = 0; i < in->header.count && i < NAMES_SHOWN; i++) {
		dbr_buf_add_text(in->out, i ? ", " : "");
		add_name(in->out, in->header.names[i]);
	}
	dbr_buf_add_text(in->out, in->header.count > NAMES_SHOWN
			 ? ", ...\n" : "\n");
}

/* What is lacking: as the format writes it, and the nearest there is. */
static void
tell_lack(struct explaining *in, const struct near_lack *lack)
{
	const char *nearest = dbr_nearest(lack->header, in->names,
					  in->header.count);

	dbr_buf_add_text(in->out, "            lacks ");
	if (lack->field)
		dbr_buf_addf(in->out, "%s, as ", lack->field);
	add_name(in->out, dbr_str_from(lack->header));
	if (nearest) {
		dbr_buf_add_text(in->out, "; nearest is ");
		add_name(in->out, dbr_str_from(nearest));
	}
	dbr_buf_add_char(in->out, '\n');
}

static void
tell_near(struct explaining *in, const struct near *near)
{
	const struct format *format = near->format;
	const struct format_detect *detect = &format->detect;
	const struct near_lack *lacks;
	size_t lack_count;

	dbr_buf_addf(in->out, "  near      %s (%s): %zu of %zu headers\n",
		     format->name, format->title, near->found, near->wanted);
	lack_count = near_lacks(&lacks, near, &in->header, in->engine.arena);
	for (size_t i = 0; i < lack_count; i++)
		tell_lack(in, &lacks[i]);
	for (size_t i = 0; i < detect->without.count; i++)
		if (detect_find_name(&in->header, detect->without.at[i]))
			dbr_buf_addf(in->out, "            does not have "
				     "\"%s\"\n", detect->without.at[i]);
}

static void
tell_formats(struct explaining *in, struct format *formats, size_t count,
	     const struct detect_request *request)
{
	struct dbr_arena *arena = in->engine.arena;
	struct candidate *fits = dbr_arena_array(arena, count + 1,
						 sizeof(*fits));
	struct near *near = dbr_arena_array(arena, count + 1, sizeof(*near));
	size_t fit_count = detect_among(formats, count, request, fits);
	size_t near_count;

	for (size_t i = 0; i < fit_count; i++)
		dbr_buf_addf(in->out, "  fits      %s (%s): %s\n",
			     fits[i].format->name, fits[i].format->title,
			     fits[i].why);
	if (fit_count || in->header.count < 2)
		return;
	near_count = near_find(near, &in->header, formats, count);
	for (size_t i = 0; i < near_count && i < NEAR_MAX; i++)
		tell_near(in, &near[i]);
	if (!near_count)
		dbr_buf_add_text(in->out, "  near      no format: no header "
				 "is one that a format knows\n");
}

static enum dbr_status
read_head(struct explaining *in, struct dbr_error *err)
{
	struct engine *engine = &in->engine;
	struct detect_request request = {
		.file_name = engine->file_name, .share = engine->share,
		.delimiter = engine->request->delimiter,
		.arena = engine->arena,
	};
	struct format *formats;
	size_t count;
	enum dbr_status rc = dbr_source_peek(engine->feed.file,
					     ENGINE_HEAD_SIZE, &in->head, err);

	if (rc != DBR_OK)
		return rc;
	request.head = dbr_buf_str(&in->head);
	in->header = detect_header(&request);
	in->names = dbr_arena_array(engine->arena, in->header.count + 1,
				    sizeof(*in->names));
	for (size_t i = 0; i < in->header.count; i++)
		in->names[i] = dbr_arena_text(engine->arena,
					      in->header.names[i]);
	tell_text(in);
	rc = formats_open(&formats, &count, engine->share, engine->arena, err);
	if (rc != DBR_OK)
		return rc;
	tell_formats(in, formats, count, &request);
	formats_close(formats, count);
	return DBR_OK;
}

static void
tell_order(struct explaining *in, const struct bound_field *field)
{
	struct dbr_time_decision decision =
		dbr_time_column_choose(field->times);

	if (!decision.pattern)
		return;
	dbr_buf_add_text(in->out, "  dates     ");
	add_name(in->out, dbr_str_from(field->header));
	if (decision.choice == DBR_TIME_UNDECIDED) {
		dbr_buf_add_text(in->out, decision.counter_example
			? " mixes orders of day and month\n"
			: ": no row tells day from month\n");
		return;
	}
	dbr_buf_addf(in->out, " is %s, as line %zu shows: ",
		     binding_order_words(decision.pattern),
		     decision.example_line);
	add_name(in->out, dbr_str_from(decision.example));
	dbr_buf_add_char(in->out, '\n');
}

static void
tell_binding(struct explaining *in)
{
	const struct binding *binding = &in->engine.binding;

	for (size_t i = 0; i < binding->field_count; i++) {
		const struct bound_field *field = &binding->fields[i];

		if (!field->column_count)
			continue;
		dbr_buf_addf(in->out, "  field     %s from ",
			     field->field.name);
		add_name(in->out, dbr_str_from(field->header));
		dbr_buf_add_char(in->out, '\n');
	}
	if (binding->zoneless.field)
		dbr_buf_add_text(in->out, "  zone      needed: times are "
				 "without one\n");
	else if (in->engine.request->zone)
		dbr_buf_addf(in->out, "  zone      %s, where a time has "
			     "none\n", in->engine.request->zone);
	else
		dbr_buf_add_text(in->out, "  zone      none needed\n");
	for (size_t i = 0; i < binding->field_count; i++)
		if (binding->fields[i].times &&
		    dbr_time_column_is_open(binding->fields[i].times))
			tell_order(in, &binding->fields[i]);
}

static enum dbr_status
explain(struct explaining *in, struct dbr_error *err)
{
	struct engine *engine = &in->engine;
	enum dbr_status rc = engine_open(engine, err);

	dbr_buf_add_clean(in->out, dbr_str_from(engine->file_name), 0);
	dbr_buf_add_char(in->out, '\n');
	if (rc == DBR_OK)
		rc = read_head(in, err);
	if (rc == DBR_OK)
		rc = engine_find_format(engine, err);
	if (rc == DBR_OK)
		rc = engine_observe(engine, err);
	if (rc != DBR_OK)
		return rc;
	tell_binding(in);
	rc = binding_decide(&engine->binding, err);
	if (rc == DBR_OK)
		dbr_buf_add_text(in->out, "  next      debrief import it; "
				 "--dry-run first counts the rows\n");
	return rc;
}

enum dbr_status
dbr_format_explain(const struct dbr_import_request *request,
		   const struct dbr_share *share, struct dbr_buf *report,
		   struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_import_result result = { .format = "" };
	struct explaining in = {
		.engine = { .share = share, .request = request,
			    .result = &result, .arena = &arena,
			    .file_name = engine_base_name(request->path) },
		.head = DBR_BUF_INIT, .out = report,
	};
	enum dbr_status rc = explain(&in, err);

	if (rc == DBR_EINPUT)
		dbr_fail_at(err, in.engine.file_name, 0, 0);
	binding_close(&in.engine.binding);
	format_close(&in.engine.format);
	dbr_source_close(in.engine.feed.file);
	dbr_buf_release(&in.head);
	dbr_arena_release(&arena);
	return rc;
}
