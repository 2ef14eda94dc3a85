/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zone_check.c -- see zone_check.h. */
#include <config.h>
#include "zone_check.h"

/* A clock that shows minutes is up to one behind. */
#define TOLERANCE_US (90 * DBR_SECOND_US)

/* One of each kind of clock; where several fit, the first is named. */
static const char *const candidates[] = {
	"UTC", "Europe/London", "Europe/Berlin", "Europe/Athens",
	"Europe/Istanbul", "Europe/Moscow", "America/New_York",
	"America/Chicago", "America/Denver", "America/Phoenix",
	"America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu",
	"America/Halifax", "America/St_Johns", "America/Mexico_City",
	"America/Bogota", "America/Caracas", "America/Santiago",
	"America/Sao_Paulo", "Africa/Lagos", "Africa/Cairo",
	"Africa/Johannesburg", "Africa/Nairobi", "Asia/Jerusalem",
	"Asia/Tehran", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata",
	"Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Singapore",
	"Asia/Tokyo", "Australia/Perth", "Australia/Adelaide",
	"Australia/Brisbane", "Australia/Sydney", "Pacific/Auckland",
};

void
zone_check_open(struct zone_check *out, const struct format *format,
		const struct dbr_str *names, size_t count,
		struct dbr_arena *arena)
{
	const struct format_zone_check *known = &format->zone_check;
	bool *is_local = dbr_arena_array(arena, count + 1, sizeof(*is_local));
	bool has_local = false, has_utc = false;

	*out = (struct zone_check){ .format = format, .is_local = is_local,
				    .column_count = count };
	for (size_t i = 0; known->local && known->utc && i < count; i++) {
		struct dbr_str name = dbr_str_trim(names[i]);

		is_local[i] = pattern_match(known->local, name) == PATTERN_YES;
		has_local |= is_local[i];
		if (!has_utc &&
		    pattern_match(known->utc, name) == PATTERN_YES) {
			out->utc_column = i;
			has_utc = true;
		}
	}
	out->is_on = has_local && has_utc;
}

static bool
read_any(const struct time_list *times, struct dbr_str cell,
	 struct dbr_time_value *out)
{
	for (size_t i = 0; i < times->count; i++)
		if (dbr_time_format_read(times->at[i], cell, out))
			return true;
	return false;
}

/* The newest of the row's local times: "04/May/24 9:29 AM;author;body". */
static bool
newest_local(const struct zone_check *check, const struct dbr_record *record,
	     struct dbr_civil *out)
{
	struct dbr_time_value value;
	bool has_one = false;

	for (size_t i = 0; i < record->count && i < check->column_count; i++) {
		struct dbr_str cell = record->fields[i];

		if (!check->is_local[i] || !cell.size ||
		    !read_any(&check->format->times, dbr_str_trim(
			      dbr_str_cut(&cell, ';')), &value))
			continue;
		if (!has_one || dbr_civil_to_us(&value.civil) >
				dbr_civil_to_us(out))
			*out = value.civil;
		has_one = true;
	}
	return has_one;
}

void
zone_check_observe(struct zone_check *check, const struct dbr_record *record)
{
	struct zone_pair *pair = &check->pairs[check->pair_count];
	enum dbr_civil_kind kind;
	struct dbr_time_value utc;

	if (!check->is_on || check->pair_count == ZONE_PAIRS_MAX ||
	    check->utc_column >= record->count ||
	    !read_any(&check->format->zone_check.times,
		      dbr_str_trim(record->fields[check->utc_column]), &utc) ||
	    !utc.has_offset || !newest_local(check, record, &pair->local))
		return;
	pair->utc_us = dbr_time_value_us(&utc, NULL, &kind);
	check->pair_count++;
}

size_t
zone_check_count(const struct zone_check *check, const struct dbr_zone *zone)
{
	size_t agreed = 0;

	for (size_t i = 0; i < check->pair_count; i++) {
		const struct zone_pair *pair = &check->pairs[i];
		enum dbr_civil_kind kind;
		int64_t apart_us = pair->utc_us -
			dbr_zone_to_us(zone, &pair->local, &kind);

		agreed += apart_us > -TOLERANCE_US && apart_us < TOLERANCE_US;
	}
	return agreed;
}

const char *
zone_check_suggest(const struct zone_check *check, size_t *agreed)
{
	const char *best = NULL;

	*agreed = 0;
	for (size_t i = 0; i < sizeof(candidates) / sizeof(candidates[0]);
	     i++) {
		/* A machine may lack a zone: it is not the one, then. */
		struct dbr_error ignored = DBR_ERROR_INIT;
		struct dbr_zone *zone = NULL;
		size_t count;

		if (dbr_zone_open(&zone, candidates[i], &ignored) != DBR_OK)
			continue;
		count = zone_check_count(check, zone);
		if (count > *agreed) {
			*agreed = count;
			best = candidates[i];
		}
		dbr_zone_close(zone);
	}
	return best;
}
