/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exchange_json.c -- escalation policies of PagerDuty and Opsgenie.
 *
 * The text is walked once; every string and number that says a name, a team
 * or a delay is known by its bytes, so that it alone can change.
 */
#include <config.h>
#include "feedback/exchange.h"

#include <stdlib.h>
#include <string.h>
#include "debrief/number.h"

enum { DEPTH_MAX = 64 };

/* Where a scalar stands: the keys above it, and its place in the rules. */
struct walk {
	struct places *places;
	const char *at, *end;
	const struct json_words *words;
	/* The policy and rule we are in. */
	const char *policy;
	bool has_rules;
	int rule;			/* 0: not inside one */
	size_t rule_from;		/* its first place */
	int target;
	const char *unit;		/* of the delay, when it says one */
	int depth;
};

/* The words of a product. */
struct json_words {
	const char *rules, *targets, *team, *delay;
	int first_delay;		/* level the first rule's delay has */
};

static enum dbr_status walk_value(struct walk *w, struct dbr_str key,
				  struct dbr_str parent);

static void
skip_blanks(struct walk *w)
{
	while (w->at < w->end && strchr(" \t\r\n", *w->at))
		w->at++;
}

static enum dbr_status
fail(const struct walk *w, const char *what)
{
	return places_fail(w->places, w->at, "%s", what);
}

/* The bytes between the quotes. */
static enum dbr_status
take_string(struct walk *w, struct dbr_str *out)
{
	const char *start = ++w->at;

	while (w->at < w->end && *w->at != '"') {
		if ((unsigned char)*w->at < ' ')
			return fail(w, "a control byte in a string");
		w->at += *w->at == '\\' && w->at + 1 < w->end ? 2 : 1;
	}
	if (w->at >= w->end)
		return fail(w, "a string does not end");
	*out = (struct dbr_str){ start, (size_t)(w->at++ - start) };
	return DBR_OK;
}

/* \uXXXX as UTF-8, half a pair or what is none as it stands; how many bytes
 * of raw it took. */
static size_t
add_escape(struct dbr_buf *out, struct dbr_str raw)
{
	static const char letters[] = "bfnrt", controls[] = "\b\f\n\r\t";
	const char *control = raw.size > 1 ? strchr(letters, raw.at[1]) : NULL;
	char digits[5] = "", *end;
	long code;

	if (control && *control) {
		dbr_buf_add_char(out, controls[control - letters]);
		return 2;
	}
	if (raw.size > 1 && strchr("\"\\/", raw.at[1])) {
		dbr_buf_add_char(out, raw.at[1]);
		return 2;
	}
	if (raw.size >= 6 && raw.at[1] == 'u')
		memcpy(digits, raw.at + 2, 4);
	code = strtol(digits, &end, 16);
	if (end != digits + 4 || code < 1 || (code >= 0xD800 && code < 0xE000)) {
		dbr_buf_add_char(out, '\\');
		return 1;
	}
	if (code < 0x80) {
		dbr_buf_add_char(out, (char)code);
		return 6;
	}
	if (code < 0x800) {
		dbr_buf_add_char(out, (char)(0xC0 | code >> 6));
	} else {
		dbr_buf_add_char(out, (char)(0xE0 | code >> 12));
		dbr_buf_add_char(out, (char)(0x80 | (code >> 6 & 0x3F)));
	}
	dbr_buf_add_char(out, (char)(0x80 | (code & 0x3F)));
	return 6;
}

static const char *
unescape(const struct walk *w, struct dbr_str raw)
{
	struct dbr_buf out = DBR_BUF_INIT;
	const char *text;

	for (size_t i = 0; i < raw.size;) {
		if (raw.at[i] == '\\') {
			i += add_escape(&out, (struct dbr_str){
				raw.at + i, raw.size - i });
			continue;
		}
		dbr_buf_add_char(&out, raw.at[i++]);
	}
	text = dbr_arena_text(w->places->arena, dbr_buf_str(&out));
	dbr_buf_release(&out);
	return text;
}

/* "validation", "validation sev2", "Validation (severity 2)" */
static const char *
module_of(const struct walk *w, const char *policy, int *severity)
{
	struct dbr_str name = dbr_str_trim(dbr_str_from(policy));
	const char *module = exchange_module(w->places, name);

	*severity = 0;
	if (module || !name.size)
		return module;
	while (name.size && strchr(" )", name.at[name.size - 1]))
		name.size--;
	if (!name.size || name.at[name.size - 1] < '1' ||
	    name.at[name.size - 1] > '5')
		return NULL;
	*severity = name.at[name.size - 1] - '0';
	name.size--;
	while (name.size && strchr(" -_(", name.at[name.size - 1]))
		name.size--;
	for (size_t i = 0; i < 2; i++) {
		const char *word = i ? "severity" : "sev";

		if (dbr_str_ends(name, word))
			name.size -= strlen(word);
	}
	return exchange_module(w->places, dbr_str_trim(name));
}

static void
say_team(struct walk *w, struct dbr_str bytes)
{
	const char *text = unescape(w, bytes);
	const char *team = exchange_team(w->places, dbr_str_from(text));
	struct place *place = places_add(w->places, bytes);

	place->says = (struct dbr_assignment){
		.module = "", .role = w->rule == 1 ? "owner" : "escalation",
		.level = w->rule - 1, .team = team ? team : text,
	};
}

static enum dbr_status
say_delay(struct walk *w, struct dbr_str bytes)
{
	struct place *place;
	double minutes = 0;
	int level = w->rule - 1 + w->words->first_delay;

	if (!dbr_str_to_double(bytes, &minutes) || minutes < 0 ||
	    *bytes.at == '+')
		return places_fail(w->places, bytes.at, "\"%.*s\" is no delay",
				   DBR_STR_ARG(bytes));
	if (level < 1)
		return DBR_OK;
	for (size_t i = w->rule_from; i < w->places->count; i++)
		if (strcmp(w->places->at[i].says.role, "delay") == 0)
			return places_fail(w->places, bytes.at,
					   "a second delay of one rule");
	place = places_add(w->places, bytes);
	place->says = (struct dbr_assignment){
		.module = "", .role = "delay", .level = level,
		.minutes = minutes,
	};
	return DBR_OK;
}

static bool
is_in_rule(const struct walk *w)
{
	return w->rule > 0;
}

static enum dbr_status
take_scalar(struct walk *w, struct dbr_str key, struct dbr_str parent,
	    struct dbr_str bytes, bool is_text)
{
	if (is_text && !is_in_rule(w) && dbr_str_is(key, "name") &&
	    !dbr_str_is(parent, "team") && !dbr_str_is(parent, "ownerTeam"))
		w->policy = unescape(w, bytes);
	if (is_text && is_in_rule(w) && dbr_str_is(key, w->words->team) &&
	    dbr_str_is(parent, w->words->targets) && w->target++ == 0)
		say_team(w, bytes);
	if (is_text && dbr_str_is(key, "timeUnit"))
		w->unit = unescape(w, bytes);
	if (!is_text && is_in_rule(w) && dbr_str_is(key, w->words->delay))
		return say_delay(w, bytes);
	return DBR_OK;
}

/* Hours and days are minutes times a number: only minutes can be changed in
 * place, others are read and left. */
static void
settle_unit(struct walk *w, size_t from)
{
	if (!w->unit || strncmp(w->unit, "min", 3) == 0)
		return;
	for (size_t i = from; i < w->places->count; i++)
		if (strcmp(w->places->at[i].says.role, "delay") == 0)
			w->places->at[i].says.module = NULL;
	w->unit = NULL;
}

/* A policy is over: its name tells the module of all it said. */
static void
settle_policy(struct walk *w, size_t from)
{
	int severity = 0;
	const char *module = w->policy ? module_of(w, w->policy, &severity) :
					 NULL;
	size_t kept = from;

	for (size_t i = from; i < w->places->count; i++) {
		struct place *place = &w->places->at[i];

		if (!module || !place->says.module)
			continue;
		place->says.module = module;
		if (strcmp(place->says.role, "delay") == 0)
			place->says.severity = severity;
		w->places->at[kept++] = *place;
	}
	w->places->count = kept;
}

static enum dbr_status
walk_member(struct walk *w, struct dbr_str parent)
{
	struct dbr_str key;
	enum dbr_status rc;

	skip_blanks(w);
	if (w->at >= w->end || *w->at != '"')
		return fail(w, "a name in quotes is missing");
	rc = take_string(w, &key);
	if (rc != DBR_OK)
		return rc;
	skip_blanks(w);
	if (w->at >= w->end || *w->at++ != ':')
		return fail(w, "a colon is missing");
	return walk_value(w, key, parent);
}

static enum dbr_status
walk_list(struct walk *w, struct dbr_str key, struct dbr_str parent)
{
	char close = *w->at++ == '{' ? '}' : ']';
	bool is_rules = close == ']' && dbr_str_is(key, w->words->rules);
	enum dbr_status rc = DBR_OK;

	if (++w->depth > DEPTH_MAX)
		return fail(w, "too deep");
	for (;;) {
		size_t from = w->places->count;

		skip_blanks(w);
		if (w->at < w->end && *w->at == close)
			break;
		if (is_rules) {
			w->rule++;
			w->rule_from = from;
			w->target = 0;
			w->unit = NULL;
		}
		rc = close == '}' ? walk_member(w, key) :
				    walk_value(w, key, parent);
		if (rc != DBR_OK)
			return rc;
		if (is_rules)
			settle_unit(w, from);
		skip_blanks(w);
		if (w->at < w->end && *w->at == ',') {
			w->at++;
			continue;
		}
		if (w->at >= w->end || *w->at != close)
			return fail(w, "a comma or an end is missing");
	}
	w->at++;
	w->depth--;
	if (is_rules) {
		w->rule = 0;
		w->has_rules = true;
	}
	return DBR_OK;
}

/* An object that has rules is a policy; its members come in any order. */
static enum dbr_status
walk_object(struct walk *w, struct dbr_str key, struct dbr_str parent)
{
	const char *policy = w->policy;
	size_t from = w->places->count;
	bool had_rules = w->has_rules;
	enum dbr_status rc;

	if (w->rule)
		return walk_list(w, key, parent);
	w->policy = NULL;
	w->has_rules = false;
	rc = walk_list(w, key, parent);
	if (rc == DBR_OK && w->has_rules)
		settle_policy(w, from);
	w->policy = policy;
	w->has_rules = had_rules;
	return rc;
}

static enum dbr_status
walk_value(struct walk *w, struct dbr_str key, struct dbr_str parent)
{
	struct dbr_str bytes;
	const char *start;
	enum dbr_status rc;

	skip_blanks(w);
	if (w->at >= w->end)
		return fail(w, "a value is missing");
	if (*w->at == '{')
		return walk_object(w, key, parent);
	if (*w->at == '[')
		return walk_list(w, key, parent);
	if (*w->at == '"') {
		rc = take_string(w, &bytes);
		return rc == DBR_OK ?
			take_scalar(w, key, parent, bytes, true) : rc;
	}
	start = w->at;
	while (w->at < w->end && !strchr(" \t\r\n,]}", *w->at))
		w->at++;
	bytes = (struct dbr_str){ start, (size_t)(w->at - start) };
	if (!bytes.size || memchr(bytes.at, '"', bytes.size))
		return fail(w, "no value");
	return take_scalar(w, key, parent, bytes, false);
}

static enum dbr_status
scan_with(struct places *places, const struct json_words *words)
{
	struct walk w = {
		.places = places, .words = words, .at = places->text.at,
		.end = places->text.at + places->text.size,
	};
	enum dbr_status rc = walk_value(&w, DBR_STR_NONE, DBR_STR_NONE);

	if (rc != DBR_OK)
		return rc;
	skip_blanks(&w);
	return w.at < w.end ? fail(&w, "something behind the end") : DBR_OK;
}

static void
write_json(struct dbr_buf *out, const struct places *places,
	   const struct place *place, const struct dbr_assignment *row)
{
	(void)places;
	(void)place;
	if (strcmp(row->role, "delay") == 0) {
		dbr_double_text(out, row->minutes);
		return;
	}
	for (const char *at = row->team; *at; at++) {
		if (*at == '"' || *at == '\\')
			dbr_buf_addf(out, "\\%c", *at);
		else if ((unsigned char)*at < ' ')
			dbr_buf_addf(out, "\\u%04x", (unsigned char)*at);
		else
			dbr_buf_add_char(out, *at);
	}
}

static enum dbr_status
scan_pagerduty(struct places *places)
{
	static const struct json_words words = {
		.rules = "escalation_rules", .targets = "targets",
		.team = "summary", .delay = "escalation_delay_in_minutes",
		.first_delay = 1,
	};

	return scan_with(places, &words);
}

static enum dbr_status
scan_opsgenie(struct places *places)
{
	static const struct json_words words = {
		.rules = "rules", .targets = "recipient", .team = "name",
		.delay = "timeAmount", .first_delay = 0,
	};

	return scan_with(places, &words);
}

const struct exchange_format exchange_pagerduty = {
	.name = "pagerduty", .scan = scan_pagerduty, .write = write_json,
};
const struct exchange_format exchange_opsgenie = {
	.name = "opsgenie", .scan = scan_opsgenie, .write = write_json,
};
