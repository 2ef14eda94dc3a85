/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reports/table.h -- tables from sources: one function a kind of source. */
#ifndef REPORTS_TABLE_H
#define REPORTS_TABLE_H

#include "reports/value.h"

enum table_align { TABLE_TEXT, TABLE_NUMBER, TABLE_NARROW };

struct table_heading {
	const char *words;
	enum table_align align;
};

struct doc_table *table_new(struct making *m,
			    const struct table_heading *headings,
			    size_t count);
void table_words(struct making *m, struct doc_cell *cell, const char *words,
		 enum doc_tone tone);
void table_data(struct making *m, struct doc_cell *cell, const char *data,
		enum doc_tone tone);
void table_number(struct making *m, struct doc_cell *cell,
		  const struct dbr_number *number, enum value_form form,
		  enum doc_tone tone);
/* Small, below the value: "1.47 to 2.51, n = 59". */
void table_basis(struct making *m, struct doc_cell *cell,
		 const struct dbr_number *number);

enum dbr_status table_of_query(struct making *m, struct doc_table **out,
			       const struct source *source,
			       const struct template_block *block)
	DBR_MUST_CHECK;
enum dbr_status table_of_slices(struct making *m, struct doc_table **out,
				const struct source *source,
				const struct template_block *block)
	DBR_MUST_CHECK;
enum dbr_status table_of_scores(struct making *m, struct doc_table **out,
				const struct source *source) DBR_MUST_CHECK;
struct doc_table *table_of_promises(struct making *m,
				    const struct source *source);
struct doc_table *table_of_proposals(struct making *m,
				     const struct source *source);
struct doc_table *table_of_refusals(struct making *m,
				    const struct source *source);

/*
 * Slices in the order and under the names a query gives them: columns key
 * and name, optionally qualifier.  Slices it does not name come last, under
 * their key.
 */
struct table_label {
	const struct dbr_slice *slice;
	const char *name, *qualifier;	/* qualifier may be NULL */
};
enum dbr_status table_labels(const struct table_label **out, size_t *count,
			     struct making *m, const struct source *source,
			     const struct template_block *block)
	DBR_MUST_CHECK;

#endif
