/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * debrief/notice.h -- who should hear what now.
 *
 * share/notices/due.sql selects what is due, share/notices/LANG/due.md
 * has the words.  One message a contact, by the channel it prefers, in its
 * language and zone.
 * Nothing is sent.  Everything lives in the arena.
 */
#ifndef DEBRIEF_NOTICE_H
#define DEBRIEF_NOTICE_H

#include "debrief/share.h"
#include "debrief/store.h"

struct dbr_notice {
	const char *kind, *about, *what;
	int64_t at_us;		/* 0: none */
	const char *line;	/* in the contact's words */
};

struct dbr_message {
	const char *contact, *name;
	const char *channel, *address;	/* NULL: no way to reach it */
	const char *email;	/* NULL: none */
	const char *zone, *language;
	const char *subject, *text;
	const struct dbr_notice *notices;
	size_t notice_count;
};

struct dbr_notice_ask {
	int64_t as_of_us;	/* 0: the latest instant in the data */
	const char *contact;	/* NULL: everybody */
};

enum dbr_status dbr_notice_list(const struct dbr_message **out, size_t *count,
				struct dbr_store *store,
				const struct dbr_share *share,
				const struct dbr_notice_ask *ask,
				struct dbr_arena *arena,
				struct dbr_error *err) DBR_MUST_CHECK;

struct dbr_mail {
	const char *from, *to, *name;	/* addresses; the name of to */
	const char *subject, *text;
	int64_t at_us;
};
/* An address a header can hold: no blanks, brackets, quotes or controls. */
bool dbr_mail_address_is_valid(const char *address);
/*
 * RFC 5322, for sendmail -t: encoded words (RFC 2047), quoted-printable
 * (RFC 2045), an id made of its content; lines end in LF.  Addresses must be
 * valid; no other text can begin a header.
 */
void dbr_mail_write(struct dbr_buf *out, const struct dbr_mail *mail);

#endif
