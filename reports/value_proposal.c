/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <stddef.h>
#include <string.h>
#include "reports/value.h"

enum { TICKETS_SHOWN = 5 };

/* Texts of a proposal, by the name a template gives them. */
static const struct {
	const char *name;
	size_t offset;
} text_fields[] = {
	{ "kind", offsetof(struct dbr_proposal, kind) },
	{ "scope", offsetof(struct dbr_proposal, scope) },
	{ "module", offsetof(struct dbr_proposal, module) },
	{ "role", offsetof(struct dbr_proposal, role) },
	{ "state", offsetof(struct dbr_proposal, state) },
	{ "before", offsetof(struct dbr_proposal, value_before) },
	{ "after", offsetof(struct dbr_proposal, value_after) },
	{ "reason", offsetof(struct dbr_proposal, reason) },
	{ "effect", offsetof(struct dbr_proposal, effect) },
	{ "reversal", offsetof(struct dbr_proposal, reversal) },
};
enum { TEXT_FIELD_COUNT = sizeof(text_fields) / sizeof(text_fields[0]) };

const char *const *
value_proposal_fields(size_t *count)
{
	static const char *const names[] = {
		"rows", "refusals", "kind", "scope", "module", "role",
		"state", "before", "after", "reason", "effect", "reversal",
		"share", "tickets",
	};

	*count = sizeof(names) / sizeof(names[0]);
	return names;
}

static struct value
text_value(const char *text)
{
	return (struct value){
		.kind = text && *text ? VALUE_TEXT : VALUE_NONE,
		.text = dbr_str_from(text),
	};
}

/* The heaviest of the evidence, by key. */
static struct value
ticket_names(struct making *m, const struct dbr_proposal *proposal)
{
	struct dbr_buf names = DBR_BUF_INIT;
	struct value value;
	size_t i;

	for (i = 0; i < proposal->evidence_count && i < TICKETS_SHOWN; i++)
		dbr_buf_addf(&names, "%s%s", i ? ", " : "",
			     proposal->evidence_tickets[i]);
	value = text_value(dbr_arena_text(m->arena, dbr_buf_str(&names)));
	dbr_buf_release(&names);
	return value;
}

static bool
find_in_proposal(struct value *out, struct making *m,
		 const struct dbr_proposal *proposal, const char *field)
{
	size_t i;

	if (strcmp(field, "share") == 0) {
		*out = value_number(proposal->share, VALUE_FORM_SENTENCE);
		return true;
	}
	if (strcmp(field, "tickets") == 0) {
		*out = ticket_names(m, proposal);
		return true;
	}
	for (i = 0; i < TEXT_FIELD_COUNT; i++) {
		const char *const *text;

		if (strcmp(field, text_fields[i].name) != 0)
			continue;
		text = (const void *)((const char *)proposal +
				      text_fields[i].offset);
		*out = text_value(*text);
		return true;
	}
	return false;
}

bool
value_of_proposals(struct value *out, struct making *m,
		   const struct source *source, const char *field)
{
	static const struct dbr_proposal none = { .id = 0 };
	size_t row = source->has_row ? source->row : 0;

	if (strcmp(field, "refusals") == 0) {
		*out = value_count((int64_t)source->proposals->refusal_count);
		return true;
	}
	return find_in_proposal(out, m,
				row < source->proposals->proposal_count ?
					&source->proposals->proposals[row] :
					&none,
				field);
}
