/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * person.h -- who says so: white space, marks and what has no width are
 * nobody.
 */
#ifndef FEEDBACK_PERSON_H
#define FEEDBACK_PERSON_H

#include <stdbool.h>
#include "debrief/str.h"

enum { PERSON_NAME_MAX = 200 };		/* bytes */

/* At least one character of text can be seen. */
bool text_is_visible(struct dbr_str text);
/* what: "a decision", "a note"; DBR_EUSAGE when name names nobody. */
enum dbr_status person_check(const char *name, const char *what,
			     struct dbr_error *err) DBR_MUST_CHECK;

#endif
