/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kind.h -- the four kinds: what a fact is, and what is made of many.
 *
 * A kind takes facts row by row into a gather (one per slice) and turns the
 * gather into numbers.  Adding a kind means one file and one line in
 * metric_kind_of(); nothing else in the program knows a metric by name.
 *
 * Counting is checked, not trusted: the engine counts every row by weight()
 * before add() sees it, and the sums must agree (DBR_EBUG).
 */
#ifndef METRIC_KIND_H
#define METRIC_KIND_H

#include "debrief/stats/cluster.h"
#include "debrief/stats/rate.h"
#include "metric/compare.h"
#include "stats/sum.h"

struct fact {
	double seconds;
	int outcome;		/* enum dbr_outcome */
	const char *cluster;	/* NULL: nobody knows */
};

/* Events and exposure of one subject, or a part of them. */
struct rate_part {
	const char *subject;
	int64_t events;
	double exposure;
};

enum { SCORE_MAX = 10 };

/* What is known of one slice while rows come in. */
struct gather {
	const char *key[2];
	int64_t read_count, used_count, open_count, ended_count;
	int64_t excluded_count;
	struct dbr_exclusion *exclusions;
	size_t exclusion_count, exclusion_capacity;
	const char *subject;	/* of every fact; NULL: none, or several */
	bool has_subjects;	/* several */
	struct fact *facts;			/* duration */
	size_t fact_count, fact_capacity;
	int64_t hits, trials, census_count;	/* proportion */
	bool is_sampled;	/* its facts say which of them are a census */
	struct sum part, amount, unknown;	/* proportion of an amount */
	int64_t events;				/* rate */
	struct sum exposure;
	struct rate_part *parts;		/* with a subject */
	size_t part_count, part_capacity;
	struct dbr_weighted_count *weighted;	/* rate: with a weight */
	size_t weighted_count, weighted_capacity;
	int64_t histogram[SCORE_MAX + 1];	/* score, by value */
	int64_t invited_count;	/* who was asked; 0: nobody says */
	struct dbr_slice_cluster *clusters;	/* but of durations */
	size_t cluster_count, cluster_capacity;
};

/* One row: the kind's two columns, and what else there is, or NULL. */
struct fact_row {
	const struct dbr_metric *metric;
	const struct dbr_cell *first, *second, *is_census, *subject;
	const struct dbr_cell *extra;	/* the kind's optional column */
	const char *cluster, *customer;	/* of the arena, once; or NULL */
	struct dbr_arena *arena;
};

/* Where numbers go, and what they are made for. */
struct finish {
	const struct dbr_metric *metric;
	double level;
	int quantile_type;
	bool is_fixed;	/* this customer or migration, not a sample of them */
	bool is_whole;	/* one subject, asked for by name: not a sample */
	struct dbr_arena *arena;
	struct dbr_number *numbers;
	size_t count, capacity;
};

struct metric_kind {
	const char *name;
	const char *columns[2];
	const char *extra;	/* one more that may be there; or NULL */
	/* How many facts a row stands for; excluded rows may hold NULL. */
	int64_t (*weight)(const struct fact_row *row);
	/* Take a row in, or say in lower case why it breaks the contract. */
	const char *(*add)(struct gather *gather, const struct fact_row *row);
	void (*finish)(struct dbr_slice *out, struct gather *gather,
		       struct finish *finish);
	compare_fn compare;
};

/* A proportion of an amount; kind_amount.c. */
const char *amount_add(struct gather *gather, const struct fact_row *row);
void amount_leave(struct gather *gather, const struct fact_row *row);
void amount_finish(struct dbr_slice *out, struct gather *gather,
		   struct finish *finish);

const struct metric_kind *metric_kind_of(enum dbr_metric_kind kind);
extern const struct metric_kind metric_kind_duration;
extern const struct metric_kind metric_kind_proportion;
extern const struct metric_kind metric_kind_rate;
extern const struct metric_kind metric_kind_score;

/* A count from a cell: whole and not negative. */
bool kind_count(const struct dbr_cell *cell, int64_t *out);
bool kind_real(const struct dbr_cell *cell, double *out);	/* finite */

/* Add facts to the cluster of the row, if it has one: weight of them, the sum
 * of their scores and of the squares. */
struct dbr_slice_cluster *kind_cluster(struct gather *gather,
				       const struct fact_row *row,
				       double weight, double sum,
				       double square);
/* 1 when clusters[0] holds the facts of nobody knows whom. */
size_t kind_loose_count(const struct gather *gather);
/* What customers differing among themselves (migrations of an only customer)
 * do to an estimate over several of them; lacks when there is one. */
struct dbr_cluster_effect kind_effect(const struct gather *gather,
				      const struct finish *finish,
				      bool is_second);
/* Put it beside the estimate; its n are the customers. */
void kind_note_effect(struct finish *finish,
		      const struct dbr_cluster_effect *effect);

struct dbr_stat;
/* The next number of a slice, filled from a statistic. */
struct dbr_number *kind_number(struct finish *finish, const char *name,
			       enum dbr_unit unit,
			       const struct dbr_stat *stat);
/* A number without an interval, and why that is right. */
struct dbr_number *kind_plain(struct finish *finish, const char *name,
			      enum dbr_unit unit, double value, int64_t n);
/* Seconds; of a duration over another one ("unit: ratio") a plain number. */
enum dbr_unit kind_duration_unit(const struct dbr_metric *metric);
/* Take the interval away. */
void kind_drop_interval(struct dbr_number *number, const char *why);

#endif
