/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fuzz.h -- what a fuzz target is made of.
 *
 * A target is one function of bytes that ends the program when its invariant
 * is broken.  libFuzzer (--enable-fuzzers, clang) calls it, and so does
 * replay.c, which gives it the corpus and small changes of it in make check.
 * The first byte of the input chooses options; crashes go into the corpus.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define INVARIANT(condition) do { \
	if (!(condition)) { \
		fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, \
			#condition); \
		abort(); \
	} \
} while (0)

#endif
