# SPDX-License-Identifier: GPL-3.0-or-later
# The program: the only room that prints errors and picks exit codes.
bin_PROGRAMS += debrief
debrief_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/src
debrief_SOURCES = \
	%D%/args.c \
	%D%/args.h \
	%D%/cli.h \
	%D%/cmd_action.c \
	%D%/cmd_audit.c \
	%D%/cmd_compare.c \
	%D%/cmd_decide.c \
	%D%/cmd_forget.c \
	%D%/cmd_formats.c \
	%D%/cmd_fsck.c \
	%D%/cmd_import.c \
	%D%/cmd_init.c \
	%D%/cmd_metric.c \
	%D%/cmd_metrics.c \
	%D%/cmd_names.c \
	%D%/cmd_note.c \
	%D%/cmd_notices.c \
	%D%/cmd_owners.c \
	%D%/cmd_propose.c \
	%D%/cmd_publish.c \
	%D%/cmd_refresh.c \
	%D%/cmd_quality.c \
	%D%/cmd_rejects.c \
	%D%/cmd_report.c \
	%D%/cmd_review.c \
	%D%/cmd_search.c \
	%D%/cmd_settings.c \
	%D%/cmd_signoff.c \
	%D%/cmd_sql.c \
	%D%/cmd_status.c \
	%D%/cmd_undo.c \
	%D%/cmd_words.c \
	%D%/commands.c \
	%D%/compare_out.c \
	%D%/compare_out.h \
	%D%/grid.c \
	%D%/grid.h \
	%D%/help.c \
	%D%/import_files.c \
	%D%/import_files.h \
	%D%/import_report.c \
	%D%/import_report.h \
	%D%/report_copy.c \
	%D%/report_copy.h \
	%D%/json.c \
	%D%/json.h \
	%D%/main.c \
	%D%/metric_ask.c \
	%D%/metric_ask.h \
	%D%/metric_json.c \
	%D%/metric_openmetrics.c \
	%D%/metric_out.c \
	%D%/metric_out.h \
	%D%/metric_windows.c \
	%D%/metric_windows.h \
	%D%/missed_words.c \
	%D%/owners_exchange.c \
	%D%/owners_exchange.h \
	%D%/proposal_out.c \
	%D%/proposal_out.h \
	%D%/text_out.c \
	%D%/text_out.h \
	%D%/text_ranks.h \
	%D%/texts.c \
	%D%/texts.h \
	%D%/theme_table.c \
	%D%/word_table.c \
	%D%/words.c \
	%D%/words.h
debrief_LDADD = libimporters.a libreports.a libcore.a $(IMPORTERS_LIBS) $(REPORTS_LIBS) \
	$(CORE_LIBS)
