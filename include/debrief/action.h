/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/action.h -- follow-ups, and how we will know that they worked.
 *
 * A follow-up is changed by adding a version; every one is kept and is an
 * event of the audit chain.  What it is to change is a metric, the slice it
 * is looked at in and, when there is one, a goal in the metric's unit.
 *
 * Everything returned lives in the arena.
 */
#ifndef DEBRIEF_ACTION_H
#define DEBRIEF_ACTION_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/arena.h"
#include "debrief/share.h"
#include "debrief/store.h"

struct dbr_action {
	int64_t id, version;
	const char *migration;	/* NULL: of no single one */
	const char *state;	/* "open", "closed" */
	const char *title, *kind;
	const char *team, *contact;	/* NULL: not named */
	int64_t due_us;		/* 0: none */
	const char *metric;	/* NULL: nobody said how we will know */
	const char *slice;	/* "module=cutover,severity=1", or NULL */
	const char *comparison;	/* "<=", ">=", or NULL: no goal */
	double goal;		/* in the metric's unit */
	const char *goal_text;	/* "at most 15 minute" */
	int64_t note_id;	/* the lesson behind it; 0: none */
	const char *ticket;	/* the finding behind it, or NULL */
	const char *by, *why;
	int64_t written_us, opened_us, closed_us;	/* 0: open */
};

/* "prevent", "detect", "repair", "process" */
extern const char *const dbr_action_kinds[];
extern const size_t dbr_action_kind_count;

struct dbr_action_ask {
	const char *migration, *state;	/* NULL: any */
	int64_t known_us;	/* as it stood then; INT64_MAX: now */
};
enum dbr_status dbr_action_list(const struct dbr_action **out, size_t *count,
				struct dbr_store *store,
				const struct dbr_action_ask *ask,
				struct dbr_arena *arena,
				struct dbr_error *err) DBR_MUST_CHECK;
/* Every version of one; none there is DBR_EUSAGE. */
enum dbr_status dbr_action_history(const struct dbr_action **out,
				   size_t *count, struct dbr_store *store,
				   int64_t id, struct dbr_arena *arena,
				   struct dbr_error *err) DBR_MUST_CHECK;

enum dbr_action_event {
	DBR_ACTION_ADD, DBR_ACTION_EDIT, DBR_ACTION_CLOSE, DBR_ACTION_REOPEN,
};
/* A text that is NULL stays as it was; an empty one is taken away. */
struct dbr_action_change {
	enum dbr_action_event event;
	int64_t id;		/* not of an addition */
	const char *migration;	/* of an addition only */
	const char *title, *kind, *team, *contact;
	const char *due;	/* ISO 8601 */
	const char *metric, *slice;
	const char *goal;	/* "<= 15", ">=99.5" */
	const char *note, *ticket;	/* number; key */
	const char *by;		/* required */
	const char *why;
};
/* Fills *id.  DBR_EUSAGE: something named does not exist, or makes no sense;
 * metric and slice are checked against the metric's file. */
enum dbr_status dbr_action_write(int64_t *id, struct dbr_store *store,
				 const struct dbr_share *share,
				 const struct dbr_action_change *change,
				 struct dbr_error *err) DBR_MUST_CHECK;

/* "a=b,c=d" into at most four pairs; false when it is not that. */
bool dbr_slice_parse(const char *dims[4], const char *values[4],
		     const char *slice, struct dbr_arena *arena);

#endif
