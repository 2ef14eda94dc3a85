/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "debrief/process.h"
#include "system/clock.h"

struct run {
	struct dbr_process_result result;
	struct dbr_buf output, errors;
	struct dbr_error err;
	enum dbr_status status;
	int64_t took_ms;
};

static int
set_up(void **state)
{
	struct run *run = test_calloc(1, sizeof(*run));

	dbr_buf_init(&run->output);
	dbr_buf_init(&run->errors);
	*state = run;
	return 0;
}

static int
tear_down(void **state)
{
	struct run *run = *state;

	dbr_buf_release(&run->output);
	dbr_buf_release(&run->errors);
	test_free(run);
	return 0;
}

static void
run_process(struct run *run, const struct dbr_process *process)
{
	int64_t before = clock_monotonic_ms();

	run->status = dbr_process_run(&run->result, &run->output,
				      &run->errors, process, &run->err);
	run->took_ms = clock_monotonic_ms() - before;
}

static void
run_shell(struct run *run, const char *script, struct dbr_process process)
{
	const char *const arguments[] = { "sh", "-c", script, NULL };
	const char *const environment[] = { "PATH=/usr/bin:/bin", "A=b",
					    NULL };

	process.program = "/bin/sh";
	process.arguments = arguments;
	process.environment = environment;
	if (!process.output_max)
		process.output_max = 1024 * 1024;
	if (!process.timeout_ms)
		process.timeout_ms = 30000;
	run_process(run, &process);
	assert_int_equal(run->status, DBR_OK);
}

#define SHELL(run, script, ...) \
	run_shell(run, script, (struct dbr_process){ __VA_ARGS__ })

static void
both_outputs_and_the_exit_code_come_back(void **state)
{
	struct run *run = *state;

	SHELL(run, "cat; echo warn >&2; exit 3", .input = DBR_STR("hello"));
	assert_string_equal(run->output.text, "hello");
	assert_string_equal(run->errors.text, "warn\n");
	assert_int_equal(run->result.exit_status, 3);
	assert_int_equal(run->result.signal, 0);
}

static void
a_missing_program_is_named(void **state)
{
	struct run *run = *state;
	const char *const nothing[] = { NULL };
	const struct dbr_process process = {
		.program = "/nowhere/gnuplot", .arguments = nothing,
		.environment = nothing, .output_max = 10,
	};

	run_process(run, &process);
	assert_int_equal(run->status, DBR_ECHILD);
	assert_non_null(strstr(run->err.what, "/nowhere/gnuplot"));
}

static void
a_crash_gives_its_signal(void **state)
{
	struct run *run = *state;

	SHELL(run, "kill -SEGV $$");
	assert_int_equal(run->result.signal, SIGSEGV);
	assert_int_equal(run->result.exit_status, -1);
}

static void
a_hang_is_cut_at_the_deadline(void **state)
{
	struct run *run = *state;

	SHELL(run, "trap '' TERM; while :; do sleep 10; done",
	      .timeout_ms = 200);
	assert_true(run->result.is_timed_out);
	assert_int_equal(run->result.exit_status, -1);
	assert_int_equal(run->result.signal, SIGKILL);
	assert_in_range(run->took_ms, 200, 5000);
}

static void
a_program_that_closes_its_outputs_is_still_waited_for(void **state)
{
	struct run *run = *state;

	SHELL(run, "exec >&- 2>&-; sleep 0.2; exit 4");
	assert_int_equal(run->result.exit_status, 4);
}

static void
a_flood_on_stdout_is_stopped(void **state)
{
	struct run *run = *state;

	SHELL(run, "while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done",
	      .output_max = 100000);
	assert_true(run->result.is_too_long);
	assert_false(run->result.is_timed_out);
	assert_int_equal(run->output.size, 100000);
}

static void
a_flood_on_stderr_is_cut_and_the_program_ends_well(void **state)
{
	struct run *run = *state;

	SHELL(run, "head -c 3000000 /dev/zero | tr '\\0' e >&2; echo done");
	assert_int_equal(run->result.exit_status, 0);
	assert_int_equal(run->errors.size, 64 * 1024);
	assert_string_equal(run->output.text, "done\n");
}

static void
large_input_and_output_do_not_block_each_other(void **state)
{
	struct run *run = *state;
	struct dbr_buf input = DBR_BUF_INIT;

	for (int i = 0; i < 200000; i++)
		dbr_buf_addf(&input, "line %d\n", i);
	SHELL(run, "cat", .input = dbr_buf_str(&input),
	      .output_max = input.size);
	assert_int_equal(run->output.size, input.size);
	assert_memory_equal(run->output.text, input.text, input.size);
	assert_false(run->result.is_too_long);
	dbr_buf_release(&input);
}

static void
a_program_may_leave_its_input_unread(void **state)
{
	struct run *run = *state;
	struct dbr_buf input = DBR_BUF_INIT;

	dbr_buf_reserve(&input, 4000000);
	for (int i = 0; i < 400000; i++)
		dbr_buf_add_text(&input, "0123456789");
	SHELL(run, "exec <&-; echo early", .input = dbr_buf_str(&input));
	assert_int_equal(run->result.exit_status, 0);
	assert_string_equal(run->output.text, "early\n");
	dbr_buf_release(&input);
}

static bool
is_gone(const char *pid_text)
{
	pid_t pid = (pid_t)atoi(pid_text);

	assert_true(pid > 1);
	/* A killed orphan may take init a moment to collect. */
	for (int i = 0; i < 200; i++) {
		if (kill(pid, 0) != 0 && errno == ESRCH)
			return true;
		usleep(10000);
	}
	return false;
}

static void
a_child_of_the_child_dies_with_it(void **state)
{
	struct run *run = *state;

	SHELL(run, "sleep 100 & echo $!; exit 0");
	assert_int_equal(run->result.exit_status, 0);
	assert_true(run->took_ms < 5000);
	assert_true(is_gone(run->output.text));
}

static void
a_child_of_a_hung_child_dies_at_the_deadline(void **state)
{
	struct run *run = *state;

	SHELL(run, "sleep 100 & echo $!; sleep 100", .timeout_ms = 300);
	assert_true(run->result.is_timed_out);
	assert_true(is_gone(run->output.text));
}

static void
only_three_descriptors_are_open(void **state)
{
	struct run *run = *state;
	int extra = dup(STDERR_FILENO);

	SHELL(run, "ls /proc/self/fd | tr '\\n' ' '");
	close(extra);
	/* ls opens the folder itself as number 3. */
	assert_string_equal(run->output.text, "0 1 2 3 ");
}

static void
the_environment_is_exactly_what_was_given(void **state)
{
	struct run *run = *state;

	setenv("SECRET", "leaks", 1);
	SHELL(run, "tr '\\0' '\\n' < /proc/$$/environ");
	unsetenv("SECRET");
	assert_string_equal(run->output.text, "PATH=/usr/bin:/bin\nA=b\n");
}

static void
files_are_written_only_when_allowed(void **state)
{
	struct run *run = *state;

	SHELL(run, "f=$(mktemp) && { echo x > $f; test -s $f && echo full; "
	      "rm $f; }");
	assert_string_equal(run->output.text, "");
	SHELL(run, "f=$(mktemp) && { echo x > $f; test -s $f && echo full; "
	      "rm $f; }", .may_write_files = true);
	assert_string_equal(run->output.text, "full\n");
}

/* The mask in a line of /proc/PID/status, without the real-time signals:
 * libc keeps two of them to itself. */
static unsigned long long
standard_signals(const char *status, const char *line)
{
	const char *found = strstr(status, line);

	assert_non_null(found);
	return strtoull(found + strlen(line), NULL, 16) & 0x7FFFFFFF;
}

static void
signals_are_as_a_program_expects_them(void **state)
{
	struct run *run = *state;

	signal(SIGPIPE, SIG_IGN);
	SHELL(run, "grep -E '^Sig(Blk|Ign)' /proc/self/status");
	signal(SIGPIPE, SIG_DFL);
	assert_int_equal(standard_signals(run->output.text, "SigBlk:"), 0);
	assert_int_equal(standard_signals(run->output.text, "SigIgn:"), 0);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(both_outputs_and_the_exit_code_come_back),
		TEST(a_missing_program_is_named),
		TEST(a_crash_gives_its_signal),
		TEST(a_hang_is_cut_at_the_deadline),
		TEST(a_program_that_closes_its_outputs_is_still_waited_for),
		TEST(a_flood_on_stdout_is_stopped),
		TEST(a_flood_on_stderr_is_cut_and_the_program_ends_well),
		TEST(large_input_and_output_do_not_block_each_other),
		TEST(a_program_may_leave_its_input_unread),
		TEST(a_child_of_the_child_dies_with_it),
		TEST(a_child_of_a_hung_child_dies_at_the_deadline),
		TEST(only_three_descriptors_are_open),
		TEST(the_environment_is_exactly_what_was_given),
		TEST(files_are_written_only_when_allowed),
		TEST(signals_are_as_a_program_expects_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
