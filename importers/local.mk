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
	%D%/readers/json.c \
	%D%/readers/json_path.c \
	%D%/readers/json_path.h \
	%D%/readers/json_step.c \
	%D%/readers/json_step.h \
	%D%/readers/json_tape.c \
	%D%/readers/json_tape.h \
	%D%/readers/line_clean.c \
	%D%/readers/line_clean.h \
	%D%/readers/lines.c \
	%D%/readers/pattern_set.c \
	%D%/readers/pattern_set.h \
	%D%/readers/readers.c \
	%D%/readers/unfold.c \
	%D%/readers/window.c \
	%D%/readers/window.h \
	%D%/source.c \
	%D%/source_file.c \
	%D%/spool.c \
	%D%/spool.h \
	%D%/survey.c \
	%D%/time_column.c \
	%D%/time_example.c \
	%D%/time_format.c \
	%D%/time_pattern.h \
	%D%/time_read.c

# The engine: a format laid over a file, rows into a target.
libimporters_a_SOURCES += \
	%D%/attribution.c \
	%D%/attribution.h \
	%D%/mend.c \
	%D%/mend.h \
	%D%/near.c \
	%D%/near.h \
	%D%/binding.c \
	%D%/binding.h \
	%D%/binding_cell.c \
	%D%/binding_decide.c \
	%D%/binding_question.c \
	%D%/binding_row.c \
	%D%/content.c \
	%D%/content.h \
	%D%/detect.c \
	%D%/detect.h \
	%D%/duration.c \
	%D%/duration.h \
	%D%/engine.c \
	%D%/engine.h \
	%D%/lookup.c \
	%D%/lookup.h \
	%D%/engine_batch.c \
	%D%/engine_load.c \
	%D%/explain.c \
	%D%/format.c \
	%D%/format.h \
	%D%/format_check.c \
	%D%/format_fields.c \
	%D%/format_read.c \
	%D%/format_read.h \
	%D%/minutes.c \
	%D%/minutes.h \
	%D%/identity.c \
	%D%/identity.h \
	%D%/identity_apply.c \
	%D%/names.c \
	%D%/pattern.c \
	%D%/pattern.h \
	%D%/reading.c \
	%D%/reading.h \
	%D%/replay.c \
	%D%/run.c \
	%D%/run.h \
	%D%/target.c \
	%D%/target.h \
	%D%/targets/check.c \
	%D%/targets/cutover.c \
	%D%/targets/cutover.h \
	%D%/targets/cutover_runs.c \
	%D%/targets/cutover_talk.c \
	%D%/targets/cutover_talk.h \
	%D%/targets/cutover_plan.c \
	%D%/targets/mapping.c \
	%D%/targets/runbook.c \
	%D%/targets/runbook.h \
	%D%/targets/runbook_calendar.c \
	%D%/targets/runbook_conduct.c \
	%D%/targets/runbook_tables.c \
	%D%/targets/step_words.c \
	%D%/targets/step_words.h \
	%D%/targets/survey.c \
	%D%/targets/ticket.c \
	%D%/targets/ticket.h \
	%D%/targets/ticket_cells.c \
	%D%/targets/ticket_events.c \
	%D%/policy.c \
	%D%/policy.h \
	%D%/theme.c \
	%D%/theme.h \
	%D%/tokens.c \
	%D%/tree.c \
	%D%/tree.h \
	%D%/undo.c \
	%D%/writer.c \
	%D%/zone_check.c \
	%D%/zone_check.h \
	%D%/writer.h
