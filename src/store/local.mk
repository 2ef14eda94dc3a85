# SPDX-License-Identifier: GPL-3.0-or-later
# The only room that includes sqlite3.h.
libcore_a_SOURCES += \
	%D%/alias.c \
	%D%/alias_store.c \
	%D%/connect.c \
	%D%/create.c \
	%D%/fsck.c \
	%D%/guard.c \
	%D%/guard.h \
	%D%/index.c \
	%D%/internal.h \
	%D%/publish.c \
	%D%/journal.c \
	%D%/journal_table.c \
	%D%/journal_table.h \
	%D%/journal_undo.c \
	%D%/pseudonymise.c \
	%D%/query.c \
	%D%/schema.c \
	%D%/seal.c \
	%D%/seal.h \
	%D%/seal_row.c \
	%D%/seal_row.h \
	%D%/sqlfn.c \
	%D%/sqlfn.h \
	%D%/sqlfn_calendar.c \
	%D%/sqlfn_group.c \
	%D%/sqlfn_pairs.c \
	%D%/sqlfn_stats.c \
	%D%/sqlfn_time.c \
	%D%/stmt.c \
	%D%/store.c \
	%D%/table.c
