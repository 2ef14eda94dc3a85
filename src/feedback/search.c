/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "debrief/search.h"

#include "feedback/statement.h"

/* kind, id, about, at, title, text: whatever people may look for again. */
static const char texts_sql[] =
	"SELECT n.kind, n.id, COALESCE(m.key, n.quarter), r.written_at,"
	" COALESCE(m.title, ''), r.text FROM note n"
	" JOIN note_revision r ON r.note_id = n.id AND r.revision ="
	" (SELECT MAX(l.revision) FROM note_revision l"
	" WHERE l.note_id = n.id AND l.written_at <= :known)"
	" LEFT JOIN migration m ON m.id = n.migration_id"
	" WHERE r.text IS NOT NULL"
	" UNION ALL "
	"SELECT 'action', a.id, m.key, a.opened_at, COALESCE(v.title,"
	" a.title), COALESCE(v.kind, a.kind) || ' ' || COALESCE(v.why, '')"
	" || ' ' || COALESCE(v.metric, a.metric, '') FROM action a"
	" LEFT JOIN action_version v ON v.action_id = a.id AND v.version ="
	" (SELECT MAX(l.version) FROM action_version l"
	" WHERE l.action_id = a.id AND l.written_at <= :known)"
	" LEFT JOIN migration m ON m.id = a.migration_id"
	" WHERE a.opened_at <= :known"
	" UNION ALL "
	"SELECT 'decision', p.id, d.key, c.decided_at, p.kind || ' ' ||"
	" COALESCE(d.title, ''), COALESCE(p.value_before, 'nobody') ||"
	" ' \xE2\x86\x92 ' || COALESCE(p.value_after, 'nobody') || ': ' ||"
	" c.verdict || ' by ' || c.decided_by || '. ' || c.why || ' ' ||"
	" p.reason FROM decision c JOIN proposal p ON p.id = c.proposal_id"
	" LEFT JOIN module d ON d.id = p.module_id"
	" WHERE c.decided_at <= :known"
	" UNION ALL "
	"SELECT 'migration', m.id, m.key, m.kickoff_at, m.title, c.key || ' '"
	" || COALESCE(m.source_system, '') || ' ' ||"
	" COALESCE(m.target_system, '') || ' ' || COALESCE(m.wave, '')"
	" || ' ' || m.state FROM migration m"
	" JOIN customer c ON c.id = m.customer_id"
	" WHERE COALESCE(m.kickoff_at, 0) <= :known";

struct searching {
	const struct dbr_search_ask *ask;
	struct dbr_arena *arena;
	struct dbr_index *index;
	struct dbr_found *texts;
	size_t count, capacity;
};

static enum dbr_status
take_text(struct searching *s, struct dbr_stmt *row, struct dbr_error *err)
{
	struct dbr_found *found;

	if (s->ask->kind && !dbr_str_is(dbr_stmt_str(row, 0), s->ask->kind))
		return DBR_OK;
	s->texts = dbr_arena_grow(s->arena, s->texts, s->count, &s->capacity,
				  sizeof(*s->texts));
	found = &s->texts[s->count++];
	*found = (struct dbr_found){
		.kind = statement_column(row, 0, s->arena),
		.id = dbr_stmt_i64(row, 1),
		.about = statement_column(row, 2, s->arena),
		.at_us = dbr_stmt_i64(row, 3),
		.text = dbr_arena_str(s->arena, dbr_stmt_str(row, 5)),
	};
	return dbr_index_add(s->index, (int64_t)s->count,
			     dbr_stmt_str(row, 4), dbr_stmt_str(row, 5), err);
}

static enum dbr_status
take_texts(struct searching *s, struct dbr_store *store,
	   struct dbr_error *err)
{
	const struct dbr_parameter at[] = {
		STATEMENT_I64(":known", s->ask->known_us),
	};
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc = dbr_stmt_open(&stmt, store, texts_sql, err);

	if (rc != DBR_OK)
		return rc;
	statement_bind(stmt, STATEMENT_VALUES(at));
	while ((rc = dbr_stmt_step(stmt, &has_row, err)) == DBR_OK && has_row) {
		rc = take_text(s, stmt, err);
		if (rc != DBR_OK)
			break;
	}
	dbr_stmt_close(stmt);
	return rc;
}

enum dbr_status
dbr_search(const struct dbr_found **out, size_t *count, bool *is_partial,
	   struct dbr_store *store, const struct dbr_search_ask *ask,
	   struct dbr_arena *arena, struct dbr_error *err)
{
	struct searching s = { .ask = ask, .arena = arena };
	const struct dbr_hit *hits = NULL;
	struct dbr_found *found;
	enum dbr_status rc = dbr_index_open(&s.index, err);

	*count = 0;
	if (rc == DBR_OK)
		rc = take_texts(&s, store, err);
	if (rc == DBR_OK)
		rc = dbr_index_find(&hits, count, is_partial, s.index,
				    ask->words, ask->most, arena, err);
	dbr_index_close(s.index);
	if (rc != DBR_OK)
		return rc;
	found = dbr_arena_array(arena, *count + 1, sizeof(*found));
	for (size_t i = 0; i < *count; i++) {
		found[i] = s.texts[hits[i].number - 1];
		found[i].hit = hits[i];
	}
	*out = found;
	return DBR_OK;
}
