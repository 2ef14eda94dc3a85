# SPDX-License-Identifier: GPL-3.0-or-later
dist_rules_DATA = \
	%D%/change-owner.sql \
	%D%/name-backup.sql \
	%D%/set-escalation-delay.sql
rulesdir = $(pkgdatadir)/rules
