/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The zones of METRICS 0.1 are built here from their rules, so that a newer
 * time zone database cannot change a test.
 */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "system/zone.h"

#define NEW_YORK "EST5EDT,M3.2.0,M11.1.0"
#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"
#define LORD_HOWE "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"

static void
put(struct dbr_buf *out, uint64_t value, int bytes)
{
	for (int i = bytes - 1; i >= 0; i--)
		dbr_buf_add_char(out, i < 8 ? (char)(value >> (8 * i)) : 0);
}

struct plan {
	const char *footer;
	size_t count;
	int64_t at[256];
	int offsets[256];	/* behind at[i]; first is before */
	int first;
};

static void
put_header(struct dbr_buf *out, char version, size_t times, size_t types)
{
	dbr_buf_add_text(out, "TZif");
	dbr_buf_add_char(out, version);
	put(out, 0, 15);
	put(out, 0, 4);
	put(out, 0, 4);
	put(out, 0, 4);
	put(out, times, 4);
	put(out, types, 4);
	put(out, 4, 4);
}

/* Version 2 with an empty first block, one type per transition. */
static void
put_zone(struct dbr_buf *out, const struct plan *plan)
{
	put_header(out, '2', 0, 1);
	put(out, 0, 6);
	dbr_buf_add(out, "ABC\0", 4);
	put_header(out, '2', plan->count, plan->count + 1);
	for (size_t i = 0; i < plan->count; i++)
		put(out, (uint64_t)plan->at[i], 8);
	for (size_t i = 0; i < plan->count; i++)
		put(out, i + 1, 1);
	put(out, (uint64_t)(uint32_t)plan->first << 16, 6);
	for (size_t i = 0; i < plan->count; i++)
		put(out, (uint64_t)(uint32_t)plan->offsets[i] << 16, 6);
	dbr_buf_add(out, "ABC\0", 4);
	dbr_buf_addf(out, "\n%s\n", plan->footer);
}

static enum dbr_status
build(struct dbr_zone *zone, const struct plan *plan)
{
	struct dbr_buf bytes = DBR_BUF_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	enum dbr_status rc;

	*zone = (struct dbr_zone){ .name = "test" };
	put_zone(&bytes, plan);
	rc = zone_parse(zone, dbr_buf_str(&bytes), &err);
	dbr_buf_release(&bytes);
	return rc;
}

static void
build_rule(struct dbr_zone *zone, const char *footer)
{
	const struct plan plan = { .footer = footer };

	assert_int_equal(build(zone, &plan), DBR_OK);
}

static int64_t
utc(const char *iso)
{
	int64_t us = 0;

	assert_true(dbr_iso_parse(dbr_str_from(iso), &us));
	return us;
}

/* A local time written as if it were UTC: "2024-03-10T02:30:00Z". */
static int64_t
local(const struct dbr_zone *zone, const char *iso, enum dbr_civil_kind *kind)
{
	struct dbr_civil civil;

	dbr_civil_from_us(&civil, utc(iso));
	return dbr_zone_to_us(zone, &civil, kind);
}

static void
elapsed_time_follows_the_zone(void **state)
{
	static const struct {
		const char *footer, *from, *until;
		int64_t seconds;
	} cases[] = {
		{ NEW_YORK, "2024-03-08T16:00Z", "2024-03-11T10:00Z", 234000 },
		{ NEW_YORK, "2024-11-01T16:00Z", "2024-11-04T10:00Z", 241200 },
		{ NEW_YORK, "2024-03-09T12:00Z", "2024-03-10T12:00Z", 82800 },
		{ NEW_YORK, "2024-11-02T12:00Z", "2024-11-03T12:00Z", 90000 },
		{ NEW_YORK, "2024-03-10T00:00Z", "2024-03-11T00:00Z", 82800 },
		{ NEW_YORK, "2024-11-03T00:00Z", "2024-11-04T00:00Z", 90000 },
		{ BERLIN, "2024-03-31T00:00Z", "2024-04-01T00:00Z", 82800 },
		{ BERLIN, "2024-10-27T00:00Z", "2024-10-28T00:00Z", 90000 },
		{ LORD_HOWE, "2024-10-06T00:00Z", "2024-10-07T00:00Z", 84600 },
		{ BERLIN, "2024-03-28T16:30Z", "2024-04-02T09:30Z", 403200 },
		{ "UTC0", "2024-06-03T08:00Z", "2024-06-07T18:00Z", 381600 },
		{ "UTC0", "2024-06-07T17:00Z", "2024-06-10T09:00Z", 230400 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum dbr_civil_kind kind;
		struct dbr_zone zone;
		int64_t from, until;

		build_rule(&zone, cases[i].footer);
		from = local(&zone, cases[i].from, &kind);
		until = local(&zone, cases[i].until, &kind);
		assert_int_equal((until - from) / DBR_SECOND_US,
				 cases[i].seconds);
		dbr_arena_release(&zone.arena);
	}
}

static void
an_instant_shows_the_local_clock(void **state)
{
	struct dbr_zone zone;
	struct dbr_civil civil;

	(void)state;
	build_rule(&zone, NEW_YORK);
	assert_true(utc("2024-03-10T07:00:00Z") ==
		    1710054000 * DBR_SECOND_US);
	dbr_zone_civil(&zone, utc("2024-03-10T07:00:00Z"), &civil);
	assert_int_equal(civil.hour, 3);
	assert_int_equal(dbr_zone_offset(&zone, utc("2024-03-10T07:00:00Z")),
			 -4 * 3600);
	assert_int_equal(dbr_zone_offset(&zone,
					 utc("2024-03-10T06:59:59.999999Z")),
			 -5 * 3600);
	dbr_arena_release(&zone.arena);
}

static void
a_time_in_a_gap_takes_the_offset_before_it(void **state)
{
	enum dbr_civil_kind kind;
	struct dbr_zone zone;
	struct dbr_civil civil;
	int64_t us;

	(void)state;
	build_rule(&zone, NEW_YORK);
	us = local(&zone, "2024-03-10T02:30:00Z", &kind);
	assert_int_equal(kind, DBR_CIVIL_SKIPPED);
	assert_true(us == utc("2024-03-10T07:30:00Z"));
	dbr_zone_civil(&zone, us, &civil);
	assert_int_equal(civil.hour, 3);
	assert_int_equal(civil.minute, 30);
	assert_true(local(&zone, "2024-03-10T01:59:59Z", &kind) ==
		    utc("2024-03-10T06:59:59Z"));
	assert_int_equal(kind, DBR_CIVIL_ONCE);
	assert_true(local(&zone, "2024-03-10T03:00:00Z", &kind) ==
		    utc("2024-03-10T07:00:00Z"));
	assert_int_equal(kind, DBR_CIVIL_ONCE);
	dbr_arena_release(&zone.arena);
}

static void
a_time_in_a_fold_is_the_first_occurrence(void **state)
{
	enum dbr_civil_kind kind;
	struct dbr_zone zone;

	(void)state;
	build_rule(&zone, NEW_YORK);
	assert_true(local(&zone, "2024-11-03T01:30:00Z", &kind) ==
		    utc("2024-11-03T05:30:00Z"));
	assert_int_equal(kind, DBR_CIVIL_TWICE);
	assert_true(local(&zone, "2024-11-03T00:59:59Z", &kind) ==
		    utc("2024-11-03T04:59:59Z"));
	assert_int_equal(kind, DBR_CIVIL_ONCE);
	assert_true(local(&zone, "2024-11-03T02:00:00Z", &kind) ==
		    utc("2024-11-03T07:00:00Z"));
	assert_int_equal(kind, DBR_CIVIL_ONCE);
	dbr_arena_release(&zone.arena);
}

static void
a_fraction_of_a_second_is_kept(void **state)
{
	const struct dbr_civil civil = { 2024, 7, 1, 12, 0, 0, 123456 };
	enum dbr_civil_kind kind;
	struct dbr_zone zone;

	(void)state;
	build_rule(&zone, BERLIN);
	assert_true(dbr_zone_to_us(&zone, &civil, &kind) ==
		    utc("2024-07-01T10:00:00.123456Z"));
	dbr_arena_release(&zone.arena);
}

/* Table and rule are two ways to say the same. */
static void
a_table_and_its_rule_agree(void **state)
{
	static const char *const footers[] = { NEW_YORK, BERLIN, LORD_HOWE,
					       "IST-1GMT0,M10.5.0,M3.5.0/1",
					       ("<-02>2<-01>,M3.5.0/-1,"
						"M10.5.0/0") };

	(void)state;
	for (size_t i = 0; i < sizeof(footers) / sizeof(footers[0]); i++) {
		struct plan plan = { .footer = footers[i] };
		struct dbr_zone rule, table;

		build_rule(&rule, footers[i]);
		plan.first = dbr_zone_offset(&rule, utc("2000-01-01"));
		for (int64_t s = utc("2000-01-01") / DBR_SECOND_US;
		     s < utc("2037-01-01") / DBR_SECOND_US; s += 900) {
			int offset = zone_rule_offset(&rule.rule, s);
			int before = zone_rule_offset(&rule.rule, s - 900);

			if (offset == before)
				continue;
			plan.at[plan.count] = s;
			plan.offsets[plan.count++] = offset;
		}
		assert_int_equal(plan.count, 74);
		assert_int_equal(build(&table, &plan), DBR_OK);
		for (int64_t us = utc("2000-01-02"); us < utc("2060-01-01");
		     us += 18013 * DBR_SECOND_US) {
			enum dbr_civil_kind kind_a, kind_b;
			struct dbr_civil civil;

			dbr_civil_from_us(&civil, us);
			assert_int_equal(dbr_zone_offset(&rule, us),
					 dbr_zone_offset(&table, us));
			assert_true(dbr_zone_to_us(&rule, &civil, &kind_a) ==
				    dbr_zone_to_us(&table, &civil, &kind_b));
			assert_int_equal(kind_a, kind_b);
		}
		dbr_arena_release(&rule.arena);
		dbr_arena_release(&table.arena);
	}
}

/* Every instant read as a local time gives itself or the other half of a
 * fold; localtime_r() is the independent witness. */
static void
the_system_zones_are_read_as_libc_reads_them(void **state)
{
	static const char *const names[] = {
		"America/New_York", "Europe/Berlin", "Europe/Dublin",
		"Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca",
		"Pacific/Apia", "America/Sao_Paulo", "Europe/Warsaw",
		"Antarctica/Troll", "Asia/Tehran", "America/Scoresbysund",
	};
	struct dbr_error err = DBR_ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct dbr_zone *zone;

		if (dbr_zone_open(&zone, names[i], &err) != DBR_OK)
			skip();	/* no tzdata here */
		setenv("TZ", names[i], 1);
		tzset();
		for (int64_t s = utc("1905-01-01") / DBR_SECOND_US;
		     s < utc("2105-01-01") / DBR_SECOND_US; s += 500209) {
			enum dbr_civil_kind kind;
			struct dbr_civil civil;
			time_t t = (time_t)s;
			int64_t back;
			struct tm tm;

			localtime_r(&t, &tm);
			assert_int_equal(dbr_zone_offset(zone,
							 s * DBR_SECOND_US),
					 tm.tm_gmtoff);
			dbr_zone_civil(zone, s * DBR_SECOND_US, &civil);
			back = dbr_zone_to_us(zone, &civil, &kind);
			assert_int_not_equal(kind, DBR_CIVIL_SKIPPED);
			assert_true(back == s * DBR_SECOND_US ||
				    (kind == DBR_CIVIL_TWICE &&
				     back < s * DBR_SECOND_US));
		}
		dbr_zone_close(zone);
	}
	setenv("TZ", "UTC", 1);
	tzset();
}

static void
utc_and_fixed_offsets_need_no_files(void **state)
{
	static const struct {
		const char *name;
		int seconds;
	} cases[] = {
		{ "UTC", 0 }, { "Z", 0 }, { "+02:00", 7200 },
		{ "-0530", -19800 }, { "+14", 50400 },
	};
	struct dbr_error err = DBR_ERROR_INIT;

	(void)state;
	setenv("DEBRIEF_ZONEINFO", "/nowhere", 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct dbr_zone *zone;

		assert_int_equal(dbr_zone_open(&zone, cases[i].name, &err),
				 DBR_OK);
		assert_int_equal(dbr_zone_offset(zone, 0), cases[i].seconds);
		assert_string_equal(dbr_zone_name(zone), cases[i].name);
		dbr_zone_close(zone);
	}
	unsetenv("DEBRIEF_ZONEINFO");
}

static void
a_name_never_leaves_the_zone_directory(void **state)
{
	static const char *const names[] = {
		"", "/etc/localtime", "../../../etc/passwd", "Europe/../UTC",
		"Europe//Berlin", "Europe/", ".", "posixrules/..",
		"Europe/Berlin\n", "zone.tab", "+2", "+02:0", "+24:00", "+0",
		"+02:00:00", "-", "Europe", "Europe/Berlin\\", "~",
		("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		 "aaaaa"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct dbr_error err = DBR_ERROR_INIT;
		struct dbr_zone *zone;

		if (dbr_zone_open(&zone, names[i], &err) != DBR_EUSAGE)
			fail_msg("opened zone \"%s\"", names[i]);
		assert_non_null(strstr(err.what, "unknown time zone"));
	}
}

static void
an_unknown_zone_suggests_the_nearest(void **state)
{
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_zone *zone;

	(void)state;
	if (dbr_zone_open(&zone, "Europe/Berlin", &err) != DBR_OK)
		skip();	/* no tzdata here */
	dbr_zone_close(zone);
	assert_int_equal(dbr_zone_open(&zone, "Europe/Berlim", &err),
			 DBR_EUSAGE);
	assert_string_equal(err.hint, "did you mean \"Europe/Berlin\"?");
	assert_int_equal(dbr_zone_open(&zone, "europe/berlin", &err),
			 DBR_EUSAGE);
	assert_string_equal(err.hint, "did you mean \"Europe/Berlin\"?");
}

/* Every file cut short and every byte changed: refused or read, never a
 * crash, and what is read answers. */
static void
hostile_zone_bytes_are_refused_or_read(void **state)
{
	struct plan plan = { .footer = BERLIN, .count = 2,
			     .at = { 0, 1000000 },
			     .offsets = { 3600, 7200 }, .first = 0 };
	struct dbr_buf good = DBR_BUF_INIT;
	size_t read_count = 0, refused_count = 0;

	(void)state;
	put_zone(&good, &plan);
	for (size_t i = 0; i < good.size * 256; i++) {
		struct dbr_arena scratch = DBR_ARENA_INIT;
		char *copy = dbr_arena_text(&scratch, dbr_buf_str(&good));
		struct dbr_zone zone = { .name = "hostile" };
		struct dbr_error err = DBR_ERROR_INIT;
		struct dbr_civil civil;
		enum dbr_civil_kind kind;

		copy[i / 256] = (char)(i % 256);
		if (zone_parse(&zone, (struct dbr_str){ copy, good.size },
			       &err) == DBR_OK) {
			dbr_zone_civil(&zone, INT64_MAX, &civil);
			dbr_zone_to_us(&zone, &civil, &kind);
			assert_in_range(dbr_zone_offset(&zone, 0) + 100000, 0,
					200000);
			read_count++;
		} else {
			assert_int_equal(err.code, DBR_EINPUT);
			refused_count++;
		}
		dbr_arena_release(&zone.arena);
		dbr_arena_release(&scratch);
	}
	assert_true(read_count > 0 && refused_count > 0);
	for (size_t size = 0; size < good.size; size++) {
		struct dbr_zone zone = { .name = "cut" };
		struct dbr_error err = DBR_ERROR_INIT;

		assert_int_equal(zone_parse(&zone,
					    (struct dbr_str){ good.text,
							      size },
					    &err), DBR_EINPUT);
		dbr_arena_release(&zone.arena);
	}
	dbr_buf_release(&good);
}

static void
a_table_out_of_order_is_refused(void **state)
{
	const struct plan plan = { .footer = "UTC0", .count = 2,
				   .at = { 5, 5 }, .offsets = { 0, 1 } };
	struct dbr_zone zone;

	(void)state;
	assert_int_equal(build(&zone, &plan), DBR_EINPUT);
	dbr_arena_release(&zone.arena);
}

static void
a_rule_must_be_whole(void **state)
{
	static const char *const wrong[] = {
		"", "A5", "EST", "EST5EDT", "EST5EDT,M3.2.0",
		"EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.6.0,M11.1.0",
		"EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J0,J365",
		"EST5EDT,366,1", "EST25", "EST5EDT,M3.2.0/168,M11.1.0",
		"<EST5", "EST5EDT,M3.2.0,M11.1.0x", "EST5:60",
	};
	struct zone_rule rule;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (zone_rule_parse(&rule, dbr_str_from(wrong[i])))
			fail_msg("accepted rule \"%s\"", wrong[i]);
}

static void
summer_time_may_last_all_year(void **state)
{
	struct zone_rule rule;

	(void)state;
	assert_true(zone_rule_parse(&rule,
				    DBR_STR("XXX3EDT4,0/0,J365/23")));
	for (int64_t s = utc("2020-01-01") / DBR_SECOND_US;
	     s < utc("2026-01-01") / DBR_SECOND_US; s += 1800)
		assert_int_equal(zone_rule_offset(&rule, s), -4 * 3600);
}

static void
julian_days_do_not_count_29_february(void **state)
{
	struct zone_rule rule;

	(void)state;
	assert_true(zone_rule_parse(&rule, DBR_STR("AAA0BBB,J60/0,J300/0")));
	assert_int_equal(zone_rule_offset(&rule,
			 utc("2024-02-29T23:59:59Z") / DBR_SECOND_US), 0);
	assert_int_equal(zone_rule_offset(&rule,
			 utc("2024-03-01") / DBR_SECOND_US), 3600);
	assert_int_equal(zone_rule_offset(&rule,
			 utc("2023-03-01") / DBR_SECOND_US), 3600);
	assert_true(zone_rule_parse(&rule, DBR_STR("AAA0BBB,59/0,300/0")));
	assert_int_equal(zone_rule_offset(&rule,
			 utc("2024-02-29") / DBR_SECOND_US), 3600);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elapsed_time_follows_the_zone),
		cmocka_unit_test(an_instant_shows_the_local_clock),
		cmocka_unit_test(a_time_in_a_gap_takes_the_offset_before_it),
		cmocka_unit_test(a_time_in_a_fold_is_the_first_occurrence),
		cmocka_unit_test(a_fraction_of_a_second_is_kept),
		cmocka_unit_test(a_table_and_its_rule_agree),
		cmocka_unit_test(the_system_zones_are_read_as_libc_reads_them),
		cmocka_unit_test(utc_and_fixed_offsets_need_no_files),
		cmocka_unit_test(a_name_never_leaves_the_zone_directory),
		cmocka_unit_test(an_unknown_zone_suggests_the_nearest),
		cmocka_unit_test(hostile_zone_bytes_are_refused_or_read),
		cmocka_unit_test(a_table_out_of_order_is_refused),
		cmocka_unit_test(a_rule_must_be_whole),
		cmocka_unit_test(summer_time_may_last_all_year),
		cmocka_unit_test(julian_days_do_not_count_29_february),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
