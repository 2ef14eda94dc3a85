#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Man pages are well formed, list every command and option, and their
# examples work.
. "$SRCDIR/tests/cli/lib.sh"

command -v mandoc >/dev/null || {
	echo "ok 1 - man pages are well formed # SKIP no mandoc: apt-get install mandoc"
	echo 1..1
	exit
}

pages_are_well_formed() {
	mandoc -T lint -W warning "$SRCDIR"/share/man/*.[15]
}
check 'man pages are well formed' pages_are_well_formed

commands=$("$DEBRIEF" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p')
check 'help names the commands' test -n "$commands"

# The example lines of every command's help are commands that exist and
# options they take: --help in the middle stops them before they do anything.
every_example_parses() {
	for command in $commands; do
		"$DEBRIEF" "$command" --help |
			sed -n '/^example:/,/^$/s/^  //p' | head -1 >example
		grep -q "debrief $command" example ||
			{ echo "no example for $command"; return 1; }
		sed "s/debrief $command/\"\$DEBRIEF\" $command --help/" example \
			>run.sh
		sh -e run.sh >/dev/null || return 1
	done
}
check 'the example in every help parses' every_example_parses

options_are_in_the_manual() {
	bad=0
	for command in $commands; do
		page=$SRCDIR/share/man/debrief-$command.1
		[ -f "$page" ] || continue
		mandoc -T utf8 "$page" | col -b 2>/dev/null >page.txt ||
			mandoc -T ascii "$page" >page.txt
		for option in $("$DEBRIEF" "$command" --help |
			sed -n 's/^ .*--\([a-z-]*\).*/\1/p'); do
			case $option in db | quiet | help) continue ;; esac
			grep -q -- "-$option" page.txt ||
				{ echo "$command --$option is not in its page"
				bad=1; }
		done
	done
	return $bad
}
check 'every option is in its man page' options_are_in_the_manual
finish
