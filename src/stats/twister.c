/* SPDX-License-Identifier: GPL-3.0-or-later */
/* twister.c -- see twister.h. */
#include <config.h>
#include "stats/twister.h"

enum { STATE_COUNT = 624, SHIFT_COUNT = 397 };

void
twister_seed(struct twister *twister, uint32_t seed)
{
	twister->state[0] = seed;
	for (uint32_t i = 1; i < STATE_COUNT; i++) {
		uint32_t last = twister->state[i - 1];

		twister->state[i] = 1812433253u * (last ^ (last >> 30)) + i;
	}
	twister->at = STATE_COUNT;
}

static void
refill(struct twister *twister)
{
	uint32_t *state = twister->state;

	for (size_t i = 0; i < STATE_COUNT; i++) {
		uint32_t y = (state[i] & 0x80000000u) |
			     (state[(i + 1) % STATE_COUNT] & 0x7fffffffu);

		state[i] = state[(i + SHIFT_COUNT) % STATE_COUNT] ^ (y >> 1) ^
			   (y & 1 ? 0x9908b0dfu : 0);
	}
	twister->at = 0;
}

uint32_t
twister_next(struct twister *twister)
{
	uint32_t y;

	if (twister->at >= STATE_COUNT)
		refill(twister);
	y = twister->state[twister->at++];
	y ^= y >> 11;
	y ^= (y << 7) & 0x9d2c5680u;
	y ^= (y << 15) & 0xefc60000u;
	return y ^ (y >> 18);
}

uint32_t
twister_below(struct twister *twister, uint32_t n)
{
	uint32_t scale = UINT32_MAX / n, k;

	do
		k = twister_next(twister) / scale;
	while (k >= n);
	return k;
}
