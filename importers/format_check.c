/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format_check.c -- run the samples inside a format file. */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "binding.h"
#include "detect.h"
#include "debrief/import.h"
#include "debrief/file.h"

struct checking {
	struct format *format;
	const struct format_sample *sample;
	struct binding binding;
	struct dbr_arena *arena;
	struct dbr_buf *report;
	const struct tree *expected;	/* the next record of gives: */
	size_t record_count, wrong_count;
};

static void
note_wrong(struct checking *in, const struct tree *node, const char *name,
	   const char *expected, const char *found)
{
	in->wrong_count++;
	dbr_buf_addf(in->report, "%s:%zu:%zu: %s: expected \"",
		     in->format->file.path, node->line, node->column, name);
	dbr_buf_add_clean(in->report, dbr_str_from(expected), 60);
	dbr_buf_add_text(in->report, "\", found \"");
	dbr_buf_add_clean(in->report, dbr_str_from(found), 60);
	dbr_buf_add_text(in->report, "\"\n");
}

static const char *
value_text(struct checking *in, const struct value *value,
	   enum value_type type)
{
	char iso[DBR_ISO_SIZE];

	if (!value->text.at)
		return "null";
	if (type == VALUE_TIME || type == VALUE_PAST)
		return dbr_arena_textf(in->arena, "%s",
				       dbr_iso_text(iso, value->integer));
	if (type == VALUE_MINUTES)
		return dbr_arena_textf(in->arena, "%g", value->real);
	if (type == VALUE_DURATION)
		return dbr_arena_textf(in->arena, "%.6gs",
				       (double)value->integer / 1e6);
	if (type == VALUE_INTEGER || type == VALUE_BOOL)
		return dbr_arena_textf(in->arena, "%" PRId64, value->integer);
	return dbr_arena_text(in->arena, value->text);
}

static const char *
answer_text(struct checking *in, const struct import_row *row,
	    const char *scale)
{
	for (size_t i = 0; i < row->answer_count; i++)
		if (strcmp(row->answers[i].scale, scale) == 0)
			return dbr_arena_textf(in->arena, "%d",
					       row->answers[i].score);
	return "none";
}

static void
check_value(struct checking *in, const struct tree *node,
	    const struct import_row *row)
{
	const struct target *target = in->format->target;
	size_t field = target_field_find(target, node->key);
	const char *found = NULL;

	if (node->kind != TREE_TEXT)
		note_wrong(in, node, node->key, "text", "something else");
	else if (field < target->field_count)
		found = value_text(in, &row->values[field],
				   target->fields[field].type);
	else if (in->format->question_count)
		found = answer_text(in, row, node->key);
	else
		note_wrong(in, node, node->key, "a field of the target",
			   "no such field");
	if (found && strcmp(found, node->text) != 0)
		note_wrong(in, node, node->key, node->text, found);
}

static void
check_record(struct checking *in, const struct dbr_record *record)
{
	const struct tree *node = in->expected;
	const struct tree *reject_node = tree_find(node, "reject");
	struct row_result reject;
	struct import_row row;
	enum binding_verdict verdict = BINDING_REJECT;
	const char *found = "a row";

	if (record->problem)
		row_reject(&reject, NULL, "%s", record->problem);
	else
		verdict = binding_row(&in->binding, record, &row, &reject);
	if (verdict == BINDING_REJECT)
		found = reject.column ? reject.column : "record";
	else if (verdict == BINDING_SKIP)
		found = "skipped";
	if (reject_node) {
		if (strcmp(reject_node->text, found) != 0)
			note_wrong(in, reject_node, "reject",
				   reject_node->text, found);
		return;
	}
	if (verdict != BINDING_ROW) {
		if (!tree_find(node, "skipped"))
			note_wrong(in, node, "record",
				   "a row", verdict == BINDING_SKIP ? found
				   : reject.reason);
		return;
	}
	for (const struct tree *at = node->child; at; at = at->next)
		check_value(in, at, &row);
}

static enum dbr_status
check_records(struct checking *in, void *reader, struct dbr_error *err)
{
	struct dbr_record record;
	bool has_record = true;
	enum dbr_status rc = DBR_OK;

	in->expected = in->sample->gives->child;
	while (rc == DBR_OK) {
		rc = in->format->reader->next(reader, &record, &has_record,
					      err);
		if (rc != DBR_OK || !has_record)
			break;
		if (record.is_blank)
			continue;
		in->record_count++;
		if (!in->expected) {
			note_wrong(in, in->sample->node, "records",
				   "no more", "another one");
			continue;
		}
		check_record(in, &record);
		in->expected = in->expected->next;
	}
	if (rc == DBR_OK && in->expected)
		note_wrong(in, in->expected, "records", "another one",
			   "no more");
	return rc;
}

static enum dbr_status
bind_sample(struct checking *in, void *reader, struct dbr_error *err)
{
	struct binding_request request = {
		.format = in->format, .file_name = in->sample->name,
		.zone = in->sample->zone, .arena = in->arena,
		.year = in->sample->year,
		.stem = file_stem(in->sample->name, in->arena),
		.folder = file_folder(in->sample->name, in->arena),
	};
	enum dbr_status rc = binding_names(&request, in->format->reader,
					   reader, err);

	if (rc != DBR_OK)
		return rc;
	return binding_open(&in->binding, &request, err);
}

/* One pass of the two an import makes. */
static enum dbr_status
run_pass(struct checking *in, bool is_first, struct dbr_error *err)
{
	struct dbr_memory_source memory = { .bytes = in->sample->text };
	struct dbr_source source = dbr_source_memory(&memory,
						     in->sample->name);
	const struct dbr_reader *kind = in->format->reader;
	const struct dbr_str *names;
	struct dbr_record record;
	bool has_record = true;
	void *reader = NULL;
	size_t count;
	enum dbr_status rc = kind->open(&reader, &source,
					&in->format->reader_options, err);

	if (rc == DBR_OK && is_first)
		rc = bind_sample(in, reader, err);
	else if (rc == DBR_OK)
		rc = kind->names(reader, &names, &count, err);
	while (rc == DBR_OK && is_first && has_record) {
		rc = kind->next(reader, &record, &has_record, err);
		if (rc == DBR_OK && has_record)
			rc = binding_observe(&in->binding, &record, err);
	}
	if (rc == DBR_OK && is_first)
		rc = binding_decide(&in->binding, err);
	else if (rc == DBR_OK)
		rc = check_records(in, reader, err);
	kind->close(reader);
	return rc;
}

static enum dbr_status
run_sample(struct checking *in, struct dbr_error *err)
{
	enum dbr_status rc;

	if (in->format->refuse)
		return DBR_OK;
	rc = run_pass(in, true, err);
	if (rc == DBR_OK)
		rc = run_pass(in, false, err);
	binding_close(&in->binding);
	return rc;
}

static enum dbr_status
run_samples(struct format *format, struct dbr_arena *arena,
	    struct dbr_buf *report, struct dbr_error *err)
{
	size_t wrong_count = 0;

	if (!format->sample_count)
		return tree_fail(&format->file, format->file.root, err,
				 "a format needs at least one sample");
	for (size_t i = 0; i < format->sample_count && !format->refuse; i++) {
		struct checking in = { .format = format, .arena = arena,
				       .sample = &format->samples[i],
				       .report = report };
		enum dbr_status rc = run_sample(&in, err);

		if (rc != DBR_OK)
			return rc;
		if (!in.wrong_count)
			dbr_buf_addf(report, "%s: sample %zu: %zu records as "
				     "expected\n", format->name, i + 1,
				     in.record_count);
		wrong_count += in.wrong_count;
	}
	if (wrong_count)
		return dbr_fail(err, DBR_ECHECK, "format \"%s\": %zu values "
				"are not as its samples say", format->name,
				wrong_count);
	return DBR_OK;
}

/* A path has a slash or the suffix; anything else is a name. */
static bool
is_path(const char *text)
{
	return strchr(text, '/') ||
	       dbr_str_ends(dbr_str_from(text), ".yaml");
}

static enum dbr_status
load_path(struct format *out, const char *path, struct dbr_buf *bytes,
	  struct dbr_arena *arena, struct dbr_error *err)
{
	const char *slash = strrchr(path, '/');
	struct dbr_str name = dbr_str_from(slash ? slash + 1 : path);
	struct dbr_share_file file = { .path = path, .is_workspace = true };
	enum dbr_status rc = dbr_file_read(bytes, path, 1024 * 1024, err);

	if (rc != DBR_OK)
		return rc;
	if (dbr_str_ends(name, ".yaml"))
		name.size -= strlen(".yaml");
	file.name = dbr_arena_text(arena, name);
	file.text = dbr_buf_str(bytes);
	return format_parse(out, &file, arena, err);
}

enum dbr_status
dbr_format_check(const char *path_or_name, const struct dbr_share *share,
		 struct dbr_buf *report, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_buf bytes = DBR_BUF_INIT;
	struct format format;
	enum dbr_status rc;

	if (is_path(path_or_name))
		rc = load_path(&format, path_or_name, &bytes, &arena, err);
	else
		rc = format_find(&format, share, path_or_name, &arena, err);
	if (rc == DBR_OK) {
		rc = run_samples(&format, &arena, report, err);
		format_close(&format);
	}
	dbr_buf_release(&bytes);
	dbr_arena_release(&arena);
	return rc;
}

/* A format that is never detected can be asked for only by name. */
static bool
has_detection(const struct format *format)
{
	const struct format_detect *detect = &format->detect;

	return detect->fields.count || detect->header.count ||
	       detect->first_line || detect->text || detect->file_name;
}

static void
add_names(struct dbr_buf *out, const struct candidate *fits, size_t count)
{
	if (!count)
		dbr_buf_add_text(out, "no format");
	for (size_t i = 0; i < count; i++)
		dbr_buf_addf(out, "%s%s", i ? ", " : "",
			     fits[i].format->name);
}

/* Is the sample found to be in its format, or the one that is a part of, and
 * in that alone? */
static bool
is_found(const struct format *format, const struct format_sample *sample,
	 const struct candidate *fits, size_t count, struct dbr_buf *report)
{
	const char *wanted = format_is_part(format) ? format->part_of
						    : format->name;

	if (count == 1 && strcmp(fits[0].format->name, wanted) == 0)
		return true;
	dbr_buf_addf(report, "%s:%zu:%zu: the sample is found to be ",
		     format->file.path, sample->node->line,
		     sample->node->column);
	add_names(report, fits, count);
	dbr_buf_add_char(report, '\n');
	return false;
}

static enum dbr_status
check_detection(struct format *formats, size_t count,
		struct dbr_arena *arena, struct dbr_buf *report,
		struct dbr_error *err)
{
	struct candidate *fits = dbr_arena_array(arena, count + 1,
						 sizeof(*fits));
	size_t wrong_count = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < formats[i].sample_count; k++) {
			const struct format_sample *sample =
				&formats[i].samples[k];
			struct detect_request request = {
				.file_name = sample->name,
				.head = sample->text, .arena = arena,
			};
			size_t fit_count;

			if (sample->is_undetected ||
			    !has_detection(&formats[i]))
				continue;
			fit_count = detect_among(formats, count, &request,
						 fits);
			wrong_count += !is_found(&formats[i], sample, fits,
						 fit_count, report);
		}
	if (wrong_count)
		return dbr_fail(err, DBR_ECHECK, "%zu samples are not found "
				"to be in their format", wrong_count);
	return DBR_OK;
}

enum dbr_status
dbr_format_check_all(const struct dbr_share *share, struct dbr_buf *report,
		     struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct format *formats = NULL;
	size_t count = 0;
	enum dbr_status rc = formats_open(&formats, &count, share, &arena,
					  err);

	for (size_t i = 0; i < count && rc == DBR_OK; i++)
		rc = run_samples(&formats[i], &arena, report, err);
	if (rc == DBR_OK)
		rc = check_detection(formats, count, &arena, report, err);
	formats_close(formats, count);
	dbr_arena_release(&arena);
	return rc;
}

enum dbr_status
dbr_format_list(const struct dbr_format_summary **out, size_t *count,
		const struct dbr_share *share, struct dbr_arena *arena,
		struct dbr_error *err)
{
	const struct dbr_share_file *files;
	struct dbr_format_summary *list;
	enum dbr_status rc = dbr_share_list(&files, count, share, "formats",
					    ".yaml", arena, err);

	if (rc != DBR_OK)
		return rc;
	list = dbr_arena_array(arena, *count + 1, sizeof(*list));
	for (size_t i = 0; i < *count; i++) {
		struct format format;

		rc = format_parse(&format, &files[i], arena, err);
		if (rc != DBR_OK)
			return rc;
		list[i] = (struct dbr_format_summary){
			.name = format.name, .title = format.title,
			.reader = format.refuse ? "-" : format.reader->name,
			.target = format.refuse ? "(refused)"
						: format.target->name,
			.path = files[i].path,
			.is_workspace = files[i].is_workspace,
		};
		format_close(&format);
	}
	*out = list;
	return DBR_OK;
}
