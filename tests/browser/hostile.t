#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# hostile.t -- more than 300 hostile strings through every column of text there
# is in the schema, found there, but for those columns.sql names.
# In make check two rounds; in make check-browser enough of them to see every
# string, and the page with and without its policy in a browser.
. "$SRCDIR/tests/browser/lib.sh"
ROUNDS=${is_long:+16}
ROUNDS=${ROUNDS:-2}

# The elements of a page in order, without the insides of its pictures, where
# texts are cut to fit.
shape() {
	tr '\n' ' ' <"$1" | sed 's/<svg/\n&/g; s/<.svg>/&\n/g' |
		grep -v '^<svg' | grep -oE '</?[a-z0-9]+'
}
only_ours() {
	! grep -nEi '<(script|img|iframe|object|embed|base|link|math|video|audio|template|button|style/)' \
		"$1" && ! grep -oE '<[^>]*>' "$1" |
		grep -nEi '[ /]on[a-z]+ ?=|href="[^#]|javascript:'
}
no_markup() {
	! grep -oE '<[^>]*>' "$1" | grep -vE '^<a id="[sf][0-9]+">$|^</a>$' &&
		! grep -nE '[^\\]\]\((https?|javascript):' "$1"
}

speak() {
	(PATH=$(dirname "$DEBRIEF"):$PATH && . "$SRCDIR/share/demo/people")
}
check 'the demo imports' make_workspace
check 'its people have their say' speak
sqlite3 debrief.db "
INSERT INTO action (migration_id, title, kind, metric, metric_goal, opened_at)
 SELECT id, 'Do it', 'repair', 'sooner', 'by half', kickoff_at FROM migration
  WHERE kickoff_at IS NOT NULL"
check 'the clean reports are written' sh -c '
	"$DEBRIEF" report postmortem ORB-10 -o clean-pm.html &&
	"$DEBRIEF" report quarterly 2026-Q2 -o clean-q.html &&
	"$DEBRIEF" report runbook ORB-14 -o clean-r.html &&
	"$DEBRIEF" report ownership -o clean-o.html'
cp debrief.db clean.db

# poison ROUND [KNOWN]: with KNOWN=1 the words the program looks for as well.
poison() {
	cp clean.db debrief.db &&
		sqlite3 debrief.db <"$SRCDIR/tests/browser/columns.sql" \
			>columns.sql &&
		cat "$SRCDIR/tests/browser/poison.sql" columns.sql |
		sqlite3 -cmd ".parameter init" \
			-cmd ".parameter set :round $1" \
			-cmd ".parameter set :known ${2:-0}" debrief.db
}
strings() {
	[ "$(sqlite3 -cmd ".parameter init" -cmd ".parameter set :round 0" \
		-cmd ".read $SRCDIR/tests/browser/poison.sql" clean2.db \
		'SELECT COUNT(*) FROM bad')" -ge 300 ]
}
cp clean.db clean2.db
check 'there are more than 300 strings' strings
every_column() {
	poison 0 1 && query 'SELECT name FROM clean' '' &&
		[ "$(grep -c '^UPDATE' columns.sql)" -gt 110 ]
}
check 'every column of text holds one, but those of fixed words' every_column

# written N: every report of the poisoned workspace.
written() {
	debrief report postmortem ORB-10 -o "pm$1.html" -m "pm$1.md" &&
		debrief report postmortem ORB-09 -o "n$1.html" &&
		debrief report runbook ORB-14 -o "r$1.html" &&
		debrief report quarterly 2026-Q2 -o "q$1.html" &&
		debrief report ownership -o "o$1.html" &&
		debrief report compare --by table -o "t$1.html" &&
		debrief report compare ORB-09 ORB-10 ORB-11 -o "c$1.html" ||
		return 1
	for page in pm n r q o t c; do
		only_ours "$page$1.html" || return 1
	done
	no_markup "pm$1.md"
}
one_round() {
	poison "$1" && written "$1" || return 1
	shape clean-pm.html >a
	shape "pm$1.html" | diff a -
}
check 'nor is any of them alive in a report' written 99
round=0
while [ "$round" -lt "$ROUNDS" ]; do
	check "round $round leaves only our own elements, in their order" \
		one_round $round
	round=$((round + 1))
done
check 'no command ran' test ! -e hacked
seen() {
	cat pm*.html n*.html r*.html q*.html o*.html t*.html c*.html |
		grep -oE '~[0-9]+~' | sort -u | wc -l
}
if [ -n "$is_long" ]; then
	check 'every string was seen' sh -c "[ $(seen) -ge 300 ]"
fi

cat >alarm.js <<'END'
window.alert = function () {
	document.documentElement.setAttribute('data-hacked', '1');
};
END
dom() {
	browse --dump-dom "file://$PWD/$1" >"$2"
	grep -q '</html>' "$2"
}
# The alarm must ring where something is live.
control() {
	sed 's/<p class="lede">/<img src=x onerror=alert(1)>&/' \
		clean-pm.html >live.html
	with_script live2.html live.html alarm.js
	dom live2.html live.dom && grep -q '<html[^>]*data-hacked' live.dom
}
quiet() {
	dom "$1" page.dom && ! grep -q '<html[^>]*data-hacked' page.dom
}
same_dom() {
	dom "$2" bad.dom && dom "$1" good.dom || return 1
	shape good.dom >a
	shape bad.dom | diff a - && ! grep -q '<html[^>]*data-hacked' bad.dom
}
bare() {
	with_script "bare-$1" "$1" alarm.js
}
browser_check 'in a browser a live string rings the alarm' control
for n in 0 1; do
	browser_check "the DOM of round $n is that of the clean page" \
		same_dom clean-pm.html pm$n.html
	bare clean-pm.html
	bare pm$n.html
	browser_check 'and so it is without the policy, with scripts allowed' \
		same_dom bare-clean-pm.html bare-pm$n.html
	for page in n r q o t c; do
		bare $page$n.html
		browser_check "nothing of $page runs without the policy" \
			quiet bare-$page$n.html
	done
done
finish
