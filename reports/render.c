/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <string.h>
#include "reports/customer.h"
#include "reports/scorecard.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A word no value can ever be in is a mistake, not a condition that does not
 * hold. */
static enum dbr_status
check_word(struct making *m, const struct template_path *path,
	   const struct value *value, const char *word)
{
	static const char *const number[] = { "none", "zero", "one", "many",
					      "some" };
	static const char *const verdict[] = {
		"met", "not-proven", "missed", "too-few-to-say",
		"no-target",
	};
	static const char *const reading[] = {
		"better", "worse", "different", "no-detectable-change",
		"too-few-to-say",
	};

	if (path->field && strcmp(path->field, "verdict") == 0)
		return making_word(m, path->place, word, verdict,
				   COUNT(verdict));
	if (path->field && strcmp(path->field, "reading") == 0)
		return making_word(m, path->place, word, reading,
				   COUNT(reading));
	if (value->kind == VALUE_NUMBER)
		return making_word(m, path->place, word, number,
				   COUNT(number));
	return DBR_OK;
}

static enum dbr_status
condition_holds(bool *out, struct making *m,
		const struct template_condition *condition)
{
	struct value value;
	enum dbr_status rc = value_find(&value, m, &condition->path);
	size_t i;

	*out = false;
	for (i = 0; rc == DBR_OK && i < condition->word_count; i++) {
		rc = check_word(m, &condition->path, &value,
				condition->words[i]);
		*out = *out || value_is(&value, condition->words[i]);
	}
	return rc;
}

/* Every condition is looked up even when one has already failed, so that a
 * wrong name is found whatever the data says. */
static enum dbr_status
piece_holds(bool *out, struct making *m, const struct template_piece *piece,
	    bool others_held)
{
	enum dbr_status rc = DBR_OK;
	bool holds = true, one = true;
	size_t i;

	for (i = 0; rc == DBR_OK && i < piece->condition_count; i++) {
		rc = condition_holds(&one, m, &piece->conditions[i]);
		holds = holds && one;
	}
	*out = piece->when == TEMPLATE_ELSE ? !others_held : holds;
	return rc;
}

/* {{x.n|row|rows}} */
static void
say_noun(struct making *m, struct doc_text *out, const struct value *value,
	 const struct template_run *run)
{
	bool is_one = value_is(value, "one");

	value_say(m, out, value, run->tone);
	doc_text_say(&m->doc, out,
		     dbr_arena_textf(m->arena, " %s",
				     is_one ? run->path.one : run->path.many),
		     run->tone);
}

static enum dbr_status
render_run(struct making *m, struct doc_text *out,
	   const struct template_run *run, bool is_shown)
{
	struct value value;
	enum dbr_status rc;

	if (run->words.at) {
		if (is_shown)
			doc_text_add(&m->doc, out, (struct doc_run){
				.text = run->words, .tone = run->tone });
		return DBR_OK;
	}
	rc = value_find(&value, m, &run->path);
	if (rc != DBR_OK || !is_shown)
		return rc;
	if (run->path.one)
		say_noun(m, out, &value, run);
	else
		value_say(m, out, &value, run->tone);
	return DBR_OK;
}

/* "?: ." closes what stands before it without a blank. */
static bool
is_punctuation(const struct template_piece *piece)
{
	return piece->run_count && piece->runs[0].words.size &&
	       strchr(".,;:)", piece->runs[0].words.at[0]);
}

enum dbr_status
making_render_text(struct making *m, struct doc_text *out,
		   const struct template_text *text)
{
	enum dbr_status rc = DBR_OK;
	bool others_held = false;
	size_t i, k;

	for (i = 0; rc == DBR_OK && i < text->count; i++) {
		const struct template_piece *piece = &text->pieces[i];
		bool is_shown = false;

		rc = piece_holds(&is_shown, m, piece, others_held);
		if (piece->when == TEMPLATE_IF)
			others_held = others_held || is_shown;
		if (is_shown && out->count && !is_punctuation(piece))
			doc_text_say(&m->doc, out, " ", DOC_PLAIN);
		for (k = 0; rc == DBR_OK && k < piece->run_count; k++)
			rc = render_run(m, out, &piece->runs[k], is_shown);
	}
	return rc;
}

static enum dbr_status
render_items(struct making *m, struct doc_block *list,
	     const struct template_block *block)
{
	enum dbr_status rc = DBR_OK;
	size_t i;

	for (i = 0; rc == DBR_OK && i < block->text_count; i++) {
		struct doc_text text = DOC_TEXT_NONE;

		rc = making_render_text(m, &text, &block->texts[i]);
		if (!doc_text_is_empty(&text))
			document_block(&m->doc, list, DOC_ITEM)->text = text;
	}
	return rc;
}

/* Words below a directive, or a list. */
static enum dbr_status
render_words(struct making *m, struct doc_block *into,
	     const struct template_block *block, enum doc_kind kind)
{
	struct doc_text text = DOC_TEXT_NONE;
	enum dbr_status rc;

	if (block->is_list) {
		struct doc_block list = { .kind = DOC_LIST };

		rc = render_items(m, &list, block);
		if (rc == DBR_OK && list.first) {
			struct doc_block *real =
				document_block(&m->doc, into, DOC_LIST);
			real->first = list.first;
			real->last = list.last;
		}
		return rc;
	}
	if (!block->text_count)
		return DBR_OK;
	rc = making_render_text(m, &text, &block->texts[0]);
	if (rc == DBR_OK && !doc_text_is_empty(&text))
		document_block(&m->doc, into, kind)->text = text;
	return rc;
}

static struct doc_block *
into(struct making *m)
{
	return m->into ? m->into : &m->doc.front;
}

static enum dbr_status
render_section(struct making *m, const struct template_block *block)
{
	struct doc_block *section = document_section(&m->doc);

	section->minutes = block->minutes;
	section->is_wide = block->is_wide;
	section->is_page = block->is_page;
	m->into = m->section = section;
	return making_render_text(m, &section->text, &block->texts[0]);
}

static enum dbr_status
render_facts(struct making *m, const struct template_block *block)
{
	enum dbr_status rc = DBR_OK;
	size_t i;

	for (i = 0; rc == DBR_OK && i < block->attribute_count; i++) {
		struct doc_text text = DOC_TEXT_NONE;
		struct doc_fact *fact;

		rc = making_render_text(m, &text, &block->attributes[i].text);
		if (doc_text_is_empty(&text))
			continue;
		fact = document_fact(&m->doc);
		doc_text_say(&m->doc, &fact->name, block->attributes[i].name,
			     DOC_PLAIN);
		fact->value = text;
	}
	return rc;
}

static enum dbr_status
render_kicker(struct making *m, const struct template_block *block)
{
	const struct template_text *text = attribute_find(block, "kicker");
	const struct template_text *foot = attribute_find(block, "foot");
	enum dbr_status rc = DBR_OK;

	if (text)
		rc = making_render_text(m, &m->doc.kicker, text);
	if (rc == DBR_OK && foot)
		rc = making_render_text(m, &m->doc.footer, foot);
	return rc;
}

/* Columns people fill: a heading each, and room below it. */
static enum dbr_status
render_fill(struct making *m, const struct template_block *block)
{
	struct doc_block *columns = document_block(&m->doc, into(m),
						   DOC_COLUMNS);
	enum dbr_status rc = DBR_OK;
	size_t i;

	for (i = 0; rc == DBR_OK && i < block->attribute_count; i++) {
		struct doc_block *column = document_block(&m->doc, columns,
							  DOC_COLUMN);
		struct doc_block *room;

		rc = making_render_text(m, &column->text,
					&block->attributes[i].text);
		room = document_block(&m->doc, column, DOC_PARAGRAPH);
		doc_text_say(&m->doc, &room->text,
			     "to be filled in the meeting", DOC_FILL);
	}
	return rc;
}

static enum dbr_status
render_aside(struct making *m, const struct template_block *block)
{
	bool is_how = strcmp(block->word, "how") == 0;
	struct doc_block *aside;

	if (!m->section)
		return making_fail(m, block->place,
				   "@%s stands inside a section",
				   block->word);
	aside = document_block(&m->doc, m->section,
			       is_how ? DOC_HOW : DOC_ASK);
	return render_words(m, aside, block, DOC_PARAGRAPH);
}

static enum dbr_status
render_note(struct making *m, const struct template_block *block)
{
	return render_words(m, into(m), block, DOC_NOTE);
}

/* Once per row of a source. */
static enum dbr_status
render_each(struct making *m, const struct template_block *block)
{
	const char *name = argument_word(block, 0);
	struct doc_block *target = into(m);
	struct source *source;
	enum dbr_status rc;

	if (!name)
		return making_fail(m, block->place, "@each needs a name");
	rc = source_find(&source, m, name, block->place);
	if (rc != DBR_OK)
		return rc;
	if (block->is_list && source->row_count)
		target = document_block(&m->doc, target, DOC_LIST);
	source->has_row = true;
	for (source->row = 0; rc == DBR_OK && source->row < source->row_count;
	     source->row++)
		rc = block->is_list ?
			render_items(m, target, block) :
			render_words(m, target, block, DOC_PARAGRAPH);
	source->has_row = false;
	return rc;
}

static enum dbr_status
render_details(struct making *m, const struct template_block *block)
{
	const struct template_text *title = attribute_find(block, "title");
	struct doc_block *details;

	if (!title)
		return making_fail(m, block->place,
				   "@details needs a line \"title: words\"");
	details = document_block(&m->doc, into(m), DOC_DETAILS);
	details->is_folded = argument_word(block, 0) &&
			     strcmp(argument_word(block, 0), "folded") == 0;
	m->into = details;
	return making_render_text(m, &details->text, title);
}

static enum dbr_status
render_end(struct making *m, const struct template_block *block)
{
	if (m->into == m->section)
		return making_fail(m, block->place, "@end without @details");
	m->into = m->section;
	return DBR_OK;
}

static enum dbr_status
render_definitions(struct making *m, const struct template_block *block)
{
	(void)block;
	return making_definitions(m);
}

static const struct {
	const char *word;
	enum dbr_status (*render)(struct making *m,
				  const struct template_block *block);
} directives[] = {
	{ "report", render_kicker },
	{ "facts", render_facts },
	{ "how", render_aside },
	{ "ask", render_aside },
	{ "note", render_note },
	{ "each", render_each },
	{ "fill", render_fill },
	{ "table", making_table },
	{ "figure", making_figure },
	{ "details", render_details },
	{ "end", render_end },
	{ "definitions", render_definitions },
	{ "signals", signals_render },
	{ "written", making_written },
	{ "outcomes", making_outcomes },
};
enum { DIRECTIVE_COUNT = sizeof(directives) / sizeof(directives[0]) };

static enum dbr_status
unknown_directive(struct making *m, const struct template_block *block)
{
	static const char *const sources[] = {
		"metric", "query", "targets", "compare", "comparisons",
		"scorecard", "proposals", "notices",
	};
	enum { SOURCE_COUNT = sizeof(sources) / sizeof(sources[0]) };
	const char *names[DIRECTIVE_COUNT + SOURCE_COUNT];
	const char *near;
	size_t i;

	for (i = 0; i < DIRECTIVE_COUNT; i++)
		names[i] = directives[i].word;
	for (i = 0; i < SOURCE_COUNT; i++)
		names[DIRECTIVE_COUNT + i] = sources[i];
	near = dbr_nearest(block->word, names,
			   DIRECTIVE_COUNT + SOURCE_COUNT);
	making_fail(m, block->place, "there is no @%s", block->word);
	if (near)
		dbr_fail_hint(m->err, "did you mean @%s?", near);
	return m->err->code;
}

static enum dbr_status
render_directive(struct making *m, const struct template_block *block)
{
	size_t i;

	if (source_is(block))
		return DBR_OK;
	for (i = 0; i < DIRECTIVE_COUNT; i++)
		if (strcmp(block->word, directives[i].word) == 0)
			return directives[i].render(m, block);
	return unknown_directive(m, block);
}

static enum dbr_status
render_paragraph(struct making *m, const struct template_block *block)
{
	bool is_lede = !m->section && !m->doc.front.first;

	return render_words(m, into(m), block,
			    is_lede ? DOC_LEDE : DOC_PARAGRAPH);
}

/* Sources first, wherever they stand: a title may speak of all of them. */
static enum dbr_status
declare_sources(struct making *m)
{
	enum dbr_status rc = DBR_OK;
	size_t i;

	for (i = 0; rc == DBR_OK && i < m->template.count; i++)
		rc = customer_check_block(m, &m->template.blocks[i]);
	for (i = 0; rc == DBR_OK && i < m->template.count; i++)
		if (source_is(&m->template.blocks[i]))
			rc = source_declare(m, &m->template.blocks[i]);
	return rc;
}

enum dbr_status
making_render(struct making *m)
{
	enum dbr_status rc = declare_sources(m);
	size_t i;

	for (i = 0; rc == DBR_OK && i < m->template.count; i++) {
		const struct template_block *block = &m->template.blocks[i];

		switch (block->kind) {
		case TEMPLATE_TITLE:
			rc = making_render_text(m, &m->doc.title,
						&block->texts[0]);
			break;
		case TEMPLATE_SECTION:
			rc = render_section(m, block);
			break;
		case TEMPLATE_HEADING:
			rc = render_words(m, into(m), block, DOC_HEADING);
			break;
		case TEMPLATE_PARAGRAPH:
		case TEMPLATE_LIST:
			rc = render_paragraph(m, block);
			break;
		case TEMPLATE_DIRECTIVE:
			rc = render_directive(m, block);
			break;
		}
	}
	return rc;
}
