/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "rtf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#define HEAD "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2639\n" \
	"{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;}\n" \
	"{\\colortbl;\\red255\\green255\\blue255;}\n" \
	"{\\*\\expandedcolortbl;;}\n" \
	"\\margl1440\\pard\\tx720\\f0\\fs24 \\cf0 "

static void
the_plain_text_comes_out(void **state)
{
	static const struct {
		const char *document, *text;
	} cases[] = {
		{ HEAD "key,title\\\nT-1,a\\\n}", "key,title\nT-1,a\n" },
		{ HEAD "a\\par b\\line c\\tab d\\par\n}", "a\nb\nc\td\n" },
		{ HEAD "\\{\\}\\\\}", "{}\\" },
		{ HEAD "Z\\'fcrich \\'80\\'96}", "Z\xC3\xBCrich "
		  "\xE2\x82\xAC\xE2\x80\x93" },
		{ HEAD "\\u252?\\u252 \\'fc{\\uc0\\u252}x}",
		  "\xC3\xBC\xC3\xBC\xC3\xBCx" },
		{ HEAD "\\uc2\\u8364 ??b}", "\xE2\x82\xAC" "b" },
		{ HEAD "\\u-10179?\\u-8704?}", "\xF0\x9F\x98\x80" },
		{ HEAD "a{\\b bold\\b0  text}\n.}", "abold text." },
		{ HEAD "\\ldblquote x\\rdblquote\\~y}\r\n",
		  "\xE2\x80\x9Cx\xE2\x80\x9D\xC2\xA0y" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct dbr_buf out = DBR_BUF_INIT, why = DBR_BUF_INIT;

		if (!rtf_unwrap(&out, dbr_str_from(cases[i].document), &why))
			fail_msg("refused: %s", why.text);
		assert_string_equal(out.text, cases[i].text);
		dbr_buf_release(&out);
		dbr_buf_release(&why);
	}
}

static void
what_is_more_than_plain_text_is_refused(void **state)
{
	static const struct {
		const char *document, *why;
	} cases[] = {
		{ HEAD "\\trowd a\\cell\\row}", "more than plain text "
		  "(\\trowd)" },
		{ HEAD "{\\field{\\*\\fldinst X}}}", "(\\field)" },
		{ HEAD "{\\pict abcd}}", "(\\pict)" },
		{ HEAD "{\\*\\shppict{\\pict}}}", "(\\shppict)" },
		{ HEAD "{\\object}}", "(\\object)" },
		{ HEAD "{\\deleted gone}}", "(\\deleted)" },
		{ HEAD "\\v hidden}", "(\\v)" },
		{ HEAD "\\bin4 abcd}", "(\\bin)" },
		{ HEAD "a\\-b}", "a symbol that is no plain text" },
		{ HEAD "\\'zz}", "a byte that is none" },
		{ "{\\rtf1\\ansi\\ansicpg1250 \\'e8}", "another code page" },
		{ "{\\rtf1\\ansi{\\fonttbl\\f0\\fcharset238 X;}\\'e8}",
		  "another code page" },
		{ HEAD "a", "an end that is missing" },
		{ HEAD "a}b", "something behind its end" },
		{ HEAD "\xC3\xBC}", "bytes that are no RTF" },
		{ HEAD "\\u99999 ?}", "a character that is none" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct dbr_buf out = DBR_BUF_INIT, why = DBR_BUF_INIT;

		if (rtf_unwrap(&out, dbr_str_from(cases[i].document), &why))
			fail_msg("taken: %s", out.text);
		if (!strstr(why.text, cases[i].why))
			fail_msg("\"%s\" is not \"%s\"", why.text,
				 cases[i].why);
		dbr_buf_release(&out);
		dbr_buf_release(&why);
	}
}

/* Cut anywhere, and any byte another: an answer, and no more than it holds. */
static void
any_bytes_get_an_answer(void **state)
{
	static const char document[] = HEAD "a\\par Z\\'fc\\u252?{\\b x}\\\n}";
	static const char others[] = "{}\\'*u\0-9";
	enum { SIZE = sizeof(document) - 1 };
	char bytes[SIZE];

	(void)state;
	for (size_t size = 0; size <= SIZE; size++)
		for (size_t k = 0; k < sizeof(others); k++) {
			struct dbr_buf out = DBR_BUF_INIT;
			struct dbr_buf why = DBR_BUF_INIT;
			size_t end = k ? SIZE : size;

			memcpy(bytes, document, SIZE);
			if (k && size < SIZE)
				bytes[size] = others[k - 1];
			if (rtf_unwrap(&out, (struct dbr_str){ bytes, end },
				       &why))
				assert_true(out.size < 3 * end);
			else
				assert_true(why.size || end < 5 || size < 5);
			dbr_buf_release(&out);
			dbr_buf_release(&why);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_plain_text_comes_out),
		cmocka_unit_test(what_is_more_than_plain_text_is_refused),
		cmocka_unit_test(any_bytes_get_an_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
