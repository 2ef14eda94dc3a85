#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# report_hostile.t -- hostile text in every column a report reads.
. "$SRCDIR/tests/cli/lib.sh"

DATA=$SRCDIR/share/demo/data
export DATA
debrief() {
	"$DEBRIEF" "$@"
}
debrief init 2>/dev/null && . "$SRCDIR/share/demo/steps" >/dev/null 2>&1

# Every text column gets one of these in front of what it held, so that names
# stay unique.  The shell never sees them: sqlite3 reads them from here.
cat >poison.sql <<'SQL'
CREATE TEMP TABLE bad (n INTEGER PRIMARY KEY, text TEXT);
INSERT INTO bad (text) VALUES
 ('<script>alert(1)</script>'), ('</title><svg onload=alert(1)>'),
 ('"><img src=x onerror=alert(1)>'), (''' onmouseover=''alert(1)'),
 ('javascript:alert(1)'), ('[x](javascript:alert(1))'),
 ('![x](https://evil.example/x)'), ('<https://evil.example>'),
 ('| a | b |'), ('`touch hacked`'), ('$(touch hacked)'),
 ('''; system "touch hacked"; '''), (char(10) || 'EOD' || char(10) ||
  'system "touch hacked"'), ('@macro !touch hacked'), ('{{facts.title}}'),
 ('[[0]] [[12]]'), ('%s%n%d'), ('&lt;b&gt; &#60; &amp;'), ('-->'),
 (']]>'), (char(1, 27) || '[31m'), (char(8238) || 'gpj.exe'),
 ('# heading'), ('url(https://evil.example)'), ('@import "x"'),
 ('{/z"><script>alert(1)</script> hi}'), ('x'');alert(1);('''),
 ('</style><script>alert(1)</script>'), ('<!--'), ('<![CDATA[');
UPDATE ticket SET title = (SELECT text FROM bad WHERE n = 1 + ticket.id % 30)
  || title, ext_key = (SELECT text FROM bad WHERE n = 1 + (ticket.id + 7) % 30)
  || ext_key;
UPDATE migration SET title = (SELECT text FROM bad
  WHERE n = 1 + migration.id % 30) || title,
  source_system = (SELECT text FROM bad WHERE n = 1 + (migration.id + 3) % 30),
  target_system = (SELECT text FROM bad WHERE n = 1 + (migration.id + 4) % 30);
UPDATE customer SET key = (SELECT text FROM bad WHERE n = 1 + customer.id % 30)
  || key;
UPDATE module SET title = (SELECT text FROM bad WHERE n = 1 + module.id % 30)
  || title;
UPDATE team SET key = (SELECT text FROM bad WHERE n = 1 + team.id % 30) || key;
UPDATE iteration SET ext_key = (SELECT text FROM bad
  WHERE n = 1 + iteration.id % 30) || ext_key;
UPDATE check_result SET object = (SELECT text FROM bad
  WHERE n = 1 + length(object) % 30) || object;
UPDATE batch SET file_name = (SELECT text FROM bad WHERE n = 1 + batch.id % 30)
  || file_name;
SQL

# The elements of a page in order, without what is inside its figures, where
# texts are cut to fit.
shape() {
	tr '\n' ' ' <"$1" | sed 's/<svg/\n&/g; s/<.svg>/&\n/g' |
		grep -v '^<svg' | grep -oE '</?[a-z0-9]+'
}

check 'the clean reports are written' \
	debrief report postmortem ORB-10 -o clean.html -m clean.md
check 'the workspace takes the hostile text' \
	sh -c 'sqlite3 debrief.db <poison.sql'
check 'the post-mortem is written' \
	debrief report postmortem ORB-10 -o pm.html -m pm.md
check 'the quarterly is written' \
	debrief report quarterly 2026-Q2 -o q.html -m q.md
check 'no command ran' test ! -e hacked

check 'the title does not drive the terminal' sh -c '
	sqlite3 debrief.db "UPDATE migration SET title = char(27) || title" &&
	"$DEBRIEF" report postmortem ORB-10 -o esc.html 2>said &&
	! grep -q "$(printf "\033")" said'

only_ours() {
	! grep -nEi '<(script|img|iframe|object|embed|base|link|style/)' "$1" &&
		! grep -oE '<[^>]*>' "$1" | grep -nEi ' on[a-z]+=|href="[^#]'
}
check 'the post-mortem has no element of theirs' only_ours pm.html
check 'the quarterly has no element of theirs' only_ours q.html
same_shape() {
	shape clean.html >a
	shape pm.html >b
	diff a b
}
check 'the page has the tags it had before' same_shape
no_markup() {
	! grep -oE '<[^>]*>' "$1" | grep -vE '^<a id="[sf][0-9]+">$|^</a>$' &&
		! grep -nE '[^\\]\]\((https?|javascript):' "$1"
}
check 'the Markdown has no markup of theirs' no_markup pm.md
check 'nor that of the quarterly' no_markup q.md
finish
