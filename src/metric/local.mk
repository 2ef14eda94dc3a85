# SPDX-License-Identifier: GPL-3.0-or-later
libcore_a_SOURCES += \
	%D%/case.h \
	%D%/case_compare.c \
	%D%/case_insert.c \
	%D%/case_parse.c \
	%D%/compare.c \
	%D%/compare.h \
	%D%/compare_cluster.c \
	%D%/compare_counts.c \
	%D%/compare_duration.c \
	%D%/compare_page.c \
	%D%/compare_rest.c \
	%D%/compare_score.c \
	%D%/facts.c \
	%D%/facts.h \
	%D%/header.c \
	%D%/header.h \
	%D%/kind.c \
	%D%/kind.h \
	%D%/kind_amount.c \
	%D%/kind_cluster.c \
	%D%/kind_duration.c \
	%D%/kind_proportion.c \
	%D%/kind_rate.c \
	%D%/kind_score.c \
	%D%/known.c \
	%D%/list.c \
	%D%/number.c \
	%D%/period.c \
	%D%/period.h \
	%D%/portable.c \
	%D%/portable.h \
	%D%/refresh.c \
	%D%/run.c \
	%D%/run.h \
	%D%/test.c
