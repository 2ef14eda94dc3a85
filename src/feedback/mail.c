/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mail.c -- one message as sendmail -t takes it. */
#include <config.h>
#include "debrief/notice.h"

#include <stdio.h>
#include <string.h>
#include "debrief/time.h"
#include "feedback/digest.h"

enum {
	ADDRESS_MAX = 254,
	WORD_BYTES = 42,	/* of text in one encoded word: 75 in all */
	QUOTED_LINE_MAX = 76,
};

bool
dbr_mail_address_is_valid(const char *address)
{
	static const char marks[] = "!#$%&'*+-/=?^_`{|}~.@";
	struct dbr_str rest = dbr_str_from(address);
	struct dbr_str local, domain;

	if (rest.size > ADDRESS_MAX)
		return false;
	for (size_t i = 0; i < rest.size; i++) {
		char c = rest.at[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= '0' && c <= '9') && !strchr(marks, c))
			return false;
	}
	domain = rest;
	local = dbr_str_cut(&domain, '@');
	return local.size && domain.at && domain.size &&
	       !memchr(domain.at, '@', domain.size);
}

static void
add_base64(struct dbr_buf *out, const unsigned char *at, size_t size)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < size; i += 3) {
		size_t left = size - i;
		unsigned v = (unsigned)at[i] << 16 |
			     (left > 1 ? (unsigned)at[i + 1] << 8 : 0) |
			     (left > 2 ? at[i + 2] : 0);

		dbr_buf_add_char(out, digit[v >> 18]);
		dbr_buf_add_char(out, digit[v >> 12 & 63]);
		dbr_buf_add_char(out, left > 1 ? digit[v >> 6 & 63] : '=');
		dbr_buf_add_char(out, left > 2 ? digit[v & 63] : '=');
	}
}

/* Letters, digits and blanks stand as they are; anything else is encoded,
 * whole characters to a word. */
static void
add_phrase(struct dbr_buf *out, const char *words)
{
	struct dbr_buf clean = DBR_BUF_INIT;
	struct dbr_str rest;
	bool is_plain = true;

	dbr_buf_add_clean(&clean, dbr_str_from(words), 200);
	rest = dbr_buf_str(&clean);
	for (size_t i = 0; i < rest.size; i++) {
		char c = rest.at[i];

		is_plain = is_plain && rest.size <= WORD_BYTES &&
			   ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			    (c >= '0' && c <= '9') || c == ' ');
	}
	if (is_plain)
		dbr_buf_add_str(out, rest);
	while (!is_plain && rest.size) {
		size_t size = rest.size < WORD_BYTES ? rest.size : WORD_BYTES;

		while (size < rest.size &&
		       ((unsigned char)rest.at[size] & 0xC0) == 0x80)
			size--;
		dbr_buf_add_text(out, "=?UTF-8?B?");
		add_base64(out, (const unsigned char *)rest.at, size);
		rest.at += size;
		rest.size -= size;
		dbr_buf_add_text(out, rest.size ? "?=\n " : "?=");
	}
	dbr_buf_release(&clean);
}

static void
add_date(struct dbr_buf *out, int64_t at_us)
{
	static const char *const day[] = { "Mon", "Tue", "Wed", "Thu", "Fri",
					   "Sat", "Sun" };
	static const char *const month[] = { "Jan", "Feb", "Mar", "Apr", "May",
					     "Jun", "Jul", "Aug", "Sep", "Oct",
					     "Nov", "Dec" };
	struct dbr_civil c;

	dbr_civil_from_us(&c, at_us);
	dbr_buf_addf(out, "Date: %s, %02d %s %04d %02d:%02d:%02d +0000\n",
		     day[dbr_civil_weekday(&c) - 1], c.day,
		     month[c.month - 1], c.year, c.hour, c.minute, c.second);
}

static void
add_id(struct dbr_buf *out, const struct dbr_mail *mail)
{
	char hash[DIGEST_TEXT_SIZE];
	struct digest digest;

	digest_init(&digest);
	digest_add(&digest, dbr_str_from(mail->to));
	digest_add(&digest, dbr_str_from(mail->subject));
	digest_add(&digest, dbr_str_from(mail->text));
	digest_add_i64(&digest, mail->at_us);
	digest_text(hash, &digest);
	dbr_buf_addf(out, "Message-ID: <%.32s%s>\n", hash,
		     strchr(mail->from, '@'));
}

/* "From" at the start of a line is encoded too: mailboxes are split there. */
static void
add_quoted(struct dbr_buf *out, struct dbr_str text)
{
	size_t column = 0;

	for (size_t i = 0; i < text.size; i++) {
		unsigned char c = (unsigned char)text.at[i];
		bool is_end = i + 1 == text.size || text.at[i + 1] == '\n';
		bool is_plain = (c > 32 && c < 127 && c != '=') ||
				(c == ' ' && !is_end);

		if (c == '\n') {
			dbr_buf_add_char(out, '\n');
			column = 0;
			continue;
		}
		if (!column && (c == 'F' || c == '.'))
			is_plain = false;
		if (column + (is_plain ? 1 : 3) > QUOTED_LINE_MAX - 1) {
			dbr_buf_add_text(out, "=\n");
			column = 0;
		}
		if (is_plain)
			dbr_buf_add_char(out, (char)c);
		else
			dbr_buf_addf(out, "=%02X", c);
		column += is_plain ? 1 : 3;
	}
	dbr_buf_add_char(out, '\n');
}

void
dbr_mail_write(struct dbr_buf *out, const struct dbr_mail *mail)
{
	dbr_buf_addf(out, "From: <%s>\nTo: ", mail->from);
	add_phrase(out, mail->name);
	dbr_buf_addf(out, "\n <%s>\nSubject: ", mail->to);
	add_phrase(out, mail->subject);
	dbr_buf_add_char(out, '\n');
	add_date(out, mail->at_us);
	add_id(out, mail);
	dbr_buf_add_text(out, "Auto-Submitted: auto-generated\n"
			      "MIME-Version: 1.0\n"
			      "Content-Type: text/plain; charset=utf-8\n"
			      "Content-Transfer-Encoding: quoted-printable\n"
			      "\n");
	add_quoted(out, dbr_str_from(mail->text));
}
