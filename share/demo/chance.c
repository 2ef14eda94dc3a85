/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "demo.h"

uint64_t
chance_next(struct chance *chance)
{
	uint64_t z = chance->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

int64_t
chance_between(struct chance *chance, int64_t low, int64_t high)
{
	uint64_t width = (uint64_t)(high - low) + 1;

	return low + (int64_t)(chance_next(chance) % width);
}

bool
chance_percent(struct chance *chance, int percent)
{
	return chance_between(chance, 0, 99) < percent;
}

int64_t
chance_decile(struct chance *chance, const int32_t deciles[11])
{
	int64_t thousandth = chance_between(chance, 0, 9999);
	int64_t decile = thousandth / 1000, within = thousandth % 1000;
	int64_t low = deciles[decile], high = deciles[decile + 1];

	return low + (high - low) * within / 1000;
}

void
deck_fill(struct deck *deck, const unsigned char *counts, size_t faces)
{
	size_t at = 0;

	for (size_t face = 0; face < faces; face++)
		for (int i = 0; i < counts[face] && at < DECK_SIZE; i++)
			deck->cards[at++] = (unsigned char)face;
	deck->left = 0;
}

int
deck_draw(struct deck *deck, struct chance *chance)
{
	size_t pick;
	unsigned char card;

	if (deck->left == 0)
		deck->left = DECK_SIZE;
	pick = (size_t)chance_between(chance, 0, (int64_t)deck->left - 1);
	card = deck->cards[pick];
	deck->left--;
	deck->cards[pick] = deck->cards[deck->left];
	deck->cards[deck->left] = card;
	return card;
}
