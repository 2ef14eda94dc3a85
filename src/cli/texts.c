/* SPDX-License-Identifier: GPL-3.0-or-later */
/* texts.c -- see texts.h. */
#include <config.h>
#include "cli/texts.h"

#include <string.h>

const char *const text_dims[TEXT_DIMS] = {
	"source", "migration", "customer", "source_system", "wave",
	"size_band", "survey", "score", "quarter",
};

/* A person who answers the same question again counts once, by the last
 * answer, as for customer satisfaction; one comment under several questions
 * of an answer is one text. */
static const char sql[] =
	"WITH kept AS ("
	" SELECT r.*, COALESCE(r.submitted_at, :as_of) AS at,"
	"  ROW_NUMBER() OVER (PARTITION BY r.migration_id, r.survey,"
	"   r.question, COALESCE(r.respondent, 'nameless ' || r.ext_key)"
	"   ORDER BY COALESCE(r.submitted_at, :as_of) DESC,"
	"    r.ext_key DESC) AS age"
	" FROM response r WHERE COALESCE(r.submitted_at, :as_of) <= :as_of"
	"), feeling AS ("
	" SELECT survey, ext_key, CASE WHEN MIN(score) <= 6 THEN 'detractor'"
	"   WHEN MIN(score) <= 8 THEN 'passive' ELSE 'promoter' END AS score"
	" FROM kept WHERE age = 1 AND scale = 'nps' AND scale_min = 0"
	"   AND scale_max = 10 GROUP BY survey, ext_key"
	"), answer AS ("
	" SELECT migration_id, survey, ext_key, COALESCE(comment, '') AS words,"
	"  MAX(COALESCE(comment, '')) OVER (PARTITION BY survey, ext_key)"
	"   AS longest, MIN(at) OVER (PARTITION BY survey, ext_key) AS at"
	" FROM kept WHERE age = 1"
	"), said AS ("
	" SELECT DISTINCT a.words, 'comments' AS source, a.migration_id,"
	"  NULL AS customer_id, a.survey, a.ext_key, f.score, a.at"
	" FROM answer a LEFT JOIN feeling f"
	"   ON f.survey = a.survey AND f.ext_key = a.ext_key"
	" WHERE :of <> 'titles' AND (a.words <> '' OR a.longest = '')"
	" UNION ALL"
	" SELECT t.title, 'titles', x.migration_id, t.customer_id, NULL,"
	"  t.source || ' ' || t.ext_key, NULL, COALESCE(t.opened_at, :as_of)"
	" FROM ticket t LEFT JOIN attribution x ON x.ticket_id = t.id"
	" WHERE :of <> 'comments' AND t.is_incident = 1"
	"   AND t.state <> 'cancelled'"
	") SELECT s.words, s.source, m.key, c.key, m.source_system, m.wave,"
	"  m.size_band, s.survey, s.score, t_quarter(s.at)"
	" FROM said s LEFT JOIN migration m ON m.id = s.migration_id"
	" LEFT JOIN customer c ON c.id = COALESCE(m.customer_id,"
	"   s.customer_id)"
	" WHERE s.at <= :as_of AND s.at >= :since AND s.at < :until"
	" ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10";

struct reading {
	struct texts *out;
	struct text *list;
	size_t capacity;
	size_t where_dim[4];
	bool is_found[4];
	const char *near[4];	/* some text has the value */
	const struct dbr_metric_ask *like;
	struct dbr_arena *arena;
};

enum dbr_status
text_dim(size_t *out, const char *name, struct dbr_error *err)
{
	const char *nearest;

	for (*out = 0; *out < TEXT_DIMS; ++*out)
		if (strcmp(text_dims[*out], name) == 0)
			return DBR_OK;
	*out = 0;
	dbr_fail(err, DBR_EUSAGE, "texts have no dimension \"%s\"", name);
	nearest = dbr_nearest(name, text_dims, TEXT_DIMS);
	return dbr_fail_hint(err, "write \"%s\"", nearest ? nearest :
			     "migration");
}

/* Of all values met, the one most like what was asked for. */
static void
note_near(struct reading *r, size_t index, const char *value)
{
	const char *const names[] = { value, r->near[index] };
	const char *near = dbr_nearest(r->like->where_value[index], names,
				       r->near[index] ? 2 : 1);

	if (near == value)
		r->near[index] = dbr_arena_text(r->arena, dbr_str_from(value));
}

static bool
is_wanted(struct reading *r, const struct text *text)
{
	bool is_like = true;

	for (size_t i = 0; i < 4 && r->like->where_dim[i]; i++) {
		const char *value = text->dims[r->where_dim[i]];

		if (value && strcmp(value, r->like->where_value[i]) == 0)
			r->is_found[i] = true;
		else
			is_like = false;
		if (value && !r->is_found[i])
			note_near(r, i, value);
	}
	return is_like;
}

static enum dbr_status
take_row(void *payload, const struct dbr_table *row, struct dbr_error *err)
{
	struct reading *r = payload;
	struct text text = { .words = dbr_str_trim(row->cells[0].text) };

	(void)err;
	for (size_t i = 0; i < TEXT_DIMS; i++)
		if (!dbr_cell_is_null(&row->cells[i + 1]))
			text.dims[i] = row->cells[i + 1].text.at;
	if (!is_wanted(r, &text))
		return DBR_OK;
	if (!text.words.size) {
		r->out->empty_count++;
		return DBR_OK;
	}
	text.words = dbr_arena_str(r->arena, text.words);
	for (size_t i = 0; i < TEXT_DIMS; i++)
		if (text.dims[i])
			text.dims[i] = dbr_arena_text(
				r->arena, dbr_str_from(text.dims[i]));
	r->list = dbr_arena_grow(r->arena, r->list, r->out->count,
				 &r->capacity, sizeof(*r->list));
	r->list[r->out->count++] = text;
	return DBR_OK;
}

static enum dbr_status
check_found(const struct reading *r, struct dbr_error *err)
{
	for (size_t i = 0; i < 4 && r->like->where_dim[i]; i++) {
		if (r->is_found[i])
			continue;
		dbr_fail(err, DBR_EUSAGE, "no text has %s \"%s\"",
			 r->like->where_dim[i], r->like->where_value[i]);
		if (r->near[i])
			dbr_fail_hint(err, "there is \"%s\"", r->near[i]);
		return err->code;
	}
	return DBR_OK;
}

enum dbr_status
texts_read(struct texts *out, struct dbr_store *store, const char *of,
	   const struct dbr_metric_ask *like, struct dbr_arena *arena,
	   struct dbr_error *err)
{
	int64_t until_us = like->until_us ? like->until_us : INT64_MAX;
	struct reading r = { .out = out, .like = like, .arena = arena };
	const struct dbr_parameter parameters[] = {
		{ ":of", DBR_PARAMETER_TEXT, 0, of },
		{ ":as_of", DBR_PARAMETER_I64, like->as_of_us, NULL },
		{ ":since", DBR_PARAMETER_I64, like->since_us ?
					       like->since_us : INT64_MIN,
		  NULL },
		{ ":until", DBR_PARAMETER_I64, until_us, NULL },
	};
	const struct dbr_query query = {
		.sql = dbr_str_from(sql), .file = "texts", .first_line = 1,
		.parameters = parameters, .parameter_count = 4,
	};
	enum dbr_status rc = DBR_OK;

	*out = (struct texts){ .of = of };
	for (size_t i = 0; rc == DBR_OK && i < 4 && like->where_dim[i]; i++)
		rc = text_dim(&r.where_dim[i], like->where_dim[i], err);
	if (rc == DBR_OK)
		rc = dbr_query_each(store, &query, take_row, &r, err);
	out->list = r.list;
	return rc == DBR_OK ? check_found(&r, err) : rc;
}
