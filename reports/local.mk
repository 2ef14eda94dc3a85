# SPDX-License-Identifier: GPL-3.0-or-later
# Sees include/debrief only: no -Isrc, so the compiler keeps the boundary.
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
