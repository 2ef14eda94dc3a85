/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scorecard calls for: only the measures that differ. */
#include <config.h>
#include "reports/scorecard.h"

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
	doc_text_say(&m->doc, text,
		     dbr_arena_textf(m->arena, "; %s, %s.",
				     comparison_p_text(m->arena, "p",
						       score->against.p),
				     comparison_p_text(m->arena, "q",
						       score->q)),
		     DOC_PLAIN);
}

static void
add_signal(struct making *m, struct doc_block *list, const struct score *score)
{
	bool is_worse = score->reading == READING_WORSE;
	struct doc_block *item = document_block(&m->doc, list, DOC_ITEM);
	struct doc_text *text = &item->text;

	doc_text_say(&m->doc, text,
		     is_worse ? "\xE2\x96\xB2 worse" : "\xE2\x97\x8F better",
		     is_worse ? DOC_BAD : DOC_GOOD);
	doc_text_say(&m->doc, text, " ", DOC_PLAIN);
	doc_text_say(&m->doc, text, score->metric->title, DOC_STRONG);
	doc_text_say(&m->doc, text, ": ", DOC_PLAIN);
	say_number(m, text, &score->now->numbers[0]);
	if (score->against.before->number_count) {
		doc_text_say(&m->doc, text, "; before ", DOC_PLAIN);
		say_number(m, text, &score->against.before->numbers[0]);
	}
	if (score->against.difference.has_value) {
		doc_text_say(&m->doc, text,
			     dbr_arena_textf(m->arena, "; %s ",
					     score->against.difference.name),
			     DOC_PLAIN);
		say_number(m, text, &score->against.difference);
	}
	say_p(m, text, score);
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
		if (card->scores[i].reading == READING_BETTER ||
		    card->scores[i].reading == READING_WORSE)
			add_signal(m, list, &card->scores[i]);
	if (!list->first)
		doc_text_say(&m->doc,
			     &document_block(&m->doc, into, DOC_PARAGRAPH)->text,
			     "Nothing differs from the quarters before by "
			     "more than chance explains.",
			     DOC_PLAIN);
	return DBR_OK;
}
