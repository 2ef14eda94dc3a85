# SPDX-License-Identifier: GPL-3.0-or-later
# The program: the only room that prints errors and picks exit codes.
bin_PROGRAMS += debrief
debrief_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/src
debrief_SOURCES = \
	%D%/args.c \
	%D%/args.h \
	%D%/cli.h \
	%D%/cmd_init.c \
	%D%/commands.c \
	%D%/help.c \
	%D%/main.c
debrief_LDADD = libimporters.a libcore.a $(IMPORTERS_LIBS) $(CORE_LIBS)
