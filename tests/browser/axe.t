#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# axe.t -- axe-core finds nothing serious in any report, light, dark, narrow.
# DEBRIEF_AXE names axe.min.js; ./dev check-long fetches it.
. "$SRCDIR/tests/browser/lib.sh"

check 'the demo imports' make_workspace
check 'every report is written' sh -c '
	"$DEBRIEF" report postmortem ORB-09 -o postmortem.html &&
	"$DEBRIEF" report postmortem ORB-09 --audience customer -o customer.html &&
	"$DEBRIEF" report quarterly 2026-Q1 -o quarterly.html &&
	"$DEBRIEF" report compare ORB-09 ORB-10 ORB-03 -o compare.html &&
	"$DEBRIEF" report ownership -o ownership.html &&
	"$DEBRIEF" report runbook ORB-14 -o runbook.html &&
	"$DEBRIEF" report runbook ORB-14 --audience customer -o plan.html &&
	"$DEBRIEF" report quarterly 2026-Q1 --audience customer -o told.html'
pages='postmortem customer quarterly compare ownership runbook plan told'
for page in $pages; do
	check "every table of $page has a caption" sh -c "
		[ \$(grep -o '<table>' $page.html | wc -l) = \
		\$(grep -o '<caption>[^<]' $page.html | wc -l) ]"
done

cat >judge.js <<'END'
addEventListener('load', function () {
	axe.run({ resultTypes: ['violations'] }).then(function (r) {
		var bad = r.violations.filter(function (v) {
			return v.impact === 'serious' || v.impact === 'critical';
		});
		document.body.textContent = 'AXE passes=' + r.passes.length +
			' bad=' + bad.length + ' ' + bad.map(function (v) {
			return v.id + ': ' + v.nodes[0].html + ' ' +
				v.nodes[0].failureSummary;
		}).join('; ') + ' END';
	});
});
END
# judged FILE WIDTH: nothing serious; axe really ran.
judged() {
	with_script judged.html "$1" "$DEBRIEF_AXE" judge.js
	browse --window-size="$2",1200 --dump-dom "file://$PWD/judged.html" \
		>dom.txt
	tr '\n' ' ' <dom.txt | grep -o 'AXE passes=.* END' || return 1
	grep -q 'AXE passes=[1-9].* bad=0 ' dom.txt
}
# The same judge must find what is there to be found.
control() {
	sed 's/<html lang="en">/<html>/; s/<p class="lede">/<p style="color:#eee">/' \
		postmortem.html >bad.html
	! judged bad.html 1240
}
axe_check() {
	if [ -n "$is_long" ] && [ ! -r "${DEBRIEF_AXE:-}" ]; then
		tests_run=$((tests_run + 1))
		echo "ok $tests_run - $1 # SKIP no axe-core: NOT TRIED"
	else
		browser_check "$@"
	fi
}
axe_check 'a page with two faults is found bad' control
for page in $pages; do
	axe_check "nothing serious in $page" judged $page.html 1240
	axe_check "nor on a phone" judged $page.html 390
	sed 's/id="t-auto" checked/id="t-auto"/; s/id="t-dark"/id="t-dark" checked/' \
		$page.html >dark.html
	axe_check "nor in the dark" judged dark.html 1240
done
finish
