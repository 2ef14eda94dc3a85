/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "feedback_fixture.h"
#include "feedback/csv_text.h"
#include "feedback/line_change.h"

enum { LINES = 24 };

/* Lines 0..23; a changed one says so, an inserted one comes behind. */
struct sheet {
	char text[LINES][32];
	struct line_change at[2 * LINES];
	struct line_changes changes;
};

static void
sheet_fill(struct sheet *sheet, size_t first, size_t second, bool is_cut)
{
	sheet->changes = (struct line_changes){ "f.csv", sheet->at, 0 };
	for (size_t i = 0; i < LINES; i++) {
		bool is_last = i == LINES - 1;
		struct line_change change;

		snprintf(sheet->text[i], sizeof(sheet->text[i]), "line %zu%s",
			 i, is_last && is_cut ? "" : "\n");
		change.old = change.new = dbr_str_from(sheet->text[i]);
		if (i == first)
			change.new = DBR_STR("changed\n");
		sheet->at[sheet->changes.count++] = change;
		if (i == second)
			sheet->at[sheet->changes.count++] =
				(struct line_change){ { "", 0 },
						      DBR_STR("put in\n") };
	}
}

static size_t
count_of(const char *text, const char *what)
{
	size_t count = 0;

	for (; (text = strstr(text, what)); text++)
		count++;
	return count;
}

static void
near_changes_share_a_hunk_and_far_ones_do_not(void **state)
{
	(void)state;
	for (size_t gap = 1; gap < 12; gap++) {
		struct dbr_buf diff = DBR_BUF_INIT;
		struct sheet sheet;

		/* gap unchanged lines between the two, the one behind
		 * which a line is put in included */
		sheet_fill(&sheet, 5, 5 + gap, false);
		line_changes_diff(&diff, &sheet.changes);
		assert_int_equal(count_of(diff.text, "@@ -"),
				 gap > 6 ? 2 : 1);
		dbr_buf_release(&diff);
	}
}

static void
write_file(const char *folder, const char *name, struct dbr_str bytes)
{
	char path[160];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.at, 1, bytes.size, file), bytes.size);
	assert_int_equal(fclose(file), 0);
}

static void
git_applies_changes_at_any_distance(void **state)
{
	struct fixture *f = *state;
	char command[256];

	if (system("git --version >/dev/null 2>&1") != 0)
		skip();
	snprintf(command, sizeof(command), "cd '%s' && git apply d && cmp"
		 " f.csv wanted", f->folder);
	for (size_t second = 0; second < LINES - 1; second += 2) {
		struct dbr_buf old = DBR_BUF_INIT, new = DBR_BUF_INIT;
		struct dbr_buf diff = DBR_BUF_INIT;
		struct sheet sheet;

		sheet_fill(&sheet, 9, second, second % 4 == 0);
		for (size_t i = 0; i < sheet.changes.count; i++)
			dbr_buf_add_str(&old, sheet.at[i].old);
		line_changes_text(&new, &sheet.changes);
		line_changes_diff(&diff, &sheet.changes);
		write_file(f->folder, "f.csv", dbr_buf_str(&old));
		write_file(f->folder, "wanted", dbr_buf_str(&new));
		write_file(f->folder, "d", dbr_buf_str(&diff));
		assert_int_equal(system(command), 0);
		dbr_buf_release(&diff);
		dbr_buf_release(&new);
		dbr_buf_release(&old);
	}
}

static void
a_cell_says_its_value_without_quotes_and_blanks(void **state)
{
	static const char *const cells[][2] = {
		{ "Red", "Red" }, { "  Red ", "Red" }, { "\"Red\"", "Red" },
		{ " \"Red\" ", "Red" }, { "\"Red \"\"A\"\"\"", "Red \"A\"" },
		{ "\"\"", "" }, { "", "" }, { "\"", "\"" }, { "5\"", "5\"" },
	};
	struct dbr_arena arena = DBR_ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		assert_true(dbr_str_is(
			csv_cell_value(dbr_str_from(cells[i][0]), &arena),
			cells[i][1]));
	dbr_arena_release(&arena);
}

/* Whatever a cell is made to say, it says, in the style it had. */
static void
a_written_cell_reads_back_the_same(void **state)
{
	static const char *const values[] = {
		"", "Blue", "a,b", "say \"hi\"", "two\nlines", "#1", "=1+1",
		"\"", "\xC3\xBC",
	};
	static const char *const styles[] = { "", "Red", "\"Red\"", "  Red ",
					      " \"x\" ", "  " };
	struct dbr_arena arena = DBR_ARENA_INIT;

	(void)state;
	for (size_t v = 0; v < sizeof(values) / sizeof(*values); v++)
		for (size_t s = 0; s < sizeof(styles) / sizeof(*styles); s++) {
			struct dbr_buf out = DBR_BUF_INIT;

			csv_cell_write(&out, dbr_str_from(styles[s]),
				       values[v], ',');
			if (!dbr_str_is(csv_cell_value(dbr_buf_str(&out),
						       &arena), values[v]))
				fail_msg("%s in %s is %s", values[v],
					 styles[s], out.text);
			dbr_buf_release(&out);
		}
	dbr_arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(near_changes_share_a_hunk_and_far_ones_do_not),
		FIXTURE_TEST(git_applies_changes_at_any_distance),
		cmocka_unit_test(a_cell_says_its_value_without_quotes_and_blanks),
		cmocka_unit_test(a_written_cell_reads_back_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
