/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/compare.h -- are two slices of a metric different, and by how much.
 *
 * The kind of the metric decides:
 *
 *   duration    Hodges-Lehmann shift, Cliff's delta, Mann-Whitney; when
 *               anything is open or ended another way, hazard ratio (Peto)
 *               and log-rank
 *   proportion  percentage points, Newcombe; score test
 *   rate        ratio, central exact conditional
 *   score       difference in points (nps), in points of the top boxes
 *               (csat) or of the means (ces)
 *
 * Facts of one migration hang together.  Unless the sides are single
 * migrations, p, intervals and detectable effects are widened by the design
 * effect (stats/cluster.h); those of rates, else, by how much more customers
 * differ than Poisson allows, once that is proven.
 *
 * Two full counts are compared as they are: no chance is in them, unless it
 * is chance which migrations were counted.  Where no
 * data of these sizes could have given p < 1 - level, nothing is tested and
 * the reading is "too few to say".
 *
 * Tarone 1990; Schoenfeld 1981; METRICS 2.4, 3.2, 4.4, 5.
 */
#ifndef DEBRIEF_COMPARE_H
#define DEBRIEF_COMPARE_H

#include "debrief/metric.h"

/* The share of false alarms a page may hold unless told. */
#define DBR_COMPARE_Q 0.10

enum dbr_reading {
	DBR_READING_TOO_FEW, DBR_READING_SAME, DBR_READING_DIFFERENT,
	DBR_READING_BETTER, DBR_READING_WORSE,	/* different, that way */
};

struct dbr_compare_pair {
	const struct dbr_metric *metric;
	const struct dbr_slice *a, *b;
	const struct dbr_slice *whole;	/* both are from it; or NULL */
	double level;
	/* The sides are what is asked about (this migration and that one), no
	 * sample of migrations: only chance within them is left. */
	bool is_fixed;
};

/* Numbers and texts are constants, or live in the arena. */
struct dbr_comparison {
	struct dbr_compare_pair pair;
	struct dbr_number effect;	/* a less b; a over b when is_ratio */
	struct dbr_number strength;	/* Cliff's delta; name NULL: none */
	/* The smallest true effect this test alone finds in 80 of 100. */
	struct dbr_number detectable;
	bool is_ratio, is_exact;	/* exact: two full counts */
	bool has_p;
	double p;
	const char *test;	/* "Mann-Whitney, exact"; NULL: none */
	const char *why_untested;	/* when !has_p */
	size_t cluster_counts[2];	/* migrations; 0: facts alone */
	double design_effect;	/* then: of the spread between them */
	double sign;		/* of a less b, in the metric's own direction */
};

struct dbr_comparison dbr_compare_slices(const struct dbr_compare_pair *pair,
					 struct dbr_arena *arena);
/* p, or q over a page, at or below bound makes a difference. */
enum dbr_reading dbr_compare_reading(const struct dbr_comparison *comparison,
				     double p, double bound);
/* "different: worse", "no detectable difference", "too few to say". */
const char *dbr_reading_text(enum dbr_reading reading);

struct dbr_compare_ask {
	const char *const *metrics;	/* none: the headline metrics */
	size_t metric_count;
	/* Every value of a dimension against the rest; or, by NULL, each
	 * pair of these migrations. */
	const char *by;
	const char *const *migrations;
	size_t migration_count;
	struct dbr_metric_ask like;	/* period, where, level */
	double bound;		/* 0: DBR_COMPARE_Q */
};

struct dbr_compare_row {
	const char *a, *b;	/* b NULL: the rest */
	struct dbr_comparison made;
	double q;		/* Benjamini-Hochberg; NaN: not tested */
	enum dbr_reading reading;
};

/* Do three groups of durations or more differ at all: Kruskal-Wallis, or
 * log-rank when anything is open.  Each alone, no part of the family of q. */
struct dbr_compare_overall {
	const struct dbr_metric *metric;
	double level;
	bool is_fixed;		/* as in a pair */
	size_t group_count;	/* that have facts */
	int64_t n;
	const char *test;	/* NULL: none */
	const char *why_untested;
	double statistic, p;
};

struct dbr_compare_page {
	struct dbr_compare_row *rows;
	size_t row_count;
	struct dbr_compare_overall *overalls;	/* of durations, in order */
	size_t overall_count;
	size_t tested_count;	/* the family of q */
	const char *const *left_out;	/* headline metrics without by */
	size_t left_out_count;
	struct dbr_metric_ask ask;	/* as answered */
	double bound;
};

enum dbr_status dbr_compare_run(struct dbr_compare_page *out,
				struct dbr_store *store,
				const struct dbr_share *share,
				const struct dbr_compare_ask *ask,
				struct dbr_arena *arena,
				struct dbr_error *err) DBR_MUST_CHECK;

#endif
