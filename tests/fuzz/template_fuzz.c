/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * template_fuzz.c -- any bytes as a report template.  What is taken is
 * blocks in the order of the file, each with what its kind needs.
 */
#include <config.h>
#include "fuzz.h"

#include "reports/template.h"
#include "text_fuzz.h"

static void
check_text(const struct template_text *text)
{
	for (size_t i = 0; i < text->count; i++)
		for (size_t k = 0; k < text->pieces[i].run_count; k++) {
			const struct template_run *run =
				&text->pieces[i].runs[k];

			INVARIANT(run->words.at || run->path.source);
		}
}

static void
check_template(const struct template *template)
{
	size_t line = 0;

	for (size_t i = 0; i < template->count; i++) {
		const struct template_block *block = &template->blocks[i];

		INVARIANT(block->place.line > line);
		line = block->place.line;
		INVARIANT(block->kind != TEMPLATE_DIRECTIVE || block->word);
		for (size_t k = 0; k < block->text_count; k++)
			check_text(&block->texts[k]);
		for (size_t k = 0; k < block->attribute_count; k++)
			check_text(&block->attributes[k].text);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_error err = DBR_ERROR_INIT;
	struct dbr_share_file file = text_file(&arena, "fuzz", data, size);
	struct template template;
	enum dbr_status rc = template_parse(&template, file.text, file.path,
					    &arena, &err);

	if (rc == DBR_OK)
		check_template(&template);
	else
		check_refusal(rc, &err);
	dbr_arena_release(&arena);
	return 0;
}
