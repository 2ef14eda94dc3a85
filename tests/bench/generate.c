/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * generate.c -- inputs for the benchmarks: generate KIND ROWS [CHANGED].
 *
 * The same KIND and ROWS give the same bytes on every machine.  CHANGED is a
 * share in per mille: so many rows of "tickets" come as a newer export would
 * have them, resolved since and with a later update.  To standard output.
 */
#include <config.h>

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	START = 1704067200,	/* 2024-01-01T00:00:00Z */
	SPAN = 2 * 365 * 86400,
	MIGRATIONS = 200,
	CUSTOMERS = 150,
	PEOPLE = 400,
	TEAMS = 12,
};

static const char *const words[] = {
	"after", "cutover", "the", "import", "of", "attachments", "stops",
	"with", "timeout", "users", "cannot", "log", "in", "field", "mapping",
	"lost", "status", "permission", "denied", "on", "project", "search",
	"index", "stale", "report", "shows", "wrong", "owner", "mail", "sent",
	"twice", "webhook", "fails", "since", "go-live", "please", "check",
};

static const char *const modules[] = {
	"discovery", "mapping", "extraction", "transformation", "load",
	"validation", "cutover", "post-migration",
};

/* SplitMix64: one number in, one well mixed number out, so that a row can be
 * made again alone. */
static uint64_t
mix(uint64_t x)
{
	x += 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

static unsigned
pick(uint64_t *state, unsigned bound)
{
	*state = mix(*state);
	return (unsigned)(*state % bound);
}

static void
put_words(uint64_t *state, unsigned count, const char *gap)
{
	for (unsigned i = 0; i < count; i++)
		printf("%s%s", i ? i % 9 ? " " : gap : "",
		       words[pick(state, sizeof(words) / sizeof(words[0]))]);
}

/* 04/May/2024 09:29 AM, as Jira writes it; empty for 0. */
static void
put_jira_time(time_t at)
{
	char text[32];
	struct tm tm;

	if (at && gmtime_r(&at, &tm) &&
	    strftime(text, sizeof(text), "%d/%b/%Y %I:%M %p", &tm))
		fputs(text, stdout);
	putchar(',');
}

static void
put_ticket(unsigned row, unsigned changed)
{
	uint64_t state = mix(row);
	time_t opened = START + (time_t)pick(&state, SPAN);
	bool done = pick(&state, 100) < 80;
	time_t resolved = opened + 600 + (time_t)pick(&state, 14 * 86400);
	time_t updated = done ? resolved : opened + 300;
	unsigned migration = pick(&state, MIGRATIONS);
	unsigned owner = pick(&state, PEOPLE);

	if (mix(row ^ 0xc0ffee) % 1000 < changed) {
		done = true;
		updated = resolved + 86400;
	}
	putchar('"');
	put_words(&state, 4 + pick(&state, 6), " ");
	printf("\",SUP-%u,%u,%s,%s,SUP,Support,%s,%s,", row + 1, row + 10001,
	       pick(&state, 5) ? "Incident" : "Service Request",
	       done ? "Done" : "In Progress", done ? "Fixed" : "",
	       &"Highest\0High\0\0\0\0Medium\0\0Low\0\0\0\0\0"
	       [8 * pick(&state, 4)]);
	printf("user%u@example.com,user%u@example.com,user%u@example.com,",
	       owner, pick(&state, PEOPLE), pick(&state, PEOPLE));
	put_jira_time(opened);
	put_jira_time(updated);
	put_jira_time(done ? resolved : 0);
	printf(",migration-M-%03u,%s,%s,Customer %u,Team %u,", migration,
	       pick(&state, 3) ? "" : "regression",
	       modules[pick(&state, 8)], migration % CUSTOMERS,
	       owner % TEAMS);
	printf("%u,%u,\"", pick(&state, 9), pick(&state, 5));
	put_words(&state, 20 + pick(&state, 16),
		  pick(&state, 5) ? " " : "\r\n");
	printf("\",%u,0,Production\r\n", pick(&state, 100000));
}

static void
put_tickets(unsigned rows, unsigned changed)
{
	fputs("Summary,Issue key,Issue id,Issue Type,Status,Project key,"
	      "Project name,Resolution,Priority,Assignee,Reporter,Creator,"
	      "Created,Updated,Resolved,Due Date,Labels,Labels,Component/s,"
	      "Custom field (Customer),Custom field (Team),Votes,Watchers,"
	      "Description,Time Spent,Security Level,Environment\r\n",
	      stdout);
	for (unsigned row = 0; row < rows; row++)
		put_ticket(row, changed);
}

static void
put_migrations(unsigned rows)
{
	puts("migration,title,customer,source_system,target_system,wave,"
	     "size_band,users,kickoff,planned_go_live,window_minutes,state,"
	     "abandoned,go_live,support_until");
	for (unsigned row = 0; row < rows; row++)
		printf("M-%03u,Move %u,Customer %u,%s,Cloud,%u,M,%u,"
		       "2024-%02u-01T00:00:00Z,2024-%02u-15T00:00:00Z,240,"
		       "live,,2024-%02u-16T00:00:00Z,\n", row, row,
		       row % CUSTOMERS, row % 3 ? "Jira" : "Zendesk",
		       row % 6, 50 + row, 1 + row % 6, 4 + row % 6,
		       4 + row % 6);
}

static void
put_log(unsigned rows)
{
	static const char *const levels[] = { "INFO", "INFO", "INFO", "WARN",
					      "ERROR" };

	for (unsigned row = 0; row < rows; row++) {
		uint64_t state = mix(row);
		time_t at = START + row / 40;
		char text[32];
		struct tm tm;

		if (!gmtime_r(&at, &tm) ||
		    !strftime(text, sizeof(text), "%b %e %H:%M:%S", &tm))
			exit(EXIT_FAILURE);
		printf("<13>%s host%u cutover[%u]: %s ", text,
		       pick(&state, 8), 4000 + row / 100000,
		       levels[pick(&state, 5)]);
		put_words(&state, 8 + pick(&state, 6), " ");
		putchar('\n');
	}
}

static void
put_survey(unsigned rows)
{
	puts("response,survey,migration,question,scale,score,respondent,"
	     "submitted,comment");
	for (unsigned row = 0; row < rows; row++) {
		uint64_t state = mix(row);
		unsigned migration = pick(&state, MIGRATIONS);

		printf("r%u,after,M-%03u,recommend,nps,%u,person%u@example.com,"
		       "2025-%02u-%02uT10:00:00Z,\"", row, migration,
		       pick(&state, 11), row, 1 + row % 12, 1 + row % 28);
		put_words(&state, pick(&state, 20), " ");
		puts("\"");
	}
}

int
main(int argc, char **argv)
{
	unsigned rows = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 0;
	unsigned changed = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 0;

	if (argc > 2 && strcmp(argv[1], "tickets") == 0)
		put_tickets(rows, changed);
	else if (argc > 2 && strcmp(argv[1], "migrations") == 0)
		put_migrations(rows);
	else if (argc > 2 && strcmp(argv[1], "log") == 0)
		put_log(rows);
	else if (argc > 2 && strcmp(argv[1], "survey") == 0)
		put_survey(rows);
	else {
		fputs("usage: generate tickets|migrations|log|survey ROWS "
		      "[CHANGED PER MILLE]\n", stderr);
		return 64;
	}
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 74;
}
