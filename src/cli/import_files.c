/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_files.c -- see import_files.h. */
#include <config.h>
#include "cli/import_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "debrief/file.h"

enum { FILES_MAX = 10000 };

struct listing {
	struct import_files *out;
	struct dbr_arena *arena;
	size_t capacity;
};

static void
add_file(struct listing *listing, const char *path)
{
	struct import_files *out = listing->out;

	out->paths = dbr_arena_grow(listing->arena, out->paths, out->count,
				    &listing->capacity, sizeof(*out->paths));
	out->paths[out->count++] = path;
}

static int
compare_paths(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Hidden files are the file manager's, folders in it somebody else's. */
static enum dbr_status
add_folder(struct listing *listing, const char *folder, struct dbr_error *err)
{
	size_t first = listing->out->count;
	DIR *entries = opendir(folder);
	const struct dirent *entry;
	struct stat found;

	if (!entries)
		return dbr_fail_open(folder, errno, err);
	while ((entry = readdir(entries)) &&
	       listing->out->count - first < FILES_MAX) {
		const char *path = dbr_arena_textf(listing->arena, "%s/%s",
						   folder, entry->d_name);

		if (entry->d_name[0] != '.' && stat(path, &found) == 0 &&
		    S_ISREG(found.st_mode))
			add_file(listing, path);
	}
	closedir(entries);
	if (listing->out->count == first) {
		dbr_fail(err, DBR_ENOINPUT, "there are no files in \"%s\"",
			 folder);
		return dbr_fail_hint(err, "name the folder that holds the "
				     "files of the export");
	}
	qsort(listing->out->paths + first, listing->out->count - first,
	      sizeof(*listing->out->paths), compare_paths);
	return DBR_OK;
}

enum dbr_status
import_files_list(struct import_files *out, const struct cli_args *args,
		  struct dbr_arena *arena, struct dbr_error *err)
{
	struct listing listing = { .out = out, .arena = arena };
	enum dbr_status rc = DBR_OK;

	*out = (struct import_files){ .paths = NULL };
	for (size_t i = 0; i < args->word_count && rc == DBR_OK; i++) {
		struct stat found;

		if (stat(args->words[i], &found) == 0 &&
		    S_ISDIR(found.st_mode)) {
			out->is_folder = true;
			rc = add_folder(&listing, args->words[i], err);
		} else {
			add_file(&listing, args->words[i]);
		}
	}
	return rc;
}
