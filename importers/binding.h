/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * binding.h -- a format laid over the header of one file.
 *
 * binding_open() finds the columns.  Pass 1: binding_observe() every record,
 * then binding_decide().  Pass 2: binding_row() makes a record into typed
 * values, or says why it cannot.
 *
 * It touches no database, so the samples of a format file run through the
 * same code as an import.
 */
#ifndef IMPORTERS_BINDING_H
#define IMPORTERS_BINDING_H

#include "format.h"
#include "lookup.h"
#include "zone_check.h"

struct binding_request {
	const struct format *format;
	const char *file_name;		/* for messages */
	const char *zone;		/* --zone, or NULL */
	const char *date_order;		/* --date-order, or NULL */
	const char *stem;		/* column "@file", or NULL */
	const char *folder;		/* column "@folder", or NULL */
	int year;	/* --year, of the first time without one; 0: none */
	const char *const *maps;	/* "field=Header" */
	size_t map_count;
	const struct dbr_str *names;	/* header; valid as long as this */
	const struct dbr_str *labels;	/* of its second row, or NULL */
	size_t name_count;
	int64_t now_us;			/* of the import; 0: no check */
	struct lookup lookup;		/* names of ids */
	struct dbr_arena *arena;
};

enum { UNKNOWN_WORDS_MAX = 3 };

struct unknown_words {		/* "else: warn" */
	size_t cell_count;
	const char *words[UNKNOWN_WORDS_MAX];
	size_t word_count;	/* named */
	bool has_more;
};

struct bound_skip {
	size_t column;
	const char *reason;
	struct pattern *pattern;
};

struct bound_field {
	struct format_field field;	/* the format's, --map applied */
	enum value_type type;
	size_t *columns;		/* where the file has it */
	size_t column_count;
	bool has_id;			/* it stands in id_column */
	size_t id_column;
	bool *is_taken_off;		/* of the columns of a sum */
	const char *header;		/* for messages */
	struct dbr_time_column *times;
	bool needs_rows;		/* to tell day from month, or that a
					 * zone is missing */
	struct dbr_zone *zone;		/* NULL: none declared */
	bool needs_year;
	int year, month;		/* of the time before; pass 2 */
	struct bound_skip *when;	/* all must match, else null */
	size_t when_count;
	struct dbr_buf carried;		/* of the record before */
	struct unknown_words unknown;	/* pass 2 */
	size_t ahead_count;		/* later than the import by a day */
	const char *ahead;		/* the first of them */
};

struct bound_question {
	struct format_question asked;
	size_t column;
	const char *header;
	bool is_declared;		/* by --map: no guess is made */
	size_t answered_count, odd_count;	/* pass 1 */
};

/* Small whole numbers of a form that no format and no --map explains. */
struct bound_unscaled {
	size_t column;
	const char *header;
	size_t answered_count;		/* pass 1 */
	int64_t most;
	bool is_other;			/* a cell is no such number */
};

enum { UNSCALED_LEAST = 3, UNSCALED_MAX = 10 };

struct bound_cell {
	size_t column, ordinal;
	struct dbr_str name;
};

struct binding {
	struct binding_request request;
	struct bound_field *fields;
	size_t field_count, field_capacity;
	struct bound_question *questions;
	size_t question_count;
	struct bound_question *dropped;	/* only looked like one */
	size_t dropped_count;
	struct bound_unscaled *unscaled;
	size_t unscaled_count;
	struct bound_cell *cells;
	size_t cell_count;
	struct bound_skip *skips;
	size_t skip_count;
	struct dbr_zone *zones[16];	/* opened once each */
	size_t zone_count;
	struct zone_check *zone_check;
	struct {			/* the first time that needs one */
		const struct bound_field *field;
		const char *cell;
		size_t line;
	} zoneless;
	bool takes_noon;		/* what a date without time means */
	size_t skipped_time_count, doubled_time_count;
	size_t record_count;
	/* What binding_row() fills again and again. */
	struct value *values;
	struct answer *answers;
	struct kept_cell *kept;
	struct dbr_arena scratch;	/* of one record */
	struct dbr_arena found;		/* words for warnings, from pass 2 */
};

enum dbr_status binding_open(struct binding *out,
			     const struct binding_request *request,
			     struct dbr_error *err) DBR_MUST_CHECK;
void binding_close(struct binding *binding);

/* Fails when a time needs a zone and none is declared. */
enum dbr_status binding_observe(struct binding *binding,
				const struct dbr_record *record,
				struct dbr_error *err) DBR_MUST_CHECK;
/* Fails when a column's day/month order cannot be decided. */
enum dbr_status binding_decide(struct binding *binding,
			       struct dbr_error *err) DBR_MUST_CHECK;

/* The order of day, month and year a pattern says: "day-month-year". */
const char *binding_order_words(const char *pattern);

enum binding_verdict { BINDING_ROW, BINDING_SKIP, BINDING_REJECT };
/* Slices in out live until the next call or the record's end. */
enum binding_verdict binding_row(struct binding *binding,
				 const struct dbr_record *record,
				 struct import_row *out,
				 struct row_result *reject);

/* What the reader knows of the header, kept in request->arena. */
enum dbr_status binding_names(struct binding_request *request,
			      const struct dbr_reader *kind, void *reader,
			      struct dbr_error *err) DBR_MUST_CHECK;
/* What the second header row says of a column; at == NULL: nothing. */
struct dbr_str binding_label(const struct binding_request *request,
			     size_t column);
/* binding_question.c: questions found by their wording, or named by --map. */
void binding_find_questions(struct binding *binding);
bool binding_map_question(struct binding *binding, struct dbr_str scale,
			  size_t column);
void binding_find_unscaled(struct binding *binding);
void binding_observe_answers(struct binding *binding,
			     const struct dbr_record *record);
void binding_drop_questions(struct binding *binding);
/* As people write it: case, and blank, "_" or "-" between words, are one. */
bool header_is(struct dbr_str name, const char *wanted);
/* The name of a file without the endings that say nothing. */
const char *file_stem(const char *file_name, struct dbr_arena *arena);
/* The name of the folder a path is in, "" when it has none. */
const char *file_folder(const char *path, struct dbr_arena *arena);

/* binding_cell.c: the cell of a field, null words gone, match and map not
 * yet applied; at == NULL: null. */
struct dbr_str binding_cell(struct binding *binding,
			    const struct bound_field *field,
			    const struct dbr_record *record);
struct dbr_str binding_cell_at(const struct binding *binding,
			       const struct dbr_record *record, size_t column);
bool binding_skips(const struct bound_skip *skip,
		   const struct dbr_record *record);
/* Remember the cells of fields that are carried to the next records. */
void binding_carry(struct binding *binding, const struct dbr_record *record);
/* A whole number, its thousands grouped or not; also "7.0". */
bool binding_integer(struct dbr_str cell, int64_t *out);
struct dbr_str binding_clean(const struct binding *binding,
			     struct dbr_str cell);

#endif
