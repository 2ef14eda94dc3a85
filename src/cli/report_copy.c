/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "cli/report_copy.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "debrief/pseudonymise.h"

static enum dbr_status
make_folder(struct report_copy *copy, struct dbr_error *err)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(copy->folder, sizeof(copy->folder), "%s/debrief-XXXXXX",
		 tmp && *tmp && strlen(tmp) < 100 ? tmp : "/tmp");
	if (mkdtemp(copy->folder))
		return DBR_OK;
	copy->folder[0] = '\0';
	dbr_fail(err, DBR_ECREATE, "cannot make a folder for the copy: %s",
		 strerror(errno));
	return dbr_fail_hint(err, "TMPDIR names another folder");
}

/* The migration's pseudonym; what is no migration (a quarter) as it is. */
static enum dbr_status
rename_subject(const char **out, struct dbr_store *store,
	       const struct dbr_pseudonym_key *key, const char *subject,
	       struct cli *cli, struct dbr_error *err)
{
	struct dbr_buf name = DBR_BUF_INIT;
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	*out = subject;
	rc = dbr_stmt_open(&stmt, store,
			   "SELECT 1 FROM migration WHERE key = ?1", err);
	if (rc == DBR_OK) {
		dbr_stmt_bind_text(stmt, 1, subject);
		rc = dbr_stmt_step(stmt, &has_row, err);
	}
	if (rc == DBR_OK && has_row) {
		dbr_pseudonym_add(&name, key, "migration",
				  dbr_str_from(subject));
		*out = dbr_arena_text(&cli->arena, dbr_buf_str(&name));
	}
	dbr_stmt_close(stmt);
	dbr_buf_release(&name);
	return rc;
}

static enum dbr_status
rename_subjects(struct dbr_report_request *request, struct dbr_store *store,
		const struct dbr_pseudonym_key *key, struct cli *cli,
		struct dbr_error *err)
{
	const char **names = dbr_arena_array(
		&cli->arena, request->subject_count + 1, sizeof(*names));
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; rc == DBR_OK && i < request->subject_count; i++)
		rc = rename_subject(&names[i], store, key,
				    request->subjects[i], cli, err);
	request->subjects = names;
	if (request->subject)
		request->subject = names[0];
	/* It names them. */
	request->command_line = NULL;
	return rc;
}

enum dbr_status
report_copy_make(struct report_copy *copy, struct dbr_store **store,
		 struct dbr_report_request *request, const char *key_path,
		 struct cli *cli, struct dbr_error *err)
{
	struct dbr_pseudonym_key key;
	enum dbr_status rc = dbr_pseudonym_key_load(&key, key_path, err);

	if (rc == DBR_OK)
		rc = make_folder(copy, err);
	if (rc != DBR_OK)
		return rc;
	copy->path = dbr_arena_textf(&cli->arena, "%s/copy.db", copy->folder);
	rc = rename_subjects(request, *store, &key, cli, err);
	if (rc == DBR_OK)
		rc = dbr_store_pseudonymise(*store, copy->path, &key, err);
	dbr_pseudonym_key_forget(&key);
	if (rc != DBR_OK)
		return rc;
	dbr_store_close(*store);
	*store = NULL;
	return dbr_store_open(store, copy->path, DBR_STORE_READ, err);
}

void
report_copy_remove(struct report_copy *copy)
{
	static const char *const names[] = { "copy.db", "copy.db-wal",
					     "copy.db-shm",
					     "copy.db-journal" };
	char path[160];

	for (size_t i = 0; copy->folder[0] && i < 4; i++) {
		snprintf(path, sizeof(path), "%s/%s", copy->folder, names[i]);
		unlink(path);
	}
	if (copy->folder[0])
		rmdir(copy->folder);
}
