#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# words.t -- themes and words of comments and titles.
. "$SRCDIR/tests/cli/lib.sh"
words() {
	"$DEBRIEF" words "$@"
}
suggests() {
	hint=$1
	shift
	fails_with 64 "$@" && contains "$hint" .out
}
"$DEBRIEF" init -q

# Four customers; detractors of every one say "slow", those
# of one alone say "purple"; promoters say "friendly".
{
	for n in 1 2 3 4; do
		echo "c-$n,s,M$n,q,nps,2,a$n,2026-08-0${n}T10:00:00Z,Slow search"
		echo "d-$n,s,M$n,q,nps,3,b$n,2026-08-0${n}T11:00:00Z,So slow: times out"
		echo "e-$n,s,M$n,q,nps,10,c$n,2026-08-0${n}T12:00:00Z,Friendly people"
		echo "f-$n,s,M$n,q,nps,9,d$n,2026-08-0${n}T13:00:00Z,friendly and quick"
		echo "g-$n,s,M1,q,nps,1,e$n,2026-08-0${n}T14:00:00Z,purple attachments missing"
	done
	echo "h-1,s,M2,q,nps,8,f1,2026-08-05T10:00:00Z,"
	printf 'i-1,s,M3,q,nps,8,g1,2026-08-05T10:00:00Z,%s\n' \
		"$(printf 'password \033[2J\342\200\256 =1+1')"
} >rows
head='response,survey,migration,question,scale,score,respondent,submitted,comment'
{
	echo migration,title,customer,source_system,target_system,wave,kickoff,planned_go_live,state
	for n in 1 2 3 4; do
		echo "M$n,Move $n,Customer $n,Old,New,w$((n % 2)),2026-06-01T00:00:00Z,2026-07-01T00:00:00Z,live"
	done
} >migrations.csv
{ echo "$head"; cat rows; } >survey.csv
"$DEBRIEF" import -q migrations.csv survey.csv

# cell PART NAME SLICE COLUMN EXPECTED OPTIONS...
cell() {
	wanted=$5
	part=$1,$2,$3,
	column=$4
	shift 5
	words --format csv "$@" >words.csv || return 1
	got=$(grep -F -e "$part" words.csv | head -1 | cut -d, -f"$column")
	[ "$got" = "$wanted" ] || { echo "$got"; cat words.csv; return 1; }
}
check 'every shipped theme knows its own texts' words --check
check 'a theme has the texts that touch it' cell theme performance '' 4 8
check 'out of those with words' cell theme performance '' 5 21
check 'and what touches none is counted' cell theme '(none)' '' 4 8
check 'an answer without words is said' says '21 texts (comments), 1 empty' \
	words
check 'a slice has its own' cell theme missing-data M1 4 4 --by migration
check 'where narrows' cell theme performance '' 5 2 --where migration=M4 \
	--where score=detractor --theme performance

# Missing data: 4 of 8 texts of M1, none of 13 others; Newcombe's interval by
# his formula: .13513 to .78478.
against_rest() {
	words --by migration --format csv >words.csv &&
		awk -F, '$1 == "theme" && $2 == "missing-data" && $3 == "M1" {
			ok = $15 == 50 && $16 > 13.51 && $16 < 13.52 &&
			     $17 > 78.47 && $17 < 78.48 && $18 < 0.1 }
			END { exit !ok }' words.csv
}
check 'a slice stands against the rest, with an interval and q' against_rest
check 'of everything there is no rest' cell theme missing-data '' 15 '' \
	--by migration
check 'the words of texts without a theme are told' \
	says 'touch no theme; their words most often: friendly 8' words

permuted() {
	words --least 2 --format json >first.json
	mkdir other && cp migrations.csv other && cd other || return 1
	{ echo "$head"; sort -r ../rows; } >survey.csv
	"$DEBRIEF" init -q && "$DEBRIEF" import -q survey.csv migrations.csv &&
		words --least 2 --format json >second.json
	cd .. && cmp first.json other/second.json
}
check 'the order of rows does not matter' permuted
stands() {
	words --least 2 --prior 10 --level 90 --format csv >words.csv
	grep '^word,slow,detractor,8,12,,0,8,' words.csv &&
		grep '^word,friendly,detractor,0,12,,8,8,-' words.csv &&
		lacks purple words.csv
}
check 'words of two customers stand out, of one they do not' stands
check 'it says that it is no test' says 'z ranks words, it is no test' words
check 'a value stands against the rest' \
	says 'Words by migration: M1 (8) against the rest (13)' \
	words --against migration=M1
no_stop_words() {
	words --least 2 --prior 10 --level 90 --format csv >words.csv
	grep -q '^word,people,\|^word,slow,' words.csv &&
		lacks word,and, words.csv && lacks word,so, words.csv
}
check 'stop words do not stand' no_stop_words
no_examples() {
	words >plain && lacks 'Friendly people' plain
}
check 'no text is shown unasked' no_examples
clean() {
	words --examples 30 >shown && contains 'password' shown &&
		! grep -q "$(printf '\033')" shown &&
		! grep -q "$(printf '\342\200\256')" shown
}
check 'a text cannot drive a terminal' clean
check 'what was not written yet is not counted' says '5 texts' \
	words --as-of 2026-08-01T23:59:59Z --where migration=M1
check 'a dimension that is not there has a nearest name' \
	suggests migration words --by migratoin
check 'nor a theme' fails_with 64 words --theme nothing
check 'nor a value' fails_with 64 words --against migration=M9
check 'titles without incidents are none' says '0 texts (titles)' \
	words --of titles
check 'another word is refused' fails_with 64 words --of poems

# theme TEXT WHERE: a workspace theme with a mistake is named with its place.
mkdir -p debrief.d/themes
mistake() {
	printf '%b' "$1" >debrief.d/themes/own.yaml
	fails_with 78 words && contains "own.yaml:$2" .out
	status=$?
	rm debrief.d/themes/own.yaml
	return $status
}
own='theme: own\ntitle: Own\n'
check 'an unknown key' mistake "${own}pattern: x\n" 3:
check 'a broken pattern' mistake "${own}patterns:\n  en:\n    - '(a'\n" 5:7
check 'another name than the file' mistake 'theme: one\n' 1:8
check 'no patterns' mistake "${own}" 1:1
check 'a language that is none' mistake "${own}patterns:\n  EN: [a]\n" 4:
own_theme() {
	printf '%b' "${own}patterns:\n  en: ['people']\ntouched: [nobody]\n" \
		>debrief.d/themes/own.yaml
	cell theme own '' 4 4 && fails_with 78 words --check &&
		contains own.yaml:5:11 .out
}
check 'a theme of the workspace counts, and its texts are tried' own_theme
gives_up() {
	printf '%b' "${own}patterns:\n  en: ['^(\\\\w+\\\\s?)+\$']\n" \
		>debrief.d/themes/own.yaml
	{ echo "$head"; echo "z,s,M1,q,nps,5,z,2026-08-06T10:00:00Z,$(
		printf 'aaaaaaaa%.0s' 1 2 3 4 5 6 7 8)!"; } >long.csv
	"$DEBRIEF" import -q long.csv && cell theme own '' 6 1
}
check 'a pattern that gives up says unknown, not no' gives_up
rm -r debrief.d
examples_run() {
	sed -n 's/^\.Dl debrief //p' "$SRCDIR/share/man/debrief-words.1" |
		grep -v DeskHerald >examples
	[ -s examples ] || return 1
	while IFS= read -r line; do
		"$DEBRIEF" $line >/dev/null || return 1
	done <examples
}
check 'the examples of the manual run' examples_run
check 'looking changes nothing' unchanged_by "$DEBRIEF" words
finish
