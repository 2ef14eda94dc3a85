/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * figure_gallery: every sample figure on one page, to be looked at.
 *
 *	tests/reports/figure_gallery [dark] [NAME-PREFIX] > gallery.html
 */
#include <config.h>
#include <stdio.h>
#include <string.h>
#include "tests/reports/figure_samples.h"

static void
print_table(const struct figure_table *table)
{
	printf("<p>%zu columns, %zu rows</p>\n", table->column_count,
	       table->row_count);
}

static int
print_samples(const struct figure_sample *samples, size_t count,
	      const char *prefix)
{
	int failures = 0;

	for (size_t i = 0; i < count; i++) {
		const struct figure_style style = { .id = samples[i].name,
						    .gnuplot = GNUPLOT_PATH };
		struct dbr_arena arena = DBR_ARENA_INIT;
		struct dbr_error err = DBR_ERROR_INIT;
		struct figure figure;

		if (strncmp(samples[i].name, prefix, strlen(prefix)) != 0)
			continue;
		if (samples[i].draw(&figure, &style, &arena, &err) != DBR_OK ||
		    samples[i].is_drawn != !figure.problem) {
			fprintf(stderr, "%s: %s\n", samples[i].name,
				err.code ? err.what : figure.problem ?
				figure.problem : "drawn");
			failures++;
		}
		printf("<h2>%s</h2>\n<p>%s</p>\n%.*s", samples[i].name,
		       figure.problem ? figure.problem : "",
		       DBR_STR_ARG(figure.svg));
		print_table(&figure.table);
		dbr_arena_release(&arena);
	}
	return failures;
}

int
main(int argc, char **argv)
{
	bool is_dark = argc > 1 && !strcmp(argv[1], "dark");
	const char *prefix = argc > 1 + is_dark ? argv[1 + is_dark] : "";
	struct dbr_buf css = DBR_BUF_INIT;
	int failures = 0;

	figure_css(&css);
	printf("<!doctype html><meta charset=\"utf-8\"><title>Gallery</title>"
	       "<style>%shtml{background:var(--paper);color:var(--ink);"
	       "font:13px Arial,sans-serif}body{width:820px;margin:16px}"
	       "svg.fig[width=\"190\"]{width:190px}</style>"
	       "<input type=\"radio\" hidden id=\"t-%s\" checked>\n",
	       css.text, is_dark ? "dark" : "light");
	dbr_buf_release(&css);
	for (size_t i = 0; i < sample_set_count; i++)
		failures += print_samples(sample_sets[i].samples,
					  *sample_sets[i].count, prefix);
	return failures ? 1 : 0;
}
