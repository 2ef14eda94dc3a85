# SPDX-License-Identifier: GPL-3.0-or-later
dist_rules_DATA = \
	%D%/add-cover.sql \
	%D%/add-step.sql \
	%D%/change-owner.sql \
	%D%/end-stale.sql \
	%D%/fill-gap.sql \
	%D%/name-backup.sql \
	%D%/set-duration.sql \
	%D%/set-escalation-delay.sql \
	%D%/set-rollback.sql
rulesdir = $(pkgdatadir)/rules
