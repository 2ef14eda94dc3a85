/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/report.h -- a template, metric results and figures become a page.
 *
 * A report is a folder share/reports/NAME: report.md (prose, order of
 * sections, which metric or query feeds what; debrief-reports(5)) and the
 * queries its figures and tables read.  One document tree is built; HTML and
 * Markdown are two ways to write it, so they cannot disagree.
 *
 * Same data, same as-of, same version: same bytes.  No clock, no locale.
 * A figure that cannot be drawn leaves its table and the reason; the report
 * is still written.  Files are written beside the target and renamed; they
 * replace a report or nothing, and never the workspace.
 */
#ifndef DEBRIEF_REPORT_H
#define DEBRIEF_REPORT_H

#include <stdbool.h>
#include <stdint.h>
#include "debrief/share.h"
#include "debrief/store.h"

struct dbr_report_request {
	const char *report;	/* "postmortem", "quarterly", ... */
	const char *subject;	/* a migration's key, a quarter, or NULL */
	/* Of a report that compares: migrations, or a dimension. */
	const char *const *subjects;
	size_t subject_count;
	const char *by;
	int64_t as_of_us;	/* 0: the latest instant in the data */
	const char *html_path;	/* where to write; NULL: not */
	struct dbr_buf *html;	/* append the page here; NULL: not */
	struct dbr_buf *json;	/* append everything shown here; NULL: not */
	const char *markdown_path;	/* figures go to figs/ beside it */
	const char *pdf_path;	/* printed by printer, NULL: what there is */
	const char *printer;
	bool is_for_customer;	/* customer.md: nobody named, no small cell */
	const char *workspace_path;	/* never replaced, as the store */
	bool is_forced;		/* replace a file that is no report */
	const char *gnuplot;	/* program; NULL: as configured */
	const char *command_line;	/* printed in the appendix */
};

struct dbr_report_result {
	size_t figure_count, missing_figure_count;
	const char *const *problems;	/* one per figure that is missing */
	size_t problem_count;
	const char *title;	/* clean: a terminal may show it */
};

enum dbr_status dbr_report_write(struct dbr_report_result *out,
				 struct dbr_store *store,
				 const struct dbr_share *share,
				 const struct dbr_report_request *request,
				 struct dbr_arena *arena,
				 struct dbr_error *err) DBR_MUST_CHECK;

#endif
