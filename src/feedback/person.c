/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback/person.h"

#include <utf8proc.h>

static bool
is_visible(utf8proc_int32_t c)
{
	enum { BRAILLE_BLANK = 0x2800 };

	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return false;
	default:
		return c != BRAILLE_BLANK &&
		       !utf8proc_get_property(c)->ignorable;
	}
}

bool
text_is_visible(struct dbr_str text)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text.at;
	size_t used = 0;

	while (used < text.size) {
		utf8proc_int32_t c;
		utf8proc_ssize_t size = utf8proc_iterate(
			at + used, (utf8proc_ssize_t)(text.size - used), &c);

		if (size > 0 && is_visible(c))
			return true;
		used += size > 0 ? (size_t)size : 1;
	}
	return false;
}

enum dbr_status
person_check(const char *name, const char *what, struct dbr_error *err)
{
	struct dbr_str text = dbr_str_from(name);

	if (!text_is_visible(text)) {
		dbr_fail(err, DBR_EUSAGE, "%s needs a name", what);
		return dbr_fail_hint(err, "add --by NAME");
	}
	if (text.size > PERSON_NAME_MAX ||
	    dbr_str_utf8_check(text) != text.size)
		return dbr_fail(err, DBR_EUSAGE, "a name is UTF-8 of at most"
				" %d bytes", PERSON_NAME_MAX);
	return DBR_OK;
}
