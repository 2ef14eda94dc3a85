/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/palette.h"
#include <assert.h>
#include "reports/figure.h"

static const struct palette_entry palette[COLOR_COUNT] = {
#define X(role, name, light, dark) { name, light, dark },
	PALETTE(X)
#undef X
};

const struct palette_entry *
palette_at(enum color color)
{
	assert((size_t)color < COLOR_COUNT);
	return &palette[color];
}

static void
add_properties(struct dbr_buf *out, bool is_dark)
{
	for (size_t i = 0; i < COLOR_COUNT; i++)
		dbr_buf_addf(out, "--%s:#%06X;", palette[i].name,
			     is_dark ? palette[i].dark : palette[i].light);
}

/* An attribute in the light colour is what these selectors look for. */
static void
add_recolouring(struct dbr_buf *out)
{
	static const char *const properties[] = { "fill", "stroke" };

	for (size_t i = 0; i < COLOR_COUNT; i++)
		for (size_t j = 0; j < 2; j++)
			dbr_buf_addf(out, ".fig [%s=\"#%06X\"]{%s:var(--%s)}\n",
				     properties[j], palette[i].light,
				     properties[j], palette[i].name);
}

void
figure_css(struct dbr_buf *out)
{
	dbr_buf_add_text(out, ":root{color-scheme:light;");
	add_properties(out, false);
	dbr_buf_add_text(out, "}\n@media screen{\n"
			      "@media (prefers-color-scheme:dark){"
			      ":root:not(:has(#t-light:checked)){"
			      "color-scheme:dark;");
	add_properties(out, true);
	dbr_buf_add_text(out, "}}\n:root:has(#t-dark:checked){"
			      "color-scheme:dark;");
	add_properties(out, true);
	dbr_buf_add_text(out, "}\n");
	add_recolouring(out);
	dbr_buf_add_text(
		out,
		"}\n.fig{display:block;width:100%;height:auto;"
		"font-variant-numeric:tabular-nums}\n"
		".fig .h{paint-order:stroke;stroke:var(--paper);"
		"stroke-width:3px;stroke-linejoin:round}\n"
		".fig .tip{cursor:help}\n"
		".fig .tip:hover circle{stroke:var(--ink);"
		"stroke-width:1.5}\n");
}
