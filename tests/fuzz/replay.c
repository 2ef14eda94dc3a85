/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * replay.c -- a main() for fuzz targets where there is no libFuzzer.
 *
 * Every file named is given as it is, then CHANGE_COUNT times with a few
 * bytes changed, taken away or doubled, from a fixed seed.
 */
#include <config.h>
#include "fuzz.h"

#include <string.h>
#include "debrief/arena.h"
#include "debrief/file.h"

enum {
	CHANGE_COUNT = 400,
	CHANGE_MAX = 6,		/* per input */
	INPUT_MAX = 64 * 1024,	/* bytes */
};

static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void
change(struct dbr_buf *input, uint64_t *state)
{
	static const char telling[] = "\"\n\r,;\t|\\{}[]:^%$ 09\x1b\xC3\xFF";
	size_t at = next_random(state) % input->size;
	size_t size = next_random(state) % 8 + 1;

	if (size > input->size - at)
		size = input->size - at;
	switch (next_random(state) % 4) {
	case 0:
		input->text[at] = (char)next_random(state);
		break;
	case 1:
		input->text[at] = telling[next_random(state) %
					  sizeof(telling)];
		break;
	case 2:
		if (size == input->size)
			break;
		memmove(input->text + at, input->text + at + size,
			input->size - at - size);
		input->size -= size;
		break;
	default:
		dbr_buf_reserve(input, size);
		memmove(input->text + at + size, input->text + at,
			input->size - at);
		input->size += size;
	}
}

static void
run(const struct dbr_buf *input)
{
	LLVMFuzzerTestOneInput((const uint8_t *)input->text, input->size);
}

static void
run_changed(const struct dbr_buf *input)
{
	uint64_t state = 0x9E3779B97F4A7C15;
	struct dbr_buf changed = DBR_BUF_INIT;

	for (int i = 0; i < CHANGE_COUNT && input->size; i++) {
		size_t count = next_random(&state) % CHANGE_MAX + 1;

		dbr_buf_reset(&changed);
		dbr_buf_add_str(&changed, dbr_buf_str(input));
		while (count--)
			change(&changed, &state);
		run(&changed);
	}
	dbr_buf_release(&changed);
}

int
main(int argc, char **argv)
{
	struct dbr_buf input = DBR_BUF_INIT;

	for (int i = 1; i < argc; i++) {
		struct dbr_error err = DBR_ERROR_INIT;

		dbr_buf_reset(&input);
		if (dbr_file_read(&input, argv[i], INPUT_MAX, &err) !=
		    DBR_OK) {
			fprintf(stderr, "%s\n", err.what);
			return 1;
		}
		run(&input);
		run_changed(&input);
	}
	dbr_buf_release(&input);
	return argc > 1 ? 0 : 1;
}
