/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hasher.h -- the SHA-256 of a descriptor's bytes, beside other work.
 *
 * hasher_start() may begin at once in a thread of its own; hasher_finish()
 * waits, or does all of it where none was started.  The descriptor is read at
 * offsets: where others have it does not matter.
 */
#ifndef IMPORTERS_HASHER_H
#define IMPORTERS_HASHER_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum { HASHER_HEX_SIZE = 65 };

struct hasher {
	int fd;
	uint64_t size;		/* bytes it must have */
	bool is_running, is_done;
	atomic_bool is_given_up;
	pthread_t thread;
	int failure;		/* errno; -1: not as long as it was */
	char hex[HASHER_HEX_SIZE];
};

void hasher_init(struct hasher *hasher, int fd, uint64_t size);
void hasher_start(struct hasher *hasher);
/* 0, or failure. */
int hasher_finish(struct hasher *hasher);
void hasher_release(struct hasher *hasher);

#endif
