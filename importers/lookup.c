/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lookup.c -- see lookup.h. */
#include <config.h>
#include "lookup.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "debrief/source.h"

struct lookup_name {
	struct dbr_str id, name;
};

static int
compare_names(const void *a, const void *b)
{
	struct dbr_str x = ((const struct lookup_name *)a)->id;
	struct dbr_str y = ((const struct lookup_name *)b)->id;
	int order = memcmp(x.at, y.at, x.size < y.size ? x.size : y.size);

	return order ? order : (x.size > y.size) - (x.size < y.size);
}

/* The file beside path, or in the folder above; NULL: in neither. */
static const char *
find_file(const char *path, const char *name, struct dbr_arena *arena)
{
	const char *slash = strrchr(path, '/');
	int size = slash ? (int)(slash - path) + 1 : 0;
	const char *above = slash ? "../" : "";
	struct stat found;

	for (int i = 0; i < 2; i++) {
		const char *file = dbr_arena_textf(arena, "%.*s%s%s", size,
						   path, i ? above : "", name);

		if (stat(file, &found) == 0 && S_ISREG(found.st_mode))
			return file;
	}
	return NULL;
}

static void
add_name(struct lookup *lookup, size_t *capacity,
	 const struct dbr_record *record, struct dbr_arena *arena)
{
	struct lookup_name found = { .id = DBR_STR_NONE };

	if (record->problem || !record->count || !record->fields[0].size)
		return;
	for (size_t i = 1; i < record->count && !found.name.size; i++)
		found.name = dbr_str_trim(record->fields[i]);
	if (!found.name.size)
		return;
	found.id = dbr_arena_str(arena, record->fields[0]);
	found.name = dbr_arena_str(arena, found.name);
	lookup->names = dbr_arena_grow(arena, lookup->names, lookup->count,
				       capacity, sizeof(*lookup->names));
	lookup->names[lookup->count++] = found;
}

static enum dbr_status
read_names(struct lookup *lookup, const struct format_lookup *wanted,
	   const struct dbr_source *source, struct dbr_arena *arena,
	   struct dbr_error *err)
{
	const struct dbr_reader_options options = {
		.paths = wanted->paths.at, .path_count = wanted->paths.count,
	};
	struct dbr_record record;
	bool has_record = true;
	size_t capacity = 0;
	void *reader = NULL;
	enum dbr_status rc = dbr_reader_json.open(&reader, source, &options,
						  err);

	while (rc == DBR_OK && has_record) {
		rc = dbr_reader_json.next(reader, &record, &has_record, err);
		if (rc == DBR_OK && has_record)
			add_name(lookup, &capacity, &record, arena);
	}
	dbr_reader_json.close(reader);
	return rc;
}

enum dbr_status
lookup_open(struct lookup *out, const struct format_lookup *wanted,
	    const char *path, struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_source_file *file = NULL;
	struct dbr_source_request request = { .name = wanted->file };
	enum dbr_status rc;

	*out = (struct lookup){ NULL, 0 };
	if (wanted->file && path)
		request.path = find_file(path, wanted->file, arena);
	if (!request.path)
		return DBR_OK;
	rc = dbr_source_open(&file, &request, err);
	if (rc == DBR_OK)
		rc = read_names(out, wanted, dbr_source_of(file), arena, err);
	if (rc == DBR_EINPUT)
		dbr_fail_at(err, wanted->file, 0, 0);
	dbr_source_close(file);
	if (out->count)
		qsort(out->names, out->count, sizeof(*out->names),
		      compare_names);
	return rc;
}

struct dbr_str
lookup_find(const struct lookup *lookup, struct dbr_str id)
{
	struct lookup_name key = { .id = id };
	const struct lookup_name *found = lookup->count
		? bsearch(&key, lookup->names, lookup->count, sizeof(key),
			  compare_names)
		: NULL;

	return found ? found->name : DBR_STR_NONE;
}
