/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * format.h -- what one product's export means, read from one YAML file.
 *
 * debrief-formats(5) describes the language.  A format lives in the arena it
 * was parsed into, except for its compiled patterns: format_close() them.
 */
#ifndef IMPORTERS_FORMAT_H
#define IMPORTERS_FORMAT_H

#include "debrief/reader.h"
#include "debrief/share.h"
#include "debrief/time_format.h"
#include "pattern.h"
#include "target.h"
#include "tree.h"

struct text_list {
	const char *const *at;
	size_t count;
};

struct format_pair {
	const char *from, *to;
};

enum format_else {
	ELSE_KEEP, ELSE_NULL, ELSE_WARN, ELSE_REJECT, ELSE_VALUE,
};

struct time_list {
	const struct dbr_time_format *const *at;
	const char *const *patterns;	/* as written, for messages */
	size_t count;
};

/* One instant twice: by the exporter's clock and in UTC. */
struct format_zone_check {
	struct pattern *local, *utc;	/* headers */
	struct time_list times;		/* of the one in UTC */
};

/* Where ids have names: paths of the id and of its name, best first. */
struct format_lookup {
	const char *file;
	struct text_list paths;
};

struct format_skip {
	const char *header;
	struct pattern *pattern;
};

struct format_field {
	size_t target_index;
	const char *name;
	struct text_list headers;	/* the first cell that is not null */
	struct text_list join;		/* or these, joined with " / " */
	struct text_list sum;		/* or these, added; "-X": taken off */
	struct pattern *header_pattern;	/* or the first header it matches */
	const char *value;		/* or this text in every row */
	struct time_list times;
	const char *zone;		/* NULL: the format's, else --zone */
	bool has_zone_in_header;	/* group "zone" of header_pattern */
	bool is_required;
	bool has_entities;		/* "&lt;" is "<" */
	bool is_carried;		/* to records without a value */
	const char *id_header;		/* of an id whose name is better */
	struct format_skip *when;	/* all match, else null */
	size_t when_count;
	int64_t unit_us;	/* of a duration without a unit; 0: its type's */
	int64_t modulo;			/* the rest of a number; 0: as it is */
	struct pattern *match;		/* group 1 of it, else null */
	const struct format_pair *map;
	size_t map_count;
	enum format_else otherwise;	/* what no pair covers */
	const char *else_value;
};

struct format_question {		/* a wide survey form */
	const char *scale;
	struct pattern *header;
	int min, max;
	const struct format_pair *map;	/* words to scores */
	size_t map_count;
};

struct format_detect {
	struct text_list fields;	/* the header names each of these */
	struct text_list header;	/* and has each of these names */
	struct text_list any;		/* and one of these */
	struct text_list without;	/* and none of these */
	struct pattern *first_line;	/* or: one of the first lines */
	struct pattern *text;		/* the first 64 KiB hold this */
	struct pattern *file_name;
	bool is_generic;	/* only when nothing else fits */
};

/* Which of the source's words mean what; for event logs and cutover logs. */
struct format_events {
	struct text_list opened, resolved, closed;
};
struct format_outcome {
	struct text_list failed_levels;
	struct pattern *failed, *rolled_back;
	struct pattern *succeeded;	/* must be said, else unknown */
	const char *end_pattern;	/* the run is over; NULL: cannot tell */
};
/* How the records of a cutover log make steps. */
struct format_steps {
	bool in_message;	/* "START step S01"; else fields say it */
	bool is_bare;		/* "START S01" as well */
	bool is_chain;		/* a step ends where the next begins */
	bool only;		/* records are steps or runs, no events */
};

struct format_sample {
	const struct tree *node;
	const char *name, *zone;
	int year;
	struct dbr_str text;
	const struct tree *gives;
	bool is_undetected;	/* too short to be told from others */
};

struct format {
	struct tree_file file;
	const char *name, *title, *source, *kind;
	/* A file nobody can load: why, and what to export instead. */
	const char *part_of;	/* the format whose files hold this, too */
	const char *refuse, *instead;
	bool is_companion;	/* refused alone, left out in a folder */
	const struct dbr_reader *reader;
	const struct target *target;
	struct dbr_reader_options reader_options;
	struct pattern *unfold;		/* headers whose columns are rows */
	const char *encoding, *zone;
	struct time_list times;
	const struct dbr_month_names *months;
	size_t month_count;
	struct text_list null_words;
	struct text_list keep;		/* headers; "*": all no field takes */
	bool has_formula_guard;
	struct format_detect detect;
	struct format_field *fields;
	size_t field_count;
	struct format_question *questions;
	size_t question_count;
	struct format_skip *skips;
	size_t skip_count;
	struct format_zone_check zone_check;
	struct format_lookup lookup;
	struct format_events events;
	bool is_event_log;
	struct format_outcome outcome;
	struct format_steps steps;
	struct pattern *key_pattern;	/* execution id in the file name */
	struct format_sample *samples;
	size_t sample_count;
	struct pattern **patterns;	/* all of them, to be closed */
	size_t pattern_count, pattern_capacity;
};

enum dbr_status format_parse(struct format *out,
			     const struct dbr_share_file *file,
			     struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
void format_close(struct format *format);
/* It reads what the files of another format hold, too; it is never found. */
bool format_is_part(const struct format *format);
/* How often its patterns said "unknown", all together. */
size_t format_give_up_count(const struct format *format);
/* By name, from the share folders; an unknown one names the nearest. */
enum dbr_status format_find(struct format *out, const struct dbr_share *share,
			    const char *name, struct dbr_arena *arena,
			    struct dbr_error *err) DBR_MUST_CHECK;

#endif
