/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check.c -- reconciliation and validation results.
 *
 * Natural key: source, run, check.  A check that comes more than once in a
 * run is numbered in the order of the file.  Row counts without further
 * figures are compared row for row: as many match as the smaller side has.
 */
#include <config.h>
#include "../target.h"

#include <inttypes.h>
#include <string.h>
#include "../binding.h"
#include "../run.h"
#include "../writer.h"

enum {
	CHECK_MIGRATION, CHECK_RUN, CHECK_CHECK, CHECK_OBJECT, CHECK_FIELD,
	CHECK_KIND, CHECK_SOURCE_VALUE, CHECK_TARGET_VALUE, CHECK_CHECKED,
	CHECK_MATCHED, CHECK_MISMATCHED, CHECK_CENSUS, CHECK_THRESHOLD,
	CHECK_STATUS, CHECK_VALIDATOR, CHECK_STARTED, CHECK_ENDED,
	CHECK_SIGNED_OFF, CHECK_FIELDS,
};

static const struct target_field fields[] = {
	[CHECK_MIGRATION] = { "migration", VALUE_TEXT, false },
	[CHECK_RUN] = { "run", VALUE_TEXT, false },
	[CHECK_CHECK] = { "check", VALUE_TEXT, false },
	[CHECK_OBJECT] = { "object", VALUE_TEXT, true },
	[CHECK_FIELD] = { "field", VALUE_TEXT, false },
	[CHECK_KIND] = { "kind", VALUE_TEXT, false },
	[CHECK_SOURCE_VALUE] = { "source_value", VALUE_TEXT, false },
	[CHECK_TARGET_VALUE] = { "target_value", VALUE_TEXT, false },
	[CHECK_CHECKED] = { "checked", VALUE_INTEGER, false },
	[CHECK_MATCHED] = { "matched", VALUE_INTEGER, false },
	[CHECK_MISMATCHED] = { "mismatched", VALUE_INTEGER, false },
	[CHECK_CENSUS] = { "census", VALUE_BOOL, false },
	[CHECK_THRESHOLD] = { "threshold", VALUE_REAL, false },
	[CHECK_STATUS] = { "status", VALUE_TEXT, false },
	[CHECK_VALIDATOR] = { "validator", VALUE_TEXT, false },
	[CHECK_STARTED] = { "started", VALUE_PAST, false },
	[CHECK_ENDED] = { "ended", VALUE_PAST, false },
	[CHECK_SIGNED_OFF] = { "signed_off", VALUE_PAST, false },
};

static const char *const content[] = {
	"SELECT k.source, k.run_key, k.check_key, m.key, k.object, k.field,"
	" k.kind, k.source_value, k.target_value, k.checked_count,"
	" k.matched_count, k.mismatched_count, k.is_census, k.threshold,"
	" k.status, k.validator, k.started_at, k.ended_at, k.signed_off_at"
	" FROM check_result k LEFT JOIN migration m ON m.id = k.migration_id"
	" WHERE k.batch_id = ?1 ORDER BY k.source, k.run_key, k.check_key",
	NULL,
};

enum { OUT_SOURCE, OUT_RUN, OUT_CHECK, OUT_MIGRATION, OUT_OBJECT, OUT_FIELD,
       OUT_KIND, OUT_SOURCE_VALUE, OUT_TARGET_VALUE, OUT_CHECKED,
       OUT_MATCHED, OUT_MISMATCHED, OUT_CENSUS, OUT_THRESHOLD, OUT_STATUS,
       OUT_VALIDATOR, OUT_STARTED, OUT_ENDED, OUT_SIGNED_OFF, OUT_COLUMNS };

struct check_target {
	struct import_run *run;
	struct writer checks;
	struct dbr_buf run_key, check_key;
};

struct check_counts {
	bool is_known;
	int64_t checked, matched, mismatched;
	bool is_census;
};

static enum dbr_status
check_open(void **out, struct import_run *run, struct dbr_error *err)
{
	static const char *const names[OUT_COLUMNS] = {
		"source", "run_key", "check_key", "migration_id", "object",
		"field", "kind", "source_value", "target_value",
		"checked_count", "matched_count", "mismatched_count",
		"is_census", "threshold", "status", "validator",
		"started_at", "ended_at", "signed_off_at",
	};
	struct check_target *self = dbr_arena_get(run->arena, sizeof(*self));
	struct writer_column columns[OUT_COLUMNS];

	for (size_t i = 0; i < OUT_COLUMNS; i++)
		columns[i] = (struct writer_column){
			names[i], i <= OUT_CHECK ? WRITER_KEY : WRITER_VALUE };
	self->run = run;
	dbr_buf_init(&self->run_key);
	dbr_buf_init(&self->check_key);
	*out = self;
	return writer_open(&self->checks, run, "check_result", columns,
			   OUT_COLUMNS, err);
}

static void
check_close(void *payload)
{
	struct check_target *self = payload;

	writer_close(&self->checks);
	dbr_buf_release(&self->run_key);
	dbr_buf_release(&self->check_key);
}

static bool
is_one_of(struct dbr_str word, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (dbr_str_is(word, words[i]))
			return true;
	return false;
}

static bool
check_words(const struct value *values, struct row_result *out)
{
	static const char *const kinds[] = { "row_count", "aggregate", "row",
		"schema", "field", "test", NULL };
	static const char *const statuses[] = { "pass", "fail", "warn",
		"error", "skipped", "pending", NULL };
	struct dbr_str kind = values[CHECK_KIND].text;
	struct dbr_str status = values[CHECK_STATUS].text;

	if (kind.at && !is_one_of(kind, kinds))
		row_reject(out, "kind", "expected row_count, aggregate, row, "
			   "schema, field or test");
	else if (status.at && !is_one_of(status, statuses))
		row_reject(out, "status", "expected pass, fail, warn, error, "
			   "skipped or pending");
	else
		return true;
	return false;
}

/* Sides of a row count; grouped thousands are fine. */
static bool
read_count(struct dbr_str text, int64_t *out)
{
	return text.size && binding_integer(text, out) && *out >= 0;
}

static bool
check_sides(const struct value *values, struct row_result *out)
{
	static const int sides[] = { CHECK_SOURCE_VALUE,
						  CHECK_TARGET_VALUE };

	for (size_t i = 0; i < 2; i++) {
		struct dbr_str text = values[sides[i]].text;
		int64_t count;
		size_t k = 0;

		while (k < text.size && text.at[k] >= '0' && text.at[k] <= '9')
			k++;
		if (k && k == text.size && !read_count(text, &count)) {
			row_reject(out, fields[sides[i]].name,
				   "expected a count up to 2^53");
			return false;
		}
	}
	return true;
}

static struct check_counts
counts_of(const struct value *values, struct dbr_str kind)
{
	struct check_counts out = { .is_known = true };
	int64_t source = 0, target = 0;
	bool has_sides = read_count(values[CHECK_SOURCE_VALUE].text, &source) &&
			 read_count(values[CHECK_TARGET_VALUE].text, &target);

	if (values[CHECK_CHECKED].text.at) {
		out.checked = values[CHECK_CHECKED].integer;
		if (values[CHECK_MISMATCHED].text.at)
			out.mismatched = values[CHECK_MISMATCHED].integer;
		else if (values[CHECK_MATCHED].text.at)
			out.mismatched = out.checked -
					 values[CHECK_MATCHED].integer;
		else
			out.is_known = false;
		out.matched = values[CHECK_MATCHED].text.at
			? values[CHECK_MATCHED].integer
			: out.checked - out.mismatched;
		out.is_census = has_sides && out.checked >= source;
	} else if (dbr_str_is(kind, "row_count") && has_sides) {
		out.checked = source > target ? source : target;
		out.matched = source < target ? source : target;
		out.mismatched = out.checked - out.matched;
		out.is_census = true;
	} else {
		out.is_known = false;
	}
	if (values[CHECK_CENSUS].text.at)
		out.is_census = values[CHECK_CENSUS].integer != 0;
	return out;
}

/* Without counts: two figures, or two texts, that are the same pass. */
static const char *
compare_sides(const struct value *values)
{
	struct dbr_str source = values[CHECK_SOURCE_VALUE].text;
	struct dbr_str target = values[CHECK_TARGET_VALUE].text;
	double a, b;

	if (!source.at || !target.at)
		return "pending";
	if (dbr_str_to_double(source, &a) && dbr_str_to_double(target, &b))
		return a < b || a > b ? "fail" : "pass";
	return dbr_str_equal(source, target) ? "pass" : "fail";
}

static const char *
status_of(const struct check_counts *counts, const struct value *values)
{
	double threshold = values[CHECK_THRESHOLD].real;
	bool has_line = values[CHECK_THRESHOLD].text.at != NULL;

	if (!counts->is_known)
		return compare_sides(values);
	if (has_line && counts->checked)
		return 100.0 * (double)counts->matched /
			       (double)counts->checked >= threshold
			? "pass" : "fail";
	return counts->mismatched ? "fail" : "pass";
}

static void
add_part(struct dbr_buf *buf, struct dbr_str part)
{
	if (!part.size)
		return;
	if (buf->size)
		dbr_buf_add_char(buf, '/');
	dbr_buf_add_str(buf, part);
}

static enum dbr_status
make_keys(struct check_target *self, const struct value *values,
	  struct dbr_str kind, struct dbr_error *err)
{
	struct dbr_buf whole = DBR_BUF_INIT;
	int64_t count = 0;
	enum dbr_status rc;

	dbr_buf_reset(&self->run_key);
	dbr_buf_reset(&self->check_key);
	add_part(&self->run_key, values[CHECK_MIGRATION].text);
	add_part(&self->run_key, values[CHECK_RUN].text.at
		? values[CHECK_RUN].text : dbr_str_from(self->run->survey));
	if (values[CHECK_CHECK].text.at) {
		add_part(&self->check_key, values[CHECK_CHECK].text);
	} else {
		add_part(&self->check_key, values[CHECK_OBJECT].text);
		add_part(&self->check_key, values[CHECK_FIELD].text);
		add_part(&self->check_key, kind);
	}
	dbr_buf_addf(&whole, "%s\n%s", self->run_key.text,
		     self->check_key.text);
	rc = run_seen(self->run, whole.text, &count, err);
	if (rc == DBR_OK && count > 1)
		dbr_buf_addf(&self->check_key, "#%" PRId64, count);
	dbr_buf_release(&whole);
	return rc;
}

static void
set_counts(struct writer *out, const struct check_counts *counts)
{
	if (counts->is_known) {
		writer_set_i64(out, OUT_CHECKED, counts->checked);
		writer_set_i64(out, OUT_MATCHED, counts->matched);
		writer_set_i64(out, OUT_MISMATCHED, counts->mismatched);
	} else {
		writer_set_null(out, OUT_CHECKED);
		writer_set_null(out, OUT_MATCHED);
		writer_set_null(out, OUT_MISMATCHED);
	}
	writer_set_i64(out, OUT_CENSUS, counts->is_census);
}

static void
set_check(struct check_target *self, const struct value *values,
	  struct dbr_str kind, const struct check_counts *counts,
	  int64_t migration)
{
	struct writer *out = &self->checks;

	writer_set_text(out, OUT_SOURCE, self->run->format->source);
	writer_set_text(out, OUT_RUN, self->run_key.text);
	writer_set_text(out, OUT_CHECK, self->check_key.text);
	writer_set_id(out, OUT_MIGRATION, migration);
	writer_set_str(out, OUT_OBJECT, values[CHECK_OBJECT].text);
	writer_set_str(out, OUT_FIELD, values[CHECK_FIELD].text);
	writer_set_str(out, OUT_KIND, kind);
	writer_set_str(out, OUT_SOURCE_VALUE, values[CHECK_SOURCE_VALUE].text);
	writer_set_str(out, OUT_TARGET_VALUE, values[CHECK_TARGET_VALUE].text);
	set_counts(out, counts);
	writer_set_value(out, OUT_THRESHOLD, &values[CHECK_THRESHOLD],
			 VALUE_REAL);
	if (values[CHECK_STATUS].text.at)
		writer_set_str(out, OUT_STATUS, values[CHECK_STATUS].text);
	else
		writer_set_text(out, OUT_STATUS, status_of(counts, values));
	writer_set_str(out, OUT_VALIDATOR, values[CHECK_VALIDATOR].text);
	writer_set_value(out, OUT_STARTED, &values[CHECK_STARTED],
			 VALUE_TIME);
	writer_set_value(out, OUT_ENDED, &values[CHECK_ENDED], VALUE_TIME);
	writer_set_value(out, OUT_SIGNED_OFF, &values[CHECK_SIGNED_OFF],
			 VALUE_TIME);
}

static enum dbr_status
check_row(void *payload, const struct import_row *row, struct row_result *out,
	  struct dbr_error *err)
{
	struct check_target *self = payload;
	const struct value *values = row->values;
	struct dbr_str kind = values[CHECK_KIND].text.at
		? values[CHECK_KIND].text : DBR_STR("row_count");
	struct check_counts counts = counts_of(values, kind);
	int64_t migration, id;
	enum dbr_status rc;

	out->verdict = ROW_UNCHANGED;
	if (!check_words(values, out) ||
	    (dbr_str_is(kind, "row_count") && !check_sides(values, out)))
		return DBR_OK;
	if (counts.is_known && (counts.matched < 0 || counts.mismatched < 0 ||
				counts.matched + counts.mismatched >
				counts.checked))
		return row_reject(out, "checked", "expected matched and "
				  "mismatched to fit into checked");
	rc = run_find_migration(self->run, &values[CHECK_MIGRATION],
				"migration", &migration, out, err);
	if (rc != DBR_OK || out->verdict == ROW_REJECTED)
		return rc;
	rc = make_keys(self, values, kind, err);
	if (rc != DBR_OK)
		return rc;
	set_check(self, values, kind, &counts, migration);
	return writer_put(&self->checks, row->line, &out->verdict, &id, err);
}

static enum dbr_status
check_finish(void *payload, struct dbr_error *err)
{
	(void)payload;
	(void)err;
	return DBR_OK;
}

const struct target target_check = {
	.name = "check", .priority = 60, .fields = fields,
	.field_count = CHECK_FIELDS, .open = check_open, .row = check_row,
	.finish = check_finish, .close = check_close, .content = content,
};
