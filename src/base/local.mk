# SPDX-License-Identifier: GPL-3.0-or-later
libcore_a_SOURCES += \
	%D%/arena.c \
	%D%/buf.c \
	%D%/error.c \
	%D%/glyph.c \
	%D%/memory.c \
	%D%/memory.h \
	%D%/str.c
