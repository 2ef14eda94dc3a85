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

/* Hidden files are the file manager's. */
static enum dbr_status
add_entries(struct listing *listing, const char *folder, mode_t kind,
	    struct dbr_error *err)
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
		    (found.st_mode & S_IFMT) == kind)
			add_file(listing, path);
	}
	closedir(entries);
	if (listing->out->count > first)
		qsort(listing->out->paths + first,
		      listing->out->count - first,
		      sizeof(*listing->out->paths), compare_paths);
	return DBR_OK;
}

static enum dbr_status
add_folder(struct listing *listing, const char *folder, struct dbr_error *err)
{
	size_t first = listing->out->count;
	enum dbr_status rc = add_entries(listing, folder, S_IFREG, err);

	if (rc != DBR_OK || listing->out->count > first)
		return rc;
	dbr_fail(err, DBR_ENOINPUT, "there are no files in \"%s\"", folder);
	return dbr_fail_hint(err, "name the folder that holds the files of "
			     "the export");
}

enum dbr_status
import_files_list(struct import_files *out, const struct cli_args *args,
		  struct dbr_arena *arena, struct dbr_error *err)
{
	struct listing listing = { .out = out, .arena = arena };
	enum dbr_status rc = DBR_OK;

	*out = (struct import_files){
		.folders = dbr_arena_array(arena, args->word_count + 1,
					   sizeof(*out->folders)),
	};
	for (size_t i = 0; i < args->word_count && rc == DBR_OK; i++) {
		struct stat found;

		if (stat(args->words[i], &found) == 0 &&
		    S_ISDIR(found.st_mode)) {
			out->is_folder = true;
			out->folders[out->folder_count++] = args->words[i];
			rc = add_folder(&listing, args->words[i], err);
		} else {
			add_file(&listing, args->words[i]);
		}
	}
	return rc;
}

enum dbr_status
import_files_descend(struct import_files *files, struct dbr_arena *arena,
		     struct dbr_error *err)
{
	struct import_files inner = { .paths = NULL };
	struct listing found = { .out = &inner, .arena = arena };
	struct listing listing = { .out = files, .arena = arena,
				   .capacity = files->count };
	enum dbr_status rc = DBR_OK;

	for (size_t i = 0; i < files->folder_count && rc == DBR_OK; i++)
		rc = add_entries(&found, files->folders[i], S_IFDIR, err);
	for (size_t i = 0; i < inner.count && rc == DBR_OK; i++)
		rc = add_entries(&listing, inner.paths[i], S_IFREG, err);
	return rc;
}
