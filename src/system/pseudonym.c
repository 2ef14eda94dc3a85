/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pseudonym.c -- see debrief/pseudonym.h. */
#include <config.h>
#include "debrief/pseudonym.h"

#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "debrief/file.h"

enum {
	HEX_SIZE = 2 * DBR_PSEUDONYM_KEY_SIZE,
	FILE_MAX = HEX_SIZE + 2,	/* a line end */
	SHOWN = 6,			/* bytes of the hash in a name */
	OTHERS = 077,
};

static enum dbr_status
make_key(struct dbr_pseudonym_key *out, const char *path,
	 struct dbr_error *err)
{
	char line[HEX_SIZE + 2];
	enum dbr_status rc;

	randombytes_buf(out->bytes, sizeof(out->bytes));
	sodium_bin2hex(line, sizeof(line), out->bytes, sizeof(out->bytes));
	line[HEX_SIZE] = '\n';
	rc = dbr_file_write(path, (struct dbr_str){ line, HEX_SIZE + 1 },
			    0600, err);
	sodium_memzero(line, sizeof(line));
	return rc;
}

static enum dbr_status
read_key(struct dbr_pseudonym_key *out, const char *path,
	 struct dbr_error *err)
{
	struct dbr_buf text = DBR_BUF_INIT;
	struct dbr_str hex;
	size_t size = 0;
	enum dbr_status rc = dbr_file_read(&text, path, FILE_MAX, err);

	hex = dbr_str_trim(dbr_buf_str(&text));
	if (rc == DBR_OK &&
	    (hex.size != HEX_SIZE ||
	     sodium_hex2bin(out->bytes, sizeof(out->bytes), hex.at, hex.size,
			    NULL, &size, NULL) != 0 ||
	     size != sizeof(out->bytes)))
		rc = dbr_fail(err, DBR_EINPUT, "\"%s\" is not a key: 64 "
			      "hexadecimal digits", path);
	sodium_memzero(text.text, text.size);
	dbr_buf_release(&text);
	return rc;
}

enum dbr_status
dbr_pseudonym_key_load(struct dbr_pseudonym_key *out, const char *path,
		       struct dbr_error *err)
{
	struct stat found;

	if (sodium_init() < 0)
		return dbr_fail(err, DBR_ECONFIG, "libsodium does not start");
	if (stat(path, &found) != 0)
		return make_key(out, path, err);
	if (found.st_mode & OTHERS) {
		dbr_fail(err, DBR_ECONFIG,
			 "others may read or write the key \"%s\"", path);
		return dbr_fail_hint(err, "chmod 600 %s", path);
	}
	return read_key(out, path, err);
}

void
dbr_pseudonym_key_forget(struct dbr_pseudonym_key *key)
{
	sodium_memzero(key, sizeof(*key));
}

void
dbr_pseudonym_add(struct dbr_buf *out, const struct dbr_pseudonym_key *key,
		  const char *kind, struct dbr_str text)
{
	unsigned char hash[crypto_generichash_BYTES];
	crypto_generichash_state state;

	crypto_generichash_init(&state, key->bytes, sizeof(key->bytes),
				sizeof(hash));
	/* With its NUL: no kind is the beginning of another. */
	crypto_generichash_update(&state, (const unsigned char *)kind,
				  strlen(kind) + 1);
	crypto_generichash_update(&state, (const unsigned char *)text.at,
				  text.size);
	crypto_generichash_final(&state, hash, sizeof(hash));
	dbr_buf_add_text(out, kind);
	for (int i = 0; i < SHOWN; i++)
		dbr_buf_addf(out, i % 2 ? "%02x" : "-%02x", hash[i]);
}
