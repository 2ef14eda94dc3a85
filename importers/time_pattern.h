/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * time_pattern.h -- what a time pattern is compiled to.
 *
 * time_format.c makes it, time_read.c runs it over cells.
 */
#ifndef IMPORTERS_TIME_PATTERN_H
#define IMPORTERS_TIME_PATTERN_H

#include "debrief/time_format.h"

enum time_op_kind {
	OP_LITERAL,
	OP_BLANK,
	OP_YEAR, OP_SHORT_YEAR, OP_MONTH, OP_DAY, OP_MONTH_NAME, OP_WEEKDAY,
	OP_HOUR, OP_HOUR_12, OP_MINUTE, OP_SECOND, OP_FRACTION, OP_HALF,
	OP_ZONE, OP_ZONE_NAME,
	OP_EPOCH_S, OP_EPOCH_MS, OP_EPOCH_US, OP_EPOCH_ANY, OP_TAI64N,
	OP_NANOSECONDS,
	OP_MAY_END,
	OP_MAY_SKIP, OP_SKIPPED,	/* %[ and %] */
};

struct time_op {
	enum time_op_kind kind;
	char literal;
	size_t target;	/* OP_MAY_SKIP: index of its OP_SKIPPED */
};

struct month_name {
	struct dbr_str name;	/* without a point at its end */
	int month;
};

/* All that a month may be called, English last, in the order of the last
 * five bits of their first bytes: those are the same in both cases. */
struct month_index {
	const struct month_name *names;
	size_t starts[33];
};

struct dbr_time_format {
	const char *pattern;
	struct month_index months;
	struct time_op *ops;
	size_t count;
	char order[4];
	bool is_naive;
};

/*
 * Whether a cell can match at all depends on its shape alone, its bytes with
 * every digit as one: no number is out of range, no name has digits.  False
 * means that no cell of this shape matches.
 */
bool time_format_may_read(const struct dbr_time_format *format,
			  struct dbr_str cell);
/* False: the pattern itself asks for certain digits. */
bool time_format_has_shape(const struct dbr_time_format *format);

/* Each optional part doubles the ways to read a cell: 2^8 at most. */
enum { TIME_OPTIONAL_MAX = 8 };

#endif
