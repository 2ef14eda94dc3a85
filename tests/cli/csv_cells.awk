# SPDX-License-Identifier: GPL-3.0-or-later
# csv_cells.awk -- every cell of a CSV on a line of its own, as a spreadsheet
# sees it; line ends inside a cell are blanks.
{
	sub(/\r$/, "")
	for (i = 1; i <= length($0); i++) {
		c = substr($0, i, 1)
		if (c == "\"" && is_quoted && substr($0, i + 1, 1) == "\"") {
			cell = cell c
			i++
		} else if (c == "\"") {
			is_quoted = !is_quoted
		} else if (c == "," && !is_quoted) {
			print cell
			cell = ""
		} else {
			cell = cell c
		}
	}
	if (is_quoted) {
		cell = cell " "
	} else {
		print cell
		cell = ""
	}
}
