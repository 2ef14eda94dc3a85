/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * demo.h -- what the demo data generator's files share.
 *
 * Instants are seconds since 1970-01-01T00:00:00Z, days are days since then.
 * All arithmetic is on integers and all randomness comes from struct chance,
 * so the same seed gives the same bytes everywhere.  What is planted, and
 * why there is enough of it, is in README.md.
 */
#ifndef DEMO_H
#define DEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define DAY_SECONDS 86400
enum {
	MIGRATION_COUNT = 14, MODULE_COUNT = 8, CUSTOMER_COUNT = 12,
	TEAM_COUNT = 10, TEAM_SIZE = 4, TICKET_MAX = 2048, NAME_SIZE = 64,
	DECK_SIZE = 20,
};
enum module {
	DISCOVERY, MAPPING, EXTRACTION, TRANSFORMATION, LOAD, VALIDATION,
	CUTOVER, POST_MIGRATION, NO_MODULE = -1,
};
enum team {
	ONBOARDING, MAPPING_GUILD, EXTRACTION_TEAM, PIPELINE, LOAD_OPERATIONS,
	TEST_CENTRE, DATA_QUALITY, CUTOVER_CREW, SUPPORT_BRIDGE, SERVICE_DESK,
};
enum fate { LIVE, ROLLED_BACK, ABANDONED, OPEN };

/* chance.c: a small generator of our own (splitmix64). */
struct chance {
	uint64_t state;
};
struct deck {		/* drawn from without replacement */
	unsigned char cards[DECK_SIZE];
	size_t left;
};
uint64_t chance_next(struct chance *chance);
int64_t chance_between(struct chance *chance, int64_t low, int64_t high);
bool chance_percent(struct chance *chance, int percent);
/* A draw from the distribution whose deciles (0 to 10) are given. */
int64_t chance_decile(struct chance *chance, const int32_t deciles[11]);
/* counts[i] cards of face i; they add up to DECK_SIZE. */
void deck_fill(struct deck *deck, const unsigned char *counts, size_t faces);
int deck_draw(struct deck *deck, struct chance *chance);

/* calendar.c */
int64_t day_of(int yyyymmdd);
int weekday(int64_t day);		/* 0 = Monday */
int64_t at_berlin(int64_t day, int64_t second_of_day);
const char *as_iso(char out[NAME_SIZE], int64_t at);		/* ...Z */
const char *as_jira(char out[NAME_SIZE], int64_t at);	/* Berlin time */
const char *as_servicenow(char out[NAME_SIZE], int64_t at);	/* Berlin */
const char *as_form(char out[NAME_SIZE], int64_t at);	/* Berlin time */

/* csv.c: quotes what needs it. */
struct csv {
	FILE *file;
	const char *line_end;
	bool in_row;
};
void csv_text(struct csv *csv, const char *text);
void csv_number(struct csv *csv, int64_t number);
void csv_iso(struct csv *csv, int64_t at);	/* 0: empty */
void csv_row_end(struct csv *csv);
void csv_header(struct csv *csv, const char *header);

struct span {
	int64_t start, end;		/* 0: not yet */
};
struct migration {
	char key[NAME_SIZE];
	const char *title, *wave, *size_band, *source_system;
	int customer, users;
	enum fate fate;
	bool is_worse;			/* of the worse quarter */
	int64_t kickoff, planned_go_live, first_cutover, go_live, abandoned;
	struct span planned[MODULE_COUNT], actual[MODULE_COUNT];
};
struct ticket {
	int64_t opened, acknowledged, resolved, confirmed;
	int migration, customer;	/* -1: none named */
	enum module module;
	int severity, number;
	enum team first_team, team;
	int person;
	const char *title;
	bool names_migration, is_servicenow;
};
struct demo {
	const char *directory;
	uint64_t seed;
	struct chance chance;
	int64_t as_of, first_export;
	struct migration migrations[MIGRATION_COUNT];
	struct ticket tickets[TICKET_MAX];
	size_t ticket_count;
};

/* words.c */
extern const char *const module_keys[MODULE_COUNT];
extern const char *const module_titles[MODULE_COUNT];
extern const char *const team_names[TEAM_COUNT];
extern const char *const person_names[TEAM_COUNT * TEAM_SIZE];
extern const char *const customer_names[CUSTOMER_COUNT];
extern const enum team module_owner[MODULE_COUNT];
extern const enum team module_backup[MODULE_COUNT];
const char *title_for(struct chance *chance, enum module module);
const char *title_before(struct chance *chance);
const char *title_stray(struct chance *chance);
const char *remark_for(struct chance *chance, int nps);

/* One file a subject; each writes below demo->directory. */
void plan_migrations(struct demo *demo);
void make_tickets(struct demo *demo);
FILE *open_output(const struct demo *demo, const char *name);
void close_output(FILE *file, const char *name);
void write_runbook(struct demo *demo);
void write_mapping(struct demo *demo);
void write_conduct(const struct demo *demo);
void write_jira(struct demo *demo);
void write_servicenow(struct demo *demo);
void write_cutover_plan(struct demo *demo);
void write_rundeck(struct demo *demo);
void write_surveys(struct demo *demo);
void write_checks(struct demo *demo);

#endif
