# SPDX-License-Identifier: GPL-3.0-or-later
stopwordsdir = $(pkgdatadir)/stopwords
dist_stopwords_DATA = \
	%D%/de.txt \
	%D%/en.txt \
	%D%/es.txt \
	%D%/fr.txt \
	%D%/pl.txt
