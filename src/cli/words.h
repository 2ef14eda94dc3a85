/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * words.h -- the words a person gives a command: --text, --file, --editor,
 * else standard input.  No editor is ever started without --editor.
 */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include "cli/cli.h"

/* before: what an editor starts with.  max: bytes; more is DBR_EINPUT.
 * out lives in the command's arena, without white space at its end. */
enum dbr_status words_read(struct dbr_str *out, struct cli *cli,
			   const struct cli_args *args, struct dbr_str before,
			   size_t max, struct dbr_error *err) DBR_MUST_CHECK;

#endif
