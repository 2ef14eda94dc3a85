/* SPDX-License-Identifier: GPL-3.0-or-later */
/* encoding.c -- names of encodings and bytes to UTF-8; see encoding.h. */
#include <config.h>
#include "encoding.h"

#include <string.h>

static const struct {
	const char *name;
	enum encoding_kind kind;
} names[] = {
	/* The first of a kind is how we write it. */
	{ "UTF-8", ENCODING_UTF8 },
	{ "utf8", ENCODING_UTF8 },
	{ "us-ascii", ENCODING_UTF8 },
	{ "ascii", ENCODING_UTF8 },
	{ "UTF-16LE", ENCODING_UTF16LE },
	{ "utf16le", ENCODING_UTF16LE },
	{ "UTF-16BE", ENCODING_UTF16BE },
	{ "utf16be", ENCODING_UTF16BE },
	{ "UTF-16", ENCODING_UTF16 },
	{ "utf16", ENCODING_UTF16 },
	{ "windows-1252", ENCODING_WINDOWS_1252 },
	{ "cp1252", ENCODING_WINDOWS_1252 },
	{ "win1252", ENCODING_WINDOWS_1252 },
	{ "ISO-8859-1", ENCODING_LATIN_1 },
	{ "iso8859-1", ENCODING_LATIN_1 },
	{ "latin1", ENCODING_LATIN_1 },
	{ "latin-1", ENCODING_LATIN_1 },
	{ "ISO-8859-15", ENCODING_LATIN_9 },
	{ "iso8859-15", ENCODING_LATIN_9 },
	{ "latin9", ENCODING_LATIN_9 },
	{ "latin-9", ENCODING_LATIN_9 },
};
enum { NAME_COUNT = sizeof(names) / sizeof(names[0]) };

const char *
encoding_name(enum encoding_kind kind)
{
	size_t i = 0;

	while (names[i].kind != kind)
		i++;
	return names[i].name;
}

enum dbr_status
encoding_find(enum encoding_kind *out, const char *name,
	      struct dbr_error *err)
{
	const char *known[NAME_COUNT];
	const char *nearest;

	for (size_t i = 0; i < NAME_COUNT; i++) {
		known[i] = names[i].name;
		if (dbr_str_equal_nocase(dbr_str_from(name),
					 dbr_str_from(names[i].name))) {
			*out = names[i].kind;
			return DBR_OK;
		}
	}
	dbr_fail(err, DBR_EUSAGE, "unknown encoding \"%s\"", name);
	nearest = dbr_nearest(name, known, NAME_COUNT);
	if (nearest)
		return dbr_fail_hint(err, "did you mean \"%s\"?", nearest);
	return dbr_fail_hint(err, "use utf-8, utf-16, windows-1252, "
			     "iso-8859-1 or iso-8859-15; iconv -t utf-8 "
			     "converts others");
}

/* Code points of bytes 80 to 9F; the five free ones stay C1 controls, as
 * browsers do it. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
	0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

uint16_t
encoding_windows_1252(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

static unsigned
latin_9(unsigned char byte)
{
	switch (byte) {
	case 0xA4:
		return 0x20AC;
	case 0xA6:
		return 0x0160;
	case 0xA8:
		return 0x0161;
	case 0xB4:
		return 0x017D;
	case 0xB8:
		return 0x017E;
	case 0xBC:
		return 0x0152;
	case 0xBD:
		return 0x0153;
	case 0xBE:
		return 0x0178;
	default:
		return byte;
	}
}

/* Also of a lone surrogate: its three bytes are not valid UTF-8, and that is
 * what shows it. */
static void
add_code_point(struct dbr_buf *out, unsigned c)
{
	char bytes[4];
	size_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char marks[5] = { 0, 0, 0xC0, 0xE0, 0xF0 };

	for (size_t i = size - 1; i > 0; i--) {
		bytes[i] = (char)(0x80 | (c & 0x3F));
		c >>= 6;
	}
	bytes[0] = (char)(marks[size] | c);
	dbr_buf_add(out, bytes, size);
}

static void
decode_bytes(enum encoding_kind kind, struct dbr_str bytes,
	     struct dbr_buf *out)
{
	size_t done = 0;

	dbr_buf_reserve(out, bytes.size * 3);
	for (size_t i = 0; i < bytes.size; i++) {
		unsigned char byte = (unsigned char)bytes.at[i];
		unsigned c = byte;

		if (byte < 0x80)
			continue;
		dbr_buf_add(out, bytes.at + done, i - done);
		done = i + 1;
		if (kind == ENCODING_WINDOWS_1252 && byte < 0xA0)
			c = windows_1252[byte - 0x80];
		else if (kind == ENCODING_LATIN_9)
			c = latin_9(byte);
		add_code_point(out, c);
	}
	dbr_buf_add(out, bytes.at + done, bytes.size - done);
}

static unsigned
unit_at(const struct decoder *decoder, const unsigned char *p)
{
	return decoder->kind == ENCODING_UTF16BE
		? (unsigned)p[0] << 8 | p[1] : (unsigned)p[1] << 8 | p[0];
}

static bool
is_high(unsigned unit)
{
	return unit >= 0xD800 && unit < 0xDC00;
}

/* Gives out what the held bytes complete. */
static void
decode_held(struct decoder *decoder, struct dbr_buf *out, unsigned char byte)
{
	unsigned char all[4];
	size_t count = decoder->held_count;
	unsigned first, second;

	memcpy(all, decoder->held, count);
	all[count++] = byte;
	if (count % 2 || (count == 2 && is_high(unit_at(decoder, all)))) {
		memcpy(decoder->held, all, count);
		decoder->held_count = count;
		return;
	}
	decoder->held_count = 0;
	first = unit_at(decoder, all);
	if (count == 2) {
		add_code_point(out, first);
		return;
	}
	second = unit_at(decoder, all + 2);
	if (second >= 0xDC00 && second < 0xE000) {
		add_code_point(out, 0x10000 + ((first - 0xD800) << 10) +
				    (second - 0xDC00));
		return;
	}
	add_code_point(out, first);
	if (is_high(second)) {
		memcpy(decoder->held, all + 2, 2);
		decoder->held_count = 2;
	} else {
		add_code_point(out, second);
	}
}

void
decoder_add(struct decoder *decoder, struct dbr_str bytes,
	    struct dbr_buf *out)
{
	size_t dropped = decoder->bom_size < bytes.size ? decoder->bom_size
							: bytes.size;

	if (!bytes.size)
		return;
	decoder->bom_size -= dropped;
	bytes.at += dropped;
	bytes.size -= dropped;
	if (decoder->kind == ENCODING_UTF8) {
		dbr_buf_add_str(out, bytes);
		return;
	}
	if (decoder->kind != ENCODING_UTF16LE &&
	    decoder->kind != ENCODING_UTF16BE) {
		decode_bytes(decoder->kind, bytes, out);
		return;
	}
	for (size_t i = 0; i < bytes.size; i++)
		decode_held(decoder, out, (unsigned char)bytes.at[i]);
}

void
decoder_end(struct decoder *decoder, struct dbr_buf *out)
{
	if (decoder->held_count >= 2)
		add_code_point(out, unit_at(decoder, decoder->held));
	if (decoder->held_count % 2)
		dbr_buf_add_char(out, (char)0xFF);
	decoder->held_count = 0;
}
