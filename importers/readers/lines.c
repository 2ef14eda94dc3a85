/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lines.c -- log lines through named groups; see debrief/reader.h.
 *
 * Whether a line belongs to the record before it is known only when it has
 * been read, so the reader is always one entry ahead.
 */
#include <config.h>
#include "debrief/reader.h"

#include <string.h>
#include "line_clean.h"
#include "pattern_set.h"
#include "window.h"

enum entry_kind {
	ENTRY_LINE,		/* not matched yet, or matched */
	ENTRY_BLANK,
	ENTRY_SKIPPED,
	ENTRY_PROBLEM,
};

/* A record in the making: one line, or several joined. */
struct entry {
	enum entry_kind kind;
	struct dbr_buf raw, text;	/* text: cleaned, "\n" between lines */
	struct dbr_buf body;		/* with what continues it */
	size_t line, line_count;
	struct dbr_str *fields;		/* into text or body */
	const char *problem;
	size_t problem_byte;		/* in raw */
};

struct lines_reader {
	struct dbr_arena arena;
	const struct dbr_reader_options *options;
	struct line_clean clean;
	struct window window;
	struct pattern_set patterns;	/* the format's */
	struct pattern_set rules;	/* skip, start, end */
	int skip, start, end;		/* in rules, or -1 */
	int body;			/* field, or -1 */
	struct dbr_str *names;		/* patterns' names, then "pattern" */
	size_t field_count;
	struct entry entries[2];	/* the record, and the one ahead */
	struct entry *now, *ahead;
	bool has_ahead;
	struct dbr_buf problem;
};

static struct dbr_str
entry_text(const struct entry *entry)
{
	return dbr_buf_str(&entry->text);
}

static bool
is_rule(struct lines_reader *lines, int rule, const struct entry *entry)
{
	/* An unknown answer is no proof that a line may be left out. */
	return rule >= 0 && pattern_set_ask(&lines->rules, (size_t)rule,
					    entry_text(entry)) == PATTERN_YES;
}

static enum dbr_status
read_line(struct lines_reader *lines, struct entry *entry, bool *has_line,
	  struct dbr_error *err)
{
	struct window *window = &lines->window;
	size_t size, text_size;
	struct dbr_str line;
	enum dbr_status rc;

	window_next_record(window);
	rc = window_line(window, &size, &text_size, err);
	*has_line = rc == DBR_OK && size;
	if (!*has_line)
		return rc;
	line = (struct dbr_str){ window_at(window), text_size };
	dbr_buf_reset(&entry->raw);
	dbr_buf_reset(&entry->text);
	dbr_buf_reset(&entry->body);
	dbr_buf_add_str(&entry->raw, line);
	if (line_needs_cleaning(line))
		line_clean(&entry->text, line, &lines->clean);
	else
		dbr_buf_add_str(&entry->text, line);
	entry->line = window->line;
	entry->line_count = 1;
	entry->problem = NULL;
	entry->problem_byte = 0;
	entry->kind = !dbr_str_trim(entry_text(entry)).size ? ENTRY_BLANK
		      : is_rule(lines, lines->skip, entry) ? ENTRY_SKIPPED
							   : ENTRY_LINE;
	window->at += size;
	window->line++;
	return DBR_OK;
}

static enum dbr_status
refuse_long(const struct entry *entry, const struct lines_reader *lines,
	    struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "a record is longer than %d bytes",
		 DBR_RECORD_MAX);
	return dbr_fail_at(err, lines->window.source->name, entry->line, 0);
}

static enum dbr_status
join(struct lines_reader *lines, struct entry *entry,
     const struct entry *more, struct dbr_error *err)
{
	dbr_buf_add_char(&entry->raw, '\n');
	dbr_buf_add_str(&entry->raw, dbr_buf_str(&more->raw));
	dbr_buf_add_char(&entry->text, '\n');
	dbr_buf_add_str(&entry->text, entry_text(more));
	entry->line_count = more->line + more->line_count - entry->line;
	return entry->raw.size > DBR_RECORD_MAX
		? refuse_long(entry, lines, err) : DBR_OK;
}

static void
set_problem(struct lines_reader *lines, struct entry *entry,
	    const char *format, const char *name)
{
	entry->kind = ENTRY_PROBLEM;
	dbr_buf_reset(&lines->problem);
	dbr_buf_add_text(&lines->problem, format);
	if (name)
		dbr_buf_addf(&lines->problem, ": pattern \"%s\" gave up",
			     name);
	entry->problem = lines->problem.text;
}

static const char no_match[] = "no pattern matches";

/* Fills the fields; what no pattern matches stays ENTRY_PROBLEM. */
static void
match(struct lines_reader *lines, struct entry *entry)
{
	struct dbr_record bytes = { .raw = dbr_buf_str(&entry->raw) };
	size_t index = 0;
	enum pattern_answer answer;

	record_check_text(&bytes);
	if (bytes.problem) {
		entry->kind = ENTRY_PROBLEM;
		entry->problem = bytes.problem;
		entry->problem_byte = bytes.problem_byte;
		return;
	}
	if (entry->text.size > DBR_FIELD_MAX) {
		entry->kind = ENTRY_PROBLEM;
		entry->problem = "longer than 1 MiB";
		return;
	}
	answer = pattern_set_match(&lines->patterns, entry_text(entry), &index,
				   entry->fields);
	if (answer == PATTERN_YES) {
		entry->fields[lines->field_count - 1] = dbr_str_from(
			lines->patterns.patterns[index].name);
	} else if (answer == PATTERN_UNKNOWN) {
		set_problem(lines, entry, "unknown",
			    lines->patterns.patterns[index].name);
	} else {
		entry->kind = ENTRY_PROBLEM;
		entry->problem = no_match;
	}
}

/* The record begun before, or the next line. */
static enum dbr_status
take_now(struct lines_reader *lines, bool *has_entry, struct dbr_error *err)
{
	struct entry *swapped = lines->now;

	if (!lines->has_ahead)
		return read_line(lines, lines->now, has_entry, err);
	lines->now = lines->ahead;
	lines->ahead = swapped;
	lines->has_ahead = false;
	*has_entry = true;
	return DBR_OK;
}

static bool
is_begun_by(struct lines_reader *lines, const struct entry *entry)
{
	if (lines->start >= 0)
		return is_rule(lines, lines->start, entry) ||
		       (lines->end < 0 && entry->kind == ENTRY_SKIPPED);
	return false;
}

/* Blank lines at the end of a record are no part of what it says. */
static void
trim_text(struct dbr_buf *text)
{
	while (text->size && text->text[text->size - 1] == '\n')
		text->text[--text->size] = '\0';
}

/* Lines up to record_end, or up to the next record_start. */
static enum dbr_status
next_joined(struct lines_reader *lines, bool *has_entry,
	    struct dbr_error *err)
{
	enum dbr_status rc = take_now(lines, has_entry, err);
	struct entry *now = lines->now;
	bool is_complete;

	if (rc != DBR_OK || !*has_entry || now->kind != ENTRY_LINE)
		return rc;
	/* What no record begins with is a record of its own. */
	is_complete = (lines->start >= 0 &&
		       !is_rule(lines, lines->start, now)) ||
		      is_rule(lines, lines->end, now);
	while (!is_complete) {
		rc = read_line(lines, lines->ahead, &lines->has_ahead, err);
		if (rc != DBR_OK)
			return rc;
		if (!lines->has_ahead || is_begun_by(lines, lines->ahead))
			break;
		rc = join(lines, now, lines->ahead, err);
		if (rc != DBR_OK)
			return rc;
		lines->has_ahead = false;
		is_complete = is_rule(lines, lines->end, lines->ahead);
	}
	if (lines->end >= 0 && !is_complete) {
		now->kind = ENTRY_PROBLEM;
		now->problem = "the record is not complete";
		return DBR_OK;
	}
	trim_text(&now->text);
	match(lines, now);
	return DBR_OK;
}

static enum dbr_status
continue_body(struct lines_reader *lines, struct entry *entry,
	      struct dbr_error *err)
{
	const struct entry *more = lines->ahead;

	if (!entry->body.size)
		dbr_buf_add_str(&entry->body, entry->fields[lines->body]);
	dbr_buf_add_char(&entry->body, '\n');
	dbr_buf_add_str(&entry->body, entry_text(more));
	dbr_buf_add_char(&entry->raw, '\n');
	dbr_buf_add_str(&entry->raw, dbr_buf_str(&more->raw));
	entry->line_count += more->line_count;
	return entry->raw.size > DBR_RECORD_MAX
		? refuse_long(entry, lines, err) : DBR_OK;
}

/* One line, with those behind it that no pattern matches. */
static enum dbr_status
next_single(struct lines_reader *lines, bool *has_entry,
	    struct dbr_error *err)
{
	bool was_ahead = lines->has_ahead;
	enum dbr_status rc = take_now(lines, has_entry, err);
	struct entry *now = lines->now;

	if (rc != DBR_OK || !*has_entry)
		return rc;
	if (!was_ahead && now->kind == ENTRY_LINE)
		match(lines, now);
	if (now->kind != ENTRY_LINE || !lines->options->has_continuation)
		return DBR_OK;
	for (;;) {
		struct entry *ahead = lines->ahead;

		rc = read_line(lines, ahead, &lines->has_ahead, err);
		if (rc != DBR_OK || !lines->has_ahead)
			break;
		if (ahead->kind == ENTRY_LINE)
			match(lines, ahead);
		if (ahead->kind != ENTRY_BLANK && ahead->problem != no_match)
			break;
		rc = continue_body(lines, now, err);
		if (rc != DBR_OK)
			return rc;
		lines->has_ahead = false;
	}
	if (now->body.size) {
		trim_text(&now->body);
		now->fields[lines->body] = dbr_buf_str(&now->body);
	}
	return rc;
}

static enum dbr_status
lines_next(void *self, struct dbr_record *out, bool *has_record,
	   struct dbr_error *err)
{
	struct lines_reader *lines = self;
	bool is_joined = lines->start >= 0 || lines->end >= 0;
	enum dbr_status rc = is_joined ? next_joined(lines, has_record, err)
				       : next_single(lines, has_record, err);
	const struct entry *entry = lines->now;

	if (rc != DBR_OK || !*has_record)
		return rc;
	*out = (struct dbr_record){
		.line = entry->line,
		.line_count = entry->line_count,
		.raw = dbr_buf_str(&entry->raw),
		.is_blank = entry->kind == ENTRY_BLANK,
		.is_skipped = entry->kind == ENTRY_SKIPPED,
		.problem = entry->problem,
		.problem_byte = entry->problem_byte,
	};
	if (entry->kind == ENTRY_LINE) {
		out->fields = entry->fields;
		out->count = lines->field_count;
	}
	return DBR_OK;
}

static enum dbr_status
add_rule(struct lines_reader *lines, int *rule, const char *name,
	 const char *text, struct dbr_error *err)
{
	*rule = -1;
	if (!text)
		return DBR_OK;
	*rule = (int)lines->rules.count;
	return pattern_set_add(&lines->rules, name, text, err);
}

static enum dbr_status
compile_all(struct lines_reader *lines, struct dbr_error *err)
{
	const struct dbr_reader_options *options = lines->options;
	enum dbr_status rc = add_rule(lines, &lines->skip, "skip_pattern",
				      options->skip_pattern, err);

	if (rc == DBR_OK)
		rc = add_rule(lines, &lines->start, "record_start",
			      options->record_start, err);
	if (rc == DBR_OK)
		rc = add_rule(lines, &lines->end, "record_end",
			      options->record_end, err);
	lines->patterns.is_joined = options->record_start ||
				    options->record_end;
	for (size_t i = 0; rc == DBR_OK && i < options->pattern_count; i++)
		rc = pattern_set_add(&lines->patterns,
				     options->pattern_names[i],
				     options->patterns[i], err);
	return rc;
}

static void
name_fields(struct lines_reader *lines)
{
	struct pattern_set *patterns = &lines->patterns;
	size_t count;

	lines->body = -1;
	if (lines->options->has_continuation)
		lines->body = (int)pattern_set_field(patterns, "body");
	count = patterns->name_count;
	lines->field_count = count + 1;
	lines->names = dbr_arena_array(&lines->arena, count + 1,
				       sizeof(*lines->names));
	for (size_t i = 0; i < count; i++)
		lines->names[i] = dbr_str_from(patterns->names[i]);
	lines->names[count] = DBR_STR("pattern");
	for (size_t i = 0; i < 2; i++)
		lines->entries[i].fields =
			dbr_arena_array(&lines->arena, count + 1,
					sizeof(*lines->entries[i].fields));
}

static void
lines_close(void *self)
{
	struct lines_reader *lines = self;
	struct dbr_arena arena;

	if (!lines)
		return;
	pattern_set_release(&lines->patterns);
	pattern_set_release(&lines->rules);
	for (size_t i = 0; i < 2; i++) {
		dbr_buf_release(&lines->entries[i].raw);
		dbr_buf_release(&lines->entries[i].text);
		dbr_buf_release(&lines->entries[i].body);
	}
	dbr_buf_release(&lines->problem);
	window_release(&lines->window);
	arena = lines->arena;	/* the reader lives in it */
	dbr_arena_release(&arena);
}

static enum dbr_status
lines_open(void **out, const struct dbr_source *source,
	   const struct dbr_reader_options *options, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct lines_reader *lines = dbr_arena_get(&arena, sizeof(*lines));
	enum dbr_status rc;

	lines->arena = arena;
	lines->options = options;
	lines->clean = (struct line_clean){ options->keep_ansi,
					    options->keep_cr };
	window_init(&lines->window, source);
	pattern_set_init(&lines->patterns, &lines->arena);
	pattern_set_init(&lines->rules, &lines->arena);
	for (size_t i = 0; i < 2; i++) {
		dbr_buf_init(&lines->entries[i].raw);
		dbr_buf_init(&lines->entries[i].text);
		dbr_buf_init(&lines->entries[i].body);
	}
	lines->now = &lines->entries[0];
	lines->ahead = &lines->entries[1];
	dbr_buf_init(&lines->problem);
	rc = compile_all(lines, err);
	if (rc != DBR_OK) {
		lines_close(lines);
		return rc;
	}
	name_fields(lines);
	*out = lines;
	return DBR_OK;
}

static enum dbr_status
lines_names(void *self, const struct dbr_str **names, size_t *count,
	    struct dbr_error *err)
{
	const struct lines_reader *lines = self;

	(void)err;
	*names = lines->names;
	*count = lines->field_count;
	return DBR_OK;
}

static char
lines_delimiter(const void *self)
{
	(void)self;
	return '\0';
}

const struct dbr_reader dbr_reader_lines = {
	.name = "lines",
	.open = lines_open,
	.names = lines_names,
	.next = lines_next,
	.delimiter = lines_delimiter,
	.close = lines_close,
};
