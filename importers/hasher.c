/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hasher.c -- see hasher.h. */
#include <config.h>
#include "hasher.h"

#include <errno.h>
#include <sodium.h>
#include <unistd.h>

enum { CHUNK_SIZE = 64 * 1024 };

void
hasher_init(struct hasher *hasher, int fd, uint64_t size)
{
	*hasher = (struct hasher){ .fd = fd, .size = size };
	atomic_init(&hasher->is_given_up, false);
}

static void
hash_all(struct hasher *hasher)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	unsigned char chunk[CHUNK_SIZE];
	crypto_hash_sha256_state state;
	uint64_t done = 0;
	ssize_t got = 0;

	crypto_hash_sha256_init(&state);
	while (!atomic_load(&hasher->is_given_up)) {
		got = pread(hasher->fd, chunk, sizeof(chunk), (off_t)done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		crypto_hash_sha256_update(&state, chunk, (size_t)got);
		done += (uint64_t)got;
	}
	hasher->failure = got < 0 ? errno : done == hasher->size ? 0 : -1;
	crypto_hash_sha256_final(&state, digest);
	sodium_bin2hex(hasher->hex, sizeof(hasher->hex), digest,
		       sizeof(digest));
	hasher->is_done = true;
}

static void *
run(void *payload)
{
	hash_all(payload);
	return NULL;
}

void
hasher_start(struct hasher *hasher)
{
	/* Without a thread, hasher_finish() does it. */
	hasher->is_running = !hasher->is_running && !hasher->is_done &&
		pthread_create(&hasher->thread, NULL, run, hasher) == 0;
}

int
hasher_finish(struct hasher *hasher)
{
	if (hasher->is_running)
		pthread_join(hasher->thread, NULL);
	hasher->is_running = false;
	if (!hasher->is_done)
		hash_all(hasher);
	return hasher->failure;
}

void
hasher_release(struct hasher *hasher)
{
	atomic_store(&hasher->is_given_up, true);
	if (hasher->is_running)
		pthread_join(hasher->thread, NULL);
	hasher->is_running = false;
}
