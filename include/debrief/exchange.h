/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/exchange.h -- the mapping in the files other tools keep it in.
 *
 *	raci		CSV matrix: modules down, teams across; A owner,
 *			R backup, C validator, I comms; one A a row
 *	codeowners	GitHub and GitLab; the last matching line wins, and
 *			the last section that has one; first handle: owner,
 *			second: backup
 *	backstage	catalog YAML: spec.owner of what is named as a module
 *	pagerduty	escalation policies, JSON: rule 1 is the owner, the
 *			next ones the levels; its name is MODULE or
 *			MODULE sevN
 *	opsgenie	escalations, JSON: the first rule is the owner, each
 *			later one a level, its delay that of the level
 *
 * Reading and writing are pure: text in, rows or text out; nothing is opened
 * and nothing stored.  Only bytes that say something else than the rows are written anew.
 */
#ifndef DEBRIEF_EXCHANGE_H
#define DEBRIEF_EXCHANGE_H

#include "debrief/arena.h"
#include "debrief/error.h"
#include "debrief/store.h"

struct dbr_assignment {
	const char *module, *role;	/* role "delay": minutes of a level */
	int level;			/* of escalation; else 0 */
	int severity;			/* of a delay; 0: every one */
	const char *team;
	double minutes;
};

/* What the text cannot tell: the names that exist, and where they live. */
struct dbr_exchange {
	const char *format;		/* "codeowners" */
	const char *file_name;		/* for messages */
	const char *root;		/* codeowners: folder of the modules;
					 * NULL or "": the top */
	const char *const *modules, *const *teams;
	size_t module_count, team_count;
};

/* A format that is not known, or a text that is none, is an error at its
 * line and column. */
enum dbr_status dbr_exchange_read(const struct dbr_assignment **out,
				  size_t *count,
				  const struct dbr_exchange *exchange,
				  struct dbr_str text,
				  struct dbr_arena *arena,
				  struct dbr_error *err) DBR_MUST_CHECK;
/*
 * The text with what contradicts the rows written anew; what they do not
 * speak of stays.  unplaced counts owners the text has no place for.
 */
enum dbr_status dbr_exchange_write(struct dbr_buf *out, size_t *unplaced,
				   const struct dbr_exchange *exchange,
				   struct dbr_str text,
				   const struct dbr_assignment *rows,
				   size_t count, struct dbr_error *err)
	DBR_MUST_CHECK;
/* Modules and teams of the workspace into exchange. */
enum dbr_status dbr_exchange_names(struct dbr_exchange *exchange,
				   struct dbr_store *store,
				   struct dbr_arena *arena,
				   struct dbr_error *err) DBR_MUST_CHECK;
/* What was decided of the mapping at an instant (0: now), for every
 * migration, as rows. */
enum dbr_status dbr_exchange_rows(const struct dbr_assignment **out,
				  size_t *count, struct dbr_store *store,
				  int64_t valid_us, struct dbr_arena *arena,
				  struct dbr_error *err) DBR_MUST_CHECK;
/* old and new of a file as a unified diff that `git apply` takes. */
void dbr_exchange_diff(struct dbr_buf *out, const char *file_name,
		       struct dbr_str old, struct dbr_str new);

#endif
