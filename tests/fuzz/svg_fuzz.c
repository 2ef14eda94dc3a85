/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * svg_fuzz.c -- any bytes as what gnuplot wrote.  What the check lets through
 * holds nothing that runs, loads or hides, by a reading of its own.
 */
#include <config.h>
#include "fuzz.h"

#include <string.h>
#include <strings.h>
#include "reports/svg.h"

static bool
has_word(struct dbr_str text, const char *word)
{
	size_t size = strlen(word);

	for (size_t i = 0; i + size <= text.size; i++)
		if (strncasecmp(text.at + i, word, size) == 0)
			return true;
	return false;
}

static bool
is_word(struct dbr_str name, const char *word)
{
	return name.size == strlen(word) &&
	       strncasecmp(name.at, word, name.size) == 0;
}

static void
check_attribute(struct dbr_str name)
{
	INVARIANT(name.size > 0);
	INVARIANT(name.size < 2 || strncasecmp(name.at, "on", 2) != 0);
	INVARIANT(!is_word(name, "style") && !has_word(name, "href"));
}

/* One tag, without its angles. */
static void
check_tag(struct dbr_str tag)
{
	static const char *const never[] = {
		"script", "foreignobject", "image", "iframe", "style", "use",
		"animate", "set", "a",
	};
	static const char *const nowhere[] = { "url(", ":", "<", "!", "?" };
	size_t size = 0, start;

	while (size < tag.size && !strchr(" /\t\n", tag.at[size]))
		size++;
	for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
		INVARIANT(!is_word((struct dbr_str){ tag.at, size },
				   never[i]));
	for (size_t i = 0; i < sizeof(nowhere) / sizeof(nowhere[0]); i++)
		INVARIANT(!has_word(tag, nowhere[i]) ||
			  has_word(tag, "http://www.w3.org/2000/svg"));
	start = size;
	for (size_t i = size; i < tag.size; i++) {
		if (strchr(" \t\n\"'", tag.at[i]))
			start = i + 1;
		if (tag.at[i] == '=')
			check_attribute((struct dbr_str){ tag.at + start,
							  i - start });
	}
}

static void
check_page_part(struct dbr_str svg)
{
	INVARIANT(dbr_str_utf8_check(svg) == svg.size);
	while (svg.size) {
		struct dbr_str before = dbr_str_cut(&svg, '<');
		struct dbr_str tag;

		(void)before;
		if (!svg.at)
			return;
		tag = dbr_str_cut(&svg, '>');
		INVARIANT(svg.at);
		check_tag(tag);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct script_token tokens[] = {
		{ .text = { "<script>alert(1)</script>", 25 } },
	};
	const struct svg_head head = {
		.id = "fig", .title = "\"><script>", .desc = "a & b",
		.width = 640, .height = 300, .tokens = tokens,
		.token_count = 1,
	};
	struct dbr_str raw = { (const char *)data, size };
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_buf out = DBR_BUF_INIT;

	if (svg_check(raw, &err) == DBR_OK)
		check_page_part(raw);
	if (svg_finish(&out, raw, &head, &err) == DBR_OK) {
		INVARIANT(svg_check(dbr_buf_str(&out), &err) == DBR_OK);
		check_page_part(dbr_buf_str(&out));
	}
	dbr_buf_release(&out);
	return 0;
}
