/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * header.h -- what the comment above a metric's SELECT says.
 *
 *	-- metric: time-to-migrate
 *	-- kind:   duration
 *	-- reads:  migration
 *	--
 *	-- (1) A rule, as many lines as it
 *	--     takes.
 *	SELECT ...
 *
 * Keys in any order, each once, before the rules; the name is the file's.
 */
#ifndef METRIC_HEADER_H
#define METRIC_HEADER_H

#include "debrief/metric.h"

/*
 * Parse text; out borrows from it and from the arena.  A mistake is
 * DBR_ECONFIG at path:line:column, with the nearest key or word.
 */
enum dbr_status metric_parse(struct dbr_metric *out,
			     const struct dbr_share_file *file,
			     struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
