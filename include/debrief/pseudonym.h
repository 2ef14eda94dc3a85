/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/pseudonym.h -- other names for names, the same ones every time.
 *
 * A pseudonym is the keyed BLAKE2b hash of a kind and a text.  Whoever has
 * the key can find out which name it stands for by trying names; without it
 * nobody can, so the key is a file of its own, never in the database and
 * never in a backup beside it.
 *
 * RFC 7693.
 */
#ifndef DEBRIEF_PSEUDONYM_H
#define DEBRIEF_PSEUDONYM_H

#include "debrief/error.h"
#include "debrief/str.h"

enum { DBR_PSEUDONYM_KEY_SIZE = 32 };	/* bytes; 64 hex digits in the file */

struct dbr_pseudonym_key {
	unsigned char bytes[DBR_PSEUDONYM_KEY_SIZE];
};

/*
 * The key in path; when there is no such file, a new random one is written
 * there, readable by its owner alone.
 *   DBR_EINPUT    the file is not a key
 *   DBR_ECONFIG   others may read or write it
 *   and what dbr_file_read and dbr_file_write return
 */
enum dbr_status dbr_pseudonym_key_load(struct dbr_pseudonym_key *out,
				       const char *path,
				       struct dbr_error *err) DBR_MUST_CHECK;
/* The key is not needed any more: overwrite it. */
void dbr_pseudonym_key_forget(struct dbr_pseudonym_key *key);

/* "team-4f0c-91d2-ab37": kind is a word of ours.  The same kind and text
 * under the same key give the same 48 bits. */
void dbr_pseudonym_add(struct dbr_buf *out,
		       const struct dbr_pseudonym_key *key, const char *kind,
		       struct dbr_str text);

#endif
