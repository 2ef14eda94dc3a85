#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The program itself: help, errors, exit statuses, the workspace.
. "$SRCDIR/tests/cli/lib.sh"

check 'help goes to stdout and names every command' \
	says 'make a workspace' "$DEBRIEF" --help
check 'the version comes first' says 'debrief 0' "$DEBRIEF" --version
check 'no command is a usage error' fails_with 64 "$DEBRIEF"

unknown_command_is_helped() {
	fails_with 64 "$DEBRIEF" inut && contains '"debrief init"' "$WORK/.out"
}
check 'an unknown command suggests the nearest' unknown_command_is_helped

unknown_option_is_helped() {
	fails_with 64 "$DEBRIEF" init --qiet && contains '--quiet' "$WORK/.out"
}
check 'an unknown option suggests the nearest' unknown_option_is_helped

check 'init makes a workspace' "$DEBRIEF" init
check 'the stock sqlite3 shell reads a view' \
	query 'SELECT count(*) FROM v_migration' 0
check 'a second init changes nothing' fails_with 73 "$DEBRIEF" init
killed_init_leaves_room() {
	for ms in 1 2 3 4 5 6 8 10 15 20; do
		rm -f new.db*
		timeout -s KILL "0.0$(printf %02d $ms)" "$DEBRIEF" --db new.db \
			init 2>/dev/null
		[ -e new.db ] || "$DEBRIEF" --db new.db init || return 1
		"$DEBRIEF" --db new.db status || return 1
	done
}
check 'a killed init leaves all of a workspace or none' \
	killed_init_leaves_room
check 'the workspace is private' sh -c '[ "$(stat -c %a debrief.db)" = 600 ]'
check 'a full disk is not success' \
	fails_with 74 sh -c '"$DEBRIEF" --help >/dev/full'

terminal_bytes_are_cleaned() {
	fails_with 64 "$DEBRIEF" "$(printf 'x\033[2J')" &&
		lacks "$(printf '\033')" "$WORK/.out"
}
check 'an error cannot drive a terminal' terminal_bytes_are_cleaned

every_help_has_an_example() {
	commands=$("$DEBRIEF" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p')
	[ -n "$commands" ] || return 1
	for command in $commands; do
		"$DEBRIEF" "$command" --help >"$WORK/.out" || return 1
		contains 'example:' "$WORK/.out" || return 1
	done
}
check 'every command has help with an example' every_help_has_an_example
finish
