/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ticket.h -- shared by ticket.c, ticket_cells.c and ticket_events.c only. */
#ifndef TARGETS_TICKET_H
#define TARGETS_TICKET_H

#include "../run.h"
#include "../writer.h"

enum ticket_field {
	TICKET_KEY, TICKET_SOURCE, TICKET_TITLE, TICKET_TYPE, TICKET_INCIDENT,
	TICKET_STATUS, TICKET_STATE, TICKET_SEVERITY, TICKET_SEVERITY_RAW,
	TICKET_OPENED, TICKET_ACKNOWLEDGED, TICKET_RESOLVED, TICKET_CLOSED,
	TICKET_UPDATED, TICKET_SEQUENCE, TICKET_REOPENS, TICKET_REASSIGNS,
	TICKET_MADE_SLA, TICKET_TEAM, TICKET_ASSIGNEE, TICKET_RESOLVER_TEAM,
	TICKET_RESOLVER, TICKET_FIRST_TEAM, TICKET_CUSTOMER, TICKET_MIGRATION,
	TICKET_LABEL, TICKET_MODULE, TICKET_FIELDS,
	/* Said in minutes after opened, where no time is said. */
	TICKET_ACKNOWLEDGED_AFTER = TICKET_FIELDS, TICKET_RESOLVED_AFTER,
	TICKET_CELLS,
};

struct ticket_target {
	struct import_run *run;
	struct writer tickets, events;
	struct dbr_stmt *known;		/* how new is what the store knows */
	struct dbr_stmt *cells_add, *cells_change;
	struct dbr_buf cells;		/* of the row at hand, as JSON */
};

enum dbr_status ticket_cells_open(struct ticket_target *self,
				  struct dbr_error *err) DBR_MUST_CHECK;
void ticket_cells_close(struct ticket_target *self);
enum dbr_status ticket_cells_put(struct ticket_target *self, int64_t id,
				 const struct import_row *row,
				 struct row_result *out,
				 struct dbr_error *err) DBR_MUST_CHECK;

/* Gives an event its number when the log has none; may reject. */
enum dbr_status ticket_event_check(struct ticket_target *self,
				   struct value *values,
				   struct row_result *out,
				   struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status ticket_event_put(struct ticket_target *self, int64_t id,
				 const struct import_row *row,
				 struct row_result *out,
				 struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status ticket_finish(void *payload, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
