/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zone.c -- time zones by name; see debrief/time.h. */
#include <config.h>
#include "system/zone.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/file.h"

enum {
	ZONE_FILE_MAX = 1024 * 1024,	/* bytes; real ones are below 4 KiB */
	ZONE_NAME_MAX = 64,
	/* Clocks are never further than this from UTC, so every reading of a
	 * local time lies in this many seconds around it. */
	REACH_SECONDS = 26 * 3600,
	CANDIDATE_MAX = 16,
};

static const char *
zone_directory(void)
{
	const char *chosen = getenv("DEBRIEF_ZONEINFO");

	return chosen && *chosen ? chosen : "/usr/share/zoneinfo";
}

static bool
is_name_char(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+';
}

/* Only letters, digits and _-+ between single slashes: no dot, so no way up
 * and no way out. */
static bool
is_name(const char *name)
{
	size_t size = strlen(name);

	if (!size || size > ZONE_NAME_MAX || name[size - 1] == '/')
		return false;
	for (size_t i = 0; i < size; i++)
		if (!is_name_char(name[i]) &&
		    (name[i] != '/' || i == 0 || name[i - 1] == '/'))
			return false;
	return true;
}

static bool
is_utc(const char *name)
{
	return strcmp(name, "UTC") == 0 || strcmp(name, "Z") == 0;
}

/* "+02:00", "-0530", "+02" */
static bool
fixed_offset(const char *name, int *seconds)
{
	static const char shape[] = "0000";
	char digits[sizeof(shape)] = "0000";
	size_t count = 0;
	int hours, minutes;

	if (name[0] != '+' && name[0] != '-')
		return false;
	for (const char *p = name + 1; *p; p++) {
		if (*p == ':' && p == name + 3)
			continue;
		if (*p < '0' || *p > '9' || count == 4)
			return false;
		digits[count++] = *p;
	}
	hours = (digits[0] - '0') * 10 + digits[1] - '0';
	minutes = (digits[2] - '0') * 10 + digits[3] - '0';
	if ((count != 2 && count != 4) || hours > 23 || minutes > 59)
		return false;
	*seconds = (hours * 60 + minutes) * (name[0] == '-' ? -60 : 60);
	return true;
}

struct names {
	struct dbr_arena arena;
	const char **items;
	size_t count, capacity;
};

/* Every file below the directory, for a suggestion; damaged or unreadable
 * folders only make it poorer. */
static void
collect_names(struct names *names, const char *root, const char *below,
	      int depth)
{
	char *path = dbr_arena_textf(&names->arena, "%s/%s", root, below);
	DIR *dir = opendir(path);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *name = dbr_arena_textf(&names->arena, "%s%s%s", below,
					     *below ? "/" : "",
					     entry->d_name);

		if (!is_name(name))
			continue;
		if (entry->d_type == DT_DIR) {
			if (depth < 3 && strcmp(name, "posix") != 0 &&
			    strcmp(name, "right") != 0)
				collect_names(names, root, name, depth + 1);
			continue;
		}
		names->items = dbr_arena_grow(&names->arena, names->items,
					      names->count, &names->capacity,
					      sizeof(*names->items));
		names->items[names->count++] = name;
	}
	if (dir)
		closedir(dir);
}

static enum dbr_status
unknown(const char *name, struct dbr_error *err)
{
	struct names names = { .arena = DBR_ARENA_INIT };
	const char *nearest;

	dbr_fail(err, DBR_EUSAGE, "unknown time zone \"%s\"", name);
	collect_names(&names, zone_directory(), "", 0);
	nearest = dbr_nearest(name, names.items, names.count);
	if (nearest)
		dbr_fail_hint(err, "did you mean \"%s\"?", nearest);
	else if (!names.count)
		dbr_fail_hint(err, "there is no time zone data in %s; "
			      "install tzdata, or use an offset as +01:00",
			      zone_directory());
	else
		dbr_fail_hint(err, "use a name as Europe/Berlin, UTC, "
			      "or an offset as +01:00");
	dbr_arena_release(&names.arena);
	return DBR_EUSAGE;
}

static enum dbr_status
zone_load(struct dbr_zone *zone, struct dbr_error *err)
{
	struct dbr_buf bytes = DBR_BUF_INIT;
	struct dbr_error missing = DBR_ERROR_INIT;
	const char *path;
	enum dbr_status rc;

	if (!is_name(zone->name))
		return unknown(zone->name, err);
	path = dbr_arena_textf(&zone->arena, "%s/%s", zone_directory(),
			       zone->name);
	/* Whatever the reason: there is no such zone here. */
	rc = dbr_file_read(&bytes, path, ZONE_FILE_MAX, &missing);
	if (rc != DBR_OK || !dbr_str_starts(dbr_buf_str(&bytes), "TZif")) {
		rc = unknown(zone->name, err);
	} else {
		rc = zone_parse(zone, dbr_buf_str(&bytes), err);
		if (rc != DBR_OK)
			dbr_fail_at(err, path, 0, 0);
	}
	dbr_buf_release(&bytes);
	return rc;
}

enum dbr_status
dbr_zone_open(struct dbr_zone **out, const char *name, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_zone *zone = dbr_arena_get(&arena, sizeof(*zone));
	enum dbr_status rc = DBR_OK;

	zone->arena = arena;
	zone->name = dbr_arena_text(&zone->arena, dbr_str_from(name));
	if (!is_utc(name) && !fixed_offset(name, &zone->first))
		rc = zone_load(zone, err);
	if (rc != DBR_OK) {
		dbr_zone_close(zone);
		return rc;
	}
	*out = zone;
	return DBR_OK;
}

void
dbr_zone_close(struct dbr_zone *zone)
{
	struct dbr_arena arena;

	if (!zone)
		return;
	arena = zone->arena;	/* the zone lives in it */
	dbr_arena_release(&arena);
}

const char *
dbr_zone_name(const struct dbr_zone *zone)
{
	return zone->name;
}

/* How many transitions have happened by then. */
static size_t
transitions_until(const struct dbr_zone *zone, int64_t seconds)
{
	size_t low = 0, high = zone->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->at[middle] <= seconds)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int
offset_at(const struct dbr_zone *zone, int64_t seconds)
{
	size_t passed = transitions_until(zone, seconds);

	if (passed == zone->count && zone->rule.is_set)
		return zone_rule_offset(&zone->rule, seconds);
	return passed ? zone->offsets[passed - 1] : zone->first;
}

static int64_t
to_seconds(int64_t us)
{
	return us / DBR_SECOND_US - (us % DBR_SECOND_US < 0);
}

int
dbr_zone_offset(const struct dbr_zone *zone, int64_t instant_us)
{
	return offset_at(zone, to_seconds(instant_us));
}

/* Only year 294,000 and its like can overflow; they stay at the end. */
static int64_t
add_clipped(int64_t us, int64_t more_us)
{
	int64_t sum;

	if (__builtin_add_overflow(us, more_us, &sum))
		return us < 0 ? INT64_MIN : INT64_MAX;
	return sum;
}

/* The offsets in force around a local time, in order of time. */
struct candidates {
	int offsets[CANDIDATE_MAX];
	size_t count;
};

static void
add_candidate(struct candidates *c, int offset)
{
	if (c->count && c->offsets[c->count - 1] == offset)
		return;
	if (c->count < CANDIDATE_MAX)
		c->offsets[c->count++] = offset;
}

static void
add_rule_candidates(struct candidates *c, const struct dbr_zone *zone,
		    int64_t from, int64_t until)
{
	int64_t changes[ZONE_RULE_CHANGES];
	int64_t previous = from;

	zone_rule_changes(changes, &zone->rule, from);
	for (size_t n = 0; n < ZONE_RULE_CHANGES; n++) {
		int64_t next = INT64_MAX;

		for (size_t i = 0; i < ZONE_RULE_CHANGES; i++)
			if (changes[i] > previous && changes[i] < next)
				next = changes[i];
		if (next > until)
			return;
		add_candidate(c, offset_at(zone, next));
		previous = next;
	}
}

static void
find_candidates(struct candidates *c, const struct dbr_zone *zone,
		int64_t local)
{
	int64_t from = local - REACH_SECONDS, until = local + REACH_SECONDS;
	size_t i = transitions_until(zone, from);

	add_candidate(c, offset_at(zone, from));
	for (; i < zone->count && zone->at[i] <= until; i++)
		add_candidate(c, offset_at(zone, zone->at[i]));
	if (i == zone->count && zone->rule.has_dst)
		add_rule_candidates(c, zone, from, until);
}

/* A gap lies between two neighbours: the offset before it leads behind it. */
static int
offset_before_gap(const struct dbr_zone *zone, const struct candidates *c,
		  int64_t local)
{
	for (size_t i = 0; i + 1 < c->count; i++)
		if (offset_at(zone, local - c->offsets[i]) ==
		    c->offsets[i + 1])
			return c->offsets[i];
	return c->offsets[0];
}

int64_t
dbr_zone_to_us(const struct dbr_zone *zone, const struct dbr_civil *civil,
	       enum dbr_civil_kind *kind)
{
	int64_t local_us = dbr_civil_to_us(civil);
	int64_t local = to_seconds(local_us), first = INT64_MAX;
	struct candidates c = { .count = 0 };
	size_t found = 0;

	find_candidates(&c, zone, local);
	for (size_t i = 0; i < c.count; i++) {
		int64_t at = local - c.offsets[i];

		if (offset_at(zone, at) != c.offsets[i] || at == first)
			continue;
		found++;
		if (at < first)
			first = at;
	}
	*kind = found == 1 ? DBR_CIVIL_ONCE
			   : found ? DBR_CIVIL_TWICE : DBR_CIVIL_SKIPPED;
	if (!found)
		first = local - offset_before_gap(zone, &c, local);
	return add_clipped(local_us, (first - local) * DBR_SECOND_US);
}

void
dbr_zone_civil(const struct dbr_zone *zone, int64_t instant_us,
	       struct dbr_civil *out)
{
	int offset = dbr_zone_offset(zone, instant_us);

	dbr_civil_from_us(out, add_clipped(instant_us,
					   offset * DBR_SECOND_US));
}
