/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * target.h -- what a record is made into, and how it is stored.
 *
 * A target names its fields and their types; a format file says which column
 * each comes from; the engine hands over one import_row at a time.  row()
 * looks at everything before it writes anything, so that a row it rejects
 * has left no trace.  finish() runs once after the last row and does what
 * needs all of them (the latest event of a ticket, the end of a run).
 */
#ifndef IMPORTERS_TARGET_H
#define IMPORTERS_TARGET_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/arena.h"
#include "debrief/error.h"
#include "debrief/reader.h"

struct import_run;

/* Beyond 2^53 spreadsheets have lost digits, and sums could overflow. */
#define TARGET_INTEGER_MAX (INT64_C(1) << 53)

enum value_type {
	VALUE_TEXT,
	VALUE_INTEGER,
	VALUE_REAL,
	VALUE_TIME,		/* integer holds microseconds UTC */
	VALUE_PAST,		/* of something that has happened */
	VALUE_BOOL,		/* integer holds 0 or 1 */
	VALUE_MINUTES,		/* real holds minutes; "1:30", "2 h", "90" */
	VALUE_DAY,		/* a local day; text holds "2026-03-31" */
	VALUE_DURATION,		/* integer holds microseconds */
};

struct target_field {
	const char *name;
	enum value_type type;
	bool is_required;	/* a row without it is rejected */
};

struct value {
	bool is_bound;		/* the file has a column for it */
	struct dbr_str text;	/* at == NULL: null */
	int64_t integer;
	double real;
};

/* One answer of a wide survey form. */
struct answer {
	const char *question;	/* the header */
	const char *scale;	/* nps, csat, ces */
	const char *scale_from;	/* who said so; see response.scale_from */
	int min, max;
	int score;
};

/* A cell kept long, whatever its column is called. */
struct kept_cell {
	struct dbr_str name;	/* the header */
	size_t ordinal;		/* 1-based among equal headers */
	struct dbr_str value;
};

struct import_row {
	size_t line;		/* first physical line */
	size_t number;		/* 1-based among the records of the file */
	const struct value *values;	/* in the order of target->fields */
	const struct answer *answers;
	size_t answer_count;
	const struct kept_cell *cells;
	size_t cell_count;
	const char *pattern;	/* lines: the name of the one that matched */
};

enum row_verdict {
	ROW_INSERTED, ROW_UPDATED, ROW_UNCHANGED, ROW_SKIPPED, ROW_REJECTED,
};

struct row_result {
	enum row_verdict verdict;
	const char *column;	/* of a reject: a header, or NULL */
	char reason[256];
	const char *skipped;	/* why, when it is left out on purpose */
};

struct target {
	const char *name;	/* what a format says in "into:" */
	int priority;		/* of many files, lower ones go first */
	const struct target_field *fields;
	size_t field_count;
	enum dbr_status (*open)(void **self, struct import_run *run,
				struct dbr_error *err);
	enum dbr_status (*row)(void *self, const struct import_row *row,
			       struct row_result *out, struct dbr_error *err);
	enum dbr_status (*finish)(void *self, struct dbr_error *err);
	void (*close)(void *self);
	/* The rows of batch ?1 without surrogate keys, in a fixed order:
	 * what the content hash is taken over.  NULL-terminated. */
	const char *const *content;
	bool moves_tickets;	/* attribution must be worked out again */
	const int *keys;	/* fields that name a row, -1 ends; or NULL */
	const char *bulk_table;		/* where most rows go, or NULL */
	bool is_apart;		/* row() uses no pattern of the format */
	const char *keeps_bytes;	/* runbook_file.target, or NULL */
};

extern const struct target target_ticket, target_cutover;
extern const struct target target_cutover_plan, target_survey, target_check;
extern const struct target target_migrations, target_modules;
extern const struct target target_timeline, target_contacts;
extern const struct target target_ownership, target_escalation;
extern const struct target target_targets, target_sla, target_invitations;
extern const struct target target_items, target_readiness, target_cadence;
extern const struct target target_communications, target_handoff;
extern const struct target target_access, target_rollback, target_exposure;
extern const struct target target_hours, target_holidays;

const struct target *target_find(const char *name);
/* Every target's name, for suggestions. */
const char *const *target_names(size_t *count);
/* Index of a field, or field_count. */
size_t target_field_find(const struct target *target, const char *name);

/* Reject a row: fills out and returns DBR_OK, so a row() can end with it. */
enum dbr_status row_reject(struct row_result *out, const char *column,
			   const char *fmt, ...) DBR_PRINTF(3, 4);

#endif
