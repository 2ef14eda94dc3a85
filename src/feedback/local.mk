# SPDX-License-Identifier: GPL-3.0-or-later
libcore_a_SOURCES += \
	%D%/audit.c \
	%D%/audit.h \
	%D%/decide.c \
	%D%/digest.c \
	%D%/digest.h \
	%D%/json.c \
	%D%/json.h \
	%D%/mapping.c \
	%D%/mapping.h \
	%D%/mapping_list.c \
	%D%/statement.c \
	%D%/statement.h
