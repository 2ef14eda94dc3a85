/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <string.h>
#include <sys/stat.h>
#include "debrief/file.h"
#include "debrief/time.h"
#include "reports/customer.h"
#include "reports/html.h"
#include "reports/json_page.h"
#include "reports/making.h"
#include "reports/markdown.h"
#include "reports/numbers_check.h"
#include "reports/overwrite.h"
#include "reports/pdf.h"

/* A report is a folder: the name is the user's, so say it in his words. */
static enum dbr_status
unknown_report(struct making *m)
{
	static const char *const shipped[] = { "compare", "ownership",
					       "postmortem", "quarterly",
					       "runbook" };
	const char *near = dbr_nearest(m->request->report, shipped,
				       sizeof(shipped) / sizeof(shipped[0]));
	struct dbr_error why = *m->err;

	dbr_fail(m->err, DBR_EUSAGE, "there is no report \"%s\"",
		 m->request->report);
	if (near && strcmp(near, m->request->report) != 0)
		return dbr_fail_hint(m->err, "did you mean \"%s\"?", near);
	return dbr_fail_hint(m->err, "compare, ownership, postmortem, "
				     "quarterly and runbook are shipped; "
				     "%s", why.hint);
}

static enum dbr_status
not_for_customers(struct making *m)
{
	dbr_fail(m->err, DBR_EUSAGE,
		 "the %s report is not for customers: it has no customer.md",
		 m->request->report);
	return dbr_fail_hint(m->err, "postmortem, quarterly and runbook have "
				     "one");
}

static enum dbr_status
load_template(struct making *m)
{
	const char *folder = dbr_arena_textf(m->arena, "reports/%s",
					     m->request->report);
	struct dbr_error none = DBR_ERROR_INIT;
	struct dbr_share_file file;
	enum dbr_status rc;

	rc = dbr_share_read(&file, m->share, folder, "report", ".md",
			    m->arena, m->err);
	if (rc == DBR_ENOINPUT || rc == DBR_EUSAGE)
		return unknown_report(m);
	if (rc == DBR_OK && m->request->is_for_customer &&
	    dbr_share_read(&file, m->share, folder, "customer", ".md",
			   m->arena, &none) != DBR_OK)
		return not_for_customers(m);
	if (rc == DBR_OK)
		rc = template_parse(&m->template, file.text, file.path,
				    m->arena, m->err);
	return rc;
}

/* @report, which must be the first block. */
static enum dbr_status
find_header(const struct template_block **out, struct making *m)
{
	struct template_place start = { 1, 1 };

	*out = m->template.blocks;
	if (m->template.count && (*out)->kind == TEMPLATE_DIRECTIVE &&
	    strcmp((*out)->word, "report") == 0 &&
	    argument_find(*out, "subject"))
		return DBR_OK;
	return making_fail(m, start, "the first block must be \"@report "
				     "subject=list\", quarter or none");
}

/* What is wrong with the name is wrong whatever the workspace holds. */
static enum dbr_status
check_quarter(struct making *m)
{
	const struct template_block *header;
	const char *name = m->request->subject;
	enum dbr_status rc = find_header(&header, m);

	if (rc != DBR_OK ||
	    strcmp(argument_find(header, "subject"), "quarter") != 0 ||
	    (name && dbr_quarter_parse(dbr_str_from(name), &m->since_us)))
		return rc;
	dbr_fail(m->err, DBR_EUSAGE, "\"%s\" is not a quarter",
		 name ? name : "");
	return dbr_fail_hint(m->err, "a quarter is written 2026-Q3");
}

static enum dbr_status
fail_early(struct making *m, const char *name)
{
	char quarter[DBR_ISO_SIZE];

	dbr_fail(m->err, DBR_EUSAGE,
		 "%s has not begun by the data's last instant", name);
	return dbr_fail_hint(m->err, "the latest that has begun is %s",
			     dbr_quarter_text(quarter, m->as_of_us));
}

static enum dbr_status
take_quarter(struct making *m)
{
	m->until_us = dbr_quarter_next(m->since_us);
	m->has_period = true;
	/* A quarter is told as it was known when it ended. */
	if (!m->request->as_of_us && m->as_of_us >= m->until_us)
		m->as_of_us = m->until_us - 1;
	if (m->as_of_us < m->since_us)
		return fail_early(m, m->subject);
	return DBR_OK;
}

/* The subject must be in the first column of subjects.sql. */
static enum dbr_status
take_listed(struct making *m)
{
	const struct dbr_table *subjects;
	const char **names;
	const char *near;
	enum dbr_status rc;
	size_t i;

	rc = making_query(&subjects, m, "subjects", "subjects");
	if (rc != DBR_OK)
		return rc;
	names = dbr_arena_array(m->arena, subjects->row_count + 1,
				sizeof(*names));
	for (i = 0; i < subjects->row_count; i++) {
		names[i] = dbr_arena_text(m->arena,
					  dbr_table_at(subjects, i, 0)->text);
		if (m->subject && strcmp(names[i], m->subject) == 0)
			return DBR_OK;
	}
	if (!m->subject)
		dbr_fail(m->err, DBR_EUSAGE, "a %s report needs a subject",
			 m->request->report);
	else
		dbr_fail(m->err, DBR_EUSAGE, "there is no \"%s\" to report on",
			 m->subject);
	near = m->subject ? dbr_nearest(m->subject, names,
					subjects->row_count) : NULL;
	if (near && strcmp(near, m->request->report) != 0)
		return dbr_fail_hint(m->err, "did you mean \"%s\"?", near);
	if (subjects->row_count)
		return dbr_fail_hint(m->err, "there is \"%s\" to \"%s\"",
				     names[0],
				     names[subjects->row_count - 1]);
	return dbr_fail_hint(m->err, "import the runbook first");
}

/* "A, B and C"; what the queries get is a line for each. */
static enum dbr_status
take_several(struct making *m)
{
	const struct dbr_report_request *request = m->request;
	struct dbr_buf words = DBR_BUF_INIT, lines = DBR_BUF_INIT;
	char *by;
	size_t i;

	if (request->by && request->subject_count)
		return dbr_fail(m->err, DBR_EUSAGE,
				"migrations or --by, not both");
	if (!request->by && request->subject_count < 2) {
		dbr_fail(m->err, DBR_EUSAGE, "nothing to compare");
		return dbr_fail_hint(m->err, "name two migrations, or a "
					     "dimension with --by");
	}
	dbr_buf_add_char(&lines, '\n');
	for (i = 0; i < request->subject_count; i++) {
		dbr_buf_addf(&words, "%s%s", !i ? "" :
			     i + 1 == request->subject_count ? " and " : ", ",
			     request->subjects[i]);
		dbr_buf_addf(&lines, "%s\n", request->subjects[i]);
	}
	m->subject = dbr_arena_text(m->arena, dbr_buf_str(&words));
	m->subjects = dbr_arena_text(m->arena, dbr_buf_str(&lines));
	dbr_buf_release(&lines);
	dbr_buf_release(&words);
	m->by_words = by = request->by ?
		dbr_arena_textf(m->arena, "%s", request->by) : NULL;
	for (; by && *by; by++)
		*by = *by == '_' ? ' ' : *by;
	return DBR_OK;
}

/* What only a report that compares can be asked for. */
static enum dbr_status
check_one(struct making *m, const char *subject)
{
	if (m->request->by)
		return dbr_fail(m->err, DBR_EUSAGE,
				"a %s report has no --by", m->request->report);
	if (m->request->subject_count > 1)
		return dbr_fail(m->err, DBR_EUSAGE,
				"a %s report is about one %s, not several",
				m->request->report,
				strcmp(subject, "quarter") == 0 ?
					"quarter" : "subject");
	return DBR_OK;
}

static enum dbr_status
take_subject(struct making *m)
{
	const struct template_block *header;
	const char *subject;
	enum dbr_status rc = find_header(&header, m);

	if (rc != DBR_OK)
		return rc;
	m->until_us = m->as_of_us + 1;
	subject = argument_find(header, "subject");
	if (strcmp(subject, "several") == 0)
		return take_several(m);
	rc = check_one(m, subject);
	if (rc != DBR_OK)
		return rc;
	if (strcmp(subject, "quarter") == 0)
		return take_quarter(m);
	if (strcmp(subject, "list") == 0)
		return take_listed(m);
	if (strcmp(subject, "none") == 0 && !m->subject)
		return DBR_OK;
	if (strcmp(subject, "none") == 0)
		return dbr_fail(m->err, DBR_EUSAGE,
				"a %s report is about everything, not "
				"\"%s\"", m->request->report, m->subject);
	return making_fail(m, header->place,
			   "subject is list, several, quarter or none, "
			   "not \"%s\"",
			   subject);
}

static enum dbr_status
write_html(struct making *m, struct dbr_str page)
{
	enum dbr_status rc = DBR_OK;

	if (m->request->html)
		dbr_buf_add(m->request->html, page.at, page.size);
	if (m->request->html_path)
		rc = dbr_file_write(m->request->html_path, page, 0644, m->err);
	return rc;
}

/* The file's name without folder and ".md", if it can stand in a link. */
static const char *
figure_prefix(struct making *m)
{
	const char *path = m->request->markdown_path;
	const char *base = strrchr(path, '/');
	struct dbr_str name = dbr_str_from(base ? base + 1 : path);
	size_t i;

	if (dbr_str_ends(name, ".md"))
		name.size -= 3;
	for (i = 0; i < name.size; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.",
			    name.at[i]))
			return m->request->report;
	return name.size ? dbr_arena_text(m->arena, name) :
			   m->request->report;
}

static enum dbr_status
write_figures(struct making *m, const struct doc_block *parent,
	      const char *folder, const char *prefix)
{
	const struct doc_block *block;
	enum dbr_status rc = DBR_OK;

	for (block = parent->first; rc == DBR_OK && block;
	     block = block->next) {
		const char *path;

		if (block->kind != DOC_FIGURE || !block->figure->svg_alone) {
			rc = write_figures(m, block, folder, prefix);
			continue;
		}
		path = dbr_arena_textf(m->arena, "%s/%s-%s.svg", folder,
				       prefix, block->id);
		rc = dbr_file_write(path,
				    dbr_str_from(block->figure->svg_alone),
				    0644, m->err);
	}
	return rc;
}

static enum dbr_status
write_markdown(struct making *m, struct dbr_str text)
{
	const char *path = m->request->markdown_path;
	const char *end = strrchr(path, '/');
	const char *folder = end ?
		dbr_arena_textf(m->arena, "%.*s/figs", (int)(end - path),
				path) : "figs";
	enum dbr_status rc;

	mkdir(folder, 0755);	/* there already, or writing below says why */
	rc = write_figures(m, &m->doc.body, folder, figure_prefix(m));
	if (rc == DBR_OK)
		rc = dbr_file_write(path, text, 0644, m->err);
	return rc;
}

/* Both pages are made and read again before a byte is written. */
static enum dbr_status
write_pages(struct making *m)
{
	struct dbr_buf page = DBR_BUF_INIT, text = DBR_BUF_INIT;
	const char *prefix = m->request->markdown_path ?
		figure_prefix(m) : m->request->report;
	enum dbr_status rc;

	html_write(&page, &m->doc);
	markdown_write(&text, &m->doc,
		       dbr_arena_textf(m->arena, "figs/%s", prefix));
	rc = html_check(dbr_buf_str(&page), m->err);
	if (rc == DBR_OK)
		rc = numbers_check(dbr_buf_str(&page), dbr_buf_str(&text),
				   m->err);
	if (rc == DBR_OK)
		rc = customer_check_page(m, dbr_buf_str(&page));
	if (rc == DBR_OK)
		rc = write_html(m, dbr_buf_str(&page));
	if (rc == DBR_OK && m->request->markdown_path)
		rc = write_markdown(m, dbr_buf_str(&text));
	if (rc == DBR_OK && m->request->json)
		json_page_write(m->request->json, &m->doc);
	if (rc == DBR_OK && m->request->pdf_path)
		rc = pdf_write(m->request->pdf_path, dbr_buf_str(&page),
			       m->request->printer, m->err);
	dbr_buf_release(&text);
	dbr_buf_release(&page);
	return rc;
}

static void
tell(struct dbr_report_result *out, struct making *m)
{
	struct dbr_buf plain = DBR_BUF_INIT, title = DBR_BUF_INIT;

	doc_text_plain(&plain, &m->doc.title);
	dbr_buf_add_clean(&title, dbr_buf_str(&plain), 0);
	*out = (struct dbr_report_result){
		.figure_count = (size_t)m->doc.figure_count,
		.missing_figure_count = m->missing_count,
		.problems = m->problems,
		.problem_count = m->problem_count,
		.title = dbr_arena_text(m->arena, dbr_buf_str(&title)),
	};
	dbr_buf_release(&title);
	dbr_buf_release(&plain);
}

/* The quarter that runs may be asked for as of its end; it is told as far as
 * the data go. */
static enum dbr_status
settle_as_of(struct making *m)
{
	int64_t latest_us, quarter_us;
	enum dbr_status rc;

	if (!m->as_of_us ||
	    !dbr_quarter_parse(dbr_str_from(m->subject), &quarter_us))
		return dbr_metric_as_of(&m->as_of_us, m->store, m->err);
	rc = dbr_metric_latest(&latest_us, m->store, m->err);
	if (rc == DBR_OK && m->as_of_us > latest_us &&
	    m->as_of_us <= dbr_quarter_next(dbr_quarter_start(latest_us)))
		m->as_of_us = latest_us;
	if (rc == DBR_OK)
		rc = dbr_metric_as_of(&m->as_of_us, m->store, m->err);
	return rc;
}

/* A plan tells what was decided although the data end before: unless an
 * instant was asked for, the last decision in force counts. */
static enum dbr_status
settle_on(struct making *m)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	m->on_us = m->as_of_us;
	if (m->request->as_of_us)
		return DBR_OK;
	rc = dbr_stmt_open(&stmt, m->store,
			   "SELECT MAX(valid_from_at) FROM"
			   " (SELECT valid_from_at, recorded_at, audit_sequence"
			   " FROM ownership UNION ALL"
			   " SELECT valid_from_at, recorded_at, audit_sequence"
			   " FROM escalation UNION ALL"
			   " SELECT valid_from_at, recorded_at, audit_sequence"
			   " FROM estimate) WHERE audit_sequence IS NOT NULL"
			   " AND valid_from_at <= recorded_at", m->err);
	if (rc == DBR_OK)
		rc = dbr_stmt_step(stmt, &has_row, m->err);
	if (rc == DBR_OK && has_row && dbr_stmt_i64(stmt, 0) > m->on_us)
		m->on_us = dbr_stmt_i64(stmt, 0);
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
dbr_report_write(struct dbr_report_result *out, struct dbr_store *store,
		 const struct dbr_share *share,
		 const struct dbr_report_request *request,
		 struct dbr_arena *arena, struct dbr_error *err)
{
	struct making m = {
		.store = store, .share = share, .request = request,
		.arena = arena, .err = err, .subject = request->subject,
		.as_of_us = request->as_of_us,
		.known_us = request->as_of_us ? request->as_of_us : INT64_MAX,
		.gallery = {
			.arena = arena,
			.gnuplot = request->gnuplot ? request->gnuplot :
						      GNUPLOT_PATH,
		},
	};
	enum dbr_status rc;

	document_init(&m.doc, arena);
	rc = load_template(&m);
	if (rc == DBR_OK)
		rc = check_quarter(&m);
	if (rc == DBR_OK)
		rc = settle_as_of(&m);
	if (rc == DBR_OK)
		rc = settle_on(&m);
	if (rc == DBR_OK)
		rc = take_subject(&m);
	if (rc == DBR_OK)
		rc = overwrite_check(&m);
	if (rc == DBR_OK)
		rc = making_render(&m);
	if (rc == DBR_OK)
		making_hang(&m);
	if (rc == DBR_OK)
		rc = write_pages(&m);
	if (rc == DBR_OK)
		tell(out, &m);
	return rc;
}
