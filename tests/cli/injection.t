#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What comes in is never obeyed on its way out: no formula in a CSV, no
# escape sequence on a terminal, no file but the one that was named, no
# program but the one that was meant.
. "$SRCDIR/tests/cli/lib.sh"
esc=$(printf '\033')
umask 000	# what is private must be so by itself

# Every way a spreadsheet takes a cell for a formula, in every column.
cat >modules.csv <<'END'
module,title,position
load,=1+1,1
@SUM(1),+1+1,2
END
cat >migrations.csv <<'END'
migration,title,customer,source_system,target_system,wave,kickoff,planned_go_live,go_live,state
=M-1,=HYPERLINK("http://x"),@Customer,=Old,+New,-wave,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z,2026-02-01T00:00:00Z,live
END
cat >ownership.csv <<'END'
scope,module,role,level,team,contact,authority,valid_from,valid_to
*,load,owner,0,'=cmd|' /C calc'!A0,,,2025-01-01T00:00:00Z,
*,'@SUM(1),owner,0,'＝Wide,,,2025-01-01T00:00:00Z,
END
{
	echo 'source,key,title,type,status,severity,opened,acknowledged,resolved,team,customer,migration,module'
	for n in 1 2 3 4 5 6; do
		echo "=desk,=K-$n,=1+1,incident,Closed,2,2026-02-0${n}T14:00:00Z,2026-02-0${n}T15:00:00Z,2026-02-0${n}T18:00:00Z,+Team,@Customer,=M-1,load"
	done
	echo "=desk,=K-7,$esc]0;owned$esc[31mred$(printf '\342\200\256'),incident,Closed,2,2026-02-07T14:00:00Z,,2026-02-07T18:00:00Z,-Team,@Customer,=M-1,@SUM(1)"
	echo '=desk,=K-8,=1+1,incident,Closed,2,=no time,,,@Team,@Customer,=M-1,load'
} >tickets.csv
cat >survey.csv <<'END'
response,survey,migration,question,scale,score,respondent,submitted,comment
=R-1,=pulse,=M-1,=How?,csat,4,@me,2026-02-08T10:24:10Z,=1+1 slow
END
mkdir -p debrief.d/metrics
sed 's/^-- title:.*/-- title:   =1+1/; s/^-- metric:.*/-- metric:  plus/' \
	"$DEBRIEF_SHARE/metrics/reopen-rate.sql" >debrief.d/metrics/plus.sql
check 'it comes in' sh -c '"$DEBRIEF" init -q && "$DEBRIEF" import -q *.csv'
{ "$DEBRIEF" note add =M-1 lesson --by =Ana --text '=1+1' &&
	"$DEBRIEF" action add =M-1 --title '=1+1' --team +Team \
		--by @Ana --kind prevent; } >why 2>&1 || cat why

cat >commands <<'END'
rejects
quality
names
metrics
metric time-to-restore --by team
metric time-to-restore --by customer
metric time-to-migrate --by migration
compare --by wave
words
note list
action list
search slow
owners show
owners history load
audit --log
sql "SELECT title AS [=head], ext_key FROM ticket UNION ALL SELECT key, title FROM module"
END
active() { # FILE: its cells that a spreadsheet would compute
	LC_ALL=C awk -f "$SRCDIR/tests/cli/csv_cells.awk" "$1" |
		LC_ALL=C grep -nE "^([=@	]|[+-]([^0-9]|\$)|$(printf \
			'\357\274\235'))"
}
told_as() { # FORMAT
	grep -v '^owners history' commands | while IFS= read -r line; do
		eval "\"\$DEBRIEF\" $line --format $1" 2>>err || echo "$line"
	done
}
told_as csv >all.csv
no_formula() {
	[ "$(LC_ALL=C grep -c "'[=+@-]" all.csv)" -gt 20 ] && ! active all.csv
}
check 'no CSV has a cell that is a formula' no_formula
sqlite3 -csv debrief.db 'SELECT title, ext_key FROM ticket' >raw.csv
check 'one that is written as it came would be caught' active raw.csv
{ told_as table; told_as md; } >shown 2>&1
check 'no escape sequence reaches a terminal' sh -c '
	[ $(wc -l <shown) -gt 50 ] &&
	! LC_ALL=C grep -n "$(printf "\033\\|\342\200\256")" shown err'

# The mapping is written for the next run of a spreadsheet, and read again.
sqlite3 debrief.db "UPDATE ownership SET team_id = (SELECT id FROM team WHERE
	key = '+Team'), audit_sequence = (SELECT MIN(sequence) FROM audit)
	WHERE module_id = (SELECT id FROM module WHERE key = 'load')"
round_trip() {
	"$DEBRIEF" owners export >out.csv 2>/dev/null &&
		contains ",'+Team," out.csv && ! active out.csv || return 1
	rm -rf again && mkdir again && cd again &&
		"$DEBRIEF" init -q &&
		"$DEBRIEF" import -q ../modules.csv ../out.csv &&
		query "SELECT group_concat(team, ' ') FROM v_ownership" \
			'+Team ＝Wide' &&
		"$DEBRIEF" owners export 2>/dev/null | cmp - ../out.csv
	status=$?
	cd ..
	return $status
}
check 'a mapping goes out guarded, comes in bare, goes out the same' \
	round_trip

# Nobody else's settings: a program beside, before or in front of gnuplot.
mkdir home traps there
(cd there && "$DEBRIEF" --db ../debrief.db report postmortem =M-1 -o out.html) \
	>/dev/null 2>&1
echo 'system "touch '"$WORK"'/hacked"' | tee home/.gnuplot .gnuplot \
	gnuplotrc >home/.gnuplotrc
for name in gnuplot sh chromium weasyprint sqlite3; do
	printf '#!/bin/sh\n: >%s/hacked\n' "$WORK" >"traps/$name"
	chmod +x "traps/$name"
done
trapped() {
	env HOME="$WORK/home" XDG_CONFIG_HOME="$WORK/home" \
		PATH="$WORK/traps:$PATH" GNUTERM=x11 \
		GNUPLOT_LIB="$WORK/home" GNUPLOT_DRIVER_DIR="$WORK/traps" \
		GDFONTPATH="$WORK" GNUPLOT_PS_DIR="$WORK" PAGER=gnuplot \
		CHROMIUM_FLAGS=--no-sandbox SHELL="$WORK/traps/sh" \
		IFS=/ ENV="$WORK/home/.gnuplot" "$@"
}
same_with_traps() {
	trapped "$DEBRIEF" --db ../debrief.db report postmortem =M-1 \
		-o out.html && cmp out.html ../there/out.html
}
cd home || exit 99
check 'traps in the environment do not change a byte' same_with_traps
cd ..
check 'nor does one of them run' [ ! -e hacked ]
printf '#!/bin/sh\nenv >&2\nexit 3\n' >tells
chmod +x tells
GNUPLOT_LIB=x SECRET=x trapped "$DEBRIEF" report postmortem =M-1 \
	-o told.html --gnuplot "$PWD/tells" >told 2>&1
check 'gnuplot is given four variables, none of them ours' sh -c '
	grep -q "HOME=/nonexistent" told &&
	! grep -E "GNUTERM|GNUPLOT_|SECRET|XDG|LD_" told'

# Names that lead elsewhere.
echo 'precious' >victim
for name in ../victim /etc/passwd x/../../victim .hidden 'a
b'; do
	check "no file is named $(echo "$name" | tr '\n' ' ')" sh -c '
		for command in metric report "formats show" "metric test"; do
			"$DEBRIEF" $command "$1" >out 2>&1 && exit 1
			[ $? -le 78 ] && ! grep -q precious out || exit 1
		done' sh "$name"
done
mkfifo debrief.d/metrics/waits.sql
ln -s /dev/zero debrief.d/metrics/endless.sql
ln -s "$WORK/victim" debrief.d/metrics/astray.sql
check 'a pipe, a device and a link among the metrics end in words' sh -c '
	for name in waits endless astray; do
		timeout 10 "$DEBRIEF" metric $name >out 2>&1 && exit 1
		[ $? -le 78 ] && grep -q "^debrief: " out &&
			! grep -q precious out || { cat out; exit 1; }
	done'
rm debrief.d/metrics/waits.sql debrief.d/metrics/endless.sql \
	debrief.d/metrics/astray.sql

# Links planted where a file will be made.
planted() { # NAME COMMAND...: the victim is left alone
	ln -sf "$WORK/victim" "$1"
	shift
	"$@" >out 2>&1
	[ "$(cat victim)" = precious ] && [ "$(stat -c %a victim)" = 666 ]
}
check 'a planted report is replaced, not followed' planted r.html \
	"$DEBRIEF" report postmortem =M-1 --gnuplot /bin/false -o r.html
check 'a planted copy is not followed' planted copy.db \
	"$DEBRIEF" publish copy.db
rm -f debrief.db.key
check 'nor a planted key' planted debrief.db.key \
	"$DEBRIEF" publish --pseudonymise secret.db
rm -f debrief.db.key copy.db
{
	cat "$SRCDIR/share/schema/0001-base.sql"
	echo 'PRAGMA application_id = 0x64627266; PRAGMA user_version = 1;'
} | sqlite3 old.db
check 'nor a planted backup' planted old.db.schema-1.bak \
	"$DEBRIEF" --db old.db import modules.csv
rm -f old.db*

# A plain umask would let everybody read.
"$DEBRIEF" publish --pseudonymise secret.db >/dev/null 2>&1
private() {
	found=$(find . -maxdepth 1 \( -name '*.db*' -o -name '*.html' \
		-o -name '*.key' \) -type f -perm /077)
	[ -z "$found" ] || { ls -l $found; return 1; }
	[ -s debrief.db.key ] && [ -s secret.db ] && [ -s r.html ]
}
check 'what is written is its owner'\''s alone, whatever the umask' private
finish
