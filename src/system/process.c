/* SPDX-License-Identifier: GPL-3.0-or-later */
/* process.c -- see debrief/process.h; the only place that forks. */
#include <config.h>
#include "debrief/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "system/clock.h"
#include "system/orphans.h"

enum {
	READ_SIZE = 64 * 1024,
	ERRORS_MAX = 64 * 1024,		/* bytes of stderr kept */
	TICK_MS = 20,			/* without a pidfd: look this often */
	FIRST_FREE_FD = 3,
	ROUND_MAX = 16,
};

/* Both ends of a pipe; -1 when closed. */
struct pipe_ends {
	int read, write;
};

struct child {
	const struct dbr_process *process;
	pid_t pid;
	int pidfd;
	struct pipe_ends input, output, errors;
	struct pipe_ends failure;	/* errno of a failed start */
	struct dbr_str unwritten;
	int64_t deadline_ms;
};

static void
close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static bool
open_pipe(struct pipe_ends *ends)
{
	int fds[2];

	if (pipe2(fds, O_CLOEXEC) != 0)
		return false;
	ends->read = fds[0];
	ends->write = fds[1];
	return true;
}

static bool
set_nonblocking(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	return flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0;
}

static void
close_all(struct child *child)
{
	struct pipe_ends *all[] = { &child->input, &child->output,
				    &child->errors, &child->failure };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		close_end(&all[i]->read);
		close_end(&all[i]->write);
	}
	close_end(&child->pidfd);
}

/* Below here, until exec: only async-signal-safe calls in the child. */

static bool
limit(int resource, rlim_t most)
{
	struct rlimit value = { most, most };

	return setrlimit(resource, &value) == 0;
}

/* A handler of ours means nothing to the program, and an ignored SIGPIPE
 * would be inherited. */
static void
reset_signals(void)
{
	struct sigaction plain = { .sa_handler = SIG_DFL };
	sigset_t none;

	for (int number = 1; number < NSIG; number++)
		sigaction(number, &plain, NULL);
	sigemptyset(&none);
	pthread_sigmask(SIG_SETMASK, &none, NULL);
}

/* The standard three onto 0, 1, 2 and the failure pipe onto 3, by way of
 * numbers above all of them so that none overwrites another. */
static bool
place_descriptors(const struct child *child)
{
	int from[] = { child->input.read, child->output.write,
		       child->errors.write, child->failure.write };

	for (int i = 0; i <= FIRST_FREE_FD; i++)
		from[i] = fcntl(from[i], F_DUPFD, FIRST_FREE_FD + 1);
	for (int i = 0; i <= FIRST_FREE_FD; i++)
		if (from[i] < 0 || dup2(from[i], i) < 0)
			return false;
	return fcntl(FIRST_FREE_FD, F_SETFD, FD_CLOEXEC) == 0 &&
	       close_range(FIRST_FREE_FD + 1, ~0U, 0) == 0;
}

static bool
confine(const struct child *child, pid_t parent)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
		return false;
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	       limit(RLIMIT_CORE, 0) &&
	       (child->process->may_write_files || limit(RLIMIT_FSIZE, 0));
}

static void
become_program(const struct child *child, pid_t parent)
{
	const struct dbr_process *process = child->process;
	int failure = child->failure.write;
	int code;

	setpgid(0, 0);
	reset_signals();
	if (place_descriptors(child)) {
		failure = FIRST_FREE_FD;
		if (confine(child, parent))
			execve(process->program,
			       (char *const *)process->arguments,
			       (char *const *)process->environment);
	}
	code = errno;
	if (write(failure, &code, sizeof(code)) < 0)
		_exit(126);
	_exit(127);
}

/* Returns 0 when the program runs, else why it does not. */
static int
wait_for_start(struct child *child)
{
	int code = 0;
	ssize_t got;

	close_end(&child->failure.write);
	do {
		got = read(child->failure.read, &code, sizeof(code));
	} while (got < 0 && errno == EINTR);
	close_end(&child->failure.read);
	return got == (ssize_t)sizeof(code) ? code : 0;
}

static enum dbr_status
no_resources(struct dbr_error *err)
{
	return dbr_fail(err, DBR_EOS, "cannot start a program: %s",
			strerror(errno));
}

/* False when somebody else, or an ignored SIGCHLD, has taken the status. */
static bool
reap(const struct child *child, int *status)
{
	pid_t pid;

	do {
		pid = waitpid(child->pid, status, 0);
	} while (pid < 0 && errno == EINTR);
	return pid == child->pid;
}

static enum dbr_status
start(struct child *child, struct dbr_error *err)
{
	pid_t parent = getpid();
	int code, status;

	if (!open_pipe(&child->input) || !open_pipe(&child->output) ||
	    !open_pipe(&child->errors) || !open_pipe(&child->failure) ||
	    !set_nonblocking(child->input.write) ||
	    !set_nonblocking(child->output.read) ||
	    !set_nonblocking(child->errors.read))
		return no_resources(err);
	child->pid = fork();
	if (child->pid < 0)
		return no_resources(err);
	if (child->pid == 0)
		become_program(child, parent);
	setpgid(child->pid, child->pid);
	close_end(&child->input.read);
	close_end(&child->output.write);
	close_end(&child->errors.write);
	code = wait_for_start(child);
	if (code) {
		(void)reap(child, &status);
		return dbr_fail(err, DBR_ECHILD, "cannot run \"%s\": %s",
				child->process->program, strerror(code));
	}
	child->pidfd = pidfd_open(child->pid, 0);
	return DBR_OK;
}

/* Not reaped yet, so that its number still names its group. */
static bool
has_ended(const struct child *child)
{
	siginfo_t info = { .si_pid = 0 };

	if (waitid(P_PID, (id_t)child->pid, &info,
		   WEXITED | WNOHANG | WNOWAIT) != 0)
		return errno == ECHILD;
	return info.si_pid != 0;
}

static void
write_input(struct child *child)
{
	ssize_t done = write(child->input.write, child->unwritten.at,
			     child->unwritten.size);

	if (done < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (done > 0) {
		child->unwritten.at += done;
		child->unwritten.size -= (size_t)done;
	}
	/* A program that wants no more input is free not to read it. */
	if (done < 0 || !child->unwritten.size)
		close_end(&child->input.write);
}

/*
 * Read what is there, keep at most max bytes.  Returns whether all fitted;
 * what did not is dropped.  A few rounds only, so that a program that never
 * stops writing cannot keep the deadline from being looked at.
 */
static bool
read_output(int *fd, struct dbr_buf *out, size_t max)
{
	char chunk[READ_SIZE];
	bool has_fitted = true;

	for (int round = 0; *fd >= 0 && round < ROUND_MAX; round++) {
		size_t room = max > out->size ? max - out->size : 0;
		ssize_t got;

		got = read(*fd, chunk, sizeof(chunk));
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno == EAGAIN)
			break;
		if (got <= 0) {
			close_end(fd);
			break;
		}
		dbr_buf_add(out, chunk, (size_t)got < room ? (size_t)got
							   : room);
		has_fitted = has_fitted && (size_t)got <= room;
	}
	return has_fitted;
}

static int
wait_ms(const struct child *child)
{
	int64_t left = -1;

	if (child->deadline_ms) {
		left = child->deadline_ms - clock_monotonic_ms();
		if (left < 0)
			left = 0;
	}
	if (child->pidfd < 0 && (left < 0 || left > TICK_MS))
		left = TICK_MS;
	return (int)left;
}

static void
wait_for_news(const struct child *child)
{
	struct pollfd all[] = {
		{ .fd = child->input.write, .events = POLLOUT },
		{ .fd = child->output.read, .events = POLLIN },
		{ .fd = child->errors.read, .events = POLLIN },
		{ .fd = child->pidfd, .events = POLLIN },
	};

	/* An interrupted poll only means another turn of the loop. */
	(void)poll(all, sizeof(all) / sizeof(all[0]), wait_ms(child));
}

static void
exchange(struct child *child, struct dbr_process_result *out,
	 struct dbr_buf *output, struct dbr_buf *errors)
{
	bool is_over = false;

	while (!is_over) {
		wait_for_news(child);
		/* Asked first: what it wrote before ending is then there. */
		is_over = has_ended(child);
		if (child->input.write >= 0)
			write_input(child);
		/* Cutting errors is documented; nobody reads the rest. */
		(void)read_output(&child->errors.read, errors, ERRORS_MAX);
		if (!read_output(&child->output.read, output,
				 child->process->output_max))
			out->is_too_long = true;
		if (!is_over && child->deadline_ms &&
		    clock_monotonic_ms() >= child->deadline_ms)
			out->is_timed_out = true;
		if (out->is_too_long || out->is_timed_out)
			break;
	}
}

static void
finish(struct child *child, struct dbr_process_result *out)
{
	int status = 0;

	/* Also what a program that ended well has left behind. */
	kill(-child->pid, SIGKILL);
	if (!reap(child, &status))
		return;
	out->exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	out->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

/* A program that closes its input early must not end this one. */
struct pipe_guard {
	sigset_t before;
	bool was_pending;
};

static void
guard_pipes(struct pipe_guard *guard)
{
	sigset_t pipes, pending;

	sigemptyset(&pending);
	sigpending(&pending);
	guard->was_pending = sigismember(&pending, SIGPIPE) == 1;
	sigemptyset(&pipes);
	sigaddset(&pipes, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &pipes, &guard->before);
}

static void
unguard_pipes(const struct pipe_guard *guard)
{
	const struct timespec now = { 0 };
	sigset_t pipes;

	sigemptyset(&pipes);
	sigaddset(&pipes, SIGPIPE);
	if (!guard->was_pending)
		while (sigtimedwait(&pipes, NULL, &now) < 0 && errno == EINTR)
			;
	pthread_sigmask(SIG_SETMASK, &guard->before, NULL);
}

enum dbr_status
dbr_process_run(struct dbr_process_result *out, struct dbr_buf *output,
		struct dbr_buf *errors, const struct dbr_process *process,
		struct dbr_error *err)
{
	struct child child = {
		.process = process, .pid = -1, .pidfd = -1,
		.input = { -1, -1 }, .output = { -1, -1 },
		.errors = { -1, -1 }, .failure = { -1, -1 },
		.unwritten = process->input,
	};
	struct pipe_guard guard;
	struct orphans orphans;
	enum dbr_status rc;

	*out = (struct dbr_process_result){ .exit_status = -1 };
	guard_pipes(&guard);
	orphans_adopt(&orphans);
	if (process->timeout_ms > 0)
		child.deadline_ms = clock_monotonic_ms() + process->timeout_ms;
	rc = start(&child, err);
	if (rc == DBR_OK) {
		exchange(&child, out, output, errors);
		finish(&child, out);
	}
	orphans_end(&orphans);
	close_all(&child);
	unguard_pipes(&guard);
	return rc;
}
