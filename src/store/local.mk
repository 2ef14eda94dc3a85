# SPDX-License-Identifier: GPL-3.0-or-later
# The only room that includes sqlite3.h.
libcore_a_SOURCES += \
	%D%/internal.h \
	%D%/schema.c \
	%D%/stmt.c \
	%D%/store.c
