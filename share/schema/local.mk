# SPDX-License-Identifier: GPL-3.0-or-later
# The schema is compiled in: a binary never meets one it was not built for.
SCHEMA_FILES = \
	%D%/0001-base.sql \
	%D%/0002-views.sql \
	%D%/0003-runbook.sql \
	%D%/0004-calendar-origin.sql \
	%D%/0005-ticket-cells.sql \
	%D%/0006-lookup.sql \
	%D%/0007-elapsed.sql \
	%D%/0008-seal.sql \
	%D%/0009-feedback.sql \
	%D%/0010-ledger.sql \
	%D%/0011-people.sql \
	%D%/0012-results.sql \
	%D%/0013-readiness.sql \
	%D%/0014-mapping-trail.sql \
	%D%/0015-checks.sql \
	%D%/0016-mended.sql \
	%D%/0017-contact-memory.sql \
	%D%/0018-outcome.sql \
	%D%/0019-survey-question.sql
EXTRA_DIST += $(SCHEMA_FILES)
SCHEMA_INC = share/schema/schema.inc
BUILT_SOURCES += $(SCHEMA_INC)
CLEANFILES += $(SCHEMA_INC)
# One C string per file, one line of it per line of SQL.
$(SCHEMA_INC): $(SCHEMA_FILES)
	$(AM_V_GEN)$(MKDIR_P) share/schema && for sql in $^; do \
	  sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/"/' -e 's/$$/\\n"/' $$sql \
	    && echo ','; done > $@.tmp && mv $@.tmp $@
