/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format.c -- one format file into a struct format; see format.h. */
#include <config.h>
#include "format.h"

#include <string.h>
#include "format_read.h"

static const char *const top_keys[] = {
	"format", "title", "reader", "into", "source", "kind", "encoding",
	"zone", "times", "months", "null", "keep", "formula-guard",
	"header-rows", "delimiter", "patterns", "skip-lines", "continue",
	"record-start", "record-end", "keep-cr", "root", "key-in-name",
	"detect", "fields", "questions", "skip-when", "zone-check", "footer",
	"events", "outcome", "samples", "refuse", "instead", "steps",
	"part-of", "unfold", "companion", "names-in",
};

static enum dbr_status
read_reader(struct format_reading *in, const struct tree *root)
{
	struct format *format = in->format;
	const struct tree *node = tree_find(root, "reader");
	const char *name = NULL;
	enum dbr_status rc = read_text(in, node, &name);

	if (rc != DBR_OK)
		return rc;
	format->reader = name ? dbr_reader_find(name) : NULL;
	if (!format->reader)
		return tree_fail(&format->file, node ? node : root, in->err,
				 "expected \"reader:\" csv, lines or json");
	return DBR_OK;
}

static enum dbr_status
read_target(struct format_reading *in, const struct tree *root)
{
	struct format *format = in->format;
	const struct tree *node = tree_find(root, "into");
	const char *name = NULL;
	const char *const *names;
	const char *nearest;
	size_t count;
	enum dbr_status rc = read_text(in, node, &name);

	if (rc != DBR_OK)
		return rc;
	format->target = name ? target_find(name) : NULL;
	if (format->target)
		return DBR_OK;
	tree_fail(&format->file, node ? node : root, in->err,
		  "expected \"into:\" and what a row becomes");
	names = target_names(&count);
	nearest = name ? dbr_nearest(name, names, count) : NULL;
	return dbr_fail_hint(in->err, "write \"into: %s\"",
			     nearest ? nearest : "ticket");
}

static enum dbr_status
read_head(struct format_reading *in, const struct tree *root)
{
	struct format *format = in->format;
	enum dbr_status rc;

	if ((rc = read_text(in, tree_find(root, "format"),
			    &format->name)) != DBR_OK ||
	    (rc = read_text(in, tree_find(root, "title"),
			    &format->title)) != DBR_OK ||
	    (rc = read_text(in, tree_find(root, "source"),
			    &format->source)) != DBR_OK ||
	    (rc = read_text(in, tree_find(root, "kind"),
			    &format->kind)) != DBR_OK ||
	    (rc = read_text(in, tree_find(root, "encoding"),
			    &format->encoding)) != DBR_OK ||
	    (rc = read_text(in, tree_find(root, "zone"),
			    &format->zone)) != DBR_OK ||
	    (rc = read_text(in, tree_find(root, "refuse"),
			    &format->refuse)) != DBR_OK ||
	    (rc = read_text(in, tree_find(root, "part-of"),
			    &format->part_of)) != DBR_OK ||
	    (rc = read_text(in, tree_find(root, "instead"),
			    &format->instead)) != DBR_OK ||
	    (rc = read_flag(in, tree_find(root, "companion"),
			    &format->is_companion)) != DBR_OK ||
	    (rc = read_flag(in, tree_find(root, "formula-guard"),
			    &format->has_formula_guard)) != DBR_OK)
		return rc;
	if (!format->name || !format->title)
		return tree_fail(&format->file, root, in->err,
				 "a format needs \"format:\" and \"title:\"");
	if (!format->source)
		format->source = format->name;
	if (format->refuse)
		return format->instead ? DBR_OK
			: tree_fail(&format->file, tree_find(root, "refuse"),
				    in->err, "say under \"instead:\" what "
				    "to export");
	if ((rc = read_reader(in, root)) != DBR_OK)
		return rc;
	return read_target(in, root);
}

static enum dbr_status
read_months(struct format_reading *in, const struct tree *node)
{
	struct format *format = in->format;
	struct dbr_month_names *months;

	if (!node)
		return DBR_OK;
	if (node->kind != TREE_LIST)
		return tree_fail(&format->file, node, in->err,
				 "expected lists of twelve month names");
	months = dbr_arena_array(in->arena, tree_count(node) + 1,
				 sizeof(*months));
	for (const struct tree *at = node->child; at; at = at->next) {
		struct text_list names = { NULL, 0 };
		enum dbr_status rc = read_texts(in, at, &names);

		if (rc != DBR_OK)
			return rc;
		if (names.count != 12)
			return tree_fail(&format->file, at, in->err,
					 "expected twelve month names, not %zu",
					 names.count);
		memcpy(months[format->month_count++].names, names.at,
		       12 * sizeof(names.at[0]));
	}
	format->months = months;
	return DBR_OK;
}

static enum dbr_status
read_patterns(struct format_reading *in, const struct tree *node)
{
	struct dbr_reader_options *options = &in->format->reader_options;
	const struct format_pair *pairs = NULL;
	const char **names, **texts;
	size_t count = 0;
	enum dbr_status rc = read_pairs(in, node, &pairs, &count);

	if (rc != DBR_OK || !count)
		return rc;
	names = dbr_arena_array(in->arena, count, sizeof(*names));
	texts = dbr_arena_array(in->arena, count, sizeof(*texts));
	for (size_t i = 0; i < count; i++) {
		names[i] = pairs[i].from;
		texts[i] = pairs[i].to;
	}
	options->pattern_names = names;
	options->patterns = texts;
	options->pattern_count = count;
	return DBR_OK;
}

static enum dbr_status
read_container(struct format_reading *in, const struct tree *root)
{
	struct dbr_reader_options *options = &in->format->reader_options;
	const struct tree *node = tree_find(root, "delimiter");
	const char *delimiter = NULL;
	enum dbr_status rc;

	options->header_rows = 1;
	options->is_part = in->format->part_of;
	options->has_continuation = true;
	if ((rc = read_text(in, node, &delimiter)) != DBR_OK ||
	    (rc = read_count(in, tree_find(root, "header-rows"),
			     &options->header_rows)) != DBR_OK ||
	    (rc = read_flag(in, tree_find(root, "continue"),
			    &options->has_continuation)) != DBR_OK ||
	    (rc = read_text(in, tree_find(root, "skip-lines"),
			    &options->skip_pattern)) != DBR_OK ||
	    (rc = read_flag(in, tree_find(root, "footer"),
			    &options->has_footer)) != DBR_OK ||
	    (rc = read_flag(in, tree_find(root, "keep-cr"),
			    &options->keep_cr)) != DBR_OK ||
	    (rc = read_text(in, tree_find(root, "record-start"),
			    &options->record_start)) != DBR_OK ||
	    (rc = read_text(in, tree_find(root, "record-end"),
			    &options->record_end)) != DBR_OK ||
	    (rc = read_text(in, tree_find(root, "root"),
			    &options->root)) != DBR_OK ||
	    (rc = read_patterns(in, tree_find(root, "patterns"))) != DBR_OK ||
	    (rc = format_read_unfold(in, tree_find(root, "unfold"))) !=
		    DBR_OK)
		return rc;
	if (delimiter && strlen(delimiter) != 1)
		return tree_fail(&in->format->file, node, in->err,
				 "a delimiter is one character");
	options->delimiter = delimiter ? delimiter[0] : 0;
	return DBR_OK;
}

static enum dbr_status
read_detect(struct format_reading *in, const struct tree *node)
{
	static const char *const keys[] = { "fields", "header", "any",
					    "without", "first-line", "text",
					    "file-name", "generic" };
	struct format_detect *detect = &in->format->detect;
	enum dbr_status rc;

	if (!node)
		return DBR_OK;
	rc = tree_check_keys(&in->format->file, node, keys, COUNT_OF(keys),
			     in->err);
	if (rc != DBR_OK ||
	    (rc = read_texts(in, tree_find(node, "fields"),
			     &detect->fields)) != DBR_OK ||
	    (rc = read_texts(in, tree_find(node, "header"),
			     &detect->header)) != DBR_OK ||
	    (rc = read_texts(in, tree_find(node, "any"),
			     &detect->any)) != DBR_OK ||
	    (rc = read_texts(in, tree_find(node, "without"),
			     &detect->without)) != DBR_OK ||
	    (rc = read_flag(in, tree_find(node, "generic"),
			    &detect->is_generic)) != DBR_OK ||
	    (rc = read_pattern(in, tree_find(node, "first-line"),
			       &detect->first_line)) != DBR_OK ||
	    (rc = read_pattern(in, tree_find(node, "text"),
			       &detect->text)) != DBR_OK)
		return rc;
	return read_pattern(in, tree_find(node, "file-name"),
			    &detect->file_name);
}

static enum dbr_status
read_zone_check(struct format_reading *in, const struct tree *node)
{
	static const char *const keys[] = { "local", "utc", "time" };
	struct format_zone_check *check = &in->format->zone_check;
	enum dbr_status rc;

	if (!node)
		return DBR_OK;
	rc = tree_check_keys(&in->format->file, node, keys, COUNT_OF(keys),
			     in->err);
	if (rc != DBR_OK ||
	    (rc = read_pattern(in, tree_find(node, "local"),
			       &check->local)) != DBR_OK ||
	    (rc = read_pattern(in, tree_find(node, "utc"),
			       &check->utc)) != DBR_OK)
		return rc;
	return read_times(in, tree_find(node, "time"), &check->times);
}

static enum dbr_status
read_events(struct format_reading *in, const struct tree *node)
{
	static const char *const keys[] = { "opened", "resolved", "closed" };
	struct format_events *events = &in->format->events;
	enum dbr_status rc;

	if (!node)
		return DBR_OK;
	in->format->is_event_log = true;
	rc = tree_check_keys(&in->format->file, node, keys, COUNT_OF(keys),
			     in->err);
	if (rc != DBR_OK ||
	    (rc = read_texts(in, tree_find(node, "opened"),
			     &events->opened)) != DBR_OK ||
	    (rc = read_texts(in, tree_find(node, "resolved"),
			     &events->resolved)) != DBR_OK)
		return rc;
	return read_texts(in, tree_find(node, "closed"), &events->closed);
}

static enum dbr_status
read_outcome(struct format_reading *in, const struct tree *node)
{
	static const char *const keys[] = { "failed-levels", "failed",
					    "rolled-back", "succeeded",
					    "ends" };
	struct format_outcome *outcome = &in->format->outcome;
	enum dbr_status rc;

	if (!node)
		return DBR_OK;
	rc = tree_check_keys(&in->format->file, node, keys, COUNT_OF(keys),
			     in->err);
	if (rc != DBR_OK ||
	    (rc = read_texts(in, tree_find(node, "failed-levels"),
			     &outcome->failed_levels)) != DBR_OK ||
	    (rc = read_pattern(in, tree_find(node, "failed"),
			       &outcome->failed)) != DBR_OK ||
	    (rc = read_pattern(in, tree_find(node, "rolled-back"),
			       &outcome->rolled_back)) != DBR_OK ||
	    (rc = read_pattern(in, tree_find(node, "succeeded"),
			       &outcome->succeeded)) != DBR_OK)
		return rc;
	return read_text(in, tree_find(node, "ends"), &outcome->end_pattern);
}

static enum dbr_status
read_steps(struct format_reading *in, const struct tree *node)
{
	static const char *const keys[] = { "in-message", "bare", "chain",
					    "only" };
	struct format_steps *steps = &in->format->steps;
	enum dbr_status rc;

	if (!node)
		return DBR_OK;
	rc = tree_check_keys(&in->format->file, node, keys, COUNT_OF(keys),
			     in->err);
	if (rc != DBR_OK ||
	    (rc = read_flag(in, tree_find(node, "in-message"),
			    &steps->in_message)) != DBR_OK ||
	    (rc = read_flag(in, tree_find(node, "bare"),
			    &steps->is_bare)) != DBR_OK ||
	    (rc = read_flag(in, tree_find(node, "chain"),
			    &steps->is_chain)) != DBR_OK)
		return rc;
	return read_flag(in, tree_find(node, "only"), &steps->only);
}

static enum dbr_status
read_year(struct format_reading *in, const struct tree *node, int *out)
{
	const char *text = NULL;
	int64_t year = 0;
	enum dbr_status rc = read_text(in, node, &text);

	if (rc == DBR_OK && text &&
	    (!dbr_str_to_i64(dbr_str_from(text), &year) || year < 1970 ||
	     year > 2999))
		return tree_fail(&in->format->file, node, in->err,
				 "expected a year, not \"%s\"", text);
	*out = (int)year;
	return rc;
}

static enum dbr_status
read_sample(struct format_reading *in, const struct tree *node,
	    struct format_sample *sample)
{
	static const char *const keys[] = { "name", "zone", "year", "text",
					    "gives", "detected" };
	bool is_detected = true;
	const struct tree *text = tree_find(node, "text");
	enum dbr_status rc = tree_check_keys(&in->format->file, node, keys,
					     COUNT_OF(keys), in->err);

	if (rc != DBR_OK)
		return rc;
	sample->node = node;
	sample->gives = tree_find(node, "gives");
	sample->name = "sample";
	if (!text || text->kind != TREE_TEXT ||
	    (!in->format->refuse &&
	     (!sample->gives || sample->gives->kind != TREE_LIST)))
		return tree_fail(&in->format->file, node, in->err,
				 "a sample needs text and what it gives");
	sample->text = text->bytes;
	rc = read_flag(in, tree_find(node, "detected"), &is_detected);
	sample->is_undetected = !is_detected;
	if (rc != DBR_OK || (rc = read_text(in, tree_find(node, "name"),
			    &sample->name)) != DBR_OK)
		return rc;
	rc = read_year(in, tree_find(node, "year"), &sample->year);
	return rc == DBR_OK ? read_text(in, tree_find(node, "zone"),
					&sample->zone) : rc;
}

static enum dbr_status
read_samples(struct format_reading *in, const struct tree *node)
{
	struct format *format = in->format;

	if (!node)
		return DBR_OK;
	if (node->kind != TREE_LIST)
		return tree_fail(&format->file, node, in->err,
				 "expected a list of samples");
	format->samples = dbr_arena_array(in->arena, tree_count(node) + 1,
					  sizeof(*format->samples));
	for (const struct tree *at = node->child; at; at = at->next) {
		enum dbr_status rc =
			read_sample(in, at,
				    &format->samples[format->sample_count]);

		if (rc != DBR_OK)
			return rc;
		format->sample_count++;
	}
	return DBR_OK;
}

static void
add_paths(const char **paths, size_t *count, struct text_list names)
{
	for (size_t i = 0; i < names.count; i++) {
		/* A column that is taken off: "-ValidationFailedRecords". */
		const char *name = names.at[i] + (names.at[i][0] == '-');
		size_t k = 0;

		while (k < *count && strcmp(paths[k], name) != 0)
			k++;
		if (k == *count && strcmp(name, "@file") != 0 &&
		    strcmp(name, "@folder") != 0)
			paths[(*count)++] = name;
	}
}

static void
add_rules(const char **paths, size_t *count, const struct format_skip *rules,
	  size_t rule_count)
{
	for (size_t i = 0; i < rule_count; i++)
		add_paths(paths, count,
			  (struct text_list){ &rules[i].header, 1 });
}

/* What the JSON reader is to look for: every name any field comes from. */
static void
collect_paths(struct format_reading *in)
{
	struct format *format = in->format;
	size_t most = format->keep.count + format->skip_count, count = 0;
	const char **paths;

	for (size_t i = 0; i < format->field_count; i++)
		most += format->fields[i].headers.count +
			format->fields[i].join.count +
			format->fields[i].sum.count +
			format->fields[i].when_count +
			(format->fields[i].id_header != NULL);
	paths = dbr_arena_array(in->arena, most + 1, sizeof(*paths));
	for (size_t i = 0; i < format->field_count; i++) {
		add_paths(paths, &count, format->fields[i].headers);
		add_paths(paths, &count, format->fields[i].join);
		add_paths(paths, &count, format->fields[i].sum);
		if (format->fields[i].id_header)
			add_paths(paths, &count, (struct text_list){
				&format->fields[i].id_header, 1 });
	}
	for (size_t i = 0; i < format->field_count; i++)
		add_rules(paths, &count, format->fields[i].when,
			  format->fields[i].when_count);
	add_rules(paths, &count, format->skips, format->skip_count);
	add_paths(paths, &count, format->keep);
	format->reader_options.paths = paths;
	format->reader_options.path_count = count;
}

/* What a format says of the records; one that refuses has none. */
static enum dbr_status
read_meaning(struct format_reading *in, const struct tree *root)
{
	struct format *format = in->format;
	enum dbr_status rc;

	if ((rc = read_container(in, root)) != DBR_OK ||
	    (rc = read_months(in, tree_find(root, "months"))) != DBR_OK ||
	    (rc = read_times(in, tree_find(root, "times"),
			     &format->times)) != DBR_OK ||
	    (rc = read_texts(in, tree_find(root, "null"),
			     &format->null_words)) != DBR_OK ||
	    (rc = read_texts(in, tree_find(root, "keep"),
			     &format->keep)) != DBR_OK ||
	    (rc = read_pattern(in, tree_find(root, "key-in-name"),
			       &format->key_pattern)) != DBR_OK ||
	    (rc = format_read_fields(in, tree_find(root, "fields"))) !=
		    DBR_OK ||
	    (rc = format_read_survey(in, tree_find(root, "questions"))) !=
		    DBR_OK ||
	    (rc = read_rules(in, tree_find(root, "skip-when"),
			     &format->skips, &format->skip_count)) != DBR_OK ||
	    (rc = read_zone_check(in, tree_find(root, "zone-check"))) !=
		    DBR_OK ||
	    (rc = format_read_lookup(in, tree_find(root, "names-in"))) !=
		    DBR_OK ||
	    (rc = read_events(in, tree_find(root, "events"))) != DBR_OK ||
	    (rc = read_outcome(in, tree_find(root, "outcome"))) != DBR_OK ||
	    (rc = read_steps(in, tree_find(root, "steps"))) != DBR_OK)
		return rc;
	collect_paths(in);
	return DBR_OK;
}

static enum dbr_status
read_format(struct format_reading *in, const struct tree *root)
{
	struct format *format = in->format;
	enum dbr_status rc;

	if (!root)
		return tree_fail(&format->file, NULL, in->err,
				 "the file is empty");
	rc = tree_check_keys(&format->file, root, top_keys,
			     COUNT_OF(top_keys), in->err);
	if (rc == DBR_OK)
		rc = read_head(in, root);
	if (rc == DBR_OK)
		rc = read_detect(in, tree_find(root, "detect"));
	if (rc == DBR_OK && !format->refuse)
		rc = read_meaning(in, root);
	if (rc != DBR_OK)
		return rc;
	return read_samples(in, tree_find(root, "samples"));
}

enum dbr_status
format_parse(struct format *out, const struct dbr_share_file *file,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	struct format_reading in = { out, arena, err };
	enum dbr_status rc;

	*out = (struct format){ .name = file->name };
	rc = tree_parse(&out->file, file->path, file->text, arena, err);
	if (rc == DBR_OK)
		rc = read_format(&in, out->file.root);
	if (rc == DBR_OK && strcmp(out->name, file->name) != 0)
		rc = tree_fail(&out->file, tree_find(out->file.root, "format"),
			       err, "format \"%s\" must be in a file of that "
			       "name", out->name);
	if (rc != DBR_OK)
		format_close(out);
	return rc;
}

void
format_close(struct format *format)
{
	for (size_t i = 0; i < format->pattern_count; i++)
		pattern_close(format->patterns[i]);
	format->pattern_count = 0;
}

bool
format_is_part(const struct format *format)
{
	return format->part_of && strcmp(format->part_of, format->name) != 0;
}

size_t
format_give_up_count(const struct format *format)
{
	size_t count = 0;

	for (size_t i = 0; i < format->pattern_count; i++)
		count += pattern_give_up_count(format->patterns[i]);
	return count;
}

static enum dbr_status
fail_unknown(const struct dbr_share_file *files, size_t count,
	     const char *name, struct dbr_arena *arena, struct dbr_error *err)
{
	const char **names = dbr_arena_array(arena, count + 1,
					     sizeof(*names));
	const char *nearest;

	for (size_t i = 0; i < count; i++)
		names[i] = files[i].name;
	nearest = dbr_nearest(name, names, count);
	dbr_fail(err, DBR_EUSAGE, "there is no format \"%s\"", name);
	if (nearest)
		return dbr_fail_hint(err, "--as %s", nearest);
	return dbr_fail_hint(err, "debrief formats lists them");
}

enum dbr_status
format_find(struct format *out, const struct dbr_share *share,
	    const char *name, struct dbr_arena *arena, struct dbr_error *err)
{
	const struct dbr_share_file *files;
	size_t count;
	enum dbr_status rc = dbr_share_list(&files, &count, share, "formats",
					    ".yaml", arena, err);

	if (rc != DBR_OK)
		return rc;
	for (size_t i = 0; i < count; i++)
		if (strcmp(files[i].name, name) == 0)
			return format_parse(out, &files[i], arena, err);
	return fail_unknown(files, count, name, arena, err);
}
