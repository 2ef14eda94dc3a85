/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/overwrite.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { HEAD_SIZE = 1024 };

static bool
is_same_file(const char *a, const char *b)
{
	struct stat x, y;

	return strcmp(a, b) == 0 ||
	       (stat(a, &x) == 0 && stat(b, &y) == 0 &&
		x.st_dev == y.st_dev && x.st_ino == y.st_ino);
}

/* SQLite's own files beside the workspace belong to it. */
static bool
is_workspace(struct making *m, const char *path)
{
	static const char *const suffixes[] = { "", "-wal", "-shm",
						"-journal" };
	const char *workspace = dbr_store_path(m->store);
	size_t i;

	for (i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (is_same_file(path, dbr_arena_textf(m->arena, "%s%s",
						       workspace,
						       suffixes[i])))
			return true;
	return false;
}

/* An empty file is nobody's. */
static bool
is_report(const char *path)
{
	char head[HEAD_SIZE + 1];
	FILE *file = fopen(path, "re");
	size_t size;

	if (!file)
		return false;
	size = fread(head, 1, HEAD_SIZE, file);
	fclose(file);
	head[size] = '\0';
	return !size || strncmp(head, MARKDOWN_MARK,
				strlen(MARKDOWN_MARK)) == 0 ||
	       (strncmp(head, "<!DOCTYPE html>", 15) == 0 &&
		strstr(head, "name=\"generator\" content=\"debrief "));
}

static enum dbr_status
check_one(struct making *m, const char *path)
{
	struct stat found;

	if (!path)
		return DBR_OK;
	if (is_workspace(m, path)) {
		dbr_fail(m->err, DBR_ECREATE, "\"%s\" is the workspace", path);
		return dbr_fail_hint(m->err, "name another file with -o");
	}
	/* What is no regular file is refused where it is written. */
	if (m->request->is_forced || stat(path, &found) != 0 ||
	    !S_ISREG(found.st_mode) || is_report(path))
		return DBR_OK;
	dbr_fail(m->err, DBR_ECREATE,
		 "\"%s\" is there already and is no report", path);
	return dbr_fail_hint(m->err, "name another file, or replace it with "
				     "--force");
}

enum dbr_status
overwrite_check(struct making *m)
{
	const char *html = m->request->html_path;
	const char *markdown = m->request->markdown_path;
	enum dbr_status rc;

	if (html && markdown && is_same_file(html, markdown))
		return dbr_fail(m->err, DBR_ECREATE,
				"\"%s\" cannot be HTML and Markdown at once",
				html);
	rc = check_one(m, html);
	return rc == DBR_OK ? check_one(m, markdown) : rc;
}
