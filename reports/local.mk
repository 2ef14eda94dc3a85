# SPDX-License-Identifier: GPL-3.0-or-later
# Sees include/debrief only: no -Isrc, so the compiler keeps the boundary.
noinst_LIBRARIES += libreports.a
libreports_a_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)
libreports_a_SOURCES = \
	%D%/document.c \
	%D%/document.h \
	%D%/escape.c \
	%D%/escape.h \
	%D%/html.c \
	%D%/html.h \
	%D%/html_check.c \
	%D%/html_style.c \
	%D%/markdown.c \
	%D%/markdown.h

noinst_HEADERS += \
	%D%/figure.h \
	%D%/figures/accuracy.h \
	%D%/figures/durations.h \
	%D%/figures/forest.h \
	%D%/figures/funnel.h \
	%D%/figures/gantt.h \
	%D%/figures/incidents.h \
	%D%/figures/nps.h \
	%D%/figures/ownership.h \
	%D%/figures/sparkline.h \
	%D%/figures/xmr.h
