/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * twister.h -- the Mersenne twister mt19937 (Matsumoto & Nishimura 1998), the
 * same numbers as GSL's and C++'s, without their allocation.
 */
#ifndef STATS_TWISTER_H
#define STATS_TWISTER_H

#include <stddef.h>
#include <stdint.h>

struct twister {
	uint32_t state[624];
	size_t at;
};

void twister_seed(struct twister *twister, uint32_t seed);
uint32_t twister_next(struct twister *twister);
/* 0 .. n - 1, each as likely; 1 <= n <= UINT32_MAX. */
uint32_t twister_below(struct twister *twister, uint32_t n);

#endif
