/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv_plain.h -- records without any oddity, as nearly all are.
 *
 * Every field is bare and has no quote, or is quoted from end to end; lines
 * end in LF or CRLF.  Such a record reads the same in every way that
 * csv_record.c tries; its fields are slices of the window, but for those with
 * doubled quotes.  All other records are libcsv's, from their beginning.
 */
#ifndef READERS_CSV_PLAIN_H
#define READERS_CSV_PLAIN_H

#include "csv_record.h"

/* False: nothing was taken.  True: csv->fields holds the record and the window
 * is behind it. */
enum dbr_status csv_plain_record(struct csv_reader *csv, bool *is_plain,
				 struct dbr_error *err) DBR_MUST_CHECK;

#endif
