# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# lib.sh -- what the tests that look at finished pages share.
. "$SRCDIR/tests/cli/lib.sh"
is_long=${DEBRIEF_BROWSER:-}
BROWSER=${BROWSER:-$(command -v chromium || command -v google-chrome || :)}
DATA=$SRCDIR/share/demo/data
export DATA
debrief() {
	"$DEBRIEF" "$@"
}
make_workspace() {
	debrief init && . "$SRCDIR/share/demo/steps"
}

# browse OPTION... FILE: run the browser on a page, in a home of its own.
browse() {
	home=$(mktemp -d "$WORK/browser-XXXXXX")
	HOME=$home timeout 120 "$BROWSER" --headless --no-sandbox \
		--disable-gpu --hide-scrollbars --user-data-dir="$home/p" \
		--virtual-time-budget=20000 "$@" 2>/dev/null
}

# with_script OUT IN SCRIPT...: the page without its policy, and with scripts
# before everything else.
with_script() {
	out=$1 in=$2
	shift 2
	{
		sed -n '1s/<head>.*/<head>/p' "$in"
		for script; do
			printf '<script>\n'
			cat "$script"
			printf '\n</script>\n'
		done
		sed '1s/.*<head>//; s/<meta http-equiv="Content-Security-Policy"[^>]*>//' \
			"$in"
	} >"$out"
}

# browser_check SENTENCE COMMAND...: a check for which a browser must be there.
browser_check() {
	if [ -z "$is_long" ]; then
		return 0
	elif [ -n "$BROWSER" ]; then
		check "$@"
	else
		tests_run=$((tests_run + 1))
		echo "ok $tests_run - $1 # SKIP no chromium: NOT TRIED"
	fi
}
