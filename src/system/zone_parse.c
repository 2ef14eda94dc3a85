/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zone_parse.c -- from the bytes of a TZif file to transitions. */
#include <config.h>
#include "system/zone.h"

#include <string.h>

enum {
	HEADER_SIZE = 44,
	TYPE_SIZE = 6,
	/* No clock has ever been further from UTC than 16 hours; RFC 8536
	 * asks readers for up to 26. */
	OFFSET_MAX = 26 * 3600,
};

struct header {
	int version;
	size_t isut, isstd, leap, time, type, chars;
};

/* What is left of the file, and where reading stands for messages. */
struct bytes {
	struct dbr_str rest;
	size_t done;
};

static bool
take(struct bytes *in, size_t size, const unsigned char **out)
{
	if (in->rest.size < size)
		return false;
	*out = (const unsigned char *)in->rest.at;
	in->rest.at += size;
	in->rest.size -= size;
	in->done += size;
	return true;
}

static uint32_t
get32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

static int64_t
get_signed32(const unsigned char *p)
{
	return (int32_t)get32(p);
}

static int64_t
get_signed64(const unsigned char *p)
{
	return (int64_t)((uint64_t)get32(p) << 32 | get32(p + 4));
}

static bool
take_header(struct bytes *in, struct header *out)
{
	const unsigned char *p;

	if (!take(in, HEADER_SIZE, &p) || memcmp(p, "TZif", 4) != 0)
		return false;
	out->version = p[4] ? p[4] - '0' : 1;
	out->isut = get32(p + 20);
	out->isstd = get32(p + 24);
	out->leap = get32(p + 28);
	out->time = get32(p + 32);
	out->type = get32(p + 36);
	out->chars = get32(p + 40);
	return true;
}

/* Counts are 32 bits and a size_t has 64, so this cannot overflow. */
static size_t
body_size(const struct header *h, size_t time_size)
{
	return h->time * (time_size + 1) + h->type * TYPE_SIZE + h->chars +
	       h->leap * (time_size + 4) + h->isstd + h->isut;
}

static enum dbr_status
damaged(struct dbr_error *err, const struct bytes *in, const char *why)
{
	return dbr_fail(err, DBR_EINPUT,
			"damaged time zone data: %s at byte %zu", why,
			in->done);
}

static enum dbr_status
take_types(struct bytes *in, const struct header *h, int *offsets,
	   struct dbr_error *err)
{
	const unsigned char *p;

	for (size_t i = 0; i < h->type; i++) {
		int64_t offset;

		if (!take(in, TYPE_SIZE, &p))
			return damaged(err, in, "cut off");
		offset = get_signed32(p);
		if (offset < -OFFSET_MAX || offset > OFFSET_MAX)
			return damaged(err, in, "offset out of range");
		offsets[i] = (int)offset;
	}
	return DBR_OK;
}

static enum dbr_status
take_transitions(struct dbr_zone *zone, struct bytes *in,
		 const struct header *h, size_t time_size,
		 struct dbr_error *err)
{
	const unsigned char *times, *types;
	int64_t *at = dbr_arena_array(&zone->arena, h->time, sizeof(*at));
	int *offsets = dbr_arena_array(&zone->arena, h->time,
				       sizeof(*offsets));
	int *of_type = dbr_arena_array(&zone->arena, h->type,
				       sizeof(*of_type));
	enum dbr_status rc;

	if (!take(in, h->time * time_size, &times) ||
	    !take(in, h->time, &types))
		return damaged(err, in, "cut off");
	rc = take_types(in, h, of_type, err);
	if (rc != DBR_OK)
		return rc;
	for (size_t i = 0; i < h->time; i++) {
		at[i] = time_size == 8 ? get_signed64(times + i * 8)
				       : get_signed32(times + i * 4);
		if (i && at[i] <= at[i - 1])
			return damaged(err, in, "transitions out of order");
		if (types[i] >= h->type)
			return damaged(err, in, "unknown local time type");
		offsets[i] = of_type[types[i]];
	}
	zone->first = of_type[0];
	zone->count = h->time;
	zone->at = at;
	zone->offsets = offsets;
	return DBR_OK;
}

static enum dbr_status
take_footer(struct dbr_zone *zone, struct bytes *in, struct dbr_error *err)
{
	struct dbr_str text = in->rest;

	if (text.size < 2 || text.at[0] != '\n' ||
	    text.at[text.size - 1] != '\n')
		return damaged(err, in, "footer missing");
	text.at++;
	text.size -= 2;
	if (text.size && !zone_rule_parse(&zone->rule, text))
		return damaged(err, in, "footer not understood");
	return DBR_OK;
}

enum dbr_status
zone_parse(struct dbr_zone *zone, struct dbr_str bytes, struct dbr_error *err)
{
	struct bytes in = { bytes, 0 };
	const unsigned char *skipped;
	struct header h;
	size_t time_size = 4;
	enum dbr_status rc;

	if (!take_header(&in, &h))
		return damaged(err, &in, "no TZif header");
	if (h.version >= 2) {
		time_size = 8;
		if (!take(&in, body_size(&h, 4), &skipped) ||
		    !take_header(&in, &h))
			return damaged(err, &in, "second header missing");
	}
	if (!h.type || h.type > 256 || body_size(&h, time_size) > in.rest.size)
		return damaged(err, &in, "counts do not fit the file");
	if (h.leap)
		return damaged(err, &in, "leap seconds (a \"right/\" zone)");
	rc = take_transitions(zone, &in, &h, time_size, err);
	if (rc != DBR_OK)
		return rc;
	if (!take(&in, h.chars + h.isstd + h.isut, &skipped))
		return damaged(err, &in, "cut off");
	return h.version >= 2 ? take_footer(zone, &in, err) : DBR_OK;
}
