/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/metric.h -- a file gives facts, its kind gives everything else.
 *
 * A metric is one SQL file (debrief-metrics(5)): a header that says name,
 * title, kind, unit, which way is better, which dimensions it can be sliced
 * by and what it reads; numbered rules; one SELECT that gives facts.  The
 * kind decides the columns the SELECT must give:
 *
 *   duration    seconds REAL, outcome INTEGER (0 open at :as_of, 1 done,
 *               2 ended another way), one row a fact
 *   proportion  hits, trials                      summed in SQL; optionally
 *               is_census: 1 when every row there is was looked at; with
 *               "amounts: yes" they are REAL amounts of one fact a row
 *   rate        events, exposure                  summed in SQL
 *   score       score, answers                    a histogram
 *
 * plus one column per dimension named in the header, and optionally
 *   excluded    NULL, or the reason these facts are left out; then the other
 *               columns may be NULL, and trials, events, answers or 1 say
 *               how many
 *   subject     what the fact is about (a migration's or ticket's key)
 *   weight      of a rate: what each of these events counts
 *   invited     of a score, on a row without answers: so many were asked
 *
 * Parameters: :as_of :since :until (instants; the engine always gives all
 * three; a fact belongs to since <= instant < until, and until is never more
 * than as_of + 1, so that what happened at :as_of is in) and :window_days,
 * :baseline_weeks ... from the header's "params:" with their defaults.
 *
 * Slicing by the dimension "quarter" is done by the engine for every metric:
 * it runs the file once per quarter with :since and :until set.
 */
#ifndef DEBRIEF_METRIC_H
#define DEBRIEF_METRIC_H

#include <stdbool.h>
#include "debrief/number.h"
#include "debrief/query.h"
#include "debrief/share.h"
#include "debrief/stats/rate.h"

enum dbr_metric_kind {
	DBR_KIND_DURATION, DBR_KIND_PROPORTION, DBR_KIND_RATE, DBR_KIND_SCORE,
};
enum dbr_better { DBR_BETTER_LOWER, DBR_BETTER_HIGHER, DBR_BETTER_NEITHER };

struct dbr_metric {
	const char *name, *title, *unit, *path, *definition; /* the rules, text */
	const char *scale;	/* score: "nps", "csat", "ces" */
	enum dbr_metric_kind kind;
	enum dbr_better better;
	const char *const *dims;
	size_t dim_count;
	const char *const *rules;	/* "(1) ...", in order */
	size_t rule_count;
	const char *const *reads;	/* tables and views it may read */
	size_t read_count;
	const struct dbr_parameter *parameters;	/* header params, defaults */
	size_t parameter_count;
	struct dbr_str sql;
	size_t sql_line;	/* where sql starts in the file */
	bool is_workspace;
	bool is_claim;		/* proportion for a sign-off: Clopper-Pearson */
	int headline;		/* place among the headline metrics; 0: none */
	bool is_signed;		/* duration that may be negative: slip */
	bool is_amount;	/* proportion of seconds, say: a row is one fact */
};

struct dbr_metric_ask {
	const char *metric;
	const char *by[2];	/* dimensions, or NULL */
	const char *where_dim[4], *where_value[4];	/* all must hold */
	bool must_know_where;	/* a value that nothing has is DBR_EUSAGE */
	int64_t as_of_us;
	int64_t since_us, until_us;	/* until exclusive; 0, 0: everything */
	const struct dbr_parameter *parameters;	/* override header defaults */
	size_t parameter_count;
	double level;		/* 0: 0.95 */
	int quantile_type;	/* Hyndman-Fan 7 or 6; 0: 7 */
};

struct dbr_exclusion {
	const char *reason;
	int64_t n;
};

/* What of a slice is of one migration (of one customer, when the metric has
 * no migrations), as scores whose mean is compared: hits, events, the points
 * of answers. */
struct dbr_slice_cluster {
	const char *name, *customer;	/* NULL: not known */
	double weight, sum, square;	/* trials or exposure; scores */
	double second_sum, second_square;	/* csat: answers; ces: agree */
};

/* Facts with the same dimension values, and what the kind makes of them. */
struct dbr_slice {
	const char *key[2];	/* value of each by-dimension; NULL: all */
	/* numbers[0] is the one to print; the rest belong beside it (p90,
	 * mean (skewed), counts per class, ...). */
	const struct dbr_number *numbers;
	size_t number_count;
	int64_t used_count, open_count, ended_count;	/* ended: outcome 2 */
	int64_t excluded_count, read_count;	/* used+open+ended+excluded=read */
	const struct dbr_exclusion *exclusions;
	size_t exclusion_count;
	/* The facts themselves, for figures and comparison. */
	const double *values;	/* duration: seconds, sorted by (value, outcome) */
	const int *outcomes;
	size_t value_count;
	double hits, trials;	/* proportion */
	double events, exposure;	/* rate */
	const struct dbr_weighted_count *weighted;	/* rate by weight */
	size_t weighted_count;	/* 0: events count alike */
	const int64_t *histogram;	/* score: answers at scale_min + i */
	size_t histogram_count;
	int scale_min;
	const struct dbr_slice_cluster *clusters;	/* sorted by name */
	size_t cluster_count;
	const char *const *value_clusters;	/* duration: of values[i] */
};

struct dbr_metric_result {
	const struct dbr_metric *metric;
	struct dbr_metric_ask ask;	/* as answered: as_of filled in */
	const struct dbr_slice *slices;	/* sorted by key, quarters by time */
	size_t slice_count;
	struct dbr_slice all;	/* over every slice */
};

/* Load and check every metric file; a broken shipped file is DBR_ECONFIG, a
 * broken workspace file is left out and listed by dbr_metric_check. */
enum dbr_status dbr_metric_list(const struct dbr_metric **out, size_t *count,
				const struct dbr_share *share,
				struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;
enum dbr_status dbr_metric_load(struct dbr_metric *out,
				const struct dbr_share *share,
				const char *name, struct dbr_arena *arena,
				struct dbr_error *err) DBR_MUST_CHECK;
/* From a file of any place; the name in it must be the file's. */
enum dbr_status dbr_metric_load_file(struct dbr_metric *out, const char *path,
				     struct dbr_arena *arena,
				     struct dbr_error *err) DBR_MUST_CHECK;
/* What one unit of the metric (of a target) is in its numbers: day 86400,
 * per cent 0.01, anything else 1. */
double dbr_metric_unit_scale(const struct dbr_metric *metric);
/* The latest instant in the data: what --as-of is when it is not given.
 * What lies a day and more behind the latest import has not happened. */
enum dbr_status dbr_metric_latest(int64_t *as_of_us, struct dbr_store *store,
				  struct dbr_error *err) DBR_MUST_CHECK;
/* Settle an as-of that was asked for: 0 becomes the latest instant in the
 * data; one behind the day (UTC) of that instant is DBR_EINPUT, because what
 * is open would count as watched in a time nobody saw, and so is one before
 * everything that happened. */
enum dbr_status dbr_metric_as_of(int64_t *as_of_us, struct dbr_store *store,
				 struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status dbr_metric_run(struct dbr_metric_result *out,
			       struct dbr_store *store,
			       const struct dbr_share *share,
			       const struct dbr_metric_ask *ask,
			       struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

/* A metric that could not be asked, and why. */
struct dbr_refresh_failure {
	const char *metric;
	struct dbr_error err;
};
struct dbr_refresh {
	int64_t row_count;
	const struct dbr_refresh_failure *failures;
	size_t failure_count;
};

/* Ask every metric, whole, by quarter, by every dimension (headline metrics
 * by dimension and quarter too), and keep the answers in metric_result in
 * place of what was there.  A metric that is wrong, or says what cannot be,
 * is a failure and has no rows; the others have theirs.  store is open for
 * writing. */
enum dbr_status dbr_metric_refresh(struct dbr_refresh *out,
				   struct dbr_store *store,
				   const struct dbr_share *share,
				   int64_t as_of_us, struct dbr_arena *arena,
				   struct dbr_error *err) DBR_MUST_CHECK;

/* Prepare a metric's SELECT and check its columns, without running it. */
enum dbr_status dbr_metric_check(const struct dbr_metric *metric,
				 struct dbr_store *store,
				 struct dbr_error *err) DBR_MUST_CHECK;

/* Run the cases of path, .../NAME.test, for metric NAME (the form is in
 * debrief-metrics(5)).  text gets a line per case; the counts grow. */
struct dbr_metric_test_report {
	struct dbr_buf *text;
	size_t case_count, failed_count;
};
enum dbr_status dbr_metric_test(struct dbr_metric_test_report *report,
				const char *path,
				const struct dbr_share *share,
				struct dbr_error *err) DBR_MUST_CHECK;

#endif
