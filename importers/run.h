/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * run.h -- what one import carries from row to row.
 *
 * The dictionary turns names into ids: teams, contacts and customers are
 * made when first met, migrations, modules and calendars must be there already
 * (id 0 = unknown).  A contact is as written; an owner may go by the name of
 * one contact, as people write runbooks.  The cache is bounded; a store bigger
 * than that is asked again.
 */
#ifndef IMPORTERS_RUN_H
#define IMPORTERS_RUN_H

#include "debrief/import.h"
#include "format.h"

struct dictionary;
struct dbr_journal;

struct import_run {
	struct dbr_store *store;
	const struct format *format;
	const struct dbr_import_request *request;
	struct dbr_arena *arena;
	struct dictionary *dictionary;
	struct dbr_journal *journal;
	const char *file_name;
	const char *survey;	/* file name without its endings */
	int64_t batch_id, now_us;
	const bool *is_bound;	/* by target field: the file has a column */
	struct dbr_buf warnings;	/* one a line */
	size_t warning_count;
};

void run_warn(struct import_run *run, const char *fmt, ...) DBR_PRINTF(2, 3);

enum dictionary_kind {
	DICTIONARY_TEAM, DICTIONARY_CONTACT, DICTIONARY_OWNER,
	DICTIONARY_CUSTOMER,
	DICTIONARY_MIGRATION, DICTIONARY_MODULE, DICTIONARY_CALENDAR,
	DICTIONARY_KINDS,
};

enum dbr_status dictionary_open(struct dictionary **out,
				struct import_run *run,
				struct dbr_error *err) DBR_MUST_CHECK;
void dictionary_close(struct dictionary *dictionary);	/* NULL is fine */
/* *id = 0 for an empty name and for an unknown migration or module. */
enum dbr_status dictionary_get(struct dictionary *dictionary,
			       enum dictionary_kind kind, struct dbr_str name,
			       int64_t *id, struct dbr_error *err)
	DBR_MUST_CHECK;

/*
 * The migration or module a row names, or row_reject() with the nearest name
 * (then out->verdict is ROW_REJECTED).  An empty migration is --migration;
 * *id = 0 when there is none.
 */
enum dbr_status run_find_migration(struct import_run *run,
				   const struct value *value,
				   const char *column, int64_t *id,
				   struct row_result *out,
				   struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status run_find_module(struct import_run *run,
				const struct value *value,
				const char *column, int64_t *id,
				struct row_result *out,
				struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status run_find_calendar(struct import_run *run,
				  const struct value *value,
				  const char *column, int64_t *id,
				  struct row_result *out,
				  struct dbr_error *err) DBR_MUST_CHECK;
/* How often this import has met the key, this time included. */
enum dbr_status run_seen(struct import_run *run, const char *key,
			 int64_t *count, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
