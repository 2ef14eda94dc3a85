# SPDX-License-Identifier: GPL-3.0-or-later
libcore_a_SOURCES += \
	%D%/audit.c \
	%D%/audit.h \
	%D%/digest.c \
	%D%/digest.h \
	%D%/json.c \
	%D%/json.h \
	%D%/statement.c \
	%D%/statement.h
