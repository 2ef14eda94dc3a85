#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Numbers, exports and reports are the same bytes under every locale and zone.
. "$SRCDIR/tests/cli/lib.sh"

mkdir locales
LOCPATH=$WORK/locales
for name in de_DE tr_TR; do
	localedef -i $name -f UTF-8 "locales/$name.UTF-8" 2>why || {
		echo "ok 1 - the same bytes # SKIP cannot make $name.UTF-8:" \
			"apt-get install locales ($(head -1 why))"
		echo 1..1
		exit
	}
done
export LOCPATH
# A locale that is not really there would prove nothing.
takes_effect() {
	[ "$(LC_ALL=de_DE.UTF-8 env printf '%.1f' 1,5 2>/dev/null)" = 1,5 ]
}
check 'the locales are really there' takes_effect

data=$SRCDIR/share/demo/data
everything() { # FOLDER
	mkdir "$1" && cd "$1" || return 1
	{
		"$DEBRIEF" init
		"$DEBRIEF" import --zone Europe/Berlin "$data"/runbook/*.csv
		"$DEBRIEF" import --zone Europe/Berlin "$data"/tickets/*.csv
		"$DEBRIEF" import --zone Europe/Berlin "$data"/survey/*.csv
		for format in table csv json md openmetrics; do
			"$DEBRIEF" metric time-to-restore --by team \
				--format $format
			"$DEBRIEF" metric satisfaction --format $format
		done
		"$DEBRIEF" compare --by wave
		"$DEBRIEF" propose
		"$DEBRIEF" approve 1 --by Ana
		"$DEBRIEF" owners export
		"$DEBRIEF" report postmortem ORB-09 -o p.html
		"$DEBRIEF" report quarterly 2026-Q3 -o q.md
		for format in table csv json md; do
			"$DEBRIEF" quality --format $format
			"$DEBRIEF" words --format $format
			"$DEBRIEF" compare --by wave --format $format
			"$DEBRIEF" owners show --format $format
		done
		printf '* @x\n/validation/ @y\n' >CODEOWNERS
		"$DEBRIEF" owners export --into CODEOWNERS --as codeowners
		"$DEBRIEF" search Ivory
		"$DEBRIEF" notices --as-of 2026-06-02
		"$DEBRIEF" sql 'SELECT key, go_live_at FROM migration'
		"$DEBRIEF" report ownership --format json
		"$DEBRIEF" fsck
		"$DEBRIEF" rejects --format csv
		"$DEBRIEF" audit --log
	} >out 2>&1
	sqlite3 debrief.db .dump >dump
	cd ..
}
export LC_ALL TZ
LC_ALL=C TZ=UTC
everything first
check 'there is something to compare' grep -q '<svg' first/p.html
check 'and nothing of it is an error' lacks 'debrief: ' first/out
for locale in C de_DE.UTF-8 tr_TR.UTF-8; do
	for zone in Europe/Berlin Pacific/Apia America/St_Johns; do
		case $locale-$zone in # each locale, each zone, not each pair
		C-Pacific/Apia | de_DE*-Europe/Berlin | tr_TR*-America*) ;;
		*) [ -n "${DEBRIEF_FAULTS:-}" ] || continue ;;
		esac
		LC_ALL=$locale TZ=$zone
		everything other
		check "the same bytes in $locale, $zone" diff -r first other
		rm -r other
	done
done
finish
