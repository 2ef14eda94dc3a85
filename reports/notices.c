/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notices.c -- @notices: templates of notices, filled with the facts known. */
#include <config.h>
#include <stdlib.h>
#include <string.h>
#include "debrief/number.h"
#include "debrief/time.h"
#include "reports/making.h"

enum { TITLE, LANGUAGE, AUDIENCE, SUBJECT, TEXT, COLUMN_COUNT };
static const char *const columns[COLUMN_COUNT] = {
	"title", "language", "audience", "subject", "text",
};

struct notice {
	const char *title, *language, *audience, *subject, *text;
	int64_t position;
};

struct notices {
	struct making *m;
	const struct dbr_table *facts;
	struct notice *list;
	size_t count, capacity;
};

/* A day, a duration or words, as the end of the column's name says. */
static void
add_cell(struct dbr_buf *out, const char *name, const struct dbr_cell *cell)
{
	struct dbr_str column = dbr_str_from(name);
	char iso[DBR_ISO_SIZE];

	if (dbr_str_ends(column, "_on") || dbr_str_ends(column, "_at"))
		dbr_buf_addf(out, "%.10s",
			     dbr_iso_text(iso, cell->integer));
	else if (dbr_str_ends(column, "_seconds"))
		dbr_duration_text(out, cell->real);
	else if (cell->type == DBR_CELL_TEXT)
		dbr_buf_add_str(out, cell->text);
	else
		dbr_count_text(out, cell->integer);
}

static void
add_fact(struct dbr_buf *out, const struct notices *n, struct dbr_str word)
{
	const char *name = dbr_arena_text(n->m->arena, word);
	int column = dbr_table_column(n->facts, name);
	const struct dbr_cell *cell;

	if (column >= 0 && n->facts->row_count) {
		cell = dbr_table_at(n->facts, 0, (size_t)column);
		if (!dbr_cell_is_null(cell)) {
			add_cell(out, name, cell);
			return;
		}
	}
	dbr_buf_addf(out, "[%s]", name);
	for (char *at = out->text + out->size - 1; *at != '['; at--)
		if (*at == '_')
			*at = ' ';
}

/* Facts for {{words}}; paragraphs stay one text: a notice is short. */
static const char *
fill(const struct notices *n, struct dbr_str text)
{
	struct dbr_buf out = DBR_BUF_INIT;
	const char *filled;
	size_t i = 0;

	while (i < text.size) {
		struct dbr_str rest = { text.at + i, text.size - i };
		const char *end = dbr_str_starts(rest, "{{") ?
			strstr(rest.at, "}}") : NULL;

		if (end) {
			add_fact(&out, n, (struct dbr_str){
				rest.at + 2, (size_t)(end - rest.at) - 2 });
			i += (size_t)(end - rest.at) + 2;
			continue;
		}
		dbr_buf_add_char(&out, text.at[i] == '\n' ? ' ' : text.at[i]);
		i++;
	}
	filled = dbr_arena_text(n->m->arena, dbr_str_trim(dbr_buf_str(&out)));
	dbr_buf_release(&out);
	return filled;
}

static void
take_header(struct notices *n, struct notice *notice, struct dbr_str line)
{
	struct dbr_str value = line;
	struct dbr_str key = dbr_str_trim(dbr_str_cut(&value, ':'));

	value = dbr_str_trim(value);
	if (dbr_str_is(key, "title"))
		notice->title = fill(n, value);
	else if (dbr_str_is(key, "audience"))
		notice->audience = fill(n, value);
	else if (dbr_str_is(key, "subject"))
		notice->subject = fill(n, value);
	else if (dbr_str_is(key, "position") &&
		 !dbr_str_to_i64(value, &notice->position))
		notice->position = 0;
}

static enum dbr_status
take_file(struct notices *n, const struct dbr_share_file *file,
	  const char *language)
{
	struct notice notice = { .language = language, .audience = "" };
	struct dbr_str rest = file->text;

	while (rest.at && rest.size) {
		struct dbr_str line = dbr_str_trim(dbr_str_cut(&rest, '\n'));

		if (!line.size)
			break;
		if (!dbr_str_starts(line, "<!--"))
			take_header(n, &notice, line);
	}
	if (!notice.title || !notice.subject || !rest.at) {
		dbr_fail(n->m->err, DBR_ECONFIG, "a notice needs a title, a"
			 " subject and words");
		return dbr_fail_at(n->m->err, file->path, 1, 0);
	}
	notice.text = fill(n, rest);
	n->list = dbr_arena_grow(n->m->arena, n->list, n->count, &n->capacity,
				 sizeof(notice));
	n->list[n->count++] = notice;
	return DBR_OK;
}

/* A tag as a folder's name: nothing else leaves the data. */
static bool
is_language(const char *tag)
{
	size_t size = strspn(tag, "abcdefghijklmnopqrstuvwxyz"
			     "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

	return size > 1 && !tag[size];
}

static enum dbr_status
take_language(struct notices *n, const char *language)
{
	const struct dbr_share_file *files = NULL;
	size_t count = 0;
	enum dbr_status rc;

	if (!is_language(language))
		return DBR_OK;
	rc = dbr_share_list(&files, &count, n->m->share,
			    dbr_arena_textf(n->m->arena, "notices/%s",
					    language), ".md", n->m->arena,
			    n->m->err);
	for (size_t i = 0; rc == DBR_OK && i < count; i++)
		if (strcmp(files[i].name, "due") != 0)	/* debrief notices */
			rc = take_file(n, &files[i], language);
	return rc;
}

static int
order_notices(const void *left, const void *right)
{
	const struct notice *a = left, *b = right;

	if (a->position != b->position)
		return a->position < b->position ? -1 : 1;
	return strcmp(a->language, b->language);
}

static const struct dbr_table *
table_of_notices(const struct notices *n)
{
	struct dbr_arena *arena = n->m->arena;
	struct dbr_table *table = dbr_arena_get(arena, sizeof(*table));

	*table = (struct dbr_table){
		.column_count = COLUMN_COUNT, .row_count = n->count,
		.columns = dbr_arena_array(arena, COLUMN_COUNT,
					   sizeof(*table->columns)),
		.cells = dbr_arena_array(arena, n->count * COLUMN_COUNT + 1,
					 sizeof(*table->cells)),
	};
	memcpy(table->columns, columns, sizeof(columns));
	for (size_t i = 0; i < n->count; i++) {
		const struct notice *notice = &n->list[i];
		const char *texts[COLUMN_COUNT] = {
			notice->title, notice->language, notice->audience,
			notice->subject, notice->text,
		};

		for (size_t c = 0; c < COLUMN_COUNT; c++)
			table->cells[i * COLUMN_COUNT + c] = (struct dbr_cell){
				.type = DBR_CELL_TEXT,
				.text = dbr_str_from(texts[c]),
			};
	}
	return table;
}

enum dbr_status
notices_declare(struct making *m, struct source *source,
		const struct template_block *block)
{
	struct notices n = { .m = m };
	const char *facts = argument_word(block, 1);
	const struct dbr_table *languages = NULL;
	struct source *known;
	enum dbr_status rc;

	if (!facts)
		return making_fail(m, block->place, "whose facts?");
	rc = source_find(&known, m, facts, block->place);
	if (rc == DBR_OK && known->kind != SOURCE_QUERY)
		return making_fail(m, block->place, "\"%s\" is no query",
				   facts);
	if (rc == DBR_OK)
		rc = making_query(&languages, m, "languages",
				  "languages");
	if (rc != DBR_OK)
		return rc;
	n.facts = known->table;
	for (size_t i = 0; rc == DBR_OK && i < languages->row_count; i++)
		rc = take_language(&n, dbr_arena_text(
			m->arena, dbr_table_at(languages, i, 0)->text));
	if (rc == DBR_OK && !n.count)
		rc = take_language(&n, "en");
	if (rc != DBR_OK)
		return rc;
	if (n.count)
		qsort(n.list, n.count, sizeof(*n.list), order_notices);
	source->kind = SOURCE_QUERY;
	source->table = table_of_notices(&n);
	source->row_count = n.count;
	return DBR_OK;
}
