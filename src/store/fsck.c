/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fsck.c -- see debrief/fsck.h. */
#include <config.h>
#include "debrief/fsck.h"

#include <inttypes.h>
#include <string.h>
#include "store/internal.h"
#include "store/seal.h"

struct run {
	struct dbr_store *store;
	struct dbr_arena *arena;
	struct dbr_fsck_check *check;
	const char **findings;
};

static void
find(struct run *run, struct dbr_str sentence)
{
	struct dbr_buf clean = DBR_BUF_INIT;

	if (run->check->finding_count++ >= DBR_FSCK_KEPT)
		return;
	dbr_buf_add_clean(&clean, sentence, 300);
	run->findings[run->check->finding_count - 1] =
		dbr_arena_text(run->arena, dbr_buf_str(&clean));
	dbr_buf_release(&clean);
}

/* A check that damage keeps from looking has found it. */
static enum dbr_status
find_damage(struct run *run, enum dbr_status rc, struct dbr_error *err)
{
	if (rc != DBR_EINPUT)
		return rc;
	find(run, dbr_str_from(err->what));
	*err = (struct dbr_error)DBR_ERROR_INIT;
	return DBR_OK;
}

/* Each row of the answer is a sentence. */
static enum dbr_status
ask(struct run *run, const char *sql, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, run->store, sql, err);

	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row)
		find(run, dbr_stmt_str(stmt, 0));
	dbr_stmt_close(stmt);
	return find_damage(run, rc, err);
}

static int
order_sums(const struct seal_sum *a, const struct seal_sum *b)
{
	int order = strcmp(a->table, b->table);

	return order ? order : (a->batch_id > b->batch_id) -
			       (a->batch_id < b->batch_id);
}

/* is: what is there; was: what was written.  Either may be NULL. */
static void
find_difference(struct run *run, const struct seal_sum *is,
		const struct seal_sum *was)
{
	const struct seal_sum *any = is ? is : was;
	int64_t is_count = is ? is->row_count : 0;
	int64_t was_count = was ? was->row_count : 0;
	struct dbr_buf text = DBR_BUF_INIT;

	if (is && was && is_count == was_count &&
	    !memcmp(is->words, was->words, sizeof(is->words)))
		return;
	dbr_buf_addf(&text, "table \"%s\"", any->table);
	if (any->batch_id)
		dbr_buf_addf(&text, ", import %" PRId64, any->batch_id);
	if (is_count != was_count)
		dbr_buf_addf(&text, ": %" PRId64 " rows were written, %"
			     PRId64 " are there", was_count, is_count);
	else
		dbr_buf_addf(&text, ": a row is not as it was written");
	find(run, dbr_buf_str(&text));
	dbr_buf_release(&text);
}

static enum dbr_status
check_content(struct run *run, struct dbr_error *err)
{
	const struct seal_sum *is = NULL, *was = NULL;
	size_t is_count = 0, was_count = 0, i = 0, k = 0;
	enum dbr_status rc = seal_read(&is, &is_count, run->store,
				       run->arena, err);

	if (rc == DBR_OK)
		rc = seal_load(&was, &was_count, run->store, run->arena, err);
	if (rc != DBR_OK)
		return find_damage(run, rc, err);
	while (i < is_count || k < was_count) {
		int order = i == is_count ? 1 : k == was_count ? -1
			  : order_sums(&is[i], &was[k]);

		find_difference(run, order <= 0 ? &is[i] : NULL,
				order >= 0 ? &was[k] : NULL);
		i += order <= 0;
		k += order >= 0;
	}
	return DBR_OK;
}

static enum dbr_status
check_schema(struct run *run, struct dbr_error *err)
{
	struct dbr_buf fault = DBR_BUF_INIT;

	(void)err;
	if (schema_find_fault(run->store->db, &fault))
		find(run, dbr_buf_str(&fault));
	dbr_buf_release(&fault);
	return DBR_OK;
}

static enum dbr_status
check_structure(struct run *run, struct dbr_error *err)
{
	return ask(run, "SELECT integrity_check FROM pragma_integrity_check"
			" WHERE integrity_check <> 'ok'", err);
}

static enum dbr_status
check_references(struct run *run, struct dbr_error *err)
{
	enum dbr_status rc = ask(run,
		"SELECT 'row ' || ifnull(rowid, '') || ' of \"' || \"table\" ||"
		" '\" names a row of \"' || parent || '\" that is not there'"
		" FROM pragma_foreign_key_check", err);

	if (rc == DBR_OK)
		rc = ask(run,
			"SELECT 'decision ' || id || ' is not in the log of"
			" decisions' FROM decision d WHERE NOT EXISTS (SELECT 1"
			" FROM audit a WHERE a.sequence = d.audit_sequence)"
			" UNION ALL SELECT 'ownership ' || id || ' was made by"
			" a decision that is not there' FROM ownership WHERE"
			" audit_sequence IS NOT NULL AND audit_sequence"
			" NOT IN (SELECT sequence FROM audit)"
			" UNION ALL SELECT 'escalation ' || id || ' was made by"
			" a decision that is not there' FROM escalation WHERE"
			" audit_sequence IS NOT NULL AND audit_sequence"
			" NOT IN (SELECT sequence FROM audit)",
			err);
	return rc;
}

/* Lines of one file that left rows are at most the lines it says it kept. */
static enum dbr_status
count_lines(struct run *run, const char *table, struct dbr_error *err)
{
	char *sql = sqlite3_mprintf(
		"SELECT printf('import %%d (%%s): %%d lines left rows in \"%w\","
		" it kept %%d', b.id, b.file_name, t.lines,"
		" b.inserted_count + b.updated_count + b.unchanged_count)"
		" FROM (SELECT batch_id, COUNT(DISTINCT line) AS lines"
		" FROM \"%w\" WHERE batch_id IS NOT NULL GROUP BY batch_id) t"
		" JOIN batch b ON b.id = t.batch_id WHERE t.lines >"
		" b.inserted_count + b.updated_count + b.unchanged_count",
		table, table);
	enum dbr_status rc = ask(run, sql, err);

	sqlite3_free(sql);
	return rc;
}

static enum dbr_status
check_counts(struct run *run, struct dbr_error *err)
{
	struct dbr_stmt *tables = NULL;
	bool has_row = false;
	enum dbr_status rc = ask(run,
		"SELECT printf('import %d (%s): %d rows read, %d accounted"
		" for', id, file_name, read_count, inserted_count +"
		" updated_count + unchanged_count + rejected_count +"
		" blank_count + skipped_count) FROM batch WHERE read_count <>"
		" inserted_count + updated_count + unchanged_count +"
		" rejected_count + blank_count + skipped_count"
		" UNION ALL SELECT printf('import %d (%s): %d rows were"
		" rejected, %d are kept', id, file_name, rejected_count, kept)"
		" FROM (SELECT b.*, (SELECT COUNT(*) FROM reject r"
		" WHERE r.batch_id = b.id) AS kept FROM batch b)"
		" WHERE kept > rejected_count", err);

	if (rc == DBR_OK)
		rc = dbr_stmt_open(&tables, run->store,
			"SELECT s.name FROM main.sqlite_schema s,"
			" pragma_table_info(s.name) c WHERE s.type = 'table'"
			" AND s.name NOT IN ('reject', 'seal')"
			" AND c.name IN ('batch_id', 'line')"
			" GROUP BY s.name HAVING COUNT(*) = 2", err);
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(tables, &has_row, err)) == DBR_OK &&
	       has_row)
		rc = count_lines(run, dbr_stmt_text(tables, 0), err);
	dbr_stmt_close(tables);
	return find_damage(run, rc, err);
}

/* Of what is known now, one owner at a time; no knowledge ends before it
 * began. */
static enum dbr_status
check_intervals(struct run *run, struct dbr_error *err)
{
	return ask(run,
		"SELECT printf('ownership %d and %d: two at once for one role',"
		" a.id, b.id) FROM ownership a JOIN ownership b ON a.id < b.id"
		" AND a.scope = b.scope AND a.module_id = b.module_id"
		" AND a.role = b.role AND a.level = b.level"
		" WHERE a.superseded_at IS NULL AND b.superseded_at IS NULL"
		" AND a.role = 'owner'"
		" AND a.valid_from_at < ifnull(b.valid_to_at, 9e18)"
		" AND b.valid_from_at < ifnull(a.valid_to_at, 9e18)"
		" UNION ALL"
		" SELECT printf('escalation %d and %d: two at once', a.id,"
		" b.id) FROM escalation a JOIN escalation b ON a.id < b.id"
		" AND a.module_id = b.module_id AND a.severity = b.severity"
		" AND a.level = b.level WHERE a.superseded_at IS NULL"
		" AND b.superseded_at IS NULL"
		" AND a.valid_from_at < ifnull(b.valid_to_at, 9e18)"
		" AND b.valid_from_at < ifnull(a.valid_to_at, 9e18)", err);
}

enum dbr_status
dbr_fsck(const struct dbr_fsck_check **out, size_t *count,
	 struct dbr_store *store, struct dbr_arena *arena,
	 struct dbr_error *err)
{
	static const struct {
		const char *name, *sound;
		enum dbr_status (*look)(struct run *run,
					struct dbr_error *err);
	} checks[] = {
		{ "content", "every row is as it was written",
		  check_content },
		{ "structure", "SQLite finds nothing wrong",
		  check_structure },
		{ "schema", "every table is as debrief makes it",
		  check_schema },
		{ "references", "every row that is named is there",
		  check_references },
		{ "counts", "the counts of every import add up again",
		  check_counts },
		{ "intervals", "one owner at a time", check_intervals },
	};
	enum { COUNT = sizeof(checks) / sizeof(checks[0]) };
	struct dbr_fsck_check *done = dbr_arena_array(arena, COUNT,
						      sizeof(*done));
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; i < COUNT && rc == DBR_OK; i++) {
		struct run run = { store, arena, &done[i], NULL };

		run.findings = dbr_arena_array(arena, DBR_FSCK_KEPT,
					       sizeof(*run.findings));
		done[i] = (struct dbr_fsck_check){ checks[i].name,
						   checks[i].sound,
						   run.findings, 0 };
		rc = checks[i].look(&run, err);
	}
	*out = done;
	*count = COUNT;
	return rc;
}
