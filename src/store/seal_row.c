/* SPDX-License-Identifier: GPL-3.0-or-later */
/* seal_row.c -- see seal_row.h. */
#include <config.h>
#include "store/seal_row.h"

#include <math.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include "base/memory.h"

enum { FIRST_CAPACITY = 64 };

static void
add_number(struct dbr_buf *row, int type, uint64_t number)
{
	char bytes[9] = { (char)type };

	for (int i = 0; i < 8; i++)
		bytes[i + 1] = (char)(number >> (8 * i));
	dbr_buf_add(row, bytes, sizeof(bytes));
}

/* A whole REAL is kept as an integer in the file, and the hook tells it so
 * or so: the same bytes for both. */
static void
add_real(struct dbr_buf *row, double real)
{
	uint64_t bits;

	if (real == floor(real) && fabs(real) < 0x1p53) {
		add_number(row, SQLITE_INTEGER, (uint64_t)(int64_t)real);
		return;
	}
	memcpy(&bits, &real, sizeof(bits));
	add_number(row, SQLITE_FLOAT, bits);
}

/* Type, size and bytes, so that no two rows share an encoding. */
static void
add_cell(struct dbr_buf *row, sqlite3_value *value)
{
	int type = sqlite3_value_type(value);
	const void *at;
	size_t size;

	switch (type) {
	case SQLITE_NULL:
		dbr_buf_add_char(row, (char)type);
		break;
	case SQLITE_INTEGER:
		add_number(row, type, (uint64_t)sqlite3_value_int64(value));
		break;
	case SQLITE_FLOAT:
		add_real(row, sqlite3_value_double(value));
		break;
	default:
		/* Of text, too: its bytes without a copy that ends in NUL. */
		at = sqlite3_value_blob(value);
		size = (size_t)sqlite3_value_bytes(value);
		add_number(row, type, size);
		dbr_buf_add(row, at ? at : "", size);
	}
}

static void
hash_row(uint64_t out[SEAL_WORDS], struct dbr_buf *row,
	 const struct seal_table *table, sqlite3_value *const *values)
{
	unsigned char hash[8 * SEAL_WORDS];

	dbr_buf_reset(row);
	for (int i = 0; i < table->column_count; i++)
		add_cell(row, values[i]);
	crypto_generichash(hash, sizeof(hash), (unsigned char *)row->text,
			   row->size, NULL, 0);
	for (int i = 0; i < SEAL_WORDS; i++) {
		out[i] = 0;
		for (int k = 7; k >= 0; k--)
			out[i] = out[i] << 8 | hash[8 * i + k];
	}
}

void
seal_words_add(uint64_t sum[SEAL_WORDS], const uint64_t words[SEAL_WORDS],
	       int sign)
{
	uint64_t carry = sign < 0;

	/* Taking away is adding the two's complement. */
	for (int i = 0; i < SEAL_WORDS; i++) {
		uint64_t word = sign < 0 ? ~words[i] : words[i];
		uint64_t once = sum[i] + word;
		uint64_t twice = once + carry;

		carry = (once < word) + (twice < once);
		sum[i] = twice;
	}
}

static size_t
place_of(const struct seal_sums *sums, const char *table, int64_t batch_id)
{
	uint64_t at = (uint64_t)(uintptr_t)table / 16 +
		      (uint64_t)batch_id * UINT64_C(0x9E3779B97F4A7C15);

	at = (at ^ at >> 29) & (sums->capacity - 1);
	while (sums->slots[at].table &&
	       (sums->slots[at].table != table ||
		sums->slots[at].batch_id != batch_id))
		at = (at + 1) & (sums->capacity - 1);
	return at;
}

static void
grow(struct seal_sums *sums)
{
	struct seal_sums old = *sums;

	sums->capacity = old.capacity ? 2 * old.capacity : FIRST_CAPACITY;
	sums->slots = memory_get(sums->capacity * sizeof(*sums->slots));
	memset(sums->slots, 0, sums->capacity * sizeof(*sums->slots));
	for (size_t i = 0; i < old.capacity; i++)
		if (old.slots[i].table)
			sums->slots[place_of(sums, old.slots[i].table,
					     old.slots[i].batch_id)] =
				old.slots[i];
	memory_free(old.slots);
}

void
seal_sums_add(struct seal_sums *sums, const struct seal_table *table,
	      sqlite3_value *const *values, int sign)
{
	int64_t batch_id = table->batch_column < 0 ? 0 :
		sqlite3_value_int64(values[table->batch_column]);
	uint64_t words[SEAL_WORDS];
	struct seal_sum *sum;

	if (!sums->capacity)
		dbr_buf_init(&sums->row);
	if (2 * sums->count >= sums->capacity)
		grow(sums);
	sum = &sums->slots[place_of(sums, table->name, batch_id)];
	if (!sum->table) {
		sum->table = table->name;
		sum->batch_id = batch_id;
		sums->count++;
	}
	hash_row(words, &sums->row, table, values);
	seal_words_add(sum->words, words, sign);
	sum->row_count += sign;
}

void
seal_sums_release(struct seal_sums *sums)
{
	if (sums->capacity)
		dbr_buf_release(&sums->row);
	memory_free(sums->slots);
	*sums = (struct seal_sums){ .slots = NULL };
}

static int
compare_sums(const void *a, const void *b)
{
	const struct seal_sum *x = a, *y = b;
	int order = strcmp(x->table, y->table);

	return order ? order : (x->batch_id > y->batch_id) -
			       (x->batch_id < y->batch_id);
}

static bool
is_nothing(const struct seal_sum *sum)
{
	uint64_t any = (uint64_t)sum->row_count;

	for (int i = 0; i < SEAL_WORDS; i++)
		any |= sum->words[i];
	return !any;
}

const struct seal_sum *
seal_sums_sorted(const struct seal_sums *sums, size_t *count,
		 struct dbr_arena *arena)
{
	struct seal_sum *sorted = dbr_arena_array(arena, sums->count + 1,
						  sizeof(*sorted));

	*count = 0;
	for (size_t i = 0; i < sums->capacity; i++)
		if (sums->slots[i].table && !is_nothing(&sums->slots[i]))
			sorted[(*count)++] = sums->slots[i];
	qsort(sorted, *count, sizeof(*sorted), compare_sums);
	return sorted;
}
