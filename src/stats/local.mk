# SPDX-License-Identifier: GPL-3.0-or-later
libcore_a_SOURCES += \
	%D%/aql.c \
	%D%/bootstrap.c \
	%D%/chart.c \
	%D%/chart.h \
	%D%/chart_attribute.c \
	%D%/cluster.c \
	%D%/compare_delta.c \
	%D%/compare_proportions.c \
	%D%/compare_ranks.c \
	%D%/compare_shift.c \
	%D%/compare_shuffle.c \
	%D%/escalation.c \
	%D%/evidence.c \
	%D%/funnel.c \
	%D%/incidence.c \
	%D%/interval.c \
	%D%/interval.h \
	%D%/logrank.c \
	%D%/multiple.c \
	%D%/proportion.c \
	%D%/quantile.c \
	%D%/rank.c \
	%D%/rank.h \
	%D%/rate.c \
	%D%/rules.c \
	%D%/score.c \
	%D%/signoff.c \
	%D%/sum.c \
	%D%/sum.h \
	%D%/survival.c \
	%D%/tail.c \
	%D%/tail.h \
	%D%/trend.c \
	%D%/twister.c \
	%D%/twister.h \
	%D%/words.c
