# SPDX-License-Identifier: GPL-3.0-or-later
# debrief_sql.so: our words for SQL, for .load in the stock sqlite3 shell.  A
# program as far as automake knows, so that no libtool is needed; built apart
# from libcore, because it is position-independent and calls SQLite through
# the table of whoever loads it (no SQLITE_CORE).  Never with sanitizers: the
# shell that loads it has none.
extensiondir = $(pkglibdir)
extension_PROGRAMS = debrief_sql.so
debrief_sql_so_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/src \
	$(SQLITE_CFLAGS) $(GSL_CFLAGS)
debrief_sql_so_CFLAGS = $(WARN_CFLAGS) -fPIC -fvisibility=hidden
debrief_sql_so_LDFLAGS = -shared -Wl,-z,defs
debrief_sql_so_LDADD = $(GSL_LIBS) -lm
debrief_sql_so_SOURCES = \
	src/store/sqlfn.c \
	src/store/sqlfn.h \
	src/store/sqlfn_calendar.c \
	src/store/sqlfn_extension.c \
	src/store/sqlfn_group.c \
	src/store/sqlfn_pairs.c \
	src/store/sqlfn_stats.c \
	src/store/sqlfn_time.c \
	src/base/arena.c \
	src/base/buf.c \
	src/base/error.c \
	src/base/glyph.c \
	src/base/memory.c \
	src/base/memory.h \
	src/base/str.c \
	src/stats/compare_delta.c \
	src/stats/compare_proportions.c \
	src/stats/compare_ranks.c \
	src/stats/compare_shift.c \
	src/stats/evidence.c \
	src/stats/funnel.c \
	src/stats/interval.c \
	src/stats/interval.h \
	src/stats/proportion.c \
	src/stats/quantile.c \
	src/stats/rank.c \
	src/stats/rank.h \
	src/stats/rate.c \
	src/stats/score.c \
	src/stats/signoff.c \
	src/stats/sum.c \
	src/stats/sum.h \
	src/stats/tail.c \
	src/stats/tail.h \
	src/stats/trend.c \
	src/system/calendar.c \
	src/system/file.c \
	src/system/time.c \
	src/system/zone.c \
	src/system/zone.h \
	src/system/zone_parse.c \
	src/system/zone_rule.c
