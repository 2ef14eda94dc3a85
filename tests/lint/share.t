#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What is shipped is what is there: every file of share/ is in a local.mk.
. "$SRCDIR/tests/cli/lib.sh"
cd "$SRCDIR" || exit 99

every_share_file_is_listed() {
	bad=0
	for file in $(find share -type f ! -name local.mk ! -name '*.inc' \
		! -name '*.o' ! -path '*/.deps/*' ! -name .dirstamp \
		! -name generate); do
		base=$(basename "$file")
		folder=$(dirname "$file")
		while [ "$folder" != . ]; do
			grep -qsF "$base" "$folder/local.mk" && continue 2
			folder=$(dirname "$folder")
		done
		echo "not listed: $file"
		bad=1
	done
	return $bad
}
check 'every file of share is listed in a local.mk' every_share_file_is_listed

# A header that is not listed is found nowhere else: the tree has it.
ships_what_git_holds() {
	make -s -C "$BUILDDIR" dist-files 2>/dev/null |
		sed "s,^$SRCDIR/,,; s,^\(\.\./\)*,," | sort -u >"$WORK/shipped"
	[ -s "$WORK/shipped" ] || return 1
	git ls-files | grep -v '^\.[a-z-]*$' | sort >"$WORK/held"
	comm -13 "$WORK/shipped" "$WORK/held" >"$WORK/left"
	sed 's/^/not shipped: /' "$WORK/left"
	[ ! -s "$WORK/left" ]
}
if [ -e .git ] && command -v git >/dev/null; then
	check 'what git holds is what a release ships' ships_what_git_holds
fi
finish
