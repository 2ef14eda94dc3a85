/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * skew.c -- another time of day, for LD_PRELOAD: SKEW_TO=SECONDS is what the
 * clock says since 1970, whoever asks; it may be negative.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static time_t
skewed(void)
{
	const char *to = getenv("SKEW_TO");

	return to ? (time_t)strtoll(to, NULL, 10) : 0;
}

int
clock_gettime(clockid_t clock, struct timespec *out)
{
	int (*real)(clockid_t, struct timespec *) =
		(int (*)(clockid_t, struct timespec *))
		dlsym(RTLD_NEXT, "clock_gettime");

	if (clock != CLOCK_REALTIME)
		return real(clock, out);
	*out = (struct timespec){ .tv_sec = skewed() };
	return 0;
}

int
gettimeofday(struct timeval *restrict out, void *restrict zone)
{
	(void)zone;
	*out = (struct timeval){ .tv_sec = skewed() };
	return 0;
}

time_t
time(time_t *out)
{
	time_t now = skewed();

	if (out)
		*out = now;
	return now;
}
