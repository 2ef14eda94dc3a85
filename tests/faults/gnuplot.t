#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A gnuplot that misbehaves in a dozen ways: the report is written all the
# same, says why a picture is missing, and nothing is left running or lying
# about.
. "$SRCDIR/tests/faults/lib.sh"

command -v gnuplot >/dev/null || {
	skip 'misbehaving gnuplots' 'gnuplot is not installed'
	finish
	exit
}
load_demo >why 2>&1 || give_up "$(cat why)"
TMPDIR=$WORK/tmp
mkdir tmp fakes
export TMPDIR
# What is left running would be found by this number of seconds.
mark=31$$.5
fake() { # NAME: the program comes on standard input
	{ echo '#!/bin/sh'; cat; } >"fakes/$1"
	chmod +x "fakes/$1"
}
page='<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"'
fake exits <<'END'
echo 'out of paper' >&2; exit 3
END
fake dies <<'END'
kill -SEGV $$
END
fake half <<END
cat >/dev/null; printf "$page><g>"; echo DBR-OK >&2
END
fake nothing <<'END'
cat >/dev/null
END
fake warns <<'END'
gnuplot "$@"; echo 'warning: something' >&2
END
fake scripts <<END
cat >/dev/null; printf "$page><script>alert(1)</script></svg>"
echo DBR-OK >&2
END
fake floods-stdout <<'END'
yes '<svg>'
END
fake floods-stderr <<'END'
yes warning >&2 & sleep 0.3; kill $!; exit 0
END
fake leaves-a-child <<END
sleep $mark & gnuplot "\$@"
END
fake leaves-a-session <<END
setsid sh -c 'sleep $mark & sleep $mark' </dev/null >/dev/null 2>&1 &
sleep 0.1
gnuplot "\$@"
END
fake writes-files <<'END'
echo mine >"$TMPDIR/left" ; echo mine >left; gnuplot "$@"
END
echo 'not a program' >fakes/no-program
: >fakes/missing && rm fakes/missing
ln -s /nonexistent fakes/missing
if [ "${DEBRIEF_FAULTS:-}" = long ]; then # the deadline is long
	fake hangs <<END
exec sleep $mark
END
	fake ignores-signals <<END
trap '' TERM INT HUP; sleep $mark; sleep $mark
END
fi

draws() { case $1 in leaves-*) return 0 ;; esac; return 1; }

judge() { # NAME
	rm -f out.html left
	run "fakes/$1" >said 2>err
	status=$?
	[ "$status" -eq 0 ] || { echo "exit status $status: $(cat err)"
		return 1; }
	grep -q '</html>' out.html || { echo 'no report'; return 1; }
	! grep -qi '<script\|alert(1)' out.html || { echo 'script'; return 1; }
	if draws "$1"; then
		grep -q '<svg' out.html || { echo 'no picture'; return 1; }
	else
		! grep -q '<svg' out.html || { echo 'a picture'; return 1; }
		[ -s err ] || { echo 'not a word'; return 1; }
	fi
	! pgrep -f "sleep $mark" >/dev/null || { echo 'left running'
		return 1; }
	[ -z "$(ls -A tmp)" ] || { echo "left: $(ls -A tmp)"; return 1; }
	[ ! -s left ] || { echo 'wrote a file'; return 1; }
}

campaign() {
	ran=0 bad=0
	: >bad
	for fake in fakes/*; do
		ran=$((ran + 1))
		judge "${fake#fakes/}" >why 2>&1 && continue
		bad=$((bad + 1))
		echo "$fake: $(cat why)" >>bad
		pkill -f "sleep $mark"
	done
}

run() {
	"$DEBRIEF" report postmortem ORB-09 --gnuplot "$1" -o out.html
}
campaign
check 'a misbehaving gnuplot costs pictures, nothing else' none_bad "$ran" "$bad"
check 'there are at least twelve of them' \
	[ "$ran" -ge "$(pick_count 12 14)" ]
runs=$ran lost=$bad

# The control: somebody who runs it by a shell and takes what comes.
run() {
	"$1" -d /dev/null >picture 2>err || return
	{ cat picture; echo '</html>'; } >out.html
}
rm -f fakes/floods-stdout fakes/hangs fakes/ignores-signals
campaign
check 'a trusting caller is caught' [ "$bad" -gt 5 ]
figure 'misbehaving gnuplot' "$runs" "$lost" "$bad of $ran caught"
finish
