# SPDX-License-Identifier: GPL-3.0-or-later
# mutate.awk -- every place of C sources where an operator or a constant can
# be another one: FILE LINE COLUMN SIZE REPLACEMENT.  By the house style an
# operator of two operands stands between blanks.
BEGIN {
	split("+ - * / < <= > >= == != && ||", operators, " ")
	split("- + / * <= < >= > != == || &&", others, " ")
	for (i in operators)
		other[operators[i]] = others[i]
}
FNR == 1 { is_comment = 0 }
/^#/ { next }
{
	line = $0
	if (is_comment || line ~ /^[ \t]*\/\*/) {
		is_comment = line !~ /\*\//
		next
	}
	sub(/\/\*.*/, "", line)
	is_comment = $0 ~ /\/\*/ && $0 !~ /\*\//
	while (match(line, /"[^"]*"/)) # same length, nothing to change
		line = substr(line, 1, RSTART - 1) blank(RLENGTH) \
			substr(line, RSTART + RLENGTH)
	for (i = 1; i <= length(line); i++) {
		rest = substr(line, i)
		before = i > 1 ? substr(line, i - 1, 1) : " "
		if (before == " " && match(rest, /^[-+*\/<>=!&|]+ /) &&
		    (substr(rest, 1, RLENGTH - 1) in other))
			place(RLENGTH - 1, other[substr(rest, 1, RLENGTH - 1)])
		else if (before !~ /[A-Za-z0-9_.]/ &&
			 match(rest, /^[0-9]+(\.[0-9]+)?(e-?[0-9]+)?/) &&
			 substr(rest, RLENGTH + 1, 1) !~ /[A-Za-z_.]/)
			place(RLENGTH, more(substr(rest, 1, RLENGTH)))
	}
}
function blank(size,    text) {
	while (size-- > 0)
		text = text "~"
	return text
}
function more(number) {
	if (number !~ /[.e]/)
		return number + 1
	return sprintf("%.17g", number * 1.1 + (number == 0))
}
function place(size, text) {
	printf "%s %d %d %d %s\n", FILENAME, FNR, i, size, text
	i += size - 1
}
