/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json_path.c -- see json_path.h. */
#include <config.h>
#include "json_path.h"

#include <stdlib.h>
#include <string.h>

/* Nobody asks for a longer key with escapes in it. */
enum { ESCAPED_KEY_MAX = 256 };

static struct dbr_str
span(const struct json_tape *tape, uint32_t node)
{
	const struct json_node *n = &tape->nodes[node];

	return (struct dbr_str){ tape->text.at + n->start,
				 n->end - n->start };
}

static unsigned
hex4(const char *digits)
{
	unsigned value = 0;

	for (int i = 0; i < 4; i++) {
		char c = digits[i];

		value = value << 4 | (unsigned)(c <= '9' ? c - '0'
						: (c | 0x20) - 'a' + 10);
	}
	return value;
}

static char *
put_code_point(char *out, unsigned c)
{
	static const unsigned char marks[5] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	size_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

	for (size_t i = size - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (c & 0x3F));
		c >>= 6;
	}
	out[0] = (char)(marks[size] | c);
	return out + size;
}

/* At the "u"; returns what is behind the escape, or behind a pair of them. */
static const char *
put_unicode(char **out, const char *at, const char *end, const char **problem)
{
	unsigned c = hex4(at + 1);

	at += 5;
	if (c >= 0xD800 && c < 0xDC00 && end - at >= 6 && at[0] == '\\' &&
	    at[1] == 'u') {
		unsigned low = hex4(at + 2);

		if (low >= 0xDC00 && low < 0xE000) {
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
			at += 6;
		}
	}
	if (!c)
		*problem = "a NUL byte";
	if (c >= 0xD800 && c < 0xE000)
		*problem = "half of a surrogate pair";
	*out = put_code_point(*out, c);
	return at;
}

/* bytes has room for text: no escape is shorter than what it stands for. */
static struct dbr_str
unescape(struct dbr_str text, char *bytes, const char **problem)
{
	static const char letters[] = "bfnrt", values[] = "\b\f\n\r\t";
	const char *at = text.at, *end = text.at + text.size;
	char *out = bytes;

	while (at < end) {
		const char *found;

		if (*at != '\\') {
			*out++ = *at++;
			continue;
		}
		at++;
		if (*at == 'u') {
			at = put_unicode(&out, at, end, problem);
			continue;
		}
		found = strchr(letters, *at);
		*out++ = found ? values[found - letters] : *at;
		at++;
	}
	return (struct dbr_str){ bytes, (size_t)(out - bytes) };
}

static struct dbr_str
inside_quotes(const struct json_tape *tape, uint32_t node)
{
	struct dbr_str text = span(tape, node);

	return (struct dbr_str){ text.at + 1, text.size - 2 };
}

static bool
has_escape(struct dbr_str text)
{
	return text.size && memchr(text.at, '\\', text.size);
}

struct dbr_str
json_node_text(const struct json_tape *tape, uint32_t node,
	       struct dbr_arena *arena, const char **problem)
{
	struct dbr_str text;

	if (tape->nodes[node].kind == JSON_NULL)
		return DBR_STR_NONE;
	if (tape->nodes[node].kind != JSON_STRING)
		return span(tape, node);
	text = inside_quotes(tape, node);
	if (!has_escape(text))
		return text;
	return unescape(text, dbr_arena_get(arena, text.size), problem);
}

/* Bytes of path that a key takes: all, or up to a dot; 0 when it is another
 * key.  An escaped key is compared unescaped. */
static size_t
key_size(const struct json_tape *tape, uint32_t node, const char *path)
{
	struct dbr_str key = inside_quotes(tape, node);
	const char *unused = NULL;
	char bytes[ESCAPED_KEY_MAX];

	if (has_escape(key)) {
		if (key.size > sizeof(bytes))
			return 0;
		key = unescape(key, bytes, &unused);
	}
	if (!key.size || strncmp(path, key.at, key.size) != 0 ||
	    memchr(key.at, '\0', key.size))
		return 0;
	return path[key.size] == '\0' || path[key.size] == '.' ? key.size : 0;
}

/* "12" or "12.rest" */
static bool
take_index(const char **path, size_t *index)
{
	const char *p = *path;

	*index = 0;
	while (*p >= '0' && *p <= '9' && p - *path < 9)
		*index = *index * 10 + (size_t)(*p++ - '0');
	if (p == *path || (*p && *p != '.'))
		return false;
	*path = *p ? p + 1 : p;
	return true;
}

static bool find(const struct json_tape *tape, uint32_t node, const char *path,
		 uint32_t *out);

static bool
find_member(const struct json_tape *tape, uint32_t node, const char *path,
	    uint32_t *out)
{
	uint32_t end = tape->nodes[node].next;

	for (uint32_t key = node + 1; key < end;
	     key = tape->nodes[key + 1].next) {
		size_t size = key_size(tape, key, path);
		const char *rest = path + size;

		if (size && find(tape, key + 1, *rest ? rest + 1 : rest, out))
			return true;
	}
	return false;
}

/* As deep as the tape, so at most JSON_DEPTH_MAX. */
static bool
find(const struct json_tape *tape, uint32_t node, const char *path,
     uint32_t *out)
{
	uint32_t end = tape->nodes[node].next;
	size_t index;

	if (!*path) {
		*out = node;
		return true;
	}
	if (tape->nodes[node].kind == JSON_OBJECT)
		return find_member(tape, node, path, out);
	if (tape->nodes[node].kind != JSON_ARRAY || !take_index(&path, &index))
		return false;
	for (uint32_t child = node + 1; child < end;
	     child = tape->nodes[child].next)
		if (!index--)
			return find(tape, child, path, out);
	return false;
}

static bool
is_member(const struct json_tape *tape, uint32_t node)
{
	return node &&
	       tape->nodes[tape->nodes[node].parent].kind == JSON_OBJECT;
}

/* The next object around a node; false at the top. */
static bool
find_enclosing(const struct json_tape *tape, uint32_t *node)
{
	while (*node) {
		*node = tape->nodes[*node].parent;
		if (tape->nodes[*node].kind == JSON_OBJECT)
			return true;
	}
	return false;
}

static struct dbr_str
index_text(size_t index, struct dbr_arena *arena)
{
	return dbr_str_from(dbr_arena_textf(arena, "%zu", index));
}

struct dbr_str
json_path_value(const struct json_tape *tape,
		const struct json_record *record, const char *path,
		struct dbr_arena *arena, const char **problem)
{
	uint32_t node = record->node, found;

	if (strcmp(path, "@index") == 0)
		return index_text(record->index, arena);
	if (strcmp(path, "@document") == 0)
		return index_text(record->document, arena);
	if (strcmp(path, "@key") == 0)
		return is_member(tape, node)
			? json_node_text(tape, node - 1, arena, problem)
			: DBR_STR_NONE;
	if (*path == '/') {
		node = 0;
		path++;
	}
	for (; *path == '^'; path++)
		if (!find_enclosing(tape, &node))
			return DBR_STR_NONE;
	if (!find(tape, node, path, &found))
		return DBR_STR_NONE;
	return json_node_text(tape, found, arena, problem);
}

static void
add_record(struct json_records *out, uint32_t node, size_t index)
{
	out->items = dbr_arena_grow(out->arena, out->items, out->count,
				    &out->capacity, sizeof(*out->items));
	out->items[out->count++] = (struct json_record){
		.node = node, .index = index, .document = out->document };
}

/* root is behind a "*" or a name, at its dot or its end. */
static void
collect(struct json_records *out, const struct json_tape *tape, uint32_t node,
	const char *root, size_t index)
{
	const struct json_node *n = &tape->nodes[node];
	bool is_object = n->kind == JSON_OBJECT;
	bool is_any = root[0] == '*' && (!root[1] || root[1] == '.');
	size_t place = 0;

	if (!*root) {
		add_record(out, node, index);
		return;
	}
	if (!is_object && n->kind != JSON_ARRAY)
		return;
	for (uint32_t child = node + 1 + is_object; child < n->next;
	     child = tape->nodes[child].next + is_object, place++) {
		size_t size = is_any ? 1 : is_object
			? key_size(tape, child - 1, root) : 0;

		if (size)
			collect(out, tape, child,
				root + size + (root[size] == '.'), place);
	}
}

static int
compare_nodes(const void *a, const void *b)
{
	const struct json_record *one = a, *other = b;

	return (one->node > other->node) - (one->node < other->node);
}

void
json_path_records(struct json_records *out, const struct json_tape *tape,
		  const char *root)
{
	struct dbr_str rest = dbr_str_from(root);

	out->count = 0;
	if (!strchr(root, '|')) {
		collect(out, tape, 0, root, 0);
		return;
	}
	while (rest.at)
		collect(out, tape, 0,
			dbr_arena_text(out->arena, dbr_str_cut(&rest, '|')),
			0);
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items),
		      compare_nodes);
}
