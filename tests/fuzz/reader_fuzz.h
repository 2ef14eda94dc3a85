/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reader_fuzz.h -- what must hold for every reader and any bytes.
 */
#ifndef TESTS_READER_FUZZ_H
#define TESTS_READER_FUZZ_H

#include "debrief/reader.h"

/*
 * Reading in pieces of chunk says the same as reading at once; every record
 * lies behind the one before it; a good record has as many fields as there
 * are names, and its text is UTF-8 without NULs.
 */
void check_reader(const struct dbr_reader *reader,
		  const struct dbr_reader_options *options,
		  struct dbr_str bytes, size_t chunk);

#endif
