/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * feedback/notice_promise.h -- is a promised limit crossed?
 *
 * Only when the whole interval is on the wrong side; a metric that cannot be
 * run crosses nothing.  *said gets "Title: result, promised <= limit".
 */
#ifndef FEEDBACK_NOTICE_PROMISE_H
#define FEEDBACK_NOTICE_PROMISE_H

#include "debrief/share.h"
#include "debrief/store.h"

struct notice_promise {
	const char *metric, *comparison;
	const char *migration, *severity;	/* "": every one */
	double value;		/* in the metric's unit */
	int64_t since_us, as_of_us;
};

struct notice_from {
	struct dbr_store *store;
	const struct dbr_share *share;
	struct dbr_arena *arena;
};

bool notice_promise_is_broken(const char **said,
			      const struct notice_from *from,
			      const struct notice_promise *promise);

#endif
