/* SPDX-License-Identifier: GPL-3.0-or-later */
/* survey.c -- what kind of bytes these are; see encoding.h. */
#include <config.h>
#include "encoding.h"

#include <string.h>

static bool
is_odd_control(unsigned char c)
{
	return (c < ' ' && (c < '\b' || c > '\r') && c != 0x1B) || c == 0x7F;
}

static void
sample(struct survey *survey, const unsigned char *p, size_t size)
{
	size_t left = SURVEY_SAMPLE_SIZE - survey->sample_size;

	for (size_t i = 0; i < size && i < left; i++) {
		size_t place = survey->sample_size++;

		if (place < SURVEY_HEAD_SIZE)
			survey->head[place] = p[i];
		survey->even_nul_count += !p[i] && place % 2 == 0;
		survey->odd_nul_count += !p[i] && place % 2 == 1;
		survey->control_count += is_odd_control(p[i]);
	}
}

/* The first byte of a character of two bytes or more. */
static bool
begin_character(struct survey *survey, unsigned char c)
{
	survey->least = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
	survey->most = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
	survey->begun = 1;
	survey->needed = c >= 0xC2 && c < 0xE0 ? 1
			: c >= 0xE0 && c < 0xF0 ? 2
			: c >= 0xF0 && c < 0xF5 ? 3 : 0;
	return survey->needed > 0;
}

static void
add_byte(struct survey *survey, unsigned char c)
{
	if (survey->needed && c >= survey->least && c <= survey->most) {
		survey->least = 0x80;
		survey->most = 0xBF;
		survey->begun++;
		if (--survey->needed == 0)
			survey->character_count++;
		return;
	}
	if (survey->needed) {
		survey->invalid_count += survey->begun;
		survey->needed = 0;
	}
	if (c >= 0x80 && !begin_character(survey, c))
		survey->invalid_count++;
}

void
survey_add(struct survey *survey, struct dbr_str bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.at;
	size_t i = 0;

	if (survey->sample_size < SURVEY_SAMPLE_SIZE)
		sample(survey, p, bytes.size);
	survey->size += bytes.size;
	while (i < bytes.size) {
		uint64_t word;

		/* Most text is ASCII: eight bytes at a time. */
		if (!survey->needed && bytes.size - i >= sizeof(word)) {
			memcpy(&word, p + i, sizeof(word));
			if (!(word & UINT64_C(0x8080808080808080))) {
				i += sizeof(word);
				continue;
			}
		}
		add_byte(survey, p[i++]);
	}
}

void
survey_end(struct survey *survey)
{
	if (survey->needed)
		survey->invalid_count += survey->begun;
	survey->needed = 0;
}

static bool
begins(const struct survey *survey, const char *bytes, size_t size)
{
	return survey->sample_size >= size &&
	       memcmp(survey->head, bytes, size) == 0;
}

size_t
survey_bom_size(const struct survey *survey, enum encoding_kind kind)
{
	if (kind == ENCODING_UTF8)
		return begins(survey, "\xEF\xBB\xBF", 3) ? 3 : 0;
	if (kind == ENCODING_UTF16LE)
		return begins(survey, "\xFF\xFE", 2) ? 2 : 0;
	if (kind == ENCODING_UTF16BE)
		return begins(survey, "\xFE\xFF", 2) ? 2 : 0;
	return 0;
}

/* Western text in UTF-16 has a NUL in nearly every second byte. */
static bool
is_mostly(size_t nuls, size_t others, size_t sample_size)
{
	return nuls * 10 >= sample_size / 2 * 6 && others * 20 < nuls;
}

enum encoding_kind
survey_guess(const struct survey *survey)
{
	if (survey_bom_size(survey, ENCODING_UTF8))
		return ENCODING_UTF8;
	if (survey_bom_size(survey, ENCODING_UTF16LE))
		return ENCODING_UTF16LE;
	if (survey_bom_size(survey, ENCODING_UTF16BE))
		return ENCODING_UTF16BE;
	if (survey->odd_nul_count &&
	    is_mostly(survey->odd_nul_count, survey->even_nul_count,
		      survey->sample_size))
		return ENCODING_UTF16LE;
	if (survey->even_nul_count &&
	    is_mostly(survey->even_nul_count, survey->odd_nul_count,
		      survey->sample_size))
		return ENCODING_UTF16BE;
	/* A few broken bytes in a text full of valid UTF-8 are broken rows;
	 * the other way round it was never UTF-8. */
	return survey->invalid_count > survey->character_count
		? ENCODING_WINDOWS_1252 : ENCODING_UTF8;
}

static const struct {
	const char *bytes;
	size_t size;
	const char *what, *hint;
} magics[] = {
	{ "PK\x03\x04", 4, "a zip archive (or xlsx, ods, docx)",
	  "save the sheet as CSV, or unpack the archive first" },
	{ "\xD0\xCF\x11\xE0", 4, "an old Office document",
	  "save the sheet as CSV" },
	{ "SQLite format 3", 16, "an SQLite database",
	  "it is not an export; --db names the workspace" },
	{ "%PDF-", 5, "a PDF", "export the data as CSV instead" },
	{ "\x89PNG", 4, "a PNG picture", "name an export file" },
	{ "\xFF\xD8\xFF", 3, "a JPEG picture", "name an export file" },
	{ "GIF8", 4, "a GIF picture", "name an export file" },
	{ "\x7F" "ELF", 4, "a program", "name an export file" },
	{ "\x28\xB5\x2F\xFD", 4, "compressed with zstd",
	  "zstd -dc FILE | debrief import -" },
	{ "\xFD" "7zXZ", 5, "compressed with xz",
	  "xz -dc FILE | debrief import -" },
	{ "BZh", 3, "compressed with bzip2",
	  "bzip2 -dc FILE | debrief import -" },
	{ "7z\xBC\xAF", 4, "a 7-Zip archive", "unpack it first" },
	{ "\xFF\xFE\0\0", 4, "UTF-32 text", "iconv -f utf-32 -t utf-8 FILE" },
	{ "\0\0\xFE\xFF", 4, "UTF-32 text", "iconv -f utf-32 -t utf-8 FILE" },
};

const char *
survey_binary(const struct survey *survey, const char **hint)
{
	enum encoding_kind guess = survey_guess(survey);

	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++) {
		if (begins(survey, magics[i].bytes, magics[i].size)) {
			*hint = magics[i].hint;
			return magics[i].what;
		}
	}
	*hint = "debrief reads CSV, log lines and JSON; --encoding declares "
		"an encoding it does not recognise";
	if (guess == ENCODING_UTF16LE || guess == ENCODING_UTF16BE)
		return NULL;
	/* Text with a stray NUL is a text with a bad row; one byte in twelve
	 * is no accident, nor is a control byte at the very start. */
	if (survey->control_count >= 8 &&
	    survey->control_count * 12 > survey->sample_size)
		return "binary";
	return survey->sample_size && survey->head[0] < '\b' ? "binary" : NULL;
}
