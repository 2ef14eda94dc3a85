/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/gallery.h"
#include <string.h>
#include "reports/gnuplot.h"

static const char end_of_picture[] = "</svg>";

struct picture *
gallery_add(struct gallery *gallery, const struct svg_head *head,
	    struct dbr_str script)
{
	struct picture *picture = dbr_arena_get(gallery->arena,
						sizeof(*picture));

	*picture = (struct picture){ .head = *head, .script = script };
	gallery->pictures = dbr_arena_grow(gallery->arena, gallery->pictures,
					   gallery->count, &gallery->capacity,
					   sizeof(*gallery->pictures));
	gallery->pictures[gallery->count++] = picture;
	return picture;
}

static void
set_problem(struct gallery *gallery, struct picture *picture,
	    const struct dbr_error *why)
{
	picture->problem = dbr_arena_textf(gallery->arena,
					   "The picture is missing: %s.",
					   why->what);
}

static void
finish(struct gallery *gallery, struct picture *picture, struct dbr_str raw)
{
	struct dbr_buf svg = DBR_BUF_INIT;
	struct dbr_error why = DBR_ERROR_INIT;

	if (svg_finish(&svg, raw, &picture->head, &why) == DBR_OK)
		picture->svg = dbr_arena_str(gallery->arena,
					     dbr_buf_str(&svg));
	else
		set_problem(gallery, picture, &why);
	dbr_buf_release(&svg);
}

/* Up to and with the next "</svg>"; without one, everything. */
static struct dbr_str
cut_picture(struct dbr_str *rest)
{
	size_t size = sizeof(end_of_picture) - 1, i = 0;
	struct dbr_str raw = *rest;

	while (i + size < rest->size &&
	       memcmp(rest->at + i, end_of_picture, size) != 0)
		i++;
	raw.size = i + size < rest->size ? i + size : rest->size;
	rest->at += raw.size;
	rest->size -= raw.size;
	*rest = dbr_str_trim(*rest);
	return raw;
}

static size_t
count_pictures(struct dbr_str raw)
{
	size_t count = 0;

	for (raw = dbr_str_trim(raw); raw.size; count++)
		(void)cut_picture(&raw);
	return count;
}

/* A script sets all it relies on but what "reset" takes back. */
static void
join_scripts(struct dbr_buf *out, const struct gallery *gallery)
{
	for (size_t i = 0; i < gallery->count; i++) {
		if (i)
			dbr_buf_add_text(out, "reset\n");
		dbr_buf_add_str(out, gallery->pictures[i]->script);
	}
}

static bool
draw_together(struct gallery *gallery, bool *is_hopeless,
	      struct dbr_error *why)
{
	struct dbr_buf script = DBR_BUF_INIT, raw = DBR_BUF_INIT;
	struct gnuplot_run run = {
		.program = gallery->gnuplot,
		.timeout_ms = gallery->timeout_ms,
		.picture_count = gallery->count,
	};
	struct dbr_str rest;
	bool is_done;

	join_scripts(&script, gallery);
	run.script = dbr_buf_str(&script);
	is_done = gnuplot_run(&raw, &run, why) == DBR_OK &&
		  count_pictures(dbr_buf_str(&raw)) == gallery->count;
	rest = dbr_str_trim(dbr_buf_str(&raw));
	for (size_t i = 0; is_done && i < gallery->count; i++)
		finish(gallery, gallery->pictures[i], cut_picture(&rest));
	*is_hopeless = run.is_hopeless;
	dbr_buf_release(&raw);
	dbr_buf_release(&script);
	return is_done;
}

static bool
draw_alone(struct gallery *gallery, struct picture *picture,
	   struct dbr_error *why)
{
	struct gnuplot_run run = {
		.program = gallery->gnuplot,
		.timeout_ms = gallery->timeout_ms,
		.picture_count = 1,
		.script = picture->script,
	};
	struct dbr_buf raw = DBR_BUF_INIT;

	if (gnuplot_run(&raw, &run, why) == DBR_OK)
		finish(gallery, picture, dbr_buf_str(&raw));
	else
		set_problem(gallery, picture, why);
	dbr_buf_release(&raw);
	return !run.is_hopeless;
}

void
gallery_draw(struct gallery *gallery)
{
	struct dbr_error why = DBR_ERROR_INIT;
	bool is_hopeless = false;

	if (!gallery->count || draw_together(gallery, &is_hopeless, &why))
		return;
	for (size_t i = 0; i < gallery->count; i++)
		if (is_hopeless)
			set_problem(gallery, gallery->pictures[i], &why);
		else
			is_hopeless = !draw_alone(gallery,
						  gallery->pictures[i], &why);
}

enum dbr_status
picture_draw(struct dbr_buf *svg, const char *gnuplot, int timeout_ms,
	     const struct picture *picture, struct dbr_error *err)
{
	struct gnuplot_run run = {
		.program = gnuplot, .timeout_ms = timeout_ms,
		.picture_count = 1, .script = picture->script,
	};
	struct dbr_buf raw = DBR_BUF_INIT;
	enum dbr_status rc = gnuplot_run(&raw, &run, err);

	if (rc == DBR_OK)
		rc = svg_finish(svg, dbr_buf_str(&raw), &picture->head, err);
	dbr_buf_release(&raw);
	return rc;
}
