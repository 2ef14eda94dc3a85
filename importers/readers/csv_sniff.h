/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv_sniff.h -- what the first bytes of a CSV say about the rest.
 */
#ifndef READERS_CSV_SNIFF_H
#define READERS_CSV_SNIFF_H

#include "debrief/str.h"

/*
 * The candidate (, ; tab |) that cuts most of the sample's records into as
 * many fields as its first one; more fields win a tie; "," without any.
 */
char csv_sniff_delimiter(struct dbr_str sample);

/*
 * Is this line no record: "sep=;" (sets *delimiter, else untouched), "#TYPE
 * ..." (PowerShell), a lone "UTF-8", or blank?
 */
bool csv_is_preamble(struct dbr_str line, char *delimiter);

/*
 * Whole records inside one quoted cell: a spreadsheet with another separator
 * saved the file.  Returns that cell's own delimiter, or 0.
 */
char csv_double_encoded(const struct dbr_str *names, size_t count);

#endif
