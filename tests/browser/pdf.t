#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# pdf.t -- reports on paper.
. "$SRCDIR/tests/browser/lib.sh"

check 'the demo imports' make_workspace
check 'without a printer the PDF is refused' fails_with 69 \
	debrief report ownership --pdf o.pdf --printer /nonexistent
check 'and nothing is left' sh -c '! ls *.pdf'
printf '#!/bin/sh\necho no >&2\nexit 3\n' >broken
printf '#!/bin/sh\nprintf "%%%%PDF-1.4 half" >"$2"\n' >half-weasyprint
chmod +x broken half-weasyprint
check 'a printer that fails is named' fails_with 69 \
	debrief report ownership --pdf o.pdf --printer "$PWD/broken"
check 'with what it said' contains 'status 3 and said "no' .out
check 'half a PDF is none' fails_with 69 \
	debrief report ownership --pdf o.pdf --printer "$PWD/half-weasyprint"
check 'which is said' contains 'printed no whole PDF' .out
cat >weasyprint <<'END'
#!/bin/sh
env >"$2.env"
printf '%%PDF-1.4\n' >"$2"
cat "$2.env" >>"$2"
printf '%%%%EOF\n' >>"$2"
END
chmod +x weasyprint
check 'a printer sees nothing of the environment' sh -c '
	SECRET=x "$DEBRIEF" report ownership --pdf env.pdf \
		--printer "$PWD/weasyprint" && ! grep SECRET env.pdf &&
	grep -q "^HOME=/.*/debrief-" env.pdf'
check 'a PDF of ours is replaced' debrief report ownership --pdf env.pdf \
	--printer "$PWD/weasyprint"
check 'another is not' sh -c '
	printf "%%PDF-1.4\nmine\n%%%%EOF\n" >mine.pdf
	"$DEBRIEF" report ownership --pdf mine.pdf --printer "$PWD/weasyprint"
	[ $? -eq 73 ] && grep -q mine mine.pdf'

pages() {
	pdfinfo "$1" | sed -n 's/^Pages: *//p'
}
# printed NAME PAGES ARGUMENTS...: on A4, not more pages than that.
printed() {
	name=$1 most=$2
	shift 2
	debrief report "$@" --pdf "$name.pdf" --printer "$BROWSER" || return 1
	command -v pdfinfo >/dev/null || return 0
	pdfinfo "$name.pdf" | grep -q 'Page size:.*A4' || return 1
	[ "$(pages "$name.pdf")" -le "$most" ] || { pages "$name.pdf"; false; }
}
browser_check 'a post-mortem is printed' printed pm 16 postmortem ORB-09
browser_check 'a quarter is printed' printed q 13 quarterly 2026-Q1
browser_check 'so is a comparison' printed c 16 compare ORB-09 ORB-10 ORB-03
browser_check 'and the ownership report' printed o 10 ownership
browser_check 'and the runbook' printed r 11 runbook ORB-14
one_page() {
	command -v pdftotext >/dev/null || return 0
	pdftotext -l 1 q.pdf first.txt && pdftotext -f 2 q.pdf rest.txt &&
		grep -q 'The quarter on one page' first.txt &&
		grep -q Reassignments first.txt && ! grep -q 'What changed' first.txt &&
		head -5 rest.txt | grep -q 'What changed'
}
browser_check 'the quarter on one page is the first page' one_page
finish
