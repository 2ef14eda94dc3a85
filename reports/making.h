/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/making.h -- one report while it is being made.
 *
 * A template declares sources (a metric's result, a query's rows, the
 * targets, a scorecard, the proposals) under names of its own; texts, tables
 * and figures refer to those names.  Which metric stands behind a name is
 * the template's business: no code here knows one.
 */
#ifndef REPORTS_MAKING_H
#define REPORTS_MAKING_H

#include "debrief/feedback.h"
#include "debrief/metric.h"
#include "debrief/report.h"
#include "reports/document.h"
#include "reports/gallery.h"
#include "reports/template.h"

struct comparison;		/* compare.h */
struct comparisons;		/* comparisons.h */
struct promise;			/* promises.h */
struct score;			/* scorecard.h */

enum source_kind {
	SOURCE_METRIC, SOURCE_QUERY, SOURCE_TARGETS, SOURCE_COMPARE,
	SOURCE_SCORECARD, SOURCE_PROPOSALS, SOURCE_COMPARISONS,
};

struct source {
	const char *name;
	enum source_kind kind;
	struct template_place place;
	bool has_row;		/* inside @each: row is the current one */
	size_t row, row_count;
	const struct dbr_metric_result *metric;	/* of a compare: now */
	const struct promise *target;	/* of the metric, or NULL */
	const struct dbr_table *table;
	const struct promise *promises;
	const struct comparison *comparison;
	const struct comparisons *comparisons;
	const struct score *scores;
	const struct dbr_propose_result *proposals;
};

/* Where a picture goes once it is drawn: a block's figure, or a cell of a
 * table, by its place, because rows move while a table grows. */
struct hanging {
	const struct picture *picture;
	struct doc_block *block;
	struct doc_table *table;
	size_t cell;
};

/* How many facts a figure showed: totals.h. */
struct total {
	const char *metric, *key;
	const char *source;	/* of the figure that said so first */
	double count;
};

struct making {
	struct dbr_store *store;
	const struct dbr_share *share;
	const struct dbr_report_request *request;
	struct dbr_arena *arena;
	struct dbr_error *err;
	struct template template;
	struct document doc;
	const char *subject;
	const char *by_words;	/* the dimension compared, or NULL */
	const char *subjects;	/* every one on a line of its own, or NULL */
	int64_t as_of_us, since_us, until_us;
	int64_t known_us;	/* people's words written by then count */
	int64_t on_us;		/* the mapping is read as of then */
	bool has_period;	/* since and until are a quarter */
	struct source *sources;
	size_t source_count, source_capacity;
	const char **problems;
	size_t problem_count, problem_capacity;
	size_t missing_count;
	struct gallery gallery;	/* drawn when all of it is known */
	struct hanging *hangings;
	size_t hanging_count, hanging_capacity;
	struct total *totals;
	size_t total_count, total_capacity;
	/* Where blocks go now. */
	struct doc_block *section, *into;
};

/* A mistake of the template, at a place in it. */
enum dbr_status making_fail(struct making *m, struct template_place place,
			    const char *fmt, ...) DBR_PRINTF(3, 4);

/* One of count names; else the template's mistake, with the nearest. */
enum dbr_status making_word(struct making *m, struct template_place place,
			    const char *word, const char *const *names,
			    size_t count) DBR_MUST_CHECK;
/* Every key= of a directive is one of these. */
enum dbr_status argument_check(struct making *m,
			       const struct template_block *block,
			       const char *const *keys, size_t count)
	DBR_MUST_CHECK;
/* The value of key=, or NULL. */
const char *argument_find(const struct template_block *block, const char *key);
/* The n-th word without a key, or NULL. */
const char *argument_word(const struct template_block *block, size_t n);
const struct template_text *attribute_find(const struct template_block *block,
					   const char *name);

/* By name; a name that is not there is the template's mistake. */
enum dbr_status source_find(struct source **out, struct making *m,
			    const char *name, struct template_place place)
	DBR_MUST_CHECK;
/* The source named by key=, which must be of that kind; *out stays NULL when
 * the directive has no such key. */
enum dbr_status source_named(struct source **out, struct making *m,
			     const struct template_block *block,
			     const char *key, enum source_kind kind)
	DBR_MUST_CHECK;
/* @metric, @query, @targets, @compare, @scorecard, @proposals, @notices. */
bool source_is(const struct template_block *block);
enum dbr_status source_declare(struct making *m,
			       const struct template_block *block)
	DBR_MUST_CHECK;

/* @notices NAME FACTS: the templates of notices as the rows of a query. */
enum dbr_status notices_declare(struct making *m, struct source *source,
				const struct template_block *block)
	DBR_MUST_CHECK;

/* What by=, period=subject and dimension=value of a directive ask for. */
enum dbr_status source_ask(struct dbr_metric_ask *ask, struct making *m,
			   const struct template_block *block) DBR_MUST_CHECK;

/* Run FILE.sql of the report's folder with :subject :as_of :since :until;
 * :name is what its rows go by. */
enum dbr_status making_query(const struct dbr_table **out, struct making *m,
			     const char *file, const char *name)
	DBR_MUST_CHECK;
/* What was asked for in place of "$subject", else the word itself. */
const char *making_expand(const struct making *m, const char *word);

/* The document from the template: render.c. */
enum dbr_status making_render(struct making *m) DBR_MUST_CHECK;
enum dbr_status making_render_text(struct making *m, struct doc_text *out,
				   const struct template_text *text)
	DBR_MUST_CHECK;
/* @table and @figure. */
enum dbr_status making_table(struct making *m,
			     const struct template_block *block)
	DBR_MUST_CHECK;
enum dbr_status making_figure(struct making *m,
			      const struct template_block *block)
	DBR_MUST_CHECK;
/* Draw what hangs, and put it in its place. */
void making_hang(struct making *m);
/* @written: written.c. */
enum dbr_status making_written(struct making *m,
			       const struct template_block *block)
	DBR_MUST_CHECK;
/* @outcomes: outcomes.c. */
enum dbr_status making_outcomes(struct making *m,
				const struct template_block *block)
	DBR_MUST_CHECK;
/* @definitions and @parameters: the appendix. */
enum dbr_status making_definitions(struct making *m) DBR_MUST_CHECK;

#endif
