/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exchange_backstage.c -- the owner of entities in a Backstage catalog.
 *
 * libyaml tells where a scalar stands; only the bytes of spec.owner change.
 */
#include <config.h>
#include "feedback/exchange.h"

#include <string.h>
#include <yaml.h>

enum { DEPTH_MAX = 64 };

struct catalog {
	struct places *places;
	yaml_parser_t parser;
	/* The keys above us, and whether the next scalar is a key. */
	const char *keys[DEPTH_MAX];
	bool is_map[DEPTH_MAX], wants_key[DEPTH_MAX];
	int depth;
	/* Of the document. */
	const char *name;
	struct dbr_str owner;
	const char *line;	/* start of a known line, to count from */
	size_t line_number;
};

/* Marks count characters: walk to the line, then along it. */
static const char *
byte_at(struct catalog *c, yaml_mark_t mark)
{
	const char *end = c->places->text.at + c->places->text.size;
	const char *at = c->line;
	size_t column = mark.column;

	while (c->line_number < mark.line && at < end) {
		if (*at++ == '\n') {
			c->line_number++;
			c->line = at;
		}
	}
	at = c->line;
	while (column && at < end) {
		at++;
		while (at < end && ((unsigned char)*at & 0xC0) == 0x80)
			at++;
		column--;
	}
	return at;
}

/* "group:default/data-quality" is data-quality. */
static struct dbr_str
short_name(struct dbr_str owner)
{
	for (size_t i = owner.size; i > 0; i--)
		if (owner.at[i - 1] == '/' || owner.at[i - 1] == ':')
			return (struct dbr_str){ owner.at + i,
						 owner.size - i };
	return owner;
}

static void
end_document(struct catalog *c)
{
	const char *module = c->name ? exchange_module(
		c->places, dbr_str_from(c->name)) : NULL;

	if (module && c->owner.size) {
		struct dbr_str bytes = short_name(c->owner);
		const char *team = exchange_team(c->places, bytes);

		places_add(c->places, bytes)->says = (struct dbr_assignment){
			.module = module, .role = "owner",
			.team = team ? team : dbr_arena_text(c->places->arena,
							     bytes),
		};
	}
	c->name = NULL;
	c->owner = (struct dbr_str){ "", 0 };
}

static bool
is_at(const struct catalog *c, const char *parent, const char *key)
{
	return c->depth == 2 && c->keys[1] && c->keys[2] &&
	       strcmp(c->keys[1], parent) == 0 &&
	       strcmp(c->keys[2], key) == 0;
}

static void
take_value(struct catalog *c, const yaml_event_t *event)
{
	const char *start = byte_at(c, event->start_mark);
	const char *end = byte_at(c, event->end_mark);

	if (is_at(c, "metadata", "name"))
		c->name = dbr_arena_text(
			c->places->arena,
			(struct dbr_str){
				(const char *)event->data.scalar.value,
				event->data.scalar.length });
	if (!is_at(c, "spec", "owner"))
		return;
	if (event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE &&
	    end > start + 1)
		start++, end--;
	c->owner = (struct dbr_str){ start, (size_t)(end - start) };
}

static void
take_scalar(struct catalog *c, const yaml_event_t *event)
{
	if (c->depth && c->is_map[c->depth] && c->wants_key[c->depth]) {
		c->keys[c->depth] = dbr_arena_text(
			c->places->arena,
			(struct dbr_str){
				(const char *)event->data.scalar.value,
				event->data.scalar.length });
		c->wants_key[c->depth] = false;
		return;
	}
	if (c->depth)
		take_value(c, event);
	c->wants_key[c->depth] = true;
}

static enum dbr_status
open_node(struct catalog *c, bool is_map, const yaml_event_t *event)
{
	if (c->depth + 1 >= DEPTH_MAX)
		return places_fail(c->places, byte_at(c, event->start_mark),
				   "too deep");
	if (c->depth && c->is_map[c->depth])
		c->wants_key[c->depth] = true;
	c->depth++;
	c->is_map[c->depth] = is_map;
	c->wants_key[c->depth] = true;
	c->keys[c->depth] = NULL;
	return DBR_OK;
}

static enum dbr_status
take_event(struct catalog *c, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_MAPPING_START_EVENT:
		return open_node(c, true, event);
	case YAML_SEQUENCE_START_EVENT:
		return open_node(c, false, event);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		c->depth--;
		return DBR_OK;
	case YAML_SCALAR_EVENT:
		take_scalar(c, event);
		return DBR_OK;
	case YAML_ALIAS_EVENT:
		if (c->depth)
			c->wants_key[c->depth] = true;
		return DBR_OK;
	case YAML_DOCUMENT_END_EVENT:
		end_document(c);
		return DBR_OK;
	default:
		return DBR_OK;
	}
}

static enum dbr_status
scan_events(struct catalog *c)
{
	for (;;) {
		yaml_event_t event;
		bool is_end;
		enum dbr_status rc;

		if (!yaml_parser_parse(&c->parser, &event)) {
			c->line = c->places->text.at;
			c->line_number = 0;
			return places_fail(c->places,
					   byte_at(c, c->parser.problem_mark),
					   "%s", c->parser.problem ?
					   c->parser.problem : "no YAML");
		}
		is_end = event.type == YAML_STREAM_END_EVENT;
		rc = take_event(c, &event);
		yaml_event_delete(&event);
		if (rc != DBR_OK || is_end)
			return rc;
	}
}

static enum dbr_status
scan(struct places *places)
{
	struct catalog c = {
		.places = places, .line = places->text.at,
		.owner = { "", 0 },
	};
	enum dbr_status rc;

	if (!yaml_parser_initialize(&c.parser))
		return dbr_fail(places->err, DBR_EBUG, "no YAML parser");
	yaml_parser_set_encoding(&c.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
		&c.parser, (const unsigned char *)places->text.at,
		places->text.size);
	rc = scan_events(&c);
	yaml_parser_delete(&c.parser);
	return rc;
}

/* A plain word that YAML takes for a number or a truth gets a kind. */
static bool
is_plain_hazard(const char *word)
{
	static const char *const words[] = {
		"true", "false", "yes", "no", "on", "off", "null", "y", "n",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return word[strspn(word, "0123456789-exob")] == '\0';
}

static void
write_owner(struct dbr_buf *out, const struct places *places,
	    const struct place *place, const struct dbr_assignment *row)
{
	struct dbr_buf slug = DBR_BUF_INIT;
	char before = place->bytes.at > places->text.at ?
		place->bytes.at[-1] : ' ';

	exchange_add_slug(&slug, row->team);
	if (!strchr("/:\"'", before) && is_plain_hazard(slug.text))
		dbr_buf_add_text(out, "group:");
	dbr_buf_add_str(out, dbr_buf_str(&slug));
	dbr_buf_release(&slug);
}

const struct exchange_format exchange_backstage = {
	.name = "backstage", .scan = scan, .write = write_owner,
};
