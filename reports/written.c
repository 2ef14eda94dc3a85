/* SPDX-License-Identifier: GPL-3.0-or-later */
/* written.c -- @written: what people wrote about the subject. */
#include <config.h>
#include <string.h>
#include "debrief/note.h"
#include "reports/prose.h"
#include "reports/value.h"

enum { LEVEL_IN_SECTION = 3, LEVEL_IN_COLUMN = 4 };

static void
add_note(struct making *m, struct doc_block *into,
	 const struct dbr_note *note, int level)
{
	struct dbr_buf when = DBR_BUF_INIT;
	struct doc_block *line;

	prose_read(&m->doc, into, note->text, level);
	line = document_block(&m->doc, into, DOC_NOTE);
	doc_text_quote(&m->doc, &line->text, dbr_str_from(note->author),
		       DOC_PLAIN);
	dbr_buf_add_text(&when, ", ");
	value_day_text(&when, note->written_us);
	if (note->revision > 1)
		dbr_buf_add_text(&when, ", revised");
	doc_text_say(&m->doc, &line->text, when.text, DOC_PLAIN);
	dbr_buf_release(&when);
}

/* What to say where nobody wrote anything. */
static enum dbr_status
add_invitation(struct making *m, struct doc_block *into,
	       const struct template_block *block)
{
	const struct template_text *words = attribute_find(block, "empty");
	struct doc_block *room = document_block(&m->doc, into, DOC_PARAGRAPH);

	if (words)
		return making_render_text(m, &room->text, words);
	doc_text_say(&m->doc, &room->text, "to be filled in the meeting",
		     DOC_FILL);
	return DBR_OK;
}

static enum dbr_status
add_notes(size_t *count, struct making *m, struct doc_block *into,
	  const char *kind)
{
	const struct dbr_note_ask ask = {
		.subject = m->subject, .kind = kind,
		.known_us = m->known_us,
	};
	const struct dbr_note *notes;
	enum dbr_status rc;
	size_t i;

	rc = dbr_note_list(&notes, count, m->store, &ask, m->arena, m->err);
	for (i = 0; rc == DBR_OK && i < *count; i++)
		add_note(m, into, &notes[i],
			 into->kind == DOC_COLUMN ? LEVEL_IN_COLUMN :
						    LEVEL_IN_SECTION);
	return rc;
}

static enum dbr_status
check_kind(struct making *m, const struct template_block *block,
	   const char *kind)
{
	return making_word(m, block->place, kind, dbr_note_kinds,
			   dbr_note_kind_count);
}

/* "kind: heading", a column each. */
static enum dbr_status
render_columns(struct making *m, struct doc_block *into,
	       const struct template_block *block)
{
	struct doc_block *columns = document_block(&m->doc, into,
						   DOC_COLUMNS);
	enum dbr_status rc = DBR_OK;
	size_t i, count;

	for (i = 0; rc == DBR_OK && i < block->attribute_count; i++) {
		const struct template_attribute *a = &block->attributes[i];
		struct doc_block *column;

		if (strcmp(a->name, "empty") == 0)
			continue;
		column = document_block(&m->doc, columns, DOC_COLUMN);
		rc = check_kind(m, block, a->name);
		if (rc == DBR_OK)
			rc = making_render_text(m, &column->text, &a->text);
		if (rc == DBR_OK)
			rc = add_notes(&count, m, column, a->name);
		if (rc == DBR_OK && !count)
			rc = add_invitation(m, column, block);
	}
	return rc;
}

enum dbr_status
making_written(struct making *m, const struct template_block *block)
{
	struct doc_block *into = m->into ? m->into : &m->doc.front;
	const char *kind = argument_word(block, 0);
	size_t count = 0;
	enum dbr_status rc;

	if (!m->subject)
		return making_fail(m, block->place, "@written is about a "
				   "subject; this report has none");
	if (!kind)
		return render_columns(m, into, block);
	rc = check_kind(m, block, kind);
	if (rc == DBR_OK)
		rc = add_notes(&count, m, into, kind);
	if (rc == DBR_OK && !count)
		rc = add_invitation(m, into, block);
	return rc;
}
