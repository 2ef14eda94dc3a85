# SPDX-License-Identifier: GPL-3.0-or-later
# Sees include/debrief only: no -Isrc, so the compiler keeps the boundary.
noinst_LIBRARIES += libimporters.a
libimporters_a_CPPFLAGS = $(AM_CPPFLAGS) $(PCRE2_CFLAGS) $(ZLIB_CFLAGS) \
	$(SODIUM_CFLAGS) $(YAML_CFLAGS) $(UTF8PROC_CFLAGS)
IMPORTERS_LIBS = $(CSV_LIBS) $(PCRE2_LIBS) $(ZLIB_LIBS) $(SODIUM_LIBS) \
	$(YAML_LIBS) $(UTF8PROC_LIBS)
libimporters_a_SOURCES = \
	%D%/encoding.c \
	%D%/encoding.h \
	%D%/readers/csv.c \
	%D%/readers/csv_record.c \
	%D%/readers/csv_record.h \
	%D%/readers/csv_sniff.c \
	%D%/readers/csv_sniff.h \
	%D%/readers/readers.c \
	%D%/readers/window.c \
	%D%/readers/window.h \
	%D%/source.c \
	%D%/source_file.c \
	%D%/spool.c \
	%D%/spool.h \
	%D%/survey.c \
	%D%/time_column.c \
	%D%/time_format.c \
	%D%/time_pattern.h \
	%D%/time_read.c
