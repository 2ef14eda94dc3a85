/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grid.c -- see grid.h. */
#include <config.h>
#include "cli/grid.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>
#include "cli/json.h"

enum { CELL_CHARS_MAX = 80 };

void
grid_init(struct grid *grid, const char **heads, size_t column_count,
	  struct dbr_arena *arena)
{
	*grid = (struct grid){
		.arena = arena, .heads = heads, .column_count = column_count,
	};
}

void
grid_add(struct grid *grid, struct dbr_str text, bool is_number)
{
	grid->cells = dbr_arena_grow(grid->arena, grid->cells,
				     grid->cell_count, &grid->cell_capacity,
				     sizeof(*grid->cells));
	grid->cells[grid->cell_count++] = (struct grid_cell){
		dbr_arena_str(grid->arena, text), is_number
	};
}

void
grid_add_text(struct grid *grid, const char *text)
{
	grid_add(grid, dbr_str_from(text), false);
}

void
grid_add_count(struct grid *grid, int64_t count)
{
	const char *text = dbr_arena_textf(grid->arena, "%" PRId64, count);

	grid_add(grid, dbr_str_from(text), true);
}

/* Characters, near enough: a byte that does not continue one begins one. */
static size_t
width_of(struct dbr_str text)
{
	size_t width = 0;

	for (size_t i = 0; i < text.size; i++)
		width += ((unsigned char)text.at[i] & 0xC0) != 0x80;
	return width;
}

static struct dbr_str
cleaned(const struct grid *grid, struct dbr_str text, size_t max_chars)
{
	struct dbr_buf buf = DBR_BUF_INIT;
	struct dbr_str out;

	dbr_buf_add_clean(&buf, text, max_chars);
	out = dbr_arena_str(grid->arena, dbr_buf_str(&buf));
	dbr_buf_release(&buf);
	return out;
}

static void
put_blanks(size_t count, FILE *out)
{
	while (count--)
		fputc(' ', out);
}

static void
put_padded(const struct grid_cell *cell, size_t width, bool is_last, FILE *out)
{
	size_t blanks = width - width_of(cell->text);

	if (cell->is_number)
		put_blanks(blanks, out);
	fwrite(cell->text.at, 1, cell->text.size, out);
	if (!cell->is_number && !is_last)
		put_blanks(blanks, out);
	fputs(is_last ? "\n" : "  ", out);
}

/* A head stands over its column: right when every cell below is a number. */
static bool
is_number_column(const struct grid *grid, size_t column)
{
	for (size_t i = column; i < grid->cell_count; i += grid->column_count)
		if (!grid->cells[i].is_number)
			return false;
	return grid->cell_count > 0;
}

static void
write_table(const struct grid *grid, FILE *out)
{
	size_t n = grid->column_count;
	size_t *widths = dbr_arena_array(grid->arena, n, sizeof(*widths));
	struct grid_cell *shown = dbr_arena_array(
		grid->arena, n + grid->cell_count, sizeof(*shown));

	for (size_t i = 0; i < n + grid->cell_count; i++) {
		struct dbr_str text = i < n ? dbr_str_from(grid->heads[i]) :
					      grid->cells[i - n].text;
		size_t width;

		shown[i].text = cleaned(grid, text, CELL_CHARS_MAX);
		shown[i].is_number = i < n ? is_number_column(grid, i) :
					     grid->cells[i - n].is_number;
		width = width_of(shown[i].text);
		if (width > widths[i % n])
			widths[i % n] = width;
	}
	for (size_t i = 0; i < n + grid->cell_count; i++)
		put_padded(&shown[i], widths[i % n], i % n == n - 1, out);
}

static void
put_markdown(struct dbr_str text, FILE *out)
{
	for (size_t i = 0; i < text.size; i++) {
		char c = text.at[i];

		if (c == '<')
			fputs("&lt;", out);
		else if (c == '&')
			fputs("&amp;", out);
		else if (strchr("|\\`*_[]", c))
			fprintf(out, "\\%c", c);
		else
			fputc(c, out);
	}
}

static void
write_markdown(const struct grid *grid, FILE *out)
{
	size_t n = grid->column_count;

	for (size_t i = 0; i < n; i++) {
		fputs(i ? " | " : "| ", out);
		put_markdown(cleaned(grid, dbr_str_from(grid->heads[i]), 0),
			     out);
	}
	fputs(" |\n", out);
	for (size_t i = 0; i < n; i++)
		fputs(is_number_column(grid, i) ? "|---:" : "|---", out);
	fputs("|\n", out);
	for (size_t i = 0; i < grid->cell_count; i++) {
		fputs(i % n ? " | " : "| ", out);
		put_markdown(cleaned(grid, grid->cells[i].text, 0), out);
		if (i % n == n - 1)
			fputs(" |\n", out);
	}
}

static void
put_csv(const struct grid_cell *cell, FILE *out)
{
	struct dbr_str text = cell->text;
	bool is_formula = !cell->is_number && dbr_str_is_formula(text);
	bool wants_quotes = false;

	for (size_t i = 0; i < text.size; i++)
		wants_quotes |= strchr(",\"\r\n", text.at[i]) != NULL;
	if (wants_quotes)
		fputc('"', out);
	if (is_formula)
		fputc('\'', out);
	for (size_t i = 0; i < text.size; i++) {
		if (text.at[i] == '"')
			fputc('"', out);
		fputc(text.at[i], out);
	}
	if (wants_quotes)
		fputc('"', out);
}

/* A file gets the bytes as they are; a terminal would obey some of them. */
static void
write_csv(const struct grid *grid, FILE *out)
{
	bool is_terminal = isatty(fileno(out));
	size_t n = grid->column_count;

	for (size_t i = 0; i < n + grid->cell_count; i++) {
		struct grid_cell cell = { .is_number = false };

		if (i < n)
			cell.text = dbr_str_from(grid->heads[i]);
		else
			cell = grid->cells[i - n];
		if (is_terminal)
			cell.text = cleaned(grid, cell.text, 0);
		put_csv(&cell, out);
		fputs(i % n == n - 1 ? "\r\n" : ",", out);
	}
}

void
grid_write_json(const struct grid *grid, const char *schema, FILE *out)
{
	struct json json = JSON_INIT;

	json_open(&json, NULL, '{');
	json_text(&json, "schema", schema);
	json_i64(&json, "version", 1);
	json_open(&json, "rows", '[');
	for (size_t i = 0; i < grid->cell_count; i++) {
		const char *head = grid->heads[i % grid->column_count];
		struct dbr_str text = grid->cells[i].text;
		double number;

		if (i % grid->column_count == 0)
			json_open(&json, NULL, '{');
		if (grid->cells[i].is_number &&
		    dbr_str_to_double(text, &number))
			json_double(&json, head, number);
		else
			json_str(&json, head, text);
		if ((i + 1) % grid->column_count == 0)
			json_close(&json, '}');
	}
	json_close(&json, ']');
	json_close(&json, '}');
	dbr_buf_add_char(&json.text, '\n');
	fwrite(json.text.text, 1, json.text.size, out);
	json_release(&json);
}

void
grid_write(const struct grid *grid, enum grid_format format, FILE *out)
{
	switch (format) {
	case GRID_CSV:
		write_csv(grid, out);
		break;
	case GRID_MARKDOWN:
		write_markdown(grid, out);
		break;
	default:
		write_table(grid, out);
	}
}

enum dbr_status
grid_format_parse(enum grid_format *out, const char *word,
		  struct dbr_error *err)
{
	static const char *const words[] = { "table", "csv", "json", "md" };
	const char *near;

	*out = GRID_TABLE;
	if (!word)
		return DBR_OK;
	for (int i = 0; i < 4; i++)
		if (strcmp(word, words[i]) == 0) {
			*out = (enum grid_format)i;
			return DBR_OK;
		}
	near = dbr_nearest(word, words, 4);
	dbr_fail(err, DBR_EUSAGE, "unknown output format \"%s\"", word);
	if (near)
		return dbr_fail_hint(err, "did you mean \"%s\"?", near);
	return dbr_fail_hint(err, "table, csv, json or md");
}
