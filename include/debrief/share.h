/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/share.h -- where metric, format, rule and report files are found.
 *
 * A file "metrics/time-to-migrate.sql" is looked for, first match wins, in
 *   ./debrief.d/          the workspace's own (beside debrief.db)
 *   $DEBRIEF_SHARE        when set: a checkout's share/ folder
 *   the installed folder
 * Names from users never leave these folders: a path with "..", a leading
 * "/" or a control byte is refused.
 */
#ifndef DEBRIEF_SHARE_H
#define DEBRIEF_SHARE_H

#include <stdbool.h>
#include "debrief/arena.h"

struct dbr_share_file {
	const char *name;	/* "time-to-migrate": file name, no suffix */
	const char *path;	/* as opened, for messages */
	bool is_workspace;	/* the user's own, not shipped */
	struct dbr_str text;	/* NUL-terminated, at most 1 MiB */
};

struct dbr_share {
	const char *workspace;	/* folder beside the database, or NULL */
	const char *shipped;	/* $DEBRIEF_SHARE or the installed folder */
};

/* workspace_db_path may be NULL. */
void dbr_share_init(struct dbr_share *share, const char *workspace_db_path,
		    struct dbr_arena *arena);
/* kind is a folder: "metrics", "formats", "rules", "reports/postmortem". */
enum dbr_status dbr_share_read(struct dbr_share_file *out,
			       const struct dbr_share *share, const char *kind,
			       const char *name, const char *suffix,
			       struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
/* All files of a kind, sorted by name; a workspace file hides a shipped one
 * of the same name. */
enum dbr_status dbr_share_list(const struct dbr_share_file **out,
			       size_t *count, const struct dbr_share *share,
			       const char *kind, const char *suffix,
			       struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
