/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mapping in other tools' files: the round trip is the identity, a change
 * changes its bytes and no others, whatever the names are. */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/exchange.h"

static const char *const modules[] = { "load", "validation", "cut over" };
static const char *const teams[] = {
	"Load Operations", "Data Quality", "Test Centre",
	/* Hostile: what each format must escape. */
	"Quote \"Q\" \\ Back", "Comma, Semi; Tab\tTeam", "Größe & Co",
	"#hash: [x] {y}", "no", "12",
};
enum { TEAM_COUNT = sizeof(teams) / sizeof(teams[0]) };

static struct dbr_exchange
exchange_of(const char *format)
{
	return (struct dbr_exchange){
		.format = format, .file_name = "file", .modules = modules,
		.module_count = 3, .teams = teams, .team_count = TEAM_COUNT,
	};
}

static const struct sample {
	const char *format, *text;
} samples[] = {
	{ "raci", "module,Load Operations,\"Data Quality\";x,Test Centre\n"
		  "# words\nload, A ,,R\n\nvalidation,,c/i,a\n" },
	{ "raci", "module;Data Quality;Load Operations\r\n"
		  "load;R;A\r\nunknown;A;" },
	{ "codeowners", "# top\n* @org/data-quality\n"
			"/load/  @org/load-operations @org/test-centre # x\n"
			"validation/ a@b.example\n" },
	{ "codeowners", "[One]\n/load/ @g/test-centre\n"
			"^[Two][2] @g/data-quality\nload/\n/validation/ @x\n"
			"cut\\ over/ @load-operations" },
	{ "backstage", "kind: Component\nmetadata:\n  name: load\n"
		       "  title: \xC3\xA4\xE2\x86\x92\nspec:\n"
		       "  owner: group:default/data-quality # words\n---\n"
		       "kind: API\nmetadata: {name: validation}\n"
		       "spec: {owner: 'test-centre'}\n" },
	{ "pagerduty",
	  "{\"escalation_policies\":[{\"name\":\"load sev2\","
	  "\"escalation_rules\":[{\"escalation_delay_in_minutes\":30,"
	  "\"targets\":[{\"summary\":\"Load Operations\"},"
	  "{\"summary\":\"x\"}]},{\"targets\":[{\"summary\":\"Data Quality\"}],"
	  "\"escalation_delay_in_minutes\": 60 }]}]}\n" },
	{ "pagerduty",
	  " {\"escalation_policy\" : {\"escalation_rules\":["
	  "{\"escalation_delay_in_minutes\":15,\"targets\":["
	  "{\"summary\":\"Test Centre\"}]}],\"teams\":[{\"name\":\"z\"}],"
	  "\"name\":\"Validation\"}} " },
	{ "opsgenie",
	  "{\"data\":[{\"name\":\"cut-over\",\"rules\":[{\"delay\":"
	  "{\"timeAmount\":0,\"timeUnit\":\"minutes\"},\"recipient\":"
	  "{\"name\":\"Test Centre\",\"type\":\"team\"}},{\"delay\":"
	  "{\"timeAmount\":45,\"timeUnit\":\"minutes\"},\"recipient\":"
	  "{\"type\":\"team\",\"name\":\"Data Quality\"}},{\"delay\":"
	  "{\"timeAmount\":2,\"timeUnit\":\"hours\"},\"recipient\":"
	  "{\"type\":\"team\",\"name\":\"Load Operations\"}}]}]}" },
};
enum { SAMPLE_COUNT = sizeof(samples) / sizeof(samples[0]) };

struct kept {
	struct dbr_arena arena;
	struct dbr_error err;
	const struct dbr_assignment *rows;
	size_t count;
};

static enum dbr_status
read_sample(struct kept *k, const char *format, struct dbr_str text)
{
	struct dbr_exchange exchange = exchange_of(format);

	k->err = (struct dbr_error)DBR_ERROR_INIT;
	return dbr_exchange_read(&k->rows, &k->count, &exchange, text,
				 &k->arena, &k->err);
}

static void
write_sample(struct dbr_buf *out, struct kept *k, const char *format,
	     struct dbr_str text)
{
	struct dbr_exchange exchange = exchange_of(format);
	size_t unplaced = 0;

	if (dbr_exchange_write(out, &unplaced, &exchange, text, k->rows,
			       k->count, &k->err) != DBR_OK)
		fail_msg("%s: %s", format, k->err.what);
}

static void
read_and_written_every_byte_is_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLE_COUNT; i++) {
		struct dbr_str text = dbr_str_from(samples[i].text);
		struct kept k = { 0 };
		struct dbr_buf out = DBR_BUF_INIT;

		if (read_sample(&k, samples[i].format, text) != DBR_OK)
			fail_msg("%zu: %s at %s", i, k.err.what, k.err.where);
		assert_true(k.count > 0);
		write_sample(&out, &k, samples[i].format, text);
		assert_string_equal(out.text, samples[i].text);
		dbr_buf_release(&out);
		dbr_arena_release(&k.arena);
	}
}

static void
nothing_decided_nothing_changes(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLE_COUNT; i++) {
		struct kept k = { 0 };
		struct dbr_buf out = DBR_BUF_INIT;

		write_sample(&out, &k, samples[i].format,
			     dbr_str_from(samples[i].text));
		assert_string_equal(out.text, samples[i].text);
		dbr_buf_release(&out);
		dbr_arena_release(&k.arena);
	}
}

/* The row a text tells of an owner, or NULL. */
static const struct dbr_assignment *
owner_of(const struct kept *k, const char *module)
{
	for (size_t i = 0; i < k->count; i++)
		if (strcmp(k->rows[i].module, module) == 0 &&
		    strcmp(k->rows[i].role, "owner") == 0)
			return &k->rows[i];
	return NULL;
}

/* Give every owner to every team in turn, hostile names too: what is read
 * again is what was written, and written again it is the same bytes. */
static void
give_to(const struct sample *sample, const char *team)
{
	struct dbr_str text = dbr_str_from(sample->text);
	struct kept k = { 0 }, again = { 0 };
	struct dbr_buf out = DBR_BUF_INIT, twice = DBR_BUF_INIT;
	struct dbr_assignment *rows;

	assert_int_equal(read_sample(&k, sample->format, text), DBR_OK);
	rows = dbr_arena_array(&k.arena, k.count, sizeof(*rows));
	memcpy(rows, k.rows, k.count * sizeof(*rows));
	for (size_t i = 0; i < k.count; i++)
		if (strcmp(rows[i].role, "owner") == 0)
			rows[i].team = team;
	k.rows = rows;
	write_sample(&out, &k, sample->format, text);
	if (read_sample(&again, sample->format, dbr_buf_str(&out)) != DBR_OK)
		fail_msg("%s, %s: %s\n%s", sample->format, team,
			 again.err.what, out.text);
	for (size_t i = 0; i < k.count; i++) {
		const struct dbr_assignment *got;

		if (strcmp(rows[i].role, "owner") != 0)
			continue;
		got = owner_of(&again, rows[i].module);
		if (!got || strcmp(got->team, team) != 0)
			fail_msg("%s: \"%s\" came back as \"%s\"\n%s",
				 sample->format, team,
				 got ? got->team : "nobody", out.text);
	}
	write_sample(&twice, &again, sample->format, dbr_buf_str(&out));
	assert_string_equal(twice.text, out.text);
	dbr_buf_release(&twice);
	dbr_buf_release(&out);
	dbr_arena_release(&again.arena);
	dbr_arena_release(&k.arena);
}

static void
a_change_of_owner_reads_back_whatever_the_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLE_COUNT; i++)
		for (size_t t = 0; t < TEAM_COUNT; t++)
			if (strcmp(samples[i].format, "raci") != 0)
				give_to(&samples[i], teams[t]);
	give_to(&samples[1], "Data Quality");
}

static void
a_delay_changes_alone(void **state)
{
	const struct sample *sample = &samples[5];
	struct kept k = { 0 };
	struct dbr_buf out = DBR_BUF_INIT;
	struct dbr_assignment rows[] = {
		{ .module = "load", .role = "delay", .severity = 2,
		  .level = 2, .minutes = 45 },
		{ .module = "load", .role = "delay", .severity = 3,
		  .level = 1, .minutes = 5 },
	};

	(void)state;
	k.rows = rows;
	k.count = 2;
	write_sample(&out, &k, sample->format, dbr_str_from(sample->text));
	assert_non_null(strstr(out.text, "_in_minutes\": 45 }"));
	assert_non_null(strstr(out.text, "_in_minutes\":30,"));
	assert_int_equal(out.size, strlen(sample->text));
	dbr_buf_release(&out);
}

static void
hours_are_left_alone(void **state)
{
	struct kept k = { 0 };

	(void)state;
	assert_int_equal(read_sample(&k, "opsgenie",
				     dbr_str_from(samples[7].text)), DBR_OK);
	for (size_t i = 0; i < k.count; i++)
		assert_true(k.rows[i].minutes != 2);
	dbr_arena_release(&k.arena);
}

static const char *
owner_in(struct kept *k, const char *text, const char *module)
{
	assert_int_equal(read_sample(k, "codeowners", dbr_str_from(text)),
			 DBR_OK);
	return owner_of(k, module) ? owner_of(k, module)->team : "nobody";
}

static void
patterns_match_as_the_hosts_say(void **state)
{
	static const struct {
		const char *text, *owner;	/* of load */
	} cases[] = {
		{ "* @a\n", "a" },
		{ "load/ @a\n", "a" },
		{ "/load @a\n", "a" },
		{ "/load/* @a\n", "a" },
		{ "/lo*d/ @a\n", "a" },
		{ "lo?d @a\n", "a" },
		{ "**/load @a\n", "a" },
		{ "/**/file @a\n", "a" },
		{ "/other/load/ @a\n", "nobody" },
		{ "/oad/ @a\n", "nobody" },
		{ "/loadx/ @a\n", "nobody" },
		{ "* @a\nload/ @b\n", "b" },
		{ "load/ @b\n* @a\n", "a" },
		{ "load/ @b\nload/\n", "nobody" },
		{ "[S] @a\nload/\n", "a" },
		{ "[S]\nload/ @a\n[T]\nload/ @b\n", "b" },
		{ "[S]\nload/ @a\n[T]\nother/ @b\n", "a" },
		{ "#load/ @a\n", "nobody" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct kept k = { 0 };
		const char *got = owner_in(&k, cases[i].text, "load");

		if (strcmp(got, cases[i].owner) != 0)
			fail_msg("%s: %s, wanted %s", cases[i].text, got,
				 cases[i].owner);
		dbr_arena_release(&k.arena);
	}
}

static void
a_line_of_many_modules_gets_a_line_beside_it(void **state)
{
	struct kept k = { 0 };
	struct dbr_buf out = DBR_BUF_INIT;
	struct dbr_assignment row = {
		.module = "load", .role = "owner", .team = "Data Quality",
	};

	(void)state;
	k.rows = &row;
	k.count = 1;
	write_sample(&out, &k, "codeowners",
		     dbr_str_from("* @org/x\n# end\n"));
	assert_string_equal(out.text,
			    "* @org/x\n/load/ @org/data-quality\n# end\n");
	dbr_buf_release(&out);
}

static void
assert_told(const char *format, const char *text, const char *what,
	    const char *where)
{
	struct kept k = { 0 };

	assert_int_equal(read_sample(&k, format, dbr_str_from(text)),
			 DBR_EINPUT);
	if (!strstr(k.err.what, what) || !strstr(k.err.where, where))
		fail_msg("\"%s\" at %s", k.err.what, k.err.where);
	dbr_arena_release(&k.arena);
}

static void
mistakes_are_told_with_their_place(void **state)
{
	(void)state;
	assert_told("raci", "module,a,b\nload,A,A\n",
		    "exactly one A, this one has 2", "file:2:1");
	assert_told("raci", "module,a\nload,R\n", "this one has 0",
		    "file:2:1");
	assert_told("raci", "module,a\nload,X\n", "none of A, R, C, I",
		    "file:2:6");
	assert_told("raci", "module,a,a\nload,A,\n", "two columns",
		    "file:1:10");
	assert_told("raci", "module,a\nload,A\nload,A\n", "two rows",
		    "file:3:1");
	assert_told("pagerduty", "{\n \"a\": [1,}", "no value", "file:2:");
	assert_told("pagerduty", "{} x", "behind the end", "file:1:4");
	assert_told("pagerduty", "{\"name\":\"load\",\"escalation_rules\":[{"
		    "\"escalation_delay_in_minutes\":5,\n"
		    "\"escalation_delay_in_minutes\":6}]}", "second delay",
		    "file:2:");
	assert_told("pagerduty", "{\"name\":\"load\",\"escalation_rules\":[{"
		    "\"escalation_delay_in_minutes\":+5}]}", "no delay",
		    "file:1:");
	assert_told("opsgenie", "{\"a\":\"b", "does not end", "file:1:");
	assert_told("backstage", "a: [\n", "", "file:");
}

/* A byte gone, doubled or turned over: an error or rows, never a crash, and
 * whatever is read writes itself. */
static void
damage_never_breaks_the_round_trip(void **state)
{
	uint64_t seed = 7;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		const struct sample *sample = &samples[i % SAMPLE_COUNT];
		struct kept k = { 0 };
		struct dbr_buf text = DBR_BUF_INIT, out = DBR_BUF_INIT;
		size_t size = strlen(sample->text), at;

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		at = (size_t)(seed >> 33) % size;
		dbr_buf_add(&text, sample->text, at);
		if (seed >> 62 == 0)
			dbr_buf_add_char(&text, (char)(seed >> 40));
		else if (seed >> 62 == 1)
			dbr_buf_add(&text, sample->text + at, 1);
		else if (seed >> 62 == 2)
			dbr_buf_add_text(&text, "\"\n@[{,");
		dbr_buf_add(&text, sample->text + at + 1, size - at - 1);
		if (read_sample(&k, sample->format, dbr_buf_str(&text)) ==
		    DBR_OK) {
			write_sample(&out, &k, sample->format,
				     dbr_buf_str(&text));
			assert_int_equal(out.size, text.size);
			assert_memory_equal(out.text, text.text, text.size);
		}
		dbr_buf_release(&out);
		dbr_buf_release(&text);
		dbr_arena_release(&k.arena);
	}
}

static void
an_unknown_format_suggests_the_nearest(void **state)
{
	struct kept k = { 0 };

	(void)state;
	assert_int_equal(read_sample(&k, "codeowner", DBR_STR("")),
			 DBR_EUSAGE);
	assert_non_null(strstr(k.err.hint, "codeowners"));
	dbr_arena_release(&k.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(read_and_written_every_byte_is_the_same),
		cmocka_unit_test(nothing_decided_nothing_changes),
		cmocka_unit_test(
			a_change_of_owner_reads_back_whatever_the_name),
		cmocka_unit_test(a_delay_changes_alone),
		cmocka_unit_test(hours_are_left_alone),
		cmocka_unit_test(patterns_match_as_the_hosts_say),
		cmocka_unit_test(a_line_of_many_modules_gets_a_line_beside_it),
		cmocka_unit_test(mistakes_are_told_with_their_place),
		cmocka_unit_test(damage_never_breaks_the_round_trip),
		cmocka_unit_test(an_unknown_format_suggests_the_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
