/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/signature.h"

#include <string.h>
#include "debrief/feedback.h"
#include "feedback/audit.h"
#include "feedback/canonical.h"
#include "feedback/statement.h"

static enum dbr_status
find_last(int64_t *out, struct dbr_store *store, struct dbr_error *err)
{
	return statement_i64(out, store, "SELECT MAX(sequence) FROM audit",
			     (struct statement_values){ 0 }, err);
}

static enum dbr_status
count_signers(int64_t *out, struct dbr_store *store, const char *where,
	      const struct signer *signer, struct dbr_error *err)
{
	const struct dbr_parameter at[] = {
		STATEMENT_TEXT(":name", signer->name),
		STATEMENT_TEXT(":key", signer->public_hex),
	};

	return statement_i64(out, store, where, STATEMENT_VALUES(at), err);
}

static enum dbr_status
register_key(struct signer *signer, struct dbr_store *store, int64_t now_us,
	     struct dbr_error *err)
{
	struct dbr_buf body = DBR_BUF_INIT;
	struct canonical_object json;
	struct audit_event event = {
		.happened_us = now_us, .actor = signer->name,
		.event = "trust-key",
	};
	int64_t sequence = 0;
	enum dbr_status rc;

	canonical_open(&json, &body);
	canonical_add_text(&json, "key", signer->public_hex);
	canonical_close(&json);
	event.body = body.text;
	rc = audit_append(&sequence, store, &event, err);
	dbr_buf_release(&body);
	if (rc != DBR_OK)
		return rc;
	const struct dbr_parameter at[] = {
		STATEMENT_TEXT(":key", signer->public_hex),
		STATEMENT_TEXT(":name", signer->name),
		STATEMENT_I64(":now", now_us),
		STATEMENT_I64(":event", sequence),
	};
	return statement_run(store, "INSERT INTO signer (public_key, name,"
			     " trusted_at, audit_sequence)"
			     " VALUES (:key, :name, :now, :event)",
			     STATEMENT_VALUES(at), err);
}

static enum dbr_status
check_key(struct signer *signer, struct dbr_store *store, int64_t now_us,
	  struct dbr_error *err)
{
	int64_t same = 0, other = 0;
	enum dbr_status rc = count_signers(
		&same, store, "SELECT COUNT(*) FROM signer"
		" WHERE name = :name AND public_key = :key", signer, err);

	if (rc == DBR_OK)
		rc = count_signers(&other, store, "SELECT COUNT(*) FROM signer"
				   " WHERE name = :name OR public_key = :key",
				   signer, err);
	if (rc != DBR_OK || same)
		return rc;
	if (!other)
		return register_key(signer, store, now_us, err);
	dbr_fail(err, DBR_EPERM, "this is not the key of %s", signer->name);
	return dbr_fail_hint(err, "a name has one key and a key one name:"
			     " debrief audit --log shows them as trust-key");
}

enum dbr_status
signer_open(struct signer *signer, struct dbr_store *store,
	    const struct dbr_pseudonym_key *seed, const char *name,
	    int64_t now_us, struct dbr_error *err)
{
	unsigned char public[crypto_sign_PUBLICKEYBYTES];
	enum dbr_status rc;

	*signer = (struct signer){ .name = name };
	crypto_sign_seed_keypair(public, signer->secret, seed->bytes);
	sodium_bin2hex(signer->public_hex, sizeof(signer->public_hex), public,
		       sizeof(public));
	rc = find_last(&signer->last_sequence, store, err);
	return rc == DBR_OK ? check_key(signer, store, now_us, err) : rc;
}

enum dbr_status
signer_spare(struct dbr_store *store, const char *name, struct dbr_error *err)
{
	const struct signer signer = { .name = name };
	int64_t count = 0;
	enum dbr_status rc = count_signers(
		&count, store, "SELECT COUNT(*) FROM signer"
		" WHERE name = :name", &signer, err);

	if (rc != DBR_OK || !count)
		return rc;
	dbr_fail(err, DBR_EPERM, "%s signs with a key", name);
	return dbr_fail_hint(err, "add --sign with the file of that key, or"
			     " let another name decide");
}

static enum dbr_status
sign_one(const struct signer *signer, struct dbr_store *store,
	 int64_t sequence, struct dbr_str hash, struct dbr_error *err)
{
	unsigned char bytes[crypto_sign_BYTES];
	char hex[2 * crypto_sign_BYTES + 1];

	crypto_sign_detached(bytes, NULL, (const unsigned char *)hash.at,
			     hash.size, signer->secret);
	sodium_bin2hex(hex, sizeof(hex), bytes, sizeof(bytes));
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":sequence", sequence),
		STATEMENT_TEXT(":key", signer->public_hex),
		STATEMENT_TEXT(":signature", hex),
	};
	return statement_run(store, "INSERT INTO signature (sequence,"
			     " public_key, signature)"
			     " VALUES (:sequence, :key, :signature)",
			     STATEMENT_VALUES(at), err);
}

enum dbr_status
signer_sign(struct signer *signer, struct dbr_store *store,
	    struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(
		&stmt, store, "SELECT sequence, hash FROM audit"
		" WHERE sequence > ?1 ORDER BY sequence", err);

	if (rc != DBR_OK)
		return rc;
	dbr_stmt_bind_i64(stmt, 1, signer->last_sequence);
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row) {
		rc = sign_one(signer, store, dbr_stmt_i64(stmt, 0),
			      dbr_stmt_str(stmt, 1), err);
		if (rc != DBR_OK)
			break;
	}
	dbr_stmt_close(stmt);
	return rc;
}

void
signer_close(struct signer *signer)
{
	sodium_memzero(signer->secret, sizeof(signer->secret));
}

static bool
from_hex(unsigned char *out, size_t size, struct dbr_str hex)
{
	size_t got = 0;

	return hex.size == 2 * size &&
	       sodium_hex2bin(out, size, hex.at, hex.size, NULL, &got,
			      NULL) == 0 && got == size;
}

static bool
is_good(struct dbr_str hash, struct dbr_str key, struct dbr_str signature)
{
	unsigned char public[crypto_sign_PUBLICKEYBYTES];
	unsigned char bytes[crypto_sign_BYTES];

	return from_hex(public, sizeof(public), key) &&
	       from_hex(bytes, sizeof(bytes), signature) &&
	       crypto_sign_verify_detached(
		       bytes, (const unsigned char *)hash.at, hash.size,
		       public) == 0;
}

/* What no key is needed to see: each gives the first event that is wrong. */
static const struct {
	const char *sql, *why;
} rules[] = {
	{ "SELECT s.audit_sequence FROM signer s LEFT JOIN audit a"
	  " ON a.sequence = s.audit_sequence WHERE a.sequence IS NULL"
	  " OR a.event <> 'trust-key' OR a.actor <> s.name"
	  " OR json_extract(a.body, '$.key') <> s.public_key"
	  " UNION ALL SELECT a.sequence FROM audit a"
	  " WHERE a.event = 'trust-key' AND NOT EXISTS (SELECT 1 FROM signer s"
	  " WHERE s.audit_sequence = a.sequence) LIMIT 1",
	  "and the keys on record disagree" },
	{ "SELECT g.sequence FROM signature g LEFT JOIN audit a"
	  " ON a.sequence = g.sequence LEFT JOIN signer s"
	  " ON s.public_key = g.public_key WHERE a.sequence IS NULL"
	  " OR s.public_key IS NULL OR s.name <> a.actor LIMIT 1",
	  "is signed with a key its name does not have" },
	{ "SELECT a.sequence FROM audit a"
	  " WHERE json_extract(a.body, '$.key') IS NOT NULL"
	  " AND NOT EXISTS (SELECT 1 FROM signature g"
	  " WHERE g.sequence = a.sequence AND g.public_key ="
	  " json_extract(a.body, '$.key')) LIMIT 1",
	  "lost its signature" },
};

static enum dbr_status
check_each(int64_t *sequence, struct dbr_store *store, struct dbr_error *err)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(
		&stmt, store, "SELECT g.sequence, a.hash, g.public_key,"
		" g.signature FROM signature g"
		" JOIN audit a ON a.sequence = g.sequence"
		" ORDER BY g.sequence", err);

	while (rc == DBR_OK && !*sequence &&
	       (rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK &&
	       has_row)
		if (!is_good(dbr_stmt_str(stmt, 1), dbr_stmt_str(stmt, 2),
			     dbr_stmt_str(stmt, 3)))
			*sequence = dbr_stmt_i64(stmt, 0);
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
signature_check(int64_t *sequence, const char **why, struct dbr_store *store,
		struct dbr_error *err)
{
	enum dbr_status rc = DBR_OK;

	*sequence = 0;
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		*why = rules[i].why;
		rc = statement_i64(sequence, store, rules[i].sql,
				   (struct statement_values){ 0 }, err);
		if (rc != DBR_OK || *sequence)
			return rc;
	}
	*why = "has a signature that does not fit it";
	rc = check_each(sequence, store, err);
	if (!*sequence)
		*why = NULL;
	return rc;
}

enum dbr_status
dbr_audit_signed(int64_t *signed_count, int64_t *decision_count,
		 struct dbr_store *store, struct dbr_error *err)
{
	const struct statement_values none = { 0 };
	enum dbr_status rc = statement_i64(
		decision_count, store, "SELECT COUNT(*) FROM audit WHERE event"
		" IN ('approve', 'reject', 'defer', 'revert', 'sign-off')",
		none, err);

	if (rc != DBR_OK)
		return rc;
	return statement_i64(signed_count, store, "SELECT COUNT(*) FROM audit"
			     " WHERE event IN ('approve', 'reject', 'defer',"
			     " 'revert', 'sign-off') AND sequence IN"
			     " (SELECT sequence FROM signature)", none, err);
}
