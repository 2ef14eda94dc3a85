/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * measure.c -- whole processes side by side: measure ROUNDS TABLE.
 *
 * TABLE has a line per command: NAME, what to do before each run, what to
 * time, separated by tabs; both run in sh.  The commands take turns, so that
 * a busy moment hits all of them; the first is the one the others are told
 * against.  Printed a line per command: name, median seconds of wall clock,
 * its minimum and maximum, the ratio to the first (median, minimum and
 * maximum over the rounds), the processor's seconds and the peak of resident
 * memory in MiB (the largest of the command's processes).
 */
#define _GNU_SOURCE	/* wait4 tells what one child used */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS_MAX = 8, ROUNDS_MAX = 101, LINE_SIZE = 4096 };

struct command {
	char line[LINE_SIZE];
	const char *name, *before, *timed;
	double seconds[ROUNDS_MAX], ratios[ROUNDS_MAX], busy[ROUNDS_MAX];
	double peak_mib;
};

static void
give_up(const char *what, const char *which)
{
	fprintf(stderr, "measure: %s: %s\n", which, what);
	exit(EXIT_FAILURE);
}

static double
seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* Runs text in sh; what it used, when used is given.  Stops at a failure:
 * the time of a command that failed means nothing. */
static double
run(const struct command *command, const char *text, struct rusage *used)
{
	struct timespec start, end;
	struct rusage own;
	int status;
	pid_t child;

	fflush(stdout);
	clock_gettime(CLOCK_MONOTONIC, &start);
	child = fork();
	if (child == 0) {
		execl("/bin/sh", "sh", "-c", text, (char *)NULL);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, used ? used : &own) < 0)
		give_up("cannot run", command->name);
	clock_gettime(CLOCK_MONOTONIC, &end);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		give_up(text, command->name);
	return (double)(end.tv_sec - start.tv_sec) +
	       (double)(end.tv_nsec - start.tv_nsec) / 1e9;
}

static size_t
read_table(struct command *commands, const char *path)
{
	FILE *file = fopen(path, "r");
	size_t count = 0;

	if (!file)
		give_up("cannot open", path);
	while (count < COMMANDS_MAX &&
	       fgets(commands[count].line, LINE_SIZE, file)) {
		struct command *command = &commands[count];
		char *rest = command->line;

		command->name = strsep(&rest, "\t");
		command->before = strsep(&rest, "\t");
		command->timed = strsep(&rest, "\n");
		if (!command->timed)
			give_up("a line needs three fields", path);
		count++;
	}
	fclose(file);
	return count;
}

static void
time_round(struct command *commands, size_t count, int round)
{
	for (size_t i = 0; i < count; i++) {
		struct command *command = &commands[i];
		struct rusage used;

		if (*command->before)
			run(command, command->before, NULL);
		command->seconds[round] = run(command, command->timed, &used);
		command->ratios[round] =
			command->seconds[round] / commands[0].seconds[round];
		command->busy[round] = seconds_of(used.ru_utime) +
				       seconds_of(used.ru_stime);
		if ((double)used.ru_maxrss / 1024 > command->peak_mib)
			command->peak_mib = (double)used.ru_maxrss / 1024;
	}
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Sorts the values. */
static double
median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof(*values), by_size);
	return count % 2 ? values[count / 2]
			 : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static void
print(struct command *command, int rounds)
{
	double seconds = median(command->seconds, rounds);
	double ratio = median(command->ratios, rounds);

	printf("%-28s %8.3f s (%.3f-%.3f)  x %6.3f (%.3f-%.3f)"
	       "  busy %7.3f s  peak %6.1f MiB\n", command->name, seconds,
	       command->seconds[0], command->seconds[rounds - 1], ratio,
	       command->ratios[0], command->ratios[rounds - 1],
	       median(command->busy, rounds), command->peak_mib);
}

int
main(int argc, char **argv)
{
	static struct command commands[COMMANDS_MAX];
	int rounds = argc == 3 ? atoi(argv[1]) : 0;
	size_t count;

	if (rounds < 1 || rounds > ROUNDS_MAX) {
		fputs("usage: measure ROUNDS TABLE\n", stderr);
		return 64;
	}
	count = read_table(commands, argv[2]);
	for (int round = 0; round < rounds; round++)
		time_round(commands, count, round);
	for (size_t i = 0; i < count; i++)
		print(&commands[i], rounds);
	return 0;
}
