/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text_fuzz.h -- what must hold for every parser of a file somebody wrote:
 * metrics, rules, formats, report templates.
 */
#ifndef TESTS_TEXT_FUZZ_H
#define TESTS_TEXT_FUZZ_H

#include "debrief/share.h"

/* The bytes as a share file; its text ends in a NUL, as dbr_share_read's. */
struct dbr_share_file text_file(struct dbr_arena *arena, const char *name,
				const uint8_t *data, size_t size);
/* A refusal is of the file, and says where in it. */
void check_refusal(enum dbr_status rc, const struct dbr_error *err);
/* part lies within the file, behind line - 1 line ends. */
void check_part(const struct dbr_share_file *file, struct dbr_str part,
		size_t line);

#endif
