/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/value.h -- what {{name.field}} stands for, and the state it is in.
 *
 * A column of a query says its unit by the end of its name:
 *   _at instant   _on day   _seconds duration   _share 0..1   else a count,
 *   a plain number or text.
 */
#ifndef REPORTS_VALUE_H
#define REPORTS_VALUE_H

#include "reports/making.h"

enum value_kind {
	VALUE_NONE, VALUE_NUMBER, VALUE_TEXT, VALUE_WORD, VALUE_INSTANT,
	VALUE_DAY,
};
enum value_form { VALUE_FORM_VALUE, VALUE_FORM_INTERVAL, VALUE_FORM_SENTENCE };

struct value {
	enum value_kind kind;
	enum value_form form;
	struct dbr_number number;
	struct dbr_str text;	/* TEXT: somebody's; WORD: ours */
	int64_t instant_us;
};

enum dbr_status value_find(struct value *out, struct making *m,
			   const struct template_path *path) DBR_MUST_CHECK;
/*
 * Is the value in the state called word?  A number: none (there is no
 * value), zero, one, many, some (one or many; "0.3" is some).  Text and
 * words: none, some, or the text itself with "-" for blanks.
 */
bool value_is(const struct value *value, const char *word);
void value_say(struct making *m, struct doc_text *text,
	       const struct value *value, enum doc_tone tone);

struct value value_number(struct dbr_number number, enum value_form form);
struct value value_count(int64_t count);
struct value value_word(const char *word);
struct value value_cell(const char *column, const struct dbr_cell *cell);
struct dbr_number number_count(int64_t count);

/* "17 Feb 2026" and "17 Feb 2026 14:20", UTC. */
void value_day_text(struct dbr_buf *out, int64_t instant_us);
void value_instant_text(struct dbr_buf *out, int64_t instant_us);

/* Fields of a metric's result; false when there is no such field. */
bool value_of_metric(struct value *out, struct making *m,
		     const struct source *source, const char *field);
/* Names of the fields, for suggestions. */
const char *const *value_metric_fields(size_t *count);
/* The same for proposals: of all of them, or of the current row. */
bool value_of_proposals(struct value *out, struct making *m,
			const struct source *source, const char *field);
const char *const *value_proposal_fields(size_t *count);

#endif
