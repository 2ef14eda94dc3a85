/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * encoding.h -- which encoding a text has, and how it becomes UTF-8.
 *
 * A survey looks at all bytes once, in any pieces; a decoder turns them into
 * UTF-8, in any pieces.  Neither repairs anything: what cannot be decoded
 * comes out as bytes that are not valid UTF-8 (debrief/source.h).
 */
#ifndef IMPORTERS_ENCODING_H
#define IMPORTERS_ENCODING_H

#include "debrief/str.h"

enum encoding_kind {
	ENCODING_UTF8,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
	ENCODING_UTF16,		/* declared so: the byte order mark decides */
	ENCODING_WINDOWS_1252,
	ENCODING_LATIN_1,
	ENCODING_LATIN_9,
};

const char *encoding_name(enum encoding_kind kind);
/* DBR_EUSAGE with the nearest name. */
enum dbr_status encoding_find(enum encoding_kind *out, const char *name,
			      struct dbr_error *err) DBR_MUST_CHECK;

enum { SURVEY_SAMPLE_SIZE = 64 * 1024, SURVEY_HEAD_SIZE = 16 };

struct survey {
	uint64_t size;
	unsigned char head[SURVEY_HEAD_SIZE];
	/* Of the first SURVEY_SAMPLE_SIZE bytes. */
	size_t sample_size, even_nul_count, odd_nul_count, control_count;
	/* Of all bytes, taken as UTF-8. */
	uint64_t character_count;	/* valid ones of two bytes or more */
	uint64_t invalid_count;		/* bytes */
	size_t needed, begun;		/* inside a character */
	unsigned char least, most;	/* range of its next byte */
};

void survey_add(struct survey *survey, struct dbr_str bytes);
/* No more bytes: a character cut off is invalid. */
void survey_end(struct survey *survey);
enum encoding_kind survey_guess(const struct survey *survey);
/* NULL, or what it is instead of text: "a zip archive (xlsx, docx, ods)". */
const char *survey_binary(const struct survey *survey, const char **hint);
/* Bytes of the byte order mark that fits kind. */
size_t survey_bom_size(const struct survey *survey, enum encoding_kind kind);

/* The character of a byte; it is never a surrogate. */
uint16_t encoding_windows_1252(unsigned char byte);

struct decoder {
	enum encoding_kind kind;
	size_t bom_size;	/* bytes still to be dropped */
	unsigned char held[3];	/* a unit and half of the next */
	size_t held_count;
};

/* Appends what bytes give to out. */
void decoder_add(struct decoder *decoder, struct dbr_str bytes,
		 struct dbr_buf *out);
void decoder_end(struct decoder *decoder, struct dbr_buf *out);

#endif
