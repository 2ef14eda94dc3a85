/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exchange.h -- where a text says something about the mapping. */
#ifndef FEEDBACK_EXCHANGE_H
#define FEEDBACK_EXCHANGE_H

#include "debrief/exchange.h"

/* A range of the text that says one thing; of size 0: it could stand here. */
struct place {
	struct dbr_str bytes;
	struct dbr_assignment says;	/* team NULL: nobody */
	const char *before, *after;	/* around what is put in; or NULL */
};

struct places {
	const struct dbr_exchange *exchange;
	struct dbr_arena *arena;
	struct dbr_error *err;
	struct dbr_str text;
	struct place *at;		/* in the order of the text */
	size_t count, capacity;
};

struct exchange_format {
	const char *name;
	enum dbr_status (*scan)(struct places *places);
	/* How a row is written in the place. */
	void (*write)(struct dbr_buf *out, const struct places *places,
		      const struct place *place,
		      const struct dbr_assignment *row);
};
extern const struct exchange_format exchange_codeowners, exchange_backstage,
	exchange_pagerduty, exchange_opsgenie;

struct place *places_add(struct places *places, struct dbr_str bytes);
/* Fail at a byte of the text: file:line:column. */
enum dbr_status places_fail(const struct places *places, const char *at,
			    const char *fmt, ...) DBR_PRINTF(3, 4);
/* The module or team of that name, in any case and with any marks between
 * its words; NULL: none. */
const char *exchange_module(const struct places *places, struct dbr_str name);
const char *exchange_team(const struct places *places, struct dbr_str name);
/* "Data Quality" as "data-quality". */
void exchange_add_slug(struct dbr_buf *out, const char *name);

/* raci.c: a matrix has a cell for every pair, so it has its own way. */
enum dbr_status raci_read(struct places *places);
enum dbr_status raci_write(struct dbr_buf *out, struct places *places,
			   const struct dbr_assignment *rows, size_t count,
			   size_t *unplaced);

#endif
