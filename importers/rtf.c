/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rtf.c -- see rtf.h. */
#include <config.h>
#include "rtf.h"

#include <string.h>
#include "encoding.h"

enum { DEPTH_MAX = 64, WORD_MAX = 32 };

struct group {
	bool is_passed;		/* a destination that is no text */
	size_t skip_count;	/* \uc: what stands in for \uN */
};

struct rtf {
	struct dbr_str rest;
	struct dbr_buf units;	/* UTF-16LE */
	struct dbr_buf *why;
	struct group groups[DEPTH_MAX];
	size_t depth;
	size_t skip_left;	/* stand-ins to come */
	bool is_optional;	/* behind \* */
	bool is_foreign;	/* another code page or character set */
};

struct word {
	char name[WORD_MAX];
	bool has_number;
	int64_t number;
};

/* Destinations without text, and how text looks; blanks part the words. */
static const char passed_destinations[] =
	" fonttbl colortbl stylesheet info generator expandedcolortbl listtable"
	" listoverridetable rsidtbl themedata colorschememapping latentstyles"
	" datastore xmlnstbl wgrffmtfilter mmathPr userprops defchp defpap"
	" pgdsctbl ";
static const char looks[] =
	" rtf ansi ansicpg uc deff deflang deflangfe adeflang cocoartf"
	" cocoasubrtf cocoatextscaling cocoaplatform cocoascreenfonts f fs cf"
	" cb b i ul ulnone ulw strike plain pard tx tqr tqc tqdec li ri fi lin"
	" rin sl slmult sa sb ql qc qr qj lang langfe langnp langfenp loch"
	" hich dbch af afs ai ab rtlch ltrch ltrpar expnd expndtw kerning"
	" outl strokec strokewidth pardirnatural partightenfactor pardeftab"
	" paperw paperh margl margr margt margb viewkind viewscale deftab"
	" viewh vieww widowctrl nowidctlpar hyphpar insrsid charrsid rsid"
	" noproof up dn super sub nosupersub cs s ds keep keepn itap"
	" tightenfactor s fcs alang stshfdbch stshfloch stshfhich stshfbi"
	" faauto aspalpha aspnum adjustright wrapdefault cchs chcbpat chshdng"
	" highlight shading cbpat ";

static const struct symbol {
	const char *word;
	uint16_t unit;
} symbols[] = {
	{ "par", '\n' }, { "line", '\n' }, { "tab", '\t' },
	{ "emdash", 0x2014 }, { "endash", 0x2013 }, { "lquote", 0x2018 },
	{ "rquote", 0x2019 }, { "ldblquote", 0x201C },
	{ "rdblquote", 0x201D }, { "bullet", 0x2022 },
};

static bool
is_listed(const char *list, const char *word)
{
	char wanted[WORD_MAX + 3];
	size_t size = strlen(word);

	wanted[0] = ' ';
	memcpy(wanted + 1, word, size);
	wanted[size + 1] = ' ';
	wanted[size + 2] = '\0';
	return strstr(list, wanted) != NULL;
}

static bool
refuse(struct rtf *rtf, const char *what, const char *word)
{
	dbr_buf_addf(rtf->why, "%s%s%s%s", what, *word ? " (\\" : "", word,
		     *word ? ")" : "");
	return false;
}

static struct group *
top(struct rtf *rtf)
{
	return &rtf->groups[rtf->depth - 1];
}

/* False: it only stands in for the \uN before it. */
static bool
takes(struct rtf *rtf)
{
	if (rtf->skip_left) {
		rtf->skip_left--;
		return false;
	}
	return !top(rtf)->is_passed;
}

static void
add_unit(struct rtf *rtf, uint16_t unit)
{
	dbr_buf_add_char(&rtf->units, (char)(unit & 0xFF));
	dbr_buf_add_char(&rtf->units, (char)(unit >> 8));
}

static char
take_byte(struct rtf *rtf)
{
	char c = rtf->rest.size ? *rtf->rest.at : '\0';

	if (rtf->rest.size) {
		rtf->rest.at++;
		rtf->rest.size--;
	}
	return c;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int
hex_digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at = c ? strchr(digits, c | 0x20) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* \'hh */
static bool
read_hex(struct rtf *rtf)
{
	int high = hex_digit(take_byte(rtf)), low = hex_digit(take_byte(rtf));
	unsigned char byte = (unsigned char)(high * 16 + low);

	if (high < 0 || low < 0)
		return refuse(rtf, "a byte that is none", "'");
	if (!takes(rtf))
		return true;
	if (byte >= 0x80 && rtf->is_foreign)
		return refuse(rtf, "letters of another code page", "'");
	add_unit(rtf, encoding_windows_1252(byte));
	return true;
}

/* What is no letter behind a backslash. */
static bool
read_symbol(struct rtf *rtf, char c)
{
	switch (c) {
	case '\'':
		return read_hex(rtf);
	case '*':
		rtf->is_optional = true;
		return true;
	case '\r':
		if (rtf->rest.size && *rtf->rest.at == '\n')
			take_byte(rtf);
		/* fall through */
	case '\n':
		c = '\n';
		break;
	case '\\':
	case '{':
	case '}':
		break;
	case '~':
		if (takes(rtf))
			add_unit(rtf, 0xA0);
		return true;
	default:
		return top(rtf)->is_passed ||
		       refuse(rtf, "a symbol that is no plain text",
			      (const char[]){ c, '\0' });
	}
	if (takes(rtf))
		add_unit(rtf, (unsigned char)c);
	return true;
}

/* "b0 ": a blank behind it is part of it. */
static bool
take_word(struct rtf *rtf, char first, struct word *out)
{
	size_t used = 0;
	bool is_negative;

	*out = (struct word){ .name = { first } };
	while (rtf->rest.size && is_letter(*rtf->rest.at)) {
		if (++used + 1 >= WORD_MAX)
			return refuse(rtf, "a word that is too long",
				      out->name);
		out->name[used] = take_byte(rtf);
	}
	is_negative = rtf->rest.size && *rtf->rest.at == '-';
	if (is_negative)
		take_byte(rtf);
	while (rtf->rest.size && *rtf->rest.at >= '0' &&
	       *rtf->rest.at <= '9') {
		out->has_number = true;
		out->number = out->number * 10 + (take_byte(rtf) - '0');
		if (out->number > INT32_MAX)
			return refuse(rtf, "a number that is too large",
				      out->name);
	}
	if (is_negative)
		out->number = -out->number;
	if (rtf->rest.size && *rtf->rest.at == ' ')
		take_byte(rtf);
	return true;
}

/* \uN, and how many characters behind it say the same again. */
static bool
read_unicode(struct rtf *rtf, const struct word *word)
{
	if (!word->has_number || word->number < -32768 || word->number > 65535)
		return refuse(rtf, "a character that is none", word->name);
	if (takes(rtf)) {
		add_unit(rtf, (uint16_t)word->number);
		rtf->skip_left = top(rtf)->skip_count;
	}
	return true;
}

static bool
read_word(struct rtf *rtf, const struct word *word)
{
	const char *name = word->name;
	bool is_optional = rtf->is_optional;

	rtf->is_optional = false;
	/* Where a font or page says that bytes mean other letters. */
	rtf->is_foreign |= (strcmp(name, "ansicpg") == 0 &&
			    word->number != 1252) ||
			   (strcmp(name, "fcharset") == 0 &&
			    word->number != 0 && word->number != 2);
	if (top(rtf)->is_passed)
		return strcmp(name, "bin") != 0 ||
		       refuse(rtf, "raw bytes", name);
	if (is_listed(passed_destinations, name)) {
		top(rtf)->is_passed = true;
		return true;
	}
	if (strcmp(name, "u") == 0)
		return read_unicode(rtf, word);
	for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++)
		if (strcmp(name, symbols[i].word) == 0) {
			if (takes(rtf))
				add_unit(rtf, symbols[i].unit);
			return true;
		}
	if (strcmp(name, "uc") == 0)
		top(rtf)->skip_count = word->number > 0 && word->number < 10
			? (size_t)word->number : 0;
	if (!is_optional && is_listed(looks, name))
		return true;
	return refuse(rtf, "more than plain text", name);
}

static bool
open_group(struct rtf *rtf)
{
	if (rtf->depth == DEPTH_MAX)
		return refuse(rtf, "groups within groups", "");
	rtf->groups[rtf->depth] = rtf->depth
		? rtf->groups[rtf->depth - 1]
		: (struct group){ .skip_count = 1 };
	rtf->depth++;
	rtf->skip_left = 0;
	return true;
}

static bool
read_one(struct rtf *rtf)
{
	char c = take_byte(rtf);
	struct word word;

	switch (c) {
	case '{':
		return open_group(rtf);
	case '}':
		rtf->depth--;
		rtf->skip_left = 0;
		return true;
	case '\r':
	case '\n':
		return true;
	case '\\':
		c = take_byte(rtf);
		if (!is_letter(c))
			return read_symbol(rtf, c);
		return take_word(rtf, c, &word) && read_word(rtf, &word);
	default:
		if ((unsigned char)c >= 0x80 || (unsigned char)c < '\t')
			return refuse(rtf, "bytes that are no RTF", "");
		if (takes(rtf))
			add_unit(rtf, (unsigned char)c);
		return true;
	}
}

bool
rtf_is(struct dbr_str bytes)
{
	return dbr_str_starts(bytes, "{\\rtf");
}

bool
rtf_unwrap(struct dbr_buf *out, struct dbr_str document, struct dbr_buf *why)
{
	struct rtf rtf = { .rest = document, .units = DBR_BUF_INIT,
			   .why = why };
	struct decoder decoder = { .kind = ENCODING_UTF16LE };
	bool is_plain = rtf_is(document);

	while (is_plain && rtf.rest.size && (rtf.depth || !rtf.units.size)) {
		is_plain = read_one(&rtf);
		if (is_plain && !rtf.depth)
			break;
	}
	if (is_plain && rtf.depth)
		is_plain = refuse(&rtf, "an end that is missing", "");
	while (is_plain && rtf.rest.size &&
	       (!*rtf.rest.at || strchr(" \r\n", *rtf.rest.at)))
		take_byte(&rtf);
	if (is_plain && rtf.rest.size)
		is_plain = refuse(&rtf, "something behind its end", "");
	if (is_plain) {
		decoder_add(&decoder, dbr_buf_str(&rtf.units), out);
		decoder_end(&decoder, out);
	}
	dbr_buf_release(&rtf.units);
	return is_plain;
}
