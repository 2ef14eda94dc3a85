/* SPDX-License-Identifier: GPL-3.0-or-later */
/* share.c -- see debrief/share.h. */
#include <config.h>
#include "debrief/share.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "debrief/file.h"

enum { SHARE_FILE_MAX = 1024 * 1024 };	/* bytes */

void
dbr_share_init(struct dbr_share *share, const char *workspace_db_path,
	       struct dbr_arena *arena)
{
	const char *shipped = getenv("DEBRIEF_SHARE");
	const char *slash;

	share->shipped = shipped && *shipped ? shipped : DBR_PKGDATADIR;
	share->workspace = NULL;
	if (!workspace_db_path)
		return;
	slash = strrchr(workspace_db_path, '/');
	share->workspace = dbr_arena_textf(arena, "%.*sdebrief.d",
		slash ? (int)(slash - workspace_db_path) + 1 : 0,
		workspace_db_path);
}

/* No way up, no way out, nothing that could disturb a message. */
static bool
is_safe(const char *path)
{
	if (!*path || *path == '/' || strstr(path, ".."))
		return false;
	for (const char *p = path; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7F)
			return false;
	return true;
}

static bool
is_safe_name(const char *name)
{
	return is_safe(name) && !strchr(name, '/') && name[0] != '.';
}

/* A pipe would keep us waiting for whoever writes into it. */
static enum dbr_status
load(struct dbr_share_file *out, struct dbr_arena *arena,
     struct dbr_error *err)
{
	struct dbr_buf bytes = DBR_BUF_INIT;
	struct stat found;
	enum dbr_status rc;

	if (stat(out->path, &found) == 0 && !S_ISREG(found.st_mode) &&
	    !S_ISDIR(found.st_mode))
		return dbr_fail(err, DBR_ECONFIG,
				"cannot read \"%s\": it is not a regular file",
				out->path);
	rc = dbr_file_read(&bytes, out->path, SHARE_FILE_MAX, err);
	if (rc == DBR_OK)
		out->text = dbr_arena_str(arena, dbr_buf_str(&bytes));
	dbr_buf_release(&bytes);
	return rc;
}

/* The files of one kind found so far, without their text. */
struct listing {
	struct dbr_arena *arena;
	const char *kind, *suffix;
	struct dbr_share_file *files;
	size_t count, capacity;
};

static bool
has_name(const struct listing *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->files[i].name, name) == 0)
			return true;
	return false;
}

static void
list_folder(struct listing *list, const char *root, bool is_workspace)
{
	const char *folder = dbr_arena_textf(list->arena, "%s/%s", root,
					     list->kind);
	DIR *dir = opendir(folder);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		struct dbr_str name = dbr_str_from(entry->d_name);
		struct dbr_share_file file = { .is_workspace = is_workspace };

		if (!dbr_str_ends(name, list->suffix) ||
		    !is_safe_name(entry->d_name))
			continue;
		name.size -= strlen(list->suffix);
		file.name = dbr_arena_text(list->arena, name);
		if (!name.size || has_name(list, file.name))
			continue;
		file.path = dbr_arena_textf(list->arena, "%s/%s", folder,
					    entry->d_name);
		list->files = dbr_arena_grow(list->arena, list->files,
					     list->count, &list->capacity,
					     sizeof(file));
		list->files[list->count++] = file;
	}
	if (dir)
		closedir(dir);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(((const struct dbr_share_file *)a)->name,
		      ((const struct dbr_share_file *)b)->name);
}

/* The workspace first, so that its files hide shipped ones. */
static void
list_all(struct listing *list, const struct dbr_share *share)
{
	if (share->workspace)
		list_folder(list, share->workspace, true);
	list_folder(list, share->shipped, false);
	if (list->count)
		qsort(list->files, list->count, sizeof(*list->files),
		      compare_names);
}

static enum dbr_status
check_kind(const char *kind, struct dbr_error *err)
{
	if (is_safe(kind))
		return DBR_OK;
	return dbr_fail(err, DBR_EUSAGE, "\"%s\" is not a kind of file", kind);
}

/* Nothing is near: a few of what there is. */
static void
fail_with_all(const char *const *names, size_t count, struct dbr_error *err)
{
	enum { SHOWN_MAX = 12 };
	struct dbr_buf text = DBR_BUF_INIT;

	for (size_t i = 0; i < count && i < SHOWN_MAX; i++)
		dbr_buf_addf(&text, "%s%s", i ? ", " : "", names[i]);
	dbr_fail_hint(err, "there is %s%s", text.text,
		      count > SHOWN_MAX ? " ..." : "");
	dbr_buf_release(&text);
}

/* "metrics" gives 'unknown metric "x"'. */
static enum dbr_status
unknown(const struct dbr_share *share, const char *kind, const char *name,
	const char *suffix, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct listing list = { .arena = &arena, .kind = kind,
				.suffix = suffix };
	size_t size = strlen(kind);
	bool is_plural = size > 1 && kind[size - 1] == 's' &&
			 !strchr(kind, '/');
	const char **names;
	const char *nearest;

	if (is_plural)
		dbr_fail(err, DBR_EUSAGE, "unknown %.*s \"%s\"",
			 (int)size - 1, kind, name);
	else
		dbr_fail(err, DBR_EUSAGE, "there is no \"%s%s\" in %s", name,
			 suffix, kind);
	list_all(&list, share);
	names = dbr_arena_array(&arena, list.count, sizeof(*names));
	for (size_t i = 0; i < list.count; i++)
		names[i] = list.files[i].name;
	nearest = dbr_nearest(name, names, list.count);
	if (nearest)
		dbr_fail_hint(err, "did you mean \"%s\"?", nearest);
	else if (list.count)
		fail_with_all(names, list.count, err);
	else
		dbr_fail_hint(err, "there are none in %s/%s; DEBRIEF_SHARE "
			      "says where to look", share->shipped, kind);
	dbr_arena_release(&arena);
	return DBR_EUSAGE;
}

enum dbr_status
dbr_share_read(struct dbr_share_file *out, const struct dbr_share *share,
	       const char *kind, const char *name, const char *suffix,
	       struct dbr_arena *arena, struct dbr_error *err)
{
	const char *roots[] = { share->workspace, share->shipped };
	enum dbr_status rc = check_kind(kind, err);

	if (rc != DBR_OK)
		return rc;
	for (size_t i = 0; i < 2 && is_safe_name(name); i++) {
		struct dbr_share_file file = { .is_workspace = i == 0 };

		if (!roots[i])
			continue;
		file.name = dbr_arena_text(arena, dbr_str_from(name));
		file.path = dbr_arena_textf(arena, "%s/%s/%s%s", roots[i],
					    kind, name, suffix);
		if (access(file.path, F_OK) != 0)
			continue;
		rc = load(&file, arena, err);
		if (rc == DBR_OK)
			*out = file;
		return rc;
	}
	return unknown(share, kind, name, suffix, err);
}

enum dbr_status
dbr_share_list(const struct dbr_share_file **out, size_t *count,
	       const struct dbr_share *share, const char *kind,
	       const char *suffix, struct dbr_arena *arena,
	       struct dbr_error *err)
{
	struct listing list = { .arena = arena, .kind = kind,
				.suffix = suffix };
	enum dbr_status rc = check_kind(kind, err);

	if (rc != DBR_OK)
		return rc;
	list_all(&list, share);
	for (size_t i = 0; i < list.count && rc == DBR_OK; i++)
		rc = load(&list.files[i], arena, err);
	if (rc != DBR_OK)
		return rc;
	*out = list.files;
	*count = list.count;
	return DBR_OK;
}
