/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/customer.h -- what a report for a customer must not hold.
 *
 * It has a template of its own (customer.md), so that only what is written
 * there is told.  Beyond that: no source or figure that shows teams or other
 * customers, no estimate from fewer than five, and no name.
 */
#ifndef REPORTS_CUSTOMER_H
#define REPORTS_CUSTOMER_H

#include "reports/making.h"

enum { CUSTOMER_N_MIN = 5 };

/* A directive that may not stand in a template for customers. */
enum dbr_status customer_check_block(struct making *m,
				     const struct template_block *block)
	DBR_MUST_CHECK;
/* An estimate too small to be shown to a customer. */
bool customer_hides(const struct making *m, const struct dbr_number *number);
/*
 * DBR_ECHECK when the finished text names a person, a team, a ticket, or
 * another customer or migration.
 */
enum dbr_status customer_check_page(struct making *m, struct dbr_str page)
	DBR_MUST_CHECK;

#endif
