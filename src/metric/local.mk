# SPDX-License-Identifier: GPL-3.0-or-later
libcore_a_SOURCES += \
	%D%/case.h \
	%D%/case_compare.c \
	%D%/case_insert.c \
	%D%/case_parse.c \
	%D%/facts.c \
	%D%/facts.h \
	%D%/header.c \
	%D%/header.h \
	%D%/kind.c \
	%D%/kind.h \
	%D%/kind_duration.c \
	%D%/kind_proportion.c \
	%D%/kind_rate.c \
	%D%/kind_score.c \
	%D%/list.c \
	%D%/number.c \
	%D%/period.c \
	%D%/period.h \
	%D%/run.c \
	%D%/run.h \
	%D%/test.c
