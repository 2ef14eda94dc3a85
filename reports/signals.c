/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scorecard calls for: only the measures that differ. */
#include <config.h>
#include <math.h>
#include "reports/figure_make.h"
#include "reports/figures/xmr.h"
#include "reports/scorecard.h"

enum { POINTS_MIN = 3 };

static void
say_number(struct making *m, struct doc_text *text,
	   const struct dbr_number *number)
{
	struct value value = value_number(*number, VALUE_FORM_SENTENCE);

	value_say(m, text, &value, DOC_PLAIN);
}

static void
say_p(struct making *m, struct doc_text *text, const struct score *score)
{
	if (!score->against.has_p) {
		doc_text_say(&m->doc, text, ".", DOC_PLAIN);
		return;
	}
	doc_text_say(&m->doc, text,
		     dbr_arena_textf(m->arena, "; %s, %s.",
				     comparison_p_text(m->arena, "p",
						       score->against.p),
				     comparison_p_text(m->arena, "q",
						       score->q)),
		     DOC_PLAIN);
}

static void
say_reading(struct making *m, struct doc_text *text, enum dbr_reading reading)
{
	if (reading == DBR_READING_WORSE)
		doc_text_say(&m->doc, text, "\xE2\x96\xB2 worse", DOC_BAD);
	else if (reading == DBR_READING_BETTER)
		doc_text_say(&m->doc, text, "\xE2\x97\x8F better", DOC_GOOD);
	else
		doc_text_say(&m->doc, text, "different", DOC_STRONG);
}

static void
add_signal(struct making *m, struct doc_block *list, const struct score *score)
{
	struct doc_block *item = document_block(&m->doc, list, DOC_ITEM);
	struct doc_text *text = &item->text;

	say_reading(m, text, score->reading);
	doc_text_say(&m->doc, text, " ", DOC_PLAIN);
	doc_text_say(&m->doc, text, score->metric->title, DOC_STRONG);
	doc_text_say(&m->doc, text, ": ", DOC_PLAIN);
	say_number(m, text, &score->now->numbers[0]);
	if (score->against.pair.b->number_count) {
		doc_text_say(&m->doc, text, "; before ", DOC_PLAIN);
		say_number(m, text, &score->against.pair.b->numbers[0]);
	}
	if (score->against.effect.has_value) {
		doc_text_say(&m->doc, text,
			     dbr_arena_textf(m->arena, "; %s ",
					     score->against.effect.name),
			     DOC_PLAIN);
		say_number(m, text, &score->against.effect);
	}
	say_p(m, text, score);
}

static bool
is_signal(const struct score *score)
{
	return score->reading != DBR_READING_TOO_FEW &&
	       score->reading != DBR_READING_SAME;
}

static struct dbr_number
limit(const struct score *score, double value)
{
	struct dbr_number number = score->now->numbers[0];

	number.value = value;
	number.has_value = true;
	number.has_lo = number.has_hi = false;
	return number;
}

/* Quarters in order; the limits are those of the quarters before this one. */
static struct figure_xmr_point *
chart_points(struct making *m, const struct score *score)
{
	struct figure_xmr_point *points = dbr_arena_array(
		m->arena, score->quarter_count + 1, sizeof(*points));
	double last = NAN;
	size_t i;

	for (i = 0; i < score->quarter_count; i++) {
		const struct dbr_slice *slice = &score->quarters[i];
		struct figure_xmr_point *point = &points[i];

		point->label = slice->key[0];
		point->value = NAN;
		if (slice->number_count && slice->numbers[0].has_value)
			point->value = slice->numbers[0].value;
		point->moving_range = fabs(point->value - last);
		last = point->value;
		if (!score->has_range)
			continue;
		point->is_outside = point->value > score->hi ||
				    point->value < score->lo;
		point->is_range_outside =
			point->moving_range > score->range_hi;
	}
	return points;
}

static enum dbr_status
draw_signal(struct making *m, struct doc_block *into,
	    const struct score *score)
{
	struct figure_xmr_limits limits = {
		.last = score->quarter_count > 1 ? score->quarter_count - 2 : 0,
		.carried_to = score->quarter_count - 1,
		.mean = limit(score, score->mean),
		.upper = limit(score, score->hi),
		.lower = limit(score, score->lo),
		.range_upper = score->range_hi,
	};
	struct figure_xmr chart = {
		.title = score->metric->title,
		.period = "quarter",
		.points = chart_points(m, score),
		.point_count = score->quarter_count,
		.limits = &limits,
		.limits_count = score->has_range ? 1 : 0,
		.unit = score->now->numbers[0].unit,
	};
	struct doc_block *place = document_figure(&m->doc, into);
	struct figure_style style = {
		.id = dbr_arena_textf(m->arena, "%s-svg", place->id),
		.gallery = &m->gallery,
	};
	struct figure figure;
	enum dbr_status rc;

	doc_text_say(&m->doc, &place->figure->headline, score->metric->title,
		     DOC_PLAIN);
	doc_text_say(&m->doc, &place->figure->headline,
		     score->reading == DBR_READING_WORSE ?
			     ": worse in this quarter than before" :
		     score->reading == DBR_READING_BETTER ?
			     ": better in this quarter than before" :
			     ": different in this quarter than before",
		     DOC_PLAIN);
	doc_text_say(&m->doc, &place->figure->subtitle,
		     score->metric->kind == DBR_KIND_RATE ?
			     dbr_arena_textf(m->arena, "By quarter, per %s",
					     score->now->numbers[0].unit_text) :
			     "By quarter",
		     DOC_PLAIN);
	doc_text_say(&m->doc, &place->figure->note,
		     score->has_range ?
			     "XmR chart; limits from the quarters before." :
			     "No limits: they need eight quarters before "
			     "this one.",
		     DOC_PLAIN);
	rc = figure_xmr_draw(&figure, &chart, &style, m->arena, m->err);
	if (rc == DBR_OK)
		figure_take(m, place, &figure);
	return rc;
}

static enum dbr_status
draw_signals(struct making *m, struct doc_block *into,
	     const struct source *card)
{
	enum dbr_status rc = DBR_OK;
	size_t i;

	for (i = 0; rc == DBR_OK && i < card->row_count; i++)
		if (is_signal(&card->scores[i]) &&
		    card->scores[i].quarter_count >= POINTS_MIN)
			rc = draw_signal(m, into, &card->scores[i]);
	return rc;
}

enum dbr_status
signals_render(struct making *m, const struct template_block *block)
{
	struct doc_block *into = m->into ? m->into : &m->doc.front;
	const char *name = argument_word(block, 0);
	struct doc_block *list;
	struct source *card;
	enum dbr_status rc;
	size_t i;

	if (!name)
		return making_fail(m, block->place, "@signals needs a name");
	rc = source_find(&card, m, name, block->place);
	if (rc != DBR_OK)
		return rc;
	if (card->kind != SOURCE_SCORECARD)
		return making_fail(m, block->place,
				   "\"%s\" is not a scorecard", name);
	list = document_block(&m->doc, into, DOC_LIST);
	for (i = 0; i < card->row_count; i++)
		if (is_signal(&card->scores[i]))
			add_signal(m, list, &card->scores[i]);
	if (!list->first)
		doc_text_say(&m->doc,
			     &document_block(&m->doc, into, DOC_PARAGRAPH)->text,
			     "No measure shows a detectable change from "
			     "the quarters before.",
			     DOC_PLAIN);
	return draw_signals(m, into, card);
}
