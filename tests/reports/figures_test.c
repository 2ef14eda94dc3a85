/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "debrief/file.h"
#include "reports/svg.h"
#include "reports/svg_read.h"
#include "reports/text_width.h"
#include "tests/reports/figure_samples.h"

enum { TEXTS_MAX = 2000, GOLDEN_SIZE_MAX = 1 << 20 };

typedef void sample_check(const struct figure_sample *sample,
			  const struct figure *figure);

static void
draw_sample(const struct figure_sample *sample, struct figure *out,
	    struct dbr_arena *arena)
{
	const struct figure_style style = { .id = sample->name,
					    .gnuplot = GNUPLOT_PATH };
	struct dbr_error err = DBR_ERROR_INIT;

	if (sample->draw(out, &style, arena, &err) != DBR_OK)
		fail_msg("%s: %s", sample->name, err.what);
}

static void
each_sample(sample_check *check)
{
	for (size_t i = 0; i < sample_set_count; i++)
		for (size_t j = 0; j < *sample_sets[i].count; j++) {
			struct dbr_arena arena = DBR_ARENA_INIT;
			struct figure figure;

			draw_sample(&sample_sets[i].samples[j], &figure,
				    &arena);
			check(&sample_sets[i].samples[j], &figure);
			dbr_arena_release(&arena);
		}
}

static void
check_promise(const struct figure_sample *sample, const struct figure *figure)
{
	struct dbr_error err = DBR_ERROR_INIT;

	if (sample->is_drawn && figure->problem)
		fail_msg("%s: %s", sample->name, figure->problem);
	if (!sample->is_drawn) {
		assert_non_null(figure->problem);
		assert_int_equal(figure->svg.size, 0);
		return;
	}
	if (svg_check(figure->svg, &err) != DBR_OK)
		fail_msg("%s: %s", sample->name, err.what);
	assert_true(strlen(figure->title) > 0 && strlen(figure->desc) > 0);
	assert_true(figure->table.column_count > 0);
}

static void
a_figure_is_drawn_or_says_why_not(void **state)
{
	(void)state;
	each_sample(check_promise);
}

static void
check_bytes(const struct figure_sample *sample, const struct figure *figure)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct figure again;

	draw_sample(sample, &again, &arena);
	assert_true(dbr_str_equal(again.script, figure->script));
	assert_true(dbr_str_equal(again.svg, figure->svg));
	dbr_arena_release(&arena);
}

static void
drawing_twice_gives_the_same_bytes(void **state)
{
	(void)state;
	each_sample(check_bytes);
}

static void
golden_path(struct dbr_buf *out, const char *name)
{
	dbr_buf_addf(out, "%s/tests/reports/golden/%s.gp", getenv("SRCDIR"),
		     name);
}

/* DEBRIEF_BLESS=1 writes what is drawn now; read the diff before commit. */
static void
check_golden(const struct figure_sample *sample, const struct figure *figure)
{
	struct dbr_buf path = DBR_BUF_INIT, golden = DBR_BUF_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	enum dbr_status rc;

	if (!strstr(sample->name, "-usual"))
		return;
	golden_path(&path, sample->name);
	if (getenv("DEBRIEF_BLESS"))
		rc = dbr_file_write(path.text, figure->script, 0644, &err);
	else
		rc = dbr_file_read(&golden, path.text, GOLDEN_SIZE_MAX, &err);
	if (rc != DBR_OK)
		fail_msg("%s: %s", path.text, err.what);
	if (!getenv("DEBRIEF_BLESS") &&
	    !dbr_str_equal(dbr_buf_str(&golden), figure->script))
		fail_msg("%s: the script differs from its golden text",
			 sample->name);
	dbr_buf_release(&golden);
	dbr_buf_release(&path);
}

static void
scripts_are_their_golden_text(void **state)
{
	(void)state;
	each_sample(check_golden);
}

struct text_box {
	double x0, x1, y0, y1;
	char text[80];
};

struct text_boxes {
	struct text_box *at;
	size_t count;
	struct svg_node group;	/* that holds the text being read */
};

static double
number_of(struct dbr_str text)
{
	double value = NAN;

	assert_true(dbr_str_to_double(text, &value));
	return value;
}

static void
add_box(struct text_boxes *boxes, const struct dbr_buf *text, double width)
{
	struct dbr_str place = svg_attribute(&boxes->group, "transform");
	struct dbr_str anchor = svg_attribute(&boxes->group, "text-anchor");
	double size = number_of(svg_attribute(&boxes->group, "font-size"));
	struct text_box *box = &boxes->at[boxes->count++];
	double x, y;

	assert_true(boxes->count < TEXTS_MAX);
	dbr_str_cut(&place, '(');
	x = number_of(dbr_str_cut(&place, ','));
	y = number_of(dbr_str_cut(&place, ')'));
	x -= dbr_str_is(anchor, "end") ? width :
	     dbr_str_is(anchor, "middle") ? width / 2 : 0;
	*box = (struct text_box){ x, x + width, y - 0.7 * size, y, "" };
	snprintf(box->text, sizeof(box->text), "%s", text->text);
}

/* The text of an element, without the title inside it; entities as one. */
static void
read_box(struct text_boxes *boxes, struct dbr_str *rest)
{
	bool is_bold = svg_attribute(&boxes->group, "font-weight").size > 0;
	double size = number_of(svg_attribute(&boxes->group, "font-size"));
	struct dbr_buf text = DBR_BUF_INIT;
	struct svg_node node;
	bool is_title = false, is_bold_span = false;
	double width = 0;

	for (svg_read(&node, rest); !dbr_str_is(node.name, "text");
	     svg_read(&node, rest)) {
		if (dbr_str_is(node.name, "title"))
			is_title = node.kind == SVG_OPEN;
		if (dbr_str_is(node.name, "tspan"))
			is_bold_span = node.kind == SVG_OPEN &&
				       svg_attribute(&node, "font-weight").size;
		if (svg_attribute(&node, "dx").size)
			width += 0.3 * size;
		if (node.kind != SVG_TEXT || is_title)
			continue;
		dbr_buf_add_str(&text, node.text);
		width += text_width(node.text, size, is_bold || is_bold_span);
	}
	add_box(boxes, &text, width);
	dbr_buf_release(&text);
}

static void
read_boxes(struct text_boxes *boxes, struct dbr_str svg)
{
	struct svg_node node;

	for (svg_read(&node, &svg); node.kind != SVG_END;
	     svg_read(&node, &svg)) {
		assert_int_not_equal(node.kind, SVG_BROKEN);
		if (node.kind != SVG_OPEN)
			continue;
		if (dbr_str_is(node.name, "text"))
			read_box(boxes, &svg);
		else
			boxes->group = node;
	}
}

static bool
overlaps(const struct text_box *a, const struct text_box *b)
{
	const double touch = 0.5;

	return a->x0 < b->x1 - touch && b->x0 < a->x1 - touch &&
	       a->y0 < b->y1 - touch && b->y0 < a->y1 - touch;
}

static void
check_texts(const struct figure_sample *sample, const struct figure *figure)
{
	static struct text_box all[TEXTS_MAX];
	struct text_boxes boxes = { .at = all };
	struct dbr_str svg = figure->svg, width;
	struct svg_node root;

	if (!svg.size)
		return;
	svg_read(&root, &svg);
	width = svg_attribute(&root, "width");
	read_boxes(&boxes, svg);
	for (size_t i = 0; i < boxes.count; i++) {
		if (all[i].x0 < -1 || all[i].x1 > number_of(width) + 1 ||
		    all[i].y0 < 0)
			fail_msg("%s: \"%s\" leaves the picture: %g to %g",
				 sample->name, all[i].text, all[i].x0,
				 all[i].x1);
		for (size_t j = 0; j < i; j++)
			if (overlaps(&all[i], &all[j]))
				fail_msg("%s: \"%s\" lies on \"%s\"",
					 sample->name, all[i].text,
					 all[j].text);
	}
}

static void
no_text_lies_on_another_or_leaves_the_picture(void **state)
{
	(void)state;
	each_sample(check_texts);
}

static void
check_standalone(const struct figure_sample *sample,
		 const struct figure *figure)
{
	struct dbr_buf file = DBR_BUF_INIT;

	(void)sample;
	figure_standalone(&file, figure);
	if (figure->svg.size) {
		assert_true(dbr_str_starts(dbr_buf_str(&file), "<?xml"));
		assert_true(file.size > figure->svg.size + 60);
		assert_non_null(strstr(file.text, "fill=\"#FFFFFF\""));
	} else {
		assert_int_equal(file.size, 0);
	}
	dbr_buf_release(&file);
}

static void
a_standalone_file_has_its_own_paper(void **state)
{
	(void)state;
	each_sample(check_standalone);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_figure_is_drawn_or_says_why_not),
		cmocka_unit_test(drawing_twice_gives_the_same_bytes),
		cmocka_unit_test(scripts_are_their_golden_text),
		cmocka_unit_test(no_text_lies_on_another_or_leaves_the_picture),
		cmocka_unit_test(a_standalone_file_has_its_own_paper),
	};

	if (access(GNUPLOT_PATH, X_OK) != 0) {
		printf("1..0 # SKIP there is no gnuplot\n");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
