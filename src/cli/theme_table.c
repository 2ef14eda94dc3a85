/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme_table.c -- texts by theme and slice; see text_ranks.h. */
#include <config.h>
#include "cli/text_ranks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/stats/compare.h"
#include "debrief/stats/multiple.h"

static const char unknown_slice[] = "(unknown)";

struct counting {
	const struct texts *texts;
	const struct theme_ask *ask;
	struct dbr_arena *arena;
	size_t first, count;		/* themes shown */
	unsigned char *touches;		/* [text][theme of the set] */
	const char **slices;
	size_t slice_count, dim;
};

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *
slice_of(const struct counting *c, size_t text)
{
	const char *value = c->texts->list[text].dims[c->dim];

	return value ? value : unknown_slice;
}

static void
find_slices(struct counting *c)
{
	size_t kept = 0;

	c->slices = dbr_arena_array(c->arena, c->texts->count,
				    sizeof(*c->slices));
	for (size_t i = 0; i < c->texts->count; i++)
		c->slices[i] = slice_of(c, i);
	if (c->texts->count)
		qsort(c->slices, c->texts->count, sizeof(*c->slices), by_name);
	for (size_t i = 0; i < c->texts->count; i++)
		if (!kept || strcmp(c->slices[kept - 1], c->slices[i]) != 0)
			c->slices[kept++] = c->slices[i];
	c->slice_count = kept;
}

static void
touch_all(struct counting *c)
{
	const struct dbr_theme_set *set = c->ask->set;

	c->touches = dbr_arena_array(c->arena, c->texts->count, set->count);
	for (size_t i = 0; i < c->texts->count; i++)
		for (size_t k = 0; k < set->count; k++)
			c->touches[i * set->count + k] = (unsigned char)
				dbr_theme_touch(&set->themes[k],
						c->texts->list[i].words);
}

/* Touches "none" when every theme says no; what is unknown of one is
 * unknown of none unless another was touched. */
static enum dbr_touch
touch_of(const struct counting *c, size_t text, size_t theme)
{
	size_t count = c->ask->set->count;
	const unsigned char *touches = c->touches + text * count;
	enum dbr_touch touch = DBR_TOUCH_YES;

	if (theme < count)
		return (enum dbr_touch)touches[theme];
	for (size_t k = 0; k < count; k++) {
		if (touches[k] == DBR_TOUCH_YES)
			return DBR_TOUCH_NO;
		if (touches[k] == DBR_TOUCH_UNKNOWN)
			touch = DBR_TOUCH_UNKNOWN;
	}
	return touch;
}

static void
count_row(struct theme_row *row, const struct counting *c, size_t theme)
{
	const struct dbr_theme_set *set = c->ask->set;
	size_t *examples = dbr_arena_array(c->arena, c->ask->examples_max,
					   sizeof(*examples));

	row->theme = theme < set->count ? &set->themes[theme] : NULL;
	row->examples = examples;
	for (size_t i = 0; i < c->texts->count; i++) {
		enum dbr_touch touch;

		if (row->slice && strcmp(row->slice, slice_of(c, i)) != 0)
			continue;
		touch = touch_of(c, i, theme);
		row->unknown_count += touch == DBR_TOUCH_UNKNOWN;
		row->known_count += touch != DBR_TOUCH_UNKNOWN;
		row->hit_count += touch == DBR_TOUCH_YES;
		if (touch == DBR_TOUCH_YES &&
		    row->example_count < c->ask->examples_max)
			examples[row->example_count++] = i;
	}
}

static enum dbr_status
pick_themes(struct counting *c, struct dbr_error *err)
{
	const struct dbr_theme_set *set = c->ask->set;
	const char **names = dbr_arena_array(c->arena, set->count,
					     sizeof(*names));
	const char *nearest;

	c->count = set->count + 1;
	for (size_t i = 0; c->ask->only && i < set->count; i++) {
		names[i] = set->themes[i].name;
		if (strcmp(names[i], c->ask->only) != 0)
			continue;
		c->first = i;
		c->count = 1;
		return DBR_OK;
	}
	if (!c->ask->only)
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "no theme is called \"%s\"", c->ask->only);
	nearest = dbr_nearest(c->ask->only, names, set->count);
	return nearest ? dbr_fail_hint(err, "write \"%s\"", nearest) :
			 DBR_EUSAGE;
}

static void
find_untouched(struct theme_table *out, const struct counting *c)
{
	size_t *list = dbr_arena_array(c->arena, c->texts->count,
				       sizeof(*list));

	for (size_t i = 0; i < c->texts->count; i++)
		if (touch_of(c, i, c->ask->set->count) == DBR_TOUCH_YES)
			list[out->untouched_count++] = i;
	out->untouched = list;
}

/* A slice against all the texts that are not of it.  Of two slices the second
 * would say the same again. */
static void
compare_rows(struct theme_table *out, struct theme_row *rows,
	     const struct counting *c, double level)
{
	const struct theme_row *all = rows + c->slice_count * c->count;
	size_t compared = c->slice_count == 2 ? c->count :
			  c->slice_count > 2 ? out->count - c->count : 0;
	double *p = dbr_arena_array(c->arena, out->count, sizeof(*p));
	double *q = dbr_arena_array(c->arena, out->count, sizeof(*q));

	for (size_t i = 0; i < out->count; i++) {
		const struct theme_row *whole = &all[i % c->count];
		struct dbr_tally own = { rows[i].hit_count,
					 rows[i].known_count };
		struct dbr_tally rest = { whole->hit_count - own.hits,
					  whole->known_count - own.trials };
		struct dbr_proportion_difference d;

		p[i] = q[i] = rows[i].p = rows[i].q = NAN;
		rows[i].difference.lack = DBR_LACK_NO_DATA;
		if (i >= compared || !own.trials || !rest.trials)
			continue;
		d = dbr_compare_proportions(own, rest, level);
		rows[i].difference = d.difference;
		if (d.test.lack == DBR_LACK_NONE)
			p[i] = rows[i].p = d.test.p;
	}
	out->tested_count = dbr_multiple_adjust(p, q, out->count, c->arena);
	for (size_t i = 0; i < out->count; i++)
		rows[i].q = q[i];
}

enum dbr_status
theme_table_make(struct theme_table *out, const struct texts *texts,
		 const struct theme_ask *ask, struct dbr_arena *arena,
		 struct dbr_error *err)
{
	struct counting c = { .texts = texts, .ask = ask, .arena = arena };
	struct theme_row *rows;
	enum dbr_status rc = pick_themes(&c, err);

	*out = (struct theme_table){ .by = ask->by };
	if (rc == DBR_OK && ask->by)
		rc = text_dim(&c.dim, ask->by, err);
	if (rc != DBR_OK)
		return rc;
	if (ask->by)
		find_slices(&c);
	touch_all(&c);
	rows = dbr_arena_array(arena, (c.slice_count + 1) * c.count,
			       sizeof(*rows));
	for (size_t s = 0; s <= c.slice_count; s++)
		for (size_t k = 0; k < c.count; k++) {
			rows[out->count].slice = s < c.slice_count ?
						 c.slices[s] : NULL;
			count_row(&rows[out->count++], &c, c.first + k);
		}
	compare_rows(out, rows, &c, ask->level);
	find_untouched(out, &c);
	out->rows = rows;
	return DBR_OK;
}
