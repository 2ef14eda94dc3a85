# SPDX-License-Identifier: GPL-3.0-or-later
libcore_a_SOURCES += \
	%D%/attend.c \
	%D%/calendar.c \
	%D%/clock.c \
	%D%/clock.h \
	%D%/file.c \
	%D%/orphans.c \
	%D%/orphans.h \
	%D%/process.c \
	%D%/pseudonym.c \
	%D%/share.c \
	%D%/time.c \
	%D%/zone.c \
	%D%/zone.h \
	%D%/zone_parse.c \
	%D%/zone_rule.c
