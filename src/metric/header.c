/* SPDX-License-Identifier: GPL-3.0-or-later */
/* header.c -- see header.h. */
#include <config.h>
#include "metric/header.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#define QUARTER "quarter"

enum key {
	KEY_AMOUNTS, KEY_BETTER, KEY_CLAIM, KEY_DIMS, KEY_HEADLINE, KEY_KIND,
	KEY_METRIC, KEY_PARAMS, KEY_READS, KEY_SCALE, KEY_SIGNED, KEY_LICENCE,
	KEY_TITLE, KEY_UNIT, KEY_COUNT,
};
static const char *const keys[KEY_COUNT] = {
	"amounts", "better", "claim", "dims", "headline", "kind", "metric",
	"params", "reads", "scale", "signed", "SPDX-License-Identifier",
	"title", "unit",
};
static const enum key needed[] = {
	KEY_METRIC, KEY_TITLE, KEY_KIND, KEY_BETTER, KEY_READS,
};

/* In the order of enum dbr_metric_kind, enum dbr_better. */
static const char *const kinds[] = {
	"duration", "proportion", "rate", "score",
};
static const char *const betters[] = { "lower", "higher", "neither" };
static const char *const scales[] = { "nps", "csat", "ces" };
static const char *const answers[] = { "no", "yes" };

struct parser {
	struct dbr_metric *metric;
	const struct dbr_share_file *file;
	struct dbr_arena *arena;
	struct dbr_error *err;
	struct dbr_str rest;	/* what is not read yet */
	size_t line;
	size_t key_line[KEY_COUNT];	/* 0: not seen */
	struct dbr_buf rule;	/* the one being read */
	const char **rules;
	size_t rule_count, rule_capacity;
};

/* Position of at, which lies in the current line. */
static enum dbr_status
fail_here(struct parser *p, const char *line, const char *at)
{
	return dbr_fail_at(p->err, p->file->path, p->line,
			   (size_t)(at - line) + 1);
}

/* Index of word in names, or -1 with an error at its place. */
static int
choose(struct parser *p, const char *line, struct dbr_str word,
       const char *what, const char *const *names, size_t count)
{
	const char *text, *near;

	for (size_t i = 0; i < count; i++)
		if (dbr_str_is(word, names[i]))
			return (int)i;
	text = dbr_arena_text(p->arena, word);
	near = dbr_nearest(text, names, count);
	dbr_fail(p->err, DBR_ECONFIG, "unknown %s \"%s\"", what, text);
	if (near) {
		dbr_fail_hint(p->err, "there is \"%s\"", near);
	} else {
		struct dbr_buf all = DBR_BUF_INIT;

		for (size_t i = 0; i < count; i++)
			dbr_buf_addf(&all, "%s%s", i ? ", " : "", names[i]);
		dbr_fail_hint(p->err, "one of: %s", all.text);
		dbr_buf_release(&all);
	}
	fail_here(p, line, word.at);
	return -1;
}

/* "a, b" into names; each must look like a name. */
static enum dbr_status
parse_names(struct parser *p, const char *line, struct dbr_str value,
	    const char *const **out, size_t *count)
{
	const char **names = NULL;
	size_t capacity = 0;

	while (value.at) {
		struct dbr_str word = dbr_str_trim(dbr_str_cut(&value, ','));
		bool is_name = word.size > 0;

		for (size_t i = 0; i < word.size; i++)
			if (!word.at[i] ||
			    !strchr("abcdefghijklmnopqrstuvwxyz_0123456789",
				    word.at[i]))
				is_name = false;
		if (!is_name || dbr_str_is(word, QUARTER)) {
			dbr_fail(p->err, DBR_ECONFIG,
				 is_name ? "\"%.*s\" is made by the engine"
					 : "\"%.*s\" is not a name",
				 DBR_STR_ARG(word));
			dbr_fail_hint(p->err, "write names apart by commas: "
					      "lower case, digits and _");
			return fail_here(p, line, word.at ? word.at : line);
		}
		names = dbr_arena_grow(p->arena, names, *count, &capacity,
				       sizeof(*names));
		names[(*count)++] = dbr_arena_text(p->arena, word);
	}
	*out = names;
	return DBR_OK;
}

/* "window_days = 90, word = text" */
static enum dbr_status
parse_params(struct parser *p, const char *line, struct dbr_str value)
{
	struct dbr_parameter *list = NULL;
	size_t capacity = 0, count = 0;

	while (value.at) {
		struct dbr_str pair = dbr_str_trim(dbr_str_cut(&value, ','));
		struct dbr_str after = pair;
		struct dbr_str name = dbr_str_trim(dbr_str_cut(&after, '='));
		struct dbr_parameter one = { .type = DBR_PARAMETER_I64 };

		if (!name.size || !after.at) {
			dbr_fail(p->err, DBR_ECONFIG,
				 "\"%.*s\" is not name=default",
				 DBR_STR_ARG(pair));
			return fail_here(p, line, pair.at ? pair.at : line);
		}
		after = dbr_str_trim(after);
		one.name = dbr_arena_textf(p->arena, ":%.*s",
					   DBR_STR_ARG(name));
		if (!dbr_str_to_i64(after, &one.i64)) {
			one.type = DBR_PARAMETER_TEXT;
			one.text = dbr_arena_text(p->arena, after);
		}
		list = dbr_arena_grow(p->arena, list, count, &capacity,
				      sizeof(*list));
		list[count++] = one;
	}
	p->metric->parameters = list;
	p->metric->parameter_count = count;
	return DBR_OK;
}

/* Its place among the metrics a comparison is about unless told. */
static enum dbr_status
parse_headline(struct parser *p, const char *line, struct dbr_str value)
{
	int64_t place;

	if (!dbr_str_to_i64(value, &place) || place < 1 || place > 99) {
		dbr_fail(p->err, DBR_ECONFIG,
			 "\"%.*s\" is no place from 1 to 99",
			 DBR_STR_ARG(value));
		return fail_here(p, line, value.at);
	}
	p->metric->headline = (int)place;
	return DBR_OK;
}

static enum dbr_status
set_key(struct parser *p, enum key key, const char *line, struct dbr_str value)
{
	struct dbr_metric *m = p->metric;
	int at = 0;

	switch (key) {
	case KEY_METRIC:
		m->name = dbr_arena_text(p->arena, value);
		break;
	case KEY_TITLE:
		m->title = dbr_arena_text(p->arena, value);
		break;
	case KEY_UNIT:
		m->unit = dbr_arena_text(p->arena, value);
		break;
	case KEY_KIND:
		at = choose(p, line, value, "kind", kinds, COUNT_OF(kinds));
		m->kind = (enum dbr_metric_kind)at;
		break;
	case KEY_BETTER:
		at = choose(p, line, value, "direction", betters,
			    COUNT_OF(betters));
		m->better = (enum dbr_better)at;
		break;
	case KEY_SCALE:
		at = choose(p, line, value, "scale", scales, COUNT_OF(scales));
		m->scale = at < 0 ? NULL : scales[at];
		break;
	case KEY_CLAIM:
		at = choose(p, line, value, "answer", answers, 2);
		m->is_claim = at == 1;
		break;
	case KEY_AMOUNTS:
		at = choose(p, line, value, "answer", answers, 2);
		m->is_amount = at == 1;
		break;
	case KEY_HEADLINE:
		return parse_headline(p, line, value);
	case KEY_SIGNED:
		at = choose(p, line, value, "answer", answers, 2);
		m->is_signed = at == 1;
		break;
	case KEY_DIMS:
		return parse_names(p, line, value, &m->dims, &m->dim_count);
	case KEY_READS:
		return parse_names(p, line, value, &m->reads, &m->read_count);
	case KEY_PARAMS:
		return parse_params(p, line, value);
	default:
		break;
	}
	return at < 0 ? p->err->code : DBR_OK;
}

static enum dbr_status
parse_key(struct parser *p, const char *line, struct dbr_str text)
{
	struct dbr_str value = text;
	struct dbr_str name = dbr_str_trim(dbr_str_cut(&value, ':'));
	int key;

	if (!value.at) {
		dbr_fail(p->err, DBR_ECONFIG, "\"%.*s\" is not \"key: value\"",
			 DBR_STR_ARG(text));
		dbr_fail_hint(p->err, "prose belongs into the rules: (1) ...");
		return fail_here(p, line, text.at);
	}
	key = choose(p, line, name, "key", keys, KEY_COUNT);
	if (key < 0)
		return p->err->code;
	value = dbr_str_trim(value);
	if (p->key_line[key] || !value.size) {
		dbr_fail(p->err, DBR_ECONFIG,
			 value.size ? "\"%s\" is there twice"
				    : "\"%s\" says nothing", keys[key]);
		return fail_here(p, line, name.at);
	}
	p->key_line[key] = p->line;
	return set_key(p, (enum key)key, line, value);
}

static void
end_rule(struct parser *p)
{
	if (!p->rule.size)
		return;
	p->rules = dbr_arena_grow(p->arena, p->rules, p->rule_count,
				  &p->rule_capacity, sizeof(*p->rules));
	p->rules[p->rule_count++] =
		dbr_arena_text(p->arena, dbr_buf_str(&p->rule));
	dbr_buf_reset(&p->rule);
}

static bool
is_rule_start(struct dbr_str text)
{
	return text.size > 2 && text.at[0] == '(' && text.at[1] >= '0' &&
	       text.at[1] <= '9';
}

static enum dbr_status
parse_rule(struct parser *p, const char *line, struct dbr_str text)
{
	if (is_rule_start(text)) {
		const char *number;

		end_rule(p);
		number = dbr_arena_textf(p->arena, "(%zu) ",
					 p->rule_count + 1);
		if (!dbr_str_starts(text, number)) {
			dbr_fail(p->err, DBR_ECONFIG,
				 "the next rule is number %zu",
				 p->rule_count + 1);
			return fail_here(p, line, text.at);
		}
	} else if (text.size && !p->rule.size) {
		dbr_fail(p->err, DBR_ECONFIG, "this belongs to no rule");
		return fail_here(p, line, text.at);
	}
	if (p->rule.size && text.size)
		dbr_buf_add_char(&p->rule, ' ');
	dbr_buf_add_str(&p->rule, text);
	if (!text.size)
		end_rule(p);
	return DBR_OK;
}

/* Every comment line up to the first line that is none. */
static enum dbr_status
parse_lines(struct parser *p)
{
	while (p->rest.at) {
		struct dbr_str before = p->rest;
		struct dbr_str line = dbr_str_cut(&p->rest, '\n');
		struct dbr_str text = dbr_str_trim(line);
		enum dbr_status rc;

		if (!dbr_str_starts(text, "--") && text.size) {
			p->rest = before;
			break;
		}
		p->line++;
		if (!text.size)
			continue;
		text.at += 2;
		text.size -= 2;
		text = dbr_str_trim(text);
		if (p->rule_count || p->rule.size || is_rule_start(text))
			rc = parse_rule(p, line.at, text);
		else if (text.size)
			rc = parse_key(p, line.at, text);
		else
			rc = DBR_OK;
		if (rc != DBR_OK)
			return rc;
	}
	end_rule(p);
	return DBR_OK;
}

static enum dbr_status
fail_key(struct parser *p, enum key key, const char *why)
{
	dbr_fail(p->err, DBR_ECONFIG, "%s", why);
	return dbr_fail_at(p->err, p->file->path,
			   p->key_line[key] ? p->key_line[key] : 1, 1);
}

/* What one line cannot tell. */
static enum dbr_status
check_whole(struct parser *p)
{
	const struct dbr_metric *m = p->metric;

	for (size_t i = 0; i < COUNT_OF(needed); i++) {
		if (p->key_line[needed[i]])
			continue;
		dbr_fail(p->err, DBR_ECONFIG, "there is no \"%s:\" line",
			 keys[needed[i]]);
		return dbr_fail_at(p->err, p->file->path, 1, 1);
	}
	if (strcmp(m->name, p->file->name) != 0)
		return fail_key(p, KEY_METRIC,
				"the name is not that of the file");
	if (!p->rule_count)
		return fail_key(p, KEY_METRIC,
				"there is no rule: say what is counted, "
				"numbered (1), (2) ...");
	if ((m->kind == DBR_KIND_SCORE) != (m->scale != NULL))
		return fail_key(p, KEY_KIND, "a score, and only a score, has "
					     "a \"scale:\" line");
	if (m->is_claim && m->kind != DBR_KIND_PROPORTION)
		return fail_key(p, KEY_CLAIM, "only a proportion can be a "
					      "claim");
	if (m->is_amount && (m->kind != DBR_KIND_PROPORTION || m->is_claim))
		return fail_key(p, KEY_AMOUNTS, "only a proportion that is no "
						"claim can be of amounts");
	if (m->is_signed && m->kind != DBR_KIND_DURATION)
		return fail_key(p, KEY_SIGNED, "only a duration can be signed");
	if (!m->unit && (m->kind == DBR_KIND_RATE ||
			 m->kind == DBR_KIND_DURATION))
		return fail_key(p, KEY_KIND, "a duration and a rate need a "
					     "\"unit:\" line");
	if (!dbr_str_trim(p->rest).size)
		return fail_key(p, KEY_METRIC,
				"there is no SELECT below the header");
	return DBR_OK;
}

enum dbr_status
metric_parse(struct dbr_metric *out, const struct dbr_share_file *file,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	struct parser p = {
		.metric = out, .file = file, .arena = arena, .err = err,
		.rest = file->text, .rule = DBR_BUF_INIT,
	};
	struct dbr_buf definition = DBR_BUF_INIT;
	enum dbr_status rc;

	*out = (struct dbr_metric){
		.path = file->path, .is_workspace = file->is_workspace,
	};
	rc = parse_lines(&p);
	if (rc == DBR_OK)
		rc = check_whole(&p);
	if (rc != DBR_OK)
		goto out;
	for (size_t i = 0; i < p.rule_count; i++)
		dbr_buf_addf(&definition, "%s%s", i ? "\n" : "", p.rules[i]);
	out->definition = dbr_arena_text(arena, dbr_buf_str(&definition));
	out->rules = p.rules;
	out->rule_count = p.rule_count;
	if (!out->unit)
		out->unit = out->kind == DBR_KIND_PROPORTION ? "%" : "";
	out->sql = p.rest;
	out->sql_line = p.line + 1;
out:
	dbr_buf_release(&definition);
	dbr_buf_release(&p.rule);
	return rc;
}
