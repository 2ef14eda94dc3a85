# SPDX-License-Identifier: GPL-3.0-or-later
# Things that break while debrief works: a sample here, all of it in
# make check-faults, which prints the figures table.
EXTRA_DIST += %D%/lib.sh
FAULT_TESTS = \
	%D%/cell.t \
	%D%/clock.t \
	%D%/concurrent.t \
	%D%/copy.t \
	%D%/disk_full.t \
	%D%/flip.t \
	%D%/foreign.t \
	%D%/gnuplot.t \
	%D%/io.t \
	%D%/kill.t \
	%D%/memory.t \
	%D%/power.t \
	%D%/readonly.t \
	%D%/schema.t \
	%D%/seal.t \
	%D%/signal.t \
	%D%/stdout.t \
	%D%/symlink.t
dist_check_SCRIPTS += $(FAULT_TESTS)
TESTS += $(FAULT_TESTS)

check_PROGRAMS += %D%/flip %D%/relink %D%/seal_flip %D%/strike %D%/tear
%C%_flip_SOURCES = %D%/flip.c
%C%_relink_SOURCES = %D%/relink.c
%C%_seal_flip_SOURCES = %D%/seal_flip.c
%C%_seal_flip_CPPFLAGS = $(TEST_CPPFLAGS)
%C%_seal_flip_LDADD = libcore.a $(CORE_LIBS)
%C%_strike_SOURCES = %D%/strike.c
%C%_tear_SOURCES = %D%/tear.c

# Loaded into the program by LD_PRELOAD.
FAULT_PRELOADS = %D%/outage.so %D%/skew.so %D%/starve.so %D%/stumble.so
check_DATA = $(FAULT_PRELOADS)
CLEANFILES += $(FAULT_PRELOADS)
EXTRA_DIST += $(FAULT_PRELOADS:.so=.c)
$(FAULT_PRELOADS): %D%/%.so: %D%/%.c
	$(AM_V_CC)$(MKDIR_P) %D% && $(CC) $(CPPFLAGS) $(WARN_CFLAGS) \
		$(CFLAGS) -shared -fPIC -o $@ $<

.PHONY: check-faults
check-faults: all
	@status=0; DEBRIEF_FAULTS=long $(MAKE) $(AM_MAKEFLAGS) check \
		TESTS='$(FAULT_TESTS)' || status=$$?; \
	printf '| %-34s | %5s | %3s | %-16s |\n' fault runs bad control; \
	sed -n 's/^# figure //p' $(FAULT_TESTS:.t=.log); \
	exit $$status
