/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * generate DIR [SEED]: write the demo data below DIR.  The same seed gives
 * the same bytes; share/demo/data is what seed 1 gives.
 */
#include <config.h>
#include "demo.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

static _Noreturn void
give_up(const char *what, const char *name)
{
	fprintf(stderr, "generate: cannot %s '%s': %s\n", what, name,
		strerror(errno));
	exit(EX_CANTCREAT);
}

static void
make_directory(const char *directory, const char *below)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", directory, below);
	if (mkdir(path, 0777) != 0 && errno != EEXIST)
		give_up("make", path);
}

FILE *
open_output(const struct demo *demo, const char *name)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", demo->directory, name);
	file = fopen(path, "w");
	if (file == NULL)
		give_up("write", path);
	return file;
}

void
close_output(FILE *file, const char *name)
{
	bool failed = ferror(file) != 0;

	if (fclose(file) != 0 || failed)
		give_up("write", name);
}

static void
generate(struct demo *demo)
{
	static const char *const below[] = {
		"", "runbook", "tickets", "cutover", "survey", "validation",
	};

	for (size_t i = 0; i < COUNT(below); i++)
		make_directory(demo->directory, below[i]);
	plan_migrations(demo);
	make_tickets(demo);
	write_runbook(demo);
	write_mapping(demo);
	write_conduct(demo);
	write_jira(demo);
	write_servicenow(demo);
	write_cutover_plan(demo);
	write_rundeck(demo);
	write_surveys(demo);
	write_checks(demo);
}

int
main(int argc, char **argv)
{
	struct demo demo = { .seed = 1 };
	char *end = NULL;

	if (argc == 3)
		demo.seed = strtoull(argv[2], &end, 10);
	if (argc < 2 || argc > 3 || argv[1][0] == '-' || (end != NULL && *end != '\0')) {
		fputs("usage: generate DIR [SEED]\n", stderr);
		return EX_USAGE;
	}
	demo.chance.state = demo.seed;
	demo.directory = argv[1];
	demo.as_of = at_berlin(day_of(20260930), 18 * 3600);
	demo.first_export = at_berlin(day_of(20260915), 18 * 3600);
	generate(&demo);
	return 0;
}
