# SPDX-License-Identifier: GPL-3.0-or-later
# The contract between directories; not installed (no ABI promise yet).
noinst_HEADERS = \
	%D%/debrief/arena.h \
	%D%/debrief/error.h \
	%D%/debrief/str.h
