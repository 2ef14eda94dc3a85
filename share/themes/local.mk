# SPDX-License-Identifier: GPL-3.0-or-later
themesdir = $(pkgdatadir)/themes
dist_themes_DATA = \
	%D%/access.yaml \
	%D%/communication.yaml \
	%D%/downtime.yaml \
	%D%/missing-data.yaml \
	%D%/notifications.yaml \
	%D%/performance.yaml \
	%D%/usability.yaml \
	%D%/wrong-mapping.yaml
