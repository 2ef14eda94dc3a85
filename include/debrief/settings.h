/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/settings.h -- what a workspace decides once, for all of its data.
 *
 * A setting has a name, a documented default and a check.  Setting one is an
 * event in the audit log with the value before and after; which migration
 * each ticket belongs to is worked out again at once.
 */
#ifndef DEBRIEF_SETTINGS_H
#define DEBRIEF_SETTINGS_H

#include <stdbool.h>
#include "debrief/arena.h"
#include "debrief/import.h"
#include "debrief/store.h"

struct dbr_setting {
	const char *name, *meaning;
	const char *otherwise;	/* the default; "": none */
	const char *value;	/* in force */
	bool is_set;		/* by somebody */
};

/* All there are, in a fixed order. */
enum dbr_status dbr_settings_list(const struct dbr_setting **out,
				  size_t *count, struct dbr_store *store,
				  struct dbr_arena *arena,
				  struct dbr_error *err) DBR_MUST_CHECK;
/* The value in force; the name is one of ours. */
enum dbr_status dbr_settings_get(const char **out, struct dbr_store *store,
				 const char *name, struct dbr_arena *arena,
				 struct dbr_error *err) DBR_MUST_CHECK;

struct dbr_setting_change {
	const char *name, *value;	/* value "": the default again */
	const char *by, *why;		/* why may be NULL */
};
/* DBR_EUSAGE for a name or value that cannot be; nothing has changed then.
 * out counts the tickets as they are attributed now. */
enum dbr_status dbr_settings_change(struct dbr_attribution_count *out,
				    struct dbr_store *store,
				    const struct dbr_setting_change *changes,
				    size_t count, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
