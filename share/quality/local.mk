# SPDX-License-Identifier: GPL-3.0-or-later
dist_quality_DATA = \
	%D%/check-counts.sql \
	%D%/import-rows.sql \
	%D%/migration-dates.sql \
	%D%/module-times.sql \
	%D%/response-links.sql \
	%D%/step-times.sql \
	%D%/ticket-links.sql \
	%D%/ticket-times.sql
qualitydir = $(pkgdatadir)/quality
