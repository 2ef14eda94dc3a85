/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/mapping.h -- who owns what, and when the next level is called,
 * with memory.
 *
 * The mapping is rows with two intervals: valid (when it was so) and
 * recorded (when we knew it).  Nothing is overwritten: a change closes a row
 * and opens others, so "who owned X on D, as we knew it on K" has an answer.
 * All intervals include their start and exclude their end.
 *
 * Everything returned lives in the arena.
 */
#ifndef DEBRIEF_MAPPING_H
#define DEBRIEF_MAPPING_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/arena.h"
#include "debrief/store.h"

struct dbr_owner {
	const char *scope, *module, *role, *team, *contact, *authority_note;
	int level;
	int64_t valid_from_us, valid_to_us;	/* to 0: until changed */
	int64_t recorded_us, superseded_us;	/* 0: what we know now */
	const char *decided_by, *why;		/* NULL: imported */
};
/* Who had which role at valid_us, as known at known_us (0: now, now).
 * In the order of modules, then role, level, scope. */
enum dbr_status dbr_owner_list(const struct dbr_owner **out, size_t *count,
			       struct dbr_store *store, int64_t valid_us,
			       int64_t known_us, struct dbr_arena *arena,
			       struct dbr_error *err) DBR_MUST_CHECK;
/* Every row there ever was for a module, in the order it became known. */
enum dbr_status dbr_owner_history(const struct dbr_owner **out, size_t *count,
				  struct dbr_store *store, const char *module,
				  struct dbr_arena *arena,
				  struct dbr_error *err) DBR_MUST_CHECK;

struct dbr_delay {
	const char *module;
	int severity, level;
	double minutes;
	int64_t valid_from_us, valid_to_us;	/* to 0: until changed */
	int64_t recorded_us, superseded_us;	/* 0: what we know now */
	const char *decided_by, *why;		/* NULL: imported */
};
enum dbr_status dbr_delay_list(const struct dbr_delay **out, size_t *count,
			       struct dbr_store *store, int64_t valid_us,
			       int64_t known_us, struct dbr_arena *arena,
			       struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status dbr_delay_history(const struct dbr_delay **out, size_t *count,
				  struct dbr_store *store, const char *module,
				  struct dbr_arena *arena,
				  struct dbr_error *err) DBR_MUST_CHECK;

struct dbr_contact_point {
	const char *contact, *name, *team;
	const char *channel, *address, *zone, *language;
	int64_t preference;	/* 1: try first; 0: not said */
	int64_t recorded_us, superseded_us;	/* 0: what we know now */
};
/* How to reach whom, as known at known_us (0: now). */
enum dbr_status dbr_contact_list(const struct dbr_contact_point **out,
				 size_t *count, struct dbr_store *store,
				 int64_t known_us, struct dbr_arena *arena,
				 struct dbr_error *err) DBR_MUST_CHECK;

/* Two rows that hold at once where one may, or a time nobody owns. */
struct dbr_mapping_fault {
	const char *module;
	const char *what;	/* a sentence without full stop */
};
enum dbr_status dbr_mapping_check(const struct dbr_mapping_fault **out,
				  size_t *count, struct dbr_store *store,
				  struct dbr_arena *arena,
				  struct dbr_error *err) DBR_MUST_CHECK;

/*
 * The mapping as CSV: the bytes it was imported from with only the decided
 * lines changed.  target: "ownership" or "escalation".
 */
enum dbr_status dbr_owner_export(struct dbr_buf *out, struct dbr_store *store,
				 const char *target, struct dbr_error *err)
	DBR_MUST_CHECK;
/* The same as a unified diff that `git apply` takes; empty: no change. */
enum dbr_status dbr_owner_diff(struct dbr_buf *out, struct dbr_store *store,
			       const char *target, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
