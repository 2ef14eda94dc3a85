# SPDX-License-Identifier: GPL-3.0-or-later
# libcore: every layer below the commands.  Includes point down only:
# base < system < store < stats < metric < feedback (tests/lint/layers.t).
noinst_LIBRARIES += libcore.a
libcore_a_CPPFLAGS = $(AM_CPPFLAGS) -DSQLITE_CORE -I$(top_srcdir)/src -I$(top_builddir)/src \
	$(SQLITE_CFLAGS) $(PCRE2_CFLAGS) $(GSL_CFLAGS) $(ZLIB_CFLAGS) \
	$(SODIUM_CFLAGS) $(YAML_CFLAGS) $(UTF8PROC_CFLAGS)
libcore_a_SOURCES =
CORE_LIBS = $(SQLITE_LIBS) $(PCRE2_LIBS) $(GSL_LIBS) $(ZLIB_LIBS) \
	$(SODIUM_LIBS) $(YAML_LIBS) $(UTF8PROC_LIBS) -lm
include src/base/local.mk
include src/system/local.mk
include src/store/local.mk
include src/stats/local.mk
include src/metric/local.mk
include src/feedback/local.mk
include src/store/extension.mk
