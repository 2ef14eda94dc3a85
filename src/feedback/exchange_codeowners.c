/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exchange_codeowners.c -- CODEOWNERS of GitHub and GitLab.
 *
 * The last line whose pattern matches wins; in GitLab's sections each one
 * has its own winner, and the last section that has one is taken here.  A
 * line without owners takes those of its section's heading; where that has
 * none either nobody owns the path.
 */
#include <config.h>
#include "feedback/exchange.h"

#include <string.h>

enum { MODULES_MAX = 256 };

struct owners_line {
	struct dbr_str pattern, owners, whole;	/* owners: behind the pattern */
};

/* Segment against segment: "*" and "?" stay inside one. */
static bool
glob(struct dbr_str pattern, struct dbr_str name)
{
	size_t p = 0, n = 0, star = pattern.size, mark = 0;

	while (n < name.size) {
		bool is_escape = p + 1 < pattern.size && pattern.at[p] == '\\';
		char c = p < pattern.size ? pattern.at[p + is_escape] : '\0';

		if (p < pattern.size && !is_escape && c == '*') {
			star = p++;
			mark = n;
		} else if (p < pattern.size &&
			   ((!is_escape && c == '?') || c == name.at[n])) {
			p += 1 + (size_t)is_escape;
			n++;
		} else if (star < pattern.size) {
			p = star + 1;
			n = ++mark;
		} else {
			return false;
		}
	}
	while (p < pattern.size && pattern.at[p] == '*')
		p++;
	return p == pattern.size;
}

static bool
match_from(struct dbr_str pattern, struct dbr_str path, int depth)
{
	while (pattern.at && pattern.size) {
		struct dbr_str segment = dbr_str_cut(&pattern, '/');
		struct dbr_str name;

		if (dbr_str_is(segment, "**")) {
			if (!pattern.at || !pattern.size || depth > 8)
				return true;
			while (path.at) {
				if (match_from(pattern, path, depth + 1))
					return true;
				dbr_str_cut(&path, '/');
			}
			return false;
		}
		if (!path.at)
			return false;
		name = dbr_str_cut(&path, '/');
		if (!glob(segment, name))
			return false;
	}
	return true;	/* a folder owns what is below it */
}

/* As in .gitignore: a slash at the start or inside ties it to the top. */
static bool
matches(struct dbr_str pattern, const char *path)
{
	struct dbr_str at = dbr_str_from(path), body = pattern;
	bool is_tied;

	if (dbr_str_starts(body, "/"))
		body.at++, body.size--;
	if (dbr_str_ends(body, "/"))
		body.size--;
	is_tied = body.at != pattern.at ||
		  memchr(body.at, '/', body.size) != NULL;
	if (!body.size)
		return dbr_str_is(pattern, "/");
	if (is_tied)
		return match_from(body, at, 0);
	for (; at.at; dbr_str_cut(&at, '/'))
		if (match_from(body, at, 0))
			return true;
	return false;
}

/* The pattern ends at a blank that no backslash keeps. */
static struct dbr_str
cut_pattern(struct dbr_str *line)
{
	struct dbr_str pattern = { line->at, 0 };
	size_t i = 0;

	while (i < line->size && line->at[i] != ' ' && line->at[i] != '\t')
		i += line->at[i] == '\\' && i + 1 < line->size ? 2 : 1;
	pattern.size = i;
	line->at += i;
	line->size -= i;
	return pattern;
}

/* Without a comment at the end, its blanks and its line end. */
static struct dbr_str
trim_end(struct dbr_str line)
{
	for (size_t i = 1; i < line.size; i++)
		if (line.at[i] == '#' &&
		    (line.at[i - 1] == ' ' || line.at[i - 1] == '\t'))
			line.size = i;
	while (line.size && (unsigned char)line.at[line.size - 1] <= ' ')
		line.size--;
	return line;
}

/* "[Name]", "^[Name][2] @default": what stands behind the brackets. */
static bool
is_section(struct dbr_str line, struct dbr_str *defaults)
{
	if (dbr_str_starts(line, "^"))
		line.at++, line.size--;
	if (!dbr_str_starts(line, "[") || !memchr(line.at, ']', line.size))
		return false;
	while (dbr_str_starts(line, "[")) {
		const char *end = memchr(line.at, ']', line.size);

		if (!end)
			break;
		line.size -= (size_t)(end + 1 - line.at);
		line.at = end + 1;
	}
	*defaults = line;
	return true;
}

static struct dbr_str
next_handle(struct dbr_str *rest)
{
	struct dbr_str handle;

	while (rest->size && (*rest->at == ' ' || *rest->at == '\t'))
		rest->at++, rest->size--;
	handle = (struct dbr_str){ rest->at, 0 };
	while (rest->size && *rest->at != ' ' && *rest->at != '\t') {
		rest->at++, rest->size--;
		handle.size++;
	}
	return handle;
}

/* The last part of "@org/team" or "@team"; an address as it is. */
static struct dbr_str
name_of(struct dbr_str handle)
{
	const char *slash = NULL;

	for (size_t i = 0; i < handle.size; i++)
		if (handle.at[i] == '/')
			slash = handle.at + i + 1;
	if (slash)
		return (struct dbr_str){ slash, (size_t)(handle.at +
							 handle.size - slash) };
	if (dbr_str_starts(handle, "@"))
		return (struct dbr_str){ handle.at + 1, handle.size - 1 };
	return handle;
}

struct winner {
	struct owners_line line;
	struct dbr_str owners;		/* the line's, or its section's */
	size_t section;
	bool is_found;
};

static void
take_line(struct winner *winners, const struct places *places,
	  const struct owners_line *line, struct dbr_str defaults,
	  size_t section)
{
	const char *root = places->exchange->root;

	for (size_t i = 0; i < places->exchange->module_count; i++) {
		const char *path = dbr_arena_textf(
			places->arena, "%s%s%s/file", root ? root : "",
			root && *root ? "/" : "", places->exchange->modules[i]);

		if (!matches(line->pattern, path))
			continue;
		winners[i] = (struct winner){
			.line = *line, .section = section, .is_found = true,
			.owners = line->owners.size ? line->owners : defaults,
		};
	}
}

static void
find_winners(struct winner *winners, const struct places *places)
{
	struct dbr_str rest = places->text, defaults = { "", 0 };
	size_t section = 0;

	while (rest.at && rest.size) {
		struct dbr_str whole = rest, line;

		line = trim_end(dbr_str_cut(&rest, '\n'));
		if (rest.at)
			whole.size = (size_t)(rest.at - whole.at);
		while (line.size && (*line.at == ' ' || *line.at == '\t'))
			line.at++, line.size--;
		if (!line.size || *line.at == '#')
			continue;
		if (is_section(line, &defaults)) {
			section++;
			continue;
		}
		struct owners_line owned = { .whole = whole };

		owned.pattern = cut_pattern(&line);
		owned.owners = line;
		take_line(winners, places, &owned, defaults, section);
	}
}

static bool
is_shared(const struct winner *winners, size_t count, size_t mine)
{
	for (size_t i = 0; i < count; i++)
		if (i != mine && winners[i].is_found &&
		    winners[i].line.whole.at == winners[mine].line.whole.at)
			return true;
	return false;
}

static void
say(struct places *places, const struct winner *winner, const char *module,
    struct dbr_str handle, const char *role)
{
	const char *team = NULL;
	struct dbr_str name = name_of(handle);
	struct place *place;

	if (name.size)
		team = exchange_team(places, name);
	if (name.size && !team)
		team = dbr_arena_text(places->arena, name);
	place = places_add(places, handle);
	place->says = (struct dbr_assignment){
		.module = module, .role = role, .team = team,
	};
	if (!handle.size)
		place->before = " ";
	if (winner->owners.at != winner->line.owners.at)
		place->bytes.size = 0;
}

/* A line of several modules, or of a section's default, stays: the module
 * gets a line of its own behind it. */
static void
say_apart(struct places *places, const struct winner *winner,
	  const char *module)
{
	struct dbr_str owners = winner->owners, whole = winner->line.whole;
	const char *root = places->exchange->root;
	struct dbr_str handle = next_handle(&owners);
	struct place *place;
	const char *team = handle.size ?
		exchange_team(places, name_of(handle)) : NULL;
	bool has_end = dbr_str_ends(whole, "\n");

	if (!team && handle.size)
		team = dbr_arena_text(places->arena, name_of(handle));
	place = places_add(places, (struct dbr_str){
		whole.at + whole.size, 0 });
	place->says = (struct dbr_assignment){
		.module = module, .role = "owner", .team = team,
	};
	place->before = dbr_arena_textf(places->arena, "%s/%s%s%s/ ",
					has_end ? "" : "\n",
					root ? root : "",
					root && *root ? "/" : "", module);
	place->after = has_end ? "\n" : NULL;
}

/* In the order of the text; there are few. */
static void
sort_places(struct places *places)
{
	for (size_t i = 1; i < places->count; i++)
		for (size_t j = i; j > 0 && places->at[j].bytes.at <
				places->at[j - 1].bytes.at; j--) {
			struct place swap = places->at[j];

			places->at[j] = places->at[j - 1];
			places->at[j - 1] = swap;
		}
}

static enum dbr_status
scan(struct places *places)
{
	size_t count = places->exchange->module_count;
	struct winner *winners = dbr_arena_array(places->arena, count,
						 sizeof(*winners));

	if (count > MODULES_MAX)
		return places_fail(places, places->text.at, "more than %d"
				   " modules", MODULES_MAX);
	find_winners(winners, places);
	for (size_t i = 0; i < count; i++) {
		const char *module = places->exchange->modules[i];
		struct winner *winner = &winners[i];
		struct dbr_str rest = winner->owners;

		if (!winner->is_found)
			continue;
		if (is_shared(winners, count, i) || !winner->line.owners.size) {
			say_apart(places, winner, module);
			continue;
		}
		say(places, winner, module, next_handle(&rest), "owner");
		say(places, winner, module, next_handle(&rest), "backup");
	}
	sort_places(places);
	return DBR_OK;
}

/* A team as a handle like the others: of the same organisation. */
static void
write_handle(struct dbr_buf *out, const struct places *places,
	     const struct place *place, const struct dbr_assignment *row)
{
	const char *at = memchr(places->text.at, '@', places->text.size);
	struct dbr_str handle = place->bytes;

	if (!handle.size && at) {
		struct dbr_str rest = {
			at, (size_t)(places->text.at + places->text.size - at)
		};

		rest = dbr_str_cut(&rest, '\n');
		handle = next_handle(&rest);
	}
	dbr_buf_add_char(out, '@');
	if (dbr_str_starts(handle, "@") &&
	    memchr(handle.at, '/', handle.size)) {
		struct dbr_str name = name_of(handle);

		dbr_buf_add(out, handle.at + 1,
			    (size_t)(name.at - handle.at) - 1);
	}
	exchange_add_slug(out, row->team);
}

const struct exchange_format exchange_codeowners = {
	.name = "codeowners", .scan = scan, .write = write_handle,
};
