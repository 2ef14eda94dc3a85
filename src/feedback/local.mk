# SPDX-License-Identifier: GPL-3.0-or-later
libcore_a_SOURCES += \
	%D%/audit.c \
	%D%/audit.h \
	%D%/decide.c \
	%D%/delay_kind.c \
	%D%/delay_text.c \
	%D%/delay_text.h \
	%D%/digest.c \
	%D%/digest.h \
	%D%/votes.c \
	%D%/votes.h \
	%D%/json.c \
	%D%/json.h \
	%D%/load.c \
	%D%/load.h \
	%D%/mapping.c \
	%D%/mapping.h \
	%D%/mapping_list.c \
	%D%/owner_guard.c \
	%D%/owner_guard.h \
	%D%/owner_kind.c \
	%D%/owner_text.c \
	%D%/owner_text.h \
	%D%/pages.c \
	%D%/pages.h \
	%D%/past.c \
	%D%/phrase.c \
	%D%/phrase.h \
	%D%/propose.c \
	%D%/propose.h \
	%D%/propose_store.c \
	%D%/rule.c \
	%D%/rule.h \
	%D%/statement.c \
	%D%/statement.h
